"""The ledger of published addresses: `published.txt`, one a line, which only grows.

Takes an archive's staged pages and a finished site; gives the addresses to record, and a finding for every recorded one
that the content (`lost`) or the site (`dead`) no longer answers with a page, a redirect or a tombstone, and for every
line that git knows and the ledger has lost (`removed`). So no published address ever dies unseen.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from archive import regular
from archive.content.kinds import Meta
from archive.content.model import Archive, page_url
from archive.environment import MOST_BYTES, SettingsError
from archive.findings import LANGS, Finding, Place, Text
from archive.git import PLAIN_DIFF, git
from archive.stage.page import StagedPage

LEDGER = "published.txt"
DEAD, REMOVED = "DV801", "DV802"
GENERATED = ("doi-chieu/", "dong-thoi-gian/", "chua-biet/", "thong-ke/", "dong-gop/quy-tac/")
"""Where addresses begin that no editor's page stands behind; the finished site is held to them."""

PAGE_CURE = Text(
    "ghi địa chỉ cũ vào `aliases:` của trang đã chuyển, hoặc đưa trang trở lại với `withdrawn: ngày` và "
    "`withdrawn_reason: lý do`",
    "name the old address in the moved page's `aliases:`, or put the page back with `withdrawn: day` and "
    "`withdrawn_reason: why`",
)
RECORD_CURE = Text(
    "đưa trang có mã này trở lại; muốn rút thì ghi `withdrawn: ngày` và `withdrawn_reason: lý do` ở phần đầu",
    "put the page with this id back; to withdraw it write `withdrawn: day` and `withdrawn_reason: why` in its front "
    "matter",
)
CLAIM_CURE = Text(
    'đưa thông tin có mã này trở lại; muốn rút thì ghi withdrawn="ngày" reason="lý do" cạnh mã của nó',
    'put the claim with this id back; to withdraw it write withdrawn="day" reason="why" beside its id',
)
LINE_CURE = Text("khôi phục dòng ấy: sổ địa chỉ chỉ dài thêm", "restore the line: the ledger only grows")


def addresses(archive: Archive, pages: Iterable[StagedPage]) -> set[str]:
    """Every address that a build publishes for readers, relative to the site's root, and `id/<id>/` of every id."""
    found = {page.url for page in pages if page.path != "404.md"} | _ids(archive)
    return {address for address in found if address}


def _ids(archive: Archive) -> set[str]:
    return {f"{prefix}id/{name}/" for name in (*archive.records, *archive.claims) for prefix in ("", "en/")}


def read_ledger(root: Path) -> list[str]:
    """The recorded addresses in order of line; none where there is no ledger.

    Raises `SettingsError` where there is one that is no plain file or cannot be read: its addresses would be forgotten.
    """
    try:
        return regular.read(root / LEDGER, MOST_BYTES).decode("utf-8", "replace").splitlines()
    except FileNotFoundError:
        return []
    except OSError as error:
        raise SettingsError(
            Text(
                f"Không đọc được {LEDGER} ({error.strerror}); khôi phục tệp từ git",
                f"{LEDGER} cannot be read ({error.strerror}); restore it from git",
            )
        ) from error


def known_addresses(root: Path) -> list[str]:
    """The recorded addresses as far as they can be read: the check (DV101, DV102) names a ledger that cannot."""
    with suppress(SettingsError):
        return read_ledger(root)
    return []


def lost(archive: Archive) -> Iterator[Finding]:
    """A finding, at its line of the ledger, for every recorded address that the content no longer has.

    What is put back with another has none of its own: a page's English address, its id, its claims.
    """
    answered = {page.url for page in archive.pages} | _ids(archive)
    for page in archive.pages:
        for alias in page.meta.aliases if isinstance(page.meta, Meta) else ():
            answered |= {page_url(f"{alias.strip('/')}.md", lang) for lang in LANGS}
    known = known_addresses(archive.root)
    ever = answered | set(known)
    gone = {
        address: number
        for number, address in reversed([*enumerate(known, 1)])
        if address and address not in answered and not address.removeprefix("en/").startswith(GENERATED)
    }
    pages = {_last(address): address for address in gone if not _id_of(address)}
    led: dict[str, list[str]] = {}
    for address in reversed(gone):
        led.setdefault(_leader(address, gone, pages), []).append(address)
    recorded = frozenset(known)
    for address in sorted(led, key=lambda one: gone[one]):
        found = _gone(gone[address], address, ever)
        about = tuple(name for other in led[address] for name in _names(other))
        yield replace(found, cure=_moved(address, archive, recorded) or found.cure, about=about)


