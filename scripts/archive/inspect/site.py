"""The rendered site as the rules see it.

Takes the folder and its public address; gives `Ground`, which is known before a page is read, what the addresses of a
file lead to, and `Site`, when all pages have been. Refuses nothing, writes nothing: an empty folder is an empty site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from archive.findings import Lang
from archive.frame import Frame
from archive.inspect.addresses import INDEX, Outcome, Target, Tree, resolve, site_address
from archive.inspect.css import css_urls
from archive.inspect.html import Link, PageFacts, decode
from archive.inspect.parsers import PARSERS, ending
from archive.kept.tree import names_below

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
    """An address in a built file that is not simply found: a fault, or one by which a browser is led away."""

    where: str
    line: int
    link: Link
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Ground:
    """What is known before any page is read: which files there are, and what must stand in them."""

    tree: Tree
    claims: Mapping[str, tuple[ExpectedClaim, ...]]
    http_allowed: frozenset[str]
    frame: Frame

    def target(self, where: str, url: str) -> Target:
        """Where an address on a built file leads."""
        return resolve(self.tree, where, url)


@dataclass(frozen=True, slots=True)
class Site:
    """All that is inspected once the pages have been read.

    `unreadable` are pages and stylesheets that are not UTF-8; `data` gives the bytes of every file for machines, of
    which the `fresh` ones were never looked at.
    """

    ground: Ground
    pages: Mapping[str, PageFacts]
    references: tuple[Reference, ...]
    reached: frozenset[str]
    """The files that an address in some page or stylesheet leads to."""
    unreadable: tuple[str, ...]
    data: Mapping[str, bytes]
    fresh: frozenset[str]
    as_listed: bool = False
    """Whether the pages are those against which the sitemap was held before."""

    @property
    def tree(self) -> Tree:
        """Its files."""
        return self.ground.tree

    @property
    def claims(self) -> Mapping[str, tuple[ExpectedClaim, ...]]:
        """The claims that must stand in each page."""
        return self.ground.claims

    def target(self, where: str, url: str) -> Target:
        """Where an address on a built file leads."""
        return self.ground.target(where, url)


class Bytes(Mapping[str, bytes]):
    """Files of a folder, each read when it is asked for."""

    def __init__(self, folder: Path, names: Iterable[str]) -> None:
        self._folder, self._names = folder, dict.fromkeys(names)

    def __getitem__(self, name: str) -> bytes:
        if name not in self._names:
            raise KeyError(name)
        return (self._folder / name).read_bytes()

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def ground(
    folder: Path, site_url: str, claims: Iterable[ExpectedClaim], http_allowed: frozenset[str], frame: Frame
) -> Ground:
    """What is known of the site in a folder before a page is read."""
    tree = Tree(site_address(site_url), *_list(folder))
    return Ground(tree, _by_page(tree, claims), http_allowed, frame)


@dataclass(frozen=True, slots=True)
class Led:
    """Where the addresses of one built file lead."""

    found: tuple[tuple[str, str], ...]
    """What of the site is found: the file and the fragment, each once."""
    unreached: frozenset[str]
    """The files of these that no reader gets to: a redirect is no link, since it shows nothing that could be chosen."""
    references: tuple[Reference, ...]
    """What is not found, or has a browser led away."""
    links: tuple[tuple[Link, int, Target], ...]
    """The links with a fragment: whether it is there shows when all pages are known."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What the addresses of many files have in common, so that it is found out once, and stands there once."""

    from_root: dict[tuple[str, str], Target] = field(default_factory=dict)
    """Where an address that climbs to the root leads, as those of the menu do: to the same from all files as deep."""
    found: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)


def leads(ground: Ground, path: str, links: Iterable[tuple[int, Link]], shared: Shared) -> Led:
    """Follow every address of a file, each once: a page repeats its links in menu, foot and permalinks."""
    targets: dict[str, Target] = {}
    up = "../" * path.count("/")
    found: dict[tuple[str, str], None] = {}
    reached: set[str] = set()
    references: list[Reference] = []
    anchored: list[tuple[Link, int, Target]] = []
    for line, link in links:
        target = targets.get(link.url)
        if target is None:
            target = shared.from_root.get((up, link.url)) or ground.target(path, link.url)
            targets[link.url] = target
            if up and link.url.startswith(up):
                shared.from_root[up, link.url] = target
        if target.outcome is not Outcome.FOUND:
            # What leads away is asked for where a browser follows it by itself: the rest is nearly all.
            if target.outcome is not Outcome.AWAY or link.fetched or link.attribute == "refresh":
                references.append(Reference(path, line, link, target.outcome))
            continue
        way = (target.path, target.fragment)
        found[shared.found.setdefault(way, way)] = None
        if link.attribute != "refresh":
            reached.add(target.path)
        if target.fragment:
            anchored.append((link, line, target))
    unreached = frozenset(file for file, _ in found) - reached
    return Led(tuple(found), unreached, tuple(references), tuple(anchored))


def away(path: str, led: Led, page: PageFacts) -> Iterator[tuple[Link, int, Target]]:
    """The links of a page whose fragment is not one of its own."""
    for link, line, target in led.links:
        if target.path != path or not has_anchor(page, target.fragment):
            yield link, line, target


def lost(path: str, led: Led, pages: Mapping[str, PageFacts]) -> Iterator[Reference]:
    """The links of a file whose fragment no page has."""
    for link, line, target in led.links:
        if not has_anchor(pages.get(target.path), target.fragment):
            yield Reference(path, line, link, Outcome.NO_ANCHOR)


def sheets(ground: Ground, folder: Path) -> Iterator[tuple[str, Led, bool]]:
    """Every stylesheet: where its addresses lead, and whether it is text."""
    for path in sorted(ground.tree.files):
        if path.endswith(".css"):
            text, utf8 = decode((folder / path).read_bytes())
            links = [(line, Link("css", "url()", url, fetched=True)) for url, line in css_urls(text)]
            yield path, leads(ground, path, links, Shared()), utf8


def data(ground: Ground, folder: Path) -> Bytes:
    """The files for machines."""
    return Bytes(folder, (path for path in sorted(ground.tree.files) if ending(path) in PARSERS))


def _list(folder: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Names come from the listing, never from asking for a file: some disks answer to other capitals."""
    files, folders = names_below(folder)
    return frozenset(files), frozenset(folders)


def has_anchor(page: PageFacts | None, fragment: str) -> bool:
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
