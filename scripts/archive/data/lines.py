"""JSON with one thing a line: read by any program as JSON, and by people and `diff` line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any


def line(thing: object) -> str:
    """A thing as JSON, on one line."""
    return json.dumps(thing, ensure_ascii=False)


def listed(head: Mapping[str, Any], name: str, lines: Iterable[str]) -> str:
    """An object with what the head has, and behind it a list of that name, with an item a line."""
    before = f"{line(head)[:-1]}, " if head else "{"
    return f"{before}{line(name)}: [\n{f',{chr(10)}'.join(lines)}\n]}}"
