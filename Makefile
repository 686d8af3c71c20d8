# make demo · make test · make check · make run · make bench: nothing needs to be set up before.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := pyproject.toml hatch_build.py dashboard/opsmap/package-lock.json dashboard/opsmap/build.mjs \
	$(shell find dashboard/opsmap/src -name '*.ts' 2>/dev/null)

.PHONY: help demo run test check bench clean

help: ## list what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(VENV)/pip: 
	@echo "Vigie: making a virtual environment in $(VENV)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Vigie needs Python 3.11 or later")'
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/app: $(VENV)/pip $(SOURCES)
	@echo "Vigie: installing, and building the map component (a minute or two the first time)"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/tools: $(VENV)/pip $(SOURCES)
	@echo "Vigie: installing, with the tools of the tests"
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,check]'
	@touch $@ $(VENV)/app

demo: $(VENV)/app ## install, load the demonstration and serve it on http://127.0.0.1:8050
	@$(BIN)/vigie demo

run: $(VENV)/app ## serve this installation's own store
	@$(BIN)/vigie serve

test: $(VENV)/tools ## install what the tests need and run them all
	@tools/test-parts
	@$(BIN)/python tools/front-end-parts.py
	@$(BIN)/pytest -n 2 --dist loadgroup --durations=25

check: $(VENV)/tools ## formatter, linter, types, import contracts, known faults of dependencies, tests
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pip-audit --skip-editable --progress-spinner off >$(VENV)/audit.txt 2>&1 || { cat $(VENV)/audit.txt; exit 1; }
	@$(MAKE) --no-print-directory test

bench: $(VENV)/tools ## measure; docs/performance.md says what and how
	@$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@for program in bench/[!_]*.py; do grep -q __main__ $$program && $(BIN)/python $$program; done

clean: ## remove what was made here
	@rm -rf $(VENV) dashboard/opsmap/dist dashboard/opsmap/node_modules var
