"""`archive explain`: what a claim rests on, or what rests on it."""

from __future__ import annotations

import click

from archive import proof
from archive.console import LANG, project_root
from archive.content.read import read_archive
from archive.findings import Lang, Text


@click.command("explain")
@click.argument("claim_id", metavar="ID")
@click.option("--used-by", is_flag=True, help="The other direction: what rests on the claim.")
@click.option("--format", "style", type=click.Choice(["text", "json", "dot"]), default="text", show_default=True)
@LANG
def command(claim_id: str, used_by: bool, style: str, lang: Lang) -> None:
    """Print what a claim rests on, down to the sources' ids and locators; exit 2 on an unknown ID."""
    archive = read_archive(project_root())
    try:
        step = (proof.used_by if used_by else proof.proof)(archive, claim_id)
    except KeyError:
        raise click.UsageError(f"no claim {claim_id} / không có {claim_id}") from None
    if style == "json":
        click.echo(proof.as_json(step, archive))
    elif style == "dot":
        click.echo(proof.as_dot(step))
    else:
        click.echo(proof.as_text(step, archive, lang))
        if step.claim.withdrawn and not used_by:
            # What rests on a withdrawn claim is what an editor needs to know next.
            click.echo(Text("\nĐiều dựa vào nó:", "\nWhat rests on it:")[lang])
            click.echo(proof.as_text(proof.used_by(archive, claim_id), archive, lang))
