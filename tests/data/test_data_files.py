"""The files of `data/`: each read by its readers' parser, and what they say of one another holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from tests.archives import DOCUMENT, KQ, YEAR, Edit, load, withdrawn
from tests.formats import table

from archive.checks.provenance import STATUSES
from archive.content.model import Archive
from archive.context import Context
from archive.data.columns import COLUMNS, when
from archive.data.downloads import downloads
from archive.data.files import File
from archive.data.table import claims_csv
from archive.findings import LANGS
from archive.stage.signposts import MEDIA_TYPES

URL = "https://host.example/a/"
CONTEXT = Context(URL, 1, {KQ: 1795164300})
SCHEMA = Namespace("http://schema.org/")
FORMER = (
    "id", "record", "kind", "status", "tier", "sources", "premises", "when",
    "withdrawn", "withdrawn_because_vi", "withdrawn_because_en", "instead", "vi", "en", "url",
)  # fmt: skip
"""The columns that were published first: programs ask for them by name, and some by number."""
AWKWARD: tuple[Edit, ...] = (
    *withdrawn(KQ, "kq-01-1", instead="kq-01-2"),
    (f"vi/{KQ}", "Số tiền là trên", "=Số tiền; \"là\", '51' trên"),
    (f"en/{KQ}", "The sum is over", "+The sum, is “over”"),
)
"""A withdrawal, a separator, quotation marks, and what a spreadsheet would run."""


def files(archive: Archive) -> dict[str, File]:
    return {file.name.rpartition("/")[2]: file for file in downloads(archive, CONTEXT)}


def written(archive: Archive, folder: Path) -> Path:
    """The files in a folder of their own."""
    for name, file in files(archive).items():
        (folder / name).write_bytes(file.content)
    return folder


@pytest.fixture
def awkward(small: Path) -> Archive:
    return load(small, *AWKWARD)


# --- The table and its columns


def test_columns_once_published_keep_their_names_and_places() -> None:
    names = tuple(column.name for column in COLUMNS)
    assert names[: len(FORMER)] == FORMER
    assert len(set(names)) == len(names)


def test_every_column_says_what_it_means_and_how_it_is_got_in_both_languages() -> None:
    for column in COLUMNS:
        for words in (column.means, column.got, column.type.label):
            assert words.vi, column.name
            assert words.en, column.name
            assert words.vi != words.en, f"{column.name} is not translated"


def test_a_status_that_claims_may_have_is_one_that_the_table_may_hold() -> None:
    (column,) = (column for column in COLUMNS if column.name == "status")
    assert column.values == STATUSES


WHEN: list[tuple[str, tuple[Edit, ...], str, tuple[str, str]]] = [
    ("a statement of its own time", (), "nv-mau-1", ("2018?-07-09", "statement")),
    ("a result, by its period", (), "kq-01-1", ("2015/2018", "period")),
    ("a commitment, by its period", (), "ck-01-1", ("2018/2020", "period")),
    ("an agreement, by its day", (), "tt-ky-ket-1", ("2018?-07-09", "record")),
    ("an inference, by its page's day", ((f"vi/{YEAR}", "kind: context", "kind: context\ndate: 2018?-07-09"),),
     "bc-01-1", ("2018?-07-09", "record")),
    ("a document without a day", (), "vb-chi-thi-02-1", ("", "")),
    ("a document, by the day of its issue", ((f"vi/{DOCUMENT}", "issuer: tc-ban", "issuer: tc-ban\nissued: 2015-03"),),
     "vb-chi-thi-02-1", ("2015-03", "record")),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "name", "expected"), [row[1:] for row in WHEN], ids=[row[0] for row in WHEN])
def test_a_statement_is_dated_by_itself_or_by_what_its_records_kind_says(
    small: Path, edits: tuple[Edit, ...], name: str, expected: tuple[str, str]
) -> None:
    archive = load(small, *edits)
    assert when(archive.statements[name]) == expected
    row = next(row for row in table(claims_csv(archive, CONTEXT).encode()) if row["id"] == name)
    assert (row["when"], row["when_from"]) == expected
    data = json.loads(files(archive)["archive.json"].content)
    claim = next(claim for record in data["records"] for claim in record["claims"] if claim["id"] == name)
    assert (claim.get("when", ""), claim.get("when_from", "")) == expected


def test_a_row_names_the_permanent_address_the_place_and_the_digests(awkward: Archive) -> None:
    for row in table(files(awkward)["claims.csv"].content):
        statement = awkward.statements[row["id"]]
        assert row["url"] == f"{URL}id/{statement.id}/"
        assert row["place"] == f"{URL}{statement.record.url('vi')}#{statement.id}"
        assert (row["digest_vi"], row["digest_en"]) == (statement.digest.vi, statement.digest.en)
        assert (row["vi"], row["en"]) == (statement.text.vi, statement.text.en)


# --- datapackage.json


def test_frictionless_finds_nothing_against_the_package(awkward: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    report = Package(str(written(awkward, folder) / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "type", "note"])
    (rows,) = (task for task in report.tasks if task.name == "claims-csv")
    assert rows.stats["rows"] == len(awkward.claims)
    assert rows.stats["fields"] == len(COLUMNS)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("claims.csv", b"kq-01-2", b"kq-01-3"),
        ("archive.json", b"kq-01", b"kq-02"),
        ("claims.csv", b",reported,", b",sure,"),
        ("claims.csv", b"withdrawn,", b"since,"),
    ],
)
def test_a_file_that_is_not_the_one_described_is_found(
    awkward: Archive, tmp_path: Path, name: str, old: bytes, new: bytes
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    path = written(awkward, folder) / name
    assert old in path.read_bytes()
    path.write_bytes(path.read_bytes().replace(old, new, 1))
    assert not Package(str(folder / "datapackage.json")).validate().valid


def test_the_package_tells_licence_sources_and_each_files_size_and_digest(awkward: Archive) -> None:
    made = files(awkward)
    package = json.loads(made["datapackage.json"].content)
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert {source["path"] for source in package["sources"]} == {f"{URL}id/{name}/" for name in ("n-bao", "n-khac")}
    told = {resource["path"]: (resource["bytes"], resource["hash"]) for resource in package["resources"]}
    assert told == {
        name: (len(file.content), f"sha256:{file.sha256}") for name, file in made.items() if name != "datapackage.json"
    }
    fields = next(r for r in package["resources"] if r["path"] == "claims.csv")["schema"]["fields"]
    assert [field["name"] for field in fields] == [column.name for column in COLUMNS]


# --- Linked data


def graph(archive: Archive) -> Graph:
    return Graph().parse(data=files(archive)["archive.jsonld"].content, format="json-ld")


def test_linked_data_have_every_statement_under_its_permanent_address(awkward: Archive) -> None:
    read = graph(awkward)
    assert {str(name) for name in read.subjects(RDF.type, SCHEMA.Claim)} == {f"{URL}id/{n}/" for n in awkward.claims}
    (data,) = read.subjects(RDF.type, SCHEMA.Dataset)
    assert set(read.objects(data, SCHEMA.hasPart)) == set(read.subjects(RDF.type, SCHEMA.Claim))
    assert (data, SCHEMA.license, URIRef("https://creativecommons.org/licenses/by/4.0/")) in read
    (site,) = read.subjects(RDF.type, SCHEMA.WebSite)
    assert (data, SCHEMA.isPartOf, site) in read
    for name, statement in awkward.statements.items():
        node = URIRef(f"{URL}id/{name}/")
        words = {Literal(statement.text[lang], lang=lang) for lang in LANGS}
        assert set(read.objects(node, SCHEMA.text)) == words
        cited = {f"{URL}id/{ground.reference.source}/" for ground in statement.grounds}
        assert {str(place) for place in read.objects(node, SCHEMA.appearance)} == cited
        assert {str(n) for n in read.objects(node, SCHEMA.isBasedOn)} == {f"{URL}id/{n}/" for n in statement.premises}
    assert str(read.value(URIRef(f"{URL}id/kq-01-1/"), SCHEMA.creativeWorkStatus)) == "withdrawn"


def test_linked_data_need_no_other_host(awkward: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object, **__: object) -> None:
        raise AssertionError("the context is asked from another host")

    monkeypatch.setattr("urllib.request.urlopen", asked)
    assert len(graph(awkward)) > 100


# --- The linkset


def linkset(archive: Archive) -> list[dict[str, Any]]:
    links: list[dict[str, Any]] = json.loads(files(archive)["linkset.json"].content)["linkset"]
    return links


def test_the_linkset_has_each_record_and_statement_in_both_languages_once(awkward: Archive) -> None:
    anchors = [link["anchor"] for link in linkset(awkward)]
    due = {URL + record.url(lang) for record in awkward.records.values() for lang in LANGS}
    due |= {URL + statement.url(lang) for statement in awkward.statements.values() for lang in LANGS}
    assert set(anchors) == {*due, f"{URL}du-lieu/", f"{URL}en/du-lieu/"}
    assert len(set(anchors)) == len(anchors)


def test_each_link_has_the_form_of_rfc_9264_and_the_relations_of_fair_signposting(awkward: Archive) -> None:
    for link in linkset(awkward):
        assert link.keys() == {"anchor", "cite-as", "type", "license", "author", "item", "describedby"}
        for relation, targets in link.items():
            if relation == "anchor":
                continue
            assert isinstance(targets, list), relation
            assert targets, relation
            for target in targets:
                assert target["href"].startswith("https://"), target
                assert target.keys() <= {"href", "type"}, target
        # One preferred address, one licence: which of several would be meant?
        assert len(link["cite-as"]) == len(link["license"]) == 1
    by_anchor = {link["anchor"]: link for link in linkset(awkward)}
    claim = by_anchor[f"{URL}en/id/kq-01-2/"]
    assert claim["cite-as"] == [{"href": f"{URL}en/id/kq-01-2/"}]
    assert {"href": "https://schema.org/Claim"} in claim["type"]
    for ending, media in MEDIA_TYPES.items():
        assert {"href": f"{URL}en/id/kq-01-2.{ending}", "type": media} in claim["describedby"]
    record = by_anchor[f"{URL}{awkward.records['ck-01'].url('vi')}"]
    assert record["cite-as"] == [{"href": f"{URL}id/ck-01/"}]


def test_the_same_archive_gives_the_same_bytes(small: Path) -> None:
    first, second = (downloads(load(small), CONTEXT) for _ in range(2))
    assert [(file.name, file.content) for file in first] == [(file.name, file.content) for file in second]
