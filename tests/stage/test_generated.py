"""The pages that nobody writes: comparison, register, figures, timeline, rules, and the page for lost addresses."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import CK, KQ, LATER, SIGNING, load, put, staged

from archive import allowed
from archive.catalogue import rules
from archive.extending import RULES, retired
from archive.findings import Lang
from archive.stage.figures import printed_figures


def rows(markdown: str, anchor: str = "") -> list[list[str]]:
    """The body rows of a page's tables, as words."""
    tree = LexborHTMLParser(markdown)
    found = tree.css(f"{anchor} tbody tr".strip())
    return [[cell.text() for cell in row.css("th, td")] for row in found]


@pytest.mark.parametrize(
    ("lang", "states"),
    [
        ("vi", ("tiếp tục, theo lời nguồn", "chỉ nêu ở phần kết quả", "chỉ nêu ở phần chương trình")),
        ("en", ("continues, as the source says", "named among the results only", "named in the programme only")),
    ],
)
def test_the_comparison_tells_what_goes_on_what_is_new_and_what_is_not_mentioned(
    small: Path, lang: str, states: tuple[str, str, str]
) -> None:
    put(small, "vi/ket-qua/2015-2018/kq-02.md", "---\nid: kq-02\nkind: result\nperiod: 2015/2018\ntitle: Hai\n---\n")
    put(small, "en/ket-qua/2015-2018/kq-02.md", "---\ntitle: Two\n---\n")
    put(small, "vi/cam-ket/2018-2020/ck-02.md", "---\nid: ck-02\nkind: commitment\nperiod: 2018/2020\ntitle: Ba\n---\n")
    put(small, "en/cam-ket/2018-2020/ck-02.md", "---\ntitle: Three\n---\n")
    found = rows(staged(load(small))[f"{lang}/doi-chieu.md"].body)
    goes_on, not_again, new = states
    assert [(row[0][-5:], row[2][-5:], row[1]) for row in found] == [
        ("kq-01", "ck-01", goes_on),
        ("kq-02", "—", not_again),
        ("—", "ck-02", new),
    ]


@pytest.mark.parametrize("names", [KQ, CK])
def test_what_the_editors_set_together_is_near_and_no_more(small: Path, names: str) -> None:
    other = {KQ: "ck-01", CK: "kq-01"}[names]
    edits = [(f"vi/{CK}", "continues: [kq-01]\n", ""), (f"vi/{names}", "period:", f"related: [{other}]\nperiod:")]
    pages = staged(load(small, *edits))
    assert [row[1] for row in rows(pages["vi/doi-chieu.md"].body)] == [
        "nội dung gần nhau, do người biên tập xếp cạnh nhau"
    ]
    for path in (KQ, CK):
        part = LexborHTMLParser(pages[f"vi/{path}"].body).css_first("section.continues")
        assert part is not None
        assert "nguồn không nói việc này nối tiếp việc kia" in part.text(), f"{path} joins what no source joins"


def test_one_result_kept_up_by_two_commitments_has_two_rows(small: Path) -> None:
    put(
        small,
        "vi/cam-ket/2018-2020/ck-02.md",
        "---\nid: ck-02\nkind: commitment\nperiod: 2018/2020\ncontinues: [kq-01]\ntitle: Ba\n---\n",
    )
    found = rows(staged(load(small))["vi/doi-chieu.md"].body)
    assert [row[1] for row in found] == ["tiếp tục, theo lời nguồn"] * 2


def test_a_withdrawn_record_is_in_no_generated_page(small: Path) -> None:
    pages = staged(load(small, (f"vi/{KQ}", "kind: result", "kind: result\nwithdrawn: 2027-01-05")))
    for name in ("doi-chieu", "chua-biet", "thong-ke", "dong-thoi-gian"):
        assert "kq-01" not in pages[f"vi/{name}.md"].body, name
        assert "Những xã nào" not in pages[f"vi/{name}.md"].body, name
    assert rows(pages["vi/doi-chieu.md"].body) == [["—", "chỉ nêu ở phần chương trình", "Tiếp tục phong trào ck-01"]]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_register_gathers_every_unknown_and_says_how_the_year_is_answered(small: Path, lang: str) -> None:
    body = staged(load(small))[f"{lang}/chua-biet.md"].body
    expected = {
        "vi": ("Những xã nào được giúp.", "Ai ký trước.", "nguồn không in; suy luận là 2018", "2 điều chưa biết trên 2 trang."),
        "en": ("Which communes were helped.", "Who signed first.", "not printed by the source; inferred to be 2018", "2 things are not known, on 2 pages."),
    }[lang]  # fmt: skip
    for words in expected:
        assert words in body
    answered = LexborHTMLParser(body).css_first("section.answered a")
    assert answered is not None
    assert (answered.attributes["href"] or "").endswith("boi-canh/nam-ky-ket/#proof-bc-01-1")


