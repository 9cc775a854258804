"""Large text, a narrow page, and a reader's own spacing: nothing goes past the edge, nothing is cut off (WCAG 1.4.4, 1.4.10, 1.4.12)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Server
from tests.browser.pages import LANGS, PHONE, TYPES, WIDE, address

SPACING = (
    "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
    "p { margin-bottom: 2em !important }"
)
"""What WCAG 1.4.12 names, as its own bookmarklet sets it."""


@dataclass(frozen=True)
class State:
    """How a reader has set the browser: the width in pixels, the size of text, a stylesheet of their own."""

    width: int
    text: int = 16
    style: str = ""


STATES = {
    "text at 200 %, in the browser's settings, on a phone": State(PHONE, text=32),
    "text at 200 %, in the browser's settings, on a wide screen": State(WIDE, text=32),
    "text at 200 %, by a stylesheet, on a phone": State(PHONE, style="html { font-size: 200% !important }"),
    "text at 200 %, by a stylesheet, on a wide screen": State(WIDE, style="html { font-size: 200% !important }"),
    "a screen of 1280 at 400 %": State(320),
    "text spacing on a phone": State(PHONE, style=SPACING),
    "text spacing on a wide screen": State(WIDE, style=SPACING),
}
ADOPT = """
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(%s);
    document.adoptedStyleSheets = [sheet];
"""
"""A reader's own stylesheet is there before the page is."""
OPEN = "document.querySelectorAll('details').forEach(details => { details.open = true; })"
LOST = """() => {
    const lost = new Set(), wide = document.documentElement.clientWidth;
    const seen = node => node.checkVisibility({visibilityProperty: true}) && !node.closest(".skip, .live, .unseen")
        && getComputedStyle(node).clipPath === "none";
    // What scrolls by itself may be wider, if the keyboard can reach it and it has a name.
    const scrolls = node => {
        for (let up = node.parentElement; up; up = up.parentElement) {
            if (!/auto|scroll/.test(getComputedStyle(up).overflowX)) continue;
            if (up.tabIndex < 0 || !up.getAttribute("aria-label")) lost.add("scrolls without focus or name: " + up.outerHTML.slice(0, 90));
            return true;
        }
    };
    const past = (box, node) => box.width > 1 && (box.right > wide + 1 || box.left < -1) && !scrolls(node);
    const where = (box, node) => `${Math.round(box.left)} to ${Math.round(box.right)} of ${wide}: ${node.outerHTML.slice(0, 90)}`;
    for (const node of document.body.querySelectorAll("*")) {
        if (!seen(node)) continue;
        const box = node.getBoundingClientRect(), style = getComputedStyle(node);
        if (past(box, node)) lost.add("past the edge: " + where(box, node));
        const cut = node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1;
        if (/hidden|clip/.test(style.overflowX + style.overflowY) && node.tagName !== "svg" && box.width > 1 && cut)
            lost.add("cut off: " + where(box, node));
    }
    // Words may be wider than their element.
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
        const node = words.currentNode.parentElement, range = document.createRange();
        if (!words.currentNode.data.trim() || !seen(node)) continue;
        range.selectNodeContents(words.currentNode);
        for (const box of range.getClientRects()) if (past(box, node)) lost.add("words past the edge: " + where(box, node));
    }
    const over = document.scrollingElement.scrollWidth - wide;
    if (over > 0) lost.add(`the page scrolls sideways by ${over}`);
    return [...lost];
}"""
"""What of the page a reader can not get at."""


OFTEN = {"text at 200 %, in the browser's settings, on a phone", "a screen of 1280 at 400 %", "text spacing on a phone"}
"""The narrow ones, in which most is lost; `make test-all` has every state."""


@pytest.fixture(params=[pytest.param(name, marks=() if name in OFTEN else pytest.mark.slow) for name in STATES])
def reader(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A browser as one reader has set it; not one that other tests use again, since its settings stay."""
    state = STATES[request.param]
    context = browser.new_context(viewport={"width": state.width, "height": 800})
    page = context.new_page()
    page.add_init_script(ADOPT % json.dumps(state.style))
    context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": {"standard": state.text}})
    yield page
    context.close()


@pytest.mark.parametrize("turn", [0, pytest.param(1, marks=pytest.mark.slow)])
def test_nothing_is_past_the_edge_or_cut_off(reader: Page, server: Server, turn: int) -> None:
    """Each type in one of its languages, in turns; in `make test-all` then in the other."""
    lost = []
    for number, (kind, path) in enumerate(TYPES.items(), turn):
        lang = LANGS[number % 2]
        reader.goto(server.url(address(lang, path)))
        for opened in (False, True):
            if opened:
                reader.evaluate(OPEN)
            lost += [f"{lang} {kind}{' opened' * opened}: {line}" for line in reader.evaluate(LOST)]
    assert not lost, "\n".join(lost)


@pytest.mark.parametrize("lang", LANGS)
def test_search_fits(reader: Page, server: Server, lang: str) -> None:
    reader.goto(server.url(address(lang, TYPES["record"])))
    reader.keyboard.press("/")
    reader.locator("dialog input").fill("dan van")
    reader.locator("dialog [role=option]").first.wait_for()
    lost = reader.locator("dialog").evaluate(
        """dialog => [dialog, ...dialog.querySelectorAll("*")].filter(node => {
            const box = node.getBoundingClientRect();
            return box.width > 1 && (box.left < 0 || box.right > innerWidth + 1);
        }).map(node => node.outerHTML.slice(0, 90))"""
    )
    assert not lost, "\n".join(lost)
    assert reader.locator("dialog .search-row button").bounding_box(), "the button that closes is not there"


@pytest.mark.parametrize("lang", LANGS)
def test_the_header_leaves_the_page_to_its_content(reader: Page, server: Server, lang: str) -> None:
    reader.goto(server.url(address(lang, "")))
    position, height = reader.locator(".top").evaluate(
        "node => [getComputedStyle(node).position, node.getBoundingClientRect().height]"
    )
    assert position == "static", "a header that stays in view takes its height from every screenful"
    assert height <= 200, f"the header is {height} of 800 pixels high"


def test_it_would_find_what_is_lost(reader: Page, server: Server) -> None:
    reader.goto(server.url(TYPES["prose"]))
    reader.evaluate(
        """() => document.querySelector("article").insertAdjacentHTML("beforeend",
            "<div id=a>" + "x".repeat(400) + "</div><div id=b><i>" + "y ".repeat(400) + "</i></div>")"""
    )
    reader.evaluate("a.style.overflowWrap = 'normal', b.style.overflow = 'hidden', b.style.height = '1em'")
    found = "\n".join(reader.evaluate(LOST))
    assert "words past the edge" in found, found
    assert "cut off" in found, found
