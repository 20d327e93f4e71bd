# One place for every habit. `make` alone lists them; CI calls the same targets.
# Needs Python 3.11 or newer, make and a POSIX shell; all else is set up in .venv on first use.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

BIN := .venv/bin
READY := .venv/.ready
SEEDS ?= 1-100
BENCHMARKS ?= ack socket_mode click listeners opening burst stall review folding idle start due postgres
UPGRADE ?=
PYTEST_ARGS ?=
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header $(UPGRADE)

.PHONY: help
help: ## List every target with a line of help
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: $(READY) ## Create .venv with the locked libraries; again only when the lock changes

# A script beside the Makefile would be one more thing to find: this is all that set-up is.
# Without build isolation the locked setuptools builds the package, so nothing comes without a hash.
$(READY): requirements/dev.txt pyproject.toml
	@set -e; \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	  rm -rf .venv; \
	  for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11) none; do \
	    if [ $$python = none ]; then echo "kolcrisis needs Python 3.11 or newer (or: make setup PYTHON=/path/to/python)" >&2; exit 1; fi; \
	    if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then break; fi; \
	  done; \
	  echo "Setting up .venv with $$($$python --version) (once, about a minute)"; \
	  if ! $$python -m venv .venv >/dev/null; then \
	    rm -rf .venv; echo "This Python cannot make virtual environments: install its venv package (Debian, Ubuntu: apt-get install python3-venv)" >&2; exit 1; \
	  fi; \
	fi; \
	$(BIN)/python -m pip install -qq --no-input --disable-pip-version-check --require-hashes -r requirements/dev.txt; \
	$(BIN)/python -m pip install -qq --no-input --disable-pip-version-check --no-deps --no-build-isolation --config-settings editable_mode=compat --editable .; \
	touch $(READY)

.PHONY: demo
demo: $(READY) ## Play one crisis from opening to review, against the local Slack, no token needed
	@$(BIN)/kolcrisis demo

.PHONY: try
try: $(READY) ## Click through a crisis by yourself: a local workspace, the bot, and a page in the browser
	@$(BIN)/kolcrisis demo --hands-on

.PHONY: test
test: lint imports types pytest ## Everything that CI checks: lint, imports, types, texts, tests

.PHONY: pytest
pytest: $(READY) ## Run the tests only, e.g. make pytest PYTEST_ARGS="tests/house -x"
	@$(BIN)/python -m pytest --quiet --numprocesses=logical --maxprocesses=4 --dist=worksteal $(PYTEST_ARGS)

.PHONY: postgresql
postgresql: $(READY) ## Run the tests of what people do on a real PostgreSQL in place of SQLite
	@$(MAKE) --no-print-directory pytest PYTEST_ARGS="--database=postgresql tests/doors $(PYTEST_ARGS)"

.PHONY: lint
lint: $(READY) ## Check style and formatting with ruff
	@$(BIN)/ruff check --quiet
	@$(BIN)/ruff format --check --quiet || { echo "Not formatted: run make format" >&2; exit 1; }

.PHONY: format
format: $(READY) ## Format the code and fix what ruff can fix by itself
	@$(BIN)/ruff check --fix --quiet
	@$(BIN)/ruff format --quiet

.PHONY: types
types: $(READY) ## Check types with mypy --strict
	@$(BIN)/mypy

.PHONY: imports
imports: $(READY) ## Check that imports go one way between the rooms
	@$(BIN)/lint-imports --no-logo

.PHONY: simulate
simulate: $(READY) ## Seeded clicks and faults on a virtual clock, e.g. make simulate SEEDS=1-1000
	@$(BIN)/python -m tests.simulation --seeds $(SEEDS)

.PHONY: breaks
breaks: $(READY) ## Lose each invariant on purpose and see its test turn red (minutes)
	@$(BIN)/python -m pytest --quiet --numprocesses=logical --maxprocesses=4 tests/breaks/break_all.py

.PHONY: crashes
crashes: $(READY) ## Kill the bot before and after each commit and each call of four stages (half an hour)
	@$(BIN)/python -m pytest --quiet --numprocesses=logical --maxprocesses=2 \
	  --override-ini=faulthandler_timeout=0 --capture=sys tests/crashes/crash_all.py

.PHONY: replicas
replicas: $(READY) ## Kill and add replicas on PostgreSQL while 200 people click (three minutes)
	@$(BIN)/python -W "ignore:XDG_RUNTIME_DIR is not set" -m tests.replicas

.PHONY: fuzz
fuzz: $(READY) ## Bend payloads out of shape for many minutes; make test takes a hundred of them
	@$(BIN)/python -m pytest --quiet --hypothesis-profile=fuzz tests/fuzz

.PHONY: bench
bench: $(READY) ## Measure: each benchmark compares two things in one run (minutes; keep the machine idle)
	@for name in $(BENCHMARKS); do $(BIN)/python -m benchmarks.$$name && echo || exit 1; done
	@$(BIN)/python -m benchmarks.summary

.PHONY: screenshots
screenshots: $(READY) ## Take the pictures of the README again, with the system's Chromium
	@$(BIN)/python -m tests.page.screenshots

# The tool has an environment of its own, so that what it needs is no part of what it asks about.
.PHONY: audit
audit: $(READY) ## Ask the advisory database about every locked library; says so when it cannot be asked
	@test -x .venv/audit/bin/pip-audit || { \
	  $(BIN)/python -m venv .venv/audit && \
	  .venv/audit/bin/python -m pip install -qq --no-input --disable-pip-version-check --require-hashes -r requirements/audit.txt; \
	} || rm -rf .venv/audit
	@$(BIN)/python -m tests.house.audit

.PHONY: lock
lock: $(READY) ## Make requirements/ again from pyproject.toml (UPGRADE=--upgrade takes newer releases)
	@test -x $(BIN)/uv || { echo "make lock needs uv: $(BIN)/pip install uv" >&2; exit 1; }
	@$(LOCK) pyproject.toml --group dev --output-file requirements/dev.txt
	@$(LOCK) pyproject.toml --constraints requirements/dev.txt --output-file requirements/run.txt
	@$(LOCK) --group build --constraints requirements/dev.txt --output-file requirements/build.txt
	@$(LOCK) --group audit --output-file requirements/audit.txt

.PHONY: clean
clean: ## Remove caches, build output and .venv (databases and demo output stay)
	@rm -rf .venv build dist ./*.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find bot handlers storage tests -name __pycache__ -type d -prune -exec rm -rf {} +
