"""A statement's own page: the sentence, from what and how sure, what rests on it, what it said, how it is cited."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import KQ, OTHER, load, staged, withdrawn
from tests.stage.test_staging import html

from archive.content.model import Archive
from archive.context import Context
from archive.findings import LANGS, Lang
from archive.history.line import State
from archive.history.value import History, Wording, Words
from archive.text import paragraph_digest

NOW = Words("40 xã trồng cây."), Words("40 communes planted trees.")
SAID = (
    Wording(1, "2026-11-25", Words("39 xã <trồng> cây."), Words("39 communes planted trees.")),
    Wording(2, "2027-01-05", Words("40 xã trồng cây."), Words("39 communes planted trees.")),
    Wording(3, "2027-01-07", *NOW),
)
HOST = Context("https://host.example/a/")
CONTEXT = {"vi": "Bối cảnh", "en": "Context"}


def past(archive: Archive, *said: Wording, name: str = "kq-01-2") -> Archive:
    return replace(archive, history=History(State.KNOWN, wordings={name: said}))


def own(archive: Archive, name: str, lang: str, context: Context = HOST) -> LexborHTMLParser:
    """The page of a statement, as staged."""
    prefix = "" if lang == "vi" else "en/"
    pages = staged(archive, context)
    assert pages[f"{lang}/id/{name}.md"].url == f"{prefix}id/{name}/"
    return html(pages[f"{lang}/id/{name}.md"])


def texts(shown: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in shown.css(selector)]


@pytest.mark.parametrize("lang", LANGS)
def test_every_statement_has_a_page_that_says_it_in_both_languages(small: Path, lang: Lang) -> None:
    archive = load(small)
    pages = staged(archive, HOST)
    other: Lang = "en" if lang == "vi" else "vi"
    for statement in archive.statements.values():
        page = pages[f"{lang}/id/{statement.id}.md"]
        assert page.title == statement.text[lang]
        shown = html(page)
        assert texts(shown, "h1.claim") == [statement.text[lang]]
        assert [node.attributes["id"] for node in shown.css("h1.claim")] == [statement.id]
        assert texts(shown, f'.twin[lang="{other}"]') == [statement.text[other]]
        assert statement.word[lang] in page.summary, "a preview does not say how sure it is"
        assert all(name in page.summary for name in statement.premises), "a preview does not say from what"
        sure = statement.word[lang]
        if statement.look == "context":
            sure = f"{CONTEXT[lang]}, {sure.lower()}"
        assert texts(shown, ".means .chip") == [sure]
        assert texts(shown, ".own-id") == [statement.id]
        assert texts(shown, "#trich-dan ~ .digest code") == [paragraph_digest(statement.text[lang])]
        record = shown.css_first("#vi-tri ~ dl a")
        assert record is not None
        assert (record.attributes["href"] or "").endswith(f"#{statement.id}")
        assert page.meta["unsearched"], "its words stand twice among the results"


@pytest.mark.parametrize(
    ("lang", "found"),
    [
        ("vi", ("Báo Mẫu, đoạn 3", "không rõ ngày đăng", "Chưa biết địa chỉ trên mạng")),
        ("en", ("Báo Mẫu, paragraph 3", "day of publication unknown", "No web address is known")),
    ],
)
def test_a_source_says_how_it_is_found_and_what_is_not_known_of_it(
    small: Path, lang: str, found: tuple[str, ...]
) -> None:
    archive = load(small)
    source = archive.source("n-bao")
    assert source is not None
    shown = own(archive, "kq-01-2", lang)
    text = shown.css(".grounds li")[0].text()
    assert source.headline in text
    for words in found:
        assert words in text, text
    digest = source.locators["p3"].sha256
    assert digest is not None
    assert digest in text
    box = shown.css(".grounds li .paste")[0]
    assert "hidden" in box.attributes, "without the script there is nothing to compare with"
    assert box.attributes["data-digest"] == digest
    field = shown.css_first(".paste textarea")
    assert field is not None
    assert "name" not in field.attributes, "what has a name may be sent"
    assert field.attributes["spellcheck"] == "false", "some browsers send what is checked to a server"


def test_an_outside_source_is_a_robust_link_and_has_no_box_without_a_digest(small: Path) -> None:
    archive = load(small, (f"vi/{OTHER}", "published:", "address: https://khac.example/bai\npublished:"))
    source = archive.source("n-khac")
    assert source is not None
    assert source.address is not None
    shown = own(archive, "bc-02-1", "vi")
    way = shown.css_first(".grounds a.address")
    assert way is not None
    assert way.attributes["href"] == source.address == "https://khac.example/bai"
    assert way.attributes["data-versiondate"] == source.read.date
    assert shown.css_first(".paste") is None


@pytest.mark.parametrize("lang", LANGS)
def test_an_inference_shows_its_few_steps_and_the_way_to_all(small: Path, lang: str) -> None:
    archive = load(small)
    shown = own(archive, "bc-01-1", lang)
    steps = [(node.text() or "") for node in shown.css("#can-cu ~ ul.proof .permalink")]
    assert steps == list(archive.statements["bc-01-1"].premises)
    assert shown.css_first("#can-cu ~ .step-reason") is not None
    assert any((a.attributes["href"] or "").endswith("#proof-bc-01-1") for a in shown.css("#can-cu ~ p a"))
    below = own(archive, "bc-01-2", lang)
    assert [a.attributes["href"] for a in below.css("#lam-can-cu ~ ul a")] == ["../bc-01-1/"]


def test_a_long_proof_is_told_by_links_on_its_statements_page(small: Path) -> None:
    premises = 'from="tt-ky-ket-1 tt-ky-ket-2 kq-01-1 kq-01-2 bc-01-2"'
    archive = load(small)
    (claim,) = (line for line in archive.record_of("bc-01-1").vi.text.splitlines() if "#bc-01-1 " in line)
    was = re.search(r'from="[^"]*"', claim)
    assert was is not None
    longer = load(small, (f"vi/{archive.record_of('bc-01-1').vi.path}", was[0], premises))
    shown = own(longer, "bc-01-1", "vi")
    assert len(shown.css("ul.proof > li > a")) == 5
    assert not shown.css("ul.proof .claim-marks")
    assert shown.css_first("#can-cu ~ p a") is not None, "nor is there a way to it"


@pytest.mark.parametrize(
    ("lang", "day", "words"),
    [
        ("vi", "Từ 25/11/2026 đến 5/1/2027", "39 40 xã <trồng> trồng cây."),
        ("en", "From 25 November 2026 to 7 January 2027", "39 40 communes planted trees."),
    ],
)
def test_what_it_said_before_is_shown_word_by_word_with_its_days(small: Path, lang: Lang, day: str, words: str) -> None:
    archive = past(load(small), *SAID)
    now = {
        lang: replace(archive.claims["kq-01-2"], text=NOW[0].text),
        "en": replace(archive.english["kq-01-2"], text=NOW[1].text),
    }
    changed = replace(
        archive.statements["kq-01-2"],
        claims={"vi": replace(archive.claims["kq-01-2"], text=NOW[0].text), "en": now["en"]},
    )
    archive.statements._made["kq-01-2"] = changed
    shown = own(archive, "kq-01-2", lang)
    assert texts(shown, ".earlier dt") == [day], "a wording is lost, or told twice"
    digest = paragraph_digest(SAID[0].vi.text if lang == "vi" else SAID[0].en.text)
    assert texts(shown, ".earlier dd") == [f"{words} SHA-256 {digest[:32]}…"], (
        "who has an old citation does not find its words"
    )
    assert texts(shown, ".earlier del")[0] == "39"
    assert texts(shown, ".earlier ins")[0] == "40"


@pytest.mark.parametrize("lang", LANGS)
def test_what_was_merged_into_it_is_told_with_its_words_and_digest(small: Path, lang: Lang) -> None:
    archive = load(small, *withdrawn(KQ, "kq-01-1"), (f"vi/{KQ}", 'withdrawn="', 'same_as="bc-02-1" withdrawn="'))
    gone = archive.statements["kq-01-1"]
    shown = own(archive, "bc-02-1", lang)
    assert texts(shown, "#gop ~ dl dt")[0].startswith("kq-01-1 · ")
    assert texts(shown, "#gop ~ dl s") == [gone.text[lang]]
    assert texts(shown, "#gop ~ dl code") == [gone.digest[lang][:32]]
    assert own(archive, "kq-01-2", lang).css_first("#gop") is None


@pytest.mark.parametrize("lang", LANGS)
def test_an_answer_says_what_it_answers(small: Path, lang: Lang) -> None:
    archive = load(small, (f"vi/{KQ}", "#kq-01-1 .claim", '#kq-01-1 .claim answer="bc-02-1"'))
    assert "kq-01-1" in texts(own(archive, "bc-02-1", lang), ".place dd a.permalink")
    assert own(archive, "kq-01-2", lang).css_first(".place dd a.permalink") is None


@pytest.mark.parametrize("lang", LANGS)
def test_a_statement_that_never_changed_has_no_such_part(small: Path, lang: str) -> None:
    for archive in (load(small), past(load(small), SAID[0])):
        assert own(archive, "kq-01-2", lang).css_first(".earlier, #loi-truoc") is None


def test_words_that_are_withheld_are_named_by_their_digest_alone(small: Path) -> None:
    said = (Wording(1, "2026-11-25", Words(withheld="ab12"), Words()), Wording(2, "2027-01-05", *NOW))
    archive = past(load(small), *said)
    assert texts(own(archive, "kq-01-2", "vi"), ".earlier dd") == ["Lời này không đăng lại; SHA-256 ab12"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_withdrawn_statement_says_so_first_and_strikes_its_words(small: Path, lang: Lang) -> None:
    archive = load(small, *withdrawn(KQ, "kq-01-1", instead="kq-01-2"))
    shown = own(archive, "kq-01-1", lang)
    box = shown.css_first(".statement")
    assert box is not None
    first = box.child
    assert first is not None
    assert first.css_first(".chip--withdrawn") is not None, f"what is read first is {first.text()!r}"
    assert [a.attributes["href"] for a in first.css("a")] == ["../kq-01-2/"]
    other: Lang = "en" if lang == "vi" else "vi"
    text = archive.statements["kq-01-1"].text
    assert texts(shown, "h1 s") == [text[lang]]
    assert texts(shown, ".twin s") == [text[other]], "the other language stands as if it counted"
    gone = {"vi": "Đã rút 5/1/2027", "en": "Withdrawn 5 January 2027"}[lang]
    page = staged(archive)[f"{lang}/id/kq-01-1.md"]
    assert gone in page.summary
    assert page.title == f"{gone}: {text[lang]}", "a tab or a preview shows it as if it counted"


def test_ids_and_places_in_a_citation_are_not_broken(small: Path) -> None:
    archive = load(small)
    shown = own(archive, "kq-01-2", "vi")
    assert {"kq-01-2", "đoạn 3", "SHA-256"} <= set(texts(shown, ".citation .nb"))
    inferred = next(found for found in archive.statements.values() if found.premises)
    held = texts(own(archive, inferred.id, "en"), ".citation .nb")
    assert {inferred.id, *inferred.premises} <= set(held)


def test_its_one_date_is_that_of_its_words(small: Path) -> None:
    archive = past(load(small), *SAID)
    page = staged(archive, HOST)["vi/id/kq-01-2.md"]
    assert page.meta["updated"] == "2027-01-07"
    assert '<meta name="citation_publication_date" content="2027/01/07">' in page.meta["head"]
    assert "updated" not in staged(load(small), HOST)["vi/id/kq-01-2.md"].meta, "a day that nobody knows"


def test_the_head_points_to_what_programs_look_for(small: Path) -> None:
    archive = load(small)
    for lang, folder in (("vi", ""), ("en", "en/")):
        head = LexborHTMLParser(staged(archive, HOST)[f"{lang}/id/kq-01-2.md"].meta["head"])
        ways = {node.attributes["rel"]: node.attributes["href"] for node in head.css("link")}
        assert ways["cite-as"] == f"https://host.example/a/{folder}id/kq-01-2/"
        assert ways["type"] == "https://schema.org/Claim"
        assert {"license", "author", "item", "describedby"} <= ways.keys()
        metas = {node.attributes["name"]: node.attributes["content"] for node in head.css("meta")}
        name = archive.settings.name["vi" if lang == "vi" else "en"]
        assert metas["citation_author"] == f"{name},", "a reference manager would take its last word for a family name"
        assert metas["prism.publicationName"] == name
        assert metas["citation_public_url"] == ways["cite-as"]
        source = archive.source("n-bao")
        assert source is not None
        assert source.headline in (metas["DC.source"] or "")


def test_the_id_beside_a_statement_leads_to_its_page_wherever_it_stands(small: Path) -> None:
    for name, page in staged(load(small), HOST).items():
        for link in html(page).css("a.permalink"):
            href = link.attributes["href"] or ""
            assert urljoin(f"/{page.url}", href) == f"/{page.url[:3] if page.lang == 'en' else ''}id/{link.text()}/", (
                f"{name}: {link.text()} leads to {href}"
            )


def test_no_line_breaks_between_a_figure_and_its_unit(small: Path) -> None:
    words = [(f"vi/{KQ}", "51 đơn vị giúp", "Trên 10 tỷ đồng giúp")]
    held = html(staged(load(small, *words), HOST)[f"vi/{KQ}"]).css(".claim .nb")
    assert "Trên 10 tỷ đồng" in [node.text() for node in held], "the figure may lose its unit at a line's end"


@pytest.mark.parametrize("lang", LANGS)
def test_a_duplicate_has_no_page_and_says_where_the_same_is_said(small: Path, lang: Lang) -> None:
    archive = load(small, *withdrawn(KQ, "kq-01-1"), (f"vi/{KQ}", 'withdrawn="', 'same_as="bc-02-1" withdrawn="'))
    pages = staged(archive, HOST)
    assert f"{lang}/id/kq-01-1.md" not in pages, "one fact has two homes"
    box = html(pages[f"{lang}/{KQ}"]).css_first(".claim-box:has(#kq-01-1)")
    assert box is not None
    assert {"vi": "Cùng nội dung với: bc-02-1", "en": "Says the same as: bc-02-1"}[lang] in box.text()
    assert box.css_first("a.cite") is None, "it has no page on which it is cited"


@pytest.mark.parametrize("lang", LANGS)
def test_a_statement_is_edited_where_it_is_written_and_reported_with_its_words(small: Path, lang: Lang) -> None:
    settings = (small / "archive.toml").read_text("utf-8")
    (small / "archive.toml").write_text(
        settings.replace('edit = ""', 'edit = "https://code.example/edit/main"'), "utf-8"
    )
    archive = load(small)
    statement = archive.statements["kq-01-2"]
    shown = own(archive, "kq-01-2", lang)
    edit = next(
        a.attributes["href"] or ""
        for a in shown.css(".statement-tools a")
        if "code.example" in (a.attributes["href"] or "")
    )
    address, _, line = edit.removeprefix("https://code.example/edit/main/").partition("#L")
    written = (small / address).read_text("utf-8").splitlines()[int(line) - 1]
    assert written.endswith(statement.text[lang]), f"{edit} leads to {written!r}"
    report = shown.css_first(".statement-tools a.report")
    assert report is not None
    assert quote(statement.text[lang], safe="") in (report.attributes["href"] or "")
    beside = html(staged(archive, HOST)[f"{lang}/{KQ}"]).css_first(".claim-box:has(#kq-01-2) a.number")
    assert beside is not None, "no number leads to where it is reported"
    assert (beside.attributes["href"] or "").endswith("id/kq-01-2/")
