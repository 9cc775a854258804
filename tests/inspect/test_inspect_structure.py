"""A page's frame: headings, title, ids."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from archive.findings import Finding

KQ, STUB = "kq/kq-01/index.html", "id/kq-01/index.html"
TEXT, BELOW = "<!--text-->", "<!--below-->"
Look = Callable[..., list[Finding]]

GOOD = [
    (KQ, TEXT, "<h3>a</h3><h4>b</h4><h2>c</h2><h3>d</h3>"),
    (KQ, TEXT, '<p id="a">a</p><p id="A">b</p><p id="">c</p>'),
    (KQ, TEXT, "<!-- <h1>no</h1> -->"),
]
BAD = [
    ("DV920", KQ, TEXT, '<p id="muc">lại</p>'),
    ("DV920", STUB, "<body>", '<body><b id="x"></b><b id="x"></b><b id="x"></b>'),
    ("DV921", KQ, "<h1>Đề mục</h1>", ""),
    ("DV921", KQ, BELOW, "<h1>Hai</h1>"),
    ("DV921", "data/index.html", "<h1>D</h1>", ""),
    ("DV922", KQ, TEXT, "<h4>a</h4>"),
    ("DV922", "404.html", TEXT, "<h3>a</h3>"),
    ("DV923", KQ, "<title>Nhan đề</title>", "<title> </title>"),
    ("DV923", "404.html", "<title>404</title>", ""),
]


@pytest.mark.parametrize(("path", "old", "new"), GOOD)
def test_good_frame(look: Look, path: str, old: str, new: str) -> None:
    assert look((path, old, new)) == []


@pytest.mark.parametrize(("code", "path", "old", "new"), BAD)
def test_bad_frame(look: Look, code: str, path: str, old: str, new: str) -> None:
    found = look((path, old, new))
    assert [(finding.code, finding.place.path) for finding in found] == [(code, f"site/{path}")]


def test_a_page_without_h1_is_not_blamed_for_its_first_level_too(look: Look) -> None:
    found = look((KQ, "<h1>Đề mục</h1>", ""), (KQ, TEXT, "<h4>a</h4>"))
    assert [(each.code, each.message.en) for each in found] == [
        ("DV921", "The page has 0 headings of the first level (h1)"),
        ("DV922", "A heading h4 follows h2"),
    ]
