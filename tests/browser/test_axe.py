"""axe-core, best-practice rules on: no violation on any page, in any state, in either language."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.browser.conftest import Server
from tests.browser.pages import LANGS, PHONE, SCHEMES, TYPES, WIDE, address, every

AXE = Axe()
SHARDS = 8
"""The pages go into so many tests, so that they spread over the processes of a run."""


def violations(page: Page, where: str) -> list[str]:
    """The violations of the page as it stands, one line each: where, which rule, which element."""
    found = AXE.run(page).response["violations"]
    return [
        f"{where}: {rule['id']} ({rule['impact']}): {rule['help']}: {node['target']} {node['html'][:120]}"
        for rule in found
        for node in rule["nodes"]
    ]


def in_states(page: Page, server: Server, way: str) -> list[str]:
    """The violations of a page on a phone and wide, light and dark."""
    page.goto(server.url(way))
    wrong = []
    for width, scheme in product((PHONE, WIDE), SCHEMES):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)
        wrong += violations(page, f"{way} {width} {scheme}")
    return wrong


def test_it_would_find_a_violation(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(""))
    page.evaluate("document.querySelector('main').append(Object.assign(new Image(), {src: 'assets/favicon.svg'}))")
    assert any("image-alt" in line for line in violations(page, "home")), "axe does not run"


@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page(opened: Callable[..., Page], server: Server, shard: int) -> None:
    page = opened(width=PHONE)
    wrong: list[str] = []
    for way in every(server.site)[shard::SHARDS]:
        page.goto(server.url(way))
        wrong += violations(page, way)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", TYPES)
def test_page_type_in_every_state(opened: Callable[..., Page], server: Server, kind: str, lang: str) -> None:
    wrong = in_states(opened(), server, address(lang, TYPES[kind]))
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("lang", "scheme"), [*product(LANGS, SCHEMES)])
def test_with_menu_search_and_citation_open(
    opened: Callable[..., Page], server: Server, lang: str, scheme: str
) -> None:
    page = opened(width=PHONE, scheme=scheme)
    page.goto(server.url(address(lang, TYPES["record"])))
    page.locator(".cite summary").first.click()
    page.locator(".menu summary").click()
    wrong = violations(page, f"{lang} {scheme} menu and citation open")
    page.locator("a.search-open").click()
    page.locator("dialog input").fill("dan van")
    page.locator("dialog [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    wrong += violations(page, f"{lang} {scheme} search open")
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow
@pytest.mark.parametrize("shard", range(SHARDS))
def test_every_page_in_every_state(opened: Callable[..., Page], server: Server, shard: int) -> None:
    page = opened()
    wrong = [line for way in every(server.site)[shard::SHARDS] for line in in_states(page, server, way)]
    assert not wrong, "\n".join(wrong)
