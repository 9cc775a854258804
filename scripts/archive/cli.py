"""The `archive` command: a group whose commands are the modules of `archive.commands`, found by themselves.

Works on the current folder as the project's root, prints findings on standard output and what it does on standard
error. Exits 0 (done), 1 (findings, or not published), 2 (usage). This module and its commands alone print and exit.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import pkgutil
import sys
from typing import Any

import click

from archive import commands
from archive.console import speak_utf8
from archive.escaping import printable
from archive.regular import IrregularError


class _Found(click.Group):
    """A group that imports a command's module when it is asked for: `check-external` is `check_external.py`."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and write UTF-8 whatever the system is set to; what cannot be written down is said, not traced."""
        speak_utf8()
        try:
            try:
                return super().main(*args, **kwargs)
            finally:
                sys.stdout.flush()
        except IrregularError as error:
            # The language that was asked for is known to the command alone, so both are told.
            path = printable(str(error.filename))
            click.echo(
                f"archive: {path}: không phải tệp thường hay thư mục thật; xóa đi, hoặc đặt tệp thật vào chỗ ấy",
                err=True,
            )
            click.echo(
                f"archive: {path}: no plain file or real folder; delete it, or put a real one in its place", err=True
            )
            sys.exit(1)
        except OSError as error:
            _drop_output()
            click.echo(f"archive: {error.strerror or error}", err=True)
            sys.exit(1)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        """The names of all commands, sorted."""
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(commands.__path__))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"archive.commands.{cmd_name.replace('-', '_')}")
        command: click.Command = module.command
        return command


def _drop_output() -> None:
    """What could not be written is given up, so that Python does not fail on it once more as it ends."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@click.command(cls=_Found, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="agreement-archive")
def main() -> None:
    """Build, check and verify the archive in the current folder."""
