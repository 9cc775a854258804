"""`archive licences`: every package of the environment, with the licence as it says it itself."""

from __future__ import annotations

from importlib.metadata import Distribution, PathDistribution, distributions
from pathlib import Path

import pytest
from click.testing import CliRunner

from archive.cli import main
from archive.commands.licences import licence_of

SAID = {
    "License-Expression: MIT\nClassifier: License :: OSI Approved :: BSD License": "MIT",
    "Classifier: License :: OSI Approved :: BSD License\nLicense: long words": "BSD License",
    "Classifier: License :: OSI Approved :: A\nClassifier: License :: OSI Approved :: B": "A; B",
    "License: The words\n        of a licence": "The words",
    "Classifier: Programming Language :: Python\nLicense-File: LICENSE": "LICENSE",
    "Classifier: Programming Language :: Python": "?",
}


@pytest.mark.parametrize("lines", SAID)
def test_the_licence_is_what_the_package_says(tmp_path: Path, lines: str) -> None:
    info = tmp_path / "made_up-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.4\nName: made-up\nVersion: 1.0\n{lines}\n", "utf-8")
    found: Distribution = PathDistribution(info)
    assert licence_of(found) == SAID[lines]


def test_every_package_and_font_is_listed_with_its_size() -> None:
    result = CliRunner().invoke(main, ["licences"])
    assert result.exit_code == 0
    *rows, total = result.output.splitlines()
    names = {row.split()[0] for row in rows}
    assert {str(found.metadata["Name"]) for found in distributions()} <= names
    assert "NotoSans-Regular.subset.ttf" in names
    sizes = [float(row.split(" MB")[0].split()[-1]) for row in rows]
    assert sum(sizes) == pytest.approx(float(total.split(" MB")[0].split()[-1]), abs=len(rows) * 0.01)
    assert next(size for row, size in zip(rows, sizes, strict=True) if row.startswith("mkdocs-material ")) > 10
    assert not [row for row in rows if row.endswith("?")], "a package says nothing of its licence: look, and decide"
