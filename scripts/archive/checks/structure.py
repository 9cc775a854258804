"""Rules on headings, tables, snippets and the shape of claims: DV321 to DV332, but DV327."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from archive.checks.prose import at
from archive.content.body import Claim
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Place, Text

MAX_CELLS = 2_000
MAX_HEADINGS = 200
_SNIPPET = re.compile(r"(?<!-)-++8<-")
_BARE = re.compile(r"https?://|\bwww\.|(?<![\w.+-])[\w.+-]++@[\w-]++\.\w", re.IGNORECASE)


@rule("DV321", needs=Need.BODY)
def first_level(page: Page, _: Archive) -> Iterator[Problem]:
    """Bodies start at h2."""
    for fragment in page.body.fragments:
        if fragment.level == 1:
            yield Problem(fragment.place)


@rule("DV322", needs=Need.BODY)
def skipped_level(page: Page, _: Archive) -> Iterator[Problem]:
    """Levels go down one at a time."""
    last = 1
    for fragment in page.body.fragments:
        if fragment.level:
            if fragment.level > last + 1:
                text = Text(
                    f"Sau h{last} phải là h{last + 1}, không phải h{fragment.level}",
                    f"After h{last} comes h{last + 1}, not h{fragment.level}",
                )
                yield Problem(fragment.place, text)
            last = fragment.level


@rule("DV323", needs=Need.BODY)
def empty_heading(page: Page, _: Archive) -> Iterator[Problem]:
    """Headings have words: letters or figures, of which their address is made."""
    for fragment in page.body.fragments:
        if fragment.level and not any(letter.isalnum() for letter in fragment.text):
            yield Problem(fragment.place)


@rule("DV324", needs=Need.BODY, most=MAX_HEADINGS)
def too_many_headings(page: Page, _: Archive) -> Iterator[Problem]:
    """Headings stay under the cap."""
    headings = [fragment for fragment in page.body.fragments if fragment.level]
    if len(headings) > MAX_HEADINGS:
        yield Problem(headings[MAX_HEADINGS].place)


@rule("DV325", needs=Need.BODY)
def empty_header(page: Page, _: Archive) -> Iterator[Problem]:
    """Every column has a name."""
    for table in page.body.tables:
        line = page.text.split("\n")[table.place.line - 1]
        for index, text in enumerate(table.headers):
            if not text.strip():
                yield Problem(Place(page.file, table.place.line, _cell(line, index) + 1))


def _cell(line: str, index: int) -> int:
    """Where the cell `index` of a table's row starts."""
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    starts = [bar + 1 for bar in bars] if line.lstrip(" >").startswith("|") else [0, *(bar + 1 for bar in bars)]
    return starts[min(index, len(starts) - 1)] if starts else 0


@rule("DV326", needs=Need.BODY, most=MAX_CELLS)
def too_many_cells(page: Page, _: Archive) -> Iterator[Problem]:
    """Tables stay under the cap."""
    for table in page.body.tables:
        if table.cells + len(table.headers) > MAX_CELLS:
            yield Problem(table.place)


@rule("DV328", needs=Need.BODY)
def snippet(page: Page, _: Archive) -> Iterator[Problem]:
    """No snippets, in any part of the file."""
    for match in _SNIPPET.finditer(page.text) if "8<" in page.text else ():
        yield Problem(at(page, match.start()))


@rule("DV329", needs=Need.BODY)
def template(page: Page, _: Archive) -> Iterator[Problem]:
    """No `template:` in front matter."""
    if "template" in page.front.data:
        yield Problem(page.key("template"))


# Claims


@rule("DV330", needs=Need.BODY)
def plain_claim(page: Page, _: Archive) -> Iterator[Problem]:
    """Claims are plain words."""
    if not page.body.claims:
        return
    inner: Sequence[Place] = [link.place for link in page.body.links] + [found.place for found in page.body.html]
    for claim in page.body.claims:
        for place in inner:
            if claim.lines[0] <= place.line < claim.lines[1]:
                yield Problem(place)
        if "." in claim.text and _BARE.search(claim.text):
            yield Problem(_bare(page, claim))


def _bare(page: Page, claim: Claim) -> Place:
    lines = page.text.split("\n")
    for number in range(claim.lines[0], claim.lines[1]):
        if found := _BARE.search(lines[number - 1]):
            return Place(page.file, number, found.start() + 1)
    return claim.place


_COUNTED = re.compile(r"[0-9]+\.[ ]")
_IN_ORDER = (
    Text("Thông tin trong danh sách đánh số sẽ mất số thứ tự", "A claim in a numbered list loses its number"),
    Text("dùng dấu “-”; con số trong câu thì viết `1\\.`", "use “-”; a figure of the sentence is written `1\\.`"),
)


@rule("DV332", needs=Need.BODY)
def claim_block(page: Page, _: Archive) -> Iterator[Problem]:
    """No claims in headings or tables."""
    if page.body.claims:
        lines = page.text.split("\n")
        for claim in page.body.claims:
            first = lines[claim.lines[0] - 1].lstrip(" >*+-")
            if first.startswith(("#", "|")):
                yield Problem(claim.place)
            elif _COUNTED.match(first) and claim.place.line not in {doubt.place.line for doubt in page.body.doubts}:
                yield Problem(claim.place, *_IN_ORDER)


@rule("DV331", needs=Need.BODY)
def repeated_id(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every id stands once on its page. Those of Vietnamese claims stand once in the archive, which DV501 holds."""
    met: set[str] = set()
    claims = {claim.id for claim in page.body.claims}
    twin = archive.twin(page)
    lacking = (claim.id for claim in (twin.body.claims if twin else ()) if claim.id not in claims)
    for anchor in page.body.anchors:
        if anchor.id in met and (page.lang == "en" or anchor.id not in claims):
            meant = next(lacking, "") if anchor.id in claims else ""
            hint = Text(f"; có phải là “#{meant}” không?", f"; did you mean “#{meant}”?") if meant else Text("", "")
            text = Text(f"#{anchor.id} đã có ở trên{hint.vi}", f"#{anchor.id} stands above already{hint.en}")
            yield Problem(anchor.place, text, about=tuple(filter(None, (anchor.id, meant))) if meant else ())
        met.add(anchor.id)
