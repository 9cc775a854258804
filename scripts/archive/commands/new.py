"""`archive new`: a twin pair of files for a new record."""

from __future__ import annotations

from collections.abc import Iterator

import click

from archive.checks.checking import hold_settings
from archive.console import LANG, Answering, project_root
from archive.content.kinds import KINDS
from archive.content.kinds.base import Common
from archive.content.read import read_archive
from archive.environment import today
from archive.findings import LANGS, Lang, Text
from archive.new import Pair, make, write

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
    for text in _next(pair, KINDS[kind]):
        click.echo(text[lang], err=True)


def _next(pair: Pair, model: type[Common]) -> Iterator[Text]:
    """What an editor does next."""
    vi, en = (f"docs/{lang}/{pair.path}" for lang in LANGS)
    yield Text(
        f"{pair.id}: viết {vi}, rồi {en}; `archive check {pair.id}` chỉ từng chỗ còn thiếu",
        f"{pair.id}: write {vi}, then {en}; `archive check {pair.id}` names each place that is left",
    )
    if "locators" in model.model_fields and model.model_fields["locators"].is_required():
        yield Text(
            "có bản lưu của nguồn thì `archive digest TỆP` in sẵn các đoạn cho locators",
            "from a saved copy of it `archive digest FILE` prints the paragraphs for its locators",
        )
    commit = f"`git switch -c {pair.id}`, `git add {vi} {en}`, `git commit`"
    yield Text(f"xong thì ghi vào git, ở một nhánh riêng: {commit}", f"then commit it to a branch of its own: {commit}")
    yield Text(
        f"`archive diff` cho biết bạn đọc sẽ thấy gì khác; `git push -u origin {pair.id}`, rồi mở yêu cầu hợp nhất",
        f"`archive diff` tells what readers would notice; `git push -u origin {pair.id}`, then open a pull request",
    )
