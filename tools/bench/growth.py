"""`python -m bench.growth`: what a build costs as the archive grows, and after one word, beside plain Material.

Each measurement is a process of its own, whole, from its start to its end: seconds as they pass, of the processor (its
children's too), and its peak memory. All are measured in turns in one run, so that a busy minute of the machine falls
on all. Plain Material renders the same staged pages; ours also reads, checks, writes every format and inspects.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import log
from pathlib import Path
from statistics import median

import click

from archive.console import LANG, Speaking, project_root
from archive.findings import Lang, Text
from archive.refusal import Refusal
from bench import builds, growing
from bench.outcome import NotMeasuredError

NAME = "python -m bench.growth"
COPIES = (0, 1, 3)
PLAIN, NOTHING, CARDS, WORD, SAME, CHECK, CHECK_WORD = PARTS = (
    "plain", "nothing", "cards", "word", "same", "check", "check_word",
)  # fmt: skip
NAMES = {
    PLAIN: Text("Material trơn, từ đầu", "plain Material, from nothing"),
    NOTHING: Text("của ta, từ đầu", "ours, from nothing"),
    CARDS: Text("… còn giữ thẻ", "… cards kept"),
    WORD: Text("… sau khi đổi một chữ", "… after one word"),
    SAME: Text("… không đổi gì", "… nothing changed"),
    CHECK: Text("kiểm tra, từ đầu", "check, from nothing"),
    CHECK_WORD: Text("… sau khi đổi một chữ", "… after one word"),
}
"""What is measured, in order: the second line of a pair leans on what the first one left."""
_WORDED = re.compile(r"(?m)^(?=[^\s#|>{<\-][^\n]{40,}\n\{ #)")


@dataclass(frozen=True, slots=True)
class Spent:
    """What a process took."""

    wall: float
    """Seconds as they pass."""
    processor: float
    """Seconds of the processor, in the program and in the system."""
    memory: int
    """Its peak, in MB."""


@dataclass(frozen=True, slots=True)
class Size:
    """An archive of one size: the pages that are staged, and by part every run's cost."""

    pages: int
    runs: Mapping[str, Sequence[Spent]]

    def middle(self, part: str) -> Spent:
        """The medians of a part."""
        runs = self.runs[part]
        return Spent(
            median(run.wall for run in runs),
            median(run.processor for run in runs),
            int(median(run.memory for run in runs)),
        )


def spent(command: list[str], cwd: Path) -> Spent:
    """Run a command to its end; refuses one that fails."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": builds.EPOCH, "PYTHONPATH": str(Path(__file__).parents[1])}
    start = os.times().elapsed
    with (cwd / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)  # what `Popen` waits with does not tell the memory
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        last = (cwd / "said").read_text("utf-8", "replace").strip().splitlines()[-1:]
        raise NotMeasuredError(" ".join(command[1:4]), "".join(last))
    return Spent(os.times().elapsed - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def measured(root: Path, work: Path, copies: int, runs: int, tell: Callable[[Text], None]) -> Size:
    """Every part's cost for an archive with so many copies of its records."""
    project = builds.project_copy(root, work / f"project-{copies}")
    builds.alone(growing.grow, project, copies)
    ours = [sys.executable, "-m", "archive"]
    plain = [sys.executable, "-c", _PLAIN.format(project=str(project), site=str(work / "plain"))]
    spent([*ours, "build"], project)
    builds.alone(builds.whole_pages, project)
    pages = len(list((project / builds.WHOLE).rglob("*.md")))
    whole = work / "whole"
    (project / builds.WHOLE).rename(whole)
    found: dict[str, list[Spent]] = {part: [] for part in PARTS}
    for run in range(runs):
        tell(Text(f"{pages} trang, lượt {run + 1}", f"{pages} pages, run {run + 1}"))
        _forget(project)
        found[NOTHING].append(spent([*ours, "build"], project))
        _forget(project, "cards", "secret")
        found[CARDS].append(spent([*ours, "build"], project))
        found[SAME].append(spent([*ours, "build"], project))
        _say(project, run)
        found[WORD].append(spent([*ours, "build"], project))
        (project / "build/checked.json").unlink(missing_ok=True)
        found[CHECK].append(spent([*ours, "check"], project))
        _say(project, run + runs)
        found[CHECK_WORD].append(spent([*ours, "check"], project))
        whole.rename(project / builds.WHOLE)
        found[PLAIN].append(spent(plain, project))
        (project / builds.WHOLE).rename(whole)
    shutil.rmtree(project)
    shutil.rmtree(whole)
    return Size(pages, found)


