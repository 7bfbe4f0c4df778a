# make run, make demo, make test, make pictures: each sets up first whatever is missing. Everything goes into .venv.

PORT ?= 8501
PYTHON ?= python3
BIN := .venv/bin
TO_RUN := .venv/requirements.installed
TO_TEST := .venv/requirements-dev.installed
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement
# A core that has no tests left takes half of what another still has. A test that hangs kills its worker: no other
# is started, and the run ends.
ON_EVERY_CORE := --numprocesses auto --dist worksteal --max-worker-restart 0
# What failed is run once more, by itself. A fault fails again; what only could not bear a busy machine is named in the
# first run's summary, and is still to be mended: it may be a race that visitors meet, too.
AGAIN := $(BIN)/python -m pytest --last-failed --last-failed-no-failures none

.PHONY: run demo test lint pictures clean
.DELETE_ON_ERROR:

run: $(TO_RUN)
	$(BIN)/python -m streamlit run app.py --server.port $(PORT)

demo: export LOCATOR_CLINICS = data/example/clinics.csv
demo: run

test: lint
	CHROMIUM="$$($(BIN)/python -m scripts.ensure_browser)" && export CHROMIUM && \
	POSTGRESQL="$$($(BIN)/python -m scripts.ensure_postgresql)" && export POSTGRESQL && \
	{ $(BIN)/python -m pytest --cache-clear $(ON_EVERY_CORE) || { test $$? -eq 1 && $(AGAIN); }; }

lint: $(TO_TEST)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

pictures: $(TO_TEST)
	$(BIN)/python -m scripts.screenshots

clean:
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(TO_TEST): requirements.txt requirements-dev.txt | $(BIN)/pip
	@echo "Installing what the locator and its tests need ..."
	$(PIP_INSTALL) requirements-dev.txt
	@touch $(TO_RUN) $@

$(TO_RUN): requirements.txt | $(BIN)/pip
	@echo "Installing what the locator needs ..."
	$(PIP_INSTALL) requirements.txt
	@touch $@

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed. If you have one under another name: make PYTHON=python3.12 ..." >&2; \
	  exit 1; }
	@$(PYTHON) -m venv --clear .venv || { \
	  rm -rf .venv; \
	  echo "Python could not make a virtual environment. On Debian or Ubuntu: apt-get install python3-venv" >&2; \
	  exit 1; }
