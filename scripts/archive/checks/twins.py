"""Rules on the two languages: DV401 to DV414."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from archive.checks.grounds import editorial, unmarked
from archive.checks.identity import CLAIM_KEYS, gap, misspelt
from archive.content.body import Claim
from archive.content.kinds.base import Translation
from archive.content.kinds.document import Document
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page
from archive.extending import NEAREST, Need, Problem, rule
from archive.findings import LANGS, Lang, Place, Severity, Text
from archive.kept.asked import shared
from archive.near import nearest
from archive.text import Stated, differences, normal

_ENGLISH_WORDS = re.compile(r"\b(?:the|of|and|which|with|from|that|this|is|are|was|were|by|for)\b", re.IGNORECASE)
_VIETNAMESE_LETTERS = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
_NOTES = re.compile(r"\([^()]*\)|[*\"“”]")
_QUOTED = re.compile(r"[“\"«][^“”\"«»]*[”\"»]|`[^`]*`|\([^()]*\)")


@rule("DV401", nearness=1)
def twin_missing(page: Page, archive: Archive) -> Iterator[Problem]:
    """Both twins are there; a page that was renamed in one language alone is named once."""
    if archive.twin(page) is None:
        other_name = _same_record(page, archive)
        if other_name and page.lang == "vi":
            return
        if other_name:
            text = Text(
                f"Cùng một trang mà bản tiếng Việt là {other_name.path}, bản tiếng Anh là {page.path}",
                f"One page is {other_name.path} in Vietnamese and {page.path} in English",
            )
            fix = Text("đổi tên cho hai tệp giống nhau", "give both files the same name")
            yield Problem(Place(page.file), text, fix, about=(f"docs/vi/{page.path}", other_name.file, page.file))
            return
        other = f"docs/{'en' if page.lang == 'vi' else 'vi'}/{page.path}"
        text = Text(f"Thiếu bản dịch cùng tên: {other}", f"The same page in the other language is missing: {other}")
        # Without its Vietnamese twin nothing is known of an English page.
        yield Problem(Place(page.file), text, about=(other, page.file) if page.lang == "en" else (other,))


def _same_record(page: Page, archive: Archive) -> Page | None:
    """The page of the other language without a twin that has claims of the same record."""
    stems = {claim.id.rpartition("-")[0] for claim in page.body.claims if claim.id}
    for other in archive.pages if stems else ():
        alone = other.lang != page.lang and archive.twin(other) is None
        if alone and stems & {claim.id.rpartition("-")[0] for claim in other.body.claims}:
            return other
    return None


@rule("DV405", needs=Need.PAIR, nearness=2)
def claims_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Same claim ids, same order."""
    twin = archive.twin(page)
    if page.lang != "en" or twin is None:
        return
    theirs = [claim.id for claim in twin.body.claims]
    ours = [claim.id for claim in page.body.claims]
    for missing in (i for i in theirs if i and i not in ours and i not in unmarked(page)):
        text = Text(f"Bản tiếng Anh thiếu {missing}", f"The English twin lacks {missing}")
        fix = Text(
            f"dịch thông tin ấy ở đây, dòng dưới ghi {{ #{missing} .claim }}",
            f"translate that claim here, with {{ #{missing} .claim }} on the line below",
        )
        yield Problem(gap(page, missing), text, fix, about=(missing,))
    for claim in page.body.claims:
        if claim.id and claim.id not in theirs and claim.id not in unmarked(twin):
            text = Text(f"Bản tiếng Việt không có {claim.id}", f"The Vietnamese has no {claim.id}")
            yield Problem(claim.place, text, about=(claim.id,))
    if sorted(theirs) == sorted(ours) and theirs != ours:
        moved = [claim for claim, other in zip(page.body.claims, theirs, strict=True) if claim.id != other]
        text = Text("Thứ tự khác bản tiếng Việt", "The order differs from the Vietnamese")
        yield Problem(moved[0].place, text, about=tuple(claim.id for claim in moved))


