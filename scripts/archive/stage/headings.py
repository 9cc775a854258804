"""The ids of a page's headings: the same in both languages, so that who changes the language stays in the same place.

Takes an authored page and its archive; gives `Names`. An English heading takes the id of the Vietnamese one at its
place, and keeps the one made from its own words as a second: no published address dies. Where the twins' headings are
not the same in number and level, each page keeps its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape

from archive.content.model import Archive, Page
from archive.slugs import heading


@dataclass(frozen=True, slots=True)
class Names:
    """The id of a page's title, the one that it had before, and what each heading is to be called, by its own id."""

    title: str = ""
    before: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)

    def kept(self, own: str) -> str:
        """A heading's own id as a second one, where it has another and nothing else has this."""
        if self.headings.get(own, own) == own or own in self.headings.values():
            return ""
        return second(own)


def second(name: str) -> str:
    """An id that leads to the heading it stands in."""
    return f'<span id="{escape(name)}"></span>' if name else ""


def of_title(title: str, vietnamese: str) -> Names:
    """The names of a page without headings of an editor's own."""
    own, shared = heading(title), heading(vietnamese)
    return Names(shared or own, own if shared and own != shared else "")


def names(page: Page, archive: Archive) -> Names:
    """The names of an authored page; what a heading or claim is called, its title is not."""
    twin = archive.twin(page) if page.lang == "en" else None
    headings = dict(zip(_ids(page), _ids(twin), strict=True)) if twin and _levels(page) == _levels(twin) else {}
    taken = {anchor.id for anchor in page.body.anchors} | {*headings.values()}
    found = of_title(page.title, twin.title if twin else page.title)
    title, before = ("" if name in taken else name for name in (found.title, found.before))
    return Names(title, before, headings)


def _ids(page: Page) -> list[str]:
    claims = {claim.id for claim in page.body.claims}
    return [anchor.id for anchor in page.body.anchors if anchor.id not in claims]


def _levels(page: Page) -> list[int]:
    return [fragment.level for fragment in page.body.fragments if fragment.level]
