-- 三公 expenses, one row a document and year, amounts in 万元
SELECT
    document_id,
    fiscal_year,
    max(amount_wan) FILTER (WHERE item = 'total') AS total,
    max(amount_wan) FILTER (WHERE item = 'overseas') AS overseas,
    max(amount_wan) FILTER (WHERE item = 'vehicles') AS vehicles,
    max(amount_wan) FILTER (WHERE item = 'vehicle_purchase') AS vehicle_purchase,
    max(amount_wan) FILTER (WHERE item = 'vehicle_running') AS vehicle_running,
    max(amount_wan) FILTER (WHERE item = 'reception') AS reception
FROM three_public
GROUP BY ALL
ORDER BY document_id, fiscal_year
