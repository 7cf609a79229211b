"""An empty warehouse, declared once and copied for every build.

Declaring the tables with a comment on every column is some hundreds of statements, which takes
DuckDB longer than reading a document takes us. So the empty database is kept in the user's cache,
under a name that holds a digest of all that it was made from. Not done here: loading.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path

import duckdb

from analysis.cache import cache_dir
from analysis.warehouse.open import BLOCK_SIZE, create
from analysis.warehouse.schema import create_sql, tables
from analysis.warehouse.swap import secure
from analysis.warehouse.views import create_fixed_views_sql

_FOLDER = "warehouse"


def new_warehouse(path: Path) -> duckdb.DuckDBPyConnection:
    """Open a new warehouse at ``path`` that holds every table and view, and no row."""
    statements = f"{create_sql(tables().values())};\n{create_fixed_views_sql()}"
    made_of = f"{duckdb.__version__}\n{BLOCK_SIZE}\n{statements}"
    digest = hashlib.sha256(made_of.encode()).hexdigest()
    kept = cache_dir() / _FOLDER / f"empty-{digest[:16]}.duckdb"
    try:
        shutil.copyfile(kept, path)
        return create(path)
    except (OSError, duckdb.Error):  # none is kept yet, or what is kept is damaged
        path.unlink(missing_ok=True)
    _make(path, statements)
    with suppress(OSError):  # a folder where nothing can be kept: it is made anew each time
        _keep(path, kept)
    return create(path)


def _keep(path: Path, kept: Path) -> None:
    """Keep a copy, and none that was made from anything else; other processes may do the same."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    part = kept.with_name(f".{kept.name}.{os.getpid()}.part")
    shutil.copyfile(path, part)
    secure(part)
    os.replace(part, kept)
    for outdated in kept.parent.glob("empty-*"):
        if outdated != kept:
            outdated.unlink(missing_ok=True)


def _make(path: Path, statements: str) -> None:
    connection = create(path)
    try:
        connection.execute(f"BEGIN;\n{statements};\nCOMMIT")
    finally:
        connection.close()
