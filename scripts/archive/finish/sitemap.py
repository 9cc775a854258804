"""`sitemap.xml` (sitemaps.org 0.9 with xhtml alternates): every page, both languages, each with its own date."""

from __future__ import annotations

import re
from collections.abc import Container

from archive.escaping import xml
from archive.extending import output
from archive.finish.built import Built

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
)


@output(order=70, machines=("sitemap.xml",))
def finish(built: Built) -> None:
    """Write the sitemap; the renderer's own, whose dates are those of the build, is not written."""
    entries = "".join(_entry(built, url, built.pages.keys()) for url in built.public_urls())
    built.write("sitemap.xml", f"{HEAD}{entries}</urlset>\n")


def _entry(built: Built, url: str, urls: Container[str]) -> str:
    bare = url.removeprefix("en/")
    found = re.fullmatch(r"id/([^/]+)/", bare)
    day = built.archive.statements[found[1]].day if found else built.context.updated(_source_path(built, bare))
    ways = [("vi", bare), ("en", f"en/{bare}"), ("x-default", bare)]
    links = "".join(
        f'<xhtml:link rel="alternate" hreflang="{lang}" href="{xml(built.context.absolute(way))}"/>'
        for lang, way in ways
        if way in urls
    )
    location = xml(built.context.absolute(url))
    return f"<url><loc>{location}</loc>{_day(day)}{links}</url>\n"


def _source_path(built: Built, url: str) -> str:
    """The page's path under `docs/vi`: `kq-05/` may be `kq-05.md` or `kq-05/index.md`."""
    stem = url.rstrip("/")
    return next((p for p in (f"{stem}.md", f"{stem}/index.md".lstrip("/")) if p in built.context.changed), stem)


def _day(updated: str) -> str:
    """The page's own day; none where it is not known."""
    return f"<lastmod>{xml(updated)}</lastmod>" if updated else ""
