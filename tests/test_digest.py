"""The paragraphs of a saved source as locators: known, new, gone; ready to paste, and no more of the text than that."""

from __future__ import annotations

import hashlib
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.archives import bare_settings, bytes_of
from tests.vectors import COPIES, DIGEST

from archive.cli import main
from archive.content.read import read_archive
from archive.digest import LETTERS, WORDS, digest
from archive.refusal import Refusal
from archive.saved import Saved, read_copy
from archive.text import paragraph_digest
from archive.verify_source import verify

FIXTURE = Path(__file__).parent / "fixtures" / "article"
ARTICLE = (FIXTURE / "bai-bia.txt").read_text("utf-8")
PARAGRAPHS = [line for line in ARTICLE.splitlines() if line.strip()]
SOURCE = "docs/vi/nguon/n-bai-bia.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of its own with the made-up archive in it, and the made-up article beside."""
    shutil.copytree(FIXTURE / "docs", tmp_path / "docs")
    shutil.copy(FIXTURE / "bai-bia.txt", tmp_path / "bai.txt")
    return tmp_path


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str, lang: str = "en") -> Result:
    monkeypatch.chdir(root)
    return CliRunner().invoke(main, ["digest", "--lang", lang, *arguments])


def read(text: str) -> Saved:
    return read_copy(text.encode())


