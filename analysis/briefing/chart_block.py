"""A chart as markdown for both formats: in HTML live over a picture, in the PDF the picture.

Not done here: the look of charts (``theme``), the page around the figure (``render/assets``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import altair as alt

from analysis.briefing import fonts
from analysis.briefing.drawing import draw
from analysis.briefing.markdown import Markdown, raw, typst_string

__all__ = ["Figure", "chart_svg", "figure_markdown"]

_WIDEST = 640  # pixels; a picture so wide fills the page of the PDF
_TALLEST = 690  # pixels at that width; a higher one is made smaller: its words share the page


def chart_svg(chart: alt.TopLevelMixin) -> str:
    """``chart`` as SVG text, set in the briefing's font; same chart, same bytes."""
    return _drawn(chart)[1]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart of the report, and what says the same in words and in numbers.

    ``name``: its stable id (``chart-<name>``). ``caption``: markdown, what the chart shows.
    ``alt_text``: plain text made from the data. ``data``: its numbers, the HTML of a table.
    ``narrow``: the same chart for a telephone, where there is one.
    """

    chart: alt.TopLevelMixin
    name: str
    caption: str
    alt_text: str
    data: str
    narrow: alt.TopLevelMixin | None = None

    def __post_init__(self) -> None:
        if not self.alt_text.strip():
            raise ValueError(
                f"chart {self.name!r}: no alt text; say in one sentence what the data shows"
            )


def figure_markdown(figure: Figure, plain: Callable[..., str]) -> Markdown:
    """``figure`` for HTML and PDF; ``plain`` says what stands around it (``Words.plain``).

    In HTML the chart answers to pointer and keyboard, and its data is folded below it; the picture
    stays for print. In the PDF the page of the data is named below it.
    """
    spec, svg = _drawn(figure.chart)
    fonts.check_glyphs(_texts(svg) + figure.alt_text, f"chart {figure.name!r}")
    specs = {"chart-spec": spec}
    if figure.narrow is not None:
        specs["chart-narrow"] = figure.narrow.to_dict(validate=False)
    page = _html(_own_ids(svg, figure.name), specs, figure.alt_text, plain("page.chart_keys"))
    box = f'<div class="table-box" tabindex="0">{figure.data}</div>'
    page += f"<details><summary>{plain('page.chart_data')}</summary>{box}</details>"
    word = plain("page.chart_data.page", page="#(page)")
    below = f"#data-link(<table-data-{figure.name}>, page => [{word}])"
    body = [
        f"::: {{.caption}}\n{figure.caption}\n:::\n",
        raw("html", page),
        raw("typst", f"{_typst(svg, figure.alt_text)}\n{below}"),
    ]
    return Markdown(f":::: {{#chart-{figure.name} .chart}}\n\n" + "\n".join(body) + "\n::::\n")


def _drawn(chart: alt.TopLevelMixin) -> tuple[dict[str, Any], str]:
    """The specification of ``chart`` and its drawing; held to Vega-Lite's schema if it is new."""
    spec = chart.to_dict(validate=False)
    return spec, draw(spec, check=chart.to_dict)


def _html(svg: str, specs: Mapping[str, dict[str, Any]], alt_text: str, keys: str) -> str:
    label = re.sub(r"\s+", " ", alt_text).replace("&", "&amp;").replace('"', "&quot;")
    label = label.replace("<", "&lt;")
    # The box around is the picture, with its words; the parts inside say nothing to a listener.
    svg = svg.replace("<svg ", '<svg aria-hidden="true" ', 1)
    picture = f'<div class="chart-static" role="img" aria-label="{label}">{svg}</div>'
    scripts = "".join(
        f'<script type="application/json" class="{name}">{_json(spec)}</script>'
        for name, spec in specs.items()
    )
    return (
        f'<div class="chart-box" tabindex="0">{picture}'
        f'<div class="chart-live" role="img" aria-label="{label} {keys}"></div>'
        f"{scripts}</div>"
    )


def _json(spec: Mapping[str, Any]) -> str:
    return json.dumps(spec, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _typst(svg: str, alt_text: str) -> str:
    share = 1.0
    if size := re.search(r'<svg[^>]* width="([\d.]+)" height="([\d.]+)"', svg):
        width, height = float(size[1]), float(size[2])
        share = min(width / _WIDEST, 1, width / _WIDEST * _TALLEST / height)
    alt_text = typst_string(re.sub(r"\s+", " ", alt_text))
    # Beside Latin letters, quotation marks that are not as wide as a Chinese character.
    svg = re.sub(r"“(?=[ -~])|(?<=[ -~])”", "&quot;", svg)
    picture = f"bytes({typst_string(svg)})"
    return f'#image({picture}, format: "svg", width: {share:.1%}, alt: {alt_text})'


def _own_ids(svg: str, name: str) -> str:
    """Several pictures stand in one page: their inner ids must not meet."""
    ids = set(re.findall(r'\bid="([^"]+)"', svg))
    for old in sorted(ids, key=len, reverse=True):
        svg = svg.replace(f'id="{old}"', f'id="{name}-{old}"')
        svg = svg.replace(f"url(#{old})", f"url(#{name}-{old})")
        svg = svg.replace(f'href="#{old}"', f'href="#{name}-{old}"')
    return svg


def _texts(svg: str) -> str:
    return "".join(re.findall(r">([^<]+)</text>", svg))
