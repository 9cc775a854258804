"""What a request to the preview gets. No socket here: the parts of a request in, a whole answer out.

Takes the method, the target and the `Host` of a request, the names that the server goes by, and the state of the
preview. Gives files of the built site alone: each folder on the way is opened by itself, no link is followed, none is
listed. Refuses in a sentence any other `Host` (421), or a page of the web could have a name of its own lead here and
read what is not published yet; and any method but GET and HEAD (405).

Files go out as a host sends them, by the table of `finish.headers`, but no browser keeps them and no other site reads
them.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote_to_bytes

from archive import regular
from archive.content.read import MAX_ASSET
from archive.findings import Lang
from archive.finish.headers import headers_of
from archive.kept.tree import label_of
from archive.preview import bar
from archive.preview.flow import Outcome

MOST_BYTES = 32 * MAX_ASSET
"""Of a file: the search index of a large archive is more than what an editor may upload."""
_HOST = re.compile(r"(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::([0-9]{1,5}))?", re.IGNORECASE | re.ASCII)
_BODY = re.compile(rb"<body[^<>]*>")
_TEXTS = ("text/", "application/json", "application/xml", "image/svg")

PLAIN = "text/plain; charset=utf-8"
ELSEWHERE = (
    "Bản xem trước chỉ trả lời ở địa chỉ của chính nó; hãy mở địa chỉ mà `archive serve` đã in ra.\n"
    "The preview answers at its own address alone; open the one that `archive serve` has printed.\n"
)
READ_ONLY = "Bản xem trước chỉ để đọc: GET và HEAD.\nThe preview is for reading: GET and HEAD.\n"
NOT_THERE = "Không có gì ở địa chỉ này.\nThere is nothing at this address.\n"


@dataclass(frozen=True, slots=True)
class State:
    """What the preview shows now."""

    shown: Path
    """The folder of the built site; it may be missing."""
    base: str = "/"
    """The path of the public address, from `/` to `/`, below which the site is shown: some links begin with it."""
    outcome: Outcome | None = None
    """How the last build went; None before the first has."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; a HEAD request gets it without its body."""

    status: HTTPStatus
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)


def answer(method: str, target: str, host: Sequence[str], names: Collection[str], port: int, state: State) -> Answer:
    """The answer to one request. `host`: every `Host` that it names; `names`: what the server goes by."""
    if len(host) != 1 or not is_ours(host[0], names, port):
        return refusal(HTTPStatus.MISDIRECTED_REQUEST, ELSEWHERE)
    if method not in {"GET", "HEAD"}:
        return refusal(HTTPStatus.METHOD_NOT_ALLOWED, READ_ONLY, Allow="GET, HEAD")
    path, query = _parts(target)
    if path.startswith(bar.OWN):
        return _own(path.removeprefix(bar.OWN), query, state)
    if path == "/" != state.base:
        return _leads_to(state.base)
    if not path.startswith(state.base):
        return refusal(HTTPStatus.NOT_FOUND, NOT_THERE)
    return _of_site(path.removeprefix(state.base), state)


def is_ours(host: str, names: Collection[str], port: int) -> bool:
    """Whether a `Host` names this server: one of its names, and its port."""
    found = _HOST.fullmatch(host)
    return found is not None and (found[1] or found[2]).lower() in names and int(found[3] or 80) == port


def refusal(status: HTTPStatus, text: str, **more: str) -> Answer:
    """A plain sentence."""
    return Answer(status, text.encode(), {**_said("/"), "Content-Type": PLAIN, **more})


def looked_at(target: str, base: str) -> str:
    """The page that a request shows, or asks a newer one of: its file in the site; none where it is about no page."""
    path, query = _parts(target)
    if path == f"{bar.OWN}version":
        path = query
    names = _names(path.removeprefix(base)) if path.startswith(base) else ()
    return "/".join(names) if names and names[-1].endswith(".html") else ""


def _parts(target: str) -> tuple[str, str]:
    """The path and the query of a target; slashes that the query begins with are one, as the server has them."""
    path, _, query = target.partition("#")[0].partition("?")
    return path, f"/{query.lstrip('/')}" if query.startswith("//") else query


