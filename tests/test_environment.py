"""Hold pyproject.toml, requirements.lock and environment.yml against each other."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent

# Where conda-forge calls a distribution of the Python package index something else.
CONDA_NAMES = {
    "duckdb": "python-duckdb",
    "great-tables": "great_tables",
    "jupyter-client": "jupyter_client",
    "css-inline": "css_inline",
    "typst": "typst-py",
}
# What environment.yml brings beyond the requirements of pyproject.toml.
CONDA_ONLY = {"python", "pip", "make", "quarto", "papermill"}


class Pin(NamedTuple):
    """One entry of the lock."""

    requirement: Requirement
    hashes: list[str]

    @property
    def version(self) -> Version:
        """The one version that the entry pins."""
        (pinned,) = self.requirement.specifier
        return Version(pinned.version)


def pyproject() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def requirements() -> list[Requirement]:
    """Every requirement of the project: at run time, and of each extra."""
    project = pyproject()["project"]
    extras = project["optional-dependencies"].values()
    return [Requirement(r) for r in [*project["dependencies"], *(r for e in extras for r in e)]]


def lock_text() -> str:
    return (ROOT / "requirements.lock").read_text("utf-8")


def lock() -> dict[str, list[Pin]]:
    """The pins of the lock by name; a name has several where Python versions differ."""
    pins: dict[str, list[Pin]] = {}
    for entry in re.sub(r" *\\\n *", " ", lock_text()).splitlines():
        if entry.startswith("#") or not entry.strip():
            continue
        head, *hashes = entry.split(" --hash=")
        pin = Pin(Requirement(head), [h.strip() for h in hashes])
        pins.setdefault(canonicalize_name(pin.requirement.name), []).append(pin)
    return pins


def environment() -> tuple[dict[str, SpecifierSet], dict[str, SpecifierSet], list[str]]:
    """The conda packages, the pip packages and the other pip lines of environment.yml."""
    described = yaml.safe_load((ROOT / "environment.yml").read_text("utf-8"))
    conda: dict[str, SpecifierSet] = {}
    pip: dict[str, SpecifierSet] = {}
    other: list[str] = []
    for entry in described["dependencies"]:
        if isinstance(entry, str):
            name, _, bounds = entry.partition(" ")
            conda[name] = SpecifierSet(bounds)
            continue
        for line in entry["pip"]:
            if line.startswith("-"):
                other.append(line)
            else:
                parsed = Requirement(line)
                pip[canonicalize_name(parsed.name)] = parsed.specifier
    return conda, pip, other


def imported_by(folder: str) -> dict[str, str]:
    """The packages of others that the Python files below a folder import, each with one file."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes(), str(path))):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                names = [node.module]
            else:
                continue
            for name in names:
                found.setdefault(name.partition(".")[0], path.relative_to(ROOT).as_posix())
    own = {"analysis", "benchmarks", "tests", *sys.stdlib_module_names}
    own |= {path.stem for path in (ROOT / folder).rglob("*.py")}
    return {name: where for name, where in found.items() if name not in own}


def name_of(requirement: Requirement) -> str:
    return requirement.name


@pytest.mark.parametrize("requirement", requirements(), ids=name_of)
def test_every_requirement_is_locked_at_a_version_that_satisfies_it(
    requirement: Requirement,
) -> None:
    pins = lock().get(canonicalize_name(requirement.name), [])
    assert pins, f"{requirement.name} is not in requirements.lock: run `make lock`"
    for pin in pins:
        assert pin.version in requirement.specifier, "run `make lock`"


@pytest.mark.parametrize("requirement", requirements(), ids=name_of)
def test_every_requirement_stands_in_the_conda_environment_with_the_same_bounds(
    requirement: Requirement,
) -> None:
    conda, pip, _ = environment()
    name = canonicalize_name(requirement.name)
    conda_name = CONDA_NAMES.get(name, name)
    found = {**pip, **conda}.get(conda_name)
    assert found is not None, f"add {conda_name} to environment.yml"
    assert found == requirement.specifier


