"""What became of the sources' addresses, asked of a server on this machine, and how the records take it in."""

from __future__ import annotations

import errno
import http.server
import re
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from archive import external
from archive.cli import main
from archive.content.kinds import Answer
from archive.content.read import read_archive
from archive.external import ExternalError, Manners, ask, edited, write_whole

ROOT = Path(__file__).parents[1]
PAGES = {"/ok": 200, "/missing": 404, "/removed": 410, "/broken": 500, "/private": 403, "/closed/x": 200, "/busy": 429}
MOVED = {"/moved": (301, "/ok"), "/for-now": (302, "/ok"), "/moved-away": (301, "/missing"), "/round": (301, "/round")}


@dataclass
class Local:
    """A server, its address, and what it was asked."""

    address: str
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    """Path, user agent and cookies of each request, in order."""
    over: threading.Event = field(default_factory=threading.Event)


@pytest.fixture(scope="module")
def local() -> Iterator[Local]:
    """A server that answers in every way that matters, and falls silent under /silent."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            told.asked.append((self.path, self.headers.get("User-Agent", ""), self.headers.get("Cookie", "")))
            if self.path == "/silent":
                told.over.wait(20)
                return
            status, target = MOVED.get(self.path, (PAGES.get(self.path, 200), ""))
            body = b"User-agent: *\nDisallow: /closed\n" if self.path == "/robots.txt" else b'<a href="/further">x</a>'
            self.send_response(status)
            self.send_header("Content-Type", "text/plain" if self.path == "/robots.txt" else "text/html")
            if self.path != "/robots.txt":
                self.send_header("Set-Cookie", "seen=1")
            if target:
                self.send_header("Location", target)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told = Local(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield told
    told.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


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


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *options: str) -> Result:
    monkeypatch.chdir(root)
    monkeypatch.setenv("SITE_URL", "https://archive.example/")
    return CliRunner().invoke(main, ["check-external", "--timeout", "1", "--pause", "0", "--lang", "en", *options])


def state(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def closed_port() -> int:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


CASES = {
    "ok": ("/ok", "result: ok, status: 200"),
    "anchor": ("/ok#p6", "result: ok, status: 200"),
    "moved": ("/moved", 'result: moved, status: 200, moved_to: "{0}/ok"'),
    "for-now": ("/for-now", "result: ok, status: 200"),
    "moved-away": ("/moved-away", "result: gone, status: 404"),
    "round": ("/round", "result: error"),
    "missing": ("/missing", "result: gone, status: 404"),
    "removed": ("/removed", "result: gone, status: 410"),
    "broken": ("/broken", "result: error, status: 500"),
    "private": ("/private", "result: error, status: 403"),
    "busy": ("/busy", "result: error, status: 429"),
    "silent": ("/silent", "result: no-answer"),
    "closed": ("/closed/x", ""),
}


def test_every_kind_of_answer_is_written_and_nothing_else(
    local: Local, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, (path, _) in CASES.items():
        put(tmp_path, name, local.address + path)
    put(tmp_path, "refused", f"http://127.0.0.1:{closed_port()}/")
    put(tmp_path, "other-host", f"{local.address.replace('127.0.0.1', 'localhost')}/ok")
    put(tmp_path, "old", f"{local.address}/never-asked", extra='withdrawn: "2026-11-25"\n')
    before = state(tmp_path)
    local.asked.clear()
    done = run(tmp_path, monkeypatch)
    assert done.exit_code == 1, done.output
    for name, (_, expected) in {
        **CASES,
        "other-host": CASES["ok"],
        "refused": ("", "result: no-answer"),
        "old": ("", ""),
    }.items():
        new = (tmp_path / f"docs/vi/nguon/n-{name}.md").read_text("utf-8")
        match = re.search(r'^answer: \{tried: "\d{4}-\d\d-\d\d", (.*)\}\n', new, re.MULTILINE)
        assert (match[1] if match else "") == expected.format(local.address), f"{name}: {done.output}"
        rest = new.replace(match[0], "") if match else new
        assert rest.encode() == before[f"n-{name}.md"], f"{name}: more than the answer changed"
    meta = read_archive(tmp_path).source("n-moved")
    assert meta is not None
    assert meta.answer.moved_to == f"{local.address}/ok"
    assert "n-closed: not asked, robots.txt forbids" in done.output
    assert set(before) == set(state(tmp_path)), "a file was left aside"
    paths = [path for path, _, _ in local.asked]
    assert not {"/closed/x", "/further", "/never-asked"} & set(paths), "asked for what it must leave alone"
    agents = {agent for path, agent, _ in local.asked if path != "/robots.txt"}
    assert agents == {Manners(site="https://archive.example/").agent}
    between = [(path, cookie) for path, _, cookie in local.asked if path in {"/removed", "/broken", "/private"}]
    assert {cookie for _, cookie in between} == {""}, f"a cookie went from one page to another: {between}"


def test_all_answered_is_success(local: Local, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "ok", f"{local.address}/ok")
    put(tmp_path, "moved", f"{local.address}/moved")
    before = state(tmp_path)
    done = run(tmp_path, monkeypatch, "--dry-run")
    assert (done.exit_code, state(tmp_path) == before) == (0, True), f"--dry-run wrote, or failed: {done.output}"
    done = run(tmp_path, monkeypatch)
    assert (done.exit_code, state(tmp_path) == before) == (0, False), done.output


def test_no_server_at_all_is_our_own_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "one", f"http://127.0.0.1:{closed_port()}/")
    before = state(tmp_path)
    done = run(tmp_path, monkeypatch)
    assert (done.exit_code, state(tmp_path) == before) == (1, True)
    assert "network here seems to be down" in done.output


@pytest.mark.parametrize(
    "code",
    [
        "import sys; sys.exit('broken')",
        "print('no xml')",
        "print('<linkchecker/>')",
        "print('<linkchecker><urldata><url>', end='')",
        "import os; os.kill(os.getpid(), 9)",
        "raise SystemExit(2)",
        "u=input(); print(f'<l><urldata><url>{u}</url><valid result=\"OSError: no certificates\">0</valid></urldata></l>')",
    ],
)
def test_a_checker_that_fails_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    put(tmp_path, "one", "http://127.0.0.1:9/")
    fake = tmp_path / "fake"
    fake.mkdir()
    (fake / "linkcheck.py").write_text(code, "utf-8")
    before = state(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(fake))
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")  # a cache of the fake is no file of the project
    done = run(tmp_path, monkeypatch)
    assert (done.exit_code, state(tmp_path) == before) == (1, True), done.output
    assert "LinkChecker" in done.output


def test_one_record_that_cannot_be_edited_keeps_all_from_being_written(
    local: Local, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a", f"{local.address}/ok")
    bad = put(tmp_path, "b", f"{local.address}/ok")
    real = edited
    monkeypatch.setattr(
        external,
        "edited",
        lambda text, answer: real(text.replace("short:", "shrt:"), answer) if "n-b" in text else real(text, answer),
    )
    before = state(tmp_path)
    done = run(tmp_path, monkeypatch)
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


def test_a_host_is_asked_one_address_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[list[str]] = []
    pauses: list[float] = []

    def fake(batch: list[str], _: Manners) -> bytes:
        rounds.append(batch)
        items = "".join(f'<urldata><url>{a}</url><valid result="200 OK">1</valid></urldata>' for a in batch)
        return f"<linkchecker>{items}</linkchecker>".encode()

    monkeypatch.setattr(external, "_run", fake)
    monkeypatch.setattr("time.sleep", pauses.append)
    ask(["http://a.example/1", "http://a.example/2", "http://b.example/1", "https://a.example/3"], Manners(pause=7))
    assert rounds == [["http://a.example/1", "http://b.example/1"], ["http://a.example/2"], ["https://a.example/3"]]
    assert pauses == [7, 7]
