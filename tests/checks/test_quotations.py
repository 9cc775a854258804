"""Statements quoted on other pages, DV640 to DV645: where a quotation stands, and what it may show."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import BODY, CK, KQ, LATER, Edit, found, load, shown, withdrawn
from tests.checks.tables import Case, run

from archive.content.model import Archive

VI, EN = "Xem [cam kết](../../cam-ket/2018-2020/ck-01.md).", "See the [commitment](../../cam-ket/2018-2020/ck-01.md)."
B, BE = f"vi/{BODY}", f"en/{BODY}"


def quoting(name: str, english: str | None = None, path: str = BODY) -> tuple[Edit, ...]:
    """A quotation at the end of a page, and at that of its twin."""
    twin = name if english is None else english
    vi, en = {
        BODY: ('name="Ban Mẫu" }', 'name="Sample Commission" }'),
        CK: ('source="n-bao#p3" }', "#ck-01-1 .claim }"),
        KQ: (VI, EN),
    }[path]
    return ((f"vi/{path}", vi, f"{vi}\n\n{name}\n\n"), (f"en/{path}", en, f"{en}\n\n{twin}\n\n"))


def line(path: str, code: str, where: str = "vi") -> str:
    """Where the quotation of `quoting` stands."""
    at = {f"vi/{BODY}": "9:1", f"en/{BODY}": "7:1"}
    return f"{where}/{path}:{at[f'{where}/{path}']} {code}"


GROUPED = (
    (B, 'name="Ban Mẫu" }\n', 'name="Ban Mẫu" }\n\n{{ kq-01-1 }}\n\nTrong đó có 51 đơn vị.\n'),
    (BE, 'name="Sample Commission" }\n', 'name="Sample Commission" }\n\n{{ kq-01-1 }}\n\nOf these there are 51.\n'),
)

CASES = [
    Case("a statement quoted", quoting("{{ kq-01-1 }}")),
    Case("without blanks in it", quoting("{{kq-01-1}}")),
    Case("several, one of them twice", quoting("{{ kq-01-1 }}\n\n{{ ck-01-1 }}\n\n{{ kq-01-1 }}")),
    Case("a context statement on a page of a body", quoting("{{ bc-02-1 }}")),
    Case("a primary one on a page of commitments", quoting("{{ kq-01-1 }}", path=CK)),
    Case("what it says supports the words beside it", GROUPED),
    Case("DV605 words that nothing supports", tuple((p, o, n.replace("{{ kq-01-1 }}\n\n", "")) for p, o, n in GROUPED), f"{B}:9:1 DV605, {BE}:7:1 DV605"),
    # Where it stands
    Case("DV640 within a line", quoting("Xem {{ kq-01-1 }}.", "See {{ kq-01-1 }}."), f"{B}:9:5 DV640, {BE}:7:5 DV640"),
    Case("DV640 under words", quoting("Xem:\n{{ kq-01-1 }}", "See:\n{{ kq-01-1 }}"), f"{B}:10:1 DV640, {BE}:8:1 DV640"),
    Case("DV640 two on a line", quoting("{{ kq-01-1 }} {{ ck-01-1 }}"), f"{B}:9:1 DV640, {B}:9:15 DV640, {BE}:7:1 DV640, {BE}:7:15 DV640"),
    Case("DV640 in a list", quoting("- {{ kq-01-1 }}"), f"{B}:9:3 DV640, {BE}:7:3 DV640"),
    Case("DV640 in a quotation", quoting("> {{ kq-01-1 }}"), f"{B}:9:3 DV640, {BE}:7:3 DV640"),
    Case("DV640 in a heading", quoting("## {{ kq-01-1 }}"), f"{B}:9:4 DV640, {BE}:7:4 DV640"),
    Case("DV640 in a cell", quoting("| A | B |\n|---|---|\n| {{ kq-01-1 }} | C |"), f"{B}:11:3 DV640, {BE}:9:3 DV640"),
    Case("DV640 among a claim's words", ((B, "mang tên Ban Mẫu.", "mang tên Ban Mẫu {{ kq-01-1 }}."), (BE, "Commission.", "Commission {{ kq-01-1 }}.")), f"{B}:6:38 DV640, {BE}:4:53 DV640"),
    Case("DV640 in a title", ((B, "title: Ban Mẫu", "title: Ban Mẫu {{ kq-01-1 }}"), (BE, "title: Sample Commission", "title: 'Sample {{ kq-01-1 }}'")), f"{B}:4:16 DV640, {BE}:2:16 DV640"),
    Case("DV640 among the values of a page", ((B, "title: Ban Mẫu", 'summary: "{{ kq-01-1 }}"\ntitle: Ban Mẫu'), (BE, "title: Sample", 'summary: "{{kq-01-1}}"\ntitle: Sample')), f"{B}:4:11 DV640, {BE}:2:11 DV640"),
    Case("a quotation that is code", quoting("Viết `{{ kq-01-1 }}`.", "Write `{{ kq-01-1 }}`.")),
    Case("a block of code", quoting("```\n{{ kq-01-1 }}\n```")),
    # What it shows
    Case("DV641 an unknown one", quoting("{{ kq-01-9 }}"), line(BODY, "DV641")),
    Case("DV641 a record", quoting("{{ kq-01 }}"), line(BODY, "DV641")),
    Case("DV642 a withdrawn one", (*quoting("{{ kq-01-2 }}"), *withdrawn(KQ, "kq-01-2")), line(BODY, "DV642")),
    Case("DV642 one of a withdrawn record", (*quoting("{{ bc-02-1 }}"), *withdrawn(LATER, "")), line(BODY, "DV642")),
    Case("DV643 another one in English", quoting("{{ kq-01-1 }}", "{{ kq-01-2 }}"), line(BODY, "DV643", "en")),
    Case("DV643 an unknown one in English", quoting("{{ kq-01-1 }}", "{{ kq-01-9 }}"), line(BODY, "DV643", "en")),
    Case("DV643 another order", quoting("{{ kq-01-1 }}\n\n{{ ck-01-1 }}", "{{ ck-01-1 }}\n\n{{ kq-01-1 }}"), line(BODY, "DV643", "en")),
    Case("DV643 none in English", (quoting("{{ kq-01-1 }}")[0],), f"{BE}:4:1 DV643"),
    Case("DV643 none in Vietnamese", (quoting("{{ kq-01-1 }}")[1],), line(BODY, "DV643", "en")),
    Case("DV644 its own", quoting("{{ tc-ban-1 }}"), line(BODY, "DV644")),
    Case("DV645 a context statement among the results", quoting("{{ bc-02-1 }}", path=KQ), f"vi/{KQ}:18:1 DV645"),
    Case("DV645 a context statement among the commitments", quoting("{{ bc-02-1 }}", path=CK), f"vi/{CK}:12:1 DV645"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_found_and_where(case: Case, small: Path) -> None:
    run(case, small)


@pytest.mark.parametrize(
    "written",
    ["{{ kq_01 }}", "{{ }}", "{{ KQ-01-1 }}", "{{ kq-01-1 }", "{ kq-01-1 }}", "{% raw %}", "{{ page.title }}", "{{{ kq-01-1 }}}"],
)  # fmt: skip
def test_other_braces_are_what_they_were(small: Path, written: str) -> None:
    archive = load(small, *quoting(written))
    assert _quoted(archive) == []
    assert {finding.code for finding in found(archive, "DV3")} & {"DV306", "DV307"}


def _quoted(archive: Archive) -> list[str]:
    return [quote.id for page in archive.pages for quote in page.body.quotes]


def test_a_quotation_is_no_words_of_the_page(small: Path) -> None:
    plain = load(small).by_path["vi", BODY].body
    quoted = load(small, *quoting("{{ kq-01-1 }}")).by_path["vi", BODY].body
    assert [quote.id for quote in quoted.quotes] == ["kq-01-1"]
    assert [f.text for f in quoted.fragments] == [f.text for f in plain.fragments]
    assert [c.id for c in quoted.claims] == [c.id for c in plain.claims]


def test_messages_name_what_is_near_and_what_stands_in_its_place(small: Path) -> None:
    [unknown] = found(load(small, *quoting("{{ kq-01-11 }}")), "DV6")
    assert "có phải là “kq-01-1” không?" in unknown.message.vi
    edits = (*quoting("{{ kq-01-11 }}"), (B, "kq-01-11", "kq-01-2"), (BE, "kq-01-11", "kq-01-2"))
    archive = load(small, *edits[2:], *withdrawn(KQ, "kq-01-2", instead="kq-01-1"))
    [gone] = found(archive, "DV6")
    assert "{{ kq-01-1 }}" in gone.fix.en
    assert shown([gone]) == [line(BODY, "DV642")]
