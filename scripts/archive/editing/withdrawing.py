"""`archive withdraw`: a record or a claim that no longer counts, said where it stands, in both languages.

Takes an `Archive`, an id, the reasons, what replaces it or says the same, and the day; gives a `Plan`, in which whoever
quoted it quotes that. Refuses what is unknown, withdrawn already, or rested on by what still counts; a replacement that
is none; a reason that cannot stand where it goes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from archive import dates
from archive.checks.withdrawals import cannot_replace
from archive.content.body import Claim
from archive.content.model import Archive, Page, Record
from archive.content.statement import id_url
from archive.editing import front
from archive.editing.changes import Plan, hindrances, plan
from archive.editing.links import quote_edits
from archive.editing.pages import hold_single
from archive.editing.text import Edit, offset
from archive.escaping import printable
from archive.findings import LANGS, Finding, Lang, Text
from archive.near import meant
from archive.refusal import Refusal

_PAIRED = re.compile(r'"([^"]*)"')
_KEYS = ("withdrawn", "withdrawn_reason", "instead")
_OPTIONS = {"vi": "--reason", "en": "--reason-en"}
_MARKS = ("withdrawn", "corrected", "reason", "instead", "same_as")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be said of a withdrawal; what was not given is empty."""

    reason: str
    reason_en: str
    instead: str
    day: str
    same_as: str = ""

    @property
    def successor(self) -> str:
        """The id of what stands in its place; empty where nothing does."""
        return self.same_as or self.instead

    def because(self, lang: Lang) -> str:
        """The reason in a language."""
        return self.reason if lang == "vi" else self.reason_en


def withdraw(archive: Archive, name: str, asked: Asked, today: str) -> Plan:
    """The plan of a withdrawal, in an archive that is written today."""
    archive = replace(archive, latest=archive.latest or today)
    hold_single(archive, name)
    record, claim = _found(archive, name)
    _hold_counting(record, claim)

    def cure(found: list[Finding]) -> Text | None:
        plainly = replace(asked, reason="Sai.", reason_en=asked.reason_en and "Wrong.")
        return _of_words(found, hindrances(withdraw(archive, name, plainly, today)))

    held = _held(archive, record, claim, asked, today)
    _hold_unrested(archive, record, claim)
    if not claim:
        made = plan(archive, _record_edits(record, held))
    else:
        edits = _claim_edits(record, claim, held)
        for page in archive.pages if held.successor else ():
            edits.setdefault(page.file, []).extend(quote_edits(page, {claim.id: held.successor}))
        notes = _quoted_anew(archive, claim.id, held.instead) if held.instead else ()
        made = plan(archive, edits, notes=tuple(notes))
    _hold_said(made.after, name, held)
    return replace(made, name=name, told=tuple(_told(record, claim, held)), cure=cure)


def _of_words(found: list[Finding], otherwise: list[Finding]) -> Text | None:
    """What to do where errors come of the words of the reasons: with others these would not be there."""
    known = {(finding.place.path, finding.code) for finding in otherwise}
    files = {finding.place.path for finding in found if (finding.place.path, finding.code) not in known}
    options = [option for lang, option in _OPTIONS.items() if any(file.startswith(f"docs/{lang}/") for file in files)]
    if not options:
        return None
    named = ", ".join(options)
    return Text(
        f"lỗi ở lời ghi tại {named}, không ở tệp: viết bằng lời thường, không {{ }} hay dấu của Markdown,",
        f"what was given by {named} is at fault, not the files: write it in plain words, without {{ }} or Markdown,",
    )


def _told(record: Record, claim: Claim | None, asked: Asked) -> Iterator[Text]:
    """Where readers still find what was withdrawn, and what they are told there."""
    name, page = _name(record, claim), record.url("vi")
    own, place = id_url(name, "vi"), f"{page}#{name}" if claim else page
    if claim and asked.same_as:
        other = id_url(asked.same_as, "vi")
        yield Text(
            f"{own} nay dẫn tới {other}; {place} vẫn ghi câu cũ, với ngày và lý do rút",
            f"{own} leads to {other} now; {place} still shows the old words, with the day and the reason",
        )
    elif claim:
        yield Text(
            f"{own} và {place} vẫn ghi câu ấy, với ngày và lý do rút",
            f"{own} and {place} still show it, with the day and the reason",
        )
    else:
        yield Text(
            f"{page} vẫn mở được, với ngày và lý do rút ở đầu trang; {own} dẫn tới đó, các danh sách không kể nữa",
            f"{page} still opens, with the day and the reason at its top; {own} leads there, lists leave it out",
        )
    yield Text(
        f"dinh-chinh/ kể lần rút này; đừng xóa {record.vi.file}",
        f"dinh-chinh/ tells of the withdrawal; do not delete {record.vi.file}",
    )


