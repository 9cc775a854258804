"""Sealed editions: the same bytes twice, every tampering found, rebuilt byte for byte; never half made, never replaced."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import socketserver
import subprocess
from collections.abc import Callable
from pathlib import Path

import bagit
import pytest
from click.testing import CliRunner, Result
from tests.archives import KQ, bytes_of, edit, project

from archive.cli import main
from archive.seal import SOURCES, reachable
from archive.sealed import BAGIT, MAX_BYTES, Edition, examine

pytestmark = pytest.mark.xdist_group("seal")  # the sealed edition is made once

ADDRESS, EPOCH = "https://dan-van.vn/luu-tru/", "1736899200"  # 2025-01-15T00:00:00Z
MANIFEST, TAGMANIFEST = "manifest-sha512.txt", "tagmanifest-sha512.txt"
COMMITTED = "2020-02-03"


def archive(*arguments: str, root: Path | None = None, **environment: str) -> Result:
    """Run the command in this process, in `root`; an exception is a fault of the command, not an exit status."""
    given = {"SITE_URL": ADDRESS, "SOURCE_DATE_EPOCH": EPOCH, **environment}
    before = Path.cwd()
    os.chdir(root or before)
    try:
        return CliRunner(env=given, catch_exceptions=False).invoke(main, [*arguments, "--lang", "en"])
    finally:
        os.chdir(before)


def commit(root: Path) -> str:
    """Put a project into git, at a day that is not the epoch's; gives the commit."""
    who = ["-c", "user.name=x", "-c", "user.email=x@y.example", "-c", "commit.gpgsign=false"]
    day = f"{COMMITTED}T04:05:06Z"
    environment = {"PATH": os.environ["PATH"], "HOME": str(root), "GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
        subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True, env=environment)
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, check=True, capture_output=True, env=environment)
    return done.stdout.decode().strip()


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, str]:
    """A project in git, its sealed edition, and the commit."""
    root = project(tmp_path_factory.mktemp("seal") / "du an")
    for name in ("LICENSE", "requirements.lock"):
        (root / name).write_text(f"{name}\n", "utf-8")
    (root / ".gitignore").write_text("/dist/\n", "utf-8")
    head = commit(root)
    result = archive("seal", "2026-11-25", root=root)
    assert result.exit_code == 0, result.output
    return root, root / "dist" / "danvan-2026-11-25", head


@pytest.fixture
def bag(sealed: tuple[Path, Path, str], tmp_path: Path) -> Path:
    """A copy of the sealed edition, to be spoilt."""
    return shutil.copytree(sealed[1], tmp_path / "bag")


def relist(bag: Path) -> None:
    """Make a changed bag's lists true again, as one would who wants to deceive."""
    files = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    write_list(bag, MANIFEST, files)
    size = sum(path.stat().st_size for path in files)
    info = (bag / "bag-info.txt").read_text("utf-8").split("Payload-Oxum")[0]
    (bag / "bag-info.txt").write_text(f"{info}Payload-Oxum: {size}.{len(files)}\n", "utf-8")
    retag(bag)


def retag(bag: Path) -> None:
    """Make the list of tag files true again."""
    write_list(bag, TAGMANIFEST, [bag / name for name in ("bag-info.txt", "bagit.txt", MANIFEST)])


def write_list(bag: Path, name: str, files: list[Path]) -> None:
    """Write one list of sums."""
    lines = (f"{hashlib.sha512(path.read_bytes()).hexdigest()}  {path.relative_to(bag).as_posix()}\n" for path in files)
    (bag / name).write_text("".join(lines), "utf-8")


def then(*steps: Callable[[Path], object]) -> Callable[[Path], None]:
    """Several steps."""

    def spoil(bag: Path) -> None:
        for step in steps:
            step(bag)

    return spoil


# --- what is sealed


