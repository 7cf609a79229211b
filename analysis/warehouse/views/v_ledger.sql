-- What became of a document's numeric tokens: how many of each disposition
SELECT document_id, disposition, count(*) AS tokens
FROM number
GROUP BY ALL
ORDER BY document_id, tokens DESC, disposition
