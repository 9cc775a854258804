"""What a page says, piece by piece, in the form in which two versions of it are compared.

Takes a page and gives its `Unit`s: each statement; the title; the summary; each unknown; each word of a glossary; the
reason of a withdrawal; the words under each heading. Attributes, links' targets and front matter that is no prose are
none. Spaces, punctuation (but between digits) and the place of a tone mark make no difference. Refuses nothing: a page
that cannot be read, or in which a merge was not finished, says nothing that could be held against another version.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from archive.content.model import Page
from archive.merges import conflicts
from archive.text import normal

TITLE, SUMMARY, UNKNOWN, TERM, WHY, SECTION = "@title", "@summary", "@unknown.", "@term.", "@why", "@section."
"""The names of units that are no statements; those that end in a dot are counted, from 1 (what stands before the first
heading is section 0), but for the words of the glossary, which have names of their own."""
PARTS = "@parts"
"""Which units there are, and in which order: a page from which something was taken has changed too."""
# A number keeps the signs within it: 1.234 and 12.34 are not alike. Signs that mean something stand by themselves.
_WORD = re.compile(r"[^\W_]+(?:(?<=[0-9])[^\w\s](?=[0-9])[^\W_]+)*+|(?<!\S)-(?=[0-9])|[%‰+=<>°×÷±€$£₫&@#§]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece: the digest of its words as they are compared, and the words of a statement as they stand."""

    digest: str
    text: str = ""


@lru_cache(maxsize=16384)
def digest_of(text: str) -> str:
    """The digest of words as they are compared; empty for none. A page's next version says most of it again."""
    words = " ".join(_toned(word) for word in _WORD.findall(normal(text)))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:32] if words else ""


@lru_cache(maxsize=8192)
def _toned(word: str) -> str:
    """The word with its tone mark last: `hòa` and `hoà` are one word."""
    if word.isascii():
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(part for part in parts if part not in _TONES) + "".join(part for part in parts if part in _TONES)


def is_readable(page: Page) -> bool:
    """Whether this version says anything: it is parsed, and no merge was left unfinished in it."""
    broken = {"missing", "syntax", "type", "anchor"}
    return not (page.refused or any(p.fault in broken for p in page.front.problems) or conflicts(page.text))


def is_draft(page: Page) -> bool:
    """Whether this version says of itself that it is not to be published."""
    return str(page.front.data.get("draft", "")).lower() == "true"


def units(page: Page) -> Mapping[str, Unit]:
    """The units of a page by their names: a statement's is its id."""
    found: dict[str, Unit] = {}
    for name, text in _front(page):
        found[name] = Unit(digest_of(text))
    for claim in page.body.claims:
        if claim.id:
            found[claim.id] = Unit(digest_of(claim.text), claim.text)
            if claim.because:
                found[claim.id + WHY] = Unit(digest_of(claim.because))
    for number, (_, text) in enumerate(sections(page)):
        found[f"{SECTION}{number}"] = Unit(digest_of(text))
    found = {name: unit for name, unit in found.items() if unit.digest}
    return {**found, PARTS: Unit(digest_of(" ".join(found)))}


def _front(page: Page) -> Iterator[tuple[str, str]]:
    # As it is written and not as a model holds it: the keys of another day are none of today's.
    data = page.front.data
    for name, key in ((TITLE, "title"), (SUMMARY, "summary"), (WHY, "withdrawn_reason")):
        if isinstance(data.get(key), str):
            yield name, data[key]
    unknowns = data.get("unknowns")
    for number, text in enumerate(unknowns if isinstance(unknowns, list) else (), 1):
        if isinstance(text, str):
            yield f"{UNKNOWN}{number}", text
    terms = data.get("terms")
    for name, entry in (terms if isinstance(terms, dict) else {}).items():
        yield f"{TERM}{name}", "\n".join(_entry(entry)) if isinstance(entry, dict) else ""


def _entry(entry: Mapping[str, object]) -> Iterator[str]:
    """What an entry of a glossary says: its words, without its source and the page on which it is met."""
    for key in ("term", "also", "abbr", "meaning"):
        value = entry.get(key)
        yield from (text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))


def sections(page: Page) -> list[tuple[str, str]]:
    """Each heading with the editorial words under it and its own, code too; first, under none, what stands before."""
    pieces = [(fragment.lines[0], bool(fragment.level), fragment.text) for fragment in page.body.fragments]
    lines = page.text.split("\n") if page.body.code else []
    pieces += [(start, False, "\n".join(lines[start - 1 : end - 1])) for start, end in page.body.code]
    found: list[tuple[str, list[str]]] = [("", [])]
    for _, opens, text in sorted(pieces, key=lambda piece: piece[0]):
        if opens:
            found.append((text, []))
        found[-1][1].append(text)
    return [(heading, "\n".join(texts)) for heading, texts in found]
