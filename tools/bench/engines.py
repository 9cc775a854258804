"""The searches that are compared, each asked as its reader asks it, in a real Chromium of a phone's width.

Takes a built folder with one of the three searches; gives what it finds for each query, and what the way from opening
search to its first result costs. Raises `NotMeasuredError` without Chromium or Playwright, or where no result comes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from archive.findings import Lang, Text
from bench.browse import FLAGS, LATE, PHONE, chromium
from bench.host import Host, serving
from bench.outcome import NotMeasuredError, SearchCost
from bench.relevance import Hit, below
from bench.weigh import for_search, total

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

RUNS = 5
Visit = tuple[int, int, int, float, float]
"""Bytes before search is opened; bytes and requests from then on; seconds of a first query, and of a later one."""
FIRST, LATER = "xã nghèo", "dân vận"
"""What is typed into a search that was never opened, and then into one that is ready."""
PATIENCE = 180_000
"""Milliseconds after which no result is waited for."""


@dataclass(frozen=True, slots=True)
class Engine:
    """One search: where its page is, how it is opened, and what it says."""

    name: Text
    home: dict[Lang, str]
    field: str
    item: str
    """What a result is, for a selector."""
    key: str
    """Opens it; empty: by a touch of its field."""
    ask: str
    """JavaScript: from queries to their hits, each a list of addresses."""
    before: str = ""
    """JavaScript that runs before the page's own."""


OURS = Engine(
    Text("của ta", "ours"),
    {"vi": "", "en": "en/"},
    "dialog input",
    "[role=option]",
    "/",
    """async queries => {
        const whole = '[role=listbox][data-whole]';
        const later = time => new Promise(done => { setTimeout(done, time); });
        const all = async () => { while (!document.querySelector(whole)) await later(20); };
        await all();
        // What is nowhere asks for all that there is.
        const field = document.querySelector("dialog input");
        field.value = "qqqqqq";
        field.dispatchEvent(new Event("input"));
        await later(100);
        await all();
        return queries.map(query => self.archiveSearch.find(query).map(hit => [hit.thing.url]));
    }""",
)
ASKING_PAGE = "ask-{lang}.html"
PAGEFIND = Engine(
    Text("Pagefind trơn", "plain Pagefind"),
    {"vi": ASKING_PAGE.format(lang="vi"), "en": ASKING_PAGE.format(lang="en")},
    "input",
    "li",
    "",
    """async queries => {
        const engine = await self.benchEngine(), found = [];
        for (const query of queries) {
            const { results } = await engine.search(query);
            const pages = await Promise.all(results.map(result => result.data()));
            found.push(pages.map(page => [page.url, ...page.sub_results.map(sub => sub.url)]));
        }
        return found;
    }""",
)
ASKING_PAGEFIND = """<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>Pagefind</title>
<link rel="icon" href="data:,"><input type="search"><ol></ol><script>
const field = document.querySelector("input");
let engine;
self.benchEngine = () => engine ||= import("./pagefind/pagefind.js").then(async all => (await all.init(), all));
field.addEventListener("focus", self.benchEngine);
field.addEventListener("input", async () => {{
    const {{ results }} = await (await self.benchEngine()).search(field.value);
    const item = document.createElement("li");
    item.textContent = (await results[0].data()).meta.title;
    document.querySelector("ol").replaceChildren(item);
}});
</script></html>
"""
"""The page that asks Pagefind through its API: the first result is shown as soon as it is known."""
MATERIAL = Engine(
    Text("Material trơn", "plain Material"),
    {"vi": "", "en": "en/"},
    "[data-md-component=search-query]",
    ".md-search-result__item",
    "/",
    """async queries => {
        const field = document.querySelector("[data-md-component=search-query]"), found = [];
        const put = async text => {
            self.benchAnswer = null;
            field.value = text;
            field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
            for (let turn = 0; !self.benchAnswer && turn < 4000; turn++)
                await new Promise(done => { setTimeout(done, 5); });
            if (!self.benchAnswer) throw new Error("no answer: " + text);
            return self.benchAnswer.items;
        };
        field.focus();
        for (const query of queries) {
            const items = await put(query);
            found.push(items.map(docs => {
                const page = docs.findIndex(doc => !doc.location.includes("#"));
                const all = [docs[page], ...docs.filter((_, index) => index !== page)];
                return all.filter(Boolean).map(doc => doc.location);
            }));
            // The same words again, or others that its own reading makes the same, would be answered by silence.
            await put("zzzz" + found.length);
        }
        return found;
    }""",
    """const Own = self.Worker;
    self.Worker = class extends Own {
        constructor(...given) {
            super(...given);
            this.addEventListener("message", ({ data }) => {
                if (data && data.type === 3) self.benchAnswer = data.data;
            });
        }
    };""",
)
"""Its worker's answers are heard as its own page hears them: all of what it lists, in that order."""
_WATCH = """([field, item]) => {
    let pressed = 0;
    self.benchTook = 0;
    document.querySelector(field).addEventListener("keydown", () => {
        pressed = performance.now();
        self.benchTook = 0;
    }, true);
    const shown = node => node.nodeType === 1 && (node.matches(item) || node.querySelector(item));
    new MutationObserver(changes => {
        if (!pressed || self.benchTook || !changes.some(change => [...change.addedNodes].some(shown))) return;
        const at = pressed;
        requestAnimationFrame(() => { self.benchTook ||= performance.now() - at; });
    }).observe(document.body, { childList: true, subtree: true });
}"""
_TOOK = """patience => new Promise((done, failed) => {
    const end = performance.now() + patience;
    const look = () => self.benchTook ? done(self.benchTook)
        : performance.now() > end ? failed(new Error("no result")) : setTimeout(look, 5);
    look();
})"""


