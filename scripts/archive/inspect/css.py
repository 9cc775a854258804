"""The addresses that a stylesheet asks for.

Takes CSS text (a file, a `<style>` element or a `style` attribute); gives each `url()` and `@import` with its
line. Refuses nothing: what is no CSS is skipped, as browsers do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import tinycss2

Asked = tuple[str, int]
"""An address and the line on which it stands."""


def css_urls(text: str) -> list[Asked]:
    """Every address in the stylesheet, in order."""
    # Tokenizing is slow beside a search for letters, and most style attributes ask for nothing.
    lowered = text.lower()
    if not any(sign in lowered for sign in ("url", "@import", "image-set", "\\")):
        return []
    return list(_walk(tinycss2.parse_component_value_list(text, skip_comments=True)))


def _walk(tokens: Iterable[Any]) -> Iterator[Asked]:
    importing = False
    for token in tokens:
        if token.type == "whitespace":
            continue
        if token.type == "url" or (importing and token.type == "string"):
            yield token.value, token.source_line
        elif token.type == "function":
            yield from _in_function(token)
        elif token.type in ("() block", "[] block", "{} block"):
            yield from _walk(token.content)
        importing = token.type == "at-keyword" and token.lower_value == "import"


def _in_function(token: Any) -> Iterator[Asked]:
    """`url("x")` is a function that holds a string; so does an image set, and it may hold more functions."""
    if token.lower_name in ("url", "src", "image-set", "-webkit-image-set"):
        for part in token.arguments:
            if part.type == "string":
                yield part.value, part.source_line
    yield from _walk(token.arguments)
