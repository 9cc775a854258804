"""Rules on ids, relations and folders: DV501 to DV509, DV515."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import count

from archive.checks.grounds import unmarked
from archive.content.body import Attribute, Claim
from archive.content.kinds import KINDS
from archive.content.kinds.base import Common, Relation
from archive.content.kinds.campaign import Campaign
from archive.content.model import Archive, Page
from archive.extending import NEAREST, Need, Problem, rule
from archive.findings import LANGS, Place, Severity, Text
from archive.near import meant, nearest
from archive.text.unseen import odd

_NUMBER = re.compile("[0-9]+")
_CLAIM_NUMBER = re.compile("[1-9][0-9]{0,3}")
"""Ids are plain ASCII: `²` and `７` are digits to Python, and no digits of an id."""
CLAIM_ID = re.compile("[a-z]{1,2}(?:-[a-z0-9]+)*-[0-9]+")
CLAIM_KEYS = frozenset(
    {
        "id",
        "source",
        "status",
        "from",
        "when",
        "office",
        "name",
        "withdrawn",
        "reason",
        "instead",
        "same_as",
        "corrected",
        "answer",
        "campaigns",
        "checked",
    }
)
"""What an attribute list of a claim may hold, beside `.claim`."""


@rule("DV501", needs=Need.RECORDS, nearness=NEAREST)
def ids_unique(archive: Archive) -> Iterator[Problem]:
    """Every record and claim id stands once, and a claim's is no record's."""
    seen: dict[str, Place] = {}
    # Of two pages with one id the newer one is wrong, as far as the history tells; else the copy: the other one has
    # the file that the id names.
    first = archive.history.first
    for page in sorted(
        archive.pages, key=lambda page: (first.get(page.path, len(first) and math.inf), _is_misnamed(page))
    ):
        if page.lang != "vi":
            continue
        if isinstance(page.meta, Common) and not _strange_stem(page):
            name = page.meta.id
            if name in seen:
                # Whose the claims' ids are follows from that.
                yield Problem(page.key("id"), _taken(name, seen[name]), _renumber(page, archive), about=(page.file,))
                continue
            seen[name] = page.key("id")
        lacking = (name for name in _ids(archive.twin(page)) if name not in _ids(page))
        for claim in page.body.claims:
            if claim.id in seen:
                meant = next(lacking, "")
                hint = Text(f"; có phải là “{meant}” không?", f"; did you mean “{meant}”?") if meant else Text("", "")
                text = _taken(claim.id, seen[claim.id])
                names = tuple(filter(None, (claim.id, meant)))
                yield Problem(claim.place_of("id"), Text(text.vi + hint.vi, text.en + hint.en), _OWN_ID, about=names)
            elif claim.id:
                seen[claim.id] = claim.place_of("id")


def _renumber(page: Page, archive: Archive) -> Text | None:
    """How a numbered record's page gets a number of its own, by a command or by hand."""
    meta = page.meta
    if not isinstance(meta, Common) or not meta.numbered:
        return None
    free = f"{meta.prefix}-{archive.next_number(meta.prefix):02}"
    command = f"archive renumber {page.file} {free}"
    return Text(
        f"cho trang mới một số riêng: `{command}`, hoặc tự sửa cả hai bản: tên tệp, id và mọi mã {meta.id}-… thành {free}",
        f"give the newer page a number of its own: `{command}`, or by hand in both twins: {free} in the file's name, the "
        f"id and every {meta.id}-…",
    )


def _is_misnamed(page: Page) -> bool:
    stem = page.path.rpartition("/")[2].removesuffix(".md")
    return not (isinstance(page.meta, Common) and f"-{page.meta.id}".endswith(f"-{stem}"))


_OWN_ID = Text("cho thông tin này một mã riêng", "give this claim an id of its own")


def _taken(name: str, place: Place) -> Text:
    return Text(f"Mã “{name}” đã có ở {place}", f"The id “{name}” stands already at {place}")


def _ids(page: Page | None) -> list[str]:
    return [claim.id for claim in page.body.claims] if page else []


