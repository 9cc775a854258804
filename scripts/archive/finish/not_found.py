"""`404.html`: the bilingual page at the root, its links absolute paths, since a host serves it at any depth."""

from __future__ import annotations

import posixpath
import shutil
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from archive.extending import output
from archive.finish.built import Built


@output(order=20)
def finish(built: Built) -> None:
    """Move `404/index.html` to `404.html`, and drop what the renderer made beside it."""
    page = built.site_dir / "404" / "index.html"
    tree = LexborHTMLParser(page.read_text("utf-8"))
    base = urlsplit(built.context.site_url).path
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
    built.write("404.html", f"<!doctype html>\n{tree.root.html if tree.root else ''}\n")
    for folder in ("404", "en/404"):
        shutil.rmtree(built.site_dir / folder, ignore_errors=True)
    (built.site_dir / "en" / "404.html").unlink(missing_ok=True)


def absolute(base: str, relative: str) -> str:
    """A link of the page `404/` as a path from the host's root."""
    way, hash_, anchor = relative.partition("#")
    path = posixpath.normpath(posixpath.join(base, "404", way))
    return (
        (path if path.endswith("/") or not (way.endswith("/") or way in {"..", "."}) else path + "/") + hash_ + anchor
    )