def _own(name: str, query: str, state: State) -> Answer:
    files = {
        "preview.css": (bar.STYLE, "text/css; charset=utf-8"),
        "preview.js": (bar.SCRIPT, "text/javascript; charset=utf-8"),
    }
    if name == "version":
        address = query.removeprefix(state.base)
        files[name] = (_version(address, _found(address, state)[2], state), PLAIN)
    if name not in files:
        return refusal(HTTPStatus.NOT_FOUND, NOT_THERE)
    text, kind = files[name]
    return Answer(HTTPStatus.OK, text.encode(), {**_said("/"), "Content-Type": kind})


def _of_site(address: str, state: State) -> Answer:
    status, name, content = _found(address, state)
    names = _names(address)
    if status == HTTPStatus.OK:
        return _sent(status, name, content, address, state)
    if names and not address.endswith("/") and _read(state.shown, (*names, "index.html")) is not None:
        return _leads_to(f"{state.base}{quote('/'.join(names))}/")
    if status == HTTPStatus.NOT_FOUND:
        return _sent(status, name, content, address, state)
    page = bar.page(state.outcome, _lang(address), bar.look(_version(address, content, state)))
    own = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
    said = _said("/")
    said["Content-Security-Policy"] = f"{own}; {said['Content-Security-Policy']}"
    said["Content-Type"] = "text/html; charset=utf-8"
    return Answer(HTTPStatus.SERVICE_UNAVAILABLE, page.encode(), {**said, "Retry-After": "1"})


def _found(address: str, state: State) -> tuple[HTTPStatus, str, bytes]:
    """What stands at an address: a file of the site, that for lost addresses, or nothing while there is no site."""
    names = _names(address)
    for status, name in ((HTTPStatus.OK, names), (HTTPStatus.NOT_FOUND, ("404.html",))):
        content = _read(state.shown, name)
        if content is not None:
            return status, "/".join(name), content
    return HTTPStatus.SERVICE_UNAVAILABLE, "", b""


def _version(address: str, content: bytes, state: State) -> str:
    """Another one whenever an open page should be loaded again: it, its bar, or what it shows has changed."""
    said = bar.bar(state.outcome, _lang(address), _url(address), site=bool(content))
    return label_of(b"\0".join([content, said.encode(), (state.outcome.beside if state.outcome else "").encode()]))


def _url(address: str) -> str:
    return address.removesuffix("index.html")


def _names(address: str) -> tuple[str, ...]:
    """The folders and the file that an address names; none where nothing of ours can be called that."""
    parts = (address + "index.html" if address.endswith("/") or not address else address).split("/")
    try:
        names = [unquote_to_bytes(part).decode("utf-8") for part in parts]
    except UnicodeDecodeError:
        return ()
    # `/` can stand in no name; the others stand in none of ours, and mean something to some systems.
    wrong = (
        not name or name.startswith(".") or "/" in name or "\\" in name or not name.isprintable() for name in names
    )
    return () if any(wrong) else tuple(names)


def _read(shown: Path, names: Sequence[str]) -> bytes | None:
    try:
        return regular.below(shown, names, MOST_BYTES) if names else None
    except OSError:
        return None


def _sent(status: HTTPStatus, name: str, content: bytes, address: str, state: State) -> Answer:
    headers = _said(f"/{name}")
    if "Content-Type" not in headers:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        headers["Content-Type"] = f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind
    if name.endswith(".html"):
        content = _with_bar(content, address, state)
    return Answer(status, content, headers)


def _with_bar(html: bytes, address: str, state: State) -> bytes:
    """The page with the bar before all else in its body."""
    look = bar.look(_version(address, html, state))
    added = look + bar.bar(state.outcome, _lang(address), _url(address))
    found = _BODY.search(html)
    at = found.end() if found else len(html)
    return html[:at] + added.encode() + html[at:]


def _lang(address: str) -> Lang:
    return "en" if f"{address}/".startswith("en/") else "vi"


def _leads_to(path: str) -> Answer:
    return refusal(HTTPStatus.FOUND, f"{path}\n", Location=path)


def _said(address: str) -> dict[str, str]:
    """The headers of a host, but for those by which it shares its files and speaks for its public name."""
    said = headers_of(address)
    for public in ("Access-Control-Allow-Origin", "Strict-Transport-Security"):
        said.pop(public, None)
    return {**said, "Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}
