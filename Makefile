# `make test` and `make demo` do all of their own set-up: Python 3.11 and make are enough to begin with.

BIN := .venv/bin
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup libreoffice lint format test wine fuzz demo clean agreement

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## build .venv with the project and its tools (quick when nothing changed)
	@setup/python.sh

libreoffice: ## as root on Debian: install LibreOffice and the fonts the whole test suite needs
	@setup/libreoffice.sh

lint: setup ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: setup ## let ruff put the files in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: setup libreoffice lint ## everything that must be right before a change is shared
	$(BIN)/pytest -n 2 -m "not wine" $(PYTEST_ARGS)

FUZZ_SECONDS ?= 600
FILLINGS ?= 40

fuzz: setup ## damaged workbooks and odd numbers for ten minutes or more; coverage-guided too where atheris is installed
	THIDUA_FUZZ=20 $(BIN)/pytest tests/test_reading_fuzz.py
	@if $(BIN)/python -c "import atheris" 2>/dev/null; then \
	  $(BIN)/python tests/fuzz_reader.py -max_total_time=$(FUZZ_SECONDS) -timeout=20 -artifact_prefix=build/fuzz/; \
	else echo "atheris is not installed: $(BIN)/pip install atheris (Linux, Python 3.11) for the rest"; fi

agreement: setup libreoffice ## engine, formulas, functions and ranks on the same 1,000 random fillings (half an hour)
	$(BIN)/python tests/agreeing.py 1000

wine: setup ## the Windows side without Windows: as root on Debian install Wine, make the bundle, try it (FILLINGS=1000)
	@setup/wine.sh
	@[ ! -f build/wine/ready ] || THIDUA_FILLINGS=$(FILLINGS) $(BIN)/pytest -m wine -rs $(PYTEST_ARGS) tests/wine

demo: setup ## an example bloc, consolidated: see build/demo
	$(BIN)/thidua demo build/demo
	$(BIN)/python -m xl.libreoffice build/demo/thidua.oxt

clean: ## remove what the other targets made
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
