"""FAIR Signposting: what a page about a record or statement is cited as, is, and comes with, as typed links.

Gives `Signpost`s. The page's head shows them as `<link>`s (level 1), `data/linkset.json` those of the whole site
(level 2): both are made from these values, and say the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from archive.content.statement import id_folder, id_url
from archive.findings import Lang
from archive.stage.citation import FILES
from archive.stage.structured import LICENCE, SCHEMA

MEDIA_TYPES = {
    "bib": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl.json": "application/vnd.citationstyles.csl+json",
    "txt": "text/plain",
}
"""The files of a citation by their endings."""

Relation = Literal["cite-as", "type", "license", "author", "item", "describedby"]


@dataclass(frozen=True, slots=True)
class Signpost:
    """A typed link: to a file or page of the site by its place from the root, or to a whole address elsewhere."""

    relation: Relation
    target: str
    media: str = ""
    """Of a file: its media type."""

    @property
    def is_file(self) -> bool:
        """Whether it leads to a file that lies in the site: in a copy in a folder, to the copy of it there."""
        return bool(self.media)

    @property
    def is_ours(self) -> bool:
        """Whether the target is a place of the site."""
        return "://" not in self.target


def signposts(name: str, schema_type: str, lang: Lang) -> Iterator[Signpost]:
    """The links of the page about a record or statement of this id, which is this to schema.org."""
    yield Signpost("cite-as", id_url(name, lang))
    # A page that people read about a thing, and what the thing is.
    yield from (Signpost("type", f"{SCHEMA}/{what}") for what in ("AboutPage", schema_type))
    yield Signpost("license", LICENCE)
    yield Signpost("author", "" if lang == "vi" else "en/")
    yield Signpost("item", "data/claims.csv", "text/csv")
    for ending, _ in FILES:
        yield Signpost("describedby", f"{id_folder(lang)}{name}.{ending}", MEDIA_TYPES[ending])
