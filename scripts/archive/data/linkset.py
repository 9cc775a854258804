"""`data/linkset.json`: the whole site's FAIR Signposting in one file (RFC 9264, `application/linkset+json`).

For the page of each record and statement, in each language, the links that stand in its head too, and those of the page
on the data. Static hosts send no such links with each file; a program that wants all of them asks once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from archive.content.model import Archive
from archive.context import Context
from archive.data.lines import line, listed
from archive.data.linked import page_of
from archive.findings import LANGS, Lang
from archive.stage.signposts import Signpost, signposts
from archive.stage.structured import LICENCE, SCHEMA

TYPE = "application/linkset+json"
JSONLD, PACKAGE = ("data/archive.jsonld", "application/ld+json"), ("data/datapackage.json", "application/json")


def linkset_json(archive: Archive, context: Context, data: tuple[tuple[str, str], ...]) -> str:
    """The links of every record and statement, and of the page on the data, whose items are these files and types."""
    return listed({}, "linkset", _lines(archive, context, data)) + "\n"


def _lines(archive: Archive, context: Context, data: tuple[tuple[str, str], ...]) -> Iterator[str]:
    for lang in LANGS:
        of = _Of(context, lang)
        for name, record in sorted(archive.records.items()):
            yield of.line(record.url(lang), name, record.meta.schema_type)
        for name, statement in sorted(archive.statements.items()):
            yield of.line(statement.url(lang), name, "Claim")
        page = page_of(lang)
        posts = (
            Signpost("cite-as", page),
            *(Signpost("type", f"{SCHEMA}/{what}") for what in ("AboutPage", "Dataset")),
            Signpost("license", LICENCE),
            Signpost("author", "" if lang == "vi" else "en/"),
            *(Signpost("item", *file) for file in data),
            Signpost("describedby", *PACKAGE),
        )
        yield _told(context, page, _links(context, posts))


@dataclass
class _Of:
    """The lines of records and statements in a language: of one sort they differ by id and address alone."""

    context: Context
    lang: Lang
    _sorts: dict[str, str] = field(default_factory=dict)

    def line(self, page: str, name: str, schema_type: str) -> str:
        """The line of the page about a record or statement of this id, which is this to schema.org."""
        if schema_type not in self._sorts:
            self._sorts[schema_type] = _links(self.context, signposts(_ID, schema_type, self.lang))
        return _told(self.context, page, self._sorts[schema_type].replace(_ID, name))


_ID = "x-one-of-them"
"""Where an id stands in the line of any; ids are plain letters, which nothing writes otherwise."""


def _told(context: Context, page: str, links: str) -> str:
    return f'{{"anchor": {line(context.absolute(page))}, {links[1:]}'


def _links(context: Context, posts: Iterable[Signpost]) -> str:
    """The links, as JSON."""
    links: dict[str, list[dict[str, str]]] = {}
    for post in posts:
        target = {"href": context.absolute(post.target) if post.is_ours else post.target}
        links.setdefault(post.relation, []).append(target | ({"type": post.media} if post.media else {}))
    return line(links)
