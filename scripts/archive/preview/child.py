"""A build of the preview in a process of its own: it slows no answer, is ended at once, and takes nothing with it.

`built` starts the process in the project's folder and gives its `Outcome`; where it died, that is the outcome. The code
in `scripts/` is the one that stands there now, so that a change to it is seen in the next build.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from archive.escaping import printable
from archive.findings import Text
from archive.preview.flow import Outcome, preview

COMMAND = (sys.executable, "-P", "-m", "archive.preview.child")
_DIED = Text(
    "Tiến trình dựng trang đã dừng giữa chừng (mã {status}); sửa một tệp bất kỳ để dựng lại",
    "The process that builds the site stopped half-way (status {status}); change any file to build again",
)

_NOT_STARTED = Text(
    "Hệ điều hành chưa cho chạy tiến trình dựng trang ({error}); sửa một tệp bất kỳ để thử lại",
    "The system did not start the process that builds the site ({error}); change any file to try again",
)


def built(root: Path, command: Sequence[str] = COMMAND) -> Outcome:
    """Build the preview of the project at `root` once."""
    # A session of its own: Ctrl+C in the terminal is for us, and we end it with whatever it started.
    try:
        started = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, start_new_session=True)
    except OSError as error:
        return Outcome(refusal=_NOT_STARTED.format(error=printable(error.strerror or str(error))))
    with started as process:
        try:
            answer, _ = process.communicate()
        except BaseException:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
    if process.returncode == 0:
        with suppress(Exception):
            outcome = pickle.loads(answer)
            if isinstance(outcome, Outcome):
                return outcome
    return Outcome(refusal=_DIED.format(status=process.returncode))


def main() -> None:
    """Build, and write the outcome to standard output; what else is printed meanwhile goes to standard error."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        out.write(pickle.dumps(preview(Path.cwd(), os.environ)))
    # The site is there already, so what is said of it is due; Python's own way out takes a while, for nothing.
    os._exit(0)


if __name__ == "__main__":
    main()
