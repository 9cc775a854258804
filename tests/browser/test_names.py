"""Chromium's accessibility tree: on a page no two controls of one kind are called the same and do different things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Server
from tests.browser.pages import PHONE, TYPES, WIDE, address, by_turns

CONTROLS = {"link", "button", "DisclosureTriangle", "checkbox", "combobox", "searchbox", "textbox", "option"}
NAMED = {"region", "navigation", "table", "image", "img", "dialog", "listbox"}
OPEN = "document.querySelectorAll('details').forEach(details => { details.open = true; })"


def tree(page: Page) -> list[dict[str, Any]]:
    """What a screen reader is told of, each with its `role` and `name`."""
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        {**node, "role": node["role"]["value"], "name": node["name"]["value"].strip()}
        for node in nodes
        if not node["ignored"] and "name" in node
    ]


def does(node: dict[str, Any]) -> str:
    """What a control does: where a link leads; every other is one of a kind."""
    url = next((p["value"]["value"] for p in node.get("properties", []) if p["name"] == "url"), None)
    return str(url or node["backendDOMNodeId"])


@pytest.mark.parametrize(("kind", "lang"), by_turns())
def test_every_control_is_called_something_of_its_own(
    opened: Callable[..., Page], server: Server, kind: str, lang: str
) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(server.url(address(lang, TYPES[kind])))
    page.evaluate(OPEN)
    called: dict[tuple[str, str], set[str]] = defaultdict(set)
    nodes = tree(page)
    for node in nodes:
        if node["role"] in CONTROLS:
            called[node["role"], node["name"]].add(does(node))
    assert len(called) > 10, "the tree is empty"
    alike = {f"{role} {name!r}": len(found) for (role, name), found in called.items() if len(found) > 1 or not name}
    assert not alike, f"called the same, though they do different things: {alike}"
    nameless = [node["role"] for node in nodes if node["role"] in NAMED and not node["name"]]
    assert not nameless, f"without a name: {nameless}"


def test_controls_of_a_statement_say_which(opened: Callable[..., Page], server: Server) -> None:
    page = opened(permissions=["clipboard-read", "clipboard-write"])
    page.goto(server.url(TYPES["record"]))
    named = {(node["role"], node["name"]) for node in tree(page)}
    assert named >= {("link", "Báo Nghệ An, đoạn 6 (kq-05-2)"), ("link", "kq-05-2"), ("link", "BibTeX kq-05")}
    page.goto(server.url(TYPES["statement"]))
    page.evaluate(OPEN)
    named = {(node["role"], node["name"]) for node in tree(page)}
    assert named >= {
        ("DisclosureTriangle", "Đối chiếu với bản bạn có (đoạn 6)"),
        ("link", "BibTeX kq-05-2"),
        ("button", "Sao chép trích dẫn kq-05-2"),
    }
    button = page.get_by_role("button", name="Sao chép trích dẫn kq-05-2")
    button.click()
    page.get_by_role("button", name="Đã chép kq-05-2").wait_for()


@pytest.mark.parametrize(("width", "name"), [(PHONE, "EN English"), (WIDE, "English")])
def test_the_other_language_is_heard_as_it_is_seen(
    opened: Callable[..., Page], server: Server, width: int, name: str
) -> None:
    """WCAG 2.5.3: whoever steers by voice says what they read."""
    page = opened(width=width)
    page.goto(server.url(TYPES["record"]))
    expect(page.get_by_role("link", name=name, exact=True)).to_be_visible()
