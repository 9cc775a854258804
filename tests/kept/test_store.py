"""What a build keeps for the next one: given back to the same folder and the same code, and to nobody else."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.archives import project

from archive.build import Options, build
from archive.folders import BUILD
from archive.kept import held, store
from archive.kept.secret import SECRET, build_secret
from archive.kept.tree import Known, label_of, mark_of
from archive.listener import Listener


@pytest.fixture
def work(tmp_path: Path) -> Path:
    """A folder in which a build kept something."""
    folder = tmp_path / "build"
    folder.mkdir()
    kept = reading(folder)
    kept.trees["site"] = {"a.html": Known("label", "mark")}
    kept.units["stage"] = {"đơn vị": {"asked": [[["archive", "x"]], "y"]}}
    kept.save()
    return folder


def reading(folder: Path) -> store.Kept:
    build_secret(folder)
    return store.read(folder / store.NAME)


def test_what_was_kept_is_given_back(work: Path) -> None:
    kept = reading(work)
    assert kept.trees == {"site": {"a.html": Known("label", "mark")}}
    assert kept.of("stage") == {"đơn vị": {"asked": [[["archive", "x"]], "y"]}}
    assert sorted(path.name for path in work.iterdir()) == [store.NAME, SECRET], "something is left beside it"


Body = dict[tuple[str, str], Any]


def read(path: Path) -> tuple[dict[str, Any], Body]:
    """The head of a file, and what it holds."""
    head = json.loads(path.read_bytes().partition(b"\n")[0])
    return head, {(part, name): values for part, name, values in map(held.value, held.read(path))}


def write(path: Path, head: dict[str, Any], body: Body) -> None:
    """Write a file as somebody would who knows how it is made."""
    each = (held.told((*at, values)) for at, values in body.items())
    data = b"".join(b"%d\n%b" % (len(told), told) for told in each)
    path.write_bytes(json.dumps({**head, "body": label_of(data)}).encode() + b"\n" + data)


def _head(**values: str) -> Callable[[Path], object]:
    def spoil(work: Path) -> None:
        head, body = read(work / store.NAME)
        write(work / store.NAME, head | values, body)

    return spoil


def _body(change: Callable[[Body], object]) -> Callable[[Path], object]:
    def spoil(work: Path) -> None:
        head, body = read(work / store.NAME)
        change(body)
        write(work / store.NAME, head, body)

    return spoil


class Harm:
    """Ends the process wherever it is unpickled."""

    def __reduce__(self) -> tuple[Callable[[int], object], tuple[int]]:
        return os._exit, (9,)


def _one_letter(work: Path) -> None:
    data = (work / store.NAME).read_bytes()
    (work / store.NAME).write_bytes(data.replace(b"label", b"lobel"))


def _folder(work: Path) -> None:
    (work / store.NAME).unlink()
    (work / store.NAME).mkdir()


def _link(work: Path) -> None:
    (work / store.NAME).rename(work / "aside")
    (work / store.NAME).symlink_to("aside")


SPOILT: dict[str, Callable[[Path], object]] = {
    "other code": _head(made_by="other"),
    "another folder's": _head(owner="other"),
    "nobody's": _head(owner=""),
    "one letter": _one_letter,
    "a tree that is none": _body(lambda data: data.update({("trees", "site"): [1]})),
    "a part that is none": _body(lambda data: data.update({("units", ""): None})),
    "a file that is none": _body(lambda data: data.update({("trees", "site"): {"a": 5}})),
    "units that are none": _body(lambda data: data.update({("units", "stage"): 5})),
    "a class": _body(lambda data: data.update({("units", "stage"): {"a": Path}})),
    "a command": _body(lambda data: data.update({("units", "stage"): {"a": Harm()}})),
    "cut short": lambda work: (work / store.NAME).write_bytes((work / store.NAME).read_bytes()[:-9]),
    "not UTF-8": lambda work: (work / store.NAME).write_bytes(b"\xff{}"),
    "nested without end": lambda work: (work / store.NAME).write_text("[" * 200_000),
    "a folder": _folder,
    "a link": _link,
    "another secret": lambda work: (work / SECRET).unlink(),
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_does_not_hold_is_nothing(work: Path, spoil: Callable[[Path], object]) -> None:
    spoil(work)
    kept = reading(work)
    assert (kept.trees, kept.units) == ({}, {})


def test_what_came_with_a_project_is_not_believed(tmp_path: Path) -> None:
    """Whoever ships `build/`, secret and all, cannot know when this machine will write it: a planted page is made anew."""
    theirs = project(tmp_path / "theirs")
    assert build(theirs, Options(theirs / "site"), {}, Listener()) == []
    page = theirs / BUILD / "site/index.html"
    mine = tmp_path / "mine"
    shutil.copytree(theirs, mine, copy_function=shutil.copy2)
    planted = mine / BUILD / "site/index.html"
    planted.write_text("planted", "utf-8")
    # The best that they can do: the mark of the planted page as if they had seen it.
    head, body = read(theirs / BUILD / store.NAME)
    body["trees", "site"]["index.html"] = (body["trees", "site"]["index.html"][0], mark_of(planted))
    write(mine / BUILD / store.NAME, head, body)
    assert build(mine, Options(mine / "site"), {}, Listener()) == []
    assert (mine / "site/index.html").read_bytes() == page.read_bytes() == (theirs / "site/index.html").read_bytes()


def test_what_works_with_it_is_part_of_who_made_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another version of any package makes all anew: its folder of metadata has another name."""
    packages = tmp_path / "site-packages"
    (packages / "theme-1.0.dist-info").mkdir(parents=True)
    monkeypatch.setattr("sys.path", [str(packages)])
    monkeypatch.setattr(held, "made_by", held.made_by.__wrapped__)
    first = held.made_by()
    assert held.made_by() == first
    (packages / "theme-1.0.dist-info").rename(packages / "theme-1.1.dist-info")
    assert held.made_by() != first


def test_what_the_code_says_is_part_of_who_made_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Code, words and templates of the package: whatever stands in it, but what Python compiled of it."""
    package = tmp_path / "archive"
    (package / "words").mkdir(parents=True)
    (package / "words/vi.toml").write_text("a")
    monkeypatch.setattr(held, "_PACKAGE", package)
    made_by = held.made_by.__wrapped__
    first = made_by()
    (package / "words/x.pyc").write_text("b")
    assert made_by() == first
    (package / "words/vi.toml").write_text("b")
    assert made_by() != first


def test_a_place_that_cannot_be_written_to_is_left_alone(work: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, before = reading(work), sorted(work.iterdir())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    kept.save()
    assert sorted({*work.iterdir()} - {work / f"{store.NAME}.new"}) == before
    monkeypatch.undo()
    reading(work).save()
    assert sorted(work.iterdir()) == before, "what could not be put in its place is left behind"
