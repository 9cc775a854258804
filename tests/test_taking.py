"""What a pull request's preview sends is a stranger's: what is taken of it, what is refused, and what the comment says."""

from __future__ import annotations

import json
import re
import stat
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.archives import REPOSITORY

from archive import taking
from archive.media.kinds import by_ending
from archive.taking import MARK, RefusedError, Run, Taken, comment, harmless, preview_address, pull_requests, take

HEAD = "c0ffee" + "0" * 34
RUN = Run(
    HEAD,
    "stranger/fork",
    "owner/archive",
    "https://git.example/kept",
    "2031-02-09T10:00:00Z",
    "https://git.example/run",
)
GOOD = {
    "number": "12\n",
    "summary.md": "## Đổi 1 câu\n",
    "findings.txt": "docs/vi/a.md:3:1: DV605 Sai\n",
    "site/index.html": "<p>Trang</p>",
    "site/assets/a.0.js": "1",
    "site/_headers": "/*\n  Set-Cookie: a=b\n",
    "site-portable/index.html": "<p>Trang</p>",
}
Entry = tuple[zipfile.ZipInfo | str, str | bytes]


def packed(path: Path, *more: Entry, **without: None) -> Path:
    """A zip file of what is good, and of more; what is named `None` is left out."""
    with zipfile.ZipFile(path / "preview.zip", "w", zipfile.ZIP_DEFLATED) as made:
        for name, words in GOOD.items():
            if name not in without:
                made.writestr(name, words)
        for entry, content in more:
            made.writestr(entry, content)
    return path / "preview.zip"


def entry(name: str, mode: int = 0, **values: Any) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    for key, value in values.items():
        setattr(info, key, value)
    return info


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_what_is_good_is_taken_and_the_hosts_headers_are_ours(tmp_path: Path) -> None:
    found = take(packed(tmp_path), tmp_path / "site")
    assert found == Taken("12", GOOD["summary.md"], GOOD["findings.txt"], site=True)
    assert files(tmp_path / "site") == {
        "index.html": b"<p>Trang</p>",
        "assets/a.0.js": b"1",
        "_headers": taking.OURS.encode(),
    }


def test_without_a_site_the_words_are_taken(tmp_path: Path) -> None:
    gone: dict[str, None] = dict.fromkeys(name for name in GOOD if "site" in name)
    found = take(packed(tmp_path, **gone), tmp_path / "site")
    assert (found.number, found.site, (tmp_path / "site").exists()) == ("12", False, False)


LINK, PIPE = stat.S_IFLNK | 0o777, stat.S_IFIFO | 0o644
BAD: dict[str, tuple[list[Entry], str]] = {
    "a link": ([(entry("site/a.html", LINK), "/etc/passwd")], "neither a file nor a folder"),
    "a link of the words": ([(entry("extra/summary.md", LINK), "/etc/passwd")], "neither a file nor a folder"),
    "a pipe": ([(entry("site/a.html", PIPE), "")], "neither a file nor a folder"),
    "a folder that says it is a file": ([(entry("site/a/", stat.S_IFREG | 0o644), "")], "neither a file nor a folder"),
    "a way out": ([("../a.html", "x")], "a name that is not taken"),
    "a way out from within": ([("site/../../a.html", "x")], "a name that is not taken"),
    "a root": ([("/a.html", "x")], "a name that is not taken"),
    "a disk": ([("C:/a.html", "x")], "a name that is not taken"),
    "the other slash": ([("site\\..\\a.html", "x")], "a name that is not taken"),
    "a folder that is none": ([("site/./a.html", "x")], "a name that is not taken"),
    "nothing between": ([("site//a.html", "x")], "a name that is not taken"),
    "a hidden file": ([("site/.htaccess", "x")], "a name that is not taken"),
    "a line end": ([("site/a\n::error::x.html", "x")], "a name that is not taken"),
    "letters with marks": ([("site/đ.html", "x")], "a name that is not taken"),
    "too deep": ([("site/" + "a/" * 13 + "a.html", "x")], "a name that is not taken"),
    "a long name": ([("site/" + "a" * 201 + ".html", "x")], "a name that is not taken"),
    "twice": ([("site/index.html", "y")], "a name that stands there twice"),
    "twice, in large letters": ([("site/INDEX.html", "y")], "a name that stands there twice"),
    "a file and a folder": ([("site/x.html", "y"), ("site/x.html/y.html", "y")], "a file and a folder of one name"),
    "a folder and a file": ([("site/x.html/y.html", "y"), ("site/X.html", "y")], "a file and a folder of one name"),
    "a program": ([("site/a/x.php", "y")], "no file of a site"),
    "a host's worker": ([("site/_worker.js", "y")], "no file of a site"),
    "a host's redirects": ([("site/_redirects", "y")], "no file of a site"),
    "a host's settings": ([("site/vercel.json", "y")], "no file of a site"),
    "a host's function": ([("site/api/x.js", "y")], "no file of a site"),
    "a host's function of another name": ([("site/functions/assets/x.js", "y")], "no file of a site"),
    "no ending": ([("site/a/CNAME", "y")], "no file of a site"),
    "packed in another way": ([(entry("site/a/x.txt", compress_type=zipfile.ZIP_LZMA), "y")], "packed in a way"),
}  # fmt: skip


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("why", BAD)
def test_what_leads_elsewhere_is_refused_and_nothing_is_written(tmp_path: Path, why: str) -> None:
    more, words = BAD[why]
    file = packed(tmp_path, *more)
    with pytest.raises(RefusedError, match=re.escape(words)):
        take(file, tmp_path / "out/site")
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "a.html").exists()


