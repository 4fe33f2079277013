# `make help` lists what there is. Needs only Python 3.11, make and the package registries.
.DEFAULT_GOAL := help
.PHONY: help demo test check docs format-check lint types layers workflows pytest exhaustive props mutations perf freshness fix lock changelog
PYTHON ?= python3.11
BIN := .venv/bin
READY := .venv/.ready
# Some images forbid Python to keep compiled code. Then each of the hundreds of processes that the
# tests start compiles Pulumi's packages again, which is half of its CPU time. Empty: not forbidden.
export PYTHONDONTWRITEBYTECODE :=

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

# One environment, in the checkout, from the locked and hashed list.
$(READY): requirements/dev.lock requirements/uv.lock pyproject.toml
	@echo "Installing the locked dependencies into .venv (once, up to a minute)"
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.lock
	@VIRTUAL_ENV=.venv $(BIN)/uv pip sync -q --require-hashes requirements/dev.lock
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install -q --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## preview two example programs with the account stack, and rehearse a year of one
	@tools/demo $(BIN)/bamp

format-check: $(READY)
	$(BIN)/ruff format --check .

lint: $(READY)
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/basedpyright

layers: $(READY)
	$(BIN)/lint-imports

workflows: $(READY)
	tools/actionlint/run
	$(BIN)/zizmor --offline --quiet --no-progress --strict-collection --persona auditor .github

# Tests that share what took long to work out are one group, and run in one process: those of a file,
# and those of a mark.
# In CI the property tests try the same 50 examples each time; on a desk 50 new ones.
pytest: export HYPOTHESIS_PROFILE ?= $(if $(filter true,$(CI)),ci,dev)
pytest: $(READY)
	$(BIN)/pytest -n 2 --dist loadgroup -q -m "not perf"

exhaustive: $(READY) ## all tests, with every case of the sweeps of which `make test` tries a sample
	BAMP_TESTS_ALL=1 $(BIN)/pytest -n 2 --dist loadgroup -q -m "not perf"

props: $(READY) ## property tests, 2,000 examples each
	HYPOTHESIS_PROFILE=deep $(BIN)/pytest -n 2 -q -m "not e2e" tests

perf: $(READY) ## benchmarks, as ratios of one run
	$(BIN)/pytest -q -s -m perf tests/perf

mutations: $(READY) ## break what each requirement asks for: the tests named after it must go red
	$(BIN)/python tools/requirement_mutations.py $(ONLY)

freshness: $(READY) ## list the pages that the catalog rests on and that are a year old
	@$(BIN)/python tools/freshness.py

docs: $(READY) ## write the pages that are made from code, and build the site in build/docs
	$(BIN)/python -m bamp_pulumi.report.pages .
	$(BIN)/python tools/picture.py
	@$(MAKE) --no-print-directory site

# A warning is an error: a dead link, a page that no other names, a docstring that cannot be read.
.PHONY: site
site: $(READY)
	$(BIN)/sphinx-build -q -W --keep-going -E -b html docs build/docs

lock: ## resolve the dependencies anew
	$(BIN)/uv pip compile --universal --upgrade --generate-hashes --no-header --no-emit-index-url -q \
	  --python-version 3.11 requirements/uv.in -o requirements/uv.lock
	$(BIN)/uv pip compile --universal --upgrade --generate-hashes --no-header --no-emit-index-url -q \
	  --python-version 3.11 pyproject.toml --extra cli --extra restore --group test --group gate --group docs -o requirements/dev.lock

changelog: $(READY) ## show what the next release changes
	$(BIN)/towncrier build --draft --version next

fix: $(READY) ## format, and fix what the linter can fix
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# First what takes a second; then the rest beside the tests, for each leaves a core idle at times.
check: format-check lint workflows ## the gate before each commit
	@$(MAKE) --no-print-directory --jobs=2 pytest gates

.PHONY: gates
gates: types layers site

test: check ## everything CI runs
