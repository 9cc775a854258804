"""What `archive diff` compares: which two archives are meant, read as data, and what is refused with the next step."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.archives import BODY, KQ, bytes_of, edit, make
from tests.comparing.changed import bag_of, changed, former
from tests.editions import armed, relist
from tests.repositories import Repository, repository

from archive import git
from archive.cli import main
from archive.comparing import sides
from archive.content.read import read_archive


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository of the minimal archive: two commits on main, the folder clean."""
    for name in ("SITE_URL", "SOURCE_DATE_EPOCH"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "du-an"
    root.mkdir()
    made = repository(make(root))
    edit(root, (f"vi/{KQ}", "51 đơn vị", "52 đơn vị"))
    made.commit("2026-12-01", "Second")
    monkeypatch.chdir(root)
    return made


def diff(*arguments: str) -> Result:
    return CliRunner(catch_exceptions=False).invoke(main, ["diff", *arguments])


def words(number: int, other: int) -> str:
    return f"[-{number}-] {{+{other}+}} đơn vị"


# --- Which two


def test_a_clean_main_branch_is_compared_with_the_commit_before(here: Repository) -> None:
    before = bytes_of(here.root / "docs")
    shown = diff().stdout
    assert words(51, 52) in shown
    assert f"So lần ghi {here.git('rev-parse', 'HEAD~1')[:12]}, trước lần cuối với" in shown
    assert bytes_of(here.root / "docs") == before


def test_a_change_on_the_main_branch_is_compared_with_the_last_commit(here: Repository) -> None:
    edit(here.root, (f"vi/{KQ}", "52 đơn vị", "53 đơn vị"))
    assert words(52, 53) in diff().stdout
    assert "lần cuối" in diff().stdout


def test_a_new_file_alone_is_a_change_too(here: Repository) -> None:
    (here.root / "docs/assets/moi.txt").write_text("x\n", "utf-8")
    shown = diff().stdout
    assert "docs/assets/moi.txt" in shown
    assert words(51, 52) not in shown


def test_a_branch_is_compared_with_where_it_left_the_main_one(here: Repository) -> None:
    here.branch("sua")
    edit(here.root, (f"vi/{KQ}", "52 đơn vị", "53 đơn vị"))
    here.commit("2026-12-02")
    edit(here.root, (f"vi/{KQ}", "53 đơn vị", "54 đơn vị"))
    # The main branch goes on meanwhile: what came to it there is none of the branch's.
    here.commit("2026-12-03")
    here.switch("main")
    edit(here.root, (f"vi/{BODY}", "mang tên", "có tên"))
    here.commit("2026-12-04")
    here.switch("sua")
    shown = diff().stdout
    assert words(52, 54) in shown
    assert "tc-ban-1" not in shown
    assert "nơi nhánh này rời main" in shown


def test_a_pull_requests_merge_is_compared_with_the_main_branch(here: Repository) -> None:
    here.branch("sua")
    edit(here.root, (f"vi/{KQ}", "52 đơn vị", "53 đơn vị"))
    here.commit("2026-12-02")
    here.switch("main")
    edit(here.root, (f"vi/{BODY}", "mang tên", "có tên"))
    here.commit("2026-12-04")
    here.git("checkout", "-q", "--detach")
    here.merge("sua", "2026-12-05")
    shown = diff().stdout
    assert words(52, 53) in shown
    assert "có tên" not in shown


@pytest.mark.parametrize("name", ["HEAD~1", "main~1", "HEAD^", "id", "short", "v1"])
def test_a_commit_may_be_named_as_git_names_it(here: Repository, name: str) -> None:
    id_ = here.git("rev-parse", "HEAD~1")
    here.git("tag", "v1", "HEAD~1")
    shown = diff({"id": id_, "short": id_[:8]}.get(name, name)).stdout
    assert words(51, 52) in shown
    assert id_[:12] in shown


def test_two_commits_are_compared_whatever_is_in_the_folder(here: Repository) -> None:
    edit(here.root, (f"vi/{KQ}", "52 đơn vị", "99 đơn vị"))
    (here.root / "docs/vi/hong.md").write_bytes(b"\xff")
    there, back = diff("HEAD~1", "HEAD").stdout, diff("HEAD", "HEAD~1").stdout
    assert words(51, 52) in there
    assert words(52, 51) in back
    assert "hong.md" not in there + back


def test_a_commit_is_checked_as_the_folder_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = changed(tmp_path)
    monkeypatch.chdir(tmp_path)
    in_folder = diff().stdout
    made.commit("2027-01-05", "The rest")
    committed = diff("main", "HEAD").stdout
    assert in_folder.splitlines()[2:] == committed.splitlines()[2:]


def test_english_that_was_left_behind_is_known_of_a_commit_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = former(tmp_path)
    edit(tmp_path, (f"vi/{KQ}", "51 đơn vị", "52 đơn vị"))
    made.commit("2027-01-05")
    edit(tmp_path, (f"en/{KQ}", "51 units", "52 units"))
    made.commit("2027-02-05")
    monkeypatch.chdir(tmp_path)
    assert 'checked="2027-01-05"' in diff("HEAD~2", "HEAD~1").stdout
    assert 'checked="2027-01-05"' not in diff("HEAD~2", "HEAD").stdout


def test_nothing_is_told_where_nothing_differs(here: Repository) -> None:
    assert "Trong docs/ và archive.toml không có gì khác mà bạn đọc thấy được." in diff("HEAD").stdout
    assert "Nothing in docs/ or archive.toml that a reader would notice." in diff("HEAD", "--lang", "en").stdout


# --- Editions


def test_an_edition_is_compared_with_the_folder_a_commit_and_another(here: Repository) -> None:
    new = bag_of(here.root, here.root.parent / "moi", "v2")
    here.switch("main~1")
    old = bag_of(here.root, here.root.parent / "cu")
    here.switch("main")
    for arguments in ((str(old),), (str(old), "HEAD"), (str(old), str(new)), ("HEAD~1", str(new)), ("../cu", "../moi")):
        assert words(51, 52) in diff(*arguments).stdout, arguments
    assert "ấn bản danvan-v1 với ấn bản danvan-v2" in diff(str(old), str(new)).stdout


def test_an_edition_of_another_archive_is_refused(here: Repository) -> None:
    settings = here.root / "archive.toml"
    own = settings.read_text("utf-8")
    settings.write_text(own.replace('slug = "danvan"', 'slug = "kho-khac"'), "utf-8")
    folder = bag_of(here.root, here.root.parent / "goi")
    settings.write_text(own, "utf-8")
    result = diff(str(folder))
    assert result.exit_code == 2, result.output
    assert "hai kho lưu trữ khác nhau (slug “kho-khac” và “danvan”" in result.stderr


def test_two_editions_need_no_git(here: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    new = bag_of(here.root, here.root.parent / "moi", "v2")
    here.switch("main~1")
    old = bag_of(here.root, here.root.parent / "cu")
    shutil.rmtree(here.root / ".git")
    assert words(51, 52) in diff(str(old), str(new)).stdout


def test_a_sealed_edition_says_what_was_left_behind(here: Repository) -> None:
    new = bag_of(here.root, here.root.parent / "moi", "v2")
    shown = diff("HEAD~1", str(new)).stdout
    assert 'docs/en/ket-qua/2015-2018/kq-01.md:5:1 kq-01-1 · nếu vẫn đúng thì ghi checked="2026-12-01"' in shown


def test_nothing_of_an_edition_runs_and_no_link_of_it_is_followed(here: Repository) -> None:
    folder = bag_of(here.root, here.root.parent / "goi")
    ran = here.root.parent / "ran"
    armed(folder / "data/source", ran)
    relist(folder)
    result = diff(str(folder))
    assert result.exit_code == 2
    assert "không phải là ấn bản nguyên vẹn" in result.stderr
    assert not ran.exists()
    shutil.rmtree(folder / "data/source/.git")
    (folder / "data/source/docs/vi/x.md").symlink_to("/etc/passwd")
    assert "archive verify" in diff(str(folder)).stderr


@pytest.mark.parametrize(
    ("name", "two"), [("HEAD~1..HEAD", "HEAD~1 HEAD"), ("main...sua", "main sua"), ("v1..", "v1 HEAD")]
)
def test_a_range_is_told_as_the_two_names_that_it_has(here: Repository, name: str, two: str) -> None:
    result = diff(name)
    assert result.exit_code == 2
    assert f"`archive diff {two}`" in result.stderr


@pytest.mark.parametrize("name", ["..", "../khong-co", "docs/../khong-co"])
def test_a_path_is_no_range(here: Repository, name: str) -> None:
    assert "là tên của một quãng" not in diff(name).stderr


# --- Git's own traps


def test_links_and_modules_of_a_commit_are_never_written_out(here: Repository) -> None:
    (here.root / "docs/vi/mat-khau.md").symlink_to("/etc/passwd")
    id_ = here.git("rev-parse", "HEAD")
    here.git("update-index", "--add", "--cacheinfo", f"160000,{id_},docs/vi/goi")
    here.commit("2026-12-02")
    here.git("update-index", "--add", "--cacheinfo", f"160000,{id_},docs/vi/goi")
    here.git("commit", "-q", "--allow-empty", "-m", "x")
    shown = diff("HEAD~2", "HEAD").stdout
    assert "root:" not in shown
    assert "docs/vi/mat-khau.md:1:1: DV101" in shown


def test_a_commits_paths_never_lead_out(here: Repository, tmp_path: Path) -> None:
    blob = (
        subprocess.run(
            ["git", "hash-object", "-w", "--stdin"], input=b"x", capture_output=True, check=True, cwd=here.root
        )
        .stdout.decode()
        .strip()
    )
    tree = ""
    for name in ("thoat.md", "..", ".."):
        kind = f"100644 blob {blob}" if not tree else f"040000 tree {tree}"
        tree = (
            subprocess.run(
                ["git", "mktree", "--missing"],
                input=f"{kind}\t{name}\n".encode(),
                capture_output=True,
                check=True,
                cwd=here.root,
            )
            .stdout.decode()
            .strip()
        )
    top = (
        subprocess.run(
            ["git", "mktree"],
            input=f"040000 tree {tree}\tdocs\n".encode(),
            capture_output=True,
            check=True,
            cwd=here.root,
        )
        .stdout.decode()
        .strip()
    )
    id_ = here.git("commit-tree", top, "-m", "x")
    folder = tmp_path / "a/b/c"
    folder.mkdir(parents=True)
    odd = sides._write(here.root, id_, "x", folder, sides.COMPARED)
    assert not any(tmp_path.rglob("thoat.md"))
    assert [one.why for one in odd] == ["special"]


def test_a_filter_of_the_repository_has_no_say(here: Repository) -> None:
    ran = here.root.parent / "ran"
    here.git("config", "filter.x.smudge", f"touch {ran}; cat")
    here.git("config", "filter.x.clean", "cat")
    here.git("config", "diff.x.textconv", f"touch {ran}")
    (here.root / ".git/info/attributes").write_text("* filter=x diff=x\n", "utf-8")
    assert words(51, 52) in diff("HEAD~1", "HEAD").stdout
    assert not ran.exists()


def test_a_repository_within_this_one_has_no_say(here: Repository) -> None:
    within, ran = here.root / "docs/goi", here.root.parent / "ran"
    within.mkdir()
    inner = Repository(within)
    inner.git("init", "-q")
    (within / "f").write_text("x\n", "utf-8")
    inner.git("add", "f")
    inner.git("commit", "-q", "-m", "x")
    here.git("add", "docs/goi")
    here.git("commit", "-q", "-m", "x")
    inner.git("config", "filter.x.clean", f"touch {ran}; cat")
    inner.git("config", "core.fsmonitor", f"touch {ran}; false")
    (within / ".git/info/attributes").write_text("* filter=x\n", "utf-8")
    (within / "f").write_text("y\n", "utf-8")
    assert diff().exit_code == 0
    assert not ran.exists()


# --- What is refused


def shallow(made: Repository) -> None:
    (made.root / ".git/shallow").write_text(f"{made.git('rev-parse', 'HEAD')}\n", "utf-8")


def no_git(made: Repository) -> None:
    shutil.rmtree(made.root / ".git")


def broken(made: Repository) -> None:
    (made.root / ".git/HEAD").write_text("x\n", "utf-8")


def unborn(made: Repository) -> None:
    no_git(made)
    made.git("init", "-q", "-b", "main")


def first(made: Repository) -> None:
    no_git(made)
    repository(made.root)


def spoilt(made: Repository) -> None:
    folder = bag_of(made.root, made.root / "goi")
    with (folder / "data/site/index.html").open("a", encoding="utf-8") as file:
        file.write("x")


def nothing(_: Repository) -> None:
    pass


@pytest.mark.parametrize(
    ("arguments", "spoil", "vi", "en"),
    [
        (("khong-co",), nothing, "“khong-co”; `git log --oneline`", "called “khong-co”; `git log --oneline`"),
        (("0" * 40,), nothing, "`git fetch` trước", "run `git fetch` first"),
        (("HEAD~99",), nothing, "tên là “HEAD~99”", "called “HEAD~99”"),
        (("HEAD:docs",), nothing, "tên là “HEAD:docs”", "called “HEAD:docs”"),
        (("HEAD..main",), nothing, "`archive diff HEAD main`", "`archive diff HEAD main`"),
        (("^HEAD",), nothing, "tên là “^HEAD”", "called “^HEAD”"),
        (("HEAD", "khong-co"), nothing, "tên là “khong-co”", "called “khong-co”"),
        (("--", "--all"), nothing, "tên là “--all”", "called “--all”"),
        (("--", "--output=x"), nothing, "tên là “--output=x”", "called “--output=x”"),
        (("HEAD", "h\x1b[31m"), nothing, "tên là “h [31m”", "called “h [31m”"),
        (("a\nb",), nothing, "tên là “a b”", "called “a b”"),
        (("x" * 5000,), nothing, "“xxx", "“xxx"),
        (("docs",), nothing, "“docs” là một đường dẫn", "“docs” is a path"),
        (("./docs/vi",), nothing, "mà `archive seal` đã tạo", "that `archive seal` made"),
        (("archive.toml",), nothing, "là một đường dẫn", "is a path"),
        (("/etc",), nothing, "“/etc” là một đường dẫn", "“/etc” is a path"),
        (("goi",), spoilt, "`archive verify goi`", "`archive verify goi`"),
        ((), shallow, "`git fetch --unshallow`", "`git fetch --unshallow`"),
        (("HEAD",), shallow, "`git fetch --unshallow`", "`git fetch --unshallow`"),
        ((), no_git, "không có git", "there is no git"),
        (("HEAD",), no_git, "thư mục của một ấn bản niêm phong", "the folder of a sealed edition"),
        ((), broken, "`git status`", "`git status`"),
        ((), unborn, "`git commit`", "`git commit`"),
        ((), first, "`archive diff TÊN`", "`archive diff REV`"),
    ],
)  # fmt: skip
def test_what_is_not_compared_is_refused_with_the_next_step(
    here: Repository, arguments: tuple[str, ...], spoil: Callable[[Repository], None], vi: str, en: str
) -> None:
    spoil(here)
    before = {name for name in bytes_of(here.root) if not name.startswith((".git/", "build/"))}
    for lang, expected in (("vi", vi), ("en", en)):
        result = diff("--lang", lang, *arguments)
        assert result.exit_code == 2, result.output
        assert expected in result.stderr
        assert result.stdout == ""
        assert "\x1b" not in result.stderr
        assert "Traceback" not in result.stderr
    assert {name for name in bytes_of(here.root) if not name.startswith((".git/", "build/"))} == before


def test_a_clone_without_old_blobs_is_refused_with_the_next_step(
    here: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    here.git("config", "uploadpack.allowFilter", "true")
    goal = here.root.parent / "mot-phan"
    here.git("clone", "-q", "--filter=blob:none", f"file://{here.root}", str(goal))
    monkeypatch.chdir(goal)
    result = diff("HEAD~1")
    assert result.exit_code == 2, result.output
    assert "git fetch --refetch --no-filter" in " ".join(result.stderr.split())


def test_a_commit_with_too_much_is_refused(here: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sides, "MAX_FILES", 10)
    assert "quá nhiều tệp" in diff().stderr
    monkeypatch.setattr(sides, "MAX_FILES", 10_000)
    monkeypatch.setattr(sides, "MAX_BYTES", 100)
    assert "quá lớn" in diff().stderr


def test_what_begins_with_a_dash_or_is_a_path_never_reaches_git(
    here: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    real = git.ask

    def noted(root: Path, *arguments: str, given: bytes = b"") -> git.Answer:
        asked.append(arguments)
        return real(root, *arguments, given=given)

    monkeypatch.setattr(sides, "ask", noted)
    for name in ("--upload-pack=x", "-x", "/etc", "./docs", "../du-an", "a\nb", "^main"):
        diff("--", name)
    assert asked == [], asked


def test_outside_a_project_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert diff().exit_code == 2


def test_an_archive_read_from_a_commit_is_the_folders(here: Repository, tmp_path: Path) -> None:
    id_ = here.git("rev-parse", "HEAD")
    found = sides._written(here.root, id_, id_, tmp_path / "ra", sides.COMPARED)
    assert [page.raw for page in found.pages] == [page.raw for page in read_archive(here.root).pages]
    assert found.assets == read_archive(here.root).assets
