"""Another archive: made for another province and other periods, it checks, builds and passes its tests, and is no copy."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest
from click.testing import CliRunner
from tests.archives import REPOSITORY, bytes_of, finished, python
from tests.test_settings import own_values

from archive.checks.checking import check
from archive.cli import main
from archive.content.read import read_archive
from archive.edition import leaves_out
from archive.findings import Severity
from archive.finish.cards import card, sheet
from archive.refusal import Refusal
from archive.stage.relations import has_card, record_at
from archive.starter import ENGINE, SHARED, renew

pytestmark = pytest.mark.xdist_group("starter")
NAMES = ("Lưu trữ Trồng cây tỉnh Mẫu", "Mẫu Province Tree-Planting Archive")
OURS = [
    "Nghệ An", "Nghe An", "nghe-an", "dân vận", "dan van", "dan-van", "danvan", "mass-mobilis", "mass mobilis", "Khối Các cơ quan", "Điểm sáng", "diem-sang", "xã nghèo", "xa-ngheo", "poor communes", "baonghean",
    "Thái Thanh Quý", "Thu Hường", "9/7", "9 July", "1.419", "1,419",
]  # fmt: skip
"""Words of this repository's own agreement, besides the values of its settings."""


@dataclass(frozen=True)
class Other:
    """Another archive with its site and its sealed edition."""

    root: Path
    bag: Path

    def run(self, *arguments: str, **environment: str) -> tuple[int, str, str]:
        return finished(python(*arguments, cwd=self.root, PYTHONPATH=str(self.root / "scripts"), **environment))


@pytest.fixture(scope="session")
def other(tmp_path_factory: pytest.TempPathFactory) -> Other:
    root = tmp_path_factory.mktemp("other") / "trong-cay"
    made = CliRunner().invoke(main, ["init", str(root), "--name", *NAMES])
    assert made.exit_code == 0, made.output
    found = Other(root, root / "dist" / "trong-cay-v1")
    status, out, err = found.run("-m", "archive", "build")
    assert status == 0, out + err
    status, out, err = found.run("-m", "archive", "seal", "v1", SITE_URL="https://trong-cay.mau.vn/")
    assert status == 0, out + err
    return found


def test_it_checks_but_for_where_it_is_written_to_and_passes_its_own_tests(other: Other) -> None:
    found = check(read_archive(other.root))
    told = [finding.line("en") for finding in found]
    assert [(finding.code, finding.severity) for finding in found] == [("DV017", Severity.WARNING)], told
    status, out, err = other.run("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests")
    assert status == 0, out + err
    assert re.search(r"[1-9][0-9]* passed", out), out


@pytest.mark.parametrize("folder", ["trong-cay", "Trồng cây 2", "../trồng; cây", "it's", "$HOME"])
def test_the_next_step_can_be_pasted_into_a_shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    done = CliRunner().invoke(main, ["init", folder, "--slug", "cay", "--lang", "en"])
    assert done.exit_code == 0, done.output
    going = done.output.rpartition("Next: ")[2].partition(" && ")[0]
    went = subprocess.run(["sh", "-c", f"{going} && pwd -P"], capture_output=True, text=True, check=False)
    assert went.stdout.strip() == str((tmp_path / "work" / folder).resolve()), done.output


UNFIT: dict[str, tuple[tuple[str, ...], tuple[str, str]]] = {
    "an underline": (
        ("--slug", "trong_cay"),
        ("slug “trong_cay” (--slug): viết chữ thường không dấu, số, gạch nối, nhiều nhất 40 chữ, như trong-cay",
         "slug “trong_cay” (--slug): write lower case, digits and hyphens, 40 at most, such as trong-cay"),
    ),
    "marks": (
        ("--slug", "Xấu"),
        ("slug “Xấu” (--slug): viết chữ thường không dấu, số, gạch nối, nhiều nhất 40 chữ, như xau",
         "slug “Xấu” (--slug): write lower case, digits and hyphens, 40 at most, such as xau"),
    ),
    "too long": (
        ("--slug", "a" * 41),
        (f"slug “{'a' * 41}” (--slug): viết chữ thường không dấu, số, gạch nối, nhiều nhất 40 chữ",
         f"slug “{'a' * 41}” (--slug): write lower case, digits and hyphens, 40 at most"),
    ),
    "no name": (("--name", "Lưu trữ", ""), ("name “Lưu trữ” “” (--name): phải là một dòng lời thường", "name “Lưu trữ” “” (--name): no line of plain words")),
    "a name with markup": (("--name", "<b>", "x"), ("name “<b>” “x” (--name): phải là", "name “<b>” “x” (--name): no line of plain words")),
    "both": (("--slug", "Xấu", "--name", "a", "{b}"), ("; name “a” “{b}” (--name): phải là", "; name “a” “{b}” (--name): no line of")),
}  # fmt: skip


