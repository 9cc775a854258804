"""A plan is carried out whole or not at all, whatever ends it; and is held to what the check says of its outcome."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archives import KQ, PERSON, SIGNING, bytes_of, edit, put
from tests.editing.editors import record_published, refuses, run

from archive.content.read import read_archive
from archive.editing.changes import Plan, carry_out
from archive.editing.moving import move
from archive.editing.renumbering import renumber
from archive.editing.withdrawing import Asked, withdraw
from archive.refusal import Refusal

PLANS: dict[str, Callable[[Path], Plan]] = {
    "move": lambda root: move(read_archive(root), PERSON, "x/y/mau"),
    "withdraw": lambda root: withdraw(read_archive(root), "kq-01-2", Asked("Nhầm", "Wrong", "", "2026-11-27"), "2026-11-27"),
    "renumber": lambda root: renumber(read_archive(root), "n-bao", "n-bao-mau"),
}  # fmt: skip
ENDS = [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()]


Rename = Callable[[Path, Path], Path]


class Interrupted:
    """Renames that are ended at one of them, before it is made or right after it."""

    def __init__(self, step: int, error: BaseException, *, late: bool) -> None:
        self.left, self.error, self.late = step, error, late

    def instead_of(self, real: Rename) -> Rename:
        """What a rename does that counts down to the end."""

        def rename(path: Path, target: Path) -> Path:
            self.left -= 1
            if self.left == -1 and not self.late:
                raise self.error
            done = real(path, target)
            if self.left == -1:
                raise self.error
            return done

        return rename


@pytest.mark.parametrize("error", ENDS, ids=["full", "Ctrl+C"])
@pytest.mark.parametrize("late", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("name", PLANS)
def test_whatever_ends_it_puts_every_file_back(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str, late: bool, error: BaseException
) -> None:
    """At each of its renames; folders that were made go too."""
    plan = PLANS[name](small)
    before = bytes_of(small)
    for step in range(len(plan.moves) + len(plan.files)):
        ended = Interrupted(step, error, late=late)
        with monkeypatch.context() as patch:
            for how in ("rename", "replace"):
                patch.setattr(Path, how, ended.instead_of(getattr(Path, how)))
            with pytest.raises(type(error)):
                carry_out(plan)
        assert bytes_of(small) == before, f"rename {step}"
        assert not (small / "docs/vi/x").exists()
    carry_out(plan)
    assert bytes_of(small) != before


@pytest.mark.parametrize("name", PLANS)
def test_what_the_plan_foresees_is_what_is_read_afterwards(small: Path, name: str) -> None:
    record_published(small, "nhan-vat/mau/")
    plan = PLANS[name](small)
    carry_out(plan)
    again = read_archive(small)
    assert [(page.file, page.raw) for page in plan.after.pages] == [(page.file, page.raw) for page in again.pages]
    assert (plan.after.records, plan.after.own) == (again.records, again.own)


@pytest.mark.parametrize("name", PLANS)
def test_a_file_that_somebody_has_saved_meanwhile_is_not_written_over(small: Path, name: str) -> None:
    plan = PLANS[name](small)
    file = next(file for file in plan.files if file.endswith(".md"))
    old = next((old for old, new in plan.moves.items() if new == file), file)
    (small / old).write_text("mới\n", "utf-8")
    before = bytes_of(small)
    with pytest.raises(Refusal, match="has just been changed"):
        carry_out(plan)
    assert bytes_of(small) == before


def test_settings_that_somebody_has_saved_meanwhile_are_not_written_over(small: Path) -> None:
    own = small / "archive.toml"
    own.write_text(f'{own.read_text("utf-8")}\n[[menu]]\npage = "{KQ}"\nvi = "A"\nen = "B"\n', "utf-8")
    plan = move(read_archive(small), "kq-01", "x/kq-01")
    assert "archive.toml" in plan.files
    own.write_text(f"{own.read_text('utf-8')}# mới\n", "utf-8")
    before = bytes_of(small)
    with pytest.raises(Refusal, match=r"archive\.toml has just been changed"):
        carry_out(plan)
    assert bytes_of(small) == before


def test_a_page_that_has_come_meanwhile_is_not_written_over(small: Path) -> None:
    plan = PLANS["move"](small)
    (small / "docs/en/x/y").mkdir(parents=True)
    (small / "docs/en/x/y/mau.md").write_text("của người khác", "utf-8")
    before = bytes_of(small)
    with pytest.raises(Refusal, match=r"docs/en/x/y/mau\.md is there already"):
        carry_out(plan)
    assert bytes_of(small) == before


def test_a_folder_that_is_a_link_takes_no_page(small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (small / "docs/en/x").symlink_to(elsewhere)
    before = bytes_of(small)
    done = run(small, monkeypatch, "move", PERSON, "x/mau")
    assert (done.exit_code, "docs/en/x" in done.output) == (1, True), done.output
    assert bytes_of(small) == before
    assert list(elsewhere.iterdir()) == []


def test_a_page_that_is_no_utf_8_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small / "docs/vi" / SIGNING
    path.write_bytes(path.read_bytes() + b"[\xff](../ket-qua/2015-2018/kq-01.md)\n")
    refuses(small, monkeypatch, f"docs/vi/{SIGNING} is not UTF-8", "move", KQ, "viec")


def test_a_page_that_needs_no_edit_may_be_anything(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = small / "docs/vi" / SIGNING
    path.write_bytes(path.read_bytes() + b"\xff\n")
    done = run(small, monkeypatch, "move", KQ, "viec")
    assert done.exit_code == 0, done.output


def test_errors_that_only_come_to_light_hinder_nothing(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While two pages have one id nothing else is told of the second: its own errors are old ones."""
    put(
        small,
        "vi/viec.md",
        "---\nid: kq-01\nkind: result\nperiod: 2015/2018\ntitle: Việc\n---\nMất.\n{ #kq-01-1 .claim }\n",
    )
    put(small, "en/viec.md", "---\ntitle: Work\n---\nLost.\n{ #kq-01-1 .claim }\n")
    assert "DV601" not in run(small, monkeypatch, "check").stdout
    done = run(small, monkeypatch, "renumber", "docs/vi/viec.md", "kq-08")
    assert done.exit_code == 0, done.output
    assert "docs/vi/viec.md:7:1: DV601" in run(small, monkeypatch, "check").stdout


def test_settings_in_a_form_that_cannot_be_edited_are_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml = small / "archive.toml"
    toml.write_text(toml.read_text("utf-8") + f'\n[own_words."{KQ}"]\n"{KQ}" = "its own name"\n', "utf-8")
    refuses(small, monkeypatch, "archive.toml names", "move", KQ, "viec")


def test_a_link_in_a_form_that_cannot_be_rewritten_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(
        small,
        (
            f"vi/{SIGNING}",
            "Nguyễn Văn Mẫu, Trưởng",
            "[x\n](\n../ket-qua/2015-2018/kq-01.md) [a]\n\n> [a]:\n>   ../ket-qua/2015-2018/kq-01.md\n\nNguyễn Văn Mẫu, Trưởng",
        ),
    )
    refuses(small, monkeypatch, f"a link in docs/vi/{SIGNING} cannot be rewritten", "move", KQ, "viec")
