-- Revenue, expenditure and projects by year as one document tells them, in 万元, with the change
-- from the year before that it tells
WITH told AS (
    SELECT document_id, side AS subject, item_key AS item, fiscal_year, amount_wan
    FROM yearly_total
    UNION ALL
    SELECT document_id, 'project', project_id, fiscal_year, amount_wan
    FROM v_project_year
),
with_prior AS (
    SELECT
        *,
        lag(amount_wan) OVER years AS prior_wan,
        lag(fiscal_year) OVER years AS prior_year
    FROM told
    WINDOW years AS (PARTITION BY document_id, subject, item ORDER BY fiscal_year)
)
SELECT
    document_id,
    subject,
    item,
    fiscal_year,
    amount_wan,
    prior_year,
    prior_wan,
    amount_wan - prior_wan AS change_wan
FROM with_prior
ORDER BY document_id, subject, item, fiscal_year
