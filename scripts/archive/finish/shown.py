"""Pictures that people show: a browser knows their room before they are there, and asks for them when they come near.

Takes cleaned HTML, the address of its page and the archive; gives it with the width and height of every picture of
`docs/assets` whose file states them. What it does not know stays as it was.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from archive import regular
from archive.content.model import Archive
from archive.content.read import MAX_ASSET
from archive.media.kinds import by_ending

_PICTURE = re.compile(r'<img((?: [a-z]+="[^"]*")*)>')
_SOURCE = re.compile(r' src="([^"]*)"')
_ROOT = "https://site.invalid/"


def measured(html: str, url: str, archive: Archive) -> str:
    """The HTML of the page at `url`, from the site's root, with its pictures measured and loaded late."""
    return _PICTURE.sub(lambda found: f'<img{found[1]}{_size(found[1], url, archive)} loading="lazy">', html)


def _size(attributes: str, url: str, archive: Archive) -> str:
    source = _SOURCE.search(attributes)
    name = unquote(urlsplit(urljoin(_ROOT + url, unescape(source[1]))).path)[1:] if source else ""
    form = by_ending().get(PurePosixPath(name).suffix[1:].lower())
    if form is None or not form.drawn or name not in archive.assets:
        return ""
    size = form.size(regular.read(archive.root / "docs" / name, MAX_ASSET))
    return f' width="{size[0]}" height="{size[1]}"' if size else ""
