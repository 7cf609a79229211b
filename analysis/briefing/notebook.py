"""What a notebook starts with: the warehouse, charts that need no network, names in English.

A notebook begins with ``warehouse, document = start()`` and shows what it made with ``show``. Where
a document has nothing to show, ``show`` says the sentence that the notebook gives for that.

A chart goes out twice: as a specification that JupyterLab draws with the Vega that it carries, so
that one can point at it and save it, and as a picture for everything else.

Not done here: measures and checks, the look of charts (``theme``), tables (``tables``).
"""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

import altair as alt
import polars as pl
import polars.selectors as cs

from analysis.briefing import tables, theme
from analysis.briefing.drawing import draw, png
from analysis.briefing.names import both
from analysis.measures.reading import documents, latest_document
from analysis.paths import default_layout
from analysis.sources.document import UnreadableSource
from analysis.warehouse.context import lines_around, place_of
from analysis.warehouse.lookup import find_figures
from analysis.warehouse.open import WarehouseMissing, connect

if TYPE_CHECKING:
    import duckdb
    import great_tables as gt

__all__ = ["NoWarehouse", "Sentence", "in_english", "printed_lines", "show", "start"]

Shown: TypeAlias = "alt.TopLevelMixin | gt.GT | Sentence"
_SHOWN_PCT = 1  # decimals of a percentage for the eye
_SHARPNESS = 2  # pixels of a picture for each pixel of the page
_WIDE = re.compile(r"_(pct|points)$")


class NoWarehouse(WarehouseMissing):
    """No warehouse to work with; a notebook shows the sentence alone, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Sentence(str):
    """A sentence in the place of an empty chart or table."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def start() -> tuple[duckdb.DuckDBPyConnection, str]:
    """Open the warehouse, set the charts' look, and name the document of the latest year.

    The environment variable ``BUDGET_WAREHOUSE`` names another warehouse than the project's own.
    Raises NoWarehouse, with what to do, where there is none or it holds no document.
    """
    try:
        warehouse = connect(os.environ.get("BUDGET_WAREHOUSE") or None)
    except WarehouseMissing as error:
        raise NoWarehouse(str(error)) from None
    document = latest_document(warehouse)
    if document is None:
        warehouse.close()
        raise NoWarehouse(
            "The warehouse holds no document. Put one into data/raw and run `budget build`"
        )
    theme.enable()
    alt.renderers.register("briefing", _bundle)
    alt.renderers.enable("briefing")
    about = documents(warehouse)[document]
    print(
        f"{about.unit_name or 'Unknown unit'}, {about.fiscal_year or 'year unknown'} ({document})"
    )
    return warehouse, document


def in_english(
    frame: pl.DataFrame, *columns: str, otherwise: str = "", kind: str = ""
) -> pl.DataFrame:
    """``frame`` with an English name before the Chinese of ``columns``, where one is known.

    A missing name becomes the text of the column ``otherwise`` (a key), where that is given.
    ``kind``: which names come first (project, source, …) where several have the same Chinese.
    """
    for column in columns:
        texts = [both(text, "en", kind) or None for text in frame[column]]
        named = pl.Series(column, texts, dtype=pl.String)
        if otherwise:
            keys = [_words(text) for text in frame[otherwise]]
            named = named.fill_null(pl.Series(column, keys, dtype=pl.String))
        frame = frame.with_columns(named)
    return frame


def show(
    what: pl.DataFrame | alt.TopLevelMixin,
    labels: Mapping[str, str] | None = None,
    *,
    otherwise: str,
    blank: str = "",
) -> Shown:
    """A frame as a table, or a chart; where it has no rows, the sentence ``otherwise``.

    ``labels``: the columns to show with their headers; without it all plain columns under their own
    names. Money keeps its decimals, percentages show one. ``blank``: what stands for a missing
    value.
    """
    if not isinstance(what, pl.DataFrame):
        return Sentence(otherwise) if _is_empty(what) else what
    if what.is_empty():
        return Sentence(otherwise)
    labels = labels or {name: name for name in what.select(~cs.nested()).columns}
    years = [name for name in labels if name in ("fiscal_year", "previous_year", "level", "line")]
    return tables.build(_for_the_eye(what.select(list(labels))), labels, plain=years, blank=blank)


def printed_lines(
    warehouse: duckdb.DuckDBPyConnection, figure_id: str | None, *, count: int = 3
) -> Sentence:
    """The lines of the document around a figure, its token marked, as ``budget explain`` has them.

    A sentence instead where there is no such figure, or its file is not in the raw folder.
    """
    figure = next(iter(find_figures(warehouse, figure_id or "")), None) if figure_id else None
    if figure is None or figure["figure_id"] != figure_id:
        return Sentence("The document prints no such figure.")
    try:
        raw = default_layout().raw
        lines, place = lines_around(raw, figure, count), place_of(raw, figure)
    except UnreadableSource as error:
        return Sentence(f"The printed lines cannot be shown. {error.file_name}: {error.reason}.")
    head = f"{figure['file_name']}, {place}"
    return Sentence("\n".join([head, *(line.marked().rstrip() for line in lines)]))


def _for_the_eye(frame: pl.DataFrame) -> pl.DataFrame:
    percentages = [name for name in frame.columns if _WIDE.search(name)]
    return frame.with_columns(
        pl.col(percentages)
        .round(_SHOWN_PCT, mode="half_away_from_zero")
        .cast(pl.Decimal(38, _SHOWN_PCT))
    )


def _words(key: str | None) -> str | None:
    return key.replace("_", " ").capitalize() if key else None


def _is_empty(chart: Any) -> bool:
    """Whether the one frame that a chart was made of has no rows."""
    data = getattr(chart, "data", alt.Undefined)
    return isinstance(data, pl.DataFrame) and data.is_empty()


def _bundle(spec: dict[str, Any], **_: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A chart for any front end. JupyterLab carries Vega-Lite 5, which draws this as well."""
    schema = "https://vega.github.io/schema/vega-lite/v5.json"  # a name; nothing is fetched
    spec = {"background": "white", **spec}  # a chart that is copied has its ground with it
    picture = png(draw(spec))
    width = int.from_bytes(picture[16:20], "big") // _SHARPNESS  # where a PNG says how wide it is
    data = {
        "application/vnd.vegalite.v5+json": {**spec, "$schema": schema},
        "image/png": base64.b64encode(picture).decode("ascii"),
        "text/plain": "<chart>",
    }
    return data, {"image/png": {"width": width}}
