"""Publishing: whole or not at all, whatever is killed, full, read-only, foreign or busy meanwhile."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import random
import re
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from archive import beside, swap
from archive import publish as module
from archive.findings import Text
from archive.kept.tree import Known, files_below, label_of, mark_of
from archive.lock import BusyError
from archive.publish import MARKER, ensure_ours, heal, locked, publish
from archive.refusal import Refusal

Sites = tuple[Path, Path]
PARKED, STAGED = ".site.old-123-abcdefgh", ".site.new-123-abcdefgh"
BUILT, FOREIGN, EMPTY = f"{MARKER} page.html", "thesis.txt", ""
# How every child starts. It need not flush: kill -9 loses nothing that was written.
HEAD = """
import itertools, os, shutil, signal, sys, time
from pathlib import Path; from archive import lock, publish as module, swap; signal.alarm(300)
way, target, sites = sys.argv[1], Path(sys.argv[2]), [Path(path) for path in sys.argv[3:]]
if "fallback" in way:
    swap.exchange = lambda one, other: False
swap.flush = swap.settle = lambda folder: None
"""
LOOP = "for n in itertools.count(): module.publish(sites[n % 2], target); print('published', flush=True)"
HOLD = "with module.locked(target): print('locked', flush=True); time.sleep(60)"
PAUSE = "shutil.copyfile = lambda *_: print(1, flush=True) or signal.pause()\nmodule.publish(*sites, target)"
# Kills one forked child after another, each a line further on in publish.py and what it calls (after "heal": in heal);
# prints the target as it is right after the kill, then after another heal, then what lies beside it.
EVERY_LINE = """
def state():
    files = list(target.rglob("*"))
    return (target / "letter").read_text() + str(len(files)) if files else "missing"
def killed(when, work):
    def trace(frame, event, argument):
        if event == "line" and when():
            os.kill(os.getpid(), signal.SIGKILL)
        return trace if frame.f_code.co_filename in {m.__file__ for m in (module, swap, lock)} else None
    child = os.fork()
    if child == 0:
        sys.settrace(trace), work(), os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
module.publish(sites[0], target)
print("start", flush=True)
again, step = True, 0
while again and step < 999:
    lines, step = itertools.count(), step + 1
    work = lambda: module.publish(sites[state().startswith("A")], target)
    if way.startswith("heal"):
        assert killed(lambda: not target.exists(), work)
        work = lambda: module.heal(target)
    again = killed(lambda: next(lines) == step, work)
    before = state()
    module.heal(target)
    print(before, state(), *sorted(os.listdir(target.parent)))
print("done")
"""


def make(path: Path, kind: str) -> Path:
    """Put something at the path: a file, a pipe, a link, else a folder with the files that `kind` lists."""
    if kind == "a file":
        path.write_text("mine")
    elif kind == "a pipe":
        os.mkfifo(path)
    elif kind.startswith("link to "):
        path.symlink_to(make(path.with_name("elsewhere"), kind.removeprefix("link to ")))
    elif kind != "nothing":
        path.mkdir()
        for name in kind.split():
            (path / name).parent.mkdir(exist_ok=True)
            (path / name).write_text(path.name)
    return path


def make_site(folder: Path, letter: str, count: int = 12) -> Path:
    """Make a site whose files all hold its letter; half of the names are in both sites."""
    for number in range(count):
        path = folder / f"d{number % 7}" / (f"{number}.html" if number % 2 else f"{letter}{number}.html")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(letter * 500)
    (folder / "letter").write_text(letter)
    return folder


def content(folder: Path) -> dict[str, str]:
    paths = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_text() if path.is_file() else "" for path in paths}


def which(target: Path, sites: Sites) -> str:
    """Say whether the target is entirely A, entirely B, missing, or a mix."""
    found = content(target)
    wholes = [content(site) | {MARKER: module.MARKER_TEXT} for site in sites]
    return "AB"[wholes.index(found)] if found in wholes else "mix" if found else "missing"


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def tree(folder: Path) -> list[tuple[Path, int, bytes]]:
    """List everything below a folder, links not followed, with its inode: equal means untouched."""
    found = [(path, path.lstat()) for path in sorted(folder.rglob("*"))]
    return [(path, s.st_ino, path.read_bytes() if stat.S_ISREG(s.st_mode) else b"") for path, s in found]


@contextmanager
def child(script: str, word: str, *arguments: object) -> Iterator[Iterator[str]]:
    """Run a process that has got as far as printing the word; give its further lines, and kill -9 it."""
    command = [sys.executable, "-c", HEAD + script, *map(str, arguments)]
    path = os.environ | {"PYTHONPATH": str(Path(module.__file__).parents[1])}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=path) as process:
        try:
            output = iter(process.stdout or [])
            assert next(output).strip() == word
            yield output
        finally:
            process.kill()


@pytest.fixture
def sites(tmp_path: Path) -> Sites:
    return make_site(tmp_path / "a", "A"), make_site(tmp_path / "b", "B")


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return make(tmp_path / "www", EMPTY) / "site"


@pytest.fixture(params=["exchange", "fallback"])
def way(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways to swap: every test that asks for it runs twice."""
    one, other = (bytes(make(tmp_path / name, EMPTY)) for name in "xy")
    if "fallback" in request.param:
        monkeypatch.setattr(swap, "exchange", lambda one, other: False)
    elif getattr(ctypes.CDLL(None), "renameat2", lambda *_: -1)(-100, one, -100, other, 2) != 0:
        pytest.skip("this kernel or file system cannot exchange two folders")
    return str(request.param)


