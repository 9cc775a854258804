"""Rules on the renderer's settings, mkdocs.yml: DV001, DV002, DV004 to DV009.

The file is code: a tag, a hook, a plugin or an option of one runs commands or publishes any file of the machine. So it is
held to what is plainly known here: keys, plugins, Markdown extensions, their options, and the value of each. What is not
known is a finding at its line and column. A new setting is a new line of `KNOWN`, and a reviewed one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from archive import regular
from archive.content.model import Archive
from archive.escaping import printable
from archive.extending import FOLLOWS, Problem, rule
from archive.findings import Place, Text

FILE = "mkdocs.yml"
MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
_YAML = "tag:yaml.org,2002:"
_PLAIN = {_YAML + name for name in ("str", "bool", "null", "int", "float", "timestamp", "map", "seq", "merge", "value")}
SLUGS = f"{_YAML}python/name:archive.slugs.heading"
"""The one piece of code that the settings may name by a tag: how headings get their ids."""

KNOWN: Mapping[str, Any] = {
    "site_name": "archive",
    "docs_dir": "build/pages",
    "site_dir": "build/site",
    "use_directory_urls": True,
    "strict": True,
    "theme": {"name": "material", "language": "vi", "font": False, "favicon": "assets/favicon.svg"},
    "plugins": {
        "i18n": {
            "docs_structure": "folder",
            "fallback_to_default": True,
            "languages": [
                {"locale": "vi", "name": "Tiếng Việt", "default": True, "build": True},
                {"locale": "en", "name": "English", "build": True},
            ],
        },
    },
    "markdown_extensions": {
        "attr_list": None,
        "tables": None,
        "pymdownx.magiclink": {"hide_protocol": True},
        "toc": {"permalink": False, "slugify": SLUGS},
    },
    "validation": {
        "omitted_files": "ignore",
        "absolute_links": "warn",
        "unrecognized_links": "warn",
        "anchors": "ignore",
    },
}
"""All that the settings say, the same for every archive; lists of names, each alone or with its options, as mappings."""
_NAMED = {"plugins": "DV005", "markdown_extensions": "DV006"}
"""The lists of names, and the rule on what is not known among them."""

Found = tuple[str, Problem]
_QUOTE = Text("đặt trong ngoặc kép thẳng, không kèm thẻ kiểu", "put it in straight quotation marks, without a tag")
_RESTORE = Text("lấy lại giá trị cũ từ git", "restore what stood there from git")


def _place(mark: Any) -> Place:
    return Place(FILE, mark.line + 1, mark.column + 1) if mark else Place(FILE)


# --- Held to what is known


def _differing(node: yaml.Node, known: Any, way: tuple[str, ...], key: Any) -> Iterator[Found]:
    """Where a node says something else than is known; `key` is the mark of what names it."""
    if len(way) > MAX_DEPTH:
        raise RecursionError
    if isinstance(known, dict) and isinstance(node, yaml.MappingNode) and node.tag == f"{_YAML}map":
        yield from _pairs(node.value, known, way, key)
    elif isinstance(known, dict) and len(way) == 1 and way[0] in _NAMED and _is_list(node):
        yield from _pairs(_names(node), known, way, key)
    elif isinstance(known, list) and _is_list(node) and len(node.value) <= len(known):
        for number, (item, expected) in enumerate(zip(node.value, known, strict=False)):
            yield from _differing(item, expected, (*way, str(number)), item.start_mark)
        for number in range(len(node.value), len(known)):
            yield _missing((*way, str(number)), key)
    elif not _says(node, known):
        yield from _odd(node, known, way)


def _is_list(node: yaml.Node) -> bool:
    return isinstance(node, yaml.SequenceNode) and node.tag == f"{_YAML}seq"


def _says(node: yaml.Node, known: Any) -> bool:
    """Whether a scalar is the known value, as the renderer would read it; without options there is nothing to say."""
    if known is None and isinstance(node, yaml.MappingNode) and not node.value:
        return True
    if not isinstance(node, yaml.ScalarNode) or isinstance(known, dict | list):
        return False
    if isinstance(known, bool):
        return node.tag == f"{_YAML}bool" and node.value == str(known).lower()
    if known == SLUGS:
        return bool(node.tag == SLUGS) and not node.value
    return bool(node.tag == f"{_YAML}str") and node.value == known


def _odd(node: yaml.Node, known: Any, way: tuple[str, ...]) -> Iterator[Found]:
    if known is None and isinstance(node, yaml.MappingNode) and node.tag == f"{_YAML}map":
        yield from _pairs(node.value, {}, way, node.start_mark)
        return
    shown = known if isinstance(known, str) else str(known).lower() if isinstance(known, bool) else ""
    shown = "!!python/name:archive.slugs.heading" if known == SLUGS else shown
    name = printable(".".join(way))
    words = Text(f"Giá trị lạ của {name}", f"An unknown value of {name}")
    fix = Text(f"viết {shown}", f"write {shown}") if shown else _RESTORE
    yield _NAMED.get(way[0], "DV007"), Problem(_place(node.start_mark), words, fix)


def _missing(way: tuple[str, ...], mark: Any) -> Found:
    name = ".".join(way)
    words = Text(f"Thiếu thiết lập {name}", f"The setting {name} is missing")
    return _NAMED.get(way[0], "DV007") if len(way) > 1 else "DV007", Problem(_place(mark), words, _RESTORE)


def _names(node: yaml.Node) -> list[tuple[yaml.Node, yaml.Node]]:
    """A list of names as the pairs of a mapping, names without options with an empty one."""
    pairs: list[tuple[yaml.Node, yaml.Node]] = []
    for item in node.value:
        empty = yaml.MappingNode(f"{_YAML}map", [], start_mark=item.start_mark)
        pairs.extend(item.value if isinstance(item, yaml.MappingNode) else [(item, empty)])
    return pairs


def _pairs(pairs: list[Any], known: Mapping[str, Any], way: tuple[str, ...], above: Any) -> Iterator[Found]:
    met: set[str] = set()
    for key, node in pairs:
        name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
        shown, at = printable(name), _place(key.start_mark)
        if name in met:
            yield "DV008", Problem(at, Text(f"“{shown}” được ghi hai lần", f"“{shown}” stands twice"))
            continue
        met.add(name)
        if isinstance(key, yaml.ScalarNode) and key.tag != f"{_YAML}str":
            # The renderer would publish `No` as “False”.
            words = Text(f"“{shown}” không được đọc như chữ", f"“{shown}” is not read as words")
            yield "DV007", Problem(at, words, _QUOTE)
        if name in known:
            yield from _differing(node, known[name], (*way, name), key.start_mark)
        else:
            called = printable(".".join((*way, name)))
            words = Text(f"Thiết lập lạ: {called}", f"An unknown setting: {called}")
            yield _NAMED.get(way[0], "DV004") if way else "DV004", Problem(at, words)
            _too_deep(node, len(way) + 1)
    for name in known:
        if name not in met:
            yield _missing((*way, name), above)


def _too_deep(node: yaml.Node, depth: int) -> None:
    """Raise where what nobody knows goes deeper than anything that is known could."""
    if depth > MAX_DEPTH:
        raise RecursionError
    for item in node.value if isinstance(node, yaml.CollectionNode) else ():
        for part in item if isinstance(item, tuple) else (item,):
            _too_deep(part, depth + 1)


# --- Reading


def problems(root: Path) -> tuple[Found, ...]:
    """Everything wrong with `root/mkdocs.yml`, with the code of each; never fails."""
    try:
        raw = regular.read(root / FILE, MAX_BYTES)
    except OSError as error:
        return (_unreadable(str(error.strerror)),)
    return _read(raw)


@lru_cache(maxsize=8)
def _read(raw: bytes) -> tuple[Found, ...]:
    try:
        text = raw.decode("utf-8")
        outside = tuple(_outside(text))
        if outside:
            return outside  # What else stands there follows from it.
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        if not isinstance(node, yaml.MappingNode) or node.tag != f"{_YAML}map":
            return (_unreadable("no mapping"),)
        return tuple(_pairs(node.value, KNOWN, (), node.start_mark))
    except yaml.MarkedYAMLError as error:
        return (_unreadable(str(error.problem or error.context), error.problem_mark or error.context_mark),)
    except RecursionError:
        return (_unreadable(f"> {MAX_DEPTH}"),)
    except (yaml.YAMLError, ValueError) as error:
        return (_unreadable(type(error).__name__),)


def _outside(text: str) -> Iterator[Found]:
    """Tags that name code, and what stands for something elsewhere."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        tag, anchor = getattr(event, "tag", None), getattr(event, "anchor", None)
        # Another file's tags would not be seen here.
        tag = "INHERIT" if getattr(event, "value", None) == "INHERIT" else tag
        if tag and tag != SLUGS and tag not in _PLAIN:
            words = Text(f"Thẻ kiểu lạ trong thiết lập: {tag!a}", f"An unknown tag in the settings: {tag!a}")
            yield "DV002", Problem(_place(event.start_mark), words)
        if anchor or getattr(event, "value", None) == "<<":
            yield "DV009", Problem(_place(event.start_mark))


def _unreadable(why: str, mark: Any = None) -> Found:
    words = Text(f"Không đọc được thiết lập ({why!a})", f"The settings cannot be read ({why!a})")
    return "DV001", Problem(_place(mark), words)


# --- The rules


def _fault(code: str) -> None:
    """Declare the rule that tells what is found under a code."""

    def told(archive: Archive) -> Iterator[Problem]:
        yield from (problem for found, problem in problems(archive.root) if found == code)

    told.__name__ = f"renderer_settings_{code.lower()}"
    rule(code, nearness=FOLLOWS)(told)


for _code in ("DV001", "DV002", "DV004", "DV005", "DV006", "DV007", "DV008", "DV009"):
    _fault(_code)
