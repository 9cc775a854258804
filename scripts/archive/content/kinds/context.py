"""What came before or after the agreement, and conclusions."""

from __future__ import annotations

from typing import Literal

from archive.content.kinds.base import Common, Edtf, RestsOn
from archive.findings import Text


class Context(Common):
    """What came before or after, or a conclusion: never part of the agreement, the results or the commitments."""

    prefix, folder = "bc", "boi-canh"
    label, plural = Text("Bối cảnh", "Context"), Text("Bối cảnh", "Context")
    numbered = True
    dates_claims = ("date",)
    kind: Literal["context"]
    date: Edtf | None = None
    date_rests_on: RestsOn = None
