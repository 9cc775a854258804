"""Rules on what was withdrawn or corrected: DV620 to DV624, DV629 to DV631.

It says when and why, and what stands in its place; nothing rests on what was withdrawn.

A claim is withdrawn by `withdrawn="day" reason="why"` beside its id, a record by `withdrawn:` and `withdrawn_reason:`;
`instead` names what replaces it, `same_as` the claim that says the same and stays. Wrong words that gave way to right
ones are told by `corrected="day" reason="why"`. That a day is a day is held by DV608 and DV208.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive import dates
from archive.content.body import references
from archive.content.kinds.base import Common, Translation
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page
from archive.content.terms import cited, sourced
from archive.environment import last_day
from archive.extending import NO_WORDS, Need, Problem, rule
from archive.findings import LANGS, Place, Severity, Text
from archive.near import meant


@dataclass(frozen=True, slots=True)
class _Stated:
    """What a Vietnamese page says of a withdrawal or a correction, with the places of its parts."""

    id: str
    kind: str
    """The record's kind; `claim` for a claim."""
    day: str | None
    because: str | None
    instead: str | None
    places: tuple[Place, Place, Place]
    """Of the day, the reason and what replaces it; the thing's own place where a part is missing."""
    corrected: bool = False
    """Whether the day is that of a correction."""


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
        # A day of each is one too many, and DV630 says so.
        corrected = bool(claim.corrected and not claim.withdrawn)
        parts = ("corrected" if corrected else "withdrawn", "reason", "instead")
        day, because, instead = (claim.place_of(name) for name in parts)
        said = claim.corrected if corrected else claim.withdrawn
        yield _Stated(claim.id, "claim", said, claim.because, claim.instead, (day, because, instead), corrected)


def _record(page: Page, archive: Archive) -> Common | None:
    """What the Vietnamese twin of an English page says of its record."""
    twin = archive.twin(page)
    return twin.meta if twin and isinstance(twin.meta, Common) else None


