"""Causes first: findings that only follow from another one, and say nothing of their own, are held back.

Takes an `Archive` and all findings, gives those that are left, in a reader's order: one slip is one finding. What was
held back is looked at again as soon as the cause is mended. No rule stands here.

Causes are: a page of which nothing is known (its front matter does not hold, it is no UTF-8, a merge was not finished in
it, it shares its id with another); an attribute list that is read as none; a twin that is missing; a published address
that is gone; a statement that is lost, since its id is wrong or not there. A rule that finds a cause names the files and
ids that it is a cause for (`Problem.about`), and one that speaks of a file or an id names that: of all that name one
thing the nearest to the cause is told (`_CAUSES`). Where a paragraph has to be written anew, its words wait.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from archive.content.model import Archive, Page
from archive.findings import Finding, Severity

_FILE_RULES, _BODY_RULES = "DV100", "DV300"
"""From here on rules read the body, which is known only where front matter ends."""
_MODEL_RULES = "DV400"
"""From here on rules compare pages, ids and claims."""
_RELATED_RULES = "DV500"
_LINKS = ("DV31",)
"""Rules on links speak of other pages."""
_GROUNDS = frozenset({"DV605", "DV606"})
"""Rules that hold editorial words to the claims of their page and of those that it links."""
_WORDS = frozenset({"DV605", "DV606", "DV612", "DV613"})
"""Rules on what words state: where they will be written anew, they are looked at then."""
_NO_TWIN = "DV401"
_ASSERTED, _BROKEN_LINK = "DV613", "DV316"
_TRANSLATED = frozenset({"DV404", "DV414"})
"""Warnings on a whole translation: they wait until neither language has an error."""
_CONFLICT, _RUN_ON, _SHOWN = "DV342", "DV137", "DV307"
_PARTED = "DV327"
"""A line that the two readers of Markdown take for different things: an indented paragraph, a list that begins amiss."""
_SHAPES = frozenset({_PARTED, _SHOWN, "DV345"})
"""Rules on what a run of lines is: of one run the first finding is the cause."""
_UNREAD = frozenset({_CONFLICT, "DV107", "DV121"})
"""Findings on a whole file, of which nothing else can be said."""
_MISREAD = frozenset({_RUN_ON, _SHOWN})
"""Findings on an attribute list that is none: what else is said of its line follows."""
_CAUSES = {
    "DV401": 1,
    "DV411": 0,
    "DV501": 0,
    "DV502": 0,
    "DV503": 0,
    "DV504": 1,
    "DV333": 1,
    "DV620": 1,
    "DV621": 1,
    "DV405": 2,
    "DV407": 2,
    "DV801": 3,
}
"""How near a rule on ids and twins is to the cause of what it names; those on letters and markup are at it."""
_FOLLOWS = 9
_NAME = re.compile(r"[\w-]+(?:(?:/index)?\.md)?")
_CLAIMED = re.compile(r"(?<=#)[a-z]{1,2}(?:-[a-z0-9]++)++")
_HEAD = 10_000
"""Letters at a page's start among which its id is looked for."""
_ID = re.compile(r"^id: *[\"']?([a-z0-9-]+)", re.MULTILINE)


def causes(archive: Archive, found: Collection[Finding]) -> list[Finding]:
    """The findings that follow from no other one, sorted."""
    held = _follows(archive, found)
    return sorted(finding for finding in found if not held(finding))


def _follows(archive: Archive, found: Collection[Finding]) -> Callable[[Finding], bool]:
    conflicted = {f.place.path for f in found if f.code in _UNREAD and (f.about or f.code == _CONFLICT)}
    misread = {(f.place.path, f.place.line) for f in found if f.code in _MISREAD and (f.about or f.code == _RUN_ON)}
    run_on = {(f.place.path, f.place.line) for f in found if f.code == _RUN_ON}
    named = _named_causes(found)
    hit = {*conflicted, *(file for file, _ in run_on), *_unknown(found)}
    faulty = [p for p in archive.pages if p.refused or (p.meta is None and p.front.problems) or p.file in hit]
    losing = {f.place.path for f in found if f.about and _rank(f) < _FOLLOWS} - {page.file for page in faulty}
    bodiless = {page.file for page in faulty if any(problem.fault == "missing" for problem in page.front.problems)}
    pairs = {file for page in faulty for file in _pair(page, archive)}
    related = {file for page in _leaning(faulty, archive) for file in _pair(page, archive)}
    shaken = [page for page in archive.pages if page.file in losing]
    groundless = {file for page in (*shaken, *_leaning(shaken, archive)) for file in _pair(page, archive)}
    groundless |= {finding.place.path for finding in found if finding.code == _BROKEN_LINK}
    rewritten = _rewritten(archive, found)
    misshaped = _misshaped(archive, found)
    wrong = {file.replace("docs/vi/", "docs/en/", 1) for file in _wrong(found)}
    for page in faulty:
        named |= dict.fromkeys((*_pair(page, archive), *_ids(page)), -1)

    def held(finding: Finding) -> bool:
        file, code = finding.place.path, finding.code
        if file in conflicted:
            return code not in _UNREAD
        if code in _TRANSLATED and file in wrong:
            return True
        if code in _SHAPES and (file, finding.place.line, code) in misshaped:
            return True
        if code >= _BODY_RULES and code not in _MISREAD and (file, finding.place.line) in misread:
            return True
        rank = _rank(finding)
        # What makes a page unknown is not held back by that.
        nearest = 0 if file in finding.about else -1
        if any(nearest <= named.get(name, _FOLLOWS) < rank for name in finding.about):
            return True
        if finding.about and (rank == 0 or code == _NO_TWIN):
            return False
        if code < _BODY_RULES:
            return False
        if code in _WORDS and (file, finding.place.line, code != _ASSERTED) in rewritten:
            return True
        return (
            file in bodiless
            or (file in pairs and code >= _MODEL_RULES)
            or (file in related and code >= _RELATED_RULES)
            or (file in groundless and code in _GROUNDS)
        )

    return held


