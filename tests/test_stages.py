"""Each stage imports only from the stages above it, so that data flows one way."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "analysis"
ORDER = ("sources", "disclosure", "warehouse", "measures", "checks", "briefing")


def stages_imported_by(stage: str) -> set[tuple[str, str]]:
    """Return (module, stage that it imports from) for every import inside the package."""
    found = set()
    for path in sorted((PACKAGE / stage).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            else:
                continue
            for name in names:
                top, _, rest = name.partition(".")
                if top == "analysis" and rest.split(".")[0] in ORDER:
                    found.add((str(path.relative_to(PACKAGE)), rest.split(".")[0]))
    return found


@pytest.mark.parametrize("stage", ORDER)
def test_a_stage_imports_only_from_the_stages_above_it(stage: str) -> None:
    allowed = ORDER[: ORDER.index(stage) + 1]
    imported = stages_imported_by(stage)
    assert imported, "the stage has modules"
    assert [pair for pair in sorted(imported) if pair[1] not in allowed] == []
