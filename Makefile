# The project's commands. `make serve` and `make test` do all their own set-up; each kind of work has its own
# virtual environment under .venv/, installed from the lock in requirements/ of the same name.

PYTHONS := python3 python3.13 python3.12 python3.11 python3.14
# The first of some commands that is a Python new enough.
first = $(shell for p in $(1); do "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$p" && break; done)
ifeq ($(origin PYTHON),undefined)
PYTHON := $(call first,$(PYTHONS))
# The system's own is built with optimizations, as those of python.org are and one that was compiled at home often is
# not: what is measured is what most people run.
.venv/bench/ready: PYTHON := $(call first,/usr/bin/python3 $(PYTHONS))
endif
PORT ?= 8000
BENCH ?=
RUN := .venv/run/bin
TEST := .venv/test/bin
DEV := .venv/dev/bin
COMPILE := $(DEV)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate --no-config --upgrade

# Browser tests use the browser that is installed.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: serve test check build bench lock clean
.DELETE_ON_ERROR:

# Show the sample wiki at http://127.0.0.1:8000/, following every change, until Ctrl-C.
serve: .venv/run/ready
	$(RUN)/fieldpath serve --port $(PORT)

# Run all tests. What is missing of Chromium, Java and npm is installed where that is possible, or named.
test: .venv/test/ready
	@sh requirements/debian.sh chromium chromium chromium-browser google-chrome google-chrome-stable
	@sh tests/nu/install.sh
	$(TEST)/python -m pytest --numprocesses auto --dist worksteal

# Every check that a change must pass besides the tests: style, types, imports.
check: .venv/dev/ready
	$(DEV)/ruff check
	$(DEV)/ruff format --check
	$(DEV)/mypy
	$(DEV)/lint-imports

# Make the packages in dist/.
build: .venv/dev/ready
	$(DEV)/python -m build --no-isolation

# Compare with Hugo, Pelican and MkDocs. Try `make bench BENCH="--counts 1000"`.
bench: .venv/bench/ready
	.venv/bench/bin/python -m benchmarks $(BENCH)

# Choose the newest versions that pyproject.toml allows, and write the locks again.
lock: .venv/dev/ready
	$(COMPILE) pyproject.toml requirements/build.in --extra test --extra dev -o requirements/dev.txt
	$(COMPILE) pyproject.toml requirements/build.in --extra test -c requirements/dev.txt -o requirements/test.txt
	$(COMPILE) pyproject.toml requirements/build.in -c requirements/dev.txt -o requirements/run.txt
	$(COMPILE) pyproject.toml requirements/build.in requirements/bench.in -c requirements/dev.txt -o requirements/bench.txt

clean:
	rm -rf .venv .fieldpath .hypothesis .mypy_cache .ruff_cache .pytest_cache .import_linter_cache dist build tests/nu/node_modules
	find site -mindepth 1 -not -name .gitkeep -delete

.venv/%/ready: requirements/%.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Fieldpath needs Python 3.11 or newer; none of $(PYTHONS) is." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || sh requirements/debian.sh python3-venv
	$(PYTHON) -m venv --clear $(@D)
	$(@D)/bin/python -m pip install --quiet --require-hashes --requirement $<
	$(@D)/bin/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
