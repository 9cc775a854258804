"""Tables that people wrote, as those that the frame makes: heard with their name and each cell with its row's.

Takes cleaned HTML and the page's title; gives it with every table in a region that scrolls, named after the heading
above it. Markdown has no caption and no row headers: the first cell of a row is what the row is about.
"""

from __future__ import annotations

import html
import re

from archive.stage import tables

_HEADING_END = re.compile(r"</h[2-6]>")
_TAG = re.compile(r"<[^<>]*>")


def framed(text: str, title: str) -> str:
    """The HTML with its tables made whole."""
    *parts, rest = text.split("</table>")
    done: list[str] = []
    taken: list[str] = []
    name = title
    for table in parts:
        before, _, grid = table.rpartition("<table>")
        name = _last_heading(before) or name
        taken.append(name)
        label = f"{name} ({taken.count(name)})" if taken.count(name) > 1 else name
        done += [before, tables.named_table("<tr>".join(map(_headed, grid.split("<tr>"))), label)]
    return "".join([*done, rest])


def _last_heading(text: str) -> str:
    """The words of the last heading; empty where there is none."""
    *ended, _ = _HEADING_END.split(text)
    if not ended:
        return ""
    _, _, words = ended[-1].rpartition("<h")[2].partition(">")
    return html.unescape(_TAG.sub("", words)).strip()


def _headed(row: str) -> str:
    """A row, begun after its `<tr>`, with its first cell as the row's header, unless that is empty."""
    row = row.replace("<th>", '<th scope="col">')
    start, mark, cells = row.partition("<td>")
    cell, end, others = cells.partition("</td>")
    if start.strip() or not mark or not end or not cell:
        return row
    return f'{start}<th scope="row">{cell}</th>{others}'
