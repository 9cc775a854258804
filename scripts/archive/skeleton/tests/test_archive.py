"""The archive's own tests: its content holds, it builds, every statement has its address, the source bears it out."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from archive.content.read import read_archive

ROOT = Path(__file__).resolve().parents[1]
COPY = ROOT / "source" / "ban-tin-mau.txt"
"""A copy of the primary source. Where yours may not lie here, delete this line and the last test."""


def archive(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the archive in its folder, as a person does."""
    command = [sys.executable, "-m", "archive", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)


def test_check_finds_nothing() -> None:
    """Not even a warning, but that nobody has said yet in archive.toml where readers write to (DV017)."""
    done = archive("check")
    found = [line for line in done.stdout.splitlines() if " DV017 " not in line]
    assert (done.returncode, found) == (0, []), f"`archive check` found:\n{done.stdout}{done.stderr}"


def test_the_site_builds_with_every_page_and_every_statements_address(tmp_path: Path) -> None:
    """A file for each page that editors wrote, and `/id/<id>/` and `/en/id/<id>/`, by which a statement is cited."""
    site = tmp_path / "site"
    done = archive("build", "--site-dir", str(site))
    assert done.returncode == 0, f"the site does not build:\n{done.stdout}{done.stderr}"
    content = read_archive(ROOT)
    assert content.pages, "there is no page below docs/"
    assert content.claims, "no page below docs/ holds a statement"
    addresses = [page.url for page in content.pages]
    addresses += [f"{lang}id/{claim}/" for claim in content.claims for lang in ("", "en/")]
    missing = [address for address in addresses if not (site / address / "index.html").is_file()]
    assert not missing, f"these addresses do not answer: {missing}"


def test_the_copy_of_the_source_bears_out_what_cites_it() -> None:
    """Each paragraph has its recorded digest, and what the statements name stands in it."""
    done = archive("verify-source", str(COPY))
    assert done.returncode == 0, f"the copy does not bear out:\n{done.stdout}{done.stderr}"
