"""New records: every kind's template states nothing, and the checks name what is to be written, nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.archives import bare_settings

from archive import regular
from archive.checks.checking import check
from archive.cli import main
from archive.content.kinds import KINDS
from archive.content.model import Page
from archive.content.read import read_archive
from archive.findings import Place
from archive.fix import fixed, key_order
from archive.text import dates, figures

HOME = {"vi": "---\ntitle: Trang đầu\n---\nLời chào.\n", "en": "---\ntitle: Home\n---\nWelcome.\n"}
VALUES = {"event": ["DV208 date"], "source": ["DV211 publisher", "DV211 short", "DV211 headline"]}
"""The required values that nobody but the editor knows; no date holds and states nothing."""
CLAIMS = {"result": ["DV509 id"], "commitment": ["DV509 id"]}
PROSE = ["DV211 title", "DV211 summary", "DV211 body"]


def to_fill_in(kind: str) -> list[str]:
    """What the checks ask for in a new record before it can be published, and nothing else: the English twin last."""
    return [*sorted([*PROSE, *VALUES.get(kind, []), *CLAIMS.get(kind, [])]), *PROSE]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with a home page alone."""
    for lang, text in HOME.items():
        (tmp_path / "docs" / lang).mkdir(parents=True)
        (tmp_path / "docs" / lang / "index.md").write_text(text, "utf-8")
    (tmp_path / "archive.toml").write_text(bare_settings(), "utf-8")
    return tmp_path


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["new", "--lang", "en", *arguments])


