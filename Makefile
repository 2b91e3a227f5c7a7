# Tasks, the same for people and for CI. Needs Python 3.11 or later, git and GNU make 3.81 or later.

.DEFAULT_GOAL := help

# Two installations into one environment must not run at the same time.
.NOTPARALLEL:

# Material for MkDocs prints a notice about MkDocs 2 on every run; this project stays below 2.
export NO_MKDOCS_2_WARNING := 1

VENV    := .venv
PY      := $(VENV)/bin/python
# `make PYTHON=/path/to/python3.12 …` chooses another, as long as .venv is not there yet.
PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)

# pip comes with the project: plain python3 on Debian and Ubuntu has neither pip nor ensurepip.
WHEEL   := $(wildcard vendor/pip/pip-*.whl)
PIP     := $(PY) $(WHEEL)/pip --disable-pip-version-check --no-input -q install
LOCKED  := --require-hashes --only-binary :all:

# Stamps: each stands for an installation that is complete, so that a second run installs nothing.
MADE    := $(VENV)/.made
RUNTIME := $(VENV)/.runtime
DEV     := $(VENV)/.dev
PROJECT := $(VENV)/.project
ZENSICAL := $(VENV)/.zensical

# The address that `make serve` listens on.
ADDRESS ?= 127.0.0.1:8000

# How `make check` tells what is wrong: text, github or json.
FORMAT  := text

# ------------------------------------------------------------------------------------ the tasks

.PHONY: help
help: ## list the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: site
site: $(PROJECT) ## build the site into site/
	@$(VENV)/bin/kb build
	@echo "To look at it: make serve, then http://$(ADDRESS)/"

.PHONY: zensical
zensical: $(ZENSICAL) $(PROJECT) ## build the site with Zensical, the other site generator
	@$(VENV)/bin/kb build --engine zensical

.PHONY: serve
serve: $(PROJECT) ## show the site at http://127.0.0.1:8000/ and rebuild it on every change
	@$(VENV)/bin/kb serve --address $(ADDRESS)

# Tests run side by side; PYTEST=-n0 runs them one after the other, as a debugger needs.
WORKERS := -n auto --dist worksteal
.PHONY: test
test: $(DEV) $(PROJECT) ## run the tests, a real browser included
	@browser="$$($(PY) tests/tools/find_browser.py)" && \
	  KB_BROWSER="$$browser" $(PY) -m pytest $(WORKERS) -m "not slow and not benchmark" $(PYTEST)

.PHONY: test-slow
test-slow: $(DEV) $(PROJECT) ## run the slow tests
	@browser="$$($(PY) tests/tools/find_browser.py)" && \
	  KB_BROWSER="$$browser" $(PY) -m pytest $(WORKERS) -m slow $(PYTEST)

.PHONY: test-all
test-all: test test-slow ## run all tests

.PHONY: golden
golden: $(DEV) $(PROJECT) ## renew what tests compare with, and the table of packages: read the difference
	@$(PY) -m pytest -q --renew-golden tests/pages/test_pages.py tests/check/test_mistakes.py \
	  tests/history/test_changes_between.py tests/citations/test_bibliography.py \
	  tests/site/test_engines.py tests/project/test_architecture.py
	@git diff --stat tests/cases docs/contribute

.PHONY: screenshots
screenshots: $(DEV) $(PROJECT) ## draw and take the pictures for the README and the guide anew
	@browser="$$($(PY) tests/tools/find_browser.py)" && \
	  KB_BROWSER="$$browser" $(PY) -m tests.tools.take_screenshots

# Says whether a machine that does nothing else keeps the times that are promised.
.PHONY: speed
speed: $(DEV) $(PROJECT) ## measure checks, edits and citations at a thousand findings
	@$(PY) -m pytest -m benchmark $(PYTEST)

# An hour with the largest: make bench SIZES="100 1000" RUNS=3 measures less.
SIZES := 100 1000 10000
RUNS  := 3
.PHONY: bench
bench: $(DEV) $(PROJECT) ## measure how builds grow, and write what comes out into the documentation
	@$(PY) -m tests.tools.bench --sizes $(SIZES) --runs $(RUNS)

.PHONY: check
check: $(PROJECT) ## check the data in themes_data/
	@$(VENV)/bin/kb check --format $(FORMAT)

.PHONY: lint
lint: $(DEV) $(PROJECT) ## check the code: style, format, types, layers and GitHub's workflows
	@$(PY) -m ruff check --quiet
	@$(PY) -m ruff format --quiet --diff
	@$(PY) -m mypy
	@said="$$($(VENV)/bin/lint-imports --no-cache --no-logo)" || { echo "$$said"; exit 1; }
	@$(VENV)/bin/zizmor --offline --quiet --no-progress --strict-collection --persona=auditor .
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/[0-9]*.yml
	@$(VENV)/bin/check-jsonschema --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml

