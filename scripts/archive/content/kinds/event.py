"""Events."""

from __future__ import annotations

from typing import Literal

from archive.content.kinds.base import Common, Edtf, RestsOn
from archive.findings import Text


class Event(Common):
    """Something that happened on a date."""

    prefix, folder = "sk", "su-kien"
    label, plural = Text("Sự kiện", "Event"), Text("Sự kiện", "Events")
    factual = dated = mentioned = True
    schema_type = "Event"
    dates_claims = ("date",)
    kind: Literal["event"]
    date: Edtf
    date_rests_on: RestsOn = None