def test_every_message_names_a_cure() -> None:
    texts = [value for value in vars(module).values() if isinstance(value, Text)]
    assert [text.en for text in texts if "; hãy " not in text.vi or "; " not in text.en] == []


@pytest.mark.parametrize("kind", ["nothing", EMPTY, BUILT])
def test_ours_is_replaced_whole(kind: str, way: str, target: Path, sites: Sites) -> None:
    before = tree(make(target, kind).parent)
    ensure_ours(target)
    assert tree(target.parent) == before
    for site, letter in zip(sites, "AB", strict=True):
        publish(site, target)
        assert (which(target, sites), names(target.parent)) == (letter, ["site"])
    assert not (sites[0] / MARKER).exists()


@pytest.mark.parametrize(
    ("words", "kind"),
    [("a folder", kind) for kind in ("a file", "a pipe")]
    + [("did not build", kind) for kind in (FOREIGN, f"{MARKER}/thesis.txt")]
    + [("symbolic link", f"link to {kind}") for kind in (BUILT, EMPTY, "nothing")]
    + [("git repository", f"{BUILT} .git/HEAD")],
)
def test_anything_else_is_refused_and_untouched(words: str, kind: str, target: Path, sites: Sites) -> None:
    before = tree(make(target, kind).parent)
    for attempt in (ensure_ours, lambda path: publish(sites[0], path)):
        with pytest.raises(Refusal, match=str(target)) as refused:
            attempt(target)
        assert words in refused.value.message.en
    assert tree(target.parent) == before


def test_a_target_may_lie_in_the_project_but_not_contain_it(tmp_path: Path) -> None:
    project = make(tmp_path / "project", BUILT)
    protected = [project, make(project / "docs", EMPTY)]
    (project / "link").symlink_to(project)
    for path in (".", "..", "docs", "docs/../docs", "link/docs", "/"):
        with pytest.raises(Refusal, match="mà việc dựng cần đến"):
            ensure_ours(project / path, protected)
    for path in ("site", "doc", "docs-site", "../project-site"):
        ensure_ours(project / path, protected)


def test_impossible_targets_are_known_early(tmp_path: Path) -> None:
    make(tmp_path / "file", "a file").chmod(0o755)
    (tmp_path / "circle").symlink_to("circle")
    for path in ("file/deeper/site", "circle", "circle/site", "x" * 300, "/"):
        with pytest.raises(Refusal):
            ensure_ours(tmp_path / path)
    with mock.patch.object(os, "access", return_value=False), pytest.raises(Refusal, match="không có quyền"):
        ensure_ours(tmp_path / "deeper" / "site")


def test_the_rendered_folder_and_the_target_are_apart(sites: Sites, target: Path) -> None:
    publish(sites[0], target)
    inner = shutil.copytree(sites[1], target / "build" / "site")
    before = tree(target)
    for built, goal in ((inner, target), (target, target), (target, target / "new" / "site")):
        with pytest.raises(Refusal):
            publish(built, goal)
    assert tree(target) == before


def test_a_relative_path_to_another_disk(way: str, sites: Sites, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sites[0].parent)
    with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        Path("link").symlink_to(folder)
        for site, letter in (("a", "A"), ("b", "B")):
            publish(Path(site), Path("link/not/yet/site"))
            assert which(Path(folder) / "not" / "yet" / "site", sites) == letter
        assert names(Path(folder) / "not" / "yet") == ["site"]


def test_mode_bits_do_not_depend_on_umask_or_source(target: Path, sites: Sites) -> None:
    (sites[0] / "letter").chmod(0o4700)
    (sites[0] / "d1").chmod(0o2700)
    old = os.umask(0o077)
    try:
        publish(sites[0], target)
    finally:
        os.umask(old)
    for path in [target, *target.rglob("*")]:
        assert stat.S_IMODE(path.lstat().st_mode) == (0o755 if path.is_dir() else 0o644), path