def test_an_edition_has_its_parts(sealed: tuple[Path, Path, str]) -> None:
    root, bag, head = sealed
    assert sorted(path.name for path in bag.iterdir()) == sorted(
        ["bag-info.txt", "bagit.txt", "data", MANIFEST, TAGMANIFEST]
    )
    assert (bag / "bagit.txt").read_bytes() == BAGIT
    assert bagit.Bag(str(bag)).validate()
    info = (bag / "bag-info.txt").read_text("utf-8")
    assert "\nBagging-Date: 2025-01-15\n" in info, "the day of SOURCE_DATE_EPOCH, not the clock's"
    assert "Contact" not in info
    record = Edition.model_validate_json((bag / "data" / "edition.json").read_bytes())
    assert (record.edition, record.site_url, record.source_date_epoch) == ("2026-11-25", ADDRESS, int(EPOCH))
    assert (record.commit, record.changed_since_commit) == (head, False)
    assert {"mkdocs", "mkdocs-material", "pagefind"} <= record.packages.keys()
    assert record.counts["site_files"] == len(bytes_of(bag / "data" / "site")) > 50
    assert record.counts["source_files"] == len(bytes_of(bag / "data" / "source"))
    source = bag / "data" / "source"
    assert {path.name for path in source.iterdir()} == {
        "docs", "overrides", "scripts", "mkdocs.yml", "dates.json", "LICENSE", "requirements.lock",
    }  # fmt: skip
    assert bytes_of(source / "docs") == bytes_of(root / "docs")
    assert (source / "scripts" / "archive" / "seal.py").is_file()
    assert not [path for path in source.rglob("*") if path.is_symlink() or path.name == "__pycache__"]
    days = json.loads((source / "dates.json").read_text("utf-8"))
    assert {entry["changed"] for entry in days.values()} == {COMMITTED}, "the days that git knows are not kept"
    assert ADDRESS in (bag / "data" / "site" / "sitemap.xml").read_text("utf-8")
    assert [path.name for path in bag.parent.iterdir()] == [bag.name], "something is left over beside the edition"


def test_the_real_project_lacks_none_of_what_is_sealed() -> None:
    root = Path(__file__).resolve().parents[1]
    assert [name for name in SOURCES if not (root / name).exists()] == []


def test_sealing_twice_gives_the_same_bytes(sealed: tuple[Path, Path, str], tmp_path: Path) -> None:
    root, bag, _ = sealed
    mask = os.umask(0o077)
    try:
        result = archive("seal", "2026-11-25", "--out", str(tmp_path / "out"), root=root, TZ="Asia/Ho_Chi_Minh")
    finally:
        os.umask(mask)
    assert result.exit_code == 0, result.output
    again = tmp_path / "out" / bag.name
    first, second = bytes_of(bag), bytes_of(again)
    assert sorted(first) == sorted(second)
    assert [name for name in first if first[name] != second[name]] == []
    about = [{path.relative_to(top): (path.stat().st_mode, path.stat().st_mtime) for path in top.rglob("*")} for top in (bag, again)]  # fmt: skip
    assert about[0] == about[1], "modes or times differ: a packed edition would differ too"


# --- what is refused


@pytest.mark.parametrize(
    ("host", "holds"),
    [
        ("dan-van.vn", True), ("a.b.c.gov.vn", True), ("example.vn", True), ("myexample.com", True), ("test.org", True),
        ("1.1.1.1", True), ("lưu-trữ.vn", True),
        ("danvan.example", False), ("example", False), ("x.test", False), ("x.invalid", False), ("localhost", False),
        ("a.localhost", False), ("example.com", False), ("www.example.org", False), ("EXAMPLE.NET", False),
        ("danvan.example.", False), ("danvan。example", False), ("danvan.ｅxample", False), ("may.local", False),
        ("x.internal", False), ("x.home.arpa", False), ("intranet", False), ("", False),
        ("127.0.0.1", False), ("192.168.1.9", False), ("::1", False), ("127.1", False),
    ],
)  # fmt: skip
def test_a_host_can_be_somebodys_or_not(host: str, holds: bool) -> None:
    assert reachable(host) is holds


@pytest.mark.parametrize(
    "address",
    ["", "https://danvan.example/", "https://www.example.com:8443/a/", "http://localhost:8000/", "http://[::1]/",
     "https://x.test/", "https://[x/", "https://a..vn/", "ftp://dan-van.vn/", "https://:80/"],
)  # fmt: skip
def test_no_edition_on_an_address_that_is_nobodys(small_project: Path, address: str) -> None:
    before = bytes_of(small_project)
    result = archive("seal", "v1", root=small_project, SITE_URL=address)
    assert result.exit_code == 1
    assert "SITE_URL" in result.stderr
    assert bytes_of(small_project) == before


