"""Search: found without marks, plain links in a listbox, only the page's own language."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.archives import BELOW
from tests.browser.conftest import Server
from tests.browser.pages import address

QUERIES = [
    ("vi", "dan van kheo", "chien-dich/dan-van-kheo/"),
    ("vi", "dân vận khéo", "chien-dich/dan-van-kheo/"),
    ("vi", "dang uy khoi", "to-chuc/dang-uy-khoi/"),
    ("vi", "Đảng ủy Khối", "to-chuc/dang-uy-khoi/"),
    ("vi", "xa ngheo", "ket-qua/2015-2018/kq-05/"),
    ("en", "skilful mass mobilisation", "en/chien-dich/dan-van-kheo/"),
    ("en", "poor communes", "en/ket-qua/2015-2018/kq-05/"),
]


def results(page: Page, query: str) -> list[str]:
    """Ask the dialog; gives the results' addresses below the site's root."""
    page.keyboard.press("/")
    page.locator("dialog input").fill(query)
    options = page.locator("[role=listbox] a[role=option][href]")
    expect(options.first).to_be_visible()
    return [(option.get_attribute("href") or "").removeprefix(BELOW) for option in options.all()]


@pytest.mark.parametrize(("lang", "query", "expected"), QUERIES)
def test_it_finds(opened: Callable[..., Page], server: Server, lang: str, query: str, expected: str) -> None:
    page = opened()
    page.goto(server.url(address(lang, "")))
    found = results(page, query)
    assert expected in found[:5], f"{query!r} gives {found[:8]}"
    strangers = [way for way in found if way.startswith("en/") != (lang == "en")]
    assert not strangers, f"results of the other language: {strangers}"


FIRST = [
    ("vi", "Quý", "nhan-vat/thai-thanh-quy/", 1),
    ("vi", "dan van kheo", "chien-dich/dan-van-kheo/", 2),
    ("vi", "kq-05-2", "ket-qua/2015-2018/kq-05/", 1),
    ("vi", "KQ-05", "ket-qua/2015-2018/kq-05/", 1),
    ("vi", "10 tỷ", "ket-qua/2015-2018/kq-05/", 1),
    ("vi", "nghi quyet 01", "van-ban/nghi-quyet-01/", 1),
    ("en", "Quý", "en/nhan-vat/thai-thanh-quy/", 1),
    ("en", "kq-05-2", "en/ket-qua/2015-2018/kq-05/", 1),
    ("en", "poor communes", "en/chien-dich/giup-xa-ngheo/", 1),
    ("en", "campaigns", "en/chien-dich/", 1),
]


@pytest.mark.parametrize(("lang", "query", "expected", "most"), FIRST)
def test_what_is_asked_for_stands_first(
    opened: Callable[..., Page], server: Server, lang: str, query: str, expected: str, most: int
) -> None:
    page = opened()
    page.goto(server.url(address(lang, "")))
    found = results(page, query)
    assert expected in found[:most], f"{query!r} gives {found[:8]}"
    aside = [way for way in found if "quy-tac" in way or "trich-dan" in way]
    assert not aside, f"pages about the archive's own working are among the results: {aside}"


@pytest.mark.parametrize("query", ["ŵŷŵŷ", "xyzabc", "nghèo qqqq", "blarghle"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_nothing_found_is_said(opened: Callable[..., Page], server: Server, lang: str, query: str) -> None:
    page = opened()
    page.goto(server.url(address(lang, "")))
    page.keyboard.press("/")
    page.locator("dialog input").fill(query)
    said = {"vi": "Không thấy gì cho", "en": "Nothing found for"}[lang]
    expect(page.locator("dialog [role=status]")).to_contain_text(said)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_search_page_takes_a_query_from_its_address(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened()
    page.goto(server.url(address(lang, "tim-kiem/") + "?q=nghe+an"))
    expect(page.locator("main [role=option]").first).to_be_visible()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_without_script_the_search_page_says_where_else_to_look(
    opened: Callable[..., Page], server: Server, lang: str
) -> None:
    for script in (True, False):
        page = opened(java_script_enabled=script)
        page.goto(server.url(address(lang, "tim-kiem/")))
        expect(page.locator(".search-hint")).to_be_visible(visible=script)
        expect(page.locator(".search-else")).to_be_visible(visible=not script)


@pytest.mark.parametrize("width", [375, 1280])
def test_no_button_that_needs_script_shows_without_it(opened: Callable[..., Page], server: Server, width: int) -> None:
    page = opened(width=width, java_script_enabled=False)
    page.goto(server.url("ket-qua/2015-2018/kq-05/"))
    assert page.locator("button").count() > 0
    assert page.locator("button:visible").count() == 0


def test_nothing_of_search_is_asked_for_before_it_is_opened(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    server.sent.clear()
    page.goto(server.url(""), wait_until="networkidle")
    asked = [name for name, _ in server.sent if "pagefind" in name]
    assert not asked, f"a page that is only read loads {asked}"