def _strange_stem(page: Page) -> str:
    """The record's id that all claims of a Vietnamese page have in theirs, where it is not the page's."""
    stems = {name.rpartition("-")[0] for name in _ids(page)}
    only = stems.pop() if len(stems) == 1 else ""
    # One claim with a wrong id is that claim's slip.
    several = len(page.body.claims) > 1
    return only if several and isinstance(page.meta, Common) and only != page.meta.id else ""


@rule("DV502", needs=Need.RECORDS, nearness=NEAREST, prefixes=", ".join(kind.prefix for kind in KINDS.values()))
def prefix_right(page: Page, archive: Archive) -> Iterator[Problem]:
    """The prefix is the kind's; numbered kinds have two digits or more."""
    if isinstance(page.meta, Common) and hasattr(page.meta, "prefix"):
        prefix, _, rest = page.meta.id.partition("-")
        if prefix != page.meta.prefix or (page.meta.numbered and not (_NUMBER.fullmatch(rest) and len(rest) >= 2)):
            shape = f"{page.meta.prefix}-{'01' if page.meta.numbered else '…'}"
            yield Problem(
                page.key("id"),
                Text(
                    f"Mã “{page.meta.id}” phải có dạng {shape}",
                    f"The id “{page.meta.id}” must have the form {shape}",
                ),
                about=(page.file, page.meta.id),
            )


@rule("DV503", needs=Need.RECORDS, nearness=NEAREST)
def claim_ids(page: Page, archive: Archive) -> Iterator[Problem]:
    """Id first, then `.claim`; the id is the record's with a number."""
    vi = page if page.lang == "vi" else archive.twin(page)
    record = vi.meta.id if vi and isinstance(vi.meta, Common) else ""
    if vi and (stem := _strange_stem(vi)):
        if page is vi:
            text = Text(
                f"Mã của trang là “{record}”, còn các thông tin mang mã của “{stem}”",
                f"The page's id is “{record}”, its claims have that of “{stem}”",
            )
            fix = Text(f"sửa `id:` thành {stem}", f"write {stem} as its `id:`")
            if stem in archive.records:
                # A copy of another record, under an id of its own.
                fix = Text(
                    f"đổi mã các thông tin thành {record}-1, {record}-2 …",
                    f"make the claims' ids {record}-1, {record}-2 …",
                )
            place = page.key("id") if stem not in archive.records else page.body.claims[0].place_of("id")
            yield Problem(place, text, fix, about=(page.file, stem, *_ids(page)))
        return
    spare = _spare_ids(page, archive.twin(page), record)
    for claim in page.body.claims:
        stem, _, number = claim.id.rpartition("-")
        names = [attribute.name for attribute in claim.attributes[:2]]
        if not record:
            yield Problem(
                claim.place,
                Text("Trang không có mã thì không có thông tin đánh số", "A page without an id holds no claims"),
            )
        elif not claim.id:
            if not hashless(claim):
                yield Problem(_list_of(claim), *_no_id(spare[claim.place.line]), about=(spare[claim.place.line],))
        elif any(map(odd, claim.id)):
            continue  # DV127 to DV135 name the letter, in its place
        elif stem != record or not _CLAIM_NUMBER.fullmatch(number) or names != ["id", "."]:
            known = spare.get(claim.place.line, "")
            hint = Text(f"; có phải là “{known}” không?", f"; did you mean “{known}”?") if known else Text("", "")
            yield Problem(
                claim.place_of("id"),
                Text(
                    f"Mã “{claim.id}” phải có dạng {record}-1, đứng trước .claim{hint.vi}",
                    f"The id “{claim.id}” must have the form {record}-1 and stand before .claim{hint.en}",
                ),
                about=(claim.id, *([known] if known else ())),
            )


def hashless(claim: Claim) -> Attribute | None:
    """The id that stands in a claim's attribute list without its `#`."""
    return next((a for a in claim.attributes if not a.value and CLAIM_ID.fullmatch(a.name)), None)


def misspelt(claim: Claim, key: str) -> bool:
    """Whether the claim has the key in another spelling: DV304 names it."""
    return any(nearest(a.name, CLAIM_KEYS) == key for a in claim.attributes if a.name not in CLAIM_KEYS)


def _list_of(claim: Claim) -> Place:
    return claim.attributes[0].place


