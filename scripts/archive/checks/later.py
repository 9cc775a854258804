"""Rules that later stages tell: what the renderer, the drawing of pictures and the last cleaning refuse. DV003, DV010, DV98x.

None of them looks by itself: a stage makes their findings (`Rule.finding`); what they say stands beside, as any rule's.
"""

from __future__ import annotations

from archive.extending import told_later

RENDERER = told_later("DV003", "renderer", __name__)
UNDRAWN = told_later("DV010", "undrawn", __name__)
CLEANED = told_later("DV980", "cleaned", __name__)
BROKEN = told_later("DV981", "broken", __name__)
