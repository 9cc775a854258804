"""The kinds' front matter as JSON Schema, for completion and hints in an editor.

Takes a kind's name (or `page` and `translation`, for plain pages and English twins) and gives a schema made from the
pydantic model that the checks use; descriptions come from the models' own words. Refuses an unknown kind by `KeyError`.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from archive.content.kinds import KINDS
from archive.content.kinds.base import Frozen, Plain, Prose, Translation

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
    for part, of in ((made, model), *((part, _models(Frozen)[name]) for name, part in made.get("$defs", {}).items())):
        _describe(part, of)
    schema: dict[str, Any] = {"$schema": _DIALECT, **_loosened(made)}
    schema["title"] = kind
    schema["description"] = _first_line(model)
    return schema


def _describe(part: dict[str, Any], model: type[BaseModel]) -> None:
    """Have each key of a model described by the words below it.

    pydantic can read them from the sources, and would at every start of the program, where no check has a use for them.
    """
    for base in model.__mro__:
        for name, words in _docstrings(base).items():
            if field := model.model_fields.get(name):  # else it is said of the class, and is no key
                part["properties"][field.alias or name].setdefault("description", words)


def _models(model: type[BaseModel]) -> dict[str, type[BaseModel]]:
    """The models that are made from one, and itself, by their names."""
    below = (_models(child) for child in model.__subclasses__())
    return {model.__name__: model} | {name: of for each in below for name, of in each.items()}


@cache
def _docstrings(model: type) -> dict[str, str]:
    """The words below each key of a model that the class itself adds."""
    if not issubclass(model, Frozen):
        return {}
    (written,) = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    found: dict[str, str] = {}
    for field, below in pairwise(written.body if isinstance(written, ast.ClassDef) else ()):
        match field, below:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(words))):
                found[name] = inspect.cleandoc(words)
            case _:
                pass
    return found


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
