"""Rules on published addresses: none ever dies, DV801, the ledger loses no line, DV802, and holds what is published, DV803.

What the content no longer has is told before anything is built; `dead` asks the finished site the same. What a build
for readers would publish unrecorded, `hold_publishable` tells of the staged pages.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from archive.checks.merges import conflicted_lines
from archive.content.kinds.base import Meta
from archive.content.model import Archive, Page, page_url
from archive.escaping import shortened
from archive.extending import FOLLOWS, MOST, RULES, Problem, is_generated, rule, told_later
from archive.findings import LANGS, Finding, Place, Severity, Text
from archive.history.line import State
from archive.ledger import LEDGER, addresses, addresses_of_ids, is_address, known_addresses, read_ledger
from archive.refusal import Refusal
from archive.stage.page import Placed

DEAD = "DV801"
UNRECORDED = told_later("DV803", "unrecorded", __name__)
PAGE_FIX = Text(
    "đưa trang trở lại; nếu trang đã chuyển thì ghi địa chỉ cũ vào `aliases:` của trang mới (`archive move CŨ MỚI` chuyển "
    "và ghi luôn)",
    "put the page back; where it was moved, name the old address in the new page's `aliases:` (`archive move OLD NEW` "
    "moves and does so)",
)
RECORD_FIX = Text(
    'đưa trang có mã này trở lại; muốn rút thì sau đó chạy `archive withdraw {id} --reason "lý do" --reason-en "why"`, hoặc tự ghi '
    "`withdrawn: ngày` và `withdrawn_reason: lý do` ở phần đầu",
    'put the page with this id back; to withdraw it run `archive withdraw {id} --reason "lý do" --reason-en "why"` then, or write '
    "`withdrawn: day` and `withdrawn_reason: why` in its front matter",
)
CLAIM_FIX = Text(
    'đưa thông tin có mã này trở lại; muốn rút thì sau đó chạy `archive withdraw {id} --reason "lý do" --reason-en "why"`, hoặc tự ghi '
    'withdrawn="ngày" reason="lý do" cạnh mã của nó',
    'put the claim with this id back; to withdraw it run `archive withdraw {id} --reason "lý do" --reason-en "why"` then, or write '
    'withdrawn="day" reason="why" beside its id',
)
MOVED_FIX = Text(
    "ghi `aliases: [{alias}]` vào {file} (`archive move CŨ MỚI` chuyển trang và ghi luôn)",
    "write `aliases: [{alias}]` in {file} (`archive move OLD NEW` moves a page and does so)",
)
NO_PAGE = Text("Không có trang nào ở địa chỉ “{line}”", "No page has the address “{line}”")
LINE_FIX = Text(
    f"xóa dòng này: máy xuất bản tự ghi {LEDGER}, không cần ai thêm",
    f"take the line out: the publisher writes {LEDGER}, and nobody else need",
)


@rule(DEAD, nearness=3)
def lost(archive: Archive) -> Iterator[Problem]:
    """Every recorded address is one that the content has.

    What is put back with another is told with it: a page's English address, its id, its claims.
    """
    if conflicted_lines(archive, LEDGER):
        return  # while marks of a merge stand in the ledger, nothing that it says can be held against the content
    answered = answers(archive)
    known = known_addresses(archive.root)
    ever = answered | set(known)
    unanswered = {
        line: number
        for number, line in reversed([*enumerate(known, 1)])
        if line and line not in answered and not is_generated(line.removeprefix("en/"))
    }
    gone = {line: number for line, number in unanswered.items() if _promised(line, archive)}
    yield from (_needless(number, line) for line, number in unanswered.items() if line not in gone)
    pages = {_last(address): address for address in gone if not _id_of(address)}
    led: dict[str, list[str]] = {}
    for address in reversed(gone):
        led.setdefault(_leader(address, gone, pages), []).append(address)
    recorded, stands = frozenset(known), dict[str, list[Page]]()
    for page in archive.pages:
        if page.lang == "vi" and page.url not in recorded:
            stands.setdefault(_last(page.url), []).append(page)
    for address in sorted(led, key=lambda one: gone[one]):
        number = gone[address]
        about = tuple(name for other in led[address] for name in _names(other))
        own = next((name for name in map(_id_of, led[address]) if _last(address) in _ends(name)), "")
        found = _moved(number, address, stands) or _gone(number, address, ever, own)
        yield replace(found, about=about)


def answers(archive: Archive) -> set[str]:
    """Every address at which the content has something: a page, an id, a list that nobody wrote, an alias."""
    found = {page.url for page in archive.pages} | addresses_of_ids(archive) | set(aliases_of(archive))
    return found | {page_url(path, lang) for path in archive.unwritten_lists for lang in LANGS}


def aliases_of(archive: Archive) -> Mapping[str, str]:
    """Every address from which a reader is led on to the page that stood there, with that page's."""
    return {
        page_url(f"{alias.strip('/')}.md", lang): page_url(page.path, lang)
        for page in archive.pages
        for alias in (page.meta.aliases if isinstance(page.meta, Meta) else ())
        for lang in LANGS
    }


