"""Statements that were corrected, and what was withdrawn, as typed entries, newest first.

Takes an archive; gives `Erratum`s, from which the page of corrections and whoever else tells of them render. Former
words come from what was published; where that is not known, or they are not shown again, an entry does without them.
Other changes of words are no errata: they stand in a statement's history alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from archive.content.model import Archive, Record
from archive.content.statement import Former, Statement
from archive.findings import LANGS, Lang, Text
from archive.history.value import Words


@dataclass(frozen=True, slots=True)
class Erratum:
    """One thing that was corrected or withdrawn on a day (ISO)."""

    day: str
    kind: Literal["corrected", "withdrawn"]
    subject: Statement | Record
    because: Text
    former: Mapping[Lang, Words]
    """What a corrected statement said before, in the languages in which it said something else, as far as is known."""
    now: Mapping[Lang, Words]
    """What gave way to nothing, or what stands in the place of the former words."""

    def url(self, lang: Lang) -> str:
        """The page of what it is about, relative to the site's root."""
        return self.subject.url(lang)


def errata(archive: Archive) -> tuple[Erratum, ...]:
    """Every correction and withdrawal, the newest first, those of one day in order of id."""
    found = sorted((*_statements(archive), *_records(archive)), key=lambda erratum: erratum.subject.id)
    return tuple(sorted(found, key=lambda erratum: erratum.day, reverse=True))


def _statements(archive: Archive) -> Iterator[Erratum]:
    for statement in archive.statements.values():
        # What was withdrawn with its record is told once, as that.
        if statement.withdrawal and statement.claim.withdrawn:
            now = {lang: Words(statement.text[lang]) for lang in LANGS}
            yield Erratum(statement.withdrawal.day, "withdrawn", statement, statement.withdrawal.because, {}, now)
        elif statement.correction and not statement.withdrawal:
            day, because = statement.correction.day, statement.correction.because
            pairs = {lang: _corrected(statement, lang, day) for lang in LANGS}
            former = {lang: pair[0].words for lang, pair in pairs.items() if pair[0]}
            yield Erratum(day, "corrected", statement, because, former, {lang: pair[1] for lang, pair in pairs.items()})


def _corrected(statement: Statement, lang: Lang, day: str) -> tuple[Former | None, Words]:
    """The wording that a correction of that day put an end to, and the one that came: words may change again later."""
    former = statement.former(lang)
    # Published on the day of the correction, or some days later; where it was only marked afterwards, the last.
    at = next((number for number, one in enumerate(former) if one.end >= day), len(former) - 1)
    following = [*(one.words for one in former[1:]), Words(statement.text[lang])]
    return (former[at], following[at]) if former else (None, Words(statement.text[lang]))


def _records(archive: Archive) -> Iterator[Erratum]:
    for record in archive.records.values():
        if record.withdrawal:
            now = {lang: Words(record.title(lang)) for lang in LANGS}
            yield Erratum(record.withdrawal.day, "withdrawn", record, record.withdrawal.because, {}, now)
