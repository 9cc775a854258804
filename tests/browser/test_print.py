"""Paper: what every sheet says of itself, what a statement's first sheet holds, and that nothing is cut or left alone.

The PDFs are Chromium's own, read by `sheets`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page
from tests.archives import REAL
from tests.browser.conftest import Server
from tests.browser.pages import TYPES, address, by_turns
from tests.browser.sheets import sheets, squeezed

from archive import dates
from archive.content.read import read_archive
from archive.findings import Lang

WITHIN = 657
"""CSS pixels between the margins of an A4 sheet."""
TOOLS = (
    "button, input, textarea, select, nav, dialog, .cite, .report, .citation-files, .statement-tools, .top, .skip,"
    " [data-search-page]"
)
NOT_ON_PAPER = (
    "BibTeX",
    "CSL-JSON",
    "Sao chép",
    "Copy",
    "Nền tối",
    "Sửa trang này",
    "Sửa câu này",
    "Bản đồ trang",
    "Menu",
)
LINES = {"reported": "solid", "inferred": "dashed", "official": "double"}


def printed(page: Page, url: str) -> list[str]:
    """The sheets of a page, each without blanks."""
    page.goto(url)
    return [squeezed(sheet) for sheet in sheets(page.pdf(prefer_css_page_size=True))]


def last_lines(sheet: str) -> set[str]:
    """What a sheet ends in: its last line, the last two, and so on, without blanks."""
    lines = [line for line in map(squeezed, sheet.splitlines()) if line]
    return {"".join(lines[-count:]) for count in range(1, 5)}


@pytest.fixture(scope="session")
def said(real_site: Path) -> dict[str, list[str]]:
    """What every sheet says in each language: whose it is, of which day, of which sources."""
    own = read_archive(real_site).settings
    day = datetime.fromtimestamp(int(REAL["SOURCE_DATE_EPOCH"]), UTC).astimezone(ZoneInfo(own.time_zone)).date()
    langs: tuple[Lang, Lang] = ("vi", "en")
    sheet = real_site / "site/assets/print.css"
    (made_of,) = set(
        re.findall(r"[0-9a-f]{64}", sheet.read_text("utf-8"))
    )  # what it is the digest of: see test_sources
    told = {lang: [own.name[lang], dates.label(day.isoformat(), lang), made_of] for lang in langs}
    return {lang: [squeezed(words) for words in each] for lang, each in told.items()}


@pytest.mark.parametrize(("kind", "lang"), by_turns())
def test_every_sheet_says_whose_it_is_and_none_ends_in_a_heading(
    opened: Callable[..., Page], server: Server, said: dict[str, list[str]], kind: str, lang: str
) -> None:
    page = opened()
    way = address(lang, TYPES[kind])
    page.goto(server.url(way))
    whole = sheets(page.pdf(prefer_css_page_size=True))
    found = [squeezed(sheet) for sheet in whole]
    ends = [last_lines(sheet) for sheet in whole]
    headings = [squeezed(words) for words in page.locator("main :is(h2, h3)").all_text_contents()]
    for number, sheet in enumerate(found, 1):
        for words in (*said[lang], f"{number}/{len(found)}", REAL["SITE_URL"] + way):
            assert words in sheet, f"sheet {number} of {len(found)} does not say {words}: {sheet[:300]}"
        alone = [words for words in headings if words in ends[number - 1]]
        assert not alone or kind == "rules", f"sheet {number} ends in a heading: {alone}"


@pytest.mark.parametrize(("kind", "lang"), by_turns())
def test_nothing_is_wider_or_higher_than_the_sheet_and_no_tool_is_on_it(
    opened: Callable[..., Page], server: Server, kind: str, lang: str
) -> None:
    page = opened(width=WITHIN)
    page.goto(server.url(address(lang, TYPES[kind])))
    page.emulate_media(media="print")
    assert page.evaluate("() => matchMedia('print').matches"), "the browser does not show the page as printed"
    wide = page.evaluate(
        """() => [...document.querySelectorAll("main *")].filter(one => one.checkVisibility()
            && one.getBoundingClientRect().right > innerWidth + 5).map(one => one.outerHTML.slice(0, 200))"""
    )
    assert not wide, f"wider than a sheet: {wide[:3]}"
    heights = page.evaluate("() => [...document.querySelectorAll('.picture svg')].map(one => one.clientHeight)")
    assert all(height <= 900 for height in heights), heights
    shown = page.evaluate(
        """tools => [...document.querySelectorAll(tools)].filter(one => one.checkVisibility() && one.innerText
            && !one.querySelector("[rel=license]")).map(one => one.outerHTML.slice(0, 200))""",
        TOOLS,
    )
    assert not shown, f"tools on paper: {shown[:3]}"


@pytest.mark.parametrize("kind", ["record", "campaign", "proof", "person", "timeline", "glossary", "register"])
def test_no_heading_and_no_statement_is_lost_on_the_way_to_paper(
    opened: Callable[..., Page], server: Server, kind: str
) -> None:
    """What is folded, and what a sheet's end goes through: the margins' words stand between its halves."""
    page = opened()
    page.goto(server.url(TYPES[kind]))
    text = "".join(map(squeezed, sheets(page.pdf(prefer_css_page_size=True))))
    said = page.locator("main :is(h1, h2, h3, .claim, .claim-text, .timeline p)").all_text_contents()
    lost = [words for words in said if squeezed(words) not in text]
    assert not lost, f"{len(lost)} of {len(said)}: {lost[:3]}"


@pytest.mark.parametrize("kind", ["home", "record", "source", "person", "campaign", "statement"])
def test_statements_keep_their_address_in_full_their_status_and_its_line(
    opened: Callable[..., Page], server: Server, kind: str
) -> None:
    page = opened()
    text = "".join(printed(page, server.url(TYPES[kind])))
    ids = page.locator(".claim-box .permalink, .claim-marks .permalink, .own-id").all_text_contents()
    assert ids, "no statement"
    missing = [name for name in ids if f"{REAL['SITE_URL']}id/{name}/" not in text]
    assert not missing, missing
    for chip in set(
        page.locator(".claim-box .chip").evaluate_all("found => found.map(one => one.firstChild.textContent)")
    ):
        assert squeezed(chip) in text, chip
    page.emulate_media(media="print")
    boxes = page.locator(".claim-box")
    lines = boxes.evaluate_all(
        "found => found.map(one => [one.dataset.status, one.dataset.tier, getComputedStyle(one).borderInlineStartStyle])"
    )
    for status, tier, line in lines:
        assert line == ("dotted" if tier == "context" and status == "reported" else LINES[status]), (status, tier)
    tools = [words for words in NOT_ON_PAPER if squeezed(words) in text]
    assert not tools, tools


def test_a_statement_is_one_sheet_with_its_source_and_its_history_is_on_another(
    opened: Callable[..., Page], server: Server
) -> None:
    page = opened()
    first, *others = printed(page, server.url(TYPES["statement"]))
    name = TYPES["statement"].split("/")[1]
    sentence, merged = (page.locator(one).first.text_content() or "" for one in (".statement h1", ".earlier h2"))
    for words in (sentence, "Báo Nghệ An, đoạn 6", "SHA-256", f"{REAL['SITE_URL']}id/{name}/"):
        assert squeezed(words) in first, words
    assert "".join(page.locator(".cite-page h2").all_text_contents()).replace(" ", "") in first
    assert others, "what was merged has no sheet of its own"
    assert squeezed(merged) not in first
    assert squeezed(merged) in others[0]


def test_a_conclusion_is_one_sheet_and_its_proof_another(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    first, second, *_ = printed(page, server.url(TYPES["inference"]))
    sentence, proof, step = (
        squeezed(page.locator(one).first.text_content() or "")
        for one in (".statement h1", "section:has(> .proof) h2", ".proof .step p")
    )
    assert sentence in first
    assert f"{REAL['SITE_URL']}{TYPES['inference']}" in first
    assert proof not in first
    assert step not in first
    assert proof in second
    assert step in second


def test_the_address_of_a_source_is_spelled_out(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    text = "".join(printed(page, server.url(TYPES["context source"])))
    href = page.locator(".facts a.address").first.get_attribute("href")
    assert href
    assert href.startswith("https://")
    assert href in text


def test_what_is_folded_is_printed_open(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(TYPES["prose"]))
    page.evaluate(
        "() => document.querySelector('article').insertAdjacentHTML('beforeend', '<details><summary>a</summary>Ẩn ý</details>')"
    )
    assert "Ẩný" in "".join(map(squeezed, sheets(page.pdf(prefer_css_page_size=True))))
