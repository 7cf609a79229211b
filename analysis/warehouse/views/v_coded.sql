-- Every coded table (budget_line), one row a code, its columns side by side, amounts in 万元
SELECT
    document_id,
    fiscal_year,
    table_kind,
    code,
    name,
    level,
    parent_code,
    max(amount_wan) FILTER (WHERE column_key = 'total') AS total,
    max(amount_wan) FILTER (WHERE column_key = 'basic') AS basic,
    max(amount_wan) FILTER (WHERE column_key = 'personnel') AS personnel,
    max(amount_wan) FILTER (WHERE column_key = 'operating') AS operating,
    max(amount_wan) FILTER (WHERE column_key = 'project') AS project
FROM budget_line
GROUP BY document_id, fiscal_year, table_kind, code, name, level, parent_code
ORDER BY document_id, table_kind, code = 'total' DESC, code
