# `make` alone lists what can be done here.
PYTHON ?= python3
PORT ?= 5000
BIN = .venv/bin
export FLASK_APP = wsgi

.PHONY: help run test lint format bench screenshots translations migration lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.venv/run: requirements/run.txt requirements/build.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/build.txt
	touch $@

.venv/dev: .venv/run requirements/dev.txt
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

run: .venv/run ## Start the house on http://127.0.0.1:5000 (PORT= for another), with the demo network
	@PORT=$(PORT) $(BIN)/python tools/run.py

test: .venv/dev ## Run all tests, in Chromium, on SQLite and PostgreSQL
	@$(BIN)/python tools/test.py $(TESTS)

lint: .venv/dev ## Check style, migrations against models, translations, and known holes in dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: .venv/dev ## Put the code in the house style
	$(BIN)/ruff check --fix-only -q .
	$(BIN)/ruff format -q .

bench: .venv/dev ## Measure pages, search, rotation, start and weight (JSON lines)
	$(BIN)/python -m tools.bench

screenshots: .venv/dev ## Make the pictures in docs/pictures anew
	$(BIN)/python -m tools.screenshots

translations: .venv/dev ## Gather the texts to translate; then fill in network/translations/en
	$(BIN)/python -m tools.translations

migration: .venv/dev ## Write a migration for what changed in the models (NAME="add host turns")
	$(BIN)/python -m tools.migration "$(NAME)"

lock: .venv/dev ## Resolve the dependencies anew and write the lock files
	$(BIN)/python -m tools.lock

clean: ## Remove the virtual environment, fetched files and the local database
	rm -rf .venv build instance static/vendor .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
