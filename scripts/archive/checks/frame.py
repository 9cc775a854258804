"""Rules on what the frame keeps for itself and what it needs: its ids (DV333), the pages that it links (DV011)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from archive.content.model import Archive, Page, page_url
from archive.extending import FOLLOWS, Need, Problem, is_generated, rule
from archive.findings import Place, Text
from archive.frame import OVERRIDES, files_of
from archive.kept.asked import shared

_ID = re.compile(r'\sid="([a-z][a-z0-9-]*)"')
_LINKED = re.compile(r"\btop ~ '([a-z][a-z0-9/-]*)/'")
"""How a template names a page: by its address below that of its language."""


def _templates(root: Path) -> Iterator[tuple[str, str]]:
    """The frame's templates, from the root, with their text."""
    for name, path in sorted(files_of(root).items()):
        if name.endswith(".html"):
            folder = OVERRIDES if path.is_relative_to(root / OVERRIDES) else "scripts/archive/theme"
            yield f"{folder}/{name}", path.read_text("utf-8", "replace")


@rule("DV333", needs=Need.BODY, nearness=1)
def frame_ids(page: Page, archive: Archive) -> Iterator[Problem]:
    """No heading has an id that the frame gives to a part of the same page."""
    # The parts are made by the stage, which is loaded for this alone.
    from archive.stage.anchors import clashes  # noqa: PLC0415

    try:
        found = list(clashes(page, archive, shared(_everywhere, archive)))
    except Exception:  # what the frame adds is known where the content holds: other rules say where it does not
        return
    for heading in found:
        words = Text(
            f"Mã #{heading.id} của tiêu đề trùng với mã của khung trang",
            f"The heading's id #{heading.id} is one of the frame's own",
        )
        yield Problem(heading.place, words, about=(f"{page.file}#{heading.id}",))


def _everywhere(archive: Archive) -> frozenset[str]:
    """The ids that stand in templates, so that any page may have them."""
    return frozenset(name for _, text in _templates(archive.root) for name in _ID.findall(text))


@rule("DV011", nearness=FOLLOWS)
def frame_pages(archive: Archive) -> Iterator[Problem]:
    """Every page that a template links is there."""
    # A missing twin is DV401's.
    there = {page_url(page.path, "vi") for page in archive.pages}
    for file, text in _templates(archive.root) if archive.pages else ():
        for match in _LINKED.finditer(text):
            if f"{match[1]}/" not in there and not is_generated(f"{match[1]}/"):
                line = text.count("\n", 0, match.start()) + 1
                at = Place(file, line, match.start() - text.rfind("\n", 0, match.start()))
                words = Text(
                    f"Khung trang dẫn tới trang không có: {match[1]}/",
                    f"The frame links a page that is not there: {match[1]}/",
                )
                yield Problem(at, words, about=(f"docs/vi/{match[1]}.md", f"docs/vi/{match[1]}/index.md"))
