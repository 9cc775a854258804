"""The preview in a real browser: the bar as it is read on a phone, and pages that load themselves again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.archives import BELOW
from tests.browser.axe import violations
from tests.browser.conftest import FLAGS, headless, watched
from tests.browser.pages import LANGS, PHONE, SCHEMES, WIDE, Scheme

from archive.findings import Finding, Lang, Place, Severity, Text
from archive.preview.answers import State
from archive.preview.flow import Outcome
from archive.preview.server import Server

RECORD = "ket-qua/2015-2018/kq-05/"
LONG = "docs/vi/ket-qua/2015-2018/" + "mot-ten-rat-dai-khong-co-cho-nao-de-xuong-dong" * 2 + ".md"
FAULT = Finding(
    Place(LONG, 12, 3), "DV401", Text("Thiếu trang song ngữ", "The twin is missing"), Text("viết", "write it")
)
WARNING = Finding(Place("docs/en/index.md", 4), "DV404", Text("Đã cũ", "Stale"), severity=Severity.WARNING)
GOOD = Outcome(shown=True)
HELD = Outcome((FAULT, *[replace(FAULT, place=Place(LONG, line)) for line in range(20, 40)], WARNING), True, (LONG,))
STAYS = Outcome((FAULT,))


@pytest.fixture
def preview(site_dir: Path) -> Iterator[Server]:
    """The real site, served as a preview."""
    with Server("127.0.0.1", 0, State(site_dir, BELOW, GOOD), pytest.fail) as found:
        threading.Thread(target=lambda: found.serve_forever(0.01), daemon=True).start()
        yield found
        found.shutdown()


def url(preview: Server, address: str = "") -> str:
    return f"http://127.0.0.1:{preview.port}{BELOW}{address}"


def put(preview: Server, outcome: Outcome | None) -> None:
    preview.state = replace(preview.state, outcome=outcome)


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_an_open_page_shows_what_became_of_a_change(opened: Callable[..., Page], preview: Server) -> None:
    page = opened()
    bar = page.locator("#archive-preview")
    with watched(page) as wrong:
        page.goto(url(preview, RECORD))
        expect(page.locator("h1")).to_be_visible()
        expect(bar).to_have_count(0)
        put(preview, STAYS)
        expect(bar).to_contain_text("DV401", timeout=30_000)
        expect(bar.locator("li")).to_be_visible()
        put(preview, GOOD)
        expect(bar).to_have_count(0, timeout=30_000)
    # The page's own policy, which is a build's, lets all of this happen and nothing else.
    assert page.locator("meta[http-equiv=Content-Security-Policy]").count() == 1
    assert wrong == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("lang", LANGS)
def test_the_bar_is_read_on_a_phone(opened: Callable[..., Page], preview: Server, lang: Lang, script: bool) -> None:
    put(preview, HELD)
    page = opened(width=PHONE, java_script_enabled=script)
    page.goto(url(preview, ("en/" if lang == "en" else "") + RECORD))
    bar = page.locator("#archive-preview")
    assert page.locator("body > *:visible").first.get_attribute("id") == "archive-preview"
    expect(bar.locator("summary")).to_contain_text(f"{LONG}:12:3")
    expect(bar.locator("li").first).to_be_hidden()
    bar.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(bar.locator("li").first).to_be_visible()
    expect(bar.locator("li").first).to_contain_text({"vi": "Thiếu trang", "en": "The twin is missing"}[lang])
    assert fits(page)
    box, screen = bar.bounding_box(), page.viewport_size
    assert box
    assert screen
    assert box["width"] == screen["width"]
    assert box["height"] < screen["height"] * 0.75, "the page below cannot be reached"
    assert page.locator("main h1").count() == 1


@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_is_accessible_wide_and_narrow(opened: Callable[..., Page], preview: Server, scheme: Scheme) -> None:
    put(preview, HELD)
    page = opened(scheme=scheme)
    wrong = []
    for width in (PHONE, WIDE):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(url(preview, RECORD))
        page.locator("#archive-preview summary").click()
        wrong += violations(page, f"{width} {scheme}")
    assert wrong == []


def test_a_print_is_the_pages_alone(opened: Callable[..., Page], preview: Server) -> None:
    put(preview, HELD)
    page = opened()
    page.goto(url(preview, RECORD))
    page.emulate_media(media="print")
    expect(page.locator("#archive-preview")).to_be_hidden()
    page.emulate_media(media="screen")


def test_search_works_in_the_preview(opened: Callable[..., Page], preview: Server) -> None:
    page = opened()
    with watched(page) as wrong:
        page.goto(url(preview, "tim-kiem/?q=nghèo"))
        expect(page.locator("[role=option]").first).to_be_visible()
    assert [line for line in wrong if "Unrecognized feature" not in line] == []


@pytest.mark.parametrize("outcome", [None, STAYS], ids=["building", "nothing could be built"])
def test_the_page_before_the_first_site(
    opened: Callable[..., Page], preview: Server, tmp_path: Path, outcome: Outcome | None
) -> None:
    shown = preview.state.shown
    preview.state = State(tmp_path / "none", BELOW, outcome)
    page = opened(width=PHONE)
    page.goto(url(preview, RECORD))
    expect(page.locator("#archive-preview")).to_contain_text("DV401" if outcome else "đang dựng lần đầu")
    assert fits(page)
    assert violations(page, "before the first site") == []
    preview.state = State(shown, BELOW, GOOD)
    expect(page.locator("article")).to_be_visible(timeout=30_000)


def test_who_waits_without_script_gets_the_first_site(
    opened: Callable[..., Page], preview: Server, tmp_path: Path
) -> None:
    shown = preview.state.shown
    preview.state = State(tmp_path / "none", BELOW)
    page = opened(java_script_enabled=False)
    page.goto(url(preview))
    preview.state = State(shown, BELOW, GOOD)
    expect(page.locator("article")).to_be_visible(timeout=30_000)


def test_a_page_of_the_web_reads_nothing(opened: Callable[..., Page], preview: Server) -> None:
    page = opened()
    page.route("http://evil.example/", lambda route: route.fulfill(content_type="text/html", body="<h1>Evil</h1>"))
    page.goto("http://evil.example/")
    read = f"() => fetch('{url(preview)}').then(answer => answer.text(), error => 'refused')"
    assert page.evaluate(read) == "refused"
    embed = f"() => new Promise(done => {{ const i = new Image(); i.onload = () => done('shown'); i.onerror = () => done('refused'); i.src = '{url(preview, 'assets/favicon.svg')}' }})"
    assert page.evaluate(embed) == "refused"


def test_a_name_that_is_made_to_lead_here_reads_nothing(browser: Browser, preview: Server) -> None:
    """DNS rebinding: to the browser, the preview would be the attacker's own site."""
    flags = [*FLAGS, "--host-resolver-rules=MAP evil.example 127.0.0.1"]
    with browser.browser_type.launch(executable_path=headless(), args=flags) as led:
        page = led.new_page()
        answer = page.goto(f"http://evil.example:{preview.port}{BELOW}")
        assert answer
        assert answer.status == 421
        expect(page.locator("body")).to_contain_text("archive serve")
        assert page.evaluate("() => fetch('/-preview/version').then(answer => answer.status)") == 421
