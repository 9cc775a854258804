"""Which strings a regular expression cannot tell apart: those whose letters meet each of its parts alike.

An expression sees of a letter only which of its parts (a letter, a set, any letter) match it, and whether it belongs to a
word or ends a line. Strings of the same sights, letter for letter, take it the same way, and the same time: to feed one of
them is enough. Where a part stands for what matched before, the letters themselves count.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cache
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as sre  # type: ignore[attr-defined]
from typing import Any

_ONE = (sre.LITERAL, sre.NOT_LITERAL, sre.IN, sre.ANY)
_LOCAL = re.ASCII | re.IGNORECASE | re.LOCALE | re.MULTILINE | re.DOTALL | re.VERBOSE | re.UNICODE
Sight = Callable[[str], tuple[Hashable, ...]]
"""What an expression sees of a string, a value a letter."""


def sight(pattern: re.Pattern[Any]) -> Sight:
    """What the expression sees of a string."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    found = list(_parts(tree, pattern.flags & _LOCAL))
    if any(one is None for one in found):
        return tuple
    parts = {(repr(item), flags): (item, flags) for item, flags in filter(None, found)}
    ones = [_compiler.compile(_parser.SubPattern(tree.state, [item]), flags) for item, flags in parts.values()]
    in_bytes = isinstance(pattern.pattern, bytes)

    @cache
    def seen(letter: str) -> Hashable:
        text: Any = letter.encode() if in_bytes else letter
        if in_bytes and len(text) > 1:
            return letter
        # `\\b` asks whether it belongs to a word, for ASCII or for all letters; `^`, `$` and `\\Z` ask for the break.
        return (
            letter == "\n",
            letter.isalnum() or letter == "_",
            letter.isascii(),
            *(one.match(text) is not None for one in ones),
        )

    return lambda text: tuple(map(seen, text))


def root(seen: tuple[Hashable, ...]) -> tuple[Hashable, ...]:
    """The shortest part of which the whole is a repetition: repeated, both give the same."""
    for length in range(1, len(seen) // 2 + 1):
        if len(seen) % length == 0 and seen == seen[:length] * (len(seen) // length):
            return seen[:length]
    return seen


def _parts(items: Iterable[Any], flags: int) -> Iterator[tuple[Any, int] | None]:
    """Every part that matches one letter, with the flags that hold there; None for what refers to an earlier match."""
    for operation, argument in items:
        if operation in _ONE:
            yield (operation, argument), flags
        elif operation is sre.SUBPATTERN:
            yield from _parts(argument[3], (flags | argument[1]) & ~argument[2])
        elif operation is sre.BRANCH:
            for branch in argument[1]:
                yield from _parts(branch, flags)
        elif operation in (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT):
            yield from _parts(argument[2], flags)
        elif operation is sre.ATOMIC_GROUP:
            yield from _parts(argument, flags)
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _parts(argument[1], flags)
        elif operation is not sre.AT:
            yield None
