"""axe-core on a page as it stands: all that WCAG 2.0 to 2.2 ask at levels A and AA, and what is good practice."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""The rules that are run. Without a list axe leaves out those of WCAG 2.2: it has them switched off."""
COLOURS = ["color-contrast", "link-in-text-block"]
"""The rules that look at colours, and take most of the time; axe refuses a name that it does not know."""
COLOURS_ALONE = {"runOnly": COLOURS}
EVERYTHING = {"runOnly": {"type": "tag", "values": list(TAGS)}}
NO_COLOURS = {**EVERYTHING, "rules": {rule: {"enabled": False} for rule in COLOURS}}
_AXE = Axe()


def violations(page: Page, where: str, options: dict[str, Any] | None = None) -> list[str]:
    """The violations of the page, one line each: where, which rule, which element."""
    found = _AXE.run(page, options={"resultTypes": ["violations"], **(options or EVERYTHING)}).response["violations"]
    return [
        f"{where}: {rule['id']} ({rule['impact']}): {rule['help']}: {node['target']} {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"]
    ]
