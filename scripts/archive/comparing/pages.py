"""Pages of two archives held against each other: records by their ids, plain pages by their paths.

Takes the two archives as they are published, and as they are with drafts; gives a `PageChange` for each that is not
what it was, in order of path, and a `TermChange` for each word of the glossary. A plain page has moved where another
one names its address among its aliases. What its statements say is left to `statements`. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from archive.checks.published import aliases_of
from archive.comparing.facets import facet, listed, values
from archive.comparing.value import Became, Facet, HeadingChange, PageChange, PageEvent, TermChange
from archive.content.kinds.base import Common
from archive.content.model import Archive, Page
from archive.content.terms import entries, sourced
from archive.findings import LANGS, Lang, Text
from archive.history.units import sections

TITLE, SUMMARY, UNKNOWN = Text("tên", "title"), Text("tóm tắt", "summary"), Text("điều chưa biết", "unknown")
_WHY, _DAY = Text("lý do rút", "reason of the withdrawal"), Text("ngày rút", "day of the withdrawal")
_INSTEAD = Text("trang thay thế", "replaced by")
_QUOTES, _LINKS = Text("câu dẫn lại", "statements shown"), Text("liên kết", "links")
_ORDER = Text("thứ tự các câu", "order of the statements")
_ELSEWHERE = frozenset(
    {"title", "summary", "unknowns", "terms", "withdrawn", "withdrawn_reason", "instead", "draft", "aliases", "id"}
)
"""Keys of the front matter that are told by other words, or by what became of the page."""
_TERM, _ALSO, _ABBR = Text("từ", "term"), Text("cách gọi khác", "other forms"), Text("viết tắt", "abbreviation")
_MEANING, _SOURCE, _MET = Text("nghĩa", "meaning"), Text("nguồn", "source"), Text("gặp ở", "met on")
_MEANT_BY = Text("nguồn của nghĩa", "source of the meaning")


def pages(old: Archive, new: Archive, drafts: tuple[Archive, Archive], unread: Collection[str]) -> Iterator[PageChange]:
    """What became of each page; `drafts` are both archives with their drafts."""
    before, after = _by_key(old, unread), _by_key(new, unread)
    moved = _moved(before, after, new)
    hidden = [{_key(page) for page in one.pages if page.lang == "vi" and page.path in one.drafts} for one in drafts]
    for key, page in sorted(after.items(), key=lambda item: item[1].path):
        was = before.get(moved.get(key, key))
        change = _change(old, new, was, page, unread, drafted=key in hidden[0])
        if change.events or change.facets or change.headings:
            yield change
    left = {*moved.values()}
    for key, page in sorted(before.items(), key=lambda item: item[1].path):
        if key not in after and key not in left:
            event: PageEvent = "unpublished" if key in hidden[1] else "gone"
            yield PageChange(page.path, _title(old, page), (event,), statements=len(page.body.claims))


def unread(archive: Archive) -> Mapping[str, str]:
    """By file: the id or path of each page of which nothing can be said, as it cannot be read."""
    return {
        page.file: (str(page.front.data.get("id") or page.path) if page.lang == "vi" else f"en/{page.path}")
        for page in archive.pages
        if page.meta is None
    }


def _key(page: Page) -> str:
    return page.meta.id if isinstance(page.meta, Common) else page.path


def _by_key(archive: Archive, unread: Collection[str]) -> dict[str, Page]:
    found: dict[str, Page] = {}
    for page in archive.pages:
        if page.lang == "vi" and page.meta is not None and not {page.path, _key(page)} & {*unread}:
            found.setdefault(_key(page), page)
    return found


def _moved(before: Mapping[str, Page], after: Mapping[str, Page], new: Archive) -> Mapping[str, str]:
    """The path of each plain page that stands elsewhere now, with its former one."""
    led = {target: address for address, target in aliases_of(new).items()}
    stood = {page.url: key for key, page in before.items() if key == page.path and key not in after}
    came = (page for key, page in after.items() if key == page.path and key not in before)
    return {page.path: stood[led[page.url]] for page in came if led.get(page.url) in stood}


def _title(archive: Archive, page: Page) -> Text:
    twin = archive.twin(page)
    return Text(page.title, twin.title if twin and twin.meta else page.title)


def _change(
    old: Archive, new: Archive, was: Page | None, page: Page, unread: Collection[str], *, drafted: bool
) -> PageChange:
    langs: list[Lang] = [lang for lang in LANGS if lang == "vi" or not _english_unread(was, page, unread)]
    facets: list[Facet] = []
    headings: list[HeadingChange] = []
    for lang in langs:
        then = (was if lang == "vi" else old.twin(was)) if was else None
        now = page if lang == "vi" else new.twin(page)
        facets += _facets(then, now, lang)
        headings += _headings(then, now, lang)
    return PageChange(
        page.path,
        _title(new, page),
        tuple(_events(was, page, drafted=drafted)),
        was.path if was and was.path != page.path else "",
        len(page.body.claims),
        tuple(facets),
        tuple(headings),
    )


def _english_unread(was: Page | None, page: Page, unread: Collection[str]) -> bool:
    return bool({f"en/{one.path}" for one in (was, page) if one} & {*unread})


def _events(was: Page | None, page: Page, *, drafted: bool) -> Iterator[PageEvent]:
    if was is None:
        yield "published" if drafted else "added"
    elif was.path != page.path:
        yield "moved"
    before, after = (one.meta.withdrawn if one and isinstance(one.meta, Common) else None for one in (was, page))
    if after and not before:
        yield "withdrawn"
    if before and not after:
        yield "restored"


def _facets(then: Page | None, now: Page | None, lang: Lang) -> Iterator[Facet]:
    before, after = (page.meta if page else None for page in (then, now))
    yield from facet(TITLE, before and before.title, after and after.title, lang)
    yield from facet(SUMMARY, before and before.summary, after and after.summary, lang)
    yield from listed(UNKNOWN, before.unknowns if before else (), after.unknowns if after else (), lang)
    records = [meta if isinstance(meta, Common) else None for meta in (before, after)]
    if lang == "vi":
        day, instead = ([getattr(meta, key, None) for meta in records] for key in ("withdrawn", "instead"))
        yield from facet(_DAY, *day, prose=False)
        yield from facet(_INSTEAD, *instead, prose=False)
    was_why, why = (getattr(meta, "withdrawn_reason", None) for meta in (before, after))
    yield from facet(_WHY, was_why, why, lang)
    # The day on which all but the claims was compared is the translation's own; all else no translation changes.
    yield from values(before, after, _ELSEWHERE, lang if lang == "en" else None)
    if then and now:
        for what, read in ((_QUOTES, _quoted), (_LINKS, _linked)):
            one, other = (read(page) for page in (then, now))
            went, came = ([name for name in some if name not in rest] for some, rest in ((one, other), (other, one)))
            yield from facet(what, " ".join(went), " ".join(came), lang)
        if lang == "vi":  # the English has the same, or the check says so
            yield from facet(_ORDER, *_orders(then, now), prose=False)


def _orders(then: Page, now: Page) -> tuple[str, str]:
    """The statements that stand on both pages, in the order of each."""
    one, other = ([claim.id for claim in page.body.claims] for page in (then, now))
    return " ".join(name for name in one if name in {*other}), " ".join(name for name in other if name in {*one})


def _quoted(page: Page) -> list[str]:
    return [*dict.fromkeys(quote.id for quote in page.body.quotes)]


def _linked(page: Page) -> list[str]:
    return [*dict.fromkeys(link.href for link in page.body.links)]


def _headings(then: Page | None, now: Page | None, lang: Lang) -> Iterator[HeadingChange]:
    """Under which headings the editorial words are others; headings of the same words are told apart by their order."""
    old, new = (_sections(page) for page in (then, now))
    for key in dict.fromkeys((*new, *old)):
        if old.get(key) == new.get(key):
            continue
        yield HeadingChange(key[0], _became(key in old, key in new), lang)


def _sections(page: Page | None) -> Mapping[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    met: dict[str, int] = {}
    for heading, words in sections(page) if page else ():
        met[heading] = met.get(heading, 0) + 1
        if words.strip():
            found[heading, met[heading]] = " ".join(words.split())
    return found


def terms(old: Archive, new: Archive, unread: Collection[str]) -> Iterator[TermChange]:
    """What became of each word of the glossary."""
    sides = [_terms(archive) for archive in (old, new)]
    if any(page.path in unread or f"en/{page.path}" in unread for side in sides for page, _ in side.values()):
        return
    before, after = sides
    for name in dict.fromkeys((*after, *before)):
        facets = tuple(_of_term(name, before.get(name), after.get(name)))
        if facets:
            yield TermChange(name, _became(name in before, name in after), facets)


def _became(was: bool, is_there: bool) -> Became:
    return "changed" if was and is_there else "gone" if was else "added"


_Entry = tuple[Page, Page | None]
"""The page on which a word stands, and its twin."""


def _terms(archive: Archive) -> Mapping[str, _Entry]:
    return {name: (page, archive.twin(page)) for page in archive.pages for name in sourced(page)}


def _of_term(name: str, before: _Entry | None, after: _Entry | None) -> Iterator[Facet]:
    for number, lang in enumerate(LANGS):
        old, new = (
            entries(page).get(name) if (page := side[number] if side else None) else None for side in (before, after)
        )
        yield from facet(_TERM, old and old.term, new and new.term, lang)
        yield from facet(_MEANING, old and old.meaning, new and new.meaning, lang)
        for what, key in ((_ALSO, "also"), (_ABBR, "abbr")):
            one, other = (", ".join(getattr(entry, key)) if entry else "" for entry in (old, new))
            yield from facet(what, one, other, lang)
    kept = [sourced(side[0]).get(name) if side else None for side in (before, after)]
    for what, key in ((_SOURCE, "source"), (_MEANT_BY, "meaning_source"), (_MET, "met")):
        yield from facet(what, *(getattr(entry, key, None) for entry in kept), prose=False)
