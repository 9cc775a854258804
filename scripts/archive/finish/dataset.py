"""`/data/`: the archive as data, as `archive.data` makes it; the page `du-lieu/` says what each file is."""

from __future__ import annotations

from archive.content.model import Archive
from archive.context import Context
from archive.data.downloads import downloads
from archive.extending import output
from archive.finish.built import Built


@output(order=50)
def finish(built: Built) -> None:
    """Write every file of the data."""
    built.files("dataset", files)


def files(archive: Archive, context: Context) -> dict[str, bytes]:
    """Every file by its place in the site."""
    return {file.name: file.content for file in downloads(archive, context)}