@rule("DV620", needs=Need.RECORDS, nearness=1)
def reason_given(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every withdrawal and every correction has its reason, in each language."""
    if page.lang == "en":
        vi = _record(page, archive)
        # First the Vietnamese reason, then its translation.
        if (
            vi
            and vi.withdrawn
            and vi.withdrawn_reason
            and isinstance(page.meta, Translation)
            and not _says(page.meta.withdrawn_reason)
        ):
            yield Problem(page.key("withdrawn_reason"), _unreasoned(vi.id, corrected=False), about=(vi.id,))
        for claim in page.body.claims:
            theirs = archive.claims.get(claim.id)
            day = (theirs.withdrawn or theirs.corrected or "") if theirs else ""
            if theirs and dates.is_day(day) and theirs.because and not _says(claim.because):
                unreasoned = _unreasoned(claim.id, corrected=not theirs.withdrawn)
                yield Problem(claim.place, unreasoned, about=(claim.id,))
    for found in _stated(page):
        if found.day and not _says(found.because):
            yield Problem(found.places[0], _unreasoned(found.id, corrected=found.corrected), about=(found.id,))


def _says(reason: str | None) -> bool:
    """Whether a reason has words: dots alone are what stands for one until somebody writes it."""
    return bool((reason or "").strip(" .…"))


def _unreasoned(name: str, *, corrected: bool) -> Text:
    done = Text("đính chính", "corrected") if corrected else Text("rút", "withdrawn")
    return Text(f"{name} {done.vi} mà không nêu lý do", f"{name} is {done.en} without a reason")


@rule("DV621", needs=Need.RECORDS, nearness=1)
def day_possible(archive: Archive) -> Iterator[Problem]:
    """No withdrawal or correction is older than the first reading of a source, or younger than the text that says it.

    Where nobody knows how young the text can be, no day is too late. A reading on a day to come, as a new archive's
    example has them, bounds nothing.
    """
    read = [record.meta.read.date for record in archive.of_kind("source") if isinstance(record.meta, Source)]
    latest = last_day(archive) or dates.LAST
    first = min((day for day in read if day <= latest), default=dates.FIRST)
    for page in archive.pages:
        for found in _stated(page):
            if not found.day or not dates.is_day(found.day) or first <= found.day <= latest:
                continue
            early = found.day < first
            bound = first if early else latest
            day, at = (Text(*(dates.label(date, lang) for lang in LANGS)) for date in (found.day, bound))
            done = Text("đính chính", "corrected") if found.corrected else Text("rút", "withdrawn")
            yield Problem(
                found.places[0],
                Text(
                    f"{found.id} {done.vi} ngày {day.vi}, {'trước' if early else 'sau'} {at.vi}"
                    f" ({'ngày đầu tiên một nguồn được đọc' if early else 'ngày của bản này'})",
                    f"{found.id} is {done.en} on {day.en}, {'before' if early else 'after'} {at.en}"
                    f" ({'the first day on which a source was read' if early else 'the day of this text'})",
                ),
                about=(found.id,),
            )


@rule("DV622", needs=Need.RECORDS)
def withdrawn_indeed(page: Page, archive: Archive) -> Iterator[Problem]:
    """What goes with a withdrawal or a correction has one, in both languages."""
    if page.lang == "en":
        vi = _record(page, archive)
        # Where the twin cannot be read, nobody knows.
        reason = isinstance(page.meta, Translation) and page.meta.withdrawn_reason
        if vi and reason and not vi.withdrawn:
            yield Problem(page.key("withdrawn_reason"))
        for claim in page.body.claims:
            theirs = archive.claims.get(claim.id)
            if theirs and claim.because is not None and not (theirs.withdrawn or theirs.corrected):
                yield Problem(claim.place_of("reason"))
    for found in _stated(page):
        if not found.day and found.because is not None:
            yield Problem(found.places[1])
        if (not found.day or found.corrected) and found.instead is not None:
            yield Problem(found.places[2])
    for claim in page.body.claims if page.lang == "vi" else ():
        if claim.same_as is not None and not claim.withdrawn:
            yield Problem(claim.place_of("same_as"))


@rule("DV623", needs=Need.RECORDS)
def replaced_rightly(page: Page, archive: Archive) -> Iterator[Problem]:
    """`instead` names another thing of the same sort that is not withdrawn."""
    for found in _stated(page):
        if found.instead is not None and found.day and not found.corrected:
            wrong = cannot_replace(found.id, found.kind, found.instead, archive)
            if wrong:
                yield Problem(found.places[2], wrong, about=(found.instead,))


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
    if not withdrawn:
        return None
    last = standing(name, archive)
    hint = (
        Text(f"; điều còn giữ là {last}", f"; what stands is {last}") if last not in {name, withdrawn_id} else NO_WORDS
    )
    return Text(f"{name} cũng đã rút{hint.vi}", f"{name} is withdrawn too{hint.en}")


def standing(name: str, archive: Archive) -> str:
    """What stands in the place of a withdrawn claim, and of what stood there; its own id where nothing does."""
    met = [name]
    while (claim := archive.claims.get(met[-1])) and (gone := archive.withdrawal(claim)):
        if not gone.successor or gone.successor in met or gone.successor not in archive.claims:
            return name
        met.append(gone.successor)
    return met[-1] if met[-1] in archive.claims else name


@rule("DV629", needs=Need.RECORDS)
def same_rightly(page: Page, archive: Archive) -> Iterator[Problem]:
    """`same_as` names another claim that is not withdrawn, and stands without `instead`."""
    for claim in page.body.claims if page.lang == "vi" else ():
        if claim.same_as is None or not claim.withdrawn:
            continue
        if claim.instead is not None:
            yield Problem(claim.place_of("same_as"), *_EITHER)
        elif claim.same_as == claim.id:
            words = Text(f"{claim.id} không thể trùng với chính mình", f"{claim.id} cannot be the same as itself")
            yield Problem(claim.place_of("same_as"), words)
        elif wrong := cannot_replace(claim.id, "claim", claim.same_as, archive):
            yield Problem(claim.place_of("same_as"), wrong, about=(claim.same_as,))


_EITHER = (
    Text("`same_as` và `instead` cùng một chỗ", "`same_as` and `instead` together"),
    Text(
        "giữ `same_as` nếu hai câu nói cùng một điều, `instead` nếu câu kia nói điều khác",
        "keep `same_as` where both say the same, `instead` where the other says something else",
    ),
)


@rule("DV630", needs=Need.RECORDS)
def corrected_or_withdrawn(page: Page, _: Archive) -> Iterator[Problem]:
    """What is withdrawn is not corrected."""
    for claim in page.body.claims if page.lang == "vi" else ():
        if claim.corrected is not None and claim.withdrawn:
            yield Problem(claim.place_of("corrected"))


@rule("DV631", needs=Need.RECORDS, severity=Severity.WARNING)
def corrected_indeed(page: Page, archive: Archive) -> Iterator[Problem]:
    """A corrected claim said something else before, where the past is known."""
    for claim in page.body.claims if page.lang == "vi" and archive.history.known else ():
        if (
            claim.corrected
            and not claim.withdrawn
            and not any(archive.history.former(claim.id, lang) for lang in LANGS)
        ):
            words = Text(f"{claim.id} chưa từng công bố với lời khác", f"{claim.id} was never published in other words")
            yield Problem(claim.place_of("corrected"), words)


@rule("DV624", needs=Need.RECORDS)
def sources_live(page: Page, archive: Archive) -> Iterator[Problem]:
    """No live claim, and no word of the glossary, cites a withdrawn source."""
    for claim in page.body.claims if page.lang == "vi" else ():
        if archive.withdrawal(claim):
            continue
        for name in dict.fromkeys(reference.source for reference in claim.sources):
            record = archive.records.get(name)
            if record and record.withdrawal:
                words = Text(f"{claim.id}: nguồn {name} đã rút", f"{claim.id}: the source {name} is withdrawn")
                yield Problem(claim.place_of("source"), words)
    for name, entry in sourced(page).items():
        for key, reference in ((key, one) for key, given in cited(entry) for one in references(given)):
            record = archive.records.get(reference.source)
            if record and record.withdrawal:
                words = Text(
                    f"“{entry.term}”: nguồn {record.id} đã rút", f"“{entry.term}”: the source {record.id} is withdrawn"
                )
                yield Problem(page.key(f"terms.{name}.{key}"), words)
