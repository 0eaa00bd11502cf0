# Good Standing: everything that is run while working on it. `make` alone lists the targets.
#
# PYTHON=python3.12 chooses the Python that .venv is made with (3.11 or later).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# Tests start hundreds of processes: what they load is compiled once, whatever the machine wishes.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=
CANDIDATES := $(or $(PYTHON),python3 python3.13 python3.12 python3.11)
# Tests keep to a data folder of their own.
APART := GOODSTANDING_HOME=$(abspath $(VENV))/home DJANGO_SETTINGS_MODULE=goodstanding.config.settings
# One more than there are cores: many tests wait for servers, browsers and processes.
AT_ONCE := --numprocesses $$($(BIN)/python -c 'import os; print((os.cpu_count() or 1) + 1)') --dist worksteal
# What is also tried on PostgreSQL.
ON_BOTH := tests/records tests/services tests/web tests/work tests/released
COMPILE := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
  --generate-hashes --only-binary :all: --no-emit-index-url --no-header --no-annotate

# Installs exactly what $(1) lists, checked against its hashes: by uv in some seconds, or, where uv
# is not to be had, by pip, which counts while it does so.
define install
@echo "Installing $(1): $$(grep -c '==' $(1)) packages."
@index=$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2> /dev/null || true)}; \
{ [ -x $(BIN)/uv ] && VIRTUAL_ENV=$(abspath $(VENV)) $(BIN)/uv pip install --quiet $${index:+--default-index "$$index"} \
    --compile-bytecode --require-hashes --only-binary :all: --requirement $(1); } \
  || $(BIN)/python -m pip install --disable-pip-version-check --no-input \
    --require-hashes --only-binary :all: -r $(1) \
  | awk -v all="$$(grep -c '==' $(1))" '/^(Collecting|Processing|Ignoring|Requirement already)/ \
      { sub(/^Requirement already satisfied:/, "Found"); name = $$2; sub(/.*\//, "", name); \
        sub(/(-(py|cp)[0-9]|:).*/, "", name); printf "  %2d of %d  %s\n", ++n, all, name; fflush() }' \
  || { echo "The packages in $(1) could not be installed; the reason stands above." \
         "Check that this machine reaches a package index, then run make again." >&2; exit 1; }
endef

# Says aloud when the pages cannot be looked at in a browser.
define say_browser
@for one in "$${CHROMIUM:-chromium}" chromium-headless-shell chromium-browser google-chrome; do \
  if command -v "$$one" > /dev/null; then exit 0; fi; \
done; \
echo "NOT TESTED IN A BROWSER: there is no Chromium here. Install it (on Debian: apt install chromium-headless-shell)," \
  "or name it: CHROMIUM=/where/it/is make test."
endef

# And when no answer is fetched from a real mailbox.
define say_mailbox
@[ -x "$${DOVECOT:-/usr}/sbin/dovecot" ] \
|| echo "NOT TESTED WITH A REAL MAILBOX: there is no Dovecot here. Install it (on Debian: apt install dovecot-imapd)."
endef

.PHONY: help setup run test ocr torture bench certificates mutants format requirements clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/run.done ## install the program into .venv; afterwards .venv/bin/goodstanding works
	@echo "Ready: $(BIN)/goodstanding --help"

run: $(VENV)/run.done ## serve the demonstration company (fictional) until Ctrl-C, and print a link that signs in
	@$(BIN)/goodstanding serve --demo

test: $(VENV)/check.done ## run every check: format, lint, types, layers, templates, migrations, tests
	@echo "Format"
	@$(BIN)/ruff format --check --quiet . || { echo "Run make format, then make test again." >&2; exit 1; }
	@echo "Lint"
	@$(BIN)/ruff check --quiet .
	@echo "Types, layers, templates, migrations; beside them tests of the engine, which cover all of it"
	@$(APART) $(BIN)/pytest tests/engine --numprocesses 2 --quiet --cov > $(VENV)/engine.said 2>&1 & \
	failed=0; \
	$(APART) $(BIN)/mypy || failed=1; \
	$(BIN)/lint-imports --no-cache --no-logo || failed=1; \
	$(BIN)/djlint --lint --quiet src/goodstanding/web/templates || failed=1; \
	$(APART) $(BIN)/django-admin makemigrations --check --dry-run || failed=1; \
	wait $$! || failed=1; \
	cat $(VENV)/engine.said; \
	exit $$failed
	@echo "Tests; beside them those on PostgreSQL, of which is told afterwards"
	$(say_browser)
	$(say_mailbox)
	@failed=0; \
	$(APART) $(BIN)/python tests/postgres.py $(BIN)/pytest --numprocesses 2 --dist worksteal \
	  --quiet $(ON_BOTH) > $(VENV)/postgres.said 2>&1 & \
	$(APART) $(BIN)/pytest $(AT_ONCE) --quiet --ignore tests/engine || failed=1; \
	echo "Tests on PostgreSQL"; \
	wait $$! || failed=1; \
	cat $(VENV)/postgres.said; \
	exit $$failed
	$(say_browser)
	$(say_mailbox)

