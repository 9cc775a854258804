"""Edits of `archive.toml` where it names a page or a record that has another name afterwards.

Takes the file's text and the names; gives the new text, in which these strings alone differ: pages of the menu, pages
with words of their own, key records, records of the foremost unknowns. Refuses a file in which they stand in a form
that is not found.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from archive.findings import Text
from archive.refusal import Refusal
from archive.settings import FILE

_TOKEN = re.compile(r"#[^\n]*|\"\"\"[\s\S]*?\"\"\"|'''[\s\S]*?'''|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'")


def renamed(text: str, pages: Mapping[str, str], records: Mapping[str, str]) -> str:
    """The settings with pages (`ket-qua/kq-01.md`) and records by their new names."""
    old = tomllib.loads(text)
    wanted = _data(old, pages, records)
    if wanted == old:
        return text
    names = {**pages, **records}
    new = _TOKEN.sub(lambda token: f"{token[0][0]}{names.get(token[0][1:-1], token[0][1:-1])}{token[0][-1]}"
                     if token[0][0] in "\"'" else token[0], text)  # fmt: skip
    if tomllib.loads(new) != wanted:
        raise Refusal(
            Text(
                f"không tự sửa được {FILE}, nơi có ghi {', '.join(names)}; hãy viết tên ấy trong dấu nháy, đúng chỗ",
                f"{FILE} names {', '.join(names)} in a way that cannot be edited; write that name in quotation marks, "
                "and in its place alone",
            )
        )
    return new


def _data(old: Mapping[str, Any], pages: Mapping[str, str], records: Mapping[str, str]) -> dict[str, Any]:
    new = dict(old)
    if "menu" in old:
        new["menu"] = [{**item, "page": pages.get(item["page"], item["page"])} for item in old["menu"]]
    if "foremost" in old:
        new["foremost"] = [{**item, "record": records.get(item["record"], item["record"])} for item in old["foremost"]]
    if "own_words" in old:
        new["own_words"] = {pages.get(page, page): words for page, words in old["own_words"].items()}
    if "keys" in old:
        new["keys"] = {key: records.get(name, name) for key, name in old["keys"].items()}
    return new
