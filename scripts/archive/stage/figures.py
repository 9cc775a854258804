"""The figures that the primary source gives: each with the claim it stands in.

Takes the archive and gives rows; dates, periods and the numbers of documents are no figures, and none is taken from a
context source.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.content.kinds import KINDS
from archive.content.model import Archive
from archive.content.statement import Statement
from archive.findings import Lang
from archive.stage.relations import live
from archive.text import Stated, figures, stated

# It begins with a figure, so that one is quickly found; what must not stand before it is asked behind that.
_FIGURE = re.compile(
    r"(?P<number>[0-9](?<![\w./–-][0-9])(?:[0-9.,]*[0-9])?)(?P<unit> (?:nghìn|triệu|tỷ|thousand|million|billion))?(?P<money> đồng)?(?![\w/–-]|[.,][0-9])"
)
_BOUND = re.compile(r"(?<!\w)(?i:trên|hơn|dưới|gần|over|more than|under|nearly) \Z")
_NUMBERED = re.compile(
    r"(?:Nghị quyết|Chỉ thị|Quyết định|Resolution|Directive|Decision|khóa|lần thứ)\s$", re.IGNORECASE
)
_LONGEST = 12
"""Letters that are enough for any of these words."""
_YEAR = re.compile(r"(?:19|20)[0-9][0-9]$")


States = Callable[[str], Stated]


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure as a statement prints it, and the statement."""

    printed: str
    statement: Statement


def printed_figures(text: str, lang: Lang, states: States | None = None) -> list[str]:
    """The figures in a claim's words as printed, with unit and bound: `51`, `trên 10 tỷ đồng`; each once.

    Without its "over" a lower bound would read as the figure itself. `states` tells what the words state, where that is
    at hand.
    """
    return _stated(_printed(text), text, lang, states)


def broken_figures(text: str, lang: Lang, states: States | None = None) -> list[str]:
    """Those of them within which a line could break."""
    return _stated([figure for figure in _printed(text) if " " in figure], text, lang, states)


def _printed(text: str) -> list[str]:
    """What looks like a figure."""
    return [
        text[start : match.end()].strip()
        for match in _FIGURE.finditer(text)
        if not _YEAR.match(match.group("number"))
        and not _NUMBERED.search(text, max((start := _begun(text, match.start())) - _LONGEST, 0), start)
    ]


def _begun(text: str, number: int) -> int:
    """Where the figure begins whose number stands there: with its bound, where it has one."""
    bound = _BOUND.search(text, max(number - _LONGEST, 0), number)
    return bound.start() if bound else number


def _stated(found: list[str], text: str, lang: Lang, states: States | None) -> list[str]:
    """What is one: the 12 of `12 March` is none."""
    if not found:
        return []
    known = frozenset((states(text) if states else stated(text, lang)).figures)
    return [figure for figure in dict.fromkeys(found) if figures(figure, lang) <= known]


def figure_rows(archive: Archive, lang: Lang) -> list[FigureRow]:
    """Every figure of the claims that rest on the primary source: by kind, in order of its period, then of id.

    A record that says a figure several times has it once, with the first statement that does.
    """
    rows: list[FigureRow] = []
    primary = [kind for kind, model in KINDS.items() if model.primary]
    for kind in sorted(primary, key=lambda name: archive.settings.period(name) or ""):
        for record in live(archive, kind):
            told: set[str] = set()
            for statement in archive.statements.of(record.live_claims):
                if statement.look == "reported":
                    found = [
                        figure
                        for figure in printed_figures(statement.text[lang], lang, record.page(lang).states)
                        if figure not in told
                    ]
                    rows += [FigureRow(figure, statement) for figure in found]
                    told |= {*found}
    return rows
