"""The check before a commit, played with real git in a project of its own: what is staged counts, and nothing beside it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.archives import KQ, OTHER, REPOSITORY, edit, project
from tests.repositories import Repository, repository
from tests.test_makefile import make

from archive.findings import Text
from archive.starter import start

PYTHON = f"""#!/bin/sh
echo "$@" >> "$(dirname "$0")/asked"
PYTHONPATH="$PYTHONPATH:{REPOSITORY}/scripts" exec {sys.executable} "$@"
"""
PAGE = f"docs/vi/{KQ}"
SOURCE = ('source="n-bao#', 'source="khong-co#')


@dataclass(frozen=True)
class Desk(Repository):
    """A clone in which `make setup` and `make hooks` were run."""

    def said(self, *arguments: str) -> tuple[bool, str]:
        """Whether git did it, and all that was said."""
        before = self.git("rev-parse", "HEAD")
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(self.root), "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C",
            "GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x@y.example", "GIT_COMMITTER_NAME": "x",
            "GIT_COMMITTER_EMAIL": "x@y.example", "GIT_AUTHOR_DATE": "2027-01-02T12:00:00+07:00",
            "GIT_COMMITTER_DATE": "2027-01-02T12:00:00+07:00",
        }  # fmt: skip
        done = subprocess.run(
            ["git", "commit", "-m", "Edit", *arguments],
            cwd=self.root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert (done.returncode == 0) == (self.git("rev-parse", "HEAD") != before), done.stdout + done.stderr
        return done.returncode == 0, done.stdout + done.stderr

    @property
    def checks(self) -> list[str]:
        """The pages that each check was asked for."""
        asked = self.root / ".venv/bin/asked"
        return [line.partition(" -- ")[2] for line in asked.read_text("utf-8").splitlines()] if asked.exists() else []


def desk(root: Path) -> Desk:
    shutil.copytree(REPOSITORY / ".githooks", root / ".githooks", dirs_exist_ok=True)
    for name in ("Makefile", "requirements.lock", "pyproject.toml"):
        shutil.copy(REPOSITORY / name, root)
    (root / ".venv/bin").mkdir(parents=True)
    (root / ".venv/bin/python").write_text(PYTHON, "utf-8")
    (root / ".venv/bin/python").chmod(0o755)
    found = repository(root, "2027-01-01", ignored="/build/\n/.venv/\n")
    (root / ".venv/.ready").write_text(f"{root}\n", "utf-8")
    made = make(root, "hooks")
    assert (made.returncode, made.stdout) == (0, ".git/hooks/pre-commit\n"), made.stderr
    return Desk(found.root)


@pytest.fixture
def clone(tmp_path: Path) -> Desk:
    return desk(project(tmp_path))


def test_a_hook_of_ones_own_is_left_alone_and_ours_is_renewed(clone: Desk) -> None:
    hook = clone.root / ".git/hooks/pre-commit"
    assert make(clone.root, "hooks").returncode == 0
    ours = hook.read_text("utf-8")
    hook.write_text("#!/bin/sh\n# archive-staged, as it once was\n", "utf-8")
    assert make(clone.root, "hooks").returncode == 0
    assert (hook.read_text("utf-8"), os.access(hook, os.X_OK)) == (ours, True)
    hook.write_text("#!/bin/sh\nmine\n", "utf-8")
    done = make(clone.root, "hooks")
    assert (done.returncode, "there are hooks already: .git/hooks/pre-commit" in done.stderr) == (2, True)
    assert hook.read_text("utf-8") == "#!/bin/sh\nmine\n"
    hook.unlink()
    clone.git("config", "core.hooksPath", "elsewhere")
    done = make(clone.root, "hooks")
    assert (done.returncode, "there are hooks already: elsewhere" in done.stderr) == (2, True)
    assert not hook.exists()


def test_a_branch_that_is_fetched_brings_no_hook(clone: Desk) -> None:
    """Git looks beside its own files, never into the project: what stands there runs when somebody has read it."""
    for name in ("post-checkout", "pre-commit", "commit-msg"):
        (clone.root / ".githooks" / name).write_text("#!/bin/sh\ntouch ran\n", "utf-8")
        (clone.root / ".githooks" / name).chmod(0o755)
    clone.git("add", "-A")
    assert clone.said()[0]
    clone.git("checkout", "-q", "-b", "other")
    assert not (clone.root / "ran").exists()


def test_a_staged_fault_stops_the_commit_and_is_named_with_its_line(clone: Desk) -> None:
    edit(clone.root, (f"vi/{KQ}", *SOURCE))
    clone.git("add", "-A")
    line = next(n for n, text in enumerate((clone.root / PAGE).read_text("utf-8").split("\n"), 1) if SOURCE[1] in text)
    done, said = clone.said()
    assert not done
    assert f"{PAGE}:{line}:" in said
    assert "DV602" in said
    assert "pre-commit: chưa ghi vào git" in said
    assert "pre-commit: not committed" in said
    assert clone.checks == [PAGE]
    # Mended in the folder alone it is a fault still; staged, it is none.
    edit(clone.root, (f"vi/{KQ}", *SOURCE[::-1]), (f"vi/{KQ}", "title: ", "title: Một "))
    assert not clone.said()[0]
    clone.git("add", "-A")
    assert clone.said()[0]


def test_a_fault_that_is_not_staged_is_left_to_its_own_commit(clone: Desk) -> None:
    edit(clone.root, (f"vi/{OTHER}", "Đọc một bản lưu.", "Đọc bản lưu."))
    clone.git("add", "-A")
    edit(clone.root, (f"vi/{KQ}", *SOURCE), (f"vi/{OTHER}", "Đọc bản lưu.", "Đọc {{ khong-co }}."))
    (clone.root / "docs/vi/la.md").write_text("không có phần đầu\n", "utf-8")
    done, said = clone.said()
    assert done, said
    assert clone.git("status", "--short").split() == ["M", PAGE, "M", f"docs/vi/{OTHER}", "??", "docs/vi/la.md"]


def test_what_git_itself_stages_is_what_is_checked(clone: Desk) -> None:
    """`commit FILE` and `commit -a` commit by an index of their own."""
    edit(clone.root, (f"vi/{KQ}", *SOURCE), (f"vi/{OTHER}", "Đọc một bản lưu.", "Đọc bản lưu."))
    assert clone.said(f"docs/vi/{OTHER}")[0]
    assert not clone.said(PAGE)[0]
    assert not clone.said("-a")[0]


def test_where_no_content_changes_nothing_is_checked(clone: Desk) -> None:
    (clone.root / "README.md").write_text("x\n", "utf-8")
    clone.git("add", "-A")
    (clone.root / ".venv/bin/python").unlink()
    done, said = clone.said()
    assert done, said
    assert clone.checks == []


def test_where_git_cannot_say_what_is_staged_nothing_is_committed(clone: Desk, tmp_path: Path) -> None:
    """A list that git could not make is no empty list."""
    real, shim = shutil.which("git"), tmp_path / "shim/git"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\n[ "$1" = diff ] && {{ echo "no answer" >&2; exit 128; }}\nexec {real} "$@"\n', "utf-8")
    shim.chmod(0o755)
    edit(clone.root, (f"vi/{KQ}", *SOURCE))
    clone.git("add", "-A")
    # Git puts its own folder of programs first, and there stands the real one.
    hook = clone.root / ".git/hooks/pre-commit"
    hook.write_text(
        hook.read_text("utf-8").replace("set -euo pipefail", f"set -euo pipefail; PATH={shim.parent}:$PATH")
    )
    done, said = clone.said()
    assert not done, said
    assert "no answer" in said
    assert clone.checks == []


def test_where_a_part_of_the_folder_is_checked_out_all_is_checked(clone: Desk) -> None:
    clone.git("sparse-checkout", "set", "--no-cone", "/*", f"!/docs/vi/{KQ}")
    settings = clone.root / "archive.toml"
    settings.write_text(settings.read_text("utf-8") + "# A note.\n", "utf-8")
    clone.git("add", "archive.toml")
    done, said = clone.said()
    assert done, said


def test_names_with_spaces_and_marks_are_names(clone: Desk) -> None:
    for name in ("vi/hai tên.md", "vi/-x.md", 'vi/a"b$(id).md', "assets/một ảnh.txt"):
        (clone.root / "docs" / name).parent.mkdir(exist_ok=True)
        (clone.root / "docs" / name).write_text("---\ntitle: Một\n---\n\nHai.\n", "utf-8")
    clone.git("add", "-A")
    done, said = clone.said()
    assert not done
    for name in ("vi/hai tên.md", "vi/-x.md", 'vi/a"b$(id).md', "assets/một ảnh.txt"):
        assert f"docs/{name}:1:1: DV107" in said, said


def test_what_leaned_on_a_deleted_page_is_named(clone: Desk) -> None:
    clone.git("rm", "-q", f"docs/vi/{OTHER}", f"docs/en/{OTHER}")
    done, said = clone.said()
    assert not done
    assert "n-khac" in said
    assert clone.checks == [""], "all pages are asked for"


def test_a_page_that_nothing_needs_is_deleted(clone: Desk) -> None:
    for lang in ("vi", "en"):
        (clone.root / f"docs/{lang}/thua.md").write_text("---\ntitle: Thừa\n---\n\nChữ.\n", "utf-8")
    clone.git("add", "-A")
    clone.git("commit", "-q", "--no-verify", "-m", "x")
    clone.git("rm", "-q", "docs/vi/thua.md", "docs/en/thua.md")
    done, said = clone.said()
    assert done, said


def test_settings_are_content(clone: Desk) -> None:
    path = clone.root / "archive.toml"
    path.write_text(path.read_text("utf-8") + "\nkhong_co = 1\n", "utf-8")
    clone.git("add", "-A")
    done, said = clone.said()
    assert not done
    assert "archive.toml:" in said


def test_where_nothing_is_set_up_it_says_how(clone: Desk) -> None:
    shutil.rmtree(clone.root / ".venv")
    edit(clone.root, (f"vi/{KQ}", *SOURCE))
    clone.git("add", "-A")
    done, said = clone.said()
    assert not done
    assert "make setup" in said
    assert clone.said("--no-verify")[0]


def test_in_a_second_work_tree_it_is_that_ones_that_is_checked(clone: Desk) -> None:
    second = Desk(clone.root.parent / "second")
    clone.git("worktree", "add", "-q", "-b", "second", str(second.root))
    shutil.copytree(clone.root / ".venv", second.root / ".venv")
    edit(clone.root, (f"vi/{KQ}", *SOURCE))
    clone.git("add", "-A")
    edit(second.root, (f"vi/{OTHER}", "Đọc một bản lưu.", "Đọc bản lưu."))
    second.git("add", "-A")
    assert second.said()[0]
    assert not clone.said()[0]


def test_a_new_archive_is_held_with_its_own_words_as_they_are_staged(tmp_path: Path) -> None:
    root = tmp_path / "cay"
    start(root, "cay", Text("Kho", "Archive"))
    clone, words = desk(root), root / "scripts/archive/words/vi.toml"
    whole = words.read_text("utf-8")
    words.write_text(whole + "\n[la]\nla = 'x'\n", "utf-8")
    clone.git("add", "-A")
    words.write_text(whole, "utf-8")
    done, said = clone.said()
    assert not done, said
    assert "vi.toml:" in said
