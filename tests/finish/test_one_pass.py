"""A page goes from the renderer to its file once: nothing in the site is written twice, and no page read back but to inspect it."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import pytest
from tests.archives import project

from archive.content.read import read_archive
from archive.context import Context
from archive.findings import errors
from archive.listener import Listener
from archive.making import Making, read_kept

WRITING = os.O_WRONLY | os.O_RDWR
opened: list[tuple[str, bool]] = []
"""Every file that this process opens while `watched` says so: its path, and whether it is written."""
watched: list[Path] = []


def _note(event: str, arguments: tuple[object, ...]) -> None:
    if watched and event == "open" and isinstance(arguments[0], (str, os.PathLike)):
        path, flags = os.fspath(arguments[0]), arguments[2]
        if isinstance(path, str) and path.startswith(str(watched[0])):
            opened.append((path, isinstance(flags, int) and bool(flags & WRITING)))
    if watched and event == "os.rename" and str(arguments[0]).startswith(str(watched[0])):
        # Written aside, and put into its place in whole.
        assert opened.pop() == (str(arguments[0]), True)
        opened.append((str(arguments[1]), True))


sys.addaudithook(_note)  # it cannot be taken away again: without a folder to watch it notes nothing


@pytest.fixture(scope="module")
def noted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, bool]]]:
    """A small site, built, with all that was opened in it on the way."""
    root = project(tmp_path_factory.mktemp("once"))
    site = root / "build/site"
    site.parent.mkdir()
    archive = read_archive(root)
    watched.append(site)
    try:
        found = Making(root, archive, Context("https://host.example/"), root / "build", read_kept(root / "build")).site(
            Listener()
        )
    finally:
        watched.clear()
    assert not errors(found), found
    return site, [*opened]


def test_no_file_is_written_twice(noted: tuple[Path, list[tuple[str, bool]]]) -> None:
    site, found = noted
    written = Counter(path for path, writing in found if writing)
    pages = {str(path) for path in site.rglob("*.html")}
    assert len(pages) > 50
    assert pages <= written.keys(), "written by another way than is watched"
    assert {path: count for path, count in written.items() if count > 1} == {}
    left = [path for path in written if not Path(path).exists()]
    assert not left, f"written to be deleted: {left[:3]}"


def test_no_page_is_read_but_to_inspect_it(noted: tuple[Path, list[tuple[str, bool]]]) -> None:
    read = Counter(path for path, writing in noted[1] if not writing and path.endswith(".html"))
    assert {path: count for path, count in read.items() if count > 1} == {}
