"""Hostile values through the whole build, round the check: every file that comes out is read by its readers' parser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests import formats
from tests.finish.conftest import Finished
from tests.finish.hostile_archive import BLANK, VALUES, everywhere, in_turn, large
from tests.finish.test_hostile_values import in_xml, spaced
from tests.formats import ATOM

from archive.content.model import Archive, Page
from archive.content.statement import id_folder
from archive.context import Context
from archive.escaping import within_quotes
from archive.findings import LANGS, Finding, Lang
from archive.listener import Listener
from archive.making import Making, read_kept
from archive.stage.staging import stage

pytestmark = pytest.mark.xdist_group("hostile")  # one worker builds the site
URL = "https://host.example/a/b/"


@dataclass(frozen=True)
class Hostile:
    """The built site, the archive that it was made from, and what inspect says of it."""

    folder: Path
    archive: Archive
    findings: tuple[Finding, ...]

    def files(self, pattern: str) -> Iterator[Path]:
        """The files of a kind; none is a fault of the test."""
        found = sorted(self.folder.rglob(pattern))
        assert found, f"no {pattern} was built"
        return iter(found)

    def cited(self, ending: str) -> Iterator[tuple[str, str, str]]:
        """Id, title or words, and citation file of everything, in both languages."""
        for lang in LANGS:
            for name, words in self.text(lang):
                yield name, words, (self.folder / f"{id_folder(lang)}{name}.{ending}").read_bytes().decode()

    def text(self, lang: Lang) -> Iterator[tuple[str, str]]:
        """Every record's title and every claim's words by id."""
        yield from ((record.id, record.title(lang)) for record in self.archive.records.values())
        yield from ((name, self.archive.text(name, lang)) for name in self.archive.claims)


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    root = tmp_path_factory.mktemp("hostile")
    archive = everywhere(large(root), in_turn())
    titles = [page.title for page in archive.pages]
    assert set(titles) == set(VALUES.values()), "the archive is too small for the table"
    changed = {page.path: 1795343400 for page in archive.pages}
    (root / "build").mkdir()
    findings = Making(root, archive, Context(URL, 1, changed), root / "build", read_kept(root / "build")).site(
        Listener()
    )
    return Hostile(root / "build/site", archive, tuple(findings))


def test_feeds(hostile_site: Hostile) -> None:
    titles = {in_xml(page.title) for page in hostile_site.archive.pages}
    for path in hostile_site.files("feed.xml"):
        feed = ElementTree.parse(path).getroot()
        entries = feed.findall(f"{ATOM}entry")
        assert len(entries) > 40
        assert {entry.findtext(f"{ATOM}title") for entry in entries} <= titles
        if BLANK not in {entry.findtext(f"{ATOM}title") for entry in entries}:
            formats.atom(path.read_text("utf-8"))


def test_the_sitemap(hostile_site: Hostile) -> None:
    assert len(ElementTree.parse(hostile_site.folder / "sitemap.xml").getroot()) > 100


def test_data_in_pages(hostile_site: Hostile) -> None:
    archive = hostile_site.archive
    names = {page.title for page in stage(archive, Context(URL))} | {archive.settings.name.vi}
    names |= {statement.text[lang] for statement in archive.statements.values() for lang in LANGS}
    found = 0
    for path in hostile_site.files("index.html"):
        for script in LexborHTMLParser(path.read_text("utf-8")).css("script[type='application/ld+json']"):
            data = json.loads(script.text())
            if data["@type"] != "Dataset":
                assert data.get("name", data.get("text")) in names, f"{path}: {data!a}"
                found += 1
    assert found > 100


DRAWN = {"figure", "div", "svg", "title", "desc", "text", "path", "rect", "circle", "figcaption", "a", "span", "ul", "li",
         "linearGradient", "stop"}  # fmt: skip


def test_pictures(hostile_site: Hostile) -> None:
    found = 0
    for path in hostile_site.files("index.html"):
        for code in path.read_text("utf-8").split('<figure class="picture')[1:]:
            figure = ElementTree.fromstring(f'<figure class="{code.partition("</figure>")[0]}</figure>')
            names = {part.tag for part in figure.iter()}
            assert names <= DRAWN, path
            found += 1
    assert found > 3  # of the years, and of the proved date


def test_the_dataset(hostile_site: Hostile) -> None:
    for path in hostile_site.files("*.json"):
        json.loads(path.read_text("utf-8"))
    data = json.loads((hostile_site.folder / "data/archive.json").read_text("utf-8"))
    titles = {record["id"]: record["title"] for record in data["records"]}
    for record in hostile_site.archive.records.values():
        assert titles[record.id] == {"vi": record.title("vi"), "en": record.title("en")}


def test_the_table_of_claims(hostile_site: Hostile) -> None:
    rows = formats.table((hostile_site.folder / "data/claims.csv").read_bytes())
    archive = hostile_site.archive
    assert {row["id"]: (row["vi"], row["en"]) for row in rows} == {
        name: (claim.text, archive.text(name, "en")) for name, claim in archive.claims.items()
    }


def test_bibtex(hostile_site: Hostile) -> None:
    for name, words, text in hostile_site.cited("bib"):
        strict = formats.strict_bibtex(text)
        assert strict["key"] == name, text
        assert titled(strict["title"], words), text
        assert formats.bibtex(text).keys() == strict.keys(), text


def test_ris(hostile_site: Hostile) -> None:
    for name, words, text in hostile_site.cited("ris"):
        entry = formats.ris(text)
        assert entry["id"] == name
        assert titled(entry.get("title", ""), words), text
        assert text.count("\n") == (13 if name in hostile_site.archive.claims else 12), f"another field: {text!r}"


def test_csl_json(hostile_site: Hostile) -> None:
    items = []
    for name, words, text in hostile_site.cited("csl.json"):
        item = formats.csl(text)
        assert item["id"] == name
        assert titled(item["title"], words), text
        items.append(item)
    for item in items[::20]:
        assert item["URL"] in formats.cited(item)


def test_the_texts_of_citations(hostile_site: Hostile) -> None:
    for name, words, text in hostile_site.cited("txt"):
        lines = [*formats.sections(text).values()]
        for form in lines[:3]:
            # What is quoted within a quoted title stands between the single marks.
            assert within_quotes(spaced(words)) in within_quotes(spaced(form)), f"{name}: {form}"
            assert "\N{LINE SEPARATOR}" not in form, form
        formats.wikipedia(lines[3])


@pytest.mark.parametrize("ending", ["bib", "ris", "csl.json"])
def test_citation_js_reads_every_file(hostile_site: Hostile, ending: str) -> None:
    due = {(lang, name): words for lang in LANGS for name, words in hostile_site.text(lang)}
    files = [hostile_site.folder / f"{id_folder(lang)}{name}.{ending}" for lang, name in due]
    wrong = []
    for (lang, name), item in zip(due, formats.by_citation_js(files), strict=True):
        assert (item["id"], item["language"]) == (name, lang), item
        # To JavaScript a mark of byte order is white space.
        read, given = (each.replace("\ufeff", " ") for each in (item.get("title", ""), due[lang, name]))
        if not titled(read, given):
            wrong.append(f"{item.get('title', '')!a} where {due[lang, name]!a} was given")
    assert not wrong, "\n".join(dict.fromkeys(wrong))


def titled(title: str, words: str) -> bool:
    """Whether a title is these words, behind which may stand in brackets what became of them or how sure they are."""
    return re.fullmatch(re.escape(spaced(words)) + r"( \[(suy luận|inferred)\])?", spaced(title)) is not None


def test_cards_and_icons_are_drawn(hostile_site: Hostile) -> None:
    drawn = list(hostile_site.files("assets/cards/**/card.png"))
    assert len(drawn) > 100
    assert all(path.read_bytes().startswith(b"\x89PNG\r\n\x1a\n") for path in drawn)


def parts(html: str) -> set[tuple[str, ...]]:
    """Every element of a page as its tag and the names of its attributes."""
    return {(node.tag or "", *sorted(node.attributes)) for node in LexborHTMLParser(html).css("*")}


def test_pages_are_made_of_what_an_honest_sites_pages_are(hostile_site: Hostile, finished_site: Finished) -> None:
    known: set[tuple[str, ...]] = {("span", "lang")}  # around an abstract, which the honest archive has none of
    known |= {("td", "class", "data-label", "role")}  # of a line of work of which one side is not named
    known = known.union(*(parts(path.read_text("utf-8")) for path in finished_site.folder.rglob("*.html")))
    for path in hostile_site.files("*.html"):
        strange = parts(path.read_text("utf-8")) - known
        assert not strange, f"{path.relative_to(hostile_site.folder)} has {strange}"


def test_a_page_says_its_title_in_plain_words(hostile_site: Hostile) -> None:
    for page in hostile_site.archive.pages:
        tree = LexborHTMLParser((hostile_site.folder / f"{page.url}index.html").read_text("utf-8"))
        (heading,) = tree.css("h1")
        # HTML leaves a NUL out of text.
        assert spaced(heading.text()) == spaced(page.title.replace("\0", "")), page.file
        # A name that no line breaks in, by the settings, and in it text alone.
        held = ("Nghệ An", "Dân vận")
        within = [
            n
            for n in heading.css("*")
            if n.tag != "h1" and str(n.html) not in {f'<span class="nb">{w}</span>' for w in held}
        ]
        # An English title's second id is an empty element.
        assert all(re.fullmatch('<span id="[a-z0-9-]+"></span>', str(node.html)) for node in within), heading.html
        assert len(within) <= (page.lang == "en"), f"{page.file}: {heading.html}"


def test_inspect_has_nothing_against_the_files_but_that_they_differ_from_the_sources(hostile_site: Hostile) -> None:
    blank = {page.file for page in hostile_site.archive.pages if is_blank(page)}
    for finding in hostile_site.findings:
        # The words were put in round the source, so that no claim is what its line says; a NUL is none of HTML's letters.
        if finding.code in {"DV956", "DV953"}:
            continue
        assert finding.code in {"DV972", "DV974"}, finding.line("en")
        assert finding.place.path in {*blank, "site/feed.xml", "site/en/feed.xml"}, finding.line("en")
    assert len([f for f in hostile_site.findings if f.code == "DV953"]) <= 1


def is_blank(page: Page) -> bool:
    """Whether a title or claim is nothing but spaces, which no format can make words of."""
    return BLANK in {page.title, *(claim.text for claim in page.body.claims)}
