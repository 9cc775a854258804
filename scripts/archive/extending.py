"""What the archive is extended by, typed in one place, and the one way in which it is found.

A rule, a part of a page, a generated page, a format of the finished site: each is one function with the decorator of its
sort, in a module of the package that it lives in. `Registry` imports the modules of that package when it is first
asked, so a new module is found by itself. Refuses a name that two functions claim (`ValueError`).
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import ModuleType
from typing import Generic, TypeVar

Extension = TypeVar("Extension")


def modules(package: str) -> tuple[ModuleType, ...]:
    """Every module of a package, imported, in order of name."""
    path = importlib.import_module(package).__path__
    return tuple(
        importlib.import_module(f"{package}.{name}") for name in sorted(m.name for m in pkgutil.iter_modules(path))
    )


class Registry(Generic[Extension]):
    """All extensions of one sort by name, from the modules of the packages that they live in."""

    def __init__(self, *packages: str) -> None:
        self._packages = packages
        self._known: dict[str, Extension] = {}
        self._complete = False

    def add(self, name: str, extension: Extension) -> None:
        """Take `extension` in; a name has one meaning."""
        if name in self._known:
            raise ValueError(f"{name} is declared twice: {self._known[name]} and {extension}")
        self._known[name] = extension

    def all(self) -> Mapping[str, Extension]:
        """Every extension, in order of name."""
        if not self._complete:
            for package in self._packages:
                modules(package)
            self._complete = True
        return dict(sorted(self._known.items()))