@pytest.mark.parametrize("kind", ["link to a file", "link to nothing", "link to ", "a pipe"])
def test_links_and_pipes_are_not_published(kind: str, target: Path, sites: Sites) -> None:
    publish(sites[0], target)
    make(sites[1] / "d1" / "secret", kind)
    with pytest.raises(Refusal, match="không được xuất bản"):
        publish(sites[1], target)
    assert (which(target, sites), names(target.parent)) == ("A", ["site"])


@pytest.mark.parametrize(
    ("owner", "name", "number", "failure", "words"),
    [
        (shutil, "copyfile", 10, errno.ENOSPC, "đã đầy"),
        (shutil, "copyfile", 1, errno.EIO, "Input/output error"),
        (shutil, "copyfile", 5, KeyboardInterrupt("Ctrl-C"), "Ctrl-C"),
        (swap, "flush", 1, errno.ENOSPC, "đã đầy"),
        (Path, "open", 1, errno.EROFS, "một đĩa chỉ đọc"),
        (tempfile, "mkdtemp", 1, errno.EROFS, "một đĩa chỉ đọc"),
        # The first rename finds the target full; in the fallback the next parks the old, then the new comes.
        (Path, "rename", 1, errno.EACCES, "không có quyền"),
        (Path, "rename", 2, errno.EXDEV, "lớp ảnh container"),
        (Path, "rename", 3, errno.ENOSPC, "đã đầy"),
    ],
)
def test_a_failure_leaves_the_old_site_and_nothing_beside_it(
    owner: Any, name: str, number: int, failure: Any, words: str, target: Path, sites: Sites
) -> None:
    real, calls = getattr(owner, name), iter(range(1, 1000))
    failure = OSError(failure, os.strerror(failure)) if isinstance(failure, int) else failure

    def failing(*arguments: Any, **options: Any) -> Any:
        if next(calls) == number:
            raise failure
        return real(*arguments, **options)

    publish(sites[0], target)
    before = tree(target)
    no_exchange = mock.patch.object(swap, "exchange", return_value=False)
    refused = pytest.raises((Refusal, KeyboardInterrupt), match=words)
    with no_exchange, mock.patch.object(owner, name, failing), refused:
        publish(sites[1], target)
    assert (tree(target), names(target.parent)) == (before, ["site"])
    publish(sites[1], target)
    assert which(target, sites) == "B"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")
