"""The minimal archive as staged, page by page, beside the files of tests/golden (see the README there)."""

from __future__ import annotations

import difflib
import os
from pathlib import Path

import pytest
from tests.archives import KQ, edit, load, staged, withdrawn

from archive.context import Context

GOLDEN = Path(__file__).parents[1] / "golden"
LEFT_OUT = ("dong-gop/quy-tac", "dong-gop/mau.md", "du-lieu.md")
"""The catalogue of rules and the examples, whose words are their own, and the page on the data, with digests of what all others
say: they have tests of their own."""


def pages(root: Path) -> dict[str, str]:
    """The staged pages, with one stale translation and one withdrawn claim among them."""
    load(root, *withdrawn(KQ, "kq-01-1", instead="kq-01-2"))
    edit(root, ("vi/trich-dan.md", "Lời biên tập.", "Lời mới."))
    archive = load(root)
    context = Context(
        "https://host.example/a/",
        1,
        {KQ: 1799107200},
        stale={"trich-dan.md": {"@section.0": "2027-01-05"}, KQ: {"kq-01-2": "2027-01-05"}},
    )
    return {
        name: page.whole()
        for name, page in staged(archive, context).items()
        if not any(part in name for part in LEFT_OUT)
    }


def test_staged_pages_are_the_golden_ones(small: Path) -> None:
    found = pages(small)
    if os.environ.get("UPDATE_GOLDEN"):
        for path in GOLDEN.rglob("*.md"):
            if path.name != "README.md":
                path.unlink()
        for name, text in found.items():
            path = GOLDEN / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        pytest.fail("the golden files are written anew: read `git diff tests/golden`, then run without UPDATE_GOLDEN")
    golden = {
        path.relative_to(GOLDEN).as_posix(): path.read_text("utf-8")
        for path in GOLDEN.rglob("*.md")
        if path.name != "README.md"
    }
    assert sorted(found) == sorted(golden), "other pages than in tests/golden"
    differences: list[str] = []
    for name, text in found.items():
        before, after = golden[name].replace("><", ">\n<"), text.replace("><", ">\n<")
        lines = difflib.unified_diff(before.splitlines(), after.splitlines(), f"golden/{name}", name, lineterm="", n=1)
        differences.extend(line[:300] for line in lines)
    assert not differences, "see tests/golden/README.md\n" + "\n".join(differences[:80])
