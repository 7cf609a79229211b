-- Revenue, expenditure and projects by year as one document tells them, with the change from
-- the year before in 万元 and per cent (of amounts, not of printed percentages)
WITH told AS (
    SELECT document_id, side AS subject, item_key AS item, fiscal_year, amount_wan
    FROM yearly_total
    UNION ALL
    SELECT
        document_id,
        'project',
        project_id,
        fiscal_year,
        coalesce(
            max(amount_wan) FILTER (WHERE component = ''),
            sum(amount_wan) FILTER (WHERE component <> '')
        )
    FROM project_year
    GROUP BY ALL
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
    amount_wan - prior_wan AS change_wan,
    round(100 * (amount_wan - prior_wan) / nullif(prior_wan, 0), 1)::DECIMAL(18, 1) AS change_pct
FROM with_prior
ORDER BY document_id, subject, item, fiscal_year
