"""Rules on translations that the Vietnamese has left behind: DV403 and DV404.

Which they are is read from history, statement by statement (`archive.history`): nothing in a file says it, but that an
editor held the English against the Vietnamese on a day (`checked`) and it needs no change.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive import dates
from archive.content.kinds.base import Translation
from archive.content.model import Archive, Page
from archive.environment import last_day
from archive.extending import Need, Problem, retired, rule
from archive.findings import LANGS, Place, Severity, Text
from archive.history.units import SECTION, SUMMARY, TERM, TITLE, UNKNOWN, WHY

STALE = "DV404"
"""What `archive build --strict-translations` turns into an error."""
retired("DV402", now=STALE)


@rule("DV403", needs=Need.PAIR)
def checked_right(page: Page, archive: Archive) -> Iterator[Problem]:
    """`checked` is a day on which somebody can have looked, and stands in the English alone."""
    for claim in page.body.claims:
        if claim.checked is None:
            continue
        place = claim.place_of("checked")
        if page.lang == "vi":
            words = Text("`checked` không thuộc bản tiếng Việt", "`checked` does not belong in the Vietnamese")
            fix = Text("chuyển sang bản tiếng Anh, hoặc xóa đi", "put it in the English, or delete it")
            yield Problem(place, words, fix, about=(claim.id,))
        elif not dates.is_day(claim.checked):
            yield Problem(place, Text(f"“{claim.checked}” không phải một ngày", f"“{claim.checked}” is not a day"))
        else:
            yield from _late(claim.checked, place, archive)
    if page.lang == "en" and isinstance(page.meta, Translation) and page.meta.checked:
        yield from _late(page.meta.checked, page.key("checked"), archive)


def _late(day: str, place: Place, archive: Archive) -> Iterator[Problem]:
    latest = last_day(archive)
    if latest and latest < day:
        said, last = (Text(*(dates.label(date, lang) for lang in LANGS)) for date in (day, latest))
        words = Text(
            f"Ngày so hai bản là {said.vi}, sau ngày của bản này ({last.vi})",
            f"The two were compared on {said.en}, after the day of this text ({last.en})",
        )
        yield Problem(place, words)


@dataclass(frozen=True, slots=True)
class Behind:
    """One piece of English that the Vietnamese has left behind."""

    unit: str
    """Its name in `history.units`."""
    statement: str
    """The id of the statement that it is, or is the reason of; empty where it is none."""
    place: Place
    what: Text
    """As an editor calls it."""
    day: str
    """The day (ISO) on which the Vietnamese changed last."""

    @property
    def mark(self) -> str:
        """What says that the English was compared that day and holds, to be pasted."""
        return f'checked="{self.day}"' if self.statement else f"checked: {self.day}"


def behind(page: Page, archive: Archive) -> Iterator[Behind]:
    """What of an English page is stale."""
    places = {claim.id: claim.place for claim in page.body.claims if claim.id}
    units = archive.history.stale.get(page.path, {}) if page.lang == "en" else {}
    for name, day in units.items():
        statement = name.removesuffix(WHY) if name.removesuffix(WHY) in places else ""
        declared = archive.claims.get(statement)
        corrected = declared is not None and declared.corrected is not None
        place = places[statement] if statement else _place(page, name)
        yield Behind(name, statement, place, _what(name, statement, corrected=corrected), day)


@rule(STALE, needs=Need.TRANSLATION, severity=Severity.WARNING)
def translation_stale(page: Page, archive: Archive) -> Iterator[Problem]:
    """No Vietnamese words are other than they were when the English ones were written, or last checked."""
    for one in behind(page, archive):
        about = (one.statement,) if one.statement else ()
        yield Problem(one.place, _changed(one.what, one.day), _again(one), about=about)


def _place(page: Page, name: str) -> Place:
    keys = {TITLE: "title", SUMMARY: "summary", WHY: "withdrawn_reason"}
    if name.startswith(UNKNOWN):
        return page.key(f"unknowns.{int(name.removeprefix(UNKNOWN)) - 1}")
    if name.startswith(TERM):
        return page.key(f"terms.{name.removeprefix(TERM)}")
    if name in keys:
        return page.key(keys[name])
    headings = [fragment.place for fragment in page.body.fragments if fragment.level]
    number = int(name.removeprefix(SECTION)) if name.startswith(SECTION) else 0
    return headings[number - 1] if 0 < number <= len(headings) else Place(page.file, page.front.body_line)


_NAMES = {
    TITLE: Text("tên trang", "the title"),
    SUMMARY: Text("tóm tắt", "the summary"),
    WHY: Text("lý do rút", "the reason of the withdrawal"),
    UNKNOWN: Text("điều chưa biết thứ {number}", "unknown {number}"),
    TERM: Text("thuật ngữ “{number}”", "the term “{number}”"),
    SECTION: Text("lời dưới tiêu đề này", "the words under this heading"),
}


def _what(name: str, statement: str, *, corrected: bool) -> Text:
    """A unit as an editor calls it; `statement` is the id of the claim that it is, or is the reason of."""
    if name == f"{SECTION}0":
        return Text("lời mở đầu", "the opening words")
    if name == statement:
        return Text(name, name)
    if statement and corrected:
        return Text(f"lý do đính chính {statement}", f"the reason why {statement} was corrected")
    if statement:
        return Text(f"lý do rút {statement}", f"the reason why {statement} was withdrawn")
    stem, dot, number = name.rpartition(".")
    return _NAMES[f"{stem}{dot}" or name].format(number=number)


def _changed(what: Text, day: str) -> Text:
    said = Text(*(dates.label(day, lang) for lang in LANGS))
    return Text(
        f"Bản dịch đã cũ: {what.vi} ở bản tiếng Việt đã đổi ngày {said.vi}",
        f"The translation is stale: {what.en} changed in the Vietnamese on {said.en}",
    )


def _again(one: Behind) -> Text:
    where = (
        Text("cạnh mã của nó", "beside its id")
        if one.statement
        else Text("ở phần đầu bản tiếng Anh", "in the English front matter")
    )
    return Text(
        f"sửa bản tiếng Anh; nếu không cần sửa thì ghi `{one.mark}` {where.vi}, với ngày bạn so hai bản",
        f"bring the English up to date; where it needs no change write `{one.mark}` {where.en}, with the day on which you compared",
    )
