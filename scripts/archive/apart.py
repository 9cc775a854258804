"""Run a program that came from elsewhere, as far apart from this machine as the system allows.

Takes a command, its folder and its whole environment; gives its status and the end of what it printed. On Linux it has
no network and sees no other process, where `unshare` may; everywhere it is ended, with whatever it started and left in
its session, when its time is up, when it is done, and, within `ended_by_signals`, when we are. It still runs as the
user who runs this: it can read and change that user's files. Whoever is about to run a stranger's code says so first:
see `Limits`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from archive.findings import Text


class Limits(Enum):
    """How far apart a program can be run here."""

    ALONE = ("unshare", "--user", "--map-root-user", "--net", "--pid", "--fork", "--kill-child", "--mount-proc", "--")
    """Linux: a network of its own, which has no way out, and no other process to be seen."""
    OFFLINE = ("unshare", "--user", "--map-root-user", "--net", "--")
    NONE = ()

    @property
    def text(self) -> Text:
        """What the program cannot reach."""
        match self:
            case Limits.ALONE:
                return Text("không có mạng, không thấy tiến trình khác", "without network or sight of other processes")
            case Limits.OFFLINE:
                return Text("không có mạng", "without network")
        return Text("hệ điều hành không cho ngắt mạng", "the system could not take the network away")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a program ended."""

    status: int | None
    """None: its time was up."""
    said: str
    """The end of what it printed."""


def limits() -> Limits:
    """The farthest that the system allows."""
    for each in (Limits.ALONE, Limits.OFFLINE):
        with suppress(OSError, subprocess.TimeoutExpired):
            if subprocess.run([*each.value, "true"], capture_output=True, check=False, timeout=10).returncode == 0:
                return each
    return Limits.NONE


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let a closed terminal and a polite `kill` end us by an exception, so that what is ours to end is ended too."""

    def end(number: int, _: object) -> None:
        raise SystemExit(128 + number)

    if threading.current_thread() is not threading.main_thread():
        yield
        return
    names = [name for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), end) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def run(command: Sequence[str], cwd: Path, environment: Mapping[str, str], within: Limits, seconds: float) -> Ran:
    """Run `command`; of its output the last 16 KiB are kept, however much it prints."""
    with subprocess.Popen(
        [*within.value, *command],
        cwd=cwd,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        tail = _Tail(process.stdout.fileno())
        status = None
        try:
            with suppress(subprocess.TimeoutExpired):
                status = process.wait(seconds)
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        return Ran(status, tail.text())


class _Tail:
    """Reads a pipe to its end beside the program, and keeps its last bytes."""

    KEPT = 16 * 1024

    def __init__(self, pipe: int) -> None:
        self._pipe = os.dup(pipe)
        self._kept = b""
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        try:
            while block := os.read(self._pipe, 64 * 1024):
                self._kept = (self._kept + block)[-self.KEPT :]
        finally:
            os.close(self._pipe)

    def text(self) -> str:
        # What left the program's session may hold the pipe open; nobody waits for that.
        self._thread.join(2)
        return self._kept.decode("utf-8", "replace")
