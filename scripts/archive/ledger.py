"""The ledger of published addresses: `published.txt`, one a line, which only grows.

Takes an archive with its staged pages, and gives the addresses to record; takes the project's root, and gives those
that are recorded. That none of them dies is held by `checks.published`.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from archive import regular
from archive.content.model import Archive
from archive.environment import MOST_BYTES
from archive.extending import generated_pages
from archive.findings import Text
from archive.refusal import Refusal
from archive.stage.page import StagedPage

LEDGER = "published.txt"


def addresses(archive: Archive, pages: Iterable[StagedPage]) -> set[str]:
    """Every address that a build publishes for readers, relative to the site's root, and `id/<id>/` of every id."""
    unlisted = {page.path for page in generated_pages() if not page.listed}
    found = {page.url for page in pages if page.path not in unlisted} | addresses_of_ids(archive)
    return {address for address in found if address}


def addresses_of_ids(archive: Archive) -> set[str]:
    """The addresses by which every record and claim is reached."""
    return {f"{prefix}id/{name}/" for name in (*archive.records, *archive.claims) for prefix in ("", "en/")}


def read_ledger(root: Path) -> list[str]:
    """The recorded addresses in order of line; none where there is no ledger.

    Refuses one that is no plain file or cannot be read: its addresses would be forgotten.
    """
    try:
        return regular.read(root / LEDGER, MOST_BYTES).decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise Refusal(
            Text(
                f"Không đọc được {LEDGER} ({error.strerror}); khôi phục tệp từ git",
                f"{LEDGER} cannot be read ({error.strerror}); restore it from git",
            )
        ) from error


def known_addresses(root: Path) -> list[str]:
    """The recorded addresses as far as they can be read: the check (DV101, DV102) names a ledger that cannot."""
    with suppress(Refusal):
        return read_ledger(root)
    return []
