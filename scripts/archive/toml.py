"""TOML with the place of each key, which the standard library's parser does not tell, and the engine's own tables.

Takes a file's text and its name in findings; gives the data and where each key and table stands that begins a line
(dotted: `name.vi`, `menu.0.page`). Refuses what is no TOML by `TomlError`, with its place, and by `Refusal` a table of
the engine in which a merge was not finished.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from archive import merges
from archive.findings import Place, Text
from archive.refusal import Refusal

_AT = re.compile(r" \(at line ([0-9]+), column ([0-9]+)\)")
_LINE = re.compile(r"[ \t]*(?:\[\[(?P<row>[^\[\]\n]+)\]\]|\[(?P<table>[^\[\]\n]+)\]|(?P<key>[^\s=#\[\]{},][^=#\n]*)=)")
Places = Mapping[str, Place]


_OPEN = Text("dấu nháy mở mà không đóng", "a quotation mark is opened and not closed")
_TWICE = Text("một khóa hay một bảng ghi hai lần", "a key or table stands twice")
_STROKE = Text("dấu \\ trong dấu nháy", "a \\ stands within quotation marks")
_UNSEEN = Text("một ký tự điều khiển, không nhìn thấy", "a sign that nobody sees")
_NO_KEY = Text(
    "dòng không bắt đầu bằng một khóa viết bằng chữ không dấu", "the line does not begin with a key in plain letters"
)
_SAID: tuple[tuple[str, Text], ...] = (
    (
        "Invalid value",
        Text(
            'sau dấu = phải là chữ trong dấu nháy thẳng "…", một số, true, false, danh sách […] hay bảng {…}',
            'behind the = stand words in straight quotation marks "…", a number, true, false, a list […] or table {…}',
        ),
    ),
    (
        "Expected '='",
        Text("thiếu dấu = sau khóa, hoặc khóa có chữ có dấu", "the = behind the key is missing, or the key has marks"),
    ),
    ("table declaration", Text("thiếu dấu ] ở cuối dòng", "the ] at the end of the line is missing")),
    ("array declaration", Text("thiếu dấu ]] ở cuối dòng", "the ]] at the end of the line is missing")),
    ("Unclosed array", Text("dấu [ không được đóng, hoặc thiếu dấu phẩy", "a [ is not closed, or a comma is missing")),
    (
        "Unclosed inline table",
        Text("dấu { không được đóng, hoặc thiếu dấu phẩy", "a { is not closed, or a comma is missing"),
    ),
    ("Expected newline", Text("thừa chữ sau giá trị", "something stands behind the value")),
    ("date", Text("không phải một ngày", "no date")),
    ("Unterminated", _OPEN),
    ("Illegal character '\\n'", _OPEN),
    ("Expected ", _OPEN),
    ("Cannot", _TWICE),
    ("Duplicate", _TWICE),
    ("Unescaped", _STROKE),
    ("hex value", _STROKE),
    ("Escaped", _STROKE),
    ("Invalid statement", _NO_KEY),
    ("key part", _NO_KEY),
    ("character", _UNSEEN),
)
"""What the parser says, by a part of its words, in an editor's."""
NO_UTF8 = Text("không phải UTF-8", "not UTF-8")
_NO_TOML = Text("không đúng dạng TOML", "not written as TOML is")


class TomlError(Exception):
    """The text is no TOML: where, and why."""

    def __init__(self, place: Place, why: Text) -> None:
        super().__init__(f"{place}: {why.en}")
        self.place, self.why = place, why


UNMERGED = Text(
    "còn sót dấu xung đột của git ở {file}:{line}; giữ một trong hai bản, xóa các dòng <<<<<<<, |||||||, =======, "
    ">>>>>>>",
    "a conflict mark of git is left at {file}:{line}; keep one of the two versions and delete the lines <<<<<<<, "
    "|||||||, =======, >>>>>>>",
)


def own(path: Path) -> dict[str, Any]:
    """The data of a table of the engine's own."""
    text = path.read_text("utf-8")
    if left := merges.lines(text):
        raise Refusal(UNMERGED.format(file="/".join(path.parts[-4:]), line=left[0]))
    return tomllib.loads(text)


def read(text: str, file: str) -> tuple[dict[str, Any], Places]:
    """The data, and the places of its keys."""
    try:
        return tomllib.loads(text), dict(_places(text, file))
    except tomllib.TOMLDecodeError as error:
        found = _AT.search(str(error))
        at = Place(file, int(found[1]), int(found[2])) if found else Place(file)
        raise TomlError(at, next((text for part, text in _SAID if part in str(error)), _NO_TOML)) from error
    except RecursionError as error:
        raise TomlError(Place(file), Text("các ngoặc lồng nhau quá sâu", "nested too deep")) from error


def place_of(key: str, places: Places, file: str) -> Place:
    """Where `key` stands, or the nearest key above it."""
    while key and key not in places:
        key = key.rpartition(".")[0]
    return places.get(key, Place(file))


def _places(text: str, file: str) -> Iterator[tuple[str, Place]]:
    above, rows = "", dict[str, int]()
    for number, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        if not match:
            continue
        # A name in quotation marks holds its dots: `own_words."index.md"`.
        name = (match["row"] or match["table"] or match["key"]).strip().replace('"', "").replace("'", "")
        if match["row"]:
            rows[name] = rows.get(name, -1) + 1
            if not rows[name]:
                yield name, Place(file, number)
            name = f"{name}.{rows[name]}"
        if match["key"]:
            yield f"{above}.{name}".removeprefix("."), Place(file, number, len(line) - len(line.lstrip()) + 1)
        else:
            above = name
            yield above, Place(file, number)
