# Everything from a fresh clone, without root: the environment is made when it is missing.
# `make` or `make help` lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help

VENV := .venv
BUDGET_PYTHON := $(VENV)/bin/python
BUDGET := $(VENV)/bin/budget
READY := $(VENV)/.ready
LOCK_VENV := .venv-lock
PIP_QUIET := -qq --disable-pip-version-check --no-input

# Any Python 3.11 or later that can make environments; `make PYTHON=/path/to/python …` names one.
USABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$name" -c '$(USABLE)' >/dev/null 2>&1 && { command -v "$$name"; break; }; done)

# Options for pytest, JupyterLab and uv, e.g. make test PYTEST_FLAGS='-m "not slow"'.
PYTEST_FLAGS ?= -n auto
LAB_FLAGS ?=
LOCK_FLAGS ?=

.PHONY: help setup report build check test lint lab bench mutants lock clean

help: ## list the targets
	@echo 'make <target>:'
	@sed -n 's/^\([a-z][a-z]*\):[^#]*## \(.*\)$$/\1|\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS='|' read -r name text; do printf '  %-9s %s\n' "$$name" "$$text"; done

setup: $(READY) ## make the environment (.venv) from requirements.lock; the other targets do it too

$(READY): requirements.lock pyproject.toml
	@if ! $(BUDGET_PYTHON) -c '$(USABLE)' >/dev/null 2>&1; then \
		if ! "$(PYTHON)" -c '$(USABLE)' >/dev/null 2>&1; then \
			echo 'make: no usable Python found.' >&2; \
			echo '  Expected: Python 3.11 or later with its venv and ensurepip modules' >&2; \
			echo '  (looked for python3, python3.14 … python3.11 and python on PATH).' >&2; \
			echo '  What to do: install one (on Debian and Ubuntu: python3 and python3-venv),' >&2; \
			echo '  or name it: make PYTHON=/path/to/python3.12 report' >&2; \
			exit 1; \
		fi; \
		"$(PYTHON)" -m venv --clear $(VENV); \
	fi
	@echo 'Setting up $(VENV) from requirements.lock (a few minutes the first time) ...'
	@$(BUDGET_PYTHON) -m pip install $(PIP_QUIET) --require-hashes -r requirements.lock
	@$(BUDGET_PYTHON) -m pip install $(PIP_QUIET) --no-deps --no-build-isolation -e .
	@$(BUDGET_PYTHON) -m compileall -q analysis  # pip does it for the libraries, not for our code
	@rm -rf .mypy_cache  # it remembers which packages were missing
	@touch $@

report: build ## the briefing in HTML and PDF, English and Chinese, into reports/
	@$(BUDGET) report

build: $(READY) ## the warehouse, data/processed/budget.duckdb, with its CSV
	@$(BUDGET) build

check: build ## does the document agree with itself
	@$(BUDGET) check

test: lint ## lint, then the whole test suite
	@$(BUDGET_PYTHON) -m pytest $(PYTEST_FLAGS)

lint: $(READY) ## formatting, lint and types, without the tests
	@$(BUDGET_PYTHON) -m ruff format --check --quiet .
	@$(BUDGET_PYTHON) -m ruff check --quiet .
	@$(BUDGET_PYTHON) -m mypy --no-error-summary

lab: build ## JupyterLab on the notebooks
	@$(BUDGET_PYTHON) -m jupyterlab $(LAB_FLAGS) notebooks

bench: $(READY) ## measure against the floors and write docs/benchmarks.md
	@$(BUDGET_PYTHON) -m benchmarks

mutants: $(READY) ## change every figure in turn and count what the checks notice
	@$(BUDGET_PYTHON) -m benchmarks.mutants
	@$(BUDGET_PYTHON) -m benchmarks.code_mutants

# Pins that still fit stay; make lock LOCK_FLAGS=--upgrade takes the newest of everything.
lock: ## pin requirements.lock from pyproject.toml (the index comes from uv's own settings)
	@"$(PYTHON)" -m venv $(LOCK_VENV)
	@$(LOCK_VENV)/bin/python -m pip install $(PIP_QUIET) 'uv>=0.13'
	@cp requirements.lock $(LOCK_VENV)/pins
	@$(LOCK_VENV)/bin/uv pip compile pyproject.toml --quiet --all-extras --group build \
		--universal --python-version 3.11 --generate-hashes $(LOCK_FLAGS) \
		--no-annotate --no-header --no-emit-index-url --no-emit-find-links \
		--output-file $(LOCK_VENV)/pins >/dev/null
	@{ \
		echo '# Made by `make lock` from pyproject.toml; not edited by hand.'; \
		echo '# Names, versions and sha256 of all that the targets of the Makefile need, for Python 3.11'; \
		echo '# and later on Linux and macOS.'; \
		cat $(LOCK_VENV)/pins; \
	} > $(LOCK_VENV)/lock
	@mv $(LOCK_VENV)/lock requirements.lock

clean: ## remove the environment, caches and everything built (committed files stay)
	rm -rf $(VENV) $(LOCK_VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .quarto \
		reports data/processed/*.duckdb data/processed/*.duckdb.* data/processed/.[a-z]*
