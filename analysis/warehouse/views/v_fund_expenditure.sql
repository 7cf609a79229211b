-- 政府性基金预算支出表, one row a functional code, amounts in 万元
SELECT * EXCLUDE (table_kind)
FROM v_coded
WHERE table_kind = 'fund_expenditure'
ORDER BY document_id, code = 'total' DESC, code
