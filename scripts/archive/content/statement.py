"""A statement as whatever shows it needs it: made once from the model, in both languages, and asked no further.

Takes an `Archive`; gives one `Statement` for every claim, withdrawn ones too. Pages, cards, citations, data, feeds and
indexes render from these values alone: none of them looks claims, twins, records and the past up by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from archive.content.body import Claim, Correction, Reference, Withdrawal
from archive.findings import LANGS, Lang, Text
from archive.history.value import History, Words
from archive.text import paragraph_digest
from archive.words import among, said

if TYPE_CHECKING:
    from archive.content.model import Archive, Record, Tier

_STATUS = among("markup.status")
_BY_SOURCE = said("markup.by_source")
"""What a source of the context tier says: not every one of these is a newspaper."""
Look = Literal["reported", "inferred", "official", "context"]
"""How sure a statement is, as its line and word show it: of what is reported, a context source's is told apart."""


def id_folder(lang: Lang) -> str:
    """The folder of permanent addresses and citation files, relative to the site's root; each language has its own."""
    return "id/" if lang == "vi" else "en/id/"


def id_url(name: str, lang: Lang) -> str:
    """The permanent address of an id, relative to the site's root: `en/id/kq-05-2/`."""
    return f"{id_folder(lang)}{name}/"


@dataclass(frozen=True, slots=True)
class Ground:
    """A place that a statement rests on, and the source or official text that it is in; None where none is declared."""

    reference: Reference
    record: Record | None
    alone: bool = True
    """Whether its source's short name and day mean one place alone."""

    def about(self, lang: Lang) -> str:
        """What stands there, in the few words of its source's page; empty where the page does not list it."""
        return self.record.place_words(self.reference.locator, lang) if self.record else ""


@dataclass(frozen=True, slots=True)
class Former:
    """What a statement said before, in one language: from one day to another (ISO)."""

    start: str
    end: str
    words: Words


@dataclass(frozen=True, eq=False)
class Statement:
    """One statement: its words, how sure it is and from what, where it stands, and what became of it."""

    id: str
    claims: Mapping[Lang, Claim]
    """As written in each language; the Vietnamese twice where no English twin says it."""
    record: Record
    """The record whose page it stands on."""
    tier: Tier
    word: Text
    """How sure it is, in a word or two; what the primary source reports is called as the archive's settings say."""
    withdrawal: Withdrawal | None
    """How it was withdrawn, by itself or with its record."""
    correction: Correction | None
    """How its words were corrected, where they were wrong."""
    answer: str | None
    """The id of the statement in which somebody whom it names answers it, where there is one."""
    grounds: tuple[Ground, ...]
    premises: tuple[str, ...]
    """The ids of the statements that it is concluded from, those that exist, each once."""
    conclusions: tuple[str, ...]
    """The ids of the inferences that rest on it and count."""
    absorbed: tuple[str, ...]
    """The ids of the statements that were merged into it."""
    replies_to: tuple[str, ...]
    """The ids of the statements that it answers."""
    history: History = field(repr=False)

    @property
    def fingerprinted(self) -> tuple[object, ...]:
        """What tells it from any other: of the past its own wordings alone."""
        own = (getattr(self, name) for name in self.__dataclass_fields__ if name != "history")
        return (*own, self.history.wordings.get(self.id, ()))

    @property
    def claim(self) -> Claim:
        """The Vietnamese claim: the one that says what no translation changes."""
        return self.claims["vi"]

    @property
    def status(self) -> str:
        """`reported`, `inferred` or `official`."""
        return self.claim.status

    @property
    def merged(self) -> str | None:
        """The id of the statement that says the same and stays: this one has no page, its address leads there."""
        return self.withdrawal.same_as if self.withdrawal and self.claim.withdrawn else None

    @property
    def look(self) -> Look:
        """The status as it is shown."""
        if self.tier == "context" and self.status == "reported":
            return "context"
        return "inferred" if self.status == "inferred" else "official" if self.status == "official" else "reported"

    @cached_property
    def text(self) -> Text:
        """The sentence, as published, Markdown removed."""
        return Text(*(self.claims[lang].text for lang in LANGS))

    @cached_property
    def digest(self) -> Text:
        """SHA-256 (hex) of the sentence in each language: NFC, white space collapsed, nothing else changed."""
        return Text(*(paragraph_digest(self.text[lang]) for lang in LANGS))

    @property
    def day(self) -> str:
        """The day (ISO) since which it says what it says, in both languages; empty where that is not known."""
        said = self.history.wordings.get(self.id, ())
        return said[-1].day if said else ""

    def url(self, lang: Lang) -> str:
        """Its own page, the permanent address, relative to the site's root."""
        return id_url(self.id, lang)

    def place(self, lang: Lang) -> str:
        """Where it stands on its record's page."""
        return f"{self.record.url(lang)}#{self.id}"

    def former(self, lang: Lang) -> tuple[Former, ...]:
        """What it said before in a language, each published wording once, the oldest first."""
        found = self.history.former(self.id, lang)
        return tuple(Former(w.day, self.history.ended(self.id, lang, w), w[lang]) for w in found)


