"""The search index: plain scripts that set one value each, so that a browser loads them from a folder of files too.

Takes the finished pages, which say in their heads their title, their summary and what else they are looked for by,
and the archive; gives of each language `search/vi.js` (pages and statements), `search/vi-prose.js` (the prose of pages)
and `search/vi-rest.js` (what is asked for only where those have nothing). The search itself is the frame's script.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from archive.content.model import Archive
from archive.extending import output
from archive.findings import LANGS, Text
from archive.finish.built import Built
from archive.searching import Found, index, prose, rest


@output(order=75, machines=("search/*",))
def finish(built: Built) -> None:
    """Write each language's three files, the same bytes wherever they are made: in order of address."""
    for name, text in files(built.archive, tuple(_pages(built))):
        built.write(name, text)


def files(archive: Archive, pages: Sequence[Found]) -> Iterator[tuple[str, str]]:
    """What the search reads, by its name in the site."""
    for lang in LANGS:
        yield f"search/{lang}.js", script("archiveIndex", index(archive, pages, lang))
        yield f"search/{lang}-prose.js", script("archiveProse", prose(archive, pages, lang))
        yield f"search/{lang}-rest.js", script("archiveProse", rest(archive, pages, lang))


def _pages(built: Built) -> Iterator[Found]:
    """The pages that the search finds, by their Vietnamese twins, in order of address."""
    for url in built.public_urls():
        own = built.pages[url]
        if url.startswith("en/") or not own.searched:
            continue
        twin = built.pages.get(f"en/{url}", own)
        names = tuple(dict.fromkeys((*own.also, *twin.also)))
        yield Found(url, Text(own.title, twin.title), Text(own.summary, twin.summary), names)


def script(name: str, value: Any) -> str:
    """A script that sets one value: JSON is JavaScript, but for what ends a line in old engines."""
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"self.{name}={words}\n".replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
