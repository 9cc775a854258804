"""What a text states: its figures, dates and document symbols, each read once and as one thing alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from archive.findings import Lang
from archive.text.days import date_of, exists, patterns, weaker
from archive.text.form import SYMBOL, URL, normal
from archive.text.numbers import Figure, numbers, unread
from archive.text.worded import worded


@dataclass(frozen=True, slots=True)
class Stated:
    """What a text states, each once, in the text's order."""

    figures: tuple[Figure, ...]
    dates: tuple[str, ...]
    symbols: tuple[str, ...]
    written: tuple[str, ...] = ()
    """The dates as they stand in the normal text."""
    impossible: tuple[str, ...] = ()
    """Dates that the calendar does not have, as they stand there: they are no dates, and their parts no figures."""
    unread: tuple[str, ...] = ()
    """Words with a number in them that is read as none of these: `a999`, `x-999`, `⅞`."""

    @property
    def supported(self) -> frozenset[Figure | str]:
        """All that these support: `2031-03-12` supports `2031` too, and `05-QĐ/SM` the figure 5."""
        numbered = (Figure(Decimal(re.split("[-/]", symbol)[0])) for symbol in self.symbols)
        earlier = (date for exact in self.dates for date in weaker(exact))
        return frozenset((*self.figures, *self.dates, *self.symbols, *numbered, *earlier))


@lru_cache(maxsize=65_536)  # several rules ask of every text of a large archive, one rule after the other
def stated(text: str, lang: Lang) -> Stated:
    """Give the figures, dates and symbols that `text` states; what is read as one is not read as another."""
    rest = URL.sub("|", normal(text))
    symbols_found = tuple(dict.fromkeys(symbol.upper() for symbol in SYMBOL.findall(rest)))
    rest = SYMBOL.sub("|", rest) if symbols_found else rest
    found: list[tuple[int, str, str]] = []
    impossible: list[str] = []

    def take(match: re.Match[str]) -> str:
        if (date := date_of(match)) is None:
            return match[0]
        if not exists(date):
            impossible.append(match[0])
        else:
            found.append((match.start(), date, match[0]))
        return "|" * len(match[0])  # of the same length, so that places stay comparable

    for pattern in patterns(rest, lang):
        rest = pattern.sub(take, rest)
    dates_found: dict[str, str] = {}
    for _, date, written in sorted(found):
        dates_found.setdefault(date, written)
    figures_found = dict.fromkeys([*numbers(rest, lang), *worded(rest, lang)])
    return Stated(
        tuple(figures_found),
        tuple(dates_found),
        symbols_found,
        tuple(dates_found.values()),
        tuple(impossible),
        tuple(dict.fromkeys(unread(rest))),
    )


@lru_cache(maxsize=8192)
def said(text: str, lang: Lang) -> frozenset[Figure | str]:
    """Give all that `text` supports."""
    return stated(text, lang).supported


def figures(text: str, lang: Lang) -> frozenset[Figure]:
    """Give the figures that `text` states: neither dates nor symbols."""
    return frozenset(stated(text, lang).figures)


def dates(text: str, lang: Lang) -> frozenset[str]:
    """Give the dates in `text`: `2031-03-12`, `2031-03`, `2031`, `XXXX-03-12`, `2027/2030`, `2031-Q2`, `XXXX-H1` …."""
    return frozenset(stated(text, lang).dates)


def impossible_dates(text: str, lang: Lang) -> tuple[str, ...]:
    """Give the dates in `text` that the calendar does not have, as they stand in its normal form: `29/2/2031`."""
    return tuple(dict.fromkeys(stated(text, lang).impossible))
