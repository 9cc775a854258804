"""`archive schema`: the JSON Schemas that complete and check front matter in an editor."""

from __future__ import annotations

import json

import click

from archive import regular
from archive.console import project_root
from archive.schema import NAMES, json_schema

FOLDER = "schemas"


@click.command("schema")
def command() -> None:
    """Write schemas/<kind>.schema.json for every kind of record, for plain pages and for English twins."""
    root = project_root()
    regular.folder(root, root / FOLDER)
    files = {
        f"{FOLDER}/{kind}.schema.json": json.dumps(json_schema(kind), ensure_ascii=False, indent=2, sort_keys=True)
        + "\n"
        for kind in NAMES
    }
    regular.replace_whole({root / name: text.encode("utf-8") for name, text in files.items()})
    for name in files:
        click.echo(name)
