"""`archive build --portable`: a folder that a browser opens from `file://`, every link of it a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser
from tests.archives import build_real
from tests.browser.conftest import watched
from tests.browser.pages import TYPES, address

pytestmark = pytest.mark.xdist_group("portable")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, real_site: Path) -> Path:
    """The portable copy; after the site for a host, whose cards are not drawn again."""
    return build_real(tmp_path_factory.mktemp("portable"), portable=True)


def test_every_link_names_a_file_and_a_place_in_it(folder: Path) -> None:
    # By their names as they are: the system is not asked again for each link.
    files = {str(path) for path in folder.rglob("*") if path.is_file()}
    trees = {path: LexborHTMLParser(Path(path).read_text("utf-8")) for path in files if path.endswith(".html")}
    ids = {path: {node.attributes["id"] for node in tree.css("[id]")} for path, tree in trees.items()}
    wrong = []
    for path, tree in trees.items():
        for node in tree.css("[href], [src]"):
            link = node.attributes.get("href") or node.attributes.get("src") or ""
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = normpath(f"{path.rpartition('/')[0]}/{unquote(parts.path)}") if parts.path else path
            place = unquote(parts.fragment)
            if target not in files or (place and target.endswith(".html") and place not in ids[target]):
                wrong.append(f"{path}: {link}")
    assert trees
    assert not wrong, "\n".join(wrong[:40])


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kind", ["home", "record", "campaign", "proof"])
def test_a_page_opens_from_its_file(opened: Callable[..., Page], folder: Path, kind: str, lang: str) -> None:
    page = opened()
    with watched(page) as wrong:
        page.goto((folder / address(lang, TYPES[kind]) / "index.html").as_uri())
        page.locator(".menu summary").click()
        page.locator(".sections a").first.click()
        page.wait_for_url("**/thoa-thuan/index.html")
        page.locator("a.language").click()
        page.wait_for_url("**/thoa-thuan/index.html")
    assert page.evaluate("document.documentElement.lang") != lang
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 250, 246)", "no stylesheet"
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_search_runs_and_its_hits_open(opened: Callable[..., Page], folder: Path, lang: str) -> None:
    page = opened()
    with watched(page) as wrong:
        page.goto((folder / address(lang, TYPES["record"]) / "index.html").as_uri())
        page.keyboard.press("/")
        page.keyboard.type("xa ngheo 51")
        expect(page.locator("dialog [role=option] .chip").first).to_be_visible()
        page.keyboard.press("Enter")
        page.wait_for_url(f"**/{address(lang, 'id/kq-05-2/')}index.html")
        page.goto((folder / address(lang, "tim-kiem") / "index.html").as_uri())
        page.keyboard.type("/")
        page.keyboard.type("how to cite")
        first = page.locator("main [role=option]").first
        expect(first).to_have_attribute("href", re.compile(f"{address(lang, 'trich-dan/')}index.html$"))
        first.click()
        page.wait_for_url(f"**/{address(lang, 'trich-dan/')}index.html")
    assert not wrong, "\n".join(wrong)


def test_where_the_index_is_not_there_search_says_so(opened: Callable[..., Page], folder: Path) -> None:
    page = opened()
    page.route("**/search/vi.js", lambda route: route.abort())
    page.goto((folder / "index.html").as_uri())
    page.keyboard.press("/")
    expect(page.locator("dialog [role=status]")).to_contain_text("Tìm kiếm không chạy được ở đây")
    page.goto((folder / "tim-kiem/index.html").as_uri())
    expect(page.locator(".search-else")).to_be_visible()
    expect(page.locator(".search-hint")).to_be_hidden()
    expect(page.locator("[data-search-page]")).to_be_hidden()


def test_an_id_leads_on(opened: Callable[..., Page], folder: Path) -> None:
    page = opened()
    page.goto((folder / "id/kq-05/index.html").as_uri() + "#kq-05-2")
    page.wait_for_url("**/ket-qua/2015-2018/kq-05/index.html#kq-05-2")
