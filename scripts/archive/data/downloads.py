"""Every file below `data/`, whole, in the order in which readers see them.

Takes the archive and the build's context; gives the same bytes each time it is asked, before and after the site is
rendered: the page on the data is staged with the sizes and digests of what is written at the end.
"""

from __future__ import annotations

from archive.content.model import Archive
from archive.context import Context
from archive.data.files import File
from archive.data.linked import archive_jsonld
from archive.data.linkset import JSONLD, PACKAGE, TYPE, linkset_json
from archive.data.package import datapackage_json
from archive.data.records import archive_json
from archive.data.table import claims_csv
from archive.findings import LANGS
from archive.kept.asked import shared
from archive.words import said

ABOUT = {name: said(f"data.files.{name}") for name in ("csv", "json", "jsonld", "linkset", "datapackage")}
CSV, JSON = ("data/claims.csv", "text/csv"), ("data/archive.json", "application/json")
LINKSET = ("data/linkset.json", TYPE)


def downloads(archive: Archive, context: Context) -> tuple[File, ...]:
    """The files, the table first; made once a build."""
    return shared(_made, archive, context)


def _made(archive: Archive, context: Context) -> tuple[File, ...]:
    statements, records = len(archive.statements), len(archive.records)
    items = (CSV, JSON, JSONLD, LINKSET)
    files = (
        File(*CSV, ABOUT["csv"], claims_csv(archive, context).encode(), statements),
        File(*JSON, ABOUT["json"], archive_json(archive, context).encode(), records),
        File(*JSONLD, ABOUT["jsonld"], archive_jsonld(archive, context).encode(), statements + records),
        File(*LINKSET, ABOUT["linkset"], linkset_json(archive, context, items).encode(),
             len(LANGS) * (statements + records + 1)),
    )  # fmt: skip
    package = datapackage_json(archive, context, files)
    return (*files, File(*PACKAGE, ABOUT["datapackage"], package.encode(), len(files)))
