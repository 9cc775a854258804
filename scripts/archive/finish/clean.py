"""Cleans what the renderer made of an editor's words, by the list in `archive.allowed`, and says what it took away.

Takes a fragment of HTML; gives it cleaned by nh3 (html5ever's parser, as browsers read it) and what was lost: the trees
of both are compared, not their bytes. An honest page loses nothing: whatever is lost is a finding for whoever wrote it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive import allowed

_CLEANER = nh3.Cleaner(
    tags=set(allowed.INLINE | allowed.MARKDOWN),
    # Without a list for every element nh3 keeps some attributes (title, lang) on all of them.
    attributes={"*": set(), **{name: set(names) for name, names in allowed.ATTRIBUTES.items()}},
    attribute_filter=allowed.value,
    clean_content_tags={"script", "style"},
    generic_attribute_prefixes=set(),
    url_schemes=set(allowed.SCHEMES),
    link_rel=None,
    strip_comments=True,
)
_VOID = frozenset({"br", "hr", "img", "wbr"})


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that was cleaned away: a tag, an attribute of an element (`of`), or words."""

    name: str
    of: str = ""

    def __str__(self) -> str:
        return f"{self.name} (<{self.of}>)" if self.of else self.name


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The clean fragment, and what of the given one is not in it."""

    html: str
    losses: tuple[Loss, ...]


def clean(html: str) -> Cleaned:
    """The fragment with nothing in it but what people may write."""
    cleaned = _CLEANER.clean(html)
    if cleaned == html:  # nearly always; what the cleaner writes is whole, so nothing is loose in it
        return Cleaned(cleaned, ())
    before, after = list(_parts(tree(html))), list(_parts(tree(cleaned)))
    lost = tuple(Counter(before) - Counter(after)) + tuple(Counter(after) - Counter(before))
    if before != after and not lost:
        lost = (Loss("…"),)
    return Cleaned(cleaned, (*lost, *_loose(html)))


def tree(html: str) -> LexborNode:
    """The body of a fragment, as a browser would build it."""
    body = LexborHTMLParser(f"<!doctype html><body>{html}").body
    if body is None:
        raise ValueError("a fragment has no body")
    return body


def _parts(node: LexborNode) -> Iterator[Loss]:
    """The fragment's tree from the top: elements with their attributes, words, and where each element ends."""
    # Attributes of a <body> written within the text would go to the page's own.
    yield from (Loss(f"{name}={value!r}", node.tag or "") for name, value in node.attributes.items())
    for child in node.iter(include_text=True):
        name = child.tag or ""
        if name == "-text":
            yield Loss(f"“{child.text_content}”")
        else:
            yield Loss(f"<{name}>")
            yield from _parts(child)
            yield Loss(f"</{name}>")


class _Tags(HTMLParser):
    """End tags without their start, and start tags without their end: a tree does not show them."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.loose: list[str] = []

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.loose.append(f"<{tag}/>")

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.loose.append(f"</{tag}>")


def _loose(html: str) -> tuple[Loss, ...]:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tuple(Loss(tag) for tag in dict.fromkeys((*tags.loose, *(f"<{tag}>" for tag in tags.open))))
