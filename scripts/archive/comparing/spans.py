"""What is told, as plain values between the words and the two ways in which they are written down.

A `Span` says whose its words are: our own are plain; all others come from content, names and messages, which the writer
makes harmless. Takes facets and pieces, gives lines of spans; refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from archive.comparing.value import Facet
from archive.findings import Lang, Text
from archive.stage.wording import pieces

Kind = Literal["own", "said", "gone", "came", "code", "event"]


@dataclass(frozen=True, slots=True)
class Span:
    """Some words of a line. `own` and `event` are ours; nothing that comes from content is ever put into them."""

    text: str
    kind: Kind = "own"


Line = tuple[Span, ...]
"""Spans, a blank between two but where the second begins with a sign that closes."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is told, and what belongs to it."""

    head: Line
    body: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Things of one sort under a title; what is `urgent` is never folded away, and is the last to be cut."""

    title: str
    items: tuple[Item, ...]
    count: int | None = None
    """How many there are, where that is not the number of items."""
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """All that is told."""

    title: str
    lead: tuple[Line, ...]
    parts: tuple[Part, ...]


def own(text: str) -> Span:
    """Our words."""
    return Span(text)


def said(text: str) -> Span:
    """Words of content."""
    return Span(text, "said")


def code(text: str) -> Span:
    """A name, a value, a place or something to paste."""
    return Span(text, "code")


def quoted(text: str) -> Line:
    """A title or heading in quotation marks."""
    return (Span(f"“{text}”", "said"),)


TONGUES = {"vi": Text("tiếng Việt", "Vietnamese"), "en": Text("tiếng Anh", "English")}
WORDS = Text("câu", "words")
"""What a facet is called that is the statement's own sentence: there the language's name is enough."""
_WITHHELD = Text("(lời trước không được hiện lại)", "(the former words are not shown again)")
_LONG, _AROUND = 60, 25
"""Words in a row that stayed, of which those next to a change are enough; how many are shown on either side."""


def facet_line(facet: Facet, lang: Lang, *, new: bool = False) -> Line:
    """What is said otherwise, on one line; of something `new` there are no marks, since all of it came."""
    tongue = TONGUES[facet.lang][lang] if facet.lang else ""
    if facet.what == WORDS and tongue:
        label: Line = (own(f"{tongue}:"),)
    else:
        label = (said(facet.what[lang]), own(f"({tongue}):")) if tongue else (said(facet.what[lang]), own(":"))
    if facet.withheld:
        return (*label, own(_WITHHELD[lang]), said(facet.after))
    if not facet.prose:
        before = [code(facet.before), own("→")] if facet.before else []
        return (*label, *([] if new else before or [own("— →")]), code(facet.after) if facet.after else own("—"))
    if new and not facet.before:
        return (*label, said(facet.after))
    return (*label, *_compared(facet.before, facet.after))


def _compared(before: str, after: str) -> Iterator[Span]:
    found = [*pieces(before, after)]
    for number, piece in enumerate(found):
        if piece.kept:
            yield said(_shortened(piece.kept, first=number == 0, last=number == len(found) - 1))
        if piece.gone:
            yield Span(piece.gone, "gone")
        if piece.came:
            yield Span(piece.came, "came")


def _shortened(words: str, *, first: bool, last: bool) -> str:
    many = words.split()
    if len(many) <= _LONG:
        return words
    start, end = ([] if first else many[:_AROUND]), ([] if last else many[-_AROUND:])
    return " ".join([*start, "…", *end])
