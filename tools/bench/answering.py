"""A host for checkers that ask much at once: a folder on 127.0.0.1, one thread, nothing compressed, nothing noted.

`python -m bench.answering FOLDER PORT` answers until it is ended, as a plain host of files does: a folder by its
`index.html`, a folder without its last slash by the way to it, what is not there by 404.
"""

from __future__ import annotations

import asyncio
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from bench.weigh import kind_of

_REASONS = {200: "OK", 301: "Moved Permanently", 404: "Not Found"}


def answer(site: Path, asked: str) -> tuple[int, str, bytes]:
    """The state, the kind (or, for 301, the way) and the bytes for a path that is asked for."""
    way = unquote(asked.partition("?")[0])
    path = site / way.lstrip("/")
    if ".." in way.split("/"):
        return 404, "text/html", b""
    if path.is_dir() and not way.endswith("/"):
        return 301, f"{way}/", b""
    if way.endswith("/"):
        path /= "index.html"
    if not path.is_file():
        return 404, "text/html", b""
    return 200, kind_of(path.name), path.read_bytes()


async def _answers(site: Path, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
        while head := (await reader.readuntil(b"\r\n\r\n")).decode("latin-1"):
            method, asked, _ = head.partition("\r\n")[0].split(" ")
            state, kind, body = answer(site, asked)
            said = f"Location: {kind}" if state == 301 else f"Content-Type: {kind}"
            # LinkChecker asks ten things a second of a host, whatever its settings say, but for one that names it.
            writer.write(
                f"HTTP/1.1 {state} {_REASONS[state]}\r\n{said}\r\nContent-Length: {len(body)}\r\nLinkChecker: 1\r\n"
                "\r\n".encode()
                + (body if method == "GET" else b"")
            )
            await writer.drain()
    writer.close()


async def _serve(site: Path, port: int) -> None:
    server = await asyncio.start_server(partial(_answers, site), "127.0.0.1", port, backlog=1024)
    await server.serve_forever()


@contextmanager
def served(site: Path, port: int) -> Iterator[None]:
    """Such a host in a process of its own, until the block ends."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "bench.answering", str(site), str(port)]
    with subprocess.Popen(command, env=environment) as host:
        try:
            for _ in range(200):
                with suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                    break
                time.sleep(0.05)
            yield
        finally:
            host.terminate()


if __name__ == "__main__":
    asyncio.run(_serve(Path(sys.argv[1]), int(sys.argv[2])))
