"""Edits of front matter by the places of its keys: keys put in where their kind has them, values, items of a list.

Takes a `Page`; gives `Edit`s. What is not named keeps its spelling, its comments and its order. Refuses front matter
in which no line can be put between two keys. `hold` says afterwards that the data is what was meant, and nothing else.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import yaml

from archive.content.frontmatter import FENCE, Scalar, split
from archive.content.model import Page
from archive.editing.text import Edit, line_start
from archive.findings import Text
from archive.fix import key_order
from archive.refusal import Refusal

_PLAINLY = re.compile(r"\w[\w ,.;()/–-]*")
"""Words that may stand without quotation marks, where YAML takes them for words too."""
_SCHEMA = re.compile(r"^# yaml-language-server: *\$schema=(\S+)", re.MULTILINE)
_BULLET = re.compile(r"[ ]*-[ ]+")
_EMPTY = re.compile(r"[a-z_]+[ ]*:[ ]*(\[[ ]*\])")


def hold_readable(page: Page) -> None:
    """Refuse a page whose front matter is not read: nobody knows which key stands where."""
    if page.refused or not page.front.data:
        raise Refusal(
            Text(
                f"chưa đọc được phần đầu của {page.file}; chạy `archive check {page.file}` và sửa trước",
                f"the front matter of {page.file} cannot be read; run `archive check {page.file}` and mend it first",
            )
        )


def hold(page: Page, data: Mapping[str, Any]) -> None:
    """Refuse an edited page whose front matter does not say just this."""
    if page.front.data != data:
        raise _uneditable(page)


def _uneditable(page: Page) -> Refusal:
    return Refusal(
        Text(
            f"không sửa được phần đầu của {page.file}; viết mỗi khóa một dòng, không thụt vào, rồi chạy lại",
            f"the front matter of {page.file} cannot be edited; write each key on a line of its own, not indented, and "
            "run again",
        )
    )


def spelt(words: str) -> str:
    """Words as a value of YAML: bare where they mean the same, else in quotation marks."""
    if _PLAINLY.fullmatch(words) and words == words.strip():
        node = yaml.compose(words, Loader=yaml.CSafeLoader)
        if isinstance(node, yaml.ScalarNode) and node.tag.endswith(":str") and node.value == words:
            return words
    if "\\" in words or '"' in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


def put_in(page: Page, lines: Mapping[str, str]) -> Edit:
    """The edit that puts new keys, with their values as YAML, where the kind's order has the first of them."""
    hold_readable(page)
    starts = {key: page.front.places[key] for key in page.front.data}
    if any(place.column > 1 for place in starts.values()):
        raise _uneditable(page)
    order = key_order(dict(page.front.data), page.lang)
    key = next(iter(lines))
    earlier = order[: order.index(key)]
    before = max((place.line for name, place in starts.items() if name in earlier), default=0)
    closing = page.front.body_line - 1
    after = min((place.line for place in starts.values() if place.line > before), default=closing)
    text = page.text.split("\n")
    # Comments and blank lines before the next key belong to that.
    while before and after > before + 1 and (not text[after - 2].strip() or text[after - 2].startswith("#")):
        after -= 1
    start = line_start(page, after)
    return Edit(start, start, "".join(f"{name}: {value}\n" for name, value in lines.items()))


def exchanged(scalar: Scalar, new: str) -> Edit:
    """The edit that puts a plain word in a value's place, in the quotation marks that the value has."""
    marks = scalar.style if scalar.style in {"'", '"'} else ""
    end = "\n" if scalar.style in {"|", ">"} else ""
    return Edit(scalar.start, scalar.end, f"{marks}{new}{marks}{end}")


def items(page: Page, key: str) -> list[Scalar]:
    """The values of a list, in their order."""
    return [scalar for scalar in page.front.scalars if re.fullmatch(rf"{key}\.[0-9]+", scalar.key)]


def item_added(page: Page, key: str, value: str) -> Edit:
    """The edit that adds a value to the end of a list, in the form that the list has; or begins the list."""
    there = items(page, key)
    if there:
        last = there[-1]
        bullet = _BULLET.fullmatch(page.text, page.text.rfind("\n", 0, last.start) + 1, last.start)
        if bullet is None:
            return Edit(last.end, last.end, f", {value}")
        end = page.text.index("\n", last.end)
        return Edit(end, end, f"\n{bullet[0]}{value}")
    if key not in page.front.data:
        return put_in(page, {key: f"[{value}]"})
    empty = _EMPTY.match(page.text, line_start(page, page.front.places[key].line))
    if empty is None:
        raise _uneditable(page)
    return Edit(empty.start(1), empty.end(1), f"[{value}]")


def item_taken(page: Page, key: str, value: str) -> Edit:
    """The edit that takes a value out of a list; the key goes with its last one."""
    there = items(page, key)
    index = next(number for number, scalar in enumerate(there) if scalar.text == value)
    found = there[index]
    start = page.text.rfind("\n", 0, found.start) + 1
    if len(there) == 1:
        first = line_start(page, page.front.places[key].line)
        last = page.text.index("\n", found.end) + 1
        # A list in brackets may close on a line of its own.
        after = page.text.index("\n", last) + 1
        return Edit(first, after if page.text[last:after].strip() == "]" else last, "")
    if _BULLET.fullmatch(page.text, start, found.start):
        return Edit(start, page.text.index("\n", found.end) + 1, "")
    if index:
        return Edit(there[index - 1].end, found.end, "")
    return Edit(found.start, there[1].start, "")


def schema_edits(page: Page, new_file: str) -> Iterator[Edit]:
    """The edit of the comment that leads an editor to the page's schema, for a page that moves to `new_file`."""
    block, _, _ = split(page.text)
    found = _SCHEMA.search(block or "")
    if not found or re.match(r"[a-z]+:|/", found[1]):
        return
    target = posixpath.normpath(posixpath.join(posixpath.dirname(page.file), found[1]))
    way = posixpath.relpath(target, posixpath.dirname(new_file))
    if way != found[1]:
        ahead = len(FENCE) + 1
        yield Edit(found.start(1) + ahead, found.end(1) + ahead, way)


def with_items(data: Mapping[str, Any], key: str, values: Sequence[str]) -> dict[str, Any]:
    """The data with this list; without the key where the list is empty."""
    rest = {name: value for name, value in data.items() if name != key}
    return {**rest, key: list(values)} if values else rest
