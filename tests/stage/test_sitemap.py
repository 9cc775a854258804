"""The map at the foot of every page: every list, every page that stands alone, what is generated; nothing that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.archives import DOCUMENT, REPOSITORY, edit, load, remove

from archive.content.model import Archive
from archive.content.read import read_archive
from archive.context import Context
from archive.extending import generated_pages
from archive.findings import LANGS, Lang
from archive.stage.sitemap import TITLES, columns, for_frame
from archive.stage.staging import stage

SKELETON = REPOSITORY / "scripts/archive/skeleton"


def urls(archive: Archive, lang: Lang) -> dict[str, list[str]]:
    return {name: [way.url for way in ways] for name, ways in columns(archive, lang).items()}


@pytest.mark.parametrize("lang", LANGS)
def test_no_section_is_hidden(lang: Lang) -> None:
    archive = read_archive(REPOSITORY)
    found = urls(archive, lang)
    assert [*found] == [*TITLES]
    listed = [url for ways in found.values() for url in ways]
    assert len(set(listed)) == len(listed), "a link twice"
    top = "" if lang == "vi" else "en/"
    pages = {page.url for page in stage(archive, Context("https://a.example/")) if page.lang == lang}
    assert {url for url in listed if not url.endswith(".xml")} <= pages
    # A list, or a page right below the root: every one is there but the home page.
    first = {url for url in pages if url.removeprefix(top).count("/") == 1}
    assert first - {top, "404/"} <= {*listed}, f"nothing at the foot leads to {first - {*listed}}"
    assert f"{top}feed.xml" in listed


def test_the_menus_words_and_order_come_first() -> None:
    archive = read_archive(REPOSITORY)
    titles = [way.title for way in columns(archive, "vi")["records"]]
    menu = [item.vi for item in archive.settings.menu]
    among = [title for title in titles if title in menu]
    assert among == titles[: len(among)] == [word for word in menu if word in titles]


def test_what_is_not_there_is_not_linked(small: Path) -> None:
    assert "van-ban/" in urls(load(small), "vi")["records"]
    remove(small, f"vi/{DOCUMENT}", f"en/{DOCUMENT}")
    assert "van-ban/" not in urls(load(small), "vi")["records"]


def test_a_title_of_somebodys_is_a_value(small: Path) -> None:
    edit(small, ("vi/gioi-thieu.md", "", "---\ntitle: A & <b>\n---\nLời.\n"))
    links = [link for column in for_frame(load(small))["vi"] for link in column["links"]]  # type: ignore[attr-defined]
    assert {"url": "gioi-thieu/", "title": "A & <b>"} in links


def test_a_generated_page_that_readers_look_for_names_its_column() -> None:
    without = {page.name for page in generated_pages() if page.path and page.title and not page.column}
    assert without == {"rules", "examples"}, "these are led to from the page on contributing"


KEPT = {
    "nobody": ("", "", "Người giữ: chưa nêu", "Kho mã nguồn: chưa nêu"),
    "somebody": (
        'keeper = { vi = "Nhóm Mẫu", en = "Sample" }\n', "https://ma.example/kho", "Người giữ: Nhóm Mẫu", "Kho mã nguồn: https://ma.example/kho"
    ),
}  # fmt: skip


@pytest.mark.parametrize("path", ["gioi-thieu.md", "dong-gop.md"])
@pytest.mark.parametrize("who", KEPT)
def test_who_keeps_it_is_named_or_said_not_to_be(small: Path, who: str, path: str) -> None:
    keeper, repository, *told = KEPT[who]
    file = small / "archive.toml"
    text = file.read_text("utf-8").replace('repository = ""', f'repository = "{repository}"')
    file.write_text(
        re.sub(r"(?m)^keeper = .*\n", "", text).replace("[description]", f"{keeper}[description]", 1), "utf-8"
    )
    edit(
        small,
        (f"vi/{path}", "", "---\ntitle: Trang\n---\nLời.\n"),
        (f"en/{path}", "", "---\ntitle: Page\n---\nWords.\n"),
    )
    pages = {page.path: page for page in stage(load(small), Context("https://a.example/")) if page.lang == "vi"}
    shown = re.sub("<[^>]*>", "", pages[path].body)
    assert all(words in shown for words in told), shown
