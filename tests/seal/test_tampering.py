"""Every tampering with a sealed edition is found and said; no damage makes the check stumble."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from tests.editions import (
    ADDRESS,
    MANIFEST,
    PAGE,
    TAGMANIFEST,
    archive,
    change,
    link,
    record,
    relist,
    retag,
    then,
    write_list,
)

from archive import verify
from archive.tag_files import CAPS
from archive.verify import examine

pytestmark = pytest.mark.xdist_group("seal")  # the sealed edition is made once


def named(name: str, kind: str, bag: Path) -> None:
    """Put a file or a folder of a name into the site."""
    path = bag / "data/site" / name
    if kind == "deep":
        path.parent.mkdir(parents=True)
    if kind == "folder":
        path.mkdir()
        path = path / "x"
    path.write_bytes(b"x")


def relist_as_it_is(bag: Path) -> None:
    """Make the lists true again, with the record as it was spoilt."""
    spoilt = (bag / "data/edition.json").read_bytes()
    relist(bag)
    (bag / "data/edition.json").write_bytes(spoilt)
    files = sorted(path for path in (bag / "data").rglob("*") if path.is_file())
    write_list(bag, MANIFEST, files)
    info = (bag / "bag-info.txt").read_text("utf-8").split("Payload-Oxum")[0]
    size = sum(path.stat().st_size for path in files)
    (bag / "bag-info.txt").write_text(f"{info}Payload-Oxum: {size}.{len(files)}\n", "utf-8")
    retag(bag)


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
    "edition.json with an address that ends a line": (record(site_url=f"{ADDRESS}x\n/"), "data/edition.json: is not as archive seal writes it, at: site_url"),
    "edition.json of another edition": (record(edition="2026-11-26"), "External-Identifier is “danvan-2026-11-25”, by data/edition.json it is “danvan-2026-11-26”"),
    "edition.json with a name that is a path": (record(edition="../x"), "at: edition"),
    "edition.json with a name without end": (record(edition="x" * 65), "at: edition"),
    "edition.json with a commit that is an option": (record(commit="--output=x"), "at: commit"),
    "edition.json with a key more": (record(x=1), "at: x"),
    "edition.json with counts of something else": (record(counts={"x": 1}), "at: counts.claims"),
    "edition.json with a package that is none": (record(packages={"x y": "1"}), "at: packages"),
    "edition.json with a key twice": (
        then(change("data/edition.json", b"{", b'{"edition": "x", '), relist), "each key once"),
    "edition.json with another count": (
        then(change("data/edition.json", b'"site_files": ', b'"site_files": 1'), relist_as_it_is), "data/edition.json: counts.site_files is 1"),
    "edition.json with another day": (record(source_date_epoch=0), "Bagging-Date is “2025-01-15”"),
    "edition.json with another address": (record(site_url="https://a.vn/"), "External-Description lacks the address"),
    "no site": (then(lambda bag: shutil.rmtree(bag / "data/site"), relist), "data/site: is missing, or empty"),
    "no source": (then(lambda bag: shutil.rmtree(bag / "data/source"), relist), "data/source: is missing, or empty"),
    "a label twice": (then(change("bag-info.txt", b"Bag-G", b"Bagging-Date: 2025-01-15\nBag-G"), retag), "Bagging-Date is there multiple times"),
    "a label that an edition does not have": (then(change("bag-info.txt", b"Bag-G", b"Contact-Email: a@b.vn\nBag-G"), retag), "Contact-Email"),
    "a value that goes on": (then(change("bag-info.txt", b"Payload", b" more\nPayload"), retag), "bag-info.txt: line"),
    "metadata with a carriage return": (then(change("bag-info.txt", b"\n", b"\r"), retag), "bag-info.txt"),
    "metadata without a last line end": (
        then(lambda bag: (bag / "bag-info.txt").write_bytes((bag / "bag-info.txt").read_bytes()[:-1]), retag), "cut off"),
    "an empty folder": (lambda bag: (bag / "data/site/x/y").mkdir(parents=True), "data/site/x/y: is an empty folder"),
    "names that are one on other systems": (
        then(lambda bag: [(bag / name).write_bytes(b"x") for name in ("data/site/Ấn.txt", "data/site/\u1ea5n.TXT")], relist), "is the same name as"),
    "folders that are one on other systems": (
        then(partial(named, "Xa", "folder"), partial(named, "xa", "folder"), relist), "data/site/xa: is the same name as Xa"),
    "more folders than fit in each other": (
        lambda bag: (bag / "data/site" / ("x/" * 70)).mkdir(parents=True), "nested too deep"),
    "a sparse file larger than an edition": (
        then(lambda bag: (bag / "data/site/x").write_bytes(b""), lambda bag: os.truncate(bag / "data/site/x", 2**40)), "an edition has at most"),
    "a sparse file that is listed smaller": (lambda bag: os.truncate(bag / PAGE, 2**30), f"{PAGE}: differs"),
    "manifest that is not UTF-8": (change(MANIFEST, b"data/", b"d\xffta/"), MANIFEST),
    "tagmanifest that is not UTF-8": (change(TAGMANIFEST, b"bagit", b"b\xffgit"), TAGMANIFEST),
    "manifest cut within its last line": (
        then(lambda bag: (bag / MANIFEST).write_bytes((bag / MANIFEST).read_bytes()[:-20]), retag), MANIFEST),
    "tagmanifest cut within a sum": (lambda bag: (bag / TAGMANIFEST).write_bytes((bag / TAGMANIFEST).read_bytes()[:-100]), TAGMANIFEST),
    "tagmanifest that lists less": (lambda bag: write_list(bag, TAGMANIFEST, [bag / "bagit.txt", bag / MANIFEST]), "bag-info.txt"),
    "empty lists": (lambda bag: [(bag / name).write_bytes(b"") for name in (MANIFEST, TAGMANIFEST)], MANIFEST),
    "a huge line": (then(change(MANIFEST, b"data/", b"data/" + b"a/" * 10_000_000), retag), f"{MANIFEST}: line 1 is not"),
    "a sign that nobody sees": (then(partial(named, "x\ufe0f", "file"), relist), "its name has a sign that nobody sees"),
    "a letter that nobody sees": (then(partial(named, "x\u3164", "file"), relist), "its name has a sign that nobody sees"),
    "a path longer than any": (then(partial(named, "/".join(["x" * 200] * 6), "deep"), relist), "its path is longer than 1024 bytes"),
    "a huge manifest": (lambda bag: os.truncate(bag / MANIFEST, CAPS[MANIFEST] + 1), MANIFEST),
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
SPOILT |= {
    f"a {kind} called {name!a}": (then(partial(named, name, kind), relist), f"data/site/{ascii(name)[1:-1]}".replace("\\\\", "\\"))
    for kind in ("file", "folder")
    for name in ("a\\b", "C:x", "x ", " x", "x.", "con", "NUL.txt", "com1.x", "~x", "100%0A", "x\x7f", "x\u200b",  "con .txt", "CONIN$", "x?")
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


BOMBS = {
    "empty lines in the list": (MANIFEST, b"\n" * 2**21),
    "empty lines in bag-info.txt": ("bag-info.txt", b"\n" * 60_000),
    "a label again and again": ("bag-info.txt", b"Bagging-Date: 2025-01-15\n" * 2_000),
    "a file again and again": (MANIFEST, (b"0" * 128 + b"  data/x\n") * 100_000),
    "files that are not there": (MANIFEST, b"".join(b"%0128x  data/%d\n" % (n, n) for n in range(100_000))),
}


@pytest.mark.parametrize("what", BOMBS)
def test_many_faults_are_one_screen(bag: Path, what: str) -> None:
    name, content = BOMBS[what]
    (bag / name).write_bytes(content)
    retag(bag)
    lines = archive("verify", str(bag)).stdout.splitlines()
    assert 100 <= len(lines) <= 300
    assert any("there is more: the first 100 are told" in line for line in lines)


def test_more_files_than_an_edition_has_are_not_listed(bag: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "MAX_FILES", 30)
    monkeypatch.setattr(verify, "read", lambda _: pytest.fail("the lists were read"))
    assert "there are more than 30 files" in archive("verify", str(bag)).stdout


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
    assert lines
    assert all(line.isprintable() for line in lines), lines
    assert "y: ok" not in lines
    (bag / "data/site" / given).write_bytes(b"x")
    assert all(line.isprintable() for line in archive("verify", str(bag)).stdout.splitlines())
    result = archive("verify", str(bag.rename(bag.with_name(given))))
    assert result.stderr
    assert all(line.isprintable() for line in result.stderr.splitlines())


@pytest.mark.parametrize("given", ["nowhere", "a-file"])
def test_what_is_no_folder_is_wrong_usage(tmp_path: Path, given: str) -> None:
    (tmp_path / "a-file").write_text("", "utf-8")
    assert archive("verify", str(tmp_path / given)).exit_code == 2