def _rewritten(archive: Archive, found: Collection[Finding]) -> set[tuple[str, int, bool]]:
    """The lines on which paragraphs begin that have a finding on their letters or markup, or, for a sentence, on what it states.

    With each whether that is so for every rule on words, not for DV613 alone.
    """
    spoilt: dict[str, list[tuple[int, bool]]] = {}
    for finding in found:
        markup = _FILE_RULES <= finding.code < min(_WORDS) and finding.severity is Severity.ERROR
        if markup or finding.code in _WORDS - {_ASSERTED}:
            spoilt.setdefault(finding.place.path, []).append((finding.place.line, markup))
    # A line of front matter is a paragraph of its own.
    lines = {(file, line, True) for file, marks in spoilt.items() for line, markup in marks if markup}
    for page in archive.pages if spoilt else ():
        marks = spoilt.get(page.file, ())
        for piece in page.body.pieces if marks else ():
            within = [markup for line, markup in marks if piece.lines[0] <= line < piece.lines[1]]
            lines |= {(page.file, piece.place.line, False)} if within else set()
            lines |= {(page.file, piece.place.line, True)} if any(within) else set()
    return lines


def _misshaped(archive: Archive, found: Iterable[Finding]) -> set[tuple[str, int, str]]:
    """The findings on the shape of lines, by file, line and code, that follow from one further up without an empty line between."""
    shaped: dict[str, list[tuple[int, bool, str]]] = {}
    for finding in found:
        if finding.code in _SHAPES:
            entry = (finding.place.line, finding.code == _PARTED, finding.code)
            shaped.setdefault(finding.place.path, []).append(entry)
    follows = set()
    for page in archive.pages if shaped else ():
        marks = sorted(shaped.get(page.file, ()))
        lines = page.text.split("\n") if len(marks) > 1 else []
        first = marks[0] if marks else None
        for one in marks[1:]:
            if first and all(text.strip() for text in lines[first[0] - 1 : one[0]]):
                # Two findings of one rule are two slips; so are an attribute list and a list that begin amiss.
                if first[2] != one[2] and _PARTED in (first[2], one[2]):
                    follows.add((page.file, one[0], one[2]))
            else:
                first = one
    return follows


def _rank(finding: Finding) -> int:
    at_it = _FILE_RULES <= finding.code < _MODEL_RULES and finding.code[:4] not in _LINKS
    return _CAUSES.get(finding.code, 0 if at_it else _FOLLOWS)


def _named_causes(found: Iterable[Finding]) -> dict[str, int]:
    """What causes name, with the rank of the nearest."""
    named: dict[str, int] = {}
    for finding in found:
        rank = _rank(finding)
        for name in finding.about if rank < _FOLLOWS else ():
            named[name] = min(rank, named.get(name, _FOLLOWS))
    return named


def _unknown(found: Iterable[Finding]) -> Iterable[str]:
    """The files that a finding on themselves says to be unknown; without its Vietnamese twin an English page is so too."""
    for finding in found:
        file = finding.place.path
        if file in finding.about or (finding.code == _NO_TWIN and file.startswith("docs/en/")):
            yield file


def _wrong(found: Iterable[Finding]) -> Iterable[str]:
    """The files with errors: until these are mended nobody compares a translation."""
    return (finding.place.path for finding in found if finding.severity is Severity.ERROR)


def _pair(page: Page, archive: Archive) -> tuple[str, ...]:
    twin = archive.twin(page)
    return (page.file, twin.file) if twin else (page.file,)


def _leaning(pages: Collection[Page], archive: Archive) -> list[Page]:
    """The pages that name one of these by id, campaign or address, or list the records of its folder."""
    if not pages:
        return []
    names = {name for page in pages for name in _names(page)}
    lists = {f"{page.path.rpartition('/')[0]}/index.md" for page in pages}
    return [
        page
        for page in archive.pages
        if not page.refused and (page.path in lists or not names.isdisjoint(_named(page.text)))
    ]


def _named(text: str) -> set[str]:
    """Every word of a text that may name a page or a record, and a claim's id without its number."""
    found = set(_NAME.findall(text))
    return found | {word.rpartition("-")[0] for word in found}


def _ids(page: Page) -> set[str]:
    """The ids that a page gives itself and its claims; where YAML cannot be read, the line still can."""
    given = _ID.search(page.text, 0, _HEAD)
    # An id stands in the text too where its attribute list is not read as one.
    claims = {claim.id for claim in page.body.claims if claim.id} | set(_CLAIMED.findall(page.text))
    stems = {stem for claim in claims if (stem := claim.rpartition("-")[0])}
    return claims | stems | ({given[1]} if given else {page.path.rpartition("/")[2].removesuffix(".md")} - {"index"})


def _names(page: Page) -> tuple[str, ...]:
    """By what others name a page: its file, its ids, its slug as a campaign."""
    ids = _ids(page)
    parts = page.path.split("/")
    # Every folder has an `index.md`.
    file = "/".join(parts[-2:]) if parts[-1] == "index.md" else parts[-1]
    names = (*ids, *(one.removeprefix("cd-") for one in ids))
    return (*names, *_NAME.findall(file)[-1:]) if file != "index.md" else names
