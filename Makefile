# Everything a person or a machine does with Aduan, one command each. `make` alone lists them.
# Environments live in the checkout, each stamped with the Python and the lock file that made it.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/sh
PORT ?= 8000
STAGE ?=
export PYTHONDONTWRITEBYTECODE := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

# The first interpreter that really runs and is new enough: a version manager's shim may exist and still fail.
PYTHON := $(shell for name in python3.13 python3 python3.12 python3.11; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name && break; done)
PYTHON_VERSION := $(if $(PYTHON),$(shell $(PYTHON) -c 'import platform; print(platform.python_version())'))
stamp = $(1)/.made-$(PYTHON_VERSION)-$(shell cat $(2) 2>/dev/null | cksum | cut -d' ' -f1)

VENV := $(call stamp,.venv,requirements-dev.txt)
CLOUD := $(call stamp,.venv-cloud,requirements-cloud.txt)
STATIC := $(call stamp,.venv-static,requirements-static.txt)
MODULES := $(call stamp,web/node_modules,web/package-lock.json)

# $(1) directory, $(2) lock file. The stamp is written last, so that a broken install is done again from nothing.
define environment
	@echo "Making $(1) with Python $(PYTHON_VERSION) from $(2) …"
	@rm -rf $(1)
	@$(PYTHON) -m venv $(1)
	@$(1)/bin/pip install --quiet --require-hashes --no-deps -r $(2)
	@touch $@
endef

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Aduan needs Python 3.11 or newer, and none of python3.13, python3, python3.12, python3.11 runs here. Install one and try again." >&2; exit 1; }

$(VENV): | python
	$(call environment,.venv,requirements-dev.txt)
$(CLOUD): | python
	$(call environment,.venv-cloud,requirements-cloud.txt)
$(STATIC): | python
	$(call environment,.venv-static,requirements-static.txt)
