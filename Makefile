# `make demo` and `make test` do all the set-up on a fresh machine; everything else is `.venv/bin/lykta --help`.
.PHONY: demo test setup setup-test lint bench drill lock clean
SHELL := bash
LYKTA := .venv/bin/lykta
LOCKS := $(wildcard requirements/*.lock) pyproject.toml deploy/setup.sh

demo: setup
	@$(LYKTA) demo $(ARGS)

test: setup-test lint
	@.venv/bin/pytest -n 2 --dist loadfile --cov --cov-report=term:skip-covered $(ARGS)

lint:
	@.venv/bin/ruff check -q .
	@.venv/bin/ruff format -q --check .
	@.venv/bin/lint-imports --no-cache > .venv/imports.txt || { cat .venv/imports.txt; exit 1; }
	@.venv/bin/mypy --no-error-summary

setup: .venv/ready
setup-test: .venv/ready-test

.venv/ready: $(LOCKS)
	@bash deploy/setup.sh base crawl classify desk chromium
	@touch $@

.venv/ready-test: .venv/ready $(LOCKS)
	@bash deploy/setup.sh base crawl classify desk test chromium postgresql
	@touch $@

# The fault drills, whole: kills at every named point, on every store.
drill: setup-test
	@.venv/bin/pytest tests/doors/test_demo.py tests/crawlers/test_resuming.py tests/models/stores/test_faults.py $(ARGS)

bench: setup-test
	@.venv/bin/python -m bench $(ARGS)

# Pins every package with its hashes from pyproject.toml; no index address is written.
lock: setup
	@bash deploy/lock.sh

clean:
	rm -rf .venv var
