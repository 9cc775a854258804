"""What is not done is told in words, in both languages, with the path and what to do; never by a traceback."""

from __future__ import annotations

import errno
import importlib
import inspect
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.archives import bytes_of, old_site, project

from archive import refusal
from archive.cli import main
from archive.findings import LANGS, Finding, Lang, Place, Text
from archive.finish import draw
from archive.refusal import FAULT, Refusal, refusal_of
from archive.regular import IrregularError, at


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that builds, as the current folder."""
    for name in ("SITE_URL", "SOURCE_DATE_EPOCH", refusal.TRACEBACK):
        monkeypatch.delenv(name, raising=False)
    root = project(tmp_path / "du-an")
    monkeypatch.chdir(root)
    return root


def archive(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def failing(number: int) -> Callable[..., Any]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def crash(*_: object) -> None:
    raise KeyError("thieu")


# --- The words


def test_what_the_system_refuses_has_words_with_the_path_and_a_cure() -> None:
    for number in (*refusal._REASONS, errno.EIO):
        words = refusal_of(OSError(number, os.strerror(number), "/đâu/đó")).message
        for lang in LANGS:
            assert "/đâu/đó" in words[lang], errno.errorcode[number]
        assert "; hãy " in words.vi, errno.errorcode[number]
        assert "; " in words.en, errno.errorcode[number]


@pytest.mark.parametrize(
    ("error", "vi", "en"),
    [
        (Refusal(Text("đã có", "is there")), "đã có", "is there"),
        (Refusal(Finding(Place("a.md", 2), "DV010", Text("hỏng", "broken"))), "a.md:2:1: DV010 hỏng", "a.md:2:1: DV010 broken"),
        (IrregularError(errno.ELOOP, "x", "/a"), "/a: không phải tệp thường", "/a: no plain file"),
        (OSError(errno.ENOENT, "x", "/nguồn", None, "/đích"), "không có /đích", "/đích is missing"),
        (OSError(errno.ENOENT, "x", b"/\xff"), "không có /", "is missing"),
        (OSError("cannot say"), "kết quả in ra: cannot say", "the output: cannot say"),
        (ModuleNotFoundError("No module named 'x'", name="x"), "thiếu gói x", "package x is missing"),
        (KeyError("thieu"), "lỗi ngoài dự tính ở ?: KeyError: 'thieu'", "unforeseen fault of its own at ?: KeyError"),
    ],
)  # fmt: skip
def test_every_exception_has_words_in_both_languages(error: Exception, vi: str, en: str) -> None:
    words = refusal_of(error).message
    assert vi in words.vi
    assert en in words.en


def test_a_full_disk_that_names_no_file_gets_the_place_of_the_work(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="x") as caught, at(tmp_path):
        raise OSError(errno.ENOSPC, "x")
    assert caught.value.filename == str(tmp_path)
    with pytest.raises(OSError, match="x") as caught, at(tmp_path):
        raise OSError(errno.ENOSPC, "x", "/own")
    assert caught.value.filename == "/own"


# --- Who tells them


@dataclass
class Case:
    """What goes wrong on the way of a command, how it ends, and what is said in each language."""

    arguments: tuple[str, ...]
    spoil: Callable[[Path, pytest.MonkeyPatch], object]
    status: int
    vi: str
    en: str


def patched(target: str, value: Any) -> Callable[[Path, pytest.MonkeyPatch], object]:
    return lambda _, monkeypatch: monkeypatch.setattr(target, value)


def undrawable(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Drawing ends at once, and no picture comes from an earlier test."""
    monkeypatch.setattr("archive.finish.draw.draw", inspect.unwrap(draw.draw))
    monkeypatch.setattr("archive.finish.draw.sys.executable", shutil.which("false"))


