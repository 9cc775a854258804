"""What a check finds, and the values every stage shares to say it.

Gives `Text` (the same words in both languages), `Place` (where) and `Finding` (what is wrong there, and the fix).
Refuses nothing: these are plain values; `report` formats them and `console` prints them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

Lang = Literal["vi", "en"]
LANGS: tuple[Lang, Lang] = ("vi", "en")
"""Vietnamese is the default language of the site and of every message; English is the second."""


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """The same words in Vietnamese and in English."""

    vi: str
    en: str

    def __getitem__(self, lang: Lang) -> str:
        """The words in `lang`."""
        return self.vi if lang == "vi" else self.en

    def format(self, **values: object) -> Text:
        """Fill named values into both languages; of a `Text`, the words in each."""
        in_vi, in_en = ({key: v[lang] if isinstance(v, Text) else v for key, v in values.items()} for lang in LANGS)
        try:
            return Text(self.vi.format(**in_vi), self.en.format(**in_en))
        except KeyError as error:
            raise LookupError(
                f"nothing fills {{{error.args[0]}}} in “{self.en}”: mend words/vi.toml, words/en.toml"
            ) from error


class Severity(StrEnum):
    """An error stops the build; a warning is printed and changes no exit status."""

    ERROR = "error"
    WARNING = "warning"


class Place(NamedTuple):
    """A position in a file: path from the project's root with `/`, line and column from 1.

    Sorts in a reader's order: a page before its translation, both before the next page, pages before other files.
    """

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    # All four: those of a tuple would go by the letters of the path.
    def __lt__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, Place) and self._order < other._order

    def __le__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, Place) and self._order <= other._order

    def __gt__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, Place) and self._order > other._order

    def __ge__(self, other: tuple[object, ...]) -> bool:
        return isinstance(other, Place) and self._order >= other._order

    @property
    def _order(self) -> tuple[bool, str, bool, int, int]:
        english = self.path.startswith("docs/en/")
        if english or self.path.startswith("docs/vi/"):
            return False, self.path[len("docs/vi/") :], english, self.line, self.column
        return True, self.path, False, self.line, self.column


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that is wrong, with the way to mend it; sorts by place, then code."""

    place: Place
    code: str
    message: Text
    fix: Text = Text("", "")
    severity: Severity = Severity.ERROR
    about: tuple[str, ...] = ()
    """Ids (`kq-05-2`) and files (`docs/en/…`) that the finding speaks of: where another one is why, this one waits."""

    def line(self, lang: Lang) -> str:
        """`path:line:column: CODE what is wrong; how to mend it`, on one line."""
        return f"{self.place}: {self.code} {self.text(lang)}"

    def text(self, lang: Lang) -> str:
        """What is wrong, and how to mend it; a question (“did you mean …?”) ends its sentence."""
        message, fix = self.message[lang], self.fix[lang]
        if not fix:
            return message
        return f"{message} {fix[:1].upper()}{fix[1:]}" if message.endswith("?") else f"{message}; {fix}"


def errors(findings: list[Finding]) -> list[Finding]:
    """Those of the findings that stop a build."""
    return [finding for finding in findings if finding.severity is Severity.ERROR]
