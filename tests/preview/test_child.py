"""Builds in a process of their own, and what sets them off."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from tests.archives import KQ, REPOSITORY, edit, put

from archive.kept.memory import Memory
from archive.preview import child, watch
from archive.preview.child import Builder
from archive.preview.flow import SHOWN, Outcome

LIST = "id/kq-01-1/index.html"
"""The statement's own page, which shows its words too."""
PATIENCE = 120
"""Seconds after which something never comes; nothing is measured."""


def built(root: Path, command: Sequence[str] = child.COMMAND) -> Outcome:
    """One build in a process of its own."""
    with Builder(root, command) as builder:
        return builder.built()


def until(true: Callable[[], object], what: str) -> None:
    """Wait for something to come true."""
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, f"{what}: it never came"
        time.sleep(0.05)


@pytest.fixture(autouse=True)
def scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The package as children find it."""
    monkeypatch.setenv("PYTHONPATH", str(REPOSITORY / "scripts"))
    monkeypatch.delenv("SITE_URL", raising=False)


def test_the_outcome_comes_back_and_nothing_else_does(small_project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert built(small_project) == Outcome(shown=True)
    assert (small_project / SHOWN / "index.html").is_file()
    edit(small_project, (f"vi/{KQ}", "kind: result", "kind: ["))
    outcome = built(small_project)
    assert {finding.place.path for finding in outcome.findings} == {f"docs/vi/{KQ}"}
    assert outcome.as_before == (f"docs/vi/{KQ}",)
    assert capfd.readouterr() == ("", "")


def test_a_change_of_the_code_counts_in_the_next_build(
    small_project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a fault in it is told, with its place, by the server that runs on; while it is the same the process is, too."""
    more = tmp_path_factory.mktemp("code")
    (more / "sitecustomize.py").write_text(
        "import archive.making\narchive.making.finish_site = lambda _: 1 / 0\n", "utf-8"
    )
    marks = {"archive/x.py": (1, 1, 1)}
    monkeypatch.setattr(child, "files", lambda _: dict(marks))
    with Builder(small_project) as builder:
        assert builder.built().shown
        monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(more), str(REPOSITORY / "scripts")]))
        assert builder.built().shown, "another process builds although the code is the same"
        marks["archive/x.py"] = (1, 2, 1)
        outcome = builder.built()
        assert not outcome.shown
        assert outcome.refusal is not None
        assert "ZeroDivisionError" in outcome.refusal.vi


def test_what_is_looked_at_is_told_before_the_rest(small_project: Path) -> None:
    page, early = "ket-qua/2015-2018/kq-01/index.html", []

    def tell(outcome: Outcome) -> None:
        shown = small_project / SHOWN
        early.append((outcome.whole, *("cùng giúp" in (shown / name).read_text("utf-8") for name in (page, LIST))))

    with Builder(small_project) as builder:
        assert builder.built([page], tell).shown
        assert early == [], "nothing is known of its pages yet"
        edit(small_project, (f"vi/{KQ}", "51 đơn vị giúp", "51 đơn vị cùng giúp"))
        assert builder.built([page], tell).whole
        assert early == [(False, True, False)], "the page that is looked at, and no other"
        assert "cùng giúp" in (small_project / SHOWN / LIST).read_text("utf-8")


