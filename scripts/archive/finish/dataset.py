"""`/data/`: the archive as data, JSON and CSV (RFC 4180): every record and every claim, with what it rests on."""

from __future__ import annotations

import csv
import io
import json

from archive.finish.built import Built
from archive.model_dump import plain_record

ORDER = 50
COLUMNS = (
    "id",
    "record",
    "kind",
    "status",
    "tier",
    "sources",
    "premises",
    "when",
    "withdrawn",
    "vi",
    "en",
    "url",
)


def finish(built: Built) -> None:
    """Write `data/archive.json` and `data/claims.csv`."""
    records = [
        plain_record(built.archive, record, built.context) for _, record in sorted(built.archive.records.items())
    ]
    data = {"edition": built.context.newest, "site": built.context.site_url, "records": records}
    built.write("data/archive.json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")
    built.write("data/claims.csv", claims_csv(built))


def claims_csv(built: Built) -> str:
    """One row a claim, ids of sources and premises separated by spaces."""
    archive = built.archive
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for claim_id, claim in sorted(archive.claims.items()):
        record = archive.record_of(claim_id)
        writer.writerow(
            [
                claim.id, record.id, record.kind, claim.status, archive.tier(claim),
                " ".join(str(reference) for reference in claim.sources), " ".join(claim.premises),
                claim.when or "", claim.withdrawn or "", claim.words, archive.words(claim.id, "en"),
                built.context.absolute(archive.claim_url(claim.id, "vi")),
            ]
        )  # fmt: skip
    return out.getvalue()
