"""How pages look in Chromium: what stands on a phone's first screen, how wide lines are, marks against sentences, lanes, the strip.

Figures are those of the design: the first statement at most 400 px down, marks at most half as high as what they mark,
prose 65 to 70 letters wide.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Browser, Page
from selectolax.lexbor import LexborHTMLParser
from tests.browser.conftest import Server
from tests.browser.pages import LANGS, PHONE, TYPES, address

from archive.content.read import read_archive
from archive.stage import strength

REPOSITORY = Path(__file__).parents[2]
FIRST, HALF = 400, 0.5
BEGIN_WITH_STATEMENTS = ("ket-qua/2015-2018", "cam-ket/2018-2020", "thoa-thuan", "nhan-vat", "to-chuc")
"""Folders whose records begin with statements; a document begins with the fields by which it is known, a source with its own."""
MEASURE = 34
WIDE = 1440
TOPS = "() => { const first = document.querySelector('.claim'); return first ? first.getBoundingClientRect().top + scrollY : null; }"
HEIGHTS = """() => [".claim-box > .claim", ".claim-box > .claim-marks"].map((some) =>
  [...document.querySelectorAll(some)].reduce((sum, node) => sum + node.getBoundingClientRect().height, 0))"""


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("folder", BEGIN_WITH_STATEMENTS)
def test_the_first_statement_stands_on_a_phones_first_screen(
    opened: Callable[..., Page], server: Server, site_dir: Path, folder: str, lang: str
) -> None:
    page, low = opened(width=PHONE), {}
    ways = [path.name for path in sorted((site_dir / address(lang, folder)).iterdir()) if path.is_dir()]
    assert ways, f"no record stands in {folder}"
    for name in ways:
        page.goto(server.url(address(lang, f"{folder}/{name}/")))
        top = page.evaluate(TOPS)
        if top is None or top > FIRST:
            low[name] = top
    assert not low, f"the first statement is further down than {FIRST} px: {low}"


JOINED = """() => [...document.querySelectorAll('.claim-box')].map((one, at, all) => [one, all[at - 1]]).filter(
  ([one]) => one.matches('[data-joined]') && one.offsetParent).map(([one, before]) => [one.textContent,
  one.querySelector('.claim, .claim-text').getBoundingClientRect().top - before.lastElementChild.getBoundingClientRect().bottom])"""


@pytest.mark.parametrize("way", ["chien-dich/giup-xa-ngheo/", "nguon/n-vtc-2021/", "ket-qua/2015-2018/kq-05/"])
def test_between_statements_of_one_line_there_is_room(opened: Callable[..., Page], server: Server, way: str) -> None:
    page = opened(width=PHONE)
    page.goto(server.url(way))
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    gaps = page.evaluate(JOINED)
    assert gaps, "no statement goes on a line"
    close = [name for name, gap in gaps if gap < 12]
    assert not close, f"one cannot see where a statement ends: {close}"


TOUCHING = """() => [...document.querySelectorAll('.index-list small')].filter((one) => {
  const over = document.createRange(), first = one.parentElement.firstChild;
  over.selectNodeContents(first);
  return first !== one && one.offsetParent && one.getBoundingClientRect().top < over.getBoundingClientRect().bottom - 1;
}).map((one) => one.textContent)"""


@pytest.mark.parametrize("way", ["tra-cuu/", "dinh-chinh/", "trich-dan/"])
def test_a_small_line_does_not_run_into_the_one_above(opened: Callable[..., Page], server: Server, way: str) -> None:
    page = opened(width=PHONE)
    page.goto(server.url(way))
    assert not page.evaluate(TOUCHING)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("way", ["ket-qua/2015-2018/kq-05/", "nhan-vat/thai-thanh-quy/", "thoa-thuan/ky-ket/"])
def test_marks_are_quieter_than_what_they_mark(
    opened: Callable[..., Page], server: Server, way: str, lang: str
) -> None:
    page = opened(width=PHONE)
    page.goto(server.url(address(lang, way)))
    sentences, marks = page.evaluate(HEIGHTS)
    assert sentences > 100, "no statement is seen on the page"
    assert 0 < marks <= HALF * sentences, f"marks take {marks:.0f} px beside {sentences:.0f} px of sentences"


@pytest.mark.parametrize("name", TYPES)
def test_no_line_of_prose_is_too_wide(opened: Callable[..., Page], server: Server, name: str) -> None:
    page = opened(width=WIDE)
    page.goto(server.url(TYPES[name]))
    wide = page.evaluate(
        """(most) => [...document.querySelectorAll("article :is(p, dd, .index-note, blockquote, li:not(:has(*)))")].filter((node) => {
          if (node.closest("table, .counted, .citation, .lead, .window") || node.matches(":has(> button)") || !node.checkVisibility()) return false;
          const range = document.createRange();
          range.selectNodeContents(node);
          const rows = [...range.getClientRects()];
          // What is only heard is set aside somewhere: the box of the words is the bound.
          const run = rows.length && Math.max(...rows.map((row) => row.right)) - Math.min(...rows.map((row) => row.left));
          return Math.min(run, node.getBoundingClientRect().width) > most;
        }).map((node) => node.textContent.slice(0, 60))""",
        MEASURE * 16 + 1,
    )
    assert not wide, f"{name}: these run wider than {MEASURE} rem: {wide[:5]}"


@pytest.mark.parametrize("lang", LANGS)
def test_a_number_hangs_in_the_margin_and_leads_to_its_statement(
    opened: Callable[..., Page], server: Server, lang: str
) -> None:
    for width in (PHONE, 768, WIDE):
        page = opened(width=width)
        page.goto(server.url(address(lang, TYPES["record"])))
        boxes = page.eval_on_selector_all(
            ".claim-box",
            """(all) => all.map((box) => {
              const number = box.querySelector(".number"), claim = box.querySelector(".claim");
              const range = document.createRange();
              range.selectNodeContents(number.lastChild);
              const [seen, text] = [range.getBoundingClientRect(), claim.getBoundingClientRect()];
              return [claim.id, number.pathname, number.textContent, number.lastChild.data, seen.left, seen.right, box.getBoundingClientRect().left, Math.abs(seen.top - text.top), Math.max(number.offsetHeight, parseFloat(getComputedStyle(number, "::after").height))];
            })""",
        )
        assert len(boxes) > 3
        for name, way, whole, shown, left, right, edge, apart, high in boxes:
            assert way.endswith(f"/id/{name}/"), f"{name}: its number leads to {way}"
            assert (whole, shown) == (name, name.rpartition("-")[2]), "a copy has the whole id, the eye the number"
            assert left >= 0, f"{name} at {width}: the number is cut off"
            assert right <= edge, f"{name} at {width}: the number runs from {left} to {right}, its line is at {edge}"
            assert apart < 14, f"{name} at {width}: its number stands {apart:.0f} px from its first line"
            assert high >= 44, f"{name}: the number is touched on {high} px alone"


def test_beside_a_statement_on_a_wide_screen_stands_its_source(opened: Callable[..., Page], server: Server) -> None:
    page = opened(width=WIDE)
    page.goto(server.url(TYPES["record"]))
    for box in page.locator(".claim-box").all():
        claim, marks = box.locator(".claim").bounding_box(), box.locator(".claim-marks").bounding_box()
        assert claim is not None
        assert marks is not None
        assert marks["x"] >= claim["x"] + claim["width"], "the source stands below its statement"
        assert abs(marks["y"] - claim["y"]) < 16, "the source does not stand on its statement's first line"


def test_a_lane_of_nothing_gives_its_width_away(opened: Callable[..., Page], server: Server) -> None:
    page = opened(width=WIDE)
    page.goto(server.url("chien-dich/giup-xa-ngheo/"))
    widths = page.eval_on_selector_all(
        ".lanes > section", "all => all.map(one => [one.className, one.offsetWidth, one.offsetTop])"
    )
    assert len({top for *_, top in widths}) == 1, f"lanes are not side by side: {widths}"
    empty = [width for name, width, _ in widths if "empty" in name]
    full = [width for name, width, _ in widths if "empty" not in name]
    assert empty, "no lane is empty: look at another campaign"
    assert max(empty) * 2 < min(full), f"a lane that says nothing is as wide as others: {widths}"


@pytest.mark.parametrize("lang", LANGS)
def test_the_strip_has_a_tick_for_each_statement(site_dir: Path, lang: str) -> None:
    archive = read_archive(REPOSITORY)
    due = strength.tally(archive.statements.values())
    home = LexborHTMLParser((site_dir / address(lang, "") / "index.html").read_text("utf-8"))
    strip = home.css_first(".strip")
    assert strip is not None
    items = strip.css("li")
    assert [(item.html or "").count("v14") for item in items] == [*due.values()]
    assert [item.text().split()[0] for item in items] == [str(number) for number in due.values()]
    assert len(strip.css("a")) == len(due), "one way a status, not a tab stop a tick"
    assert len(brotli.compress((strip.html or "").encode())) < 2_000


@pytest.mark.parametrize("name", ["record", "home", "comparison", "timeline", "proof"])
def test_a_readers_few_colours_hide_no_mark(browser: Browser, server: Server, name: str) -> None:
    context = browser.new_context(forced_colors="active", color_scheme="dark", viewport={"width": WIDE, "height": 800})
    page = context.new_page()
    page.goto(server.url(TYPES[name]))
    lost = page.evaluate(
        """() => {
          const ground = getComputedStyle(document.body).backgroundColor;
          const drawn = [...document.querySelectorAll("article svg :is(path, rect, circle, text)")].filter((node) => node.checkVisibility());
          // The room around a mark is there to be touched, not to be seen; a bar that fades has the colour of its gradient's stops.
          return drawn.filter((node) => !node.matches(".room")).filter((node) => {
            const style = getComputedStyle(node);
            const seen = [style.stroke, style.fill].filter((one) => one !== "none" && one !== ground);
            return !seen.length;
          }).map((node) => node.outerHTML.slice(0, 80));
        }"""
    )
    context.close()
    assert not lost, f"drawn in the colour of the ground: {lost[:5]}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("width", [PHONE, 768])
def test_the_headers_tools_keep_one_row_in_large_text(browser: Browser, server: Server, width: int, lang: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto(server.url(address(lang, "")))
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    tops = page.eval_on_selector_all(
        ".tools > a, .menu summary",
        "all => all.map(one => { const box = one.getBoundingClientRect(); return box.top + box.height / 2; })",
    )
    page.close()
    assert len(tops) == 3
    assert max(tops) - min(tops) < 4, f"search, language and menu stand in several rows: {tops}"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["comparison", "figures", "person"])
def test_tables_of_several_columns_stack_on_a_phone(
    opened: Callable[..., Page], server: Server, name: str, lang: str
) -> None:
    page = opened(width=PHONE)
    page.goto(server.url(address(lang, TYPES[name])))
    tables = page.locator("table.stack")
    assert tables.count(), "the page has no such table"
    told = tables.first.evaluate(
        """(table) => [table.scrollWidth - table.parentElement.clientWidth, ...[...table.querySelectorAll("tbody tr")].map((row) =>
          [...row.children].filter((cell) => cell.checkVisibility()).map((cell) => cell.getBoundingClientRect().left))]"""
    )
    assert told[0] <= 0, "the table is wider than its page"
    assert all(len(set(row)) == 1 for row in told[1:]), "cells stand side by side"
    roles = tables.first.evaluate(
        "table => [table, ...table.querySelectorAll('thead, tbody, tr, th, td')].every(one => one.role)"
    )
    assert roles, "what is laid out as blocks is no table by ear unless its parts say so"
