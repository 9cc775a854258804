"""The two locks: what a build needs is light and is all that it imports; tests and tools have the same versions and more."""

from __future__ import annotations

import ast
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Collection
from functools import cache

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from tests.archives import REPOSITORY

BUILD, TEST = "requirements.lock", "requirements-test.lock"
HEAVY = {"playwright", "mypy", "ruff", "zizmor", "hypothesis", "pytest", "pip-tools"}
"""What no build needs."""
FOLDERS = {
    "scripts": (BUILD, {"archive"}),
    "tests": (TEST, {"archive", "bench", "tests"}),
    "tools": (TEST, {"archive", "bench", "looking", "screenshots", "tests"}),
}
"""Where code stands: the lock that it runs with, and what of our own it may import."""
NAMED = {
    "mkdocs": ("scripts/archive/render.py", 'engine: str = "mkdocs"'),
    "mkdocs-material": ("mkdocs.yml", "name: material"),
    "mkdocs-static-i18n": ("mkdocs.yml", "i18n"),
    "pymdown-extensions": ("mkdocs.yml", "pymdownx."),
}
"""What is not imported by us, and where it is named instead."""
NAMED_IN_TESTS = {
    "pagefind": ("tools/bench/run.py", '"pagefind"'),
    "pytest-xdist": ("Makefile", "--dist loadgroup"),
    "mypy": ("Makefile", "/mypy"),
    "ruff": ("Makefile", "/ruff"),
    "pip-tools": ("Makefile", "/pip-compile"),
    "zizmor": ("tests/test_workflows.py", "zizmor"),
    "properdocs": ("tests/site/test_site_spare_renderer.py", "properdocs"),
    "types-pyyaml": ("scripts/archive/content/frontmatter.py", "import yaml"),
    "types-markdown": ("tests/test_fuzz.py", "from markdown import"),
}


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


def imports(folder: str) -> dict[str, str]:
    """What the code below `folder` imports that is not Python's own, by its first name, and one file that does."""
    found: dict[str, str] = {}
    for path in sorted((REPOSITORY / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []
            found |= {name.partition(".")[0]: path.relative_to(REPOSITORY).as_posix() for name in names}
    return {name: file for name, file in found.items() if name not in sys.stdlib_module_names}


_known = cache(importlib.metadata.packages_distributions)


def owners(modules: Collection[str]) -> set[str]:
    """The packages that these modules come from."""
    known = _known()
    return {canonicalize_name(owner) for module in modules for owner in known.get(module, ())}


@pytest.mark.parametrize("folder", FOLDERS)
def test_what_is_imported_is_locked(folder: str) -> None:
    lock, ours = FOLDERS[folder]
    found, locked = imports(folder), pinned(lock).keys()
    assert ours & found.keys(), f"no code is found in {folder}/"
    missing = {name: file for name, file in found.items() if name not in ours and not owners([name]) & locked}
    assert not missing, f"{folder}/ imports what {lock} has not"


@pytest.mark.parametrize(
    ("group", "folders", "named"),
    [("", ["scripts"], NAMED), ("test", ["tests", "tools"], NAMED_IN_TESTS)],
    ids=["build", "test"],
)
def test_nothing_is_declared_that_nothing_imports(
    group: str, folders: list[str], named: dict[str, tuple[str, str]]
) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    lines = project["optional-dependencies"][group] if group else project["dependencies"]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    imported = owners({name for folder in folders for name in imports(folder)})
    assert declared - imported == {*named}, f"declared, and neither imported in {folders} nor named elsewhere"
    for name, (file, word) in named.items():
        assert word in (REPOSITORY / file).read_text("utf-8"), f"{name} is named in {file} no longer"
