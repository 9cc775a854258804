r"""The texts of a page: as it is spelt, and what YAML and HTML's entities decode to, with the place of each position.

A reader never sees `\u202e` or `&#x202e;`, only the letter. So a rule on letters looks at `readings(page)`: first the
page's own text, then each value and each line that decodes to something else. Takes a `Page`; gives `Reading`s, whose
positions lead back to the page's text. A slip is found once: in a decoded text only what is `fresh` counts, what stands
there as it is spelt was seen in the page's own text. No rule stands here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.entities import html5

from archive.checks.prose import page_text
from archive.content.frontmatter import FENCE, Scalar, split
from archive.content.model import Page
from archive.text.unseen import LOST

REFERENCE = re.compile(r"&(?:#([0-9]+)|#[xX]([0-9A-Fa-f]+)|([A-Za-z][A-Za-z0-9]*));")
_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|.)", re.DOTALL)
_LAST = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)


@dataclass(frozen=True, slots=True)
class Reading:
    """One text of a page. Positions in it are those of `text`; `at` leads from them to the page's own text."""

    text: str
    origins: Sequence[int] | None = None
    """For each letter, and for the end, its position in the page's text; None where this is that text."""
    news: frozenset[int] = frozenset()
    """The positions of letters that are spelt otherwise."""
    key: str = ""
    """The front matter's key, dotted, where this is its value or the key itself."""

    def at(self, position: int) -> int:
        """The position in the page's text."""
        return self.origins[position] if self.origins is not None else position

    def fresh(self, start: int, end: int) -> bool:
        """Whether something in `start:end` is seen in this text alone."""
        return self.origins is None or any(position in self.news for position in range(start, end))


def readings(page: Page) -> Iterator[Reading]:
    """The page's own text, then what else is read in it."""
    yield Reading(page.text)
    yield from decoded(page)


def decoded(page: Page) -> Iterator[Reading]:
    """Values of the front matter with escapes, and lines of the body with entities."""
    if "\\" in page.text:
        for scalar in page.front.scalars:
            if scalar.style == '"' and "\\" in page.text[scalar.start : scalar.end]:
                yield spelt(page, scalar)
    if "&" in page.text:
        yield from _lines(page)


def spelt(page: Page, scalar: Scalar) -> Reading:
    """A scalar's words with the place of each letter; over several lines all stand where it starts."""
    source = page.text[scalar.start : scalar.end]
    start = scalar.start + len(scalar.style)
    whole = range(start, start + len(scalar.text) + 1)
    if "\n" in source or scalar.style in {"|", ">"}:
        news = frozenset(range(len(scalar.text))) if "\\" in source else frozenset()
        return Reading(scalar.text, [scalar.start] * len(whole), news, scalar.key)
    if scalar.style == '"' and "\\" in source:
        return _escaped(scalar, source)
    if scalar.style == "'" and "''" in source[1:-1]:
        return _doubled(scalar, source)
    return Reading(scalar.text, whole, frozenset(), scalar.key)


def _escaped(scalar: Scalar, source: str) -> Reading:
    origins: list[int] = []
    news: set[int] = set()
    here = 1
    while here < len(source) - 1:
        origins.append(scalar.start + here)
        escape = _ESCAPE.match(source, here)
        if escape:
            news.add(len(origins) - 1)
        here = escape.end() if escape else here + 1
    return Reading(scalar.text, [*origins, scalar.start + here], frozenset(news), scalar.key)


def _doubled(scalar: Scalar, source: str) -> Reading:
    origins: list[int] = []
    here = 1
    while here < len(source) - 1:
        origins.append(scalar.start + here)
        here += 2 if source.startswith("''", here) else 1
    return Reading(scalar.text, [*origins, scalar.start + here], frozenset(), scalar.key)


def _lines(page: Page) -> Iterator[Reading]:
    """The body's lines that hold entities outside code."""
    text = None
    end = 0
    for match in REFERENCE.finditer(page.text):
        if match.start() < end:
            continue
        text = text or page_text(page)
        if not text.is_prose(match.start()) or letters(match) is None:
            continue
        start = page.text.rfind("\n", 0, match.start()) + 1
        end = page.text.find("\n", match.end())
        end = len(page.text) if end < 0 else end
        words: list[str] = []
        origins: list[int] = []
        news: set[int] = set()
        here = start
        while here < end:
            found = REFERENCE.match(page.text, here, end)
            meant = letters(found) if found and not text.is_code(here) else None
            if found and meant is not None:
                news.update(range(len(origins), len(origins) + len(meant)))
            words.append(page.text[here] if found is None or meant is None else meant)
            origins.extend([here] * len(words[-1]))
            here = here + 1 if found is None or meant is None else found.end()
        yield Reading("".join(words), [*origins, end], frozenset(news))


def letters(reference: re.Match[str]) -> str | None:
    """What an entity stands for; None where it is none. Controls stay controls: no browser's repair is counted on."""
    decimal, hexadecimal, name = reference.groups()
    if name:
        return html5.get(f"{name};")
    digits = (decimal or hexadecimal).lstrip("0") or "0"
    code = int(digits, 10 if decimal else 16) if len(digits) < 9 else _LAST + 1
    return LOST if code > _LAST or code in _SURROGATES or not code else chr(code)


def each_line(reading: Reading) -> Iterator[tuple[int, str]]:
    """The lines of a reading, each with the position where it starts."""
    start = 0
    for line in reading.text.split("\n"):
        yield start, line
        start += len(line) + 1


def front_end(page: Page) -> int:
    """Where the body starts in the page's text; 0 where there is no front matter."""
    block = split(page.text)[0]
    return 0 if block is None else min(len(page.text), len(block) + 2 * len(FENCE) + 2)
