"""What the tests of editors' commands share: the commands as they are typed, and what an archive says before and after."""

from __future__ import annotations

import posixpath
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner, Result
from tests.archives import bytes_of, read_again

from archive.checks.checking import check
from archive.cli import main
from archive.content.model import Archive, Page
from archive.findings import errors


def next_steps(name: str, *told: str) -> str:
    """What a command tells at its end, on standard error: where readers find it, and what its editor does next."""
    last = f"read the change (`git add -A`, `git diff --cached`), run `archive check {name}`, then `git commit`"
    return "".join(f"{line}\n" for line in (*told, last))


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    """A command, typed in the project's folder, speaking English."""
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, [arguments[0], "--lang", "en", *arguments[1:]])


def refuses(root: Path, monkeypatch: pytest.MonkeyPatch, words: str, *arguments: str, status: int = 2) -> None:
    """The command says why it does nothing, and does nothing."""
    before = bytes_of(root)
    done = run(root, monkeypatch, *arguments)
    assert (done.exit_code, words in done.output) == (status, True), f"{done.exit_code}: {done.output}"
    assert bytes_of(root) == before, "what was refused left something behind"


def wrong(archive: Archive) -> Counter[str]:
    """The errors of an archive, by rule."""
    return Counter(finding.code for finding in errors(check(archive)))


def led(page: Page) -> list[tuple[str, str]]:
    """Where the links of a page lead, below docs/."""
    folder = posixpath.dirname(f"{page.lang}/{page.path}")
    found = []
    for link in page.body.links:
        path, _, anchor = unquote(link.href).partition("#")
        inner = "://" not in path and not path.startswith("mailto:")
        target = posixpath.normpath(posixpath.join(folder, path)) if path and inner else path
        found.append((target or f"{page.lang}/{page.path}", anchor))
    return found


def links(root: Path) -> dict[str, list[tuple[str, str]]]:
    """The same for every page, by its place below docs/."""
    return {f"{page.lang}/{page.path}": led(page) for page in read_again(root).pages}


def record_published(root: Path, *addresses: str) -> None:
    """Have these addresses recorded."""
    (root / "published.txt").write_text("".join(f"{address}\n" for address in addresses), "utf-8")


def text(root: Path, name: str) -> str:
    """A file below docs/."""
    return (root / "docs" / name).read_bytes().decode("utf-8")


def insert(root: Path, name: str, key: str, lines: str) -> None:
    """Put lines of front matter before a key."""
    path = root / "docs" / name
    old = path.read_text("utf-8")
    assert f"\n{key}:" in old, f"{name} has no {key}"
    path.write_text(old.replace(f"\n{key}:", f"\n{lines}\n{key}:", 1), "utf-8")
