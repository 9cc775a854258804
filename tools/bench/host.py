"""A host for measuring: a built folder on 127.0.0.1, compressed beforehand, every answer noted.

What lies outside the folder is answered with 404 and nothing else, as by a host whose root is not ours.
"""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from bench.weigh import Sent, compresses, kind_of, packed

KEPT = "public, max-age=31536000, immutable"
"""For files that carry a digest in their name; pages are asked for anew."""


@dataclass
class Host:
    """A folder that is being served; `sent` holds the answers since it was last cleared."""

    site: Path
    below: str = "/"
    root: str = ""
    sent: list[Sent] = field(default_factory=list)

    def url(self, address: str) -> str:
        """The whole address of a page, given below the site's root."""
        return self.root + address


@contextmanager
def serving(site: Path, below: str = "/") -> Iterator[Host]:
    """Serve `site` under the path `below` (which starts and ends with `/`) until the block ends."""
    host = Host(site, below)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler(host))
    host.root = f"http://127.0.0.1:{server.server_port}{below}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield host
    finally:
        server.shutdown()
        server.server_close()


def _handler(host: Host) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            way = unquote(self.path.partition("?")[0])
            name = way.removeprefix(host.below)
            path = host.site / name
            if path.is_dir():
                path /= "index.html"
            found = way.startswith(host.below) and ".." not in name and path.is_file()
            body, kind = (packed(path), kind_of(path.name)) if found else (b"", "text/plain")
            host.sent.append(Sent(name, len(body)))
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", KEPT if path.suffix not in {"", ".html"} else "no-cache")
            if found and compresses(kind):
                self.send_header("Content-Encoding", "br")
            self.end_headers()
            # A page may be left while something is still on its way.
            with suppress(BrokenPipeError, ConnectionResetError):
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