def within(target: str, number: int, part: str) -> Callable[[Path, pytest.MonkeyPatch], object]:
    """Fail in the function at `target` where one of its arguments names `part`."""

    def spoil(_: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        owner, _dot, name = target.rpartition(".")
        place: Any = (
            importlib.import_module("pathlib").Path if owner == "pathlib.Path" else importlib.import_module(owner)
        )
        real = getattr(place, name)

        def fail(*arguments: Any, **options: Any) -> Any:
            if any(part in str(argument) for argument in arguments):
                raise OSError(number, os.strerror(number))
            return real(*arguments, **options)

        monkeypatch.setattr(place, name, fail)

    return spoil


def no_module(name: str) -> Callable[[Path, pytest.MonkeyPatch], object]:
    """Python finds no module of this name, in this process and those that it starts."""

    def spoil(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        beside = root.parent / "khong-co"
        beside.mkdir()
        (beside / f"{name}.py").write_text(
            f"raise ModuleNotFoundError(\"No module named '{name}'\", name='{name}')\n", "utf-8"
        )
        monkeypatch.setenv("PYTHONPATH", f"{beside}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
        monkeypatch.setitem(sys.modules, name, None)

    return spoil


SEAL = ("seal", "v1")
FULL = Text("đã đầy; hãy giải phóng", "is full; free some space")
CASES = {
    "a disk that is full while the pages are staged": Case(
        ("build",), within("pathlib.Path.write_bytes", errno.ENOSPC, "/build/"), 1,
        "archive: đĩa chứa {root}/build đã đầy; hãy giải phóng", "archive: the disk of {root}/build is full; free",
    ),
    "a disk that is full while the renderer writes": Case(
        ("build",), within("pathlib.Path.write_bytes", errno.ENOSPC, "/build/site/"), 1,
        "đĩa chứa {root}/build đã đầy", "the disk of {root}/build is full",
    ),
    "a disk that is full while the site is published": Case(
        ("build",), within("shutil.copyfile", errno.ENOSPC, "/.site.new-"), 1,
        "không xuất bản được vào {root}/site, trang cũ giữ nguyên", "cannot publish into {root}/site, the old site is as it was",
    ),
    "a disk that is full while an edition is sealed": Case(
        SEAL, within("shutil.copyfile", errno.ENOSPC, "/source/"), 1,
        "đĩa chứa {root}/dist/danvan-v1 đã đầy", "the disk of {root}/dist/danvan-v1 is full",
    ),
    "a disk that is full while addresses are recorded": Case(
        ("record",), patched("os.fsync", failing(errno.ENOSPC)), 1,
        "đĩa chứa {root}/published.txt đã đầy", "the disk of {root}/published.txt is full",
    ),
    "a folder that may not be written": Case(
        SEAL, within("pathlib.Path.mkdir", errno.EACCES, "/dist"), 1, "không có quyền đọc hay ghi", "there is no right to read or write",
    ),
    "a disk that can only be read": Case(
        ("schema",), within("pathlib.Path.mkdir", errno.EROFS, "/schemas"), 1, "một đĩa chỉ đọc", "a disk that can only be read",
    ),
    "a name that is too long": Case(
        ("seal", "v1", "--out", "x" * 300), lambda *_: None, 1, "dài quá mức hệ thống tệp", "longer than the file system can keep",
    ),
    "addresses that are a folder": Case(
        ("record",), lambda root, _: (root / "published.txt").mkdir(), 1,
        "published.txt:1:1: DV102 Không đọc được", "published.txt:1:1: DV102 This file cannot be read",
    ),
    "a picture that the drawing dies of": Case(
        ("build",), undrawable, 1,
        "DV010 Không vẽ được hình này", "DV010 This picture cannot be drawn",
    ),
    "no renderer": Case(
        ("build", "--engine", "properdocs"), no_module("properdocs"), 1, "thiếu gói properdocs", "package properdocs is missing",
    ),
    "a renderer that fails": Case(
        ("build",), patched("mkdocs.commands.build.build", crash), 1,
        "DV003 Trình dựng trang báo: KeyError: 'thieu'", "DV003 The renderer says: KeyError: 'thieu'",
    ),
    "a renderer that stops": Case(
        ("build",), patched("mkdocs.commands.build.build", lambda _: sys.exit(3)), 1, "DV003", "the renderer stopped (3)",
    ),
    "a theme that is gone": Case(
        ("build",), patched("archive.frame.THEME", Path("/khong-co")), 1, "không có /khong-co/main.html", "/khong-co/main.html is missing",
    ),
    "a theme that no page asks for": Case(
        ("build",), patched("archive.finish.styles._OURS", re.compile("khong-co")), 1,
        "không dẫn tới assets/site.css", "links no assets/site.css",
    ),
    "a fault of the program": Case(
        ("build",), patched("archive.making.stage_units", crash), FAULT,
        "lỗi ngoài dự tính ở making.py:", "(run again with ARCHIVE_TRACEBACK=1 to see the whole traceback)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", CASES)
@pytest.mark.parametrize("lang", LANGS)
def test_it_is_told_in_the_language_asked_for_and_the_old_site_stays(
    here: Path, monkeypatch: pytest.MonkeyPatch, why: str, lang: Lang
) -> None:
    case = CASES[why]
    old = bytes_of(old_site(here / "site"))
    monkeypatch.setenv("SITE_URL", "https://luu-tru.vn/")
    case.spoil(here, monkeypatch)
    result = archive(*case.arguments, "--lang", lang) if case.arguments != ("schema",) else archive("schema")
    monkeypatch.undo()
    assert result.exit_code == case.status, result.output
    assert getattr(case, lang).format(root=here) in result.output
    assert "Traceback" not in result.output
    assert bytes_of(here / "site") == old
    assert not list((here / "dist").glob("*")) if (here / "dist").exists() else True


def run(root: Path, *arguments: str, **environment: str) -> tuple[int, str]:
    """The exit status and standard error of the command in a process of its own."""
    command = [sys.executable, "-m", "archive", *arguments]
    done = subprocess.run(
        command, cwd=root, env={**os.environ, **environment}, capture_output=True, encoding="utf-8", check=False
    )
    return done.returncode, done.stderr


def test_where_no_language_was_asked_for_both_are_told(here: Path) -> None:
    (here / "schemas").rmdir() if (here / "schemas").is_dir() else None
    (here / "schemas").symlink_to("/nowhere")
    status, said = run(here, "schema")
    assert (status, said.splitlines()) == (1, [
        f"archive: {here}/schemas: không phải tệp thường hay thư mục thật; hãy xóa đi, hoặc đặt tệp thật vào chỗ ấy",
        f"archive: {here}/schemas: no plain file or real folder; delete it, or put a real one in its place",
    ])  # fmt: skip


def test_a_fault_shows_its_traceback_to_whoever_asks_for_it_alone(here: Path) -> None:
    (here / "scripts").mkdir()
    (here / "scripts/bagit.py").write_text("1 / 0\n", "utf-8")
    broken = {"PYTHONPATH": f"{here}/scripts{os.pathsep}{Path(refusal.__file__).parents[1]}"}
    status, said = run(here, "seal", "v1", **broken)
    assert status == FAULT, said
    vi, en = said.splitlines()
    assert "ZeroDivisionError: division by zero; hãy báo cho" in vi
    assert "ZeroDivisionError: division by zero; report it" in en
    status, said = run(here, "seal", "v1", **broken, **{refusal.TRACEBACK: "1"})
    assert "Traceback (most recent call last)" in said


def test_what_is_asked_wrongly_is_2_and_what_cannot_be_done_is_1(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "nowhere")
    statuses = {words: archive(*words.split()).exit_code for words in ("build", "seal v1", "serve", "check-external")}
    assert set(statuses.values()) == {1}, statuses
    statuses = {words: archive(*words.split()).exit_code for words in ("check", "check kq-99", "stamp", "explain x")}
    assert set(statuses.values()) == {2}, statuses


def test_a_reader_that_goes_away_is_no_fault(here: Path) -> None:
    (here / "mkdocs.yml").write_text("{", "utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "archive", "check", "--format", "json"],
        cwd=here, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_commands_catch_nothing_themselves() -> None:
    folder = Path(refusal.__file__).with_name("commands")
    catching = [f"{path.name}: {line.strip()}" for path in sorted(folder.glob("*.py"))
                for line in path.read_text("utf-8").splitlines() if line.lstrip().startswith("except ")]  # fmt: skip
    assert catching == ["check.py: except KeyError:"]


@pytest.mark.parametrize("tool", ["measure", "screenshots"])
def test_a_tool_without_a_browser_says_how_to_get_one(tmp_path: Path, tool: str) -> None:
    root = Path(refusal.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, f"tools/{tool}.py"], cwd=root, capture_output=True, encoding="utf-8", check=False,
        env={**os.environ, "PATH": str(tmp_path), "PYTHONPATH": f"{root}{os.pathsep}{root / 'scripts'}"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (1, "")
    vi, en = done.stderr.splitlines()
    assert vi.startswith(f"{tool}: chưa có Chromium; hãy chạy `make tools`")
    assert en.startswith(f"{tool}: there is no Chromium; run `make tools`")
