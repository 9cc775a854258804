"""A small clean site, and a way to spoil it: each test changes a few words and says what must be found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

import pytest

from archive.allowed import FINISHED
from archive.findings import Finding
from archive.frame import Frame
from archive.inspect import AuthoredPage, ExpectedClaim, inspect_site

URL = "https://host.example/a/b/"


class Everything(dict[str, frozenset[str]]):
    """A frame that knows every element and attribute: other rules than the one on these are looked at."""

    def get(self, _tag: str, _default: object = None) -> frozenset[str]:
        return _Any()


class _Any(frozenset[str]):
    def __contains__(self, _name: object) -> bool:
        return True


FRAME = Frame(frozenset({"theme()"}), frozenset({"assets/app.js"}), Everything())
"""The clean site's own scripts."""
STRICT = Frame(
    FRAME.scripts, FRAME.files, {**FINISHED, "a": FINISHED["a"] | {"name"}, "img": FINISHED["img"] | {"srcset"}}
)
"""The elements and attributes of the real frame, and two of the clean site."""
HEAD, TEXT, BELOW = "<!--head-->", "<!--text-->", "<!--below-->"

Edit = tuple[str, str, str]
"""A built file, words in it, and what to put there; words that are empty stand for the whole file."""


class Look(Protocol):
    """Builds the site with the edits and inspects it."""

    def __call__(
        self,
        *edits: Edit,
        claims: Iterable[ExpectedClaim] = ...,
        origins: Mapping[str, str] = ...,
        http_allowed: frozenset[str] = ...,
        url: str = ...,
        authored: Iterable[AuthoredPage] = ...,
        frame: Frame = ...,
        linked: bool = ...,
    ) -> list[Finding]:
        """`linked`: whether a page links what the edits add beside pages."""
        ...


def page(path: str) -> str:
    """A page of the clean site with its twin's links and all assets."""
    folder = path.removesuffix("index.html")
    vi, lang = folder.removeprefix("en/"), "en" if folder.startswith("en/") else "vi"
    up = "../" * folder.count("/") or "./"
    return f"""<!doctype html>
<html lang="{lang}"><head><meta charset="utf-8"><title>Nhan đề</title>
<link rel="canonical" href="{URL}{folder}">
<link rel="alternate" hreflang="vi" href="{URL}{vi}">
<link rel="alternate" hreflang="en" href="{URL}en/{vi}">
<link rel="alternate" hreflang="x-default" href="{URL}{vi}">
<link rel="alternate" type="application/rss+xml" hreflang="{lang}" href="{URL}feed.xml">
<link rel="stylesheet" href="{up}assets/main.css"><link rel="icon" href="{up}assets/icon.svg">
<link rel="manifest" href="{up}assets/site.webmanifest"><script src="{up}assets/app.js"></script>
<meta property="og:image" content="{URL}assets/a.png">{HEAD}</head>
<body><a href="#than">bỏ qua</a><main><article id="than"><h1>Đề mục</h1><h2 id="muc">Mục</h2>
<p>Ngoài: <a href="https://elsewhere.example/x">x</a>, <a href="mailto:a@b.example">thư</a></p>
{TEXT}</article>
<script>theme()</script></main>{BELOW}
<img src="{up}assets/a.png" alt="" srcset="{up}assets/a.png 1x, {up}assets/b,1.png 2x">
<a name="cu" href="{up}?q=1#">đầu</a>
<a href="{up}id/kq-01.csl.json">csl</a> <a href="{up}e/2027/tep.txt">tệp</a> <a href="{up}assets/a%20b.css">css</a>
</body></html>"""


