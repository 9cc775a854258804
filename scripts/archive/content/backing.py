"""What editorial words may lean on: of every record and folder the texts that it states, and those that it names.

Takes an archive; gives each `Backing` when it is asked for. A claim states what it says, a withdrawn one on its own
page alone. A source states its own citation: who published it, when, under which headline, and when it was read;
whoever cites it may name it, no more. Titles and summaries state nothing, for they are held themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from archive import dates
from archive.content.body import Claim
from archive.content.kinds.source import Source
from archive.findings import LANGS, Lang
from archive.text import Stated, stated, words_of

if TYPE_CHECKING:
    from archive.content.model import Archive, Page, Record


Leaning = tuple[str, str]
"""What is leaned on, by its id or folder: what a `record` says, and its `own` page may lean on; what is said `citing` a
source; or either of all in a `folder` (`citing folder`).
"""


@dataclass(frozen=True, slots=True)
class Wording:
    """A text that says something, in its language."""

    text: str
    lang: Lang
    page: Page | None = field(default=None, compare=False)
    """The page on which a claim has these words, and which knows what they state."""

    @property
    def facts(self) -> Stated:
        """What it states."""
        if self.page and self.page.lang == self.lang:
            return self.page.states(self.text)
        return stated(self.text, self.lang)

    @property
    def worded(self) -> str:
        """Its words as they are compared."""
        return (self.page.worded.get(self.text) if self.page else None) or words_of(self.text)


@dataclass(frozen=True, eq=False)
class Backing:
    """The texts of a record, or of the claims that cite it, or those of all in a folder."""

    stating: tuple[Wording, ...] = ()
    """What it states in full."""
    naming: tuple[str, ...] = ()
    """What it names, no more."""
    parts: tuple[Backing, ...] = ()
    """The records of a folder."""

    @property
    def fingerprinted(self) -> tuple[object, ...]:
        """What tells it from any other."""
        return ([(one.text, one.lang) for one in self.stating], self.naming, self.parts)


class Backings(Mapping[Leaning, Backing]):
    """Every backing of an archive, each put together when it is first asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._made: dict[Leaning, Backing] = {}
        self._citing: dict[str, list[str]] = {}
        for record in archive.records.values():
            for claim in record.live_claims:
                for source in dict.fromkeys(reference.source for reference in claim.sources):
                    self._citing.setdefault(source, []).append(claim.id)

    def __getitem__(self, at: Leaning) -> Backing:
        """What stands there; raises `KeyError` where no record is of that name. An empty folder backs nothing."""
        if at not in self._made:
            self._made[at] = self._make(*at)
        return self._made[at]

    def __iter__(self) -> Iterator[Leaning]:
        return (("record", name) for name in self._archive.records)

    def __len__(self) -> int:
        return len(self._archive.records)

    def _make(self, how: str, name: str) -> Backing:
        if how in {"folder", "citing folder"}:
            each = "record" if how == "folder" else "citing"
            return Backing(parts=tuple(self[each, member.id] for member in self._archive.of_folder(name)))
        if how == "citing":
            return Backing(tuple(dict.fromkeys(_said(self._citing.get(name, ()), self._archive))))
        return self._record(self._archive.records[name], how)

    def _record(self, record: Record, how: str) -> Backing:
        claims = record.claims if how == "own" else record.live_claims
        if how == "own" and claims == record.live_claims:
            return self["record", record.id]
        stating = tuple(dict.fromkeys(_stating(record, claims, self._archive)))
        return Backing(stating, tuple(dict.fromkeys(_naming(record, claims, self._archive))))


def _said(claims: Iterable[str], archive: Archive) -> Iterator[Wording]:
    """What claims say in each language, by their ids; where no English twin says it, the Vietnamese stands for it."""
    for claim in claims:
        record = archive.record_of(claim)
        for lang in LANGS:
            yield Wording(archive.text(claim, lang), lang, record.page(lang))


def _stating(record: Record, claims: Iterable[Claim], archive: Archive) -> Iterator[Wording]:
    """What a record states in full: its claims, the period of its kind, a source's citation."""
    yield from _said((claim.id for claim in claims), archive)
    periods = archive.settings.periods
    period = archive.settings.period(record.kind) or getattr(record.meta, "period", None)
    if period in {periods.result, periods.commitment}:
        yield from (Wording(dates.label(period, lang), lang) for lang in LANGS)
    if isinstance(record.meta, Source):
        meta = record.meta
        yield Wording(meta.cited, meta.language, record.vi)
        for date in filter(None, (meta.published, meta.read.date)):
            yield from (Wording(dates.label(date, lang), lang) for lang in LANGS)


def _naming(record: Record, claims: Iterable[Claim], archive: Archive) -> Iterator[str]:
    """What a record names besides: its kind, and who published the sources that it cites, under which headline."""
    yield from (record.meta.label.vi, record.meta.label.en)
    named = dict.fromkeys(reference.source for claim in claims for reference in claim.sources)
    for source in filter(None, map(archive.source, named)):
        yield from (source.publisher, source.short, source.headline)
    if isinstance(record.meta, Source):
        yield record.meta.short
