-- A project's budget by year in 万元, one row a project, one column a year that any document tells
PIVOT (
    SELECT
        project.document_id,
        project.project_id,
        project.name,
        v_project_year.fiscal_year::VARCHAR AS fiscal_year,
        v_project_year.amount_wan
    FROM project
    LEFT JOIN v_project_year USING (document_id, project_id)
)
ON fiscal_year IN ({years})
USING first(amount_wan)
ORDER BY document_id, project_id
