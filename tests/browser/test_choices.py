"""What a reader chooses holds on every page of theirs: the background, and whether the key / opens search (WCAG 2.1.4)."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Server
from tests.browser.pages import LANGS, TYPES, WIDE, address

DARK = "rgb(20, 22, 27)"
GROUND = "getComputedStyle(document.body).backgroundColor"
FIELDS = ("<input>", "<textarea></textarea>", "<select><option>a</select>", "<div contenteditable><p>a</p></div>")
SWITCH = {"vi": "Phím / mở ô tìm kiếm", "en": "The key / opens search"}
STATEMENT = TYPES["accessibility"]


def choose_dark(page: Page) -> None:
    """Press the button, and see that it is dark."""
    page.locator(".palette").click()
    assert page.evaluate(GROUND) == DARK


@pytest.mark.parametrize("lang", LANGS)
def test_another_open_page_follows(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened(width=WIDE)
    page.goto(server.url(address(lang, "")))
    other = page.context.new_page()
    other.set_viewport_size({"width": WIDE, "height": 800})
    other.goto(server.url(address(lang, TYPES["record"])))
    choose_dark(page)
    expect(other.locator("body")).to_have_css("background-color", DARK)
    expect(other.locator(".palette")).to_have_attribute("aria-pressed", "true")
    other.locator(".palette").click()
    expect(page.locator("body")).not_to_have_css("background-color", DARK)
    expect(page.locator(".palette")).to_have_attribute("aria-pressed", "false")


def test_back_to_a_page_that_was_kept_is_dark_too(opened: Callable[..., Page], server: Server) -> None:
    """A kept page hears no `storage`; Chromium keeps none while it is watched, so its coming back is told by hand."""
    page = opened(width=WIDE)
    page.goto(server.url(""))
    page.evaluate("localStorage.setItem('danvan-theme', 'dark')")
    assert page.evaluate(GROUND) != DARK, "the page itself was not told"
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.evaluate(GROUND) == DARK
    expect(page.locator(".palette")).to_have_attribute("aria-pressed", "true")


def test_back_is_dark(opened: Callable[..., Page], server: Server) -> None:
    page = opened(width=WIDE)
    page.goto(server.url(""))
    page.locator(".sections a").first.click()
    choose_dark(page)
    page.go_back()
    assert page.evaluate(GROUND) == DARK


def test_without_storage_the_page_still_turns_dark(opened: Callable[..., Page], server: Server) -> None:
    page = opened(width=WIDE)
    page.goto(server.url(""))
    page.evaluate("() => { Storage.prototype.setItem = Storage.prototype.getItem = () => { throw new Error(); }; }")
    choose_dark(page)
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.evaluate(GROUND) == DARK


@pytest.mark.parametrize("lang", LANGS)
def test_the_key_is_switched_off_for_good_and_on_again(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened()
    page.goto(server.url(address(lang, STATEMENT)))
    switch = page.get_by_role("checkbox", name=SWITCH[lang])
    expect(switch).to_be_checked()
    switch.focus()
    page.keyboard.press("Space")
    expect(switch).not_to_be_checked()
    page.locator("h1").click()
    page.keyboard.press("/")
    assert page.locator("dialog").count() == 0
    page.reload()
    expect(switch).not_to_be_checked()
    other = "en" if lang == "vi" else "vi"
    for way in (
        address(lang, STATEMENT),
        address(lang, TYPES["record"]),
        address(other, ""),
        address(other, "tim-kiem/"),
    ):
        page.goto(server.url(way))
        page.keyboard.press("/")
        assert page.locator("dialog").count() == 0, way
        assert page.evaluate("document.activeElement.tagName") != "INPUT", way
    page.goto(server.url(address(lang, "")))
    page.locator("a.search-open").click()
    expect(page.locator("dialog input")).to_be_focused()
    page.goto(server.url(address(other, STATEMENT)))
    page.get_by_role("checkbox", name=SWITCH[other]).check()
    page.goto(server.url(address(lang, TYPES["record"])))
    page.keyboard.press("/")
    expect(page.locator("dialog input")).to_be_focused()


def test_another_open_page_loses_the_key_too(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(""))
    other = page.context.new_page()
    other.goto(server.url(STATEMENT))
    other.get_by_role("checkbox", name=SWITCH["vi"]).uncheck()
    expect(page.locator("html")).to_have_attribute("data-slash", re.compile("."))
    page.keyboard.press("/")
    assert page.locator("dialog").count() == 0


@pytest.mark.parametrize("lang", LANGS)
def test_the_switch_is_not_there_without_javascript(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened(java_script_enabled=False)
    page.goto(server.url(address(lang, STATEMENT)))
    switch = page.get_by_text(SWITCH[lang], exact=True)
    assert switch.count() == 1
    expect(switch).to_be_hidden()


@pytest.mark.parametrize("field", FIELDS)
def test_a_slash_typed_elsewhere_is_a_letter(opened: Callable[..., Page], server: Server, field: str) -> None:
    page = opened()
    page.goto(server.url(""))
    page.evaluate("html => document.querySelector('main').insertAdjacentHTML('afterbegin', html)", field)
    page.locator("main > :first-child").focus()
    page.keyboard.press("/")
    assert page.locator("dialog").count() == 0, f"search opened while {field} had the focus"


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta"])
def test_with_another_key_held_the_slash_is_not_ours(opened: Callable[..., Page], server: Server, held: str) -> None:
    page = opened()
    page.goto(server.url(""))
    page.keyboard.press(f"{held}+/")
    assert page.locator("dialog").count() == 0
