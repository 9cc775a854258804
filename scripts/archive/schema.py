"""The kinds' front matter as JSON Schema, for completion and hints in an editor.

Takes a kind's name (or `page` and `translation`, for plain pages and English twins) and gives a schema made from the
pydantic model that the checks use; descriptions come from the models' own words. Refuses an unknown kind by `KeyError`.
"""

from __future__ import annotations

import inspect
from functools import cache
from typing import Any

from archive.content.kinds import KINDS
from archive.content.kinds.base import Plain, Prose, Translation

NAMES = ("page", "translation", *KINDS)
"""Everything that has a schema."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_GUIDES = frozenset({"pattern", "enum", "const", "format"})


@cache
def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind's front matter; to be read alone."""
    plain: dict[str, type[Prose]] = {"page": Plain, "translation": Translation}
    model = plain.get(kind) or KINDS[kind]
    made = model.model_json_schema(by_alias=True)
    schema: dict[str, Any] = {"$schema": _DIALECT, **_loosened(made)}
    schema["title"] = kind
    schema["description"] = _first_line(model)
    return schema


def _loosened(part: Any) -> Any:
    """Plain words may be written as a bare number, which an editor would take for one: `title: 2031`."""
    if isinstance(part, list):
        return [_loosened(item) for item in part]
    if not isinstance(part, dict):
        return part
    mended = {key: _loosened(value) for key, value in part.items() if key != "title" or isinstance(value, dict)}
    if mended.get("type") == "string" and not _GUIDES & mended.keys():
        mended["type"] = ["string", "number"]
    return mended


def _first_line(model: type) -> str:
    return (inspect.getdoc(model) or "").partition("\n")[0]
