"""`python -m bench.inspecting`: our inspection beside checkers of links, on one site with the same seeded faults.

The site is built once, for the address at which it is then served, and copied; the faults of `faults` are put into the
copy. Each tool looks at the site as it was built, which tells what it reports in vain, and then, in turns, at the copy:
whole processes, with the flags under which it finds the most. Whatever is not at hand has a row that says so.
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from archive.console import LANG, Speaking, project_root
from archive.findings import Lang, Text
from archive.publish import MARKER
from archive.refusal import Refusal
from bench import builds, starlight
from bench.answering import served
from bench.faults import seed
from bench.growth import spent
from bench.outcome import NotMeasuredError
from bench.seen import Checker, Report, Result, as_json, table

NAME = "python -m bench.inspecting"
VERSIONS = {"linkinator": "7.6.1"}
"""From npm; runs on Node 20."""
OURS = "from pathlib import Path; from bench.inspecting import ours; ours(Path({project!r}), Path({site!r}), {url!r})"
_LINKCHECKER = "[checking]\nmaxrequestspersecond=100000\n[AnchorCheck]\n"
"""Anchors too; ten requests a second, its own bound, are lifted here and by a header of the host."""


@dataclass(frozen=True, slots=True)
class Place:
    """What is to be looked at: the site's folder and address, the project it was built from, a folder to work in."""

    site: Path
    url: str
    project: Path
    work: Path


def ours(project: Path, site: Path, url: str) -> None:
    """Inspect a built site as a build does, and print what is found; runs in a process of its own.

    All is read anew, the sources too: what must stand in the site is known from them. Left out is what a build alone
    has, the words of a page as they were rendered, before the frame's pieces came into them (DV955 to DV958).
    """
    from archive.checks.published import dead  # noqa: PLC0415  loaded in the child alone
    from archive.content.drafts import published  # noqa: PLC0415
    from archive.content.read import read_archive  # noqa: PLC0415
    from archive.environment import knowing  # noqa: PLC0415
    from archive.expected import expected_claims  # noqa: PLC0415
    from archive.frame import read_frame  # noqa: PLC0415
    from archive.inspect import inspect_site  # noqa: PLC0415

    archive = published(knowing(read_archive(project), {"SITE_URL": url, "SOURCE_DATE_EPOCH": builds.EPOCH}))
    metas: list[Any] = [record.meta for record in archive.of_kind("source")]
    plain = frozenset(
        address for meta in metas for address in (meta.address, *(copy.address for copy in meta.archived)) if address
    )
    frame = read_frame(project / "build/theme")
    found = [*inspect_site(site, url, expected_claims(archive), {}, plain, frame), *dead(archive, site)]
    for finding in found:
        print(json.dumps([finding.place.path, f"{finding.code} {finding.message.en}"]))


def our_command(place: Place) -> list[str]:
    """Ours, with the archive's claims and frame."""
    script = OURS.format(project=str(place.project), site=str(place.site), url=place.url)
    return [sys.executable, "-c", script]


def our_reports(said: str, _: Place) -> list[Report]:
    """What ours found: the file, and the words of each finding."""
    return [Report(where.removeprefix("site/"), what) for where, what in map(json.loads, said.splitlines())]


def linkchecker_command(place: Place) -> list[str]:
    """LinkChecker, anchors too."""
    settings = place.work / "linkcheckerrc"
    settings.write_text(_LINKCHECKER, "utf-8")
    return [_at_hand("linkchecker"), "--config", str(settings), "--no-status", "--output", "csv/utf-8", place.url]


def linkchecker_reports(said: str, place: Place) -> list[Report]:
    """Its table: the page that has the address, and the address with what is said of it."""
    rows = csv.DictReader(io.StringIO(said[said.index("urlname;") :]), delimiter=";")
    return [
        Report(_file(row["parentname"], place), " ".join(filter(None, (row["urlname"], row["url"], row["result"]))))
        for row in rows
        if row["parentname"] is not None  # its last lines are remarks
    ]


def linkinator_command(place: Place) -> list[str]:
    """Linkinator, anchors and stylesheets too; addresses of other hosts are left alone."""
    tool = place.work.parent / "npm/node_modules/.bin/linkinator"
    if not tool.exists():
        raise NotMeasuredError("npm")
    others = f"^(?!{place.url})"
    return [str(tool), place.url, "--recurse", "--check-css", "--check-fragments",
            "--format", "json", "--skip", others]  # fmt: skip


def linkinator_reports(said: str, place: Place) -> list[Report]:
    """Its list: each broken address, and the page on which it was met first."""
    links = json.loads(said[said.index("{") :])["links"]
    return [Report(_file(one.get("parent") or "", place), one["url"]) for one in links if one["state"] == "BROKEN"]


