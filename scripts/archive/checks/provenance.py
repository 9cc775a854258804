"""Rules on what statements rest on: DV601 to DV605, DV607, DV609."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from archive.checks.grounds import missing
from archive.checks.identity import CLAIM_ID, misspelt
from archive.checks.prose import CURLY
from archive.content.body import Reference, references
from archive.content.kinds.base import Common
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page
from archive.content.terms import cited, sourced
from archive.extending import Need, Problem, rule
from archive.findings import Place, Text
from archive.near import meant

STATUSES = ("reported", "inferred", "official")


@rule("DV601", needs=Need.RECORDS)
def source_given(page: Page, _: Archive) -> Iterator[Problem]:
    """A Vietnamese claim that is not inferred has a source."""
    for claim in page.body.claims:
        known = claim.status in STATUSES and not misspelt(claim, "source")
        if page.lang == "vi" and claim.status != "inferred" and not claim.sources and known:
            yield Problem(claim.place, Text(f"{claim.id} không ghi nguồn", f"{claim.id} has no source"))


class _Cited(NamedTuple):
    """The places that something on a page names as its sources, as they are written, and where."""

    given: str
    sources: tuple[Reference, ...]
    place: Place
    form: str
    """How they are written there: a claim's attribute, or a key of the front matter."""


def _citing(page: Page) -> Iterator[_Cited]:
    """What claims and words of the glossary name as their sources."""
    for claim in page.body.claims:
        if claim.sources:
            given = next((a.value or "" for a in claim.attributes if a.name == "source"), "")
            yield _Cited(given, claim.sources, claim.place_of("source"), 'source="{}"')
    for name, entry in sourced(page).items():
        for key, given in cited(entry):
            yield _Cited(given, references(given), page.key(f"terms.{name}.{key}"), f"{key}: {{}}")


@rule("DV602", needs=Need.RECORDS)
def source_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every cited source exists."""
    for citing in _citing(page):
        if broken := _broken(citing, archive):
            yield Problem(citing.place, *broken)
            continue
        for reference in citing.sources:
            if archive.cited(reference.source) is None and not _UNREAD.search(str(reference)):
                hint = meant(reference.source, (record.id for record in archive.of_kind("source")))
                text = Text(
                    f"Không có nguồn “{reference.source}”{hint.vi}",
                    f"There is no source “{reference.source}”{hint.en}",
                )
                fix = _by_id(citing.form) if "://" in str(reference) else None
                yield Problem(citing.place, text, fix, about=(reference.source,))


@rule("DV603", needs=Need.RECORDS)
def locator_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every cited locator is declared."""
    for citing in _citing(page):
        for reference in () if _broken(citing, archive) else citing.sources:
            record = archive.cited(reference.source)
            known = record.locators if record else {}
            if record and reference.locator not in known and not _UNREAD.search(str(reference)):
                hint = meant(reference.locator, known)
                if not reference.locator:
                    yield Problem(citing.place, *_no_locator(record.id, known))
                    continue
                if reference.locator.rstrip(",;") in known:
                    yield Problem(citing.place, *_comma(citing.form))
                    continue
                yield Problem(
                    citing.place,
                    Text(
                        f"Nguồn {reference.source} không có chỗ “{reference.locator}”{hint.vi}",
                        f"{reference.source} has no locator “{reference.locator}”{hint.en}",
                    ),
                    about=(str(reference),),
                )


def _broken(citing: _Cited, archive: Archive) -> tuple[Text, Text] | None:
    """What is said of a `source` that blanks have broken, or that is a name."""
    given, form = citing.given, citing.form
    joined = "#".join(part.strip() for part in given.split("#"))
    if joined != given:
        return (
            Text("Có dấu cách bên dấu # trong nguồn", "A space beside the # in a source"),
            Text(f"viết liền: {form.format(joined)}", f"write it together: {form.format(joined)}"),
        )
    if "#" not in given and len(citing.sources) > 1:
        named = (r for r in archive.of_kind("source") if isinstance(r.meta, Source))
        found = next(
            (r for r in named if isinstance(r.meta, Source) and given in {r.meta.short, r.meta.publisher}), None
        )
        example = form.format(f"{found.id}#{next(iter(found.locators), 'p1')}" if found else _EXAMPLE)
        return (
            Text(f"“{given}” là tên, không phải mã nguồn", f"“{given}” is a name, not a source's id"),
            Text(f"ghi mã và chỗ: {example}", f"write the id and the place: {example}"),
        )
    return None


