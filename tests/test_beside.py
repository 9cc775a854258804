"""A part of a work in a process beside this one: what it gives, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from tests.archives import REPOSITORY, bytes_of, project

from archive import beside, making
from archive.beside import Beside, Talk, in_two, possible
from archive.build import Options, build
from archive.extending import formats
from archive.findings import Lang, Text
from archive.finish import finishing
from archive.finish.built import Built
from archive.listener import Listener
from archive.refusal import FAULT, Refusal

PATIENCE = 60
"""Seconds after which something never comes; nothing is measured."""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere one process does all")


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is to be done is worth a process: the tests' own may have threads, none of which works here."""
    for module in (beside, making):
        monkeypatch.setattr(module, "possible", lambda: True)
        monkeypatch.setattr(module, "ENOUGH", 1)


def squares(items: Sequence[int]) -> tuple[int, list[int]]:
    return os.getpid(), [item * item for item in items]


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("count", [1, 2, 3, 1000])
def test_halves_are_made_by_two_processes_and_come_in_order(count: int) -> None:
    made = in_two(squares, range(count))
    assert [square for _, half in made for square in half] == [item * item for item in range(count)]
    assert len({process for process, _ in made}) == 2


def test_little_is_made_here() -> None:
    assert in_two(squares, range(beside.ENOUGH - 1)) == [squares(range(beside.ENOUGH - 1))]


def test_no_copy_is_made_that_would_lack_a_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    assert possible()
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert not possible()
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert not possible()


def refuse(_: Talk) -> None:
    raise Refusal(Text("đĩa đầy", "the disk is full"), status=2)


def crash(_: Talk) -> None:
    raise KeyError("thieu")


def die(_: Talk) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize(
    ("work", "said", "status"),
    [
        (refuse, "the disk is full", 2),
        (crash, "KeyError: 'thieu'", FAULT),
        (die, f"stopped half-way (status {-signal.SIGKILL})", 1),
    ],
)
def test_what_it_fails_by_is_raised_here_in_words(work: beside.Work, said: str, status: int) -> None:
    with pytest.raises(Refusal) as refused, Beside(work) as other:
        other.receive()
    assert said in refused.value.message.en
    assert refused.value.status == status


def test_values_go_to_and_fro() -> None:
    def work(talk: Talk) -> None:
        talk.send("mine")
        talk.send(("yours was", talk.receive()))

    with Beside(work) as other:
        assert other.receive() == "mine"
        other.send(7)
        assert other.receive() == ("yours was", 7)


def test_one_that_nobody_asks_any_more_ends() -> None:
    """Both where it waits for a word, and where something went wrong here while it works on."""
    with Beside(lambda talk: talk.receive()) as other:
        pass
    assert other.ended
    with pytest.raises(KeyError), Beside(lambda _: time.sleep(PATIENCE * 10)) as other:
        raise KeyError
    assert other.ended


def test_it_ends_with_whoever_started_it(tmp_path: Path) -> None:
    """A build that was killed leaves nobody writing where the next one works."""
    told = tmp_path / "pid"
    code = (
        "import os, time; from pathlib import Path; from archive.beside import Beside\n"
        "def work(talk):\n"
        f"    Path({str(told)!r} + '.new').write_text(str(os.getpid())); os.rename({str(told)!r} + '.new', {str(told)!r})\n"
        "    time.sleep(600)\n"
        "with Beside(work) as other: other.receive()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(REPOSITORY / "scripts")}
    )
    end = time.monotonic() + PATIENCE
    while not told.exists():
        assert time.monotonic() < end, "it never began"
        time.sleep(0.02)
    process.kill()
    process.wait()
    while alive(int(told.read_text())):
        assert time.monotonic() < end, "it works on"
        time.sleep(0.02)


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] not in {"Z", "X"}
    except FileNotFoundError:
        return False


def test_a_site_of_two_halves_is_that_of_one_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all that is kept of it, so that the next build has nothing to do."""
    root = project(tmp_path)
    monkeypatch.setattr(making, "possible", lambda: False)
    assert build(root, Options(root / "site"), {}, Listener()) == []
    whole = bytes_of(root / "site")
    for folder in ("build", "site"):
        (root / folder).rename(tmp_path / f"{folder} of one")
    started = []

    class Noted(Beside):
        def __init__(self, work: beside.Work) -> None:
            started.append(work)
            super().__init__(work)

    for module in (beside, making):
        monkeypatch.setattr(module, "possible", lambda: True)
        monkeypatch.setattr(module, "ENOUGH", 1)
        monkeypatch.setattr(module, "Beside", Noted)
    begun = tmp_path / "build of one" / "begun"

    def begin(built: Built, lang: Lang) -> None:
        with begun.open("a", encoding="utf-8") as said:
            said.write(f"{lang} {os.getpid() == here}\n")
        finishing.begin(built, lang)

    here = os.getpid()
    monkeypatch.setattr(making, "begin", begin)
    listener = Listener()
    assert build(root, Options(root / "site"), {}, listener) == []
    assert len(started) == 4, "the check, the pages, the inspection, the publishing"
    assert sorted(begun.read_text("utf-8").splitlines()) == ["en False", "vi True"], "formats wait for all pages"
    assert bytes_of(root / "site") == whole
    said = {report.name: report.text.en for report in listener.reports}
    again = Listener()
    assert build(root, Options(root / "site"), {}, again) == []
    kept = {report.name: report.text.en for report in again.reports}
    assert kept["render"] == "mkdocs, 0 pages"
    assert kept["stage"].endswith(", 0 files changed")
    assert kept["finish"].endswith(", 0 written")
    assert said["render"] == f"mkdocs, {said['stage'].partition(' ')[0]} pages"


@pytest.mark.usefixtures("two")
def test_what_is_wrong_in_the_other_half_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path)

    def render(*given: object) -> list[str]:
        return ["wrong in both", f"wrong in {os.getpid() == here}"]

    here = os.getpid()
    monkeypatch.setattr(making, "render", render)
    found = build(root, Options(root / "site"), {}, Listener())
    assert {
        word for word in ("wrong in both", "wrong in True", "wrong in False") for one in found if word in one.message.en
    } == {"wrong in both", "wrong in True", "wrong in False"}
    assert len(found) == 3


def test_what_a_format_cannot_begin_is_left_to_its_finish(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(built: Built, lang: Lang) -> None:
        asked.append(lang)
        raise Refusal(Text("không được", "no"))

    asked: list[Lang] = []
    some = replace(formats()[0], begin=refuse), replace(formats()[1], begin=None)
    monkeypatch.setattr(finishing, "formats", lambda: some)
    finishing.begin(cast("Built", None), "en")
    assert asked == ["en"]
