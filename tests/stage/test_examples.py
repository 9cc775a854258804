"""The examples to copy: what the page shows, copied as a reader copies it, is what the check finds nothing wrong with."""

from __future__ import annotations

import os
import shutil
from html import unescape
from pathlib import Path

import pytest
from click.testing import CliRunner
from selectolax.lexbor import LexborHTMLParser
from tests.archives import REPOSITORY, load, staged

from archive.checks.checking import check
from archive.cli import main
from archive.content.kinds import KINDS
from archive.content.read import read_archive
from archive.findings import LANGS, Lang
from archive.stage.generated.examples import EXAMPLES

UNSAID = "DV017"
"""That the made-up archive does not say yet where readers write to."""


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new archive, from the skeleton."""
    root = tmp_path_factory.mktemp("sample") / "kho"
    assert CliRunner().invoke(main, ["init", str(root)]).exit_code == 0
    return root


def copied(small: Path, lang: Lang) -> dict[str, str]:
    """The files of the page in a language: the path above each block, and what stands in the block."""
    tree = LexborHTMLParser(staged(load(small))[f"{lang}/dong-gop/mau.md"].body)
    found = {}
    for block in tree.css("section > pre"):
        above = block.prev
        assert above is not None
        found[above.text()] = unescape(block.text()) + "\n"
    return found


def kind_of(text: str) -> str:
    return next(line.removeprefix("kind: ") for line in text.splitlines() if line.startswith("kind: "))


def without(sample: Path, root: Path, kind: str) -> None:
    """A copy of the made-up archive without its examples of a kind."""
    shutil.copytree(sample / "docs", root / "docs")
    shutil.copytree(sample / "source", root / "source")
    for name in ("archive.toml", "mkdocs.yml"):
        shutil.copy(sample / name, root)
    for path in EXAMPLES:
        if kind_of((root / "docs/vi" / path).read_text("utf-8")) == kind:
            for lang in LANGS:
                (root / "docs" / lang / path).unlink()


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_example_copied_from_the_page_holds(
    small: Path, sample: Path, tmp_path: Path, kind: str, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "copy"
    without(sample, root, kind)
    written = copied(small, lang)
    pairs = [name for name, text in written.items() if name.startswith("docs/vi/") and kind_of(text) == kind]
    assert pairs, f"the page has no example of the kind {kind}"
    for name in pairs:
        for path in (name, name.replace("docs/vi/", "docs/en/")):
            (root / path).write_text(written[path], "utf-8")
    found = [finding.line("en") for finding in check(read_archive(root)) if finding.code != UNSAID]
    assert not found, f"the example of the kind {kind} does not hold: {found}"
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["verify-source", f"source{os.sep}ban-tin-mau.txt"])
    assert done.exit_code == 0, f"the made-up paper does not bear out the {kind}: {done.output}"


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_leads_to_each_of_its_examples(small: Path, lang: Lang) -> None:
    tree = LexborHTMLParser(staged(load(small))[f"{lang}/dong-gop/mau.md"].body)
    ways = [(a.attributes["href"] or "").rpartition("#")[2] for a in tree.css(".index-list a")]
    assert ways == [node.attributes["id"] for node in tree.css("section > h2")]
    assert len(ways) == len(set(ways)) == len(EXAMPLES)
    foreign = {pre.attributes.get("lang") for pre in tree.css("pre")}
    assert foreign == {None, next(other for other in LANGS if other != lang)}, "whose words the other twin's are"


def test_the_document_for_contributors_leads_to_both_twins_of_each() -> None:
    text = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    missing = [
        way
        for path in EXAMPLES
        for lang in LANGS
        if (way := f"(scripts/archive/skeleton/docs/{lang}/{path})") not in text
    ]
    assert not missing, f"CONTRIBUTING.md does not lead to {missing}"
