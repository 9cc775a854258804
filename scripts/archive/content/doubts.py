"""Where Python-Markdown, which publishes a page, would see something else than CommonMark, by which it is checked.

Takes the tokens of a page that is being read, and notes a `Doubt` at each such place: what is not plainly read alike by
both is refused by the check, so that the checked page is the published one. Refuses nothing itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from string import punctuation

from markdown.blockprocessors import HashHeaderProcessor
from markdown_it.token import Token

from archive.allowed import INLINE
from archive.content.body import Parting
from archive.content.walk import Walk, lines_of, span_of

_INFO = re.compile(r"[A-Za-z0-9+-]{0,20}")
_FENCE = re.compile(r"(~{3,}+|`{3,}+)[ ]*+(?:\{.*\}|(?:\.?[\w#.+-]*+[ ]*+)?(?:hl_lines=([\"']).*\2[ ]*)?)")
_UNCLEAR = re.compile(r"^#|\\$|^[ ]{0,3}\[[^\]\n]*\]:|^[ ]*\||^[ |:-]+$", re.MULTILINE)
_ROW = re.compile(r"[ ]*\||[ |:-]+$")
_ADDRESSED = re.compile(r"<[^<>\s@]*@")
_BAR = re.compile(r"(?<!\\)\|")
_GUARDED = frozenset(punctuation)
_ESCAPED = frozenset("\\`*_{}[]()>#+-.!|")
"""The signs that a backslash guards for the renderer too."""
_RULED = re.compile(r"[ >|:-]+$")
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")
_EMPHASIS = re.compile(
    r"(?<!\*)\*++(?:(?=\S)|$)|(?:^|(?<=[^\s*]))\*++|(?<![^\W_])(?<!_)_++(?=[^\W_])|(?<=[^\W_])_++(?![^\W_])"
)
_CODE = re.compile(r"(?<!`)(`++)(?!`)[^`]*+\1(?!`)|\\`")
_MARKED = re.compile(r"^[ >]*(#|=+[ ]*$|-+[ ]*$)", re.MULTILINE)
_HASHED = HashHeaderProcessor.RE
_ITEM = re.compile(r"[ >]*+(?:[-*+]|[0-9]++\.)[ ]")
_MARKS = re.compile(r"^(?:[ ]*+(?:>|(?:[-*+]|[0-9]++[.)])(?=[ ]|$)))*+")
_QUOTED = re.compile(r"^(?:[ ]{0,3}>[ ]?)+")
_FOOTNOTE = re.compile(r"\[\^|(?<![^\s>])\*\[(?:[^\n]|\n(?!\n)){0,300}?\][ ]?:")
_PAIRED = INLINE - {"br", "wbr"}
"""Tags that are closed; those that nobody may write are told of anyway."""
_BLOCKS = frozenset(
    [
        "bullet_list_open",
        "ordered_list_open",
        "paragraph_open",
        "blockquote_open",
        "heading_open",
        "table_open",
        "code_block",
        "hr",
    ]
)
_ALONE = frozenset(["heading_open", "hr", "table_open", "fence"])
"""Blocks that stand in no list and in no quotation: there the parsers part in too many ways to be told."""
_ROWS = 3
"""The fewest lines of a table: without one below its head the renderer makes an empty row."""
_TAB = 4
"""The renderer nests a list item's blocks by four spaces, whatever the width of its mark."""


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


def block_doubts(walk: Walk, tokens: Sequence[Token], body: str) -> None:
    """Where Python-Markdown, which publishes the page, parts from CommonMark, which is checked."""
    rendered = set(fences(body))
    ours = {span_of(token) for token in tokens if token.type == "fence"}
    unclear = {span_of(token) for token in tokens if token.type == "fence" and not _known(token.info)}
    for first, _ in (rendered ^ ours) | unclear:
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
            line = span_of(token)[0]
            if items or quotes:
                walk.doubt("nested", line)
            elif index and tokens[index - 1].type == "blockquote_close":
                walk.doubt("quote-neighbour", line)
            elif not _opens(walk, line):
                walk.doubt("list", line)
            quotes += 1
        elif kind == "blockquote_close":
            quotes -= 1
        elif kind == "list_item_open":
            items.append(span_of(token)[0])
        elif kind == "list_item_close":
            items.pop()
        elif token.map and (
            (kind in _ALONE and (items or quotes)) or (quotes and kind in {"bullet_list_open", "ordered_list_open"})
        ):
            if token.map[0] not in walk.noted:
                walk.doubt("nested", token.map[0])
        elif token.map and kind in _BLOCKS:
            line = token.map[0]
            plain = not _block_doubts(walk, token, line, items)
            short = line != items[-1] and _indent(walk, line) < _TAB * len(items) if items and not quotes else False
            if items and plain and (short or kind == "code_block"):
                walk.doubt("list-indent", line)
    _list_doubts(walk, tokens)
    _end_doubts(walk, tokens)
    for reference in (*walk.environment.get("references", {}).values(), *walk.environment.get("duplicate_refs", ())):
        line = reference["map"][0]
        if line not in walk.noted:
            walk.doubt("reference", line)


