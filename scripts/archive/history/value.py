"""What is known of the past of an archive, as frozen values that rules, pages and formats ask.

Gives `History`; without one that is known, nobody is told a day, a former wording or that a translation is behind.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from archive.findings import Lang, Text
from archive.history.line import State
from archive.text import paragraph_digest


@dataclass(frozen=True, slots=True)
class Words:
    """What a statement said in one language; `withheld` holds the digest alone of words that are not shown again."""

    text: str = ""
    withheld: str = ""


def words(text: str, withheld: Collection[str], digest: str = "") -> Words:
    """Words, or the digest alone of those that are not shown again."""
    found = digest or paragraph_digest(text)
    return Words(withheld=found) if digest or found in withheld else Words(text)


@dataclass(frozen=True, slots=True)
class Wording:
    """What a statement said in both languages from a moment on (epoch seconds; day in the archive's time zone)."""

    time: int
    day: str
    vi: Words
    en: Words

    def __getitem__(self, lang: Lang) -> Words:
        return self.en if lang == "en" else self.vi


@dataclass(frozen=True, slots=True)
class History:
    """The past as far as it is known."""

    state: State = State.NO_GIT
    why: Text | None = None
    """What whoever builds is told, where it is not known."""
    on_main: bool = False
    """Whether HEAD is on the main line: publishing and sealing run nowhere else."""
    head: int | None = None
    """The time of HEAD's commit, in epoch seconds."""
    ledger: Mapping[str, int] = field(default_factory=dict)
    """Every address that was ever recorded on the main line, with the number of the commit by which it was."""
    changed: Mapping[str, int] = field(default_factory=dict)
    """The moment (epoch seconds) since which a page, by its path, has its words in both languages."""
    first: Mapping[str, int] = field(default_factory=dict)
    """By which commit of the main line, by its number, a page was first there; none of a page that is new."""
    stale: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By path: the units whose English is behind, each with the day on which the Vietnamese changed last."""
    wordings: Mapping[str, tuple[Wording, ...]] = field(default_factory=dict)
    """What each published statement said, by its id, the oldest first; the last one is what it says now."""

    @property
    def known(self) -> bool:
        """Whether days, former words and stale translations are known."""
        return self.state in {State.KNOWN, State.SEALED}

    def former(self, statement: str, lang: Lang) -> tuple[Wording, ...]:
        """What a statement said before in one language, each wording once, the oldest first."""
        return self._each(statement, lang)[:-1]

    def ended(self, statement: str, lang: Lang, wording: Wording) -> str:
        """The day on which a statement said something else than this former wording."""
        said = self._each(statement, lang)
        return said[said.index(wording) + 1].day

    def _each(self, statement: str, lang: Lang) -> tuple[Wording, ...]:
        found: list[Wording] = []
        for wording in self.wordings.get(statement, ()):
            if not found or found[-1][lang] != wording[lang]:
                found.append(wording)
        return tuple(found)


NOT_ASKED = History()
"""Of an archive for which nobody asked."""
