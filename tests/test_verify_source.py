"""Claims against a copy of their source, shown on a made-up article that has a real one's kinds of slip."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.vectors import COPIES, DIGEST

from archive.cli import main
from archive.content.read import read_archive
from archive.verify_source import Report, digests, verify

FIXTURE = Path(__file__).parent / "fixtures" / "article"
ARTICLE = (FIXTURE / "bai-bia.txt").read_text("utf-8")
RESULT = "docs/vi/ket-qua/2015-2018/kq-01.md"
CONTEXT = "docs/vi/boi-canh/bc-01.md"
LEAFLET = "Ngày 8/8/2032, làng bịa\nthả 64 con diều.\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of its own with the made-up archive in it."""
    shutil.copytree(FIXTURE / "docs", tmp_path / "docs")
    return tmp_path


def change(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{file}: {old!r} stands {text.count(old)} times, the test expects once"
    path.write_text(text.replace(old, new), "utf-8")


def run(root: Path, source: str = "n-bai-bia", text: str = ARTICLE) -> Report:
    return verify(read_archive(root), source, text)


def told(report: Report) -> list[str]:
    return [f"{note.place}: {note.message.en}" for note in report.problems]


def test_the_fixture_has_the_slips_that_it_is_for() -> None:
    for slip in (
        "trên1.200",
        "hơn2,5",
        "phòng trào",
        "2031 - 2033",
        "2028–2031",
        "Câu Lạc Bộ đọc",
        "\u00a0",
        "họp  bàn",
    ):
        assert slip in ARTICLE, f"the made-up article lost its {slip!r}"
    assert "BỊA" in ARTICLE


def test_all_holds(root: Path) -> None:
    report = run(root)
    assert told(report) == []
    assert report.holds
    assert report.file == "same"
    assert report.verified == ("title", "p1", "c1", "p2", "p3", "p4")
    assert (report.mismatched, report.without_digest) == ((), ())
    assert report.held == ("kq-01-1", "kq-01-2", "kq-01-3", "kq-01-4"), (
        "withdrawn and inferred claims are not held to it"
    )
    assert [note.message.en for note in report.unchecked] == ["bc-01-2: “64” does not stand here; try n-to-roi"]


@pytest.mark.parametrize(
    ("old", "new", "value", "line"),
    [
        ("của 37 nhà", "của 73 nhà", "73", "16:1: kq-01-4"),
        ("trên 1.200", "trên 1.300", "1.300", "16:1: kq-01-4"),
        ("2,5 triệu", "2,5 tỷ", "2,5 tỷ", "16:1: kq-01-4"),
        ("Chiều 5/3", "Chiều 6/3", "XXXX-03-06", "7:1: kq-01-1"),
        ("2031–2033", "2031–2034", "2031/2034", "7:1: kq-01-1"),
        ("3-GM/CLB", "4-GM/CLB", "4-GM/CLB", "13:1: kq-01-3"),
        ("Quy ước 07", "Quy ước 08", "08", "13:1: kq-01-3"),
        ("mười trang mỗi tối", "chín trang mỗi tối", "Đọc chín trang mỗi tối trước khi ngủ", "13:1: kq-01-3"),
        ("Phạm Văn Ví Dụ", "Phạm Văn Thí Dụ", "Phạm Văn Thí Dụ", "10:1: kq-01-2"),
        ("Trần Thị Giả Định", "Lê Bịa Đặt", "Lê Bịa Đặt", "10:1: kq-01-2"),
        ("n-bai-bia#p2", "n-bai-bia#p4", "Trần Thị Giả Định", "10:1: kq-01-2"),
    ],
)
def test_what_the_paragraph_does_not_say_is_named(root: Path, old: str, new: str, value: str, line: str) -> None:
    change(root, RESULT, old, new)
    problems = told(run(root))
    assert problems, f"{new!r} passed, though the paragraph says {old!r}"
    assert problems[0].startswith(f"{RESULT}:{line}: “{value}” does not stand in n-bai-bia#"), problems


def test_a_first_word_and_a_slip_of_the_paper_are_no_names(root: Path) -> None:
    change(root, RESULT, "Phong trào “Tủ", "Hai phong trào, trong đó “Tủ")
    assert told(run(root)) == []


def test_a_changed_paragraph_is_told_and_its_claims_stay_open(root: Path) -> None:
    report = run(root, text=ARTICLE.replace("37 nhà", "38 nhà"))
    assert report.file == "other"
    assert report.mismatched == ("p4",)
    place = "docs/vi/nguon/n-bai-bia.md:17:27"
    why = "no paragraph of the file has the recorded digest (lines of the file that match no locator: 9)"
    assert told(report) == [f"{place}: n-bai-bia#p4: {why}"]
    assert "kq-01-4: the paragraph n-bai-bia#p4 is not in the file" in [note.message.en for note in report.unchecked]
    assert "kq-01-4" not in report.held


@pytest.mark.parametrize(
    "text",
    [
        ARTICLE.replace("\n", "\r\n"),
        ARTICLE.replace("\u00a0", " "),
        "\n\n".join("\n".join(line.split()) for line in ARTICLE.splitlines() if line),
        "\ufeff" + ARTICLE,
        ARTICLE.replace("n", "n\u00ad").replace(" ", "\u200b ").replace("a", "a\u2060"),
    ],
    ids=["crlf", "plain-spaces", "hard-wrapped", "bom", "letters that nobody sees"],
)
def test_white_space_alone_changes_nothing_but_the_files_own_digest(root: Path, text: str) -> None:
    report = run(root, text=text)
    assert (report.file, report.mismatched, told(report)) == ("other", (), [])


def test_a_context_source_is_looked_for_in_the_whole_file(root: Path) -> None:
    report = run(root, "n-to-roi", LEAFLET)
    assert told(report) == []
    assert (report.verified, report.without_digest, report.file) == ((), ("ngay-hoi",), "not-recorded")
    assert report.held == ("bc-01-1",)
    waiting = {"bc-01-2: “XXXX-03-05” does not stand here; try n-bai-bia"}
    assert waiting <= {note.message.en for note in report.unchecked}
    wrong = told(run(root, "n-to-roi", LEAFLET.replace("64", "46")))
    assert wrong == [f"{CONTEXT}:6:1: bc-01-1: “64” does not stand in the whole file"]


def test_a_context_source_without_a_file_is_named_as_not_checked(root: Path) -> None:
    others = {other.source: (other.tier, other.claims, other.digests, other.locators) for other in run(root).others}
    assert others == {"n-to-roi": ("context", 2, 0, 1), "n-leaflet": ("context", 1, 0, 1)}


def test_figures_alone_are_compared_with_an_english_source(root: Path) -> None:
    report = run(root, "n-leaflet", "The kite society made 64 kites.")
    assert told(report) == []
    assert ["the source is in English" in note.message.en for note in report.unchecked] == [True]
    assert told(run(root, "n-leaflet", "It made 46 kites.")) == [
        f"{CONTEXT}:12:1: bc-01-3: “64” does not stand in the whole file"
    ]


def test_what_stands_in_neither_of_two_sources_is_left_open_in_both(root: Path) -> None:
    """Neither copy alone can refute it: the run on each says which value it does not have."""
    change(root, CONTEXT, "ở cuộc họp ngày 5/3, làm 64", "ở cuộc họp ngày 5/3, làm 65")
    for source, text in (("n-bai-bia", ARTICLE), ("n-to-roi", LEAFLET)):
        assert any("“65”" in note.message.en for note in run(root, source, text).unchecked)


def test_an_undeclared_locator_is_no_licence(root: Path) -> None:
    change(root, RESULT, "n-bai-bia#p2", "n-bai-bia#p22")
    assert told(run(root)) == [f"{RESULT}:10:1: kq-01-2: the record has no locator n-bai-bia#p22"]


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["bai.txt"], 0, "6/6 chỗ khớp"),
        (["--lang", "en", "--source", "n-to-roi", "to-roi.txt"], 0, "no digest of the whole file"),
        (["--source", "n-to-roi", "bai.txt"], 1, f"{CONTEXT}:6:1: bc-01-1: “64” không có trong cả tệp"),
        (["--source", "n-to-rơi", "bai.txt"], 2, "n-to-roi?"),
        (["khong-co.txt"], 2, "khong-co.txt"),
        (["rong.txt"], 0, "6/6 chỗ khớp"),
        (["rong.txt"], 0, "đọc như văn bản UTF-16"),
        (["latin.txt"], 2, "không phải UTF-8 hay UTF-16; mở bài báo trong trình duyệt"),
        (["bai.pdf", "--lang", "en"], 2, "is a file of PDF, not text; open the article in a browser"),
    ],
)
def test_the_command(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], status: int, words: str
) -> None:
    (root / "bai.txt").write_bytes((FIXTURE / "bai-bia.txt").read_bytes())
    (root / "to-roi.txt").write_text(LEAFLET, "utf-8")
    (root / "rong.txt").write_bytes(ARTICLE.encode("utf-16"))
    (root / "latin.txt").write_bytes("tệp".encode("cp1258", "replace") + b"\xff\xfe\xff")
    (root / "bai.pdf").write_bytes(b"%PDF-1.7 ...")
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["verify-source", *arguments])
    assert (done.exit_code, words in done.output) == (status, True), done.output


@pytest.mark.parametrize(
    ("lang", "words"), [("vi", "tệp này không phải n-bai-bia"), ("en", "this file is not n-bai-bia")]
)
def test_of_another_file_one_line_says_so(root: Path, monkeypatch: pytest.MonkeyPatch, lang: str, words: str) -> None:
    (root / "khac.txt").write_text("Một bài khác hẳn.\n", "utf-8")
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["verify-source", "--source", "n-bai-bia", "--lang", lang, "khac.txt"])
    assert (done.exit_code, len(done.output.splitlines()), words in done.output) == (1, 1, True), done.output


@pytest.mark.parametrize("copy", COPIES)
def test_a_copy_is_read_as_the_page_of_a_statement_reads_it(copy: str) -> None:
    text, same = COPIES[copy]
    assert (DIGEST in digests(text)) is same
