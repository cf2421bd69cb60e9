# make book        the site, in _build/html            make test      every test there is
# make serve       the site, built again at a change   make clean     remove what was built (not .venv)
# make lab         JupyterLab on the notebooks         make notebooks run all chapters, store their outputs
# make bench       speed against PyTorch and others    make mutation  do the tests notice changed code?
# make test-colab  run all copies for Colab in an environment like Colab's (downloads several gigabytes)

PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.txt
INSTALL_FAILED := echo "Installing failed; pip's message is above. Without a network? Try again later: what is already here stays."; exit 1

.PHONY: book serve test test-colab lab notebooks bench mutation clean
.DEFAULT_GOAL := book

book: .venv/book-installed
	@echo "Building the site ..."
	@$(BIN)/jupyter-book build . -W -n --keep-going \
	  || { echo "The site was not built. Mend what the warnings above name, then run make book again."; exit 1; }
	@echo "Open in a browser: $(CURDIR)/_build/html/index.html"

# sphinx-autobuild wants a conf.py; jupyter-book writes it from _config.yml and does not read it itself
serve: .venv/book-installed
	@$(BIN)/jupyter-book config sphinx . >/dev/null
	PYTHONPATH=book/_ext $(BIN)/python -m sphinx_autobuild . _build/html --port $(PORT) --watch course_lib --ignore '*/_build/*'

test: .venv/all-installed
	$(BIN)/python -m pytest

test-colab: .venv/all-installed
	COLAB_COPIES=all $(BIN)/python -m pytest tests/book/test_colab_runs.py

lab: .venv/all-installed
	$(BIN)/jupyter lab book

notebooks: .venv/all-installed
	$(BIN)/python book/execute.py

bench: .venv/all-installed
	@$(PIP_INSTALL) --editable '.[bench]' || { $(INSTALL_FAILED); }
	@for script in epoch adam graph; do $(BIN)/python benchmarks/$$script.py || exit 1; done

MUTATED := graph layers losses optimizers schedules gradients
mutation: .venv/all-installed
	@rm -rf _mutation && mkdir -p _mutation/tests
	@cp -r course_lib _mutation && cp tests/conftest.py $(MUTATED:%=tests/test_%.py) _mutation/tests && cp tests/mutation.toml _mutation/pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --target _mutation/site mutmut
	cd _mutation && export OMP_NUM_THREADS=1 PYTHONPATH=site && ../$(BIN)/python -m mutmut run --max-children 2 \
	  && ../$(BIN)/python -m mutmut results

clean:
	rm -rf _build _lowest _mutation conf.py

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Python 3.11 or newer is needed. If it has another name here: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@echo "Making the virtual environment .venv ..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "On Debian and Ubuntu: apt install python3-venv"; exit 1; }

.venv/book-installed: pyproject.toml requirements.txt | .venv/bin/python
	@echo "Installing what the site needs (about a minute) ..."
	@$(PIP_INSTALL) --editable '.[book]' || { $(INSTALL_FAILED); }
	@touch $@

.venv/all-installed: pyproject.toml requirements.txt | .venv/bin/python
	@echo "Installing what the notebooks and tests need; PyTorch is large, several minutes ..."
	@$(PIP_INSTALL) --editable '.[test]' || { $(INSTALL_FAILED); }
	@touch $@ .venv/book-installed
