"""The register of the rules for the built site.

Takes a rule's code and words by decorator, and the rule: a generator over the `Site` that yields `Hit`s.
Gives sorted findings. Refuses a code that is taken. A rule that crashes becomes a finding itself (DV000), and
the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from archive.escaping import shortened
from archive.findings import Finding, Place, Text
from archive.inspect.site import Site


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule met: the built file, the line in its source where known, and the words for the message."""

    where: str
    line: int
    words: Mapping[str, object]


Look = Callable[[Site], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, what it says with `{names}` to fill in, how to mend, and how it looks."""

    code: str
    message: Text
    cure: Text
    look: Look


RULES: dict[str, Rule] = {}
"""Every rule of this package by its code."""

_CRASH = Text("Quy tắc {rule} bị lỗi: {error}", "Rule {rule} crashed: {error}")
_CRASH_CURE = Text(
    "đây là lỗi của chương trình kiểm tra, không phải của bài viết; xin báo lại",
    "this is a fault of the checker, not of the text; please report it",
)


def rule(code: str, message: Text, cure: Text) -> Callable[[Look], Look]:
    """Register the generator below as the rule `code`."""

    def register(look: Look) -> Look:
        if code in RULES:
            raise ValueError(f"{code} is taken by {RULES[code].look.__name__}")
        RULES[code] = Rule(code, message, cure, look)
        return look

    return register


def hit(where: str, line: int = 1, **words: object) -> Hit:
    """Make a hit in the built file `where`."""
    return Hit(where, line, words)


def findings(site: Site, origins: Mapping[str, str]) -> list[Finding]:
    """Run all rules: what they find, sorted, each once."""
    return sorted({finding for each in RULES.values() for finding in _run(each, site, origins)})


def _run(each: Rule, site: Site, origins: Mapping[str, str]) -> Iterator[Finding]:
    try:
        for found in each.look(site):
            words = {name: shortened(word) for name, word in found.words.items()}
            yield Finding(_place(found, origins), each.code, each.message.format(**words), each.cure.format(**words))
    except Exception as error:
        words = {"rule": each.code, "error": shortened(repr(error))}
        yield Finding(Place("site"), "DV000", _CRASH.format(**words), _CRASH_CURE)


def _place(found: Hit, origins: Mapping[str, str]) -> Place:
    """Send an editor to the source; name a file without one as it was built."""
    return Place(origins.get(found.where, f"site/{found.where}"), found.line)