def _id_of(address: str) -> str:
    """The id that an address resolves; empty for a page's own."""
    lead, _, name = f"/{address.strip('/')}".rpartition("/id/")
    return name if lead in {"", "/en"} and name and "/" not in name else ""


def _leader(address: str, gone: Collection[str], pages: Mapping[str, str]) -> str:
    """The address that is put back with this one, or itself; `pages` are those of pages by what they end in.

    A record's page ends in its id, or in that without what tells the kind: `kq-05`, `nv-thai-thanh-quy`.
    """
    name = _id_of(address)
    above = [address.removeprefix("en/"), f"id/{name.rpartition('-')[0]}/"]
    above += [pages[end] for end in (name, name.partition("-")[2]) if end in pages]
    return next((_leader(other, gone, pages) for other in above if other in gone and other != address), address)


def _last(address: str) -> str:
    return address.strip("/").rpartition("/")[2]


def _names(address: str) -> tuple[str, ...]:
    """The id, or the files of the page, that an address stands for."""
    name = _id_of(address)
    return (name,) if name else _files(address)


def _moved(address: str, archive: Archive, known: Container[str]) -> Text | None:
    """The cure where a page of the same name stands at another address, which was never recorded."""
    name = _last(address)
    stands = [page for page in archive.pages if page.lang == "vi" and page.url not in known and _last(page.url) == name]
    if len(stands) != 1 or _id_of(address):
        return None
    line = f"aliases: [{address.removeprefix('en/').strip('/')}]"
    return Text(f"ghi `{line}` vào {stands[0].file}", f"write `{line}` in {stands[0].file}")


def dead(root: Path, site: Path) -> Iterator[Finding]:
    """A finding, at its line of the ledger, for every recorded address that the site does not answer."""
    known = known_addresses(root)
    ever = set(known)
    for number, address in enumerate(known, 1):
        if address and not _answers(site / address / "index.html"):
            yield _gone(number, address, ever)


def _answers(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # A line that no file can be called.
        return False


def _gone(number: int, address: str, ever: set[str]) -> Finding:
    """`ever`: every address that is answered or was recorded, by which a claim's id is known from a record's."""
    words = Text(f"Địa chỉ đã công bố /{address} không còn", f"The published address /{address} is gone")
    _, is_id, name = f"/{address.strip('/')}".rpartition("/id/")
    # `n-bna-2014` and `vb-chi-thi-02` end in digits too, and are records.
    record, _, last = name.rpartition("-")
    claim = is_id and last.isascii() and last.isdigit() and f"id/{record}/" in ever
    cure = CLAIM_CURE if claim else RECORD_CURE if is_id else PAGE_CURE
    return Finding(Place(LEDGER, number), DEAD, words, cure, about=_names(address))


def _files(address: str) -> tuple[str, ...]:
    """The pages that can stand at an address."""
    lang, path = ("en", address.removeprefix("en/")) if address.startswith("en/") else ("vi", address)
    stem = path.strip("/")
    return tuple(f"docs/{lang}/{name}" for name in (f"{stem}.md", f"{stem}/index.md".lstrip("/")))


def removed(root: Path) -> Iterator[Finding]:
    """A finding for every line that the ledger ever had, as far as git knows, and has no more."""
    try:
        known = set(read_ledger(root))
    except SettingsError:
        return  # named already, and not a line of it can be told to be missing
    for line in dict.fromkeys((*_taken(root, "log", "-p", "--format="), *_taken(root, "diff", "HEAD"))):
        if line not in known:
            words = Text(f"Sổ địa chỉ đã mất dòng “{line}”", f"The ledger has lost the line “{line}”")
            yield Finding(Place(LEDGER), REMOVED, words, LINE_CURE)


def _taken(root: Path, *command: str) -> list[str]:
    """The lines of the ledger that git's `command` shows as taken away."""
    lines = git(root, *command, *PLAIN_DIFF, "--", LEDGER).splitlines()
    return [line[1:] for line in lines if line.startswith("-") and not line.startswith("---") and line[1:]]
