"""Every regular expression of the package, and hostile inputs made from each.

`collected()` finds the expressions by itself: compiled ones in every module (in tuples, lists and dictionaries too),
and those written within a call of `re`, read from the source. Each comes with the methods that the code applies.
`hostile()` takes an expression apart with Python's own parser and gives strings that match a part of it many times over
and then fail.
"""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import ModuleType
from typing import Any

from tests.alike import root, sight

import archive

APPLIED = frozenset({"search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"})
STRINGS_TOO = frozenset({"split"})
"""Methods that a string has as well: they count only where the expression is known."""
ALL = frozenset({"finditer"})
"""What is taken for applied where nothing of the code tells: it looks from every letter on, and goes on after a match."""
SAMPLE = "mau"
"""Stands for what an expression made within a function takes from outside, which is a plain word."""


@dataclass
class Expression:
    """A compiled expression, where it is written, and the methods that are applied."""

    pattern: re.Pattern[Any]
    place: str
    methods: set[str] = field(default_factory=set)

    def __str__(self) -> str:
        return f"{self.place} {str(self.pattern.pattern)[:40]}"


def modules() -> Iterator[ModuleType]:
    """Every module of the package."""
    yield archive
    for found in pkgutil.walk_packages(archive.__path__, "archive."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def collected() -> list[Expression]:
    """All expressions, each once, with every method that is applied anywhere."""
    found: dict[re.Pattern[Any], Expression] = {}
    for module in modules():
        tree = ast.parse(inspect.getsource(module))
        short = module.__name__.removeprefix("archive.")
        held = {name: list(_held(value)) for name, value in vars(module).items()}
        for name, patterns in held.items():
            for pattern in patterns:
                found.setdefault(pattern, Expression(pattern, f"{short}.{name}"))
        loose: set[str] = set()
        for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
            method, base = _method(call)
            if not method:
                continue
            if base == "re":
                pattern = _written(call, method, module)
                known = found.setdefault(pattern, Expression(pattern, f"{short}:{call.lineno}"))
                known.methods |= {method} & APPLIED
            elif direct := [value for value in [vars(module).get(base)] if isinstance(value, re.Pattern)]:
                found[direct[0]].methods.add(method)
            elif method not in STRINGS_TOO:
                loose.add(method)
        # What is held in a table, or handed to a function, is applied there under another name.
        for pattern in {pattern for patterns in held.values() for pattern in patterns}:
            if not _named(tree, pattern, module):
                found[pattern].methods |= loose
        for node in ast.walk(tree):
            assert not (isinstance(node, ast.ImportFrom) and node.module == "re"), f"{short}: write `import re`"
    for expression in found.values():
        expression.methods = expression.methods or set(ALL)
    return list(found.values())


def _held(value: object, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, Mapping) and depth < 4:
        for item in value.values():
            yield from _held(item, depth + 1)
    elif isinstance(value, (list, tuple, set, frozenset)) and depth < 4:
        for item in value:
            yield from _held(item, depth + 1)


def _method(call: ast.Call) -> tuple[str, str]:
    """The method that a call applies, and the name it is applied to."""
    what = call.func
    if isinstance(what, ast.Attribute) and what.attr in APPLIED | {"compile"}:
        base = what.value.id if isinstance(what.value, ast.Name) else ""
        if what.attr != "compile" or base == "re":
            return what.attr, base
    return "", ""


def _named(tree: ast.AST, pattern: re.Pattern[Any], module: ModuleType) -> bool:
    """Whether the module applies a method to the expression by its own name."""
    return any(
        vars(module).get(base) is pattern
        for method, base in (_method(node) for node in ast.walk(tree) if isinstance(node, ast.Call))
        if method
    )


def _written(call: ast.Call, method: str, module: ModuleType) -> re.Pattern[Any]:
    """The expression that a call of `re` is given, as far as it can be known without running the function."""
    flags_at = {"compile": 1, "split": 3, "sub": 4, "subn": 4}.get(method, 2)
    flags: Any = call.args[flags_at] if len(call.args) > flags_at else None
    flags = next((word.value for word in call.keywords if word.arg == "flags"), flags)
    given = _value(call.args[0], module)
    return re.compile(given, _value(flags, module) if flags is not None and isinstance(given, (str, bytes)) else 0)


def _value(node: ast.expr, module: ModuleType) -> Any:
    if isinstance(node, ast.JoinedStr):
        return "".join(
            str(part.value) if isinstance(part, ast.Constant) else str(_value(part.value, module))  # type: ignore[attr-defined]
            for part in node.values
        )
    try:
        return eval(compile(ast.Expression(node), "<expression>", "eval"), dict(vars(module)))
    except NameError:
        return SAMPLE  # a function's own variable: a folder's name, the prefix of a kind


# --- Hostile inputs

POOL = " \t\n\r\u00a0\u2003a0Zđ_-.,:;/\\\"'“”«»`[](){}<>*+#=|&!?@~%^$\x00☃"
GENERIC = (
    *POOL,
    "\n ",
    " \n",
    "\n\n",
    "> ",
    "0.",
    "0,",
    "0/",
    "a=",
    'a="',
    "a:",
    "a.",
    "a-",
    "a ",
    " a",
    "A ",
    "](",
    "](<",
    "[a](",
    "[a]",
    "<a ",
    "<a:",
    "<!--",
    "</",
    "{#",
    "{ .",
    "**",
    "``",
    "http://",
    "www.",
    "a@",
    "&amp;",
    "\\|",
    "“a",
    "--8<",
    "*[",
    "[^",
    "url=",
    "x y=",
    "]:",
)
ENDS = ("", "\n", "☃", "\x00", " a", ">")
_CATEGORIES = {
    sre.CATEGORY_DIGIT: re.compile(r"\d"),
    sre.CATEGORY_NOT_DIGIT: re.compile(r"\D"),
    sre.CATEGORY_SPACE: re.compile(r"\s"),
    sre.CATEGORY_NOT_SPACE: re.compile(r"\S"),
    sre.CATEGORY_WORD: re.compile(r"\w"),
    sre.CATEGORY_NOT_WORD: re.compile(r"\W"),
}
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
_VARIANTS = 4


def hostile(pattern: re.Pattern[Any], length: int) -> list[tuple[str, str, str]]:
    """Starts, pumps and ends: `start + pump * n + end` for as many n as one likes. `length` is no promise."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    inputs: dict[tuple[str, str, str], None] = {}
    for pump in GENERIC:
        for end in ENDS[:3]:
            inputs["", pump, end] = None
    whole = [_sample(tree, pick) for pick in range(_VARIANTS)]
    for start, body in _repeats(tree, [""]):
        pumps = {_sample(body, pick) for pick in range(_VARIANTS)}
        for before in dict.fromkeys(start):
            for pump in sorted(pumps - {""}):
                for end in ENDS:
                    inputs[before, pump, end] = None
                inputs["", before + pump, ""] = None
                inputs["", f"{before}{pump}\n", ""] = None
            if before:
                inputs["", before, ""] = None
                inputs["", f"{before} ", ""] = None
    for word in dict.fromkeys(whole):
        if word:
            inputs["", word, ""] = None
            inputs["", word[:-1] or word, ""] = None
    # What the expression cannot tell from an input that is fed already would take the same time once more.
    see = sight(pattern)
    apart = {(see(start), root(see(pump)), see(end)): (start, pump, end) for start, pump, end in reversed(inputs)}
    return [made for made in reversed(apart.values()) if len(made[1]) <= length]


def _repeats(items: Iterable[Any], starts: Sequence[str]) -> Iterator[tuple[list[str], Any]]:
    """Every repeated part, however deep, with ways to get to where it starts."""
    before = list(starts)
    for item in items:
        operation, argument = item
        if operation in _REPEATS:
            yield before, argument[2]
            yield from _repeats(argument[2], before)
        elif operation is sre.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch, before)
        elif operation is sre.SUBPATTERN:
            yield from _repeats(argument[3], before)
        elif operation is sre.ATOMIC_GROUP:
            yield from _repeats(argument, before)
        elif operation in (sre.ASSERT, sre.ASSERT_NOT):
            yield from _repeats(argument[1], before)
        before = [start + _sample([item], pick) for pick, start in enumerate(_varied(before))]


def _varied(starts: Sequence[str]) -> list[str]:
    return [starts[pick % len(starts)] for pick in range(_VARIANTS)]


def _sample(items: Iterable[Any], pick: int) -> str:
    """A string that the parts match, one of several; what stands before and behind them is not looked at."""
    return "".join(_part(operation, argument, pick) for operation, argument in items)


def _part(operation: Any, argument: Any, pick: int) -> str:
    if operation is sre.LITERAL:
        return chr(argument)
    if operation is sre.NOT_LITERAL:
        return _one([letter for letter in POOL if letter != chr(argument)], pick)
    if operation is sre.ANY:
        return _one("a \t<", pick)
    if operation is sre.IN:
        return _one(_letters(argument), pick)
    if operation is sre.BRANCH:
        return _sample(argument[1][pick % len(argument[1])], pick)
    if operation is sre.SUBPATTERN:
        return _sample(argument[3], pick)
    if operation is sre.ATOMIC_GROUP:
        return _sample(argument, pick)
    if operation in _REPEATS:
        least, most, body = argument
        return _sample(body, pick) * int(least if pick % 2 or not most else max(least, 1))
    if operation is sre.GROUPREF:
        return "`" if pick % 2 else '"'
    if operation is sre.AT:
        return "\n" if pick % 2 and argument in (sre.AT_BEGINNING, sre.AT_END) else ""
    if operation in (sre.ASSERT, sre.ASSERT_NOT, sre.GROUPREF_EXISTS):
        return ""
    raise AssertionError(f"no hostile input is made for {operation}: write how in tests/regexes.py")


def _one(letters: Sequence[str], pick: int) -> str:
    return letters[pick * 5 % len(letters)] if letters else "a"


def _letters(members: Sequence[Any]) -> list[str]:
    """The letters of the pool that a set holds, and the ends of its ranges."""
    negated = bool(members) and members[0][0] is sre.NEGATE
    inside = [member for member in members if member[0] is not sre.NEGATE]
    own = [chr(value) for what, value in inside if what is sre.LITERAL]
    own += [chr(end) for what, value in inside if what is sre.RANGE for end in value]
    fits = [
        letter for letter in dict.fromkeys([*POOL, *own]) if any(_is(letter, member) for member in inside) != negated
    ]
    return fits or own


def _is(letter: str, member: tuple[Any, Any]) -> bool:
    what, value = member
    if what is sre.LITERAL:
        return bool(ord(letter) == value)
    if what is sre.RANGE:
        return bool(value[0] <= ord(letter) <= value[1])
    return bool(_CATEGORIES[value].match(letter))
