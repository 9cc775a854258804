"""An outline as plain text for a terminal: what went `[-so-]`, what came `{+so+}`.

Takes an `Outline`, gives a string that ends in a line end. Whatever comes from content is on its line and without signs
that act on a terminal. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from archive.comparing.spans import Line, Outline, Part, Span
from archive.escaping import printable


def text(outline: Outline) -> str:
    """The outline as text."""
    lines = [outline.title, *map(_line, outline.lead)]
    for part in outline.parts:
        lines += ["", _title(part), *_items(part)]
    return "".join(f"{line}\n" for line in lines)


def _title(part: Part) -> str:
    count = len(part.items) if part.count is None else part.count
    return f"{part.title} ({count})" if count else part.title


def _items(part: Part) -> Iterator[str]:
    for item in part.items:
        yield f"- {_line(item.head)}"
        yield from (f"    {_line(line)}" for line in item.body)


def _line(line: Line) -> str:
    return joined(line, _span)


def _span(span: Span) -> str:
    words = printable(" ".join(span.text.split()))
    return f"[-{words}-]" if span.kind == "gone" else f"{{+{words}+}}" if span.kind == "came" else words


def joined(line: Line, written: Callable[[Span], str]) -> str:
    """Spans with a blank between two, but before a sign that closes."""
    found = ""
    for span in line:
        words = written(span)
        found += words if not found or (span.kind == "own" and words[:1] in {",", ".", ":", ";"}) else f" {words}"
    return found
