"""Parts of a page that say what they show: headings, uncertain years, places of one source, the search page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

import pytest
from tests.archives import CK, KQ, LATER, OTHER, PAPER, PERSON, SIGNING, YEAR, load, put, staged
from tests.stage.test_staging import box, html

from archive.findings import LANGS, Lang


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        ("result", "Được tiếp tục"),
        ("result alone", "Chỉ nêu ở phần kết quả"),
        ("commitment", "Tiếp nối từ"),
        ("new", "Chỉ nêu ở phần chương trình"),
    ],
)
def test_the_part_on_what_goes_on_is_headed_by_what_it_says(small: Path, kind: str, title: str) -> None:
    edits = [(f"vi/{CK}", "continues: [kq-01]\n", "")] if kind in {"result alone", "new"} else []
    page = staged(load(small, *edits))[f"vi/{KQ if kind.startswith('result') else CK}"]
    heading = html(page).css_first("#tiep-noi")
    assert heading is not None
    assert heading.text() == title


def test_an_uncertain_year_without_a_proof_claims_none(small: Path) -> None:
    pages = staged(load(small, (f"vi/{PERSON}", 'when="2017-09/2018-09"', 'when="2017?-09"')))
    for name in (PERSON, "dong-thoi-gian.md"):
        text = html(pages[f"vi/{name}"]).text()
        assert "tháng 9/2017 (năm chưa chắc)" in text, name
        assert "9/7/2018 (năm do suy luận)" in text, f"{name}: the signing's year has its proof"
    picture = html(pages["vi/dong-thoi-gian.md"]).css_first("figure.picture")
    assert picture is not None
    assert len(picture.css("circle.dashed")) == 1, "the signing's mark looks as certain as a printed year"
    assert "năm do suy luận" in picture.text()


def test_two_places_of_one_source_are_told_apart(small: Path) -> None:
    source = (f"vi/{LATER}", 'source="n-khac#qua"', 'source="n-khac#qua n-khac#tieu-su"')
    for lang, titles in (("vi", ["trao quà", "tiểu sử"]), ("en", ["gifts", "a life"])):
        found = box(staged(load(small, *([source] if lang == "vi" else [])))[f"{lang}/{LATER}"], "bc-02-1")
        links = found.css(".source-mark")
        assert [a.text().removesuffix(" (bc-02-1)") for a in links][1:] == [{"vi": "chỗ thứ 2", "en": "place 2"}[lang]]
        assert [a.attributes["title"] for a in links] == titles
        own = html(staged(load(small))[f"{lang}/id/bc-02-1.md"])
        citation = own.css_first(".citation")
        assert citation is not None
        assert all(title in citation.text() for title in titles), citation.text()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_search_page_says_where_else_to_look(small: Path, lang: str) -> None:
    pages = staged(load(small))
    tree = html(pages[f"{lang}/tim-kiem.md"])
    assert tree.css_first("p.search-hint") is not None
    assert next(a.attributes["href"] for a in tree.css("p.search-else a")) == "../tra-cuu/"
    unsearched = {name for name, page in pages.items() if page.meta.get("unsearched") and name.startswith(lang)}
    assert f"{lang}/tim-kiem.md" in unsearched
    assert f"{lang}/dong-gop/quy-tac/dv1.md" in unsearched
    assert f"{lang}/{KQ}" not in unsearched


SERIES = "ket-qua/2015-2018/kq-0{n}.md"


@pytest.mark.parametrize("gone", [(), (2,), (1,), (3,), (1, 2), (2, 3)])
def test_previous_and_next_pass_over_what_is_withdrawn(small: Path, gone: tuple[int, ...]) -> None:
    for n in (2, 3):
        front = f"id: kq-0{n}\nkind: result\nperiod: 2015/2018\ntitle: Việc {n}"
        put(small, f"vi/{SERIES.format(n=n)}", f"---\n{front}\n---\nLời biên tập.\n")
        put(small, f"en/{SERIES.format(n=n)}", f"---\ntitle: Thing {n}\n---\nEditorial words.\n")
    edits = [(f"vi/{SERIES.format(n=n)}", "kind: result", "kind: result\nwithdrawn: 2027-01-05") for n in gone]
    pages = staged(load(small, *edits))
    for lang, prefix in (("vi", "/"), ("en", "/en/")):
        for n in (1, 2, 3):
            page = pages[f"{lang}/{SERIES.format(n=n)}"]
            row = [other for other in (1, 2, 3) if other == n or other not in gone]
            at = row.index(n)
            wanted = {"prev": row[at - 1] if at else None, "next": row[at + 1] if at + 1 < len(row) else None}
            for rel, other in wanted.items():
                way = html(page).css_first(f"nav.series a[rel={rel}]")
                found = urljoin(f"/{page.url}", way.attributes["href"] or "") if way else None
                right = f"{prefix}ket-qua/2015-2018/kq-0{other}/" if other else None
                assert found == right, f"{rel} of kq-0{n} ({lang}) with {gone} withdrawn"


def test_how_a_source_was_read_is_told_once_for_all(small: Path) -> None:
    machine = (f"vi/{OTHER}", "read:", "translation: machine\nread:")
    put(small, "vi/nguon/index.md", "---\ntitle: Nguồn\n---\n## Đọc thế nào {#cach-doc}\n\nLời biên tập.\n")
    put(small, "en/nguon/index.md", "---\ntitle: Sources\n---\n## How they were read {#cach-doc}\n\nEditorial words.\n")
    pages = staged(load(small, machine))
    for lang, words in (("vi", "đọc như bản dịch máy"), ("en", "reads as a machine translation")):
        facts = html(pages[f"{lang}/{OTHER}"]).css_first("aside.facts")
        assert facts is not None
        assert words in facts.text(), f"{lang}: a page made by a machine is not told from one that people wrote"
        assert [a.attributes["href"] for a in facts.css("a") if "cach-doc" in (a.attributes["href"] or "")] == [
            "../#cach-doc"
        ]
        plain = html(pages[f"{lang}/{PAPER}"]).css_first("aside.facts")
        assert plain is not None
        assert words not in plain.text()


def test_no_source_leads_to_an_explanation_that_is_not_there(small: Path) -> None:
    facts = html(staged(load(small))[f"vi/{OTHER}"]).css_first("aside.facts")
    assert facts is not None
    assert "cach-doc" not in (facts.html or "")


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_not_known_of_another_figure_is_not_told_beside_one(small: Path, lang: Lang) -> None:
    """51 is no part of 151."""
    words = [
        (f"vi/{KQ}", "51 đơn vị giúp các xã nghèo.", "51 đơn vị giúp 151 hộ ở các xã nghèo."),
        (f"en/{KQ}", "51 units help poor communes.", "51 units help 151 households in poor communes."),
        (f"vi/{KQ}", "unknowns: [Những xã nào được giúp.]", "unknowns: [151 hộ nào được giúp.]"),
        (f"en/{KQ}", "unknowns: [Which communes were helped.]", "unknowns: [Which 151 households were helped.]"),
    ]
    figures = html(staged(load(small, *words))[f"{lang}/index.md"]).css(".figures > li")
    told = {figure.css(".figure-value")[0].text(): bool(figure.css(".figure-doubt")) for figure in figures}
    assert (told["51"], told["151"]) == (False, True)


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_of_a_statement_tells_what_is_not_known_of_its_figures(small: Path, lang: Lang) -> None:
    """It is what is cited and shared; each unknown once, however many of its figures stand in the sentence."""
    words = [
        (f"vi/{KQ}", "unknowns: [Những xã nào được giúp.]", "unknowns: [51 đơn vị nào., Những xã nào được giúp.]"),
        (
            f"en/{KQ}",
            "unknowns: [Which communes were helped.]",
            "unknowns: [Which 51 units., Which communes were helped.]",
        ),
    ]
    pages = staged(load(small, *words))
    doubts = html(pages[f"{lang}/id/kq-01-1.md"]).css(".statement .figure-doubt a")
    assert [one.text() for one in doubts] == [{"vi": "51 đơn vị nào.", "en": "Which 51 units."}[lang]]
    (way,) = [one.attributes["href"] or "" for one in doubts]
    register = html(pages[f"{lang}/chua-biet.md"])
    assert register.css_first(f"[id='{way.partition('#')[2]}']") is not None, f"{way} leads nowhere"
    assert not html(pages[f"{lang}/id/kq-01-2.md"]).css(".figure-doubt"), "a figure of another sentence"


def test_the_picture_of_a_proved_leap_day_has_the_years_that_have_it(small: Path) -> None:
    changes = (
        ("2018?-07-09", "2016?-02-29"), ("9/7", "29/2"), ("9 July", "29 February"), ("2018", "2016"), ("2017", "2015"),
        ("kind: context\nrelated: [tt-ky-ket]", "kind: context\ndate: 2016?-02-29\ndate_rests_on: bc-01-1\nrelated: [tt-ky-ket]"),
    )  # fmt: skip
    for path in (small / "docs").rglob("*.md"):
        if "2015-2018" not in path.parts and path.name != KQ.rpartition("/")[2]:
            text = path.read_text("utf-8")
            for old, new in changes if path.name in {Path(p).name for p in (YEAR, SIGNING, PERSON)} else ():
                text = text.replace(old, new)
            path.write_text(text, "utf-8")
    picture = html(staged(load(small))[f"vi/{YEAR}"]).css_first(".window")
    assert picture is not None
    assert [text.text() for text in picture.css(".axis text")] == ["2016"], "2014, 2015 and 2017 have no 29 February"
    assert picture.css("path.line-turmeric")[0].attributes["d"]


def test_numbers_that_are_out_of_order_are_said_to_be_ids(small: Path) -> None:
    said = "số ở lề: số cuối của mã câu"
    assert said not in staged(load(small))[f"vi/{KQ}"].body
    new = (
        (f"vi/{KQ}", "51 đơn vị", 'Có 7 xã.\n{ #kq-01-9 .claim source="n-bao#p3" }\n\n51 đơn vị'),
        (f"en/{KQ}", "51 units", "There are 7 communes.\n{ #kq-01-9 .claim }\n\n51 units"),
    )
    assert said in staged(load(small, *new))[f"vi/{KQ}"].body
