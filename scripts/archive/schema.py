"""The kinds' front matter as JSON Schema, for completion and hints in an editor.

Takes a kind's name (or `page` and `translation`, for plain pages and English twins) and gives a schema made from the
pydantic model that the checks use; descriptions come from the models' own words. Refuses an unknown kind by `KeyError`.
"""

from __future__ import annotations

import ast
import inspect
from collections.abc import Mapping
from functools import cache
from typing import Any

from archive.content import kinds
from archive.content.kinds import KINDS, Meta, Prose, Translation

NAMES = ("page", "translation", *KINDS)
"""Everything that has a schema."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_GUIDES = frozenset({"pattern", "enum", "const", "format"})


def json_schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of a kind's front matter."""
    plain: dict[str, type[Prose]] = {"page": Meta, "translation": Translation}
    model = plain.get(kind) or KINDS[kind]
    made = model.model_json_schema(by_alias=True)
    schema: dict[str, Any] = {"$schema": _DIALECT, **_loosened(made)}
    schema["title"] = kind
    schema["description"] = _first_line(model)
    for name, words in _field_docs(model).items():
        if name in schema["properties"]:
            schema["properties"][name].setdefault("description", words)
    for name, part in schema.get("$defs", {}).items():
        for field, words in _field_docs(getattr(kinds, name)).items():
            part["properties"][field].setdefault("description", words)
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


def _field_docs(model: type) -> Mapping[str, str]:
    """The words below each field, of the model and those that it is made from."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__):
        found.update(_docs().get(base.__name__, {}))
    return found


@cache
def _docs() -> Mapping[str, Mapping[str, str]]:
    """Class, field, words: pydantic does not keep the words that stand below a field."""
    tree = ast.parse(inspect.getsource(kinds))
    return {node.name: dict(_class_docs(node)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _class_docs(node: ast.ClassDef) -> list[tuple[str, str]]:
    pairs = []
    for field, words in zip(node.body, node.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(words, ast.Expr):
            value = words.value
            if isinstance(value, ast.Constant) and isinstance(value.value, str):
                pairs.append((field.target.id, " ".join(inspect.cleandoc(value.value).split())))
    return pairs
