"""Each stage imports only from the stages above it, so that data flows one way; nowhere in circles."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
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


def imported(node: ast.AST) -> Iterator[str]:
    """Yield what is imported anywhere below a node, but not for types alone."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            continue
        if isinstance(child, ast.ImportFrom) and child.module:
            yield from (child.module, *(f"{child.module}.{alias.name}" for alias in child.names))
        elif isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        yield from imported(child)


def test_no_module_imports_itself_by_way_of_others() -> None:
    modules = {
        ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path
        for path in PACKAGE.rglob("*.py")
        if path.name != "__init__.py"
    }
    graph = {
        name: set(imported(ast.parse(path.read_text("utf-8")))) & modules.keys()
        for name, path in modules.items()
    }
    assert len(list(TopologicalSorter(graph).static_order())) == len(modules)
