"""A page's body, parsed once with markdown-it-py: claims, editorial pieces, links, raw HTML and tables, with lines.

Attribute lists (`{ #id .claim source="…" }` on the line after a paragraph) are read with Python-Markdown's own grammar,
since the renderer is the one that publishes them. Takes the body and gives a `Body`; refuses nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any
from urllib.parse import unquote

from markdown.blockprocessors import HashHeaderProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown_it import MarkdownIt
from markdown_it.token import Token

from archive.allowed import INLINE
from archive.content.model import (
    Anchor,
    Attribute,
    Body,
    Claim,
    Doubt,
    Html,
    Link,
    Parting,
    Piece,
    Reference,
    Table,
)
from archive.findings import Place
from archive.slugs import heading as heading_id

_BLOCK = re.compile(r"\n[ ]*+\{:?[ ]*+(?=[^}\n ])")
_HEADER = re.compile(r"(?<! )[ ]++\{:?[ ]*+(?=[^}\n ])")
"""How the attribute list of a block and of a heading begins, on its last line; it ends where that line does."""
_INLINE = AttrListTreeprocessor.BASE_RE
_STRAY = re.compile(r"\{:?[ ]*[#.][^\n{}]*\}")
_FENCE = re.compile(r"(~{3,}+|`{3,}+)[ ]*+(?:\{.*\}|(?:\.?[\w#.+-]*+[ ]*+)?(?:hl_lines=([\"']).*\2[ ]*)?)")
_UNCLEAR = re.compile(r"^#|\\$|^[ ]{0,3}\[[^\]\n]*\]:|^[ ]*\||^[ |:-]+$", re.MULTILINE)
_ROW = re.compile(r"[ ]*\||[ |:-]+$")
_RULED = re.compile(r"[ >|:-]+$")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_PAIRED = INLINE - {"br", "wbr"}
"""Tags that are closed; those that nobody may write are told of anyway."""
_EMPHASIS = re.compile(r"^\*+|(?<=\S)\*+|\*+(?=\S)|\*+$|(?<![^\W_])_+(?=[^\W_])|(?<=[^\W_])_+(?![^\W_])")
_CODE = re.compile(r"(?<!`)(`++)(?!`)[^`]*+\1(?!`)|\\`")
_MARKED = re.compile(r"^[ >]*(#|=+[ ]*$|-+[ ]*$)", re.MULTILINE)
_HASHED = HashHeaderProcessor.RE
_ITEM = re.compile(r"[ >]*+(?:[-*+]|[0-9]++\.)[ ]")
_MARKS = re.compile(r"^(?:[ ]*+(?:>|(?:[-*+]|[0-9]++[.)])(?=[ ]|$)))*+")
_QUOTED = re.compile(r"^(?:[ ]{0,3}>[ ]?)+")
_FOOTNOTE = re.compile(r"\[\^|(?<![^\s>])\*\[(?:[^\n]|\n(?!\n)){0,300}?\][ ]?:")
_BLOCKS = frozenset(
    [
        "bullet_list_open",
        "ordered_list_open",
        "paragraph_open",
        "blockquote_open",
        "heading_open",
        "table_open",
        "code_block",
    ]
)
_ROWS = 3
"""The fewest lines of a table: without one below its head the renderer makes an empty row."""
_TAB = 4
"""The renderer nests a list item's blocks by four spaces, whatever the width of its mark."""


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


