"""Rules on what was withdrawn: DV620 to DV624. It says when and why, and what replaces it; nothing rests on it.

A claim is withdrawn by `withdrawn="day" reason="why"` beside its id, a record by `withdrawn:` and `withdrawn_reason:`;
`instead` names what replaces it. That a day is a day is held by DV608 and DV208.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive import dates
from archive.content.kinds.base import Common, Translation
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import LANGS, Place, Text
from archive.near import meant


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a Vietnamese page says of a withdrawal, with the places of its parts."""

    id: str
    kind: str
    """The record's kind; `claim` for a claim."""
    day: str | None
    because: str | None
    instead: str | None
    places: tuple[Place, Place, Place]
    """Of the day, the reason and what replaces it; the thing's own place where a part is missing."""


def _stated(page: Page) -> Iterator[_Stated]:
    """The record and the claims of a Vietnamese page, withdrawn or not."""
    if page.lang != "vi":
        return
    meta = page.meta
    if isinstance(meta, Common):
        keys = [key if page.front.place(key) else "id" for key in ("withdrawn", "withdrawn_reason", "instead")]
        day, because, instead = (page.key(key) for key in keys)
        yield _Stated(meta.id, meta.kind, meta.withdrawn, meta.withdrawn_reason, meta.instead, (day, because, instead))
    for claim in page.body.claims:
        day, because, instead = (claim.place_of(name) for name in ("withdrawn", "reason", "instead"))
        yield _Stated(
            claim.id, "claim", claim.withdrawn, claim.withdrawn_because, claim.instead, (day, because, instead)
        )


def _record(page: Page, archive: Archive) -> Common | None:
    """What the Vietnamese twin of an English page says of its record."""
    twin = archive.twin(page)
    return twin.meta if twin and isinstance(twin.meta, Common) else None


@rule("DV620", needs=Need.RECORDS, nearness=1)
def reason_given(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every withdrawal has its reason, in each language."""
    if page.lang == "en":
        vi = _record(page, archive)
        # First the Vietnamese reason, then its translation.
        if (
            vi
            and vi.withdrawn
            and vi.withdrawn_reason
            and isinstance(page.meta, Translation)
            and not page.meta.withdrawn_reason
        ):
            yield Problem(page.key("withdrawn_reason"), _unreasoned(vi.id), about=(vi.id,))
        for claim in page.body.claims:
            theirs = archive.claims.get(claim.id)
            told = theirs and theirs.withdrawn and dates.is_day(theirs.withdrawn) and theirs.withdrawn_because
            if told and not (claim.withdrawn_because or "").strip():
                yield Problem(claim.place, _unreasoned(claim.id), about=(claim.id,))
    for found in _stated(page):
        if found.day and not (found.because or "").strip():
            yield Problem(found.places[0], _unreasoned(found.id), about=(found.id,))


def _unreasoned(name: str) -> Text:
    return Text(f"{name} rút mà không nêu lý do", f"{name} is withdrawn without a reason")


@rule("DV621", needs=Need.RECORDS, nearness=1)
def day_possible(archive: Archive) -> Iterator[Problem]:
    """No withdrawal is older than the first reading of a source, or younger than the text that says it.

    How young the text can be is given to the archive (`latest`); where that is not known, no day is too late.
    """
    read = [record.meta.read.date for record in archive.of_kind("source") if isinstance(record.meta, Source)]
    first = min(read, default=dates.FIRST)
    latest = archive.latest or dates.LAST
    for page in archive.pages:
        for found in _stated(page):
            if not found.day or not dates.is_day(found.day) or first <= found.day <= latest:
                continue
            early = found.day < first
            bound = first if early else latest
            day, at = (Text(*(dates.label(date, lang) for lang in LANGS)) for date in (found.day, bound))
            yield Problem(
                found.places[0],
                Text(
                    f"{found.id} rút ngày {day.vi}, {'trước' if early else 'sau'} {at.vi}"
                    f" ({'ngày đầu tiên một nguồn được đọc' if early else 'ngày của bản này'})",
                    f"{found.id} is withdrawn on {day.en}, {'before' if early else 'after'} {at.en}"
                    f" ({'the first day on which a source was read' if early else 'the day of this text'})",
                ),
                about=(found.id,),
            )


@rule("DV622", needs=Need.RECORDS)
def withdrawn_indeed(page: Page, archive: Archive) -> Iterator[Problem]:
    """What goes with a withdrawal has one, in both languages."""
    if page.lang == "en":
        vi = _record(page, archive)
        # Where the twin cannot be read, nobody knows.
        reason = isinstance(page.meta, Translation) and page.meta.withdrawn_reason
        if vi and reason and not vi.withdrawn:
            yield Problem(page.key("withdrawn_reason"))
        for claim in page.body.claims:
            theirs = archive.claims.get(claim.id)
            if theirs and claim.withdrawn_because is not None and not theirs.withdrawn:
                yield Problem(claim.place_of("reason"))
    for found in _stated(page):
        if not found.day:
            stated = zip((found.because, found.instead), found.places[1:], strict=True)
            yield from (Problem(place) for value, place in stated if value is not None)


@rule("DV623", needs=Need.RECORDS)
def replaced_rightly(page: Page, archive: Archive) -> Iterator[Problem]:
    """`instead` names another thing of the same sort that is not withdrawn."""
    for found in _stated(page):
        if found.instead is not None and found.day:
            wrong = cannot_replace(found.id, found.kind, found.instead, archive)
            if wrong:
                yield Problem(found.places[2], wrong)


def cannot_replace(withdrawn_id: str, kind: str, name: str, archive: Archive) -> Text | None:
    """Why `name` cannot replace what was withdrawn, of a record's kind or a `claim`; None where it can."""
    if name == withdrawn_id:
        return Text(f"{name} không thể thay chính mình", f"{name} cannot replace itself")
    if kind == "claim":
        claim = archive.claims.get(name)
        if claim is None:
            hint = meant(name, archive.claims)
            return Text(f"Không có thông tin “{name}”{hint.vi}", f"There is no claim “{name}”{hint.en}")
        withdrawn = archive.withdrawal(claim)
    else:
        record = archive.records.get(name)
        if record is None or record.kind != kind:
            hint = meant(name, (other.id for other in archive.of_kind(kind)))
            return Text(
                f"Không có trang “{name}” thuộc loại {kind}{hint.vi}",
                f"There is no record “{name}” of kind {kind}{hint.en}",
            )
        withdrawn = record.withdrawal
    return Text(f"{name} cũng đã rút", f"{name} is withdrawn too") if withdrawn else None


@rule("DV624", needs=Need.RECORDS)
def sources_live(page: Page, archive: Archive) -> Iterator[Problem]:
    """No live claim cites a withdrawn source."""
    for claim in page.body.claims if page.lang == "vi" else ():
        if archive.withdrawal(claim):
            continue
        for name in dict.fromkeys(reference.source for reference in claim.sources):
            record = archive.records.get(name)
            if record and record.withdrawal:
                words = Text(f"{claim.id}: nguồn {name} đã rút", f"{claim.id}: the source {name} is withdrawn")
                yield Problem(claim.place_of("source"), words)
