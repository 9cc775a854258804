"""What must hold on every page: no errors, no other host, no cookie, no sideways scrolling, nothing that axe objects to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.browser.axe import NO_COLOURS, violations
from tests.browser.conftest import Server, watched
from tests.browser.pages import LANGS, PHONE, TYPES, WIDE, address, every

SHARDS = 12
"""The pages go into so many tests, so that they spread over the processes of a run."""


def by_turns(site: Path) -> list[str]:
    """Each page in one of its languages."""
    pages = every(site)
    vietnamese = [way for way in pages if not way.startswith("en/")]
    return [way if number % 2 or f"en/{way}" not in pages else f"en/{way}" for number, way in enumerate(vietnamese)]


def walked(page: Page, server: Server, ways: list[str]) -> list[str]:
    """What is wrong with pages. Colours are one stylesheet's: `test_axe.py` holds those."""
    with watched(page) as wrong:
        for way in ways:
            page.goto(server.url(way))
            # Opened, what is folded away is looked at too.
            page.evaluate("document.querySelectorAll('main details').forEach(details => { details.open = true; })")
            wrong.extend(violations(page, way, NO_COLOURS))
            for width in (320, WIDE, PHONE):
                page.set_viewport_size({"width": width, "height": 800})
                over = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
                if over > 0:
                    wrong.append(f"{way} scrolls sideways by {over} at {width}")
    if page.context.cookies():
        wrong.append("a page sets cookies")
    return wrong


@pytest.mark.parametrize("turn", [0, 1])
def test_a_page_of_every_type(opened: Callable[..., Page], server: Server, turn: int) -> None:
    """Each in the language in which `test_axe` does not look at it."""
    ways = [address(LANGS[(number + 1) % 2], way) for number, way in enumerate(TYPES.values()) if number % 2 == turn]
    assert {*ways} <= {*every(server.site)}
    wrong = walked(opened(width=PHONE), server, ways)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_in_one_of_its_languages(opened: Callable[..., Page], server: Server, shard: int) -> None:
    wrong = walked(opened(width=PHONE), server, by_turns(server.site)[shard::SHARDS])
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_in_the_other_language(opened: Callable[..., Page], server: Server, shard: int) -> None:
    others = sorted({*every(server.site)} - {*by_turns(server.site)})
    wrong = walked(opened(width=PHONE), server, others[shard::SHARDS])
    assert not wrong, "\n".join(wrong)
