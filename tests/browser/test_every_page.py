"""What must hold on every page: no errors, no other host, no cookie, no sideways scrolling, nothing that axe objects to."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser.axe import NO_COLOURS, violations
from tests.browser.conftest import Server, watched
from tests.browser.pages import PHONE, WIDE, every

SHARDS = 8
"""The pages go into so many tests, so that they spread over the processes of a run."""


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_is_quiet_fits_and_is_accessible(opened: Callable[..., Page], server: Server, shard: int) -> None:
    """Colours are one stylesheet's: `test_axe.py` holds them on a page of each type, and on every page among the slow."""
    page = opened(width=PHONE)
    with watched(page) as wrong:
        for way in every(server.site)[shard::SHARDS]:
            page.goto(server.url(way))
            wrong.extend(violations(page, way, NO_COLOURS))
            for width in (320, WIDE, PHONE):
                page.set_viewport_size({"width": width, "height": 800})
                over = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
                if over > 0:
                    wrong.append(f"{way} scrolls sideways by {over} at {width}")
    assert not wrong, "\n".join(wrong)
    assert not page.context.cookies(), "a page sets cookies"
