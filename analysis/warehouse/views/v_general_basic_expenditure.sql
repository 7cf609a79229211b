-- 一般公共预算基本支出表 by economic class, one row a code, amounts in 万元
SELECT * EXCLUDE (table_kind)
FROM v_coded
WHERE table_kind = 'general_basic_expenditure'
ORDER BY document_id, code = 'total' DESC, code
