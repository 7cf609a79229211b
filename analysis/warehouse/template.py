"""An empty warehouse, declared once and copied for every build.

Declaring the tables with a comment on every column is some hundreds of statements, which takes
DuckDB longer than reading a document takes us. So the empty database is kept beside the result,
under a name that holds a digest of all that it was made from. Not done here: loading.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import duckdb

from analysis.warehouse.open import BLOCK_SIZE, create
from analysis.warehouse.schema import create_sql, tables
from analysis.warehouse.swap import secure
from analysis.warehouse.views import create_fixed_views_sql

_PREFIX = ".empty-"


def new_warehouse(path: Path, shelf: Path) -> duckdb.DuckDBPyConnection:
    """Open a new warehouse at ``path`` that holds every table and view, and no row.

    ``shelf`` is the folder in which the empty database is kept; ``path`` lies on the same disk.
    """
    statements = f"{create_sql(tables().values())};\n{create_fixed_views_sql()}"
    made_of = f"{duckdb.__version__}\n{BLOCK_SIZE}\n{statements}"
    digest = hashlib.sha256(made_of.encode()).hexdigest()
    kept = shelf / f"{_PREFIX}{digest[:16]}.duckdb"
    if not kept.is_file():
        _make(path, statements)
        secure(path)
        for outdated in shelf.glob(f"{_PREFIX}*"):
            outdated.unlink(missing_ok=True)
        os.replace(path, kept)
    shutil.copyfile(kept, path)
    return create(path)


def _make(path: Path, statements: str) -> None:
    connection = create(path)
    try:
        connection.execute(f"BEGIN;\n{statements};\nCOMMIT")
    finally:
        connection.close()
