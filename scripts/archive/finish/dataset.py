"""`/data/`: the archive as data, JSON and CSV: every record and every claim, with what it rests on.

`claims.csv` is RFC 4180 in UTF-8 with a byte order mark, without which Excel reads Vietnamese in the system's old code
page. A spreadsheet runs a cell that begins like a formula (`=`, `+`, `-`, `@`, a tab, a line end), quoted or not: an
apostrophe stands before such a beginning, as OWASP advises. Whoever wants the words takes it off again: the first
letter of a cell is that guard just where it is an apostrophe and `guarded(rest)` is not `rest`.
"""

from __future__ import annotations

import csv
import io
import json

from archive.escaping import FORMULA
from archive.extending import output
from archive.findings import Text
from archive.finish.built import Built
from archive.model_dump import plain_record

COLUMNS = (
    "id", "record", "kind", "status", "tier", "sources", "premises", "when",
    "withdrawn", "withdrawn_because_vi", "withdrawn_because_en", "instead", "vi", "en", "url",
)  # fmt: skip
BOM = "\ufeff"


@output(order=50)
def finish(built: Built) -> None:
    """Write `data/archive.json` and `data/claims.csv`."""
    records = [
        plain_record(built.archive, record, built.context) for _, record in sorted(built.archive.records.items())
    ]
    data = {"edition": built.context.newest or None, "site": built.context.site_url, "records": records}
    built.write("data/archive.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    built.write("data/claims.csv", claims_csv(built))


def claims_csv(built: Built) -> str:
    """A header and one row a claim, in order of ids; ids of sources and premises are separated by spaces."""
    archive = built.archive
    out = io.StringIO()
    out.write(BOM)
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for claim_id, claim in sorted(archive.claims.items()):
        record = archive.record_of(claim_id)
        withdrawal = archive.withdrawal(claim)
        because = withdrawal.because if withdrawal else Text("", "")
        row = [
            claim.id, record.id, record.kind, claim.status, archive.tier(claim),
            " ".join(str(reference) for reference in claim.sources), " ".join(claim.premises),
            claim.when or "", withdrawal.day if withdrawal else "", because.vi, because.en,
            (withdrawal.instead if withdrawal else None) or "", claim.text, archive.text(claim.id, "en"),
            built.context.absolute(archive.claim_url(claim.id, "vi")),
        ]  # fmt: skip
        writer.writerow(guarded(cell) for cell in row)
    return out.getvalue()


def guarded(cell: str) -> str:
    """The cell with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if FORMULA.match(cell) else cell
