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
from archive.history.log import Entry, Home, Log

NAME = "history.cache.json"
MOST_BYTES = 256 * 1024 * 1024
_PACKAGE = Path(__file__).resolve().parents[1]


@cache
def _made_by() -> str:
    """What reads pages: a log that other code made says other things."""
    digest = hashlib.sha256()
    for folder in ("content", "history", "text"):
        for path in sorted((_PACKAGE / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def read(root: Path) -> Log:
    """The log that was kept."""
    with suppress(OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        data = json.loads(regular.read(root / BUILD / NAME, MOST_BYTES))
        if data["made_by"] == _made_by():
            log = Log(data["ids"], data["times"], recorded=data["recorded"])
            for lang in LANGS:
                for name, entries in data["entries"][lang].items():
                    log.entries[lang][name] = [Entry(*entry) for entry in entries]
            log.homes = {path: [Home(*home) for home in homes] for path, homes in data["homes"].items()}
            log.places = {id_: [Home(*home) for home in homes] for id_, homes in data["places"].items()}
            return log
    return Log()


def write(root: Path, log: Log) -> None:
    """Keep a log."""
    data = {
        "made_by": _made_by(),
        "ids": log.ids,
        "times": log.times,
        "recorded": log.recorded,
        "entries": log.entries,
        "homes": log.homes,
        "places": log.places,
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    with suppress(OSError, UnicodeEncodeError):
        (root / BUILD).mkdir(exist_ok=True)
        regular.replace_whole({root / BUILD / NAME: text.encode()})
