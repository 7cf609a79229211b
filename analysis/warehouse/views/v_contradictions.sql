-- Relations that cannot hold as printed, with both sides and the cells to doubt
SELECT
    check_result.document_id,
    document.file_name,
    check_result.severity,
    check_result.rule,
    check_result.check_id,
    check_result.formula,
    check_result.left_value,
    check_result.right_value,
    check_result.difference,
    check_result.allowance,
    check_result.unit,
    check_result.suspects,
    check_result.message_en,
    check_result.message_zh
FROM check_result
JOIN document USING (document_id)
WHERE check_result.verdict = 'contradiction'
ORDER BY
    check_result.document_id,
    array_position(['arithmetic', 'scope', 'weak', 'notation'], check_result.severity),
    check_result.check_id
