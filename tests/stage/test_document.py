"""A document's page: the fields that readers look for, in their order, and how a text refers to it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.archives import DOCUMENT, PROGRAMME, SIGNING, Edit, load, programme, staged
from tests.stage.test_staging import html

from archive.checks.checking import check
from archive.content.model import Archive

NAMES = {
    "vi": ["Số, ký hiệu", "Loại", "Cơ quan ban hành", "Người ký", "Ngày ban hành", "Hiệu lực", "Trích yếu", "Tình trạng", "Tệp"],
    "en": ["Number and symbol", "Type", "Issuer", "Signed by", "Date issued", "In force", "Abstract", "Status", "File"],
}  # fmt: skip
WHOLE = (
    *programme(official=True),
    (
        f"vi/{PROGRAMME}",
        "type: chuong-trinh",
        "type: chuong-trinh\nnumber: 05-CTr/TU\nissuer: tc-ban\nsigners: [nv-mau]\nissued: 2018-07-09\n"
        "in_force: 2018-07-09/2020-12-31\nabstract: Về việc giúp các xã mẫu",
    ),
)
"""A document of which everything is known."""
NUMBERED = (f"vi/{DOCUMENT}", "issuer: tc-ban", "issuer: tc-ban\nabstract: Xây dựng cơ quan mẫu")


def rows(archive: Archive, lang: str, path: str) -> dict[str, str]:
    found = html(staged(archive)[f"{lang}/{path}"]).css("#thong-tin-van-ban ~ table tbody tr")
    cells = [[cell.text() for cell in row.css("th, td")] for row in found]
    return dict(cells)


@pytest.mark.parametrize(
    ("lang", "unknown", "none"), [("vi", "chưa biết", "chưa có ở đây"), ("en", "not known", "not here yet")]
)
def test_what_is_not_known_of_a_document_is_said(small: Path, lang: str, unknown: str, none: str) -> None:
    found = rows(load(small), lang, DOCUMENT)
    number, kind, issuer, signers, issued, in_force, abstract, _, file = NAMES[lang]
    assert list(found) == NAMES[lang]
    assert [found[name] for name in (signers, issued, in_force, abstract, file)] == [unknown] * 4 + [none]
    assert found[number].startswith("02 ("), "a number without its symbol says so"
    assert found[kind], found[issuer]


@pytest.mark.parametrize(
    ("lang", "values"),
    [
        ("vi", ["05-CTr/TU", "Chương trình phối hợp", "Ban Mẫu", "Nguyễn Văn Mẫu", "9/7/2018", "9/7/2018–31/12/2020", "Về việc giúp các xã mẫu", "có toàn văn chính thức ở đây"]),
        ("en", ["05-CTr/TU", "Coordination programme", "Sample Commission", "Nguyễn Văn Mẫu", "9 July 2018", "9 July 2018–31 December 2020", "Về việc giúp các xã mẫu", "the official text is here"]),
    ],
)  # fmt: skip
def test_what_is_known_of_a_document_stands_in_its_row(small: Path, lang: str, values: list[str]) -> None:
    *known, file = rows(load(small, *WHOLE), lang, PROGRAMME).values()
    assert known == values
    assert file.startswith("chuong-trinh-mau.txt (TXT")


MENTIONED: dict[str, tuple[tuple[Edit, ...], str, dict[str, tuple[str, str]]]] = {
    "everything is known": (WHOLE, PROGRAMME, {
        "vi": ("Chương trình phối hợp số 05-CTr/TU ngày 9/7/2018 của Ban Mẫu “Về việc giúp các xã mẫu”", "Chương trình phối hợp số 05-CTr/TU"),
        "en": ("Coordination programme No. 05-CTr/TU of 9 July 2018 of the Sample Commission “Về việc giúp các xã mẫu”", "Coordination programme No. 05-CTr/TU"),
    }),
    "a number without its symbol": ((NUMBERED,), DOCUMENT, {
        "vi": ("Chỉ thị 02 của Ban Mẫu về “Xây dựng cơ quan mẫu” (ký hiệu và ngày ban hành chưa rõ; dẫn theo Báo Mẫu)", "Chỉ thị 02"),
        "en": ("Directive 02 of the Sample Commission on “Xây dựng cơ quan mẫu” (symbol and date not known; as reported by Báo Mẫu)", "Directive 02"),
    }),
    "nothing but the type": (((f"vi/{DOCUMENT}", "number: '02'\nissuer: tc-ban\n", ""),), DOCUMENT, {
        "vi": ("Chỉ thị (số, ký hiệu, ngày ban hành, cơ quan ban hành và trích yếu chưa rõ; dẫn theo Báo Mẫu)", "Chỉ thị nói trên"),
        "en": ("Directive (number and symbol, date, issuer and abstract not known; as reported by Báo Mẫu)", "the said directive"),
    }),
    "a name that begins with the type": (
        (*programme(official=False), (f"vi/{PROGRAMME}", "type: chuong-trinh", "type: chuong-trinh\nabstract: Chương trình phối hợp mẫu\nissued: 2018")),
        PROGRAMME, {
            "vi": ("Chương trình phối hợp mẫu năm 2018 (số, ký hiệu và cơ quan ban hành chưa rõ)", "Chương trình phối hợp nói trên"),
            "en": ("Coordination programme of 2018 on “Chương trình phối hợp mẫu” (number and symbol and issuer not known)", "the said coordination programme"),
        }),
    "a day of which the year is uncertain": (
        ((f"vi/{DOCUMENT}", "issuer: tc-ban", "issuer: tc-ban\nissued: 2015?-03"),), DOCUMENT, {
            "vi": ("Chỉ thị 02 của Ban Mẫu (ký hiệu, ngày ban hành và trích yếu chưa rõ; dẫn theo Báo Mẫu)", "Chỉ thị 02"),
            "en": ("Directive 02 of the Sample Commission (symbol, date and abstract not known; as reported by Báo Mẫu)", "Directive 02"),
        }),
}  # fmt: skip


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("why", MENTIONED)
def test_a_document_is_referred_to_by_what_is_known_alone(small: Path, why: str, lang: str) -> None:
    edits, path, expected = MENTIONED[why]
    tree = html(staged(load(small, *edits))[f"{lang}/{path}"])
    assert tuple(node.text() for node in tree.css("#cach-vien-dan ~ dl dd")) == expected[lang]


def test_other_pages_have_neither_part(small: Path) -> None:
    tree = html(staged(load(small))[f"vi/{SIGNING}"])
    assert not tree.css("#cach-vien-dan, #thong-tin-van-ban")


def test_programs_are_told_what_is_known(small: Path) -> None:
    head = str(staged(load(small, *WHOLE))[f"vi/{PROGRAMME}"].meta["head"])
    about = json.loads(head.rpartition('ld+json">')[2].removesuffix("</script>"))["mainEntity"]
    assert about["legislationIdentifier"] == "05-CTr/TU"
    assert (about["legislationDate"], about["legislationDateOfApplicability"]) == ("2018-07-09", "2018-07-09")
    assert about["legislationPassedBy"]["name"] == "Ban Mẫu"
    assert [one["contributor"]["name"] for one in about["contributor"]] == ["Nguyễn Văn Mẫu"]
    unsure = (f"vi/{PROGRAMME}", "issued: 2018-07-09", "issued: 2018?-07-09")
    head = str(staged(load(small, unsure))[f"vi/{PROGRAMME}"].meta["head"])
    assert 'legislationDate"' not in head, "an uncertain date is told as a certain one"


@pytest.mark.parametrize("signer", ["nv-khac", "tc-ban"])
def test_who_signed_is_a_person_of_the_archive(small: Path, signer: str) -> None:
    archive = load(small, (f"vi/{DOCUMENT}", "issuer: tc-ban", f"issuer: tc-ban\nsigners: [{signer}]"))
    assert "DV505" in {finding.code for finding in check(archive)}
    assert rows(archive, "vi", DOCUMENT)["Người ký"] == ("chưa biết" if signer == "nv-khac" else "Ban Mẫu")
