"""Rules on addresses outside the archive: DV341.

The archive names other places through its source records alone, so that each has a day on which it was read and an
answer to the question whether it still opens.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from archive.checks.prose import at
from archive.content.frontmatter import split
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Text

OTHERS = (
    "https://creativecommons.org/licenses/",
    "https://creativecommons.org/publicdomain/",
    "https://opensource.org/license/",
    "https://spdx.org/licenses/",
    "https://www.loc.gov/standards/datetime/",
    "https://schema.org/",
    "https://www.w3.org/TR/",
    "https://www.rfc-editor.org/rfc/",
)
"""What may be linked without a source record: licences and standards, by how their addresses start."""

ADDRESS = re.compile(r"(?:(?:ht|f)tps?://|(?<![^\W_])www\.)[^\s<>\"'`\\^{}|]+", re.IGNORECASE)
_TAIL = ".,;:!?…*_"


_OWN = re.compile(r"address|answer\.moved_to|archived\.[0-9]+\.address")
"""The keys of a source whose values are addresses."""


def addresses(page: Page) -> Iterator[tuple[str, int]]:
    """Every address outside the archive in the page's text, with its position: the renderer links bare ones too.

    Not a source's own or its copies', which front matter tells apart from the words around it: it may end in a sign that no address in
    running words ends in. Nor what a comment of the front matter names, such as a template's example: no reader sees it.
    """
    if "://" not in page.text and "www." not in page.text.lower():
        return
    scalars = page.front.scalars if page.front.data.get("kind") == "source" else ()
    own = [range(scalar.start, scalar.end) for scalar in scalars if _OWN.fullmatch(scalar.key) and not scalar.is_key]
    values = [range(scalar.start, scalar.end) for scalar in page.front.scalars]
    body = len(page.text) - len(split(page.text)[1])
    for match in ADDRESS.finditer(page.text):
        start = match.start()
        if any(start in span for span in own):
            continue
        if values and start < body and not any(start in span for span in values):
            continue
        found = match.group().rstrip(_TAIL)
        while any(found.endswith(end) and found.count(end) > found.count(start) for start, end in ("()", "[]")):
            found = found[:-1].rstrip(_TAIL)
        yield found, match.start()


def is_of_source(address: str, archive: Archive) -> bool:
    """Whether a source record names the address, where it has moved to, or a copy there."""
    return address.rstrip("/") in archive.source_addresses


@rule("DV341", needs=Need.BODY)
def unknown_address(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every outside address is a source's or on the short list."""
    images = {link.place for link in page.body.links if link.image}
    told = {place.line for key, place in page.front.places.items() if key.startswith("aliases")}
    for address, offset in addresses(page):
        if address.startswith(OTHERS) or is_of_source(address, archive):
            continue
        place = at(page, offset)
        if address.startswith(archive.site_url or archive.settings.site_url) and place.line not in told:
            yield Problem(place, *_own(address, page, archive))
            continue
        marked = place in images or any(
            place.line == mark.place.line for claim in page.body.claims for mark in claim.attributes
        )
        if marked or not address.lower().startswith("https:") or place.line in told:
            continue  # the rule on what the attribute or the key holds says so, or DV313
        shown = address if len(address) <= 80 else f"{address[:80]}…"
        yield Problem(
            place,
            Text(f"Địa chỉ {shown} không thuộc nguồn nào", f"The address {shown} belongs to no source"),
        )


def _own(address: str, page: Page, archive: Archive) -> tuple[Text, Text]:
    """What is said of an address of this site: the path of the file that stands there, from the page's own."""
    path, hash_, anchor = address.removeprefix(archive.site_url or archive.settings.site_url).partition("#")
    url = f"{path.strip('/')}/" if path.strip("/") else ""
    there = next((other for other in archive.pages if other.url == url), None)
    folder = posixpath.dirname(f"{page.lang}/{page.path}")
    way = f"{posixpath.relpath(f'{there.lang}/{there.path}', folder)}{hash_}{anchor}" if there else ""
    return (
        Text("Đây là địa chỉ của chính trang web này", "This is an address of this very site"),
        Text(
            f"viết đường dẫn tương đối: {way}" if way else "viết đường dẫn tương đối tới tệp .md",
            f"write it as a relative path: {way}" if way else "write it as a relative path to the .md file",
        ),
    )
