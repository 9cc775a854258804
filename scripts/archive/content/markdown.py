"""A page's body, parsed once with markdown-it-py: claims, quotations, editorial pieces, links, HTML, tables.

Attribute lists (`{ #id .claim source="…" }` on the line after a paragraph) are read with Python-Markdown's own grammar,
since the renderer is the one that publishes them. Takes the body and gives a `Body`; refuses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from markdown.extensions.attr_list import get_attrs_and_remainder
from markdown_it import MarkdownIt
from markdown_it.token import Token

from archive.content.body import Attribute, Body, Claim, Fragment, Html, Link, Quote, Table, references
from archive.content.doubts import block_doubts, code_lines, inline_doubts
from archive.content.walk import Walk, lines_of, span_of
from archive.findings import Place
from archive.slugs import heading as heading_id

_BLOCK = re.compile(r"\n[ ]*+\{:?[ ]*+(?=[^}\n ])")
_HEADER = re.compile(r"(?<! )[ ]++\{:?[ ]*+(?=[^}\n ])")
"""How the attribute list of a block and of a heading begins, on its last line; it ends where that line does."""
NO_CAMPAIGN = "none"
"""What `campaigns=` says of a claim that belongs to none of its record's."""
QUOTE = re.compile(r"(?<!\{)\{\{[ ]*+([a-z0-9]++(?:-[a-z0-9]++)*+)[ ]*+\}\}(?!\})")
"""A statement of another page, quoted by its id. Whatever else has two braces is no quotation."""


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": 60}).enable("table")
    # All links are kept, `javascript:` too: what is dropped here in silence the renderer would publish.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    # Words are parsed by `_children`, once, when the attribute list behind them is known and cut off.
    parser.core.ruler.disable(["inline", "text_join"])
    return parser


_PARSER = _parser()


def block_tokens(markdown: str) -> tuple[list[Token], dict[str, Any]]:
    """The blocks of Markdown, words not parsed, and what the parser knows of the page (its reference links)."""
    environment: dict[str, Any] = {}
    return _PARSER.parse(markdown, environment), environment


def inline_tokens(content: str, environment: dict[str, Any]) -> list[Token]:
    """What a block's words are made of; an attribute list below them is cut off."""
    for heading in (True, False):
        if written := attribute_list(content, heading=heading):
            content = content[: written[0]]
    children: list[Token] = []
    _PARSER.inline.parse(content, _PARSER, environment, children)
    return children


def parse(body: str, file: str, body_line: int) -> Body:
    """The `Body` of Markdown that starts on line `body_line` of `file`."""
    tokens, environment = block_tokens(body)
    walk = Walk(file, body_line, body.split("\n"), environment)
    depth = deepest = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        deepest = max(deepest, depth)
        if token.type == "inline":
            _block(walk, tokens[index - 1], token, nested=depth > 1)
        elif token.type == "html_block":
            walk.html.append(Html(token.content, walk.place(span_of(token)[0]), block=True))
        elif token.type in {"fence", "code_block"}:
            span = span_of(token)
            walk.fragments.append(Fragment(token.content, walk.place(span[0]), lines_of(walk, span)))
    walk.tables.extend(_tables(walk, tokens))
    block_doubts(walk, tokens, body)
    return Body(
        claims=tuple(walk.claims),
        fragments=tuple(walk.fragments),
        quotes=tuple(walk.quotes),
        links=tuple(walk.links),
        html=tuple(walk.html),
        tables=tuple(walk.tables),
        depth=deepest,
        doubts=tuple(sorted(set(walk.doubts), key=lambda doubt: (doubt.place, doubt.why))),
        anchors=tuple(walk.anchors),
        code=tuple(code_lines(walk, tokens)),
    )


def _block(walk: Walk, opener: Token, token: Token, *, nested: bool) -> None:
    span = span_of(token) if token.map else span_of(opener)
    quoted = QUOTE.fullmatch(token.content) if opener.type == "paragraph_open" and not nested else None
    if quoted:
        walk.quotes.append(Quote(quoted[1], walk.place(span[0]), lines_of(walk, span)))
        return
    heading = opener.type == "heading_open"
    content, attributes = _attributes(walk, token.content, span, heading=heading)
    children = _children(walk, content)
    words = _words(children)
    _inline(walk, children, span)
    inline_doubts(walk, children, span)
    marks = {a.name: a.value or "" for a in attributes if a.name != "."}
    classes = {a.value for a in attributes if a.name == "."}
    lines = lines_of(walk, span)
    place = walk.place(span[0])
    if "claim" in classes:
        walk.claims.append(_claim(marks, words, place, lines, attributes, nested=nested))
        if marks.get("id"):
            walk.anchor(marks["id"], walk.claims[-1].place_of("id"))
        return
    fragment = Fragment(words, place, lines, int(opener.tag[1]) if heading else 0, attributes, nested)
    walk.fragments.append(fragment)
    if heading:
        if any(child.type == "image" for child in children):
            walk.doubt("heading", span[0])
        _anchor(walk, marks.get("id"), words, fragment)
    if "reason" in classes and walk.claims:
        walk.claims[-1] = replace(walk.claims[-1], reason=fragment)


