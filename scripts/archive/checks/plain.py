r"""Rule on values that are plain words: DV308. Titles, names, offices are shown in lists, feeds and citations.

A value is read as the two parsers would read a line of Markdown, for the rule refuses exactly what one of them takes for
more than words. So `5 < 6`, `R&D`, `AT&T`, `C*`, `2 * 3 * 4`, `a_b_c`, `[suy luận] (xem)`, `Số #7` and `{` pass, while
`*b*`, `_b_`, `[x](y)`, `&lt;`, `\*`, `{ #x }` and a `40. ` at the start do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from archive.checks.prose import places, short
from archive.checks.values import REFERENCE, letters, spelt
from archive.content.body import Attribute
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Place, Text
from archive.text.unseen import odd

ADDRESSES = frozenset({"address", "moved_to", "aliases", "file"})
"""Keys whose values are addresses, which rules of their own hold to a form."""
_OTHER_ATTRIBUTES = frozenset(
    {
        ".", "id", "source", "from", "status", "when", "withdrawn", "corrected", "checked",
        "instead", "same_as", "answer", "campaigns",
    }
)  # fmt: skip
"""Attributes whose values are ids, dates and other fixed forms; all others are words."""
_SIGN = re.compile(r"[*_`\[\]<>{}\\&~=#]|^\s*(?:[-+|]|[0-9]+[.)])|://|\bwww\.|script:|--8<", re.IGNORECASE)
"""Without one of these a value is plain words to everybody."""
_MAYBE = re.compile(r"[*_`\[\]<>{}\\&~=#|:]|^[ \t]*[-+0-9]|[wW]{3}")
"""The cheaper question, asked first."""
_AT_START = re.compile(
    r"#|[-+*](?:[ \t]|$)|[0-9]{1,9}[.)](?:[ \t]|$)|>|(?:[-_*][ \t]*){3,}$|=+$|```|~~~|\||\[[^\[\]]*\]:|\*\["
)
_ANYWHERE = re.compile(
    r"(?P<link>!?\[[^\[\]]*\](?:\(|\s*\[)|\](?:\(|\s*\[)|!\[|\[\^)|(?P<tag><[A-Za-z/!?])|(?P<braces>\{:?[ ]*[#.]|\{[^{}\n]*=|(?:^|(?<=\s))\{[^{}\n]*\}\s*$)|(?P<code>`)"
    r"|(?P<address>https?://|\bwww\.|(?:java|vb)script:(?=\S))|(?P<struck>~~(?=[^\s~])[^~]*~~|==(?=[^\s=])[^=]*==)|(?P<snippet>--8<--)",
    re.IGNORECASE,
)
_STAR = re.compile(r"\*+")
_MARKDOWN = MarkdownIt("commonmark")


class Sign(NamedTuple):
    """Where words stop being plain, and what a reader of Markdown or HTML would take for more."""

    position: int
    shown: str


def sign(text: str) -> Sign | None:
    """The first place at which `words` are more than plain words; None where they are plain to every parser."""
    if not _SIGN.search(text):
        return None
    start = len(text) - len(text.lstrip())
    found = [Sign(start, m.group()) for m in (_AT_START.match(text, start),) if m]
    found += [Sign(m.start(), m.group()) for m in (_ANYWHERE.search(text),) if m]
    found += _starred(text)
    found += _parsed(text)
    return min(found, default=None)


def _starred(text: str) -> list[Sign]:
    """Asterisks that the renderer pairs, whatever stands beside them; those between two spaces it leaves alone."""
    if text.count("*") < 2:
        return []
    free = [
        m
        for m in _STAR.finditer(text)
        if text[m.start() - 1 : m.start()].strip() or text[m.end() : m.end() + 1].strip()
    ]
    return [Sign(free[0].start(), free[0].group())] if len(free) > 1 else []


def _parsed(text: str) -> list[Sign]:
    """Where CommonMark stops reading text: an entity, an escape, emphasis, code, a link."""
    tokens: list[Token] = []
    _MARKDOWN.inline.parse(text, _MARKDOWN, {}, tokens)
    position = 0
    for token in tokens:
        if token.type == "text" or (token.info == "escape" and token.content == token.markup):
            # A backslash before a letter is text, in a token of its own.
            position += len(token.content)
        elif token.type == "softbreak":
            position = text.find("\n", position) + 1
        else:
            return [Sign(position, text[position : position + 1])]
    return []


@rule("DV308", needs=Need.BODY)
def plain_words(page: Page, _: Archive) -> Iterator[Problem]:
    """No links, code, emphasis, entities, escapes or attribute lists in values. Tags are DV301's."""
    for scalar in page.front.scalars:
        if scalar.is_key or not _MAYBE.search(scalar.text) or ADDRESSES & set(scalar.key.split(".")):
            continue
        found = sign(scalar.text)
        if found and not _is_tag(scalar.text, found):
            at = spelt(page, scalar).at(found.position)
            for place in places(page, iter([at])):
                yield Problem(place, _words(found))
    lines: list[str] = []
    for claim in page.body.claims:
        for attribute in claim.attributes:
            if attribute.name in _OTHER_ATTRIBUTES or not attribute.value or not (found := sign(attribute.value)):
                continue
            if not _is_odd(attribute.value, found):
                lines = lines or page.text.split("\n")
                yield Problem(_within(page, lines, attribute, found.position), _words(found))


def _is_tag(text: str, found: Sign) -> bool:
    return bool(re.match(r"<[A-Za-z/!?]", text[found.position :]))


def _is_odd(text: str, found: Sign) -> bool:
    """Whether an entity stands there for a letter that a rule on letters names."""
    reference = REFERENCE.match(text, found.position)
    return reference is not None and any(odd(letter) for letter in letters(reference) or "")


def _words(found: Sign) -> Text:
    shown = short(found.shown.strip() or found.shown)
    return Text(f"Chỉ viết lời thường ở đây, không viết “{shown}”", f"Plain words stand here, not “{shown}”")


def _within(page: Page, lines: Sequence[str], attribute: Attribute, position: int) -> Place:
    """The place of a letter of an attribute's value; the attribute's own where it is not spelt as it is read."""
    line = lines[attribute.place.line - 1]
    start = attribute.place.column - 1 + len(attribute.name) + 2
    whole = line.startswith(attribute.value or "", start)
    return Place(page.file, attribute.place.line, start + position + 1) if whole else attribute.place
