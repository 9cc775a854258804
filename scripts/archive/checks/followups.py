"""Findings that only follow from another one, and say nothing of their own: they are held back.

What does not hold is front matter, an attribute list that a no-break space runs into one word, or a whole file in which
a merge was not finished.

Takes an `Archive` and all findings; gives the test by which `catalogue.check` leaves a finding out. One bad key gives one finding; what
was held back is looked at again as soon as the key is mended. No rule stands here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from archive.content.model import Archive, Page
from archive.findings import Finding

_BODY_RULES = "DV300"
"""From here on rules read the body, which is known only where front matter ends."""
_MODEL_RULES = "DV400"
"""From here on rules compare pages, ids and claims."""
_RELATED_RULES = "DV500"
_TWIN_MISSING = "DV401"
_NAME = re.compile(r"[\w-]+(?:(?:/index)?\.md)?")
_HEAD = 10_000
"""Letters at a page's start among which its id is looked for."""
_ID = re.compile(r"^id: *[\"']?([a-z0-9-]+)", re.MULTILINE)
_CONFLICT, _RUN_ON = "DV342", "DV137"


def follows(archive: Archive, found: Collection[Finding]) -> Callable[[Finding], bool]:
    """Whether a finding only follows from a page whose front matter or body is not known."""
    conflicted = {finding.place.path for finding in found if finding.code == _CONFLICT}
    run_on = {(f.place.path, f.place.line) for f in found if f.code == _RUN_ON}
    hit = {*conflicted, *(file for file, _ in run_on)}
    faulty = [p for p in archive.pages if p.refused or (p.meta is None and p.front.problems) or p.file in hit]
    if not faulty and not conflicted:
        return lambda _: False
    missing = {page.file for page in faulty if any(problem.fault == "missing" for problem in page.front.problems)}
    pairs = {file for page in faulty for file in _pair(page, archive)}
    related = {file for page in _leaning(faulty, archive) for file in _pair(page, archive)}

    def held(finding: Finding) -> bool:
        file, code = finding.place.path, finding.code
        if file in conflicted:
            return code != _CONFLICT
        if code >= _BODY_RULES and (file, finding.place.line) in run_on:
            return True
        if code == _TWIN_MISSING or code < _BODY_RULES:
            return False
        return (
            file in missing or (file in pairs and code >= _MODEL_RULES) or (file in related and code >= _RELATED_RULES)
        )

    return held


def _pair(page: Page, archive: Archive) -> tuple[str, ...]:
    twin = archive.twin(page)
    return (page.file, twin.file) if twin else (page.file,)


def _leaning(faulty: list[Page], archive: Archive) -> list[Page]:
    """The pages that name a faulty one by id, campaign or address, or list the records of its folder."""
    names = {name for page in faulty for name in _names(page)}
    lists = {f"{page.path.rpartition('/')[0]}/index.md" for page in faulty}
    return [
        page
        for page in archive.pages
        if not page.refused and (page.path in lists or not names.isdisjoint(_named(page.text)))
    ]


def _named(text: str) -> set[str]:
    """Every word of a text that may name a page or a record, and a claim's id without its number."""
    found = set(_NAME.findall(text))
    return found | {word.rpartition("-")[0] for word in found}


def _names(page: Page) -> tuple[str, ...]:
    """By what others name a page: its file, its id, its slug as a campaign."""
    # Where YAML cannot be read, the line still can.
    given = _ID.search(page.text, 0, _HEAD)
    ids = (given[1], given[1].removeprefix("cd-")) if given else ()
    parts = page.path.split("/")
    # Every folder has an `index.md`.
    file = "/".join(parts[-2:]) if parts[-1] == "index.md" else parts[-1]
    return (*ids, *_NAME.findall(file)[-1:]) if file != "index.md" else ids
