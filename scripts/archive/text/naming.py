"""Quoted titles and proper names, as they stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.findings import Lang
from archive.text.days import MONTHS
from archive.text.form import SYMBOL, URL, normal
from archive.text.numbers import ROMANS


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name as it stands in a text, and the forms of which one is enough elsewhere."""

    text: str
    alternatives: tuple[str, ...]


_QUOTES = re.compile("[\"“”„‟«»'‘’‛]")
_DEPTH = 4  # a limit, since each level copies its text


def quoted(text: str) -> tuple[str, ...]:
    """Give the titles within quotes of any kind, outer before inner, normal and without end marks."""
    found: list[tuple[int, str]] = []
    opened: list[tuple[bool, int]] = []
    for match in _QUOTES.finditer(text):
        mark, start, end = match[0], match.start(), match.end()
        single = mark in "'‘’‛"
        before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
        if mark in "'’" and before.isalnum() and after.isalnum():
            continue  # an apostrophe
        level = next((i for i in reversed(range(len(opened))) if opened[i][0] == single), None)
        begins = not (before.isalnum() or before in ".,;!?…”’" or after.isspace())
        opens = mark in "‘‛„‟«" or (mark in "“\"'" and begins) or (level is None and not single)
        if opens and len(opened) < _DEPTH:
            opened.append((single, end))
        elif not opens and level is not None:
            found.append((opened[level][1], text[opened[level][1] : start]))
            del opened[level:]
    titles = (normal(title).strip(" .,;:") for _, title in sorted(found))
    return tuple(dict.fromkeys(title for title in titles if title))


_BLOCK = re.compile(r"\n[^\S\n]*\n|\n(?=[^\S\n]*(?:[-*+•]|[0-9]+[.)])\s)")
_TOKEN = re.compile(r"[^\W_]+")
_MARKER = re.compile(r"^(?:[-*+•]|[a-z0-9]{1,2}[.)]) ")
_SENTENCE = re.compile(r"[.!?:;…](?:[\"')\]]* |[\"'])|\"'?$|[ (]'$")
_NO_NAMES: dict[Lang, frozenset[str]] = {
    "vi": frozenset(),
    "en": frozenset(MONTHS.split("|"))
    | {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    | {"English", "Vietnamese", "The", "Mr", "Mrs", "Ms", "Dr"},
}


def names(text: str, lang: Lang = "vi") -> tuple[Name, ...]:
    """Give the proper names: runs of capitalised words, acronyms too.

    A sentence's first word is capitalised anyway: a run that begins there may stand elsewhere without it, and
    is no name when it has no other word. An acronym is one wherever it stands.
    """
    found: list[Name] = []
    for block in _BLOCK.split(text):
        line = _MARKER.sub("", SYMBOL.sub("|", URL.sub("|", normal(block))))
        runs: list[tuple[bool, list[str]]] = []
        last, within = 0, False
        for token in _TOKEN.finditer(line):
            word, gap = token[0], line[last : token.start()]
            ordinary = len(word) == 1 or word in _NO_NAMES[lang] or word in ROMANS
            capital = word[0].isupper() and not ordinary
            if capital and within and gap == " ":
                runs[-1][1].append(word)
            elif capital:
                starts = last == 0 or _SENTENCE.search(gap) is not None
                runs.append((starts and not word.isupper(), [word]))
            last, within = token.end(), capital
        for droppable, words in runs:
            forms = (" ".join(words), " ".join(words[1:])) if droppable else (" ".join(words),)
            found += [Name(forms[0], forms)] if forms[-1] else []
    return tuple(dict.fromkeys(found))
