"""Quoted titles and proper names, as they stand in a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.dates import MONTHS
from archive.findings import Lang
from archive.text.days import QUARTERS, SHORT_MONTHS
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
    "en": frozenset(f"{MONTHS}|{SHORT_MONTHS}".split("|"))
    | {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}
    | {"English", "Vietnamese", "The", "Mr", "Mrs", "Ms", "Dr"},
}

_LANGUAGE = re.compile(r"\b[tT]iếng (?:Việt|Anh)\b")


def _no_language(match: re.Match[str]) -> str:
    """A language is no name (`tiếng Anh`), as `English` is none; a country is (`tiếng Việt Nam`)."""
    after = match.string[match.end() : match.end() + 2]
    return match[0] if after[:1] == " " and after[1:].isupper() else "tiếng"


@lru_cache(maxsize=8192)  # asked of the same paragraphs by several rules, and by one check after the other
def names(text: str, lang: Lang = "vi") -> tuple[Name, ...]:
    """Give the proper names: runs of capitalised words, acronyms too.

    A sentence's first word is capitalised anyway: a run that begins there may stand elsewhere without it, and
    is no name when it has no other word. An acronym is one wherever it stands.
    """
    found: list[Name] = []
    for block in _BLOCK.split(text) if "\n" in text else (text,):
        line = _MARKER.sub("", SYMBOL.sub("|", URL.sub("|", normal(block))))
        line = _LANGUAGE.sub(_no_language, line) if lang == "vi" and "iếng" in line else line
        line = QUARTERS[lang].sub("|", line) if any(part in line for part in ("Quý ", "Q", "H1", "H2")) else line
        runs: list[tuple[bool, list[str]]] = []
        end = -1
        for token in _TOKEN.finditer(line):
            start = token.start()
            if not line[start].isupper():
                continue
            word = token[0]
            if len(word) == 1 or word in _NO_NAMES[lang] or word in ROMANS:
                end = -1
            elif line[end:start] == " ":
                runs[-1][1].append(word)
                end = token.end()
            else:
                before = start
                while before and not line[before - 1].isalnum():
                    before -= 1
                starts = before == 0 or _SENTENCE.search(line[before:start]) is not None
                runs.append((starts and not word.isupper(), [word]))
                end = token.end()
        for droppable, words in runs:
            forms = (" ".join(words), " ".join(words[1:])) if droppable else (" ".join(words),)
            found += [Name(forms[0], forms)] if forms[-1] else []
    return tuple(dict.fromkeys(found))
