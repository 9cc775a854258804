"""The finish stage: what is done to the rendered site, one small module a format.

Each has `archive.extending.output` on its function `finish(built)`; `finishing.finish_site` makes them all.
"""