@pytest.mark.parametrize("name", ["", "V1", "../x", "a/b", ".", "-x", "ấn-bản", "a b", "x" * 65, "v1\n"])
def test_an_editions_name_is_a_slug_or_a_day(small_project: Path, name: str) -> None:
    assert archive("seal", name, root=small_project).exit_code == 2
    assert not (small_project / "dist").exists()


@pytest.mark.parametrize("kind", ["edition", "empty folder", "file", "dangling link"])
def test_what_exists_is_never_replaced(small_project: Path, kind: str) -> None:
    place = small_project / "dist" / "danvan-v1"
    place.parent.mkdir()
    if kind == "file":
        place.write_text("mine", "utf-8")
    elif kind == "dangling link":
        place.symlink_to("nowhere")
    else:
        place.mkdir()
        if kind == "edition":
            (place / "bagit.txt").write_bytes(BAGIT)
    before = bytes_of(small_project)
    result = archive("seal", "v1", root=small_project)
    assert (result.exit_code, "exists" in result.stderr) == (1, True), result.output
    assert bytes_of(small_project) == before


def test_an_edition_is_not_led_elsewhere_by_a_link(small_project: Path) -> None:
    """`dist` is nobody's in git, so a pull request can put a link there."""
    elsewhere = small_project / "elsewhere"
    elsewhere.mkdir()
    (small_project / "dist").symlink_to(elsewhere)
    result = archive("seal", "v1", root=small_project)
    assert (result.exit_code, "symbolic link" in result.stderr) == (1, True), result.output
    assert list(elsewhere.iterdir()) == []


def finding(root: Path) -> None:
    edit(root, (f"vi/{KQ}", 'claim source="n-bao#p3" }', "claim }"))


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a finding": (finding, "DV601"),
    "settings that run a command": (
        lambda root: (root / "mkdocs.yml").write_text("x: !!python/object/apply:os.mkdir ['x']\n", "utf-8"), "DV002"),
    "a link among the pages": (lambda root: (root / "docs" / "vi" / "x.md").symlink_to("/etc/passwd"), "docs/vi/x.md"),
    "a link among the templates": (lambda root: (root / "overrides" / "x.html").symlink_to("/etc/passwd"), "x.html"),
    "templates that are a link": (
        then(lambda root: (root / "overrides").rename(root / "o"), lambda root: (root / "overrides").symlink_to("o")),
        "overrides"),
    "a name that a manifest does not keep": (
        lambda root: (root / "overrides" / "100%0A.html").write_text("", "utf-8"), "100%0A"),
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_nothing_is_written_where_something_is_wrong(small_project: Path, case: str) -> None:
    spoil, said = REFUSED[case]
    spoil(small_project)
    result = archive("seal", "v1", root=small_project)
    assert result.exit_code == 1
    assert said in result.output, result.output
    assert list(small_project.glob("dist/*")) + list(small_project.glob("dist/.*")) == []


def test_an_edition_does_not_stand_among_the_sources(small_project: Path) -> None:
    assert archive("seal", "v1", "--out", "docs/x", root=small_project).exit_code == 1
    assert not (small_project / "docs" / "x").exists()


# --- what is found


def change(name: str, old: bytes, new: bytes) -> Callable[[Path], None]:
    """Put other bytes into a file of the bag."""

    def spoil(bag: Path) -> None:
        path = bag / name
        content = path.read_bytes()
        assert old in content, f"{name} has no {old!r}"
        path.write_bytes(content.replace(old, new, 1) if old else new)

    return spoil


def record(**changes: object) -> Callable[[Path], None]:
    """Put other values into edition.json, and make the lists true again."""

    def spoil(bag: Path) -> None:
        path = bag / "data" / "edition.json"
        path.write_text(json.dumps({**json.loads(path.read_text("utf-8")), **changes}), "utf-8")
        relist(bag)

    return spoil


def link(name: str, target: str = "") -> Callable[[Path], None]:
    """Put a link in the place of what stands at `name`: to where it stands now, or elsewhere."""

    def spoil(bag: Path) -> None:
        path, kept = bag / name, bag.parent / "kept"
        if path.exists():
            path.rename(kept)
        path.symlink_to(target or kept)

    return spoil


