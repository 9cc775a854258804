# `make help` lists the targets. Each one sets up what it needs; after the first time no network is used.

PYTHON ?=
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
WORKSHOP := $(VENV)/.workshop
# Tests write thousands of small folders: in memory, where there is room for them, that takes half the time.
SCRATCH := $(shell df -Pm /dev/shm 2>/dev/null | awk 'NR == 2 && $$4 > 2000 { print "/dev/shm" }')
# Thousands of short processes start: what one has compiled the others need not.
PYTEST := PYTHONDONTWRITEBYTECODE= $(if $(SCRATCH),TMPDIR=$(SCRATCH)) $(BIN)/python -m pytest -q -n 2 --dist loadgroup
CODE := $(wildcard scripts tests tools)

.DEFAULT_GOAL := help
.PHONY: help setup workshop hooks site serve check test test-all lint schemas lock tools clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

setup: $(READY) ## Set up what a build needs in .venv/, by the lock, and nothing else

workshop: $(WORKSHOP) ## Set up what the tests and tools need besides

# Copied: were git to look into the project itself, whoever's branch is checked out would bring hooks of its own.
hooks: $(READY) ## Have git check what is staged before each commit
	@set -e; there=$$(git config core.hooksPath || true); \
	hook="$$(git rev-parse --git-path hooks)/pre-commit"; \
	if [ -n "$$there" ] || { [ -e "$$hook" ] && ! grep -q archive-staged "$$hook"; }; then \
	  echo "đã có hook riêng / there are hooks already: $${there:-$$hook}; .githooks/pre-commit" >&2; exit 1; fi; \
	mkdir -p "$$(dirname "$$hook")"; cp .githooks/pre-commit "$$hook"; chmod +x "$$hook"; echo "$$hook"

site: $(READY) ## Build the whole site into site/
	$(BIN)/archive build

serve: $(READY) ## Live preview on http://127.0.0.1:8000, generated pages included
	$(BIN)/archive serve

check: $(READY) ## Check the content: every finding with file, line, reason and cure
	$(BIN)/archive check

test: $(WORKSHOP) tools lint ## Format, types and all tests that fit in ten minutes
	$(PYTEST) -m "not slow"

test-all: $(WORKSHOP) tools lint ## All tests: every page in every state, Lighthouse, long fuzz
	FUZZ_SECONDS=120 $(PYTEST)

lint: $(WORKSHOP)
	$(BIN)/ruff format --check --quiet $(CODE)
	$(BIN)/ruff check --quiet $(CODE)
	$(BIN)/mypy --no-error-summary $(CODE)

schemas: $(READY) ## Write the JSON Schemas that complete front matter in an editor
	$(BIN)/archive schema

LOCKED := $(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
lock: $(WORKSHOP) ## Refresh both locks from pyproject.toml (needs the network)
	$(LOCKED) --all-extras --output-file requirements-test.lock pyproject.toml
	$(LOCKED) --extra build --constraint requirements-test.lock --output-file requirements.lock pyproject.toml

tools: # What the tests need beside Python
	@[ ! -f tools/install.sh ] || sh tools/install.sh

clean: ## Remove what was built; the virtual environment stays
	rm -rf build site site-portable .preview

# `.ready` holds the folder it was made in: a moved or copied project has its environment made anew.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
.PHONY: $(READY)
endif
# A lock is complete, so nothing is left to resolve; Python compiles what is used when it is first used.
INSTALL := if command -v uv >/dev/null 2>&1; then set -- uv pip install --python $(BIN)/python; \
  else set -- $(BIN)/python -m pip install --disable-pip-version-check --no-compile; fi; \
  "$$@" --quiet --no-deps --require-hashes --requirement
$(READY): requirements.lock pyproject.toml
	@set -e; python="$(PYTHON)"; [ -n "$$python" ] || python=$$(sh scripts/find-python.sh); \
	if command -v uv >/dev/null 2>&1; then uv venv --quiet --clear --seed --python "$$python" $(VENV); \
	else rm -rf $(VENV); sh scripts/make-venv.sh "$$python" $(VENV); fi
	@$(INSTALL) requirements.lock
	@# Hashes cannot cover the project itself, so it goes in without its dependencies, by the locked build backend.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@echo "$(CURDIR)" > $@

# The second lock has the versions of the first and more.
$(WORKSHOP): requirements-test.lock $(READY)
	@$(INSTALL) requirements-test.lock
	@touch $@

# The engine's own benchmark and pictures: an archive that is made with the engine has none of them.
-include tools/tools.mk
