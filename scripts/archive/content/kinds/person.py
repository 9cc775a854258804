"""People in public offices."""

from __future__ import annotations

from typing import Literal

from archive.content.kinds.base import Common
from archive.findings import Text


class Person(Common):
    """A person in a public office. Offices over time stand in claims (`office=`, `when=`)."""

    prefix, folder = "nv", "nhan-vat"
    label, plural = Text("Nhân vật", "Person"), Text("Nhân vật", "People")
    factual = mentioned = over_time = True
    schema_type = "Person"
    kind: Literal["person"]
