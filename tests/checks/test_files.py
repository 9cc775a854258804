"""Files, names and addresses: what is refused before a word is read."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from tests import samples

from archive.content.read import MAX_BYTES, MAX_LINE, MAX_LINES
from archive.findings import Finding

Write = Callable[[str, str | bytes], None]
Find = Callable[[], list[Finding]]
Expect = Callable[[str, str | bytes, str], None]

PAGE = "---\ntitle: Trang\n---\nLời.\n"


def _alias(value: str) -> str:
    return f"---\ntitle: Trang\naliases: [{value}]\n---\nLời.\n"


BAD: list[tuple[str, str, str | bytes, str]] = [
    ("Word document", "docs/vi/ghi-chu.docx", b"PK", "DV103 1:1"),
    ("page at the top of docs", "docs/trang.md", PAGE, "DV103 1:1"),
    ("third language", "docs/fr/index.md", PAGE, "DV103 1:1"),
    ("HTML page among the pages", "docs/vi/trang.html", "<script>", "DV103 1:1"),
    ("HTML page among the assets", "docs/assets/trang.html", "<script>", "DV103 1:1"),
    ("script among the assets", "docs/assets/x.js", "alert(1)", "DV103 1:1"),
    ("pages' extension in capitals", "docs/vi/trang.MD", PAGE, "DV103 1:1"),
    ("too many bytes", "docs/vi/trang.md", PAGE + "a" * MAX_BYTES + "\n", "DV104 1:1"),
    ("far too many bytes", "docs/vi/trang.md", b"a" * (33 * MAX_BYTES), "DV104 1:1"),
    ("too many lines", "docs/vi/trang.md", PAGE + "a\n" * MAX_LINES, f"DV104 {MAX_LINES + 1}:1"),
    ("too many signs", "docs/vi/trang.md", PAGE + ("*a* " * 1_000 + "a\n") * 4, "DV104 1:1"),
    ("long line", "docs/vi/trang.md", f"{PAGE}{'a' * (MAX_LINE + 1)}\n", f"DV105 5:{MAX_LINE + 1}"),
    (
        "long line in the front matter",
        "docs/vi/trang.md",
        f"---\ntitle: {'a' * MAX_LINE}\n---\n",
        f"DV105 2:{MAX_LINE + 1}",
    ),
    ("blanks", "docs/vi/trang.md", f"{PAGE}\n{'a b' + ' ' * 1_001}c\n", "DV105 6:4"),
    ("blanks at a line's end", "docs/vi/trang.md", f"{PAGE}a{' ' * 7_000}\n" * 30, "DV105 5:2"),
    ("claims", "docs/vi/trang.md", f"{PAGE}{'a .claim' * 501}\n", "DV104 1:1"),
    ("brackets", "docs/vi/trang.md", f"{PAGE}\n{'[' * 41}\n", "DV106 6:1"),
    ("quotations", "docs/vi/trang.md", f"{PAGE}\n{'>' * 41} x\n", "DV106 6:1"),
    (
        "brackets in the front matter",
        "docs/vi/trang.md",
        f"---\ntitle: Trang\nx: {'[' * 50}{']' * 50}\n---\n",
        "DV106 3:1",
    ),
    ("name with marks", "docs/vi/kết-quả.md", PAGE, "DV107 1:1"),
    ("folder with marks", "docs/vi/nguồn/x.md", PAGE, "DV107 1:1"),
    ("name with a space", "docs/vi/ket qua.md", PAGE, "DV107 1:1"),
    ("name with a colon", "docs/vi/a:b.md", PAGE, "DV107 1:1"),
    ("name with a question mark", "docs/assets/a?.png", samples.png(), "DV107 1:1"),
    ("device of Windows", "docs/vi/con.md", PAGE, "DV107 1:1"),
    ("device of Windows with an ending", "docs/vi/nguon/aux.x.md", PAGE, "DV107 1:1"),
    ("a name that is too long", f"docs/vi/{'a' * 101}.md", PAGE, "DV107 1:1"),
    ("a folder that is too long", f"docs/vi/{'a' * 101}/x.md", PAGE, "DV107 1:1"),
    ("hidden page", "docs/vi/.an.md", PAGE, "DV107 1:1"),
    ("page named as a host's settings", "docs/vi/_headers.md", PAGE, "DV107 1:1"),
    ("folder named as a host's program", "docs/en/_worker.js/x.md", PAGE, "DV107 1:1"),
    ("asset that some hosts leave out", "docs/assets/_a.txt", b"a\n", "DV107 1:1"),
    ("page named as a file of the build", "docs/vi/feed.xml.md", PAGE, "DV107 1:1"),
    ("page named as such a file, in English", "docs/en/sitemap.xml.md", PAGE, "DV107 1:1"),
    ("index named as a host's settings", "docs/vi/robots.txt/index.md", PAGE, "DV107 1:1"),
    ("page below a folder with a dot", "docs/vi/data.v1/x.md", PAGE, "DV107 1:1"),
    ("page with a dot in its name", "docs/vi/nguon/a.b.md", PAGE, "DV107 1:1"),
    ("README", "docs/vi/nguon/README.md", PAGE, "DV107 1:1"),
    ("folder named as a language", "docs/vi/en/x.md", PAGE, "DV110 1:1"),
    ("page named as a language", "docs/vi/en.md", PAGE, "DV109 1:1, DV110 1:1"),
    ("folder named as a language, deeper", "docs/en/nguon/VI/x.md", PAGE, "DV110 1:1"),
    ("alias that climbs", "docs/vi/trang.md", _alias("../cu"), "DV111 3:11"),
    ("alias that is too long", "docs/vi/trang.md", _alias("a/" + "b" * 101), "DV111 3:11"),
    ("alias named as a device of Windows", "docs/vi/trang.md", _alias("cu/aux/"), "DV111 3:11"),
    ("alias on another host", "docs/vi/trang.md", _alias("'https://x.example/'"), "DV111 3:11"),
    ("alias without its protocol", "docs/vi/trang.md", _alias("//x.example/a"), "DV111 3:11"),
    ("alias with marks", "docs/vi/trang.md", _alias("kết-quả"), "DV111 3:11"),
    ("alias named as a host's settings", "docs/vi/trang.md", _alias("_headers"), "DV111 3:11"),
    ("alias at a file of the build", "docs/vi/trang.md", _alias("feed.xml"), "DV111 3:11"),
    ("alias at such a file, with its ending", "docs/vi/trang.md", _alias("/sitemap.xml.md"), "DV111 3:11"),
    ("alias below a folder with a dot", "docs/vi/trang.md", _alias("robots.txt/cu/"), "DV111 3:11"),
    ("alias with a query", "docs/vi/trang.md", _alias("a?b"), "DV111 3:11"),
    ("alias of nothing", "docs/vi/trang.md", _alias("/"), "DV111 3:11"),
    ("alias of a page that is there", "docs/vi/trang.md", _alias("cu, nguon/n-bao/"), "DV109 3:15"),
    ("alias given twice", "docs/vi/trang.md", _alias("cu, /cu/"), "DV109 3:15"),
    ("alias of itself", "docs/vi/trang.md", _alias("trang"), "DV109 3:11"),
    ("alias of a generated page", "docs/vi/trang.md", _alias("id/kq-01"), "DV112 3:11"),
    ("alias at the search index", "docs/vi/trang.md", _alias("search/"), "DV112 3:11"),
    ("alias among the assets", "docs/vi/trang.md", _alias("assets/cards/vi"), "DV112 3:11"),
    ("alias where a former release had its index", "docs/vi/trang.md", _alias("pagefind"), "DV112 3:11"),
    ("page at the search index", "docs/vi/search.md", PAGE, "DV112 1:1"),
    ("page below it, in English", "docs/en/search/x.md", PAGE, "DV112 1:1"),
    ("page among the assets", "docs/vi/assets/index.md", PAGE, "DV112 1:1"),
    ("page at the assets, in capitals", "docs/vi/Assets.md", PAGE, "DV112 1:1"),
    ("page at an address of the renderer", "docs/en/search.md", PAGE, "DV112 1:1"),
    ("alias below a language", "docs/vi/trang.md", _alias("en/trang"), "DV112 3:11"),
    ("page at a generated address", "docs/vi/chua-biet.md", PAGE, "DV112 1:1"),
    ("page below a generated address", "docs/en/id/kq-01.md", PAGE, "DV112 1:1"),
    ("index at a generated address", "docs/vi/thong-ke/index.md", PAGE, "DV112 1:1"),
    ("page of rules", "docs/vi/dong-gop/quy-tac.md", PAGE, "DV112 1:1"),
]

GOOD = [
    ("docs/vi/ket-qua/2018_a-b.md", PAGE),
    ("docs/vi/trang.md", _alias("cu, ket-qua/cu/, /cu2.md")),
    ("docs/vi/english.md", PAGE),
    ("docs/vi/edit.md", PAGE),
    ("docs/vi/id-cu.md", PAGE),
    ("docs/vi/trang.md", f"{PAGE}\n{'a ' * 3_000}a\n\n{'[' * 40}\n"),
]


@pytest.mark.parametrize(("name", "file", "content", "expected"), BAD, ids=[case[0] for case in BAD])
def test_bad_files_have_their_code(expect: Expect, name: str, file: str, content: str | bytes, expected: str) -> None:
    expect(file, content, expected)


@pytest.mark.parametrize(("file", "content"), GOOD)
def test_good_files_give_nothing(expect: Expect, file: str, content: str) -> None:
    expect(file, content, "")


def _codes(findings: list[Finding]) -> list[str]:
    return [f"{finding.place.path} {finding.code}" for finding in findings]


def test_links_are_named_and_never_followed(root: Path, find: Find) -> None:
    (root / "docs/vi/mat-khau.md").symlink_to("/etc/passwd")
    (root / "docs/vi/vong").symlink_to(root / "docs")
    (root / "docs/assets/cut.svg").symlink_to("khong-co.svg")
    assert _codes(find()) == [
        "docs/vi/mat-khau.md DV101",
        "docs/vi/vong DV101",
        "docs/assets/cut.svg DV101",
    ]


def test_docs_itself_is_no_link(root: Path, find: Find) -> None:
    (root / "docs").rename(root / "that")
    (root / "docs").symlink_to("that")
    assert _codes(find()) == ["docs DV101"]


def test_pipes_and_sockets_are_never_opened(root: Path, find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    os.mkfifo(root / "docs/vi/ong.md")
    monkeypatch.chdir(root / "docs/vi")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("o-cam.md")
    assert _codes(find()) == ["docs/vi/o-cam.md DV102", "docs/vi/ong.md DV102"]


def test_what_cannot_be_read_is_named(root: Path, find: Find) -> None:
    (root / "docs/vi/nguon/n-bao.md").chmod(0)
    (root / "docs/en/nguon").chmod(0)
    try:
        found = find()
    finally:
        (root / "docs/en/nguon").chmod(0o755)
    if os.geteuid():  # root reads everything
        assert _codes(found)[:2] == ["docs/en/nguon DV102", "docs/vi/nguon/n-bao.md DV102"]


def test_names_that_are_no_text(root: Path, find: Find) -> None:
    (root / "docs/vi").joinpath(os.fsdecode(b"a\xff.md")).write_text("---\ntitle: Trang\n---\n", encoding="utf-8")
    assert _codes(find()) == ["docs/vi/a\\udcff.md DV107"]


def test_two_names_that_only_case_tells_apart(write: Write, find: Find) -> None:
    write("docs/vi/nguon/A.md", PAGE)
    write("docs/vi/nguon/a.md", PAGE)
    write("docs/vi/Nguon/b.md", PAGE)
    assert _codes(find()) == ["docs/vi/nguon/A.md DV108", "docs/vi/nguon/a.md DV108", "docs/vi/nguon/n-bao.md DV108"]


def test_two_pages_at_one_address(write: Write, find: Find) -> None:
    write("docs/vi/nguon.md", PAGE)
    write("docs/vi/nguon/index.md", PAGE)
    write("docs/en/nguon.md", PAGE)
    found = [finding for finding in find() if finding.code == "DV109"]
    assert [str(finding.place) for finding in found] == ["docs/vi/nguon.md:1:1"]
    assert "docs/vi/nguon/index.md" in found[0].message.en


def test_folders_too_deep_are_named_where_they_start(write: Write, find: Find) -> None:
    write("docs/vi/" + "a/" * 14 + "x.md", PAGE)
    assert _codes(find()) == ["docs/vi/" + "/".join("a" * 12) + " DV114"]