def _promised(line: str, archive: Archive) -> bool:
    """Whether a line of the ledger was published: one that the main line never had is somebody's, written by hand.

    Where the main line is not known, every address is a promise.
    """
    past = archive.history
    return is_address(line) and (past.state is not State.KNOWN or line in past.ledger)


def _needless(number: int, line: str) -> Problem:
    """A line that is no promise, at which nothing stands."""
    return Problem(Place(LEDGER, number), NO_PAGE, LINE_FIX, about=_names(line), values={"line": shortened(line)})


def _id_of(address: str) -> str:
    """The id that an address resolves; empty for a page's own."""
    lead, _, name = f"/{address.strip('/')}".rpartition("/id/")
    return name if lead in {"", "/en"} and name and "/" not in name else ""


def _leader(address: str, gone: Collection[str], pages: Mapping[str, str]) -> str:
    """The address that is put back with this one, or itself; `pages` are those of pages by what they end in."""
    name = _id_of(address)
    above = [address.removeprefix("en/"), f"id/{name.rpartition('-')[0]}/"]
    above += [pages[end] for end in _ends(name) if end in pages]
    return next((_leader(other, gone, pages) for other in above if other in gone and other != address), address)


def _ends(name: str) -> tuple[str, str]:
    """What the page of a record ends in: its id, or that without what tells the kind: `kq-05`, `nv-thai-thanh-quy`."""
    return name, name.partition("-")[2]


def _last(address: str) -> str:
    return address.strip("/").rpartition("/")[2]


def _names(address: str) -> tuple[str, ...]:
    """The id, or the files of the page, that an address stands for."""
    name = _id_of(address)
    return (name,) if name else _files(address)


def _moved(number: int, address: str, stands: Mapping[str, Sequence[Page]]) -> Problem | None:
    """The problem where a page of the same name stands at another address, which was never recorded.

    `stands`: the pages at such addresses by the name that these end in.
    """
    found = stands.get(_last(address), ())
    if len(found) != 1 or _id_of(address):
        return None
    bare = address.removeprefix("en/").strip("/")
    values = {"address": address, "alias": bare, "file": found[0].file}
    return Problem(Place(LEDGER, number), fix=MOVED_FIX, values=values)


def dead(archive: Archive, site: Path) -> Iterator[Finding]:
    """A finding, at its line of the ledger, for every recorded address that the finished site does not answer."""
    known = known_addresses(archive.root)
    ever = set(known)
    gone = ((number, line) for number, line in enumerate(known, 1) if line)
    unanswered = ((number, line) for number, line in gone if not _answers(site, line))
    for number, line in islice(unanswered, MOST):
        yield RULES[DEAD].finding(_gone(number, line, ever) if _promised(line, archive) else _needless(number, line))


def hold_publishable(archive: Archive, pages: Iterable[Placed]) -> Iterator[Finding]:
    """Why these staged pages may not be published: a finding for every address that the ledger lacks.

    An address that readers get unrecorded could die without anybody being told.
    """
    lacking = sorted(addresses(archive, pages) - set(known_addresses(archive.root)))
    for address in lacking[:MOST]:
        yield UNRECORDED.finding(Problem(Place(LEDGER), values={"address": address}))


def _answers(site: Path, line: str) -> bool:
    try:
        return is_address(line) and (site / line / "index.html").is_file()
    except OSError:  # A line that no file can be called.
        return False


def _gone(number: int, address: str, ever: set[str], own: str = "") -> Problem:
    """`ever`: every address that is answered or was recorded, by which a claim's id is known from a record's.

    `own`: the id of the record whose page stood here, where that is gone too.
    """
    name = _id_of(address) or own
    # `n-bna-2014` and `vb-chi-thi-02` end in digits too, and are records.
    record, _, last = name.rpartition("-")
    claim = last.isascii() and last.isdigit() and f"id/{record}/" in ever
    fix = CLAIM_FIX if claim else RECORD_FIX if name else PAGE_FIX
    return Problem(Place(LEDGER, number), fix=fix, about=_names(address), values={"address": address, "id": name})


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
