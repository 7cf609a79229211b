-- A project with its budget, the sum of its details and of its funding sources, in 万元
SELECT
    project.document_id,
    project.project_id,
    project.name,
    project.executing_unit,
    project.total_wan,
    project.current_wan,
    details.amount_wan AS details_wan,
    details.lines AS detail_lines,
    funding.amount_wan AS funding_wan
FROM project
LEFT JOIN (
    SELECT document_id, project_id, sum(amount_wan) AS amount_wan, count(*) AS lines
    FROM project_detail
    WHERE seq > 0
    GROUP BY ALL
) AS details USING (document_id, project_id)
LEFT JOIN (
    SELECT document_id, project_id, sum(amount_wan) AS amount_wan
    FROM project_funding
    WHERE parent_key = 'total'
    GROUP BY ALL
) AS funding USING (document_id, project_id)
ORDER BY project.document_id, project.current_wan DESC, project.project_id
