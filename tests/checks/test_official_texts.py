"""Official texts, DV625 to DV627: the status, the file that must be there, and the claims that follow it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import CK, KQ, OTHER, PROGRAMME, TEXT, Edit, found, load, programme, withdrawn
from tests.checks.tables import Case, run

P, C = f"vi/{PROGRAMME}", f"vi/{CK}"
ALL = programme(official=True)
WITHOUT_CLAIM = ALL[:-1]
FILE = f"\nfile: {TEXT}"
SOURCE = 'source="vb-chuong-trinh-mau#dieu-2"'


def named(file: str) -> tuple[Edit, ...]:
    """The programme's text under another name in front matter."""
    return (*WITHOUT_CLAIM, (P, f"file: {TEXT}", f"file: {file}"))


CASES = [
    Case("an official text, its file and a claim that follows it", ALL),
    Case("nothing official", programme(official=False)),
    # Status and file
    Case("DV625 official without a file", (*WITHOUT_CLAIM, (P, FILE, "")), f"{P}:6:1 DV625"),
    Case("DV625 a file that is not said to be official", (*WITHOUT_CLAIM, (P, "status: official", "status: reported")), f"{P}:7:1 DV625"),
    Case("DV625 a file of a draft", (*WITHOUT_CLAIM, (P, "status: official", "status: draft-reported")), f"{P}:7:1 DV625"),
    Case("DV625 a file without any status", (*WITHOUT_CLAIM, (P, "status: official\n", "")), f"{P}:6:1 DV625"),
    # The file
    Case("DV626 no such file", named("assets/khong-co.pdf"), f"{P}:7:1 DV626"),
    Case("DV626 of another type", named("assets/hinh.svg"), f"{P}:7:1 DV626"),
    Case("DV626 without a type", named("assets/chuong-trinh-mau"), f"{P}:7:1 DV626"),
    Case("DV626 above the folder", named("assets/../assets/chuong-trinh-mau.txt"), f"{P}:7:1 DV626"),
    Case("DV626 out of the project", named("../../etc/passwd"), f"{P}:7:1 DV626"),
    Case("DV626 from the root", named(f"/{TEXT}"), f"{P}:7:1 DV626"),
    Case("DV626 an address", named("https://host.example/a.pdf"), f"{P}:7:1 DV626"),
    Case("DV626 another spelling of the path", named("assets//chuong-trinh-mau.txt"), f"{P}:7:1 DV626"),
    Case("DV626 a dot in the path", named("assets/./chuong-trinh-mau.txt"), f"{P}:7:1 DV626"),
    Case("DV626 a backslash", named("'assets\\chuong-trinh-mau.txt'"), f"{P}:7:1 DV626"),
    Case("DV626 other letters", named("assets/Chuong-trinh-mau.txt"), f"{P}:7:1 DV626"),
    Case("DV626 a page", named("vi/index.md"), f"{P}:7:1 DV626"),
    Case("DV626 the folder", named("assets"), f"{P}:7:1 DV626"),
    Case("DV626 nothing", named('""'), f"{P}:6:1 DV625, {P}:7:1 DV626"),
    # Claims
    Case("DV602 a document of which no text is here", (*ALL, (C, SOURCE, 'source="vb-chi-thi-02#p1"')), f"{C}:10:37 DV602"),
    Case("DV603 a place that the text does not declare", (*ALL, (C, "#dieu-2", "#dieu-3")), f"{C}:10:37 DV603"),
    Case("DV603 no place", (*ALL, (C, "#dieu-2", "")), f"{C}:10:37 DV603"),
    Case("DV607 official while no text is here", ((C, "source=", 'status="official" source='),), f"{C}:10:19 DV607"),
    Case("DV627 official on a newspaper's word", (*ALL, (C, SOURCE, 'source="n-bao#p3"')), f"{C}:10:37 DV627"),
    Case("DV627 official on a text and a newspaper", (*ALL, (C, SOURCE, f'{SOURCE[:-1]} n-bao#p3"')), f"{C}:10:37 DV627"),
    Case("DV627 reported, and cites the text", (*ALL, (C, 'status="official" ', "")), f"{C}:10:19 DV627"),
    Case("DV627 reported, and cites the text beside a newspaper", (*ALL, (f"vi/{KQ}", 'claim source="n-bao#p3" }', 'claim source="n-bao#p3 vb-chuong-trinh-mau#dieu-2" }')), "vi/ket-qua/2015-2018/kq-01.md:11:19 DV627"),
    Case("DV624 a withdrawn text under a claim", (*ALL, *withdrawn(PROGRAMME, "")), f"{C}:10:19 DV607, {C}:10:37 DV624"),
    Case("DV411 a place that is not translated", (*ALL, (f"en/{PROGRAMME}", "locators: {dieu-2: which communes are helped}\n", "")), f"en/{PROGRAMME}:1:1 DV411"),
    Case("a context source is another's matter", (*ALL, (f"vi/{OTHER}", "about: tiểu sử", "about: cuộc đời"))),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_found_and_where(case: Case, small: Path) -> None:
    run(case, small)


def test_a_misspelt_file_is_answered_with_the_nearest(small: Path) -> None:
    [finding] = found(load(small, *named("assets/chuong-trinh-mao.txt")), "DV6")
    assert f"có phải là “{TEXT}” không?" in finding.message.vi


def test_a_text_by_a_symbolic_link_is_no_file(small: Path) -> None:
    load(small, *WITHOUT_CLAIM)
    path = small / "docs" / TEXT
    path.unlink()
    path.symlink_to("/etc/hostname")
    assert [finding.code for finding in found(load(small), "DV6")] == ["DV626"]


@pytest.mark.parametrize(("said", "stands"), [("các xã nghèo", False), ("987 xã nghèo", True)])
def test_the_page_of_a_text_may_say_what_claims_that_cite_it_say(small: Path, said: str, stands: bool) -> None:
    claim = (C, "tiếp tục giúp các xã nghèo", f"tiếp tục giúp {said}")
    archive = load(small, *ALL, claim, (P, "Lời biên tập.", "Văn bản kể 987 xã."))
    told = [finding.place.path for finding in found(archive, "DV6") if finding.code == "DV605"]
    assert told == ([] if stands else [f"docs/{P}"])
