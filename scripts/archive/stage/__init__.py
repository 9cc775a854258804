"""The stage stage: authored pages and generated ones as complete Markdown in `build/pages`.

`staging.stage` takes a checked `Archive` and gives `StagedPage`s; `staging.write` puts them on disk, only where changed.
`sections` holds what is added to an authored page, `generated` the pages that nobody writes: one small module each,
found by themselves. Refuses nothing: what is staged has passed the checks.
"""