def _quoted_anew(archive: Archive, name: str, other: str) -> Iterator[Text]:
    """The quotations that show another statement now: the words around them were written about the one withdrawn."""
    for page in archive.pages:
        for quote in page.body.quotes:
            if quote.id == name:
                yield Text(
                    f"{quote.place}: nay trích {other} thay cho {name}; đọc lại lời quanh đó",
                    f"{quote.place}: quotes {other} in place of {name} now; read the words around it again",
                )


def _found(archive: Archive, name: str) -> tuple[Record, Claim | None]:
    """The record of this id; or the claim, with the record on which it stands."""
    if name in archive.records:
        return archive.records[name], None
    if name in archive.claims:
        return archive.record_of(name), archive.claims[name]
    hint = meant(name, (*archive.records, *archive.claims))
    shown = printable(name)
    raise Refusal(
        Text(f"không có hồ sơ hay thông tin “{shown}”{hint.vi}", f"there is no record or claim “{shown}”{hint.en}")
    )


def _hold_counting(record: Record, claim: Claim | None) -> None:
    if record.meta.withdrawn or (claim and claim.withdrawn):
        day = claim.withdrawn if claim and claim.withdrawn else record.meta.withdrawn
        name = claim.id if claim and claim.withdrawn else record.id
        raise Refusal(Text(f"{name} đã rút ngày {day}", f"{name} was withdrawn on {day} already"))


def _held(archive: Archive, record: Record, claim: Claim | None, asked: Asked, today: str) -> Asked:
    """What was asked, in the form in which it is written."""
    day = asked.day or today
    if not dates.is_day(day) or day > today:
        raise Refusal(
            Text(
                f"“{printable(day)}” không phải một ngày đã qua; viết như {today}",
                f"“{printable(day)}” is no day that has come; write it like {today}",
            )
        )
    if asked.same_as and (asked.instead or not claim):
        raise Refusal(
            Text(
                "--same-as chỉ dùng cho một thông tin, và không đi cùng --instead",
                "--same-as is for a claim alone, and never together with --instead",
            )
        )
    if asked.same_as == _name(record, claim):
        raise Refusal(Text(f"--same-as: {asked.same_as} là chính nó", f"--same-as: {asked.same_as} is that one itself"))
    if asked.successor:
        option = "--same-as" if asked.same_as else "--instead"
        kind = "claim" if claim else record.kind
        wrong = cannot_replace(_name(record, claim), kind, asked.successor, archive)
        if wrong:
            raise Refusal(
                Text(
                    f"{option}: {wrong.vi}; ghi mã của điều còn đúng, hoặc bỏ {option}",
                    f"{option}: {wrong.en}; write the id of what holds, or leave {option} out",
                )
            )
    bilingual = any(page.lang == "en" for page in archive.pages)
    if bilingual and not asked.reason_en.strip():
        raise Refusal(
            Text(
                "kho lưu trữ này song ngữ: nêu lý do bằng tiếng Anh ở --reason-en",
                "this archive is bilingual: give the reason in English too, by --reason-en",
            )
        )
    missing = record.en is None or (claim and all(claim.id != other.id for other in record.en.body.claims))
    if bilingual and missing:
        what = _name(record, claim)
        raise Refusal(
            Text(
                f"docs/en/{record.vi.path} thiếu {what}; dịch trước rồi mới rút",
                f"docs/en/{record.vi.path} lacks {what}; translate it first",
            )
        )
    vi, en = (_reason(asked.because(lang), _OPTIONS[lang], claim) for lang in LANGS)
    return Asked(vi, en if bilingual else "", asked.instead, day, asked.same_as)


def _name(record: Record, claim: Claim | None) -> str:
    """The id of what is withdrawn."""
    return claim.id if claim else record.id


def _reason(words: str, option: str, claim: Claim | None) -> str:
    """A reason as it can stand: in NFC, on one line; beside a claim with typographic quotation marks."""
    bare = unicodedata.normalize("NFC", words.strip())
    if len(bare.splitlines()) > 1:
        raise Refusal(Text(f"{option}: viết lý do trên một dòng", f"{option}: write the reason on one line"))
    if any("\ud800" <= letter <= "\udfff" for letter in bare):
        raise Refusal(
            Text(f"{option}: có chữ không phải UTF-8; gõ lại lý do", f"{option}: not all of it is UTF-8; type it again")
        )
    if not bare and option == "--reason":
        raise Refusal(Text(f"{option}: chưa có lý do", f"{option}: the reason is missing"))
    curled = _PAIRED.sub(r"“\1”", bare) if claim else bare
    if claim and '"' in curled:
        raise Refusal(
            Text(
                f'{option}: lẻ một dấu ", không đứng trong danh sách thuộc tính được; viết “…”',
                f'{option}: a single ", which cannot stand in an attribute list; write “…”',
            )
        )
    return curled


