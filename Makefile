# make demo    sets everything up, reads examples/ and shows what comes of it
# make test    sets up what the tests need and runs them all
# make lint    style and types only
# make lock    pins what pyproject.toml asks for; UPGRADE=--upgrade takes the newest of all
# make clean   away with all that was made here

BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes --no-header
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
DEMO := --store sqlite:///demo/phahe.db
ROOT := 57-NQ/TW

.DEFAULT_GOAL := demo
.PHONY: demo test lint lock clean
.DELETE_ON_ERROR:

# --- the environment: nothing that the lock does not name, each file checked against its hash

$(BIN)/python:
	python=$$(sh scripts/find-python) && "$$python" -m venv .venv

.venv/.runtime: $(BIN)/python requirements.lock pyproject.toml
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation --no-deps -e .
	touch $@

.venv/.dev: .venv/.runtime requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	touch $@

# --- what to do with it

demo: .venv/.runtime
	rm -rf demo && mkdir demo
	$(BIN)/phahe ingest examples $(DEMO)
	$(BIN)/phahe lineage '$(ROOT)' $(DEMO)
	$(BIN)/phahe coverage '$(ROOT)' $(DEMO)
	$(BIN)/phahe view '$(ROOT)' $(DEMO) -o demo/lineage.html
	@echo
	@echo "Open demo/lineage.html in a browser. To ask more:"
	@echo "    $(BIN)/phahe search 'chuyen doi so' $(DEMO)"
	@echo "    $(BIN)/phahe serve $(DEMO)        then http://127.0.0.1:8000"

lint: .venv/.dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# A missing Neo4j or Chromium is told here, and again by each test that is skipped for it; with CI set such a skip is a failure.
test: lint
	$(BIN)/python scripts/neo4j install || test $$? = 69
	sh scripts/chromium || test $$? = 69
	$(BIN)/python -m pytest --numprocesses auto

lock: .venv/.dev
	$(COMPILE) $(UPGRADE) --group build -o requirements.lock
	$(COMPILE) $(UPGRADE) --group dev --constraints requirements.lock -o requirements-dev.lock

clean:
	rm -rf .venv demo build dist .neo4j .mypy_cache .pytest_cache .ruff_cache .hypothesis
