"""Causes first: findings that only follow from another one, and say nothing of their own, are held back.

Takes an `Archive` and all findings, gives those that are left, in a reader's order: one slip is one finding. What was
held back is looked at again as soon as the cause is mended. No rule stands here.

Causes are: a page of which nothing is known (its front matter does not hold, it is no UTF-8, a merge was not finished in
it, it shares its id with another); an attribute list that is read as none; a twin that is missing; a published address
that is gone; a statement that is lost, since its id is wrong or not there. A rule that finds a cause names the files and
ids that it is a cause for (`Problem.about`), and one that speaks of a file or an id names that: of all that name one
thing the nearest to the cause is told (`Rule.nearness`). What a rule leans on it says itself (`Rule.needs`, `.after`), and
what is unknown where it finds something (`Rule.spoils`): no code of a rule is known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from archive.content.model import Archive, Page
from archive.extending import FOLLOWS, NEAREST, RULES, Need, Rule, Spoils
from archive.findings import Finding, Place, Severity

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
    unread, misread = _spoilt(found)
    named = _named_causes(found)
    faulty = [p for p in archive.pages if p.refused or (p.meta is None and p.front.problems)]
    faulty += [page for page in _unknown(archive, found) if page not in faulty]
    losing = {f.place.path for f in found if f.about and _rule(f).nearness < FOLLOWS} - {page.file for page in faulty}
    bodiless = {page.file for page in faulty if any(problem.fault == "missing" for problem in page.front.problems)}
    pairs = {file for page in faulty for file in _pair(page, archive)}
    related = {file for page in _leaning(faulty, archive) for file in _pair(page, archive)}
    shaken = [page for page in archive.pages if page.file in losing]
    groundless = {file for page in (*shaken, *_leaning(shaken, archive)) for file in _pair(page, archive)}
    # Whoever cites a source names who published it, and whatever leads there leans on that.
    sources = [page for page in faulty if page.path.startswith(f"{archive.settings.folder('source')}/")]
    groundless |= {file for page in _leaning(_leaning(sources, archive), archive) for file in _pair(page, archive)}
    groundless |= {finding.place.path for finding in found if _rule(finding).spoils is Spoils.GROUNDS}
    rewritten = _rewritten(archive, found)
    better = set(_said_better(archive, found))
    wrong = {file.replace("docs/vi/", "docs/en/", 1) for file in _wrong(found)}
    for page in faulty:
        named |= dict.fromkeys((*_pair(page, archive), *_ids(page)), -1)
    unknown = ((Need.BODY, bodiless), (Need.PAIR, pairs), (Need.RECORDS, related), (Need.GROUNDS, groundless))

    def held(finding: Finding) -> bool:
        file, rule = finding.place.path, _rule(finding)
        if file in unread:
            return rule.spoils is not Spoils.FILE
        if Need.TRANSLATION in rule.needs and file in wrong:
            return True
        if finding in better:
            return True
        if Need.BODY in rule.needs and rule.spoils is not Spoils.LINE and (file, finding.place.line) in misread:
            return True
        # What makes a page unknown is not held back by that.
        nearest = NEAREST if file in finding.about else -1
        if any(nearest <= named.get(name, FOLLOWS) < rule.nearness for name in finding.about):
            return True
        if finding.about and rule.nearness == NEAREST:
            return False
        if Need.WORDS in rule.needs and (file, finding.place.line) in rewritten:
            return True
        return any(need in rule.needs and file in files for need, files in unknown)

    return held


def _rule(finding: Finding) -> Rule:
    return RULES[finding.code]


def _spoilt(found: Iterable[Finding]) -> tuple[set[str], set[tuple[str, int]]]:
    """The files, and the lines, of which nothing else can be said."""
    about = [finding for finding in found if finding.about]
    return (
        {finding.place.path for finding in about if _rule(finding).spoils is Spoils.FILE},
        {(f.place.path, f.place.line) for f in about if _rule(f).spoils is Spoils.LINE},
    )


def _rewritten(archive: Archive, found: Iterable[Finding]) -> set[tuple[str, int]]:
    """The lines on which paragraphs begin that will be written anew: an error stands in them that is not on their words.

    A line of front matter is a paragraph of its own.
    """
    errors: dict[str, set[Place]] = {}
    for finding in found:
        if finding.severity is Severity.ERROR and Need.WORDS not in _rule(finding).needs:
            errors.setdefault(finding.place.path, set()).add(finding.place)
    lines = {(file, place.line) for file, places in errors.items() for place in places}
    for page in archive.pages if errors else ():
        lines |= {(page.file, start) for _, start in _paragraphs(page, errors.get(page.file, set()))}
    return lines


def _said_better(archive: Archive, found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings of which another tells more (`Rule.after`): on words in the same paragraph, on lines further up."""
    of_file: dict[str, list[Finding]] = {}
    for finding in found:
        if _rule(finding).after or Need.WORDS in _rule(finding).needs:
            of_file.setdefault(finding.place.path, []).append(finding)
    for page in archive.pages if of_file else ():
        there = of_file.get(page.file, [])
        words = [finding for finding in there if Need.WORDS in _rule(finding).needs]
        yield from _in_paragraph(page, words)
        yield from _further_up(page, [finding for finding in there if finding not in words])


def _in_paragraph(page: Page, found: Collection[Finding]) -> Iterator[Finding]:
    told: dict[Place, set[str]] = {}
    for finding in found:
        told.setdefault(finding.place, set()).add(finding.code)
    codes: dict[int, set[str]] = {}
    for place, start in _paragraphs(page, told):
        codes.setdefault(start, set()).update(told[place])
    for finding in found:
        if codes.get(finding.place.line, set()).intersection(_rule(finding).after):
            yield finding


def _further_up(page: Page, found: list[Finding]) -> Iterator[Finding]:
    """Of a run of lines without an empty one between, the first finding is the cause."""
    # Where two speak of one line, what follows from more comes later.
    marks = sorted(found, key=lambda finding: (finding.place.line, len(_rule(finding).after), finding.code))
    lines = page.text.split("\n") if len(marks) > 1 else []
    first = marks[0] if marks else None
    for one in marks[1:]:
        if first and all(text.strip() for text in lines[first.place.line - 1 : one.place.line]):
            if first.code in _rule(one).after:
                yield one
        else:
            first = one


def _paragraphs(page: Page, places: Collection[Place]) -> Iterator[tuple[Place, int]]:
    """Each place that stands in an editorial paragraph of the page, with the line on which that begins."""
    for fragment in page.body.fragments if places else ():
        yield from (
            (place, fragment.place.line) for place in places if fragment.lines[0] <= place.line < fragment.lines[1]
        )


def _named_causes(found: Iterable[Finding]) -> dict[str, int]:
    """What causes name, with how near the nearest of them is."""
    named: dict[str, int] = {}
    for finding in found:
        nearness = _rule(finding).nearness
        for name in finding.about if nearness < FOLLOWS else ():
            named[name] = min(nearness, named.get(name, FOLLOWS))
    return named


def _unknown(archive: Archive, found: Iterable[Finding]) -> Iterator[Page]:
    """The pages that a finding on themselves says to be unknown."""
    files = {finding.place.path for finding in found if finding.place.path in finding.about}
    return (page for page in archive.pages if page.file in files)


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
