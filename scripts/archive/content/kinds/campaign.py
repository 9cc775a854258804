"""Campaigns, which records of every kind join."""

from __future__ import annotations

from typing import Literal

from archive.content.kinds.base import Common
from archive.findings import Text


class Campaign(Common):
    """A campaign: a title and a summary. A record joins it by naming its slug."""

    prefix, folder = "cd", "chien-dich"
    label = Text("Phong trào, lĩnh vực", "Movement or field")
    plural = Text("Phong trào, lĩnh vực", "Movements and fields")
    opens_with_claim, gathers = False, True
    kind: Literal["campaign"]

    @property
    def slug(self) -> str:
        """The name by which records join it."""
        return self.id.removeprefix(f"{self.prefix}-")