_UNREAD = re.compile(f"{CURLY.pattern}|[\"']")
"""Quotation marks in a reference: DV304 says that they do not hold it together."""
_EXAMPLE = "n-bao-mau#p6"


def _by_id(form: str) -> Text:
    example = form.format(_EXAMPLE)
    return Text(
        f"ghi mã của trang nguồn, không ghi địa chỉ: {example}; chưa có thì tạo bằng `archive new source …`",
        f"write the id of the source's page, not an address: {example}; make one with `archive new source …`",
    )


def _comma(form: str) -> tuple[Text, Text]:
    example = form.format("n-a#p1 n-b#p2")
    return (
        Text("Dấu phẩy giữa các nguồn", "A comma between sources"),
        Text(f"cách nhau bằng dấu cách: {example}", f"put a space between them: {example}"),
    )


def _no_locator(source: str, known: Iterable[str]) -> tuple[Text, Text]:
    first = next(iter(known), "p1")
    return (
        Text(f"Không ghi chỗ nào trong nguồn {source}", f"No place in {source} is named"),
        Text(
            f"thêm #chỗ sau mã nguồn, như {source}#{first}", f"add #locator behind the source, such as {source}#{first}"
        ),
    )


@rule("DV604", needs=Need.RECORDS)
def tier_right(page: Page, archive: Archive) -> Iterator[Problem]:
    """Agreement, result and commitment claims rest on the primary tier, through their premises too."""
    if not isinstance(page.meta, Common) or not page.meta.primary:
        return
    for claim in page.body.claims:
        if archive.tier(claim) == "context":
            yield Problem(
                claim.place_of("source" if claim.sources else "from"),
                Text(f"{claim.id} dựa vào nguồn bối cảnh", f"{claim.id} rests on a context source"),
            )


@rule("DV605", needs=Need.GROUNDS | Need.WORDS)
def editorial_supported(page: Page, archive: Archive) -> Iterator[Problem]:
    """Figures, dates, symbols, quoted titles and names of editorial words stand in a linked claim or record."""
    for value, place in missing(page, archive):
        yield Problem(
            place,
            Text(
                f"“{value}” không có trong thông tin nào mà trang này dẫn",
                f"“{value}” stands in no claim that this page links",
            ),
            about=(value,) if CLAIM_ID.fullmatch(value) else (),
        )


@rule("DV607", needs=Need.RECORDS, statuses=", ".join(STATUSES))
def status_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """`status` is one of three; `official` needs an official text at hand."""
    for claim in page.body.claims:
        if claim.status not in STATUSES:
            hint = meant(claim.status, STATUSES)
            yield Problem(
                claim.place_of("status"),
                Text(f"Tình trạng lạ “{claim.status}”{hint.vi}", f"Unknown status “{claim.status}”{hint.en}"),
            )
        elif claim.status == "official" and not archive.official_texts:
            yield Problem(
                claim.place_of("status"),
                Text("Chưa có văn bản chính thức nào trong lưu trữ", "No official text is in the archive"),
            )


@rule("DV609", needs=Need.RECORDS)
def digests_given(page: Page, _: Archive) -> Iterator[Problem]:
    """Every locator of a primary source has a digest."""
    if isinstance(page.meta, Source) and page.meta.tier == "primary":
        for name, locator in page.meta.locators.items():
            if locator.sha256 is None:
                yield Problem(
                    page.key(f"locators.{name}"),
                    Text(f"Chỗ “{name}” thiếu mã băm", f"The locator “{name}” has no digest"),
                )
