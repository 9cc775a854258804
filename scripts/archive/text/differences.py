"""What a text states and no text that is to support it does, and what one of two twins states alone.

`archive verify-source` holds summaries to an article by this. What supports the editorial words of a page, which the
rules ask, is another question: `checks.grounds` answers it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from archive.findings import LANGS, Lang
from archive.text.facts import Stated, said, stated
from archive.text.form import spaced, words_of
from archive.text.naming import names, quoted
from archive.text.numbers import Figure
from archive.text.worded import spelled


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """A figure, date or symbol that one of two twins states alone."""

    value: str
    only_in: Lang

    def __str__(self) -> str:
        return f"{self.value} ({self.only_in} only)"


Allowed = Iterable[tuple[str, Lang]]
"""The texts of which one has to state it, each with its language."""


Known = Callable[[str, Lang], Stated]
"""Gives what a text states, at hand or made."""


def _missing(stated_by_text: Sequence[Figure | str], allowed: Allowed, known: Known | None = None) -> tuple[str, ...]:
    if not stated_by_text:  # most sentences: nothing to look for
        return ()
    texts = tuple(allowed)
    each = (known(other, lang).supported if known else said(other, lang) for other, lang in texts)
    union = frozenset[Figure | str]().union(*each)
    return tuple(str(item) for item in stated_by_text if item not in union and not _spelled(item, texts))


def _spelled(item: Figure | str, texts: Iterable[tuple[str, Lang]]) -> bool:
    """Whether a figure of one digit stands in one of the texts as a word."""
    words = spelled(item) if isinstance(item, Figure) else ()
    return bool(words) and any(f" {word} " in words_of(text) for text, _ in texts for word in words)


def missing_figures(text: str, allowed: Allowed, lang: Lang) -> tuple[str, ...]:
    """Give the figures of `text`, as written there, that none of the allowed texts states."""
    return _missing(stated(text, lang).figures, allowed)


def missing_dates(text: str, allowed: Allowed, lang: Lang) -> tuple[str, ...]:
    """Give the dates of `text` that none of the allowed texts states, be it within a more exact date."""
    return _missing(stated(text, lang).dates, allowed)


def missing_symbols(text: str, allowed: Allowed, lang: Lang) -> tuple[str, ...]:
    """Give the document symbols of `text` that stand in none of the allowed texts."""
    return _missing(stated(text, lang).symbols, allowed)


def missing_quotes(text: str, allowed: Allowed) -> tuple[str, ...]:
    """Give the quoted titles of `text` whose words stand, quoted or not, in none of the allowed texts."""
    titles = quoted(text)
    others = [words_of(other) for other, _ in allowed] if titles else []
    return tuple(title for title in titles if not any(spaced(title) in other for other in others))


def missing_names(text: str, allowed_texts: Iterable[str], lang: Lang) -> tuple[str, ...]:
    """Give the names of `text` of which no form stands, as whole words in any case, in an allowed text."""
    found = names(text, lang)
    others = [words_of(other) for other in allowed_texts] if found else []
    return tuple(
        name.text for name in found if not any(spaced(form) in other for form in name.alternatives for other in others)
    )


def differences(vi_text: str, en_text: str, known: Known = stated) -> tuple[Difference, ...]:
    """Give what only one of two twins states; how often it states it does not matter."""
    both: dict[Lang, str] = {"vi": vi_text, "en": en_text}
    found: list[Difference] = []
    for lang, other in (LANGS, LANGS[::-1]):
        mine = known(both[lang], lang)
        alone = _missing((*mine.figures, *mine.dates, *mine.symbols), [(both[other], other)], known)
        found += [Difference(value, lang) for value in alone]
    return tuple(found)
