"""Makes every format of the finished site, in their order."""

from __future__ import annotations

from archive.extending import formats
from archive.finish.built import Built


def finish_site(built: Built) -> list[str]:
    """Finish the rendered site; gives the names of the formats written."""
    for output in formats():
        output.finish(built)
    return [output.name for output in formats()]
