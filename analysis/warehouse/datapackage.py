"""``datapackage.json``: the CSV files described as a Frictionless data package.

Field-level ``missingValues`` (Data Package 2) say that an empty cell of a key column is an empty
text, while anywhere else it is null. No date is written, so that the same documents give the
same bytes. Not done here: checking the package; the tests do that with ``frictionless``.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from analysis.warehouse.csv_files import csv_name
from analysis.warehouse.schema import Column, Table

PACKAGE_FILE = "datapackage.json"
_TYPES = {"int": "integer", "money": "number", "exact": "number", "ids": "array"}
_DESCRIPTION = (
    "Figures, texts and checks taken from published Chinese unit budgets. Made by `budget build` "
    "from the files in data/raw; do not edit. An empty cell is null, except in a key column, where "
    "it is an empty text. Money is in 万元 (CNY 10,000), exact. The figures are those that the "
    "publishing unit printed under China's rules on open government information; the license "
    "covers the compilation."
)


def write_datapackage(folder: Path, wanted: list[Table], documents: list[tuple[str, str]]) -> Path:
    """Describe the CSV files in ``folder`` and return the file written.

    ``documents`` are (title, file name) of the documents read, named as the sources.
    """
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "unit-budget",
        "title": "Published unit budgets, figure by figure",
        "description": _DESCRIPTION,
        "licenses": [{"name": "MIT", "title": "MIT License"}],
        "sources": [
            {"title": title or name, "path": f"data/raw/{name}"} for title, name in documents
        ],
        "resources": [_resource(table, folder / csv_name(table)) for table in wanted],
    }
    path = folder / PACKAGE_FILE
    text = json.dumps(package, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path


def files_of(folder: Path) -> list[Path]:
    """Return the CSV files that the package in ``folder`` names; none where there is no package."""
    try:
        package = json.loads((folder / PACKAGE_FILE).read_text("utf-8"))
        return [folder / Path(resource["path"]).name for resource in package["resources"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []


def _resource(table: Table, path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "name": table.name,
        "path": path.name,
        "description": table.comment,
        "type": "table",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.key),
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": [_key(other)]}}
                for column, other in table.refs.items()
            ],
        },
    }


def _key(table_name: str) -> str:
    """A reference goes to the one key column of a table, which is named after it."""
    return f"{table_name}_id"


def _field(table: Table, column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES.get(column.kind, "string"),
        "description": column.comment,
    }
    if column.name in table.key:
        field["constraints"] = {"required": True}
        if field["type"] == "string":
            field["missingValues"] = []
    if column.values:
        field.setdefault("constraints", {})["enum"] = list(column.values)
    return field