@dataclass
class _Walk:
    """Where a walk over the tokens stands, and what it has found."""

    file: str
    offset: int
    lines: list[str]
    environment: dict[str, Any]
    """What the parser knows of the page: its reference links."""
    claims: list[Claim] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    html: list[Html] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    loose: list[Attribute] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """The last number behind each id of a heading that was taken; 0 for an id that stands by itself."""
    met: tuple[int, int] = (0, 0)
    """Line and column after the last link or tag found: the next one stands behind it."""

    def place(self, line: int, needle: str = "") -> Place:
        """The place of body line `line` (from 0); the column of `needle` in it, or of its first letter."""
        text = self.lines[line] if line < len(self.lines) else ""
        column = text.find(needle) if needle else len(text) - len(text.lstrip())
        return Place(self.file, self.offset + line, max(column, 0) + 1)

    def find(self, needle: str, span: Sequence[int]) -> Place:
        """The next place of `needle` within the body lines `span`; the first line's where it is not there."""
        first = needle.partition("\n")[0]
        start = max(self.met, (span[0], 0))
        for line in range(start[0], min(span[1], len(self.lines))):
            column = self.lines[line].find(first, start[1] if line == start[0] else 0)
            if column >= 0:
                self.met = (line, column + len(first))
                return Place(self.file, self.offset + line, column + 1)
        return self.place(span[0])

    def anchor(self, name: str, place: Place) -> None:
        """Note an id of the page."""
        self.anchors.append(Anchor(name, place))
        self.numbers.setdefault(name, 0)

    def doubt(self, why: Parting, line: int, column: int = -1) -> None:
        """Note that the renderer's parser would see the body line `line` otherwise."""
        self.doubt_at(why, self.place(line) if column < 0 else Place(self.file, self.offset + line, column + 1))

    def doubt_at(self, why: Parting, place: Place) -> None:
        """The same, at a place that is known."""
        self.doubts.append(Doubt(why, place))


def parse(body: str, file: str, body_line: int) -> Body:
    """The `Body` of Markdown that starts on line `body_line` of `file`."""
    tokens, environment = block_tokens(body)
    walk = _Walk(file, body_line, body.split("\n"), environment)
    depth = deepest = 0
    for index, token in enumerate(tokens):
        depth += token.nesting
        deepest = max(deepest, depth)
        if token.type == "inline":
            _block(walk, tokens[index - 1], token, nested=depth > 1)
        elif token.type == "html_block":
            walk.html.append(Html(token.content, walk.place(_span(token)[0]), block=True))
        elif token.type in {"fence", "code_block"}:
            span = _span(token)
            walk.pieces.append(Piece(token.content, walk.place(span[0]), _lines(walk, span)))
    walk.tables.extend(_tables(walk, tokens))
    _doubts(walk, tokens, body)
    return Body(
        claims=tuple(walk.claims),
        pieces=tuple(walk.pieces),
        links=tuple(walk.links),
        html=tuple(walk.html),
        tables=tuple(walk.tables),
        depth=deepest,
        loose_attributes=tuple(walk.loose),
        doubts=tuple(sorted(set(walk.doubts), key=lambda doubt: (doubt.place, doubt.why))),
        anchors=tuple(walk.anchors),
        code=tuple(_code(walk, tokens)),
    )


def _span(token: Token) -> tuple[int, int]:
    return (token.map[0], token.map[1]) if token.map else (0, 1)


def _lines(walk: _Walk, span: Sequence[int]) -> tuple[int, int]:
    return walk.offset + span[0], walk.offset + span[1]


def _block(walk: _Walk, opener: Token, token: Token, *, nested: bool) -> None:
    span = _span(token) if token.map else _span(opener)
    heading = opener.type == "heading_open"
    content, attributes = _attributes(walk, token.content, span, heading=heading)
    children = _children(walk, content)
    words = _words(children)
    _inline(walk, children, span)
    _inline_doubts(walk, children, span)
    marks = {a.name: a.value or "" for a in attributes if a.name != "."}
    classes = {a.value for a in attributes if a.name == "."}
    lines = _lines(walk, span)
    place = walk.place(span[0])
    if "claim" in classes:
        walk.claims.append(_claim(marks, words, place, lines, attributes, nested=nested))
        if marks.get("id"):
            walk.anchor(marks["id"], walk.claims[-1].place_of("id"))
        return
    piece = Piece(words, place, lines, int(opener.tag[1]) if heading else 0, attributes)
    walk.pieces.append(piece)
    if heading:
        if any(child.type == "image" for child in children):
            walk.doubt("heading", span[0])
        _anchor(walk, marks.get("id"), words, piece)
    if "reason" in classes and walk.claims:
        walk.claims[-1] = replace(walk.claims[-1], reason=piece)
    elif attributes and not heading:
        walk.loose.extend(attributes)
    for stray in _STRAY.finditer(content):
        walk.loose.append(Attribute("stray", stray.group(), walk.find(stray.group(), span)))