def lychee_command(place: Place) -> list[str]:
    """Lychee on the files themselves, anchors too; the site's own address is led to them."""
    files = [str(place.site / f"**/*.{ending}") for ending in ("html", "css", "xml", "json")]
    return [_at_hand("lychee"), "--offline", "--include-fragments", "--index-files", "index.html", "--root-dir",
            str(place.site), "--remap", f"{place.url} file://{place.site}/", "--no-progress", "--format", "json",
            *files]  # fmt: skip


def lychee_reports(said: str, place: Place) -> list[Report]:
    """Its errors by file."""
    met = json.loads(said[said.index("{") :])["error_map"]
    return [
        Report(os.path.relpath(file, place.site), one["url"].replace(f"file://{place.site}/", place.url))
        for file, found in met.items()
        for one in found
    ]


CHECKERS = (
    Checker("ours", Text("của ta", "ours"), our_command, our_reports),
    Checker("linkchecker", Text("LinkChecker", "LinkChecker"), linkchecker_command, linkchecker_reports),
    Checker("linkinator", Text("linkinator", "linkinator"), linkinator_command, linkinator_reports),
    Checker("lychee", Text("lychee", "lychee"), lychee_command, lychee_reports),
)


def results(root: Path, work: Path, runs: int, tell: Callable[[Text], None]) -> list[Result]:
    """Every checker's figures, or why there are none, ours first."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}/"
    project = builds.project_copy(root, work / "project")
    clean, faulty = work / "clean", work / "faulty"
    tell(Text("dựng", "build"))
    built(project, clean, url)
    shutil.copytree(clean, faulty)
    seeded = seed(faulty, url)
    with suppress(NotMeasuredError):
        _install(work / "npm")
    found: dict[str, Result] = {}
    for site, times in ((clean, 1), (faulty, runs)):
        with served(site, port):
            for run in range(times):
                for checker in CHECKERS:
                    tell(Text(f"{checker.key}, lượt {run + 1}", f"{checker.key}, run {run + 1}"))
                    place = Place(site, url, project, work / checker.key)
                    before = found.get(checker.key) or Result(checker, seeded)
                    found[checker.key] = looked(before, place, faulty=site is faulty)
    return list(found.values())


def built(project: Path, site: Path, url: str) -> None:
    """Build the project for this address into a folder, which holds the site's own files alone."""
    spent(["env", f"SITE_URL={url}", sys.executable, "-m", "archive", "build", "--site-dir", str(site)], project)
    (site / MARKER).unlink()


def looked(result: Result, place: Place, *, faulty: bool) -> Result:
    """A result with one look more; one that failed stays as it was."""
    if result.why:
        return result
    place.work.mkdir(exist_ok=True)
    try:
        cost = spent(result.checker.command(place), place.work, fine=(0, 1, 2))
        reports = result.checker.reports((place.work / "said").read_text("utf-8", "replace"), place)
    except NotMeasuredError as missing:
        return result.failed(missing.text)
    except (ValueError, KeyError):
        return result.failed(NotMeasuredError(result.checker.key, "its report cannot be read").text)
    return result.with_run(cost, reports) if faulty else result.with_clean(reports)


def _install(folder: Path) -> None:
    folder.mkdir()
    if shutil.which("npm") is None or shutil.which("node") is None:
        raise NotMeasuredError("npm")
    (folder / "package.json").write_text(json.dumps({"private": True, "dependencies": VERSIONS}), "utf-8")
    starlight.run(folder, "npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error")


def _at_hand(tool: str) -> str:
    found = shutil.which(tool)
    if found is None:
        raise NotMeasuredError(tool)
    return found


def _file(address: str, place: Place) -> str:
    """The file of the site that is served at an address."""
    path = address.removeprefix(place.url).partition("#")[0]
    return f"{path}index.html" if not path or path.endswith("/") else path


@click.command(NAME, cls=Speaking)
@click.option("--runs", type=click.IntRange(min=1), default=3, show_default=True, help="Runs of each.")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", show_default=True)
@LANG
def command(runs: int, style: str, lang: Lang) -> None:
    """Look for seeded faults with ours and with checkers of links, in temporary folders."""
    root = project_root()
    with tempfile.TemporaryDirectory(prefix="archive-bench-") as work:
        try:
            told: Sequence[Result] = results(
                root, Path(work), runs, lambda words: click.echo(f"{words[lang]} …", err=True)
            )
        except NotMeasuredError as missing:
            raise Refusal(missing.text) from None
    click.echo((as_json if style == "json" else table)(told, lang), nl=False)


if __name__ == "__main__":
    command(prog_name=NAME)