@rule("DV406", needs=Need.PAIR)
def unknowns_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Same count of unknowns."""
    twin = archive.twin(page)
    if page.lang == "en" and twin and twin.meta and page.meta and len(twin.meta.unknowns) != len(page.meta.unknowns):
        yield Problem(
            page.key("unknowns"),
            Text(
                f"{len(twin.meta.unknowns)} điều chưa biết ở bản tiếng Việt, {len(page.meta.unknowns)} ở bản tiếng Anh",
                f"Of `unknowns` {len(twin.meta.unknowns)} in Vietnamese, {len(page.meta.unknowns)} in English",
            ),
        )


@rule("DV407", needs=Need.PAIR, nearness=2)
def figures_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every figure and date of a claim is in its twin."""
    sides: dict[Lang, Page] = {"en": page, "vi": archive.twin(page) or page}

    def known(text: str, lang: Lang) -> Stated:
        return sides[lang].states(text)

    for claim, theirs in _pairs(page, archive):
        found = differences(theirs.text, claim.text, known)
        if known(theirs.text, "vi").impossible or known(claim.text, "en").impossible:
            continue  # what day is meant is not known: DV612 says so
        alone = ([d.value for d in found if d.only_in == lang] for lang in LANGS)
        for vi, en in zip_longest(*alone):
            spoilt = theirs if vi == en and vi and _ENGLISH_NUMBER.match(vi) else claim
            yield Problem(spoilt.place, *_differ(claim.id, vi, en), about=(claim.id,))


def _differ(name: str, vi: str | None, en: str | None) -> tuple[Text, Text | None]:
    """What is said of a figure or date that stands in one twin, and of what stands for it in the other."""
    if vi is None or en is None:
        only = Text("tiếng Việt", "Vietnamese") if en is None else Text("tiếng Anh", "English")
        return (
            Text(
                f"“{vi or en}” của {name} chỉ có ở bản {only.vi}",
                f"“{vi or en}” of {name} stands in the {only.en} alone",
            ),
            None,
        )
    if vi == en:
        right = vi.translate(_SWAPPED)
        # Which of the two it is written for tells its groups of three digits.
        side = Text("tiếng Việt", "Vietnamese") if _ENGLISH_NUMBER.match(vi) else Text("tiếng Anh", "English")
        return (
            Text(
                f"{name}: “{en}” đọc theo {side.vi} là một số khác",
                f"{name}: “{en}” is another number in {side.en}",
            ),
            Text(f"viết {right} ở bản {side.vi}", f"write {right} in the {side.en}"),
        )
    return Text(
        f"{name}: bản tiếng Việt có “{vi}”, bản tiếng Anh có “{en}”", f"{name}: “{vi}” in Vietnamese, “{en}” in English"
    ), None


_SWAPPED = str.maketrans(".,", ",.")
_ENGLISH_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")


def _pairs(page: Page, archive: Archive) -> Iterator[tuple[Claim, Claim]]:
    """English claims of a page with their Vietnamese twins."""
    if page.lang != "en":
        return
    twin = archive.twin(page)
    theirs = {claim.id: claim for claim in twin.body.claims} if twin else {}
    for claim in page.body.claims:
        if claim.id in theirs:
            yield claim, theirs[claim.id]


@rule("DV408", needs=Need.PAIR)
def people_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every person who has a record and is named in a Vietnamese claim is named in its twin, and the reverse."""
    people = [normal(record.title("vi")) for record in archive.of_kind("person")]
    for claim, theirs in _pairs(page, archive):
        ours, other = normal(claim.text), normal(theirs.text)
        for name in people:
            here, there = name in ours, name in other
            if here != there:
                side = Text("tiếng Anh", "English") if there else Text("tiếng Việt", "Vietnamese")
                lacking = claim if there else theirs
                written = _near(name, lacking.text)
                hint = Text(f", mà viết “{written}”", f" and writes “{written}”") if written else Text("", "")
                text = Text(
                    f"{claim.id}: bản {side.vi} thiếu tên “{name}”{hint.vi}",
                    f"{claim.id}: the {side.en} lacks “{name}”{hint.en}",
                )
                fix = None if there else Text(f"viết “{name}” ở bản tiếng Việt", f"write “{name}” in the Vietnamese")
                yield Problem(lacking.place, text, fix, about=(claim.id,))


def _near(name: str, text: str) -> str:
    """What stands in a text in place of a name: as many words, nearly the same letters."""
    parts = [part.strip(".,;:()“”") for part in text.split()]
    size = len(name.split())
    runs = [" ".join(parts[at : at + size]) for at in range(len(parts) - size + 1)]
    return nearest(name, runs)


@rule("DV409", needs=Need.PAIR)
def english_attributes(page: Page, archive: Archive) -> Iterator[Problem]:
    """English claims have an id, the class, and prose attributes alone."""
    if page.lang == "en":
        for claim in page.body.claims:
            for attribute in claim.attributes:
                if attribute.name in CLAIM_KEYS - {"id", "office", "name", "reason", "checked"}:
                    yield Problem(attribute.place)


@rule("DV410", needs=Need.PAIR)
def office_translated(page: Page, archive: Archive) -> Iterator[Problem]:
    """Where the Vietnamese claim has an office or name, so has the English."""
    for claim, theirs in _pairs(page, archive):
        for name in ("office", "name"):
            if bool(getattr(claim, name)) != bool(getattr(theirs, name)) and not misspelt(claim, name):
                yield Problem(
                    claim.place,
                    Text(
                        f"{claim.id}: hai bản không cùng có {name}=",
                        f"{claim.id}: {name}= is not in both twins",
                    ),
                    about=(claim.id,),
                )


@rule("DV411", needs=Need.PAIR, nearness=NEAREST)
def locators_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Same locators in both."""
    twin = archive.twin(page)
    if (
        page.lang != "en"
        or not twin
        or not isinstance(twin.meta, Source | Document)
        or not isinstance(page.meta, Translation)
    ):
        return
    different = sorted(set(twin.meta.locators) ^ set(page.meta.locators))
    for name in different:
        has = page if name in page.meta.locators else twin
        side = Text("tiếng Việt", "Vietnamese") if has is page else Text("tiếng Anh", "English")
        text = Text(f"Bản {side.vi} không có chỗ “{name}”", f"The {side.en} has no locator “{name}”")
        place = page.key("locators") if has is twin else page.key(f"locators.{name}")
        fix = (
            None
            if has is twin
            else Text("khai chỗ ấy ở bản tiếng Việt, hoặc bỏ ở đây", "declare it in the Vietnamese, or drop it here")
        )
        yield Problem(place, text, fix, about=(f"{twin.meta.id}#{name}",) if has is page else ())


