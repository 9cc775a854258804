"""Rules on drafts: nothing published rests on one or leads to one, DV628; what was published cannot become one, DV806.

What rests on a draft without naming it, such as a figure or a menu, is found where `checks.checking` looks at what is
published by itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.checks.files import alias_path, aliases
from archive.checks.links import inner
from archive.checks.merges import conflicted_lines
from archive.content.body import references
from archive.content.drafts import published
from archive.content.kinds.base import Common
from archive.content.model import Archive, Page, leads_to, page_url
from archive.content.terms import cited, sourced
from archive.extending import FOLLOWS, Need, Problem, rule
from archive.findings import LANGS, Place, Text
from archive.history.line import State
from archive.ledger import LEDGER, addresses_of_ids, known_addresses

_HOME = (
    Text("Trang chủ không thể là bản nháp: mọi trang dẫn tới nó", "The home page cannot be a draft: each page leads there"),
    Text("bỏ `draft: true`", "drop `draft: true`"),
)  # fmt: skip


@rule("DV628", needs=Need.RECORDS, nearness=FOLLOWS)
def not_on_drafts(archive: Archive) -> Iterator[Problem]:
    """No published page links a draft, or names one in a relation, a source, a premise, a replacement, an answer or a quotation."""
    if not archive.drafts:
        return
    home = archive.by_path.get(("vi", "index.md"))
    if home and home.path in archive.drafts:
        yield Problem(home.key("draft"), *_HOME)
    kept = published(archive)
    ids = {record.vi.path: record.id for record in archive.records.values()}
    for page in kept.pages:
        for link, path, anchor in inner(page):
            target = leads_to(page, path)
            lang, _, there = target.partition("/")
            # Where a list is made while the written one is a draft, the link leads to that.
            if lang in LANGS and there in archive.drafts and (anchor or there not in kept.unwritten_lists):
                yield _problem(link.place, f"docs/{target}", _LINK, ids.get(there, f"docs/{target}"))
        for name, entry in sourced(page).items():
            # Of the home page its own line says so, for all that lead there.
            if entry.met in archive.drafts and entry.met != "index.md":
                met = f"docs/vi/{entry.met}"
                yield _problem(page.key(f"terms.{name}.met"), met, _MET, ids.get(entry.met, met))
        for place, name, dropped in _named(page):
            record = archive.records.get(archive.homes.get(name, name))
            if record and record.vi.path in archive.drafts:
                yield _problem(place, name, dropped, name)


_LINK = Text("liên kết này", "this link")
_MET = Text("`met` này", "this `met`")
_RELATION = Text("mã ấy ở đây", "its id here")
_SOURCE = Text("nguồn này", "this source")
_PREMISE = Text("căn cứ này", "this premise")
_INSTEAD = Text("`instead` này", "this `instead`")
_SAME = Text("`same_as` này", "this `same_as`")
_ANSWER = Text("`answer` này", "this `answer`")
_QUOTE = Text("lời trích này ở cả hai bản", "this quotation in both languages")


def _problem(place: Place, name: str, dropped: Text, about: str) -> Problem:
    return Problem(
        place,
        Text(f"{name} là bản nháp, chưa công bố", f"{name} is a draft, which is not published"),
        Text(f"bỏ `draft: true` của trang ấy, hoặc bỏ {dropped.vi}", f"drop its page's `draft: true`, or {dropped.en}"),
        about=(about,),
    )


def _named(page: Page) -> Iterator[tuple[Place, str, Text]]:
    """The ids of records and claims that a Vietnamese page names: where, and as what.

    A claim's campaigns are among those of its page.
    """
    meta = page.meta
    if isinstance(meta, Common):
        for key, relation in meta.relations():
            listed = isinstance(getattr(meta, key), tuple)
            for number, name in enumerate(meta.named(key)):
                yield page.key(f"{key}.{number}" if listed else key), relation.id_of(name), _RELATION
        if meta.instead:
            yield page.key("instead"), meta.instead, _INSTEAD
    for claim in page.body.claims if page.lang == "vi" else ():
        for reference in claim.sources:
            yield claim.place_of("source"), reference.source, _SOURCE
        for premise in claim.premises:
            yield claim.place_of("from"), premise, _PREMISE
        if claim.instead:
            yield claim.place_of("instead"), claim.instead, _INSTEAD
        if claim.same_as:
            yield claim.place_of("same_as"), claim.same_as, _SAME
        if claim.answer:
            yield claim.place_of("answer"), claim.answer, _ANSWER
    for name, entry in sourced(page).items():
        for key, given in cited(entry):
            yield from ((page.key(f"terms.{name}.{key}"), one.source, _SOURCE) for one in references(given))
    for quote in page.body.quotes if page.lang == "vi" else ():
        yield quote.place, quote.id, _QUOTE


@rule("DV806", needs=Need.RECORDS, nearness=1)
def not_unpublished(archive: Archive) -> Iterator[Problem]:
    """No address of a draft that would not be answered without it is recorded as published."""
    if not archive.drafts or conflicted_lines(archive, LEDGER):
        return
    kept = published(archive)
    answered = {page.url for page in kept.pages} | addresses_of_ids(kept)
    answered |= {page_url(path, lang) for path in kept.unwritten_lists for lang in LANGS}
    answered |= {alias_path(alias) for page in kept.pages for alias, _ in aliases(page)}
    past = archive.history
    # A line that somebody wrote by hand is no promise: DV801 says so of what is published by itself.
    known = {one for one in known_addresses(archive.root) if past.state is not State.KNOWN or one in past.ledger}
    known -= answered
    ids = {record.vi.path: record for record in archive.records.values()}
    for page in archive.pages:
        if page.lang == "vi" and page.path in archive.drafts:
            record = ids.get(page.path)
            names = (record.id, *(claim.id for claim in record.claims)) if record else ()
            own = [page.url, *(alias_path(alias) for alias, _ in aliases(page)), *(f"id/{name}/" for name in names)]
            lost = [address for way in own for address in (way, f"en/{way}") if address and address in known]
            if lost:
                yield Problem(page.key("draft"), about=names, values={"address": lost[0]})
