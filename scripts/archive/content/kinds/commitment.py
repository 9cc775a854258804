"""Commitments for the second period."""

from __future__ import annotations

from typing import Annotated, Literal

from archive.content.kinds.base import Common, Edtf, Id, Relation
from archive.findings import Text


class Commitment(Common):
    """One commitment for the second period. `continues` names the results that the source says are to be kept up."""

    prefix, folder = "ck", "cam-ket"
    label, plural = Text("Cam kết", "Commitment"), Text("Cam kết", "Commitments")
    numbered = primary = factual = is_work = True
    dates_claims = ("period",)
    kind: Literal["commitment"]
    period: Edtf
    continues: Annotated[tuple[Id, ...], Relation("result")] = ()
