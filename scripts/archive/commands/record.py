"""`archive record`: the publisher's act before a build for readers: what is published now is recorded for good."""

from __future__ import annotations

import os
import sys

import click

from archive import ledger
from archive.checks.known import all_findings
from archive.console import LANG, Answering, project_root, show
from archive.content.drafts import published
from archive.content.read import read_archive
from archive.context import Context
from archive.findings import Lang, Text, errors
from archive.stage.staging import stage


@click.command("record", cls=Answering)
@LANG
def command(lang: Lang) -> None:
    """Add every address of the site to published.txt, and print those that are new.

    The publisher runs it before `archive build --publish`; whoever edits need not. An address that was recorded is a
    promise, so the content is checked first: exit 1 where a finding is an error, and nothing is written.
    """
    root = project_root()
    archive = read_archive(root)
    findings = all_findings(archive, os.environ)
    if errors(findings):
        show(findings, lang, "text", root)
        text = Text("Chưa ghi địa chỉ nào; hãy sửa các lỗi trên trước.", "Nothing was recorded; mend the errors first.")
        click.echo(text[lang], err=True)
        sys.exit(1)
    archive = published(archive)
    new = ledger.record(archive, stage(archive, Context(archive.settings.site_url)))
    for address in new:
        click.echo(address)
    click.echo(f"{ledger.LEDGER}: {Text(f'{len(new)} địa chỉ mới', f'{len(new)} new')[lang]}", err=True)
