"""How front matter and attribute lists are spelt, and where a slip of the pen loses words in silence. No rule stands here.

Takes a `Page`; gives the positions in its text at which a `#` cuts a value off, curly quotation marks or odd white space
stand in place of YAML's own signs, and `straightened`: a line as `archive check --fix` mends it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from archive.checks.prose import page_text, places
from archive.checks.unseen import has_odd
from archive.checks.values import front_end
from archive.content.frontmatter import FENCE, Scalar
from archive.content.model import Page

_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""White space that is no space to YAML, nor between attributes."""
_SPACE = rf"[ \t{_WIDE}]"
_CURLY = "“”„‟«»‘"
_HAS_WIDE = re.compile(f"[{_WIDE}]")
_HAS_CURLY = re.compile(f"[{_CURLY}]")
STRAIGHTENED = re.compile(f"[{_WIDE}{_CURLY}]")
"""What `straightened` looks for: without one of these no line is changed."""
_STRUCTURE = re.compile(
    rf"(?P<lead>{_SPACE}*(?:-{_SPACE}+)*)(?:[a-z_][a-z0-9_-]*(?P<mid>{_SPACE}*):(?P<after>{_SPACE}*))?"
)
_FLOW = re.compile(r"^[ ]*(?:-[ ]+)*(?:[a-z_][a-z0-9_-]*:[ ]*)?(?=[\[{])")
_FLOW_GAP = re.compile(rf"(?:[\[{{,]|[a-z0-9_-]:)({_SPACE}+)")
_QUOTED = re.compile(r"(?<=[\s\[{,:-])(?:\"(?:[^\"\\]|\\.?)*(?:\"|$)|'(?:[^']|'')*(?:'|$))")
"""What stands in YAML's quotation marks, as far as one line tells; what is not closed goes to the line's end."""
_COMMENT = re.compile(r"(?<=[ \t])#")
_WHOLE_CURLY = re.compile(
    r"(?P<lead>^[ ]*(?:-[ ]+)*(?:[A-Za-z_][A-Za-z0-9_-]*[ ]*:[ ]+)?)"
    r"(?:(?P<open>[“”„‟«])(?P<words>[^“”„‟«»\"\n]*)(?P<close>[“”‟»\"])|\"(?P<straight>[^“”„‟«»\"\n]*)[”“]"
    r"|[‘‚](?P<single>[^‘’'\n]*)’)[ \t]*$"
)
_FLOW_CURLY = re.compile(r"(?<=[\[{,:])(?P<lead>[ ]*)[“”„](?P<words>[^“”„\"\n]*)[“”](?=[ ]*[,\]}])")
_NULLS = frozenset({"~", "null", "Null", "NULL"})
_ATTRIBUTES = re.compile(r"^[ \t>]*\{:?[ ]*[#.][^{}]*\}[ \t]*$|[ \t]\{:?[ ]*#[^{}]*\}[ \t]*$")
_ATTRIBUTE_QUOTED = re.compile(r"=\"[^\"]*\"|='[^']*'|=[“”„][^“”„\"]*[“”\"]")
_ATTRIBUTE_CURLY = re.compile(r"(?<==)[“”„]([^“”„\"]*)[“”\"]")


def has_wide(text: str) -> bool:
    """Whether a text can hold odd white space."""
    return "\u00a0" in text or has_odd(text)


def _front_lines(page: Page) -> Iterator[tuple[int, str]]:
    """The lines between the fences, each with its position."""
    start = len(FENCE) + 1
    end = front_end(page) - len(FENCE) - 1
    while start < end:
        line = page.text[start : page.text.find("\n", start)]
        yield start, line
        start += len(line) + 1


def _masked(line: str) -> str:
    """The line with what is quoted in it made into letters that mean nothing."""
    return _QUOTED.sub(lambda quoted: "x" * len(quoted.group()), line)


def values(page: Page) -> Iterator[Scalar]:
    """The values of the front matter, without its keys."""
    return (scalar for scalar in page.front.scalars if not scalar.is_key)


def cuts(page: Page) -> list[int]:
    """Where a comment starts behind something else; where YAML cannot be read, as far as a line by itself tells."""
    found: list[int] = []
    if page.text.find("#", 0, front_end(page)) < 0:
        return found
    spans = [(scalar.start, scalar.end) for scalar in page.front.scalars if "#" in page.text[scalar.start : scalar.end]]
    for start, line in _front_lines(page):
        if "#" not in line or line.lstrip().startswith("#") or _WHOLE_CURLY.match(line):
            continue
        masked = line if page.front.scalars else _masked(line)
        signs = (start + match.start() for match in _COMMENT.finditer(masked))
        found += islice((at for at in signs if not _inside(spans, at)), 1)
    return found


