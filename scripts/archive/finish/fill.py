"""Puts the frame's pieces into the rendered pages, after what people wrote has been cleaned.

Takes a rendered page, what was staged of it and the secret that its tokens were made with; gives the filled page, what
was left of the authored words (for `inspect` to hold against their source) and findings: what was cleaned away, and
tokens that are missing, doubled or not in their places. Raises nothing; such a page is never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from archive.checks.later import BROKEN, CLEANED
from archive.content.model import Archive, Page
from archive.escaping import shortened
from archive.extending import Problem
from archive.findings import Finding, Place
from archive.finish.clean import Cleaned, clean, tree
from archive.finish.shown import measured
from archive.finish.tables import framed
from archive.stage.headings import Names
from archive.stage.page import StagedPage, Tokens

_MOST = 3
"""How many losses a message names."""
_TOKEN = re.compile("x[0-9a-f]{32}")
_HEADING = re.compile('(<h[2-6] id=")([^"]+)(">)')
_PIECE = re.compile("<p>(x[0-9a-f]{32})</p>")


@dataclass(frozen=True, slots=True)
class Shown:
    """What people wrote of a page as it is published: clean HTML, a frame's piece standing in it as one paragraph."""

    page: StagedPage
    html: str
    tokens: Tokens


@dataclass(frozen=True, slots=True)
class Filled:
    """A whole page and what people wrote of it; or neither, and why."""

    html: str = ""
    shown: Shown | None = None
    findings: tuple[Finding, ...] = ()


def fill(page: StagedPage, html: str | None, secret: bytes, archive: Archive) -> Filled:
    """Fill a page as the renderer has it; None, where it has none."""
    tokens = page.tokens(secret)
    written = archive.by_path.get((page.lang, page.path))
    parts = _split(html, tokens) if html is not None else None
    if parts is None:
        return Filled(findings=(_broken(page, written, page.title),))
    before, content, after = parts
    cleaned = clean(content)
    found = (*_lost(page, written, cleaned), *_misplaced(page, written, cleaned.html, tokens))
    if found:
        return Filled(findings=found)
    whole = measured(framed(cleaned.html, page.title), page.url, archive)
    named = _HEADING.sub(lambda match: _called(match, page.names), whole)
    filled = _PIECE.sub(lambda match: tokens.fragments.get(match[1], match[0]), named)
    return Filled(f"{before}{filled}{after}", Shown(page, cleaned.html, tokens))


def _called(heading: re.Match[str], names: Names) -> str:
    """A heading's start tag with the id that it is to have; its own stays as a second one."""
    start, own, end = heading.groups()
    return f"{start}{names.headings.get(own, own)}{end}{names.kept(own)}"


def _split(html: str, tokens: Tokens) -> tuple[str, str, str] | None:
    """What stands before, between and after the tokens around the page's content; None where these are not whole."""
    opens, closes = f"<!--{tokens.opens}-->", f"<!--{tokens.closes}-->"
    if html.count(tokens.opens) != 1 or html.count(tokens.closes) != 1:
        return None
    before, opened, rest = html.partition(opens)
    content, closed, after = rest.partition(closes)
    return (before, content, after) if opened and closed else None


def _misplaced(page: StagedPage, written: Page | None, html: str, tokens: Tokens) -> Iterator[Finding]:
    """Every piece's paragraph stands once, in order, and in no other block."""
    # Nobody can guess a token: what only looks like one is words.
    due, fragments = list(tokens.fragments), tokens.fragments
    top = [text for child in tree(html).iter() if child.tag == "p" and (text := child.text()) in fragments]
    alone, anywhere = ([token for token in form.findall(html) if token in fragments] for form in (_PIECE, _TOKEN))
    if top == alone == anywhere == due:
        return
    wrong = next((token for token, found in zip_longest(due, top) if token != found), None)
    yield _broken(page, written, tree(tokens.fragments[wrong]).text(separator=" ") if wrong else page.title)


def _lost(page: StagedPage, written: Page | None, cleaned: Cleaned) -> Iterator[Finding]:
    if cleaned.losses:
        names = ", ".join(str(loss) for loss in cleaned.losses[:_MOST])
        place = _place(page, written, re.split("[=>]", cleaned.losses[0].name)[0])
        yield CLEANED.finding(Problem(place, values={"lost": shortened(names)}))


def _broken(page: StagedPage, written: Page | None, text: str) -> Finding:
    return BROKEN.finding(Problem(_place(page, written), values={"lost": f"“{shortened(text)}”"}))


def _place(page: StagedPage, written: Page | None, needle: str = "") -> Place:
    """Where `needle` first stands in the page as written, in any case; else where its body starts."""
    if written is None:
        return Place(page.file)
    at = written.text.lower().find(needle.lower()) if needle else -1
    if at < 0:
        return Place(page.file, written.front.body_line)
    return Place(page.file, written.text.count("\n", 0, at) + 1, at - written.text.rfind("\n", 0, at))