@rule("DV412", needs=Need.PAIR, severity=Severity.WARNING)
def language_right(page: Page, archive: Archive) -> Iterator[Problem]:
    """The prose of a page is in its language."""
    fragments = [(text, place) for text, place in editorial(page) if len(text) > 30]
    fragments += [(claim.text, claim.place) for claim in page.body.claims]
    for text, place in fragments:
        bare = _QUOTED.sub(" ", text)
        count = max(len(bare.split()), 1)
        english = len(_ENGLISH_WORDS.findall(bare))
        marked = sum(1 for word in bare.split() if _VIETNAMESE_LETTERS.search(word))
        if (page.lang == "vi" and english / count > 0.15 and english > 2) or (
            page.lang == "en" and marked / count > 0.5 and marked > 4
        ):
            yield Problem(place)


@rule("DV413", needs=Need.PAIR, severity=Severity.WARNING)
def glossary_kept(page: Page, archive: Archive) -> Iterator[Problem]:
    """A glossary term in a Vietnamese claim has its translation in the English one."""
    terms = shared(translated, archive)
    for claim, theirs in _pairs(page, archive):
        vi, en = normal(theirs.text).casefold(), normal(claim.text).casefold()
        for term, translations in terms:
            if term in vi and not any(translation in en for translation in translations):
                yield Problem(
                    claim.place,
                    Text(
                        f"{claim.id}: “{term}” trong bảng thuật ngữ là “{translations[0]}”",
                        f"{claim.id}: the glossary has “{translations[0]}” for “{term}”",
                    ),
                    about=(claim.id,),
                )


def translated(archive: Archive) -> list[tuple[str, tuple[str, ...]]]:
    """The glossary's terms of several words with their translations, lower-cased; notes in brackets are dropped."""
    bare = [[tuple(filter(None, map(_bare, term.forms(lang)))) for lang in LANGS] for term in archive.terms]
    # What nobody has translated yet says the Vietnamese twice: DV420 tells of that.
    return [
        (word, english)
        for forms, english in bare
        for word in forms
        if word.count(" ") >= 2 and english and english[0] != forms[0]
    ]


def _bare(words: str) -> str:
    return normal(_NOTES.sub("", words)).casefold()


@rule("DV414", needs=Need.TRANSLATION, severity=Severity.WARNING)
def parts_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Same headings, paragraphs, items and cells."""
    twin = archive.twin(page)
    if page.lang != "en" or twin is None or page.meta is None or twin.meta is None:
        return
    for what, part in _PARTS:
        theirs, ours = part(twin), part(page)
        if theirs != ours:
            text = Text(
                f"{what.vi}: bản tiếng Việt có {theirs}, bản tiếng Anh có {ours}",
                f"{what.en}: {theirs} in Vietnamese, {ours} in English",
            )
            yield Problem(Place(page.file, page.front.body_line), text)
            return


_PARTS: tuple[tuple[Text, Callable[[Page], int]], ...] = (
    (Text("Tiêu đề", "Headings"), lambda page: sum(1 for fragment in page.body.fragments if fragment.level)),
    (Text("Ô bảng", "Cells"), lambda page: sum(table.cells for table in page.body.tables)),
    (
        Text("Đoạn và mục", "Paragraphs and items"),
        lambda page: sum(1 for fragment in page.body.fragments if not fragment.level),
    ),
)
"""What is counted, the larger part first."""
