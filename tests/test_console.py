"""What the commands print, under locales and encodings that have no Vietnamese letters: every letter, or it is said."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from tests.archives import KQ, REPOSITORY, edit, project

import archive.console  # noqa: F401  it knows what to do with what is no letter
from archive.build import Options
from archive.commands import build as build_command
from archive.findings import Finding, Text
from archive.listener import Listener
from archive.refusal import Refusal

ENCODINGS = {
    "a code page of Windows": {"PYTHONIOENCODING": "cp1252"},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
    "ASCII, and question marks asked for": {"PYTHONIOENCODING": "ascii:replace"},
    "UTF-16": {"PYTHONIOENCODING": "utf-16"},
    "a locale without letters": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}
POOREST = ENCODINGS["a locale without letters"]
TRIED = (ENCODINGS["a code page of Windows"], ENCODINGS["UTF-16"], POOREST)
"""What `make test` tries: of those that are alike in kind one, for each takes two processes."""
WRONG = (f"vi/{KQ}", 'claim source="n-bao#p3" }', "claim }")
WORDS = "kq-01-1 không ghi nguồn"


@pytest.fixture(scope="module")
def wrong(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The minimal project with one error; to be read alone."""
    root = project(tmp_path_factory.mktemp("wrong"))
    edit(root, WRONG)
    return root


def run(root: Path, *arguments: str | bytes, **environment: str) -> tuple[int, bytes, bytes]:
    """Run the command under an environment of its own; gives what it printed as bytes."""
    done = subprocess.run(
        [sys.executable, "-m", "archive", *arguments],
        cwd=root, env=_environment(environment), capture_output=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def _environment(more: dict[str, str]) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONIO"))}
    return {**plain, "PYTHONPATH": str(REPOSITORY / "scripts"), **more}


@pytest.mark.parametrize("why", ["a code page of Windows", "a locale without letters"])
@pytest.mark.parametrize("style", ["json", "sarif", "github"])
def test_a_pipe_gets_every_letter_as_utf_8(wrong: Path, why: str, style: str) -> None:
    status, out, err = run(wrong, "check", "--format", style, **ENCODINGS[why])
    assert status == 1, err
    assert WORDS in out.decode("utf-8")
    if style in {"json", "sarif"}:
        assert WORDS in json.dumps(json.loads(out.decode("utf-8")), ensure_ascii=False)


@pytest.mark.parametrize(
    "why", [pytest.param(why, marks=() if ENCODINGS[why] in TRIED else pytest.mark.slow) for why in ENCODINGS]
)
def test_both_outputs_have_every_letter(wrong: Path, why: str) -> None:
    status, out, err = run(wrong, "build", "--site-dir", "ra ngoài", **ENCODINGS[why])
    assert status == 1, err
    assert WORDS in out.decode("utf-8")
    assert "trang cũ còn nguyên" in err.decode("utf-8")
    assert b"LANG=" not in err, "a file or a pipe has no letters to be set"
    # `click` itself prints what is wrong with the usage, and a name comes from the command line.
    status, _, err = run(wrong, "check", "docs/thử nghiệm", **ENCODINGS[why])
    assert status == 2
    assert "không có gì tên là “docs/thử nghiệm”" in err.decode("utf-8")


def test_a_locale_without_letters_changes_no_site(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert run(root, "build", "--site-dir", "một", **POOREST)[0] == 0
    status, _, err = run(root, "build", "--site-dir", "hai", LANG="C.UTF-8")
    assert status == 0, err
    one, two = ({p.relative_to(f): p.read_bytes() for p in f.rglob("*.*")} for f in (root / "một", root / "hai"))
    assert one
    assert one == two


# --- terminals


def on_terminal(root: Path, **environment: str) -> tuple[str, str]:
    """What `archive check` shows on a terminal, and on its standard error, which is a file."""
    ours, theirs = pty.openpty()
    with (root / "said").open("w+b") as said:
        with subprocess.Popen(
            [sys.executable, "-m", "archive", "check"],
            cwd=root, env=_environment(environment), stdout=theirs, stderr=said,
        ) as process:  # fmt: skip
            os.close(theirs)
            shown = b""
            try:
                while more := os.read(ours, 4096):
                    shown += more
            except OSError:  # How Linux says that the other side is closed.
                pass
            os.close(ours)
        assert process.returncode == 1
        said.seek(0)
        return shown.decode("utf-8"), said.read().decode("utf-8")


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"PYTHONIOENCODING": "latin-1"}, "iso8859-1"),
        ({"PYTHONIOENCODING": "cp1258"}, "cp1258"),
        (POOREST, "ascii"),
        ({"LANG": "C.UTF-8"}, ""),
        ({"PYTHONIOENCODING": "utf8"}, ""),
    ],
)
def test_a_terminal_that_may_not_show_the_letters_is_told_how_it_would(
    tmp_path: Path, environment: dict[str, str], named: str
) -> None:
    root = project(tmp_path)
    edit(root, WRONG)
    shown, said = on_terminal(root, **environment)
    assert WORDS in shown
    assert said.isascii(), "the note is to be read where letters are not"
    assert [named in line and "UTF-8" in line for line in said.splitlines()] == ([True, True] if named else [])


