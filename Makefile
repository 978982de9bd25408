# Everything a person or a machine does with Aduan, one command each. `make` alone lists them.
# Environments live in the checkout, each stamped with the Python and the lock file that made it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
SHELL := /bin/sh
PORT ?= 8000
STAGE ?=
export PORT
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The first interpreter that really runs, is new enough and can make environments: a version manager's shim may exist
# and still fail, above all where .python-version names a version that the manager does not have.
CANDIDATES := python3.13 python3 python3.12 python3.11 python3.14 /usr/local/bin/python3 /usr/bin/python3 \
	$(wildcard $(or $(PYENV_ROOT),$(HOME)/.pyenv)/versions/3.1[1-9]*/bin/python)
PYTHON := $(shell for name in $(CANDIDATES); do \
	$$name -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PYTHON_VERSION := $(if $(PYTHON),$(shell $(PYTHON) -c 'import platform; print(platform.python_version())'))
NODE_VERSION := $(shell node --version 2>/dev/null)
CHROMIUM := $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name) 2>/dev/null)))

# $(1) directory, $(2) lock file, $(3) what else it was made with.
stamp = $(1)/.made-$(3)-$(shell cat $(2) 2>/dev/null | cksum | cut -d' ' -f1)
VENV := $(call stamp,.venv,requirements-dev.txt,$(PYTHON_VERSION))
CLOUD := $(call stamp,.venv-cloud,requirements-cloud.txt,$(PYTHON_VERSION))
STATIC := $(call stamp,.venv-static,requirements-static.txt,$(PYTHON_VERSION))
MODULES := $(call stamp,web/node_modules,web/package-lock.json,$(NODE_VERSION))
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard chalicelib/locale/*/LC_MESSAGES/aduan.po))
PY := .venv/bin/python
PYTEST := $(PY) -m pytest
WORKERS := -n 2 --dist worksteal
SERVING := tests/local tests/web
SLOW := tests/faults tests/package $(SERVING)
COVERING := tests/domain tests/services tests/handlers

.PHONY: help
help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo "  PORT=8000 moves where run and dev listen; STAGE names what package packs."

.PHONY: setup
setup: $(VENV) $(CLOUD) $(STATIC) $(MODULES) ## Install everything into this checkout

.PHONY: run
run: $(VENV) $(CLOUD) build ## Serve the whole system on this machine, on 127.0.0.1 alone
	@$(PY) -m local run

.PHONY: dev
dev: $(VENV) $(CLOUD) build ## The same, and again after every change
	@$(PY) -m local dev

.PHONY: ops
ops: $(VENV) ## Look into the running local cloud: make ops ARGS="clocks replay"
	@$(PY) -m ops --local $(ARGS)

.PHONY: test
test: chromium check test-covered test-others test-web ## Everything that must pass: under 10 minutes on two cores

.PHONY: test-unit
test-unit: test-covered ## Unit and rule tests, with every branch of domain and services covered
	$(PYTEST) -q $(WORKERS) $(SLOW:%=--ignore=%) $(COVERING:%=--ignore=%) tests

.PHONY: test-covered
test-covered: $(VENV) $(CATALOGUES)
	$(PYTEST) -q $(WORKERS) --cov --cov-report=term $(COVERING)

# The rest of the unit tests, the faults and the package at once: three starts would cost half a minute.
.PHONY: test-others
test-others: $(VENV) $(STATIC) $(CATALOGUES)
	$(PYTEST) -q $(WORKERS) $(SERVING:%=--ignore=%) $(COVERING:%=--ignore=%) tests

.PHONY: test-faults
test-faults: $(VENV) $(CATALOGUES) ## A crash, a refusal, a lost answer at every call to AWS
	$(PYTEST) -q $(WORKERS) tests/faults

.PHONY: test-package
test-package: $(VENV) $(STATIC) $(CATALOGUES) ## What would be deployed, read as a reviewer would
	$(PYTEST) -q $(WORKERS) tests/package

.PHONY: test-web
test-web: $(VENV) $(CLOUD) $(STATIC) chromium build ## The scripts, then the whole system in a real browser
	npm --prefix web test --silent
	$(PYTEST) -q $(WORKERS) $(SERVING)

.PHONY: check
check: $(VENV) $(CATALOGUES) ## Format, lint, types and the catalogue of words
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy .
	$(PY) -m web.catalogue --check

.PHONY: format
format: $(VENV) ## Let ruff format and mend what it can
	$(PY) -m ruff check --fix-only --quiet .
	$(PY) -m ruff format .

.PHONY: proof
proof: $(VENV) $(CLOUD) $(STATIC) build ## The proofs that take long: every pair of faults, many requests
	$(PYTEST) -m proof tests

.PHONY: proof-late
proof-late: $(VENV) $(CLOUD) $(STATIC) chromium build ## Every page in a browser, each answer of the API a second late
	LOCAL_LATE=1 $(PYTEST) -q $(WORKERS) tests/web

.PHONY: practice
practice: $(VENV) $(CLOUD) $(STATIC) build ## An empty cloud to deploy into by hand: python -m ops --practice deploy dev
	@$(PY) -m local practice

.PHONY: rehearse
rehearse: $(VENV) $(CLOUD) $(STATIC) build ## Deploy a release into the emulator: make, change, take back, end
	@$(PY) -m local.rehearsal

.PHONY: bench
bench: $(VENV) $(CLOUD) $(CATALOGUES) ## Measure, and print what docs/ reports
	$(PY) -m bench

.PHONY: pictures
pictures: $(VENV) $(CLOUD) chromium build ## Take the pictures in docs/ again
	@$(PY) -m tests.web.pictures $(CHROMIUM)

.PHONY: lighthouse
lighthouse: $(VENV) chromium build ## Measure the citizen's pages in a browser, and keep what was found in docs/
	@npm --prefix bench/lighthouse ci --silent --no-audit --no-fund
	@$(PY) -m bench.pages

.PHONY: counts
counts: $(VENV) $(CATALOGUES) ## Count what each operation asks of AWS, and print the table
	@$(PY) -m tests.counts

.PHONY: build
build: $(VENV) $(MODULES) $(CATALOGUES) ## Build the pages
	@$(PY) -m web.build

.PHONY: mail-preview
mail-preview: $(VENV) $(CATALOGUES) ## Show every message in every language on one page under build/
	@$(PY) -m ops.preview

.PHONY: package
package: $(VENV) $(CLOUD) $(CATALOGUES) ## Pack a release, and measure it: make package STAGE=prod-jakarta
	@test -n "$(STAGE)" || { echo "Which stage? make package STAGE=dev" >&2; exit 2; }
	$(PY) -m infra.package $(STAGE)
	$(PY) -m bench.lambdas

# A week passes before a new release of a package is taken, so that others may find what is wrong with it.
.PHONY: lock
lock: | python ## Choose the newest versions that are a week old, and pin them with hashes
	@test -x .venv-lock/bin/uv || { $(PYTHON) -m venv .venv-lock && .venv-lock/bin/pip install --quiet uv==0.13.8; }
	@for set in requirements requirements-dev requirements-cloud requirements-static; do \
		echo "$$set.txt"; \
		.venv-lock/bin/uv pip compile --quiet --upgrade --exclude-newer "7 days" --universal --python-version 3.11 \
			--generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
			$$set.in --output-file $$set.txt || exit 1; \
	done
	cd web && npm install --package-lock-only --silent

# The stamp is written last, so that a broken install is done again from nothing.
define environment
	@echo "Installing $(1) with Python $(PYTHON_VERSION), as $(2) has it …"
	@rm -rf $(1)
	@$(PYTHON) -m venv $(1)
	@$(1)/bin/pip install --quiet --require-hashes --no-deps -r $(2)
	@touch $@
endef

$(VENV): | python
	$(call environment,.venv,requirements-dev.txt)

$(CLOUD): | python
	$(call environment,.venv-cloud,requirements-cloud.txt)

$(STATIC): | python
	$(call environment,.venv-static,requirements-static.txt)

$(MODULES): | node
	@echo "Installing web/node_modules with Node $(NODE_VERSION), as web/package-lock.json has it …"
	@cd web && npm ci --silent
	@touch $@

%.mo: %.po | $(VENV)
	@$(PY) -m web.catalogue

.PHONY: python
python:
	@test -n "$(PYTHON)" || { \
		echo "Aduan needs Python 3.11 or newer, with its venv module, and found none that runs." >&2; \
		echo "Install python3 (on Debian and Ubuntu also python3-venv), then run make again." >&2; exit 1; }

.PHONY: node
node:
	@node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' \
		>/dev/null 2>&1 && npm --version >/dev/null 2>&1 || { \
		echo "Aduan builds its pages with Node 20.19 or newer and its npm; found: $(or $(NODE_VERSION),none)." >&2; \
		echo "Install Node, then run make again." >&2; exit 1; }

.PHONY: chromium
chromium:
	@test -n "$(CHROMIUM)" || { \
		echo "The browser tests need Chromium, and none of chromium, chromium-browser, google-chrome is here." >&2; \
		echo "Install it (on Debian: apt-get install chromium chromium-headless-shell); make test-unit works without." >&2; exit 1; }