PAGE = "data/site/index.html"
SPOILT: dict[str, tuple[Callable[[Path], object], str]] = {
    "a changed byte": (change(PAGE, b"<html", b"<Html"), PAGE),
    "a byte more": (lambda bag: (bag / PAGE).write_bytes((bag / PAGE).read_bytes() + b"\n"), PAGE),
    "a missing file": (lambda bag: (bag / PAGE).unlink(), PAGE),
    "an added file": (lambda bag: (bag / "data/site/x.html").write_bytes(b"x"), "data/site/x.html"),
    "an added empty hidden file": (lambda bag: (bag / "data/.x").write_bytes(b""), "data/.x"),
    "a renamed file": (lambda bag: (bag / PAGE).rename(bag / "data/site/y"), "data/site/y"),
    "a changed source": (change("data/source/mkdocs.yml", b"site_name", b"site_Name"), "data/source/mkdocs.yml"),
    "a changed manifest": (change(MANIFEST, b"0", b"1"), MANIFEST),
    "a changed manifest, listed anew": (then(change(MANIFEST, b"0", b"1"), retag), "data/"),
    "a file taken out of the manifest too": (
        then(lambda bag: (bag / PAGE).unlink(), lambda bag: write_list(bag, MANIFEST, sorted(p for p in (bag / "data").rglob("*") if p.is_file()))),
        MANIFEST),
    "changed metadata": (change("bag-info.txt", b"2025-01-15", b"2024-01-15"), "bag-info.txt"),
    "another Payload-Oxum": (then(change("bag-info.txt", b"Payload-Oxum: ", b"Payload-Oxum: 1"), retag), "Payload-Oxum"),
    "no Payload-Oxum": (then(change("bag-info.txt", b"Payload-Oxum: ", b"X: "), retag), "Payload-Oxum"),
    "a Payload-Oxum that is no number": (
        then(change("bag-info.txt", b"Payload-Oxum: ", b"Payload-Oxum: x"), retag), "Payload-Oxum"),
    "metadata without a colon": (then(change("bag-info.txt", b"Bag-G", b"x\nBag-G"), retag), "bag-info.txt"),
    "metadata that is not UTF-8": (then(change("bag-info.txt", b"danvan", b"\xff\xfe"), retag), "bag-info.txt"),
    "version 0.97": (then(change("bagit.txt", b"1.0", b"0.97"), retag), "bagit.txt"),
    "version 1.0 with more lines": (then(change("bagit.txt", b"UTF-8\n", b"UTF-8\nX: y\n"), retag), "bagit.txt"),
    "another encoding": (then(change("bagit.txt", b"UTF-8", b"rot13"), retag), "bagit.txt"),
    "a byte-order mark": (then(change("bagit.txt", b"BagIt", b"\xef\xbb\xbfBagIt"), retag), "bagit.txt"),
    "bagit.txt missing": (lambda bag: (bag / "bagit.txt").unlink(), "bagit.txt"),
    "bag-info.txt missing": (lambda bag: (bag / "bag-info.txt").unlink(), "bag-info.txt"),
    "manifest missing": (lambda bag: (bag / MANIFEST).unlink(), MANIFEST),
    "tagmanifest missing": (lambda bag: (bag / TAGMANIFEST).unlink(), TAGMANIFEST),
    "data missing": (lambda bag: shutil.rmtree(bag / "data"), "data"),
    "all missing": (then(shutil.rmtree, lambda bag: bag.mkdir()), "bagit.txt"),
    "edition.json missing": (then(lambda bag: (bag / "data/edition.json").unlink(), relist), "data/edition.json"),
    "edition.json that is not JSON": (then(change("data/edition.json", b"{", b"["), relist), "data/edition.json"),
    "edition.json that is not UTF-8": (then(change("data/edition.json", b"{", b"\xff"), relist), "data/edition.json"),
    "edition.json without end": (then(change("data/edition.json", b"", b"[" * 100_000), relist), "data/edition.json"),
    "edition.json with an epoch in words": (record(source_date_epoch="1795564800"), "data/edition.json"),
    "edition.json with an address that is none": (record(site_url="file:///etc/\0"), "data/edition.json"),
    "manifest that is not UTF-8": (change(MANIFEST, b"data/", b"d\xffta/"), MANIFEST),
    "tagmanifest that is not UTF-8": (change(TAGMANIFEST, b"bagit", b"b\xffgit"), TAGMANIFEST),
    "manifest cut within its last line": (
        then(lambda bag: (bag / MANIFEST).write_bytes((bag / MANIFEST).read_bytes()[:-20]), retag), MANIFEST),
    "tagmanifest cut within a sum": (lambda bag: (bag / TAGMANIFEST).write_bytes((bag / TAGMANIFEST).read_bytes()[:-100]), TAGMANIFEST),
    "tagmanifest that lists less": (lambda bag: write_list(bag, TAGMANIFEST, [bag / "bagit.txt", bag / MANIFEST]), "bag-info.txt"),
    "empty lists": (lambda bag: [(bag / name).write_bytes(b"") for name in (MANIFEST, TAGMANIFEST)], MANIFEST),
    "a huge line": (then(change(MANIFEST, b"data/", b"data/" + b"x" * 1_000_000), retag), "data/"),
    "a huge manifest": (lambda bag: os.truncate(bag / MANIFEST, MAX_BYTES + 1), MANIFEST),
    "a file listed twice": (then(lambda bag: (bag / MANIFEST).write_bytes((bag / MANIFEST).read_bytes() * 2), retag), "multiple times"),
    "a path out of the bag": (then(change(MANIFEST, b"data/", b"data/../../bag-x/"), retag), f"{MANIFEST}: line 1"),
    "an absolute path": (then(change(MANIFEST, b"data/", b"/etc/"), retag), f"{MANIFEST}: line 1"),
    "a path in somebody's home": (then(change(MANIFEST, b"data/", b"~/data/"), retag), f"{MANIFEST}: line 1"),
    "files to be fetched": (lambda bag: (bag / "fetch.txt").write_text("https://x.example/ 1 data/x\n"), "fetch.txt"),
    "a list by another sum": (lambda bag: (bag / "manifest-shake_128.txt").write_text("00  data/x\n"), "shake_128"),
    "an added tag file": (lambda bag: (bag / "note.txt").write_text("x"), "note.txt"),
    "a file that is a link": (link(PAGE), PAGE),
    "a folder that is a link": (link("data/site/en"), "data/site/en"),
    "an added link": (link("data/site/passwd", "/etc/passwd"), "data/site/passwd"),
    "data that is a link": (link("data"), "data: is a symbolic link"),
    "a manifest that is a link": (link(MANIFEST), f"{MANIFEST}: is a symbolic link"),
    "a pipe": (lambda bag: os.mkfifo(bag / "data/site/pipe"), "data/site/pipe"),
    "a pipe in place of bagit.txt": (then(lambda bag: (bag / "bagit.txt").unlink(), lambda bag: os.mkfifo(bag / "bagit.txt")), "bagit.txt"),
    "a name that is not UTF-8": (
        lambda bag: Path(os.fsdecode(os.fsencode(bag / "data") + b"/\xff")).write_bytes(b""), "data/"),
    "a list with the line ends of Windows": (
        then(lambda bag: (bag / MANIFEST).write_bytes((bag / MANIFEST).read_bytes().replace(b"\n", b"\r\n")), retag), "(CR LF)"),
    "a name that is listed composed and stands there apart": (
        then(lambda bag: (bag / "data/site/\u00e9.txt").write_bytes(b"x"), relist, lambda bag: (bag / "data/site/\u00e9.txt").rename(bag / "data/site/e\u0301.txt")),
        "e\u0301.txt: is not listed"),
    "a twin of a listed name": (
        then(lambda bag: (bag / "data/site/\u00e9.txt").write_bytes(b"x"), relist, lambda bag: (bag / "data/site/e\u0301.txt").write_bytes(b"y")),
        "e\u0301.txt: is not listed"),
    "a file of macOS beside another one that is added": (
        lambda bag: [(bag / name).write_bytes(b"x") for name in ("._bagit.txt", "data/site/x.html")], "data/site/x.html: is not listed"),
    "what Windows leaves": (lambda bag: (bag / "data/site/Thumbs.db").write_bytes(b"x"), "Thumbs.db: was added by an operating system"),
    "a folder in place of a list": (then(lambda bag: (bag / MANIFEST).unlink(), lambda bag: (bag / MANIFEST).mkdir()), MANIFEST),
}  # fmt: skip


