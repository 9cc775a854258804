"""What became of the sources' addresses, asked of a web of our own, and how the records take it in."""

from __future__ import annotations

import errno
import os
import re
import socket
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from tests import archives
from tests.archives import bytes_of, make
from tests.web import Web, page, serving, to

from archive.checks.checking import check
from archive.cli import main
from archive.commands import check_external
from archive.content.kinds.source import Answer
from archive.content.read import MAX_BYTES, MAX_LINES, read_archive
from archive.external import edited
from archive.findings import errors
from archive.outside import Manners
from archive.refusal import Refusal
from archive.stage.sections.source_facts import ANSWERS

HOST = "http://bao.example"


SOURCE = """---
# ghi chú của người biên tập
id: {id}
kind: source
title: Nguồn {id}
tier: context
publisher: Báo Bịa
short: Báo Bịa
headline: Nhan đề của {id}
address: "{address}"
read: {{date: "2026-11-25", copy: stored, extent: part}}
locators:
  a: {{about: "một chỗ"}}
---
Lời  biên tập giữ nguyên từng  chữ.
"""


TWIN = """---
title: A source to try
{extra}locators: {{a: one place}}
---
Editorial words kept to the letter.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The minimal archive, of which `archive check` finds nothing."""
    return make(tmp_path)


def put(root: Path, name: str, address: str, *, withdrawn: bool = False) -> Path:
    """A source that holds, but for its address and the days of its translation."""
    path = root / f"docs/vi/nguon/n-{name}.md"
    text = SOURCE.format(id=f"n-{name}", address=address)
    twin = TWIN.format(extra="withdrawn_reason: The source has gone.\n" if withdrawn else "")
    if withdrawn:
        extra = 'kind: source\nwithdrawn: "2026-11-25"\nwithdrawn_reason: Nguồn đã mất.\n'
        text = text.replace("kind: source\n", extra)
    archives.put(root, f"vi/nguon/{path.name}", text)
    archives.put(root, f"en/nguon/{path.name}", twin)
    return path


def run(root: Path, monkeypatch: pytest.MonkeyPatch, web: Web, *options: str, lang: str = "en") -> Result:
    monkeypatch.chdir(root)
    monkeypatch.setenv("SITE_URL", "https://archive.example/")
    monkeypatch.setattr(check_external, "Network", web.network)
    return CliRunner().invoke(main, ["check-external", "--pause", "0", "--lang", lang, *options])


CASES = {
    "ok": ("/bai", "result: ok, status: 200"),
    "anchor": ("/bai#p6", "result: ok, status: 200"),
    "moved": ("/moved", f'result: moved, status: 200, moved_to: "{HOST}/bai"'),
    "for-now": ("/for-now", "result: ok, status: 200"),
    "home": ("/bai-cu", "result: unsure, status: 200"),
    "missing": ("/missing", "result: gone, status: 404"),
    "broken": ("/broken", "result: error, status: 500"),
    "private": ("/private", "result: refused, status: 403"),
    "busy": ("/busy", "result: refused, status: 429"),
    "to-a-file": ("/to-a-file", "result: error, status: 301"),
    "to-a-machine": ("/to-a-machine", "result: error, status: 301"),
    "nonsense": ("/nonsense", "result: error"),
    "hangs-up": ("/hangs-up", "result: no-answer"),
    "closed": ("/closed/x", ""),
}
ANSWERED = {
    "bao.example/robots.txt": page(body="User-agent: *\nDisallow: /closed\n"),
    "bao.example/moved": to("/bai"),
    "bao.example/for-now": to("/bai", "302 Found"),
    "bao.example/bai-cu": to("/"),
    "bao.example/missing": page("404 Not Found"),
    "bao.example/broken": page("500 Internal Server Error"),
    "bao.example/private": page("403 Forbidden"),
    "bao.example/busy": page("429 Too Many Requests"),
    "bao.example/to-a-file": to("file:///etc/passwd"),
    "bao.example/to-a-machine": to("http://127.0.0.1/"),
    "bao.example/nonsense": b"xin chao\r\n\r\n",
    "bao.example/hangs-up": b"",
}