@pytest.mark.parametrize("value", ["MOST_ZIP", "MOST_BYTES", "MOST_ONE", "MOST_FILES"])
def test_what_is_too_large_or_too_many_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    file = packed(tmp_path)
    most = {
        "MOST_ZIP": file.stat().st_size,
        "MOST_BYTES": sum(len(words.encode()) for words in GOOD.values()),
        "MOST_ONE": max(len(words.encode()) for words in GOOD.values()),
        "MOST_FILES": len(GOOD),
    }[value]
    monkeypatch.setattr(taking, value, most)
    assert take(file, tmp_path / "site").site, "what is at the cap is not over it"
    monkeypatch.setattr(taking, value, most - 1)
    with pytest.raises(RefusedError, match=r"too large|larger than|more than"):
        take(file, tmp_path / "again")
    assert not (tmp_path / "again").exists()


def spoilt(file: Path, change: Callable[[bytes], bytes]) -> Path:
    file.write_bytes(change(file.read_bytes()))
    return file


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "no zip file": lambda data: b"<html>",
    "nothing": lambda data: b"",
    "cut": lambda data: data[: len(data) // 2],
    "without its head": lambda data: data[7:],
    "other bytes inside": lambda data: data[:40] + bytes(len(data[40:90])) + data[90:],
    "a size that is not so": lambda data: data.replace(struct.pack("<L", len("<p>Trang</p>")), struct.pack("<L", 3)),
}


@pytest.mark.parametrize("why", BROKEN)
def test_what_is_no_whole_zip_file_is_refused_in_words(tmp_path: Path, why: str) -> None:
    with pytest.raises(RefusedError):
        take(spoilt(packed(tmp_path), BROKEN[why]), tmp_path / "site")


def test_a_bomb_is_told_by_what_it_says_and_held_to_it(tmp_path: Path) -> None:
    file = packed(tmp_path, ("site/a/x.txt", bytes(taking.MOST_ONE + 1)))
    assert file.stat().st_size < 1_000_000
    with pytest.raises(RefusedError, match="too large"):
        take(file, tmp_path / "site")


def test_what_a_site_is_made_of_is_taken(real_site: Path) -> None:
    for path in (real_site / "site").rglob("*"):
        name = path.relative_to(real_site / "site").as_posix()
        if path.is_file() and not name.startswith("."):
            assert taking._NAME.fullmatch(name), name
            taking._hold_for_host(name)
    assert {ending.lstrip(".") for ending in by_ending()} <= taking.ENDINGS, "a format of docs/assets has no preview"


