"""What two versions of something say otherwise, piece by piece: words, lists of words, and values of front matter.

Takes two values and gives `Facet`s, none where both are the same. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from archive.comparing.value import Facet
from archive.content.kinds.base import Frozen
from archive.findings import Lang, Text
from archive.text import paragraph_digest

_MOST = 500
"""Entries of a list that are held against each other; of longer ones each is told that is not in the other."""


def facet(
    what: Text,
    before: object,
    after: object,
    lang: Lang | None = None,
    *,
    prose: bool = True,
    withheld: Collection[str] = (),
) -> Iterator[Facet]:
    """The two values where they differ; None is as nothing."""
    old, new = ("" if value is None else str(value) for value in (before, after))
    if old != new:
        hidden = bool(withheld) and bool(old) and paragraph_digest(old) in withheld
        yield Facet(what, "" if hidden else old, new, lang, prose, hidden)


def listed(what: Text, before: Sequence[str], after: Sequence[str], lang: Lang | None) -> Iterator[Facet]:
    """What went from a list of sentences, what came, and what says another thing at its place."""
    if max(len(before), len(after)) > _MOST:
        yield from (Facet(what, one, "", lang) for one in before if one not in {*after})
        yield from (Facet(what, "", one, lang) for one in after if one not in {*before})
        return
    for step, start, end, first, last in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if step == "equal":
            continue
        old, new = before[start:end], after[first:last]
        for at in range(max(len(old), len(new))):
            yield Facet(what, old[at] if at < len(old) else "", new[at] if at < len(new) else "", lang)


def values(
    before: Frozen | None, after: Frozen | None, told_elsewhere: Collection[str], lang: Lang | None
) -> Iterator[Facet]:
    """The keys of two models whose values differ, by the names that an editor writes; of one alone its first keys."""
    whole = before is not None and after is not None
    old, new = (_flat(_written(model, told_elsewhere), deep=whole) for model in (before, after))
    yield from between(old, new, lang)


def between(old: Mapping[str, str], new: Mapping[str, str], lang: Lang | None = None) -> Iterator[Facet]:
    """The values that differ between two flat tables."""
    for key in dict.fromkeys((*old, *new)):
        yield from facet(Text(key, key), old.get(key), new.get(key), lang, prose=False)


def flat(value: Mapping[str, Any]) -> Mapping[str, str]:
    """A table of tables as one of words, by dotted keys: `menu.0.page`."""
    return _flat(value, deep=True)


def _written(model: Frozen | None, told_elsewhere: Collection[str]) -> Mapping[str, Any]:
    if model is None:
        return {}
    return model.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=set(told_elsewhere))


def _flat(value: Mapping[str, Any], *, deep: bool, above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, one in value.items():
        name = f"{above}{key}"
        if isinstance(one, dict):
            found |= _flat(one, deep=deep, above=f"{name}.") if deep else {name: _short(one)}
        elif isinstance(one, list | tuple) and any(isinstance(item, dict) for item in one):
            numbered = {str(number): item for number, item in enumerate(one)}
            found |= _flat(numbered, deep=deep, above=f"{name}.") if deep else {name: str(len(one))}
        elif isinstance(one, list | tuple):
            found[name] = ", ".join(map(str, one))
        elif one is not None and one != "":
            found[name] = str(one).lower() if isinstance(one, bool) else str(one)
    return found


def _short(table: Mapping[str, Any]) -> str:
    """A table on one line; of tables within it the names alone."""
    return ", ".join(key if isinstance(one, dict | list) else f"{key}: {one}" for key, one in table.items())
