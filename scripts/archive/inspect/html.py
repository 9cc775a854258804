"""A built page, read once.

Takes a page's path in the site and its bytes; gives a frozen `BuiltPage` that holds all that the rules look
at, so that no rule parses again. Refuses nothing: the parser is a browser's, which makes a page of anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from archive.findings import Lang
from archive.folders import MACHINES
from archive.inspect.addresses import NOT_FOUND
from archive.inspect.css import css_urls

BANNED_ANYWHERE = frozenset({"base", "iframe", "frame", "frameset", "object", "embed", "applet", "portal"})
"""Elements that bring in another document, or move every address of the page."""
BANNED_IN_TEXT = BANNED_ANYWHERE | {"style", "form", "meta", "link", "template"}
"""Elements that nobody writes in an article; scripts have a rule of their own, for the whole page."""

_URL_ATTRIBUTES = frozenset(
    {
        "href",
        "src",
        "srcset",
        "imagesrcset",
        "xlink:href",
        "poster",
        "action",
        "formaction",
        "cite",
        "ping",
        "background",
        "longdesc",
    }
)
_ADDRESSES = _URL_ATTRIBUTES | {"data", "style"}
_SETS = frozenset({"srcset", "imagesrcset"})
_FETCHED_ATTRIBUTES = frozenset(
    {
        "src",
        "srcset",
        "imagesrcset",
        "poster",
        "ping",
        "background",
        "data",
    }
)
_FETCHED_RELS = frozenset(
    {
        "stylesheet",
        "icon",
        "apple-touch-icon",
        "mask-icon",
        "manifest",
        "preload",
        "prefetch",
        "modulepreload",
        "preconnect",
        "dns-prefetch",
    }
)
_DRAWN_TAGS = frozenset({"use", "image", "feimage"})
_SHARED_IMAGES = frozenset({"og:image", "og:image:url", "og:image:secure_url", "twitter:image"})
_LANGUAGE_TYPES = frozenset({"", "text/html"})
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_REFRESH = re.compile(r"\s*+[\d.]*+\s*+[;,]?\s*+(?:url\s*+=\s*+)?+", re.IGNORECASE)

Attributes = Mapping[str, str | None]
_Seen = tuple[LexborNode, Attributes]
"""An element and its attributes."""
_Shape = tuple[str, ...]
"""An element's tag and the names of its attributes: few are many thousand elements'."""
_BARE = BANNED_IN_TEXT | _HEADINGS.keys() | {"script"}
_DATA = frozenset({"application/ld+json"})
"""What a script element may hold that no browser runs."""


class Link(NamedTuple):
    """An address in a page; `fetched`: browsers ask for it by themselves; `in_text`: it is in the article."""

    tag: str
    attribute: str
    url: str
    rel: frozenset[str] = frozenset()
    fetched: bool = False
    in_text: bool = False


class Element(NamedTuple):
    """An element that the safety rules look at."""

    tag: str
    attributes: Attributes
    in_text: bool


@dataclass(frozen=True, slots=True)
class Script:
    """A script element that a browser runs: its address, else its text; `plain` where no other attribute is given."""

    src: str | None
    text: str
    plain: bool


@dataclass(frozen=True, slots=True)
class Alternate:
    """A `<link rel="alternate" hreflang>` of the page."""

    lang: str
    url: str


@dataclass(frozen=True, slots=True)
class ClaimText:
    """An element with an id and the class `claim`, and its words."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What other pages have to know of a page; `path` is its place in the site."""

    path: str
    anchors: frozenset[str]
    canonicals: tuple[str, ...]
    refresh: str | None
    noindex: bool

    @property
    def is_machine(self) -> bool:
        """In a folder that has no twins, at the root or below `en/`."""
        return self.path.removeprefix("en/").partition("/")[0] in MACHINES

    @property
    def is_stub(self) -> bool:
        """A page that only leads on: no reader stays on it."""
        return self.refresh is not None

    @property
    def has_twin(self) -> bool:
        """Whether the page stands in both languages."""
        return not (self.is_machine or self.is_stub or self.path == NOT_FOUND)

    @property
    def due_lang(self) -> Lang:
        """The language that its place in the site gives it."""
        return "en" if self.path.startswith("en/") else "vi"


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltPage(PageFacts):
    """All that the rules look at in one HTML file of the site; `utf8`: whether its bytes are text."""

    utf8: bool
    lang: str
    title: str
    headings: tuple[int, ...]
    ids: tuple[str, ...]
    links: tuple[Link, ...]
    alternates: tuple[Alternate, ...]
    claims: tuple[ClaimText, ...]
    elements: tuple[Element, ...]
    scripts: tuple[Script, ...]
    made_of: frozenset[tuple[str, str]]
    """Every pair of an element and an attribute in the page; the attribute is empty for the element itself."""
    json_ld: tuple[str, ...]
    pictures: tuple[str, ...]
    """The code of each `<svg>`, as it stands in the file."""

    @property
    def facts(self) -> PageFacts:
        """What is kept of it when it has been looked at."""
        return PageFacts(
            path=self.path,
            anchors=self.anchors,
            canonicals=self.canonicals,
            refresh=self.refresh,
            noindex=self.noindex,
        )


