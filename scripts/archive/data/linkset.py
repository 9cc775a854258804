"""`data/linkset.json`: the whole site's FAIR Signposting in one file (RFC 9264, `application/linkset+json`).

For the page of each record and statement, in each language, the links that stand in its head too, and those of the page
on the data. Static hosts send no such links with each file; a program that wants all of them asks once.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from archive.content.model import Archive
from archive.context import Context
from archive.data.linked import page_of
from archive.findings import LANGS
from archive.stage.signposts import Signpost, signposts
from archive.stage.structured import LICENCE, SCHEMA

TYPE = "application/linkset+json"
JSONLD, PACKAGE = ("data/archive.jsonld", "application/ld+json"), ("data/datapackage.json", "application/json")

Links = dict[str, Any]


def linkset_json(archive: Archive, context: Context, data: tuple[tuple[str, str], ...]) -> str:
    """The links of every record and statement, and of the page on the data, whose items are these files and types."""
    lines = ",\n".join(json.dumps(links, ensure_ascii=False) for links in _all(archive, context, data))
    return f'{{"linkset": [\n{lines}\n]}}\n'


def _all(archive: Archive, context: Context, data: tuple[tuple[str, str], ...]) -> Iterator[Links]:
    for lang in LANGS:
        for name, record in sorted(archive.records.items()):
            yield _links(context, record.url(lang), signposts(name, record.meta.schema_type, lang))
        for name, statement in sorted(archive.statements.items()):
            yield _links(context, statement.url(lang), signposts(name, "Claim", lang))
        page = page_of(lang)
        posts = (
            Signpost("cite-as", page),
            *(Signpost("type", f"{SCHEMA}/{what}") for what in ("AboutPage", "Dataset")),
            Signpost("license", LICENCE),
            Signpost("author", "" if lang == "vi" else "en/"),
            *(Signpost("item", *file) for file in data),
            Signpost("describedby", *PACKAGE),
        )
        yield _links(context, page, posts)


def _links(context: Context, page: str, posts: Iterable[Signpost]) -> Links:
    links: Links = {"anchor": context.absolute(page)}
    for post in posts:
        target = {"href": context.absolute(post.target) if post.is_ours else post.target}
        links.setdefault(post.relation, []).append(target | ({"type": post.media} if post.media else {}))
    return links
