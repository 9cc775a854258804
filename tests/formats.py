"""Our formats as their readers read them: each function gives what stands in a file, or fails as the reader would."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
from collections.abc import Iterable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import rispy
from bibtexparser.entrypoint import parse_string
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from pybtex.database.input.bibtex import Parser
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db
from tests.npm import installed

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
    return {"key": entry.key, "entry": entry.entry_type, **fields}


def strict_bibtex(text: str) -> dict[str, str]:
    """The one entry of a file by pybtex, which counts braces and reads to the end, as BibTeX does."""
    entries = Parser().parse_string(text).entries
    assert len(entries) == 1, text
    ((key, entry),) = entries.items()
    named = {role: " and ".join(map(str, persons)) for role, persons in entry.persons.items()}
    fields = {name: typeset(value) for name, value in {**entry.fields, **named}.items()}
    return {"key": key, "entry": entry.type, **fields}


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
    """The item as citeproc prints it in a style."""
    bibliography = CitationStylesBibliography(_style(), CiteProcJSON([item]), formatter.plain)
    bibliography.register(Citation([CitationItem(item["id"])]))
    (line,) = bibliography.bibliography()
    return str(line)


@cache
def _citation_js() -> tuple[str, Path, Path]:
    node, folder = shutil.which("node"), Path(__file__).parent / "citation-js"
    assert node, "this test needs Node: `apt-get install nodejs npm`, or `make test`, which does that"
    return node, folder / "read.mjs", installed(folder)


def by_citation_js(files: Iterable[Path]) -> list[dict[str, Any]]:
    """The CSL item that citation-js reads in each file, as what the file's ending says it is."""
    node, script, packages = _citation_js()
    command: list[str | Path] = [node, script, packages, *files]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, f"citation-js cannot read a file: {done.stderr}"
    read = [json.loads(line) for line in done.stdout.split("\n") if line]
    wrong = [items for items in read if len(items) != 1]
    assert not wrong, f"not one item in a file: {wrong}"
    return [item for (item,) in read]


def sections(text: str) -> dict[str, str]:
    """The forms of a text file by their headings: a heading, one line, an empty line."""
    assert text.endswith("\n"), text
    blocks = [block.split("\n") for block in text.removesuffix("\n").split("\n\n")]
    assert all(len(lines) == 2 for lines in blocks), f"a form is more than one line: {text!r}"
    found = dict(blocks)
    assert len(found) == len(blocks), f"a heading stands twice: {text!r}"
    return found


FOOTNOTE = re.compile(
    r"<ref>(?P<before>[^<>{}]*)\{\{(?P<name>[^|{}<>]+?) (?P<values>\|[^<>{}]*)\}\} (?P<behind>[^<>{}]*)</ref>"
)


def wikipedia(line: str) -> dict[str, str]:
    """A footnote as MediaWiki reads it: its template's parameters, and the words around the template."""
    found = FOOTNOTE.fullmatch(line)
    assert found, f"no footnote with one template: {line}"
    pairs = [value.strip().split("=", 1) for value in found["values"].split("|")[1:]]
    assert all(len(pair) == 2 for pair in pairs), f"a parameter without a name: {line}"
    values = dict(pairs)
    assert len(values) == len(pairs), f"a parameter twice: {line}"
    texts = [found["before"], found["behind"], *(value for name, value in values.items() if name != "url")]
    for text in texts:
        assert not re.search(r"[\[\]]|''|~~~|__|://|^[*#:;=-]", text), f"wikitext in {text!r}"
    assert re.fullmatch(r"https?://[^\s|\[\]<>{}\"']+", values["url"]), line
    plain = {name: html.unescape(value) for name, value in values.items()}
    return {"template": found["name"], "before": html.unescape(found["before"]),
            "behind": html.unescape(found["behind"]), **plain}  # fmt: skip


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