# --- What rests on it


def _hold_unrested(archive: Archive, record: Record, claim: Claim | None) -> None:
    """Nothing that counts rests on what is withdrawn: an inference (DV704), a claim that cites the source (DV624)."""
    resting = list(dict.fromkeys(_resting(archive, record, claim)))
    if resting:
        named, name = ", ".join(resting), _name(record, claim)
        raise Refusal(
            Text(
                f"còn thông tin đang dùng dựa vào {name}: {named}; sửa hoặc rút chúng trước (quy tắc DV704, DV624)",
                f"these still count and rest on {name}: {named}; change or withdraw them first (rules DV704, DV624)",
            )
        )


def _resting(archive: Archive, record: Record, claim: Claim | None) -> Iterator[str]:
    leaving = {claim.id} if claim else {one.id for one in record.claims}
    for name in sorted(leaving):
        for conclusion in archive.conclusions.get(name, ()):
            if conclusion.id not in leaving and not archive.withdrawal(conclusion):
                yield conclusion.id
    for other in archive.claims.values() if claim is None else ():
        cites = any(reference.source == record.id for reference in other.sources)
        if cites and other.id not in leaving and not archive.withdrawal(other):
            yield other.id


# --- The edits


def _record_edits(record: Record, asked: Asked) -> Mapping[str, list[Edit]]:
    lines = {"withdrawn": asked.day, "withdrawn_reason": front.spelt(asked.reason)}
    edits = {record.vi.file: [_new_keys(record.vi, lines | ({"instead": asked.instead} if asked.instead else {}))]}
    if record.en and asked.reason_en:
        edits[record.en.file] = [_new_keys(record.en, {"withdrawn_reason": front.spelt(asked.reason_en)})]
    return edits


def _new_keys(page: Page, lines: Mapping[str, str]) -> Edit:
    there = [key for key in _KEYS if key in page.front.data]
    if there:
        raise _said_already(page, there[0])
    return front.put_in(page, lines)


def _claim_edits(record: Record, claim: Claim, asked: Asked) -> dict[str, list[Edit]]:
    marks = {"withdrawn": asked.day, "reason": asked.reason}
    marks |= {key: other for key, other in (("instead", asked.instead), ("same_as", asked.same_as)) if other}
    edits = {record.vi.file: [_new_marks(record.vi, claim, marks)]}
    if record.en and asked.reason_en:
        twin = next(other for other in record.en.body.claims if other.id == claim.id)
        edits[record.en.file] = [_new_marks(record.en, twin, {"reason": asked.reason_en})]
    return edits


def _new_marks(page: Page, claim: Claim, marks: Mapping[str, str]) -> Edit:
    """The edit that puts attributes at the end of the claim's list, which ends with its line."""
    there = [attribute.name for attribute in claim.attributes if attribute.name in _MARKS]
    if there:
        raise _said_already(page, there[0])
    start = offset(page, claim.place_of("id"))
    end = page.text.find("\n", start)
    line = page.text[start : end if end >= 0 else len(page.text)]
    last = start + len(line[: line.rindex("}")].rstrip(" "))
    return Edit(last, last, "".join(f' {name}="{value}"' for name, value in marks.items()))


def _said_already(page: Page, name: str) -> Refusal:
    return Refusal(
        Text(
            f"{page.file} đã có {name} mà chưa rút; xóa nó rồi chạy lại",
            f"{name} stands in {page.file} already, without a withdrawal; delete it and run again",
        )
    )


def _hold_said(archive: Archive, name: str, asked: Asked) -> None:
    """Refuse where what was written would be read as something else."""
    record = archive.records.get(name)
    claim = archive.claims.get(name)
    said = record.withdrawal if record else archive.withdrawal(claim) if claim else None
    wanted = (asked.day, asked.reason, asked.reason_en or asked.reason, asked.instead, asked.same_as)
    found = (said.day, said.because.vi, said.because.en, said.instead or "", said.same_as or "") if said else ()
    if found != wanted:
        raise Refusal(
            Text(
                "lý do có dấu mà chỗ ấy không giữ được; viết bằng lời thường, không { } và dấu \\",
                "the reason holds a sign that cannot stand there; write plain words, without { } and \\",
            )
        )
