"""Which sections of a page that proves its own record's date are folded: what stands beside the proof, under its headings.

Takes an authored page; gives lines of its file. The first section whose statements are no steps of the proof is folded
(another way to the same day, support for a step), and every one behind it. What stands between the proof and it stays
open: where the proof could be wrong. Nothing is folded where no date is proved. Nobody marks anything, and both
languages fold alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from archive.content.model import Archive, Page
from archive.proof import proof
from archive.stage.relations import record_at


@dataclass(frozen=True, slots=True)
class Folded:
    """A section: the lines of its heading (first, and the one after the last), and the line after its last."""

    heading: tuple[int, int]
    end: int


def folded(page: Page, archive: Archive) -> Iterator[Folded]:
    """The folded sections, in order."""
    record = record_at(archive, page.path)
    proved = getattr(record.meta, "date_rests_on", None) if record else None
    if record is None or archive.homes.get(str(proved)) != record.id:
        return
    steps = {step.statement.id for _, step in proof(archive, str(proved)).walk()}
    headings = [fragment for fragment in page.body.fragments if fragment.level == 2 and not fragment.nested]
    last = page.text.count("\n") + 2
    ends = [heading.lines[0] for heading in headings[1:]] + [last]
    beside = False
    for heading, end in zip(headings, ends, strict=False):
        own = {claim.id for claim in page.body.claims if heading.lines[0] < claim.lines[0] < end}
        beside = not own & steps if own else beside
        if beside:
            yield Folded(heading.lines, end)
