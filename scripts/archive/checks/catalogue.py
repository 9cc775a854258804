"""The catalogue of rules: what a rule is, how one is declared, and how all of them are run.

A rule is one small generator of `Problem`s, declared with `@rule`. Everything said about it (`archive check --explain`,
the page `dong-gop/quy-tac/`) comes from that declaration, so adding one touches the rule and its test alone. Takes an
`Archive` and gives sorted `Finding`s. A crash inside a rule is itself a finding, DV000.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Literal

from archive import checks
from archive.checks.followups import causes
from archive.content.model import Archive, Page
from archive.findings import Finding, Place, Severity, Text

Scope = Literal["page", "archive"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule found: where, and in which words; without words the rule's own summary is used."""

    place: Place
    message: Text | None = None
    cure: Text | None = None
    about: tuple[str, ...] = ()
    """As in `Finding`."""


PageRule = Callable[[Page, Archive], Iterator[Problem]]
ArchiveRule = Callable[[Archive], Iterator[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A declared rule: its code, what it refuses and why, how to mend it, with an example of each side."""

    code: str
    severity: Severity
    summary: Text
    why: Text
    cure: Text
    bad: str
    good: str
    scope: Scope
    name: str
    page_rule: PageRule | None = None
    archive_rule: ArchiveRule | None = None
    first: bool = False
    """All other rules lean on what this one is about: where it finds something wrong, none of them is asked."""


MOST = 500
"""Findings of one rule on one page: enough to see what is wrong with it. The rest comes once these are mended."""

_RULES: dict[str, Rule] = {}


def page_rule(
    code: str,
    *,
    summary: Text,
    why: Text,
    cure: Text,
    bad: str,
    good: str,
    severity: Severity = Severity.ERROR,
) -> Callable[[PageRule], PageRule]:
    """Declare a rule that looks at one page at a time."""

    def declare(function: PageRule) -> PageRule:
        _add(Rule(code, severity, summary, why, cure, bad, good, "page", function.__name__, page_rule=function))
        return function

    return declare


def archive_rule(
    code: str,
    *,
    summary: Text,
    why: Text,
    cure: Text,
    bad: str,
    good: str,
    severity: Severity = Severity.ERROR,
    first: bool = False,
) -> Callable[[ArchiveRule], ArchiveRule]:
    """Declare a rule that needs the whole archive; see `Rule.first`."""

    def declare(function: ArchiveRule) -> ArchiveRule:
        _add(
            Rule(
                code,
                severity,
                summary,
                why,
                cure,
                bad,
                good,
                "archive",
                function.__name__,
                archive_rule=function,
                first=first,
            )
        )
        return function

    return declare


def _add(new: Rule) -> None:
    known = _RULES.get(new.code)
    if known and known.name != new.name:
        raise ValueError(f"{new.code} is declared twice: {known.name} and {new.name}")
    _RULES[new.code] = new


CRASH = Rule(
    code="DV000",
    severity=Severity.ERROR,
    summary=Text("Một quy tắc bị lỗi khi đọc tệp này", "A rule crashed on this file"),
    why=Text(
        "Lỗi nằm trong chương trình kiểm tra, không phải ở bài viết. Trang vẫn bị giữ lại vì chưa kiểm tra được.",
        "The fault is in the checker, not in the text. The page is held back because it could not be checked.",
    ),
    cure=Text("báo cho người trông coi mã nguồn, kèm tệp này", "report it to the maintainers with this file"),
    bad="(một lỗi trong mã / a bug in the code)",
    good="",
    scope="archive",
    name="crash",
)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, by code. Modules of `archive.checks` are found by themselves; none is listed anywhere."""
    for module in pkgutil.iter_modules(checks.__path__):
        importlib.import_module(f"archive.checks.{module.name}")
    return (CRASH, *(_RULES[code] for code in sorted(_RULES)))


def check(archive: Archive, only: tuple[Rule, ...] | None = None) -> list[Finding]:
    """All findings of all rules (or of `only` these), sorted, each once, without what only follows from another."""
    return causes(archive, everything(archive, only))


def everything(archive: Archive, only: tuple[Rule, ...] | None = None) -> set[Finding]:
    """All findings of all rules (or of `only` these), for whoever has more to put beside them.

    A page over a cap is looked at by no page rule: its text has any size and any shape.
    """
    found: set[Finding] = set()
    pages = [page for page in archive.pages if not page.refused]
    asked = rules() if only is None else only
    if archive.own.faults and only is None:
        asked = tuple(rule for rule in asked if rule.first)
    for rule in asked:
        if rule.page_rule:
            for page in pages:
                found.update(_run(rule, Place(page.file), islice(rule.page_rule(page, archive), MOST)))
        if rule.archive_rule:
            found.update(_run(rule, Place("docs"), rule.archive_rule(archive)))
    return found


def _run(rule: Rule, place: Place, problems: Iterator[Problem]) -> Iterator[Finding]:
    told: Counter[str] = Counter()
    try:
        for problem in problems:
            told[problem.place.path] += 1
            if told[problem.place.path] <= MOST:
                yield Finding(
                    problem.place,
                    rule.code,
                    problem.message or rule.summary,
                    problem.cure or rule.cure,
                    rule.severity,
                    problem.about,
                )
    except Exception as error:
        what = f"{rule.code} {rule.name}: {type(error).__name__}: {error}"
        words = Text(f"{CRASH.summary.vi} ({what})", f"{CRASH.summary.en} ({what})")
        yield Finding(place, CRASH.code, words, CRASH.cure)
