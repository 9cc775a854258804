"""The ledger of published addresses: `published.txt`, one a line, which only grows.

Takes an archive with its staged pages, and gives the addresses that a build publishes, or adds them to the ledger:
the publisher alone does, just before it builds. Takes the project's root, and gives those that are recorded. Refuses to
add to a ledger that cannot be read, or in which a merge was not finished. That none dies is held by `checks.published`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from archive import regular
from archive.content.model import Archive
from archive.extending import generated_pages
from archive.findings import Text
from archive.refusal import Refusal
from archive.stage.page import Placed

LEDGER = "published.txt"
MOST_BYTES = 16 * 1024 * 1024
"""Far more than an archive of many thousand records needs."""
ADDRESS = "([A-Za-z0-9][A-Za-z0-9._-]*/)+"
"""What a line of the ledger is, whole; grep reads this pattern too, where the publisher commits the file."""
_ADDRESS = re.compile(ADDRESS)
_MARK = re.compile(r"<{7}|\|{7}|={7}|>{7}")


def addresses(archive: Archive, pages: Iterable[Placed]) -> set[str]:
    """Every address that a build publishes for readers, relative to the site's root, and `id/<id>/` of every id."""
    unlisted = {page.path for page in generated_pages() if not page.listed}
    found = {page.url for page in pages if page.path not in unlisted} | addresses_of_ids(archive)
    return {address for address in found if address}


def addresses_of_ids(archive: Archive) -> set[str]:
    """The addresses by which every record and claim is reached."""
    return {f"{prefix}id/{name}/" for name in (*archive.records, *archive.claims) for prefix in ("", "en/")}


def is_address(line: str) -> bool:
    """Whether a line is one that can be a promise: blanks, marks of a merge and other words are none."""
    return bool(_ADDRESS.fullmatch(line))


def addresses_in(data: bytes) -> frozenset[str]:
    """The lines of a ledger that are addresses: blanks, marks of a merge and what no page can be at promise nothing."""
    return frozenset(line for line in data.decode("utf-8", "replace").splitlines() if is_address(line))


def record(archive: Archive, pages: Iterable[Placed]) -> list[str]:
    """Add to the ledger what a build of these pages publishes; gives the addresses that are new, in order.

    Nothing is ever taken away. What a merge left out of order, twice or without its line end is put right. Refuses what
    `hold` refuses.
    """
    hold(archive.root)
    old = _text(archive.root)
    known = set(filter(None, old.splitlines()))
    now = addresses(archive, pages)
    new = "".join(f"{line}\n" for line in sorted(known | now))
    if new != old:
        regular.replace_whole({archive.root / LEDGER: new.encode("utf-8")})
    return sorted(now - known)


def read_ledger(root: Path) -> list[str]:
    """The lines of the ledger in order; none where there is no ledger.

    Refuses one that is no plain file or cannot be read: its addresses would be forgotten.
    """
    return _text(root).splitlines()


def _text(root: Path) -> str:
    try:
        return regular.read(root / LEDGER, MOST_BYTES).decode("utf-8")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError as error:
        raise Refusal(
            Text(f"{LEDGER} không phải UTF-8; khôi phục tệp từ git", f"{LEDGER} is not UTF-8; restore it from git")
        ) from error
    except OSError as error:
        raise Refusal(
            Text(
                f"Không đọc được {LEDGER} ({error.strerror}); khôi phục tệp từ git",
                f"{LEDGER} cannot be read ({error.strerror}); restore it from git",
            )
        ) from error


def hold(root: Path) -> None:
    """Refuse a ledger that cannot be added to: one that cannot be read, or in which a merge was not finished."""
    if any(_MARK.match(line) for line in read_ledger(root)):
        raise Refusal(
            Text(
                f"còn dấu xung đột của git trong {LEDGER}; giữ mọi địa chỉ của hai bản, xóa các dòng dấu",
                f"git's marks of a conflict are left in {LEDGER}; keep all addresses of both sides, delete the marks",
            )
        )


def known_addresses(root: Path) -> list[str]:
    """The recorded addresses as far as they can be read: the check (DV101, DV102) names a ledger that cannot."""
    with suppress(Refusal):
        return read_ledger(root)
    return []
