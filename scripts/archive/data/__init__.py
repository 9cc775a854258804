"""The archive as data for other people's programs: pure functions of the archive and the build's context.

What is written below `data/` is made here before any page is, so that the page on it can say size, rows and digest of
each file; `finish/dataset` writes the same bytes.
"""
