"""`404.html`: the bilingual page at the root, its links absolute paths, since a host serves it at any depth."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from archive.extending import page_output
from archive.finish.built import Built, RenderedPage

_PAGE, _TWIN = "404/index.html", "en/404/index.html"


def given(built: Built) -> Callable[[str], str]:
    """The path of the site on its host; empty for a folder, where there is no host that would show the page."""
    base = "" if built.context.portable else urlsplit(built.context.site_url).path
    return lambda name: base if name in {_PAGE, _TWIN} else ""


@page_output(order=20, given=given)
def finish(page: RenderedPage, base: str) -> RenderedPage | None:
    """Make `404.html` of `404/index.html`, and leave its twin out."""
    if page.name == _TWIN or (page.name == _PAGE and not base):
        return None
    if page.name != _PAGE:
        return page
    tree = LexborHTMLParser(page.html)
    for attribute in ("href", "src", "data-root"):
        for node in tree.css(f"[{attribute}]"):
            value = node.attributes[attribute] or ""
            if not urlsplit(value).scheme and not value.startswith(("#", "/")):
                node.attrs[attribute] = absolute(base, value)
    for node in tree.css("a.language"):
        # There is no English twin of a page that is both: the switch leads home.
        node.attrs["href"] = f"{base}en/"
    # What tells the page's own address, in the head and at the foot of a print: it has none.
    for node in tree.css("link[rel=canonical], link[rel=alternate], meta[property^=og], .print-only"):
        node.decompose()
    for node in tree.css("[data-at]"):
        del node.attrs["data-at"]
    return RenderedPage("404.html", f"<!doctype html>\n{tree.root.html if tree.root else ''}\n")


def absolute(base: str, relative: str) -> str:
    """A link of the page `404/` as a path from the host's root."""
    way, hash_, anchor = relative.partition("#")
    path = posixpath.normpath(posixpath.join(base, "404", way))
    return (
        (path if path.endswith("/") or not (way.endswith("/") or way in {"..", "."}) else path + "/") + hash_ + anchor
    )
