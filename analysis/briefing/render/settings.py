"""Reads ``_quarto.yml``: what both renderers share (filters, templates, depth of the contents).

Not done here: anything that only Quarto needs; those keys are known and passed over. A key that
neither list has is refused, so that the two renderers cannot drift apart unseen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from analysis.briefing.render.errors import RenderError

__all__ = ["FormatSettings", "Settings", "read_settings"]

_FOR_QUARTO = {"project", "execute", "lang", "jupyter"}
_FORMAT_FOR_QUARTO = {
    "embed-resources",
    "font-paths",
    "html-math-method",
    "minimal",
    "output-file",
    "pdf-standard",
    "template-partials",  # pandoc finds them beside the template
    "theme",
}
_FORMAT_SHARED = {"template", "toc", "toc-depth", "shift-heading-level-by", "section-divs"}


@dataclass(frozen=True, slots=True)
class FormatSettings:
    """What pandoc is told for one format."""

    template: Path
    toc: bool
    toc_depth: int
    shift: int
    section_divs: bool


@dataclass(frozen=True, slots=True)
class Settings:
    """The part of ``_quarto.yml`` that the embedded renderer uses."""

    filters: tuple[Path, ...]
    formats: Mapping[str, FormatSettings]
    echo: bool


def read_settings(qmd: Path) -> Settings:
    """The settings that hold for ``qmd``: the nearest ``_quarto.yml`` above it.

    Raises RenderError where there is none or where it has a key that is not known.
    """
    folder = qmd.resolve().parent
    path = next(
        (p / "_quarto.yml" for p in (folder, *folder.parents) if (p / "_quarto.yml").exists()), None
    )
    if path is None:
        raise RenderError(f"no _quarto.yml beside {qmd.name} or above it; restore it from git")
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    _known(path, data, _FOR_QUARTO | {"filters", "format"}, "")
    formats = {}
    for name, values in data.get("format", {}).items():
        _known(path, values, _FORMAT_FOR_QUARTO | _FORMAT_SHARED, f"format.{name}.")
        formats[name] = FormatSettings(
            template=path.parent / values["template"],
            toc=bool(values.get("toc", False)),
            toc_depth=int(values.get("toc-depth", 3)),
            shift=int(values.get("shift-heading-level-by", 0)),
            section_divs=bool(values.get("section-divs", False)),
        )
    filters = tuple(path.parent / name for name in data.get("filters", []))
    return Settings(filters, formats, bool(data.get("execute", {}).get("echo", False)))


def _known(path: Path, values: Mapping[str, Any], known: set[str], prefix: str) -> None:
    unknown = sorted(set(values) - known)
    if unknown:
        names = ", ".join(prefix + key for key in unknown)
        raise RenderError(
            f"{path.name}: {names} is not known to the embedded renderer; remove it, "
            "or say in analysis/briefing/render/settings.py what it means"
        )
