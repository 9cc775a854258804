"""Whether what the archive says stands where it says it does: claims against a saved copy of their source.

Takes an `Archive`, a source's id and the text of a copy of that source; gives a `Report`. Paragraphs are told by their
digest: each locator with a digest is looked for among the copy's lines and blocks of lines. Every Vietnamese claim that
cites the source is then held to the paragraphs that it cites: each figure, date, document symbol, quoted title and
proper name stands in one of them. A locator without a digest (context sources) stands for the whole copy. Refuses an
unknown source by `KeyError`; nothing of the copy is ever kept or repeated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from archive.content.body import Claim
from archive.content.kinds.source import Source
from archive.content.model import Archive, Tier
from archive.findings import Place, Text
from archive.text import (
    missing_dates,
    missing_figures,
    missing_names,
    missing_quotes,
    missing_symbols,
    normal,
    paragraph_digest,
    seen,
)

WHOLE = Text("cả tệp", "the whole file")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the copy: its first and last line, from 1, and its words."""

    first: int
    last: int
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to tell about a claim or a locator, with its place in the archive."""

    place: Place
    message: Text


@dataclass(frozen=True, slots=True)
class Other:
    """A source that this run says nothing of: how many claims cite it, how many of its locators have a digest."""

    source: str
    tier: Tier
    claims: int
    digests: int
    locators: int


@dataclass(frozen=True, slots=True)
class Report:
    """What a copy proved of one source, what it contradicted, and what it could not settle."""

    source: str
    tier: Tier
    file: Literal["same", "other", "not-recorded"]
    """Whether the copy has the digest that the record gives for the whole file."""
    verified: tuple[str, ...]
    """Locators whose paragraph stands in the copy with the recorded digest."""
    mismatched: tuple[str, ...]
    """Locators with a digest that no paragraph of the copy has."""
    without_digest: tuple[str, ...]
    held: tuple[str, ...]
    """Claims of which everything stands where they say."""
    unchecked: tuple[Note, ...]
    """What could not be checked with this copy alone."""
    problems: tuple[Note, ...]
    others: tuple[Other, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was contradicted."""
        return not self.problems

    @property
    def another(self) -> bool:
        """Whether the copy is of something else: the source has digests, and no paragraph has any of them."""
        return bool(self.mismatched) and not self.verified


def verify(archive: Archive, source_id: str, text: str, *, exact: bool = True) -> Report:
    """Hold every claim that cites the source to `text`, a copy of it; `exact`: its bytes are the file's, in UTF-8."""
    source = archive.source(source_id)
    if source is None:
        raise KeyError(source_id)
    every = paragraphs(text)
    by_digest = _by_digest(every)
    digests = {name: locator.sha256 for name, locator in source.locators.items() if locator.sha256}
    verified = {name: by_digest[digest] for name, digest in digests.items() if digest in by_digest}
    mismatched = tuple(name for name in digests if name not in verified)
    covered = {line for found in verified.values() for line in range(found.first, found.last + 1)}
    unknown = tuple(found.first for found in every if found.first == found.last and found.first not in covered)
    unknown = unknown if digests else ()
    words = {name: found.text for name, found in verified.items()}
    copy = _Copy(source_id, source, text, words, frozenset(mismatched))
    held: list[str] = []
    unchecked: list[Note] = []
    problems = list(_mismatches(archive, source_id, mismatched, unknown))
    for claim in citing(archive, source_id):
        contradicted, open_ = _claim(claim, copy)
        problems += contradicted
        unchecked += open_
        if not contradicted and not open_:
            held.append(claim.id)
    return Report(
        source=source_id,
        tier=source.tier,
        file=_file(source, text, exact=exact),
        verified=tuple(verified),
        mismatched=mismatched,
        without_digest=tuple(name for name in source.locators if name not in digests),
        held=tuple(held),
        unchecked=tuple(unchecked),
        problems=tuple(problems),
        others=tuple(_others(archive, source_id)),
    )


def citing(archive: Archive, source_id: str) -> Iterator[Claim]:
    """The claims that cite a source, in order of id; withdrawn ones are no longer held to it."""
    for _, record in sorted(archive.records.items()):
        for claim in record.live_claims:
            if any(reference.source == source_id for reference in claim.sources):
                yield claim


def digests(text: str) -> Mapping[str, Paragraph]:
    """What stands in a copy, by digest. A statement's page reads what is pasted there in the same way."""
    return _by_digest(paragraphs(text))


def _by_digest(every: list[Paragraph]) -> dict[str, Paragraph]:
    # A browser copies letters that nobody sees (soft hyphens, marks of width nought); what was read had none.
    found = {paragraph_digest(seen(paragraph.text)): paragraph for paragraph in every}
    return found | {paragraph_digest(paragraph.text): paragraph for paragraph in every}


def paragraphs(text: str) -> list[Paragraph]:
    """Every line, and every run of lines between blank ones: a copy may break a paragraph's lines."""
    found: list[Paragraph] = []
    block: list[Paragraph] = []
    for number, line in enumerate([*text.removeprefix("\ufeff").splitlines(), ""], 1):
        if line.strip():
            block.append(Paragraph(number, number, line))
            continue
        if len(block) > 1:
            found.append(Paragraph(block[0].first, block[-1].last, " ".join(part.text for part in block)))
        found += block
        block = []
    return found


