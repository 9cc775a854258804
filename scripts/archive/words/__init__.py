"""The words of the site's own prose: `vi.toml` and `en.toml` beside this file, every sentence under one key in both.

Gives them as `Text`, and in `faults` what is wrong with the files, which a rule reports: no TOML, a key of one language
alone, other values in braces. Never fails over what stands there, since an editor mends it; who asks for a key that no
file has is a fault of the code (`KeyError`). A rule's words stand beside the rule, a command's in the command.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Literal

from archive import merges, toml
from archive.findings import LANGS, Lang, Place, Text
from archive.refusal import refusal_of

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class WordsFault:
    """One thing wrong with the words: what kind, where, and the key or why it cannot be read."""

    fault: Literal["unmerged", "unreadable", "alone", "braces", "words"]
    place: Place
    about: str | Text


@dataclass(frozen=True, slots=True)
class Words:
    """The words by `table.name`, and everything wrong with them."""

    texts: Mapping[str, Text]
    faults: tuple[WordsFault, ...]
    whole: bool
    """Whether both files could be read: only then is a key that is not there the code's fault."""


def read_words(folder: Path) -> Words:
    """The words of the two files in `folder`; never fails."""
    faults: list[WordsFault] = []
    (vi, vi_places), (en, en_places) = (_read(folder, lang, faults) for lang in LANGS)
    whole = not faults
    places = {"vi": vi_places, "en": en_places}
    for key in sorted(vi.keys() ^ en.keys() if whole else ()):
        lang: Lang = "vi" if key in vi else "en"
        faults.append(WordsFault("alone", places[lang][key], key))
    for key in sorted(vi.keys() & en.keys()):
        if vi[key] and en[key] and _values(vi[key]) != _values(en[key]):
            faults.append(WordsFault("braces", en_places[key], key))
    # In the order of the files: what is made of them has the same bytes each time.
    every = dict.fromkeys([*vi, *en])
    texts = {key: Text(vi.get(key, en.get(key, "")), en.get(key, vi.get(key, ""))) for key in every}
    return Words(texts, tuple(faults), whole)


def _read(folder: Path, lang: Lang, faults: list[WordsFault]) -> tuple[dict[str, str], toml.Places]:
    file = f"scripts/archive/{folder.name}/{lang}.toml"
    try:
        written = (folder / f"{lang}.toml").read_text("utf-8")
        if left := merges.lines(written):
            faults.append(WordsFault("unmerged", Place(file, left[0]), ""))
            return {}, {}
        data, places = toml.read(written, file)
    except toml.TomlError as error:
        faults.append(WordsFault("unreadable", error.place, error.why))
        return {}, {}
    except ValueError:
        faults.append(WordsFault("unreadable", Place(file), toml.NO_UTF8))
        return {}, {}
    except OSError as error:
        faults.append(WordsFault("unreadable", Place(file), refusal_of(error).message))
        return {}, {}
    text = dict(_flat(data))
    for key, value in list(text.items()):
        silent = lang == "vi" and key.startswith("only_english.")
        if not isinstance(value, str) or _values(value) is None or not (value.strip() or silent):
            faults.append(WordsFault("words", toml.place_of(key, places, file), key))
            text[key] = ""
    return text, places


def _flat(data: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in data.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _values(text: str) -> frozenset[str] | None:
    """The names in braces; None where a brace is not closed or holds more than a name, or a sign is not to be seen."""
    if not text.replace("\u00a0", " ").isprintable():
        return None
    try:
        named = [(name, spec, how) for _, name, spec, how in Formatter().parse(text) if name is not None]
    except ValueError:
        return None
    plain = all(name.isidentifier() and not spec and not how for name, spec, how in named)
    return frozenset(name for name, _, _ in named) if plain else None


@cache
def ours() -> Words:
    """The words of this site, as they stand when they are first asked for."""
    return read_words(FOLDER)


def said(key: str) -> Text:
    """The words under a key: `table.name`."""
    text = ours()
    return text.texts[key] if text.whole else text.texts.get(key, Text(key, key))


def among(table: str) -> Mapping[str, Text]:
    """The words of one table by their names, in its order."""
    found = {key.removeprefix(f"{table}."): text for key, text in ours().texts.items() if key.startswith(f"{table}.")}
    if not found and ours().whole:
        raise KeyError(table)
    return {name: text for name, text in found.items() if "." not in name}


def numbered(forms: Mapping[str, Text], n: int) -> Text:
    """The words for a number of things, of the forms `one` and `more`, with the number as `{n}`."""
    return forms["one" if n == 1 else "more"].format(n=n)