@pytest.mark.parametrize("folder", ["analysis", "benchmarks", "tests"])
def test_every_package_that_the_code_imports_is_a_requirement_of_the_project(folder: str) -> None:
    named = {canonicalize_name(r.name) for r in requirements()}
    providers = packages_distributions()
    for module, where in imported_by(folder).items():
        distributions = {canonicalize_name(d) for d in providers.get(module, [module])}
        assert distributions & named, (
            f"{where} imports {module}: add its distribution to pyproject.toml and "
            "environment.yml, then run `make lock`"
        )


def test_the_conda_environment_brings_nothing_that_the_project_does_not_name() -> None:
    conda, pip, _ = environment()
    named = {canonicalize_name(r.name) for r in requirements()}
    expected = {CONDA_NAMES.get(name, name) for name in named} | CONDA_ONLY
    assert set(conda) | set(pip) == expected
    assert not set(conda) & set(pip)


def test_the_conda_environment_brings_quarto_and_jupyterlab_and_the_project_itself() -> None:
    conda, _, other = environment()
    assert {"quarto", "jupyterlab", "polars", "python-duckdb", "altair"} <= set(conda)
    assert conda["quarto"] == SpecifierSet(">=1.6")
    assert other == ["-e ."]


def test_both_ways_of_setting_up_ask_for_the_same_python() -> None:
    conda, _, _ = environment()
    floor = pyproject()["project"]["requires-python"]
    assert conda["python"] == SpecifierSet(floor)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    major, minor = re.fullmatch(r">=(\d+)\.(\d+)", floor).groups()
    assert f"sys.version_info < ({major}, {minor})" in makefile
    assert f"--python-version {major}.{minor}" in makefile


def test_every_entry_of_the_lock_is_pinned_exactly_and_carries_sha256_hashes() -> None:
    pins = [pin for entries in lock().values() for pin in entries]
    assert len(pins) > len(requirements())
    for pin in pins:
        assert [s.operator for s in pin.requirement.specifier] == ["=="], pin.requirement
        assert pin.hashes, pin.requirement
        assert all(re.fullmatch(r"sha256:[0-9a-f]{64}", h) for h in pin.hashes), pin.requirement


def test_the_lock_carries_no_addresses_and_no_options_but_hashes() -> None:
    text = lock_text()
    assert "://" not in text
    assert " @ " not in text
    assert set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text)) == {"--hash"}


def test_the_lock_brings_the_build_backend_so_that_the_project_installs_from_it_alone() -> None:
    parsed = pyproject()
    needed = [Requirement(r) for r in parsed["build-system"]["requires"]]
    for requirement in needed:
        pins = lock().get(canonicalize_name(requirement.name), [])
        assert pins, f"{requirement.name} is not in requirements.lock: run `make lock`"
        assert all(pin.version in requirement.specifier for pin in pins)
    # `make lock` reads them from this group; pip reads them from build-system.
    assert parsed["dependency-groups"]["build"] == parsed["build-system"]["requires"]


def test_the_wheel_carries_every_knowledge_file_of_the_package(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling is not installed here (it is in the lock)")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    suffixes = {".py", ".yml", ".csv", ".sql", ".lua", ".typ", ".css", ".js", ".html"}
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "analysis").rglob("*")
        if path.suffix in suffixes
    }
    assert wanted
    assert wanted <= packed
    assert any(name.endswith("/licenses/LICENSE") for name in packed)


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed here")
def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert targets is not None
    # A make above this test must not hand its own options down.
    outside = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    printed = subprocess.run(
        ["make", "help"], cwd=ROOT, env=outside, check=True, capture_output=True, text=True
    ).stdout
    listed = {line.split()[0] for line in printed.splitlines()[1:]}
    assert listed == set(targets[1].split())
