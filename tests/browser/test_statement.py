"""A statement's own page in a browser: a pasted paragraph compared in the page, and the address shared."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser
from tests.browser.conftest import Server
from tests.browser.pages import LANGS, TYPES, address
from tests.vectors import COPIES, DIGEST, PARAGRAPH

SAME = {"vi": "Khớp:", "en": "Match:"}
OTHER = {"vi": "Chưa khớp", "en": "No match"}
PASTE = """(box, [text, digest]) => {
  box.dataset.digest = digest;
  const field = box.querySelector("textarea");
  field.value = text;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def paste(page: Page, text: str, digest: str = DIGEST) -> None:
    """Put a text into the box of the page, as if its paragraph had this digest."""
    page.locator(".paste").first.evaluate(PASTE, [text, digest])


@pytest.mark.parametrize("lang", LANGS)
def test_every_copy_is_read_as_the_command_reads_it(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened()
    page.goto(server.url(address(lang, TYPES["statement"])))
    expect(page.locator(".paste")).to_be_visible()
    page.locator(".paste summary").click()
    told = page.locator(".paste [role=status]")
    for name, (text, same) in COPIES.items():
        paste(page, "x")
        expect(told).to_contain_text(OTHER[lang])
        paste(page, text)
        due = (SAME if same else OTHER)[lang] if text.strip() else ""
        expect(told, name).to_have_text(re.compile(f"^{due}" if due else "^$"))


def test_a_search_ends_where_something_else_is_typed(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(TYPES["statement"]))
    page.evaluate(
        "window.asked = 0; window.real = crypto.subtle.digest.bind(crypto.subtle);"
        "crypto.subtle.digest = (...given) => { window.asked += 1; return window.real(...given); }; 0"
    )
    lines = 20_000
    newspaper = "\n".join(f"dòng {number}" for number in range(lines))
    given = [[newspaper, DIGEST], [PARAGRAPH, DIGEST]]
    page.locator(".paste").first.evaluate(f"(box, given) => given.forEach((one) => ({PASTE})(box, one))", given)
    expect(page.locator(".paste [role=status]")).to_contain_text(SAME["vi"])
    page.wait_for_timeout(100)
    assert page.evaluate("window.asked") < lines / 100, "what nobody waits for any more is still searched"


def test_what_is_pasted_goes_nowhere(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(TYPES["statement"]), wait_until="networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator(".paste summary").click()
    page.locator(".paste textarea").press_sequentially("51 đơn vị / 10 tỷ")
    expect(page.locator(".paste [role=status]")).to_contain_text(OTHER["vi"])
    assert page.url == server.url(TYPES["statement"]), "the key / left the page"
    page.wait_for_timeout(100)
    assert asked == [], "the page asked for something when it was typed in"
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert "tỷ" not in kept, kept
    page.reload()
    assert page.locator(".paste textarea").input_value() == "", "the browser kept it"


def test_a_page_that_cannot_compute_digests_shows_no_box(opened: Callable[..., Page], server: Server) -> None:
    page = opened(user_agent="a browser without digests")  # a tab of its own: the script stays with it
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', {get: () => undefined})")
    page.goto(server.url(TYPES["statement"]))
    expect(page.locator(".paste")).to_be_hidden()
    expect(page.locator(".share")).to_be_visible()


@pytest.mark.parametrize("lang", LANGS)
def test_the_address_that_is_shared_is_the_permanent_one(
    opened: Callable[..., Page], server: Server, lang: str
) -> None:
    page = opened()
    page.goto(server.url(address(lang, TYPES["statement"])) + "#trich-dan")
    page.evaluate("navigator.share = async (shared) => { window.shared = shared; }")
    page.locator(".share").click()
    shared = page.evaluate("window.shared")
    assert shared["url"].endswith(address(lang, TYPES["statement"])), shared
    assert shared["url"] == page.locator("link[rel=canonical]").get_attribute("href")
    assert shared["title"] == page.locator("h1").inner_text()


def test_where_nothing_can_be_shared_the_address_is_copied(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(TYPES["statement"]))
    page.evaluate(
        "delete Navigator.prototype.share; window.copied = [];"
        "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async (text) => { copied.push(text); }}})"
    )
    button = page.locator(".share")
    button.click()
    expect(button).to_have_text("Đã chép địa chỉ")
    assert page.evaluate("copied") == [page.locator("link[rel=canonical]").get_attribute("href")]
    expect(button).to_have_text("Chia sẻ")


def test_without_a_script_nothing_is_there_that_needs_one(opened: Callable[..., Page], server: Server) -> None:
    page = opened(java_script_enabled=False)
    page.goto(server.url(TYPES["statement"]))
    for hidden in (".paste", ".share", ".copy"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.locator(".grounds .digest code")).to_have_text(re.compile("^[0-9a-f]{64}$"))


@pytest.mark.parametrize("width", [375, 1440])
def test_nothing_moves_when_the_script_shows_its_tools(opened: Callable[..., Page], server: Server, width: int) -> None:
    """Measured against the page before its script has come: a slow line shows it so for seconds."""
    page = opened(width=width)
    tops = "[...document.querySelectorAll('h2, .digest, .foot')].map(part => part.getBoundingClientRect().top)"
    page.route("**/site.*.js", lambda route: route.abort())
    page.goto(server.url(TYPES["statement"]))
    expect(page.locator(".share")).to_be_hidden()
    before = page.evaluate(tops)
    page.unroute("**/site.*.js")
    page.reload()
    expect(page.locator(".share")).to_be_visible()
    assert page.evaluate(tops) == before


def test_on_paper_there_is_nothing_to_press(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url(TYPES["statement"]))
    expect(page.locator(".share")).to_be_visible()
    page.emulate_media(media="print")
    for gone in (
        ".top",
        ".paste",
        ".share",
        ".citation-files",
        ".statement-tools",
        ".foot .map",
    ):
        expect(page.locator(gone), gone).to_be_hidden()
    # Who keeps it, and that it is nobody's official page, stays.
    expect(page.locator(".foot p").nth(1)).to_be_visible()
    for kept in (".chip", ".own-id", ".citation", ".digest >> nth=-1", ".print-only", "a[rel=license]"):
        expect(page.locator(kept).first, kept).to_be_visible()
    page.emulate_media(media="screen")


@pytest.mark.parametrize("kind", ["statement", "inference"])
def test_no_id_is_broken_and_the_sentence_is_what_stands_out(
    opened: Callable[..., Page], server: Server, kind: str
) -> None:
    page = opened(width=320)
    page.goto(server.url(TYPES[kind]))
    rows = page.eval_on_selector_all(
        ".own-id, .permalink, .nb", "nodes => nodes.map(node => [node.innerText, node.getClientRects().length])"
    )
    assert rows
    assert [text for text, lines in rows if lines > 1] == []
    sizes = page.eval_on_selector_all(
        "h1, h2", "nodes => nodes.map(node => parseFloat(getComputedStyle(node).fontSize))"
    )
    assert sizes[0] > 1.2 * max(sizes[1:]), f"the sentence is no larger than what stands below it: {sizes}"


def test_the_links_of_a_correction_are_words_of_its_line(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url("dinh-chinh/"))
    shown = page.eval_on_selector_all(".errata p a", "nodes => nodes.map(node => getComputedStyle(node).display)")
    assert set(shown) == {"inline"}, shown
    page.locator(".errata p").first.evaluate("part => part.append(document.createElement('ins'))")
    line = page.locator("ins").evaluate("node => getComputedStyle(node).textDecorationLine")
    assert line == "underline", "the page says that new words are underlined"


def test_the_sample_is_what_its_digest_says() -> None:
    assert COPIES["as it stands"] == (PARAGRAPH, True)


FITS = """headings => {
    const heading = document.querySelector("h1");
    return headings.filter(html => { heading.innerHTML = html; return document.scrollingElement.scrollWidth > innerWidth; });
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_no_statement_is_wider_than_a_small_phone(opened: Callable[..., Page], server: Server, lang: str) -> None:
    """All of them set in one page: `make test-all` opens each page, too late for who writes a long figure."""
    page = opened(width=320)
    page.goto(server.url(address(lang, TYPES["statement"])))
    root = server.site / address(lang, "id")
    found = (
        LexborHTMLParser(path.read_text("utf-8")).css_first("h1.claim") for path in sorted(root.glob("*/index.html"))
    )
    headings = [heading.inner_html for heading in found if heading is not None]
    assert len(headings) > 200
    unbroken = f'<span class="permalink">{"đồng " * 20}</span>'  # what must be found
    wide = page.evaluate(FITS, [*headings, unbroken])
    assert wide == [unbroken], f"wider than a screen of 320: {wide[:-1]}"
