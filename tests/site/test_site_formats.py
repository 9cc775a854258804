"""What machines read of the real site, all of it, each file by its readers' parser: the same words come back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest
from tests import formats
from tests.formats import ATOM
from tests.site.conftest import BuiltSite

from archive.content.statement import id_folder
from archive.findings import LANGS

pytestmark = pytest.mark.xdist_group("site")
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def cited(site: BuiltSite, ending: str) -> Iterator[tuple[str, str, str, str]]:
    """Id, words, permanent address and citation file of everything that can be cited, in both languages."""
    archive = site.archive
    for lang in LANGS:
        words = {record.id: record.title(lang) for record in archive.records.values()}
        words |= {name: archive.text(name, lang) for name in archive.claims}
        for name, said in words.items():
            place = f"{id_folder(lang)}{name}"
            yield name, said, f"{site.url}{place}/", (site.folder / f"{place}.{ending}").read_bytes().decode()


def spaced(words: str) -> str:
    return " ".join(words.split())


def titled(title: str, words: str) -> bool:
    """Whether a title is these words, behind which may stand in brackets what became of them or how sure they are."""
    return re.fullmatch(re.escape(words.removesuffix(".")) + r"( \[[^\[\]]+\])?", title) is not None


def test_every_bibtex_file_is_one_entry_to_both_parsers(site: BuiltSite) -> None:
    count = 0
    for name, words, address, text in cited(site, "bib"):
        strict, lenient = formats.strict_bibtex(text), formats.bibtex(text)
        due = {"key", "author", "title", "type", "organization", "date", "year", "url", "language", "langid", "note"}
        assert strict.keys() == lenient.keys() >= due, text
        assert strict["key"] == lenient["key"] == name
        assert lenient["url"] == address
        assert titled(lenient["title"], words), text
        assert spaced(strict["title"]) == spaced(lenient["title"]), text
        count += 1
    assert count == 2 * (len(site.archive.records) + len(site.archive.claims)) > 300


def test_every_ris_file_is_one_entry(site: BuiltSite) -> None:
    for name, words, address, text in cited(site, "ris"):
        entry = formats.ris(text)
        assert (entry["id"], entry["urls"], entry["type_of_reference"]) == (name, [address], "ELEC")
        assert titled(entry["title"], spaced(words)), text
        assert entry.keys() - {"abstract"} == {
            "type_of_reference", "id", "authors", "title", "secondary_title", "type_of_work", "year", "date", "urls",
            "notes", "language",
        }, text  # fmt: skip


def test_every_csl_file_is_one_item_and_citeproc_prints_one_of_each_kind(site: BuiltSite) -> None:
    archive, printed = site.archive, set()
    for name, words, address, text in cited(site, "csl.json"):
        item = formats.csl(text)
        assert (item["id"], item["URL"]) == (name, address)
        assert titled(item["title"], words), text
        kind = archive.records[name].kind if name in archive.records else archive.claims[name].status
        if (kind, item["language"]) not in printed:
            printed.add((kind, item["language"]))
            line = formats.cited(item)
            assert item["title"] in line, line
            assert address in line, line
    assert len(printed) == 2 * len(
        {r.kind for r in archive.records.values()} | {c.status for c in archive.claims.values()}
    )


def test_every_text_has_its_forms_and_each_names_the_address(site: BuiltSite) -> None:
    for name, words, address, text in cited(site, "txt"):
        line, apa, chicago, footnote, *more = formats.sections(text).values()
        assert len(more) == (2 if name in site.archive.claims else 1), text
        assert all(words.removesuffix(".") in form for form in (line, apa, chicago)), text
        assert all(form.removesuffix(".").endswith(f" {address}") for form in (line, apa, chicago)), text
        assert formats.wikipedia(footnote)["url"] == address


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_citation_js_reads_the_same_in_every_file(site: BuiltSite, ending: str) -> None:
    due = list(cited(site, ending))
    items = formats.by_citation_js(
        site.folder / f"{address.removeprefix(site.url)[:-1]}.{ending}" for _, _, address, _ in due
    )
    for (name, words, address, _), item in zip(due, items, strict=True):
        assert (item["id"], item["URL"], item["type"]) == (name, address, "webpage")
        assert item["language"] == ("en" if "/en/id/" in address else "vi")
        assert titled(item["title"], words), item
        assert item["note"].startswith(f"{name}. ")


@pytest.mark.parametrize("name", ["feed.xml", "en/feed.xml"])
def test_a_feed_is_atom_and_names_pages_by_their_titles(site: BuiltSite, name: str) -> None:
    feed = formats.atom((site.folder / name).read_text("utf-8"))
    titles = {site.url + page.url: page.title for page in site.archive.pages}
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 50
    for entry in entries:
        address = entry.findtext(f"{ATOM}id") or ""
        assert entry.findtext(f"{ATOM}title") == titles[address]
        assert address.removeprefix(site.url) in site.pages


def test_the_sitemap_lists_pages_that_are_there(site: BuiltSite) -> None:
    listed = [
        (entry.findtext(f"{MAP}loc") or "").removeprefix(site.url)
        for entry in ElementTree.parse(site.folder / "sitemap.xml").getroot()
    ]
    assert len(set(listed)) == len(listed) > 120
    assert set(listed) <= set(site.pages)


def test_the_table_of_claims_gives_every_word_back(site: BuiltSite) -> None:
    archive = site.archive
    rows = formats.table((site.folder / "data/claims.csv").read_bytes())
    assert [(row["id"], row["vi"], row["en"]) for row in rows] == [
        (name, claim.text, archive.text(name, "en")) for name, claim in sorted(archive.claims.items())
    ]
    data = json.loads((site.folder / "data/archive.json").read_text("utf-8"))
    assert {claim["id"] for record in data["records"] for claim in record["claims"]} == {row["id"] for row in rows}
