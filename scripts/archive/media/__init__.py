"""What a file under `docs/assets` is, read from its bytes: one module a family of formats.

Each module has `FORMATS`, a tuple of `kinds.Format`; a new format is found by itself. `kinds.formats` gives them all.
"""