def _no_id(spare: str) -> tuple[Text, Text]:
    return (
        Text("Thông tin này chưa có mã", "This claim has no id"),
        Text(f"thêm #{spare} ngay sau dấu {{", f"add #{spare} right after the {{"),
    )


def _spare_ids(page: Page, twin: Page | None, record: str) -> dict[int, str]:
    """For the line of each claim without a right id the one that was most likely meant: its twin's, else the next.

    A claim with an id has the twin's at its place alone, and only where this page lacks that.
    """
    here, there = _ids(page), _ids(twin)
    free = (name for number in count(1) if (name := f"{record}-{number}") not in (*here, *there))
    found: dict[int, str] = {}
    for index, claim in enumerate(page.body.claims):
        right = claim.id.rpartition("-")[0] == record
        theirs = there[index] if index < len(there) and there[index] not in here else ""
        if not right and (theirs or not claim.id):
            found[claim.place.line] = theirs if theirs.startswith(f"{record}-") else "" if claim.id else next(free)
    return found


@rule("DV504", needs=Need.RECORDS, nearness=1)
def numbers_whole(page: Page, archive: Archive) -> Iterator[Problem]:
    """The numbers are 1 to n, in any order."""
    if page.lang != "vi" or not isinstance(page.meta, Common):
        return
    places = {
        int(last): claim for claim in page.body.claims if _CLAIM_NUMBER.fullmatch(last := claim.id.rpartition("-")[2])
    }
    gaps = [number for number in range(1, max(places, default=0)) if number not in places]
    missing = [name for number in gaps[:20] if (name := f"{page.meta.id}-{number}") not in unmarked(page)]
    if missing:
        listed = ", ".join(missing)
        text = Text(f"Thiếu {listed}", f"{listed} {'are' if missing[1:] else 'is'} missing")
        fix = Text(
            f"câu vẫn còn thì ghi {{ #{missing[0]} .claim … }} dưới câu; muốn bỏ thì trả câu về chỗ cũ rồi thêm "
            'withdrawn="ngày" reason="lý do"',
            f"where the sentence is still there write {{ #{missing[0]} .claim … }} below it; to drop it put it back and add "
            'withdrawn="day" reason="why"',
        )
        yield Problem(gap(page, missing[0]), text, fix, about=tuple(missing))


def gap(page: Page, missing: str) -> Place:
    """Where a claim that is not there is looked for: at the first words behind the claim before it.

    Its own words may stand there without their attribute list.
    """
    number = int(missing.rpartition("-")[2]) if missing.rpartition("-")[2].isdecimal() else 0
    before = [c for c in page.body.claims if c.id == f"{missing.rpartition('-')[0]}-{number - 1}"]
    first = before[0].lines[1] if before else page.front.body_line
    places = (*(fragment.place for fragment in page.body.fragments), *(claim.place for claim in page.body.claims))
    behind = [place for place in places if place.line >= first]
    return min(behind, default=before[0].place if before else Place(page.file))


