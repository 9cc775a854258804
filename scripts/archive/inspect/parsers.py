"""The parsers that files for machines are held by: XML, JSON and CSV, by the standard library, without its leniency.

Each takes a file's bytes and gives what stands in it, or raises `UnreadError` with the line and the reason. All want
UTF-8. XML has no DTD, so that no entity of its own can grow or bring in a file; JSON has no key twice and no NaN; CSV
has no quotation mark out of place.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

BOM = "\ufeff"


class UnreadError(ValueError):
    """Why a file, or a part of a page, cannot be read; `line` is the one where it shows."""

    def __init__(self, reason: object, line: int = 1) -> None:
        super().__init__(str(reason))
        self.line = line


def text(data: bytes) -> str:
    """The bytes as UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UnreadError(f"UTF-8, byte {error.start + 1}", data.count(b"\n", 0, error.start) + 1) from None


def xml(data: bytes) -> Element:
    """The tree of an XML 1.0 document; names are `{namespace}name`."""
    builder = TreeBuilder()
    parser = expat.ParserCreate("utf-8", "}")
    parser.buffer_text = True

    def refuse(reason: str) -> NoReturn:
        raise UnreadError(reason, parser.CurrentLineNumber)

    def declared(_version: str, encoding: str | None, _standalone: int) -> None:
        # The parser is told UTF-8; a browser would believe what is declared, and see other letters.
        if encoding and encoding.lower() != "utf-8":
            refuse(f'encoding="{encoding}"')

    def opened(name: str, attributes: Mapping[str, str]) -> None:
        builder.start(_named(name), {_named(key): value for key, value in attributes.items()})

    parser.XmlDeclHandler = declared
    parser.StartDoctypeDeclHandler = lambda *_: refuse("<!DOCTYPE")
    parser.StartElementHandler = opened
    parser.EndElementHandler = lambda name: builder.end(_named(name))
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UnreadError(expat.ErrorString(error.code), error.lineno) from None
    return builder.close()


def _named(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def json_value(data: bytes) -> object:
    """The value of a JSON text (RFC 8259)."""
    try:
        value: object = json.loads(text(data), object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise UnreadError(error.msg, error.lineno) from None
    except RecursionError:
        raise UnreadError("[[[[…") from None
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        twice = next(key for key in value if sum(key == name for name, _ in pairs) > 1)
        raise UnreadError(f'"{twice}" × 2')
    return value


def _no_constant(name: str) -> NoReturn:
    raise UnreadError(name)


def rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file (RFC 4180), its byte order mark left out."""
    reader = csv.reader(io.StringIO(text(data).removeprefix(BOM), newline=""), strict=True)
    try:
        return list(reader)
    except csv.Error as error:
        raise UnreadError(error, reader.line_num) from None


PARSERS: Mapping[str, Callable[[bytes], object]] = {
    ".xml": xml,
    ".svg": xml,
    ".json": json_value,
    ".webmanifest": json_value,
    ".csv": rows,
}
"""The parser of every file for machines, by how its name ends."""


def ending(path: str) -> str:
    """How a file's name ends: `.json`; empty where it has no ending."""
    name = path.rpartition("/")[2].lower()
    return name[name.rfind(".") :] if "." in name else ""
