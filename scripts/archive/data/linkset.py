"""`data/linkset.json`: the whole site's FAIR Signposting in one file (RFC 9264, `application/linkset+json`).

For the page of each record and statement, in each language: what it is cited as, what it is, its licence, who is
answerable for it, the files that cite it, and where it is described as data. Static hosts cannot send such links with
each page; a program that wants all of them asks once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from archive.content.model import Archive
from archive.content.statement import id_folder, id_url
from archive.context import Context
from archive.data.linked import page_of
from archive.findings import LANGS, Lang
from archive.stage.citation import FORMATS
from archive.stage.structured import LICENCE, SCHEMA

TYPE = "application/linkset+json"
JSONLD, PACKAGE = ("data/archive.jsonld", "application/ld+json"), ("data/datapackage.json", "application/json")
MEDIA = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "txt": "text/plain",
}
"""The media type of each file that cites a record or statement, by how its name ends."""

Targets = dict[str, Any]


def linkset_json(archive: Archive, context: Context, data: tuple[tuple[str, str], ...]) -> str:
    """The links of every record and statement, and of the page on the data, whose items are these files and types."""
    links = [*_records(archive, context), *_statements(archive, context), *_data(context, data)]
    lines = ",\n".join(json.dumps(link, ensure_ascii=False) for link in links)
    return f'{{"linkset": [\n{lines}\n]}}\n'


def _records(archive: Archive, context: Context) -> Iterator[Targets]:
    for name, record in sorted(archive.records.items()):
        for lang in LANGS:
            yield _links(context, record.url(lang), name, record.meta.schema_type, lang)


def _statements(archive: Archive, context: Context) -> Iterator[Targets]:
    for name, statement in sorted(archive.statements.items()):
        for lang in LANGS:
            yield _links(context, statement.url(lang), name, "Claim", lang)


def _data(context: Context, data: tuple[tuple[str, str], ...]) -> Iterator[Targets]:
    for lang in LANGS:
        page = context.absolute(page_of(lang))
        items = [_to(context, name, media) for name, media in data]
        yield _common(context, page, page, "Dataset") | {"item": items, "describedby": [_to(context, *PACKAGE)]}


def _links(context: Context, url: str, name: str, schema_type: str, lang: Lang) -> Targets:
    items = [_to(context, f"{id_folder(lang)}{name}.{ending}", MEDIA[ending]) for ending, _ in FORMATS]
    links = _common(context, context.absolute(url), context.absolute(id_url(name, lang)), schema_type)
    return links | {"item": items, "describedby": [_to(context, *JSONLD)]}


def _common(context: Context, anchor: str, cited_as: str, schema_type: str) -> Targets:
    return {
        "anchor": anchor,
        "cite-as": [{"href": cited_as}],
        # FAIR Signposting: a page that people read about a thing, and what the thing is.
        "type": [{"href": f"{SCHEMA}/AboutPage"}, {"href": f"{SCHEMA}/{schema_type}"}],
        "license": [{"href": LICENCE}],
        "author": [{"href": context.absolute("")}],
    }


def _to(context: Context, name: str, media: str) -> Targets:
    return {"href": context.absolute(name), "type": media}
