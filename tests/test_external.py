"""What became of the sources' addresses, asked of a web of our own, and how the records take it in."""

from __future__ import annotations

import errno
import re
from pathlib import Path
from typing import get_args

import pytest
from click.testing import CliRunner, Result
from tests.archives import make
from tests.web import Web, page, serving, to

from archive import external
from archive.checks.catalogue import check
from archive.cli import main
from archive.commands import check_external
from archive.content.kinds import Answer
from archive.content.read import read_archive
from archive.external import ExternalError, edited, write_whole
from archive.outside import Manners
from archive.stage.sections.facts import ANSWERS

HOST = "http://bao.example"


SOURCE = """---
# ghi chú của người biên tập
id: {id}
kind: source
title: Nguồn thử
tier: context
publisher: Báo Bịa
short: Báo Bịa
headline: Nhan đề
address: "{address}"
read: {{date: "2026-11-25", copy: stored, extent: part}}   # đọc bản lưu
{answer}locators:
  a: {{about: "một chỗ"}}
---
Lời  biên tập giữ nguyên từng  chữ.
"""


def put(root: Path, name: str, address: str, answer: str = "", extra: str = "") -> Path:
    path = root / f"docs/vi/nguon/n-{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = SOURCE.format(id=f"n-{name}", address=address, answer=answer).replace(
        "kind: source\n", f"kind: source\n{extra}"
    )
    path.write_bytes(text.encode())
    return path


def run(root: Path, monkeypatch: pytest.MonkeyPatch, web: Web, *options: str, lang: str = "en") -> Result:
    monkeypatch.chdir(root)
    monkeypatch.setenv("SITE_URL", "https://archive.example/")
    monkeypatch.setattr(check_external, "Network", web.network)
    return CliRunner().invoke(main, ["check-external", "--pause", "0", "--lang", lang, *options])


def state(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


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


def test_every_kind_of_answer_is_written_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, (path, _) in CASES.items():
        put(tmp_path, name, HOST + path)
    put(tmp_path, "no-host", "http://mat.example/")
    put(tmp_path, "at-home", "http://nha.example/")
    put(tmp_path, "port", "http://bao.example:8080/")
    put(tmp_path, "letters", "http://10.0.0.1/")
    put(tmp_path, "old", f"{HOST}/never-asked", extra='withdrawn: "2026-11-25"\n')
    before = state(tmp_path)
    with serving(ANSWERED, {"mat.example": [], "nha.example": ["192.168.1.9"]}) as web:
        done = run(tmp_path, monkeypatch, web)
    assert done.exit_code == 1, done.output
    nothing = dict.fromkeys(("at-home", "port", "letters", "old"), ("", ""))
    for name, (_, expected) in {**CASES, **nothing, "no-host": ("", "result: no-answer")}.items():
        new = (tmp_path / f"docs/vi/nguon/n-{name}.md").read_text("utf-8")
        match = re.search(r'^answer: \{tried: "\d{4}-\d\d-\d\d", (.*)\}\n', new, re.MULTILINE)
        assert (match[1] if match else "") == expected, f"{name}: {done.output}"
        rest = new.replace(match[0], "") if match else new
        assert rest.encode() == before[f"n-{name}.md"], f"{name}: more than the answer changed"
    meta = read_archive(tmp_path).source("n-moved")
    assert meta is not None
    assert meta.answer.moved_to == f"{HOST}/bai"
    assert set(before) == set(state(tmp_path)), "a file was left aside"
    assert not {"bao.example/closed/x", "bao.example/never-asked"} & set(web.asked), (
        "asked for what it must leave alone"
    )
    assert all(f"User-Agent: {Manners(site='https://archive.example/').agent}\r\n" in head for head in web.heads)
    lines = done.output.splitlines()
    assert f"n-moved: moved 200: {HOST}/moved -> {HOST}/bai" in lines
    assert f"n-private: refused us 403: {HOST}/private" in lines
    assert f"n-home: unsure 200: {HOST}/bai-cu" in lines
    assert f"n-closed: not asked (robots.txt forbids it, or is unclear): {HOST}/closed/x" in lines
    assert "n-at-home: not asked (not a public address): http://nha.example/" in lines
    assert "n-port: not asked (not a public address): http://bao.example:8080/" in lines
    assert not [line for line in lines if "n-letters" in line], "a record that does not hold is for `archive check`"


@pytest.mark.parametrize("path", [case for case in CASES if case not in {"ok", "anchor", "moved", "for-now"}])
def test_whatever_does_not_open_is_told_by_the_exit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    put(tmp_path, "a", HOST + CASES[path][0])
    put(tmp_path, "b", HOST + "/bai")
    with serving(ANSWERED) as web:
        assert run(tmp_path, monkeypatch, web).exit_code == 1


def test_all_that_opens_is_success(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "ok", f"{HOST}/bai")
    put(tmp_path, "moved", f"{HOST}/moved")
    before = state(tmp_path)
    with serving(ANSWERED) as web:
        done = run(tmp_path, monkeypatch, web, "--dry-run")
        assert (done.exit_code, state(tmp_path) == before) == (0, True), f"--dry-run wrote, or failed: {done.output}"
        assert "nothing is written" in done.output
        done = run(tmp_path, monkeypatch, web)
    assert (done.exit_code, state(tmp_path) == before) == (0, False), done.output


@pytest.mark.parametrize(
    "address",
    ["http://mat.example/", f"{HOST}/hangs-up", "https://khac.example/"],
    ids=["names", "hangs up", "certificates"],
)
def test_no_answer_at_all_is_our_own_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    put(tmp_path, "one", address)
    before = state(tmp_path)
    with serving(ANSWERED, {"mat.example": []}) as web:
        done = run(tmp_path, monkeypatch, web)
    assert (done.exit_code, state(tmp_path) == before) == (1, True)
    assert "the network here seems to be down" in done.output


def test_nobody_is_asked_in_the_name_of_an_address_that_does_not_hold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "one", f"{HOST}/bai")
    monkeypatch.chdir(tmp_path)
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