def test_the_bag_as_it_was_sealed_holds(bag: Path) -> None:
    result = archive("verify", str(bag))
    assert result.exit_code == 0, result.output
    assert all(word in result.stdout for word in ("BagIt 1.0", MANIFEST, TAGMANIFEST, "Payload-Oxum", ADDRESS))
    relist(bag)
    assert archive("verify", str(bag)).exit_code == 0, "the test's own lists are not true"


@pytest.mark.parametrize("case", SPOILT)
def test_every_tampering_is_found(bag: Path, case: str) -> None:
    spoil, said = SPOILT[case]
    spoil(bag)
    result = archive("verify", str(bag))
    assert result.exit_code == 1, result.output
    assert said in result.stdout, result.output
    assert "Traceback" not in result.output


def test_all_faults_are_told_at_once(bag: Path) -> None:
    change(PAGE, b"<html", b"<html ")(bag)
    (bag / "data/site/404.html").unlink()
    (bag / "data/site/x").write_bytes(b"")
    told = archive("verify", str(bag)).stdout.splitlines()
    assert told == [
        "data/site/404.html: is listed, but is missing",
        "data/site/x: is not listed",
        f"{PAGE}: differs from its sum in the list",
    ]


def test_no_damage_makes_it_stumble(bag: Path) -> None:
    chance = random.Random(7)
    for name in ("bagit.txt", "bag-info.txt", MANIFEST, TAGMANIFEST, "data/edition.json"):
        whole = (bag / name).read_bytes()
        for _ in range(6):
            spoilt = bytearray(whole[: chance.choice([len(whole), chance.randrange(len(whole))])])
            for _ in range(chance.choice([0, 1, 9])):
                if spoilt:
                    spoilt[chance.randrange(len(spoilt))] = chance.choice(b"\0\n\r\t :%/~.*0\xc3\xff")
            (bag / name).write_bytes(spoilt)
            if name == "data/edition.json":
                relist(bag)  # else its sum is all that is looked at
            found = examine(bag)
            same = found.edition and found.payload  # what was spoilt may mean the same: `sum\tname`
            assert found.problems or same, f"{name}: {bytes(spoilt[:200])!r}"
        (bag / name).write_bytes(whole)
        relist(bag)