.PHONY: format
format: $(DEV) ## format the code, and mend what can be mended without a person
	@$(PY) -m ruff check --quiet --fix-only
	@$(PY) -m ruff format

.PHONY: schemas
schemas: $(PROJECT) ## write schemas/ anew from the records
	@$(VENV)/bin/kb schemas

# The newest versions that pyproject.toml admits. `make lock UPGRADE=` keeps the versions that are
# locked already, for when a dependency was added or removed.
UPGRADE := --upgrade
# One version of each package for all systems and Pythons, so that all build the same pages.
COMPILE := $(PY) -m uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
  --fork-strategy fewest --only-binary :all: --generate-hashes --no-header --no-emit-index-url

.PHONY: lock
lock: $(DEV) ## renew requirements/*.txt from pyproject.toml
	@$(COMPILE) $(UPGRADE) -o requirements/site.txt
	@$(COMPILE) $(UPGRADE) -o requirements/zensical.txt --group zensical -c requirements/site.txt
	@$(COMPILE) $(UPGRADE) -o requirements/dev.txt --group dev -c requirements/zensical.txt

# Asks a public service, so it needs a network and is no part of the tests. What failed is said in
# the last line of what the program says; where nobody could be asked, nothing is known.
.PHONY: audit
audit: $(DEV) ## look up known vulnerabilities of the packages that are locked
	@mkdir -p build
	@$(VENV)/bin/pip-audit --require-hashes --disable-pip --vulnerability-service osv \
	  --progress-spinner off -r requirements/dev.txt 2>build/audit.txt || { \
	  tail -n 1 build/audit.txt >&2; \
	  grep -q "^Found" build/audit.txt || \
	    echo "No result: the service api.osv.dev could not be asked." >&2; exit 1; }
	@tail -n 1 build/audit.txt

.PHONY: hooks
hooks: $(DEV) $(PROJECT) ## let git check each commit before it is made
	@$(VENV)/bin/pre-commit install

.PHONY: clean
clean: ## remove what was built; what was installed stays
	@rm -rf build site .hypothesis .mypy_cache .pytest_cache .ruff_cache

# --------------------------------------------------------------------------------- installation

# An environment works only where it was made and with the Python it was made with. One whose folder
# was moved, or whose Python was upgraded or removed, loses its stamps, and so is made afresh.
IDENTITY := -c 'import os, sys; print(os.getcwd(), *sys.version_info[:2])'
ifneq "$(shell $(PY) $(IDENTITY) 2>/dev/null)" "$(shell cat $(MADE) 2>/dev/null)"
  $(shell rm -f $(MADE) $(RUNTIME) $(DEV) $(PROJECT) $(ZENSICAL))
endif

$(MADE):
	@for python in $(PYTHONS); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Setting up $(VENV) with $$("$$python" --version)"; \
	    "$$python" -m venv --clear --without-pip $(VENV) && $(PY) $(IDENTITY) >$@; \
	    exit; \
	  fi; \
	done; \
	echo "This project needs Python 3.11 or later, and none is installed as: $(PYTHONS)." >&2; \
	echo "Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; \
	exit 1

# While packages are being installed the environment counts as not made: what an interrupted
# installation leaves behind can look complete, so the next run starts afresh.
$(RUNTIME): $(WHEEL) requirements/site.txt | $(MADE)
	@echo "Installing what the site is built with: requirements/site.txt"
	@rm -f $(MADE)
	@$(PIP) $(LOCKED) -r requirements/site.txt
	@$(PY) $(IDENTITY) >$(MADE) && touch $@

$(DEV): $(RUNTIME) requirements/dev.txt
	@echo "Installing what the tests need: requirements/dev.txt"
	@rm -f $(MADE)
	@$(PIP) $(LOCKED) -r requirements/dev.txt
	@$(PY) $(IDENTITY) >$(MADE) && touch $@

$(ZENSICAL): $(RUNTIME) requirements/zensical.txt
	@echo "Installing the other site generator: requirements/zensical.txt"
	@rm -f $(MADE)
	@$(PIP) $(LOCKED) -r requirements/zensical.txt
	@$(PY) $(IDENTITY) >$(MADE) && touch $@

# The project itself, in place. Its build tool is in the lock, so this needs no network.
$(PROJECT): $(RUNTIME) pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@
