"""Merges that end well: what editors do with branches, played with real git, and how each of it ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.archives import CK, KQ, YEAR, edit, project
from tests.repositories import Repository, repository

from archive.cli import main
from archive.content.kinds import KINDS
from archive.content.read import read_archive
from archive.environment import knowing
from archive.ledger import LEDGER, addresses_of_ids

V, E = f"vi/{KQ}", f"en/{KQ}"
FOLDER = "ket-qua/2015-2018"


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """The minimal archive as it was published: every address recorded, all on the main branch."""
    root = project(tmp_path / "archive")
    monkeypatch.chdir(root)
    made = repository(root)
    assert run("record").exit_code == 0
    made.commit("2026-11-26", "Addresses that are published")
    assert errors() == []
    return made


def run(*arguments: str) -> Result:
    return CliRunner(env={"SOURCE_DATE_EPOCH": "", "SITE_URL": "https://luu-tru.vn/"}).invoke(
        main, [*arguments, "--lang", "en"]
    )


def errors() -> list[str]:
    """What `archive check` prints, as an editor sees it."""
    return run("check").stdout.splitlines()


def merged(made: Repository, *names: str) -> None:
    """Merge branches as a host does, one after the other; a conflict is a fault."""
    made.switch("main")
    for day, name in enumerate(names, 10):
        made.merge(name, f"2027-01-{day}", f"Merge pull request #{day} from editor/{name}")


def work(made: Repository, name: str, at: str, change: Callable[[Path], None]) -> None:
    """A branch of the main line with one commit."""
    made.switch("main")
    made.branch(name)
    change(made.root)
    made.commit(at, name)


def page(root: Path, path: str, vi: str, en: str) -> None:
    """A pair of pages, as one writes it in a browser."""
    edit(root, (f"vi/{path}", "", vi), (f"en/{path}", "", en))


def result(root: Path, number: str, name: str, words: tuple[str, str]) -> None:
    """A new result."""
    vi = (
        f"---\nid: {number}\nkind: result\ntitle: {words[0]}\nperiod: 2015/2018\n---\n{words[0]} được báo cáo.\n"
        f'{{ #{number}-1 .claim source="n-bao#p3" }}\n'
    )
    page(
        root,
        f"{FOLDER}/{name}.md",
        vi,
        f"---\ntitle: {words[1]}\n---\n{words[1]} was reported.\n{{ #{number}-1 .claim }}\n",
    )


TREES, WELLS = ("Việc trồng cây", "Tree planting"), ("Việc đào giếng", "Well digging")


def test_two_editors_on_one_page(archive: Repository) -> None:
    def one(root: Path) -> None:
        edit(root, (V, "51 đơn vị giúp", "Có 51 đơn vị giúp"), (E, "51 units help", "There are 51 units that help"))

    def other(root: Path) -> None:
        edit(root, (V, "Số tiền là trên", "Số tiền ấy là trên"), (E, "The sum is over", "That sum is over"))

    work(archive, "one", "2027-01-02", one)
    work(archive, "other", "2027-01-03", other)
    merged(archive, "one", "other")
    assert errors() == [], "a right correction of both languages is called stale"
    history = knowing(read_archive(archive.root), {}).history
    assert [at.day for at in history.wordings["kq-01-1"]] == ["2026-11-25", "2027-01-10"]
    assert [at.day for at in history.wordings["kq-01-2"]] == ["2026-11-25", "2027-01-11"]


def test_two_new_records_with_neighbouring_numbers(archive: Repository) -> None:
    work(archive, "trees", "2027-01-02", lambda root: result(root, "kq-02", "kq-02", TREES))
    work(archive, "wells", "2027-01-03", lambda root: result(root, "kq-03", "kq-03", WELLS))
    merged(archive, "trees", "wells")
    assert errors() == []


def source(root: Path, name: str, paper: str) -> None:
    """A new source, told in a few words."""
    front = (
        f"id: n-{name}\nkind: source\ntier: context\npublisher: {paper}\nshort: {paper}\nheadline: Bài của {paper}\n"
    )
    read = "read: {date: 2026-11-25, copy: stored, extent: whole}\nlocators: {}\n"
    body = f"Bản lưu của {paper} đọc tới cuối."
    page(
        root,
        f"nguon/n-{name}.md",
        f"---\n{front}{read}title: {paper}\n---\n{body}\n",
        f"---\ntitle: {paper}\n---\nA stored copy of {paper} was read to its end.\n",
    )


def test_two_new_sources(archive: Repository) -> None:
    work(archive, "one", "2027-01-02", lambda root: source(root, "mot", "Báo Một"))
    work(archive, "two", "2027-01-03", lambda root: source(root, "hai", "Báo Hai"))
    merged(archive, "one", "two")
    assert [line for line in errors() if "(warning)" not in line] == []


@pytest.mark.parametrize("published", [False, True], ids=["before publication", "after the first was published"])
def test_the_same_number_twice(archive: Repository, published: bool) -> None:
    work(archive, "trees", "2027-01-02", lambda root: result(root, "kq-02", "trong-cay", TREES))
    work(archive, "wells", "2027-01-03", lambda root: result(root, "kq-02", "dao-gieng", WELLS))
    merged(archive, "trees")
    if published:
        assert run("record").exit_code == 0
        archive.commit("2027-01-10", "Addresses that are published")
    archive.merge("wells", "2027-01-11", "Merge pull request #11 from editor/wells")
    told = errors()
    assert [line.split(": ")[:1] for line in told] == [[f"docs/vi/{FOLDER}/dao-gieng.md:2:1"]], told
    assert "DV501" in told[0]
    command = re.search(r"`archive (renumber [^`]*)`", told[0])
    assert command is not None, told[0]
    assert command[1] == f"renumber docs/vi/{FOLDER}/dao-gieng.md kq-03"
    done = run(*command[1].split())
    assert done.exit_code == 0, done.output
    assert errors() == []
    archive.commit("2027-01-12")
    assert read_archive(archive.root).records["kq-02"].vi.path == f"{FOLDER}/trong-cay.md"
    assert read_archive(archive.root).records["kq-03"].vi.path == f"{FOLDER}/dao-gieng.md"


NEW = {
    "agreement": ("thoa-thuan", "tt-moi", ""),
    "campaign": ("chien-dich", "cd-moi", ""),
    "commitment": ("cam-ket/2018-2020", "ck-02", "period: 2018/2020\n"),
    "context": ("boi-canh", "bc-03", ""),
    "document": ("van-ban", "vb-moi", "type: chi-thi\n"),
    "event": ("su-kien", "sk-moi", "date: 2018?-07-09\ndate_rests_on: bc-01-1\n"),
    "organization": ("to-chuc", "tc-moi", ""),
    "person": ("nhan-vat", "nv-moi", ""),
    "result": (FOLDER, "kq-02", "period: 2015/2018\n"),
    "source": ("nguon", "n-moi", ""),
}


def test_a_pull_request_from_the_browser_that_adds_one_of_each_kind(archive: Repository) -> None:
    """Nothing but the two texts of each page is written: no day, no digest, no line of a ledger."""
    assert NEW.keys() == KINDS.keys(), "a kind is not tried"

    def each(root: Path) -> None:
        for kind, (folder, id_, more) in NEW.items():
            if kind == "source":
                source(root, "moi", "Báo Mới")
                continue
            claim = f'\n{{ #{id_}-1 .claim source="n-bao#p1" }}\n' if kind != "campaign" else "\n"
            name = id_ if KINDS[kind].numbered else id_.partition("-")[2]
            page(
                root,
                f"{folder}/{name}.md",
                f"---\nid: {id_}\nkind: {kind}\ntitle: Thứ {kind} còn thiếu\n{more}---\nLời {kind} được nêu ở đây.{claim}",
                f"---\ntitle: The {kind} that was missing\n---\nThe {kind} is named here."
                + (f"\n{{ #{id_}-1 .claim }}\n" if kind != "campaign" else "\n"),
            )

    work(archive, "each", "2027-01-02", each)
    assert [line for line in errors() if "(warning)" not in line] == []
    merged(archive, "each")
    done = run("record")
    assert done.exit_code == 0, done.output
    assert {f"id/{id_}/" for _, id_, _ in NEW.values()} <= {*done.stdout.splitlines()}
    archive.commit("2027-01-10", "Addresses that are published")
    done = run("build", "--publish")
    assert done.exit_code == 0, done.output


def test_a_revert_before_publication_is_green_and_one_after_it_names_the_command(archive: Repository) -> None:
    work(archive, "trees", "2027-01-02", lambda root: result(root, "kq-02", "kq-02", TREES))
    merged(archive, "trees")
    archive.git("revert", "--no-edit", "-m", "1", "HEAD", at="2027-01-11")
    assert errors() == [], "what was not published cannot be given up"
    archive.git("revert", "--no-edit", "HEAD", at="2027-01-12")
    assert run("record").exit_code == 0
    archive.commit("2027-01-12", "Addresses that are published")
    archive.git("revert", "--no-edit", "HEAD~1", at="2027-01-13")
    told = errors()
    assert len(told) == 1, told
    assert "DV801" in told[0]
    assert 'archive withdraw kq-02 --reason "lý do" --reason-en "why"' in told[0]
    archive.git("revert", "--no-edit", "HEAD", at="2027-01-14")
    done = run("withdraw", "kq-02", "--reason", "Nguồn đã đính chính.", "--reason-en", "The source has corrected it.")
    assert done.exit_code == 0, done.output
    archive.commit("2027-01-14")
    assert errors() == []


@pytest.mark.parametrize("published", [False, True])
def test_a_page_renamed_by_hand(archive: Repository, published: bool) -> None:
    def moved(root: Path) -> None:
        for lang in ("vi", "en"):
            (root / f"docs/{lang}/{FOLDER}/kq-02.md").rename(root / f"docs/{lang}/{FOLDER}/trong-cay.md")

    work(archive, "trees", "2027-01-02", lambda root: result(root, "kq-02", "kq-02", TREES))
    merged(archive, "trees")
    if published:
        assert run("record").exit_code == 0
        archive.commit("2027-01-10", "Addresses that are published")
    work(archive, "rename", "2027-01-12", moved)
    told = errors()
    if not published:
        assert told == []
        return
    assert len(told) == 1, told
    assert "DV801 The published address /ket-qua/2015-2018/kq-02/ is gone" in told[0]
    assert "archive move" in told[0]
    archive.git("revert", "--no-edit", "HEAD", at="2027-01-13")
    done = run("move", "kq-02", f"{FOLDER}/trong-cay")
    assert done.exit_code == 0, done.output
    archive.commit("2027-01-14")
    assert errors() == []
    assert f"aliases: [{FOLDER}/kq-02]" in (archive.root / f"docs/vi/{FOLDER}/trong-cay.md").read_text("utf-8")
    history = knowing(read_archive(archive.root), {}).history
    assert [at.day for at in history.wordings["kq-02-1"]] == ["2027-01-10"], "it has lost its past"


def test_a_conflict_that_was_committed_with_its_marks_is_named_and_ends_with_them(archive: Repository) -> None:
    work(archive, "one", "2027-01-02", lambda root: edit(root, (V, "51 đơn vị giúp", "51 đơn vị đã giúp")))
    work(archive, "two", "2027-01-03", lambda root: edit(root, (V, "51 đơn vị giúp", "51 đơn vị vẫn giúp")))
    archive.switch("main")
    archive.merge("one", "2027-01-10")
    archive.git("merge", "-q", "two", ok=False)
    archive.commit("2027-01-11", "Merge with its marks")
    told = errors()
    assert [("DV342" in line, line.split(": ")[0]) for line in told] == [(True, f"docs/{V}:10:1")], told
    text = (archive.root / "docs" / V).read_text("utf-8")
    kept = re.sub(r"<<<<<<< [^\n]*\n(.*?)=======\n.*?>>>>>>> [^\n]*\n", r"\1", text, flags=re.DOTALL)
    (archive.root / "docs" / V).write_text(kept, "utf-8")
    archive.commit("2027-01-12", "Without them")
    history = knowing(read_archive(archive.root), {}).history
    said = [(at.day, at.vi.text) for at in history.wordings["kq-01-1"]]
    assert said == [("2026-11-25", "51 đơn vị giúp các xã nghèo."), ("2027-01-10", "51 đơn vị đã giúp các xã nghèo.")]
    assert [line.split(" ")[1] for line in errors()] == ["DV404"]


def test_no_branch_meets_another_in_a_file_that_a_machine_keeps(archive: Repository) -> None:
    """Ten branches, each with a page of its own: none conflicts, and together they are recorded."""
    for number in range(2, 12):
        name = f"kq-{number:02}"
        words = (f"Việc thứ {'a' * number}", f"Work {'a' * number}")
        work(archive, name, "2027-01-02", lambda root, name=name, words=words: result(root, name, name, words))  # type: ignore[misc]
    merged(archive, *(f"kq-{number:02}" for number in range(2, 12)))
    assert run("record").exit_code == 0
    lines = (archive.root / LEDGER).read_text("utf-8").splitlines()
    assert addresses_of_ids(read_archive(archive.root)) <= {*lines}
    assert {CK, YEAR} <= {page.path for page in read_archive(archive.root).pages}
