"""What machines read of the real site, all of it, each file by its readers' parser: the same words come back."""

from __future__ import annotations

import json
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


def test_every_bibtex_file_is_one_entry_to_both_parsers(site: BuiltSite) -> None:
    count = 0
    for name, words, address, text in cited(site, "bib"):
        strict, lenient = formats.strict_bibtex(text), formats.bibtex(text)
        assert strict.keys() == lenient.keys() >= {"key", "title", "organization", "date", "year", "url", "note"}, text
        assert strict["key"] == lenient["key"] == name
        assert lenient["url"] == address
        # After the words may stand that they were withdrawn.
        assert lenient["title"].startswith(words), text
        assert spaced(strict["title"]) == spaced(lenient["title"]), text
        count += 1
    assert count == 2 * (len(site.archive.records) + len(site.archive.claims)) > 300


def test_every_ris_file_is_one_entry(site: BuiltSite) -> None:
    for name, words, address, text in cited(site, "ris"):
        entry = formats.ris(text)
        assert (entry["id"], entry["urls"], entry["type_of_reference"]) == (name, [address], "ELEC")
        assert entry["title"].startswith(spaced(words)), text
        assert entry.keys() <= {
            "type_of_reference", "id", "title", "secondary_title", "publisher", "year", "date", "urls", "notes", "language",
        }, text  # fmt: skip


def test_every_csl_file_is_one_item_and_citeproc_prints_one_of_each_kind(site: BuiltSite) -> None:
    archive, printed = site.archive, set()
    for name, words, address, text in cited(site, "csl.json"):
        item = formats.csl(text)
        assert (item["id"], item["URL"]) == (name, address)
        assert item["title"].startswith(words), text
        kind = archive.records[name].kind if name in archive.records else archive.claims[name].status
        if (kind, item["language"]) not in printed:
            printed.add((kind, item["language"]))
            line = formats.cited(item)
            assert item["title"] in line, line
            assert address in line, line
    assert len(printed) == 2 * len(
        {r.kind for r in archive.records.values()} | {c.status for c in archive.claims.values()}
    )


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
