"""The `archive` command: a group whose commands are the modules of `archive.commands`, found by themselves.

Works on the current folder as the project's root, prints findings on standard output and what it does on standard
error. Exits 0 (done), 1 (findings, or refused), 2 (asked wrongly) or 70: a fault of the program, whose traceback
ARCHIVE_TRACEBACK=1 shows. `console` and the commands alone print and exit.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import pkgutil
from typing import Any

import click

from archive import commands
from archive.console import Speaking

RINGS = (10_000, 200, 100)
"""New objects before a look at the youngest, and how many of these before one at the older, and the oldest."""


class _Found(Speaking, click.Group):
    """A group that imports a command's module when it is asked for: `check-external` is `check_external.py`."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, looking for rings of what nobody needs any more less often than Python would.

        Of an archive nearly everything is needed to the end: that look, through all of it, cost a tenth of a build; and
        half a second as it ends, when all goes with the process.
        """
        gc.set_threshold(*RINGS)
        atexit.register(gc.freeze)
        return super().main(*args, **kwargs)

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


@click.command("archive", cls=_Found, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="agreement-archive")
def main() -> None:
    """Build, check and verify the archive in the current folder."""
