"""`archive serve` as an editor has it: a process in a project, a browser's requests, files that change meanwhile."""

from __future__ import annotations

import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.archives import SIGNING, bytes_of, edit, finished, project, put, python

from archive.cli import main
from archive.commands import serve as module
from archive.folders import PREVIEW
from archive.preview.child import Builder
from archive.preview.flow import SHOWN, Outcome
from archive.publish import locked

PATIENCE = 180
"""Seconds after which something never comes; nothing is measured."""
NEW = "ket-qua/2015-2018/kq-99.md"
CHANGE = (f"vi/{SIGNING}", "title: Lễ ký kết", "title: Lễ ký kết mới")


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        return int(server.getsockname()[1])


@contextmanager
def serving(root: Path, *arguments: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, running, and the address that it answers at; ended with the block, if not before."""
    port = free_port()
    process = python("-m", "archive", "serve", "--port", str(port), *arguments, cwd=root, **environment)
    try:
        yield process, f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=PATIENCE)


def got(url: str) -> tuple[int, str]:
    """The status and the words of an answer; 0 where nobody answers."""
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode("utf-8")
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode("utf-8")
    except urllib.error.URLError:
        return 0, ""


def fine(url: str) -> bool:
    """Whether a page is shown, and nothing is wrong."""
    status, html = got(url)
    return status == 200 and "archive-preview" not in html


def until(process: subprocess.Popen[str], true: Callable[[], object], what: str) -> None:
    """Wait for something to come true while the server runs."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert process.poll() is None, f"{what}: the server has ended"
        assert time.monotonic() < end, f"{what}: it never came"
        time.sleep(0.1)


def test_an_unfinished_page_is_named_in_every_page_and_holds_up_no_change(small_project: Path) -> None:
    with serving(small_project) as (process, host):
        until(process, lambda: fine(f"{host}/"), "the first preview")
        # A new file with a title and no twin; then a change of another page.
        put(small_project, f"vi/{NEW}", "---\ntitle: Mới\n---\n")
        edit(small_project, CHANGE)
        until(process, lambda: "Lễ ký kết mới" in got(f"{host}/thoa-thuan/ky-ket/")[1], "the other page's change")
        until(process, lambda: "archive-preview" in got(f"{host}/")[1], "the bar")
        for address in ("", "thoa-thuan/ky-ket/", "en/"):
            html = got(f"{host}/{address}")[1]
            assert f"docs/vi/{NEW}:1:1" in html, address
            assert "DV401" in html
        status, html = got(f"{host}/ket-qua/2015-2018/kq-99/")
        assert status == 404
        assert "<details open>" in html, "the address of the page that is left out says why"
        # What is told is in no file of the preview.
        assert not any(b"archive-preview" in content for content in bytes_of(small_project / SHOWN).values())
        # The page is given up; an error in a page that is shown leaves it as it was.
        (small_project / "docs/vi" / NEW).unlink()
        edit(small_project, (f"vi/{SIGNING}", "kind: agreement", "kind: ["))
        until(process, lambda: f"docs/vi/{NEW}" not in got(f"{host}/")[1], "the bar without the page")
        status, html = got(f"{host}/thoa-thuan/ky-ket/")
        assert (status, "Lễ ký kết mới" in html, f"docs/vi/{SIGNING}:" in html) == (200, True, True)


def test_a_site_that_cannot_be_built_yet_says_so_until_it_is_mended(small_project: Path) -> None:
    settings = small_project / "mkdocs.yml"
    right = settings.read_text("utf-8")
    settings.write_text("site_name: [\n", "utf-8")
    with serving(small_project, "--lang", "en") as (process, host):
        until(process, lambda: "mkdocs.yml:" in got(f"{host}/")[1], "the page that says what is wrong")
        assert got(f"{host}/")[0] == 503
        version = got(f"{host}/-preview/version")[1]
        settings.write_text(right, "utf-8")
        until(process, lambda: fine(f"{host}/"), "the mended site")
        assert got(f"{host}/-preview/version")[1] != version, "an open page would not know"


def test_a_change_during_a_build_is_built_too(small_project: Path) -> None:
    with serving(small_project) as (process, host):
        # The first build has begun, and has read the page.
        until(process, (small_project / PREVIEW / "pages/vi" / SIGNING).exists, "the first build")
        edit(small_project, CHANGE)
        until(process, lambda: "Lễ ký kết mới" in got(f"{host}/thoa-thuan/ky-ket/")[1], "the change")


def test_the_site_is_shown_below_the_path_of_its_address(small_project: Path) -> None:
    with serving(small_project, SITE_URL="https://host.example/luu-tru/dan-van/") as (process, host):
        until(process, lambda: got(f"{host}/luu-tru/dan-van/")[0] == 200, "the first preview")
        assert got(f"{host}/")[0] == 200, "the root leads there"
        status, html = got(f"{host}/luu-tru/dan-van/khong-co/")
        assert status == 404
        assert 'href="/luu-tru/dan-van/' in html


@pytest.mark.parametrize("moment", ["building", "waiting"])
def test_it_ends_at_once_and_quietly(small_project: Path, moment: str) -> None:
    with serving(small_project) as (process, host):
        if moment == "building":
            until(process, (small_project / PREVIEW / "secret").exists, "the first build")
        else:
            until(process, lambda: fine(f"{host}/"), "the first preview")
        process.send_signal(signal.SIGINT)
        status, out, err = finished(process)
    assert (status, out) == (0, "")
    assert "Traceback" not in err
    assert "KeyboardInterrupt" not in err
    with locked(small_project / PREVIEW):
        pass  # Else a build would be going on, and hold it.


# --- where it cannot listen


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The minimal project as the current folder, in which a build would fail the test."""

    def never(*_: object) -> Outcome:
        pytest.fail("something was built although nobody could see it")

    monkeypatch.setattr(Builder, "built", never)
    monkeypatch.delenv("SITE_URL", raising=False)
    root = project(tmp_path)
    monkeypatch.chdir(root)
    return root


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "đang có chương trình khác dùng"), ("en", "is in use by another program")]
)
def test_a_taken_port_is_told_before_anything_is_built(here: Path, lang: str, words: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        port = server.getsockname()[1]
        result = CliRunner().invoke(main, ["serve", "--port", str(port), "--lang", lang])
    assert result.exit_code == 2
    assert f"{port} {words}" in result.stderr
    assert "--port" in result.stderr.partition(words)[2], "how to choose another one"
    assert not (here / PREVIEW).exists()


@pytest.mark.parametrize("host", ["192.0.2.1", "khong-co.invalid", "a" * 70 + ".example", "", "..", "1.2.3.4.5"])
def test_a_host_that_is_not_this_machine_is_told(here: Path, host: str) -> None:
    result = CliRunner().invoke(main, ["serve", "--host", host, "--port", str(free_port())])
    assert result.exit_code == 2, result.output
    assert "--host" in result.stderr
    assert not (here / PREVIEW).exists()


def test_a_bad_public_address_is_told(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "nowhere")
    result = CliRunner().invoke(main, ["serve"])
    assert result.exit_code == 1
    assert "SITE_URL" in result.stderr


def test_a_preview_that_is_built_elsewhere_is_asked_for_again(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = iter([Outcome(busy=True), Outcome(shown=True)])

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Builder, "built", lambda *_: next(outcomes))
    monkeypatch.setattr(module, "changed", stop)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    result = CliRunner().invoke(main, ["serve", "--port", str(free_port())])
    assert result.exit_code == 0, result.output
    assert next(outcomes, None) is None, "it gave up"


def test_names_can_do_nothing_to_a_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = "docs/vi/a\x1b]0;PWN\x07.md"
    module._tell(Outcome((), True, left_out=(name,), as_before=("docs/vi/\udcff.md",)), "en", tmp_path)
    said = capsys.readouterr().err
    assert "docs/vi/a\\x1b]0;PWN\\x07.md" in said
    assert all(line.isprintable() for line in said.splitlines()), said
