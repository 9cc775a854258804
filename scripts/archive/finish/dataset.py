"""`/data/`: the archive as data, as `archive.data` makes it; the page `du-lieu/` says what each file is."""

from __future__ import annotations

from archive.data.downloads import downloads
from archive.extending import output
from archive.finish.built import Built


@output(order=50)
def finish(built: Built) -> None:
    """Write every file of the data."""
    for file in downloads(built.archive, built.context):
        built.write(file.name, file.content)
