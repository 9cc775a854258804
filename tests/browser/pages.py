"""The page types that the browser tests look at, the states of a page, and its address in each language."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Literal

import pytest
from _pytest.mark import ParameterSet

TYPES = {
    "home": "",
    "record": "ket-qua/2015-2018/kq-05/",
    "commitment": "cam-ket/2018-2020/ck-04/",
    "agreement": "thoa-thuan/ky-ket/",
    "campaign": "chien-dich/dan-van-kheo/",
    "proof": "boi-canh/nam-ky-ket/",
    "person": "nhan-vat/thai-thanh-quy/",
    "organization": "to-chuc/ban-dan-van/",
    "document": "van-ban/nghi-quyet-01/",
    "source": "nguon/n-bao-nghe-an/",
    "context source": "nguon/n-vtc-2021/",
    "statement": "id/kq-05-2/",
    "inference": "id/bc-01-1/",
    "index": "ket-qua/2015-2018/",
    "sources": "nguon/",
    "register": "chua-biet/",
    "timeline": "dong-thoi-gian/",
    "comparison": "doi-chieu/",
    "figures": "thong-ke/",
    "glossary": "thuat-ngu/",
    "rules": "dong-gop/quy-tac/",
    "prose": "gioi-thieu/",
    "citing": "trich-dan/",
    "accessibility": "tro-nang/",
    "search": "tim-kiem/",
    "lookup": "tra-cuu/",
    "data": "du-lieu/",
    "status": "du-lieu/boi-canh/",
}
"""A page of each type: its address below the language's root."""

LANGS = ("vi", "en")
PHONE, WIDE = 375, 1280
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, Scheme] = ("light", "dark")
MACHINE = ("data", "e", "search")
"""Folders whose pages are for machines."""


def by_turns(names: Iterable[str] = TYPES) -> list[ParameterSet]:
    """`(name, lang)` for each name in both languages: one after another in turns, and the other in `make test-all`."""
    return [
        pytest.param(name, lang, marks=() if (number + at) % 2 == 0 else pytest.mark.slow)
        for (number, name), (at, lang) in product(enumerate(names), enumerate(LANGS))
    ]


def address(lang: str, path: str) -> str:
    """The page's address below the site's root."""
    return path if lang == "vi" else f"en/{path}"


def sampled(ways: Iterable[str], most: int = 12) -> list[str]:
    """Of the pages of each folder and language at most so many, evenly spread: a folder's pages are of few types.

    The page types themselves are among them.
    """
    folders: dict[str, list[str]] = {}
    for way in ways:
        folders.setdefault(way.rstrip("/").rpartition("/")[0], []).append(way)
    known = {address(lang, way) for lang in LANGS for way in TYPES.values()}
    return [
        way
        for folder in folders.values()
        for number, way in enumerate(folder)
        if way in known or number % -(-len(folder) // most) == 0
    ]


def every(site: Path) -> list[str]:
    """The address of every page for readers, and of the page for lost addresses."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    pages = sorted(name for name in found if name.removeprefix("en/").split("/", maxsplit=1)[0] not in MACHINE)
    return [name.removesuffix("index.html") for name in pages]
