"""The briefing: words, charts, tables and sources of report.qmd, and how it is rendered.

A cell of report.qmd starts with ``from analysis.briefing import open_report``. The charts and
tables behind it are loaded only then: the renderer (``analysis.briefing.render``) does without.
"""

import gc
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analysis.briefing.report import Report, open_report

__all__ = ["Report", "open_report"]

# Altair and nbformat import jsonschema, and that any library it finds that checks the format of a
# text. JupyterLab brings these: one sets up the grammar of web addresses in all scripts, for a
# second, the other brings a library of dates; no schema of charts or notebooks names these formats.
# Without a library jsonschema does without.
_modules: Any = sys.modules
for _name in ("rfc3987_syntax", "isoduration"):
    _modules.setdefault(_name, None)


def __getattr__(name: str) -> Any:
    if name in __all__:
        # Hundreds of modules, and nothing in them to be collected.
        collects = gc.isenabled()
        gc.disable()
        try:
            from analysis.briefing import report
        finally:
            if collects:
                gc.enable()
        return getattr(report, name)
    raise AttributeError(name)
