"""The `archive` command: the only module that prints or exits.

Takes a command line, works on the current folder as the project's root, prints findings on standard output and what it
does on standard error. Exits 0 (done), 1 (findings, or not published), 2 (usage).
"""

from __future__ import annotations

import datetime
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from archive import proof as proofs
from archive.build import Listener, Options, StageReport, build
from archive.checks.catalogue import check as run_checks
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.findings import Finding, Lang, Text, errors
from archive.publish import PublishError
from archive.render import unknown_tags
from archive.settings import LEDGER, SettingsError, updated_ledger
from archive.translation import source_digest, stamped

LANG = click.option("--lang", type=click.Choice(["vi", "en"]), default="vi", help="Language of messages.")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="danvan-archive")
def main() -> None:
    """Build, check and verify the Dân vận archive in the current folder."""


def _root() -> Path:
    root = Path.cwd()
    if not (root / "docs" / "vi").is_dir():
        raise click.UsageError("no docs/vi here: run this in the project's folder / chạy trong thư mục dự án")
    return root


def _show(findings: list[Finding], lang: Lang, style: str, root: Path) -> None:
    from archive.report import formatted  # noqa: PLC0415  imported where used: it loads the whole catalogue

    text = formatted(findings, style, lang, root, colour=sys.stdout.isatty())
    if text:
        click.echo(text)


@main.command()
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--format", "style", type=click.Choice(["text", "github", "sarif", "json"]), default="text")
@click.option("--fix", is_flag=True, help="Mend what is safe (NFC, trailing space, line ends, BOM, key order) first.")
@click.option("--explain", metavar="CODE", help="Explain a rule and stop.")
@click.option("--strict-translations", is_flag=True, help="A stale translation is an error.")
@LANG
def check(
    paths: tuple[str, ...], style: str, fix: bool, explain: str | None, strict_translations: bool, lang: Lang
) -> None:
    """Check the content: every finding with file, line, reason and cure."""
    from archive import report  # noqa: PLC0415

    if explain:
        try:
            click.echo(report.explain(explain.upper(), lang))
        except KeyError:
            raise click.UsageError(f"no rule {explain} / không có quy tắc {explain}") from None
        return
    root = _root()
    if fix:
        from archive import fix as fixes  # noqa: PLC0415

        for name in fixes.fix_tree(root):
            click.echo(f"{name}: " + Text("đã sửa", "mended")[lang], err=True)
    findings = [*run_checks(read_archive(root)), *unknown_tags(root / "mkdocs.yml")]
    wanted = [_relative(path, root) for path in paths]
    chosen = sorted(f for f in findings if not wanted or _within(f.place.path, wanted))
    _show(chosen, lang, style, root)
    stale = strict_translations and any(finding.code == "DV404" for finding in chosen)
    sys.exit(1 if errors(chosen) or stale else 0)


def _relative(path: str, root: Path) -> str:
    full = (Path.cwd() / path).resolve()
    if not full.is_relative_to(root.resolve()) or not full.exists():
        raise click.UsageError(f"{path}: not in this project / không có trong dự án")
    return full.relative_to(root.resolve()).as_posix()


def _within(name: str, wanted: list[str]) -> bool:
    return any(way in {".", name} or name.startswith(f"{way}/") for way in wanted)


@main.command("build")
@click.option("--site-dir", type=click.Path(path_type=Path), default=Path("site"), show_default=True)
@click.option("--strict-translations", is_flag=True, help="A stale translation is an error.")
@click.option("--portable", is_flag=True, help="Make a copy that works from a folder (file://).")
@click.option("--engine", default="mkdocs", show_default=True, help="Renderer: mkdocs or a drop-in (properdocs).")
@LANG
def build_command(site_dir: Path, strict_translations: bool, portable: bool, engine: str, lang: Lang) -> None:
    """Run the whole flow and publish the site."""
    root = _root()
    options = Options(root / site_dir, strict_translations, portable, engine)
    findings = _guarded(lambda: _build(root, options, lang), lang)
    _show(findings, lang, "text", root)
    if errors(findings):
        words = Text("Chưa xuất bản; trang cũ còn nguyên.", "Not published; the old site is as it was.")
        click.echo(words[lang], err=True)
        sys.exit(1)


def _build(root: Path, options: Options, lang: Lang) -> list[Finding]:
    console = Console(stderr=True, highlight=False)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    # A moving line only on a terminal; elsewhere each stage is told once, when it is done.
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=None)

        def started(name: str) -> None:
            progress.update(task, description=name)

        def done(report: StageReport) -> None:
            console.print(f"{report.name:<8} {report.seconds:6.2f} s  {report.words[lang]}")

        return build(root, options, os.environ, Listener(started, done))


def _guarded(action: Callable[[], list[Finding]], lang: Lang) -> list[Finding]:
    try:
        return action()
    except (PublishError, SettingsError) as error:
        click.echo(error.message[lang], err=True)
        sys.exit(1)


@main.command()
@click.argument("claim_id", metavar="ID")
@click.option("--used-by", is_flag=True, help="The other direction: what rests on the claim.")
@click.option("--format", "style", type=click.Choice(["text", "json", "dot"]), default="text")
@LANG
def explain(claim_id: str, used_by: bool, style: str, lang: Lang) -> None:
    """Print what a claim rests on, down to the sources' ids and locators."""
    archive = read_archive(_root())
    try:
        step = (proofs.used_by if used_by else proofs.proof)(archive, claim_id)
    except KeyError:
        raise click.UsageError(f"no claim {claim_id} / không có {claim_id}") from None
    if style == "json":
        click.echo(proofs.as_json(step, archive))
    elif style == "dot":
        click.echo(proofs.as_dot(step))
    else:
        click.echo(proofs.as_text(step, archive, lang))


@main.command()
@click.option("--all", "everything", is_flag=True, help="Stamp without being asked for paths.")
@click.argument("paths", nargs=-1)
@LANG
def stamp(paths: tuple[str, ...], everything: bool, lang: Lang) -> None:
    """Record that English twins are up to date, and the day on which pages changed (dates.json).

    PATHS are pages relative to docs/vi (or docs/en). Without --all or PATHS only the dates are recorded.
    """
    root = _root()
    archive = read_archive(root)
    wanted = {path.removeprefix("docs/").removeprefix("vi/").removeprefix("en/") for path in paths}
    for page in archive.pages:
        twin = archive.twin(page) if page.lang == "vi" else None
        if twin and (everything or page.path in wanted):
            text = stamped(twin, source_digest(page))
            if text != twin.text:
                (root / twin.file).write_text(text, "utf-8")
                click.echo(f"{twin.file}: " + Text("đã ghi dấu", "stamped")[lang])
    write_ledger(read_archive(root))


def write_ledger(archive: Archive) -> None:
    """Write `dates.json`, pages whose text is new dated today."""
    today = datetime.datetime.now(datetime.UTC).date().isoformat()
    text = json.dumps(updated_ledger(archive, today), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    path = archive.root / LEDGER
    aside = path.with_suffix(".json.new")
    aside.write_text(text, "utf-8")
    aside.replace(path)


def run(*arguments: str) -> Any:
    """The command from Python, for tests and benchmarks."""
    return main(list(arguments), standalone_mode=False)


if __name__ == "__main__":
    main()
