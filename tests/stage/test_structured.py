"""JSON-LD in the pages: one site, pages that are part of it, records and statements under the same id everywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import CK, KQ, YEAR, load, staged, withdrawn

from archive.content.model import Archive
from archive.context import Context
from archive.data.downloads import downloads
from archive.findings import LANGS, Lang
from archive.stage.page import StagedPage
from archive.stage.structured import in_script, of_statement, website

URL = "https://host.example/a/"
CONTEXT = Context(URL, 1, {KQ: 1795164300})
SITE = f"{URL}#website"


def data(page: StagedPage) -> list[dict[str, Any]]:
    """What the page's head says as JSON-LD."""
    scripts = LexborHTMLParser(page.meta["head"]).css("script[type='application/ld+json']")
    return [json.loads(script.text()) for script in scripts]


def test_there_is_one_site_and_each_other_page_is_part_of_it(small: Path) -> None:
    archive = load(small)
    pages = staged(archive, CONTEXT)
    homes = [data(pages[f"{lang}/index.md"]) for lang in LANGS]
    assert homes[0] == homes[1] == [{"@context": "https://schema.org", **website(archive, CONTEXT)}]
    assert homes[0][0]["@id"] == SITE
    for name, page in pages.items():
        if page.path in {"404.md", "index.md"}:
            continue
        told = data(page)
        assert told, f"{name} says nothing to programs"
        for found in told:
            # A statement is part of its record's page as well.
            whole = found["isPartOf"] if isinstance(found["isPartOf"], list) else [found["isPartOf"]]
            assert {"@id": SITE} in whole, name
        assert told[0]["url"] == URL + page.url, name


@pytest.mark.parametrize("lang", LANGS)
def test_an_index_is_a_collection_of_the_pages_that_it_lists(small: Path, lang: Lang) -> None:
    archive = load(small, *withdrawn(KQ, "", "2026-11-19"))
    pages = staged(archive, CONTEXT)
    (told,) = data(pages[f"{lang}/cam-ket/2018-2020/index.md"])
    assert told["@type"] == "CollectionPage"
    collection = told["mainEntity"]
    record = archive.records["ck-01"]
    assert collection["@type"] == "Collection"
    assert [(part["@id"], part["name"]) for part in collection["hasPart"]] == [
        (URL + record.url(lang), record.title(lang))
    ]
    (generated,) = data(pages[f"{lang}/nhan-vat/index.md"])
    assert [part["@type"] for part in generated["mainEntity"]["hasPart"]] == ["WebPage"], "a person is no part"
    (empty,) = data(pages[f"{lang}/ket-qua/2015-2018/index.md"])
    assert "mainEntity" not in empty, "a withdrawn record is in no list"
    (prose,) = data(pages[f"{lang}/trich-dan.md"])
    assert prose["@type"] == "WebPage"


def claims(archive: Archive, lang: Lang) -> list[dict[str, Any]]:
    (told,) = data(staged(archive, CONTEXT)[f"{lang}/{KQ}"])
    parts: list[dict[str, Any]] = told["hasPart"]
    return parts


def test_a_statement_has_one_id_in_both_languages_and_a_page_in_each(small: Path) -> None:
    archive = load(small)
    vi, en = (claims(archive, lang) for lang in LANGS)
    assert [claim["@id"] for claim in vi] == [claim["@id"] for claim in en] == [f"{URL}id/kq-01-{n}/" for n in (1, 2)]
    for lang in LANGS:
        own = [of_statement(archive, CONTEXT, archive.statements[f"kq-01-{n}"], lang) for n in (1, 2)]
        assert [told["@id"] for told in own] == [claim["@id"] for claim in vi], "what is named is not told where it is"
        assert [told["url"] for told in own] == [f"{URL}{'en/' if lang == 'en' else ''}id/kq-01-{n}/" for n in (1, 2)]
        assert [told["text"] for told in own] == [archive.text(f"kq-01-{n}", lang) for n in (1, 2)]


@pytest.mark.parametrize("lang", LANGS)
def test_a_statements_own_page_tells_what_it_stands_in_and_rests_on(small: Path, lang: Lang) -> None:
    archive = load(small, *withdrawn(CK, "ck-01-1", "2026-11-22", "kq-01-2"))
    told = of_statement(archive, CONTEXT, archive.statements["kq-01-2"], lang)
    assert (told["@type"], told["@id"], told["identifier"]) == ("Claim", f"{URL}id/kq-01-2/", "kq-01-2")
    assert told["appearance"]["@id"] == f"{URL}id/n-bao/"
    assert told["appearance"]["@type"] == "NewsArticle"
    assert told["about"]["@id"] == f"{URL}id/kq-01/"
    assert {"@id": SITE} in told["isPartOf"]
    inferred = of_statement(archive, CONTEXT, archive.statements["bc-01-1"], lang)
    assert {part["@id"] for part in inferred["isBasedOn"]} == {
        f"{URL}id/{name}/" for name in archive.statements["bc-01-1"].premises
    }
    assert inferred["creativeWorkStatus"] == "inferred"
    gone = of_statement(archive, CONTEXT, archive.statements["ck-01-1"], lang)
    assert gone["creativeWorkStatus"] == "withdrawn"


@pytest.mark.parametrize("value", ["</script><b>", "<!--", "&lt;", "\u2028x", '"\\'])
def test_no_value_ends_the_script_that_it_stands_in(value: str) -> None:
    written = in_script({"name": value})
    assert not set("<>&\u2028") & set(written)
    assert json.loads(written) == {"name": value}


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("vi/index.md", "feed.xml"),
        ("en/index.md", "feed.xml"),
        (f"vi/{YEAR}", "../../feed.xml"),
        (f"en/{YEAR}", "../../feed.xml"),
        ("vi/chua-biet.md", "../feed.xml"),
    ],
)
def test_every_page_leads_to_the_feed_of_its_language(small: Path, name: str, way: str) -> None:
    head = LexborHTMLParser(staged(load(small), CONTEXT)[name].meta["head"])
    links = head.css("link[rel=alternate][type='application/atom+xml']")
    assert [link.attributes["href"] for link in links] == [way]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["kq-01", "kq-01-2"])
def test_a_page_and_the_linkset_have_the_same_signposts(small: Path, name: str, lang: Lang) -> None:
    archive = load(small)
    path = f"id/{name}.md" if name in archive.claims else KQ
    page = staged(archive, CONTEXT)[f"{lang}/{path}"]
    shown: dict[str, set[tuple[str, str]]] = {}
    for link in LexborHTMLParser(page.meta["head"]).css("link"):
        relation, href = link.attributes["rel"] or "", link.attributes["href"] or ""
        shown.setdefault(relation, set()).add((urljoin(URL + page.url, href), link.attributes.get("type") or ""))
    assert shown.pop("linkset") == {(f"{URL}data/linkset.json", "application/linkset+json")}
    shown.pop("alternate")
    made = {file.name: file.content for file in downloads(archive, CONTEXT)}
    (links,) = (each for each in json.loads(made["data/linkset.json"])["linkset"] if each["anchor"] == URL + page.url)
    assert links.pop("anchor") == URL + page.url
    assert shown == {
        relation: {(target["href"], target.get("type", "")) for target in targets}
        for relation, targets in links.items()
    }
