# Everything a user types. `make` alone lists it.
.DELETE_ON_ERROR:
.SUFFIXES:
.DEFAULT_GOAL := help
.PHONY: help setup lab report test check bench clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := 0.13.9
PRESET ?= story
# The newest file of a finished set-up: a second call finds it and does nothing.
READY := $(VENV)/.ready

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "exportgap needs Python 3.11 or newer; $(PYTHON) is older. Name another: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "setting up $(VENV) (once; a minute or two)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV)
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes --requirements requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

setup: $(READY) ## make the environment in .venv (the other commands do it by themselves)

lab: $(READY) ## open JupyterLab at the first notebook
	$(BIN)/jupyter lab --ServerApp.root_dir="$(CURDIR)" notebooks/00_start_here.ipynb

report: $(READY) ## render the report: make report, or make report PRESET=article
	@$(BIN)/exportgap report $(PRESET)

test: $(READY) ## run the tests, offline
	@$(BIN)/python -m pytest

check: $(READY) ## data package, generated files, lint, format and types
	@$(BIN)/exportgap check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(READY) ## time the report against the commands and the floor
	@$(BIN)/python tests/bench.py

clean: ## delete everything generated, the environment included
	rm -rf build $(VENV) .pytest_cache .ruff_cache .mypy_cache .hypothesis
