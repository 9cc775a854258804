"""Runs every module of the finish stage, in their `ORDER`."""

from __future__ import annotations

from archive import finish
from archive.finish.built import Built
from archive.stage.staging import modules


def finish_site(built: Built) -> list[str]:
    """Finish the rendered site; gives the names of the formats written."""
    done = []
    for module in modules(finish):
        step = getattr(module, "finish", None)
        if callable(step):
            step(built)
            done.append(module.__name__.rpartition(".")[2])
    return done