class Statements(Mapping[str, Statement]):
    """All statements of an archive by id, each made when it is first asked for."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._made: dict[str, Statement] = {}
        merged = ((claim.same_as, claim.id) for claim in archive.claims.values() if claim.withdrawn)
        self._absorbed = _grouped(merged)
        self._replies = _grouped((claim.answer, claim.id) for claim in archive.claims.values())

    def __getitem__(self, name: str) -> Statement:
        """The statement of that id; raises `KeyError`."""
        if name not in self._made:
            absorbed, replies = self._absorbed.get(name, ()), self._replies.get(name, ())
            self._made[name] = _statement(self._archive, self._archive.claims[name], tuple(absorbed), tuple(replies))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._archive.claims)

    def __len__(self) -> int:
        return len(self._archive.claims)

    def of(self, claims: Iterable[Claim]) -> tuple[Statement, ...]:
        """The statements that these claims are."""
        return tuple(self[claim.id] for claim in claims)

    def known(self, names: Iterable[str]) -> tuple[Statement, ...]:
        """The statements of these ids, those that exist, each once, in this order."""
        return tuple(self[name] for name in dict.fromkeys(names) if name in self)

    def __contains__(self, name: object) -> bool:
        return name in self._archive.claims


def _grouped(pairs: Iterable[tuple[str | None, str]]) -> dict[str, list[str]]:
    """The ids by what they name."""
    found: dict[str, list[str]] = {}
    for named, name in pairs:
        if named:
            found.setdefault(named, []).append(name)
    return found


def _statement(archive: Archive, claim: Claim, absorbed: tuple[str, ...], replies_to: tuple[str, ...]) -> Statement:
    tier, reported = archive.tier(claim), claim.status not in _STATUS
    conclusions = (archive.claims[other.id] for other in archive.conclusions.get(claim.id, ()))
    return Statement(
        claim.id,
        {"vi": claim, "en": archive.english.get(claim.id, claim)},
        archive.record_of(claim.id),
        tier,
        _BY_SOURCE
        if tier == "context" and reported
        else archive.settings.source.status
        if reported
        else _STATUS[claim.status],
        archive.withdrawal(claim),
        archive.correction(claim),
        claim.answer if claim.answer in archive.claims else None,
        tuple(ground(archive, reference) for reference in claim.sources),
        tuple(name for name in dict.fromkeys(claim.premises) if name in archive.claims),
        tuple(other.id for other in conclusions if not archive.withdrawal(other)),
        absorbed,
        replies_to,
        archive.history,
    )


def ground(archive: Archive, reference: Reference) -> Ground:
    """What a reference names."""
    cited = archive.cited(reference.source)
    source = archive.source(reference.source)
    return Ground(reference, cited, not source or archive.places[source.short, source.published] == 1)