PAGES = ("index.html", "kq/kq-01/index.html", "en/index.html", "en/kq/kq-01/index.html")
STUB = (
    '<!doctype html><html lang="vi"><head><title>Chuyển</title>'
    f'<link rel="canonical" href="{URL}kq/kq-01/">'
    '<meta http-equiv="refresh" content="0; url=../../kq/kq-01/#muc"></head><body></body></html>'
)
NOT_FOUND = f"""<!doctype html><html lang="vi"><head><title>404</title>
<link rel="stylesheet" href="/a/b/assets/main.css"><link rel="canonical" href="{URL}404.html">{HEAD}</head>
<body><a href="#t">x</a><main id="t"><h1>404</h1><a href="/a/b/">về</a>{TEXT}</main></body></html>"""


def sitemap(pages: Iterable[str] = PAGES) -> str:
    """The sitemap of these pages."""
    entries = []
    for path in pages:
        folder = path.removesuffix("index.html")
        vi = folder.removeprefix("en/")
        links = "".join(
            f'<xhtml:link rel="alternate" hreflang="{lang}" href="{URL}{at}"/>'
            for lang, at in (("vi", vi), ("en", f"en/{vi}"), ("x-default", vi))
        )
        entries.append(f"<url><loc>{URL}{folder}</loc><lastmod>2026-11-24</lastmod>{links}</url>\n")
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {names}>\n{"".join(entries)}</urlset>'


SVG = '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9v9z"/></svg>'
FEED = f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>{URL}feed.xml</id><title>Kho</title><updated>2026-11-24T00:00:00Z</updated>
<author><name>Kho</name></author>
<entry><id>{URL}kq/kq-01/</id><title>Giúp xã</title><updated>2026-11-24T00:00:00Z</updated><link href="{URL}kq/kq-01/"/></entry>
<entry><id>{URL}</id><title>Kho</title><updated>2026-11-23T07:00:00.5+07:00</updated><link href="{URL}"/></entry>
</feed>"""
CITATION = (
    '[{"id": "kq-01", "type": "webpage", "title": "Giúp xã", "URL": "https://host.example/a/b/id/kq-01/",'
    ' "issued": {"date-parts": [[2026, 11, 24]]}}]'
)


def clean_site() -> dict[str, str]:
    """Every file of the clean site."""
    assets = dict.fromkeys(("a.png", "b,1.png", "app.js", "font.woff2", "a b.css"), "")
    assets |= {"icon.svg": SVG, "site.webmanifest": '{"name": "Kho"}'}
    css = "/* clean */\n@font-face { src: url(font.woff2) }\nb { background: url('data:image/png;base64,AA') }"
    return {
        **{path: page(path) for path in PAGES},
        **{f"assets/{name}": text for name, text in assets.items()},
        "assets/main.css": css,
        "feed.xml": FEED,
        "404.html": NOT_FOUND,
        "id/kq-01/index.html": STUB,
        "id/kq-01.csl.json": CITATION,
        "data/index.html": '<html lang="vi"><head><title>D</title></head><body><h1>D</h1></body></html>',
        "e/2027/tep.txt": "",
        "sitemap.xml": sitemap(),
    }


def spoil(files: dict[str, str], edits: Iterable[Edit]) -> dict[str, str]:
    """The files with the edits; an edit that changes nothing is a fault of the test."""
    for path, old, new in edits:
        text = files.get(path, "")
        assert old in text, f"{path} has no {old}"
        files[path] = text.replace(old, new, 1) if old else new
    return files


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Inspect the clean site with some edits."""

    def look(
        *edits: Edit,
        claims: Iterable[ExpectedClaim] = (),
        origins: Mapping[str, str] | None = None,
        http_allowed: frozenset[str] = frozenset(),
        url: str = URL,
        authored: Iterable[AuthoredPage] = (),
        frame: Frame = FRAME,
        linked: bool = True,
    ) -> list[Finding]:
        files = spoil(clean_site(), edits)
        added = sorted(path for path in files.keys() - clean_site().keys() if linked and not path.endswith(".html"))
        ways = "".join(f'<a href="{URL}{quote(path)}">x</a>' for path in added)
        files["index.html"] = files["index.html"].replace("</body>", f"{ways}</body>")
        for path, text in files.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return inspect_site(tmp_path, url, claims, origins or {}, http_allowed, frame, authored)

    return look