def test_a_list_with_other_line_ends_is_one_finding(bag: Path) -> None:
    SPOILT["a list with the line ends of Windows"][0](bag)
    assert len(archive("verify", str(bag)).stdout.splitlines()) == 1


@pytest.mark.parametrize("given", ["x\x1b[2Jy", "x\u202ey", "x\ny: ok"])
def test_what_a_bag_says_can_do_nothing_to_a_terminal(bag: Path, given: str) -> None:
    record(edition=given, commit=given, packages={given: given})(bag)
    (bag.parent / "other").mkdir()
    result = archive("verify", str(bag), "--rebuild")
    lines = (result.stdout + result.stderr).splitlines()
    assert all(line.isprintable() for line in lines), lines
    assert "y: ok" not in lines
    (bag / "data/site" / given).write_bytes(b"x")
    assert all(line.isprintable() for line in archive("verify", str(bag)).stdout.splitlines())


@pytest.mark.parametrize("given", ["nowhere", "a-file"])
def test_what_is_no_folder_is_wrong_usage(tmp_path: Path, given: str) -> None:
    (tmp_path / "a-file").write_text("", "utf-8")
    assert archive("verify", str(tmp_path / given)).exit_code == 2


# --- what is rebuilt


def test_the_sources_give_the_site(bag: Path) -> None:
    before = bytes_of(bag)
    result = archive("verify", str(bag), "--rebuild", SITE_URL="https://other.example/", SOURCE_DATE_EPOCH="1")
    assert result.exit_code == 0, result.output
    assert "files of data/site are the same, byte for byte" in result.stdout
    assert result.stderr == "", "a version is said to differ from the installed one"
    assert bytes_of(bag) == before, "a check writes into the bag"


def test_a_source_that_gives_another_site_is_told(bag: Path) -> None:
    change(f"data/source/docs/vi/{KQ}", "giúp các xã nghèo".encode(), "giúp các xã rất nghèo".encode())(bag)
    (bag / "data/site/x.txt").write_bytes(b"x")
    record(packages={"mkdocs": "0.0.1", "khong-co": "1"})(bag)
    assert archive("verify", str(bag)).exit_code == 0, "the lists are true: the change cannot show without a rebuild"
    result = archive("verify", str(bag), "--rebuild")
    assert result.exit_code == 1, result.output
    assert "data/site/ket-qua/2015-2018/kq-01/index.html: the rebuild differs from byte" in result.stdout
    assert "data/site/x.txt: the rebuild does not have it" in result.stdout
    assert "data/site/assets/hinh.svg" not in result.stdout, "files that are the same are told too"
    assert "mkdocs: the edition was built with 0.0.1, here is 1." in result.stderr
    assert "khong-co: the edition was built with 1, here is none" in result.stderr


