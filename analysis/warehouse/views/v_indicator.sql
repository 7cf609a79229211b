-- Performance indicators with the project they belong to and their values side by side
SELECT
    indicator.document_id,
    indicator.scope,
    project.name AS project_name,
    indicator.horizon,
    indicator.goal,
    indicator.level1_key,
    indicator.level2_key,
    indicator.level3 AS indicator,
    indicator.year_before_last,
    indicator.last_year,
    indicator.target,
    indicator.basis,
    indicator.reading,
    indicator.line,
    indicator.indicator_id
FROM indicator
LEFT JOIN project
    ON project.document_id = indicator.document_id AND project.project_id = indicator.scope
ORDER BY indicator.document_id, indicator.line, indicator.indicator_id
