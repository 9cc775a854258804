"""Links of a portable copy: what each becomes."""

from __future__ import annotations

import pytest

from archive.finish.portable import with_files

CASES = [
    ("a folder", '<a href="../kq-01/">', '<a href="../kq-01/index.html">'),
    ("the page's own folder", '<a href="./">', '<a href="index.html">'),
    ("the root", '<a href="../..">', '<a href="../../index.html">'),
    ("a place on another page", '<a href="../kq-01/#kq-01-1">', '<a href="../kq-01/index.html#kq-01-1">'),
    ("a query", '<a href="../../tim/?q=a&amp;b=c">', '<a href="../../tim/index.html?q=a&amp;b=c">'),
    ("a place on this page", '<a href="#kq-02-1">', '<a href="#kq-02-1">'),
    ("a file", '<link href="../../assets/site.css">', '<link href="../../assets/site.css">'),
    ("another host", '<a href="https://a.example/b/">', '<a href="https://a.example/b/">'),
    ("a page that leads on", '<meta content="0; url=../kq-01/#x">', '<meta content="0; url=../kq-01/index.html#x">'),
    ("words that look like a link", '<p>write href="../kq-01/"</p>', '<p>write href="../kq-01/"</p>'),
    ("a description", '<meta content="../kq-01/">', '<meta content="../kq-01/">'),
]


@pytest.mark.parametrize(("what", "before", "after"), CASES, ids=[case[0] for case in CASES])
def test_a_link(what: str, before: str, after: str) -> None:
    assert with_files(before, "kq/kq-02/index.html") == after, what
