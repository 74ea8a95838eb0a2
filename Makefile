# Every goal sets up what it needs, once.
export NO_MKDOCS_2_WARNING := 1
# Python keeps what it compiles: otherwise each of the hundreds of processes of a test run compiles all its modules again.
unexport PYTHONDONTWRITEBYTECODE
PYTHON := .venv/bin/python

.PHONY: build test serve check bench fuzz lock schema words clean

build: ## the site and every PDF, below build/
	@.ci/setup build
	@.venv/bin/mkdocs build --strict --quiet
	@echo "Open build/site/index.html; the PDFs are in build/pdf/."

serve: ## the site while it is written: http://127.0.0.1:8000
	@.ci/setup build
	@.venv/bin/competent serve

test: ## everything that CI runs; the gate adds coverage
	@.ci/setup test
	@.venv/bin/pytest -n 2 $(COVERAGE)

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

lock: ## renew requirements.lock and the test viewers
	@uv pip compile --quiet --universal --generate-hashes --no-header --extra dev pyproject.toml -o requirements.lock

schema: ## the JSON schemas of standards and of pack.json, from the models
	@.ci/setup build
	@.venv/bin/competent schema unit_standards/schema.json
	@.venv/bin/competent schema --of pack content/authoring/pack.schema.json

words: ## the catalogues of interface words, with what code and templates say now
	@.ci/setup build
	@.venv/bin/pybabel --quiet extract -F pyproject.toml --no-location --sort-output --width 100 -o build/words.pot .
	@for language in af zu; do \
	  .venv/bin/pybabel --quiet update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 100 -i build/words.pot -l $$language \
	    -o plugins/competent/locale/$$language/LC_MESSAGES/competent.po 2>/dev/null; done
	@rm build/words.pot

clean: ## remove what was built, not the environment
	@rm -rf build/site build/pdf build/.cache build/.site-*
