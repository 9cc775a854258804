"""A statement quoted on another page: its sentence, its marks and the way to its page, in place; at home it stands once."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import BODY, CONTACT, KQ, PAPER, Edit, load, staged, withdrawn

from archive.build import Options, build
from archive.findings import LANGS, Lang
from archive.listener import Listener
from archive.stage.page import Authored, Fragment
from archive.stage.quotation import answer, quotation

SAYS = {"vi": "51 đơn vị giúp các xã nghèo.", "en": "51 units help poor communes."}
COPY = "http://luu-tru.example/2026/bao"
QUOTED: tuple[Edit, ...] = tuple(
    (f"{lang}/{BODY}", mark, f"{mark}\n\n{before}\n\n{{{{ kq-01-1 }}}}\n\n{after}\n")
    for lang, mark, before, after in (
        ("vi", 'name="Ban Mẫu" }', "Về việc giúp đỡ:", "Con số 51 là của nguồn."),
        ("en", 'name="Sample Commission" }', "On the help:", "The figure 51 is the source's."),
    )
)


@pytest.mark.parametrize("lang", LANGS)
def test_it_stands_in_its_place_between_the_words_around_it(small: Path, lang: Lang) -> None:
    parts = staged(load(small, *QUOTED))[f"{lang}/{BODY}"].parts
    at = next(number for number, part in enumerate(parts) if 'class="quoted"' in part.text)
    before, here, after = parts[at - 1 : at + 2]
    assert isinstance(before, Authored)
    assert isinstance(here, Fragment)
    assert isinstance(after, Authored)
    assert before.text.strip() == {"vi": "Về việc giúp đỡ:", "en": "On the help:"}[lang]
    assert after.text.strip().startswith({"vi": "Con số 51", "en": "The figure 51"}[lang])
    assert not any("{{" in part.text for part in parts), "the renderer is never given a quotation"


@pytest.mark.parametrize("lang", LANGS)
def test_it_says_what_how_sure_from_what_and_where(small: Path, lang: Lang) -> None:
    body = staged(load(small, *QUOTED))[f"{lang}/{BODY}"].body
    [figure] = LexborHTMLParser(body).css("figure.quoted")
    assert [quote.text() for quote in figure.css("blockquote")] == [SAYS[lang]]
    caption = figure.css_first("figcaption")
    assert caption is not None
    assert {"vi": "Theo báo", "en": "Reported"}[lang] in caption.text()
    links = {a.text(): (a.attributes["href"] or "") for a in caption.css("a")}
    assert links["kq-01-1"].endswith("id/kq-01-1/")
    assert any(way.endswith("nguon/n-bao/#p3") for way in links.values())


def test_it_is_no_second_statement(small: Path) -> None:
    pages = staged(load(small, *QUOTED))
    body = LexborHTMLParser(pages[f"vi/{BODY}"].body)
    assert body.css("#kq-01-1, figure .claim, figure [id]") == []
    assert len(LexborHTMLParser(pages[f"vi/{KQ}"].body).css("#kq-01-1.claim")) == 1


def test_what_is_quoted_and_not_there_shows_nothing(small: Path) -> None:
    assert quotation(load(small), "kq-01-9", "vi", "to-chuc/ban/") == ""


def test_an_answer_says_that_it_is_one_and_whether_it_was_withdrawn(small: Path) -> None:
    shown = LexborHTMLParser(answer(load(small), "bc-02-1", "en", ""))
    assert shown.css_first(".quoted-label") is not None
    assert "Answer from the person or body named" in shown.text()
    gone = LexborHTMLParser(quotation(load(small, *withdrawn(KQ, "kq-01-2")), "kq-01-2", "vi", ""))
    assert "Đã rút 5/1/2027" in gone.text()


def test_a_site_with_quotations_corrections_answers_and_saved_copies_passes_its_inspection(small_project: Path) -> None:
    mark = "#kq-01-1 .claim"
    archive = load(
        small_project,
        *QUOTED,
        (f"vi/{KQ}", mark, f'{mark} answer="bc-02-1" corrected="2026-11-25" reason="Chép nhầm số."'),
        (f"en/{KQ}", mark, f'{mark} reason="The figure was copied wrongly."'),
        *withdrawn(KQ, "kq-01-2", "2026-11-25", same_as="ck-01-1"),
        (f"vi/{PAPER}", "locators:", f"archived: [{{address: '{COPY}', date: 2026-11-25}}]\nlocators:"),
    )
    assert archive.settings.contact == CONTACT
    findings = build(archive.root, Options(small_project / "site"), {"SOURCE_DATE_EPOCH": "1800000000"}, Listener())
    assert [finding.line("en") for finding in findings] == []
    page = (small_project / "site/dinh-chinh/index.html").read_text("utf-8")
    assert "Chép nhầm số." in page
    # As with a source's own address: some that keep copies have no other.
    assert COPY in (small_project / "site/nguon/n-bao/index.html").read_text("utf-8")
    assert "section" in (small_project / "site/to-chuc/ban/index.html").read_text("utf-8")
