"""The page that proves a date, in Chromium: its length, what is folded and how it opens, what is printed, the picture."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.conftest import Server
from tests.browser.pages import LANGS, PHONE, TYPES, address

LONGEST = 6_000
"""Pixels on a phone: what a reader scrolls past to check a year."""
WIDTHS = (320, PHONE, 700, 1440)
CROSSED = """() => {
  const figure = document.querySelector(".window"), met = [];
  const boxes = [...figure.querySelectorAll("span, text, figcaption")].flatMap((node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    return [...(node.tagName === "text" ? [node.getBoundingClientRect()] : range.getClientRects())].map((box) => [node.textContent, box]);
  });
  for (const path of figure.querySelectorAll("path")) {
    const line = path.getBoundingClientRect(), half = parseFloat(getComputedStyle(path).strokeWidth) / 2;
    if (!path.checkVisibility()) continue;
    for (const [text, box] of boxes)
      if (line.left - half < box.right && line.right + half > box.left && line.top < box.bottom - 1 && line.bottom > box.top + 1) met.push(text);
  }
  return [boxes.length, met];
}"""


@pytest.fixture(params=LANGS)
def way(request: pytest.FixtureRequest, server: Server) -> str:
    """The address of the page in a language."""
    return server.url(address(request.param, TYPES["proof"]))


@pytest.mark.parametrize("script", [True, False])
def test_the_page_is_short_on_a_phone(opened: Callable[..., Page], way: str, script: bool) -> None:
    page = opened(width=PHONE, java_script_enabled=script)
    page.goto(way)
    box = page.locator("html").bounding_box()
    assert box is not None
    assert box["height"] <= LONGEST


def test_each_statement_stands_once_with_its_id_and_marks(opened: Callable[..., Page], way: str) -> None:
    page = opened()
    page.goto(way)
    found = page.eval_on_selector_all(
        ".claim-box .claim",
        "all => all.map(one => [one.id, one.textContent, one.closest('.claim-box').innerHTML])",
    )
    assert [name for name, *_ in found] == [f"bc-01-{n}" for n in range(1, 6)]
    assert all(f"id/{name}/" in box and 'class="chip' in box for name, _, box in found), "a statement without its marks"
    words = page.locator("article").evaluate("node => node.textContent")
    for _, text, _ in found:
        assert words.count(text) == 1 or len(text) < 90, f"told again in full: {text}"


def test_a_link_into_what_is_folded_opens_it(opened: Callable[..., Page], way: str) -> None:
    for name in ("bc-01-5", "proof-bc-01-3"):
        page = opened()
        page.goto(way)
        assert not page.locator(f"#{name}").evaluate("node => node.checkVisibility()"), f"{name} is not folded"
        page.goto("about:blank")
        page.goto(f"{way}#{name}")
        page.wait_for_function("name => document.getElementById(name).checkVisibility()", arg=name, timeout=5_000)


def test_what_is_folded_is_printed(opened: Callable[..., Page], way: str, tmp_path: Path) -> None:
    page = opened()
    page.goto(way)
    within = "details.fold:not([open]) :is(p, li > a)"
    folded = page.eval_on_selector_all(within, "all => all.map(one => one.textContent)")
    assert len(folded) > 5
    page.emulate_media(media="print")
    # An id is printed with the address that it is part of: what is behind it is looked for.
    behind = "all => all.map(one => one.textContent.replace(one.querySelector('small')?.textContent ?? '', ''))"
    folded = page.eval_on_selector_all(within, behind)
    assert all(page.eval_on_selector_all(within, "all => all.map(one => one.checkVisibility())"))
    if not shutil.which("pdftotext"):
        return
    page.pdf(path=tmp_path / "page.pdf")
    done = subprocess.run(["pdftotext", "page.pdf", "-"], cwd=tmp_path, capture_output=True, text=True, check=True)
    printed = "".join(done.stdout.split())
    missing = [text for text in folded if "".join(text.split())[:24] not in printed]
    assert not missing


@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_meets_a_word_of_the_picture(opened: Callable[..., Page], way: str, width: int) -> None:
    page = opened(width=width)
    page.goto(way)
    boxes, met = page.evaluate(CROSSED)
    assert boxes > 12
    assert not met, f"a line runs through {met}"


def test_every_row_of_the_picture_is_a_link_that_a_finger_meets(opened: Callable[..., Page], way: str) -> None:
    page = opened(width=PHONE)
    page.goto(way)
    rows = page.eval_on_selector_all(
        ".window li a",
        "all => all.map(a => [a.textContent, a.getBoundingClientRect().height, a.querySelector('path.bar') !== null])",
    )
    assert len(rows) > 6
    assert all(text.strip() and height >= 44 for text, height, _ in rows), rows
    assert sum(bar for *_, bar in rows) == page.locator(".window path.bar:not(.fading)").count()


def test_a_bar_ends_where_its_source_does(opened: Callable[..., Page], server: Server) -> None:
    """An office with no known end is no longer than a few weeks of line and a tail; one with both ends is as long as it was."""
    page = opened(width=PHONE)
    page.goto(server.url(TYPES["proof"]))
    of = "text => { const a = [...document.querySelectorAll('.window a')].find(a => a.textContent.includes(text)); return [...a.querySelectorAll('path.bar')].map(p => p.getBoundingClientRect().width) }"
    year = page.locator(".window svg").last.evaluate("node => node.getBoundingClientRect().width") / 6
    sure, tail = page.evaluate(of, "9/2017")
    assert sure < year / 8
    assert tail < year / 2
    (whole,) = page.evaluate(of, "10/2018–3/2020")
    assert whole == pytest.approx(1.5 * year, rel=0.05)


def test_forced_colours_keep_every_line(browser: Browser, way: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="light", service_workers="block")
    try:
        page = context.new_page()
        page.goto(way)
        colours = set(page.eval_on_selector_all(".window path", "all => all.map(one => getComputedStyle(one).stroke)"))
        own = "name => { document.body.style.color = name; return getComputedStyle(document.body).color }"
        assert colours <= {page.evaluate(own, name) for name in ("CanvasText", "LinkText")}
    finally:
        context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_a_row_is_drawn_below_the_years_that_it_is_about(opened: Callable[..., Page], way: str, width: int) -> None:
    page = opened(width=width)
    page.goto(way)
    ends = page.eval_on_selector_all(
        ".window .axis, .window li svg",
        """all => all.filter((one) => one.getBoundingClientRect().width)
            .map((one) => one.getBoundingClientRect()).map((box) => [box.left, box.right])""",
    )
    assert len(ends) > 3, "no row is drawn"
    (left, right), *rows = ends
    lost = [row for row in rows if abs(row[0] - left) > 1 or abs(row[1] - right) > 1]
    assert not lost, f"the years run from {left} to {right}, rows from and to {lost}"