def _known(info: str) -> bool:
    """Whether what stands behind the mark of a fence is a language; braces are another rule's."""
    return "{" in info or _INFO.fullmatch(info) is not None


def code_lines(walk: Walk, tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """What is code to both parsers: fences without their marks.

    What is merely indented never is: below an empty list item it is code here and HTML for the renderer.
    """
    parted = {doubt.place.line for doubt in walk.doubts if doubt.why == "fence"}
    for token in tokens:
        first, last = lines_of(walk, span_of(token))
        if token.type == "fence" and first not in parted:
            yield first + 1, last - 1


def _line_doubts(walk: Walk, tokens: Sequence[Token]) -> None:
    """Lines that the renderer takes for a heading or its underline, wherever they stand."""
    headings = {line for token in tokens if token.type == "heading_open" for line in range(*span_of(token))}
    code = {line for first, last in code_lines(walk, tokens) for line in range(first - walk.offset, last - walk.offset)}
    for line, text in enumerate(walk.lines):
        found = _MARKED.match(text)
        if not found or line in headings or line in code:
            continue
        if found[1].startswith(("#", "=")) or (line and walk.lines[line - 1]):
            walk.doubt("heading", line)


def _list_doubts(walk: Walk, tokens: Sequence[Token]) -> None:
    """Where a number that was typed would be lost: the renderer counts from 1, and makes one list of neighbours.

    One doubt a line: the first that is noted names the cause.
    """
    due: list[int] = []
    """What each open list counts next; 0 in one without numbers."""
    starts = {span_of(token)[0] for token in tokens if token.type == "list_item_open"}

    def doubt(why: Parting, line: int, needle: str) -> None:
        if line not in walk.noted:
            walk.doubt(why, line, walk.lines[line].find(needle))

    for index, token in enumerate(tokens):
        line = span_of(token)[0]
        if token.type in {"bullet_list_open", "ordered_list_open"}:
            due.append(int(token.type == "ordered_list_open"))
            if index and tokens[index - 1].type.endswith("_list_close"):
                doubt("list-neighbour", line, token.markup)
            for within in () if token.level else range(*span_of(token)):
                if within not in starts and _ITEM.match(walk.lines[within]):
                    doubt("list", within, "")
        elif token.type.endswith("_list_close"):
            due.pop()
        elif token.type == "list_item_open" and due[-1]:
            if token.info != str(due[-1]):
                doubt("list-number", line, token.info)
            due[-1] += 1
        if token.type == "list_item_open" and not _after_mark(walk.lines[line]):
            doubt("list-empty", line, "")


def _end_doubts(walk: Walk, tokens: Sequence[Token]) -> None:
    """A list or quotation ends in a blank line: else the renderer takes in what follows; and so does a claim's item."""
    starts = {span_of(token)[0] for token in tokens if token.type == "list_item_open"}
    noted = frozenset(walk.noted)
    for token in tokens:
        first, behind = span_of(token)
        if token.type not in {"blockquote_open", "bullet_list_open", "ordered_list_open"} or first in noted:
            continue
        last = min(behind, len(walk.lines)) - 1
        if not walk.lines[last].strip():
            continue
        bare = not walk.lines[last].strip(" >")
        if bare or (behind < len(walk.lines) and walk.lines[behind].strip() and behind not in starts | noted):
            walk.doubt("end", last if bare else behind)
    claimed = {claim.lines[0] - walk.offset for claim in walk.claims}
    for claim in walk.claims:
        behind = claim.lines[1] - walk.offset
        following = next((line for line in range(behind, len(walk.lines)) if walk.lines[line].strip()), None)
        # A claim is cut out of its list: what is indented below it would be left as code.
        if following is not None and following not in claimed | noted and walk.lines[following].startswith((" ", "\t")):
            walk.doubt("claim-end", following)


def _after_mark(line: str) -> str:
    """What stands behind the marks of quotations and list items that open a line."""
    return _MARKS.sub("", line).strip()


def _block_doubts(walk: Walk, token: Token, line: int, items: list[int]) -> bool:
    """Note what is doubtful about the block by itself, wherever it stands."""
    before = len(walk.doubts)
    if token.type == "heading_open":
        text = _QUOTED.sub("", walk.lines[line])
        if token.markup[0] in "=-" or not (items or _HASHED.match(text)):
            walk.doubt("heading", line)
    elif token.type == "code_block":
        if not items:
            walk.doubt("code", line)
    elif token.type == "hr":
        # The renderer's line across has at most two blanks between its marks; else it is a list of lists.
        if "   " in walk.lines[line].strip():
            walk.doubt("list-empty", line)
    elif token.type == "table_open":
        rows = walk.lines[line : span_of(token)[1]]
        if not _opens(walk, line) or len(rows) < _ROWS or _RULED.match(rows[0]):
            walk.doubt("table", line)
        elif ":" in rows[1]:
            walk.doubt("table-align", line + 1, rows[1].find(":"))
        else:
            for below, row in enumerate(rows):
                if "|" not in row or _cells(row) != _cells(rows[0]) or ("`" in row and "\\|" in row):
                    walk.doubt("table-row", line + below)
                    break
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


def _cells(row: str) -> int:
    """How many cells a row of a table has."""
    return len(_BAR.split(row.strip().removeprefix("|").removesuffix("|")))


def _opens(walk: Walk, line: int) -> bool:
    """Whether a block may start on this line for the renderer: nothing above it, a blank line or a heading."""
    above = _QUOTED.sub("", walk.lines[line - 1]).strip() if line else ""
    return not above or above.startswith("#")


def _indent(walk: Walk, line: int) -> int:
    text = walk.lines[line].expandtabs(_TAB)
    return len(text) - len(text.lstrip(" "))


def _paragraph_doubts(walk: Walk, token: Token) -> None:
    """A line that is text here, and a heading, a reference or a shown backslash for the renderer."""
    line = span_of(token)[0]
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
        elif text.endswith("\\") and line + row + 1 < span_of(token)[1]:
            walk.doubt("break", line + row, len(walk.lines[line + row]) - 1)


def inline_doubts(walk: Walk, children: Sequence[Token], span: Sequence[int]) -> None:
    """What the parsers would read apart within a line of words: one doubt of a kind for a block, at its first place."""
    found: dict[Parting, str] = {}
    children = [child for child in children if child.content or child.type != "text"]
    if not children:
        return
    opened: list[str] = []
    emphases = 0
    marks: list[str] = []
    for before, child, behind in zip([None, *children[:-1]], children, [*children[1:], None], strict=True):
        if "a" in opened and (child.type in {"softbreak", "hardbreak"} or set("[]") & set(child.content)):
            found.setdefault("link-words", "[")
        if child.type == "html_inline":
            _tag_doubt(child, opened, found)
        elif child.type == "text":
            marks += _EMPHASIS.findall(child.content)
            if "](" in child.content:
                found.setdefault("link", "](")
            if address := _ADDRESSED.search(child.content):
                found.setdefault("link", address[0])
            if "&#" in child.content or (child.content.endswith("&") and behind and behind.markup == "\\#"):
                found.setdefault("entity", "&#" if "&#" in child.content else "&\\#")
        elif child.type == "text_special" and child.info == "escape" and child.markup[1:] in _GUARDED - _ESCAPED:
            tag = _TAG.match(f"<{behind.content}") if behind and child.markup == "\\<" else None
            if tag is None or tag[2].lower() in INLINE:
                found.setdefault("tag" if tag else "escape", child.markup)
        elif child.type == "image" and any(
            inner.type not in {"text", "text_special"} for inner in child.children or ()
        ):
            found.setdefault("link", "![")
        elif child.type in {"em_open", "strong_open", "link_open"}:
            emphases += child.type != "link_open"
            opened.append(child.tag)
            if child.type != "link_open" and (_touches(before, -1) or (behind and behind.type in _UNCLEAR_INSIDE)):
                found.setdefault("emphasis", child.markup)
        elif child.type in {"em_close", "strong_close", "link_close"}:
            if not opened or opened.pop() != child.tag:
                found.setdefault("tag", child.markup)
            if child.type != "link_close" and (_touches(behind, 0) or (before and before.type == "html_inline")):
                found.setdefault("emphasis", child.markup)
    if marks and emphases + len(marks) > 1:
        found.setdefault("emphasis", marks[0])
    if opened:
        found.setdefault("tag", f"<{opened[0]}")
    for why, needle in found.items():
        walk.met = (span[0], 0)
        walk.doubt_at(why, walk.find(needle, span))


_UNCLEAR_INSIDE = frozenset({"em_open", "strong_open", "html_inline"})
"""What an emphasis may not begin with: one more, or a tag."""


def _touches(token: Token | None, at: int) -> bool:
    """Whether the words beside a mark of emphasis are a letter or figure: it stands within a word."""
    return token is not None and token.type.startswith("text") and token.content[at : at + 1 or None].isalnum()


def _tag_doubt(child: Token, opened: list[str], found: dict[Parting, str]) -> None:
    tag = _TAG.match(child.content)
    name = tag[2].lower() if tag else ""
    if not tag or name not in _PAIRED:
        return
    if not tag[1]:
        opened.append(name)
    elif opened and opened[-1] == name:
        opened.pop()
    else:
        found.setdefault("tag", f"</{tag[2]}")
