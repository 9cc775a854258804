"""The preview's builds, in a process of their own: it slows no answer, is ended at once, and takes nothing with it.

`Builder` starts the process in the project's folder, asks it for one build after the other and gives each `Outcome`;
where it died, that is the outcome, and the next build has a new process. So has one after a change of the code. The
process has at hand what the last build read and kept (`kept.memory`), and writes it down when nobody asks for more.
"""

from __future__ import annotations

import json
import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import archive
from archive.beside import end_with
from archive.escaping import printable
from archive.findings import Text
from archive.kept.memory import Memory
from archive.preview.flow import Outcome, Tell, preview
from archive.preview.watch import files

COMMAND = (sys.executable, "-P", "-m", "archive.preview.child")
AT_REST = 1.0
"""Seconds without a change, after which there is time to write down what is at hand."""
_DIED = Text(
    "Tiến trình dựng trang đã dừng giữa chừng (mã {status}); sửa một tệp bất kỳ để dựng lại",
    "The process that builds the site stopped half-way (status {status}); change any file to build again",
)

_NOT_STARTED = Text(
    "Hệ điều hành chưa cho chạy tiến trình dựng trang ({error}); sửa một tệp bất kỳ để thử lại",
    "The system did not start the process that builds the site ({error}); change any file to try again",
)


class Builder:
    """Builds the preview of the project at `root`; to be ended (`with`)."""

    def __init__(self, root: Path, command: Sequence[str] = COMMAND) -> None:
        self._root, self._command = root, command
        self._process: subprocess.Popen[bytes] | None = None
        self._code: object = None

    def __enter__(self) -> Builder:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def built(self, looked_at: Collection[str] = (), tell: Tell = lambda outcome: None) -> Outcome:
        """Build once, what is looked at first; an outcome that is not whole is told meanwhile."""
        code = files(Path(archive.__file__).parent)
        if code != self._code:
            self.end()
        try:
            process = self._process or self._start()
        except OSError as error:
            return Outcome(refusal=_NOT_STARTED.format(error=printable(error.strerror or str(error))))
        self._process, self._code = process, code
        try:
            return _asked(process, looked_at, tell) or self._died()
        except BaseException:
            self.end()
            raise

    def end(self) -> None:
        """End the process, with whatever it started."""
        process, self._process = self._process, None
        if process:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.__exit__(None, None, None)

    def _start(self) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl+C in the terminal is for us, and we end it.
        pipe = subprocess.PIPE
        command = [*self._command, str(os.getpid())]
        return subprocess.Popen(command, cwd=self._root, stdin=pipe, stdout=pipe, start_new_session=True)

    def _died(self) -> Outcome:
        process = self._process
        status: int | None = None
        if process:
            with suppress(subprocess.TimeoutExpired):
                status = process.wait(timeout=1)
        self.end()
        return Outcome(refusal=_DIED.format(status="?" if status is None else status))


def _asked(process: subprocess.Popen[bytes], looked_at: Collection[str], tell: Tell) -> Outcome | None:
    """Ask for a build; None where the process gives no answer, or one that is none."""
    asked, answers = process.stdin, process.stdout
    if asked is None or answers is None:
        return None
    with suppress(OSError, EOFError, pickle.UnpicklingError, AttributeError, ValueError, ImportError, IndexError):
        asked.write(json.dumps(sorted(looked_at)).encode() + b"\n")
        asked.flush()
        while isinstance(outcome := pickle.load(answers), Outcome):
            if outcome.whole:
                return outcome
            tell(outcome)
    return None


def serve(asked: IO[bytes], answer: Callable[[Outcome], object], build: Callable[..., Outcome] = preview) -> None:
    """Build whenever somebody asks, until nobody can any more."""
    memory = Memory()
    while True:
        if not select.select([asked], [], [], AT_REST)[0]:
            memory.write()
        line = asked.readline()
        if not line:
            return
        answer(build(Path.cwd(), os.environ, memory, json.loads(line), answer))


def main() -> None:
    """Answer on standard output; what else is printed meanwhile goes to standard error."""
    end_with(int(sys.argv[1]))
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)

        def answer(outcome: Any) -> None:
            pickle.dump(outcome, out)
            out.flush()

        serve(sys.stdin.buffer, answer)
    # Python's own way out takes a while, for nothing.
    os._exit(0)


if __name__ == "__main__":
    main()
