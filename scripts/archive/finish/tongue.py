"""Vietnamese words in what English pages say: marked as Vietnamese, so that a screen reader says them rightly.

Takes a page; changes an English one. Marked are words between quotation marks that are Vietnamese as a
whole (“Việc tốt”), and two words or more that are all written with Vietnamese letters, one of them small: a name of
people or places is left as the sentence has it, as WCAG 3.1.2 does, lest a voice changes within every line.
"""

from __future__ import annotations

import re

from archive.extending import nothing, page_output
from archive.finish.built import RenderedPage
from archive.finish.prose import prose

_MARKED = "àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ"  # what English writes none of
_VOWELS = f"aeiouy{_MARKED.removesuffix('đ')}"
_SYLLABLE = re.compile(
    rf"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[{_VOWELS}]{{1,3}}(?:ch|ng|nh|[cmnpt])?", re.IGNORECASE
)
_WORD = rf"[a-z]*[{_MARKED}][a-z{_MARKED}]*"
_RUN = re.compile(rf"(?<![\w-]){_WORD}(?: {_WORD})+(?![\w-])", re.IGNORECASE)
_LETTER = f"[{_MARKED}{_MARKED.upper()}]"
_NEAR = re.compile(rf"{_LETTER}\w{{0,7}} \w{{0,7}}{_LETTER}|“")
"""What stands in any text with words to mark: such a letter in two syllables side by side, or a quotation."""
_VALUE = re.compile('"[^"]*"')
_QUOTED = re.compile("(?<=“)[^“”<>&]{2,200}(?=”)")


@page_output(order=18, given=nothing)
def finish(page: RenderedPage, _: None) -> RenderedPage:
    """Mark the words of an English page for readers."""
    return page.changed(marked(page.html)) if page.public and page.url.startswith("en/") else page


def marked(page: str) -> str:
    """A page with its Vietnamese words marked, but for what says its language, code and pictures."""
    return prose(page, _words, lambda tag: " lang=" in tag and " lang=" in _VALUE.sub("", tag), (" lang=",))


def _words(text: str) -> str:
    if text.isascii() or not _NEAR.search(text):
        return text
    at, done = 0, []
    for quoted in _QUOTED.finditer(text):
        done.append(_RUN.sub(_run, text[at : quoted.start()]))
        done.append(_said(quoted[0]) if _vietnamese(quoted[0]) else _RUN.sub(_run, quoted[0]))
        at = quoted.end()
    return "".join([*done, _RUN.sub(_run, text[at:])])


def _run(found: re.Match[str]) -> str:
    words = found[0].split()
    own = any(word[0].islower() for word in words) and all(map(_SYLLABLE.fullmatch, words))
    return _said(found[0]) if own else found[0]


def _vietnamese(text: str) -> bool:
    """Whether every word may be Vietnamese, and half of them can be nothing else."""
    words = [word for word in re.findall(r"[^\W_]+", text) if not word.isdigit()]
    known = sum(any(letter in _MARKED for letter in word.lower()) for word in words)
    return known > 0 and 2 * known >= len(words) and all(map(_SYLLABLE.fullmatch, words))


def _said(words: str) -> str:
    return f'<span lang="vi">{words}</span>'
