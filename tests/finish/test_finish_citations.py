"""Citations parse back, each by the library of its format, to the same words; every id has every form, and all agree."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from tests import formats
from tests.archives import KQ, REASON, edit, load, programme
from tests.finish.conftest import TITLE, URL, Finished
from tests.repositories import repository

from archive.content.read import read_archive
from archive.content.statement import id_folder
from archive.context import Context
from archive.environment import knowing, make_context
from archive.escaping import within_quotes
from archive.findings import LANGS, Lang
from archive.finish.citations import apa, bibtex, chicago, csl_json, ris, text, wikipedia
from archive.stage.citation import FILES, Citation, of_record, of_statement
from archive.text import paragraph_digest

SITE = {"vi": "Lưu trữ Dân vận Nghệ An", "en": "Nghệ An Mass-Mobilisation Archive"}
WITHIN = within_quotes(TITLE)
"""The title as it stands between quotation marks."""
WORDS = [
    "Giúp các xã nghèo ở miền Tây: ử, ặ, Đ, ỵ",
    TITLE,
    r"{ } % & # _ $ \ ~ ^ < > @ , = \textbf{x}",
    "}} @online{evil, title = {x}",
    "dấu gạch – — và “ngoặc kép” 'đơn'",
    "TY - BOOK ER - x",
    "}}</ref>{{xóa|[[x]]}} ''x'' ~~~~ __TOC__ http://x",
]


def citation(words: str) -> Citation:
    """A citation of a statement that says this."""
    return Citation(
        id="kq-01-1",
        lang="vi",
        words=words,
        genre="Suy luận",
        sure="suy luận",
        rests=" từ kq-01-2",
        ended="",
        because="",
        more="",
        page="Giúp xã nghèo",
        site="Lưu trữ Mẫu & ử",
        day="2026-11-20",
        digest=paragraph_digest(f"{words}."),
        sentence=f"{words}.",
        address=f"{URL}id/kq-01-1/",
    )


def made(site: Finished, name: str, lang: Lang) -> Citation:
    """The citation of a record or a statement of the finished site."""
    archive, context = site.archive, site.context
    if name in archive.records:
        return of_record(archive.records[name], archive.settings, context, lang)
    return of_statement(archive.statements[name], archive.settings, context, lang)


@pytest.mark.parametrize("words", WORDS)
def test_bibtex_gives_the_words_back_to_both_parsers(words: str) -> None:
    for entry in (formats.bibtex(bibtex(citation(words))), formats.strict_bibtex(bibtex(citation(words)))):
        assert entry["title"] == f"{words} [suy luận]"
        assert entry["author"] == entry["organization"] == "Lưu trữ Mẫu & ử"
        assert (entry["key"], entry["entry"], entry["date"]) == ("kq-01-1", "online", "2026-11-20")
        assert (entry["language"], entry["langid"], entry["type"]) == ("vi", "vietnamese", "Suy luận")
        assert entry["abstract"] == f"{words}."
        assert entry["url"] == f"{URL}id/kq-01-1/"


@pytest.mark.parametrize("words", WORDS)
def test_ris_gives_the_words_back(words: str) -> None:
    written = ris(citation(words))
    entry = formats.ris(written)
    assert entry["title"] == f"{words} [suy luận]"
    assert (entry["secondary_title"], entry["type_of_work"]) == ("Lưu trữ Mẫu & ử", "Suy luận")
    assert (entry["type_of_reference"], entry["year"], entry["abstract"]) == ("ELEC", "2026", f"{words}.")
    assert entry["urls"] == [f"{URL}id/kq-01-1/"]
    assert not written.startswith("\ufeff")
    assert written.endswith("ER  - \r\n")
    assert written.count("\r\n") == written.count("\n")


@pytest.mark.parametrize("words", WORDS)
def test_csl_json_gives_the_words_back(words: str) -> None:
    (item,) = json.loads(csl_json(citation(words)))
    assert item["title"] == f"{words} [suy luận]"
    assert (item["type"], item["genre"], item["container-title"]) == ("webpage", "Suy luận", "Lưu trữ Mẫu & ử")
    assert item["author"] == [{"literal": "Lưu trữ Mẫu & ử"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 20]]}
    assert (item["URL"], item["abstract"]) == (f"{URL}id/kq-01-1/", f"{words}.")


@pytest.mark.parametrize("words", WORDS)
def test_a_footnote_of_wikipedia_gives_the_words_back(words: str) -> None:
    read = formats.wikipedia(wikipedia(citation(words)))
    assert read["before"] == f"{words} [suy luận]. "
    assert read["tiêu đề"] == "Giúp xã nghèo, kq-01-1 [suy luận]"
    assert (read["website"], read["ngày"], read["ngôn ngữ"]) == ("Lưu trữ Mẫu & ử", "2026-11-20", "vi")
    titled = replace(citation(words), digest="", page="", sure="")
    assert formats.wikipedia(wikipedia(titled))["tiêu đề"] == f"{words}, kq-01-1"


def test_what_begins_as_a_list_does_in_wikitext_begins_none() -> None:
    for mark in "*#:;=-":
        assert formats.wikipedia(wikipedia(citation(f"{mark} x")))["before"] == f"{mark} x [suy luận]. "


MANUALS = [
    (
        "kq-01-1",
        "Lưu trữ Dân vận Nghệ An. (2026, 20 tháng 11). 51 đơn vị giúp các xã nghèo (kq-01-1) "
        "[Theo báo: Báo Mẫu, đoạn 3; SHA-256 {digest}]. {url}id/kq-01-1/",
        "Nghệ An Mass-Mobilisation Archive. (2026, November 20). 51 units help poor communes (kq-01-1) "
        "[Reported: Báo Mẫu, paragraph 3; unofficial translation; SHA-256 {digest}]. {url}en/id/kq-01-1/",
        "Lưu trữ Dân vận Nghệ An. 51 đơn vị giúp các xã nghèo. “{title}”, kq-01-1. Theo báo: Báo Mẫu, đoạn 3. "
        "Bản ngày 20/11/2026. SHA-256 {digest}. {url}id/kq-01-1/.",
        "Nghệ An Mass-Mobilisation Archive. 51 units help poor communes. “Help for poor communes,” kq-01-1. "
        "Reported: Báo Mẫu, paragraph 3. Unofficial translation. Version of 20 November 2026. SHA-256 {digest}. "
        "{url}en/id/kq-01-1/.",
    ),
    (
        "bc-01-1",
        "Lưu trữ Dân vận Nghệ An. (2026, 22 tháng 11). Lễ ký kết diễn ra ngày 9/7/2018 (bc-01-1) "
        "[Suy luận từ tt-ky-ket-1, bc-01-2; SHA-256 {digest}]. {url}id/bc-01-1/",
        "Nghệ An Mass-Mobilisation Archive. (2026, November 22). The signing took place on 9 July 2018 (bc-01-1) "
        "[Inferred from tt-ky-ket-1, bc-01-2; unofficial translation; SHA-256 {digest}]. {url}en/id/bc-01-1/",
        "Lưu trữ Dân vận Nghệ An. Lễ ký kết diễn ra ngày 9/7/2018 [suy luận]. “Năm của lễ ký”, bc-01-1. "
        "Suy luận từ tt-ky-ket-1, bc-01-2. Bản ngày 22/11/2026. SHA-256 {digest}. {url}id/bc-01-1/.",
        "Nghệ An Mass-Mobilisation Archive. The signing took place on 9 July 2018 [inferred]. "
        "“The year of the signing,” bc-01-1. Inferred from tt-ky-ket-1, bc-01-2. Unofficial translation. "
        "Version of 22 November 2026. SHA-256 {digest}. {url}en/id/bc-01-1/.",
    ),
    (
        "vb-chi-thi-02",
        "Lưu trữ Dân vận Nghệ An. (2026, 19 tháng 11). Chỉ thị 02 (vb-chi-thi-02) [Đã rút 19/11/2026: {because}; "
        "Văn bản]. {url}id/vb-chi-thi-02/",
        "Nghệ An Mass-Mobilisation Archive. (2026, November 19). Directive 02 (vb-chi-thi-02) [Withdrawn 19 November "
        "2026: {because}; Document; unofficial translation]. {url}en/id/vb-chi-thi-02/",
        "Lưu trữ Dân vận Nghệ An. “Chỉ thị 02”, vb-chi-thi-02 [đã rút 19/11/2026]. {because}. Văn bản. "
        "Bản ngày 19/11/2026. {url}id/vb-chi-thi-02/.",
        "Nghệ An Mass-Mobilisation Archive. “Directive 02,” vb-chi-thi-02 [withdrawn 19 November 2026]. {because}. "
        "Document. Unofficial translation. Version of 19 November 2026. {url}en/id/vb-chi-thi-02/.",
    ),
]


@pytest.mark.parametrize(("name", "apa_vi", "apa_en", "chicago_vi", "chicago_en"), MANUALS, ids=[m[0] for m in MANUALS])
def test_the_manuals_forms(
    finished_site: Finished, name: str, apa_vi: str, apa_en: str, chicago_vi: str, chicago_en: str
) -> None:
    for lang, due_apa, due_chicago in (("vi", apa_vi, chicago_vi), ("en", apa_en, chicago_en)):
        found = made(finished_site, name, "vi" if lang == "vi" else "en")
        values = {
            "digest": found.digest[:32],
            "url": URL,
            "title": WITHIN,
            "because": REASON[0 if lang == "vi" else 1].rstrip("."),
        }
        assert apa(found) == due_apa.format(**values)
        assert chicago(found) == due_chicago.format(**values)


ENDS = ["Ai góp?", "Góp thêm…", "Góp lúa, ngô...", "51"]
"""Statements that end in another sign than a full stop, in several, in none; and one that is no more than a number."""


@pytest.mark.parametrize("words", ENDS)
def test_a_citation_stops_once_where_a_statement_ends(small: Path, words: str) -> None:
    archive = load(small, (f"vi/{KQ}", "51 đơn vị giúp các xã nghèo.", words))
    found = of_statement(archive.statements["kq-01-1"], archive.settings, Context(URL), "vi")
    ended = f"{words}." if words == "51" else words
    assert found.line.startswith(f"{ended} Giúp xã nghèo, kq-01-1 ")
    assert f" {words} (kq-01-1) [" in apa(found)
    assert f" {ended} “Giúp xã nghèo”, kq-01-1." in chicago(found)
    assert wikipedia(found).startswith(f"<ref>{ended} {{{{")


def test_nobody_is_told_a_day_that_is_not_known() -> None:
    undated = replace(citation("Câu"), day="")
    assert "(không rõ ngày)" in apa(undated)
    assert "Không rõ ngày." in chicago(undated)
    assert "ngày" not in formats.wikipedia(wikipedia(undated))
    assert "date" not in formats.bibtex(bibtex(undated))
    assert "year" not in formats.ris(ris(undated))
    assert "issued" not in json.loads(csl_json(undated))[0]


@pytest.mark.parametrize("lang", LANGS)
def test_every_id_has_every_form_and_they_say_the_same(finished_site: Finished, lang: Lang) -> None:
    archive = finished_site.archive
    ids = [*archive.records, *archive.claims]
    assert len(ids) > 20
    folder = id_folder(lang)
    for name in ids:
        address = f"{URL}{folder}{name}/"
        in_bibtex = formats.bibtex(finished_site.text(f"{folder}{name}.bib"))
        in_ris = formats.ris(finished_site.text(f"{folder}{name}.ris"))
        (in_csl,) = json.loads(finished_site.text(f"{folder}{name}.csl.json"))
        forms = [*formats.sections(finished_site.text(f"{folder}{name}.txt")).values()]
        footnote = formats.wikipedia(forms[3])
        assert in_bibtex["url"] == in_ris["urls"][0] == in_csl["URL"] == footnote["url"] == address
        assert forms[0].endswith(f" {address}")
        assert forms[1].endswith(f" {address}")
        assert forms[2].endswith(f" {address}.")
        assert in_bibtex["language"] == in_csl["language"] == in_ris["language"] == lang
        assert in_bibtex["key"] == in_ris["id"] == in_csl["id"] == name
        assert in_bibtex["title"] == in_ris["title"] == in_csl["title"]
        assert in_bibtex["type"] == in_ris["type_of_work"] == in_csl["genre"]
        assert in_bibtex["note"] == in_csl["note"] == in_ris["notes"][0]
        assert in_bibtex["author"] == in_ris["secondary_title"] == in_csl["container-title"] == SITE[lang]
        assert ("unofficial translation" in in_csl["note"]) is (lang == "en")
        assert all(("nofficial translation" in form) is (lang == "en") for form in forms[:4])
        day = in_bibtex["date"]
        assert day == in_ris["date"].replace("/", "-") == footnote["ngày" if lang == "vi" else "date"]
        if name not in archive.claims:
            continue
        digest = paragraph_digest(archive.text(name, lang))
        assert forms[4] == digest
        assert all(digest[:32] in form for form in [*forms[:4], in_csl["note"]]), name
        assert in_bibtex["abstract"] == in_ris["abstract"] == in_csl["abstract"] == archive.text(name, lang)


def test_a_file_says_how_sure_a_statement_is_where_most_styles_would_leave_it_out(finished_site: Finished) -> None:
    def item(name: str, lang: str = "") -> dict[str, str]:
        (found,) = json.loads(finished_site.text(f"{lang}id/{name}.csl.json"))
        return dict(found)

    assert item("kq-01-1")["title"] == "51 đơn vị giúp các xã nghèo", "what is reported needs no word in its title"
    assert item("bc-01-1")["title"] == "Lễ ký kết diễn ra ngày 9/7/2018 [suy luận]"
    assert item("bc-01-1", "en/")["title"] == "The signing took place on 9 July 2018 [inferred]"
    assert [item(name)["genre"] for name in ("kq-01-1", "bc-01-1", "bc-02-1", "kq-01")] == [
        "Theo báo", "Suy luận", "Theo nguồn", "Kết quả",
    ]  # fmt: skip
    printed = formats.cited(json.loads(finished_site.text("en/id/bc-01-1.csl.json"))[0])
    assert "[inferred]" in printed, printed


@pytest.mark.parametrize(("lang", "title", "basis"), [
    ("vi", "[văn bản chính thức]", "Văn bản chính thức: Chương trình mẫu, Điều 2"),
    ("en", "[official text]", "Official text: Sample programme, Article 2"),
])  # fmt: skip
def test_what_an_official_text_says_has_that_in_its_title(small: Path, lang: Lang, title: str, basis: str) -> None:
    archive = load(small, *programme(official=True))
    (found,) = (s for s in archive.statements.values() if s.status == "official")
    cited = of_statement(found, archive.settings, Context(URL), lang)
    assert cited.title.endswith(f" {title}")
    assert cited.basis in (basis, f"{basis} ({found.grounds[0].about(lang)})"), cited.basis
    at_hand = of_record(archive.records["vb-chuong-trinh-mau"], archive.settings, Context(URL), lang)
    assert ("official text" if lang == "en" else "toàn văn chính thức") in at_hand.note


def test_a_statement_has_the_day_of_its_words_and_a_page_that_of_its_last_ones(small: Path) -> None:
    (small / "published.txt").write_text("id/kq-01-1/\nid/kq-01-2/\n", "utf-8")
    made = repository(small, "2026-11-25")
    edit(small, (f"vi/{KQ}", "51 đơn vị giúp", "52 đơn vị giúp"))
    made.commit("2027-01-05")
    archive = knowing(read_archive(small), {})
    context = make_context(archive, {})
    days = [of_statement(archive.statements[n], archive.settings, context, "vi").day for n in ("kq-01-1", "kq-01-2")]
    assert days == ["2027-01-05", "2026-11-25"]
    assert of_record(archive.records["kq-01"], archive.settings, context, "vi").day == "2027-01-05"


def test_a_note_says_what_a_statement_rests_on_down_to_the_place(finished_site: Finished) -> None:
    def note(name: str) -> str:
        return made(finished_site, name, "vi").note

    digest = finished_site.archive.statements["kq-01-1"].digest.vi[:32]
    assert note("kq-01-1") == (
        f"kq-01-1. Theo báo: Báo Mẫu, đoạn 3; trang “{WITHIN}”; bản ngày 20/11/2026; SHA-256 {digest}"
    )
    assert "Báo Khác, 20/3/2020 (trao quà)" in note("bc-02-1")
    assert note("bc-01-1").startswith("bc-01-1. Suy luận từ tt-ky-ket-1, bc-01-2; ")


@pytest.mark.parametrize("lang", LANGS)
def test_what_a_statement_says_stands_between_no_quotation_marks(finished_site: Finished, lang: Lang) -> None:
    for name in finished_site.archive.claims:
        found = made(finished_site, name, lang)
        forms = [found.line, found.note, apa(found), chicago(found), wikipedia(found), bibtex(found), ris(found)]
        quoted = [form for form in forms for mark in '“"‘«' if f"{mark}{found.words}" in form]
        assert not quoted, quoted
    page = made(finished_site, "kq-01", lang)
    words = within_quotes(page.words)
    assert f"“{words}" in page.line, "the title of a page may have them"
    assert f"“{words}" in chicago(page)
    assert f"“{page.words}" not in apa(page)


@pytest.mark.parametrize("lang", LANGS)
def test_nothing_names_a_day_of_access_and_the_text_says_how_to_add_one(finished_site: Finished, lang: Lang) -> None:
    found = made(finished_site, "kq-01-1", lang)
    for form in (found.line, bibtex(found), ris(found), csl_json(found), apa(found), chicago(found), wikipedia(found)):
        assert not any(word in form.casefold() for word in ("truy cập", "access", "retrieved", "urldate", "y2")), form
    told = [*formats.sections(text(found)).values()][-1]
    assert ("|ngày truy cập=" if lang == "vi" else "|access-date=") in told


WITHDRAWN = [
    ("ck-01-1", "đã rút 22/11/2026", "withdrawn 22 November 2026"),
    ("vb-chi-thi-02-1", "đã rút 19/11/2026", "withdrawn 19 November 2026"),
    ("vb-chi-thi-02", "đã rút 19/11/2026", "withdrawn 19 November 2026"),
]


@pytest.mark.parametrize(("name", "vi", "en"), WITHDRAWN, ids=[name for name, *_ in WITHDRAWN])
def test_what_is_withdrawn_by_itself_or_with_its_record_says_so_in_every_form(
    finished_site: Finished, name: str, vi: str, en: str
) -> None:
    for lang in LANGS:
        words, because = (vi, REASON[0].rstrip(".")) if lang == "vi" else (en, REASON[1].rstrip("."))
        for ending in ("bib", "ris", "csl.json"):
            file = finished_site.text(f"{id_folder(lang)}{name}.{ending}")
            assert file.count(words) == 2, f"{name}.{ending}: once in the title, once in the note"
            assert because in file, f"{name}.{ending} has no reason"
        found = made(finished_site, name, lang)
        assert found.title.endswith(f"[{words}]")
        assert found.line.startswith(f"[{words}: {because}"), "the reason does not stand before what it tells of"
        for form in (apa(found), chicago(found), wikipedia(found)):
            assert words.casefold() in form.casefold(), form
            assert because in form, form
        if name == "ck-01-1":
            replaced = "thay bằng kq-01-2" if lang == "vi" else "replaced by kq-01-2"
            assert all(replaced in form for form in (found.line, found.note, apa(found), wikipedia(found)))


def test_a_file_of_another_id_is_never_overwritten(finished_site: Finished) -> None:
    names = [path.name for path in (finished_site.folder / "id").iterdir() if path.is_file()]
    assert sorted(names) == sorted(p.name for p in (finished_site.folder / "en/id").iterdir() if p.is_file())
    ids = [*finished_site.archive.records, *finished_site.archive.claims]
    assert sorted(names) == sorted(f"{name}.{ending}" for name, (ending, _) in product(ids, FILES))
