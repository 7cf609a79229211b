-- Two-sided summary tables, one row an item that has an amount, in 万元
SELECT
    document_id,
    fiscal_year,
    table_kind,
    side,
    item_key,
    item,
    level,
    column_key,
    amount_wan,
    figure_id
FROM summary_line
WHERE amount_wan IS NOT NULL
ORDER BY document_id, table_kind, side DESC, level, item_key
