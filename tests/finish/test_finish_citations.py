"""Citations parse back, each with the library of its format, to the same words; every id has all three."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from tests.finish.conftest import TITLE, URL, Finished

from archive.finish.citations import Reference, bibtex, csl_json, ris

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


def read_bibtex(text: str) -> dict[str, str]:
    """The one entry of a BibTeX file, its fields decoded."""
    library = parse_string(text, append_middleware=[LatexDecodingMiddleware()])
    assert not library.failed_blocks, text
    (entry,) = library.entries
    return {"key": entry.key, "type": entry.entry_type, **{name: f.value for name, f in entry.fields_dict.items()}}


def read_ris(text: str) -> dict[str, Any]:
    (entry,) = rispy.loads(text)
    found: dict[str, Any] = entry
    return found


@pytest.mark.parametrize("title", WORDS)
def test_bibtex_gives_the_title_back(title: str) -> None:
    entry = read_bibtex(bibtex(reference(title)))
    # The library reads \\textasciicircum as a modifier letter.
    assert entry["title"].replace("ˆ", "^").strip("{}") == title.strip("{}")
    assert entry["organization"].strip("{}") == "Lưu trữ Mẫu & ử"
    assert (entry["key"], entry["type"], entry["date"]) == ("kq-01-1", "online", "2026-11-20")
    assert entry["url"].endswith("#kq-01-1")


@pytest.mark.parametrize("title", WORDS)
def test_ris_gives_the_title_back(title: str) -> None:
    text = ris(reference(title))
    entry = read_ris(text)
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
    for name in ids:
        in_bibtex = read_bibtex(finished_site.text(f"id/{name}.bib"))
        in_ris = read_ris(finished_site.text(f"id/{name}.ris"))
        (in_csl,) = json.loads(finished_site.text(f"id/{name}.csl.json"))
        assert in_bibtex["url"] == in_ris["urls"][0] == in_csl["URL"], name
        assert in_bibtex["key"] == in_ris["id"] == in_csl["id"] == name
        assert in_bibtex["note"].startswith(f"{name}. ")
        assert in_ris["notes"] == [in_csl["note"]], name
    (kq,) = json.loads(finished_site.text("id/kq-01.csl.json"))
    assert kq["title"] == TITLE
    assert kq["URL"] == f"{URL}ket-qua/2015-2018/kq-01/"


def test_a_claims_citation_says_what_it_rests_on_and_what_became_of_it(finished_site: Finished) -> None:
    def note(name: str) -> str:
        (item,) = json.loads(finished_site.text(f"id/{name}.csl.json"))
        return str(item["note"])

    assert note("kq-01-1") == "kq-01-1. Theo báo: Báo Mẫu, đoạn 3"
    assert "Báo Khác" in note("bc-02-1")
    assert "20/3/2020" in note("bc-02-1")
    assert note("bc-01-1").startswith("bc-01-1. Suy luận")
    assert "(đã rút 2026-11-22)" in note("ck-01-1")


def test_a_file_of_another_id_is_never_overwritten(finished_site: Finished) -> None:
    names = [path.name for path in (finished_site.folder / "id").iterdir() if path.is_file()]
    assert len(names) == 3 * (len(finished_site.archive.records) + len(finished_site.archive.claims))
