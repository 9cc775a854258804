"""Search in the browser: what readers ask and find, what they see and hear of it, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, quote_plus

import pytest
from playwright.sync_api import Dialog, Page, Route, expect
from tests.browser.axe import violations
from tests.browser.conftest import ROOT, Server, Tabs
from tests.browser.pages import LANGS, SCHEMES, TYPES, address
from tests.queries import QUERIES

from archive.content.read import read_archive
from archive.findings import Lang

ALL = """async queries => {
    const field = document.querySelector("dialog input, main input[type=search]");
    const found = [];
    for (const query of queries) {
        field.value = query;
        field.dispatchEvent(new Event("input"));
        await new Promise(done => { setTimeout(done, 65); });
        while (!document.querySelector("[role=listbox][data-whole]")) await new Promise(done => { setTimeout(done, 20); });
        found.push([...document.querySelectorAll("[role=option]")].map(link => link.href));
    }
    return found;
}"""
"""Each query's addresses, asked one after another as if it were typed, when all that it needs is there."""
WHOLE = "async () => { while (!document.querySelector('[role=listbox][data-whole]')) await new Promise(done => { setTimeout(done, 20); }); }"
"""Until all is read that the answer needs; the page's policy lets no test poll by itself."""
FIRST_RESULT = 60_000
"""Bytes, as a host sends them, from the opening of search to its first result."""


def ready(page: Page, way: str) -> Page:
    """A page on which search is open and has all that it looks through."""
    page.goto(way)
    page.keyboard.press("/")
    page.locator("dialog input").fill("dân vận")
    expect(page.locator("dialog [role=option]").first).to_be_visible()
    page.evaluate(WHOLE)
    return page


@pytest.fixture(scope="module")
def asking(tabs: Tabs, server: Server) -> Iterator[Page]:
    """A page on which search is ready, for tests that ask its program alone: they leave the page as it is."""
    page, waiting = tabs.take({})
    yield ready(page, server.url(""))
    tabs.renew(page)
    waiting.append(page)


def names(hrefs: list[str], root: str, lang: Lang) -> list[str]:
    """What was found as the table names it: an address below the language's root, or the id of a statement or entry."""
    prefix = root + ("" if lang == "vi" else "en/")
    ways = (href.removeprefix(prefix) for href in hrefs)
    return [re.sub(r"^id/([^/]+)/$|^.*#(tn-)", r"\1\2", way) or "/" for way in ways]


@pytest.mark.parametrize("lang", LANGS)
def test_what_readers_ask_is_found(
    opened: Callable[..., Page], server: Server, places: dict[str, str], lang: Lang
) -> None:
    """Recall among three is whole, nine of ten come first, and nothing that is ruled out is found."""
    page = ready(opened(), server.url(address(lang, "")))
    asked = [query for query in QUERIES if query.lang == lang]
    answers = page.evaluate(ALL, [query.text for query in asked])
    missed, wrong, first, sought = [], [], 0, 0
    for query, hrefs in zip(asked, answers, strict=True):
        found = names(hrefs, server.root, lang)
        due = [places.get(name, name) for name in query.sought]
        told = f"{query.kind}: “{query.text}” should give {' or '.join(query.sought) or 'nothing'}, gives {found[:4]}"
        if query.fruitless and found:
            wrong.append(told)
        if ruled_out := {places.get(name, name) for name in query.never} & {*found}:
            wrong.append(f"{query.kind}: “{query.text}” finds {ruled_out}, which its marks rule out")
        if due:
            sought += 1
            first += found[:1] != [] and found[0] in due
            if not {*due} & {*found[:3]}:
                missed.append(told)
    assert not wrong, "\n".join(wrong)
    assert not missed, "\n".join(missed)
    assert first / sought >= 0.9, f"{first} of {sought} come first"


def test_the_table_asks_enough() -> None:
    archive = read_archive(ROOT)
    kinds = {query.kind for query in QUERIES}
    few = [(kind, count) for kind in kinds if (count := sum(query.kind == kind for query in QUERIES)) < 6]
    assert not few, f"too few of these kinds: {few}"
    assert len(QUERIES) >= 120
    assert len({(query.lang, query.text) for query in QUERIES}) == len(QUERIES), "a query stands twice"
    assert min(sum(query.lang == lang for query in QUERIES) for lang in LANGS) > 100
    assert sum(query.on_statement for query in QUERIES) > len(QUERIES) / 3, "too few seek a statement"
    known = {*archive.records, *archive.claims, *(term.anchor for term in archive.terms)}
    named = {name for query in QUERIES for name in (*query.sought, *query.never) if not name.endswith("/")}
    assert not named - known, f"the table seeks what is not there: {named - known}"


