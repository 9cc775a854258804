"""The copy for a folder (`archive build --portable`): every link names its file, so that it works from `file://`.

Takes the finished site of a portable build; rewrites links within it to relative ones that end in a file's name. The
search works there too: its index is a plain script.
"""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from urllib.parse import unquote, urlsplit

from archive.extending import page_output
from archive.finish.built import RenderedPage

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LINK = re.compile(r'(\s(?:href|src|content)=")([^"]*)(")')
_REFRESH = re.compile(r"(\d+;\s*url=)(.*)", re.DOTALL)


# After all that reads a page as a host would serve it.
@page_output(order=95, given=lambda built: lambda name: built.context.portable)
def finish(page: RenderedPage, portable: bool) -> RenderedPage:
    """Rewrite a page's links, where the build is a portable one."""
    return page.changed(with_files(page.html, page.name)) if portable else page


def with_files(html: str, name: str) -> str:
    """The page's HTML with every link to a folder of the site leading to its `index.html`."""

    def attribute(found: re.Match[str]) -> str:
        before, value, after = found.groups()
        if before.strip().startswith("content"):
            refresh = _REFRESH.match(value)
            if not refresh:
                return found.group()
            return f"{before}{refresh[1]}{_rewritten(refresh[2], name)}{after}"
        return f"{before}{_rewritten(value, name)}{after}"

    return _TAG.sub(lambda tag: _LINK.sub(attribute, tag.group()), html)


def _rewritten(value: str, name: str) -> str:
    link = unescape(value)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("#") or not (parts.path or parts.query):
        return value
    here = posixpath.dirname(name) or "."
    way = posixpath.normpath(posixpath.join(here, parts.path))
    # An address of ours is a folder or a file; only a file's last part has an ending.
    if parts.path.endswith("/") or "." not in posixpath.basename(unquote(way)) or way in {".", ".."}:
        way = posixpath.join(way, "index.html")
    relative = posixpath.relpath(way, here)
    return escape(
        relative + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    )
