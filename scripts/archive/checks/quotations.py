"""Rules on quotations, `{{ kq-05-2 }}`: DV640 to DV645. A statement that has its home elsewhere is shown again by its id.

A quotation is a paragraph of its own, the same in both languages. It shows what is there and counts, and is no second
statement: a page never quotes itself, and pages that rest on primary claims alone quote no others.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from archive.checks.prose import page_text, places
from archive.checks.values import spelt
from archive.checks.withdrawals import standing
from archive.content.body import Quote
from archive.content.kinds.base import Common
from archive.content.markdown import QUOTE
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Place, Text
from archive.near import meant


@rule("DV640", needs=Need.BODY)
def by_itself(page: Page, _: Archive) -> Iterator[Problem]:
    """A quotation is a paragraph of its own, in no list, table, quotation or heading, and no value of the front matter."""
    if "{{" not in page.text:
        return
    for scalar in page.front.scalars:
        values = () if scalar.is_key else QUOTE.finditer(scalar.text)
        yield from (Problem(place) for place in places(page, (spelt(page, scalar).at(m.start()) for m in values)))
    text = page_text(page)
    standing_alone = {quote.lines[0] for quote in page.body.quotes}
    found = (match.start() for match in QUOTE.finditer(page.text, text.body) if not text.is_code(match.start()))
    yield from (Problem(place) for place in places(page, found) if place.line not in standing_alone)


def _told_once(page: Page) -> tuple[Quote, ...]:
    """The quotations of a Vietnamese page: those of its twin are the same, or DV643 says so."""
    return page.body.quotes if page.lang == "vi" else ()


@rule("DV641", needs=Need.RECORDS)
def quotes_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every quoted id is a claim's."""
    for quote in _told_once(page):
        if quote.id not in archive.claims:
            hint = meant(quote.id, archive.claims)
            words = Text(
                f"Không có thông tin “{quote.id}” để trích{hint.vi}",
                f"There is no claim “{quote.id}” to quote{hint.en}",
            )
            yield Problem(quote.place, words, about=(quote.id,))


@rule("DV642", needs=Need.RECORDS)
def quotes_live(page: Page, archive: Archive) -> Iterator[Problem]:
    """No quoted claim is withdrawn."""
    for quote in _told_once(page):
        claim = archive.claims.get(quote.id)
        if claim and archive.withdrawal(claim):
            other = standing(quote.id, archive)
            words = Text(f"{quote.id} đã rút", f"{quote.id} is withdrawn")
            fix = Text(f"trích {other}: {{{{ {other} }}}}", f"quote {other}: {{{{ {other} }}}}")
            yield Problem(quote.place, words, fix if other != quote.id else None)


@rule("DV643", needs=Need.PAIR, nearness=2)
def quotes_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Both languages quote the same claims, in the same order."""
    twin = archive.twin(page)
    if page.lang != "en" or twin is None:
        return
    for ours, theirs in zip_longest(page.body.quotes, twin.body.quotes):
        if (ours and ours.id) != (theirs and theirs.id):
            place = ours.place if ours else Place(page.file, page.front.body_line)
            yield Problem(place, *_unlike(ours, theirs))
            return


def _unlike(ours: Quote | None, theirs: Quote | None) -> tuple[Text, Text]:
    if theirs is None:
        name = ours.id if ours else ""
        return (
            Text(f"Bản tiếng Việt không trích {name} ở đây", f"The Vietnamese does not quote {name} here"),
            Text("trích ở cả hai bản, hoặc bỏ ở đây", "quote it in both, or drop it here"),
        )
    instead = Text(f", không phải {ours.id}", f", not {ours.id}") if ours else Text("", "")
    return (
        Text(f"Bản tiếng Việt trích {theirs.id}{instead.vi}", f"The Vietnamese quotes {theirs.id}{instead.en}"),
        Text(f"viết {{{{ {theirs.id} }}}} ở cùng chỗ ấy", f"write {{{{ {theirs.id} }}}} at the same place"),
    )


@rule("DV644", needs=Need.RECORDS)
def not_its_own(page: Page, archive: Archive) -> Iterator[Problem]:
    """No page quotes a claim that stands on it."""
    for quote in _told_once(page):
        if quote.id in archive.claims and archive.record_of(quote.id).vi.path == page.path:
            yield Problem(quote.place)


@rule("DV645", needs=Need.RECORDS)
def quotes_primary(page: Page, archive: Archive) -> Iterator[Problem]:
    """A page that rests on primary claims alone quotes no other."""
    for quote in page.body.quotes if isinstance(page.meta, Common) and page.meta.primary else ():
        claim = archive.claims.get(quote.id)
        if claim and archive.tier(claim) == "context":
            words = Text(f"{quote.id} là thông tin bối cảnh", f"{quote.id} is a context claim")
            yield Problem(quote.place, words)
