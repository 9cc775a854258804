"""The kinds of record and what their front matter holds: one module a kind, a class of `Common`.

A new kind is one new module here: its `kind`, id `prefix`, `folder`, keys, relations and what else it says of itself.
`archive new`, the checks, the JSON Schema for editors, lists and generated pages follow from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from archive.content.kinds.base import Common, Plain, Prose, Translation
from archive.extending import modules


def _subclasses(kind: type[Common]) -> Iterator[type[Common]]:
    for child in kind.__subclasses__():
        yield child
        yield from _subclasses(child)


def held(kinds: Iterable[type[Common]]) -> Mapping[str, type[Common]]:
    """The kinds by name; raises `ValueError` where one does not say what it must, or says what another one does."""
    found: dict[str, type[Common]] = {}
    for kind in kinds:
        names = get_args(kind.model_fields["kind"].annotation)
        if not (len(names) == 1 and kind.prefix and kind.folder and kind.label.vi and kind.plural.vi):
            raise ValueError(f"{kind.__name__} says its kind (as a Literal), prefix, folder, label and plural")
        for other in found.values():
            if {*names, kind.prefix, kind.folder} & {
                *get_args(other.model_fields["kind"].annotation),
                other.prefix,
                other.folder,
            }:
                raise ValueError(f"{kind.__name__} and {other.__name__} share a kind, a prefix or a folder")
        found[names[0]] = kind
    return dict(sorted(found.items()))


modules(__name__)
KINDS: Mapping[str, type[Common]] = held(_subclasses(Common))
"""Every kind by the name that front matter gives it."""


def model_for(data: Mapping[str, Any], lang: str) -> type[Prose]:
    """The model that a page's front matter is held to: its kind's, else the plain page's of its language."""
    if lang != "vi":
        return Translation
    return KINDS.get(str(data.get("kind")), Common if "kind" in data or "id" in data else Plain)
