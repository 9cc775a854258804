"""Links of pages as they are written, and their edits where a page moves or the ids on it change.

Takes pages; gives `Edit`s of the addresses alone, so that each link leads where it led: inline links, images,
definitions of references; and of the pages on which a glossary says that its words are met. What is code is left alone.
Refuses, afterwards, a page on which a link leads elsewhere.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from urllib.parse import unquote

from archive.checks.prose import DESTINATION, page_text
from archive.content.model import Page
from archive.content.terms import sourced
from archive.editing.text import Edit, offset
from archive.findings import Text
from archive.refusal import Refusal

_DEFINITION = re.compile(r"^[ ]{0,3}(?:>[ ]?)*\[[^\]\n]+\]:[ ]*\n?[ ]*<?", re.MULTILINE)
_ADDRESS = re.compile(r"(?P<path>[^\s()<>\"'#?]*)(?:\?[^\s()<>\"'#]*)?(?:#(?P<anchor>[^\s()<>\"']*))?")
_OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]", re.IGNORECASE)
"""How an address begins that leads out of the archive, or from its root: the check names the second kind."""
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


@dataclass(frozen=True, slots=True)
class Renamed:
    """Which pages have which place afterwards, and which ids on these have which name."""

    pages: Mapping[str, str]
    """`vi/cu.md` to `vi/moi.md`, below `docs/`; a page that stays but has other ids leads to itself."""
    anchors: Mapping[str, str]

    def place(self, target: str) -> str:
        """Where what stands at `target` stands afterwards."""
        return self.pages.get(target, target)

    def anchor(self, target: str, name: str) -> str:
        """The name afterwards of an id on the page at `target`."""
        return self.anchors.get(name, name) if target in self.pages else name


def below_docs(page: Page) -> str:
    """Where a page stands, below `docs/`."""
    return f"{page.lang}/{page.path}"


def target_of(origin: str, path: str) -> str:
    """Where a relative path leads from the page at `origin`; both below `docs/`."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), path)) if path else origin


def link_edits(page: Page, renamed: Renamed) -> Iterator[Edit]:
    """The edits after which the page's links lead where they lead now, when everything is renamed."""
    here = below_docs(page)
    there = renamed.place(here)
    for match in _written(page):
        path = _plain(match["path"])
        target = target_of(here, path)
        wanted = renamed.place(target)
        if path and target_of(there, path) != wanted:
            way = posixpath.relpath(wanted, posixpath.dirname(there)) + ("/" if path.endswith("/") else "")
            yield Edit(*match.span("path"), way)
        anchor = match["anchor"] or ""
        if (new := renamed.anchor(target, _plain(anchor))) != _plain(anchor):
            yield Edit(*match.span("anchor"), new)
    yield from _met(page, renamed)


def _met(page: Page, renamed: Renamed) -> Iterator[Edit]:
    """The edits of a glossary's `met`, which stand as paths below the folder of a language."""
    for scalar in page.front.scalars if sourced(page) else ():
        names = scalar.key.split(".")
        wanted = renamed.place(f"vi/{scalar.text}").removeprefix("vi/")
        if names[0] == "terms" and names[2:] == ["met"] and wanted != scalar.text:
            yield Edit(scalar.start, scalar.end, wanted)


def quote_edits(page: Page, names: Mapping[str, str]) -> Iterator[Edit]:
    """The edits after which the page's quotations quote the statements by these names."""
    for quote in page.body.quotes:
        if quote.id in names:
            start = page.text.index(quote.id, offset(page, quote.place))
            yield Edit(start, start + len(quote.id), names[quote.id])


def links_left_behind(page: Page, old: str, known: Collection[str]) -> Iterator[Edit]:
    """The edits of links that led to something from the page's `old` place, and lead nowhere from where it is now."""
    here = below_docs(page)
    for match in _written(page):
        path = _plain(match["path"])
        led = target_of(old, path)
        target = here if led == old else led
        if path and target_of(here, path) not in {*known, old} and target in known:
            yield Edit(*match.span("path"), posixpath.relpath(target, posixpath.dirname(here)))


def address_spans(page: Page) -> Iterator[tuple[int, int]]:
    """Where the addresses within the archive stand in the page's text."""
    return (match.span() for match in _written(page))


def hold(before: Page, after: Page, renamed: Renamed) -> None:
    """Refuse where a link of the page, as the parser reads it, leads elsewhere afterwards."""
    here = below_docs(before)
    wanted = [(renamed.place(target), renamed.anchor(target, name)) for target, name in _led(before)]
    if wanted != list(_led(after)) or renamed.place(here) != below_docs(after):
        raise Refusal(
            Text(
                f"không sửa được một liên kết trong {before.file}; viết nó gọn như [chữ](duong-dan.md#ma) rồi chạy lại",
                f"a link in {before.file} cannot be rewritten; write it plainly, as [words](path.md#id), and run again",
            )
        )


def _led(page: Page) -> Iterator[tuple[str, str]]:
    """Where the page's links lead, as the parser reads them: the target and the id on it."""
    for link in page.body.links:
        if _OUTSIDE.match(_plain(link.href)):
            yield link.href, ""
        else:
            path, _, anchor = unquote(link.href).partition("#")
            yield target_of(below_docs(page), path.partition("?")[0]), anchor


def _written(page: Page) -> Iterator[re.Match[str]]:
    """The addresses within the archive, as they are spelt."""
    if page.refused or not ("](" in page.text or "]:" in page.text or "] (" in page.text or "]\n(" in page.text):
        return
    text = page_text(page)
    for match in chain(DESTINATION.finditer(page.text, text.body), _DEFINITION.finditer(page.text, text.body)):
        found = None if text.is_code(match.end()) else _ADDRESS.match(page.text, match.end())
        if found and found[0] and not _OUTSIDE.match(_plain(found[0])):
            yield found


def _plain(address: str) -> str:
    return unquote(html.unescape(_ESCAPE.sub(r"\1", address)))