def test_every_kind_of_answer_is_written_and_nothing_else(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (path, _) in CASES.items():
        put(root, name, HOST + path)
    put(root, "no-host", "http://mat.example/")
    put(root, "at-home", "http://nha.example/")
    put(root, "port", "http://bao.example:8080/")
    put(root, "old", f"{HOST}/never-asked", withdrawn=True)
    before = bytes_of(root)
    with serving(ANSWERED, {"mat.example": [], "nha.example": ["192.168.1.9"]}) as web:
        done = run(root, monkeypatch, web)
    assert done.exit_code == 1, done.output
    nothing = dict.fromkeys(("at-home", "port", "old"), ("", ""))
    for name, (_, expected) in {**CASES, **nothing, "no-host": ("", "result: no-answer")}.items():
        new = (root / f"docs/vi/nguon/n-{name}.md").read_text("utf-8")
        match = re.search(r'^answer: \{tried: "\d{4}-\d\d-\d\d", (.*)\}\n', new, re.MULTILINE)
        assert (match[1] if match else "") == expected, f"{name}: {done.output}"
        rest = new.replace(match[0], "") if match else new
        assert rest.encode() == before[f"docs/vi/nguon/n-{name}.md"], f"{name}: more than the answer changed"
    meta = read_archive(root).source("n-moved")
    assert meta is not None
    assert meta.answer.moved_to == f"{HOST}/bai"
    assert set(before) == set(bytes_of(root)), "a file was left aside"
    assert not {"bao.example/closed/x", "bao.example/never-asked"} & set(web.asked), (
        "asked for what it must leave alone"
    )
    assert all(
        f"User-Agent: {Manners(site='https://archive.example/', slug='danvan').agent}\r\n" in head for head in web.heads
    )
    lines = done.output.splitlines()
    assert f"n-moved: moved 200: {HOST}/moved -> {HOST}/bai" in lines
    assert f"n-private: refused us 403: {HOST}/private" in lines
    assert f"n-home: unsure 200: {HOST}/bai-cu" in lines
    assert f"n-closed: not asked (robots.txt forbids it, or is unclear): {HOST}/closed/x" in lines
    assert "n-at-home: not asked (not a public address): http://nha.example/" in lines
    assert "n-port: not asked (not a public address): http://bao.example:8080/" in lines


@pytest.mark.parametrize("path", [case for case in CASES if case not in {"ok", "anchor", "moved", "for-now"}])
def test_whatever_does_not_open_is_told_by_the_exit(root: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    put(root, "a", HOST + CASES[path][0])
    put(root, "b", HOST + "/bai")
    with serving(ANSWERED) as web:
        done = run(root, monkeypatch, web)
    assert (done.exit_code, "2 addresses: " in done.output) == (1, True), done.output


def test_all_that_opens_is_success(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "ok", f"{HOST}/bai")
    put(root, "moved", f"{HOST}/moved")
    before = bytes_of(root)
    with serving(ANSWERED) as web:
        done = run(root, monkeypatch, web, "--dry-run")
        assert (done.exit_code, bytes_of(root) == before) == (0, True), f"--dry-run wrote, or failed: {done.output}"
        assert "nothing is written" in done.output
        done = run(root, monkeypatch, web)
    assert (done.exit_code, bytes_of(root) == before) == (0, False), done.output


@pytest.mark.parametrize(
    "address",
    ["http://mat.example/", f"{HOST}/hangs-up", "https://khac.example/"],
    ids=["names", "hangs up", "certificates"],
)
def test_no_answer_at_all_is_our_own_network(root: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    put(root, "one", address)
    before = bytes_of(root)
    with serving(ANSWERED, {"mat.example": []}) as web:
        done = run(root, monkeypatch, web)
        told = run(root, monkeypatch, web, lang="vi").output.splitlines()
    assert (done.exit_code, bytes_of(root) == before) == (1, True)
    assert "the network here seems to be down" in done.output
    assert [line for line in told if "mạng ở đây" in line] == told, "it is said once, and not of each address"


def test_nobody_is_asked_in_the_name_of_an_address_that_does_not_hold(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(root, "one", f"{HOST}/bai")
    monkeypatch.chdir(root)
    monkeypatch.setenv("SITE_URL", "http://x\r\nA: b")
    with serving({}) as web:
        monkeypatch.setattr(check_external, "Network", web.network)
        done = CliRunner().invoke(main, ["check-external", "--lang", "en"])
    assert done.exit_code == 1
    assert "SITE_URL is not valid" in done.output
    assert web.asked == []


def test_every_result_has_words_on_the_page_and_in_the_terminal() -> None:
    results = set(get_args(Answer.model_fields["result"].annotation))
    assert set(ANSWERS) == results
    assert set(check_external.RESULTS) == results - {"never-tried"} | {"robots", "not-public"}
    for words in (*ANSWERS.values(), *check_external.RESULTS.values()):
        assert words.vi != words.en
    assert all("{day}" in ANSWERS[result][lang] for result in results - {"never-tried"} for lang in ("vi", "en"))


LEADS = [
    "/'x'", "/**x**", "/x!y*", "/...", "/,x,", "/(x)[y](z)", "/](javascript:alert(1))", "/href=javascript:alert(1)",
    "/?data='javascript:x'", "/{ #kq-05-1 .claim }", "/{{ x }}{% y %}", "/<script>alert(1)</script>", "/&lt;script&gt;",
    "/&lrm;&shy;&#8238;", "/?a=&NewLine;&Tab;", "/\u202e\u200b", "/%E2%80%AE%00%0A", "/~~x~~==y==", "/[x]", "/- [ ] x",
    "/--><!--", "/chua-viet", "/(chưa viết)", "/\\u202e", "/'\"}, id: x", "/#\n---\n", "/<<<<<<<%20HEAD", "/" + "(" * 60, "/" + "%" * 300,
    "/" + "a" * 1_900, "/" + "ê" * 900, "//evil.example/x", "http://[2606:4700::1]/x", "http://xn--lu-tr-8wa.example/",
    "https://user:pw@evil.example/", "http://127.0.0.1/x", "/%zz", "/:x:", "/$x$ 1234 Nguyen", "/javascript:alert(1)",
]  # fmt: skip


def test_no_server_writes_what_the_check_refuses(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server chooses where it leads; whatever that is, the archive holds as before once it is written down."""
    for number, _ in enumerate(LEADS):
        put(root, f"x{number}", f"{HOST}/{number}")
    answers = {f"bao.example/{number}": to(lead) for number, lead in enumerate(LEADS)}
    with serving(answers) as web:
        done = run(root, monkeypatch, web)
    archive = read_archive(root)
    assert [finding.line("en") for finding in check(archive)] == [], done.output
    results = {name: meta.answer for name in archive.records if (meta := archive.source(name)) and meta.answer.tried}
    assert len(results) == len(LEADS), "a record was lost"
    assert not [letter for letter in done.output if not letter.isprintable() and letter != "\n"]
    assert {answer.result for answer in results.values()} >= {"moved", "error"}
    assert any(answer.result == "moved" and not answer.moved_to for answer in results.values())


def indented(text: str) -> str:
    _, front, body = text.split("---\n", 2)
    return "---\n" + "".join(f" {line}\n" for line in front.splitlines()) + "---\n" + body


def flowing(text: str) -> str:
    _, front, body = text.split("---\n", 2)
    lines = [line for line in front.splitlines() if not line.startswith("#")]
    lines = [line for line in lines if not line.startswith(("locators", " "))]
    return "---\n{" + ", ".join([*lines, "locators: {a: {about: một chỗ}}"]) + "}\n---\n" + body


def full(text: str) -> str:
    left = MAX_BYTES - len(text.encode())
    return text + ("x" * 90 + "\n") * (left // 91) + "x" * (left % 91)


HARD: dict[str, Callable[[str], str]] = {
    "keys that are indented": indented,
    "one mapping in braces": flowing,
    "line ends of old machines": lambda text: text.replace("\n", "\r"),
    "as many lines as may be": lambda text: text + "\n" * (MAX_LINES - text.count("\n")),
    "as many bytes as may be": full,
}
"""Records that hold, and cannot take an answer in."""


@pytest.mark.parametrize("how", HARD)
def test_a_record_that_cannot_take_its_answer_in_is_named_and_holds_up_no_other(
    root: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    paths = {name: put(root, name, f"{HOST}/{name}") for name in "abc"}
    paths["b"].write_bytes(HARD[how](paths["b"].read_text("utf-8")).encode())
    assert errors(check(read_archive(root))) == []
    before = bytes_of(root)
    with serving({}) as web:
        done = run(root, monkeypatch, web)
    changed = {name for name, data in bytes_of(root).items() if data != before.get(name)}
    assert changed == {"docs/vi/nguon/n-a.md", "docs/vi/nguon/n-c.md"}, done.output
    assert done.exit_code == 1
    assert [line for line in done.output.splitlines() if line.startswith("docs/vi/nguon/n-b.md: ")], done.output


# --- What a pull request can put there


def pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


def words(path: Path, _: Path) -> None:
    path.write_bytes(b"mine")


PLANTED: dict[str, Callable[[Path, Path], None]] = {
    "link": Path.symlink_to,
    "link to nothing": lambda path, _: path.symlink_to("../nothing"),
    "folder": lambda path, _: path.mkdir(),
    "pipe": pipe,
    "file": words,
}


@pytest.mark.parametrize("kind", PLANTED)
@pytest.mark.parametrize("name", [".n-a.md.new", "n-a.md"])
def test_nothing_that_a_pull_request_puts_there_is_written_through(
    root: Path, monkeypatch: pytest.MonkeyPatch, kind: str, name: str
) -> None:
    victim = root / ".git/hooks/pre-commit"
    victim.parent.mkdir(parents=True)
    victim.write_bytes(b"theirs")
    path = put(root, "a", f"{HOST}/a")
    put(root, "b", f"{HOST}/b")
    if name == path.name:
        path.unlink()
    PLANTED[kind](path.with_name(name), victim)
    before = bytes_of(root / "docs/en")
    with serving({}) as web:
        done = run(root, monkeypatch, web)
    assert victim.read_bytes() == b"theirs"
    assert [file.name for file in victim.parent.iterdir()] == ["pre-commit"]
    assert bytes_of(root / "docs/en") == before
    if (kind, name) == ("folder", ".n-a.md.new"):  # an empty one is nothing to git, nor to the check
        assert done.exit_code == 0
    else:
        assert (done.exit_code, web.asked) == (1, []), "somebody was asked while the sources do not hold"
        assert "No address was asked" in done.output
        assert "docs/vi/nguon/" in done.output


def test_what_becomes_a_link_while_the_web_is_asked_is_not_written_through(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, other = put(root, "a", f"{HOST}/bai"), put(root, "b", f"{HOST}/b")
    victim = root / "theirs"
    victim.write_bytes(path.read_bytes())

    def turn(connection: socket.socket) -> None:
        path.unlink()
        path.symlink_to(victim)
        connection.sendall(page())

    with serving({"bao.example/bai": turn}) as web:
        done = run(root, monkeypatch, web)
    assert done.exit_code == 1
    assert "docs/vi/nguon/n-a.md: " in done.output
    assert path.is_symlink()
    assert b"answer:" not in victim.read_bytes()
    assert b"answer:" in other.read_bytes()


def test_a_disk_that_is_full_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "a", f"{HOST}/bai")
    before = bytes_of(root)
    monkeypatch.setattr(os, "fsync", failing(OSError(errno.ENOSPC, "No space left on device")))
    with serving({}) as web:
        done = run(root, monkeypatch, web)
    assert (done.exit_code, bytes_of(root) == before) == (1, True)
    assert f"the disk of {root}/docs/vi/nguon/n-a.md is full" in done.output


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object) -> None:
        raise error

    return fail


OK = Answer(tried="2026-12-01", result="ok", status=200)
LINE = 'answer: {tried: "2026-12-01", result: ok, status: 200}'
HEAD = "---\nid: n-x\nkind: source\ntitle: T\ntier: context\npublisher: P\nshort: P\nheadline: H\n"
READ = 'read: {date: "2026-11-25", copy: stored, extent: part}\n'
REST = "locators: {a: {about: x}}\n---\nThân.\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (HEAD + READ + REST, HEAD + READ + LINE + "\n" + REST),
        (
            HEAD + READ + "answer: {result: gone, tried: 2026-01-01}  # xem lại\n" + REST,
            HEAD + READ + LINE + "  # xem lại\n" + REST,
        ),
        (
            HEAD + READ + "answer:\n  tried: 2026-01-01\n  result: gone\n  status: 404\n\n# về sau\n" + REST,
            HEAD + READ + LINE + "\n\n# về sau\n" + REST,
        ),
        (
            HEAD + "read:\n  date: 2026-11-25\n  copy: live\n  extent: whole\n# chỗ\n" + REST,
            HEAD + "read:\n  date: 2026-11-25\n  copy: live\n  extent: whole\n" + LINE + "\n# chỗ\n" + REST,
        ),
        ((HEAD + READ + REST).replace("\n", "\r\n"), (HEAD + READ + LINE + "\n" + REST).replace("\n", "\r\n")),
        ("\ufeff" + HEAD + READ + REST, "\ufeff" + HEAD + READ + LINE + "\n" + REST),
        (
            HEAD + "locators: {a: {about: x}}\n" + READ + "---\n",
            HEAD + "locators: {a: {about: x}}\n" + READ + LINE + "\n---\n",
        ),
    ],
    ids=["new", "flow", "block", "after-block", "crlf", "bom", "last"],
)
def test_only_the_answer_is_edited(before: str, after: str) -> None:
    assert edited(before, OK) == after
    assert edited(after, OK) == after, "a second run with the same answer changes something"


@pytest.mark.parametrize("text", ["Không có phần đầu.\n", "---\nid: [\n---\n", HEAD + "---\nThiếu khóa.\n"])
def test_what_cannot_be_edited_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        edited(text, OK)


def test_saved_copies_are_asked_for_and_told_but_nothing_of_theirs_is_written(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = put(root, "luu", f"{HOST}/bai")
    text = path.read_text("utf-8")
    copies = f"archived:\n  - {{address: {HOST}/luu/1, date: 2026-11-25}}\n  - {{address: {HOST}/missing, date: 2026-11-25}}\n"
    path.write_text(text.replace("locators:", f"{copies}locators:"), "utf-8")
    with serving(ANSWERED) as web:
        done = run(root, monkeypatch, web)
    assert done.exit_code == 1, done.output
    assert done.stdout.splitlines() == [
        f"n-luu: opens 200: {HOST}/bai",
        f"n-luu (saved copy): opens 200: {HOST}/luu/1",
        f"n-luu (saved copy): gone 404: {HOST}/missing",
    ]
    assert done.stderr.startswith("3 addresses: 2 opens, 1 gone; written down")
    source = read_archive(root).source("n-luu")
    assert source is not None
    assert source.answer.result == "ok"
    assert [copy.address for copy in source.archived] == [f"{HOST}/luu/1", f"{HOST}/missing"]
    answer = next(line for line in path.read_text("utf-8").splitlines() if line.startswith("answer:"))
    assert path.read_text("utf-8").replace(f"{answer}\n", "") == text.replace("locators:", f"{copies}locators:")
