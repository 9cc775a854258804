"""The known name that is nearest to one that nobody knows: what an editor or a command may have meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from archive import toml
from archive.findings import Text
from archive.slugs import slug


@cache
def hints() -> Mapping[str, Mapping[str, str]]:
    """What `templates/hints.toml` tells: of keys, of kinds, and what editors write in place of a word of the model."""
    return toml.own(Path(__file__).parent / "templates/hints.toml")


def nearest(given: str, known: Iterable[str]) -> str:
    """The known name that was most likely meant: the same in other letters or another language, else a near one."""
    names = list(known)
    bare = slug(given)
    for name in names:
        if bare and bare in {slug(name), *hints()["otherwise"].get(name, "").split()}:
            return name
    return next(iter(difflib.get_close_matches(given, names, 1)), "")


def meant(given: str, known: Iterable[str]) -> Text:
    """`; có phải là “trong-cay” không?` where a known name is near to the given one, else nothing."""
    near = nearest(given, known)
    return Text(f"; có phải là “{near}” không?", f"; did you mean “{near}”?") if near else Text("", "")
