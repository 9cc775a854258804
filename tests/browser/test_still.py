"""What must hold on a page of every type: nothing jumps, targets are large, nothing is missing without JavaScript."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Server
from tests.browser.pages import TYPES, WIDE, address, by_turns

CONTROLS = {
    ".top a, .top summary, .top button, .crumbs a, .number, .citation-files a, .citation-files button, .series a, "
    ".index-list a, .search-row input, .statement-tools > *, .paste summary, .place a": 44,
    # Lists whose rows are closer: larger targets would lie over one another (WCAG 2.5.8 asks for 24).
    ".foot a": 34,
    ".claim-marks a": 24,
}
"""What is meant to be pressed by itself, and its least height in pixels; a link within a sentence is not."""
SMALL = """(nodes, least) => nodes.filter(node => node.checkVisibility({visibilityProperty: true})).map(node => {
  // What is seen may take less than what can be touched.
  const box = node.getBoundingClientRect(), more = getComputedStyle(node, "::after");
  const size = (seen, side) => Math.max(seen, more.content === "none" || more.position !== "absolute" ? 0 : parseFloat(more[side]) || 0);
  return [node.outerHTML.slice(0, 90), size(box.width, "width"), size(box.height, "height"), box.width];
}).filter(([, wide, high, seen]) => seen && (high < least - .1 || wide < Math.min(least, 24) - .1 || (least === 44 && wide < 43.9)))
  .map(([html, wide, high]) => `${Math.round(wide)}x${Math.round(high)} ${html}`)"""
SHIFTS = """() => new Promise(done => {
    let sum = 0;
    new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 150);
})"""


@pytest.mark.parametrize(("kind", "lang"), by_turns())
def test_nothing_jumps_and_what_is_pressed_is_44_pixels(
    opened: Callable[..., Page], server: Server, kind: str, lang: str
) -> None:
    page = opened()
    for width in (WIDE, 375):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_function("wide => innerWidth === wide", arg=width)  # a width that comes late would shift the page
        page.goto(server.url(address(lang, TYPES[kind])))
        shifted = page.evaluate(SHIFTS)
        assert round(shifted, 3) == 0, f"{kind} {lang} at {width}: layout shift of {shifted}"
    page.locator(".menu summary").click()
    small = [found for some, least in CONTROLS.items() for found in page.eval_on_selector_all(some, SMALL, least)]
    assert not small, "\n".join(small)


@pytest.mark.parametrize(("kind", "lang"), by_turns())
def test_all_is_there_without_javascript(opened: Callable[..., Page], server: Server, kind: str, lang: str) -> None:
    """The words and links of the page are those that it has with JavaScript, which adds buttons alone."""
    tabs = [opened(width=WIDE, java_script_enabled=script) for script in (True, False)]
    (words, links), (words_without, links_without) = (
        _shown(tab, server.url(address(lang, TYPES[kind]))) for tab in tabs
    )
    if kind == "search":
        # The field needs the script; where search cannot run, the page says where else to look.
        assert set(links) <= set(links_without)
    else:
        assert words_without == words, "words are missing without JavaScript"
        assert links_without == links, "links are missing without JavaScript"


def _shown(page: Page, way: str) -> tuple[list[str], list[str]]:
    """The words of a page, without those of what needs JavaScript, and where its links lead."""
    page.goto(way)
    page.evaluate(
        "document.querySelectorAll('main button, .paste, .scripted, .search-hint').forEach(part => part.remove())"
    )
    links = page.eval_on_selector_all(
        "a[href]",
        "nodes => nodes.filter(node => node.checkVisibility({visibilityProperty: true})).map(node => node.getAttribute('href'))",
    )
    return page.locator("main article").inner_text().split(), links


def test_the_menu_opens_without_javascript(opened: Callable[..., Page], server: Server) -> None:
    page = opened(java_script_enabled=False)
    page.goto(server.url(""))
    page.locator(".menu summary").click()
    assert page.locator(".sections a").first.is_visible()


def test_stacked_marks_are_not_clipped(opened: Callable[..., Page], server: Server) -> None:
    """A line of capitals with two marks is no higher than the line that the stylesheet gives it."""
    page = opened()
    page.goto(server.url(TYPES["record"]))
    clipped = page.eval_on_selector_all(
        "h1, h2, h3, p, dd, dt, a, summary, .chip",
        """nodes => nodes.filter(node => getComputedStyle(node).display !== "none" && node.innerText).map(node => {
            const style = getComputedStyle(node);
            return [node.tagName + "." + node.className, parseFloat(style.lineHeight) / parseFloat(style.fontSize)];
        }).filter(([, ratio]) => ratio < 1.2).map(([name, ratio]) => `${name}: ${ratio}`)""",
    )
    assert not clipped, f"line height below 1.2: {sorted(set(clipped))}"
    cut = page.eval_on_selector_all(
        "main *",
        """nodes => nodes.filter(node => { const s = getComputedStyle(node);
            return s.overflowY !== "visible" && node.scrollHeight > node.clientHeight + 1 && node.clientHeight > 1
        }).map(node => node.outerHTML.slice(0, 80))""",
    )
    assert not cut, f"cut off: {cut}"
