"""Keys while an input method composes are the input method's: whoever types Vietnamese by Telex or VNI does so all the time."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Server
from tests.browser.pages import TYPES, address, by_turns

KEYS = {"Enter": 13, "ArrowDown": 40, "ArrowUp": 38, "Escape": 27}
LAST = """(field, key) => {
    const event = new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, keyCode: 229});
    return field.dispatchEvent(event);
}"""
"""The key that ended a composition, as some browsers tell it: after the end, with the code 229. Gives whether it was left alone."""


def found(page: Page, way: str) -> Page:
    """A page on which search has found something."""
    page.goto(way)
    page.keyboard.press("/")
    page.locator("dialog input").fill("dan")
    expect(page.locator("dialog [role=option]").nth(1)).to_be_visible()
    return page


@pytest.mark.parametrize(("key", "lang"), by_turns(KEYS))
def test_a_key_within_a_composition_does_nothing(
    opened: Callable[..., Page], server: Server, key: str, lang: str
) -> None:
    page = found(opened(), server.url(address(lang, TYPES["record"])))
    session = page.context.new_cdp_session(page)
    before = page.url
    page.evaluate(
        """() => addEventListener("keydown", event => { window.told = [event.isComposing, event.defaultPrevented]; })"""
    )
    session.send("Input.imeSetComposition", {"text": "vâ", "selectionStart": 2, "selectionEnd": 2})
    named = {"key": key, "code": key, "windowsVirtualKeyCode": KEYS[key]}
    for kind in ("rawKeyDown", "keyUp"):
        session.send("Input.dispatchKeyEvent", {"type": kind, **named})
    composing, prevented = page.evaluate("window.told")
    assert composing, "nothing was being composed: the test tests nothing"
    assert prevented == (key == "Escape"), (
        f"{key}: an Escape alone has something to be kept from: a search field empties itself"
    )
    assert page.locator("dialog input").input_value() == "danvâ"
    expect(page.locator("dialog")).to_be_visible()
    assert page.locator("dialog [aria-selected=true]").count() == 0
    assert page.url == before


@pytest.mark.parametrize("key", KEYS)
def test_the_key_that_ends_a_composition_does_nothing(opened: Callable[..., Page], server: Server, key: str) -> None:
    page = found(opened(), server.url(TYPES["record"]))
    field = page.locator("dialog input")
    left = field.evaluate(LAST, key)
    assert left == (key != "Escape"), (
        f"{key}: an Escape alone has something to be kept from: a search field empties itself"
    )
    assert field.input_value() == "dan"
    expect(page.locator("dialog")).to_be_visible()
    assert page.locator("dialog [aria-selected=true]").count() == 0
    page.keyboard.press("ArrowDown")
    assert page.locator("dialog [aria-selected=true]").count() == 1, "after the composition keys work again"


def test_a_slash_of_an_input_method_does_not_open_search(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(""))
    assert page.locator("body").evaluate(LAST, "/")
    assert page.locator("dialog").count() == 0
