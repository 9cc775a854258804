"""The elements and links that our parser sees in a page's Markdown, in order: what the published page has too.

Takes staged Markdown and where the page stands; gives `Mark`s. Left out are paragraphs (the parsers differ about tight
lists), line breaks, and addresses that link themselves. Refuses nothing.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from archive.content.markdown import block_tokens, inline_tokens
from archive.content.model import page_url
from archive.findings import LANGS, Lang

LEFT_OUT = frozenset({"br", "p", "thead", "tbody"})
CLOSED = frozenset({"blockquote", "li", "ol", "ul"})
"""Elements of which the end is told too: what stands behind them is not in them."""
_BLOCKS = {"fence": ("pre", "code"), "code_block": ("pre", "code"), "hr": ("hr",)}
_TAG = re.compile(r"<([A-Za-z][A-Za-z0-9]*+)")


@dataclass(frozen=True, slots=True)
class Mark:
    """An element as `h2`, `li`, or with its address `a ket-qua/2027-2030/`; and its line in the Markdown, from 0."""

    name: str
    line: int


def outline(markdown: str, lang: Lang, path: str) -> Iterator[Mark]:
    """The marks of the page `docs/<lang>/<path>`."""
    tokens, environment = block_tokens(markdown)
    for token in tokens:
        line = token.map[0] if token.map else 0
        if token.type == "inline":
            yield from _inline(inline_tokens(token.content, environment), line, lang, path)
        elif token.type in _BLOCKS:
            yield from (Mark(name, line) for name in _BLOCKS[token.type])
        elif token.nesting == 1 and token.tag not in LEFT_OUT:
            yield Mark(token.tag, line)
        elif token.nesting == -1 and token.tag in CLOSED:
            yield Mark(f"/{token.tag}", line)
        elif token.type == "html_block":
            yield from _tags(token.content, line)


def _inline(children: Sequence[Token], line: int, lang: Lang, path: str) -> Iterator[Mark]:
    for child in children:
        if child.type == "link_open":
            if child.info != "auto":
                yield Mark(f"a {address(str(child.attrGet('href') or ''), lang, path)}", line)
        elif child.type == "image":
            yield Mark(f"img {address(str(child.attrGet('src') or ''), lang, path)}", line)
        elif child.type == "code_inline":
            yield Mark("code", line)
        elif child.type == "html_inline":
            yield from _tags(child.content, line)
        elif child.nesting == 1:
            yield Mark(child.tag, line)


def _tags(html: str, line: int) -> Iterator[Mark]:
    return (Mark(name, line) for found in _TAG.findall(html) if (name := found.lower()) not in LEFT_OUT)


def address(written: str, lang: Lang, path: str) -> str:
    """Where a link of the page leads: a path from the site's root, or the whole address of another place."""
    target, hash_, anchor = written.partition("#")
    if not target or re.match(r"[a-z][a-z0-9+.-]*+:|//", target, re.IGNORECASE):
        return f"{page_url(path, lang)}#{anchor}" if not target else written
    way = posixpath.normpath(posixpath.join("/", lang, posixpath.dirname(path), target)).lstrip("/")
    tongue, _, rest = way.partition("/")
    if tongue in LANGS and rest.endswith(".md"):
        way = page_url(rest, "en" if tongue == "en" else "vi")
    return f"{way}{hash_}{anchor}"
