"""`archive stamp` is no more: its name says what does its work today."""

from __future__ import annotations

import click

from archive.console import Answering
from archive.findings import Text
from archive.refusal import Refusal


@click.command("stamp", cls=Answering, hidden=True, context_settings={"ignore_unknown_options": True})
@click.argument("rest", nargs=-1, type=click.UNPROCESSED)
def command(rest: tuple[str, ...]) -> None:
    """Say what to do instead, whatever it is asked."""
    del rest
    raise Refusal(
        Text(
            "`archive stamp` không còn: git nhớ ngày sửa và bản dịch nào đã cũ; bản dịch không cần sửa thì ghi "
            '`checked="ngày"` cạnh mã của câu (hoặc `checked: ngày` ở phần đầu); sổ địa chỉ do lần công bố ghi',
            "`archive stamp` is no more: git remembers days and which translations are behind; where one needs no "
            'change write `checked="day"` beside the statement\'s id (or `checked: day` in the front matter); '
            "publication writes the ledger of addresses",
        ),
        status=2,
    )
