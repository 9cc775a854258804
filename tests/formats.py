"""Our formats as their readers read them: each function gives what stands in a file, or fails as the reader would."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import datetime
from functools import cache
from typing import Any
from xml.etree import ElementTree

import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database.input.bibtex import Parser
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from archive.data.table import BOM, guarded

ATOM = "{http://www.w3.org/2005/Atom}"
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


@cache
def _tex() -> LatexNodes2Text:
    """The library's TeX, with the letters that it does not know by these names."""
    known = get_default_latex_context_db()
    letters = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    known.add_context_category("letters", prepend=True, macros=[MacroTextSpec(n, s) for n, s in letters.items()])
    return LatexNodes2Text(latex_context=known, strict_latex_spaces=True)


def typeset(words: str) -> str:
    """A field's words as TeX would set them."""
    return str(_tex().latex_to_text(words))


def bibtex(text: str) -> dict[str, str]:
    """The one entry of a file by bibtexparser: its key, type and fields."""
    library = parse_string(text)
    assert not library.failed_blocks, f"bibtexparser cannot read {text}"
    assert len(library.blocks) == len(library.entries) == 1, f"something stands beside the one entry: {text}"
    (entry,) = library.entries
    fields = {name: typeset(str(field.value)) for name, field in entry.fields_dict.items()}
    return {"key": entry.key, "type": entry.entry_type, **fields}


def strict_bibtex(text: str) -> dict[str, str]:
    """The one entry of a file by pybtex, which counts braces and reads to the end, as BibTeX does."""
    entries = Parser().parse_string(text).entries
    assert len(entries) == 1, text
    ((key, entry),) = entries.items()
    return {"key": key, "type": entry.type, **{name: typeset(value) for name, value in entry.fields.items()}}


def ris(text: str) -> dict[str, Any]:
    """The one entry of an RIS file."""
    entries = rispy.loads(text)
    assert len(entries) == 1, f"{len(entries)} entries in {text!r}"
    found: dict[str, Any] = entries[0]
    return found


def csl(text: str) -> dict[str, Any]:
    """The one item of a CSL-JSON file, of the shape that its schema asks for."""
    (item,) = json.loads(text)
    assert {type(item[key]) for key in ("id", "type", "title", "URL", "language")} == {str}, text
    (parts,) = item["issued"]["date-parts"]
    assert len(parts) == 3, text
    assert all(type(part) is int for part in parts), text
    found: dict[str, Any] = item
    return found


@cache
def _style() -> CitationStylesStyle:
    return CitationStylesStyle("harvard-cite-them-right", validate=False)


def cited(item: dict[str, Any]) -> str:
    """The item as a style prints it."""
    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    (line,) = bibliography.bibliography()
    return str(line)


def atom(text: str) -> ElementTree.Element:
    """A feed that RFC 4287 allows: ids of their own, titles, times of RFC 3339, links."""
    feed = ElementTree.fromstring(text)
    assert feed.tag == f"{ATOM}feed"
    assert feed.find(f"{ATOM}author") is not None
    entries = feed.findall(f"{ATOM}entry")
    for part in (feed, *entries):
        said = {name: part.findtext(f"{ATOM}{name}") or "" for name in ("id", "title", "updated")}
        assert all(said.values()), f"an entry lacks something: {said}"
        assert RFC_3339.fullmatch(said["updated"]), said
        datetime.fromisoformat(said["updated"])
        assert (said["id"]).startswith("https://"), said
    ids = [part.findtext(f"{ATOM}id") for part in (feed, *entries)]
    assert len(set(ids)) == len(ids), "two entries have one id"
    return feed


def table(data: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file as whoever wants the words reads them: the guard before a formula taken off."""
    text = data.decode("utf-8")
    assert text.startswith(BOM), "Excel takes a table without BOM for another code page"
    between = re.sub(r'"(?:[^"]|"")*"', "", text)
    assert between.count("\n") == between.count("\r\n") > 0, "rows end in CR LF"
    header, *rows = csv.reader(io.StringIO(text.removeprefix(BOM), newline=""), strict=True)
    for row in rows:
        assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))], f"a formula: {row}"
    return [dict(zip(header, map(bare, row), strict=True)) for row in rows]


def bare(cell: str) -> str:
    """A cell without its guard."""
    return cell[1:] if cell.startswith("'") and guarded(cell[1:]) != cell[1:] else cell