def put(root: Path, path: str, text: str) -> None:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def key_at(page: Page, place: Place) -> str:
    """The key of the front matter that stands on the line of a finding."""
    return next((key for key, at in page.front.places.items() if at.line == place.line), "body")


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_is_held_back_for_what_is_to_be_written_and_nothing_else(
    root: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    before = check(read_archive(root))
    slug = [] if KINDS[kind].numbered else ["mau-thu"]
    done = run(root, monkeypatch, kind, *slug)
    assert done.exit_code == 0, done.output
    written = done.output.splitlines()[:2]
    assert [path.split("/")[1] for path in written] == ["vi", "en"]
    archive = read_archive(root)
    new = [finding for finding in check(archive) if finding not in before]
    pages = {page.file: page for page in archive.pages}
    found = [f"{f.code} {key_at(pages[f.place.path], f.place)}" for f in new]
    found = [*sorted(found[: -len(PROSE)]), *found[-len(PROSE) :]]
    assert found == to_fill_in(kind), [finding.line("en") for finding in new]
    for path in written:
        data = (root / path).read_bytes()
        assert fixed(data, "vi" if "/vi/" in path else "en") == data, f"`archive check --fix` changes {path}"
    page = next(page for page in archive.pages if page.file == written[0])
    assert [claim.id for claim in page.body.claims] == []
    prose = (
        " ".join(str(page.front.data.get(name, "")) for name in ("title", "summary")) + page.text.rpartition("---")[2]
    )
    assert not figures(prose, "vi") | dates(prose, "vi"), "a template states a fact"


@pytest.mark.parametrize("kind", KINDS)
def test_the_template_shows_every_key_of_the_model_in_its_order(
    root: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    done = run(root, monkeypatch, kind, "mau-thu")
    lines = (root / done.output.splitlines()[0]).read_text("utf-8").split("\n")
    fields = key_order({"kind": kind}, "vi")
    shown = [
        match[1] for line in lines if (match := re.match(r"(?:# )?([a-z_0-9]+):(?: |$)", line)) and match[1] in fields
    ]
    assert list(dict.fromkeys(shown)) == fields


@pytest.mark.parametrize("kind", KINDS)
def test_the_schema_lines_lead_to_the_schemas(root: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    done = run(root, monkeypatch, kind, "mau-thu")
    for path, name in zip(done.output.splitlines()[:2], (kind, "translation"), strict=True):
        file = root / path
        line = file.read_text("utf-8").split("\n")[1]
        way = line.removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / way).resolve() == (root / f"schemas/{name}.schema.json").resolve(), line


@pytest.mark.parametrize(
    ("arguments", "path", "record"),
    [
        (["result"], "ket-qua/2015-2018/kq-08.md", "kq-08"),
        (["result", "-"], "ket-qua/2015-2018/kq-08.md", "kq-08"),
        (["result", "ten-viec"], "ket-qua/2015-2018/ten-viec.md", "kq-08"),
        (["commitment"], "cam-ket/2018-2020/ck-01.md", "ck-01"),
        (["context", "ve-sau"], "boi-canh/ve-sau.md", "bc-01"),
        (["campaign", "thu"], "chien-dich/thu.md", "cd-thu"),
        (["campaign", "cd-thu"], "chien-dich/thu.md", "cd-thu"),
        (["document", "chi-thi-05"], "van-ban/chi-thi-05.md", "vb-chi-thi-05"),
        (["source", "bao-bia"], "nguon/n-bao-bia.md", "n-bao-bia"),
        (["source", "n-bao-bia"], "nguon/n-bao-bia.md", "n-bao-bia"),
        (["result", "--number", "5"], "ket-qua/2015-2018/kq-05.md", "kq-05"),
        (["result", "ten-viec", "--number", "12"], "ket-qua/2015-2018/ten-viec.md", "kq-12"),
        (["context", "--number", "99"], "boi-canh/bc-99.md", "bc-99"),
    ],
)
def test_ids_and_paths(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], path: str, record: str
) -> None:
    # A gap is not filled, and a page whose front matter does not hold keeps its number.
    put(root, "docs/vi/ket-qua/2015-2018/kq-03.md", "---\nid: kq-03\nkind: result\ntitle: Ba\nperiod: 2015/2018\n---\n")
    put(root, "docs/vi/ket-qua/2015-2018/hong.md", "---\nid: kq-07\nkind: result\n---\n")
    done = run(root, monkeypatch, *arguments)
    assert done.output.splitlines()[:2] == [f"docs/vi/{path}", f"docs/en/{path}"], done.output
    assert record in read_archive(root).records
    if record == "vb-chi-thi-05":
        assert "type: chi-thi\n" in (root / f"docs/vi/{path}").read_text("utf-8")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["resutl", "x"], "did you mean result?"),
        (["kq"], "did you mean result?"),
        (["ket-qua"], "did you mean result?"),
        (["zzzzz", "x"], "Kinds: agreement, campaign"),
        (["campaign", "Giúp xã"], "write giup-xa"),
        (["campaign", "../x"], "cannot be an address"),
        (["campaign", "con"], "no device of Windows"),
        (["campaign", "a" * 101], "not too long"),
        (["campaign", "a--b"], "cannot be an address"),
        (["campaign"], "SLUG is missing"),
        (["document"], "`archive new document name-without-marks`"),
        (["event", "index"], "cannot be an address"),
        (["result", "kq-06"], "is given, not chosen: leave it out, or ask for it by --number"),
        (["result", "--number", "6"], "the id kq-06 stands in docs/vi/ket-qua/2015-2018/viec.md"),
        (["result", "--number", "8"], "the id kq-08 was published (id/kq-08/ in published.txt)"),
        (["result", "--number", "9"], "the id kq-09 was published (id/kq-09/ in published.txt)"),
        (["result", "--number", "0"], "a number is from 1 to 99"),
        (["result", "--number", "100"], "a number is from 1 to 99"),
        (["result", "--number", "x"], "'x' is not a valid integer"),
        (["document", "chi-thi-05", "--number", "5"], "records of the kind document have no numbers"),
        (["campaign", "co-san"], "the id cd-co-san stands in docs/vi/chien-dich/co-san.md"),
        (["person", "co-trang"], "docs/vi/nhan-vat/co-trang.md is there already"),
        (["person", "co-ban-anh"], "docs/en/nhan-vat/co-ban-anh.md is there already"),
        (["person", "co-thu-muc"], "docs/vi/nhan-vat/co-thu-muc/index.md is there already"),
    ],
)
def test_what_is_refused_leaves_nothing_behind(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    put(root, "docs/vi/chien-dich/co-san.md", "---\nid: cd-co-san\nkind: campaign\ntitle: Có sẵn\n---\n")
    for path in (
        "docs/vi/nhan-vat/co-trang.md",
        "docs/en/nhan-vat/co-ban-anh.md",
        "docs/vi/nhan-vat/co-thu-muc/index.md",
    ):
        put(root, path, "---\ntitle: Có\n---\n")
    put(root, "docs/vi/ket-qua/2015-2018/viec.md", "---\nid: kq-06\nkind: result\n---\n")
    put(root, "published.txt", "id/kq-06/\nid/kq-08/\nen/id/kq-09/\n")
    before = files(root)
    done = run(root, monkeypatch, *arguments)
    assert (done.exit_code, words in done.output) == (2, True), done.output
    assert files(root) == before


def test_a_twin_that_cannot_be_written_takes_the_other_with_it(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(root, "docs/en/nhan-vat", "a file where the folder belongs")
    before = files(root)
    done = run(root, monkeypatch, "person", "ai-do")
    assert (done.exit_code, "docs/en/nhan-vat" in done.output, files(root) == before) == (1, True, True), done.output
    assert not (root / "docs/vi/nhan-vat").exists()


def test_who_ends_it_between_the_twins_has_neither(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = files(root), regular.folder

    def ends(top: Path, path: Path) -> None:
        if "en" in path.parts:
            raise KeyboardInterrupt
        real(top, path)

    monkeypatch.setattr(regular, "folder", ends)
    done = run(root, monkeypatch, "person", "ai-do")
    assert (done.exit_code, files(root) == before) == (1, True), done.output
    assert not (root / "docs/vi/nhan-vat").exists()
