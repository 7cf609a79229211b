-- A project's budget by year in 万元, one row a project and year: the sheet's own figure for the
-- document's year; for others the whole that the sheet states, else its component projects added
WITH told AS (
    SELECT
        document_id,
        project_id,
        fiscal_year,
        max(amount_wan) FILTER (WHERE component = '') AS whole_wan,
        sum(amount_wan) FILTER (WHERE component <> '') AS components_wan,
        string_agg(component, '; ' ORDER BY component) FILTER (WHERE component <> '') AS components
    FROM project_year
    GROUP BY ALL
),
own AS (
    SELECT project.document_id, project_id, document.fiscal_year, current_wan
    FROM project
    JOIN document USING (document_id)
    WHERE current_wan IS NOT NULL
)
SELECT
    document_id,
    project_id,
    fiscal_year,
    coalesce(current_wan, whole_wan, components_wan) AS amount_wan,
    components
FROM told
FULL JOIN own USING (document_id, project_id, fiscal_year)
ORDER BY document_id, project_id, fiscal_year
