"""Which sections of a page that proves its own record's date are folded: what stands beside the proof, under its headings.

Takes an authored page; gives lines of its file. A section with statements is folded where it stands behind the last step of
the proof: another way to the same day, support for a step. What states nothing stays open: where the proof could be wrong.
Nothing is folded where no date is proved. Nobody marks anything, and both languages fold alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import dropwhile

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
    held = [
        {c.id for c in page.body.claims if h.lines[0] < c.lines[0] < e} for h, e in zip(headings, ends, strict=False)
    ]
    last_step = max((n for n, own in enumerate(held) if own & steps), default=len(held))
    behind = list(zip(headings, ends, held, strict=False))[last_step + 1 :]
    for heading, end, _ in dropwhile(lambda section: not section[2], behind):
        yield Folded(heading.lines, end)
