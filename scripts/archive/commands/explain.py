"""`archive explain`: what a claim rests on, or what rests on it."""

from __future__ import annotations

import click

from archive import proof
from archive.console import LANG, Answering, project_root
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.findings import Lang, Text
from archive.named import hold_read
from archive.near import meant
from archive.refusal import Refusal


@click.command("explain", cls=Answering)
@click.argument("name", metavar="ID")
@click.option("--used-by", is_flag=True, help="The other direction: what rests on the claim.")
@click.option("--format", "style", type=click.Choice(["text", "json", "dot"]), default="text", show_default=True)
@LANG
def command(name: str, used_by: bool, style: str, lang: Lang) -> None:
    """Print what a claim rests on, down to the sources' ids and locators; exit 2 on an unknown ID.

    The ID of a record lists its claims, a line each; with --used-by, what rests on each of them.
    """
    archive = read_archive(project_root())
    hold_read(name, archive)
    if name not in archive.claims and name not in archive.records:
        hint = meant(name, (*archive.claims, *archive.records))
        text = Text(f"không có {name}{hint.vi}", f"no claim or record {name}{hint.en}")
        raise Refusal(text)
    whole = name not in archive.claims
    ids = [claim.id for claim in archive.records[name].claims] if whole else [name]
    steps = [(proof.used_by if used_by else proof.proof)(archive, claim_id) for claim_id in ids]
    if style == "json":
        click.echo(proof.as_json(steps if whole else steps[0]))
    elif style == "dot":
        click.echo(proof.as_dot(*steps, up=used_by))
    elif whole and not used_by:
        click.echo(_listed(archive, name, lang))
    else:
        for step in steps:
            click.echo((proof.as_uses if used_by else proof.as_text)(step, lang))
            if step.statement.withdrawal and not used_by:
                # What rests on a withdrawn claim is what an editor needs to know next.
                click.echo(Text("\nĐiều dựa vào nó:", "\nWhat rests on it:")[lang])
                click.echo(proof.as_uses(proof.used_by(archive, step.statement.id), lang))


def _listed(archive: Archive, record_id: str, lang: Lang) -> str:
    """A record's title, and a line for each of its claims."""
    record = archive.records[record_id]
    none = Text("không có thông tin nào", "no claim")[lang]
    lines = [f"  {proof.as_line(found, lang)}" for found in archive.statements.of(record.claims)] or [f"  {none}"]
    return "\n".join([f"{record_id} {record.title(lang)}", *lines])
