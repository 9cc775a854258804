"""The search index of a built site, made by Pagefind, which is given the pages one after another in order of address.

By itself Pagefind takes them as the file system lists them and numbers them so: the same site would have another index
on another disk, and a sealed edition could not be rebuilt byte for byte. It is spoken to here as its own package does,
without the tenth of a second that the package waits before each answer.

Run as a program, in a folder of its own, with the site's folder as its argument: it needs nothing of this package, so
that what lies in a project has no say in it. Where Pagefind refuses, it ends with status 1 and says why on stderr.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from pagefind.service import get_executable

_FIRST = 0
"""The number that Pagefind gives the first index that it is asked for."""


def asked(site: Path) -> Iterator[dict[str, Any]]:
    """What Pagefind is asked, in order: an index, each page, the files."""
    yield {"type": "NewIndex", "config": {}}
    for name, path in sorted((path.relative_to(site).as_posix(), path) for path in site.rglob("*.html")):
        page = {"file_path": name, "file_contents": path.read_text("utf-8"), "url": None}
        yield {"type": "AddFile", "index_id": _FIRST, **page}
    # Not written by Pagefind, which says that it is done before the last file is on the disk.
    yield {"type": "GetFiles", "index_id": _FIRST}


def index(site: Path) -> str:
    """Write the index of the site's pages into its folder `pagefind/`; gives why it could not, else nothing."""
    command, answer = [str(get_executable()), "--service"], dict[str, Any]()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as service:
        assert service.stdin is not None
        assert service.stdout is not None
        try:
            for number, payload in enumerate(asked(site), 1):
                # Each waits for its answer: of several at once Pagefind takes whichever it likes.
                request = json.dumps({"message_id": number, "payload": payload})
                service.stdin.write(base64.b64encode(request.encode()) + b",")
                service.stdin.flush()
                answer = _answer(service.stdout)
                if answer["type"] == "Error":
                    return str(answer.get("message") or "refused")
        finally:
            service.terminate()
    try:
        for file in answer["files"]:
            path = site / "pagefind" / file["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(file["content"]))
    except OSError as error:
        return str(error)
    return ""


def _answer(answers: IO[bytes]) -> dict[str, Any]:
    """The next answer; one that breaks off is a refusal."""
    found = bytearray()
    while (letter := answers.read(1)) != b",":
        if not letter:
            return {"type": "Error", "message": "no answer"}
        found += letter
    return dict(json.loads(base64.b64decode(found))["payload"])


if __name__ == "__main__":
    sys.exit(index(Path(sys.argv[1])) or 0)
