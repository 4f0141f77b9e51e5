# Two commands for a fresh machine (Python 3.11 or newer, git, make): `make run` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check bench format messages lock

run: .venv ## the demo on http://127.0.0.1:8000; running it again is quick and loses nothing
	$(BIN)/donghanh demo
	$(BIN)/donghanh serve

test: .venv ## the whole suite; once more on PostgreSQL for what touches the database, when a server answers
	$(BIN)/python tests/run.py

check: .venv ## format, types, directions, fast tests
	$(BIN)/ruff format --check src tests bench manage.py
	$(BIN)/ruff check src tests bench manage.py
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -n 2 -m "not slow" $(addprefix --ignore tests/,web browser cli lake evaluation)

bench: .venv ## speed, as ratios in one run; figures kept in docs/reference/benchmarks.md
	$(BIN)/python -m bench.run

format: .venv ## write the code as `make check` wants it
	$(BIN)/ruff check --fix src tests bench manage.py
	$(BIN)/ruff format src tests bench manage.py

messages: .venv ## collect new sentences into the Vietnamese catalogue
	$(BIN)/pybabel -q extract -F src/donghanh/web/locale/babel.cfg --no-location --sort-output -k _ -k gettext_lazy -o .venv/messages.pot src/donghanh/web
	$(BIN)/pybabel -q update -N --no-fuzzy-matching -D django -l vi -i .venv/messages.pot -d src/donghanh/web/locale
	$(BIN)/pybabel -q compile -D django -d src/donghanh/web/locale

lock: .venv ## write requirements.txt anew from pyproject.toml
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --python-version 3.11 --no-header --no-emit-index-url -q -o requirements.txt

.venv: requirements.txt pyproject.toml src/donghanh/web/locale/vi/LC_MESSAGES/django.po
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip install --quiet -r requirements.txt
	$(BIN)/uv pip install --quiet --no-deps -e .
	$(BIN)/pybabel -q compile -D django -d src/donghanh/web/locale
	touch .venv
