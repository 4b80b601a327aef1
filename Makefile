# Every target sets up .venv by itself: Python 3.11 or later and make are all it takes.
# Another Python: make test PYTHON=python3.13. More for pytest: make test ARGS="-n 0 -k coaching".
PYTHON ?= python3
PIP = .venv/bin/python -m pip --disable-pip-version-check --quiet install --constraint .ci/constraints.txt

demo: .venv/demo
	.venv/bin/python examples/simulate_cohort.py build/demo

test: .venv/test
	.venv/bin/python -m pytest $(ARGS)

bench: .venv/bench
	mkdir -p build
	.venv/bin/python -m pytest tests/benchmarks -n 0 -p no:randomly --benchmark-enable --benchmark-json build/benchmarks.json $(ARGS)
	.venv/bin/python -m tests.benchmarks.table build/benchmarks.json

# Every benchmark once and untimed, so that none breaks unseen.
bench-once: .venv/bench
	.venv/bin/python -m pytest -q -n 0 tests/benchmarks $(ARGS)

# This tree beside another commit, in turn: make bench-vs REF=v0.1 ARGS="--rounds 5 -k decode".
bench-vs: .venv/bench
	.venv/bin/python -m tests.benchmarks.versus $(REF) $(ARGS)

# Half a million commands, most with odd values, and after them everything that reads.
soak: .venv/test
	PDFLOW_SOAK=500000 .venv/bin/python -m pytest -q tests/robustness $(ARGS)

# A school year of many districts, counted only: make state ARGS="--people 37000 --processes 2".
state: .venv/demo
	.venv/bin/python examples/simulate_state.py $(ARGS)

# The next school year of a district on four pages, into build/plan: make plan ARGS="--budget 600000 --language es".
plan: .venv/test
	.venv/bin/python examples/plan_capacity.py $(ARGS)

# A browser and other people's validators, into build/validators; needs Node and npm.
validators:
	.ci/validators

# What takes too long for every change: processes killed, whole pages walked, the example hosts in a browser, and
# what validators say of the exports; what needs a validator that is not installed is skipped and says so.
long: .venv/hosts
	.venv/bin/python -m pytest -m "long and not planning" $(ARGS)

# The simulated years to plan by: experiments on every executor, intervals, the plan, the published figures.
planning: .venv/hosts
	.venv/bin/python -m pytest -m planning $(ARGS)

# Of the long ones, what others' validators say of the exports.
exchange: .venv/test
	.venv/bin/python -m pytest -m long tests/exchange $(ARGS)

check: .venv/dev
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/python -m pytest -q -n 0 tests/test_typing.py
	.venv/bin/lint-imports --no-logo

docs: .venv/dev
	.venv/bin/sphinx-build -W --keep-going -q docs build/docs

clean:
	rm -rf .venv build dist

.venv/demo: pyproject.toml .ci/constraints.txt
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or later, please: make PYTHON=...")'
	$(PYTHON) -m venv --clear .venv
	$(PIP) pip
	$(PIP) --build-constraint .ci/constraints.txt --editable . --group demo
	touch $@

# One after the other, so that make -j never runs pip twice in one .venv.
.venv/test: .venv/demo
	$(PIP) --group test
	touch $@

.venv/dev: .venv/test
	$(PIP) --group dev
	touch $@

.venv/hosts: .venv/dev
	$(PIP) --group hosts
	touch $@

.venv/bench: .venv/dev
	$(PIP) --group bench
	touch $@

.PHONY: demo test bench bench-once bench-vs soak state plan validators long planning exchange check docs clean
