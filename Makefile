# Tasks for people and for CI alike. Needs Python 3.11 or later, git and GNU make 3.81 or later.

.DEFAULT_GOAL := help

# MkDocs Material prints a notice about MkDocs 2 on every run; this project is held below 2 anyway.
export NO_MKDOCS_2_WARNING := 1

VENV   := .venv
PY     := $(VENV)/bin/python
# pip comes with the project: Debian's and Ubuntu's python3 has neither pip nor ensurepip.
WHEEL  := $(wildcard vendor/pip/pip-*.whl)
PIP    := $(PY) $(WHEEL)/pip --disable-pip-version-check --no-input -q install
LOCKED := --require-hashes --only-binary :all:

# Stamps, each written only once the installation it stands for is complete.
RUNTIME := $(VENV)/.runtime
DEV     := $(VENV)/.dev
PROJECT := $(VENV)/.project

# ---------------------------------------------------------------------------------- installation

# The first Python that is new enough; `make PYTHON=/path/to/python3.12 …` chooses another.
# A missing or broken interpreter (one that was upgraded or removed) starts the environment afresh.
$(PY):
	@for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Setting up $(VENV) with $$("$$python" --version)"; \
	    exec "$$python" -m venv --clear --without-pip $(VENV); \
	  fi; \
	done; \
	echo "This project needs Python 3.11 or later, and found none as:" \
	  "$(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)." >&2; \
	echo "Install one, or name it: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; \
	exit 1

$(RUNTIME): $(PY) requirements/site.txt $(WHEEL)
	@echo "Installing what the site is built with (requirements/site.txt)"
	@$(PIP) $(LOCKED) -r requirements/site.txt
	@touch $@

$(DEV): $(RUNTIME) requirements/dev.txt
	@echo "Installing what the tests need (requirements/dev.txt)"
	@$(PIP) $(LOCKED) -r requirements/dev.txt
	@touch $@

# The project itself, in place. Its build tool is in the lock, so this needs no network.
$(PROJECT): $(RUNTIME) pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --no-index -e .
	@touch $@
