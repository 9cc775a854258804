"""What several outputs share in escaping: a value as one line, as text of XML, as JSON that is YAML too, as it is seen.

Takes any text and gives text; refuses nothing. The check lets no such value into a page: this is the second wall, so
that a value which came round the check spoils no file. What is one format's own stands with that format.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from html import escape

# C0 and C1, and what Unicode calls line and paragraph separators; a lone surrogate is no letter of any encoding.
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# What `Char` in XML 1.0, 2.2, leaves out: to list what it has took as long at each start as to read fifty pages.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# What YAML takes for a line end within a string, or for no letter, while JSON takes it as it is.
_NOT_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# With the full-width forms, which some spreadsheets read alike. Spaces and apostrophes before them are looked through:
# a value that looks guarded by itself is guarded once more, so that the guard can always be taken off.
FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r\n]")


def shortened(words: object, most: int = 160) -> str:
    """Words as a message may quote them: one printable line of at most `most` letters."""
    text = " ".join("".join(letter if letter.isprintable() else " " for letter in str(words)).split())
    return text if len(text) <= most else f"{text[:most]}…"


def one_line(value: str) -> str:
    """`value` without line ends and controls: each run of them is a space, none at either end."""
    return _BREAKS.sub(" ", value).strip()


def xml(value: str) -> str:
    """`value` as the text of an element or a quoted attribute of XML; U+FFFD stands for what XML 1.0 cannot hold."""
    return escape(_NOT_XML.sub("\ufffd", value))


def unbroken(words: str, names: Iterable[str]) -> str:
    """Words in which no line breaks within these names: their spaces are no-break ones, so for what nobody searches."""
    for name in names:
        words = words.replace(name, name.replace(" ", "\u00a0"))
    return words


def within_quotes(words: str) -> str:
    """Words that stand between “ and ”: what is quoted in them stands between the single ones."""
    return words.translate({ord("“"): "‘", ord("”"): "’"})


def whole(words: str, names: Iterable[str]) -> str:
    """Words as HTML in which no line breaks within these names, where they stand as words."""
    held = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    if not held:
        return escape(words)
    parts = re.split(rf"(?<![\w/.,])({held})(?![\w/]|[.,][0-9])", words)
    return "".join(f'<span class="nb">{escape(p)}</span>' if n % 2 else escape(p) for n, p in enumerate(parts))


def yaml(value: object) -> str:
    """`value` as JSON on one line that a parser of YAML reads as the same value; U+FFFD stands for a lone surrogate."""
    words = _SURROGATES.sub("\ufffd", json.dumps(value, ensure_ascii=False))
    return _NOT_YAML.sub(lambda found: f"\\u{ord(found.group()):04x}", words)


def printable(value: str) -> str:
    """`value` as a message shows it: each sign that acts on a terminal, or that nobody sees, spelt as an escape."""
    return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in decoded(value))


def decoded(name: str) -> str:
    """A name as the letters that its bytes are in UTF-8: under a locale without letters Python keeps the bytes."""
    try:
        return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:
        return name
