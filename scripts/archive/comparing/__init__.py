"""What a reader would notice between two archives: read from commits and editions, compared, told.

`sides` reads what is named, `compare` takes two archives and gives frozen `Changes`, `outline` puts them into words,
which `text` and `markdown` write down. A stage knows nothing of those behind it.
"""