@pytest.mark.parametrize("lang", [0, 1])
@pytest.mark.parametrize("what", UNFIT)
def test_a_name_that_no_archive_can_have_is_told_with_its_cure(tmp_path: Path, what: str, lang: int) -> None:
    given, words = UNFIT[what]
    done = CliRunner().invoke(main, ["init", str(tmp_path / "kho"), *given, "--lang", ("vi", "en")[lang]])
    assert (done.exit_code, words[lang] in done.stderr) == (2, True), done.output
    assert not (tmp_path / "kho").exists()


def test_its_edition_is_whole_and_gives_its_site_again(other: Other) -> None:
    status, out, err = other.run("-m", "archive", "verify", str(other.bag), "--rebuild", "--trust-code", "--lang", "en")
    assert status == 0, out + err
    assert "are the same, byte for byte" in out


BODIES = re.compile(r"(?<!\w)(?:Tỉnh ủy|Đảng ủy|Đảng bộ)(?!\w)")
"""Bodies of the Party by their names; in small letters they are words that a text may count."""


def forbidden() -> re.Pattern[str]:
    ours = sorted({*OURS, *own_values().values()} - {"main"}, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(words)}(?!\w)" for words in ours), re.IGNORECASE)


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """Every file that holds words: locks hold digests."""
    for name, content in bytes_of(root).items():
        if not name.endswith((".lock", ".ttf", ".png", ".txt.gz")):
            yield name, content.decode("utf-8", "replace")


@pytest.mark.parametrize("place", ["site", "dist"])
def test_no_word_of_this_agreement_is_in_it(other: Other, place: str) -> None:
    pattern, seen = forbidden(), 0
    found = []
    for name, text in texts(other.root / place):
        seen += 1
        # What the checksums of a bag are made of may spell anything.
        words = re.sub(r"\b[0-9a-f]{32,}\b", "", text)
        found += [
            f"{name}: …{words[max(0, m.start() - 30) : m.end() + 30]!r}"
            for m in (*pattern.finditer(words), *BODIES.finditer(words))
        ][:3]
    assert seen > 200
    assert not found, "words of this archive stand in the other one:\n" + "\n".join(found[:40])


def test_no_word_of_this_agreement_is_on_a_card(other: Other) -> None:
    archive, pattern = read_archive(other.root), forbidden()
    pages = [page for page in archive.pages if has_card(archive, page)]
    cards = [card(sheet(archive, page, record_at(archive, page.path))).words for page in pages]
    assert len(cards) > 40
    assert not [words for words in cards if pattern.search(words) or BODIES.search(words)]
    assert all(NAMES[0] in words or NAMES[1] in words for words in cards), "a card does not name the archive"


def test_it_names_itself_everywhere(other: Other) -> None:
    site = other.root / "site"
    for name in ("index.html", "assets/site.webmanifest", "feed.xml", "id/kq-01.bib"):
        assert NAMES[0] in (site / name).read_text("utf-8"), name
    assert NAMES[1] in (site / "en/feed.xml").read_text("utf-8")
    (script,) = site.glob("assets/site.*.js")
    assert '"trong-cay-"' in script.read_text("utf-8"), "what a browser stores would be another archive's"
    assert "Bag-Group-Identifier: trong-cay\n" in (other.bag / "bag-info.txt").read_text("utf-8")


@pytest.mark.parametrize("name", SHARED)
def test_what_both_share_has_one_home(other: Other, name: str) -> None:
    """Makefile, workflows and engine of a new archive are this repository's own, byte for byte."""
    ours, theirs = REPOSITORY / name, other.root / name
    if ours.is_file():
        assert theirs.read_bytes() == ours.read_bytes()
        assert bool(theirs.stat().st_mode & stat.S_IXUSR) == bool(ours.stat().st_mode & stat.S_IXUSR)
        return
    kept = {
        file: content
        for file, content in bytes_of(ours).items()
        if not leaves_out(PurePosixPath(file)) and not file.endswith("/")
    }
    assert kept
    assert {
        f: c for f, c in bytes_of(theirs).items() if not leaves_out(PurePosixPath(f)) and not f.endswith("/")
    } == kept


def test_its_makefile_works_without_the_workshop_of_the_engine(other: Other) -> None:
    done = subprocess.run(["make", "help"], cwd=other.root, capture_output=True, text=True, check=True)
    assert "make site" in done.stdout
    assert "bench" not in done.stdout
    planned = subprocess.run(["make", "-n", "test"], cwd=other.root, capture_output=True, text=True, check=True)
    assert "tools/" not in planned.stdout.replace("[ ! -f tools/install.sh ] || sh tools/install.sh", "")


