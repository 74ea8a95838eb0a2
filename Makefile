# Every goal sets up what it needs, once.
export NO_MKDOCS_2_WARNING := 1
# Python keeps what it compiles: otherwise each of the hundreds of processes of a test run compiles all its modules again.
unexport PYTHONDONTWRITEBYTECODE
PYTHON := .venv/bin/python

.PHONY: build test coverage serve check bench fuzz lock schema words pictures clean clean-all

build: ## the site and every PDF, below build/
	@.ci/setup build
	@.venv/bin/mkdocs build --strict --quiet
	@echo "Open build/site/index.html; the PDFs are in build/pdf/."

serve: ## the site while it is written: http://127.0.0.1:8000
	@.ci/setup build
	@.venv/bin/competent serve

test: ## everything that CI runs
	@.ci/setup test
	@.venv/bin/pytest -n 2

coverage: ## the same, and how much of the code it reaches: at least as much as on 26 November 2026
	@.ci/setup test
	@.venv/bin/pytest -n 2 --cov=competent --cov-report=term:skip-covered --cov-fail-under=95

check: ## lint, format, types, the order of the stages, and the project's own content
	@.ci/setup build
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo >/dev/null || .venv/bin/lint-imports --no-logo
	@.venv/bin/competent check

bench: ## ratios, measured in one run
	@.ci/setup test
	@$(PYTHON) -m tests.bench

fuzz: ## 20,000 mutated files of authors; what fails is kept in tests/fuzz/corpus/
	@.ci/setup test
	@$(PYTHON) -m tests.fuzz --inputs 20000

lock: ## renew requirements.lock and the lock file of the test viewers
	@.ci/setup build
	@.venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --extra dev pyproject.toml -o requirements.lock
	@for generator in properdocs zensical; do .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --python-version 3.11 \
	  tests/generators/$$generator.in -o tests/generators/$$generator.txt; done
	@cd tests/browser && npm install --package-lock-only --omit-lockfile-registry-resolved --silent --no-audit --no-fund

schema: ## the JSON schemas of standards and of pack.json, from the models
	@.ci/setup build
	@.venv/bin/competent schema unit_standards/schema.json
	@.venv/bin/competent schema content/authoring/schema/standard.json
	@.venv/bin/competent schema --of pack content/authoring/schema/pack.json

words: ## the catalogues of interface words, with what code and templates say now
	@.ci/setup build
	@.venv/bin/pybabel --quiet extract -F pyproject.toml --no-location --sort-output --width 100 -o build/words.pot .
	@for language in af zu; do \
	  .venv/bin/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100 -i build/words.pot -l $$language \
	    -o plugins/competent/locale/$$language/LC_MESSAGES/competent.po 2>/dev/null; done
	@rm build/words.pot

pictures: ## the pictures in the pages for each role, of what is built
	@.ci/setup test
	@$(PYTHON) -m tests.pictures.roles

clean: ## remove what was built, not the environment
	@rm -rf build/site build/pdf build/.cache build/.site-*

clean-all: clean ## the environment too, and all that was fetched: the next goal sets everything up anew
	@rm -rf .venv tests/browser/node_modules
