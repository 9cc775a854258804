"""The two languages, DV401 to DV413: the same claims, figures and names, each in its own language."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import KQ, LATER, OTHER, PERSON, SIGNING, edit, found, put, remove, shown
from tests.checks.tables import Case, run, uncovered

from archive.content.read import read_archive

V, E = f"vi/{KQ}", f"en/{KQ}"
LIST_ITEM, ENGLISH_ITEM = "- Số tiền là trên 10 tỷ đồng.", "- The sum is over 10 billion đồng."
EDITORIAL, ENGLISH = "Con số 51 không nói mỗi đơn vị góp bao nhiêu.", "The figure 51 does not say what each unit gave."


def sums(vi: str, en: str) -> tuple[tuple[str, str, str], ...]:
    """The claim with a sum, in both languages."""
    return ((V, LIST_ITEM, f"- {vi}"), (E, ENGLISH_ITEM, f"- {en}"))


CASES = [
    Case("nothing changed", ()),
    Case("DV401 no English page", (("vi/moi.md", "", "---\ntitle: Trang mới\n---\nLời.\n"),), "vi/moi.md:1:1 DV401"),
    Case("DV401 no Vietnamese page", (("en/moi.md", "", "---\ntitle: New\n---\nWords.\n"),), "en/moi.md:1:1 DV401"),
    Case("a page in both", (("vi/moi.md", "", "---\ntitle: Mới\n---\nLời.\n"), ("en/moi.md", "", "---\ntitle: New\n---\nWords.\n"))),
    Case("DV403 the Vietnamese is checked against nothing", ((V, "#kq-01-1 .claim", '#kq-01-1 .claim checked="2027-01-05"'),), "vi/ket-qua/2015-2018/kq-01.md:11:19 DV403"),
    Case("DV403 no day", ((E, "{ #kq-01-1 .claim }", '{ #kq-01-1 .claim checked="2027-01" }'),), "en/ket-qua/2015-2018/kq-01.md:6:19 DV403"),
    Case("a day", ((E, "{ #kq-01-1 .claim }", '{ #kq-01-1 .claim checked="2027-01-05" }'), (E, "title:", "checked: 2027-01-05\ntitle:"))),
    Case("DV405 a claim is not translated", ((E, "{ #kq-01-1 .claim }\n", ""),), "en/ket-qua/2015-2018/kq-01.md:5:1 DV405"),
    Case("DV405 a claim that the Vietnamese has not", ((E, "\nThe figure", "\nMore.\n{ #kq-01-3 .claim }\n\nThe figure"),), "en/ket-qua/2015-2018/kq-01.md:11:1 DV405"),
    Case("DV405 another order", ((f"en/{SIGNING}", "The signing took place on the afternoon of 9 July.\n{ #tt-ky-ket-1 .claim }\n\n", ""), (f"en/{SIGNING}", "{ #tt-ky-ket-2 .claim }", "{ #tt-ky-ket-2 .claim }\n\nThe signing took place on the afternoon of 9 July.\n{ #tt-ky-ket-1 .claim }")), "en/thoa-thuan/ky-ket.md:5:1 DV405"),
    Case("DV406 an unknown is not translated", ((E, "unknowns: [Which communes were helped.]\n", ""),), "en/ket-qua/2015-2018/kq-01.md:1:1 DV406"),
    Case("DV406 an unknown too many", ((E, "communes were helped.]", "communes were helped., How.]"),), "en/ket-qua/2015-2018/kq-01.md:3:1 DV406"),
    # Figures and dates
    Case("DV414 a heading in Vietnamese alone", ((V, "Con số 51", "## Đọc con số\n\nCon số 51"),), "en/ket-qua/2015-2018/kq-01.md:5:1 DV414"),
    Case("DV414 a row in English alone", (("vi/thuat-ngu.md", "Lời biên tập.", "| Nơi | Gì |\n|---|---|\n| xã | quà |"), ("en/thuat-ngu.md", "Editorial words.", "| Where | What |\n|---|---|\n| communes | gifts |\n| all | all |")), "en/thuat-ngu.md:7:1 DV414"),
    Case("DV407 another figure", ((E, "51 units help", "15 units help"),), "en/ket-qua/2015-2018/kq-01.md:5:1 DV407"),
    Case("DV407 another scale", ((E, "10 billion", "10 million"),), "en/ket-qua/2015-2018/kq-01.md:8:1 DV407"),
    Case("DV407 another day", ((f"en/{LATER}", "26 January", "27 January"),), "en/boi-canh/ve-sau.md:4:1 DV407"),
    Case("DV407 a figure left out", ((E, "51 units help", "Units help"),), "en/ket-qua/2015-2018/kq-01.md:5:1 DV407"),
    Case("DV407 another document", sums("Theo Chỉ thị 05-CT/TU.", "By Directive 06-CT/TU."), "en/ket-qua/2015-2018/kq-01.md:8:1 DV407"),
    Case("the day before or after the month", ((f"en/{LATER}", "26 January 2024", "January 26, 2024"),)),
    Case("thousands marked as each language has it", sums("Có 1.419 suất.", "There are 1,419 gifts.")),
    Case("tỉ is tỷ", sums("Số tiền là 10 tỉ đồng.", "The sum is 10 billion đồng.")),
    Case("shares", sums("Đạt 95,5% số đơn vị.", "It reached 95.5 per cent of the units.")),
    # Names, attributes, locators
    Case("DV408 a name without its marks", ((f"en/{SIGNING}", "Nguyễn Văn Mẫu, Head", "Nguyen Van Mau, Head"),), "en/thoa-thuan/ky-ket.md:8:1 DV408"),
    Case("DV408 a name in English alone", sums("Số tiền là trên 10 tỷ đồng.", "Nguyễn Văn Mẫu: over 10 billion đồng."), "vi/ket-qua/2015-2018/kq-01.md:13:1 DV408"),
    Case("DV409 a source in English", ((E, "{ #kq-01-1 .claim }", '{ #kq-01-1 .claim source="n-bao#p3" }'),), "en/ket-qua/2015-2018/kq-01.md:6:19 DV409"),
    Case("DV409 a status in English", ((E, "{ #kq-01-1 .claim }", '{ #kq-01-1 .claim status="inferred" }'),), "en/ket-qua/2015-2018/kq-01.md:6:19 DV409"),
    Case("DV410 an office is not translated", ((f"en/{PERSON}", '{ #nv-mau-1 .claim office="Head of the Commission" }', "{ #nv-mau-1 .claim }"),), "en/nhan-vat/mau.md:4:1 DV410"),
    Case("DV410 an office in English alone", ((f"en/{LATER}", "{ #bc-02-1 .claim }", '{ #bc-02-1 .claim office="Head" }'),), "en/boi-canh/ve-sau.md:4:1 DV410"),
    Case("DV411 a locator is not translated", ((f"en/{OTHER}", "tieu-su: a life, qua: gifts", "tieu-su: a life"),), "en/nguon/n-khac.md:3:1 DV411"),
    Case("DV411 a locator too many", ((f"en/{OTHER}", "qua: gifts", "qua: gifts, khac: others"),), "en/nguon/n-khac.md:3:41 DV411"),
    # Language and glossary
    Case("DV412 English in a Vietnamese page", ((V, EDITORIAL, "This is the part of the page that was forgotten by the editors."),), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV412, vi/ket-qua/2015-2018/kq-01.md:16:1 DV613"),
    Case("DV412 English in a Vietnamese summary", ((f"vi/{KQ}", "kind: result", "kind: result\nsummary: this is a part of the page that was forgotten by the editors"),), f"vi/{KQ}:4:1 DV412"),
    Case("DV412 Vietnamese in an English page", ((E, ENGLISH, "Đoạn này vẫn còn nguyên như cũ vì người dịch đã quên mất rồi."),), "en/ket-qua/2015-2018/kq-01.md:11:1 DV412, en/ket-qua/2015-2018/kq-01.md:11:1 DV613"),
    Case("a Vietnamese title in quotation marks", ((E, ENGLISH, "Its motto was “các đơn vị giúp đỡ xã nghèo một cách thiết thực”, as printed."), (V, EDITORIAL, "Khẩu hiệu là “các đơn vị giúp đỡ xã nghèo một cách thiết thực”."))),
    Case("DV413 a term in other words", ((E, "51 units help poor communes.", "51 units aid needy villages."),), "en/ket-qua/2015-2018/kq-01.md:5:1 DV413"),
    Case("the term's second translation", ((E, "51 units help poor communes.", "51 units give help for poor communes."),)),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_found_and_where(case: Case, small: Path) -> None:
    run(case, small)


def test_every_rule_of_the_hundred_has_a_case() -> None:
    glossary = {"DV420", "DV421", "DV422", "DV423", "DV424"}  # in test_glossary
    assert uncovered(CASES, "DV4") == {"DV404", *glossary}  # DV404 needs a history: tests/history


def test_windows_line_ends_are_no_difference(small: Path) -> None:
    put(small, V, (small / "docs" / V).read_bytes().replace(b"\n", b"\r\n"))
    assert found(read_archive(small)) == []


def test_both_twins_missing_are_two_findings(small: Path) -> None:
    remove(small, "en/trich-dan.md", "vi/tro-nang.md")
    edit(small)
    assert shown(found(read_archive(small))) == ["vi/trich-dan.md:1:1 DV401", "en/tro-nang.md:1:1 DV401"]
