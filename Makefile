# make graph    build the graph into out/
# make test     every test, with a real browser and a real Neo4j server
# make suites   other people's tests in full: the W3C's for SPARQL
# make spark    installs Spark (half a gigabyte), then what it writes with two workers
# make check    the same without them: two minutes
# make docs     the site into out/site: open out/site/index.html
# make clean    remove all that these made

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

# What is compiled is kept, whatever the shell says: commands start by the hundred, and each would compile it all anew.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: graph test suites spark check lint docs services clean

graph: .venv/.installed
	$(BIN)/aigraph build --out out/

test: .venv/.installed-tests services lint
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

suites: .venv/.installed-tests
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m suites tests/suites

spark: .venv/.installed-spark
	tools/services.sh server
	$(BIN)/pytest -m spark tests/test_spark.py

check: .venv/.installed-tests lint
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not browser and not neo4j and not slow and not suites and not spark"

lint: .venv/.installed-tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

docs: .venv/.installed-docs
	$(BIN)/python tools/build_site.py out/site

services:
	tools/services.sh browser
	tools/services.sh scripts
	tools/services.sh server

# The stamps are newer than pyproject.toml as long as nothing needs to be installed.
.venv/.installed: pyproject.toml | .venv/bin/python
	$(PIP) --editable '.[cypher]'
	@touch $@

.venv/.installed-tests: pyproject.toml | .venv/bin/python
	$(PIP) --editable '.[test]'
	@touch $@ .venv/.installed

.venv/.installed-spark: pyproject.toml | .venv/bin/python
	$(PIP) --editable '.[test,spark]'
	@touch $@ .venv/.installed .venv/.installed-tests

.venv/.installed-docs: pyproject.toml | .venv/bin/python
	$(PIP) --editable '.[cypher,docs]'
	@touch $@ .venv/.installed

.venv/bin/python:
	@python=$$(PYTHON="$(PYTHON)" tools/find-python.sh) && echo "$$python -m venv .venv" && "$$python" -m venv .venv

clean:
	rm -rf .venv out dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +
