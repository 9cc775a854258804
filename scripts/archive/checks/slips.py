"""Rules on slips of the pen in YAML and in attribute lists, which lose words in silence: DV212 to DV217, DV137.

A value is one printable line, and is what stands there. What YAML makes of it otherwise (a `#` that cuts it off, lines
folded into one, `~` for nothing) is refused, and so is what a word processor puts in place of the signs that YAML knows.
`spelling.straightened` is what `archive check --fix` mends of it. Where a slip is why YAML cannot be read, DV202 says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from archive.checks.letters import TRAILING
from archive.checks.prose import places
from archive.checks.spelling import attribute_gaps, curly, cuts, gaps, is_null, values
from archive.checks.unseen import BREAKS
from archive.checks.values import spelt
from archive.content.frontmatter import Scalar
from archive.content.model import Archive, Page
from archive.extending import Problem, Spoils, rule

# What YAML makes of a value


@rule("DV212")
def one_line(page: Page, _: Archive) -> Iterator[Problem]:
    """No value over several lines, no line break within one."""
    found = []
    for scalar in page.front.scalars:
        source = page.text[scalar.start : scalar.end]
        if "\n" in source or scalar.style in {"|", ">"}:
            found.append(scalar.start)
        elif "\\" in source and scalar.style == '"':
            reading = spelt(page, scalar)
            breaks = (i for i, letter in enumerate(scalar.text) if letter in BREAKS and reading.fresh(i, i + 1))
            found += [reading.at(position) for position in islice(breaks, 1)]
    for place in places(page, iter(found)):
        yield Problem(place)


@rule("DV213")
def edges(page: Page, _: Archive) -> Iterator[Problem]:
    """Values, and the words of attributes, begin and end in a sign that is seen; no tabs."""
    found = []
    for scalar in page.front.scalars:
        text = scalar.text
        if text and (text[0].isspace() or text[-1].isspace() or "\t" in text):
            position = _edge(page, scalar)
            if position is not None:
                found.append(position)
    for place in places(page, iter(found)):
        yield Problem(place)
    for claim in page.body.claims:
        for attribute in claim.attributes:
            if attribute.value and attribute.value != attribute.value.strip():
                yield Problem(attribute.place)


def _edge(page: Page, scalar: Scalar) -> int | None:
    """Where the white space stands; nowhere where DV212 (breaks), DV125 (line ends) or DV216 (after a key) speaks of it."""
    source = page.text[scalar.start : scalar.end]
    if "\n" in source or scalar.style in {"|", ">"}:
        return None
    reading = spelt(page, scalar)
    text = scalar.text
    inner = len(text) - len(text.lstrip()), len(text.rstrip())
    for position, letter in enumerate(text):
        at_edge = position < inner[0] or position >= inner[1]
        if not (letter.isspace() and (at_edge or letter == "\t")) or letter in BREAKS:
            continue
        plain = not scalar.style
        if (
            plain
            and at_edge
            and (position < inner[0] or (letter in TRAILING and page.text[scalar.end : scalar.end + 1] in "\n"))
        ):
            continue
        return reading.at(position)
    return None


@rule("DV214")
def cut_off(page: Page, _: Archive) -> Iterator[Problem]:
    """Comments stand on lines of their own."""
    for place in places(page, iter(cuts(page))):
        yield Problem(place)


@rule("DV217")
def nothing(page: Page, _: Archive) -> Iterator[Problem]:
    """What is not known is left out."""
    found = (scalar.start for scalar in values(page) if is_null(scalar))
    for place in places(page, found):
        yield Problem(place)


# What a word processor puts in place of YAML's signs


@rule("DV215")
def curly_quotes(page: Page, _: Archive) -> Iterator[Problem]:
    """Values are quoted with straight marks."""
    for place in places(page, iter(curly(page))):
        yield Problem(place)


@rule("DV216")
def wide_space(page: Page, _: Archive) -> Iterator[Problem]:
    """Indents and the gaps after `-`, `:` and `,` are plain spaces."""
    for place in places(page, iter(gaps(page))):
        yield Problem(place)


@rule("DV137", spoils=Spoils.LINE)
def wide_between_attributes(page: Page, _: Archive) -> Iterator[Problem]:
    """Attributes are parted by plain spaces."""
    for place in places(page, iter(attribute_gaps(page))):
        yield Problem(place, about=(page.file,))
