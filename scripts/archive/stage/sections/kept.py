"""Who keeps the archive, and how they are reached, on the pages on the archive and on how to contribute.

What `archive.toml` does not name is said not to be named yet: readers owe nobody a guess.
"""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup
from archive.stage.sections.editors import PATH
from archive.words import among, said

PAGES = frozenset({PATH, "gioi-thieu.md"})
TITLE, SAID = said("kept.title"), among("kept")


@part(order=24, anchors=("nguoi-giu",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The part, on the two pages that it belongs to."""
    if page.path not in PAGES:
        return ""
    own, lang = archive.settings, page.lang
    rows = (
        ("keeper", escape(own.keeper[lang]) if own.keeper else ""),
        ("contact", _outside(own.contact)),
        ("repository", _outside(own.repository)),
    )
    none = escape(SAID["none"][lang])
    listed = "".join(markup.tag("li", f"{escape(SAID[name][lang])}: {told or none}") for name, told in rows)
    return markup.section(TITLE[lang], "nguoi-giu", markup.tag("ul", listed))


def _outside(address: str) -> str:
    return markup.tag("a", escape(address.removeprefix("mailto:")), href=address) if address else ""
