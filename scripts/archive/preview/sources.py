"""Which sources a preview shows: all that hold, and for a page that does not, the page as it last did.

Takes the sources as they are, those that the last preview showed, and findings; gives the sources to build. A page with
an error goes back, with its twin, to what was last shown of both; where nothing was, as of a new page that is not
written yet, it is left out, as is a file that is not fit to publish. Nothing is mended and nothing is made up: where
the rest does not hold without them, the findings say so again, and the caller gives up.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import PurePosixPath

from archive.content.model import Archive
from archive.content.read import index
from archive.findings import LANGS, Finding


def spare(name: str) -> bool:
    """Whether a file of this name is what an editor keeps beside another while it is open: no content, no change."""
    return name.startswith((".", "#")) or name.endswith(("~", ".swp", ".tmp")) or name == "4913"


def without_spare(archive: Archive) -> Archive:
    """The archive without the files that editors keep beside others: `archive check` tells of those left behind."""
    problems = tuple(p for p in archive.problems if not spare(PurePosixPath(p.place.path).name))
    return replace(archive, problems=problems)


def blamed(archive: Archive, earlier: Archive, wrong: Collection[Finding]) -> frozenset[str]:
    """What a preview can do without of what these findings are about: pages with their twins, assets, stray files.

    A finding in the ledger speaks of a page that lost something, or is gone: what it was stands in `earlier`.
    """
    named = {finding.place.path for finding in wrong}
    for name in (name for finding in wrong if not finding.place.path.startswith("docs/") for name in finding.about):
        record = earlier.records.get(earlier.homes.get(name, name))
        named.add(record.vi.file if record else name)
    pages = (*archive.pages, *earlier.pages)
    twins = {f"docs/{lang}/{page.path}" for page in pages if page.file in named for lang in LANGS}
    others = {*(f"docs/{asset}" for asset in archive.assets), *(problem.place.path for problem in archive.problems)}
    return frozenset(twins | (others & named))


def set_aside(archive: Archive, earlier: Archive, aside: Collection[str]) -> Archive:
    """The archive with the files of `aside` as they stand in `earlier`, and without those that do not stand there."""
    pages = [
        *(page for page in archive.pages if page.file not in aside),
        *(page for page in earlier.pages if page.file in aside),
    ]
    return index(
        archive.root,
        tuple(sorted(pages, key=lambda page: page.file.split("/"))),
        tuple(problem for problem in archive.problems if problem.place.path not in aside),
        tuple(asset for asset in archive.assets if f"docs/{asset}" not in aside),
        archive.own,
    )