def test_a_year_that_a_source_prints_is_no_answered_question(small: Path) -> None:
    archive = load(small, (f"vi/{SIGNING}", "date: 2018?-07-09\ndate_rests_on: bc-01-1\n", "date: 2018-07-09\n"))
    assert "suy luận" not in staged(archive)["vi/chua-biet.md"].body


def test_the_figures_take_none_of_a_context_source(small: Path) -> None:
    for lang, sums in (("vi", ["51", "trên 10 tỷ đồng"]), ("en", ["51", "over 10 billion đồng"])):
        page = staged(load(small))[f"{lang}/thong-ke.md"]
        figures = [row for row in rows(page.body) if len(row) == 3]
        assert [row[0] for row in figures] == sums
        assert all("Báo Mẫu" in row[2] for row in figures)
        assert "240" not in page.body


def test_a_context_claim_in_a_result_record_would_still_stay_out_of_the_figures(small: Path) -> None:
    # The checks refuse it (DV604); the page does not count on them.
    archive = load(small, (f"vi/{CK}", "Hai bên tiếp tục", "77 bên tiếp tục"), (f"vi/{CK}", "n-bao#p3", "n-khac#qua"))
    assert "77" not in staged(archive)["vi/thong-ke.md"].body


@pytest.mark.parametrize(
    ("lang", "words", "figures"),
    [
        ("vi", "51 đơn vị", ["51"]),
        ("vi", "Số tiền là trên 10 tỷ đồng.", ["trên 10 tỷ đồng"]),
        ("vi", "1.419 suất quà", ["1.419"]),
        ("en", "The sum is over 10 billion đồng.", ["over 10 billion đồng"]),
        ("vi", "giai đoạn 2015–2018", []),
        ("vi", "năm 2018", []),
        ("vi", "chiều 9/7", []),
        ("en", "the afternoon of 9 July", []),
        ("en", "9 units met on July 9", ["9"]),
        ("vi", "Nghị quyết 01 và Chỉ thị 02", []),
        ("vi", "Quyết định số 1320/QĐ-TTg", []),
        ("vi", "khóa 12", []),
        ("vi", "95,5 triệu", ["95,5 triệu"]),
        ("vi", "51 đơn vị, cả 51", ["51"]),
    ],
)
def test_what_counts_as_a_figure(lang: Lang, words: str, figures: list[str]) -> None:
    assert printed_figures(words, lang) == figures


def test_the_timeline_is_in_order_and_tells_the_tiers_apart_in_words(small: Path) -> None:
    for lang, shown in (
        ("vi", [("9/2017–9/2018", "Bối cảnh"), ("9/7/2018 (năm do suy luận)", "Theo bài báo về lễ ký"), ("26/1/2024", "Bối cảnh")]),
        ("en", [("September 2017–September 2018", "Context"), ("9 July 2018 (year inferred)", "From the report of the signing"), ("26 January 2024", "Context")]),
    ):  # fmt: skip
        items = LexborHTMLParser(staged(load(small))[f"{lang}/dong-thoi-gian.md"].body).css("[data-tier]")
        assert len(items) == 3
        for item, (when, tier) in zip(items, shown, strict=True):
            assert item.text().startswith(when)
            assert tier in item.text()
        assert [item.attributes["data-tier"] for item in items] == ["context", "primary", "context"]


def test_a_withdrawn_context_claim_leaves_the_timeline(small: Path) -> None:
    archive = load(small, (f"vi/{LATER}", 'when="2024-01-26"', 'when="2024-01-26" withdrawn="2027-01-05"'))
    assert "bc-02-1" not in staged(archive)["vi/dong-thoi-gian.md"].body


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_of_rules_explains_each_of_them(small: Path, lang: str) -> None:
    pages = staged(load(small))
    codes = [rule.code.lower() for rule in rules()]
    tree = LexborHTMLParser(pages[f"{lang}/dong-gop/quy-tac.md"].body)
    on_site = [rule.code.lower() for rule in rules() if rule.of_site]
    assert [node.attributes["id"] for node in tree.css("h2[id^=dv]")] == [c for c in codes if c not in on_site]
    links = [(str(node.attributes["href"]), node.text().lower()) for node in tree.css("#trang-da-dung ~ p a")]
    assert links == [("dv9/", f"{on_site[0]}–{on_site[-1]}")], "a rule on the site is not to be found"
    full = [page.body for name, page in sorted(pages.items()) if name.startswith(f"{lang}/dong-gop/quy-tac/")]
    assert [node.attributes["id"] for body in full for node in LexborHTMLParser(body).css("h2")] == [
        code.lower() for code in RULES.all()
    ]
    told = [re.sub("</?code>", "`", body) for body in full]
    for rule in rules():
        assert any(escape(rule.why["vi" if lang == "vi" else "en"]) in body for body in told), rule.code