def read_page(path: str, data: bytes) -> BuiltPage:
    """Parse the page and take out what the rules need."""
    text, utf8 = decode(data)
    tree = LexborHTMLParser(text)
    shapes: set[_Shape] = set()
    tagged: dict[str, list[_Seen]] = {}
    ids: list[str] = []
    headings: list[int] = []
    links: list[Link] = []
    claims: list[ClaimText] = []
    elements: list[Element] = []
    inside = _article(tree)
    for node in () if tree.root is None else tree.root.traverse():
        tag, attributes = node.tag or "", node.attributes
        shape = (tag, *attributes)
        shapes.add(shape)
        if not attributes and tag not in _BARE:
            continue  # most have neither an attribute nor a tag that a rule asks for
        tagged.setdefault(tag, []).append((node, attributes))
        leads, watched = _asks(shape)
        if leads:
            links += _links(node, tag, attributes, node.mem_id in inside)
        if watched:
            elements.append(Element(tag, attributes, node.mem_id in inside))
        if tag in _HEADINGS:
            headings.append(_HEADINGS[tag])
        if name := attributes.get("id"):
            ids.append(name)
            if "claim" in (attributes.get("class") or "").split():
                claims.append(ClaimText(name, " ".join("".join(_words(node)).split())))
    metas = [attributes for _, attributes in tagged.get("meta", ())]
    named = (attributes.get("name") for _, attributes in tagged.get("a", ()))
    relations = [(attributes, tokens(attributes, "rel")) for _, attributes in tagged.get("link", ())]
    scripts = tagged.get("script", ())
    return BuiltPage(
        path=path,
        utf8=utf8,
        lang=next((value(attributes, "lang") for _, attributes in tagged.get("html", ())), ""),
        title=_title(tree),
        headings=tuple(headings),
        ids=tuple(ids),
        anchors=frozenset(ids).union(filter(None, named)),
        links=tuple(links),
        alternates=tuple(_alternates(relations)),
        canonicals=tuple(value(attributes, "href") for attributes, rel in relations if "canonical" in rel),
        refresh=next(_refreshes(metas), None),
        noindex=any(_hides(attributes) for attributes in metas),
        claims=tuple(claims),
        elements=tuple(elements),
        scripts=tuple(_scripts(scripts)),
        made_of=frozenset().union(*map(_made_of, shapes)),
        json_ld=tuple(node.text() for node, attributes in scripts if _is_data(attributes)),
        pictures=tuple(_pictures(text)),
    )


def _article(tree: LexborHTMLParser) -> frozenset[int]:
    """The elements of the article, where what editors wrote stands; a page without one is written in its main part."""
    scope = "article" if tree.css_first("article") else "main"
    return frozenset(node.mem_id for node in tree.css(f"{scope}, {scope} *"))


@lru_cache(maxsize=4096)
def _made_of(shape: _Shape) -> frozenset[tuple[str, str]]:
    """An element and its attributes, as `made_of` has them."""
    tag, *names = shape
    return frozenset([(tag, ""), *((tag, name.lower()) for name in names)])


@lru_cache(maxsize=4096)
def _asks(shape: _Shape) -> tuple[bool, bool]:
    """Whether an element may have an address, and whether the safety rules look at it."""
    tag, *names = shape
    leads = tag in {"style", "meta"} or any(name in _ADDRESSES for name in names)
    watched = any(name in ("style", "target") or name.startswith("on") for name in names)
    return leads, watched or tag in BANNED_IN_TEXT


def decode(data: bytes) -> tuple[str, bool]:
    """Decode, and say whether the bytes were UTF-8."""
    try:
        return data.decode("utf-8"), True
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace"), False


