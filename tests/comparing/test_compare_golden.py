"""What `archive diff` tells of a branch with every sort of change, beside the files of tests/comparing/golden.

UPDATE_GOLDEN=1 python -m pytest tests/comparing/test_compare_golden.py
git diff tests/comparing/golden
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.comparing.changed import changed

from archive.cli import main
from archive.findings import LANGS

GOLDEN = Path(__file__).parent / "golden"
ENDINGS = {"text": "txt", "markdown": "md"}


def told(root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.chdir(root)
    for name in ("SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    found = {}
    for style, ending in ENDINGS.items():
        for lang in LANGS:
            result = CliRunner().invoke(main, ["diff", "--format", style, "--lang", lang], catch_exceptions=False)
            assert result.exit_code == 0, result.output
            # The settings of the real archive are in it, and with them its commits have other names.
            found[f"{lang}.{ending}"] = re.sub(r"\b[0-9a-f]{12}\b", "0123456789ab", result.stdout)
    return found


def test_what_is_told_is_the_golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed(tmp_path)
    found = told(tmp_path, monkeypatch)
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        for name, text in found.items():
            (GOLDEN / name).write_text(text, "utf-8")
        pytest.fail("the golden files are written anew: read `git diff tests/comparing/golden`, then run without it")
    differences: list[str] = []
    for name, text in found.items():
        golden = (GOLDEN / name).read_text("utf-8").splitlines()
        differences += difflib.unified_diff(golden, text.splitlines(), f"golden/{name}", name, lineterm="", n=1)
    assert not differences, "\n".join(differences[:80])