def test_what_the_other_process_fails_by_tells_of_the_old_site_too(
    target: Path, sites: Sites, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(source: str, copy: str) -> None:
        if source.endswith("/letter"):  # the last of all
            asked_by.write_text(str(os.getpid()), "utf-8")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(source, copy)

    real, asked_by = shutil.copyfile, target.parent.parent / "asked by"
    publish(sites[0], target)
    monkeypatch.setattr(beside, "possible", lambda: True)
    monkeypatch.setattr(beside, "ENOUGH", 0)
    monkeypatch.setattr(shutil, "copyfile", failing)
    with pytest.raises(Refusal, match=r"trang cũ giữ nguyên.*đã đầy"):
        publish(sites[1], target)
    assert int(asked_by.read_text("utf-8")) != os.getpid(), "this process put it there itself"
    assert (which(target, sites), names(target.parent)) == ("A", ["site"])


def test_an_old_site_that_cannot_be_deleted_is_left_to_heal(target: Path, sites: Sites) -> None:
    publish(sites[0], target)
    with mock.patch.object(shutil, "rmtree", side_effect=OSError(errno.EIO, "?")):
        publish(sites[1], target)
    assert (which(target, sites), len(names(target.parent))) == ("B", 2)
    heal(target)
    assert (which(target, sites), names(target.parent)) == ("B", ["site"])


def test_a_target_that_turns_foreign_meanwhile_is_untouched(target: Path, sites: Sites) -> None:
    turn = mock.patch.object(swap, "flush", side_effect=lambda folder: make(target, FOREIGN))
    with turn, pytest.raises(Refusal, match="không do archive dựng"):
        publish(sites[0], target)
    assert (names(target), names(target.parent)) == (["thesis.txt"], ["site"])


def test_kill_at_random_moments(way: str, target: Path, sites: Sites) -> None:
    for site, letter in zip(sites, "AB", strict=True):
        make_site(site, letter, 150)
    moments, seen = random.Random(f"publish {way}"), set()
    for _ in range(13):
        with child(LOOP, "published", way, target, *sites) as output:
            for _ in range(moments.randrange(2)):
                next(output)
            end = time.monotonic() + moments.uniform(0, 0.02)
            while time.monotonic() < end:  # An exchange leaves no moment without a site at the address.
                assert way == "fallback" or (target / "letter").exists()
        state = which(target, sites)
        heal(target)
        healed = which(target, sites)
        assert state == healed or (way, state) == ("fallback", "missing")
        assert (healed in "AB", names(target.parent)) == (True, ["site"])
        seen.add(healed)
    assert seen == {"A", "B"}


@pytest.mark.parametrize("way", ["exchange", "fallback", "heal after fallback"], indirect=True)
def test_kill_at_every_line(way: str, target: Path, tmp_path: Path) -> None:
    small = make_site(tmp_path / "a", "A", 2), make_site(tmp_path / "b", "B", 4)
    whole = [f"{letter}{len(content(site)) + 1}" for letter, site in zip("AB", small, strict=True)]
    with child(EVERY_LINE, "start", way, target, *small) as output:
        *lines, last = [line.split() for line in output]
    assert last == ["done"]
    assert len(lines) > (20 if way.startswith("heal") else 100)
    assert {tuple(beside) for _, _, *beside in lines} == {("site",)}
    assert {after for _, after, *_ in lines} == set(whole[:1] if way.startswith("heal") else whole)
    torn = {before for before, after, *_ in lines if before != after}
    assert torn == ({"missing"} if "fallback" in way else set())


def test_heal_removes_what_dead_builds_left_and_nothing_else(target: Path) -> None:
    parent = make(target, BUILT).parent
    kept = [".site.new-design", ".site2.new-123-abcdefgh", "site.new-123-abcdefgh", ".site.newer-1-abcdefgh"]
    for name in (PARKED, STAGED, *kept):
        make(parent / name, BUILT)
    make(parent / ".site.new-1-abcdefgh", EMPTY)
    for number, kind in enumerate([f"link to {BUILT}", "a file", FOREIGN]):
        kept.append(make(parent / f".site.new-9-foreign{number}", kind).name)
    before = [tree(parent / name) for name in kept]
    heal(target)
    heal(target / "not" / "yet")
    assert names(parent) == sorted(["site", "elsewhere", *kept])
    assert [tree(parent / name) for name in kept] == before


@pytest.mark.parametrize("kind", ["nothing", EMPTY, BUILT, FOREIGN])
def test_heal_puts_the_parked_site_back_where_none_is(kind: str, target: Path) -> None:
    for name in (PARKED, STAGED):
        make(target.with_name(name), BUILT)
    heal(make(target, kind))
    assert names(target.parent) == ([PARKED, "site"] if kind == FOREIGN else ["site"])
    assert {page.read_text() for page in target.iterdir()} == {PARKED if kind in ("nothing", EMPTY) else "site"}


def test_what_a_live_build_stages_is_kept_and_a_dead_ones_is_not(target: Path, sites: Sites) -> None:
    publish(sites[0], target)
    for clear in (heal, lambda path: publish(sites[0], path)):
        with child(PAUSE, "1", "exchange", target, sites[1]):
            before = tree(target.parent)
            heal(target)
            with pytest.raises(BusyError, match="đang xuất bản"):
                publish(sites[1], target)
            assert tree(target.parent) == before
        assert (which(target, sites), len(names(target.parent))) == ("A", 3), "site, staging and lock"
        clear(target)
        assert (which(target, sites), names(target.parent)) == ("A", ["site"])


def test_a_second_build_is_refused_at_once_while_the_first_runs(tmp_path: Path) -> None:
    held = child(HOLD, "locked", "exchange", tmp_path / "build")
    with held, pytest.raises(BusyError, match="đang chạy"), locked(tmp_path / "build"):
        pytest.fail("both builds run")
    with pytest.raises(FileNotFoundError, match="of the build"), locked(tmp_path / "build"):
        raise FileNotFoundError("of the build")
    with locked(tmp_path / "build"):
        assert names(tmp_path / "build") == [".lock"]
    assert names(tmp_path / "build") == []
    with pytest.raises(Refusal, match="file"), locked(make(tmp_path / "file", "a file")):
        pytest.fail("locked a file")


def test_a_lock_file_that_its_last_holder_deleted_is_no_lock(tmp_path: Path) -> None:
    lock, real, calls = tmp_path / "build" / ".lock", fcntl.flock, iter(range(100))

    def flock(file: Any, operation: int) -> None:
        if next(calls) == 0:
            lock.unlink()  # The last holder does so between our open and our flock.
        real(file, operation)

    patched, refused = mock.patch.object(fcntl, "flock", flock), pytest.raises(BusyError)
    with patched, locked(tmp_path / "build"), refused, locked(tmp_path / "build"):
        pytest.fail("both builds run")


IRREGULAR = ["link to a file", "link to nothing", "link to a pipe", "link to ", "a pipe", "thesis.txt"]


@pytest.mark.parametrize("kind", IRREGULAR)
@pytest.mark.parametrize("name", ["site", "build"])
def test_a_lock_that_is_no_plain_file_is_refused_and_not_followed(
    tmp_path: Path, sites: Sites, name: str, kind: str
) -> None:
    place = tmp_path / ".site.lock" if name == "site" else tmp_path / "build" / ".lock"
    place.parent.mkdir(exist_ok=True)
    make(place, kind)
    before = tree(tmp_path)
    with pytest.raises(Refusal, match=re.escape(f"{place} là liên kết tượng trưng hoặc")) as caught:
        publish(sites[0], tmp_path / "site") if name == "site" else ExitStack().enter_context(
            locked(tmp_path / "build")
        )
    assert f"{place} is a symbolic link or no plain file" in caught.value.message.en
    assert tree(tmp_path) == before, "something was made, changed or deleted before or after the refusal"


@pytest.mark.parametrize("kind", IRREGULAR)
def test_heal_tells_of_such_a_lock_before_the_long_work(tmp_path: Path, kind: str) -> None:
    make(tmp_path / ".site.lock", kind)
    with pytest.raises(Refusal, match="không phải tệp thường"):
        heal(tmp_path / "site")


@pytest.mark.parametrize("name", ["", "pages", "pages/vi", "pages/vi/index.md", "site", "cards", "cards/x.png", "kept"])
@pytest.mark.parametrize("kind", ["link to thesis.txt", "link to a file", "link to nothing", "a pipe"])
def test_a_build_folder_that_leads_elsewhere_is_refused(tmp_path: Path, name: str, kind: str) -> None:
    place = tmp_path / "build" / name if name else tmp_path / "build"
    place.parent.mkdir(parents=True, exist_ok=True)
    make(place, kind)
    before = tree(tmp_path)
    with pytest.raises(Refusal) as caught, locked(tmp_path / "build"):
        pytest.fail(f"a build would write through {place}")
    assert str(place) in caught.value.message.en
    assert str(place) in caught.value.message.vi
    assert tree(tmp_path) == before


def made_of(site: Path) -> dict[str, Known]:
    """What a build knows of a folder that it filled."""
    return {name: Known(label_of((site / name).read_bytes()), mark_of(site / name)) for name in files_below(site)}


def inodes(target: Path) -> dict[str, int]:
    return {name: (target / name).stat().st_ino for name in files_below(target)}


def test_what_is_published_already_is_linked_and_shares_nothing_with_the_build(
    way: str, target: Path, sites: Sites
) -> None:
    one, other = sites
    first = publish(one, target, made_of(one))
    before = inodes(target)
    (other / "letter").write_text("A")
    known = publish(other, target, made_of(other), first)
    assert known == {name: found for name, found in made_of(target).items() if name != MARKER}
    assert which(target, sites) == "B", way
    after = inodes(target)
    assert after["letter"] == before["letter"], "what is the same was copied"
    assert after["d1/1.html"] != before["d1/1.html"], "what changed was linked"
    assert not set(after.values()) & set(inodes(other).values()), "the site and the build share a file"
    assert all((target / name).stat().st_nlink == 1 for name in after)


HANDS = {
    "other words": lambda path: path.write_text("somebody's"),
    "as many letters": lambda path: path.write_text("B" * 1),
    "no right to read it": lambda path: path.chmod(0o600),
    "gone": lambda path: path.unlink(),
}


@pytest.mark.parametrize("touch", HANDS.values(), ids=HANDS)
def test_what_somebody_touched_in_the_site_is_copied_anew(
    target: Path, sites: Sites, touch: Callable[[Path], object]
) -> None:
    one, _ = sites
    known = publish(one, target, made_of(one))
    touch(target / "letter")
    publish(one, target, made_of(one), known)
    assert which(target, sites) == "A"
    assert stat.S_IMODE((target / "letter").stat().st_mode) == 0o644


def test_what_another_site_is_known_by_is_not_taken_for_this_one(tmp_path: Path, target: Path, sites: Sites) -> None:
    one, other = sites
    known = publish(other, tmp_path / "elsewhere", made_of(other))
    publish(one, target, made_of(one))
    publish(one, target, made_of(one), known)
    assert which(target, sites) == "A"
