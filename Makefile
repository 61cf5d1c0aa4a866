# A few verbs; whatever CI does, one of them does. `make run` and `make test` work on a fresh machine.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run test lint bench prove browser daily backup serve reset

$(STAMP): requirements.txt requirements-dev.txt
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(STAMP)

run: $(STAMP)
	@DEMO=true $(BIN)/python manage.py run_demo

test: $(STAMP)
	$(BIN)/python -m pytest -n auto --dist worksteal

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	DJANGO_SECRET_KEY=lint DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py makemigrations --check --dry-run
	DJANGO_SECRET_KEY=lint DATABASE_URL=sqlite://:memory: $(BIN)/python manage.py check

browser: $(STAMP)
	$(BIN)/python -m pytest -m browser tests/browser

prove: $(STAMP)
	$(BIN)/python -m pytest -m prove

bench: $(STAMP)
	@for script in bench/bench_*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

daily: $(STAMP)
	$(BIN)/python manage.py daily
