"""Files replaced whole, all or none, and never through what somebody else put in their place."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.archives import bytes_of, edit, make

from archive.cli import main
from archive.regular import IrregularError, folder, replace_whole


def three(root: Path) -> dict[Path, bytes]:
    """Three files to write: two that are there, and a new one."""
    for name in "ab":
        (root / f"{name}.md").write_bytes(b"old " + name.encode())
    return {root / f"{name}.md": b"new " + name.encode() for name in "abc"}


def test_files_are_replaced_and_nothing_else_stays(tmp_path: Path) -> None:
    files = three(tmp_path)
    (tmp_path / "a.md").chmod(0o755)
    (tmp_path / "b.md").chmod(0o4640)
    replace_whole(files)
    assert {tmp_path / name: data for name, data in bytes_of(tmp_path).items()} == files
    assert [oct(stat.S_IMODE(path.stat().st_mode)) for path in files] == ["0o644", "0o640", "0o644"]


def test_a_name_of_the_same_file_elsewhere_keeps_its_words(tmp_path: Path) -> None:
    files = three(tmp_path)
    os.link(tmp_path / "a.md", tmp_path / "elsewhere")
    replace_whole(files)
    assert (tmp_path / "elsewhere").read_bytes() == b"old a"


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), MemoryError()]
)
@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", range(3))
@pytest.mark.parametrize("what", ["fsync", "rename"])
def test_whatever_ends_it_puts_everything_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, late: bool, step: int, what: str
) -> None:
    """Before a step is made, or right after it."""
    files = three(tmp_path)
    before = bytes_of(tmp_path)
    where, name = (os, "fsync") if what == "fsync" else (Path, "replace")
    real, calls = getattr(where, name), iter(range(99))

    def fails(*arguments: object) -> object:
        number = next(calls)
        if number == step and not late:
            raise error
        done = real(*arguments)
        if number == step:
            raise error
        return done

    monkeypatch.setattr(where, name, fails)
    with pytest.raises(type(error)):
        replace_whole(files)
    assert bytes_of(tmp_path) == before


def pipe(path: Path, _: Path) -> None:
    os.mkfifo(path)


PLANTED: dict[str, Callable[[Path, Path], None]] = {
    "link": Path.symlink_to,
    "link to nothing": lambda path, elsewhere: path.symlink_to(elsewhere / "nothing"),
    "folder": lambda path, _: path.mkdir(),
    "pipe": pipe,
}


@pytest.mark.parametrize("kind", PLANTED)
def test_what_is_no_plain_file_is_not_replaced_nor_any_other(tmp_path: Path, kind: str) -> None:
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    victim = elsewhere / "theirs"
    victim.write_bytes(b"theirs")
    files = three(root)
    PLANTED[kind](root / "c.md", victim)
    before = bytes_of(root / "a.md"), bytes_of(elsewhere)
    with pytest.raises(IrregularError):
        replace_whole(files)
    assert (bytes_of(root / "a.md"), bytes_of(elsewhere)) == before
    assert (root / "a.md").read_bytes() == b"old a"
    assert sorted(path.name for path in root.iterdir()) == ["a.md", "b.md", "c.md"]


def test_a_folder_is_made_below_real_folders_alone(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    folder(root, root / "a/b")
    folder(root, root / "a/b")
    assert (root / "a/b").is_dir()
    (root / "a/link").symlink_to(elsewhere)
    (root / "file").write_bytes(b"")
    for path in ("a/link", "a/link/c", "file", "file/c"):
        with pytest.raises(OSError, match="Not a directory"):
            folder(root, root / path)
    assert list(elsewhere.iterdir()) == []


SCHEMA = "schemas/result.schema.json"
NEW = "docs/vi/su-kien/mau-thu.md"
COMMANDS: dict[str, tuple[tuple[str, ...], str]] = {
    "record": (("record",), "published.txt"),
    "schema": (("schema",), SCHEMA),
    "schema, folder": (("schema",), "schemas"),
    "new": (("new", "event", "mau-thu"), NEW),
    "new, folder": (("new", "event", "mau-thu"), "docs/vi/su-kien"),
    "fix": (("check", "--fix"), "docs/vi/tro-nang.md"),
    "move": (("move", "thuat-ngu.md", "su-kien/mau"), "docs/en/su-kien/mau.md"),
    "move, folder": (("move", "thuat-ngu.md", "su-kien/mau"), "docs/en/su-kien"),
}


@pytest.mark.parametrize("kind", PLANTED)
@pytest.mark.parametrize("aside", [False, True], ids=["itself", "aside"])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_writes_through_what_a_pull_request_put_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, aside: bool, kind: str
) -> None:
    """At the place of what it writes, or at a name beside it that somebody could foresee."""
    root, elsewhere = tmp_path / "root", tmp_path / "elsewhere"
    elsewhere.mkdir()
    make(root)
    edit(root, ("vi/tro-nang.md", "Lời biên tập.", "Lời biên tập mới. "))
    arguments, target = COMMANDS[name]
    path = root / target
    path.parent.mkdir(parents=True, exist_ok=True)
    victim = elsewhere if name.endswith("folder") else elsewhere / "theirs"
    (elsewhere / "theirs").write_bytes(b"theirs")
    place = path.with_name(f".{path.name}.new") if aside else path
    place.unlink(missing_ok=True)
    PLANTED[kind](place, victim)
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, [*arguments, "--lang", "en"] if arguments[0] != "schema" else arguments)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.output
    assert bytes_of(elsewhere) == {"theirs": b"theirs"}
    assert not list(root.rglob(".aside-*"))
    if not aside and not (kind == "folder" and name.endswith("folder")):
        assert not place.is_file() or place.is_symlink(), "it was replaced"
        if name != "fix":  # which takes up what is a page, and leaves the rest to the check
            assert (done.exit_code != 0, path.name in done.output) == (True, True), done.output
    if aside:
        assert path.exists(), f"{target} was not written: {done.output}"
