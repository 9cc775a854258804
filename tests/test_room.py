"""What a stage worked with goes before the next one, where much is taken; and nothing holds on to it by mistake."""

from __future__ import annotations

import gc
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
from tests.archives import project

from archive import making, room
from archive.build import Options, build
from archive.content.model import Archive
from archive.inspect import inspect_site
from archive.listener import Listener


@lru_cache(maxsize=4096)
def many(number: int) -> str:
    """An answer of which there are many."""
    return str(number)


@lru_cache
def few(number: int) -> str:
    """One that all stages ask."""
    return str(number)


@pytest.mark.parametrize(("taken", "kept"), [(room.LARGE, 0), (room.LARGE - 1, 2000)])
def test_what_was_worked_out_of_many_texts_is_forgotten_where_much_is_taken(
    monkeypatch: pytest.MonkeyPatch, taken: int, kept: int
) -> None:
    monkeypatch.setitem(sys.modules, "archive.of_a_test", sys.modules[__name__])
    monkeypatch.setattr(room, "_taken", lambda: taken)
    for number in range(2000):
        many(number)
    few(1)
    room.give_back()
    assert many.cache_info().currsize == kept
    assert few.cache_info().currsize == 1
    many.cache_clear()


def test_what_is_taken_is_told_in_kib() -> None:
    size = room._taken()
    assert 8 * 1024 < size < 64 * 1024 * 1024, f"{size} KiB are no size of this process"


def test_the_archive_is_gone_before_its_site_is_inspected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a large archive both would take as much room: neither a frame nor the renderer may hold on to it."""
    root = project(tmp_path)
    asked = 0

    def inspected(*given: Any) -> Any:
        nonlocal asked
        asked += 1
        gc.collect()
        held = [one for one in gc.get_objects() if isinstance(one, Archive) and one.root == root]
        assert held == [], "gc.get_referrers tells who holds it"
        return inspect_site(*given)

    monkeypatch.setattr(making, "inspect_site", inspected)
    assert [found for found in build(root, Options(root / "site"), {}, Listener()) if found.severity == "error"] == []
    assert asked