@contextmanager
def phone(site: Path) -> Iterator[tuple[Host, Any]]:
    """The folder, served, and a browser; what the browser does not do is `NotMeasuredError`."""
    path = chromium(playwright=True)
    from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415  not among what a build needs

    with serving(site) as host, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield host, browser
        except Error as failed:
            raise NotMeasuredError("Chromium", failed.message.splitlines()[0]) from None
        finally:
            browser.close()


def answers(engine: Engine, site: Path, lang: Lang, queries: Sequence[str]) -> list[list[Hit]]:
    """What is found for each query, in order, all of it."""
    with phone(site) as (host, browser):
        page = _at_home(engine, host, browser.new_context(viewport=_SIZE), lang)
        _open(engine, page)
        page.locator(engine.field).press_sequentially(FIRST)
        page.locator(engine.item).first.wait_for(state="attached")
        found = page.evaluate(engine.ask, list(queries))
    return [[tuple(below(address) for address in hit) for hit in hits] for hits in found]


def costs(sites: Sequence[tuple[Engine, Path | Text]]) -> list[SearchCost | Text]:
    """The medians of several visits with empty caches, in turns, so that a busy minute of the machine falls on all.

    A first turn, which packs what is sent, is not counted. A folder that is not there gives the reason again.
    """
    seen: list[list[Visit] | Text] = [site if isinstance(site, Text) else [] for _, site in sites]
    for _ in range(RUNS + 1):
        for place, (engine, site) in enumerate(sites):
            found = seen[place]
            if isinstance(found, list) and isinstance(site, Path):
                try:
                    found.append(_visit(engine, site))
                except NotMeasuredError as missing:
                    seen[place] = missing.text
    return [found if isinstance(found, Text) else _middle(found[1:]) for found in seen]


def _middle(visits: Sequence[Visit]) -> SearchCost:
    ready, size, requests, first, later = (median(column) for column in zip(*visits, strict=True))
    return SearchCost(int(ready), int(size), int(requests), first, later)


_SIZE: Any = {"width": PHONE[0], "height": PHONE[1]}


def _at_home(engine: Engine, host: Host, context: BrowserContext, lang: Lang) -> Page:
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    if engine.before:
        page.add_init_script(engine.before)
    page.goto(host.url(engine.home[lang]), wait_until="networkidle")
    return page


def _open(engine: Engine, page: Page) -> None:
    if engine.key:
        page.keyboard.press(engine.key)
    page.locator(engine.field).focus()


def _visit(engine: Engine, site: Path) -> Visit:
    with phone(site) as (host, browser):
        page = _at_home(engine, host, browser.new_context(viewport=_SIZE), "vi")
        ready = total(for_search(host.sent))
        host.sent.clear()
        _open(engine, page)
        page.evaluate(_WATCH, [engine.field, engine.item])
        first = _typed(engine, page, FIRST)
        page.wait_for_timeout(LATE)
        sent = tuple(host.sent)
        return ready, total(sent), len(sent), first, _typed(engine, page, LATER)


def _typed(engine: Engine, page: Page, query: str) -> float:
    """The seconds from the last key of a query to the first result; what stands before it is there without any key."""
    field = page.locator(engine.field)
    field.evaluate("(field, text) => { field.value = text; }", query[:-1])
    field.press(query[-1])
    return float(page.evaluate(_TOOK, PATIENCE)) / 1000
