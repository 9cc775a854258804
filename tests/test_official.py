"""The day that the official text is there: what flips, for whom, and what does not. The text is made up."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.archives import (
    AGREEMENT,
    CAMPAIGN,
    CK,
    DOCUMENT,
    KQ,
    PROGRAMME,
    REPOSITORY,
    RIVAL,
    SIGNING,
    TEXT,
    TEXT_WORDS,
    edit,
    load,
    programme,
    project,
    staged,
    withdrawn,
)

from archive.build import Options, build
from archive.content.model import Archive, Record, page_url
from archive.content.read import read_archive
from archive.findings import LANGS, Lang
from archive.listener import Listener
from archive.stage.official import file_link

pytestmark = pytest.mark.xdist_group("official")
pytestmark = pytest.mark.xdist_group("official")  # both sites are built once
URL = "https://host.example/a/"
NOT_AT_HAND = {"vi": "chưa có trong kho lưu trữ", "en": "is not at hand"}
AT_HAND = {"vi": "văn bản chính thức", "en": "official text"}
FOOTER = {
    "vi": ("Nội dung chính theo một bài báo; không phải văn bản chính thức.", "Có câu theo văn bản chính thức, có câu theo một bài báo; mỗi câu ghi rõ."),
    "en": ("Its main content follows one newspaper article; not the official text.", "Some statements follow the official text, others follow one newspaper article; each says which."),
}  # fmt: skip


@dataclass(frozen=True)
class Site:
    """A whole build of the minimal archive with a made-up text, or before it."""

    folder: Path
    archive: Archive
    findings: tuple[str, ...]

    def page(self, path: str, lang: str) -> LexborHTMLParser:
        """A page of the site, named as its source."""
        url = page_url(path, "en" if lang == "en" else "vi")
        return LexborHTMLParser((self.folder / url / "index.html").read_text("utf-8"))

    def main_entity(self, path: str, lang: str) -> dict[str, Any]:
        """What the JSON-LD of a page says of the thing that it is about."""
        script = node(self.page(path, lang), 'script[type="application/ld+json"]')
        return dict(json.loads(script.text())["mainEntity"])


def node(tree: LexborHTMLParser | LexborNode, selector: str) -> LexborNode:
    """The first element that a selector finds."""
    found = tree.css_first(selector)
    assert found is not None, f"the page has no {selector}"
    return found


def built(root: Path, *, official: bool) -> Site:
    project(root)
    edit(root, *programme(official=official))
    settings = root / "archive.toml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("[keys]\n", '[keys]\nagreement = "tt-chuong-trinh"\n'), "utf-8")
    findings = build(root, Options(root / "site"), {"SITE_URL": URL, "SOURCE_DATE_EPOCH": "1800000000"}, Listener())
    return Site(root / "site", read_archive(root), tuple(finding.line("en") for finding in findings))


@pytest.fixture(scope="session")
def after(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(tmp_path_factory.mktemp("official"), official=True)


@pytest.fixture(scope="session")
def before(tmp_path_factory: pytest.TempPathFactory) -> Site:
    return built(tmp_path_factory.mktemp("reported"), official=False)


def test_the_whole_build_with_the_text_has_no_finding(before: Site, after: Site) -> None:
    for site, name in ((before, "before"), (after, "after")):
        assert not site.findings, f"{name} the text is there: it can never be published:\n" + "\n".join(site.findings)
        assert (site.folder / "index.html").is_file(), name
    ways = [
        a
        for lang in LANGS
        for path in ("index.md", AGREEMENT, PROGRAMME)
        for a in after.page(path, lang).css("a[type]")
    ]
    assert len(ways) >= 6, "home, agreement and document no longer say of which type the file is"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("path", "flips"), [(AGREEMENT, True), (PROGRAMME, True), (RIVAL, False), (SIGNING, False), (DOCUMENT, False), ("van-ban/khac.md", False)]
)  # fmt: skip
def test_the_notice_flips_on_the_agreement_and_its_text_alone(
    before: Site, after: Site, lang: Lang, path: str, flips: bool
) -> None:
    for site, official in ((before, False), (after, flips)):
        page = site.page(path, lang)
        notice = node(page, ".notice--official" if official else ".notice--status")
        assert (NOT_AT_HAND[lang] in notice.text()) is not official, notice.text()
        assert len(page.css(".notice--official, .notice--status")) == 1, "two notices that contradict each other"
        status = node(page, ".facts-line").text()
        assert (AT_HAND[lang] in status) is official, status
        if official:
            ways = [urljoin(f"/{page_url(path, lang)}", a.attributes["href"] or "") for a in notice.css("a")]
            assert f"/{TEXT}" in ways, f"{path}: the file is not linked from the notice"


@pytest.mark.parametrize("lang", LANGS)
def test_the_file_is_linked_with_type_and_size_and_is_there(after: Site, lang: Lang) -> None:
    page = after.page(PROGRAMME, lang)
    rows = node(page, "#thong-tin-van-ban").parent
    assert rows is not None
    way = node(rows, "a[type]")
    assert (way.text(), way.attributes["type"]) == ("chuong-trinh-mau.txt (TXT, 1 kB)", "text/plain")
    target = urljoin(f"/{page_url(PROGRAMME, lang)}", way.attributes["href"] or "").lstrip("/")
    assert (after.folder / target).read_text("utf-8") == TEXT_WORDS
    assert after.folder / target == after.folder / TEXT


@pytest.mark.parametrize("lang", LANGS)
def test_the_home_page_says_that_the_text_is_there(before: Site, after: Site, lang: Lang) -> None:
    box = node(after.page("index.md", lang), ".glance")
    assert AT_HAND[lang] in box.text()
    ways = [urljoin(f"/{page_url('index.md', lang)}", a.attributes["href"] or "") for a in box.css("a")]
    assert {f"/{TEXT}", f"/{page_url(PROGRAMME, lang)}"} <= set(ways)
    for words in ("thuật lại theo", "reported by"):
        assert words not in box.text()
    assert AT_HAND[lang] not in node(before.page("index.md", lang), ".glance").text()


@pytest.mark.parametrize("lang", LANGS)
def test_the_footer_says_what_is_true_of_its_page(before: Site, after: Site, lang: str) -> None:
    press, mixed = FOOTER[lang]
    shown = {
        path: node(after.page(path, lang), "footer").text()
        for path in (AGREEMENT, PROGRAMME, CK, CAMPAIGN, "index.md", "dong-thoi-gian.md", RIVAL, DOCUMENT, SIGNING, KQ)
    }
    for path, text in shown.items():
        official = path not in {RIVAL, DOCUMENT, SIGNING, KQ}
        assert (mixed in text, press in text) == (official, not official), f"{path}: {text.strip()}"
    for path in (AGREEMENT, PROGRAMME, CK, "index.md", "dong-thoi-gian.md"):
        assert press in node(before.page(path, lang), "footer").text(), path
    # No page that shows an official statement says that it is no official text.
    for page in after.folder.rglob("*.html"):
        tree = LexborHTMLParser(page.read_text("utf-8"))
        if tree.css_first('[data-status="official"]') and tree.css_first("footer"):
            words = node(tree, "footer").text()
            assert not any(press in words for press, _ in FOOTER.values()), page


@pytest.mark.parametrize("lang", LANGS)
def test_machines_read_the_same(before: Site, after: Site, lang: Lang) -> None:
    unofficial = "https://schema.org/UnofficialLegalValue"
    for path in (AGREEMENT, PROGRAMME):
        encoding = after.main_entity(path, lang)["encoding"]
        assert encoding["@type"] == "LegislationObject"
        assert encoding["legislationLegalValue"] == "https://schema.org/OfficialLegalValue", path
        assert (encoding["contentUrl"], encoding["encodingFormat"]) == (f"{URL}{TEXT}", "text/plain")
        assert before.main_entity(path, lang)["encoding"]["legislationLegalValue"] == unofficial
    for path in (RIVAL, SIGNING, DOCUMENT, "van-ban/khac.md"):
        encoding = after.main_entity(path, lang)["encoding"]
        assert encoding["legislationLegalValue"] == unofficial, path
        assert "contentUrl" not in encoding, path
    data = json.loads(node(after.page(CK, lang), 'script[type="application/ld+json"]').text())
    [named] = data["hasPart"]
    own = f"id/{named['@id'].rstrip('/').rpartition('/')[2]}.md"
    claim = json.loads(node(after.page(own, lang), 'script[type="application/ld+json"]').text())
    assert claim["creativeWorkStatus"] == "official"
    [cited] = data["citation"]
    assert claim["appearance"]["@id"] == cited["@id"]
    assert cited["@type"] == "Legislation", "an official text is no newspaper article"
    assert claim["appearance"]["url"] == f"{URL}{page_url(PROGRAMME, lang)}"


@pytest.mark.parametrize(
    ("lang", "chip", "mark"),
    [("vi", "Văn bản chính thức", "Chương trình mẫu, Điều 2"), ("en", "Official text", "Sample programme, Article 2")],
)
def test_an_official_statement_leads_to_its_place_in_the_text(after: Site, lang: Lang, chip: str, mark: str) -> None:
    claim = node(after.page(CK, lang), "p.claim#ck-01-1")
    box = claim.parent
    assert box is not None
    assert box.attributes["data-status"] == "official"
    assert [found.text() for found in box.css(".chip")] == [chip]
    way = node(box, ".source-mark")
    assert way.text() == f"{mark} (ck-01-1)", "by ear it says of which statement it is the source"
    target = urljoin(f"/{page_url(CK, lang)}", way.attributes["href"] or "")
    assert target == f"/{page_url(PROGRAMME, lang)}#dieu-2"
    place = node(after.page(PROGRAMME, lang), "#dieu-2").parent
    assert place is not None
    assert ("các xã được giúp" if lang == "vi" else "which communes are helped") in place.text()
    assert "ck-01-1" in [a.text() for a in place.css(".permalink")], "the text's page does not list what rests on it"
    citation = node(after.page("id/ck-01-1.md", lang), ".citation").text()
    assert f"{chip}: {mark}" in citation
    folder = "id" if lang == "vi" else "en/id"
    for ending in ("bib", "ris", "csl.json"):
        assert f"{chip}: {mark}" in (after.folder / folder / f"ck-01-1.{ending}").read_text("utf-8")
    status = node(after.page(CK, lang), ".facts-line").text()
    assert ("theo văn bản chính thức" if lang == "vi" else "from the official text") in status


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_reported_stays_reported(before: Site, after: Site, lang: str) -> None:
    for path in (KQ, SIGNING, DOCUMENT, RIVAL):
        was, now = (re.sub(r"\s+", " ", node(site.page(path, lang), "article").text()) for site in (before, after))
        assert was == now, f"{path} has changed, and nothing of it is official"
    for name in ("kq-01-1", "tt-ky-ket-1"):
        for ending in ("bib", "ris", "csl.json"):
            texts = [(site.folder / "id" / f"{name}.{ending}").read_bytes() for site in (before, after)]
            assert texts[0] == texts[1], f"{name}.{ending}"


def test_the_citation_of_the_documents_page_says_that_it_has_the_text(before: Site, after: Site) -> None:
    for lang, words in (("vi", "có toàn văn chính thức"), ("en", "with the official text")):
        assert words in node(after.page(PROGRAMME, lang), ".cite-page .citation").text()
        assert words not in node(before.page(PROGRAMME, lang), ".cite-page .citation").text()
        assert words not in node(after.page(DOCUMENT, lang), ".cite-page .citation").text()


def test_the_figures_of_the_source_are_not_those_of_the_text(small: Path) -> None:
    change = (f"vi/{CK}", "Hai bên tiếp tục giúp các xã nghèo.", "Hai bên giúp 7 xã mẫu.")
    pages = staged(load(small, *programme(official=True), change))
    assert "7 xã mẫu" not in pages["vi/thong-ke.md"].body, "the page says that its figures come from the report"
    assert "7 xã mẫu" in LexborHTMLParser(pages[f"vi/{CK}"].body).text()


def test_a_withdrawn_text_is_not_at_hand(small: Path) -> None:
    pages = staged(load(small, *programme(official=True), *withdrawn(PROGRAMME, "")))
    tree = LexborHTMLParser(pages[f"vi/{AGREEMENT}"].body)
    assert NOT_AT_HAND["vi"] in node(tree, ".notice--status").text()


def test_another_documents_text_is_not_the_agreements(small: Path) -> None:
    report = (f"vi/{PROGRAMME}", "type: chuong-trinh", "type: bao-cao")
    pages = staged(load(small, *programme(official=True), report))
    assert LexborHTMLParser(pages[f"vi/{AGREEMENT}"].body).css_first(".notice--status") is not None
    assert LexborHTMLParser(pages[f"vi/{PROGRAMME}"].body).css_first(".notice--official") is not None


@pytest.mark.parametrize(
    ("size", "vi", "en"),
    [
        (1, "1 kB", "1 kB"),
        (1001, "2 kB", "2 kB"),
        (998_100, "999 kB", "999 kB"),
        (1_234_567, "1,2 MB", "1.2 MB"),
        (25_000_000, "25,0 MB", "25.0 MB"),
    ],
)
def test_sizes_in_words(small: Path, size: int, vi: str, en: str) -> None:
    archive = load(small, *programme(official=True))
    with (small / "docs" / TEXT).open("wb") as file:
        file.truncate(size)
    record: Record = archive.records["vb-chuong-trinh-mau"]
    for lang, words in (("vi", vi), ("en", en)):
        assert f"(TXT, {words})" in file_link(archive, record, "vi" if lang == "vi" else "en", "")


@pytest.mark.parametrize("name", ["assets/khong-co.pdf", "../../etc/passwd", "assets/x.exe", "/etc/passwd"])
def test_an_unchecked_file_that_is_not_there_breaks_nothing(small: Path, name: str) -> None:
    pages = staged(load(small, *programme(official=True), (f"vi/{PROGRAMME}", TEXT, name)))
    assert name not in pages[f"vi/{PROGRAMME}"].body


def test_the_made_up_text_is_in_no_real_page() -> None:
    archive = read_archive(REPOSITORY)
    assert "vb-chuong-trinh-mau" not in archive.records
    assert TEXT not in archive.assets
