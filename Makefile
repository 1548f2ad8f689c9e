# `make graph` builds the graph, `make test` runs every test, `make check` the fast ones.

PYTHON ?= $(shell command -v python3.13 || command -v python3.12 || command -v python3.11 || echo python3)
BIN := .venv/bin

.PHONY: graph test check clean browser

graph: .venv/installed
	$(BIN)/aigraph build --out out/

test: .venv/tests browser
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q

check: .venv/tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q -m "not browser and not neo4j and not slow"

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "aigraph needs Python 3.11 or later; set PYTHON=")'
	$(PYTHON) -m venv .venv

.venv/installed: .venv/bin/python pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/tests: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@

browser:
	tools/install-browser.sh

clean:
	rm -rf out dist .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
