"""`du-lieu/` and the pages of statements by status: they say what the files and the model have."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.archives import CK, KQ, load, staged, withdrawn

from archive.content.model import Archive
from archive.context import Context
from archive.data.columns import COLUMNS
from archive.data.downloads import downloads
from archive.findings import LANGS, Lang
from archive.stage.generated.data import size
from archive.stage.generated.statuses import PATHS, status_url

URL = "https://host.example/a/"
CONTEXT = Context(URL, 1, {KQ: 1795164300})


def one(node: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element that fits; a page without it is a fault."""
    found = node.css_first(selector)
    assert found is not None, selector
    return found


def page(archive: Archive, lang: Lang, path: str = "du-lieu.md") -> LexborHTMLParser:
    return LexborHTMLParser(staged(archive, CONTEXT)[f"{lang}/{path}"].body)


@pytest.mark.parametrize(
    ("count", "vi", "en"),
    [
        (0, "0 byte", "0 bytes"),
        (999, "999 byte", "999 bytes"),
        (1000, "1,0 kB", "1.0 kB"),
        (4249, "4,2 kB", "4.2 kB"),
        (96_400, "96 kB", "96 kB"),
        (9_960, "10 kB", "10 kB"),
        (999_400, "999 kB", "999 kB"),
        (999_999, "1,0 MB", "1.0 MB"),
        (1_234_567, "1,2 MB", "1.2 MB"),
    ],
)
def test_a_size_is_said_as_people_say_it(count: int, vi: str, en: str) -> None:
    assert (size(count, "vi"), size(count, "en")) == (vi, en)


@pytest.mark.parametrize("lang", LANGS)
def test_each_file_is_linked_with_its_rows_and_size(small: Path, lang: Lang) -> None:
    archive = load(small)
    items = page(archive, lang).css("section:has(#tai-ve) li")
    up = "../" if lang == "vi" else "../../"
    for item, file in zip(items, downloads(archive, CONTEXT), strict=True):
        assert one(item, "a").attributes["href"] == up + file.name
        note = one(item, ".index-note").text()
        assert file.about[lang].lower() in note.lower()
        assert note.endswith(f" {file.rows} {'mục' if lang == 'vi' else 'items'}, {size(len(file.content), lang)}.")


@pytest.mark.parametrize("lang", LANGS)
def test_the_data_are_described_to_programs_with_the_digests_of_the_files(small: Path, lang: Lang) -> None:
    archive = load(small)
    head = LexborHTMLParser(staged(archive, CONTEXT)[f"{lang}/du-lieu.md"].meta["head"])
    told = [json.loads(script.text()) for script in head.css("script[type='application/ld+json']")]
    (data,) = (found for found in told if found["@type"] == "Dataset")
    assert data["@id"] == f"{URL}du-lieu/#data"
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    given = {
        (each["contentUrl"], each["encodingFormat"], int(each["contentSize"]), each["sha256"])
        for each in data["distribution"]
    }
    assert given == {
        (URL + file.name, file.media, len(file.content), file.sha256) for file in downloads(archive, CONTEXT)
    }


@pytest.mark.parametrize("lang", LANGS)
def test_the_dictionary_has_every_column_in_the_order_of_the_table(small: Path, lang: Lang) -> None:
    found = one(page(load(small), lang), "section:has(#tu-dien) dl")
    names = [one(term, "code").text() for term in found.css("dt")]
    assert names == [column.name for column in COLUMNS]
    for column, text in zip(COLUMNS, (entry.text().lower() for entry in found.css("dd")), strict=True):
        assert column.means[lang].lower() in text, column.name
        assert column.got[lang].lower() in text, column.name
    assert "{" not in found.text()


@pytest.mark.parametrize("lang", LANGS)
def test_both_feeds_are_linked_and_the_page_says_how_to_cite_the_data(small: Path, lang: Lang) -> None:
    found = page(load(small), lang)
    ways = {link.attributes["href"] for link in found.css("section:has(#ban-tin) a")}
    assert ways == ({"../feed.xml", "../en/feed.xml"} if lang == "vi" else {"../../feed.xml", "../feed.xml"})
    address = URL + ("du-lieu/" if lang == "vi" else "en/du-lieu/")
    assert one(found, ".citation").text().endswith(address)


# --- Statements by status


@pytest.mark.parametrize("lang", LANGS)
def test_every_statement_stands_on_the_page_of_its_status_and_on_no_other(small: Path, lang: Lang) -> None:
    archive = load(small, *withdrawn(CK, "ck-01-1", "2026-11-22", "kq-01-2"))
    pages = staged(archive, CONTEXT)
    shown: dict[str, str] = {}
    for name, path in PATHS.items():
        found = LexborHTMLParser(pages[f"{lang}/du-lieu/{path}.md"].body)
        for item in found.css(".statements li"):
            link, named = one(item, "a"), one(item, "small").text()
            assert named not in shown, f"{named} stands twice"
            shown[named] = name
            assert link.text() == f"{archive.text(named, lang)} {named}"
            assert (link.attributes["href"] or "").endswith(f"/id/{named}/")
    due = {n: "withdrawn" if s.withdrawal else s.look for n, s in archive.statements.items()}
    assert shown == due
    assert shown["ck-01-1"] == "withdrawn"


@pytest.mark.parametrize("lang", LANGS)
def test_a_status_without_statements_keeps_its_page_and_says_so(small: Path, lang: Lang) -> None:
    pages = staged(load(small), CONTEXT)
    empty = pages[f"{lang}/du-lieu/{PATHS['withdrawn']}.md"].body
    assert {"vi": "Hiện không có câu nào.", "en": "There are none at present."}[lang] in empty
    assert "<li" not in empty


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_on_the_data_leads_to_each_status_with_its_number(small: Path, lang: Lang) -> None:
    archive = load(small)
    items = page(archive, lang).css("section:has(#tinh-trang) li")
    numbers = [int(item.text().rpartition("(")[2].rstrip(")")) for item in items]
    assert sum(numbers) == len(archive.claims)
    ways = [(one(item, "a").attributes["href"] or "").rstrip("/") for item in items]
    assert [f"{'' if lang == 'vi' else 'en/'}du-lieu/{way}/" for way in ways] == [
        status_url(name, lang) for name in PATHS
    ]