@rule("DV505", needs=Need.RECORDS)
def relations_exist(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every related id and campaign exists, and is of the right kind."""
    if not isinstance(page.meta, Common):
        return
    for claim in page.body.claims:
        for slug in claim.campaigns or ():
            if slug not in page.meta.campaigns:
                yield Problem(
                    claim.place_of("campaigns"),
                    Text(
                        f"{claim.id}: phong trào hay lĩnh vực “{slug}” không có trong `campaigns` của trang",
                        f"{claim.id}: the movement or field “{slug}” is not among the page's `campaigns`",
                    ),
                )
    for key, relation in page.meta.relations():
        listed = isinstance(getattr(page.meta, key), tuple)
        for number, name in enumerate(page.meta.named(key)):
            if told := _unrelated(name, relation, archive):
                place = page.key(f"{key}.{number}" if listed else key)
                yield Problem(place, told, about=(f"{relation.prefix}{name}",))


def _unrelated(name: str, relation: Relation, archive: Archive) -> Text | None:
    """Why a relation cannot name this; None where it can."""
    known = archive.homes if relation.claims else archive.kinds
    full = f"{relation.prefix}{name}"
    if full not in known:
        right = (i for i in known if relation.kind in {None, archive.kinds.get(i)})
        hint = meant(name, (i.removeprefix(relation.prefix) for i in right))
        # Without its prefix a name does not show what it should be one of.
        what = KINDS[relation.kind].label if relation.prefix and relation.kind else Text("", "")
        vi, en = (f"{what[lang].lower()} “{name}”{hint[lang]}".strip() for lang in LANGS)
        return Text(f"Không có {vi}", f"There is no {en}")
    if relation.kind in {None, archive.kinds.get(full)}:
        return None
    return Text(f"“{name}” không phải loại {relation.kind}", f"“{name}” is not of kind {relation.kind}")


@rule("DV506", needs=Need.RECORDS)
def period_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """A result's and a commitment's period is that of its kind."""
    period = getattr(page.meta, "period", None)
    kind = page.meta.kind if isinstance(page.meta, Common) else ""
    # Where the id is of another kind, it is the kind that is wrong: DV502 says so.
    fits = isinstance(page.meta, Common) and page.meta.id.startswith(f"{page.meta.prefix}-")
    if period and fits and period != (expected := archive.settings.period(kind) or period):
        yield Problem(
            page.key("period"),
            Text(
                f"Giai đoạn “{period}” phải là {expected}",
                f"The period “{period}” must be {expected}",
            ),
        )


@rule("DV507", needs=Need.RECORDS)
def campaign_named(page: Page, archive: Archive) -> Iterator[Problem]:
    """`chien-dich/<slug>.md` has the id `cd-<slug>`."""
    if isinstance(page.meta, Campaign) and page.path != f"{page.meta.folder}/{page.meta.slug}.md":
        yield Problem(page.key("id"))


@rule("DV515", needs=Need.RECORDS, severity=Severity.WARNING)
def folder_right(page: Page, archive: Archive) -> Iterator[Problem]:
    """A record stands in the folder of its kind, or below it."""
    # A campaign's whole path follows from its id: DV507.
    if page.lang != "vi" or not isinstance(page.meta, Common) or isinstance(page.meta, Campaign):
        return
    if page.meta.kind not in KINDS:
        return
    folder = archive.settings.folder(page.meta.kind)
    if page.path.startswith(f"{folder}/"):
        return
    there = f"{folder}/{page.path.rpartition('/')[2]}"
    yield Problem(
        Place(page.file),
        Text(f"{page.meta.id} nằm ngoài thư mục {folder}", f"{page.meta.id} stands outside of the folder {folder}"),
        Text(
            f"chuyển cả hai bản: docs/vi/{there} và docs/en/{there} (`archive move {page.meta.id} {there}`)",
            f"move both twins: docs/vi/{there} and docs/en/{there} (`archive move {page.meta.id} {there}`)",
        ),
    )


@rule("DV508", needs=Need.RECORDS)
def not_itself(page: Page, archive: Archive) -> Iterator[Problem]:
    """No relation to oneself."""
    if isinstance(page.meta, Common):
        for key, _ in page.meta.relations():
            for number, other in enumerate(page.meta.named(key)):
                if other == page.meta.id:
                    yield Problem(page.key(f"{key}.{number}"))


@rule("DV509", needs=Need.RECORDS)
def claims_given(page: Page, archive: Archive) -> Iterator[Problem]:
    """A result or commitment that is not withdrawn has a claim."""
    meta = page.meta
    if (
        isinstance(meta, Common)
        and archive.settings.period(meta.kind)
        and not meta.withdrawn
        and not (page.body.claims or unmarked(page))
    ):
        none = Text(f"{meta.id} không có thông tin nào", f"{meta.id} has no claim")
        yield Problem(page.key("id"), none, _first_claim(meta.id))


def _first_claim(record: str) -> Text:
    return Text(
        f'viết ít nhất một câu có nguồn, và ngay dòng dưới ghi {{ #{record}-1 .claim source="mã-nguồn#chỗ" }}; hoặc rút '
        "trang bằng `withdrawn: ngày` và `withdrawn_reason: lý do`",
        f'write at least one sentence, and on the next line {{ #{record}-1 .claim source="source-id#place" }}; or withdraw '
        "the page with `withdrawn: day` and `withdrawn_reason: why`",
    )
