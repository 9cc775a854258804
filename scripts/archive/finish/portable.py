"""The copy for a folder (`archive build --portable`): every link names its file, so that it works from `file://`.

Takes the finished site of a portable build; rewrites links within it to relative ones that end in a file's name. The
search works there too: its index is a plain script.
"""

from __future__ import annotations

import posixpath
import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from archive.extending import output
from archive.finish.built import Built

_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LINK = re.compile(r'(\s(?:href|src|content)=")([^"]*)(")')
_REFRESH = re.compile(r"(\d+;\s*url=)(.*)", re.DOTALL)


# After all that writes pages or reads them as a host would serve them.
@output(order=95)
def finish(built: Built) -> None:
    """Rewrite every page's links, where the build is a portable one."""
    if not built.context.portable:
        return
    # A folder has no host that would show the page for lost addresses.
    (built.site_dir / "404.html").unlink(missing_ok=True)
    for path in built.html_files():
        html = path.read_text("utf-8")
        path.write_text(with_files(html, path, built.site_dir), "utf-8", newline="")


def with_files(html: str, path: Path, site: Path) -> str:
    """The page's HTML with every link to a folder of the site leading to its `index.html`."""

    def attribute(found: re.Match[str]) -> str:
        before, value, after = found.groups()
        if before.strip().startswith("content"):
            refresh = _REFRESH.match(value)
            if not refresh:
                return found.group()
            return f"{before}{refresh[1]}{_rewritten(refresh[2], path, site)}{after}"
        return f"{before}{_rewritten(value, path, site)}{after}"

    return _TAG.sub(lambda tag: _LINK.sub(attribute, tag.group()), html)


def _rewritten(value: str, path: Path, site: Path) -> str:
    link = unescape(value)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("#") or not (parts.path or parts.query):
        return value
    here = path.parent.relative_to(site).as_posix()
    way = posixpath.normpath(posixpath.join(here, parts.path))
    target = site / unquote(way)
    if target.is_dir():
        way = posixpath.join(way, "index.html")
    relative = posixpath.relpath(way, here)
    return escape(
        relative + (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
    )