def test_each_paragraph_is_a_line_to_paste(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(root, monkeypatch, "bai.txt")
    assert done.exit_code == 0, done.output
    whole, head, *lines = done.stdout.splitlines()
    assert whole == f"file_sha256: {hashlib.sha256(ARTICLE.encode()).hexdigest()}"
    assert head == "locators:"
    assert lines == [
        f'  p{n}: {{about: "(chưa điền)", sha256: {paragraph_digest(words)}}}' for n, words in enumerate(PARAGRAPHS, 1)
    ]


def test_what_is_pasted_holds_and_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for lang, text in (("vi", "---\ntitle: Trang đầu\n---\nLời.\n"), ("en", "---\ntitle: Home\n---\nWords.\n")):
        (tmp_path / "docs" / lang).mkdir(parents=True)
        (tmp_path / "docs" / lang / "index.md").write_text(text, "utf-8")
    (tmp_path / "archive.toml").write_text(bare_settings(), "utf-8")
    (tmp_path / "bai.txt").write_text(ARTICLE, "utf-8")
    pasted = run(tmp_path, monkeypatch, "bai.txt").stdout
    made = CliRunner().invoke(main, ["new", "source", "bao-bia"])
    file = tmp_path / made.output.splitlines()[0]
    text = re.sub(r"(?m)^locators: .*\n", lambda _: pasted, file.read_text("utf-8"))
    file.write_text(text.replace("tier: context", "tier: primary"), "utf-8")
    archive = read_archive(tmp_path)
    page = archive.by_path["vi", "nguon/n-bao-bia.md"]
    left = sorted(key for key in page.front.data if "(chưa điền)" in str(page.front.data[key]))
    assert (page.front.problems, left) == ((), ["headline", "locators", "publisher", "short"])
    report = verify(archive, "n-bao-bia", ARTICLE)
    assert (report.file, report.mismatched, len(report.verified)) == ("same", (), len(PARAGRAPHS))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_editor_sees_how_each_begins_and_no_more(root: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    done = run(root, monkeypatch, "bai.txt", lang=lang)
    word = {"vi": "dòng", "en": "line"}[lang]
    shown = [line for line in done.stderr.splitlines() if re.match(r"p[0-9]+: ", line)]
    numbers = [n for n, line in enumerate(ARTICLE.splitlines(), 1) if line.strip()]
    assert [line.partition(": ")[2].partition(":")[0] for line in shown] == [f"{word} {n}" for n in numbers]
    for line, paragraph in zip(shown, PARAGRAPHS, strict=True):
        begins = line.split(": ", 2)[2].removesuffix("…")
        assert " ".join(paragraph.split()).startswith(begins)
        assert len(begins.split()) <= min(WORDS, len(paragraph.split()) // 2)
    assert not [words for words in (" ".join(one.split()[:2]) for one in PARAGRAPHS) if words in done.stdout]


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Một hai ba bốn năm sáu bảy tám chín mười.", "Một hai ba bốn năm…"),
        ("Một hai ba.", "Một…"),
        ("Một.", "Một.…"),
        ("a" * 100 + " b c d", "a" * LETTERS + "…"),
        ("\u001b[31mĐỏ hai ba bốn", "\\x1b[31mĐỏ hai…"),
    ],
)
def test_what_is_shown_is_short_and_does_nothing_to_a_terminal(text: str, begins: str) -> None:
    (found,) = digest(Saved(text, read("x").how)).new
    assert found.begins == begins


def test_nothing_is_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = bytes_of(root)
    run(root, monkeypatch, "bai.txt", "--source", "n-bai-bia")
    assert bytes_of(root) == before


CHANGED = ARTICLE.replace("37 nhà", "38 nhà").replace("\nHai bên xem", "\nMột đoạn thêm vào.\nHai bên xem")
SOURCES: dict[str, tuple[str, list[str], list[str]]] = {
    "the same": (ARTICLE, [], ["n-bai-bia: match: title, p1, c1, p2, p3, p4"]),
    "broken into lines": (
        "\n\n".join("\n".join(line.split()) for line in PARAGRAPHS), [], ["n-bai-bia: match: title, p1, c1, p2, p3, p4"]
    ),
    "one changed, one more": (
        CHANGED, ["p5", "p6"],
        ["n-bai-bia: match: title, p1, c1, p2, p3", "n-bai-bia: gone from the file: p4"],
    ),
    "another file": (
        "Một bài khác.\n", ["p5"],
        [
            "n-bai-bia: gone from the file: title, p1, c1, p2, p3, p4",
            "no paragraph has a digest that n-bai-bia records: look whether it is a copy of that source",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SOURCES)
def test_a_copy_of_a_source_is_held_to_its_locators(root: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    text, new, words = SOURCES[name]
    (root / "ban.txt").write_text(text, "utf-8")
    done = run(root, monkeypatch, "ban.txt", "--source", "n-bai-bia")
    assert done.exit_code == 0, done.output
    assert [line.partition(":")[0].strip() for line in done.stdout.splitlines()] == new
    assert set(words) <= set(done.stderr.splitlines()), done.stderr
    # Nobody is told to paste what is likely of something else.
    assert ("paste what is to be cited" in done.stderr) == (name == "one changed, one more")


def test_a_locator_without_a_digest_is_told(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = root / SOURCE
    page.write_text(re.sub(r", sha256: ef130e[0-9a-f]+", "", page.read_text("utf-8")), "utf-8")
    done = run(root, monkeypatch, "bai.txt", "--source", "n-bai-bia")
    assert "n-bai-bia: without a digest: p4" in done.stderr.splitlines(), done.stderr
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == ["  p5"]


@pytest.mark.parametrize(
    ("text", "blocks", "lines"),
    [
        ("a b\nc d\n\ne f\n", False, [1, 2, 4]),
        ("a b\nc d\n\ne f\n", True, [1, 4]),
        ("a b\n\nc d\n", True, [1, 3]),
        ("a b\n\na  b\n\nc\n", False, [1, 5]),
        ("a b\n\u200b\nc d\n", False, [1, 3]),
    ],
)
def test_what_a_paragraph_is(text: str, blocks: bool, lines: list[int]) -> None:
    assert [found.line for found in digest(read(text), blocks=blocks).new] == lines


@pytest.mark.parametrize(
    "copy",
    [name for name, (text, same) in COPIES.items() if same and len(text.split("\n")) == len(text.splitlines()) == 1],
)
def test_the_digest_is_the_one_that_every_copy_is_held_to(copy: str) -> None:
    text, _ = COPIES[copy]
    assert DIGEST in {found.sha256 for found in digest(read(text)).new}


def test_a_web_page_is_read_block_by_block_and_its_file_has_no_digest(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "".join(f"<p>{line}</p>" for line in PARAGRAPHS)
    (root / "bai.html").write_text(f"<!doctype html><html><body>{body}<script>x()</script></body></html>", "utf-8")
    done = run(root, monkeypatch, "bai.html")
    head, *lines = done.stdout.splitlines()
    assert (head, len(lines)) == ("locators:", len(PARAGRAPHS))
    assert done.stderr.startswith("bai.html: read as an HTML page")


REFUSED: dict[str, tuple[bytes, tuple[str, ...], str]] = {
    "no such source": (b"x", ("--source", "n-bai-bi"), "no source n-bai-bi; n-bai-bia?"),
    "not a source": (b"x", ("--source", "kq-01"), "no source kq-01"),
    "a PDF": (b"%PDF-1.7", (), "this copy is a file of PDF, not text"),
    "no UTF-8": (b"\xff\xfe\x00", (), "this copy is"),
    "zero bytes": (b"a\x00b", (), "this copy is"),
    "empty": (b"", (), "this file has no paragraph"),
    "blanks": (b" \n\t\n", (), "this file has no paragraph"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_refused(root: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    raw, options, words = REFUSED[name]
    (root / "tep").write_bytes(raw)
    done = run(root, monkeypatch, "tep", *options)
    assert (done.exit_code, done.stdout, words in done.stderr) == (2, "", True), done.output


def test_a_missing_file_is_asked_wrongly(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(root, monkeypatch, "khong-co.txt").exit_code == 2


def test_without_a_source_no_project_is_needed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bai.txt").write_text(ARTICLE, "utf-8")
    assert run(tmp_path, monkeypatch, "bai.txt").exit_code == 0
    assert run(tmp_path, monkeypatch, "bai.txt", "--source", "n-x").exit_code == 2


def test_no_paragraph_is_a_refusal() -> None:
    with pytest.raises(Refusal):
        digest(read("\n"))
