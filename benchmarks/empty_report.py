"""The floor of the report: an empty notebook in HTML and PDF through the embedded renderer.

``python -m benchmarks.empty_report DIR`` writes both into DIR.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.briefing.render import render_report


def main() -> None:
    """Render ``empty.qmd`` in one language."""
    source = Path(__file__).with_name("empty.qmd")
    out = Path(sys.argv[1])
    render_report(source, out, languages=("en",), renderer="embedded", fresh=True)


if __name__ == "__main__":
    main()
