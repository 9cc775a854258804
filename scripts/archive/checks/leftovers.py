"""Rules on signs that other tools leave behind, and that would be published as typed: DV342 to DV347.

`checks.followups` holds back what only follows from the marks of a merge: in a file with them nothing else is sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice

from archive.checks.assets import each
from archive.checks.merges import beside, conflicted_lines
from archive.checks.prose import page_text, places
from archive.content.model import Archive, Page
from archive.extending import MOST, Need, Problem, Spoils, rule
from archive.findings import Place, Text
from archive.merges import conflicts

_TEXTS = frozenset({"SVG", "TXT"})
"""Formats of assets that are written as text, line by line."""
_STRUCK = re.compile(r"(?<!~)~~(?![~\s])(?:[^~\n]|\n(?![ \t]*\n))*(?<![~\s])~~(?!~)")
_MARKED = re.compile(r"(?<!=)==(?![=\s])(?:[^=\n]|\n(?![ \t]*\n))*(?<![=\s])==(?!=)")
_TASK = re.compile(r"^[ \t>]*(?:[-+*]|[0-9]{1,9}[.)])[ \t]+(\[[ xX]?\])(?=[ \t]|$)", re.MULTILINE)
_TIGHT = re.compile(r"\n[ \t>]*([-+*])(?=[^\W\d_]{2})(?![^\n*]*\*)")
_NO_SPACE = (
    Text("Thiếu dấu cách sau dấu đầu dòng", "The space behind the list mark is missing"),
    Text("viết “- ” ở đầu mục", "start the item with “- ”"),
)
_BULLET_SIGN = "•·▪▫◦‣⁃∙●○■□◆◇➢➤✓✔\uf0a7\uf0b7\uf0d8\uf0fc"
_BULLET = re.compile(
    rf"\n[ \t>]*(?:[-+*][ \t]+)?([{_BULLET_SIGN}](?=[ \t\u00a0]*[^\s])|[–—−‒―](?=[ \t\u00a0])|[o§](?=\t|[ \u00a0]{{2,}}))"
)
_OTHER = re.compile(
    r"^[ \t>]*(?P<block>!!![ \t]+\w|\?\?\?\+?[ \t]+\w|:::)|(?P<wiki>\[\[[^\[\]\n]+\]\])|^[ \t>]*(?P<toc>\[TOC\])[ \t]*$",
    re.MULTILINE,
)


@rule("DV342", needs=Need.BODY, spoils=Spoils.FILE)
def conflict_mark(archive: Archive) -> Iterator[Problem]:
    """No line of a page, of an asset that is text or of what is read beside them is a mark of a merge."""
    for page in archive.pages:
        for place in places(page, islice(conflicts(page.text), MOST)):
            yield Problem(place, about=(page.file,))
    others = (f"docs/{asset}" for asset, _, promised in each(archive) if promised.name in _TEXTS)
    for file in chain(beside(archive.root), others):
        for line in conflicted_lines(archive, file):
            yield Problem(Place(file, line), about=(file,))


def _outside_code(page: Page, found: Iterator[tuple[int, str]]) -> Iterator[tuple[Place, str]]:
    text = None
    kept: list[tuple[int, str]] = []
    for offset, shown in found:  # however many stand in code, those outside it count
        text = text or page_text(page)
        if text.is_prose(offset):
            kept.append((offset, shown))
    yield from zip(places(page, (offset for offset, _ in kept)), (shown for _, shown in kept), strict=True)


@rule("DV343", needs=Need.BODY)
def struck_or_marked(page: Page, _: Archive) -> Iterator[Problem]:
    """No strikethrough and no highlighting of other Markdowns."""
    if "~~" not in page.text and "==" not in page.text:
        return
    found = ((m.start(), m.group()[:2]) for pattern in (_STRUCK, _MARKED) for m in pattern.finditer(page.text))
    for place, shown in _outside_code(page, found):
        tag = "s" if shown == "~~" else "mark"
        yield Problem(
            place,
            Text(f"Dấu {shown} sẽ hiện y nguyên trên trang", f"The sign {shown} would be shown as typed"),
            Text(f"viết <{tag}>…</{tag}>, hoặc xóa đi", f"write <{tag}>…</{tag}>, or delete it"),
        )


@rule("DV344", needs=Need.BODY)
def task_box(page: Page, _: Archive) -> Iterator[Problem]:
    """No task lists."""
    if not ("[ ]" in page.text or "[x]" in page.text or "[X]" in page.text or "[]" in page.text):
        return
    for place, shown in _outside_code(page, ((m.start(1), m[1]) for m in _TASK.finditer(page.text))):
        yield Problem(place, Text(f"Ô {shown} sẽ hiện y nguyên trên trang", f"The box {shown} would be shown as typed"))


def is_bullet(text: str, position: int) -> bool:
    """Whether the letter at `position` is a bullet at its line's start."""
    match = _BULLET.match(text, max(0, text.rfind("\n", 0, position)))
    return match is not None and match.start(1) == position


@rule("DV345", needs=Need.BODY, after=("DV327",))
def word_bullet(page: Page, _: Archive) -> Iterator[Problem]:
    """Lists are made with hyphens, and a space behind each."""
    for place, _mark in _outside_code(page, ((m.start(1), m[1]) for m in _TIGHT.finditer(page.text))):
        yield Problem(place, *_NO_SPACE)
    for place, shown in _outside_code(page, ((m.start(1), m[1]) for m in _BULLET.finditer(page.text))):
        name = shown if shown.isprintable() else f"U+{ord(shown):04X}"
        yield Problem(
            place,
            Text(f"Dấu đầu dòng “{name}” sẽ hiện y nguyên trên trang", f"The bullet “{name}” would be shown as typed"),
        )


@rule("DV346", needs=Need.BODY)
def other_tools(page: Page, _: Archive) -> Iterator[Problem]:
    """No admonitions, containers, wiki links or placeholders of other tools."""
    text = page.text
    if not ("!!!" in text or "???" in text or ":::" in text or "[[" in text or "[TOC]" in text):
        return
    found = ((m.start(m.lastgroup or 0), m[m.lastgroup or 0]) for m in _OTHER.finditer(text))
    for place, shown in _outside_code(page, found):
        sign = shown.split()[0][:12]
        yield Problem(place, Text(f"Ký hiệu “{sign}” của công cụ khác", f"“{sign}” is a mark of another tool"))


@rule("DV347", needs=Need.BODY)
def loose_mark(page: Page, _: Archive) -> Iterator[Problem]:
    """Bold and quotation marks stand in pairs within a paragraph."""
    lines = page.text.split("\n")
    fragments = ((fragment.text, fragment.lines) for fragment in page.body.fragments)
    claims = ((claim.text, claim.lines) for claim in page.body.claims)
    code = {number for start, end in page.body.code for number in range(start, end)}
    for words, (first, last) in chain(fragments, claims):
        marks = ("**",) if "**" in words else ("“", "”") if words.count("“") != words.count("”") else ()
        if not marks or first in code:
            continue
        raw = [_CODE_SPAN.sub(lambda span: "x" * len(span[0]), line) for line in lines[first - 1 : last - 1]]
        found = [(number, line.rfind(mark)) for number, line in enumerate(raw, first) for mark in marks if mark in line]
        if found:
            number, column = max(found)
            shown = next(mark for mark in marks if lines[number - 1].startswith(mark, column))
            words_ = Text(f"Dấu {shown} mở mà không đóng, hoặc thừa", f"A {shown} that is not closed, or too much")
            yield Problem(Place(page.file, number, column + 1), words_)


_CODE_SPAN = re.compile(r"`[^`]*+`")
