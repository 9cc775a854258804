"""What is asked of an archive is noted where it is asked, and a fingerprint tells every two values apart."""

from __future__ import annotations

import datetime
import subprocess
import sys
from collections.abc import Callable
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from tests.archives import KQ, edit, load

from archive.content.model import Archive
from archive.content.read import read_archive
from archive.context import Context
from archive.findings import Place, Text
from archive.kept.asked import Asking
from archive.kept.fingerprint import fingerprint

CONTEXT = Context("https://host.example/")


class Colour(Enum):
    RED = 1


VALUES: list[object] = [
    None, True, 1, 1.5, "1", b"1", "", b"", (), ("",), ("a", "b"), ("ab",), ("a", ("b",)), (("a",), "b"), {"a": "b"},
    {"a": {}}, {"b": "a"}, frozenset(), frozenset({"a"}), frozenset({"a", "b"}), Place("a"), Place("a", 2),
    Text("a", "b"), Text("b", "a"), Colour.RED, Path("a"), datetime.date(2026, 1, 1), ZoneInfo("Asia/Ho_Chi_Minh"),
    datetime.UTC, "(set ", ["s1:a"], ["a", "1"],
]  # fmt: skip


def test_a_fingerprint_tells_values_apart() -> None:
    found = [fingerprint(value) for value in VALUES]
    assert len(set(found)) == len(VALUES)
    assert found == [fingerprint(value) for value in VALUES]
    assert fingerprint({"a", "b", "c"}) == fingerprint({"c", "b", "a"})


def test_a_fingerprint_is_the_same_in_every_process(small: Path) -> None:
    code = (
        "from pathlib import Path; import sys; from archive.content.read import read_archive;"
        "from archive.kept.fingerprint import fingerprint; a = read_archive(Path(sys.argv[1]));"
        "print(fingerprint([dict(a.records), {k: a.statements[k] for k in a.statements}, a.own, a.terms]))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(small)], check=True, capture_output=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1


def test_what_is_not_known_has_no_fingerprint() -> None:
    with pytest.raises(TypeError, match="no fingerprint of a function"):
        fingerprint([lambda: 1])


Ask = Callable[[Archive], object]
ASKED: dict[str, tuple[Ask, set[tuple[object, ...]]]] = {
    "a record": (lambda a: a.records["kq-01"], {("archive", "records", "kq-01")}),
    "a record that is not there": (lambda a: a.records.get("kq-99"), {("archive", "records", "kq-99")}),
    "whether one is": (lambda a: "kq-99" in a.records, {("archive", "records", "kq-99")}),
    "all of them": (lambda a: list(a.records.values()), {("archive", "records")}),
    "how many": (lambda a: len(a.records), {("archive", "records")}),
    "a page by a key of two parts": (lambda a: a.by_path["vi", KQ], {("archive", "by_path", ("vi", KQ))}),
    "through a method": (lambda a: a.record_of("kq-01-1"),
                         {("archive", "homes", "kq-01-1"), ("archive", "records", "kq-01")}),
    "through a property": (lambda a: a.settings.slug, {("archive", "own")}),
    "a statement": (lambda a: a.statements["kq-01-1"].text, {("archive", "statements", "kq-01-1")}),
    "a method of a mapping": (lambda a: a.statements.known(["kq-01-1", "kq-99"]),
                              {("archive", "statements", "kq-01-1"), ("archive", "statements", "kq-99")}),
    "the past": (lambda a: a.history.wordings.get("kq-01-1"), {("archive", "history", "wordings", "kq-01-1")}),
    "what is worked out once": (lambda a: a.terms, {("archive", "terms")}),
}  # fmt: skip


@pytest.mark.parametrize(("ask", "noted"), ASKED.values(), ids=ASKED)
def test_each_answer_is_noted_and_is_the_archives_own(small: Path, ask: Ask, noted: set[tuple[object, ...]]) -> None:
    archive = load(small)
    asking = Asking(archive, CONTEXT)
    with asking.noting() as notes:
        answer = ask(asking.archive)
    assert set(notes) == noted
    assert fingerprint(answer) == fingerprint(ask(archive))


CHANGES = {
    "the record's words": (f"vi/{KQ}", "51 đơn vị giúp", "51 đơn vị đều giúp"),
    "its translation": (f"en/{KQ}", "51 units help", "51 units all help"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_asked_is_answered_otherwise_where_it_changed(small: Path, change: tuple[str, str, str]) -> None:
    before = Asking(load(small), CONTEXT)
    with before.noting() as asked:
        before.archive.records["kq-01"].title("vi")
    with before.noting() as other:
        before.archive.records["ck-01"].title("vi")
    told, others = before.told(asked), before.told(other)
    assert Asking(load(small), CONTEXT).answered(told)
    edit(small, change)
    after = Asking(load(small), CONTEXT)
    assert not after.answered(told)
    assert after.answered(others), "what asked nothing of it would be made anew too"


def test_a_new_record_changes_the_answer_of_who_looked_for_it(small: Path) -> None:
    before = Asking(load(small), CONTEXT)
    with before.noting() as asked:
        assert before.archive.records.get("kq-02") is None
    told = before.told(asked)
    for lang in ("vi", "en"):
        path = small / f"docs/{lang}/{KQ}"
        path.with_name("kq-02.md").write_text(path.read_text("utf-8").replace("kq-01", "kq-02"), "utf-8")
    assert not Asking(load(small), CONTEXT).answered(told)


def test_what_a_part_asks_the_whole_asked(small: Path) -> None:
    asking = Asking(load(small), CONTEXT)
    with asking.noting() as whole:
        with asking.noting() as part:
            asking.archive.records.get("kq-01")
        assert set(part) == {("archive", "records", "kq-01")}
    assert set(whole) == set(part)


def test_a_file_that_a_page_reads_by_itself_is_part_of_what_it_asks(small: Path) -> None:
    before = Asking(load(small), CONTEXT)
    with before.noting() as asked:
        (before.archive.root / "docs/assets/hinh.svg").read_bytes()
    told = before.told(asked)
    assert Asking(load(small), CONTEXT).answered(told)
    (small / "docs/assets/hinh.svg").write_text("<svg/>", "utf-8")
    assert not Asking(load(small), CONTEXT).answered(told)


@pytest.mark.parametrize(
    ("name", "counts"),
    [("findings.txt", False), ("published.txt", True), ("overrides/main.html", True), ("accessibility.json", True)],
)
def test_at_the_root_only_what_a_build_reads_counts(small: Path, name: str, counts: bool) -> None:
    """What somebody writes beside it, such as the findings themselves, has no page made anew."""
    asking = Asking(load(small))
    with asking.noting() as asked:
        _ = asking.archive.root
    told = asking.told(asked)
    (small / name).parent.mkdir(exist_ok=True)
    (small / name).write_text("", "utf-8")
    assert Asking(read_archive(small)).answered(told) is not counts
