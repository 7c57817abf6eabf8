# `make` says what there is. Each target sets up what it needs by itself.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
unexport PYTHONDONTWRITEBYTECODE
PYTHON := .venv/bin/python

.PHONY: help run setup test lint fmt types matrix messages lock bench relevance relevance-across kills services-up services-down audit screenshots

help: ## Say what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## Start the Hub with nothing but Python (PORT=8000, HUB_VAR=var); Ctrl-C stops it
	@bin/setup base
	@exec $(PYTHON) manage.py serve

setup: ## Make .venv with everything that tests and checks need
	@bin/setup dev

test: ## Run all tests on PostgreSQL, Redis and Elasticsearch; ARGS="-k word" goes to pytest
	@bin/test $(ARGS)

audit: ## Look at every page type in all languages, widths, schemes and forced colours (make test looks at pairs)
	@HUB_FACES=all bin/test tests/journeys/test_faces.py $(ARGS)

screenshots: ## Keep a picture of every page type; DIR=folder outside the repository, a new temporary one unless told
	@dir=$${DIR:-$$(mktemp -d)}; HUB_SCREENSHOTS="$$dir" bin/test tests/journeys/test_faces.py -k pages_are_clean $(ARGS); \
		echo "Pictures are in $$dir"

lint: setup ## Look for mistakes: code, templates, import order, catalogues, forgotten migrations
	@bin/lint

fmt: setup ## Bring code and templates into the common form
	$(PYTHON) -m ruff check --fix-only --quiet . bin/services
	$(PYTHON) -m ruff format . bin/services
	@git ls-files --cached --others --exclude-standard '*/templates/*.html' | while read -r file; do \
		[ ! -e "$$file" ] || echo "$$file"; done | xargs -r .venv/bin/djhtml --tabwidth 2

types: setup ## Check types
	$(PYTHON) -m mypy

matrix: setup ## Try every step of every workflow as everybody and write docs/workflows/
	$(PYTHON) manage.py workflow_docs
	HUB_TEST_EMBEDDED=1 HUB_WRITE_MATRIX=1 $(PYTHON) -m pytest -q -n 2 tests/hub/workflow/test_matrix.py

messages: setup ## Bring the translation catalogues up to date with the code
	$(PYTHON) manage.py messages
	$(PYTHON) manage.py messages --compile

lock: setup ## Lock requirements/*.in with hashes; ARGS=--upgrade takes newer versions
	bin/lock $(ARGS)

bench: setup ## Measure speed against baselines of the same run; ARGS=pages runs one bench
	@. "$$(bin/services up)" && $(PYTHON) -m bench $(ARGS)

relevance: setup ## Measure the ranking on the collections in DIR, on both engines; write docs/relevance.md
	@[ -n "$(DIR)" ] || { echo "DIR=folder of collections, see docs/relevance.md"; exit 1; }
	@. "$$(bin/services up)" && ELASTICSEARCH_URL=$$HUB_TEST_ELASTICSEARCH_URL $(PYTHON) manage.py relevance_table "$(DIR)" --table collections

relevance-across: setup ## Measure the search across languages, on both engines; write docs/relevance.md
	@. "$$(bin/services up)" && ELASTICSEARCH_URL=$$HUB_TEST_ELASTICSEARCH_URL $(PYTHON) manage.py relevance_table tests/search/collections --table across

kills: setup ## Kill workers, broker and database connections under 500 effects; write docs/outbox-under-fire.md
	@. "$$(bin/services up)" && HUB_KILLS_TABLE=docs/outbox-under-fire.md $(PYTHON) -m pytest -q tests/hub/outbox/test_under_fire.py

services-up: ## Start the servers that the tests use
	@bin/services up

services-down: ## Stop them
	@bin/services down