# --- whose pull request it is


def pull(number: int = 12, **other: Any) -> dict[str, Any]:
    one: dict[str, Any] = {
        "number": number,
        "state": "open",
        "head": {"sha": HEAD, "repo": {"full_name": "stranger/fork"}},
        "base": {"repo": {"full_name": "owner/archive"}},
    }
    return {**one, **other}


@pytest.mark.parametrize(
    ("why", "pulls", "numbers"),
    [
        ("its own", [pull()], [12]),
        ("two of one branch", [pull(), pull(13)], [12, 13]),
        ("closed", [pull(state="closed")], []),
        ("another commit", [pull(head={"sha": "0" * 40, "repo": {"full_name": "stranger/fork"}})], []),
        ("another's fork", [pull(head={"sha": HEAD, "repo": {"full_name": "other/fork"}})], []),
        ("a fork that is gone", [pull(head={"sha": HEAD, "repo": None})], []),
        ("to another repository", [pull(base={"repo": {"full_name": "stranger/fork"}})], []),
        ("none", [], []),
    ],
)
def test_the_number_is_that_of_the_runs_commit(why: str, pulls: list[dict[str, Any]], numbers: list[int]) -> None:
    assert pull_requests(RUN, pulls) == numbers


def run(
    root: Path, *more: Entry, pulls: list[dict[str, Any]] | None = None, **environment: str
) -> tuple[int, str, str]:
    """The script as the workflow runs it, by itself: how it ended, what it said, and its outputs."""
    event = {
        "repository": {"full_name": "owner/archive"},
        "workflow_run": {"id": 7, "head_sha": HEAD, "head_repository": {"full_name": "stranger/fork"}},
    }
    (root / "event.json").write_text(json.dumps(event), "utf-8")
    (root / "pulls.json").write_text(json.dumps([pull()] if pulls is None else pulls), "utf-8")
    (root / "archive.toml").write_text('address = "https://archive.example/"\n', "utf-8")
    (root / "outputs").touch()
    given = {
        "GITHUB_EVENT_PATH": str(root / "event.json"), "GITHUB_OUTPUT": str(root / "outputs"), "GITHUB_RUN_ID": "8",
        "GITHUB_SERVER_URL": "https://git.example", "ARTIFACT": "9", "EXPIRES": "2031-02-09T10:00:00Z",
    }  # fmt: skip
    without: dict[str, None] = dict.fromkeys(entry for entry, _ in more if isinstance(entry, str))
    command = [sys.executable, "-I", "-S", str(REPOSITORY / "scripts/archive/taking.py")]
    places = [str(root / "pulls.json"), str(packed(root, *more, **without)), str(root / "taken")]
    done = subprocess.run(
        [*command, *places], cwd=root, env={**given, **environment}, capture_output=True, text=True, check=False
    )
    assert not done.stderr, done.stderr
    return done.returncode, done.stdout, (root / "outputs").read_text("utf-8")


def test_it_runs_by_itself_and_hands_on_number_and_comment(tmp_path: Path) -> None:
    assert run(tmp_path) == (0, "", "number=12\naddress=\n")
    words = (tmp_path / "taken/comment.md").read_text("utf-8")
    assert words.startswith(f"{MARK}\n### Xem trước / Preview (`c0ffee0000`)\n")
    assert "[tải bản dựng](https://git.example/owner/archive/actions/runs/7/artifacts/9)" in words
    assert "giữ đến 9/2/2031" in words
    assert "đọc mã ấy trước khi mở" in words
    assert "This file is code" in (REPOSITORY / ".github/workflows/check.yml").read_text("utf-8"), "what it leads to"
    assert words.endswith("\n## Đổi 1 câu\n")


@pytest.mark.parametrize("number", ["13", "", "012", "12 13", "-12", "１２", "12\nsite=true", "x" * 99, "%0A::error::"])
def test_a_number_that_is_not_the_runs_is_refused(tmp_path: Path, number: str) -> None:
    status, said, outputs = run(tmp_path, ("number", number))
    assert (status, outputs, (tmp_path / "taken/comment.md").exists()) == (1, "", False)
    assert said.startswith("::error title=Preview::the number ")
    assert said.count("\n") == 1
    assert "%0A::" not in said.replace("%250A", "")


