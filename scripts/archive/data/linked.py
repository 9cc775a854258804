"""`data/archive.jsonld`, and the schema.org `Dataset` that it and the page on the data speak of.

The context stands in the file itself, with the terms that schema.org's own has: whoever reads it asks no other host.
Each sentence is there in both languages under one id, its permanent address.
"""

from __future__ import annotations

from typing import Any

from archive.content.model import Archive
from archive.content.statement import Statement, id_url
from archive.context import Context
from archive.data.columns import when
from archive.data.lines import line, listed
from archive.findings import LANGS, Lang, Text
from archive.stage.structured import LICENCE, site_id, website
from archive.words import said

PAGE = "du-lieu.md"
"""The page on the data, below `docs/<lang>`."""
TITLE, SUMMARY = said("data.title"), said("data.summary")
_LINK = {"@type": "@id"}
CONTEXT: dict[str, Any] = {
    "@vocab": "http://schema.org/",
    "license": _LINK,
    "url": _LINK,
    "dateModified": {"@type": "http://www.w3.org/2001/XMLSchema#date"},
}
"""`url` and `license` are addresses; the vocabulary is spelt as in the context that schema.org itself gives."""


def page_of(lang: Lang) -> str:
    """The address of the page on the data, from the site's root."""
    return f"{'' if lang == 'vi' else 'en/'}{PAGE.removesuffix('.md')}/"


def data_id(context: Context) -> str:
    """The id of the data as one thing, in both languages."""
    return context.absolute(f"{page_of('vi')}#data")


def dataset(archive: Archive, context: Context, lang: Lang) -> dict[str, Any]:
    """The data as one thing: name, licence, who keeps it, and the day of its newest words."""
    data: dict[str, Any] = {
        "@type": "Dataset",
        "@id": data_id(context),
        "url": context.absolute(page_of(lang)),
        "name": f"{archive.settings.name[lang]}: {TITLE[lang].lower()}",
        "description": SUMMARY[lang],
        "inLanguage": list(LANGS),
        "license": LICENCE,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": archive.settings.name[lang], "url": context.absolute("")},
        "isPartOf": {"@id": site_id(context)},
        "temporalCoverage": _covered(archive),
    }
    if context.newest:
        data |= {"version": context.newest, "dateModified": context.newest}
    return data


def _covered(archive: Archive) -> str:
    """From the first year of the results to the last of the commitments."""
    periods = archive.settings.periods
    return f"{periods.result.partition('/')[0]}/{periods.commitment.rpartition('/')[2]}"


def archive_jsonld(archive: Archive, context: Context) -> str:
    """The data with every record and statement in them, in order of ids."""
    records = (
        line(
            {
                "@type": record.meta.schema_type,
                "@id": context.absolute(id_url(record.id, "vi")),
                "identifier": record.id,
                "name": _both(Text(record.title("vi"), record.title("en"))),
                "url": context.absolute(record.url("vi")),
            }
        )
        for _, record in sorted(archive.records.items())
    )
    claims = (line(_claim(statement, context)) for _, statement in sorted(archive.statements.items()))
    whole = listed(dataset(archive, context, "vi"), "hasPart", claims)
    return listed({"@context": CONTEXT}, "@graph", [line(website(archive, context)), whole, *records]) + "\n"


def _claim(statement: Statement, context: Context) -> dict[str, Any]:
    cited = dict.fromkeys(ground.record.id for ground in statement.grounds if ground.record)
    data: dict[str, Any] = {
        "@type": "Claim",
        "@id": context.absolute(statement.url("vi")),
        "identifier": statement.id,
        "text": _both(statement.text),
        "url": context.absolute(statement.url("vi")),
        "creativeWorkStatus": "withdrawn" if statement.withdrawal else statement.status,
        # Its record may be a person or an event, which no statement is a part of.
        "about": {"@id": context.absolute(id_url(statement.record.id, "vi"))},
        "appearance": [{"@id": context.absolute(id_url(name, "vi"))} for name in cited],
        "isBasedOn": [{"@id": context.absolute(id_url(name, "vi"))} for name in statement.premises],
        "temporalCoverage": when(statement)[0],
        "dateModified": statement.day,
    }
    return {key: value for key, value in data.items() if value}


def _both(text: Text) -> list[dict[str, str]]:
    return [{"@language": lang, "@value": text[lang]} for lang in LANGS]
