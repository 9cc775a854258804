"""The finish stage: what is done to the rendered site, one small module a format.

Each module has an `ORDER` and `finish(built)`; a new format is found by itself. `finishing.finish_site` runs them all.
"""
