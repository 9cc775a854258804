"""The comparison of the searches: how answers are judged, what is told of them, what they are measured on. No time."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from tests.queries import QUERIES, Query
from tests.test_bench import REPORT

from archive.content.read import read_archive
from archive.findings import LANGS, Lang, Text
from bench import builds, cells, larger, search_table, searching, table
from bench.outcome import NotMeasuredError, Report, Search, SearchCost
from bench.relevance import Hit, Relevance, below, judge
from bench.weigh import Sent, for_search

RECORD, OWN = "ket-qua/2015-2018/kq-05/", "id/kq-05-2/"
PLACES = {
    "kq-05": frozenset({RECORD, "id/kq-05/"}),
    "kq-05-2": frozenset({OWN, RECORD, RECORD + "#kq-05-2"}),
    "tn-ubnd": frozenset({"thuat-ngu/#tn-ubnd", "thuat-ngu/"}),
}


def asked(sought: str, never: str = "", lang: Lang = "vi") -> Query:
    """A line of the table."""
    return Query(lang, "about", "x", (*sought.split(),), (*never.split(),))


NOTHING: tuple[Hit, ...] = ()
OTHER: Hit = ("khac/",)
JUDGED = [
    # What is asked; what is found; first, among three, wrong, landed.
    ("the statement's own page", asked("kq-05-2"), ((OWN,),), (1, 1, 0, 1)),
    ("its place on a page", asked("kq-05-2"), ((RECORD, RECORD + "#kq-05-2"),), (1, 1, 0, 1)),
    ("a page that holds it", asked("kq-05-2"), ((RECORD,),), (1, 1, 0, 0)),
    ("another place on that page", asked("kq-05-2"), ((RECORD + "#kq-05-3",),), (0, 0, 0, 0)),
    ("the third hit", asked("kq-05-2"), (OTHER, OTHER, (OWN,)), (0, 1, 0, 1)),
    ("the fourth hit", asked("kq-05-2"), (OTHER, OTHER, OTHER, (OWN,)), (0, 0, 0, 0)),
    ("nothing", asked("kq-05-2"), NOTHING, (0, 0, 0, 0)),
    ("one of two", asked("kq-05-2 kq-04-1"), (("id/kq-04-1/",),), (1, 1, 0, 1)),
    ("a record", asked("kq-05"), ((RECORD,),), (1, 1, 0, 0)),
    ("a record's short address", asked("kq-05"), (("id/kq-05/",),), (1, 1, 0, 0)),
    ("an entry", asked("tn-ubnd"), (("thuat-ngu/#tn-ubnd",),), (1, 1, 0, 0)),
    ("the page of an entry", asked("tn-ubnd"), (("thuat-ngu/",),), (1, 1, 0, 0)),
    ("another entry", asked("tn-ubnd"), (("thuat-ngu/#tn-vnd",),), (0, 0, 0, 0)),
    ("a page by its address", asked("trich-dan/"), (("trich-dan/",),), (1, 1, 0, 0)),
    ("the home page", asked("/"), (("/",),), (1, 1, 0, 0)),
    ("anything where nothing is", asked(""), (OTHER,), (0, 0, 1, 0)),
    ("nothing where nothing is", asked(""), NOTHING, (0, 0, 0, 0)),
    ("a record that is ruled out, far down", asked("", "kq-05"), (*[OTHER] * 9, (RECORD,)), (0, 0, 1, 0)),
    ("a statement that is ruled out", asked("", "kq-05-2"), ((RECORD, RECORD + "#kq-05-2"),), (0, 0, 1, 0)),
    ("a page that holds what is ruled out", asked("", "kq-05-2"), ((RECORD,),), (0, 0, 0, 0)),
    ("a page with an entry that is ruled out", asked("", "tn-ubnd"), (("thuat-ngu/",),), (0, 0, 0, 0)),
    ("a page that is ruled out", asked("kq-05", "trich-dan/"), ((RECORD,), ("trich-dan/",)), (1, 1, 1, 0)),
    ("what is not ruled out", asked("", "kq-05"), (OTHER,), (0, 0, 0, 0)),
]


@pytest.mark.parametrize(("query", "hits", "counts"), [row[1:] for row in JUDGED], ids=[row[0] for row in JUDGED])
def test_an_answer_is_judged(query: Query, hits: tuple[Hit, ...], counts: tuple[int, ...]) -> None:
    found = judge([query], [hits], PLACES)
    assert (found.first, found.among, found.wrong, found.landed) == counts


def test_each_share_is_of_the_queries_that_ask_for_it() -> None:
    queries = [asked("kq-05-2"), asked("kq-05", "trich-dan/"), asked(""), asked("kq-05-2 kq-05")]
    found = judge(queries, [NOTHING] * 4, PLACES)
    assert (found.sought, found.ruling, found.statements) == (3, 2, 1)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("ket-qua/", "ket-qua/"),
        ("/ket-qua/", "ket-qua/"),
        ("/en/ket-qua/", "ket-qua/"),
        ("en/thuat-ngu/#tn-ubnd", "thuat-ngu/#tn-ubnd"),
        ("/ket-qua/index.html", "ket-qua/"),
        ("english/", "english/"),
        ("", "/"),
        ("/", "/"),
        ("en/", "/"),
        ("/index.html", "/"),
    ],
)
def test_an_address_is_told_below_its_language(address: str, found: str) -> None:
    assert below(address) == found


def test_what_is_there_for_a_search_is_known_by_its_name() -> None:
    names = [
        "a/",
        "search/vi.js",
        "pagefind/wasm.en.pagefind",
        "assets/javascripts/lunr/min/lunr.vi.min.js",
        "a.css",
    ]
    assert [sent.name for sent in for_search(Sent(name, 1) for name in names)] == names[1:4]


@pytest.mark.parametrize(("part", "whole", "told"), [(2, 3, "2/3 (66%)"), (3, 3, "3/3 (100%)"), (0, 0, "–")])
def test_a_share_is_never_rounded_up_to_all(part: int, whole: int, told: str) -> None:
    assert cells.share(part, whole) == told


COUNTS = Relevance(10, 9, 10, 4, 0, 5, 5)
UNKNOWN = NotMeasuredError("pagefind").text
SEARCHES = (
    Search(Text("của ta", "ours"), {"vi": COUNTS, "en": COUNTS}, SearchCost(0, 40_000, 3, 0.1, 0.05), searching.ASK),
    Search(Text("P", "P"), UNKNOWN, UNKNOWN, UNKNOWN),
    Search(Text("M", "M"), {"vi": COUNTS}, SearchCost(90_000, 10_000, 1, 0.3, 0.2), searching.ASK),
)


def test_the_tables_tell_shares_and_multiples_of_ours() -> None:
    finding, costing = search_table.tables(SEARCHES, "en")
    assert ["Vietnamese", "ours", "9/10 (90%)", "10/10 (100%)", "0/4 (0%)", "5/5 (100%)"] in finding
    assert ["English", "P", UNKNOWN.en, "", "", ""] in finding
    assert ["real", "ours", "0.0", "40.0", "3", "40.0", "100", "50"] in costing
    assert ["real", "M", "90.0", "10.0", "1", "100.0 (2.5×)", "300 (3.0×)", "200 (4.0×)"] in costing
    assert ["real", "P", UNKNOWN.en, "", "", "", "", ""] in costing
    assert ["2,000 records", "M", "not measured: add --large", "", "", "", "", ""] in costing
    assert {len(row) for row in finding} == {6}
    assert {len(row) for row in costing} == {8}


def told(searches: tuple[Search, ...] | Text) -> Report:
    """A report with these searches."""
    return replace(REPORT, searches=searches)


@pytest.mark.parametrize("lang", LANGS)
def test_they_stand_in_the_report(lang: Lang) -> None:
    said = table.text(told(SEARCHES), lang)
    assert f"## {search_table.TITLE[lang]}\n\n| " in said
    assert all(note[lang] in said for note in search_table.NOTES)
    assert f"\n\n{UNKNOWN[lang]}\n" in table.text(told(UNKNOWN), lang)
    assert search_table.TITLE[lang] not in table.text(REPORT, lang), "a title without a table"
    ours, none, other = json.loads(table.as_json(told(SEARCHES), lang))["searches"]
    assert ours["relevance"]["vi"]["among"] == 10
    assert none == {"name": "P", "relevance": UNKNOWN[lang], "cost": UNKNOWN[lang], "large": UNKNOWN[lang]}
    assert other["cost"]["of_ours"]["whole"] == 2.5
    assert other["cost"]["of_ours"]["before"] is None


def test_what_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert searching.attempt(searching.pagefind, tmp_path) == Text(
        "chưa đo: cần pagefind", "not measured: needs pagefind"
    )
    assert list(tmp_path.iterdir()) == []
    monkeypatch.setitem(sys.modules, "tests.queries", None)
    assert searching.attempt(searching.table) == Text(
        "chưa đo: cần tests/queries.py", "not measured: needs tests/queries.py"
    )


def test_the_table_that_is_asked_is_that_of_the_tests() -> None:
    assert searching.table() is QUERIES


def test_a_statement_is_on_every_page_that_shows_its_sentence(small: Path, tmp_path: Path) -> None:
    statement = next(iter(read_archive(small).statements.values()))
    id_, record = statement.id, statement.record
    for way, text in (
        ("a", statement.text.vi),
        ("b", statement.text.vi.replace(" ", "\n ", 1)),
        ("c", "x"),
        ("en/d", "x"),
    ):
        (tmp_path / way).mkdir(parents=True)
        (tmp_path / way / "index.html").write_text(f"<p>Trước. {text} Sau.</p>", "utf-8")
    found = searching.places(small, tmp_path)
    assert found[id_] == {"a/", "b/", f"id/{id_}/", f"{record.url('vi')}#{id_}"}
    assert found[record.id] == {f"id/{record.id}/", record.url("vi")}


def test_the_larger_archive_is_of_that_size_and_the_same_in_every_run(small: Path, tmp_path: Path) -> None:
    first, second = (builds.project_copy(small, tmp_path / name) for name in ("first", "second"))
    before = read_archive(small)
    for project in (first, second):
        larger.multiply(project, len(before.records) + 4)
    archive = read_archive(first)
    assert len(archive.records) == len(before.records) + 4
    for page in archive.pages:
        assert page.text == (second / page.file).read_text("utf-8"), f"{page.file} differs between two runs"
    pages = {address: (title, lang) for address, title, _, lang in larger.bare(archive)}
    for record in archive.records.values():
        assert pages[record.url("en")] == (record.title("en"), "en")
    assert all(f"id/{id_}/" in pages and f"en/id/{id_}/" in pages for id_ in archive.statements)


def test_a_copy_keeps_the_form_and_has_other_words() -> None:
    text = "---\nid: tc-x-1000\ntitle: Ban Dân vận\n---\nBan Dân vận là một trong hai bên của chương trình.\n{ #tc-x-1000-1 .claim }\n"
    lines = larger.copied(text, ["xã", "nghèo"], 1000, Random(1)).split("\n")
    assert lines[:2] == ["---", "id: tc-x-1000"]
    assert {*json.loads(lines[2].removeprefix("title: ")).split()} == {"xã", "nghèo", "X1000"}
    assert ({*lines[4].split()}, len(lines[4].split())) == ({"xã", "nghèo"}, 11)
    assert lines[5] == "{ #tc-x-1000-1 .claim }"