def _attributes(walk: Walk, content: str, span: Sequence[int], *, heading: bool) -> tuple[str, tuple[Attribute, ...]]:
    written = attribute_list(content, heading=heading)
    if written is None:
        return content, ()
    found, remainder = get_attrs_and_remainder(written[1])
    if remainder:
        return content, ()
    upwards = range(span[1] - 1, span[0] - 1, -1)
    line = next((n for n in upwards if n < len(walk.lines) and "{" in walk.lines[n]), span[0])
    attributes = tuple(Attribute(name, value, walk.place(line, _spelled(name, value))) for name, value in found)
    return content[: written[0]], attributes


def attribute_list(content: str, *, heading: bool) -> tuple[int, str] | None:
    """Where the attribute list at a block's end starts, with the blanks before it, and what stands within it."""
    text = content.rstrip(" ")
    last = text.rfind("\n")
    match = _HEADER.search(text, last + 1) if heading else _BLOCK.match(text, max(last, 0))
    return (match.start(), text[match.end() : -1]) if match and text.endswith("}") else None


def _spelled(name: str, value: str | None) -> str:
    """How an attribute starts where it is written."""
    if name in {".", "id"}:
        return f"{'.' if name == '.' else '#'}{value}"
    return f"{name}=" if value else name


def _children(walk: Walk, content: str) -> list[Token]:
    children: list[Token] = []
    _PARSER.inline.parse(content, _PARSER, walk.environment, children)
    return children


def _words(children: Sequence[Token]) -> str:
    """The plain words of inline tokens, breaks as spaces."""
    parts = []
    for child in children:
        if child.type in {"text", "code_inline", "text_special"}:
            parts.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif child.type == "image":
            parts.append(child.content)
    return " ".join("".join(parts).split())


def _inline(walk: Walk, children: Sequence[Token], span: Sequence[int]) -> None:
    for index, child in enumerate(children):
        if child.type == "link_open":
            href = str(child.attrGet("href") or "")
            words = _words(list(_until_close(children[index + 1 :])))
            walk.links.append(Link(href, words, _find_link(walk, href, words, span), title=_title(child)))
        elif child.type == "image":
            src = str(child.attrGet("src") or "")
            place = _find_link(walk, src, child.content, span)
            walk.links.append(Link(src, child.content, place, image=True, title=_title(child)))
        elif child.type == "html_inline":
            walk.html.append(Html(child.content, walk.find(child.content, span)))


def _title(token: Token) -> str:
    return str(token.attrGet("title") or "")


def _find_link(walk: Walk, href: str, words: str, span: Sequence[int]) -> Place:
    """Where the address stands; where it is spelled otherwise or stands elsewhere, the link's words."""
    before = walk.met
    for needle in (href, unquote(href), f"[{words}]", words):
        if not needle:
            continue
        found = walk.find(needle, span)
        if walk.met != before:
            return found
    return walk.place(span[0])


def _until_close(children: Sequence[Token]) -> Iterator[Token]:
    for child in children:
        if child.type == "link_close":
            return
        yield child


def _claim(
    marks: dict[str, str],
    text: str,
    place: Place,
    lines: tuple[int, int],
    attributes: tuple[Attribute, ...],
    *,
    nested: bool,
) -> Claim:
    return Claim(
        id=marks.get("id", ""),
        text=text,
        place=place,
        lines=lines,
        attributes=attributes,
        status=marks.get("status", "reported"),
        sources=references(marks.get("source", "")),
        premises=tuple(marks.get("from", "").split()),
        when=marks.get("when"),
        office=marks.get("office"),
        name=marks.get("name"),
        withdrawn=marks.get("withdrawn"),
        corrected=marks.get("corrected"),
        because=marks.get("reason"),
        instead=marks.get("instead"),
        same_as=marks.get("same_as"),
        answer=marks.get("answer"),
        campaigns=_campaigns(marks.get("campaigns")),
        checked=marks.get("checked"),
        nested=nested,
    )


def _campaigns(said: str | None) -> tuple[str, ...] | None:
    return None if said is None else () if said.strip() == NO_CAMPAIGN else tuple(said.split())


def _tables(walk: Walk, tokens: Sequence[Token]) -> Iterator[Table]:
    start: Token | None = None
    headers: list[str] = []
    cells = 0
    for index, token in enumerate(tokens):
        if token.type == "table_open":
            start, headers, cells = token, [], 0
        elif token.type == "th_open":
            headers.append(tokens[index + 1].content)
        elif token.type == "td_open":
            cells += 1
        elif token.type == "table_close" and start is not None:
            yield Table(walk.place(span_of(start)[0]), tuple(headers), cells)


def _anchor(walk: Walk, given: str | None, words: str, fragment: Fragment) -> None:
    """A heading's id as the renderer's table of contents makes it: numbered where it is taken."""
    found = given or heading_id(words)
    if not given and (found in walk.numbers or not found):
        stem = found
        while (found := f"{stem}_{walk.numbers.get(stem, 0) + 1}") in walk.numbers:
            walk.numbers[stem] = walk.numbers.get(stem, 0) + 1
    walk.anchor(found, next((a.place for a in fragment.attributes if a.name == "id"), fragment.place))
