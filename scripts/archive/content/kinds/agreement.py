"""The agreement and its signing."""

from __future__ import annotations

from typing import Literal

from archive.content.kinds.base import Common, Edtf, RestsOn
from archive.findings import Text


class Agreement(Common):
    """The agreement and its signing."""

    prefix, folder = "tt", "thoa-thuan"
    label, plural = Text("Thỏa thuận", "Agreement"), Text("Thỏa thuận", "Agreements")
    primary = factual = dated = has_text = True
    schema_type = "Legislation"
    dates_claims = ("date", "period")
    kind: Literal["agreement"]
    period: Edtf | None = None
    date: Edtf | None = None
    date_rests_on: RestsOn = None
    """The inferred claim that an uncertain `date` rests on."""
