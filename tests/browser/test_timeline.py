"""The timeline in the browser: short, opened by links and on paper, and a picture that a finger and every width suits."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Server
from tests.browser.pages import LANGS, address

PATH = "dong-thoi-gian/"
TALLEST = 6_000
SHOWN = "nodes => nodes.map(node => node.checkVisibility())"
CROSSED = """nodes => {
    const seen = nodes.filter(node => node.checkVisibility()).map(node => [node.textContent, node.getBoundingClientRect()]);
    return seen.flatMap(([a, one], at) => seen.slice(at + 1).filter(([, other]) =>
        one.left < other.right && other.left < one.right && one.top + 4 < other.bottom && other.top + 4 < one.bottom
    ).map(([b]) => `${a} × ${b}`)).concat(
        seen.filter(([, one]) => one.left < 0 || one.right > innerWidth).map(([a]) => `${a} × edge`));
}"""


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("lang", LANGS)
def test_it_is_short_and_a_link_opens_what_is_folded(
    opened: Callable[..., Page], server: Server, lang: str, script: bool
) -> None:
    page = opened(java_script_enabled=script)
    page.goto(server.url(address(lang, PATH)))
    tall = page.evaluate("document.documentElement.scrollHeight")
    assert tall <= TALLEST, f"{tall} pixels at 375"
    assert not any(page.eval_on_selector_all(".timeline details p", SHOWN)), "the folds are open from the start"
    years = page.eval_on_selector_all(".timeline ol[id]", "nodes => nodes.map(node => node.id)")
    entry = page.locator(".timeline details p[id]").last.get_attribute("id")
    for name in (*years[:2], entry):
        page.goto("about:blank")
        page.goto(server.url(f"{address(lang, PATH)}#{name}"))
        page.wait_for_function("document.querySelector('.timeline details[open]')")
        assert page.locator(f"[id='{name}']").is_visible(), name
        assert page.locator(".timeline details[open]").count() == 1, f"{name} opens more than its own fold"
    page.goto(server.url(address(lang, PATH)))
    page.locator(f"svg.times a[href='#{years[0]}']").click()
    assert page.locator(f"#{years[0]}").is_visible()


@pytest.mark.parametrize("way", [PATH, f"{PATH}truoc/", f"{PATH}sau/"])
def test_what_is_folded_is_on_paper(opened: Callable[..., Page], server: Server, way: str) -> None:
    page = opened()
    page.goto(server.url(way))
    page.emulate_media(media="print")
    shown = page.eval_on_selector_all(".timeline details p[id]", SHOWN)
    assert len(shown) > 20
    assert all(shown), f"{shown.count(False)} statements are not printed"
    sheets = len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4")))
    page.eval_on_selector_all(".timeline details", "nodes => nodes.forEach(node => node.remove())")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) + 2 < sheets, "the folds take no paper"


@pytest.mark.parametrize("width", [320, 375, 800, 1440])
@pytest.mark.parametrize("lang", LANGS)
def test_the_words_of_the_picture_cross_nothing_and_its_years_suit_a_finger(
    opened: Callable[..., Page], server: Server, lang: str, width: int
) -> None:
    page = opened(width=width)
    for way in ("", PATH):
        page.goto(server.url(address(lang, way)))
        assert page.eval_on_selector_all("svg.times text", CROSSED) == [], way
        sizes = page.eval_on_selector_all(
            "svg.times a .room",
            "nodes => nodes.map(node => node.getBoundingClientRect()).map(box => [box.width, box.height])",
        )
        assert len(sizes) >= 13
        if width >= 375:
            assert min(min(size) for size in sizes) >= 24, f"{way}: {min(sizes)}"


@pytest.mark.parametrize("settings", [{}, {"forced_colors": "active"}])
def test_every_mark_of_the_picture_is_seen(
    opened: Callable[..., Page], server: Server, settings: dict[str, str]
) -> None:
    """Also in a reader's own few colours: no line has the colour of the page."""
    page = opened(scheme="dark", **settings)
    page.goto(server.url(PATH))
    drawn = page.eval_on_selector_all(
        "svg.times :is(circle, rect.soft, .line-soft, text)",
        """nodes => nodes.filter(node => node.checkVisibility()).map(node => {
            const look = getComputedStyle(node), page = getComputedStyle(document.body).backgroundColor;
            return [look.fill, look.stroke].some(colour => colour !== "none" && colour !== page);
        })""",
    )
    assert len(drawn) > 40
    assert all(drawn)