def test_a_retired_rule_keeps_its_anchor_and_leads_on(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RULES, "_known", dict(RULES.all()))
    retired("DV399", now="DV601")
    body = staged(load(small))["vi/dong-gop/quy-tac/dv3.md"].body
    title = LexborHTMLParser(body).css_first("#dv399")
    assert title is not None, "the address of a retired rule is gone"
    assert title.text() == "DV399 nay mang mã khác"
    assert '<a href="../dv6/#dv601">DV601</a>' in body


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_page_of_rules_lists_what_may_be_written(small: Path, lang: Lang) -> None:
    section = LexborHTMLParser(staged(load(small))[f"{lang}/dong-gop/quy-tac.md"].body).css_first("#duoc-viet")
    assert section is not None
    assert section.parent is not None
    words = section.parent.text(separator=" ")
    for name in (
        *allowed.INLINE,
        *(f"{scheme}:" for scheme in allowed.SCHEMES),
        "title (abbr, dfn)",
        "datetime (time)",
    ):
        assert name in words, f"{name} may be written, and the page does not say so"


def test_the_page_for_lost_addresses_is_in_both_languages_at_once(small: Path) -> None:
    pages = staged(load(small))
    assert "en/404.md" not in pages
    sections = LexborHTMLParser(pages["vi/404.md"].body).css("section[lang]")
    assert [section.attributes["lang"] for section in sections] == ["vi", "en"]
    assert "noindex" in pages["vi/404.md"].meta["head"]


@pytest.mark.parametrize("beside", [False, True])
def test_a_record_in_a_folder_below_its_kinds_has_a_list(small: Path, beside: bool) -> None:
    put(small, "vi/su-kien/2019/hoi.md", "---\nid: sk-hoi\nkind: event\ndate: 2019-05-01\ntitle: Ngày hội\n---\n")
    put(small, "en/su-kien/2019/hoi.md", "---\ntitle: The day\n---\n")
    if beside:
        put(small, "vi/su-kien/2019/index.md", "---\ntitle: Năm 2019\n---\n")
        put(small, "en/su-kien/2019/index.md", "---\ntitle: The year 2019\n---\n")
    archive = load(small)
    pages = staged(archive)
    listing = pages["vi/su-kien/2019/index.md" if beside else "vi/su-kien/index.md"]
    assert "Ngày hội" in listing.body
    assert ("su-kien/index.md" in archive.unwritten_lists) is not beside, "one list, beside the record or of the kind"
    last = "Năm 2019" if beside else "Sự kiện"
    assert pages["vi/su-kien/2019/hoi.md"].meta["crumbs"][-1]["title"].endswith(last)


def test_a_body_lists_what_it_issued_even_where_nothing_else_names_it(small: Path) -> None:
    put(small, "vi/to-chuc/so.md", "---\nid: tc-so\nkind: organization\ntitle: Sở Mẫu\n---\n")
    put(small, "en/to-chuc/so.md", "---\ntitle: Sample office\n---\n")
    front = "---\nid: vb-lenh\nkind: document\ntype: chi-thi\nissuer: tc-so\ntitle: Lệnh Mẫu\n---\n"
    put(small, "vi/van-ban/lenh.md", front)
    put(small, "en/van-ban/lenh.md", "---\ntitle: Sample order\n---\n")
    assert "Lệnh Mẫu" in staged(load(small))["vi/to-chuc/so.md"].body


def test_every_generated_page_has_its_twin(small: Path) -> None:
    pages = staged(load(small))
    names = {name[3:] for name in pages if name.startswith("vi/")} - {"404.md"}
    assert names == {name[3:] for name in pages if name.startswith("en/")}
    for name in ("doi-chieu", "chua-biet", "thong-ke", "dong-thoi-gian", "dong-gop/quy-tac", "dong-gop/mau"):
        assert f"{name}.md" in names
