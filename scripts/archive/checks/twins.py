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
from archive.findings import LANGS, Place, Severity, Text
from archive.near import nearest
from archive.text import differences, impossible_dates, normal
from archive.translation import source_digest

_ENGLISH_WORDS = re.compile(r"\b(?:the|of|and|which|with|from|that|this|is|are|was|were|by|for)\b", re.IGNORECASE)
_VIETNAMESE_LETTERS = re.compile(r"[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]", re.IGNORECASE)
GLOSSARY_PATH = "thuat-ngu.md"
_QUOTED = re.compile(r"[“\"«][^“”\"«»]*[”\"»]|`[^`]*`|\([^()]*\)")


@rule(
    "DV401",
    nearness=1,
    summary=Text("Thiếu trang song ngữ", "The twin is missing"),
    why=Text(
        "Mỗi trang có hai bản, tiếng Việt và tiếng Anh, cùng đường dẫn dưới docs/vi và docs/en.",
        "Every page has two versions, Vietnamese and English, at the same path under docs/vi and docs/en.",
    ),
    cure=Text("tạo trang còn thiếu, hoặc xóa trang thừa", "write the missing page, or delete the extra one"),
    bad="docs/vi/ket-qua/2027-2030/kq-06.md\n(không có docs/en/… cùng tên / no twin under docs/en)",
    good="docs/vi/ket-qua/2027-2030/kq-06.md\ndocs/en/ket-qua/2027-2030/kq-06.md",
)
def twin_missing(page: Page, archive: Archive) -> Iterator[Problem]:
    """Both twins are there; a page that was renamed in one language alone is named once."""
    if archive.twin(page) is None:
        other_name = _same_record(page, archive)
        if other_name and page.lang == "vi":
            return
        if other_name:
            words = Text(
                f"Cùng một trang mà bản tiếng Việt là {other_name.path}, bản tiếng Anh là {page.path}",
                f"One page is {other_name.path} in Vietnamese and {page.path} in English",
            )
            cure = Text("đổi tên cho hai tệp giống nhau", "give both files the same name")
            yield Problem(Place(page.file), words, cure, about=(f"docs/vi/{page.path}", other_name.file, page.file))
            return
        other = f"docs/{'en' if page.lang == 'vi' else 'vi'}/{page.path}"
        words = Text(f"Thiếu bản dịch cùng tên: {other}", f"The same page in the other language is missing: {other}")
        # Without its Vietnamese twin nothing is known of an English page.
        yield Problem(Place(page.file), words, about=(other, page.file) if page.lang == "en" else (other,))


def _same_record(page: Page, archive: Archive) -> Page | None:
    """The page of the other language without a twin that has claims of the same record."""
    stems = {claim.id.rpartition("-")[0] for claim in page.body.claims if claim.id}
    for other in archive.pages if stems else ():
        alone = other.lang != page.lang and archive.twin(other) is None
        if alone and stems & {claim.id.rpartition("-")[0] for claim in other.body.claims}:
            return other
    return None


@rule(
    "DV402",
    needs=Need.PAIR,
    summary=Text("Bản dịch không ghi dịch từ bản nào", "The translation does not say what it was made from"),
    why=Text(
        "`translates:` giữ mã băm của bản tiếng Việt, để biết khi nào bản dịch đã cũ.",
        "`translates:` holds the digest of the Vietnamese, so that a stale translation is known as such.",
    ),
    cure=Text(
        "xem lại bản dịch rồi chạy `archive stamp TRANG`",
        "review the translation, then run `archive stamp PAGE`",
    ),
    bad="---\ntitle: Results\n---",
    good="---\ntitle: Results\ntranslates: 9f2c…\n---",
)
def translates_missing(page: Page, archive: Archive) -> Iterator[Problem]:
    """An English page says what it translates."""
    if page.lang == "en" and isinstance(page.meta, Translation) and page.meta.translates is None:
        yield Problem(Place(page.file))


STALE = "DV404"
"""What `archive build --strict-translations` turns into an error."""


@rule(
    STALE,
    needs=Need.TRANSLATION,
    severity=Severity.WARNING,
    summary=Text("Bản dịch đã cũ: bản tiếng Việt đã đổi", "The translation is stale: the Vietnamese has changed"),
    why=Text(
        "Trang tiếng Anh vẫn lên, kèm thông báo là bản dịch đã cũ; `--strict-translations` biến cảnh báo này thành "
        "lỗi.",
        "The English page is still published, with a notice; `--strict-translations` makes this an error.",
    ),
    cure=Text("sửa bản dịch rồi chạy `archive stamp TRANG`", "bring it up to date, then run `archive stamp PAGE`"),
    bad="translates: (mã băm cũ / an older digest)",
    good="translates: (mã băm hiện tại / the present digest)",
)
def translation_stale(page: Page, archive: Archive) -> Iterator[Problem]:
    """The digest is that of the present Vietnamese text."""
    twin = archive.twin(page)
    meta = page.meta
    stated = meta.translates if page.lang == "en" and isinstance(meta, Translation) else None
    if twin and stated and stated != source_digest(twin):
        yield Problem(page.key("translates"))


