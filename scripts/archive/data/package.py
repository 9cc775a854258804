"""`data/datapackage.json`: what the files are, for programs that read Frictionless Data Packages (version 1).

Takes the files as made; gives the descriptor: for each its size and digest, for the table the type of each column.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from archive.content.kinds.source import Source
from archive.content.model import Archive
from archive.content.statement import id_url
from archive.context import Context
from archive.data.columns import COLUMNS
from archive.data.files import File
from archive.data.linked import SUMMARY, TITLE, page_of
from archive.stage.structured import LICENCE


def datapackage_json(archive: Archive, context: Context, files: Iterable[File]) -> str:
    """The descriptor of these files, which lie beside it."""
    own = archive.settings
    data: dict[str, Any] = {
        "profile": "data-package",
        "name": own.slug,
        "id": context.absolute(page_of("vi")),
        "title": f"{own.name.vi}: {TITLE.vi.lower()}",
        "description": f"{SUMMARY.vi}\n\n{SUMMARY.en}",
        "homepage": context.absolute(page_of("vi")),
        **({"version": context.newest} if context.newest else {}),
        "created": context.moment(),
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE, "title": "Creative Commons Attribution 4.0 International"}],
        "contributors": [{"title": own.name.vi, "path": context.absolute(""), "role": "publisher"}],
        "sources": list(_sources(archive, context)),
        "resources": [_resource(file) for file in files],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _sources(archive: Archive, context: Context) -> Iterable[dict[str, str]]:
    for record in archive.of_kind("source"):
        if isinstance(record.meta, Source) and not record.withdrawal:
            title = f"{record.meta.publisher}: {record.meta.headline}"
            yield {"title": title, "path": context.absolute(id_url(record.id, "vi"))}


def _resource(file: File) -> dict[str, Any]:
    data: dict[str, Any] = {
        "name": file.name.rpartition("/")[2].replace(".", "-"),
        "path": file.name.rpartition("/")[2],
        "profile": "data-resource",
        "title": file.about.vi,
        "description": f"{file.about.vi}\n\n{file.about.en}",
        "format": file.name.rpartition(".")[2],
        "mediatype": file.media,
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{file.sha256}",
    }
    if file.name.endswith(".csv"):
        fields = [column.field for column in COLUMNS]
        data |= {
            "profile": "tabular-data-resource",
            "dialect": {
                "delimiter": ",",
                "lineTerminator": "\r\n",
                "quoteChar": '"',
                "doubleQuote": True,
                "header": True,
            },
            "schema": {"fields": fields, "missingValues": [""], "primaryKey": ["id"]},
        }
    return data
