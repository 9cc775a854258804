"""What Zotero takes from a page that no translator of its own knows: its rules for tags, as its translators apply them.

`item(html, address)` reads the head as "Embedded Metadata" and "RDF" of zotero/translators do (June 2026), for what our
pages can have: Highwire's `citation_*` before everything, then Dublin Core, PRISM and Open Graph in the order in which
each field asks for them, then the title, canonical link and language of the document. JSON-LD is not read there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

PREFIXES = frozenset(
    [
        "bib",
        "bibo",
        "dc",
        "dcterms",
        "prism",
        "foaf",
        "vcard",
        "link",
        "z",
        "eprint",
        "eprints",
        "og",
        "article",
        "book",
        "music",
        "video",
        "so",
    ]
)
TYPES = frozenset(
    ["webpage", "newspaperArticle", "journalArticle", "statute", "document", "report", "blogPost", "book"]
)
BY_HIGHWIRE = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_conference": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_inbook_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
"""The item types that these tags settle, whatever else is said."""
BY_OPEN_GRAPH = {"website": "webpage", "book": "book"}
BY_DUBLIN_CORE = {"webpage": "webpage", "homepage": "webpage", "newsitem": "newspaperArticle", "report": "report"}
FIELDS: Mapping[str, tuple[Sequence[str], Sequence[str]]] = {
    "title": (("citation_title",), ("dc:title", "dcterms:title", "eprints:title", "og:title", "so:headline")),
    "date": (
        ("citation_publication_date", "citation_cover_date", "citation_date"),
        (
            "eprints:date", "prism:publicationDate", "og:published_time", "article:published_time", "dc:date.issued",
            "dcterms:issued", "dc:date", "dcterms:date", "dcterms:dateSubmitted", "so:datePublished",
        ),
    ),
    "publication": (
        ("citation_journal_title",),
        ("prism:publicationName", "eprints:publication", "dc:source", "dcterms:source", "og:site_name"),
    ),
    "publisher": (("citation_publisher",), ("dc:publisher", "dcterms:publisher", "so:publisher")),
    "url": (("citation_public_url",), ("eprints:official_url", "og:url", "prism:url", "bibo:uri", "so:url")),
    "language": (("citation_language",), ("dc:language", "dcterms:language", "so:inLanguage")),
    "rights": ((), ("prism:copyright", "dc:rights", "dcterms:rights", "so:license")),
    "genre": ((), ("dc:type", "dcterms:type")),
    "abstract": (
        ("citation_abstract",),
        ("eprints:abstract", "prism:teaser", "og:description", "bibo:abstract", "dcterms:abstract",
         "dc:description.abstract", "so:description"),
    ),
}  # fmt: skip
"""Each field's tags of Highwire, of which one that is there wins, and properties, of which the first that is there does."""
CREATORS = ("so:author", "so:creator", "dc:creator", "dcterms:creator", "dc:contributor", "dcterms:contributor")
_MARKS = " \t\n\r\f\v\u00a0.,/[]:"


@dataclass(frozen=True, slots=True)
class Creator:
    """An author as Zotero keeps one: of a body everything is the last name."""

    last: str
    first: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """What Zotero would add to a library."""

    type: str
    title: str
    creators: tuple[Creator, ...]
    date: str
    publication: str
    """The website's title, of a web page; the publication's, of an article."""
    publisher: str
    url: str
    language: str
    rights: str
    genre: str
    abstract: str


@dataclass(frozen=True, slots=True)
class _Head:
    """The head's tags: what they say under a whole name, and under a property of a vocabulary."""

    named: tuple[tuple[str, str], ...]
    properties: Mapping[str, tuple[str, ...]]

    def highwire(self, name: str) -> tuple[str, ...]:
        """What the tags say whose name ends so: other vocabularies have taken these names over with a prefix."""
        return tuple(value for tag, value in self.named if tag.endswith(name))

    def first(self, names: Sequence[str]) -> str:
        return next((self.properties[name][0] for name in names if name in self.properties), "")