def _inside(spans: Sequence[tuple[int, int]], position: int) -> bool:
    """Whether one of the spans, which are in order and apart, holds the position."""
    index = bisect_right(spans, (position, position)) - 1
    return any(first <= position < last for first, last in spans[max(index, 0) : index + 2])


def is_null(scalar: Scalar) -> bool:
    """Whether the value is written, and YAML takes it for nothing."""
    return not scalar.style and scalar.text in _NULLS


def curly(page: Page) -> list[int]:
    """Where a value starts, or where a straight quotation is closed by a curly mark."""
    found: list[int] = []
    if not _HAS_CURLY.search(page.text, 0, front_end(page)):
        return found
    for start, line in _front_lines(page):
        if match := _WHOLE_CURLY.match(line):
            found.append(start + (len(line.rstrip()) - 1 if match["straight"] is not None else match.end("lead")))
        elif _FLOW.match(line):
            found += [start + match.end("lead") for match in _FLOW_CURLY.finditer(line)]
    return found


def gaps(page: Page) -> list[int]:
    """Where odd white space stands in place of YAML's own; one a line."""
    found: list[int] = []
    if not has_wide(page.text):
        return found
    for start, line in _front_lines(page):
        found += [start + first for first, _ in islice(_wide(line), 1)]
    return found


def _wide(line: str) -> Iterator[tuple[int, int]]:
    """The spans of odd white space in the structure of a line of YAML."""
    if not _HAS_WIDE.search(line):
        return
    match = _STRUCTURE.match(line)
    spans = [match.span(name) for name in ("lead", "mid", "after") if match and match[name]] if match else []
    if match and _FLOW.match(_HAS_WIDE.sub(" ", line)):
        masked = _masked(line)
        spans += [found.span(1) for found in _FLOW_GAP.finditer(masked, match.end())]
    for first, last in spans:
        odd = _HAS_WIDE.search(line, first, last)
        if odd and line[first:].strip():
            yield odd.start(), last


def attribute_gaps(page: Page) -> list[int]:
    """Where odd white space stands in an attribute list, outside quotation marks; one a line."""
    found: list[int] = []
    if "{" not in page.text or not has_wide(page.text):
        return found
    text = page_text(page)
    start = text.body
    for line in page.text[start:].split("\n"):
        if "{" in line and _HAS_WIDE.search(line) and not text.is_code(start):
            found += [start + first for first in islice(_between(line), 1)]
        start += len(line) + 1
    return found


def _between(line: str) -> Iterator[int]:
    plain = _HAS_WIDE.sub(" ", line)
    match = _ATTRIBUTES.search(plain)
    if match:
        masked = _ATTRIBUTE_QUOTED.sub(lambda quoted: "x" * len(quoted.group()), line)
        yield from (found.start() for found in _HAS_WIDE.finditer(masked, plain.index("{", match.start()), match.end()))


# What `archive check --fix` mends


def straightened(line: str, *, front: bool) -> str:
    """A line of front matter, or of a body, with plain spaces and straight quotation marks where they are needed."""
    return _straight_front(line) if front else _straight_body(line)


def _straight_front(line: str) -> str:
    for first, last in sorted(_wide(line), reverse=True):
        line = line[:first] + _HAS_WIDE.sub(" ", line[first:last]) + line[last:]
    if match := _WHOLE_CURLY.match(line):
        words = next(match[name] for name in ("words", "straight", "single") if match[name] is not None)
        return match["lead"] + _quoted(words)
    if _FLOW.match(line):
        return _FLOW_CURLY.sub(lambda found: found["lead"] + _quoted(found["words"]), line)
    return line


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'" if "\\" in words or '"' in words else f'"{words}"'


def _straight_body(line: str) -> str:
    if "{" not in line:
        return line
    for position in _between(line):
        line = f"{line[:position]} {line[position + 1 :]}"
    if _ATTRIBUTES.search(line):
        start = line.index("{")
        line = line[:start] + _ATTRIBUTE_CURLY.sub(r'"\1"', line[start:])
    return line


def explains(page: Page) -> bool:
    """Whether one of these slips is why YAML cannot be read, so that it is the finding."""
    return bool(cuts(page) or curly(page) or gaps(page))


def keys(page: Page) -> frozenset[str]:
    """The keys of what one of these slips made of what was written: on its line, or, in a list, above it."""
    # White space alone is named in quotation marks (DV213) and blocks (DV212); a plain one is as good as no value.
    slipped = {s.key for s in values(page) if is_null(s) or (s.style and s.text and not s.text.strip())}
    slips = {place.line for place in places(page, sorted((*cuts(page), *curly(page), *gaps(page))))}
    lines = sorted({place.line for place in page.front.places.values()})
    slips |= {lines[index] for slip in slips if (index := bisect_left(lines, slip) - 1) >= 0}
    slipped |= {key for key, place in page.front.places.items() if place.line in slips}
    return frozenset(slipped)