def test_no_server_writes_what_the_check_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server chooses where it leads; whatever that is, the archive holds as before once it is written down."""
    root = make(tmp_path)
    for number, _ in enumerate(LEADS):
        put(root, f"x{number}", f"{HOST}/{number}")
    before = [finding.line("en") for finding in check(read_archive(root))]
    answers = {f"bao.example/{number}": to(lead) for number, lead in enumerate(LEADS)}
    with serving(answers) as web:
        done = run(root, monkeypatch, web)
    archive = read_archive(root)
    after = [finding.line("en") for finding in check(archive)]
    shifted = [re.sub(r":\d+:\d+:", ":", line) for line in after]
    assert sorted(shifted) == sorted(re.sub(r":\d+:\d+:", ":", line) for line in before), done.output
    results = {name: meta.answer for name in archive.records if (meta := archive.source(name)) and meta.answer.tried}
    assert len(results) == len(LEADS), "a record was lost"
    assert not [letter for letter in done.output if not letter.isprintable() and letter != "\n"]
    assert {answer.result for answer in results.values()} >= {"moved", "error"}
    assert any(answer.result == "moved" and not answer.moved_to for answer in results.values())


def test_one_record_that_cannot_be_edited_keeps_all_from_being_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a", f"{HOST}/bai")
    bad = put(tmp_path, "b", f"{HOST}/bai")
    real = edited
    monkeypatch.setattr(
        external,
        "edited",
        lambda text, answer: real(text.replace("short:", "shrt:"), answer) if "n-b" in text else real(text, answer),
    )
    before = state(tmp_path)
    with serving({}) as web:
        done = run(tmp_path, monkeypatch, web)
    assert (done.exit_code, state(tmp_path) == before) == (1, True), done.output
    assert bad.name in done.output


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
    with pytest.raises(ExternalError):
        edited(text, OK)


@pytest.mark.parametrize("fails", [0, 1, 2])
def test_a_failing_rename_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: int) -> None:
    files = {tmp_path / f"{name}.md": b"new" for name in "abc"}
    for path in files:
        path.write_bytes(b"old " + path.name.encode())
    before = state(tmp_path)
    real, calls = Path.replace, iter(range(9))

    def replace(self: Path, target: Path) -> Path:
        if next(calls) == fails:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(ExternalError):
        write_whole(files)
    assert state(tmp_path) == before
