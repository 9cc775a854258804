"""One table, hostile values times formats: each format is read by a parser of its own, and says what it was given."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser
from tests import formats
from tests.archives import KQ, make
from tests.finish.hostile_archive import VALUES, everywhere
from tests.formats import ATOM

from archive import escaping
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.context import Context
from archive.data.records import plain_record
from archive.data.table import claims_csv
from archive.finish import citations
from archive.finish.built import Built
from archive.finish.cards import card, sheet
from archive.finish.draw import SERIF
from archive.finish.feeds import feed
from archive.finish.sitemap import _entry
from archive.kept.tree import Tree
from archive.stage.citation import Citation, of_statement
from archive.stage.head import head
from archive.stage.pictures import Bar, Candidate, Held, window

URL = "https://host.example/a/b/"
CONTEXT = Context(URL, changed={KQ: 1795164300})
RIS_LINES = 13


@dataclass(frozen=True)
class Small:
    """A small archive in which every word is one value."""

    value: str
    archive: Archive

    @property
    def built(self) -> Built:
        return Built(Tree(Path("never-written")), self.archive, CONTEXT)

    @property
    def citation(self) -> Citation:
        return of_statement(self.archive.statements["kq-01-1"], self.archive.settings, CONTEXT, "vi")


@pytest.fixture(scope="module")
def small_archives(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Small]:
    plain = read_archive(make(tmp_path_factory.mktemp("hostile")))

    def given(value: str) -> Callable[[str], str]:
        return lambda field: value

    return {name: Small(value, everywhere(plain, given(value))) for name, value in VALUES.items()}


# --- What comes back, format by format: all words of `Small.value` that the format holds


def as_given(value: str) -> str:
    return value


def in_xml(value: str) -> str:
    """What XML 1.0 hands on: line ends are LF, and what is none of its letters is U+FFFD."""
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "\ufffd", value.replace("\r\n", "\n").replace("\r", "\n"))


def spaced(value: str) -> str:
    """One line, any white space as one space."""
    return " ".join(escaping.one_line(value).split())


def by_bibtexparser(small: Small) -> Iterator[str]:
    entry = formats.bibtex(citations.bibtex(small.citation))
    assert (entry["key"], entry["entry"], entry["langid"]) == ("kq-01-1", "online", "vietnamese")
    assert entry["abstract"] == escaping.one_line(small.value)
    yield entry["title"]


def by_pybtex(small: Small) -> Iterator[str]:
    entry = formats.strict_bibtex(citations.bibtex(small.citation))
    assert (entry["key"], entry["url"]) == ("kq-01-1", f"{URL}id/kq-01-1/")
    assert "Theo báo" in entry["note"]
    yield spaced(entry["title"])


def by_rispy(small: Small) -> Iterator[str]:
    text = citations.ris(small.citation)
    assert text.count("\n") == text.count("\r\n") == RIS_LINES, f"a line too many: {text!r}"
    assert not re.search("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]", text), f"a control: {text!r}"
    entry = formats.ris(text)
    assert entry["id"] == "kq-01-1"
    yield spaced(entry["title"])


def by_citeproc_json(small: Small) -> Iterator[str]:
    item = formats.csl(citations.csl_json(small.citation))
    assert item["abstract"] == small.value
    yield item["title"]


def by_text(small: Small) -> Iterator[str]:
    found = formats.sections(citations.text(small.citation))
    line, apa, chicago, footnote = [*found.values()][:4]
    for form in (line, apa, chicago):
        assert spaced(small.value) in spaced(form), form
        assert "Theo báo: " in form, form
    yield spaced(formats.wikipedia(footnote)["before"]).removesuffix(".")


def by_csv(small: Small) -> Iterator[str]:
    rows = formats.table(claims_csv(small.archive, CONTEXT).encode())
    assert [row["id"] for row in rows] == sorted(small.archive.claims), "one row a claim"
    for row in rows:
        yield row["vi"]
        yield row["en"]


def by_json(small: Small) -> Iterator[str]:
    data = json.loads(json.dumps(plain_record(small.archive, small.archive.records["n-bao"], CONTEXT)))
    yield from (data["title"]["en"], data["publisher"], data["locators"]["p1"]["about"], *data["unknowns"]["vi"])


def by_atom(small: Small) -> Iterator[str]:
    entry = ElementTree.fromstring(feed(small.built, "en")).find(f"{ATOM}entry")
    assert entry is not None
    yield from (entry.findtext(f"{ATOM}{name}") or "" for name in ("title", "summary"))


def by_sitemap(small: Small) -> Iterator[str]:
    names = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    address = small.value.replace("\t", " ").replace("\r", " ").replace("\n", " ")
    entry = _entry(small.built, address, frozenset({address}))
    root = ElementTree.fromstring(entry.replace("<url>", f"<url {names}>", 1))
    yield (root.findtext("loc") or "").removeprefix(URL)
    yield (root[2].get("href") or "").removeprefix(URL)


def by_html_and_json_ld(small: Small) -> Iterator[str]:
    record = small.archive.records["n-bao"]
    html = head(small.archive, CONTEXT, small.value, record.url("vi"), "vi", record)
    page = LexborHTMLParser(f"<!doctype html><html><head><title>x</title>{html}</head><body><p>x</p></body></html>")
    assert page.head is not None
    tags = {node.tag for node in page.head.traverse()}
    assert tags == {"head", "title", "meta", "link", "script"}, f"the head has {tags}"
    assert page.body is not None
    assert page.body.text(strip=True) == "x", "something left the head"
    (script,) = page.css("script")
    data = json.loads(script.text())
    yield from (data["name"], data["mainEntity"]["headline"], data["mainEntity"]["publisher"]["name"])


def by_card(small: Small) -> Iterator[str]:
    page = small.archive.by_path["vi", KQ]
    drawn = card(sheet(small.archive, page, small.archive.records["kq-01"]))
    written = " ".join(line.text for line in drawn.lines if line.face == SERIF).split(" …")[0]
    yield unicodedata.normalize("NFC", written)


def by_picture(small: Small) -> Iterator[str]:
    given = small.value
    steps, years = [Held(given, "#a", [Bar(given, "#b", 0, 1)])], [Candidate(given, 0.5, left=True)]
    root = ElementTree.fromstring(window(steps, years, ("#a", "9/7"), given, "x"))
    names = {part.tag for part in root.iter()}
    assert names <= {"figure", "figcaption", "ul", "li", "a", "span", "svg", "path", "text"}, names
    yield from (part.text or "" for part in root.iter() if part.tag in {"span", "text", "figcaption"})


def by_yaml(small: Small) -> Iterator[str]:
    line = f"key: {escaping.yaml({'title': [small.value]})}"
    assert len(line.splitlines()) == 1, "a parser of Markdown would take front matter for its end"
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        yield yaml.load(line, loader)["key"]["title"][0]


FORMATS: dict[Callable[[Small], Iterator[str]], Callable[[str], str]] = {
    by_bibtexparser: escaping.one_line,
    by_pybtex: spaced,
    by_rispy: spaced,
    by_citeproc_json: as_given,
    by_text: lambda value: spaced(value).removesuffix("."),
    by_csv: as_given,
    by_json: as_given,
    by_atom: in_xml,
    by_sitemap: lambda value: re.sub("[\t\n]", " ", in_xml(value.replace("\r", " "))),
    by_html_and_json_ld: as_given,
    # What is not a letter is drawn as the font's sign for such: pixels need no escaping.
    by_card: lambda value: unicodedata.normalize("NFC", " ".join(value.split())),
    by_picture: in_xml,
    by_yaml: as_given,
}


@pytest.mark.parametrize("read", FORMATS, ids=lambda read: read.__name__)
def test_every_value_comes_back_from_every_format(
    read: Callable[[Small], Iterator[str]], small_archives: dict[str, Small]
) -> None:
    wrong = []
    for name, small in small_archives.items():
        due = FORMATS[read](small.value)
        try:
            got = list(read(small))
        except Exception as error:
            wrong.append(f"{name}: {error!r}")
            continue
        assert got, f"{name}: nothing was read"
        wrong += [f"{name}: {words!a} where {due!a} was given" for words in got if words != due]
    assert not wrong, "the format escapes too little, or too much:\n" + "\n".join(dict.fromkeys(wrong))


def test_a_lone_surrogate_is_no_letter_of_any_format() -> None:
    given = "Thu\ud83d x"
    for words in (escaping.one_line(given), escaping.xml(given), escaping.yaml(given), escaping.yaml({"a": [given]})):
        assert words.encode("utf-8")
