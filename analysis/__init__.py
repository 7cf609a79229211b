"""Reading, checking and explaining published Chinese unit budgets.

The package follows the way of the data; each stage imports only from the stages above it:

    sources      a file of any format becomes a Document: lines and ruled grids, each with its place
    disclosure   the Document becomes typed records and a ledger of every number
    warehouse    records become DuckDB tables and CSV files
    measures     polars: shares, trends, contributions, targets
    checks       polars: identities in exact arithmetic, verdicts, suspects
    briefing     charts, tables, wording, and the rendering of report.qmd

``analysis.pipeline`` takes documents through the stages, ``analysis.paths`` knows the folders, and
``analysis.cli`` is the command line ``budget``.
"""

__version__ = "0.1.0"
