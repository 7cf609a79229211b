-- 支出总表, one row a functional code, amounts in 万元
SELECT * EXCLUDE (table_kind)
FROM v_coded
WHERE table_kind = 'expenditure_summary'
ORDER BY document_id, code = 'total' DESC, code