def test_what_is_at_hand_is_written_down_when_nobody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing more is asked once the other side has gone."""
    monkeypatch.setattr(child, "AT_REST", 0.0)
    reading, writing = os.pipe()
    written: list[str] = []

    def write(_: Memory) -> None:
        written.append("")
        os.close(writing)

    def build(_root: Path, _: object, memory: Memory, looked_at: list[str], tell: Callable[[Outcome], None]) -> Outcome:
        assert isinstance(memory, Memory)
        assert looked_at == ["a"]
        tell(Outcome(whole=False))
        return Outcome()

    monkeypatch.setattr(Memory, "write", write)
    answers: list[Outcome] = []
    os.write(writing, b'["a"]\n')
    with os.fdopen(reading, "rb") as asked:
        child.serve(asked, answers.append, build)
    assert [outcome.whole for outcome in answers] == [False, True]
    assert len(written) == 1


DEATHS = {
    "an exit": "raise SystemExit(3)",
    "a kill, as when memory runs out": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "nothing said": "pass",
    "nonsense": "print('xin chào')",
    "something else": "import pickle, sys; sys.stdout.buffer.write(pickle.dumps({'shown': True}))",
}


@pytest.mark.parametrize("why", DEATHS)
def test_a_build_that_dies_is_an_outcome(tmp_path: Path, why: str) -> None:
    outcome = built(tmp_path, [sys.executable, "-c", DEATHS[why]])
    assert outcome.refusal is not None
    assert not outcome.shown
    assert "dừng giữa chừng" in outcome.refusal.vi


def test_a_build_that_cannot_be_started_is_an_outcome(tmp_path: Path) -> None:
    outcome = built(tmp_path, (str(tmp_path / "nothing"),))
    assert outcome.refusal is not None
    assert outcome.refusal.en.startswith("The system did not start the process that builds the site (No such file")


def test_a_build_that_is_broken_off_leaves_nothing_running(tmp_path: Path) -> None:
    """Ctrl+C while a build waits for a program that it started."""
    started = tmp_path / "started"
    code = (
        "import os, subprocess, sys, time; from pathlib import Path\n"
        "other = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"Path({str(started)!r} + '.new').write_text(f'{{os.getpid()}} {{other.pid}}'); os.rename({str(started)!r} + '.new', {str(started)!r})\n"
        "time.sleep(600)"
    )
    main = threading.main_thread().ident
    assert main

    def press() -> None:
        until(started.exists, "the build")
        signal.pthread_kill(main, signal.SIGINT)

    threading.Thread(target=press).start()
    with pytest.raises(KeyboardInterrupt):
        built(tmp_path, [sys.executable, "-c", code])
    for pid in map(int, started.read_text().split()):
        until(lambda pid=pid: not alive(pid), f"the end of process {pid}")  # type: ignore[misc]


def alive(pid: int) -> bool:
    """Whether a process runs: one that is dead and that nobody has asked after does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] not in {"Z", "X"}
    except FileNotFoundError:
        return False


# --- watching


WATCHED = [
    "docs/vi/index.md", "docs/en/index.md", "docs/assets/hinh.svg", "overrides/main.html", "overrides/assets/archive.css",
    "mkdocs.yml", "published.txt", "scripts/archive/x.py", "accessibility.json",
]  # fmt: skip


@pytest.mark.parametrize("name", WATCHED)
def test_what_a_build_reads_is_watched(small_project: Path, name: str) -> None:
    path = small_project / name
    before = watch.look(small_project)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write("\n")
    after = watch.look(small_project)
    assert before != after, "longer"
    os.utime(path, ns=(1, 1))
    assert watch.look(small_project) != after, "saved anew"
    path.with_name("new").write_bytes(path.read_bytes())
    os.utime(path.with_name("new"), ns=(1, 1))
    after = watch.look(small_project)
    path.with_name("new").rename(path)
    assert watch.look(small_project) != after, "replaced by another file"
    path.unlink()
    assert str(path) not in watch.look(small_project)


def test_what_no_build_reads_sets_off_none(small_project: Path) -> None:
    before = watch.look(small_project)
    for name in ("build/site/x", ".preview/shown/x", "site/x", "README.md", "scripts/a/__pycache__/x.pyc", ".git/index",
                 "docs/vi/.index.md.swp", "docs/vi/index.md~", "docs/vi/#index.md#", "overrides/4913"):  # fmt: skip
        put(small_project, f"../{name}", "x")
    (small_project / "docs/vi/.#index.md").symlink_to("nobody@nowhere")
    assert watch.look(small_project) == before


def test_links_and_what_cannot_be_read_hold_nothing_up(small_project: Path) -> None:
    (small_project / "docs/vi/round").symlink_to(small_project / "docs")
    (small_project / "docs/vi/gone").symlink_to(small_project / "nothing")
    os.mkfifo(small_project / "docs/vi/pipe")
    assert {Path(path).name for path in watch.look(small_project)} >= {"round", "gone", "pipe", "index.md"}
    assert watch.look(small_project / "khong-co") == {}


def test_it_waits_for_a_change_and_for_its_end(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are still being written, as by a checkout, are built once."""
    seen = watch.look(small_project)
    turns: list[str] = []

    def sleep(_: float) -> None:
        turns.append("")
        if 2 <= len(turns) <= 4:
            put(small_project, f"vi/moi-{len(turns)}.md", "x")
        assert len(turns) < 9, "it never ends"

    monkeypatch.setattr(time, "sleep", sleep)
    watch.changed(small_project, seen)
    assert len(turns) == 5, "two looks without a change, three with one; at the sixth look all was at rest"


def test_what_changed_while_a_build_ran_is_not_waited_for(small_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = watch.look(small_project)
    put(small_project, "vi/moi.md", "x")
    turns: list[float] = []
    monkeypatch.setattr(time, "sleep", turns.append)
    watch.changed(small_project, seen)
    assert len(turns) == 1


def test_the_command_names_a_module_that_is_there() -> None:
    assert child.COMMAND[-1] == child.__name__
