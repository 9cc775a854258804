"""What a screen reader is given of each page type, held as text: the accessibility tree of the minimal archive's pages.

Where a change of it is meant, write the files anew and read the difference before it is committed:

    UPDATE_GOLDEN=1 python -m pytest tests/browser/test_heard.py
    git diff tests/browser/heard
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.archives import REAL, project
from tests.browser.conftest import Server, serving
from tests.browser.pages import LANGS, TYPES, WIDE, address

from archive.build import Options, build
from archive.listener import Listener

pytestmark = pytest.mark.xdist_group("heard")  # the archive is built once
HEARD = Path(__file__).parent / "heard"
EXAMPLES = {
    "home": "",
    "record": "ket-qua/2015-2018/kq-01/",
    "commitment": "cam-ket/2018-2020/ck-01/",
    "agreement": "thoa-thuan/ky-ket/",
    "campaign": "chien-dich/dan-van-kheo/",
    "proof": "boi-canh/nam-ky-ket/",
    "person": "nhan-vat/mau/",
    "organization": "to-chuc/ban/",
    "document": "van-ban/chi-thi-02/",
    "source": "nguon/n-bao/",
    "context source": "nguon/n-khac/",
    "statement": "id/kq-01-1/",
    "inference": "id/bc-01-1/",
}
"""The minimal archive's own pages of each type; those of the other types have the addresses that they have everywhere."""
PROSE = "prose"
"""A type without anything of the frame's own in it; the minimal archive has no page of it."""
MOST = 120
"""Lines of a page that are held: what comes after them repeats what came before."""


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The site of the minimal archive, served."""
    root = project(tmp_path_factory.mktemp("heard"))
    findings = build(root, Options(root / "site"), REAL, Listener())
    assert not findings, [finding.line("en") for finding in findings]
    with serving(root / "site") as found:
        yield found


def compact(tree: str) -> str:
    """A tree without addresses, which other tests follow, and without what comes after `MOST` lines."""
    lines = [re.sub(r":$", "", line) for line in tree.splitlines() if "- /url:" not in line]
    more = len(lines) - MOST
    return "\n".join([*lines[:MOST], *([f"({more} more lines)"] if more > 0 else [])]) + "\n"


def held(name: str, found: str) -> None:
    """Compare a tree with its file, or write that anew."""
    path = HEARD / f"{name}.txt"
    before = path.read_text("utf-8") if path.is_file() else ""
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(found, "utf-8")
    difference = list(
        difflib.unified_diff(before.splitlines(), found.splitlines(), path.name, "as heard", lineterm="", n=1)
    )
    assert not difference, "see the head of this module\n" + "\n".join(difference[:60])


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", [kind for kind in TYPES if kind != PROSE])
def test_a_page_type_is_heard_as_its_file_says(
    opened: Callable[..., Page], example: Server, kind: str, lang: str
) -> None:
    page = opened(width=WIDE)
    page.goto(example.url(address(lang, EXAMPLES.get(kind, TYPES[kind]))))
    page.wait_for_timeout(50)
    held(f"{kind.replace(' ', '-')}.{lang}", compact(page.locator("main").aria_snapshot()))


@pytest.mark.parametrize("lang", LANGS)
def test_what_is_around_every_page_is_heard_as_its_file_says(
    opened: Callable[..., Page], example: Server, lang: str
) -> None:
    page = opened(width=WIDE)
    page.goto(example.url(address(lang, EXAMPLES["record"])))
    around = (page.locator(part).aria_snapshot() for part in ("body > header", "body > nav", "body > footer"))
    held(f"frame.{lang}", compact("\n".join(around)))


def test_no_file_is_left_of_a_page_type_that_is_gone() -> None:
    kinds = {kind.replace(" ", "-") for kind in TYPES if kind != PROSE} | {"frame"}
    assert {path.name for path in HEARD.iterdir()} == {f"{kind}.{lang}.txt" for kind in kinds for lang in LANGS}


@pytest.mark.parametrize("kind", ["record", "agreement", "source", "statement", "inference", "campaign"])
def test_every_statement_is_a_group_that_is_called_by_its_id(
    opened: Callable[..., Page], example: Server, kind: str
) -> None:
    page = opened()
    page.goto(example.url(EXAMPLES[kind]))
    boxes = page.locator("main .claim-box")
    assert boxes.count()
    for box in boxes.all():
        name = box.locator(".permalink, .own-id").first.text_content() or ""
        assert box.aria_snapshot().startswith(f'- group "{name}"')
        marks = box.locator("a.source-mark").all_text_contents()
        assert all(name in mark for mark in marks), f"a mark of {name} does not say for what it is: {marks}"
