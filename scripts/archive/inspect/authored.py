"""Rules for what people wrote: the published words, figures, elements and links are those of the source lines.

Takes the authored part of each page as it was rendered and cleaned, and the lines that it was made from; gives hits
DV955–DV958. Two parsers can lose the same figure: words are held against the lines as typed, which no parser read.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.content.outline import CLOSED, LEFT_OUT, outline
from archive.content.plain import Word, typed, words
from archive.extending import Problem, hit, rule
from archive.inspect.html import BuiltPage
from archive.inspect.site import AuthoredPage, Ground

_BREAKS = frozenset(
    {"p", "li", "ul", "ol", *(f"h{n}" for n in range(2, 7)), "blockquote", "pre", "tr", "td", "th", "br", "wbr", "hr"}
)
_AROUND = 4
"""Words before and after the first that differs, for the message."""
_BASE = "https://site.invalid/"


@rule("DV955")
def changed_words(page: AuthoredPage) -> Iterator[Problem]:
    """Every letter and figure that was typed is published, in the same order, and nothing else."""
    due = list(typed((number, line) for number, line in page.lines if number))
    shown = published(page.html, frozenset(line for number, line in page.lines if line and not number))
    yield from _apart(page.path, due, shown)


@rule("DV956")
def changed_claim_words(page: BuiltPage, ground: Ground) -> Iterator[Problem]:
    """Every letter and figure of a claim's own lines stands in its box."""
    shown = {claim.id: claim.text for claim in page.claims}
    for claim in ground.claims.get(page.path, ()):
        if claim.lines and claim.id in shown:
            for found in _apart(page.path, list(typed(claim.lines)), words(shown[claim.id])):
                yield hit(page.path, found.place.line, id=claim.id, **found.values)


@rule("DV957")
def changed_elements(page: AuthoredPage) -> Iterator[Problem]:
    """Elements and links are those that were checked, in the same order."""
    marks = list(outline("\n".join(line for _, line in page.lines), page.lang, page.source))
    for due, shown in zip_longest(marks, elements(page.html, page.url)):
        if due is None or shown is None or due.name != shown:
            line = page.lines[min(due.line, len(page.lines) - 1)][0] if due else 0
            yield hit(page.path, line or page.first, shown=shown or "—", due=due.name if due else "—")
            break


@rule("DV958")
def unseen_letters(page: AuthoredPage) -> Iterator[Problem]:
    """No control, direction or width-less character comes out of an entity that the check read otherwise."""
    for letter in sorted(set(html.unescape(page.html))):
        if unicodedata.category(letter) in _UNSEEN and letter not in "\n\t":
            yield hit(page.path, page.first, shown=f"U+{ord(letter):04X}")


_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def _tree(text: str) -> LexborNode:
    """The body of a fragment of HTML, as a browser would build it."""
    body = LexborHTMLParser(f"<!doctype html><body>{text}").body
    if body is None:
        raise ValueError("a fragment has no body")
    return body


def published(text: str, tokens: frozenset[str]) -> list[str]:
    """The words of rendered HTML in order; with a numbered list's numbers, without the paragraphs `tokens`."""
    parts: list[str] = []
    _read(_tree(text), parts, tokens)
    return words("".join(parts))


def _read(node: LexborNode, parts: list[str], tokens: frozenset[str]) -> None:
    counted = 0
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if tag == "-text":
            parts.append(child.text_content or "")
            continue
        apart = tag in _BREAKS
        if tag == "p" and child.text() in tokens:
            continue
        if apart:
            parts.append("\n")
        if tag == "li" and node.tag == "ol":
            counted += 1
            parts.append(f"{counted}\n")
        if tag == "img":
            parts.append(child.attributes.get("alt") or "")
        _read(child, parts, tokens)
        if apart:
            parts.append("\n")


def elements(text: str, url: str) -> Iterator[str]:
    """The elements of rendered HTML as an `outline` has them: links with where they lead from the site's root."""
    for node in _tree(text).iter():
        yield from _marks(node, url)


def _marks(node: LexborNode, url: str) -> Iterator[str]:
    tag = node.tag or ""
    if tag == "a":
        href = node.attributes.get("href") or ""
        if not _links_itself(href, node.text()):
            yield f"a {_from_root(href, url)}"
    elif tag == "img":
        yield f"img {_from_root(node.attributes.get('src') or '', url)}"
    elif tag not in LEFT_OUT:
        yield tag
    for child in node.iter():
        yield from _marks(child, url)
    if tag in CLOSED:
        yield f"/{tag}"


def _links_itself(href: str, text: str) -> bool:
    return bool(text) and re.fullmatch(r"(?:https?://|mailto:)?", href.removesuffix(text)) is not None


def _from_root(href: str, url: str) -> str:
    return urljoin(_BASE + url, href).removeprefix(_BASE)


def _apart(path: str, due: Sequence[Word], shown: Sequence[str]) -> Iterator[Problem]:
    """The first word in which the two differ, with those around it."""
    for at, (word, other) in enumerate(zip_longest(due, shown)):
        if word is None or word.text != other:
            line = word.line if word else due[-1].line if due else 1
            around = slice(max(0, at - _AROUND), at + _AROUND)
            yield hit(path, line, shown=" ".join(shown[around]), due=" ".join(found.text for found in due[around]))
            return