@rule(
    "DV405",
    needs=Need.PAIR,
    nearness=2,
    summary=Text("Hai bản không có cùng các thông tin", "The twins do not have the same claims"),
    why=Text(
        "Mỗi thông tin mang một mã cố định trong cả hai ngôn ngữ, theo cùng thứ tự.",
        "Each claim has one permanent id in both languages, in the same order.",
    ),
    cure=Text("thêm, bỏ hoặc xếp lại cho hai bản giống nhau", "add, drop or reorder so that the twins are alike"),
    bad="vi: kq-05-1, kq-05-2\nen: kq-05-1",
    good="vi: kq-05-1, kq-05-2\nen: kq-05-1, kq-05-2",
)
def claims_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Same claim ids, same order."""
    twin = archive.twin(page)
    if page.lang != "en" or twin is None:
        return
    theirs = [claim.id for claim in twin.body.claims]
    ours = [claim.id for claim in page.body.claims]
    for missing in (i for i in theirs if i and i not in ours and i not in unmarked(page)):
        words = Text(f"Bản tiếng Anh thiếu {missing}", f"The English twin lacks {missing}")
        cure = Text(
            f"dịch thông tin ấy ở đây, dòng dưới ghi {{ #{missing} .claim }}",
            f"translate that claim here, with {{ #{missing} .claim }} on the line below",
        )
        yield Problem(gap(page, missing), words, cure, about=(missing,))
    for claim in page.body.claims:
        if claim.id and claim.id not in theirs and claim.id not in unmarked(twin):
            words = Text(f"Bản tiếng Việt không có {claim.id}", f"The Vietnamese has no {claim.id}")
            yield Problem(claim.place, words, about=(claim.id,))
    if sorted(theirs) == sorted(ours) and theirs != ours:
        moved = [claim for claim, other in zip(page.body.claims, theirs, strict=True) if claim.id != other]
        words = Text("Thứ tự khác bản tiếng Việt", "The order differs from the Vietnamese")
        yield Problem(moved[0].place, words, about=tuple(claim.id for claim in moved))


@rule(
    "DV406",
    needs=Need.PAIR,
    summary=Text("Hai bản không có cùng số điều chưa biết", "The twins do not have the same number of unknowns"),
    why=Text("Các điều chưa biết đi theo cặp, cùng thứ tự.", "Unknowns go in pairs, in the same order."),
    cure=Text("dịch đủ danh sách `unknowns`", "translate the whole list `unknowns`"),
    bad="vi: unknowns: [A, B]\nen: unknowns: [A]",
    good="vi: unknowns: [A, B]\nen: unknowns: [A, B]",
)
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


@rule(
    "DV407",
    needs=Need.PAIR,
    nearness=2,
    summary=Text("Con số hay ngày tháng ở hai bản khác nhau", "A figure or date differs between the twins"),
    why=Text(
        "Con số, ngày tháng, số hiệu trong một thông tin phải như nhau: 10 tỷ = 10 billion, 12/3 = 12 March.",
        "Figures, dates and symbols of a claim are the same in both: 10 tỷ = 10 billion, 12/3 = 12 March.",
    ),
    cure=Text("đối chiếu với nguồn rồi sửa bản sai", "look at the source and mend the wrong one"),
    bad="vi: 40 xã …\nen: 14 communes …",
    good="vi: 40 xã …\nen: 40 communes …",
)
def figures_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every figure and date of a claim is in its twin."""
    for claim, theirs in _pairs(page, archive):
        found = differences(theirs.words, claim.words)
        if impossible_dates(theirs.words, "vi") or impossible_dates(claim.words, "en"):
            continue  # what day is meant is not known: DV612 says so
        sides = ([d.value for d in found if d.only_in == lang] for lang in LANGS)
        for vi, en in zip_longest(*sides):
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


