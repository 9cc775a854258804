"""What machines read of the real site, all of it, each file by its readers' parser: the same words come back."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from frictionless import Package
from rdflib import RDF, Graph, Namespace, URIRef
from tests import formats
from tests.formats import ATOM
from tests.site.conftest import BuiltSite

from archive.content.statement import id_folder
from archive.escaping import within_quotes
from archive.findings import LANGS

pytestmark = pytest.mark.xdist_group("site")
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
SCHEMA = Namespace("http://schema.org/")
WORDS = {"@vocab": str(SCHEMA)}
"""The terms of schema.org's own context, which the tests ask nobody for."""


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
        # What is quoted within a quoted title stands between the single marks.
        due = within_quotes(words.removesuffix("."))
        assert all(due in within_quotes(form) for form in (line, apa, chicago)), text
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


def test_frictionless_finds_nothing_against_the_data(site: BuiltSite) -> None:
    report = Package(str(site.folder / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    assert {task.name: task.stats.get("rows") for task in report.tasks}["claims-csv"] == len(site.archive.claims)


@pytest.mark.parametrize("address", ["du-lieu/", "en/du-lieu/"])
def test_the_page_on_the_data_tells_size_and_digest_of_what_is_there(site: BuiltSite, address: str) -> None:
    scripts = site.pages[address].css("script[type='application/ld+json']")
    (data,) = (found for script in scripts if (found := json.loads(script.text()))["@type"] == "Dataset")
    told = {
        each["contentUrl"].removeprefix(site.url): (int(each["contentSize"]), each["sha256"])
        for each in data["distribution"]
    }
    there = {
        path.relative_to(site.folder).as_posix(): (path.stat().st_size, hashlib.sha256(path.read_bytes()).hexdigest())
        for path in (site.folder / "data").iterdir()
    }
    assert told == there


def test_what_a_dated_record_says_is_dated(site: BuiltSite) -> None:
    rows = {row["id"]: row for row in formats.table((site.folder / "data/claims.csv").read_bytes())}
    dated = {"agreement", "event", "result", "commitment"}
    assert not [name for name, row in rows.items() if row["kind"] in dated and not row["when"]]
    assert all(bool(row["when"]) == bool(row["when_from"]) for row in rows.values())
    assert (rows["bc-01-1"]["when"], rows["bc-01-1"]["when_from"]) == ("2018?-07-09", "record")
    assert sum(bool(row["when"]) for row in rows.values()) > 100


def test_every_link_of_the_linkset_leads_to_something_of_the_site(site: BuiltSite) -> None:
    links = json.loads((site.folder / "data/linkset.json").read_text("utf-8"))["linkset"]
    assert len(links) > 2 * len(site.archive.claims)
    lost = set()
    for link in links:
        targets = [
            target["href"] for relation in ("cite-as", "author", "item", "describedby") for target in link[relation]
        ]
        for address in (link["anchor"], *targets):
            place = address.removeprefix(site.url)
            if not (site.folder / (f"{place}index.html" if place.endswith("/") or not place else place)).is_file():
                lost.add(address)
    assert not lost


def pages_graph(site: BuiltSite) -> Graph:
    """What all pages for readers say to programs, in one graph."""
    graph = Graph()
    for page in site.readers.values():
        for script in page.css("script[type='application/ld+json']"):
            graph.parse(data=json.dumps(json.loads(script.text()) | {"@context": WORDS}), format="json-ld")
    return graph


def test_the_pages_are_one_site_whose_statements_have_one_id_in_both_languages(site: BuiltSite) -> None:
    graph = pages_graph(site)
    (whole,) = graph.subjects(RDF.type, SCHEMA.WebSite)
    assert str(whole) == f"{site.url}#website"
    for kind in (SCHEMA.WebPage, SCHEMA.CollectionPage):
        apart = [page for page in graph.subjects(RDF.type, kind) if (page, SCHEMA.url, None) in graph
                 and (page, SCHEMA.isPartOf, whole) not in graph]  # fmt: skip
        assert not apart
    claims = {str(claim) for claim in graph.subjects(RDF.type, SCHEMA.Claim)}
    live = {claim.id for record in site.archive.records.values() for claim in record.live_claims}
    assert claims == {f"{site.url}id/{name}/" for name in live}
    for claim in claims:
        assert len(set(graph.objects(URIRef(claim), SCHEMA.url))) == 2, "a page in each language"
    collections = list(graph.subjects(RDF.type, SCHEMA.Collection))
    # The list of the agreements is the page of one.
    assert len(collections) == 2 * (len({record.kind for record in site.archive.records.values()}) - 1)


def test_every_page_leads_to_its_feed_and_the_menu_to_the_data(site: BuiltSite) -> None:
    for url, page in site.readers.items():
        if page.css_first("meta[http-equiv=refresh]"):
            continue
        feeds = [
            urljoin(f"https://x.example/{url}", link.attributes["href"] or "").removeprefix("https://x.example/")
            for link in page.css("head link[type='application/atom+xml'][rel=alternate]")
        ]
        assert feeds == ["en/feed.xml" if url.startswith("en/") else "feed.xml"], url
        ways = {urljoin(f"https://x.example/{url}", a.attributes["href"] or "") for a in page.css("nav.sections a")}
        assert f"https://x.example/{'en/' if url.startswith('en/') else ''}du-lieu/" in ways, url
