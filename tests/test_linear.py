"""No regular expression of the package hangs: each takes time in proportion to its input.

Each is fed growing hostile input (see `tests/regexes.py`) by the method that the code uses. This is the one place where
a test measures time: processor time, the best of three (of nine where those were disturbed), and only how it grows.
"""

from __future__ import annotations

import re
import signal
import sys
import time
from collections.abc import Callable
from typing import Any

import pytest
from tests.alike import root, sight
from tests.regexes import GENERIC, Expression, collected, hostile

SHORT, LONG = 1_000, 8_000
"""Letters of the two inputs that are compared: n and 8 n."""
MOST = 14
"""How many times as long the longer may take: 8 where time grows with the length, 64 where it grows with its square."""
FLOOR = 0.000_3
"""Seconds below which the shorter input is too quick to be compared with."""
LEAST, ATTEMPTS = 3, 9
"""How often both are measured at least, and at most where they do not agree."""
LIMIT = 30
"""Seconds after which one input has been waited for long enough."""

EXPRESSIONS = collected()


def test_all_expressions_are_found() -> None:
    places = {expression.place for expression in EXPRESSIONS}
    for known in (
        "checks.letters._TRAILING",
        "checks.addresses.ADDRESS",
        "content.doubts._EMPHASIS",
        "stage.markup.LOCATORS",
    ):
        assert known in places, f"{known} is not fed: mend the collector in tests/regexes.py, or name another"
    assert any(re.search(r":[0-9]+$", place) for place in places), "no expression within a function is found"
    applied = {expression.place: expression.methods for expression in EXPRESSIONS}
    assert applied["slugs._NOT_SLUG"] == {"sub"}, "the collector no longer sees which method the code applies"


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=str)
def test_time_grows_with_the_input(expression: Expression) -> None:
    methods = {_MEASURED.get(method, "finditer") for method in expression.methods}
    for start, pump, end in hostile(expression.pattern, SHORT):
        for method in sorted(methods):
            slow = _slow(expression.pattern, method, start, pump, end)
            assert not slow, (
                f"{expression.place}: {method} on {start!r} + {pump!r} * n + {end!r} {slow}\n{expression.pattern.pattern}"
            )


@pytest.mark.parametrize(("pattern", "end"), [(r"a+$", "!"), (r"a*b", ""), (r"(?:a|aa)*?c|a", "")])
def test_what_grows_with_the_square_is_seen(pattern: str, end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The bounds above still tell time that grows with the square of the input from time that grows with it."""
    # One of them does not end within any time: that it would be given up is seen as well after a second.
    monkeypatch.setattr(sys.modules[__name__], "LIMIT", 1)
    assert _slow(re.compile(pattern), "finditer", "", "a", end), (
        f"{pattern} on a row of a is not told from a linear one"
    )


def test_what_an_expression_cannot_tell_apart_is_fed_once() -> None:
    see = sight(re.compile(r"(?i:k)[0-9]+\b|x$"))
    assert see("k0") == see("K7")
    assert len({see(letter) for letter in "k0xa☃\n_á"}) == 7, "a letter that it can tell from others would not be fed"
    assert see("a") == see("_")
    assert root(see("0101")) == see("5")
    same = sight(re.compile(r"(.)\1"))
    assert same("a") != same("b"), "what stands for an earlier match may be any letter"
    fed = [pump for _, pump, _ in hostile(re.compile("a+b"), SHORT)]
    assert {"a", "ab"} <= {*fed}
    assert len(fed) == len({*hostile(re.compile("a+b"), SHORT)}) < len(GENERIC), (
        f"what makes no difference is fed: {fed}"
    )


_MEASURED = {"search": "search", "match": "match", "fullmatch": "fullmatch"}
"""All other methods look for every match, as `finditer` does."""


def _slow(pattern: re.Pattern[Any], method: str, start: str, pump: str, end: str) -> str:
    """What is wrong with the growth, in words; nothing where it is linear."""
    made = [start + pump * (length // len(pump)) + end for length in (SHORT, LONG)]
    short, long = [text.encode() for text in made] if isinstance(pattern.pattern, bytes) else made
    run = _all if method == "finditer" else getattr(re.Pattern, method)
    best = worst = 0.0
    for attempt in range(ATTEMPTS):
        taken = _time(run, pattern, long)
        if taken >= LIMIT:
            return f"is not done after {LIMIT} s"
        worst = taken if attempt == 0 else min(worst, taken)
        if worst <= MOST * FLOOR:
            return ""
        taken = _time(run, pattern, short)
        best = taken if attempt == 0 else min(best, taken)
        # A machine that is busy makes one attempt slow, and another; what grows with the square is slow in all.
        if attempt >= LEAST - 1 and worst <= MOST * max(best, FLOOR):
            return ""
    return (
        f"takes {worst / max(best, FLOOR):.0f} times as long for 8 times the length ({worst:.3f} s for {LONG} letters)"
    )


def _all(pattern: re.Pattern[Any], text: Any) -> None:
    for _ in pattern.finditer(text):
        pass


def _time(run: Callable[[Any, Any], object], pattern: re.Pattern[Any], text: Any) -> float:
    def give_up(*_: object) -> None:
        raise TimeoutError

    # An alarm by the processor's clock would make that clock a coarse one.
    before = signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LIMIT)
    started = time.process_time()
    try:
        run(pattern, text)
    except TimeoutError:
        return float(LIMIT)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
    return time.process_time() - started