@pytest.mark.parametrize("query", ["ŵŷŵŷ", "tham nhũng"])
@pytest.mark.parametrize("lang", LANGS)
def test_nothing_found_is_said(opened: Callable[..., Page], server: Server, lang: str, query: str) -> None:
    page = ready(opened(), server.url(address(lang, "")))
    page.locator("dialog input").fill(query)
    said = {"vi": "Không tìm thấy “{}”. Hãy thử ít chữ hơn", "en": "Nothing found for “{}”. Try fewer words"}[lang]
    expect(page.locator("dialog [role=status]")).to_contain_text(said.format(query))
    expect(page.locator("dialog [role=listbox]")).to_be_hidden()
    page.locator("dialog [role=status] a").click()
    page.wait_for_url(server.url(address(lang, "tra-cuu/")))


@pytest.mark.parametrize("lang", LANGS)
def test_a_hit_is_the_sentence_its_status_and_its_id(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = ready(opened(), server.url(address(lang, TYPES["campaign"])))
    page.locator("dialog input").fill("kq-05-2")
    hit = page.locator("dialog [role=option]").first
    said = {"vi": "51 đơn vị trong Đảng bộ Khối thường xuyên giúp các xã nghèo.",
            "en": "51 units of the Bloc's Party organisation regularly helped poor communes."}[lang]  # fmt: skip
    expect(hit.locator("b")).to_have_text(said)
    expect(hit.locator(".chip")).to_have_text({"vi": "Theo báo", "en": "Reported"}[lang])
    expect(hit).to_contain_text("kq-05-2")
    hit.click()
    page.wait_for_url(server.url(address(lang, "id/kq-05-2/")))


MARKED = [
    ("vi", "xa ngheo 51", "kq-05-2", ["51", "xã", "nghèo"]),
    ("vi", "tỉ đồng 10", "kq-05-6", ["10", "tỷ", "đồng"]),
    ("vi", "poor communes 51", "kq-05-2", ["51", "poor", "communes"]),
    ("en", "xã nghèo 51", "kq-05-2", ["51", "xã", "nghèo"]),
    ("en", "regularly helps 51", "kq-05-2", ["51", "helped"]),
]


@pytest.mark.parametrize(("lang", "query", "sought", "marks"), MARKED)
def test_the_words_of_a_hit_are_marked_as_they_stand_there(
    opened: Callable[..., Page], server: Server, lang: str, query: str, sought: str, marks: list[str]
) -> None:
    page = ready(opened(), server.url(address(lang, "")))
    page.locator("dialog input").fill(query)
    hit = page.locator(f"dialog [role=option][href$='id/{sought}/']")
    expect(hit).to_be_visible()
    page.evaluate(WHOLE)
    got = hit.locator("mark").all_inner_texts()
    assert {*marks} <= {*got}, f"{query!r} marks {got}"


def test_what_marks_alone_tell_apart_is_called_close(opened: Callable[..., Page], server: Server) -> None:
    page = ready(opened(), server.url(""))
    page.locator("dialog input").fill("tham nhung")
    group = page.get_by_role("group", name="Gần giống")
    expect(group.locator("[role=option]").first).to_be_visible()
    assert page.locator("dialog [role=listbox] > [role=option]").count() == 0, "nothing is as typed"


def test_what_is_close_comes_after_what_is_as_typed(asking: Page) -> None:
    asked = [query.text for query in QUERIES if query.lang == "vi"]
    orders = asking.evaluate(
        "queries => queries.map(query => self.archiveSearch.find(query).map(hit => hit.near))", asked
    )
    wrong = [query for query, order in zip(asked, orders, strict=True) if order != sorted(order)]
    assert not wrong, f"what is close stands among what is as typed: {wrong}"
    assert any(True in order and False in order for order in orders), "no query has both: the test tests nothing"


# --- What is read alike

ALIKE = [
    ("hoà", "hòa"), ("Uỷ", "ủy"), ("tỉ", "tỷ"), ("kí", "ký"), ("qui", "quy"), ("thuỷ", "thủy"), ("nghe\u0300o", "nghèo"),
    ("05", "5"), ("mobilisation", "mobilization"), ("mobilise", "mobilized"), ("programmes", "program"),
    ("skilful", "skillful"), ("organisations", "organization"), ("centres", "center"), ("labour", "labor"),
    ("communes", "commune"), ("signed", "signing"), ("agencies", "agency"), ("defence", "defense"),
]  # fmt: skip
APART = [("nhũng", "những"), ("tham", "thăm"), ("quà", "quả"), ("ban", "bàn"), ("đảng", "dâng"), ("committee", "commune"),
         ("sinh", "sing"), ("hai", "hay"), ("5", "50"), ("party", "part")]  # fmt: skip
SAID = [
    ("=10000000000", ["10.000.000.000", "10,000,000,000", "10 000 000 000", "mười tỷ", "mười tỉ", "10 tỷ", "muoi ty", "10 billion", "ten billion", "over VND 10 billion", "10bn"]),
    ("=51", ["51", "năm mươi mốt", "nam muoi mot", "fifty-one", "fifty one"]),
    ("=1419", ["1.419", "1,419", "1419", "một nghìn bốn trăm mười chín", "one thousand four hundred and nineteen"]),
    ("=151", ["151", "một trăm năm mươi mốt", "mot tram nam muoi mot", "one hundred and fifty-one"]),
    ("=105", ["105", "một trăm lẻ năm", "one hundred and five"]),
    ("=500000", ["500.000", "năm trăm nghìn", "500 nghìn", "five hundred thousand"]),
    ("=142000000", ["142 triệu", "một trăm bốn mươi hai triệu"]),
    ("=1500000000", ["1,5 tỷ", "1.5 billion"]),
    ("=2018-11-8", ["8/11/2018", "08/11/2018", "8-11-2018", "08.11.2018", "2018-11-08", "ngày 8 tháng 11 năm 2018",
                    "8 thang 11 nam 2018", "8 November 2018", "November 8, 2018", "Nov 8 2018", "8th of November, 2018"]),
    ("=7-9", ["9/7", "9 tháng 7", "9 July", "July 9", "ngày 9-7-2018", "July 9th"]),
    ("=2020-3", ["tháng 3/2020", "tháng 3 năm 2020", "thang 3-2020", "March 2020", "3/2020", "tháng ba năm 2020"]),
]  # fmt: skip


def test_words_are_read_alike_and_apart(asking: Page) -> None:
    read = """pairs => pairs.map(pair => pair.map(text => {
        const one = self.archiveSearch.word(text.normalize("NFC"));
        return [one.stem || one.letters, one.stem ? "" : one.tone];
    }))"""
    wrong = [pair for pair, (one, two) in zip(ALIKE, asking.evaluate(read, ALIKE), strict=True) if one != two]
    assert not wrong, f"these mean the same: {wrong}"
    wrong = [pair for pair, (one, two) in zip(APART, asking.evaluate(read, APART), strict=True) if one == two]
    assert not wrong, f"these mean different things: {wrong}"


@pytest.mark.parametrize(("fact", "forms"), SAID, ids=[fact for fact, _ in SAID])
def test_figures_and_days_are_read_in_any_form(asking: Page, fact: str, forms: list[str]) -> None:
    read = "texts => texts.map(text => self.archiveSearch.read(text).filter(one => one.fact).map(one => one.fact))"
    found = dict(zip(forms, asking.evaluate(read, forms), strict=True))
    wrong = {form: facts for form, facts in found.items() if fact not in facts}
    assert not wrong, f"{fact} is not read in these: {wrong}"


# --- Keys, address, slow networks


def held_up(page: Page, pattern: str) -> list[Route]:
    """Requests of this pattern wait in the list until they are let go."""
    waiting: list[Route] = []

    def kept(route: Route) -> None:
        waiting.append(route)

    page.route(pattern, kept)
    return waiting


def let_go(page: Page, waiting: list[Route]) -> None:
    """Let the first of them go, which the page may still have to ask for."""
    for _ in range(250):
        if waiting:
            return waiting[0].continue_()
        page.wait_for_timeout(20)
    raise AssertionError("the page asked for nothing of the kind")


@pytest.mark.parametrize("pattern", ["**/search/{lang}.js", "**/assets/search.*.js"])
@pytest.mark.parametrize("lang", LANGS)
def test_enter_waits_for_the_answer(opened: Callable[..., Page], server: Server, lang: str, pattern: str) -> None:
    page = opened()
    waiting = held_up(page, pattern.format(lang=lang))
    page.goto(server.url(address(lang, "")))
    page.keyboard.press("/")
    page.keyboard.type("kq-05-2")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    assert page.url == server.url(address(lang, "")), "there is no answer yet"
    assert waiting, "nothing was held up: the test tests nothing"
    for route in waiting:
        route.continue_()
    page.wait_for_url(server.url(address(lang, "id/kq-05-2/")))


def test_enter_opens_the_first_of_the_answer_to_what_stands_there_now(
    opened: Callable[..., Page], server: Server
) -> None:
    page = ready(opened(), server.url(""))
    field = page.locator("dialog input")
    field.fill("thái thanh quý")
    expect(page.locator("dialog [role=option]").first).to_have_attribute("href", re.compile("thai-thanh-quy"))
    field.fill("trích dẫn")
    field.press("Enter")
    page.wait_for_url(server.url("trich-dan/"))


def test_enter_before_the_prose_is_there_waits_where_nothing_else_fits(
    opened: Callable[..., Page], server: Server
) -> None:
    page = opened()
    waiting = held_up(page, "**/search/vi-prose.js")
    page.goto(server.url(""))
    page.keyboard.press("/")
    page.keyboard.type("ba chữ dễ lẫn")
    page.keyboard.press("Enter")
    expect(page.locator("dialog [role=status]")).to_have_text("Đang tìm…")
    let_go(page, waiting)
    page.wait_for_url(server.url("thuat-ngu/"))


@pytest.mark.parametrize("pattern", ["**/search/vi.js", "**/search/vi-prose.js", "**/search/vi-rest.js"])
def test_an_enter_is_forgotten_with_what_it_was_for(opened: Callable[..., Page], server: Server, pattern: str) -> None:
    """What was closed leads nowhere, and keeps nothing in the address."""
    page = opened()
    waiting = held_up(page, pattern)
    page.goto(server.url(""))
    page.keyboard.press("/")
    page.keyboard.type("ba chữ dễ lẫn")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("dialog")).to_be_hidden()
    let_go(page, waiting)
    page.evaluate(WHOLE)
    page.wait_for_timeout(200)
    assert page.url == server.url("")


