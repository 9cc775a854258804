"""`archive new`: a twin pair of files for a new record."""

from __future__ import annotations

import click

from archive.checks.checking import hold_settings
from archive.console import LANG, Answering, project_root
from archive.content.kinds import KINDS
from archive.content.read import read_archive
from archive.environment import today
from archive.findings import Lang, Text
from archive.new import make, write

NUMBERED = ", ".join(name for name, model in KINDS.items() if model.numbered)


@click.command(
    "new",
    cls=Answering,
    help=f"""Write a twin pair of files for a new record of KIND, filled from a template.

    KIND is one of: {", ".join(KINDS)}.

    SLUG is its address, in lower case without marks: `archive new document nghi-quyet-05`. Numbered kinds
    ({NUMBERED}) take the next free number as id; leave SLUG out and the file has the id's name, else SLUG names
    the file. Other kinds need a SLUG. With --number the id of a numbered kind is that number: for two people who work
    at once and have shared the numbers out. It must be free, and never published.

    Until it is written the new record is held back: `archive check` names every placeholder that is left (DV211), and
    a result or commitment without a claim (DV509). Exit 2 where SLUG is missing, or the id or the path is
    taken.
    """,
)
@click.argument("kind")
@click.argument("slug", default="-")
@click.option("--number", type=int, help="The number of a record of a numbered kind; default: the next free one.")
@LANG
def command(kind: str, slug: str, number: int | None, lang: Lang) -> None:
    """Write a twin pair of files for a new record."""
    root = project_root()
    archive = read_archive(root)
    hold_settings(archive)
    pair = make(archive, kind, slug, today(archive), number)
    paths = write(pair, root)
    for path in paths:
        click.echo(path.relative_to(root).as_posix())
    click.echo(
        Text(
            f"{pair.id}: viết bản tiếng Việt rồi bản tiếng Anh, rồi chạy `archive check {pair.id}`",
            f"{pair.id}: write the Vietnamese, then the English; then `archive check {pair.id}`",
        )[lang],
        err=True,
    )