def _file(source: Source, text: str, *, exact: bool) -> Literal["same", "other", "not-recorded"]:
    if source.file_sha256 is None:
        return "not-recorded"
    same = exact and hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == source.file_sha256
    return "same" if same else "other"


def _mismatches(
    archive: Archive, source_id: str, mismatched: tuple[str, ...], unknown: tuple[int, ...]
) -> Iterator[Note]:
    page = archive.records[source_id].vi
    hint = Text("", "")
    if unknown:
        numbers = ", ".join(map(str, unknown[:20])) + ("…" if len(unknown) > 20 else "")
        hint = Text(
            f" (dòng không khớp chỗ nào trong tệp: {numbers})", f" (lines of the file that match no locator: {numbers})"
        )
    for name in mismatched:
        yield Note(
            page.key(f"locators.{name}.sha256"),
            Text(
                f"{source_id}#{name}: không đoạn nào của tệp có mã băm đã ghi{hint.vi}",
                f"{source_id}#{name}: no paragraph of the file has the recorded digest{hint.en}",
            ),
        )


@dataclass(frozen=True, slots=True)
class _Copy:
    """A copy of a source, ready to be asked."""

    id: str
    source: Source
    text: str
    paragraphs: Mapping[str, str]
    """The words of each locator whose digest was found."""
    mismatched: frozenset[str]


def _claim(claim: Claim, copy: _Copy) -> tuple[list[Note], list[Note]]:
    """What of a claim the copy contradicts, and what it leaves open."""
    cited = [reference.locator for reference in claim.sources if reference.source == copy.id]
    undeclared = [name for name in cited if name not in copy.source.locators]
    if undeclared:
        names = _places(copy, undeclared)
        return [_note(claim, Text(f"hồ sơ nguồn không có chỗ {names}", f"the record has no locator {names}"))], []
    absent = [name for name in cited if name in copy.mismatched]
    if absent:
        names = _places(copy, absent)
        why = Text(f"đoạn {names} không có trong tệp", f"the paragraph {names} is not in the file")
        return [], [_note(claim, why)]
    texts = [copy.paragraphs[name] for name in cited if name in copy.paragraphs]
    whole = len(texts) < len(cited)
    missing, left_open = _missing(claim, [*texts, *([copy.text] if whole else [])], copy, whole)
    where = WHOLE if whole else Text(*(_places(copy, cited),) * 2)
    elsewhere = ", ".join(sorted({reference.source for reference in claim.sources} - {copy.id}))
    if elsewhere:
        left_open += [
            Text(f"“{value}” không có ở đây, có thể ở {elsewhere}", f"“{value}” does not stand here; try {elsewhere}")
            for value in missing
        ]
        missing = []
    contradicted = [
        Text(f"“{value}” không có trong {where.vi}", f"“{value}” does not stand in {where.en}") for value in missing
    ]
    return [_note(claim, text) for text in contradicted], [_note(claim, text) for text in left_open]


def _missing(claim: Claim, texts: list[str], copy: _Copy, whole: bool) -> tuple[list[str], list[Text]]:
    """What the claim states and none of the texts does, and what cannot be compared."""
    # A copy may break its lines anywhere: what is looked for stands on one.
    allowed = [(normal(text), copy.source.language) for text in texts]
    # Where no paragraph is known, a claim may name its publisher (`Theo VTC News`), whose page need not print that.
    own = f"{copy.source.publisher} | {copy.source.short}" if whole else ""
    missing = [
        *missing_figures(claim.text, allowed, "vi"),
        *missing_dates(claim.text, allowed, "vi"),
        *missing_symbols(claim.text, allowed, "vi"),
    ]
    titles_and_names = [
        *missing_quotes(claim.text, allowed),
        *missing_names(claim.text, [*(text for text, _ in allowed), own], "vi"),
    ]
    if copy.source.language == "vi" or not titles_and_names:
        return list(dict.fromkeys([*missing, *titles_and_names])), []
    why = Text(
        f"nguồn viết bằng tiếng Anh, phải so bằng mắt: {', '.join(dict.fromkeys(titles_and_names))}",
        f"the source is in English, a reader has to compare: {', '.join(dict.fromkeys(titles_and_names))}",
    )
    return list(dict.fromkeys(missing)), [why]


def _places(copy: _Copy, names: list[str]) -> str:
    return ", ".join(f"{copy.id}#{name}" for name in names)


def _note(claim: Claim, text: Text) -> Note:
    return Note(claim.place, Text(f"{claim.id}: {text.vi}", f"{claim.id}: {text.en}"))


def _others(archive: Archive, source_id: str) -> Iterator[Other]:
    for record in archive.of_kind("source"):
        meta = record.meta
        if record.id != source_id and isinstance(meta, Source):
            digests = sum(1 for locator in meta.locators.values() if locator.sha256)
            claims = sum(1 for _ in citing(archive, record.id))
            yield Other(record.id, meta.tier, claims, digests, len(meta.locators))
