"""Where addresses lead: table of edits to a clean site, each with what must be found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.inspect.conftest import FRAME, clean_site

from archive.findings import Finding
from archive.inspect import inspect_site

KQ, EN, CSS, NOT_FOUND, STUB = (
    "kq/kq-01/index.html",
    "en/kq/kq-01/index.html",
    "assets/main.css",
    "404.html",
    "id/kq-01/index.html",
)
TEXT, HEAD, BELOW = "<!--text-->", "<!--head-->", "<!--below-->"
Look = Callable[..., list[Finding]]

GOOD = [
    '<a href="">x</a>',
    '<a href="./">x</a>',
    '<a href="#muc">x</a>',
    '<a href="#cu">name</a>',
    '<a href="#TOP">x</a>',
    '<a href="#:~:text=abc">x</a>',
    '<a href="#muc:~:text=abc">x</a>',
    '<a href="../../">x</a>',
    '<a href="../..">x</a>',
    '<a href="../../index.html#muc">x</a>',
    '<a href="/a/b/en/kq/kq-01/#muc">x</a>',
    '<a href="/a/b/%6Bq/kq-01/">x</a>',
    '<a href="https://host.example/a/b/kq/kq-01/#muc">x</a>',
    '<a href="HTTPS://HOST.example/a/b/">x</a>',
    '<a href="https://host.example/other/">another project</a>',
    '<a href="../../assets/a%20b.css">x</a>',
    '<a href=" ../../ ">x</a>',
    '<a href="../../?q=dân#muc">x</a>',
    '<img alt="" srcset="../../assets/b,1.png, ../../assets/a.png 2x">',
    '<q cite="https://elsewhere.example/">x</q>',
    '<svg><a xlink:href="../../"></a><use href="../../assets/icon.svg#i"/></svg>',
]

BAD = [
    ("DV901", KQ, TEXT, '<a href="../kq-02/">x</a>'),
    ("DV901", KQ, TEXT, '<a href="../kq-01//">x</a>'),
    ("DV901", KQ, TEXT, '<a href="../KQ-01/">x</a>'),
    ("DV901", KQ, TEXT, '<a href="/a/b/khong/">x</a>'),
    ("DV901", KQ, TEXT, '<a href="https://host.example/a/b/khong/">x</a>'),
    ("DV901", KQ, TEXT, '<a href="../..%2Findex.html">x</a>'),
    ("DV901", KQ, TEXT, '<a href="%FF">x</a>'),
    ("DV901", KQ, TEXT, '<img alt="" src="khong.png">'),
    ("DV901", KQ, TEXT, '<img alt="" srcset="../../assets/a.png 1x, khong.png 2x">'),
    ("DV901", KQ, TEXT, '<video poster="khong.png"></video>'),
    ("DV901", KQ, TEXT, '<svg><image xlink:href="khong.png"/></svg>'),
    ("DV901", KQ, HEAD, '<script src="khong.js"></script>'),
    ("DV901", KQ, HEAD, '<link rel="stylesheet" href="khong.css">'),
    ("DV901", KQ, HEAD, '<link rel="icon" href="khong.ico">'),
    ("DV901", KQ, HEAD, '<link rel="manifest" href="khong.webmanifest">'),
    ("DV901", KQ, HEAD, '<link rel="alternate" type="application/atom+xml" href="khong.xml">'),
    ("DV901", KQ, HEAD, '<meta name="twitter:image" content="https://host.example/a/b/khong.png">'),
    ("DV901", KQ, HEAD, "<style>b { background: url( 'khong.png' ) }</style>"),
    ("DV901", KQ, BELOW, '<p style="background: url(khong.png)">x</p>'),
    ("DV901", KQ, BELOW, '<p style="background: u\\72l(khong.png)">x</p>'),
    ("DV901", "id/kq-01/index.html", "<body>", '<body><a href="../khong/">x</a>'),
    ("DV901", CSS, "/* clean */", "@import 'khong.css';"),
    ("DV901", CSS, "/* clean */", '@media print { b { background: image-set("khong.png" 1x) } }'),
    ("DV902", KQ, TEXT, '<a href="#khong">x</a>'),
    ("DV902", KQ, TEXT, '<a href="../../#cu-1">x</a>'),
    ("DV902", KQ, TEXT, '<a href="https://host.example/a/b/#khong">x</a>'),
    ("DV903", KQ, TEXT, '<a href="../kq-01">x</a>'),
    ("DV903", KQ, TEXT, '<a href="/a/b">x</a>'),
    ("DV903", KQ, TEXT, '<a href="https://host.example/a/b">x</a>'),
    ("DV904", KQ, TEXT, '<a href="../">x</a>'),
    ("DV904", KQ, TEXT, '<a href="../../kq">x</a>'),
    ("DV904", KQ, TEXT, '<a href="/a/b/assets/">x</a>'),
    ("DV905", KQ, TEXT, '<a href="/x">x</a>'),
    ("DV905", KQ, TEXT, '<a href="/">x</a>'),
    ("DV905", KQ, TEXT, '<a href="../../../b/">x</a>'),
    ("DV905", KQ, TEXT, '<a href="/a/b/../x">x</a>'),
    ("DV905", CSS, "/* clean */", "b { background: url(/img/a.png) }"),
    ("DV906", NOT_FOUND, TEXT, '<a href="./">x</a>'),
    ("DV906", NOT_FOUND, TEXT, '<img alt="" src="assets/a.png">'),
    ("DV906", NOT_FOUND, TEXT, '<a href="https://host.example/a/b/">x</a>'),
    ("DV907", STUB, "../../kq/kq-01/#muc", "../../kq/kq-02/"),
    ("DV907", STUB, "../../kq/kq-01/#muc", "../../kq/kq-01/#khong"),
    ("DV907", STUB, "../../kq/kq-01/#muc", "'/x/'"),
    ("DV907", STUB, "../../kq/kq-01/#muc", "https://elsewhere.example/"),
    ("DV908", STUB, "../../kq/kq-01/#muc", "./"),
    ("DV908", STUB, "0; url=../../kq/kq-01/#muc", "5"),
    ("DV909", KQ, TEXT, '<a href="https://[x/">x</a>'),
    ("DV909", KQ, TEXT, '<a href="https:x">x</a>'),
    ("DV909", KQ, TEXT, '<a href="https://x.example:port/">x</a>'),
    ("DV909", KQ, TEXT, '<a href="https://x.example:70000/">x</a>'),
    ("DV910", KQ, HEAD, '<script src="https://cdn.example/x.js"></script>'),
    ("DV910", KQ, HEAD, '<script src="//cdn.example/x.js"></script>'),
    ("DV910", KQ, HEAD, '<link rel="preload" as="font" href="https://fonts.example/x.woff2">'),
    ("DV910", KQ, HEAD, '<link rel="dns-prefetch" href="https://fonts.example/">'),
    ("DV910", KQ, TEXT, '<img alt="" src="https://img.example/x.png">'),
    ("DV910", KQ, TEXT, '<img alt="" srcset="https://img.example/x.png 2x">'),
    ("DV910", KQ, TEXT, '<a href="./" ping="https://count.example/">x</a>'),
    ("DV910", CSS, "/* clean */", '@import url("https://fonts.example/x.css");'),
]


def test_a_clean_site_has_no_finding(look: Look) -> None:
    assert look() == []


@pytest.mark.parametrize("text", GOOD)
def test_good_address(look: Look, text: str) -> None:
    assert look((KQ, TEXT, text)) == []


@pytest.mark.parametrize(("code", "path", "old", "new"), BAD)
def test_bad_address(look: Look, code: str, path: str, old: str, new: str) -> None:
    found = look((path, old, new))
    assert [(finding.code, finding.place.path) for finding in found] == [(code, f"site/{path}")]
    assert all(finding.message[lang] and finding.fix[lang] for finding in found for lang in ("vi", "en"))


def test_a_stylesheet_is_named_with_its_line(look: Look) -> None:
    unlinked, found = look((CSS, "url(font.woff2)", "url(khong.woff2)"))
    assert (unlinked.code, unlinked.place.path) == ("DV911", "site/assets/font.woff2")
    assert found.line("en").startswith("site/assets/main.css:2:1: DV901 There is no file at “khong.woff2”")


UNLINKED = [
    ((("data/claims.csv", "", "id\r\nkq-01-1\r\n"),), "data/claims.csv"),
    ((("assets/van-ban.pdf", "", "%PDF"),), "assets/van-ban.pdf"),
    ((("khac/feed.xml", "", "<x/>"),), "khac/feed.xml"),
    # What stands in a comment alone, and what only a redirect leads to.
    (((CSS, "/* clean */", "/* url(thua.png) */"), ("assets/thua.png", "", "x")), "assets/thua.png"),
    (((STUB, "../../kq/kq-01/#muc", "../../data/x.json"), ("data/x.json", "", "{}")), "data/x.json"),
]


@pytest.mark.parametrize(("edits", "path"), UNLINKED)
def test_a_file_that_no_page_links_is_found(look: Look, edits: tuple[tuple[str, str, str], ...], path: str) -> None:
    found = look(*edits, linked=False)
    assert ("DV911", f"site/{path}") in [(each.code, each.place.path) for each in found]
    assert "DV911" not in {each.code for each in look(*edits)}, "a link from a page is enough"


@pytest.mark.parametrize("path", ["_headers", ".nojekyll", "assets/icon-192.png", "search/vi.js", "sitemap.xml"])
def test_what_programs_find_by_its_name_needs_no_link(look: Look, path: str) -> None:
    added = () if path in clean_site() else ((path, "", "x"),)
    assert "DV911" not in {each.code for each in look(*added, linked=False)}


def test_the_source_is_named_where_it_is_known(look: Look) -> None:
    (found,) = look((KQ, TEXT, '<a href="x/">x</a>'), origins={KQ: "docs/vi/kq/kq-01.md"})
    assert str(found.place) == "docs/vi/kq/kq-01.md:1:1"


def test_a_redirect_circle_over_two_pages_is_found_on_both(look: Look) -> None:
    second = '<html lang="vi"><head><title>x</title><meta name="robots" content="none, nofollow">'
    second += '<meta http-equiv="Refresh" content="0;URL=\'../kq-01/\'"></head></html>'
    found = look((STUB, "../../kq/kq-01/#muc", "../kq-02/"), ("id/kq-02/index.html", "", second))
    assert [(each.code, each.place.path) for each in found] == [
        ("DV908", "site/id/kq-01/index.html"),
        ("DV908", "site/id/kq-02/index.html"),
    ]


def test_at_the_root_an_address_from_the_root_is_in_the_site(tmp_path: Path) -> None:
    head = '<html lang="vi"><head><title>x</title></head><body><h1>x</h1>'
    (tmp_path / "data").mkdir()
    (tmp_path / "data/index.html").write_text(
        f'{head}<a href="/data/">x</a><a href="../../data/">y</a><a href="/x">z</a>'
    )
    found = inspect_site(tmp_path, "https://host.example", [], {})
    assert [(each.code, each.message.en.partition("“")[2].partition("”")[0]) for each in found] == [
        ("DV901", "/x"),
        ("DV905", "../../data/"),
        ("DV940", ""),
    ]


def test_bytes_that_are_not_text_are_found(look: Look, tmp_path: Path) -> None:
    look()
    for path in (KQ, CSS):
        with (tmp_path / path).open("ab") as file:
            file.write(b"<!-- \xff -->")
    found = inspect_site(tmp_path, "https://host.example/a/b/", [], {}, frame=FRAME)
    assert [(each.code, each.place.path) for each in found] == [
        ("DV900", f"site/{CSS}"),
        ("DV900", f"site/{KQ}"),
    ]
