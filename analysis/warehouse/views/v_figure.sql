-- A printed figure with the file and place where it is printed
SELECT
    figure.figure_id,
    document.unit_name,
    document.fiscal_year AS document_year,
    figure.table_kind,
    figure.row_name,
    figure.column_key,
    figure.fiscal_year,
    figure.printed,
    figure.unit_word,
    figure.value,
    figure.unit,
    figure.amount_wan,
    figure.cell_state,
    figure.reading,
    document.file_name,
    figure.page,
    figure.line,
    figure.col
FROM figure
JOIN document USING (document_id)
ORDER BY figure.document_id, figure.page NULLS FIRST, figure.line, figure.col