def item(html: str, address: str = "https://elsewhere.example/") -> Item:
    """The item that Zotero makes of a page that it found at an address."""
    page = LexborHTMLParser(html)
    head = _head(page)
    found = {name: _field(head, *tags) for name, tags in FIELDS.items()}
    title = " ".join((found["title"] or _text(page, "title")).split())
    if found["publication"]:
        # The name of the site behind a title is no part of it.
        title = re.sub(rf"\s*[-–—=_:|~#]\s*{re.escape(found['publication'])}\s*$", "", title, flags=re.IGNORECASE)
    url = found["url"] or _attribute(page, 'head > link[rel="canonical"]', "href") or address
    return Item(
        type=_type(head),
        title=title or url,
        creators=_creators(head, page),
        date=found["date"] or _attribute(page, "time[datetime]", "datetime"),
        publication=found["publication"],
        publisher=found["publisher"],
        url=urljoin(address, url),
        language=found["language"] or _attribute(page, "html", "lang"),
        rights=found["rights"],
        genre=found["genre"],
        abstract=found["abstract"] or " ".join(_attribute(page, 'meta[name="description" i]', "content").split()),
    )


def _head(page: LexborHTMLParser) -> _Head:
    named: list[tuple[str, str]] = []
    properties: dict[str, list[str]] = {}
    for meta in page.css("meta"):
        tags = meta.attributes.get("name") or meta.attributes.get("property") or ""
        value = meta.attributes.get("content") or ""
        for tag in tags.split() if value.strip() else ():
            named.append((tag, " ".join(value.split())))
            prefix, mark, name = _parted(tag)
            if mark and prefix in PREFIXES:
                properties.setdefault(f"{prefix}:{name[:1].lower()}{name[1:]}", []).append(value)
    return _Head(tuple(named), {name: tuple(values) for name, values in properties.items()})


def _parted(tag: str) -> tuple[str, str, str]:
    """The vocabulary of a tag and its property there: `DC.creator`, `og:title`; in `og:video:url` the second part is it."""
    parts = re.split("[.:_]", tag)
    if len(parts) > 2 and parts[1].lower() in PREFIXES:
        return parts[1].lower(), ":", tag[len(parts[0]) + len(parts[1]) + 2 :]
    return parts[0].lower(), tag[len(parts[0]) : len(parts[0]) + 1], tag[len(parts[0]) + 1 :]


def _field(head: _Head, highwire: Sequence[str], properties: Sequence[str]) -> str:
    # Of several tags of Highwire for one field the last in the list is written last.
    said = [values[0] for name in highwire if (values := head.highwire(name))]
    return said[-1] if said else head.first(properties)


def _type(head: _Head) -> str:
    settled = [kind for tag, kind in BY_HIGHWIRE.items() if head.highwire(tag)]
    if settled:
        return settled[-1]
    asked = head.first(("z:itemType", "z:type"))
    dc = head.first(FIELDS["genre"][1])
    guess = "journalArticle" if head.highwire("citation_title") else "webpage" if head.properties else ""
    known = (
        asked if asked in TYPES else "",
        BY_OPEN_GRAPH.get(head.first(("og:type",)), ""),
        dc if dc in TYPES else BY_DUBLIN_CORE.get(dc.lower().replace(" ", ""), ""),
        guess,
    )
    return next(filter(None, known), "")


def _creators(head: _Head, page: LexborHTMLParser) -> tuple[Creator, ...]:
    authors = head.highwire("citation_author") or head.highwire("citation_authors")
    if authors:
        names = [name.strip() for author in authors for name in _split(author, alone=len(authors) == 1)]
        names = [name for name, before in zip(names, ["", *names], strict=False) if name != before]
        return tuple(_name(name) for name in names if name.strip(" ,-.;"))
    said = next((head.properties[name] for name in CREATORS if name in head.properties), ())
    said = said or tuple(dict.fromkeys(m.attributes.get("content") or "" for m in page.css('meta[name="author" i]')))
    return tuple(_name(name) for name in said if name.strip(" ,-.;"))


def _split(author: str, *, alone: bool) -> list[str]:
    """The names in one tag: between semicolons; where it is the only one, between commas of two whole names too."""
    names = re.split(r"\s*;\s*", author)
    commas = re.split(r"\s*,\s*", author)
    if len(names) == 1 and alone and len(commas) > 1 and " " in commas[0] and " " in commas[1]:
        return commas
    return names


def _name(author: str) -> Creator:
    """A name taken apart: at its comma, else before its last word; a comma that ends it leaves it whole."""
    bare = author.strip(_MARKS)
    if "," in author:
        last, _, first = bare.partition(",")
        return Creator(last, first.split(",")[0].strip())
    first, _, last = bare.rpartition(" ")
    return Creator(last, first)


def _text(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    return node.text() if node else ""


def _attribute(page: LexborHTMLParser, selector: str, name: str) -> str:
    node = page.css_first(selector)
    return (node.attributes.get(name) or "") if node else ""
