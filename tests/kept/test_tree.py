"""A folder that a build fills: what is there as it should be stays, whatever else is there goes."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from archive.kept.tree import Tree, files_below, found_below, mark_of


def filled(folder: Path, known: Tree | None, files: dict[str, bytes]) -> Tree:
    tree = Tree(folder, known.files if known else {})
    for name, content in files.items():
        tree.put(name, content)
    tree.sweep()
    return tree


FILES = {"a.html": b"a", "x/y/b.html": b"b", "x/c": b"c"}


def test_what_is_as_it_was_is_not_written_again(tmp_path: Path) -> None:
    first = filled(tmp_path, None, FILES)
    assert first.written == 3
    marks = {name: mark_of(tmp_path / name) for name in FILES}
    again = filled(tmp_path, first, FILES)
    assert again.written == 0
    assert {name: mark_of(tmp_path / name) for name in FILES} == marks
    changed = filled(tmp_path, again, {**FILES, "a.html": b"A"})
    assert changed.written == 1
    assert (tmp_path / "a.html").read_bytes() == b"A"


def test_what_nobody_put_is_gone_and_so_are_empty_folders(tmp_path: Path) -> None:
    first = filled(tmp_path, None, FILES)
    (tmp_path / "x/stray").write_text("left by hand")
    filled(tmp_path, first, {"a.html": b"a"})
    assert [path.name for path in tmp_path.rglob("*")] == ["a.html"]


def _same_size(path: Path) -> None:
    before = path.stat()
    path.write_bytes(b"z" * before.st_size)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def _another(path: Path) -> None:
    other = path.with_name("n")
    other.write_bytes(b"a")
    other.replace(path)


def _link(path: Path) -> None:
    path.unlink()
    path.symlink_to("x/c")


TOUCHED: dict[str, Callable[[Path], object]] = {
    "other bytes": lambda path: path.write_bytes(b"somebody's"),
    "as many bytes, at the same time": _same_size,
    "gone": Path.unlink,
    "another file in its place": _another,
    "a link in its place": _link,
}


@pytest.mark.parametrize("touch", TOUCHED.values(), ids=TOUCHED)
def test_a_file_that_somebody_touched_is_written_anew(tmp_path: Path, touch: Callable[[Path], object]) -> None:
    first = filled(tmp_path, None, FILES)
    touch(tmp_path / "a.html")
    tree = Tree(tmp_path, first.files)
    assert not tree.keep("a.html"), "what somebody put there is taken for our own"
    (tmp_path / "a.html").unlink(missing_ok=True)
    assert filled(tmp_path, first, FILES).written == 1
    assert (tmp_path / "a.html").read_bytes() == b"a"


def test_what_is_made_on_demand_is_not_made_where_it_is_there(tmp_path: Path) -> None:
    asked: list[str] = []

    def content() -> bytes:
        asked.append("made")
        return b"page"

    first = Tree(tmp_path)
    first.make("p.md", "digest of p", content)
    again = Tree(tmp_path, first.files)
    again.make("p.md", "digest of p", content)
    assert asked == ["made"]
    again.make("p.md", "digest of q", content)
    assert asked == ["made", "made"]


def test_a_file_and_a_folder_may_change_places(tmp_path: Path) -> None:
    first = filled(tmp_path, None, {"a": b"file", "b/c/d": b"deep"})
    second = filled(tmp_path, first, {"a/x/y": b"deep", "b": b"file"})
    assert {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == {
        "a/x/y": b"deep", "b": b"file",
    }  # fmt: skip
    filled(tmp_path, second, {"a": b"file", "b/c/d": b"deep"})
    assert (tmp_path / "b/c/d").read_bytes() == b"deep"


def test_places_may_change_again_in_one_build(tmp_path: Path) -> None:
    filled(tmp_path, None, {"a/b/c": b"deep", "a": b"file"})
    assert (tmp_path / "a").read_bytes() == b"file"
    tree = Tree(tmp_path)
    for name in ("x/y/z", "x", "x/y/z"):
        tree.put(name, name.encode())
    assert (tmp_path / "x/y/z").read_bytes() == b"x/y/z"


def test_what_has_another_name_elsewhere_is_not_written_through(tmp_path: Path) -> None:
    first = filled(tmp_path / "site", None, {"a": b"old"})
    (tmp_path / "backup").hardlink_to(tmp_path / "site/a")
    filled(tmp_path / "site", first, {"a": b"new"})
    assert (tmp_path / "backup").read_bytes() == b"old"


def test_a_folder_that_another_process_put_into_the_place_of_a_file_is_swept_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("mine")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "x").write_text("mine")
    here, beside = Tree(tmp_path), Tree(tmp_path)
    here.look()
    beside.put("a/page.html", b"a")
    beside.put("b", b"b")
    here.take(beside.files, beside.written)
    here.sweep()
    assert {name: (tmp_path / name).read_bytes() for name in files_below(tmp_path)} == {"a/page.html": b"a", "b": b"b"}


def test_however_deep_folders_are_they_are_looked_at(tmp_path: Path) -> None:
    deep = ["a/" * depth + "a" for depth in range(300)]  # no deeper than what Python, and so pytest, can delete
    for folder in deep:
        (tmp_path / folder).mkdir()
    calls = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack()) + 100)
    try:
        found = found_below(tmp_path).folders
    finally:
        sys.setrecursionlimit(calls)
    assert set(deep) <= set(found)
