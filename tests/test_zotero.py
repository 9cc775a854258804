"""The reading of a page's tags that stands for Zotero's, tried on small heads: each rule by a case of its own."""

from __future__ import annotations

import pytest
from tests.zotero import Creator, Item, item

TITLE = '<meta name="citation_title" content="Tên">'
AUTHOR = '<meta name="citation_author" content="{}">'


def read(head: str) -> Item:
    return item(f'<!doctype html><html lang="vi"><head><title>Trang</title>{head}</head><body></body></html>')


FIELDS = {
    "a title of Highwire alone is taken for an article": (TITLE, "type", "journalArticle"),
    "the item type that a page asks for": (f'{TITLE}<meta name="z:itemType" content="webpage">', "type", "webpage"),
    "an item type that Zotero does not know": (f'{TITLE}<meta name="z:itemType" content="x">', "type", "journalArticle"),
    "what settles the type outranks what is asked for": (
        f'<meta name="citation_journal_title" content="Báo">{TITLE}<meta name="z:itemType" content="webpage">',
        "type",
        "journalArticle",
    ),
    "Open Graph's website": ('<meta property="og:type" content="website">', "type", "webpage"),
    "Highwire's title before all": (f'<meta name="DC.title" content="x"><meta property="og:title" content="y">{TITLE}', "title", "Tên"),
    "Dublin Core's before Open Graph's": (
        '<meta property="og:title" content="y"><meta name="DC.title" content="x">', "title", "x"
    ),
    "the document's title where no tag has one": ("", "title", "Trang"),
    "the site's name behind a title goes": (
        '<meta property="og:site_name" content="Kho"><meta property="og:title" content="Tên - Kho">', "title", "Tên"
    ),
    "a source is taken for what it was published in": (
        '<meta property="og:site_name" content="Kho"><meta name="DC.source" content="Báo">', "publication", "Báo"
    ),
    "unless PRISM names that": (
        '<meta name="DC.source" content="Báo"><meta name="prism.publicationName" content="Kho">', "publication", "Kho"
    ),
    "the public address before the canonical one": (
        '<link rel="canonical" href="https://a.example/x/"><meta name="citation_public_url" content="https://a.example/id/x/">',
        "url",
        "https://a.example/id/x/",
    ),
    "the canonical address before where it was found": (
        '<link rel="canonical" href="https://a.example/x/">', "url", "https://a.example/x/"
    ),
    "where it was found": ("", "url", "https://elsewhere.example/"),
    "a relative address": ('<meta property="og:url" content="id/x/">', "url", "https://elsewhere.example/id/x/"),
    "the language of the document": ("", "language", "vi"),
    "the language of a tag": ('<meta name="citation_language" content="en">', "language", "en"),
    "rights": ('<meta name="DC.rights" content="CC BY 4.0">', "rights", "CC BY 4.0"),
    "a day of Highwire's before Dublin Core's": (
        '<meta name="DC.date" content="2020-01-01"><meta name="citation_publication_date" content="2026/11/25">',
        "date",
        "2026/11/25",
    ),
    "Dublin Core's type is a web page's kind": ('<meta name="DC.type" content="Suy luận">', "genre", "Suy luận"),
    "a description is the abstract at last": ('<meta name="description" content="Lời">', "abstract", "Lời"),
    "an empty tag says nothing": (f'{TITLE}<meta name="citation_language" content=" ">', "language", "vi"),
}  # fmt: skip


@pytest.mark.parametrize(("head", "field", "due"), FIELDS.values(), ids=FIELDS)
def test_a_field_is_read(head: str, field: str, due: str) -> None:
    assert getattr(read(head), field) == due


CREATORS = {
    "a name is parted before its last word": (AUTHOR.format("Lưu trữ Mẫu"), [Creator("Mẫu", "Lưu trữ")]),
    "or at its comma": (AUTHOR.format("Mẫu, Nguyễn"), [Creator("Mẫu", "Nguyễn")]),
    "a comma at its end leaves it whole": (AUTHOR.format("Lưu trữ Mẫu,"), [Creator("Lưu trữ Mẫu")]),
    "two names between semicolons": (AUTHOR.format("Ban A; Ban B"), [Creator("A", "Ban"), Creator("B", "Ban")]),
    "two whole names between commas": (AUTHOR.format("Ban A, Ban B"), [Creator("A", "Ban"), Creator("B", "Ban")]),
    "two tags": (AUTHOR.format("Ban A") + AUTHOR.format("Ban B"), [Creator("A", "Ban"), Creator("B", "Ban")]),
    "Highwire's before Dublin Core's": (
        '<meta name="DC.creator" content="Ban B">' + AUTHOR.format("Ban A"), [Creator("A", "Ban")]
    ),
    "Dublin Core's": ('<meta name="DC.creator" content="Ban B">', [Creator("B", "Ban")]),
    "the plain tag at last": ('<meta name="author" content="Ban C">', [Creator("C", "Ban")]),
    "none": (TITLE, []),
}  # fmt: skip


@pytest.mark.parametrize(("head", "due"), CREATORS.values(), ids=CREATORS)
def test_creators_are_read(head: str, due: list[Creator]) -> None:
    assert read(head).creators == tuple(due)
