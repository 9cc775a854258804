"""Who is told how a build goes on: when a stage starts, and what it did. Prints nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from archive.findings import Text


@dataclass(frozen=True, slots=True)
class StageReport:
    """A stage that is done: its name, what it dealt with, and how long it took in seconds."""

    name: str
    text: Text
    seconds: float


@dataclass
class Listener:
    """Is told when a stage starts and when it is done; the command line prints, tests collect."""

    started: Callable[[str], None] = lambda name: None
    done: Callable[[StageReport], None] = lambda report: None
    reports: list[StageReport] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[list[Text]]:
        """Times a stage; what it appends to the list is what it says of itself."""
        self.started(name)
        begin = perf_counter()
        text: list[Text] = []
        yield text
        report = StageReport(name, text[-1] if text else Text("", ""), perf_counter() - begin)
        self.reports.append(report)
        self.done(report)
