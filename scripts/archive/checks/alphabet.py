"""Rules on letters of other alphabets and on marks: DV130 to DV133."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from archive.checks.encodings import is_old
from archive.checks.prose import places
from archive.checks.values import Reading, each_line, front_end, readings
from archive.content.model import Archive, Page
from archive.extending import MOST, Problem, rule
from archive.findings import Severity, Text

_FOREIGN = (
    "\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u13a0-\u13f5\u1c80-\u1c8f\u1d26-\u1d2b\u1f00-\u1fff\u2c60-\u2c7f"
    "\u2de0-\u2dff\uab70-\uabbf\ua640-\ua69f"
)
_DRESSED = "\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d7ff\u2100-\u214f\u0261\u0251\u0131\u0237\u1d00-\u1d25"
_SUSPECT = re.compile(f"[{_FOREIGN}{_DRESSED}]")
_ALWAYS = re.compile(f"[{_DRESSED}]")
_HONEST_SIGNS = frozenset("\u2103\u2116\u2122\u2126")
_MICRO_UNIT = re.compile("\u03bc[mgsLl]")
"""The Greek mu is what Unicode makes of the micro sign, and what keyboards give for it: `25 μg`."""
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_WORD = re.compile(r"[^\W\d_]+")
_ETH = re.compile("[\u00d0\u00f0\u0189\u0256]")
_ETH_TO_D = {"\u00d0": "Đ", "\u00f0": "đ", "\u0189": "Đ", "\u0256": "đ"}
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]|[\u01cd\u01ce\u02bc\u02b9](?=\\w)")
"""The ʻokina (U+02BB) is none of them: it is a letter of its own in Hawaiʻi and Oʻzbekiston."""
_CARON = {"\u01cd": "Ă", "\u01ce": "ă"}
_OLD_TONE = re.compile(
    "(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<![qQ])[uU][ỳýỷỹỵỲÝỶỸỴ])(?![^\\W_])",
)
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_QUOTED = re.compile('“[^“”\n]*”|«[^«»\n]*»|"[^"\n]*"|`[^`\n]*`')
_CURLY = re.compile("“[^“”]*”|«[^«»]*»")
_TRANSCRIBED = re.compile(r"^(?:headline|publisher|author|photographer|short|number):")
"""Keys that repeat how a source spells itself."""
_ESCAPED = re.compile(r"\\[xuU]|&[#A-Za-z]")
_LOOKS_LATIN = re.compile("[АВЕЅІЈКМНОРСТУХаеіјорсухѕһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧον]+")
"""A word of these alone reads as a Latin one. In a body such a word may be honest (СССР); a title's is not."""


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"


@rule("DV130")
def look_alike(page: Page, _: Archive) -> Iterator[Problem]:
    """No Cyrillic, Greek or dressed-up letters among Latin ones; in front matter no word that only looks Latin."""
    if page.text.isascii() and not _ESCAPED.search(page.text):
        return
    met = set()
    for reading in readings(page):
        if not reading.text.isascii() and _SUSPECT.search(reading.text):
            for problem in islice(_look_alikes(page, reading), MOST):
                if problem.place not in met:  # a word that is in part an entity is read twice
                    yield problem
                met.add(problem.place)


def _look_alikes(page: Page, reading: Reading) -> Iterator[Problem]:
    front = 0 if reading.origins is not None else front_end(page)
    found = []
    for word in _WORD.finditer(reading.text):
        odd = _SUSPECT.search(word.group())
        if not odd or odd.group() in _HONEST_SIGNS or not reading.fresh(*word.span()):
            continue
        if _MICRO_UNIT.fullmatch(word.group()):
            continue
        here = bool(reading.key) or word.start() < front
        if (
            _ALWAYS.search(word.group())
            or _LATIN.search(word.group())
            or (here and _LOOKS_LATIN.fullmatch(word.group()))
        ):
            fresh = (
                m.start()
                for m in _SUSPECT.finditer(word.group())
                if reading.fresh(*(word.start() + n for n in m.span()))
            )
            found.append((word, next(fresh, odd.start())))
    for (word, start), place in zip(found, places(page, (reading.at(w.start() + n) for w, n in found)), strict=True):
        letter = _code(word.group()[start])
        yield Problem(
            place,
            Text(
                f"Chữ {letter} của bảng chữ cái khác lẫn trong từ “{word.group()}”",
                f"The letter {letter} of another alphabet stands in the word “{word.group()}”",
            ),
        )


