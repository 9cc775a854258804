"""Tables that people wrote, as those that the frame makes: heard with their name and each cell with its row's.

Takes cleaned HTML and the page's title; gives it with every table in a region that scrolls, named after the heading
above it. Markdown has no caption and no row headers: the first cell of a row is what the row is about.
"""

from __future__ import annotations

import html
import re

from archive.stage import markup

_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)
_HEADING = re.compile(r"<h[2-6][^>]*>(.*?)</h[2-6]>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FIRST = re.compile(r"(<tr>\s*)<td>(?!</td>)(.*?)</td>", re.DOTALL)


def framed(text: str, title: str) -> str:
    """The HTML with its tables made whole."""
    taken: list[str] = []

    def whole(found: re.Match[str]) -> str:
        headings = _HEADING.findall(text, 0, found.start())
        name = html.unescape(_TAG.sub("", headings[-1])).strip() if headings else title
        taken.append(name)
        label = f"{name} ({taken.count(name)})" if taken.count(name) > 1 else name
        grid = found[1].replace("<th>", '<th scope="col">')
        return markup.named_table(_FIRST.sub(r'\1<th scope="row">\2</th>', grid), label)

    return _TABLE.sub(whole, text)
