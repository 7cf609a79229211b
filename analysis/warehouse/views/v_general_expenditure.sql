-- 一般公共预算支出表 by function, one row a code, amounts in 万元
SELECT * EXCLUDE (table_kind)
FROM v_coded
WHERE table_kind = 'general_expenditure'
ORDER BY document_id, code = 'total' DESC, code