REFUSED = {
    "a folder that holds something": ("there", ["--name", "A", "B"], "holds something"),
    "a file": ("file", [], "holds something"),
    "a link": ("link", [], "holds something"),
    "a name with markup": ("new", ["--name", "<b>", "B"], "names that no setting can be: name"),
    "a name that is not there": ("new", ["--name", "", "B"], "names that no setting can be"),
    "a slug with marks": ("new", ["--slug", "Trồng cây"], "names that no setting can be: slug"),
    "a slug that ends the value": ("new", ["--slug", 'x"\nname = "'], "names that no setting can be"),
    "a name in bytes that are no letters": ("new", ["--name", "\udcff", "B"], "names that no setting can be"),
    "a name with a sign of TOML": ("new", ["--name", "Kho \\u0041", "B"], "names that no setting can be"),
    "no archive to renew": ("there", ["--renew"], "no archive"),
    "the engine itself to renew": (str(ENGINE), ["--renew"], "the engine itself"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_cannot_be_started_is_refused_in_words_and_leaves_nothing(tmp_path: Path, why: str) -> None:
    where, options, words = REFUSED[why]
    (tmp_path / "there").mkdir()
    (tmp_path / "there/mine.txt").write_text("mine", "utf-8")
    (tmp_path / "file").write_text("mine", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    before = bytes_of(tmp_path)
    result = CliRunner().invoke(main, ["init", str(tmp_path / where), "--lang", "en", *options])
    assert result.exit_code == 2, result.output
    assert words in result.output
    assert bytes_of(tmp_path) == before


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine", "utf-8")
    result = CliRunner().invoke(main, ["init", str(tmp_path / "file/new"), "--lang", "en"])
    assert (result.exit_code, f"archive: {tmp_path}/file" in result.output) == (1, True), result.output
    assert bytes_of(tmp_path) == {"file": b"mine"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "trong-cay").mkdir()
    assert CliRunner().invoke(main, ["init", str(tmp_path / "trong-cay")]).exit_code == 0
    assert 'slug = "trong-cay"' in (tmp_path / "trong-cay/archive.toml").read_text("utf-8")
    assert not (tmp_path / "trong-cay/published.txt").exists(), "an example's addresses are no promise"
    assert [path.name for path in tmp_path.iterdir()] == ["trong-cay"]


def test_an_engine_is_renewed_and_what_is_the_archives_own_stays(tmp_path: Path) -> None:
    root = tmp_path / "cay"
    assert CliRunner().invoke(main, ["init", str(root)]).exit_code == 0
    new = bytes_of(root)
    (root / "scripts/archive/cli.py").write_text("old", "utf-8")
    (root / "scripts/archive/gone.py").write_text("old", "utf-8")
    (root / "Makefile").unlink()
    for mine in ("docs/vi/index.md", "archive.toml", "overrides/assets/favicon.svg"):
        (root / mine).parent.mkdir(parents=True, exist_ok=True)
        (root / mine).write_text("mine", "utf-8")
    assert renew(root) == 2
    after = bytes_of(root)
    assert {name for name in after if after[name] == b"mine"} == {
        "docs/vi/index.md",
        "archive.toml",
        "overrides/assets/favicon.svg",
    }
    assert {name for name, content in new.items() if after.get(name) != content} == {"docs/vi/index.md", "archive.toml"}
    assert "scripts/archive/gone.py" not in after
    for name in (".ci/run", ".githooks/pre-commit"):
        assert os.access(root / name, os.X_OK), f"{name} cannot be run"
    assert renew(root) == 0


def test_a_disk_that_fills_up_leaves_the_old_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "cay"
    assert CliRunner().invoke(main, ["init", str(root)]).exit_code == 0
    for name in ("scripts/archive/cli.py", "Makefile", "scripts/archive/gone.py"):
        (root / name).write_text("old", "utf-8")
    before, real, turns = bytes_of(root), os.fsync, iter(range(99))

    def fills(descriptor: int) -> None:
        if next(turns) == 2:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fills)
    result = CliRunner().invoke(main, ["init", str(root), "--renew", "--lang", "en"])
    assert (result.exit_code, f"the disk of {root}/" in result.output) == (1, True), result.output
    assert bytes_of(root) == before


def test_an_engine_that_stands_in_no_checkout_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("archive.starter.ENGINE", tmp_path / "site-packages")
    result = CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--lang", "en"])
    assert (result.exit_code, "stands in no checkout" in result.output) == (2, True)
    with pytest.raises(Refusal):
        renew(REPOSITORY / "nowhere")
    assert sys.modules["archive.starter"]


def test_the_folder_in_which_somebody_stands_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kho").mkdir()
    monkeypatch.chdir(tmp_path / "kho")
    result = CliRunner().invoke(main, ["init", ".", "--name", "@name_en@", "@slug@"])
    assert result.exit_code == 0, result.output
    assert 'slug = "kho"' in Path("archive.toml").read_text("utf-8")
    assert '"@name_en@", en = "@slug@"' in Path("archive.toml").read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["kho"]


@pytest.mark.parametrize("name", ["scripts", "scripts/archive/words", "Makefile", ".github"])
def test_an_engine_behind_a_link_is_not_renewed(tmp_path: Path, name: str) -> None:
    root, elsewhere = tmp_path / "cay", tmp_path / "elsewhere"
    assert CliRunner().invoke(main, ["init", str(root)]).exit_code == 0
    (root / name).rename(elsewhere)
    (root / name).symlink_to(elsewhere)
    before = bytes_of(tmp_path)
    with pytest.raises(Refusal, match="link"):
        renew(root)
    assert bytes_of(tmp_path) == before
