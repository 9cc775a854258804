# What only the workshop of the engine has: its Makefile takes this in where it is there.

.PHONY: bench footprint fuzz guide-pictures measure screenshots

bench: $(WORKSHOP) ## Measure: build, checks, page weights beside plain Material
	PYTHONPATH=tools $(BIN)/python -m bench
	PYTHONPATH=tools $(BIN)/python -m bench.growth

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
