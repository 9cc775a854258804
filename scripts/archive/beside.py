"""A part of a long work, done meanwhile by a process beside this one, on another core.

Takes a function and, where both have to wait for each other, passes values between them; gives what it gave. The
process is a copy of this one (fork), so it has at hand all that this one has, and what it makes comes back by value. It
ends with this one, whatever ends that: a build that was killed leaves nobody writing in its folder. Where there is no
second core, no such end, or another thread that a copy would lack, all is done here. One that dies is a `Refusal`.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from archive.findings import Text
from archive.refusal import TRACEBACK, Refusal, refusal_of

if TYPE_CHECKING:  # it loads where there is a process to talk to
    from multiprocessing.connection import Connection

ENOUGH = 200
"""Pages from which on it is worth a process: below, starting it takes as long as it saves."""
_DIED = Text(
    "tiến trình phụ của việc dựng đã dừng giữa chừng (mã {status}); hãy dựng lại",
    "a process that helped with the build stopped half-way (status {status}); build again",
)
_END_WITH_PARENT = 1  # prctl(2): PR_SET_PDEATHSIG


def possible() -> bool:
    """Whether a process beside this one helps, and ends with it."""
    if sys.platform != "linux" or multiprocessing.parent_process() is not None:
        return False
    return len(os.sched_getaffinity(0)) > 1 and threading.active_count() == 1


class Beside:
    """A process that does `work`, which is given the other end; to be ended (`with`)."""

    def __init__(self, work: Work) -> None:
        ours, theirs = multiprocessing.Pipe()
        self._talk = Talk(ours)
        arguments = (work, theirs, ours, os.getpid())
        self._process = multiprocessing.get_context("fork").Process(target=_run, args=arguments, daemon=True)
        self._process.start()
        theirs.close()

    def __enter__(self) -> Beside:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._talk.close()  # whoever waits for more there waits in vain
        if kind is not None:
            self._process.kill()
        self._process.join()

    @property
    def ended(self) -> bool:
        """Whether it runs no more."""
        return self._process.exitcode is not None

    def receive(self) -> Any:
        """What it passes next; raises what it failed by."""
        try:
            return self._talk.receive()
        except (EOFError, OSError):
            self._process.join()
            raise Refusal(_DIED.format(status=self._process.exitcode)) from None

    def send(self, value: object) -> None:
        """Pass a value to it."""
        try:
            self._talk.send(value)
        except OSError:
            self.receive()  # it has failed, and said by what


class Talk:
    """One end of what goes to and fro."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def send(self, value: object) -> None:
        """Pass a value to the other end."""
        self._pipe.send((False, value))

    def fail(self, error: Refusal) -> None:
        """Pass on what the work failed by."""
        self._pipe.send((True, (error.finding or error.message, error.status)))

    def receive(self) -> Any:
        """The next value; raises what the other end failed by."""
        failed, value = self._pipe.recv()
        if failed:
            what, status = value
            raise Refusal(what, status=status)
        return value

    def close(self) -> None:
        """Pass nothing more."""
        self._pipe.close()


Work = Callable[[Talk], object]


def end_with(parent: int) -> None:
    """Have this process end with the one that started it, where the system can do that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_END_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:
        os._exit(1)


Item = TypeVar("Item")
Made = TypeVar("Made")


def alternating(items: Sequence[Item]) -> list[Item]:
    """The items in another order: of those that stand side by side, and take as long, each half has one."""
    return [*items[::2], *items[1::2]]


def in_two(work: Callable[[Sequence[Item]], Made], items: Sequence[Item], worth: int = 1) -> list[Made]:
    """What `work` makes of the items: of all at once, or of two halves at the same time, in order.

    So many of them are `worth` a page.
    """
    if len(items) < ENOUGH * worth or not possible():
        return [work(items)]
    half = len(items) // 2
    with Beside(lambda talk: talk.send(work(items[half:]))) as other:
        return [work(items[:half]), other.receive()]


def _run(work: Work, pipe: Connection, other_end: Connection, parent: int) -> None:
    """The copy's whole life."""
    other_end.close()
    end_with(parent)
    talk = Talk(pipe)
    try:
        work(talk)
    except (KeyboardInterrupt, EOFError, BrokenPipeError):
        return  # nobody asks for it any more
    except Exception as error:
        if os.environ.get(TRACEBACK) and not isinstance(error, Refusal):
            traceback.print_exc()
        talk.fail(refusal_of(error))
