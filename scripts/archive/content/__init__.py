"""The read stage: `docs/` as typed values, every one with the line it stands on.

`read.read_archive` takes a project's root and gives an `Archive`; it refuses nothing. What cannot be read stands in the
values as a problem with its place, for `checks` to name.
"""
