"""Rules on what statements rest on: DV601 to DV605, DV607, DV609."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from archive.checks.grounds import Supports
from archive.checks.identity import CLAIM_ID, misspelt
from archive.checks.prose import CURLY
from archive.content.body import Claim
from archive.content.kinds.base import Common
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Text
from archive.near import meant

STATUSES = ("reported", "inferred", "official")


@rule("DV601", needs=Need.RECORDS)
def source_given(page: Page, _: Archive) -> Iterator[Problem]:
    """A Vietnamese claim that is not inferred has a source."""
    for claim in page.body.claims:
        known = claim.status in STATUSES and not misspelt(claim, "source")
        if page.lang == "vi" and claim.status != "inferred" and not claim.sources and known:
            yield Problem(claim.place, Text(f"{claim.id} không ghi nguồn", f"{claim.id} has no source"))


@rule("DV602", needs=Need.RECORDS)
def source_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every cited source exists."""
    for claim in page.body.claims:
        if claim.sources and (broken := _broken(claim, archive)):
            yield Problem(claim.place_of("source"), *broken)
            continue
        for reference in claim.sources:
            if archive.cited(reference.source) is None and not _UNREAD.search(str(reference)):
                hint = meant(reference.source, (record.id for record in archive.of_kind("source")))
                text = Text(
                    f"Không có nguồn “{reference.source}”{hint.vi}",
                    f"There is no source “{reference.source}”{hint.en}",
                )
                fix = _BY_ID if "://" in str(reference) else None
                yield Problem(claim.place_of("source"), text, fix, about=(reference.source,))


@rule("DV603", needs=Need.RECORDS)
def locator_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every cited locator is declared."""
    for claim in page.body.claims:
        for reference in () if claim.sources and _broken(claim, archive) else claim.sources:
            cited = archive.cited(reference.source)
            known = cited.locators if cited else {}
            if cited and reference.locator not in known and not _UNREAD.search(str(reference)):
                hint = meant(reference.locator, known)
                if not reference.locator:
                    yield Problem(claim.place_of("source"), *_no_locator(cited.id, known))
                    continue
                if reference.locator.rstrip(",;") in known:
                    yield Problem(claim.place_of("source"), *_COMMA)
                    continue
                yield Problem(
                    claim.place_of("source"),
                    Text(
                        f"Nguồn {reference.source} không có chỗ “{reference.locator}”{hint.vi}",
                        f"{reference.source} has no locator “{reference.locator}”{hint.en}",
                    ),
                    about=(str(reference),),
                )


def _broken(claim: Claim, archive: Archive) -> tuple[Text, Text] | None:
    """What is said of a `source=` that blanks have broken, or that is a name."""
    given = next((a.value or "" for a in claim.attributes if a.name == "source"), "")
    joined = "#".join(part.strip() for part in given.split("#"))
    if joined != given:
        return (
            Text("Có dấu cách bên dấu # trong nguồn", "A space beside the # in a source"),
            Text(f'viết liền: source="{joined}"', f'write it together: source="{joined}"'),
        )
    if "#" not in given and len(claim.sources) > 1:
        named = (r for r in archive.of_kind("source") if isinstance(r.meta, Source))
        found = next(
            (r for r in named if isinstance(r.meta, Source) and given in {r.meta.short, r.meta.publisher}), None
        )
        example = f"{found.id}#{next(iter(found.locators), 'p1')}" if found else "n-bao-mau#p6"
        return (
            Text(f"“{given}” là tên, không phải mã nguồn", f"“{given}” is a name, not a source's id"),
            Text(f'ghi mã và chỗ: source="{example}"', f'write the id and the place: source="{example}"'),
        )
    return None


_UNREAD = re.compile(f"{CURLY.pattern}|[\"']")
"""Quotation marks in a reference: DV304 says that they do not hold it together."""
_BY_ID = Text(
    'ghi mã của trang nguồn, không ghi địa chỉ: source="n-bao-mau#p6"; chưa có thì tạo bằng `archive new source …`',
    'write the id of the source\'s page, not an address: source="n-bao-mau#p6"; make one with `archive new source …`',
)
_COMMA = (
    Text("Dấu phẩy giữa các nguồn", "A comma between sources"),
    Text('cách nhau bằng dấu cách: source="n-a#p1 n-b#p2"', 'put a space between them: source="n-a#p1 n-b#p2"'),
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
def editorial_supported(archive: Archive) -> Iterator[Problem]:
    """Figures, dates, symbols, quoted titles and names of editorial words stand in a linked claim or record."""
    supports = Supports(archive)
    for page in archive.pages:
        for value, place in supports.missing(page):
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
