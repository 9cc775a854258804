"""Bodies."""

from __future__ import annotations

from typing import Literal

from archive.content.kinds.base import Common
from archive.findings import Text


class Organization(Common):
    """A body. Its names over time stand in claims (`name=`, `when=`)."""

    prefix, folder = "tc", "to-chuc"
    label, plural = Text("Cơ quan, tổ chức", "Body"), Text("Cơ quan, tổ chức", "Bodies")
    factual = mentioned = over_time = True
    schema_type = "Organization"
    kind: Literal["organization"]
