"""Tables: of the frame's own cells, which stand one below the other on a narrow screen, and around rows that people wrote.

Takes cells as HTML; gives a table with its name and its headers, said to those who hear it in either form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from itertools import chain, repeat

from archive.stage import markup

NOTHING = "—"
"""What a cell without anything to say holds."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head (HTML), whether it tells how others go together, and whether it holds numbers alone."""

    head: str
    between: bool
    amount: bool


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], label: str, ids: Iterable[str] = (), between: int | None = None
) -> str:
    """A table; cells are HTML, the first of a row that says something is the row's header. `ids` are the first rows'.

    `between` is a column that tells how the others go together, and names no row. On a narrow screen the cells of more
    than two columns stand one below the other, each with the words of its column before it: since that takes what a table
    is from those who hear it, every part says by its role what it is.
    """
    held, stacked = [*rows], len(head) > 2
    columns = [
        Column(words, number == between, bool(held) and all(row[number].isdecimal() for row in held))
        for number, words in enumerate(head)
    ]
    heads = "".join(
        markup.tag("th", column.head, scope="col", class_=_look(column), **_role("columnheader", stacked))
        for column in columns
    )
    body = "".join(_row(cells, columns, anchor) for cells, anchor in zip(held, chain(ids, repeat(None)), strict=False))
    groups = (
        markup.tag(name, content, **_role("rowgroup", stacked))
        for name, content in (("thead", markup.tag("tr", heads, **_role("row", stacked))), ("tbody", body))
    )
    look = None if not stacked else "stack" if between is None else "stack between"
    caption = markup.tag("caption", escape(label), class_="unseen")
    return markup.tag("table", caption + "".join(groups), class_=look, **_role("table", stacked))


def _row(cells: Sequence[str], columns: Sequence[Column], anchor: str | None) -> str:
    stacked = len(columns) > 2
    naming = (n for n, cell in enumerate(cells) if cell != NOTHING and not columns[n].between)
    first = next(naming, 0)
    shown = []
    for number, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        label = plain(column.head) if stacked else None
        look = "empty" if stacked and cell == NOTHING else _look(column)
        if number == first:
            role = _role("rowheader", stacked)
            shown.append(markup.tag("th", cell, scope="row", data_label=label, class_=look, **role))
        else:
            shown.append(markup.tag("td", cell, data_label=label, class_=look, **_role("cell", stacked)))
    return markup.tag("tr", "".join(shown), id=anchor, **_role("row", stacked))


def _look(column: Column) -> str | None:
    return "amount" if column.amount else None


def _role(name: str, stacked: bool) -> dict[str, str | None]:
    return {"role": name if stacked else None}


def plain(words: str) -> str:
    """HTML of the frame's own as plain words."""
    return unescape(re.sub(r"<[^<>]*>", "", words))


def named_table(rows: str, label: str) -> str:
    """Rows that people wrote as a table with its name, which on a narrow screen scrolls by itself: in a region that the keyboard reaches."""
    grid = markup.tag("table", markup.tag("caption", escape(label), class_="unseen") + rows)
    return markup.tag("div", grid, class_="table-scroll", role="region", tabindex="0", aria_label=label)
