"""A walk through the site by keyboard alone: skip link, menu, search, language, claims; names in the page's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Server
from tests.browser.pages import LANGS, TYPES, WIDE, address

NAMES = {
    "vi": {"skip": "Đến nội dung", "menu": "Menu", "main": "Mục chính", "search": "Tìm trong kho lưu trữ",
           "results": "Kết quả tìm", "other": "English", "crumbs": "Đường dẫn", "dark": "Nền tối"},
    "en": {"skip": "Skip to content", "menu": "Menu", "main": "Main sections", "search": "Search the archive",
           "results": "Search results", "other": "Tiếng Việt", "crumbs": "Breadcrumbs", "dark": "Dark background"},
}  # fmt: skip
"""What a screen reader says."""


def focused(page: Page) -> str:
    """What the element that has the focus is called."""
    return str(page.evaluate("(document.activeElement.ariaLabel || document.activeElement.innerText || '').trim()"))


def tab_to(page: Page, words: str, most: int = 25) -> None:
    """Press Tab until the element with these words has the focus."""
    seen = []
    for _ in range(most):
        page.keyboard.press("Tab")
        seen.append(focused(page))
        if words in seen[-1]:
            return
    pytest.fail(f"Tab never came to {words!r}, only to {seen}")


@pytest.mark.parametrize("lang", LANGS)
def test_the_skip_link_is_first_and_leads_to_the_content(
    opened: Callable[..., Page], server: Server, lang: str
) -> None:
    page = opened()
    page.goto(server.url(address(lang, TYPES["record"])))
    page.keyboard.press("Tab")
    assert focused(page) == NAMES[lang]["skip"]
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0"), "it has the focus but is not seen"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "noi-dung"


@pytest.mark.parametrize("lang", LANGS)
def test_the_menu_opens_by_key_and_its_links_follow(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened()
    page.goto(server.url(address(lang, "")))
    sections = page.get_by_role("navigation", name=NAMES[lang]["main"])
    expect(sections).to_be_hidden()
    tab_to(page, NAMES[lang]["menu"])
    page.keyboard.press("Enter")
    expect(sections).to_be_visible()
    page.keyboard.press("Tab")
    first = sections.get_by_role("link").first
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(sections).to_be_hidden()
    assert focused(page) == NAMES[lang]["menu"]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(server.url(address(lang, "thoa-thuan/")))


@pytest.mark.parametrize("lang", LANGS)
def test_the_menu_says_in_which_section_a_page_is(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened(width=WIDE)
    for way, here in (("ket-qua/2015-2018/", "page"), ("ket-qua/2015-2018/kq-05/", "true"), ("tro-nang/", None)):
        page.goto(server.url(address(lang, way)))
        sections = page.get_by_role("navigation", name=NAMES[lang]["main"]).locator("[aria-current]")
        told = [(one.get_attribute("aria-current"), one.get_attribute("href")) for one in sections.all()]
        assert [current for current, _ in told] == ([here] if here else []), f"{way}: {told}"


@pytest.mark.parametrize("lang", LANGS)
def test_the_palette_is_a_named_switch_and_stays(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened(width=WIDE)
    page.goto(server.url(address(lang, "")))
    switch = page.get_by_role("button", name=NAMES[lang]["dark"])
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).to_have_attribute("aria-pressed", "true")
    page.goto(server.url(address(lang, TYPES["record"])))
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 22, 27)"


@pytest.mark.parametrize("lang", LANGS)
def test_slash_opens_search_arrows_choose_enter_follows(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened()
    page.goto(server.url(address(lang, TYPES["record"])))
    page.keyboard.press("/")
    field = page.get_by_role("combobox", name=NAMES[lang]["search"])
    expect(field).to_be_focused()
    page.keyboard.type("dan van khe" if lang == "vi" else "skilful")
    options = page.get_by_role("listbox", name=NAMES[lang]["results"]).get_by_role("option")
    expect(page.locator("[role=listbox][data-whole]")).to_be_visible()
    # At once: the keys are for what was just typed, whose answer is not shown yet.
    page.keyboard.type("o" if lang == "vi" else " mobilisation")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id") or "")
    page.keyboard.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "true")
    target = options.first.get_attribute("href") or ""
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.endswith(target))


def test_escape_closes_search_and_gives_the_focus_back(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(TYPES["record"]))
    opener = page.locator("a.search-open")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_be_visible()
    page.keyboard.type("dan")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_slash_typed_into_the_field_is_a_letter(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(""))
    page.keyboard.press("/")
    page.keyboard.type("9/7")
    expect(page.locator("dialog input")).to_have_value("9/7")


@pytest.mark.parametrize("lang", LANGS)
def test_the_language_switch_keeps_page_and_place(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened()
    other = "en" if lang == "vi" else "vi"
    page.goto(server.url(address(lang, TYPES["record"]) + "#kq-05-2"))
    switch = page.get_by_role("banner").get_by_role("link", name=NAMES[lang]["other"])
    switch.focus()
    assert page.evaluate("document.activeElement.lang") == other, "a screen reader must say it in that language"
    page.keyboard.press("Enter")
    expect(page).to_have_url(server.url(address(other, TYPES["record"]) + "#kq-05-2"))
    assert page.evaluate("document.documentElement.lang") == other


PLACES = {
    "vi": {"#tom-luoc": "#tom-luoc", "#kq-05-2": "#kq-05-2", "#doc-con-so-nay-the-nao": "#doc-con-so-nay-the-nao"},
    "en": {"#doc-con-so-nay-the-nao": "#doc-con-so-nay-the-nao", "#how-to-read-this-figure": "#doc-con-so-nay-the-nao"},
}
"""Places of a record's page, and where they are in the other language; English headings have a second, older id."""


