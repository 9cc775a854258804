"""The catalogue of rules: all that can ever be told, by code, and how one is run.

Every rule is declared with `archive.extending.rule`, wherever it looks, and all that is said about one (by `archive
check --explain`, on the page `dong-gop/quy-tac/`) comes from that declaration. Takes a rule and its problems, gives
`Finding`s. A crash inside a rule is itself a finding, DV000.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from archive.extending import MOST, RULES, Problem, Rule, told_later
from archive.findings import Finding, Place
from archive.refusal import Refusal

CRASH = told_later("DV000", "crash", __name__)


def rules() -> tuple[Rule, ...]:
    """Every rule whose findings are told under its own code, by code."""
    return tuple(rule for rule in RULES.all().values() if not rule.now)


def explained(code: str) -> Rule:
    """The rule of a code as it is told today: a retired one leads to what took its place. Raises `KeyError`."""
    found = RULES[code.upper()]
    return explained(found.now) if found.now else found


def run(rule: Rule, place: Place, problems: Iterable[Problem]) -> Iterator[Finding]:
    """What a rule finds, at most `MOST` a file; where it crashes, that is told at `place`."""
    told: Counter[str] = Counter()
    try:
        for problem in problems:
            told[problem.place.path] += 1
            if told[problem.place.path] <= MOST:
                yield rule.finding(problem)
    except Refusal:
        raise
    except Exception as error:
        what = f"{rule.code} {rule.name}: {type(error).__name__}: {error}"
        yield CRASH.finding(Problem(place, values={"what": what}))
