"""What editorial words may lean on: the claims and records that a page links.

Takes a page and its archive; gives the texts that support its figures, dates and names, and the editorial pieces.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from archive import dates
from archive.content.kinds import PERIODS, Common, Source, Translation
from archive.content.model import Archive, Page, Record
from archive.findings import LANGS, Lang, Place
from archive.text import dates as dates_in

PRIMARY_KINDS = ("agreement", "result", "commitment")
"""The kinds that rest on the primary source alone."""
Supported = tuple[str, Lang]


def in_primary_part(page: Page, archive: Archive) -> bool:
    """Whether the page is an agreement, result or commitment, or the index page of their folder."""
    record = _record(page, archive)
    if record:
        return record.kind in PRIMARY_KINDS
    folder = page.path.rpartition("/")[0]
    return bool(folder) and any(r.kind in PRIMARY_KINDS for r in archive.of_folder(folder))


def editorial(page: Page) -> Iterator[tuple[str, Place]]:
    """The editorial words of a page: title, summary, unknowns, reasons of withdrawals, every piece that is no claim."""
    if page.meta:
        yield page.meta.title, page.key("title")
        yield page.meta.summary, page.key("summary")
        for number, words in enumerate(page.meta.unknowns):
            yield words, page.key(f"unknowns.{number}")
        if isinstance(page.meta, Common | Translation) and page.meta.withdrawn_reason:
            yield page.meta.withdrawn_reason, page.key("withdrawn_reason")
    for claim in page.body.claims:
        if claim.withdrawn_because:
            yield claim.withdrawn_because, claim.place_of("reason")
    for piece in page.body.pieces:
        yield piece.words, piece.place


def unmarked(page: Page) -> frozenset[str]:
    """Ids that stand on paragraphs that are no claims, most often for want of the dot in `.claim`; DV305 names them."""
    return frozenset(a.value for piece in page.body.pieces for a in piece.attributes if a.name == "id" and a.value)


def allowed_for(page: Page, archive: Archive) -> list[Supported]:
    """The texts that a page's editorial words may lean on, each with its language."""
    vi = page if page.lang == "vi" else archive.twin(page) or page
    texts: list[Supported] = []
    own = _record(page, archive)
    records = list(_linked(page, archive))
    if own:
        texts.extend(_claims(own, archive))
        texts.extend(_front(own))
        records.extend(archive.records[i] for i in _relations(own) if i in archive.records)
    else:
        members = archive.of_folder(vi.path.rpartition("/")[0])
        records.extend(members)
        texts.extend((dates.label(PERIODS[m.kind], lang), lang) for m in members if m.kind in PERIODS for lang in LANGS)
    for record in records:
        texts.extend(_claims(record, archive))
        texts.extend(_front(record))
        texts.extend((text, lang) for lang in LANGS for text in (record.title(lang), record.summary(lang)))
    for linked in _linked_pages(page, archive):
        texts.append((linked.title, linked.lang))
    return list(dict.fromkeys(texts))


_YEAR = 4
_LONGEST = 7
"""Letters of a bare year; the most words in which a date is written: `from 1 January 2015 to …`."""


def ends_of_periods(words: str, allowed: list[Supported], lang: Lang) -> Iterator[str]:
    """The bare years of `words` that the texts have as the end of a period alone: `2015–2018` does not date a thing."""
    for year in sorted(date for date in dates_in(words, lang) if len(date) == _YEAR):
        said = [date for text, other in allowed if year in text for date in dates_in(text, other)]
        if any(year in date for date in said) and not any(date.startswith(year) and "/" not in date for date in said):
            yield year


def as_written(date: str, words: str, lang: Lang) -> str:
    """The words in which `words` states `date`; the date itself where they are not to be found."""
    part = _parts_with_dates(words, lang).get(date, ())
    for length in range(1, _LONGEST + 1):
        for start in range(len(part) - length + 1):
            found = " ".join(part[start : start + length])
            if date in dates_in(found, lang):
                return found.strip(".,;:!?()[]“”\"'*_")
    return date


@lru_cache(maxsize=16)
def _parts_with_dates(words: str, lang: Lang) -> Mapping[str, Sequence[str]]:
    """For each date the first few words that state it, so that a long text is not searched anew for each."""
    found: dict[str, Sequence[str]] = {}
    parts = words.split()
    for near in range(0, len(parts), _LONGEST):
        part = parts[near : near + 2 * _LONGEST]
        for date in dates_in(" ".join(part), lang):
            found.setdefault(date, part)
    return found


def _record(page: Page, archive: Archive) -> Record | None:
    vi = page if page.lang == "vi" else archive.twin(page)
    return archive.records.get(vi.meta.id) if vi and isinstance(vi.meta, Common) else None


def _claims(record: Record, archive: Archive) -> Iterator[Supported]:
    for claim in record.claims:
        for lang in LANGS:
            yield archive.words(claim.id, lang), lang
        for reference in claim.sources:
            source = archive.source(reference.source)
            if source:
                yield f"{source.publisher} {source.short} {source.headline}", "vi"


def _front(record: Record) -> Iterator[Supported]:
    """What a record's own front matter states: period, date, offices and names, a source's citation."""
    for name in ("period", "date"):
        value = getattr(record.meta, name, None)
        if value:
            yield from ((dates.label(value, lang), lang) for lang in LANGS)
    if isinstance(record.meta, Source):
        yield f"{record.meta.publisher} {record.meta.headline} {record.meta.photographer or ''}", "vi"
    yield record.meta.label.vi, "vi"
    yield record.meta.label.en, "en"


def _relations(record: Record) -> tuple[str, ...]:
    meta = record.meta
    continues = getattr(meta, "continues", ())
    rests_on = getattr(meta, "date_rests_on", None)
    extra = (rests_on.rpartition("-")[0],) if rests_on else ()
    slugs = tuple(f"cd-{slug}" for slug in meta.campaigns)
    return (*slugs, *meta.bodies, *meta.people, *meta.documents, *meta.related, *continues, *extra)


def _linked_pages(page: Page, archive: Archive) -> Iterator[Page]:
    folder = page.path.rpartition("/")[0]
    for link in page.body.links:
        target = link.href.partition("#")[0]
        if target.endswith(".md") and "://" not in target:
            found = archive.by_path.get((page.lang, posixpath.normpath(posixpath.join(folder, target))))
            if found:
                yield found
                twin = archive.twin(found)
                if twin:
                    yield twin


def _linked(page: Page, archive: Archive) -> Iterator[Record]:
    for linked in _linked_pages(page, archive):
        record = _record(linked, archive)
        if record:
            yield record
        elif linked.path.endswith("index.md"):
            # An index page shows its folder's records, so linking it links them.
            yield from archive.of_folder(linked.path.rpartition("/")[0])
