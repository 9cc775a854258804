"""Archives whose words are hostile, made round the check: the second wall, each format's own escaping, stands alone.

`everywhere(archive, words)` puts what `words` gives into every field that an editor fills; ids and dates stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import cycle
from pathlib import Path

from tests.archives import project, put
from tests.hostile import HONEST, HOSTILE

from archive.content.kinds.base import Translation
from archive.content.kinds.source import Source
from archive.content.model import Archive, Page
from archive.content.read import index, read_archive

NEIGHBOURS = {
    "end of an entry": "}} @online{evil, title = {x}",
    "dashes and quotation marks of TeX": "a--b ---c ``x'' ,,y ?`z !`z <<w>>",
    "braces twice": "{{Thu}} }{",
    "backslash at the end": "Thu \\",
    "formula in full width": "＝1+1",
    "formula behind a space": "\u00a0=1+1",
    "formula behind a tab": "\t=1+1",
    "line end first": "\r\n=1+1",
    "formula that is guarded": "'=1+1",
    "formula that is guarded twice": "''=1+1",
    "apostrophe first": "'Thu' x",
    "end of a script, spelt otherwise": "</ScRiPt ><!--<script>",
    "end of a picture": "</text></svg><x>",
    "quotation marks in an attribute": "\"' onclick=x() x='",
    "escape that is none": r"\u003c/script> \n \x",
}
"""Values that stand near those of the table, each for one format."""
VALUES = {**{name: value for name, (value, _, _) in {**HOSTILE, **HONEST}.items()}, **NEIGHBOURS}
BLANK = VALUES["nothing but spaces"]
FIELDS = ("title", "summary", "publisher", "short", "headline", "author", "photographer", "number", "abstract")

Words = Callable[[str], str]
"""The words to put into a field of this name."""


def in_turn() -> Words:
    """Every field has one value after the other, each field beginning elsewhere in the table."""
    values = list(VALUES.values())
    turns: dict[str, Iterator[str]] = {}

    def words(field: str) -> str:
        first = len(turns) * 31 % len(values)
        return next(turns.setdefault(field, cycle(values[first:] + values[:first])))

    return words


def everywhere(archive: Archive, words: Words) -> Archive:
    """The archive with other words: titles, summaries, unknowns, claims, offices, names, sources, numbers, locators."""
    return index(
        archive.root, tuple(_page(page, words) for page in archive.pages), assets=archive.assets, own=archive.own
    )


def _page(page: Page, words: Words) -> Page:
    meta = page.meta
    assert meta is not None, page.file
    changed: dict[str, object] = {name: words(name) for name in FIELDS if hasattr(meta, name)}
    changed["unknowns"] = (words("unknowns"), words("unknowns"))
    if isinstance(meta, Source):
        changed["locators"] = {
            name: locator.model_copy(update={"about": words("about")}) for name, locator in meta.locators.items()
        }
    if isinstance(meta, Translation):
        changed["locators"] = {name: words("about") for name in meta.locators}
    claims = tuple(
        replace(
            claim,
            text=words("claim"),
            office=words("office") if claim.office else None,
            name=words("name") if claim.name else None,
        )
        for claim in page.body.claims
    )
    return replace(page, meta=meta.model_copy(update=changed), body=replace(page.body, claims=claims))


def large(root: Path) -> Archive:
    """The minimal archive and as many more results as it takes for every value to be a title in some language."""
    missing = len(VALUES) - len(read_archive(project(root)).pages)
    for number in range(2, 3 + missing // 2):
        folder, name = "ket-qua/2015-2018", f"kq-{number:02}"
        front = f"id: {name}\nkind: result\nperiod: 2015/2018\ncampaigns: [dan-van-kheo]\ntitle: Thu"
        put(root, f"vi/{folder}/{name}.md", f'---\n{front}\n---\nThu.\n{{ #{name}-1 .claim source="n-bao#p3" }}\n')
        put(root, f"en/{folder}/{name}.md", f"---\ntitle: Thu\n---\nThu.\n{{ #{name}-1 .claim }}\n")
    return read_archive(root)