def test_a_commit_that_is_no_head_any_more_is_left_to_the_next_run(tmp_path: Path) -> None:
    status, said, outputs = run(tmp_path, pulls=[])
    assert (status, outputs, said.startswith("::notice title=Preview::")) == (0, "", True)


# --- where previews stand

OURS = ("https://archive.example/", "https://www.archive.example/kho/")


@pytest.mark.parametrize(
    ("pattern", "address"),
    [
        ("https://pr-{number}.preview.example/", "https://pr-12.preview.example/"),
        ("https://preview.example/{number}/", "https://preview.example/12/"),
        ("https://pr-{number}.archive.example/", "https://pr-12.archive.example/"),
        ("https://archive.example/{number}/", None),
        ("https://ARCHIVE.example/{number}/", None),
        ("https://archive.example:8443/{number}/", None),
        ("https://www.archive.example/kho/{number}/", None),
        ("https://preview.example/", None),
        ("https://{number}.preview.example/{number}/", None),
        ("http://preview.example/{number}/", None),
        ("https://preview.example/{number}", None),
        ("https://a@preview.example/{number}/", None),
        ("https://preview.example/{number}/?a", None),
        ("https://preview.example/{number}/) [x](", None),
        ("javascript:{number}/", None),
    ],
)
def test_a_preview_has_a_host_of_its_own(pattern: str, address: str | None) -> None:
    if address:
        assert preview_address(pattern, 12, OURS) == address
    else:
        with pytest.raises(RefusedError, match="PREVIEW_URL"):
            preview_address(pattern, 12, OURS)


def test_where_previews_cannot_stand_the_comment_is_posted_all_the_same(tmp_path: Path) -> None:
    status, said, outputs = run(tmp_path, PREVIEW_URL="https://archive.example/{number}/")
    assert (status, outputs) == (0, "number=12\naddress=\n"), "the settings' own address is the archive's"
    assert said.startswith("::warning title=Preview::PREVIEW_URL is on the archive's own host")
    assert "tải bản dựng" in (tmp_path / "taken/comment.md").read_text("utf-8")


def test_where_previews_stand_the_comment_leads_there(tmp_path: Path) -> None:
    address = "https://pr-12.preview.example/"
    assert run(tmp_path, PREVIEW_URL=address.replace("12", "{number}"))[2] == f"number=12\naddress={address}\n"
    words = (tmp_path / "taken/comment.md").read_text("utf-8")
    assert (
        f"**Xem trước:** <{address}>, mở được khi [lần chạy này](https://git.example/owner/archive/actions/runs/8)"
        in words
    )
    assert (tmp_path / "taken/site/index.html").exists()


def test_where_no_site_was_built_there_is_no_preview_and_the_check_speaks(tmp_path: Path) -> None:
    gone: list[Entry] = [("summary.md", "")]
    found = comment(RUN, Taken("12", "", "a.md:3:1: DV605 <b>Sai</b>\n~~~~\n# x\n", site=False), "")
    assert "Chưa dựng được trang" in found
    assert "trước khi mở" not in found, "there is nothing to open"
    assert found.endswith("\n~~~~text\na.md:3:1: DV605 <b>Sai</b>\n\n# x\n~~~~\n"), found
    assert run(tmp_path, *gone, PREVIEW_URL="https://{number}.preview.example/")[0] == 0
    assert "DV605 Sai" in (tmp_path / "taken/comment.md").read_text("utf-8")


