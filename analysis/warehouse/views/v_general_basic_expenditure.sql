-- 一般公共预算基本支出表 by economic class, one row a code, amounts in 万元
SELECT
    document_id,
    fiscal_year,
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
WHERE table_kind = 'general_basic_expenditure'
GROUP BY document_id, fiscal_year, code, name, level, parent_code
ORDER BY document_id, code = 'total' DESC, code
