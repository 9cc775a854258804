"""Rules on published addresses: none ever dies, DV801, and the ledger loses none of its lines, DV802.

What the content no longer has is told before anything is built; `dead` asks the finished site the same.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from pathlib import Path

from archive.checks.merges import conflicted_lines
from archive.content.kinds.base import Meta
from archive.content.model import Archive, page_url
from archive.extending import FOLLOWS, MOST, RULES, Problem, is_generated, rule
from archive.findings import LANGS, Finding, Place, Severity, Text
from archive.history.line import State
from archive.ledger import LEDGER, addresses_of_ids, known_addresses, read_ledger
from archive.refusal import Refusal

DEAD = "DV801"
PAGE_FIX = Text(
    "ghi địa chỉ cũ vào `aliases:` của trang đã chuyển, hoặc đưa trang trở lại với `withdrawn: ngày` và "
    "`withdrawn_reason: lý do`",
    "name the old address in the moved page's `aliases:`, or put the page back with `withdrawn: day` and "
    "`withdrawn_reason: why`",
)
RECORD_FIX = Text(
    "đưa trang có mã này trở lại; muốn rút thì ghi `withdrawn: ngày` và `withdrawn_reason: lý do` ở phần đầu",
    "put the page with this id back; to withdraw it write `withdrawn: day` and `withdrawn_reason: why` in its front "
    "matter",
)
CLAIM_FIX = Text(
    'đưa thông tin có mã này trở lại; muốn rút thì ghi withdrawn="ngày" reason="lý do" cạnh mã của nó',
    'put the claim with this id back; to withdraw it write withdrawn="day" reason="why" beside its id',
)


@rule(DEAD, nearness=3)
def lost(archive: Archive) -> Iterator[Problem]:
    """Every recorded address is one that the content has.

    What is put back with another is told with it: a page's English address, its id, its claims.
    """
    if conflicted_lines(archive, LEDGER):
        return  # while marks of a merge stand in the ledger, nothing that it says can be held against the content
    answered = {page.url for page in archive.pages} | addresses_of_ids(archive)
    answered |= {page_url(path, lang) for path in archive.unwritten_lists for lang in LANGS}
    for page in archive.pages:
        for alias in page.meta.aliases if isinstance(page.meta, Meta) else ():
            answered |= {page_url(f"{alias.strip('/')}.md", lang) for lang in LANGS}
    known = known_addresses(archive.root)
    ever = answered | set(known)
    gone = {
        address: number
        for number, address in reversed([*enumerate(known, 1)])
        if address and address not in answered and not is_generated(address.removeprefix("en/"))
    }
    pages = {_last(address): address for address in gone if not _id_of(address)}
    led: dict[str, list[str]] = {}
    for address in reversed(gone):
        led.setdefault(_leader(address, gone, pages), []).append(address)
    recorded = frozenset(known)
    for address in sorted(led, key=lambda one: gone[one]):
        found = _gone(gone[address], address, ever)
        about = tuple(name for other in led[address] for name in _names(other))
        yield replace(found, fix=_moved(address, archive, recorded) or found.fix, about=about)


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
    """The fix where a page of the same name stands at another address, which was never recorded."""
    name = _last(address)
    stands = [page for page in archive.pages if page.lang == "vi" and page.url not in known and _last(page.url) == name]
    if len(stands) != 1 or _id_of(address):
        return None
    line = f"aliases: [{address.removeprefix('en/').strip('/')}]"
    return Text(f"ghi `{line}` vào {stands[0].file}", f"write `{line}` in {stands[0].file}")


def dead(root: Path, site: Path) -> Iterator[Finding]:
    """A finding, at its line of the ledger, for every recorded address that the finished site does not answer."""
    known = known_addresses(root)
    ever = set(known)
    gone = ((number, address) for number, address in enumerate(known, 1) if address)
    unanswered = (found for found in gone if not _answers(site / found[1] / "index.html"))
    yield from (RULES[DEAD].finding(_gone(*found, ever)) for found in islice(unanswered, MOST))


def _answers(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # A line that no file can be called.
        return False


def _gone(number: int, address: str, ever: set[str]) -> Problem:
    """`ever`: every address that is answered or was recorded, by which a claim's id is known from a record's."""
    _, is_id, name = f"/{address.strip('/')}".rpartition("/id/")
    # `n-bna-2014` and `vb-chi-thi-02` end in digits too, and are records.
    record, _, last = name.rpartition("-")
    claim = is_id and last.isascii() and last.isdigit() and f"id/{record}/" in ever
    fix = CLAIM_FIX if claim else RECORD_FIX if is_id else PAGE_FIX
    return Problem(Place(LEDGER, number), fix=fix, about=_names(address), values={"address": address})


def _files(address: str) -> tuple[str, ...]:
    """The pages that can stand at an address."""
    lang, path = ("en", address.removeprefix("en/")) if address.startswith("en/") else ("vi", address)
    stem = path.strip("/")
    return tuple(f"docs/{lang}/{name}" for name in (f"{stem}.md", f"{stem}/index.md".lstrip("/")))


@rule("DV802", nearness=FOLLOWS)
def removed(archive: Archive) -> Iterator[Problem]:
    """The ledger has every address that it ever had on the main line, as far as git knows."""
    try:
        known = set(read_ledger(archive.root))
    except Refusal:
        return  # named already, and not a line of it can be told to be missing
    if conflicted_lines(archive, LEDGER):
        return
    for line in sorted(archive.history.ledger.keys() - known):
        yield Problem(Place(LEDGER), values={"line": line})


@rule("DV804", severity=Severity.WARNING)
def past_unknown(archive: Archive) -> Iterator[Problem]:
    """The history is known where there is a ledger; else it is held as it stands alone, and nobody is told a day."""
    history = archive.history
    if history.state in {State.NO_GIT, State.PARTIAL} and history.why and (archive.root / LEDGER).exists():
        why = history.why
        yield Problem(Place(LEDGER), Text(f"Không biết lịch sử: {why.vi}", f"The history is not known: {why.en}"))


@rule("DV805")
def past_unanswered(archive: Archive) -> Iterator[Problem]:
    """Git answers where it is there: what it does not tell is not nothing."""
    if archive.history.state is State.FAILING and archive.history.why:
        why = archive.history.why
        yield Problem(Place(LEDGER), Text(f"Không đọc được lịch sử: {why.vi}", f"The history cannot be read: {why.en}"))
