"""The rendered site as the rules see it.

Takes the folder and its public address; gives a frozen `Site`: each HTML file parsed once, each address in a
page or stylesheet followed once. Refuses nothing, and writes nothing: an empty folder is an empty site.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from archive.findings import Lang
from archive.frame import Frame
from archive.inspect.addresses import INDEX, Outcome, Target, Tree, resolve, site_address
from archive.inspect.css import css_urls
from archive.inspect.html import BuiltPage, Link, decode, read_page
from archive.inspect.parsers import PARSERS, ending

SITEMAP = "sitemap.xml"


@dataclass(frozen=True, slots=True)
class ExpectedClaim:
    """A claim of the model, its words, and the page that must show it.

    `page_url` is from the site's root (`en/ket-qua/kq-05/`) or the whole address; `line` is where the claim
    stands in its source, for the finding.
    """

    id: str
    lang: Lang
    page_url: str
    text: str
    line: int = 1
    lines: tuple[tuple[int, str], ...] = ()
    """The claim's own lines as typed, with their numbers, without its attributes."""


@dataclass(frozen=True, slots=True)
class AuthoredPage:
    """What people wrote of a page: the HTML that came of it, cleaned, and the lines that it was made from.

    A line is numbered as in the source; one that stands for a piece of the frame has number 0, and is the words of a
    paragraph of `html`.
    """

    path: str
    """The built file."""
    url: str
    lang: Lang
    source: str
    """From `docs/<lang>/`."""
    first: int
    """The line on which the body starts."""
    html: str
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """An address in a built file that is not simply found: a fault, or one that leads away."""

    where: str
    line: int
    link: Link
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Site:
    """All that is inspected.

    `unreadable` are pages and stylesheets that are not UTF-8; `data` holds the bytes of every file for machines.
    """

    tree: Tree
    pages: Mapping[str, BuiltPage]
    references: tuple[Reference, ...]
    reached: frozenset[str]
    """The files that an address in some page or stylesheet leads to."""
    unreadable: tuple[str, ...]
    data: Mapping[str, bytes]
    claims: Mapping[str, tuple[ExpectedClaim, ...]]
    http_allowed: frozenset[str]
    frame: Frame
    authored: tuple[AuthoredPage, ...]

    def target(self, where: str, url: str) -> Target:
        """Where an address on a built file leads."""
        return resolve(self.tree, where, url)


def read_site(
    folder: Path,
    site_url: str,
    claims: Iterable[ExpectedClaim],
    http_allowed: frozenset[str],
    frame: Frame,
    authored: Iterable[AuthoredPage],
) -> Site:
    """Read and parse every file once."""
    files, folders = _list(folder)
    tree = Tree(site_address(site_url), files, folders)
    pages = {path: read_page(path, (folder / path).read_bytes()) for path in sorted(files) if path.endswith(".html")}
    sheets = {path: decode((folder / path).read_bytes()) for path in sorted(files) if path.endswith(".css")}
    unreadable = [page.path for page in pages.values() if not page.utf8]
    unreadable += [path for path, (_, utf8) in sheets.items() if not utf8]
    links = [(page.path, 1, link) for page in pages.values() for link in page.links]
    links += [
        (path, line, Link("css", "url()", url, fetched=True))
        for path, (text, _) in sheets.items()
        for url, line in css_urls(text)
    ]
    targets = _resolved(tree, links)
    return Site(
        tree=tree,
        pages=pages,
        references=tuple(_follow(pages, links, targets)),
        reached=frozenset(_reached(links, targets)),
        unreadable=tuple(unreadable),
        data={path: (folder / path).read_bytes() for path in sorted(files) if ending(path) in PARSERS},
        claims=_by_page(tree, claims),
        http_allowed=http_allowed,
        frame=frame,
        authored=tuple(authored),
    )


def _list(folder: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Names come from the listing, never from asking for a file: some disks answer to other capitals."""
    files, folders = set(), set()
    for root, below, names in os.walk(folder):
        at = PurePosixPath(Path(root).relative_to(folder).as_posix())
        files |= {str(at / name) for name in names}
        folders |= {str(at / name) for name in below}
    return frozenset(files), frozenset(folders)


def _resolved(tree: Tree, links: list[tuple[str, int, Link]]) -> dict[tuple[str, str], Target]:
    """Where each address leads, once a file: a page repeats its links in menu, foot and permalinks."""
    return {at: resolve(tree, *at) for at in {(where, link.url) for where, _, link in links}}


def _reached(links: list[tuple[str, int, Link]], targets: Mapping[tuple[str, str], Target]) -> Iterator[str]:
    """What readers or their browsers get to; a redirect is no link, since it shows nothing that could be chosen."""
    for where, _, link in links:
        target = targets[where, link.url]
        if target.outcome is Outcome.FOUND and link.attribute != "refresh":
            yield target.path


def _follow(
    pages: Mapping[str, BuiltPage],
    links: list[tuple[str, int, Link]],
    targets: Mapping[tuple[str, str], Target],
) -> Iterator[Reference]:
    for where, line, link in links:
        target = targets[where, link.url]
        outcome = target.outcome
        if outcome is Outcome.FOUND and not _has_anchor(pages.get(target.path), target.fragment):
            outcome = Outcome.NO_ANCHOR
        if outcome is not Outcome.FOUND:
            yield Reference(where, line, link, outcome)


def _has_anchor(page: BuiltPage | None, fragment: str) -> bool:
    """Look for the id; `#top` and an empty one are the top, and `:~:text=` is for the browser alone."""
    name = fragment.partition(":~:")[0]
    if page is None or not name or name in page.anchors:
        return True
    name = unquote(name)
    return name in page.anchors or name.lower() == "top"


def _by_page(tree: Tree, claims: Iterable[ExpectedClaim]) -> dict[str, tuple[ExpectedClaim, ...]]:
    found: dict[str, tuple[ExpectedClaim, ...]] = {}
    for claim in claims:
        # From the root, or a whole address; a page that was not built keeps the path that it should have had.
        url = claim.page_url if "://" in claim.page_url else f"./{claim.page_url.lstrip('/')}"
        path = resolve(tree, INDEX, url).path or claim.page_url
        found[path] = (*found.get(path, ()), claim)
    return found
