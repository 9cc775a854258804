"""The two locks: what a build needs is light and is all that is imported; the tests have the same versions and more."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.archives import REPOSITORY

BUILD, TEST = "requirements.lock", "requirements-test.lock"
HEAVY = {"playwright", "mypy", "ruff", "zizmor", "hypothesis", "pytest", "pip-tools"}
"""What no build needs."""
NAMED = {
    "mkdocs-material": ("mkdocs.yml", "name: material"),
    "mkdocs-static-i18n": ("mkdocs.yml", "i18n"),
    "pymdown-extensions": ("mkdocs.yml", "pymdownx."),
    "pagefind": ("scripts/archive/finish/search.py", "pagefind"),
}
"""What is not imported by us, and where it is named instead."""


def pinned(lock: str) -> dict[str, str]:
    """Each package of a lock with its version."""
    text = (REPOSITORY / lock).read_text("utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ \\]+) \\$", text, re.MULTILINE))


@pytest.mark.parametrize("lock", [BUILD, TEST])
def test_a_lock_holds_names_versions_and_hashes_alone(lock: str) -> None:
    lines = (REPOSITORY / lock).read_text("utf-8").splitlines()
    odd = [
        line
        for line in lines
        if not re.fullmatch(r"[a-z0-9.-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}(?: \\)?|# .*|", line)
    ]
    assert not odd, f"{lock}: {odd[:5]}"
    assert len(pinned(lock)) >= 30


def test_the_tests_run_on_the_versions_of_a_build() -> None:
    build, test = pinned(BUILD), pinned(TEST)
    assert build.items() <= test.items(), "run `make lock`: the tests try other versions than a build has"
    assert not HEAVY & build.keys(), "a build installs what only the tests need"
    assert test.keys() >= HEAVY


def test_nothing_is_declared_that_nothing_imports() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {canonicalize_name(Requirement(line).name) for line in project["dependencies"]}
    owners = importlib.metadata.packages_distributions()
    imported, needed = set(), set()
    for path in (REPOSITORY / "scripts").rglob("*.py"):
        # A benchmark measures with the tools of the tests, and says so where they are missing.
        build = "bench" not in path.parts
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            for name in names:
                found = {canonicalize_name(owner) for owner in owners.get(name.partition(".")[0], ())}
                imported |= found
                needed |= found if build else set()
    assert declared - imported == {*NAMED}, "declared, and imported nowhere in scripts/"
    for name, (file, word) in NAMED.items():
        assert word in (REPOSITORY / file).read_text("utf-8"), f"{name} is named in {file} no longer"
    assert needed & HEAVY == set(), "what a build imports is not in its lock"
