# The front door. On a fresh clone `make figures` and `make test` do everything, set-up included.
PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/python -m helpers
# Compiled modules are what makes the second start of a notebook quick.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help figures test quick lab notebooks paper classroom site fuzz mutants bench docs lock

help:  ## list the commands
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 14

figures: .venv/installed  ## tables, figures and executed notebooks of every plan (what is up to date is skipped)
	$(RUN) run

# Several workers would wait for one another's threads of linear algebra, and that costs processor time.
test quick fuzz mutants: export OPENBLAS_NUM_THREADS := 1
test: .venv/installed  ## everything that must hold
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder --quiet

# What is computed and read, without charts, notebooks, browsers, workers and hand-outs.
QUICK := $(addprefix tests/test_,values.py growth.py goals.py schema.py clean.py texts.py)
quick: .venv/installed  ## the part of the tests that takes less than a minute: numbers, reading of cells, texts
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --quiet --check .
	$(BIN)/pytest --quiet $(QUICK)

lab: .venv/installed  ## JupyterLab, in notebooks/
	JUPYTER_PREFER_ENV_PATH=1 $(BIN)/jupyter lab --notebook-dir=notebooks --LabApp.news_url=None \
	  --LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate

notebooks: .venv/installed  ## execute every notebook with its defaults and keep the outputs in notebooks/
	$(RUN) notebooks

PLAN ?= yunyang-14fyp
LANGUAGE ?= en
paper: .venv/installed  ## a Word file and a PDF of one plan's notebooks: make paper PLAN=yunyang-14fyp LANGUAGE=en (zh, both)
	$(RUN) run $(PLAN) --language $(LANGUAGE)
	$(RUN) paper $(PLAN) --language $(LANGUAGE)

classroom: .venv/installed  ## the students' versions of the teaching cases, in build/classroom
	$(RUN) classroom

site: .venv/installed  ## the site for readers, build/site/index.html, from what the notebooks have made
	$(RUN) run
	$(RUN) classroom --execute
	$(RUN) site

TIMES ?= 20
SEED ?= $(shell date +%Y%m%d)
fuzz: .venv/installed  ## damaged and hostile material, so many times what make test tries: make fuzz TIMES=20 SEED=1
	FUZZ=$(TIMES) FUZZ_KEPT=benchmarks/fuzz.json $(BIN)/pytest --quiet --hypothesis-seed=$(SEED) tests/test_fuzz.py

COUNT ?= 300
mutants: .venv/installed  ## how many small faults in the code the tests notice: make mutants COUNT=300 (over an hour)
	nice $(BIN)/python benchmarks/mutants.py --count $(COUNT)

bench: .venv/installed  ## compare ways to run the notebooks, into docs/performance.md (under twenty minutes)
	$(BIN)/python benchmarks/engine.py
	$(BIN)/python benchmarks/runners.py

docs: .venv/installed  ## write the pages of docs that are made from the tables: codebook, documents, glossary, licences, trust
	$(RUN) docs

lock: .venv/bin/uv  ## solve the dependencies of pyproject.toml anew, and the version of uv that does it
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --all-extras --upgrade -o requirements.lock pyproject.toml
	echo uv | $(BIN)/uv pip compile --generate-hashes --no-header --no-annotate --upgrade -o requirements-uv.lock -

.venv/bin/uv: requirements-uv.lock
	test -d .venv || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@touch $@

# uv for speed, itself checked against its hash; pip where it is not to be had: the same packages, the same hashes.
LOCKED := --quiet --require-hashes -r requirements.lock
OURSELVES := --quiet --no-deps --no-build-isolation -e .
.venv/installed: requirements.lock requirements-uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; name it: make PYTHON=python3.12 figures"; exit 1; }
	$(PYTHON) -m venv --clear .venv
	@export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1 VIRTUAL_ENV=.venv; \
	{ $(MAKE) --no-print-directory .venv/bin/uv && $(BIN)/uv pip install $(LOCKED) && $(BIN)/uv pip install $(OURSELVES); } || \
	{ $(BIN)/python -m pip install --disable-pip-version-check $(LOCKED) && $(BIN)/python -m pip install $(OURSELVES); }
	@$(BIN)/python -m helpers.charts.fonts
	@$(BIN)/jupyter labextension disable --level=sys_prefix @jupyterlab/apputils-extension:announcements 2>/dev/null
	@touch $@
