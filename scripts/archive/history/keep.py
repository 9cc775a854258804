"""The log of the main line as kept under build/ between two runs: what came since is all that is read again.

Takes a project's root; gives the log that was kept, empty where there is none that this package wrote. It is safe to
delete, to be killed over and to be shared by two builds: it is swapped in whole, and what does not hold is not used.
A place that cannot be written to is left alone.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from functools import cache
from pathlib import Path

from archive import regular
from archive.findings import LANGS
from archive.folders import BUILD
from archive.git import ask
from archive.history.log import Entry, Home, Log

NAME = "history.cache.json"
MOST_BYTES = 256 * 1024 * 1024
_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def _made_by() -> str:
    """What reads pages: a log that other code made says other things."""
    digest = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def read(root: Path, main: str) -> Log:
    """The log that was kept of the main line on this branch."""
    if _is_anothers(root):
        return Log()
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        data = json.loads(regular.below(root, (BUILD, NAME), MOST_BYTES))
        if (data["made_by"], data["main"]) == (_made_by(), main):
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
    if _is_anothers(root):
        return
    data = {
        "made_by": _made_by(),
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


def _is_anothers(root: Path) -> bool:
    """Whether git has the folder: what somebody committed there, a past that they made up, is none of ours."""
    asked = ask(root, "ls-files", "--", BUILD)
    return bool(asked.out or asked.why)
