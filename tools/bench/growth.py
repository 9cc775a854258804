"""`python -m bench.growth`: what a build costs as the archive grows, and after one word, beside other generators.

Each measurement is a process of its own, whole, from its start to its end: seconds as they pass, of the processor (its
children's too), and its peak memory. All are measured in turns in one run, so that a busy minute of the machine falls
on all. The others render the same staged pages and do no more; ours also reads, checks, writes every format and
inspects. What is not at hand, or does not render every page, has its reason in the place of figures.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Collection
from dataclasses import asdict
from pathlib import Path

import click

from archive.console import LANG, Speaking, project_root
from archive.findings import Lang, Text
from archive.kept.store import CHECKED
from archive.refusal import Refusal
from bench import builds, chart, growing, others
from bench.figures import CARDS, CHECK, CHECK_WORD, NOTHING, SAME, WORD, Growth, Size, Spent, read, table, together
from bench.outcome import NotMeasuredError
from bench.run import machine
from bench.starlight import VERSIONS

NAME = "python -m bench.growth"
COPIES = (0, 1, 3)
_WORDED = re.compile(r"(?m)^(?=[^\s#|>{<\-][^\n]{40,}\n\{ #)")
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_HERE = Path(__file__).parents[2]


def spent(command: list[str], cwd: Path, fine: Collection[int] = (0,)) -> Spent:
    """Run a command to its end; refuses one that fails. What is measured of ours is this checkout's code.

    What it prints is left in the file `said` of the folder; `fine` are the codes with which it may end.
    """
    ours = os.pathsep.join(str(_HERE / name) for name in ("tools", "scripts"))
    environment = os.environ | {
        "SOURCE_DATE_EPOCH": builds.EPOCH, "PYTHONPATH": ours, "ASTRO_TELEMETRY_DISABLED": "1", "CI": "1",
    }  # fmt: skip
    start = os.times().elapsed
    with (cwd / "said").open("wb") as said:
        process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)  # what `Popen` waits with does not tell the memory
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        raise NotMeasuredError(Path(command[0]).name, _reason((cwd / "said").read_text("utf-8", "replace")))
    return Spent(os.times().elapsed - start, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024)


def _reason(said: str) -> str:
    """Why a command failed: its last line, or what it calls its error, before the places in its code."""
    lines = _COLOURS.sub("", said).strip().splitlines()
    found = next((lines[at : at + 2] for at, line in enumerate(lines) if "[ERROR]" in line), lines[-1:])
    return " ".join(line.strip() for line in found)[:200]


def measured(
    root: Path, work: Path, copies: int, runs: int, beside: tuple[str, ...], tell: Callable[[Text], None]
) -> Size:
    """Every part's cost for an archive with so many copies of its records, and that of the generators `beside`."""
    project = builds.project_copy(root, work / f"project-{copies}")
    builds.alone(growing.grow, project, copies)
    ours = [sys.executable, "-m", "archive"]
    spent([*ours, "build"], project)
    builds.alone(builds.whole_pages, project)
    pages = len(list((project / builds.WHOLE).rglob("*.md")))
    titles = others.titles(project / builds.WHOLE)
    found: dict[str, list[Spent] | Text] = {}
    ready: dict[str, others.Job] = {}
    for part in beside:
        found[part] = []
        try:
            ready[part] = others.JOBS[part](project, work / f"beside-{copies}")
        except NotMeasuredError as missing:
            found[part] = missing.text
    whole = work / "whole"
    (project / builds.WHOLE).rename(whole)
    own: dict[str, list[Spent]] = {part: [] for part in (NOTHING, CARDS, WORD, SAME, CHECK, CHECK_WORD)}
    for run in range(runs):
        tell(Text(f"{pages} trang, lượt {run + 1}", f"{pages} pages, run {run + 1}"))
        _forget(project)
        own[NOTHING].append(spent([*ours, "build"], project))
        _forget(project, "cards", "secret")
        own[CARDS].append(spent([*ours, "build"], project))
        own[SAME].append(spent([*ours, "build"], project))
        _say(project, run)
        own[WORD].append(spent([*ours, "build"], project))
        (project / "build" / CHECKED).unlink(missing_ok=True)
        own[CHECK].append(spent([*ours, "check"], project))
        _say(project, run + runs)
        own[CHECK_WORD].append(spent([*ours, "check"], project))
        whole.rename(project / builds.WHOLE)
        for part, job in ready.items():
            tell(Text(f"… {part}", f"… {part}"))
            found[part] = rendered(part, job, titles, found[part])
        (project / builds.WHOLE).rename(whole)
    for folder in (project, whole, work / f"beside-{copies}"):
        shutil.rmtree(folder, ignore_errors=True)
    return Size(pages, {**found, **own})


def rendered(part: str, job: others.Job, titles: dict[str, str], before: list[Spent] | Text) -> list[Spent] | Text:
    """One run more of another generator, from nothing; once it failed or left out a page, that is all there is."""
    if isinstance(before, Text):
        return before
    job.clear()
    try:
        now = spent(job.command, job.folder)
        others.hold_whole(part, job.site, {path: titles[path] for path in job.only or titles})
    except NotMeasuredError as failed:
        return failed.text
    return [*before, now]


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


@click.command(NAME, cls=Speaking)
@click.option("--copies", multiple=True, type=click.IntRange(min=0), help="Copies of all records, one size each.")
@click.option("--runs", type=click.IntRange(min=1), default=3, show_default=True, help="Runs of each.")
@click.option("--others", "with_others", is_flag=True, help="ProperDocs, Zensical, Hugo and Starlight too.")
@click.option("--figures", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Tell the figures of former runs (their --format json) instead of measuring.")  # fmt: skip
@click.option("--chart", "picture", type=click.Path(dir_okay=False, path_type=Path), help="Write a chart, as SVG.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def command(
    copies: tuple[int, ...],
    runs: int,
    with_others: bool,
    figures: tuple[Path, ...],
    picture: Path | None,
    style: str,
    lang: Lang,
) -> None:
    """Measure builds of the archive and of larger ones of its make, in temporary folders."""
    if figures:
        growth = together([read(path.read_text("utf-8")) for path in figures])
    else:
        beside = (others.PLAIN, others.LEAST, *(others.OTHERS if with_others else ()))
        growth = _measure(project_root(), copies or COPIES, runs, beside, lang)
    if picture:
        picture.write_text(chart.svg(growth.sizes, lang), "utf-8")
    click.echo(json.dumps(asdict(growth), indent=1) + "\n" if style == "json" else table(growth, lang), nl=False)


def _measure(root: Path, copies: tuple[int, ...], runs: int, beside: tuple[str, ...], lang: Lang) -> Growth:
    def tell(words: Text) -> None:
        click.echo(f"{words[lang]} …", err=True)

    with tempfile.TemporaryDirectory(prefix="archive-bench-") as work:
        try:
            sizes = [measured(root, Path(work), one, runs, beside, tell) for one in sorted(copies)]
        except NotMeasuredError as missing:
            raise Refusal(missing.text) from None
    more = others.STARLIGHT in beside
    known = machine() | (others.versions() if more else {})
    star = [size.runs[others.STARLIGHT] for size in sizes if more]
    return Growth(known | (VERSIONS if any(isinstance(one, list) for one in star) else {}), runs, tuple(sizes))


if __name__ == "__main__":
    command(prog_name=NAME)
