"""`archive schema`: the JSON Schemas that complete and check front matter in an editor."""

from __future__ import annotations

import json

import click

from archive.console import project_root
from archive.schema import NAMES, json_schema

FOLDER = "schemas"


@click.command("schema")
def command() -> None:
    """Write schemas/<kind>.schema.json for every kind of record, for plain pages and for English twins."""
    folder = project_root() / FOLDER
    folder.mkdir(exist_ok=True)
    for kind in NAMES:
        path = folder / f"{kind}.schema.json"
        path.write_text(json.dumps(json_schema(kind), ensure_ascii=False, indent=2, sort_keys=True) + "\n", "utf-8")
        click.echo(path.relative_to(folder.parent).as_posix())