def test_sources_that_do_not_build_are_told(bag: Path) -> None:
    (bag / "data/source/mkdocs.yml").unlink()
    relist(bag)
    result = archive("verify", str(bag), "--rebuild")
    assert result.exit_code == 1
    assert "data/source: cannot be rebuilt" in result.stdout
    assert "DV001" in result.stdout


# --- by whose code

CODE = "data/source/scripts/archive/build.py"


def code(*lines: str) -> Callable[[Path], None]:
    """Put code at the beginning of what a rebuild runs."""

    def spoil(bag: Path) -> None:
        text = (bag / CODE).read_text("utf-8")
        future = "from __future__ import annotations\n"
        assert future in text
        (bag / CODE).write_text(text.replace(future, future + "\n".join(lines) + "\n", 1), "utf-8")
        relist(bag)

    return spoil


def test_a_rebuild_says_that_it_was_made_by_the_installed_code(bag: Path) -> None:
    result = archive("verify", str(bag), "--rebuild")
    assert "by the code that is installed here, the same byte for byte as the bag's" in result.stdout


FOREIGN = {
    "its package": (code("x = 1"), "scripts/archive/build.py"),
    "a template": (
        lambda bag: (bag / "data/source/overrides/main.html").write_text("{{ config }}"),
        "overrides/main.html",
    ),
    "a template more": (
        lambda bag: (bag / "data/source/overrides/x.html").write_text("{{ config }}"),
        "overrides/x.html",
    ),
    "a module beside the package": (
        lambda bag: (bag / "data/source/scripts/yaml.py").write_text("x = 1"),
        "scripts/yaml.py",
    ),
    "a module less": (lambda bag: (bag / CODE).unlink(), "scripts/archive/build.py"),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_other_code_does_not_run_unless_it_is_trusted(bag: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    spoil, named = FOREIGN[what]
    spoil(bag)
    relist(bag)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("the bag's code was started"))
    result = archive("verify", str(bag), "--rebuild")
    assert result.exit_code == 1
    assert named in result.stdout
    assert "--trust-code" in result.stdout


@pytest.mark.parametrize("name", ["danvan.egg-info", "__pycache__"])
def test_a_bags_name_hides_no_code(bag: Path, name: str) -> None:
    named = bag.rename(bag.with_name(name))
    (named / "data/source/overrides/partials").mkdir(parents=True, exist_ok=True)
    (named / "data/source/overrides/partials/x.html").write_text("{{ config }}", "utf-8")
    relist(named)
    result = archive("verify", str(named), "--rebuild")
    assert result.exit_code == 1
    assert "overrides/partials/x.html" in result.stdout
    assert "--trust-code" in result.stdout


def test_trusted_code_runs_without_network_or_environment_and_is_named(
    bag: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_TOKEN", "s3cret")
    with socketserver.TCPServer(("127.0.0.1", 0), socketserver.BaseRequestHandler) as server:
        asked = f"socket.create_connection(('127.0.0.1', {server.server_address[1]}), 2)"
        code(
            "import os, socket", "try:", f"    {asked}", "    net = 'the net is there'", "except OSError:",
            "    net = 'no net'", "raise SystemExit(f'{net} {sorted(os.environ)} {os.listdir(os.environ[\"HOME\"])}')",
        )(bag)  # fmt: skip
        result = archive("verify", str(bag), "--rebuild", "--trust-code")
    assert result.exit_code == 1
    assert "no net" in result.stdout, result.stdout
    assert "SECRET_TOKEN" not in result.stdout
    assert "[]" in result.stdout, "the home is not empty"


def test_the_verdict_of_trusted_code_says_so(bag: Path) -> None:
    code("x = 1")(bag)
    result = archive("verify", str(bag), "--rebuild", "--trust-code")
    assert result.exit_code == 0, result.output
    assert "by the bag's own code: this verdict is worth as much as whom the bag comes from" in result.stdout
