"""Results: what was reported done in the first period."""

from __future__ import annotations

from typing import Literal

from archive.content.kinds.base import Common, Edtf
from archive.findings import Text


class Result(Common):
    """One result: what was reported done in the first period."""

    prefix, folder = "kq", "ket-qua"
    label, plural = Text("Kết quả", "Result"), Text("Kết quả", "Results")
    numbered = primary = factual = is_work = True
    dates_claims = ("period",)
    kind: Literal["result"]
    period: Edtf
