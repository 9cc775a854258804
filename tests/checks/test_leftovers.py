"""What other tools leave behind: marks of a merge, of other Markdowns, of word processors and of old encodings."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archives import KQ, edit, finished, make, project, python, shown, typed

from archive.checks.checking import check
from archive.checks.encodings import is_syllable
from archive.checks.known import all_findings
from archive.content.read import read_archive
from archive.findings import Finding
from archive.rebuild import PACKAGE
from archive.words import read_words

Expect = Callable[[str, str | bytes, str], None]
Write = Callable[[str, str], None]
Find = Callable[[], list[Finding]]

PAGE = "docs/vi/trang.md"
HEAD = "---\ntitle: Trang\n---\n"

BAD: list[tuple[str, str, str]] = [
    ("struck", "Lời ~~sai~~ và đúng", "DV343 4:5"),
    ("struck over two lines", "~~một\nhai~~", "DV343 4:1"),
    ("marked", "Lời ==nổi==", "DV343 4:5"),
    ("struck and marked", "~~a~~ ==b==", "DV343 4:1, DV343 4:7"),
    ("box", "- [ ] việc", "DV344 4:3"),
    ("box that is ticked", "- một\n- [x] hai\n- [X] ba", "DV344 5:3, DV344 6:3"),
    ("box in a numbered list", "1. [ ] một", "DV344 4:4"),
    ("bullet", "• một\n• hai", "DV345 4:1, DV345 5:1"),
    ("bullet without a space", "•một", "DV345 4:1"),
    ("bullet behind a hyphen", "- • một", "DV345 4:3"),
    ("bullet in a quotation", "> • một", "DV345 4:3"),
    ("bullet that is indented", "  • một", "DV345 4:3"),
    ("o and a tab", "o\tmột", "DV345 4:1"),
    ("o and no-break spaces", "o\u00a0\u00a0 một", "DV345 4:1"),
    ("middle dot", "· một", "DV345 4:1"),
    ("dash", "– một", "DV345 4:1"),
    ("section sign and a tab", "§\tmột", "DV345 4:1"),
    ("bullet of Word's own font", "\uf0b7\tmột", "DV345 4:1"),
    ("the same in code", "```\n\uf0b7 một\n```", "DV129 5:1"),
    ("the same as an entity", "&#xf0b7; một", "DV129 4:1"),
    ("a wiki link behind more code than is listed", "```\n" + "::: a\n" * 501 + "```\n\n[[Trang đầu]]", "DV346 508:1"),
    ("a bullet behind more code than is listed", "```\n" + "• a\n" * 501 + "```\n\n• xã", "DV345 508:1"),
    ("struck behind more code than is listed", "```\n" + "~~a~~\n" * 501 + "```\n\n~~b~~", "DV343 508:1"),
    ("a box behind more code than is listed", "```\n" + "- [ ] a\n" * 501 + "```\n\n- [ ] b", "DV344 508:3"),
    ("admonition", "!!! note", "DV346 4:1"),
    ("container", "::: lời", "DV346 4:1"),
    ("wiki link", "Xem [[Trang đầu]]", "DV346 4:5"),
    ("table of contents", "[TOC]", "DV346 4:1"),
    ("a merge", "<<<<<<< HEAD\nmột\n||||||| a1b2\nhai\n=======\nba\n>>>>>>> b", "DV342 4:1"),
    ("the middle alone", "Lời\n=======\nLời", "DV342 5:1"),
    ("a merge in code", "```\n>>>>>>> b\n```", "DV342 5:1"),
    ("TCVN3", "NghÖ An lµ mét tØnh", "DV136 4:1"),
    ("TCVN3 behind honest words", "Tỉnh Nghệ An: §¶ng ñy Khèi", "DV136 4:15"),
    ("TCVN3 with a soft hyphen for ư", "ch\u00ad¬ng tr×nh", "DV136 4:1"),
    ("TCVN3 with an eth for é", "d\u00d0 lµ", "DV136 4:1"),
    ("VNI", "Ngheä An", "DV136 4:1"),
    ("VNI in capitals", "BAN DAÂN VAÄN", "DV136 4:5"),
    ("VISCII", "c½ quan tïnh Ngh® An", "DV136 4:1"),
    ("Windows-1258", "kêìt nghêò", "DV136 4:1"),
    ("Unicode read as Windows-1252", "Nghá»‡ An", "DV136 4:1"),
    ("the same as Latin-1", "Ngh\u00e1\u00bb\u0087 An", "DV136 4:1"),
    ("the same, one letter", "Tá»‰nh", "DV136 4:1"),
]  # fmt: skip

GOOD = [
    "a == b == c, 5 ~ 6, ~~ và ==",
    "`~~sai~~`, `==nổi==`, `[[a]]`",
    "- [x](index.md)\n- [1] ghi chú",
    "2015–2018 và\n–2018; o bế; 5·10; ba – bốn",
    "Lời dẫn:\n\n- một\n- hai\n\n* * *",
    "<<<<<< sáu, ======== tám, >>>>>>>không",
    "“Dân vận” «khéo» ở São Paulo, Müller, Dvořák, Łódź, Citroën, naïve, Noël, Loïc, España, Ångström, Curaçao.",
    "Søren và Björk: på, så, nå, blå; où, août, goût, château, rôle, déjà vu, Thaï, Haïti.",
    "10 µm, 5½ kg, m², km², 30 °C, © 2018, «Dân vận», §5, ®, ±2, ¶",
    "`Ngheä An` và `NghÖ An` là chữ VNI và TCVN3.",
    "Hoàn toàn, thuở, khuỷu tay, ngoằn ngoèo, rượu, oái oăm, Đắk Lắk, Krông Pắc.",
]


@pytest.mark.parametrize(("name", "body", "expected"), BAD, ids=[case[0] for case in BAD])
def test_what_is_left_over_is_named_in_its_place(expect: Expect, name: str, body: str, expected: str) -> None:
    expect(PAGE, f"{HEAD}{body}\n", expected)


FRONT: list[tuple[str, str, str]] = [
    ("in an item", "unknowns:\n  - \uf0b7 Không rõ.", "DV129 4:5"),
    ("at a line's start", "unknowns:\n- \uf0b7 Không rõ.", "DV129 4:3"),
    ("in a value that does not hold", "related:\n- \uf0b7 kq-02", "DV207 3:1, DV129 4:3"),
    ("above a line that cannot be read", "unknowns:\n- \uf0b7 x\nghi: a: b", "DV129 4:3"),
    ("in a key", "\uf0b7 ghi: abc", "DV129 3:1"),
]


@pytest.mark.parametrize(("name", "front", "expected"), FRONT, ids=[case[0] for case in FRONT])
def test_a_bullet_of_a_font_is_named_where_no_list_is(expect: Expect, name: str, front: str, expected: str) -> None:
    expect(PAGE, f"---\ntitle: Trang\n{front}\n---\nLời.\n", expected)


@pytest.mark.parametrize("body", GOOD)
def test_honest_signs_and_foreign_names_give_nothing(expect: Expect, body: str) -> None:
    expect(PAGE, f"{HEAD}{body}\n", "")
    expect(PAGE.replace("/vi/", "/en/"), f"{HEAD}{body}\n", "")


@pytest.mark.parametrize(
    ("body", "name", "right"),
    [
        ("Ngheä An", "VNI", "Nghệ"),
        ("NghÖ An lµ", "TCVN3", "Nghệ"),
        ("tïnh Ngh® An", "VISCII", "Nghệ"),
        ("nghêò", "Windows-1258", "nghệ"),
        ("Nghá»‡ An", "Unicode", "Nghệ"),
    ],
)
def test_an_old_encoding_is_called_by_its_name(write: Write, find: Find, body: str, name: str, right: str) -> None:
    write(PAGE, f"{HEAD}{body}\n")
    line = find()[0].line("vi")
    assert name in line, line
    assert f"“{right}”" in line, line
    assert "Unicode" in line, line


def test_a_syllable_has_a_beginning_vowels_an_end_and_a_tone() -> None:
    good = "Nghệ an là một tỉnh khuỷu nghiêng quyết giường ươm yêu Đắk xoong thuở nguyễn"
    assert [word for word in good.split() if not is_syllable(word)] == ["Đắk"], "k ends names alone, never a syllable"
    assert not [
        word for word in ["Müller", "nà́", "bcd", "gọd", "trể́", "hảt", "kẻch", "tàp", "strà"] if is_syllable(word)
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("vi/" + KQ, "51 đơn vị", "<<<<<<< HEAD\n51 đơn vị", ["vi/" + KQ + ":10:1 DV342"]),
        ("vi/" + KQ, "title: ", "=======\ntitle: ", ["vi/" + KQ + ":8:1 DV342"]),
        ("en/" + KQ, "51 units", ">>>>>>> nhanh\n51 units", ["en/" + KQ + ":5:1 DV342"]),
    ],
)
def test_marks_of_a_merge_are_the_finding(tmp_path: Path, file: str, old: str, new: str, expected: list[str]) -> None:
    make(tmp_path)
    edit(tmp_path, (file, old, new))
    found = [f for f in check(read_archive(tmp_path)) if f.code != "DV404"]
    assert shown(found) == expected, "\n".join(finding.line("en") for finding in found)


OURS, THEIRS = "<<<<<<< HEAD\n", ">>>>>>> nhanh\n"
SIDES = f"{OURS}một\n=======\nhai\n{THEIRS}"
BESIDE = [
    "published.txt",
    "docs/assets/hinh.svg",
    "archive.toml",
    "mkdocs.yml",
    "accessibility.json",
    "overrides/assets/favicon.svg",
    "overrides/main.html",
    "overrides/assets/archive.css",
    "scripts/archive/words/vi.toml",
    "scripts/archive/checks/leftovers.toml",
    "scripts/archive/templates/record.vi.md",
    "scripts/archive/theme/main.html",
    "scripts/archive/build.py",
    "schemas/page.schema.json",
    "hosting/nginx.conf",
    "requirements.lock",
    "pyproject.toml",
    "Makefile",
    "LICENSE",
    "README.md",
    ".gitattributes",
]


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("name", BESIDE)
def test_marks_of_a_merge_in_other_files_are_the_finding(tmp_path: Path, name: str, end: str) -> None:
    """And nothing that only follows is told: no syntax that does not hold, no page that is not there."""
    file = project(tmp_path) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text("utf-8") if file.is_file() and name != "docs/assets/hinh.svg" else "a: một\n"
    first = before.index("\n") + 1
    text = f"{before[:first]}{SIDES}{before[first:]}{SIDES}"
    file.write_bytes(text.replace("\n", end).encode())
    found = [f for f in all_findings(read_archive(tmp_path), {}) if f.code != "DV804"]  # there is no git here
    last = text.count("\n") - SIDES.count("\n") + 1
    assert [(f.code, f.place.path, f.place.line) for f in found] == [("DV342", name, line) for line in (2, last)]


SPOILT: dict[str, tuple[str, str]] = {
    "a middle in settings": ("archive.toml", "=======\n"),
    "an end in settings": ("archive.toml", THEIRS),
    "a base in the renderer's settings": ("mkdocs.yml", "||||||| a1b2c3\n"),
    "a middle in results": ("accessibility.json", "=======\n"),
    "a middle in a lock": ("requirements.lock", "=======\n"),
    "an end in a template": ("overrides/main.html", THEIRS),
}
HONEST: dict[str, tuple[str, str | bytes]] = {
    "a heading that is underlined": ("README.md", "Lưu trữ\n=======\n"),
    "a comment's frame": ("overrides/assets/archive.css", "/*\n=======\n|||||||\n*/\n"),
    "six signs, eight signs": ("README.md", "<<<<<< a\n<<<<<<<< b\n"),
    "a picture": ("overrides/assets/a.png", b"\x89PNG\0\n<<<<<<< a\n"),
    "what Python leaves behind": ("scripts/archive/__pycache__/a.txt", SIDES),
    "a file that no build reads": ("notes.txt", SIDES),
}


@pytest.mark.parametrize("what", SPOILT)
def test_one_mark_that_is_left_is_enough(tmp_path: Path, what: str) -> None:
    name, mark = SPOILT[what]
    file = project(tmp_path) / name
    text = file.read_text("utf-8") if file.is_file() else ""
    file.write_text(text + mark, "utf-8")
    found = all_findings(read_archive(tmp_path), {})
    assert [(f.code, f.place.path, f.place.line) for f in found] == [("DV342", name, text.count("\n") + 1)]


@pytest.mark.parametrize("what", HONEST)
def test_what_only_looks_like_a_mark_is_none(tmp_path: Path, what: str) -> None:
    name, text = HONEST[what]
    file = project(tmp_path) / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert [f.code for f in all_findings(read_archive(tmp_path), {})] == []


def test_no_link_is_followed_to_look_for_marks(tmp_path: Path) -> None:
    root = project(tmp_path / "p")
    (tmp_path / "else").mkdir()
    (tmp_path / "else/a.html").write_text(SIDES, "utf-8")
    (root / "overrides/else").symlink_to(tmp_path / "else")
    (root / "overrides/a.html").symlink_to(tmp_path / "else/a.html")
    (root / "hosting").symlink_to(tmp_path / "else")
    assert "DV342" not in {finding.code for finding in check(read_archive(root))}


COMMANDS = {"check": 1, "build": 1, "new person thu": 2, "seal v1": 1, "check-external": 1}
"""With how each ends: `new` refuses nothing but by 2."""


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_leans_on_settings_names_the_marks_in_them(tmp_path: Path, command: str) -> None:
    file = project(tmp_path) / "archive.toml"
    file.write_text(SIDES + file.read_text("utf-8"), "utf-8")
    status, out, err = typed(tmp_path, *command.split(), "--lang", "en", SITE_URL="")
    assert status == COMMANDS[command], out + err
    assert re.search(r"archive\.toml:1:1: DV342 A conflict mark of git is left", out + err), out + err
    assert "Traceback" not in out + err


ENGINE = {
    # Where no rule can be asked, `check` ends as one that cannot answer.
    "words/vi.toml": (1, r"scripts/archive/words/vi\.toml:1:1: DV342 "),
    "words/en.toml": (1, r"scripts/archive/words/en\.toml:1:1: DV342 "),
    "checks/files.toml": (
        2,
        r"archive: a conflict mark of git is left at scripts/archive/checks/files\.toml:1; keep one of",
    ),
    "inspect/links.toml": (
        2,
        r"archive: a conflict mark of git is left at scripts/archive/inspect/links\.toml:1; keep one of",
    ),
    "templates/hints.toml": (2, r"scripts/archive/templates/hints\.toml:1"),
    "stage/conformance.toml": (2, r"scripts/archive/stage/conformance\.toml:1"),
}


@pytest.mark.parametrize("name", ENGINE)
def test_marks_in_the_engines_own_tables_are_named_as_such(tmp_path: Path, name: str) -> None:
    """As after a merge in the checkout whose package runs: where it cannot go on, it says why."""
    root = project(tmp_path)
    package = shutil.copytree(PACKAGE, root / "scripts/archive", ignore=shutil.ignore_patterns("__pycache__"))
    edit(root, (f"vi/{KQ}", "bodies: [tc-ban]", "bodies: [tc-bam]"))  # for which the nearest name is looked up
    file = Path(package) / name
    file.write_text(SIDES + file.read_text("utf-8"), "utf-8")
    started = python("-m", "archive", "check", "--lang", "en", cwd=root, PYTHONPATH=str(root / "scripts"))
    status, out, err = finished(started)
    ends, words = ENGINE[name]
    assert status == ends, out + err
    assert re.search(words, out + err), out + err
    for follows in ("Traceback", "DV016", "DV000", "TOML"):
        assert follows not in out + err, out + err


def test_words_that_another_project_runs_by_are_told_as_unmerged(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE / "words", tmp_path / "words")
    file = tmp_path / "words/vi.toml"
    text = file.read_text("utf-8")
    file.write_text(f"{text}\n{SIDES}", "utf-8")
    [fault] = read_words(tmp_path / "words").faults
    assert (fault.fault, fault.place.line) == ("unmerged", text.count("\n") + 2)


def test_marks_of_a_merge_are_found_in_all_that_a_ledger_may_hold(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "published.txt").write_bytes(b"nguon/\n" * 700_000 + b"<<<<<<< HEAD\n")
    found = [f.place for f in check(read_archive(tmp_path)) if f.code == "DV342"]
    assert [(place.path, place.line) for place in found] == [("published.txt", 700_001)]


@pytest.mark.parametrize(
    ("name", "text", "lines"),
    [
        ("a.txt", "Báo cáo\n=======\nLời.\n", []),
        ("a.txt", "a\n|||||||\nb\n", []),
        ("a.txt", "<<<<<<< a\nb\n||||||| c\nd\n=======\ne\n>>>>>>> f\n", [1]),
        ("a.txt", "<<<<<<< a\n=======\n>>>>>>> b\n<<<<<<< a\n=======\n>>>>>>> b\n", [1, 4]),
        ("a.txt", "a\n=======\nb\n>>>>>>> c\n", [2, 4]),
        ("A.TXT", "<<<<<<< a\nb\n", [1]),
        ("A.SVG", "<<<<<<< a\nb\n", [1]),
        ("a.svg", "=======\n", [1]),
    ],
)
def test_a_line_below_a_title_of_plain_text_is_no_mark(
    write: Write, find: Find, name: str, text: str, lines: list[int]
) -> None:
    write(f"docs/assets/{name}", text)
    assert [(f.code, f.place.line) for f in find()] == [("DV342", line) for line in lines]


def test_a_ledger_that_is_no_plain_file_is_not_read(tmp_path: Path) -> None:
    make(tmp_path)
    subprocess.run(["mkfifo", str(tmp_path / "accessibility.json")], check=True, timeout=10)
    (tmp_path / "published.txt").symlink_to("/etc/passwd")
    assert "DV342" not in {finding.code for finding in check(read_archive(tmp_path))}