def _attributes(walk: _Walk, content: str, span: Sequence[int], *, heading: bool) -> tuple[str, tuple[Attribute, ...]]:
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


def _children(walk: _Walk, content: str) -> list[Token]:
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


def _inline(walk: _Walk, children: Sequence[Token], span: Sequence[int]) -> None:
    for index, child in enumerate(children):
        if child.type == "link_open":
            href = str(child.attrGet("href") or "")
            words = _words(list(_until_close(children[index + 1 :])))
            walk.links.append(Link(href, words, _find_link(walk, href, words, span)))
        elif child.type == "image":
            src = str(child.attrGet("src") or "")
            walk.links.append(Link(src, child.content, _find_link(walk, src, child.content, span), image=True))
        elif child.type == "html_inline":
            walk.html.append(Html(child.content, walk.find(child.content, span)))
        elif child.type == "text" and re.match(_INLINE, child.content) and index:
            walk.loose.append(Attribute("inline", child.content, walk.find(child.content, span)))


def _inline_doubts(walk: _Walk, children: Sequence[Token], span: Sequence[int]) -> None:
    """Marks of emphasis that may open or close, and tags that are not closed where they were opened."""
    opened: list[str] = []
    loose = ""
    for child, follower in zip_longest(children, children[1:]):
        if child.type == "html_inline" and (tag := _TAG.match(child.content)) and tag[2].lower() in _PAIRED:
            if not tag[1]:
                opened.append(tag[2].lower())
            elif opened and opened[-1] == tag[2].lower():
                opened.pop()
            else:
                loose = loose or f"</{tag[2]}"
        elif child.markup == "\\<" and follower and (tag := _TAG.match(f"<{follower.content}")):
            # Escaped here; a tag behind a backslash for the renderer.
            loose = loose or (child.markup if tag[2].lower() in INLINE else "")
    emphases = sum(child.type in {"em_open", "strong_open"} for child in children)
    marks = [match for child in children if child.type == "text" for match in _EMPHASIS.findall(child.content)]
    if marks and emphases + len(marks) > 1:
        walk.met = (span[0], 0)
        walk.doubt_at("emphasis", walk.find(marks[0], span))
    if any(child.type == "text" and "](" in child.content for child in children):
        walk.met = (span[0], 0)
        walk.doubt_at("link", walk.find("](", span))
    if loose or opened:
        walk.met = (span[0], 0)
        walk.doubt_at("tag", walk.find(loose or f"<{opened[0]}", span))


def _find_link(walk: _Walk, href: str, words: str, span: Sequence[int]) -> Place:
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
    words: str,
    place: Place,
    lines: tuple[int, int],
    attributes: tuple[Attribute, ...],
    *,
    nested: bool,
) -> Claim:
    references = tuple(
        Reference(source, locator) for source, _, locator in (r.partition("#") for r in marks.get("source", "").split())
    )
    return Claim(
        id=marks.get("id", ""),
        words=words,
        place=place,
        lines=lines,
        attributes=attributes,
        status=marks.get("status", "reported"),
        sources=references,
        premises=tuple(marks.get("from", "").split()),
        when=marks.get("when"),
        office=marks.get("office"),
        name=marks.get("name"),
        withdrawn=marks.get("withdrawn"),
        withdrawn_because=marks.get("reason"),
        instead=marks.get("instead"),
        campaigns=tuple(marks.get("campaigns", "").split()),
        nested=nested,
    )


def _tables(walk: _Walk, tokens: Sequence[Token]) -> Iterator[Table]:
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
            yield Table(walk.place(_span(start)[0]), tuple(headers), cells)