# --- names that are no text


@pytest.mark.parametrize("environment", [{"LANG": "C.UTF-8"}, POOREST], ids=str)
def test_a_name_that_is_no_text_is_printed_not_traced(tmp_path: Path, environment: dict[str, str]) -> None:
    root = project(tmp_path)
    name = b"docs/vi/a\xff.md"
    Path(os.fsdecode(os.fsencode(root) + b"/" + name)).write_text("---\ntitle: Trang\n---\n", "utf-8")
    for arguments in (["check", "--fix"], ["check", "--format", "json"], ["build"]):
        status, out, err = run(root, *arguments, **environment)
        assert status == 1, err
        assert "DV107" in out.decode("utf-8")
        assert b"Traceback" not in err
    status, _, err = run(root, "check", b"docs/\xfe", **environment)
    assert status == 2
    assert "docs/\\xfe" in err.decode("utf-8")


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Bản dịch", "Bản dịch"),
        (os.fsencode("thử").decode("ascii", "surrogateescape"), "thử"),
        ("a\udcff.md", "a\\xff.md"),
        ("a\ud800b", "a\\ud800b"),
        ("\udce1\ud800", "\\udce1\\ud800"),
    ],
)
def test_what_is_no_letter_is_shown_all_the_same(words: str, written: str) -> None:
    assert words.encode("utf-8", "archive").decode("utf-8") == written


class Terminal(io.StringIO):
    """A standard error that says that somebody looks at it."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("fails", [False, True])
def test_a_terminal_shows_the_stage_under_way_and_leaves_no_rest_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    threads: list[int] = []

    def built(root: Path, options: object, environment: object, listener: Listener) -> list[Finding]:
        with listener.stage("read") as said:
            threads.append(threading.active_count())
            said.append(Text("4 trang", "4 pages"))
        with listener.stage("check"):
            if fails:
                raise Refusal(Text("Không", "No"))
        return []

    shown = Terminal()
    monkeypatch.setattr(build_command, "build", built)
    monkeypatch.setattr(sys, "stderr", shown)
    before = threading.active_count()
    with pytest.raises(Refusal) if fails else contextlib.nullcontext():
        build_command._told(tmp_path, Options(tmp_path / "site"), "en")
    clear, told = "\r\033[K", shown.getvalue()
    assert told.startswith(f"{clear}read …{clear}read       ")
    assert "4 pages\n" in told
    assert told.endswith(f"{clear}check …{clear}" if fails else f"s  \n{clear}"), "a rest of the line is left there"
    assert threads == [before], "with a thread no second process can help with the build"