def value(attributes: Attributes, name: str) -> str:
    """Take an attribute's text; empty where it has none."""
    return attributes.get(name) or ""


def tokens(attributes: Attributes, name: str) -> frozenset[str]:
    """Take an attribute's words in small letters."""
    text = attributes.get(name)
    return frozenset(text.lower().split()) if text else frozenset()


def _title(tree: LexborHTMLParser) -> str:
    title = tree.css_first("head > title")
    return "" if title is None else " ".join(title.text().split())


def _links(node: LexborNode, tag: str, attributes: Attributes, in_text: bool) -> Iterator[Link]:
    rel = tokens(attributes, "rel") if tag in ("a", "link", "area") else frozenset()
    for name, text in attributes.items():
        if name in _URL_ATTRIBUTES or (name == "data" and tag == "object"):
            fetched = name in _FETCHED_ATTRIBUTES or tag in _DRAWN_TAGS or (tag == "link" and bool(rel & _FETCHED_RELS))
            for url in _urls(name, text or ""):
                yield Link(tag, name, url, rel, fetched, in_text)
        elif name == "style" and text:
            for url, _ in css_urls(text):
                yield Link(tag, name, url, rel, True, in_text)
    if tag == "style":
        for url, _ in css_urls(node.text()):
            yield Link(tag, "url()", url, rel, True, in_text)
    elif tag == "meta":
        yield from _meta_links(attributes, in_text)


def _meta_links(attributes: Attributes, in_text: bool) -> Iterator[Link]:
    for url in _refreshes([attributes]):
        yield Link("meta", "refresh", url, in_text=in_text)
    if (value(attributes, "property") or value(attributes, "name")) in _SHARED_IMAGES:
        yield Link("meta", "content", value(attributes, "content"), in_text=in_text)


def _urls(name: str, text: str) -> Iterator[str]:
    if name == "ping":
        yield from text.split()
    elif name in _SETS:
        yield from srcset_urls(text)
    else:
        yield text


def srcset_urls(text: str) -> Iterator[str]:
    """Take the addresses of a `srcset`, which may hold commas themselves."""
    while text := text.lstrip(" \t\n\r\f,"):
        url, *rest = text.split(maxsplit=1)
        text = rest[0] if rest else ""
        # A comma at its end closes the candidate; else what stands before the next comma describes it.
        if not url.endswith(","):
            text = text.partition(",")[2]
        yield url.rstrip(",")


def _scripts(seen: Iterable[_Seen]) -> Iterator[Script]:
    for node, attributes in seen:
        if not _is_data(attributes):
            src = value(attributes, "src") if "src" in attributes else None
            yield Script(src, node.text(), attributes.keys() <= {"src", "defer"})


def _alternates(relations: Sequence[tuple[Attributes, frozenset[str]]]) -> Iterator[Alternate]:
    """Pages in another language; a feed is an alternate of another type."""
    for attributes, rel in relations:
        lang = value(attributes, "hreflang").lower()
        if "alternate" in rel and lang and value(attributes, "type").lower() in _LANGUAGE_TYPES:
            yield Alternate(lang, value(attributes, "href"))


def _refreshes(metas: Sequence[Attributes]) -> Iterator[str]:
    for attributes in metas:
        if value(attributes, "http-equiv").strip().lower() == "refresh":
            address = _REFRESH.sub("", value(attributes, "content"), count=1).rstrip()
            quoted = len(address) > 1 and address[0] in "\"'" and address[-1] == address[0]
            yield address[1:-1] if quoted else address


def _hides(attributes: Attributes) -> bool:
    if value(attributes, "name").lower() != "robots":
        return False
    return not {"noindex", "none"}.isdisjoint(re.split(r"[\s,]+", value(attributes, "content").lower()))


def _words(node: LexborNode) -> Iterator[str]:
    """Take the text of the element without the marks that the site puts beside a claim."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag == "br":
            yield " "
        elif "claim-marks" not in value(child.attributes, "class").split():
            yield from _words(child)


def _is_data(attributes: Attributes) -> bool:
    return value(attributes, "type").strip().lower() in _DATA


def _pictures(text: str) -> Iterator[str]:
    """Cut out each `<svg>`: the page's own parser mends what a picture saved by itself would be broken by."""
    end = 0
    while (start := text.find("<svg", end)) >= 0:
        end = text.find("</svg>", start)
        end = len(text) if end < 0 else end + len("</svg>")
        yield text[start:end]
