"""axe-core, WCAG 2.2 A and AA and its best practice: no violation in any state of a page, in either language."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from playwright.sync_api import Page
from tests.browser.axe import COLOURS_ALONE, NO_COLOURS, violations
from tests.browser.conftest import Server
from tests.browser.pages import LANGS, PHONE, SCHEMES, TYPES, WIDE, address, every, sampled

SHARDS = 8
"""The pages go into so many tests, so that they spread over the processes of a run."""


def in_states(page: Page, server: Server, way: str) -> list[str]:
    """The violations of a page on a phone and wide, light and dark; in the dark only colours can be otherwise."""
    page.goto(server.url(way))
    wrong = []
    for width, scheme in product((PHONE, WIDE), SCHEMES):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        wrong += violations(page, f"{way} {width} {scheme}", None if scheme == "light" else COLOURS_ALONE)
    return wrong


def test_it_would_find_a_violation(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(""))
    page.evaluate(
        """() => document.querySelector("main").insertAdjacentHTML("beforeend",
            "<img src=assets/favicon.svg><a href=#a>a</a><a href=#b>b</a>")"""
    )
    page.evaluate(
        "document.querySelectorAll('main > a').forEach(link => link.style.cssText = 'display:block;line-height:1')"
    )
    found = "\n".join(violations(page, "home"))
    assert "image-alt" in found, "axe does not run"
    assert "target-size" in found, "axe does not run the rules of WCAG 2.2"


@pytest.mark.parametrize(("number", "kind"), list(enumerate(TYPES)))
def test_page_type_wide_and_in_a_palette(opened: Callable[..., Page], server: Server, number: int, kind: str) -> None:
    """What `test_every_page` leaves out, languages and palettes by turns; every one of both: the last test here."""
    way, scheme = address(LANGS[number % 2], TYPES[kind]), SCHEMES[number // 2 % 2]
    page = opened(width=WIDE, scheme=scheme)
    page.goto(server.url(way))
    wrong = violations(page, f"{way} wide", NO_COLOURS)
    page.set_viewport_size({"width": PHONE, "height": 800})
    wrong += violations(page, f"{way} {scheme}", COLOURS_ALONE)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("lang", "scheme"), [*product(LANGS, SCHEMES)])
def test_with_menu_search_and_comparison_open(
    opened: Callable[..., Page], server: Server, lang: str, scheme: str
) -> None:
    page = opened(width=PHONE, scheme=scheme)
    page.goto(server.url(address(lang, TYPES["statement"])))
    page.locator(".paste summary").click()
    page.locator(".paste textarea").fill("x")
    page.locator(".paste [role=status]:not(:empty)").wait_for()
    page.locator(".menu summary").click()
    wrong = violations(page, f"{lang} {scheme} menu and comparison open")
    page.locator("a.search-open").click()
    page.locator("dialog input").fill("dan van")
    page.locator("dialog [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    wrong += violations(page, f"{lang} {scheme} search open")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_pages_of_every_folder_in_every_state(opened: Callable[..., Page], server: Server, shard: int) -> None:
    page = opened()
    ways = sampled(every(server.site))
    assert {address(lang, way) for lang in LANGS for way in TYPES.values()} <= {*ways}
    assert len(ways) > 200
    wrong = [line for way in ways[shard::SHARDS] for line in in_states(page, server, way)]
    assert not wrong, "\n".join(wrong)
