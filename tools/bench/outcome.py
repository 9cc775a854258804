"""What a measurement gives: figures, or the reason why there are none. Nothing in between is ever shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import log
from statistics import median

from archive.findings import Lang, Text
from bench.relevance import Relevance
from bench.weigh import Weights


class NotMeasuredError(Exception):
    """A measurement that cannot be made: a tool is not at hand, or (with `why`) it failed."""

    def __init__(self, tool: str, why: str = "") -> None:
        super().__init__(tool, why)
        self.tool = tool
        self.why = why

    @property
    def text(self) -> Text:
        """The reason, as it stands in the place of a figure."""
        if self.why:
            return Text(f"chưa đo: {self.tool}: {self.why}", f"not measured: {self.tool}: {self.why}")
        return Text(f"chưa đo: cần {self.tool}", f"not measured: needs {self.tool}")


@dataclass(frozen=True, slots=True)
class Seconds:
    """How long the parts of a build take, in seconds, in their order."""

    parts: dict[str, float]

    @property
    def total(self) -> float:
        """The whole build."""
        return sum(self.parts.values())


@dataclass(frozen=True, slots=True)
class CheckCost:
    """What checking costs, in milliseconds of one core a page."""

    pages: int
    read: float
    rules: float
    parse: float
    """A bare parse of the same text (YAML and CommonMark, nothing kept): the yardstick."""

    @property
    def total(self) -> float:
        """Read and rules together."""
        return self.read + self.rules


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds as they pass, and of the processor: ours and that of the programs we ask."""

    wall: float
    processor: float


@dataclass(frozen=True, slots=True)
class HistoryCost:
    """What reading git's history costs for a main line of so many commits."""

    commits: int
    versions: int
    """Distinct versions of pages on the main line."""
    size: int
    """Bytes of what is kept between two runs."""
    parts: dict[str, Cost]
    """By what was read: the yardstick (`parse`) parses each version once, from bytes that are at hand."""


@dataclass(frozen=True, slots=True)
class Site:
    """One way of publishing the content: what its build takes and what its pages weigh, or why that is not known."""

    name: Text
    build: Seconds | Text
    weights: dict[str, Weights] | Text
    again: Seconds | None = None
    """The build once more over what stands there; ours alone keeps something."""


@dataclass(frozen=True, slots=True)
class SearchCost:
    """What a search asks of a reader's line, in bytes and requests, and of her patience, in seconds."""

    before: int
    """Bytes that a first visit loads for the search before anybody opens it."""
    size: int
    """Bytes from its opening to its first result, and what that sets off."""
    requests: int
    first: float
    """From the last key of the first query to its first result, caches empty."""
    later: float
    """The same of a later query."""

    @property
    def whole(self) -> int:
        """All bytes that the search costs, before it is opened and after."""
        return self.before + self.size


@dataclass(frozen=True, slots=True)
class Search:
    """One search over the same content, or why it is not known."""

    name: Text
    relevance: dict[Lang, Relevance] | Text
    cost: SearchCost | Text
    large: SearchCost | Text
    """The same at many times the content."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. The first site is ours; the others are told as multiples of it."""

    machine: dict[str, str]
    pages: int
    """Staged pages that each build renders."""
    runs: int
    sites: tuple[Site, ...]
    checking: CheckCost
    history: tuple[HistoryCost, ...] | Text
    """The smaller repository first."""
    notes: tuple[Text, ...] = field(default=())
    searches: tuple[Search, ...] | Text = ()
    """The first is ours."""


def ratio(value: float, yardstick: float) -> float | None:
    """How many times the yardstick `value` is; None where there is no yardstick."""
    return value / yardstick if yardstick else None


def exponent(smaller: HistoryCost, larger: HistoryCost, part: str) -> float:
    """How the processor's time grows with the number of commits: 1 in proportion to it, 2 with its square."""
    grown = larger.parts[part].processor / smaller.parts[part].processor
    return log(grown) / log(larger.commits / smaller.commits)


def middle(runs: list[dict[str, float]]) -> Seconds:
    """The median of each part over several runs, which have the same parts."""
    return Seconds({name: median(run[name] for run in runs) for name in runs[0]})
