"""Citations parse back, each with the library of its format, to the same words; every id has all three."""

from __future__ import annotations

import json
from itertools import product

import pytest
from tests import formats
from tests.archives import REASON
from tests.finish.conftest import TITLE, URL, Finished

from archive.findings import Lang
from archive.finish.citations import Reference, bibtex, csl_json, ris
from archive.stage.citation import claim_line, page_line

WORDS = [
    "Giúp các xã nghèo ở miền Tây: ử, ặ, Đ, ỵ",
    TITLE,
    r"{ } % & # _ $ \ ~ ^ < > @ , = \textbf{x}",
    "}} @online{evil, title = {x}",
    "dấu gạch – — và “ngoặc kép” 'đơn'",
    "TY  - BOOK ER  - x",
]


def reference(title: str) -> Reference:
    return Reference(
        "kq-01-1", title, "Theo báo: Báo Mẫu, đoạn 3", f"{URL}ket-qua/kq-01/#kq-01-1", "2026-11-20", "Lưu trữ Mẫu & ử"
    )


@pytest.mark.parametrize("title", WORDS)
def test_bibtex_gives_the_title_back(title: str) -> None:
    entry = formats.bibtex(bibtex(reference(title)))
    assert entry["title"] == title
    assert entry["organization"] == "Lưu trữ Mẫu & ử"
    assert (entry["key"], entry["type"], entry["date"]) == ("kq-01-1", "online", "2026-11-20")
    assert entry["url"].endswith("#kq-01-1")


@pytest.mark.parametrize("title", WORDS)
def test_ris_gives_the_title_back(title: str) -> None:
    text = ris(reference(title))
    entry = formats.ris(text)
    assert title in {entry.get("title"), entry.get("primary_title")}
    assert entry["type_of_reference"] == "ELEC"
    assert entry["urls"] == [f"{URL}ket-qua/kq-01/#kq-01-1"]
    assert entry["year"] == "2026"
    assert not text.startswith("\ufeff")
    assert text.endswith("ER  - \r\n")
    assert text.count("\r\n") == text.count("\n")


@pytest.mark.parametrize("title", WORDS)
def test_csl_json_gives_the_title_back(title: str) -> None:
    (item,) = json.loads(csl_json(reference(title)))
    assert item["title"] == title
    assert item["type"] == "webpage"
    assert item["issued"] == {"date-parts": [[2026, 11, 20]]}
    assert item["URL"].endswith("#kq-01-1")


def test_every_id_has_its_three_files_and_they_say_the_same(finished_site: Finished) -> None:
    archive = finished_site.archive
    ids = {*archive.records, *archive.claims}
    assert len(ids) > 20
    for folder, name in product(("id/", "en/id/"), ids):
        in_bibtex = formats.bibtex(finished_site.text(f"{folder}{name}.bib"))
        in_ris = formats.ris(finished_site.text(f"{folder}{name}.ris"))
        (in_csl,) = json.loads(finished_site.text(f"{folder}{name}.csl.json"))
        assert in_csl["URL"] == f"{URL}{folder}{name}/", "the address that resolves for good"
        assert in_csl["language"] == in_ris["language"] == ("en" if folder.startswith("en") else "vi")
        assert ("unofficial translation" in in_csl["note"]) is folder.startswith("en"), folder + name
        assert in_bibtex["url"] == in_ris["urls"][0] == in_csl["URL"], name
        assert in_bibtex["key"] == in_ris["id"] == in_csl["id"] == name
        assert in_bibtex["note"].startswith(f"{name}. ")
        assert in_ris["notes"] == [in_csl["note"]], name
    (kq,) = json.loads(finished_site.text("id/kq-01.csl.json"))
    assert kq["title"] == TITLE
    assert kq["container-title"] == "Lưu trữ Dân vận Nghệ An"
    (claim,) = json.loads(finished_site.text("id/kq-01-1.csl.json"))
    assert (claim["title"], claim["container-title"]) == ("51 đơn vị giúp các xã nghèo.", TITLE)
    (english,) = json.loads(finished_site.text("en/id/kq-01-1.csl.json"))
    assert english["title"] == "51 units help poor communes."
    assert english["note"] == "kq-01-1. Reported: Báo Mẫu, paragraph 3; unofficial translation"


def test_a_claims_citation_says_what_it_rests_on_and_what_became_of_it(finished_site: Finished) -> None:
    def note(name: str) -> str:
        (item,) = json.loads(finished_site.text(f"id/{name}.csl.json"))
        return str(item["note"])

    assert note("kq-01-1") == "kq-01-1. Theo báo: Báo Mẫu, đoạn 3"
    assert "Báo Khác" in note("bc-02-1")
    assert "20/3/2020" in note("bc-02-1")
    assert note("bc-01-1").startswith("bc-01-1. Suy luận")
    assert note("bc-02-1").startswith("bc-02-1. Theo nguồn: ")


@pytest.mark.parametrize(
    ("name", "vi", "en"),
    [
        ("ck-01-1", "đã rút 22/11/2026", "withdrawn 22 November 2026"),
        ("vb-chi-thi-02-1", "đã rút 19/11/2026", "withdrawn 19 November 2026"),
        ("vb-chi-thi-02", "đã rút 19/11/2026", "withdrawn 19 November 2026"),
    ],
)
def test_what_is_withdrawn_by_itself_or_with_its_record_says_so_in_every_form(
    finished_site: Finished, name: str, vi: str, en: str
) -> None:
    archive, context = finished_site.archive, finished_site.context
    langs: tuple[tuple[Lang, str, str], ...] = (("vi", "id/", vi), ("en", "en/id/", en))
    for lang, folder, words in langs:
        for ending in ("bib", "ris", "csl.json"):
            text = finished_site.text(f"{folder}{name}.{ending}")
            assert text.count(words) == 2, f"{name}.{ending}: once in the title, once in the note"
        line = (
            page_line(archive, context, archive.records[name], lang)
            if name in archive.records
            else claim_line(archive, context, archive.claims[name], lang)
        )
        assert words in line, lang
        because = REASON[0 if lang == "vi" else 1].rstrip(".")
        assert line.startswith(f"[{words}: {because}"), f"{lang}: the reason does not stand before what it tells of"
        for ending in ("bib", "ris", "csl.json"):
            assert because in finished_site.text(f"{folder}{name}.{ending}"), f"{name}.{ending} has no reason"
        if name == "ck-01-1":
            replaced = "thay bằng kq-01-2" if lang == "vi" else "replaced by kq-01-2"
            assert replaced in line
            assert replaced in finished_site.text(f"{folder}{name}.csl.json")


def test_a_file_of_another_id_is_never_overwritten(finished_site: Finished) -> None:
    names = [path.name for path in (finished_site.folder / "id").iterdir() if path.is_file()]
    assert sorted(names) == sorted(p.name for p in (finished_site.folder / "en/id").iterdir() if p.is_file())
    assert len(names) == 3 * (len(finished_site.archive.records) + len(finished_site.archive.claims))