@pytest.mark.parametrize("lang", LANGS)
def test_the_language_switch_leads_to_a_place_that_is_there(
    opened: Callable[..., Page], server: Server, lang: str
) -> None:
    page = opened()
    other = "en" if lang == "vi" else "vi"
    way, twin = (server.url(address(tongue, TYPES["record"])) for tongue in (lang, other))
    for place, due in {**PLACES[lang], "#nowhere": "", "#%E0": "", "": ""}.items():
        page.goto("about:blank")
        page.goto(way + place)
        page.locator("a.language").click()
        expect(page, f"from {place!r}").to_have_url(twin + due)
        expect(page.locator(":target"), f"{due or 'nothing'} is the place").to_have_count(1 if due else 0)
    page.goto(way)
    page.evaluate("location.hash = '#kq-05-2'")
    expect(page.locator("a.language")).to_have_attribute("href", re.compile("#kq-05-2$"))


@pytest.mark.parametrize("lang", LANGS)
def test_a_permalink_leads_to_its_claim_and_shows_it(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened()
    page.goto(server.url(address(lang, TYPES["record"])))
    tab_to(page, "kq-05-1", most=40)
    assert page.evaluate("document.activeElement.matches('.permalink')"), "its number does not come first"
    page.keyboard.press("Enter")
    expect(page).to_have_url(server.url(address(lang, "id/kq-05-1/")))
    page.locator(".place dd a").first.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(server.url(address(lang, TYPES["record"]) + "#kq-05-1"))
    box = page.locator(".claim-box:has(#kq-05-1)")
    assert box.evaluate("node => getComputedStyle(node).outlineStyle") == "solid", "the target is not marked"
    other = page.locator(".claim-box:has(#kq-05-2)")
    assert other.evaluate("node => getComputedStyle(node).outlineStyle") == "none"


@pytest.mark.parametrize(("lang", "said"), [("vi", "Đã chép"), ("en", "Copied")])
def test_a_citation_is_copied_and_said_so(opened: Callable[..., Page], server: Server, lang: str, said: str) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(server.url(address(lang, TYPES["statement"])))
    button = page.locator("button.copy").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[aria-live=polite]")).to_have_text(said)
    copied = page.evaluate("navigator.clipboard.readText()")
    cited = page.locator(".citation").first.inner_text()
    today = page.evaluate("new Date().getDate() + (document.documentElement.lang === 'en' ? ' ' : '/')")
    assert copied.startswith(f"{cited} {'Accessed' if lang == 'en' else 'Truy cập ngày'} {today}"), copied
    assert copied.endswith(f"{date.today().year}."), copied
    assert "kq-05-2" in copied


@pytest.mark.parametrize("lang", LANGS)
def test_the_focus_is_seen_on_every_stop(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened(width=WIDE)
    page.goto(server.url(address(lang, TYPES["record"])))
    unseen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        width = page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)")
        if width < 3:
            unseen.append(focused(page))
    assert not unseen, f"no outline on {unseen}"