def test_what_could_not_be_loaded_is_told_and_asked_for_again(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.route("**/search/vi-prose.js", lambda route: route.abort())
    page.route("**/search/vi.js", lambda route: route.abort(), times=1)
    page.goto(server.url(""))
    page.keyboard.press("/")
    status = page.locator("dialog [role=status]")
    expect(status).to_contain_text("Tìm kiếm không chạy được")
    page.keyboard.press("Escape")
    page.locator("a.search-open").click()
    page.locator("dialog input").fill("blarghle")
    expect(status).to_contain_text(re.compile("Không tìm thấy “blarghle”.*. Một phần chưa tải được"))


ALL_COUNTED = """() => {
    const number = document.querySelectorAll("dialog [role=option]").length;
    return number > 30 && document.querySelector("dialog [role=status]").textContent.startsWith(number + " ");
}"""


@pytest.mark.parametrize("lang", LANGS)
def test_all_that_is_found_is_the_same_however_it_was_asked(
    opened: Callable[..., Page], server: Server, lang: str
) -> None:
    """What is typed letter by letter has the rest of the index read on the way, what is pasted has not."""
    asked, found = {"vi": "dân vận", "en": "mass mobilisation"}[lang], []
    for typed in (False, True):
        page = opened()
        page.goto(server.url(address(lang, "")))
        page.keyboard.press("/")
        field = page.locator("dialog input")
        if typed:
            field.press_sequentially(asked, delay=80)
        else:
            field.fill(asked)
        page.locator("dialog #search-list + button").click()
        expect(page.locator("dialog [role=listbox][data-whole]")).to_be_visible(timeout=30_000)
        page.wait_for_function(ALL_COUNTED)
        expect(page.locator("dialog #search-list + button")).to_be_hidden()
        found.append(sorted(page.locator("dialog [role=option]").evaluate_all("all => all.map(one => one.href)")))
    assert found[0] == found[1]


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_loaded_and_what_is_cut_is_said(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened()
    waiting = held_up(page, f"**/search/{lang}.js")
    page.goto(server.url(address(lang, "")))
    page.keyboard.press("/")
    status = page.locator("dialog [role=status]")
    expect(status).to_have_text({"vi": "Đang tìm…", "en": "Searching…"}[lang])
    let_go(page, waiting)
    page.locator("dialog input").fill("dân vận")
    expect(status).to_have_text({"vi": "hơn 30 kết quả", "en": "over 30 results"}[lang])
    kinds = page.locator("dialog [role=option] > span").all_inner_texts()
    label = {"vi": "Phong trào, lĩnh vực", "en": "Movement or field"}[lang]
    assert any(text.startswith(label) for text in kinds), "a campaign and the word for it look alike"
    assert any(text.startswith({"vi": "Thuật ngữ", "en": "Term"}[lang]) for text in kinds)
    # The first thirty, and the rest when a reader asks for it; the next question begins with thirty again.
    hits, rest = page.locator("dialog [role=option]"), page.locator("dialog #search-list + button")
    assert hits.count() == 30
    rest.click()
    expect(rest).to_be_hidden()
    page.wait_for_function(ALL_COUNTED)
    expect(page.locator("dialog input")).to_be_focused()
    page.locator("dialog input").fill("dân")
    expect(rest).to_be_visible()
    assert hits.count() == 30


@pytest.mark.parametrize(("lang", "path"), [("vi", "tim-kiem/"), ("en", "tim-kiem/"), ("vi", TYPES["record"])])
def test_the_address_follows_and_back_and_reload_keep_it(
    opened: Callable[..., Page], server: Server, lang: str, path: str
) -> None:
    page, way = opened(), server.url(address(lang, path))
    page.goto(way)
    page.keyboard.press("/")
    field = page.get_by_role("combobox")
    field.fill("xã nghèo")
    first = page.locator("[role=option]").first
    expect(first).to_be_visible()
    expect(page).to_have_url(f"{way}?q={quote('xã nghèo').replace('%20', '+')}")
    page.reload()
    expect(field).to_have_value("xã nghèo")
    expect(first).to_be_visible()
    first.click()
    page.wait_for_url(lambda url: "?q=" not in url)
    page.go_back()
    expect(field).to_have_value("xã nghèo")
    expect(first).to_be_visible()
    if page.locator("dialog").count():
        field.press("Escape")
        expect(page).to_have_url(way)
    else:
        field.fill("")
        expect(page).to_have_url(way)


def test_what_an_address_asks_is_text(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    told: list[str] = []

    def heard(dialog: Dialog) -> None:
        told.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", heard)
    page.goto(server.url("tim-kiem/?q=" + quote("<img src=x onerror=alert(1)>\"'`")))
    expect(page.locator("main [role=status]")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator("main [role=status] *").evaluate_all("all => all.map(one => one.outerHTML)") == [
        f'<a href="{server.url("tra-cuu/")}">Tra cứu A–Z</a>'
    ]
    assert told == []


LONG = [
    "a" * 20_000,
    "dân vận " * 3_000,
    "9" * 5_000,
    "1/1/" * 2_000,
    "uo" * 5_000 + "w",
    "\u0301" * 5_000,
    "- " * 5_000,
]


@pytest.mark.parametrize("query", LONG, ids=[text[:8] for text in LONG])
def test_a_long_query_leaves_the_page_usable(asking: Page, query: str) -> None:
    took = asking.evaluate(
        "query => { const start = performance.now(); self.archiveSearch.find(query); return performance.now() - start; }",
        query,
    )
    assert took < 2_000, f"a query of {len(query)} letters takes {took:.0f} ms"


# --- What it costs, and what it is without script


@pytest.mark.parametrize("lang", LANGS)
def test_the_first_result_costs_little(opened: Callable[..., Page], server: Server, lang: str) -> None:
    page = opened()
    page.goto(server.url(address(lang, "")), wait_until="networkidle")
    server.sent.clear()
    page.keyboard.press("/")
    page.keyboard.type({"vi": "xã nghèo", "en": "poor communes"}[lang])
    expect(page.locator("dialog [role=option]").first).to_be_visible()
    page.evaluate(WHOLE)
    asked = dict(server.sent)
    assert sum(asked.values()) <= FIRST_RESULT, f"the first result costs {asked}"
    assert len(server.sent) == 3, f"it asks for {asked}"


@pytest.mark.parametrize(
    ("lang", "own", "other"), [("vi", "xã nghèo", "poor communes"), ("en", "poor communes", "xã nghèo")]
)
def test_the_other_language_is_asked_for_where_it_is_needed_and_once(
    opened: Callable[..., Page], server: Server, lang: Lang, own: str, other: str
) -> None:
    page = ready(opened(), server.url(address(lang, "")))
    server.sent.clear()
    for asked in (own, f"{other} 51", "blarghle"):
        page.locator("dialog input").fill(asked)
        page.wait_for_url(server.url(address(lang, f"?q={quote_plus(asked)}")))
        page.evaluate(WHOLE)
        if asked == own:
            assert not server.sent, "its own language has it"
        if asked.startswith(other):
            expect(page.locator("dialog [role=option][href$='id/kq-05-2/']")).to_be_visible()
    names = sorted(name for name, _ in server.sent)
    assert names == sorted([f"search/{'en' if lang == 'vi' else 'vi'}.js", f"search/{lang}-rest.js"])


@pytest.mark.parametrize(("lang", "asked"), [("en", "xã nghèo"), ("vi", "poor communes"), ("en", "tặng quà")])
def test_a_sentence_in_the_other_language_is_found_at_once(
    opened: Callable[..., Page], server: Server, lang: Lang, asked: str
) -> None:
    """Pages that only mention the words are no answer to them: then the other language is read before all is counted."""
    page = ready(opened(), server.url(address(lang, "")))
    page.locator("dialog input").fill(asked)
    page.wait_for_url(server.url(address(lang, f"?q={quote_plus(asked)}")))
    page.evaluate(WHOLE)
    assert page.locator("dialog [role=option] .chip").count() > 0


def test_nothing_of_search_is_asked_for_before_it_is_opened(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    server.sent.clear()
    page.goto(server.url(""), wait_until="networkidle")
    asked = [name for name, _ in server.sent if "search" in name]
    assert not asked, f"a page that is only read loads {asked}"


@pytest.mark.parametrize("lang", LANGS)
def test_without_script_there_is_everything_from_a_to_z(opened: Callable[..., Page], server: Server, lang: str) -> None:
    for script in (True, False):
        page = opened(java_script_enabled=script)
        page.goto(server.url(address(lang, "tim-kiem/")))
        expect(page.locator(".search-hint")).to_be_visible(visible=script)
        expect(page.locator(".search-else")).to_be_visible(visible=not script)
    page.locator(".search-else a").first.click()
    page.locator("nav.letters a", has_text=re.compile("^T$")).click()
    page.get_by_role("link", name=re.compile("^Thái Thanh Quý")).first.click()
    assert page.url == server.url(address(lang, "nhan-vat/thai-thanh-quy/"))


@pytest.mark.parametrize("width", [375, 1280])
def test_no_button_that_needs_script_shows_without_it(opened: Callable[..., Page], server: Server, width: int) -> None:
    page = opened(width=width, java_script_enabled=False)
    page.goto(server.url("ket-qua/2015-2018/kq-05/"))
    assert page.locator("button").count() > 0
    assert page.locator("button:visible").count() == 0


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("lang", LANGS)
def test_results_are_accessible(opened: Callable[..., Page], server: Server, lang: str, scheme: str) -> None:
    for path in ("tim-kiem/?q=tham", f"{TYPES['record']}?q=dân"):
        page = opened(scheme=scheme)
        page.goto(server.url(address(lang, path)))
        expect(page.locator("[role=option]").first).to_be_visible()
        page.get_by_role("combobox").press("ArrowDown")
        assert page.locator("[aria-selected=true]").count() == 1
        wrong = violations(page, f"{path} {lang} {scheme}")
        assert not wrong, "\n".join(wrong)


def test_a_dialog_that_is_opened_again_has_its_query_in_the_address(
    opened: Callable[..., Page], server: Server
) -> None:
    page = ready(opened(), server.url(""))
    page.locator("dialog input").fill("ubnd")
    page.wait_for_url(server.url("?q=ubnd"))
    page.keyboard.press("Escape")
    page.wait_for_url(server.url(""))
    page.locator("a.search-open").click()
    page.wait_for_url(server.url("?q=ubnd"))


def test_the_other_language_is_asked_the_same(opened: Callable[..., Page], server: Server) -> None:
    page = opened()
    page.goto(server.url("tim-kiem/?q=UBND"))
    expect(page.locator("[role=option]").first).to_be_visible()
    page.locator("a.language").click()
    page.wait_for_url(server.url("en/tim-kiem/?q=UBND"))
    expect(page.locator("[role=option]").first).to_be_visible()


def test_another_name_by_which_a_page_is_found_is_shown(opened: Callable[..., Page], server: Server) -> None:
    """Else a reader would not see why it is there."""
    page = ready(opened(), server.url(""))
    for asked in ("thống kê", "năm ký kết"):
        page.locator("dialog input").fill(asked)
        page.wait_for_url(server.url(f"?q={quote_plus(asked)}"))
        marks = page.locator("dialog [role=option]").first.locator("span mark").all_inner_texts()
        assert marks == asked.split(), f"{asked}: {marks}"