# --- what a comment says


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("@owner @owner/team a@b.example", "@\u2060owner @\u2060owner/team a@\u2060b.example"),
        ("#1 owner/archive#23 GH-4 gh-5", "#\u20601 owner/archive#\u206023 GH-\u20604 gh-\u20605"),
        ("&#35;1 &#x23;1 &num;1 #&#49; &commat;owner &#64;owner @&#111;wner",
         "&#35;\u20601 &#x23;\u20601 &num;\u20601 #\u2060\u2060&#49;\u2060 &commat;\u2060owner &#64;\u2060owner @\u2060\u2060&#111;\u2060wner"),
        ("&#40; &#60;b&#62; &amp;#35;", "&#40; &#60;b&#62; &amp;#\u206035;"),
        ("https://github.com/o/r/issues/1", "https:\u2060//github.com/o/r/issues/\u20601"),
        ("https://github.com/o/r/pull/1", "https:\u2060//github.com/o/r/pull/\u20601"),
        ("## Kết quả\n[mở bản xem trước](//phish.example)", "## Kết quả\n[mở bản xem trước]\u2060(//phish.example)"),
        ("![a](/x.png) [![b]][c]", "!\u2060[a]\u2060(/x.png) [!\u2060[b]]\u2060[c]"),
        ("[a][b] [b]\n\n[b]: //phish.example", "[a]\u2060[b] [b]\n\n[b]\u2060: //phish.example"),
        ("https://phish.example <https://phish.example> WWW.phish.example ftp://a mailto:a",
         "https:\u2060//phish.example &lt;https:\u2060//phish.example> WWW\u2060.phish.example ftp:\u2060//a mailto:\u2060a"),
        ("&#119;ww.phish.example http&#58;//phish.example http&colon;//a &#103;h-1 GH-&#49; w&#119;w&period;a",
         "\u2060&#119;\u2060ww.phish.example http&#58;\u2060//phish.example http&colon;\u2060//a "
         "\u2060&#103;\u2060h-1 GH-\u2060&#49;\u2060 w\u2060&#119;\u2060w&period;\u2060a"),
        ("<img src=x> <!-- x --> <a href=x>", "&lt;img src=x> &lt;!-- x --> &lt;a href=x>"),
        ("<details><summary>40 xã</summary><ins>a</ins> <del>b</del><br></details>",
         "<details><summary>40 xã</summary><ins>a</ins> <del>b</del><br></details>"),
        ("<detailsx> <IMG>", "&lt;detailsx> &lt;IMG>"),
        ("a\u202eb\u200bc\x1b[31md\0\ufeff", "abc[31md"),
        ("40\u00a0xã\r\nhai\rba\u2028bốn", "40 xã\nhai\nba bốn"),
        ("Tiếng Việt: được, đủ dấu — “thế”. 🌱", "Tiếng Việt: được, đủ dấu — “thế”. 🌱"),
    ],
)  # fmt: skip
def test_a_strangers_words_call_nobody_lead_nowhere_and_show_no_picture(words: str, shown: str) -> None:
    assert harmless(words) == shown


@pytest.mark.parametrize("letters", ["x" * 200_000, "câu chữ\n" * 20_000, "🌱" * 70_000, "@" * 30_000 + "a@" * 30_000])
@pytest.mark.parametrize("address", ["", "https://pr-12.preview.example/"])
def test_a_comment_is_cut_to_what_the_host_takes(letters: str, address: str) -> None:
    found = comment(RUN, Taken("12", letters, "", site=True), address)
    assert len(found.encode("utf-16-le")) // 2 <= taking.MOST_LETTERS < 65_536
    assert found.encode("utf-8").decode("utf-8") == found
    if len(harmless(letters)) > taking.MOST_LETTERS:
        assert "> Quá dài nên bị cắt" in found.partition(letters[:4])[0], "what is cut could hide that it is"
        assert len(found) > 29_000


def test_what_is_ours_comes_first_whatever_the_rest_opens() -> None:
    found = comment(RUN, Taken("12", f"{MARK}\n~~~\n<details>\n<!--", "", site=True), "")
    assert found.startswith(MARK)
    assert found.count(MARK) == 1
    before, _, after = found.partition("nobody has reviewed them.*\n")
    assert "chưa ai duyệt.\n" in before
    assert "tải bản dựng" in before
    assert after == "\n&lt;!-- archive-preview -->\n~~~\n<details>\n&lt;!--\n"


def test_nothing_to_say_is_said() -> None:
    assert comment(RUN, Taken("12", " \n", "", site=True), "").endswith("\nKhông có gì để nói thêm.\n")