@rule(
    "DV408",
    needs=Need.PAIR,
    summary=Text("Tên người ở hai bản khác nhau", "A person's name differs between the twins"),
    why=Text("Tên người Việt giữ nguyên dấu trong bản tiếng Anh.", "Vietnamese names keep their marks in English."),
    cure=Text("viết tên đủ dấu như bản tiếng Việt", "write the name with its marks, as in Vietnamese"),
    bad="vi: Nguyễn Văn A …\nen: Nguyen Van A …",
    good="vi: Nguyễn Văn A …\nen: Nguyễn Văn A …",
)
def people_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every person who has a record and is named in a Vietnamese claim is named in its twin, and the reverse."""
    people = [record.title("vi") for record in archive.of_kind("person")]
    for claim, theirs in _pairs(page, archive):
        for name in people:
            here, there = name in claim.words, name in theirs.words
            if here != there:
                side = Text("tiếng Anh", "English") if there else Text("tiếng Việt", "Vietnamese")
                lacking = claim if there else theirs
                written = _near(name, lacking.words)
                hint = Text(f", mà viết “{written}”", f" and writes “{written}”") if written else Text("", "")
                words = Text(
                    f"{claim.id}: bản {side.vi} thiếu tên “{name}”{hint.vi}",
                    f"{claim.id}: the {side.en} lacks “{name}”{hint.en}",
                )
                cure = None if there else Text(f"viết “{name}” ở bản tiếng Việt", f"write “{name}” in the Vietnamese")
                yield Problem(lacking.place, words, cure, about=(claim.id,))


def _near(name: str, words: str) -> str:
    """What stands in a text in place of a name: as many words, nearly the same letters."""
    parts = [part.strip(".,;:()“”") for part in words.split()]
    size = len(name.split())
    runs = [" ".join(parts[at : at + size]) for at in range(len(parts) - size + 1)]
    return nearest(name, runs)


@rule(
    "DV409",
    needs=Need.PAIR,
    summary=Text(
        "Thông tin tiếng Anh mang thuộc tính của bản tiếng Việt",
        "An English claim carries what the Vietnamese holds",
    ),
    why=Text(
        "Nguồn, tình trạng và căn cứ của một thông tin chỉ ghi một lần, ở bản tiếng Việt.",
        "A claim's source, status and premises stand once, in the Vietnamese file.",
    ),
    cure=Text(
        "chỉ để lại `{ #mã .claim }` (và office, name, reason)",
        "leave only `{ #id .claim }` (and office, name, reason)",
    ),
    bad='{ #kq-05-1 .claim source="n-bao-mau#p6" }   (docs/en)',
    good="{ #kq-05-1 .claim }   (docs/en)",
)
def english_attributes(page: Page, archive: Archive) -> Iterator[Problem]:
    """English claims have an id, the class, and prose attributes alone."""
    if page.lang == "en":
        for claim in page.body.claims:
            for attribute in claim.attributes:
                if attribute.name in CLAIM_KEYS - {"id", "office", "name", "reason"}:
                    yield Problem(attribute.place)


@rule(
    "DV410",
    needs=Need.PAIR,
    summary=Text("Thiếu bản dịch của chức vụ hay tên gọi", "The office or name has no translation"),
    why=Text(
        "Bảng chức vụ của trang tiếng Anh lấy chữ từ `office=` và `name=` của bản tiếng Anh.",
        "The English table of offices takes its words from the English `office=` and `name=`.",
    ),
    cure=Text("thêm thuộc tính ấy vào bản tiếng Anh", "add the attribute to the English claim"),
    bad='{ #nv-a-1 .claim }   (vi: office="Giám đốc …")',
    good='{ #nv-a-1 .claim office="Director of …" }',
)
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


@rule(
    "DV411",
    needs=Need.PAIR,
    nearness=NEAREST,
    summary=Text("Các chỗ trong nguồn ở hai bản khác nhau", "The twins do not name the same locators"),
    why=Text("Mỗi chỗ trong nguồn được tả bằng cả hai ngôn ngữ.", "Each locator is described in both languages."),
    cure=Text("dịch đủ `locators` ở bản tiếng Anh", "translate all `locators` in the English page"),
    bad="vi: locators: {p1: …, p2: …}\nen: locators: {p1: …}",
    good="vi: locators: {p1: …, p2: …}\nen: locators: {p1: …, p2: …}",
)
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
        words = Text(f"Bản {side.vi} không có chỗ “{name}”", f"The {side.en} has no locator “{name}”")
        place = page.key("locators") if has is twin else page.key(f"locators.{name}")
        cure = (
            None
            if has is twin
            else Text("khai chỗ ấy ở bản tiếng Việt, hoặc bỏ ở đây", "declare it in the Vietnamese, or drop it here")
        )
        yield Problem(place, words, cure, about=(f"{twin.meta.id}#{name}",) if has is page else ())


@rule(
    "DV412",
    needs=Need.PAIR,
    severity=Severity.WARNING,
    summary=Text("Đoạn này có vẻ viết bằng ngôn ngữ kia", "This seems to be written in the other language"),
    why=Text(
        "Đoạn tiếng Anh lọt vào trang tiếng Việt (hay ngược lại) thường là phần quên dịch.",
        "English in a Vietnamese page (or the reverse) is most often a part that was forgotten.",
    ),
    cure=Text(
        "dịch đoạn này, hoặc đặt tên riêng trong ngoặc kép",
        "translate it, or put a proper name in quotation marks",
    ),
    bad="Các xã which plant the trees of the province.",
    good="Các xã trồng cây trong tỉnh.",
)
def language_right(page: Page, archive: Archive) -> Iterator[Problem]:
    """The prose of a page is in its language."""
    if page.path == GLOSSARY_PATH:  # the one page that is in both languages by nature
        return
    pieces = [(words, place) for words, place in editorial(page) if len(words) > 30]
    pieces += [(claim.words, claim.place) for claim in page.body.claims]
    for words, place in pieces:
        bare = _QUOTED.sub(" ", words)
        count = max(len(bare.split()), 1)
        english = len(_ENGLISH_WORDS.findall(bare))
        marked = sum(1 for word in bare.split() if _VIETNAMESE_LETTERS.search(word))
        if (page.lang == "vi" and english / count > 0.15 and english > 2) or (
            page.lang == "en" and marked / count > 0.5 and marked > 4
        ):
            yield Problem(place)


@rule(
    "DV413",
    needs=Need.PAIR,
    severity=Severity.WARNING,
    summary=Text("Thuật ngữ dịch khác bảng thuật ngữ", "A term is translated otherwise than in the glossary"),
    why=Text(
        "Một thuật ngữ chỉ có một cách dịch trên cả trang: cách ghi ở trang Thuật ngữ.",
        "A term has one translation on the whole site: the one of the glossary page.",
    ),
    cure=Text("dùng cách dịch trong bảng thuật ngữ", "use the glossary's translation"),
    bad="vi: phong trào trồng cây\nen: tree campaign",
    good="vi: phong trào trồng cây\nen: tree-planting movement",
)
def glossary_kept(archive: Archive) -> Iterator[Problem]:
    """A glossary term in a Vietnamese claim has its translation in the English one."""
    terms = glossary(archive)
    for page in archive.pages:
        for claim, theirs in _pairs(page, archive):
            vi, en = normal(theirs.words).casefold(), normal(claim.words).casefold()
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


def glossary(archive: Archive) -> list[tuple[str, tuple[str, ...]]]:
    """Multi-word terms of the glossary page with their translations, lower-cased; notes in brackets are dropped."""
    page = archive.by_path.get(("vi", GLOSSARY_PATH))
    rows = re.findall(r"^\|([^|\n]+)\|([^|\n]+)\|", page.text, re.MULTILINE) if page and not page.refused else []
    terms = []
    for vi, en in rows[2:]:
        term = normal(re.sub(r"\([^()]*\)|[*\"“”]", "", vi)).casefold()
        translations = tuple(
            bare for part in en.split("/") if (bare := normal(re.sub(r"\([^()]*\)|[*\"“”]", "", part)).casefold())
        )
        if term.count(" ") >= 2 and translations and "/" not in term:
            terms.append((term, translations))
    return terms


@rule(
    "DV414",
    needs=Need.TRANSLATION,
    severity=Severity.WARNING,
    summary=Text("Hai bản không có cùng các phần", "The two languages do not have the same parts"),
    why=Text(
        "Bản dịch có cùng tiêu đề, đoạn, mục danh sách và ô bảng với bản tiếng Việt, theo cùng thứ tự; thiếu một phần "
        "thường là phần quên dịch.",
        "A translation has the headings, paragraphs, items and cells of the Vietnamese, in the same order; one that is "
        "missing was most often forgotten.",
    ),
    cure=Text("dịch phần còn thiếu, hoặc bỏ phần thừa", "translate what is missing, or drop what is too much"),
    bad="vi: ## Một … ## Hai …\nen: ## One …",
    good="vi: ## Một … ## Hai …\nen: ## One … ## Two …",
)
def parts_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Same headings, paragraphs, items and cells."""
    twin = archive.twin(page)
    if page.lang != "en" or twin is None or page.meta is None or twin.meta is None:
        return
    for what, part in _PARTS:
        theirs, ours = part(twin), part(page)
        if theirs != ours:
            words = Text(
                f"{what.vi}: bản tiếng Việt có {theirs}, bản tiếng Anh có {ours}",
                f"{what.en}: {theirs} in Vietnamese, {ours} in English",
            )
            yield Problem(Place(page.file, page.front.body_line), words)
            return


_PARTS: tuple[tuple[Text, Callable[[Page], int]], ...] = (
    (Text("Tiêu đề", "Headings"), lambda page: sum(1 for piece in page.body.pieces if piece.level)),
    (Text("Ô bảng", "Cells"), lambda page: sum(table.cells for table in page.body.tables)),
    (Text("Đoạn và mục", "Paragraphs and items"), lambda page: sum(1 for piece in page.body.pieces if not piece.level)),
)
"""What is counted, the larger part first."""
