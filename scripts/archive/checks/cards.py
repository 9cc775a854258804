"""Rules on what is drawn on social cards: DV118."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from archive import fonts
from archive.content.model import Archive, Page
from archive.extending import Problem, rule
from archive.findings import Text
from archive.stage.relations import has_card


@rule("DV118")
def undrawn(page: Page, archive: Archive) -> Iterator[Problem]:
    """Titles and sentences on cards are written in letters that the cards' font has."""
    if not page.meta or not has_card(archive, page):
        return
    for words, place in ((page.title, page.key("title")), *((claim.text, claim.place) for claim in page.body.claims)):
        # White space parts lines and words; it is not drawn. A mark apart from its letter is DV122's.
        shown = {letter for letter in unicodedata.normalize("NFC", words) if not letter.isspace()}
        lost = sorted(letter for letter in shown if not fonts.drawn(fonts.TITLES, letter))
        if lost:
            names = ", ".join(
                f"{letter if letter.isprintable() else ''} (U+{ord(letter):04X})".strip() for letter in lost[:9]
            )
            text = Text(f"Phông của thẻ chia sẻ không có: {names}", f"The card's font does not have: {names}")
            yield Problem(place, text)
