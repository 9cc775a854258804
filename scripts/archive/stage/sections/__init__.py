"""What the build adds to an authored page: one module a part, with `archive.extending.part` on its function.

A part that does not belong on the page gives nothing.
"""