def _anchor(walk: _Walk, given: str | None, words: str, piece: Piece) -> None:
    """A heading's id as the renderer's table of contents makes it: numbered where it is taken."""
    found = given or heading_id(words)
    if not given and (found in walk.numbers or not found):
        stem = found
        while (found := f"{stem}_{walk.numbers.get(stem, 0) + 1}") in walk.numbers:
            walk.numbers[stem] = walk.numbers.get(stem, 0) + 1
    walk.anchor(found, next((a.place for a in piece.attributes if a.name == "id"), piece.place))


def fences(body: str) -> list[tuple[int, int]]:
    """Body lines (from 0, and the line after the last) that the renderer takes for fenced code.

    They are those of Python-Markdown's own expression, which takes the square of the time where many stay open.
    """
    if "```" not in body and "~~~" not in body:
        return []
    lines = body.split("\n")
    fenced = [(number, line) for number, line in enumerate(lines) if line.startswith(("```", "~~~"))]
    closing: dict[str, list[int]] = {}
    for number, line in fenced:
        closing.setdefault(line.rstrip(" "), []).append(number)
    spans: list[tuple[int, int]] = []
    for number, line in fenced:
        opened = _FENCE.fullmatch(line)
        if opened and not (spans and number < spans[-1][1]):
            ends = closing.get(opened[1], [])
            behind = bisect_right(ends, number)
            if behind < len(ends):
                spans.append((number, ends[behind] + 1))
    return spans


def _doubts(walk: _Walk, tokens: Sequence[Token], body: str) -> None:
    """Where Python-Markdown, which publishes the page, parts from CommonMark, which is checked."""
    rendered = set(fences(body))
    ours = {_span(token) for token in tokens if token.type == "fence"}
    for first, _ in rendered ^ ours:
        walk.doubt("fence", first)
    for match in _FOOTNOTE.finditer(body) if "[^" in body or "*[" in body else ():
        column = match.start() - body.rfind("\n", 0, match.start()) - 1
        walk.doubt("footnote", body.count("\n", 0, match.start()), column)
    if _MARKED.search(body):
        _line_doubts(walk, tokens)
    items: list[int] = []
    quotes = 0
    for index, token in enumerate(tokens):
        kind = token.type
        if kind == "inline":
            if tokens[index - 1].type == "paragraph_open":
                _paragraph_doubts(walk, token)
        elif kind == "blockquote_open":
            quotes += 1
            if _span(token)[0] not in items and not _opens(walk, _span(token)[0]):
                walk.doubt("list", _span(token)[0])
        elif kind == "blockquote_close":
            quotes -= 1
        elif kind == "list_item_open":
            items.append(_span(token)[0])
        elif kind == "list_item_close":
            items.pop()
        elif token.map and kind in _BLOCKS:
            line = token.map[0]
            plain = not _block_doubts(walk, token, line, items)
            short = line != items[-1] and _indent(walk, line) < _TAB * len(items) if items and not quotes else False
            if items and plain and (short or kind == "code_block"):
                walk.doubt("list-indent", line)
    _list_doubts(walk, tokens)
    noted = {doubt.place.line for doubt in walk.doubts}
    for reference in (*walk.environment.get("references", {}).values(), *walk.environment.get("duplicate_refs", ())):
        line = reference["map"][0]
        if walk.offset + line not in noted:
            walk.doubt("reference", line)