ocr: $(VENV)/ocr.done ## switch on the reading of photographed and scanned certificates
	@echo "Ready: photographs and scans are read."

torture: $(VENV)/check.done ## break it in every way: kills, disk errors, full disks, tampering, 100,000 random verbs
	@$(APART) $(BIN)/python tests/faults/run.py $(if $(ONLY),--only $(ONLY)) $(if $(SEED),--seed $(SEED)) $(if $(ROUNDS),--rounds $(ROUNDS))

bench: $(VENV)/check.done ## measure how fast it is and print the figures
	@$(BIN)/python tests/bench/run.py
	@$(BIN)/python tests/bench/pages.py
	@$(BIN)/python tests/bench/plans.py

certificates: $(VENV)/check.done ## measure how well certificates are read: made-up ones in thirty layouts, as text, scan and photo
	@cd tests && ../$(BIN)/python -m certificates.make ../var/certificates --layouts all --count $(or $(COUNT),10) --seed $(or $(SEED),1)
	@cd tests && ../$(BIN)/python -m certificates.score ../var/certificates

mutants: $(VENV)/mutants.done ## plant mistakes in the standing engine and list those that no test notices
	@rm -rf mutants
	@$(BIN)/mutmut run
	@$(BIN)/mutmut results

format: $(VENV)/check.done ## put the code into the house's format and mend what can be mended
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

requirements: $(VENV)/run.done ## choose the newest versions again and write requirements/*.txt
	@echo "Choosing versions."
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --upgrade --only-binary :all: uv
	@echo uv | $(COMPILE) - --output-file requirements/uv.txt > /dev/null
	@$(COMPILE) pyproject.toml --group build --output-file requirements/run.txt > /dev/null
	@$(COMPILE) pyproject.toml --extra ocr --constraints requirements/run.txt \
	  --output-file requirements/ocr.txt > /dev/null
	@$(COMPILE) --group check --constraints requirements/ocr.txt \
	  --output-file requirements/check.txt > /dev/null
	@$(COMPILE) --group mutants --constraints requirements/ocr.txt --constraints requirements/check.txt \
	  --output-file requirements/mutants.txt > /dev/null
	@echo "Written to requirements/; run make test with them."

clean: ## remove what the other targets made, .venv included; var/ and your files stay
	@rm -rf $(VENV) mutants build dist htmlcov .coverage .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find src tests examples -type d -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/made.done:
	@for python in $(CANDIDATES); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$${found:-}" ]; then \
	  echo "Python 3.11 or later is needed and was not found (tried: $(CANDIDATES)):" \
	    "install it, or name it: make setup PYTHON=/where/it/is/python3." >&2; exit 1; \
	fi; \
	version=$$("$$found" -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	if ! "$$found" -c 'import ensurepip, venv' 2> /dev/null; then \
	  echo "Python $$version is here but lacks its part that makes virtual environments:" \
	    "on Debian and Ubuntu run 'apt install python$$version-venv' (or python3-venv) as root, then run make again." >&2; exit 1; \
	fi; \
	echo "Making $(VENV) with Python $$version."; \
	"$$found" -m venv $(VENV) || { \
	  echo "The virtual environment could not be made; the reason stands above. Remove $(VENV) and run make again." >&2; exit 1; }
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-input \
	    --require-hashes --only-binary :all: -r requirements/uv.txt 2> /dev/null || true
	@touch $@

$(VENV)/run.done: $(VENV)/made.done requirements/run.txt pyproject.toml
	$(call install,requirements/run.txt)
	@echo "Installing Good Standing itself."
	@$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-input --no-index \
	    --no-deps --no-build-isolation --editable . \
	  || { echo "Good Standing could not be installed; the reason stands above. Try make clean, then run make again." >&2; exit 1; }
	@touch $@

$(VENV)/ocr.done: $(VENV)/run.done requirements/ocr.txt
	$(call install,requirements/ocr.txt)
	@touch $@

$(VENV)/check.done: $(VENV)/ocr.done requirements/check.txt
	$(call install,requirements/check.txt)
	@touch $@

$(VENV)/mutants.done: $(VENV)/check.done requirements/mutants.txt
	$(call install,requirements/mutants.txt)
	@touch $@
