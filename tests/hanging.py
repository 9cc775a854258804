"""An alarm for what must never hang: nothing is measured."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

SECONDS = 10


@contextmanager
def in_time(what: str) -> Iterator[None]:
    """Fail where the block is not done in `SECONDS`."""

    def ring(*_: object) -> None:
        pytest.fail(f"{what} is not done in {SECONDS} s: profile it, and look for loops within loops", pytrace=False)

    # Seconds of the processor, so that a busy machine rings no alarm; what hangs is busy.
    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