@rule("DV131")
def eth(page: Page, _: Archive) -> Iterator[Problem]:
    """Đ and đ are U+0110 and U+0111."""
    for reading in readings(page):
        found = list(islice((m for m in _ETH.finditer(reading.text) if reading.fresh(*m.span())), MOST))
        if found and is_old(page):
            return  # the letter is a part of a word in an old encoding: DV136 names that
        for match, place in zip(found, places(page, (reading.at(m.start()) for m in found)), strict=True):
            letter, right = match.group(), _ETH_TO_D[match.group()]
            yield Problem(
                place,
                Text(
                    f"Chữ {_code(letter)} “{letter}” thay cho “{right}”",
                    f"The letter {_code(letter)} “{letter}” stands for “{right}”",
                ),
            )


@rule("DV132")
def loose_mark(page: Page, _: Archive) -> Iterator[Problem]:
    """Every mark is part of its letter."""
    for reading in readings(page):
        if not reading.text.isascii() and _MARKS.search(reading.text):
            yield from islice(_loose_marks(page, reading), MOST)


def _loose_marks(page: Page, reading: Reading) -> Iterator[Problem]:
    normal = unicodedata.is_normalized("NFC", reading.text)
    found: list[tuple[int, Text]] = []
    for start, line in each_line(reading):
        if not normal and not unicodedata.is_normalized("NFC", line):
            continue  # DV122 speaks of this line; what is still loose after that is found then
        for match in _MARKS.finditer(line):
            if not reading.fresh(start + match.start(), start + match.end()):
                continue
            right = _CARON.get(match.group()) or _composed(line, match.start())
            hint = Text(f"; có phải là “{right}” không?", f"; did you mean “{right}”?") if right else Text("", "")
            code = _code(match.group())
            text = Text(
                f"Dấu rời {code} không ghép vào chữ{hint.vi}",
                f"The loose mark {code} joins no letter{hint.en}",
            )
            found.append((reading.at(start + match.start()), text))
    for place, (_, text) in zip(places(page, (offset for offset, _ in found)), found, strict=True):
        yield Problem(place, text)


def _composed(line: str, at_mark: int) -> str:
    """The Vietnamese letter that was meant: the same marks with the tone last, or d with a stroke."""
    if not at_mark:
        return ""  # a mark at the line's start stands behind no letter
    base = line[at_mark - 1 : at_mark]
    if base in {"d", "D"} and line[at_mark] in "\u0335\u0336\u0337\u0338":
        return "đ" if base == "d" else "Đ"
    marks = unicodedata.normalize("NFD", line[at_mark - 1 : at_mark + 1])
    ordered = marks[:1] + "".join(sorted(marks[1:], key=lambda mark: mark in _TONES))
    letter = unicodedata.normalize("NFC", ordered)
    return letter if len(letter) == 1 else ""


@rule("DV133", severity=Severity.WARNING)
def tone_placement(page: Page, _: Archive) -> Iterator[Problem]:
    """Tone marks of oa, oe and uy stand on the first vowel; quotations and a source's own spelling are left alone."""
    for reading in readings(page):
        if _OLD_TONE.search(reading.text):
            found = list(_old_tones(page, reading))
            for place, (_start, text) in zip(places(page, (reading.at(item[0]) for item in found)), found, strict=True):
                yield Problem(place, text)


def _old_tones(page: Page, reading: Reading) -> Iterator[tuple[int, Text]]:
    own = front_end(page)
    for start, line in each_line(reading):
        front = bool(reading.key) or (reading.origins is None and start < own)
        named = f"{reading.key}:" if reading.key else line
        if not _OLD_TONE.search(line) or (front and _TRANSCRIBED.match(named)):
            continue
        body = line if front else _QUOTED.sub(lambda quoted: " " * len(quoted.group()), line)
        body = _CURLY.sub(lambda quoted: " " * len(quoted.group()), body)
        for match in _OLD_TONE.finditer(body):
            if not reading.fresh(start + match.start(), start + match.end()):
                continue
            first = _word_start(line, match.start())
            word = line[first : match.end()]
            right = line[first : match.start()] + _moved(match.group())
            text = Text(
                f"“{word}” đặt dấu theo lối cũ; ở đây viết “{right}”",
                f"“{word}” has its tone mark in the other convention; here it is “{right}”",
            )
            yield start + first, text


def _word_start(line: str, end: int) -> int:
    while end and line[end - 1].isalpha():
        end -= 1
    return end


def _moved(vowels: str) -> str:
    """`oá` as `óa`: the tone goes from the second vowel to the first."""
    parts = unicodedata.normalize("NFD", vowels)
    return unicodedata.normalize("NFC", parts[0] + parts[2]) + parts[1]
