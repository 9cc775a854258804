"""`data/claims.csv`: one row a statement, as `columns` has it.

RFC 4180 in UTF-8 with a byte order mark, without which Excel reads Vietnamese in the system's old code page. A
spreadsheet runs a cell that begins like a formula (`=`, `+`, `-`, `@`, a tab, a line end), quoted or not: an
apostrophe stands before such a beginning, as OWASP advises. Whoever wants the words takes it off again: the first
letter of a cell is that guard just where it is an apostrophe and `guarded(rest)` is not `rest`.
"""

from __future__ import annotations

import csv
import io

from archive.content.model import Archive
from archive.context import Context
from archive.data.columns import COLUMNS
from archive.escaping import FORMULA

BOM = "\ufeff"


def claims_csv(archive: Archive, context: Context) -> str:
    """A header and one row a statement, in order of ids, withdrawn ones too."""
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(column.name for column in COLUMNS)
    for _, statement in sorted(archive.statements.items()):
        writer.writerow(guarded(column.cell(statement, context)) for column in COLUMNS)
    return out.getvalue()


def guarded(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell
