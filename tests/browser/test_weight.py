"""Weight: what a first visit, a second page and a first paint cost, compressed as a host would, by page type.

The first three limits are the project's promise for every page. The table's are close above what the pages weigh: a page
type that grows past its own has to be looked at, and its figure raised by hand.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import Page
from tests.browser.conftest import Server, compressed
from tests.browser.pages import LANGS, TYPES, address, by_turns, every

FIRST_VISIT, REQUESTS = 24_000, 5
SECOND_PAGE = 10_000
FIRST_PAINT = 14_600
"""HTML and stylesheet: the first flight of a TCP connection (ten segments of 1,460 bytes)."""
STATEMENT, STATEMENT_PAINT = 4_500, 9_500
"""HTML of a statement's own page, and HTML with stylesheet: what a shared link costs before it is read."""
SHARED = {"css": 5_600, "js": 2_950}
"""The search has a script of its own, which is loaded when it is opened."""
CEILINGS = {
    "home": 7_100,  # each year of its picture is a link, and twelve statements are told
    "record": 3_950,
    "commitment": 3_700,  # each statement says by which programme
    "agreement": 4_350,  # what rests on its statements, in words
    "campaign": 5_650,
    "proof": 6_050,
    "person": 6_700,
    "organization": 6_250,
    "document": 4_200,
    "source": 7_500,  # the ways to its places
    "context source": 3_800,
    "statement": 3_700,
    "inference": 3_400,
    "index": 2_850,
    "sources": 7_450,  # every source, and the ways to the years
    "register": 5_900,  # an anchor each, and whom to ask
    "timeline": 8_900,  # all of the years of results and programme, folded
    "comparison": 3_250,
    "figures": 2_700,  # each figure with what is not known of it
    "glossary": 6_150,  # each word with its meaning, from where that is, and the page on which it is met; the ways to all of them
    "rules": 10_000,  # one line a rule but those on the finished site; the code of each leads to its reason and examples
    "prose": 3_200,
    "citing": 4_100,  # how a withdrawn statement is cited
    "accessibility": 5_650,  # the 55 criteria of WCAG 2.2, each with how it was tried
    "search": 2_150,
    "lookup": 8_900,  # every page and what else it is looked for by
    "data": 5_000,  # the dictionary of columns, made from the model
    "status": 7_500,  # the beginning of every sentence of the commonest status, as a link
}
"""Bytes of HTML alone, brotli, the heavier language; what each page says to programs, and the way to its feed, is in them."""


def packed(path: Path) -> int:
    """The size of a file on its way."""
    return len(compressed(path.read_bytes()))


def heavier(path: Path, most: int) -> int:
    """The size of a file on its way where it is above `most`, else nothing.

    What keeps within it when it is packed in haste, which takes a tenth of the time, does so as a host packs it.
    """
    body = path.read_bytes()
    if len(brotli.compress(body, quality=5)) <= most:
        return 0
    weight = len(compressed(body))
    return weight if weight > most else 0


def asset(site: Path, ending: str) -> Path:
    """The one stylesheet or script of the site."""
    found = list((site / "assets").glob(f"site.*.{ending}"))
    assert len(found) == 1, f"expected one assets/site.*.{ending}, found {found}"
    return found[0]


@pytest.mark.parametrize("ending", SHARED)
def test_what_every_page_shares(site_dir: Path, ending: str) -> None:
    assert packed(asset(site_dir, ending)) <= SHARED[ending]


@pytest.mark.parametrize("kind", TYPES)
def test_a_page_type_stays_below_its_ceiling(site_dir: Path, kind: str) -> None:
    weight = max(packed(site_dir / address(lang, TYPES[kind]) / "index.html") for lang in LANGS)
    assert weight <= CEILINGS[kind], f"{kind} weighs {weight}: is the growth meant?"


def test_every_page_paints_after_one_round_trip(site_dir: Path) -> None:
    style = packed(asset(site_dir, "css"))
    pages = [way for way in every(site_dir) if not way.endswith(".html")]
    most = min(FIRST_PAINT - style, SECOND_PAGE)
    weights = {way: weight for way in pages if (weight := heavier(site_dir / way / "index.html", most))}
    heavy = {way: weight + style for way, weight in weights.items() if weight + style > FIRST_PAINT}
    assert not heavy, f"HTML and stylesheet above {FIRST_PAINT}: {heavy}"
    second = {way: weight for way, weight in weights.items() if weight > SECOND_PAGE}
    assert not second, f"a second page above {SECOND_PAGE}: {second}"


def test_every_statement_is_read_for_little(site_dir: Path) -> None:
    style = packed(asset(site_dir, "css"))
    own = [way for way in every(site_dir) if way.removeprefix("en/").startswith("id/")]
    assert len(own) > 200, "the statements' pages are not among those that are looked at"
    most = min(STATEMENT, STATEMENT_PAINT - style)
    heavy = {way: weight for way in own if (weight := heavier(site_dir / way / "index.html", most))}
    assert not heavy, f"HTML above {STATEMENT}, or with the stylesheet ({style}) above {STATEMENT_PAINT}: {heavy}"


@pytest.mark.parametrize(
    ("kind", "lang"), by_turns(kind for kind in TYPES if kind != "search")
)  # its search loads at once
def test_a_first_visit_and_a_second_page_in_the_browser(
    opened: Callable[..., Page], server: Server, kind: str, lang: str
) -> None:
    """Counted at the server: all that Chromium asks for, icon and manifest too."""
    page = opened()
    server.sent.clear()
    page.goto(server.url(address(lang, TYPES[kind])), wait_until="load")
    page.wait_for_timeout(200)
    first = list(server.sent)
    assert {name.rpartition(".")[2] for name, _ in first} >= {"css", "js"}, f"not a first visit: {first}"
    assert sum(size for _, size in first) <= FIRST_VISIT, first
    assert len(first) <= REQUESTS, first
    server.sent.clear()
    page.goto(server.url(address(lang, TYPES["record" if kind != "record" else "index"])), wait_until="load")
    page.wait_for_timeout(200)
    second = list(server.sent)
    assert sum(size for _, size in second) <= SECOND_PAGE, second
