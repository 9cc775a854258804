"""What Zotero takes from the pages of the real site: a web page with its title, its permanent address, its language."""

from __future__ import annotations

import pytest
from tests import zotero
from tests.site.conftest import BuiltSite

from archive.content.statement import id_url
from archive.context import Context
from archive.findings import LANGS, Lang
from archive.stage.citation import of_statement

pytestmark = pytest.mark.xdist_group("site")


def taken(site: BuiltSite, url: str) -> zotero.Item:
    return zotero.item((site.folder / f"{url}index.html").read_text("utf-8"), site.url + url)


def body(item: zotero.Item) -> str:
    """The one creator, whole."""
    (creator,) = item.creators
    return f"{creator.first} {creator.last}".strip()


@pytest.mark.parametrize("lang", LANGS)
def test_a_records_page_is_taken_at_its_permanent_address(site: BuiltSite, lang: Lang) -> None:
    settings = site.archive.settings
    for record in site.archive.records.values():
        item = taken(site, record.url(lang))
        assert (item.type, item.title, item.language) == ("webpage", record.title(lang), lang), item
        assert item.url == site.url + id_url(record.id, lang), item
        assert (item.publication, body(item)) == (settings.name[lang], settings.name[lang]), item
        assert item.rights == "https://creativecommons.org/licenses/by/4.0/", item
        assert item.date, item


@pytest.mark.parametrize("lang", LANGS)
def test_a_statements_page_is_taken_as_the_archives(site: BuiltSite, lang: Lang) -> None:
    settings = site.archive.settings
    for statement in (found for found in site.archive.statements.values() if not found.merged):
        item = taken(site, statement.url(lang))
        assert (item.type, item.language) == ("webpage", lang), item
        cited = of_statement(statement, settings, Context(site.url), lang)
        assert (item.title, item.publication) == (cited.title, settings.name[lang]), item
        assert item.url == site.url + statement.url(lang), item
        assert body(item) == settings.name[lang], item
        assert item.rights == "https://creativecommons.org/licenses/by/4.0/", item
