"""The words by which a new record says that it is not yet written, and how they are known again.

`archive new` and the links by which a page is begun write them, and the checks refuse them, so that no template is ever
published.
"""

from __future__ import annotations

from archive.findings import LANGS, Text

UNWRITTEN = Text("chưa viết", "not yet written")
"""Stands in brackets at the end of a new record's title."""
FILL_IN = "(chưa điền)"
"""The value of a required key that only its editor can know."""
SLUG = "chua-dat-ten"
"""The name, in its file's and in its id, of a page that is begun where nobody is asked for one."""
SUMMARY = Text("Chưa viết.", "Not yet written.")
BODY = Text("Trang này chưa viết.", "This page is not yet written.")
_WHOLE = frozenset(text[lang] for text in (SUMMARY, BODY) for lang in LANGS)
_PARTS = (FILL_IN, *(f"({UNWRITTEN[lang]})" for lang in LANGS))


def is_placeholder(words: str) -> bool:
    """Whether `words` are, or still hold, what a template has in place of content."""
    return words.strip() in _WHOLE or any(part in words for part in _PARTS)


def is_unnamed(name: str) -> bool:
    """Whether an id, or the name of a page's file, is still that of a page that nobody has named."""
    return name == SLUG or name.endswith(f"-{SLUG}")