_PLAIN = (
    "from pathlib import Path; from bench.builds import material_build;"
    "material_build(Path({project!r}), Path({site!r}))"
)


def _forget(project: Path, *kept: str) -> None:
    """Take away what builds left, but for folders that are `kept`."""
    shutil.rmtree(project / "site", ignore_errors=True)
    for path in (project / "build").iterdir():
        if path.name not in kept:
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def _say(project: Path, number: int) -> None:
    """Change one word of one statement of a result."""
    path = sorted((project / "docs/vi/ket-qua").rglob("kq-*.md"))[0]
    text = path.read_text("utf-8")
    word = "".join("bcdghklmnp"[int(digit)] for digit in str(number))
    path.write_text(_WORDED.sub(f"nay{word} ", re.sub(r"(?m)^nay[a-z]+ ", "", text), count=1), "utf-8")


def exponent(sizes: Sequence[Size], part: str) -> float:
    """How the processor's time grows from the smallest to the largest archive: 1 in proportion to its pages."""
    few, many = sizes[0], sizes[-1]
    return log(many.middle(part).processor / few.middle(part).processor) / log(many.pages / few.pages)


def table(sizes: Sequence[Size], lang: Lang) -> str:
    """The figures as a Markdown table: medians, and each as a multiple of plain Material's."""
    heads = Text("trang|phần|giây|×|giây xử lý|×|MB", "pages|part|seconds|×|processor|×|MB")[lang].split("|")
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for size in sizes:
        plain = size.middle(PLAIN)
        for part in PARTS:
            one = size.middle(part)
            cells = [
                f"{size.pages:,}", NAMES[part][lang], f"{one.wall:.1f}", f"{one.wall / plain.wall:.2f}",
                f"{one.processor:.1f}", f"{one.processor / plain.processor:.2f}", str(one.memory),
            ]  # fmt: skip
            lines.append(f"| {' | '.join(cells)} |")
    if len(sizes) > 1:
        grown = ", ".join(f"{NAMES[part][lang]} {exponent(sizes, part):.2f}" for part in PARTS)
        lines += ["", Text(f"Số mũ: {grown}.", f"Exponents: {grown}.")[lang]]
    return "\n".join(lines) + "\n"


@click.command(NAME, cls=Speaking)
@click.option("--copies", multiple=True, type=click.IntRange(min=0), help="Copies of all records, one size each.")
@click.option("--runs", type=click.IntRange(min=1), default=3, show_default=True, help="Runs of each.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def command(copies: tuple[int, ...], runs: int, style: str, lang: Lang) -> None:
    """Measure builds of the archive and of larger ones of its make, in temporary folders."""
    root = project_root()
    with tempfile.TemporaryDirectory(prefix="archive-bench-") as work:
        try:
            sizes = [
                measured(root, Path(work), one, runs, lambda words: click.echo(f"{words[lang]} …", err=True))
                for one in copies or COPIES
            ]
        except NotMeasuredError as missing:
            raise Refusal(missing.text) from None
    raw = json.dumps([asdict(size) for size in sizes], indent=1) + "\n"
    click.echo(raw if style == "json" else table(sizes, lang), nl=False)


if __name__ == "__main__":
    command(prog_name=NAME)