def _code(walk: _Walk, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """What is code to both parsers: fences without their marks.

    What is merely indented never is: below an empty list item it is code here and HTML for the renderer.
    """
    parted = {doubt.place.line for doubt in walk.doubts if doubt.why == "fence"}
    for token in tokens:
        first, last = _lines(walk, _span(token))
        if token.type == "fence" and first not in parted:
            yield first + 1, last - 1


def _line_doubts(walk: _Walk, tokens: Sequence[Token]) -> None:
    """Lines that the renderer takes for a heading or its underline, wherever they stand."""
    headings = {line for token in tokens if token.type == "heading_open" for line in range(*_span(token))}
    code = {line for first, last in _code(walk, tokens) for line in range(first - walk.offset, last - walk.offset)}
    for line, text in enumerate(walk.lines):
        found = _MARKED.match(text)
        if not found or line in headings or line in code:
            continue
        if found[1].startswith(("#", "=")) or (line and walk.lines[line - 1]):
            walk.doubt("heading", line)


def _list_doubts(walk: _Walk, tokens: Sequence[Token]) -> None:
    """Where a number that was typed would be lost: the renderer counts from 1, and makes one list of neighbours.

    One doubt a line: the first that is noted names the cause.
    """
    due: list[int] = []
    """What each open list counts next; 0 in one without numbers."""
    starts = {_span(token)[0] for token in tokens if token.type == "list_item_open"}
    known = {doubt.place.line - walk.offset for doubt in walk.doubts}

    def doubt(why: Parting, line: int, needle: str) -> None:
        if line not in known:
            known.add(line)
            walk.doubt(why, line, walk.lines[line].find(needle))

    for index, token in enumerate(tokens):
        line = _span(token)[0]
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            due.append(int(token.type == "ordered_list_open"))
            if index and tokens[index - 1].type.endswith("_list_close"):
                doubt("list-neighbour", line, token.markup)
            for within in () if token.level else range(*_span(token)):
                if within not in starts and _ITEM.match(walk.lines[within]):
                    doubt("list", within, "")
        elif token.type.endswith("_list_close"):
            due.pop()
        elif token.type == "list_item_open" and due[-1]:
            if int(token.info) != due[-1]:
                doubt("list-number", line, token.info)
            due[-1] += 1
        if token.type == "list_item_open" and not _after_mark(walk.lines[line]):
            doubt("list-empty", line, "")


def _after_mark(line: str) -> str:
    """What stands behind the marks of quotations and list items that open a line."""
    return _MARKS.sub("", line).strip()


def _block_doubts(walk: _Walk, token: Token, line: int, items: list[int]) -> bool:
    """Note what is doubtful about the block by itself, wherever it stands."""
    before = len(walk.doubts)
    if token.type == "heading_open":
        text = _QUOTED.sub("", walk.lines[line])
        if token.markup[0] in "=-" or not (items or _HASHED.match(text)):
            walk.doubt("heading", line)
    elif token.type == "code_block":
        if not items:
            walk.doubt("code", line)
    elif token.type == "table_open":
        if not _opens(walk, line) or _span(token)[1] - line < _ROWS or _RULED.match(walk.lines[line]):
            walk.doubt("table", line)
    elif token.type in {"bullet_list_open", "ordered_list_open"}:
        if token.markup == ")":
            walk.doubt("list-mark", line)
        elif items and items[-1] == line:
            if token.type == "ordered_list_open":
                number = re.search("[0-9]", walk.lines[line])
                walk.doubt("list-number", line, number.start() if number else 0)
            else:
                walk.doubt("list-indent", line)
        elif not items and not _opens(walk, line):
            walk.doubt("list", line)
    return len(walk.doubts) > before


def _opens(walk: _Walk, line: int) -> bool:
    """Whether a block may start on this line for the renderer: nothing above it, a blank line or a heading."""
    above = _QUOTED.sub("", walk.lines[line - 1]).strip() if line else ""
    return not above or above.startswith("#")


def _indent(walk: _Walk, line: int) -> int:
    text = walk.lines[line].expandtabs(_TAB)
    return len(text) - len(text.lstrip(" "))


def _paragraph_doubts(walk: _Walk, token: Token) -> None:
    """A line that is text here, and a heading, a reference or a shown backslash for the renderer."""
    line = _span(token)[0]
    if "`" in token.content:
        for row, text in enumerate(token.content.split("\n")):
            if "`" in _CODE.sub("", text):
                walk.doubt("tick", line + row, walk.lines[line + row].find("`"))
    if not _UNCLEAR.search(token.content):
        return
    for row, text in enumerate(token.content.split("\n")):
        if text.startswith("#"):
            walk.doubt("heading", line + row)
        elif text.lstrip(" ").startswith("[") and _UNCLEAR.match(text):
            walk.doubt("reference", line + row)
        elif _ROW.match(text):
            walk.doubt("table", line + row)
        elif text.endswith("\\") and line + row + 1 < _span(token)[1]:
            walk.doubt("break", line + row, len(walk.lines[line + row]) - 1)
