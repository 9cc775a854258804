"""The log of the main line as kept under build/ between two runs: what came since is all that is read again.

Takes a project's root; gives the log that was kept, empty where there is none that this package wrote on this machine.
It is safe to delete, to be killed over and to be shared by two builds: it is swapped in whole, and what does not hold
is not used. A place that cannot be written to is left alone.
"""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from archive import regular
from archive.findings import LANGS
from archive.folders import BUILD
from archive.history.log import Entry, Home, Log
from archive.kept.held import made_by
from archive.kept.secret import build_secret, owner
from archive.refusal import Refusal

NAME = "history.cache.json"
MOST_BYTES = 256 * 1024 * 1024


def read(root: Path, main: str) -> Log:
    """The log that was kept of the main line on this branch."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        data = json.loads(regular.below(root, (BUILD, NAME), MOST_BYTES))
        if (data["made_by"], data["owner"], data["main"]) == (made_by(), owner(root / BUILD), main) and data["owner"]:
            log = Log(data["ids"], data["times"], recorded=data["recorded"], owned=data["owned"])
            for lang in LANGS:
                for name, entries in data["entries"][lang].items():
                    log.entries[lang][name] = [Entry(*entry) for entry in entries]
            log.homes = {path: [Home(*home) for home in homes] for path, homes in data["homes"].items()}
            log.places = {id_: [Home(*home) for home in homes] for id_, homes in data["places"].items()}
            return log
    return Log()


def write(root: Path, main: str, log: Log) -> None:
    """Keep a log."""
    with suppress(OSError, Refusal):
        regular.folder(root, root / BUILD)
        build_secret(root / BUILD)
    data = {
        "made_by": made_by(),
        "owner": owner(root / BUILD),
        "main": main,
        "ids": log.ids,
        "times": log.times,
        "recorded": log.recorded,
        "entries": log.entries,
        "owned": log.owned,
        "homes": log.homes,
        "places": log.places,
    }
    text = json.dumps(data, separators=(",", ":"))
    with suppress(OSError):
        regular.folder(root, root / BUILD)
        regular.replace_whole({root / BUILD / NAME: text.encode()})
