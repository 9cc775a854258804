"""`archive licences`: what this environment holds: each package and font, its version, licence and size."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path

import click

from archive.fonts import TITLES, WORDS

_CLASSIFIER = "License :: "


@click.command("licences")
def command() -> None:
    """List every package that is installed here, and the fonts that are shipped: version, licence, megabytes.

    The size is the sum of the files that a package brought; the last line has the total.
    """
    fonts = ((path.name, "", "OFL-1.1", path.stat().st_size) for path in (TITLES, WORDS))
    rows = sorted([*_packages(), *fonts], key=lambda row: row[0].lower())
    for name, version, licence, size in rows:
        click.echo(f"{name:<30} {version:<12} {size / 1e6:7.2f} MB  {licence}")
    click.echo(f"{len(rows):<30} {'':<12} {sum(row[3] for row in rows) / 1e6:7.2f} MB")


def _packages() -> Iterator[tuple[str, str, str, int]]:
    for found in distributions():
        files = [Path(str(found.locate_file(file))) for file in found.files or ()]
        size = sum(path.lstat().st_size for path in files if path.is_file())
        yield found.metadata["Name"], found.version, licence_of(found), size


def licence_of(found: Distribution) -> str:
    """The licence as a package says it: an SPDX expression, else classifiers, its words, or the file."""
    said = found.metadata
    named = [line.rpartition(" :: ")[2] for line in said.get_all("Classifier") or () if line.startswith(_CLASSIFIER)]
    text = (said["License"] or "").strip().partition("\n")[0]
    return said["License-Expression"] or "; ".join(named) or text or said["License-File"] or "?"
