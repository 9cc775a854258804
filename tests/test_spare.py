"""The second folder of a site: what is published by way of it is what a fresh copy would be, whatever was done to it."""

from __future__ import annotations

import errno
import os
import pickle
import random
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import pytest

from archive import publish as module
from archive import swap
from archive.kept.tree import Known, files_below, label_of, mark_of
from archive.publish import MARKER, MARKER_TEXT, locked, publish
from archive.spare import Spare


def made_of(folder: Path) -> dict[str, Known]:
    return {name: Known(label_of((folder / name).read_bytes()), mark_of(folder / name)) for name in files_below(folder)}


def inodes(folder: Path) -> dict[str, int]:
    return {name: (folder / name).stat().st_ino for name in files_below(folder)}


def fill(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


@dataclass
class Site:
    """A site that is published again and again, with what is known of it between."""

    root: Path
    before: dict[str, Known] = field(default_factory=dict)
    spare: Spare = field(init=False)

    def __post_init__(self) -> None:
        (self.root / "build").mkdir(exist_ok=True)
        self.spare = Spare(self.root / "build/spare")

    @property
    def target(self) -> Path:
        return self.root / "site"

    def publish(self, files: dict[str, str]) -> None:
        fill(self.root / "build/site", files)
        built = self.root / "build/site"
        self.before = publish(built, self.target, made_of(built), self.before, self.spare)

    def holds(self, files: dict[str, str]) -> None:
        found = {name: (self.target / name).read_text("utf-8") for name in files_below(self.target)}
        assert found == {MARKER: MARKER_TEXT, **files}
        for path in [self.target, *self.target.rglob("*")]:
            assert stat.S_IMODE(path.lstat().st_mode) == (0o755 if path.is_dir() else 0o644), path
        assert {path.name for path in self.root.iterdir()} == {"build", "site"}
        assert not set(inodes(self.target).values()) & set(inodes(self.root / "build/site").values())


FILES = {"index.html": "home", "a/b/c.html": "deep", "a/d.html": "d", "e.html": "e"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def laid_anew(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Each time that the site was laid anew."""
    times: list[Path] = []
    real = module._stage_and_swap

    def laid(built: Path, place: Path, is_there: Callable[[str], bool]) -> object:
        times.append(place)
        return real(built, place, is_there)

    monkeypatch.setattr(module, "_stage_and_swap", laid)
    return times


CHANGES: list[dict[str, str]] = [
    {**FILES, "e.html": "other"},
    {**FILES, "e.html": "e", "new/er/page.html": "new"},
    {name: text for name, text in FILES.items() if not name.startswith("a/")},
    {**FILES, "a/b": "a file where a folder was"} | {"a/d.html": "d2"},
    FILES,
]


def test_only_what_changed_is_copied(site: Site, laid_anew: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    site.publish(FILES)
    real, copied = shutil.copyfile, list[str]()

    def copying(one: Path, other: Path) -> object:
        copied.append(Path(one).name)
        return real(one, other)

    monkeypatch.setattr(shutil, "copyfile", copying)
    for number in range(3):
        before = inodes(site.target)
        copied.clear()
        files = {**FILES, "e.html": f"word {number}"}
        site.publish(files)
        site.holds(files)
        after = inodes(site.target)
        assert [name for name in after if after[name] != before[name]] == [MARKER, "e.html"] or number == 0
        assert copied == ["e.html"]
    assert len(laid_anew) == 1, "the second folder was there and was not used"


def test_whatever_changes_the_site_is_what_was_made(site: Site, laid_anew: list[Path]) -> None:
    for files in [
        FILES,
        *({name: text for name, text in one.items() if name != "a/b/c.html"} for one in CHANGES),
        FILES,
    ]:
        site.publish(files)
        site.holds(files)
    assert len(laid_anew) == 1


def test_a_walk(site: Site) -> None:
    drawn = random.Random(5)
    files = dict(FILES)
    for _ in range(60):
        for _ in range(drawn.randrange(4)):
            name = f"{drawn.choice('fghi')}/{drawn.choice('jkl')}/{drawn.randrange(3)}.html"
            if drawn.random() < 0.3:
                files.pop(name, None)
            else:
                files[name] = str(drawn.random())
        touched = drawn.choice([site.spare.folder, site.target])
        if drawn.random() < 0.2 and touched.is_dir():
            drawn.choice([*TOUCHED.values()])(touched)
        site.publish(files)
        site.holds(files)


def _shut(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o700 if path.is_dir() else stat.S_IMODE(path.stat().st_mode))


def _linked(folder: Path) -> None:
    (folder / "link").unlink(missing_ok=True)
    (folder / "link").symlink_to("/etc")


TOUCHED: dict[str, Callable[[Path], object]] = {
    "other words": lambda folder: (folder / "index.html").write_text("mine"),
    "as many letters, the old time": lambda folder: _as_before(folder / "index.html"),
    "no right to read it": lambda folder: (folder / "index.html").chmod(0o600),
    "a file is gone": lambda folder: (folder / "index.html").unlink(),
    "a file more": lambda folder: (folder / "thesis.txt").write_text("mine"),
    "a folder more": lambda folder: (folder / "empty").mkdir(exist_ok=True),
    "a folder nobody may enter": lambda folder: (folder / "mine").mkdir(mode=0o700, exist_ok=True),
    "its folders' rights": _shut,
    "its own rights": lambda folder: folder.chmod(0o700),
    "a link": _linked,
    "all of it is gone": shutil.rmtree,
}


def _as_before(path: Path) -> None:
    told = path.stat()
    path.write_text("m" * told.st_size)
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns))


@pytest.mark.parametrize("touch", TOUCHED.values(), ids=TOUCHED)
@pytest.mark.parametrize("where", ["build/spare", "site"])
def test_what_somebody_did_there_is_not_published(site: Site, where: str, touch: Callable[[Path], object]) -> None:
    for number in range(2):
        site.publish({**FILES, "e.html": str(number)})
    touch(site.root / where)
    for number in range(2, 4):
        site.publish({**FILES, "e.html": str(number)})
        site.holds({**FILES, "e.html": str(number)})


def test_what_was_put_into_the_place_of_the_second_folder_is_not_followed(site: Site) -> None:
    site.publish(FILES)
    other = shutil.copytree(site.target, site.root / "build/other")
    shutil.rmtree(site.spare.folder)
    site.spare.folder.symlink_to(other)
    site.publish({**FILES, "e.html": "new"})
    assert not site.target.is_symlink()
    assert (other / "e.html").read_text() == "e", "another folder was written to"
    assert (site.target / "e.html").read_text() == "new"


@pytest.mark.parametrize("number", [0, errno.EXDEV, errno.EPERM, errno.EMLINK])
def test_where_there_can_be_none_the_site_is_laid_anew(site: Site, number: int, laid_anew: list[Path]) -> None:
    refused = mock.patch.object(os, "link", side_effect=OSError(number, os.strerror(number)))
    no_exchange = mock.patch.object(swap, "exchange", return_value=False)
    with refused if number else no_exchange:
        for text in "xyz":
            site.publish({**FILES, "e.html": text})
            site.holds({**FILES, "e.html": text})
    assert len(laid_anew) == 3


@pytest.mark.parametrize("number", range(1, 4))
def test_a_full_disk_leaves_a_whole_site(site: Site, number: int) -> None:
    real, calls = shutil.copyfile, iter(range(1, 1000))

    def failing(one: str, other: str) -> object:
        if next(calls) == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(one, other)

    site.publish(FILES)
    files = {**FILES, "e.html": "2", "a/d.html": "2", "f.html": "2"}
    with mock.patch.object(shutil, "copyfile", failing):
        site.publish(files)
    site.holds(files)
    site.publish(FILES)
    site.holds(FILES)


KILLED = """
import itertools, os, pickle, signal, sys
from pathlib import Path
from archive import lock, publish as module, spare as spares, swap
from archive.spare import Spare
root, state, at = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
before, known, made = pickle.loads(state.read_bytes())
lines = itertools.count()
swap.flush = swap.settle = lambda folder: None
def trace(frame, event, argument):
    if event == "line" and next(lines) == at:
        os.kill(os.getpid(), signal.SIGKILL)
    return trace if frame.f_code.co_filename in {m.__file__ for m in (module, spares, swap, lock)} else None
sys.settrace(trace)
module.publish(root / "build/site", root / "site", made, before, Spare(root / "build/spare", known))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no two folders are exchanged in one step")
def test_kill_at_every_line(site: Site, tmp_path_factory: pytest.TempPathFactory) -> None:
    state, old, new = (
        tmp_path_factory.mktemp("state") / "state",
        {**FILES, "e.html": "old"},
        {**FILES, "e.html": "new", "f/g.html": "g"},
    )
    environment = os.environ | {"PYTHONPATH": str(Path(module.__file__).parents[1])}
    killed, at = True, 0
    while killed:
        site.publish(old)
        site.holds(old)
        fill(site.root / "build/site", new)
        state.write_bytes(pickle.dumps((site.before, dict(site.spare.known), made_of(site.root / "build/site"))))
        command = [sys.executable, "-c", KILLED, str(site.root), str(state), str(at)]
        ended = subprocess.run(command, env=environment, check=False, capture_output=True)
        killed = ended.returncode != 0
        assert not killed or ended.returncode == -9, ended.stderr.decode()
        text = (site.target / "e.html").read_text("utf-8")
        files = {"old": old, "new": new}[text]
        found = {name: (site.target / name).read_text("utf-8") for name in files_below(site.target)}
        assert found == {MARKER: MARKER_TEXT, **files}, f"killed at step {at}, the site is neither the old nor the new"
        (site.root / ".site.lock").unlink(missing_ok=True)
        at += 7
    assert at > 70, "hardly a step was seen"


REVERTED: dict[str, Callable[[Path], object]] = {
    "its rights": lambda path: path.chmod(0o600),
    "its words, as many, the old time": _as_before,
    "other words": lambda path: path.write_text("mine"),
}


@pytest.mark.parametrize("touch", REVERTED.values(), ids=REVERTED)
def test_what_somebody_touched_does_not_come_back_when_a_change_is_taken_back(
    site: Site, touch: Callable[[Path], object]
) -> None:
    for text in ("to", "xa"):
        site.publish({**FILES, "e.html": text})
    touch(site.target / "e.html")
    for text in ("gần", "xa", "to", "xa"):
        site.publish({**FILES, "e.html": text})
        site.holds({**FILES, "e.html": text})


SHUT: dict[str, Callable[[Path], object]] = {
    name: TOUCHED[name]
    for name in ("a folder more", "a folder nobody may enter", "its folders' rights", "its own rights")
}


@pytest.mark.parametrize("touch", SHUT.values(), ids=SHUT)
def test_folders_are_mended_where_no_file_changed(site: Site, touch: Callable[[Path], object]) -> None:
    site.publish(FILES)
    touch(site.target)
    site.publish(FILES)
    site.holds(FILES)


MARKERS: dict[str, Callable[[Path], object]] = {
    "its rights": lambda path: path.chmod(0o600),
    "its words": lambda path: path.write_text("mine"),
}


@pytest.mark.parametrize("touch", MARKERS.values(), ids=MARKERS)
def test_the_file_that_says_whose_the_site_is_is_made_anew(site: Site, touch: Callable[[Path], object]) -> None:
    site.publish(FILES)
    touch(site.target / MARKER)
    for text in "abc":
        site.publish({**FILES, "e.html": text})
        site.holds({**FILES, "e.html": text})


def test_a_link_in_the_site_holds_up_no_build(site: Site) -> None:
    site.publish(FILES)
    _linked(site.target)
    for text in "abc":
        with locked(site.root / "build"):
            site.publish({**FILES, "e.html": text})
        site.holds({**FILES, "e.html": text})
