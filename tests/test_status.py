"""What waits: each matter told where it is one, by its place, and nothing of it where it is none."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.archives import (
    CK,
    CONTACT,
    KQ,
    LATER,
    OTHER,
    PAPER,
    SIGNING,
    Edit,
    bytes_of,
    edit,
    load,
    withdrawn,
)
from tests.drafts import drafts
from tests.repositories import behind

from archive.cli import main
from archive.commands.status import data, runs
from archive.content.drafts import published
from archive.environment import knowing
from archive.settings import Settings
from archive.status import COSTS, optional, status

SILENT = {
    "time_zone": "has a value that fits",
    "main_branch": "has a value that fits",
    "shared_offices": "tells the checks alone",
    "understood": "there may be no word that all of it is about",
    "unbroken": "tells where lines break",
    "withheld": "is filled where something slipped in",
    "own_words": "tells the checks alone",
    "keys.source": "no page asks for it",
}
"""Settings that may be empty, and nobody goes without anything."""


def told(root: Path, *edits: Edit) -> dict[str, object]:
    """The status of the minimal archive after some edits, as programs get it."""
    return data(status(load(root, *edits)))


def run(root: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> Result:
    monkeypatch.chdir(root)
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    return CliRunner().invoke(main, ["status", *arguments])


_KQ, _CK = f"docs/vi/{KQ}", f"docs/vi/{CK}"
_NO_CLAIM = (f"vi/{CK}", 'Hai bên tiếp tục giúp các xã nghèo.\n{ #ck-01-1 .claim source="n-bao#p3" }', "Lời.")
CASES: dict[str, tuple[Sequence[Edit], str, object]] = {
    "nothing bare": ((), "bare", []),
    "a record without a claim": ((_NO_CLAIM,), "bare", [{"id": "ck-01", "file": _CK}]),
    "a record whose claims are withdrawn": (withdrawn(CK, "ck-01-1"), "bare", [{"id": "ck-01", "file": _CK}]),
    "a record that is withdrawn": ((_NO_CLAIM, *withdrawn(CK, "")), "bare", []),
    "nothing unplaced": ((), "unplaced", []),
    "a claim without a source": (
        ((f"vi/{KQ}", ' source="n-bao#p3" }', " }"),), "unplaced", [{"id": "kq-01-1", "place": f"{_KQ}:10:1"}],
    ),
    "a claim without a place": (
        ((f"vi/{KQ}", 'source="n-bao#p3" }', 'source="n-bao" }'),),
        "unplaced", [{"id": "kq-01-1", "place": f"{_KQ}:10:1"}],
    ),
    "a claim with a place that is not there": (
        ((f"vi/{KQ}", 'source="n-bao#p3" }', 'source="n-bao#p9" }'),),
        "unplaced", [{"id": "kq-01-1", "place": f"{_KQ}:10:1"}],
    ),
    "unknowns, page by page": (
        ((f"vi/{KQ}", "unknowns: [", "unknowns: [Ai giúp., "),),
        "unknown", [{"file": _KQ, "count": 2}, {"file": f"docs/vi/{SIGNING}", "count": 1}],
    ),
    "unknowns of what is withdrawn": (withdrawn(KQ, ""), "unknown", [{"file": f"docs/vi/{SIGNING}", "count": 1}]),
    "nothing withdrawn": ((), "withdrawn", []),
    "withdrawn": (
        (*withdrawn(KQ, "kq-01-2"), *withdrawn(LATER, "")),
        "withdrawn",
        [{"id": "bc-02", "place": f"docs/vi/{LATER}"}, {"id": "kq-01-2", "place": f"{_KQ}:13:1"}],
    ),
    "no drafts": ((), "drafts", []),
    "a draft": (((f"vi/{LATER}", "title: ", "draft: true\ntitle: "),), "drafts", [f"docs/vi/{LATER}"]),
    "sources without a copy": ((), "unsaved", ["n-bao", "n-khac"]),
    "a source with a copy": (
        ((f"vi/{OTHER}", "title: ", "archived: [{address: https://luu-tru.example/1, date: 2026-11-27}]\ntitle: "),),
        "unsaved", ["n-bao"],
    ),
    "a withdrawn source": (withdrawn(PAPER, ""), "unsaved", ["n-khac"]),
    "numbers": (
        ((f"vi/{LATER}", "id: bc-02", "id: bc-07"),),
        "numbers",
        [
            {"kind": "commitment", "used": [1], "next": "ck-02"},
            {"kind": "context", "used": [1, 7], "next": "bc-08"},
            {"kind": "result", "used": [1], "next": "kq-02"},
        ],
    ),
    "the number of a page that does not hold": (
        ((f"vi/{LATER}", "id: bc-02", "id: bc-07\nperiod: bao giờ"),),
        "numbers",
        [
            {"kind": "commitment", "used": [1], "next": "ck-02"},
            {"kind": "context", "used": [1, 7], "next": "bc-08"},
            {"kind": "result", "used": [1], "next": "kq-02"},
        ],
    ),
    "no number left": (
        ((f"vi/{LATER}", "id: bc-02", "id: bc-99"), (f"vi/{CK}", "id: ck-01", "id: ck-99")),
        "numbers",
        [
            {"kind": "commitment", "used": [99], "next": None},
            {"kind": "context", "used": [1, 99], "next": None},
            {"kind": "result", "used": [1], "next": "kq-02"},
        ],
    ),
    "the past is not known": ((), "stale", None),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_matter_is_told(small: Path, name: str) -> None:
    edits, key, expected = CASES[name]
    assert told(small, *edits)[key] == expected


def test_what_is_behind_is_told_piece_by_piece(small: Path) -> None:
    behind(small, (f"vi/{KQ}", "Con số 51", "Số 51"), (f"vi/{KQ}", "title: Giúp xã nghèo", "title: Giúp các xã nghèo"))
    found = data(status(knowing(load(small), {})))["stale"]
    assert isinstance(found, list)
    assert [(piece["what"]["en"], piece["place"].partition(":")[0]) for piece in found] == [
        ("the title", f"docs/en/{KQ}"),
        ("the opening words", f"docs/en/{KQ}"),
    ]


def missing(root: Path) -> dict[str, str]:
    return {one.key: str(one.place) for one in status(load(root)).missing}


def test_a_setting_that_is_empty_is_told_with_its_line(small: Path) -> None:
    before = missing(small)
    assert before["repository"].startswith("archive.toml:")
    assert "contact" not in before
    file = small / "archive.toml"
    file.write_text(file.read_text("utf-8").replace(f'contact = "{CONTACT}"', 'contact = ""'), "utf-8")
    assert missing(small).keys() - before.keys() == {"contact"}


def test_whoever_builds_may_name_the_address_instead(small: Path) -> None:
    archive = load(small)
    assert "address" in {one.key for one in status(archive).missing}
    known = knowing(archive, {"SITE_URL": "https://luu-tru.vn/"})
    assert "address" not in {one.key for one in status(known).missing}
    assert "address" in {one.key for one in status(knowing(archive, {})).missing}


@pytest.mark.parametrize(
    ("repository", "lacking"), [("https://github.com/nguoi/kho", False), ("https://git.example/kho", True)]
)
def test_where_files_are_edited_is_known_of_github(small: Path, repository: str, lacking: bool) -> None:
    file = small / "archive.toml"
    file.write_text(file.read_text("utf-8").replace('repository = ""', f'repository = "{repository}"'), "utf-8")
    found = missing(small)
    assert ("edit" in found, "repository" in found) == (lacking, False)


def test_every_setting_that_may_be_empty_says_what_it_costs(small: Path) -> None:
    keys = {key for key, _ in optional(load(small).settings)}
    untold = {key for key in keys if key.rpartition(".")[2] not in COSTS} - SILENT.keys()
    assert not untold, f"say in `waiting.costs` of words/*.toml what a reader lacks without {untold}, or why nothing"
    assert {key.rpartition(".")[2] for key in keys} >= set(COSTS), "a cost is told of what is no setting"
    assert {name for name, field in Settings.model_fields.items() if not field.is_required()} - {"keys"} <= keys


def test_the_published_part_tells_nothing_of_drafts(small: Path) -> None:
    archive = load(small, *drafts())
    assert len(status(archive).drafts) > 3
    assert "kq-77" in json.dumps(data(status(archive)))
    assert "kq-77" not in json.dumps(data(status(published(archive))))


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [((), []), ((3,), [(3, 3)]), ((1, 2, 3), [(1, 3)]), ((7, 1, 2, 5, 6), [(1, 2), (5, 7)])],
)
def test_numbers_in_a_row_are_one_run(numbers: tuple[int, ...], expected: list[tuple[int, int]]) -> None:
    assert list(runs(numbers)) == expected


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("vi", ["Đã rút: 1", f"  {_KQ}:13:1: kq-01-2", "Bản nháp: không có", "  result: kq-01; tiếp theo: kq-02"]),
        ("en", ["Withdrawn: 1", f"  {_KQ}:13:1: kq-01-2", "Drafts: none", "  result: kq-01; next: kq-02"]),
    ],
)
def test_the_command_tells_it_in_both_languages_and_writes_nothing(
    small: Path, monkeypatch: pytest.MonkeyPatch, lang: str, lines: list[str]
) -> None:
    edit(small, *withdrawn(KQ, "kq-01-2"))
    before = bytes_of(small)
    done = run(small, monkeypatch, "--lang", lang)
    assert (done.exit_code, done.stderr) == (0, "")
    assert set(lines) <= set(done.stdout.splitlines()), done.stdout
    words = {"vi": "Bản tiếng Anh còn cũ: không biết (", "en": "English that is behind: not known ("}
    assert done.stdout.startswith(words[lang])
    assert bytes_of(small) == before


def test_the_command_tells_what_is_behind(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    behind(small, (f"vi/{KQ}", "Con số 51", "Số 51"))
    done = run(small, monkeypatch, "--lang", "en")
    first, second = done.stdout.splitlines()[:2]
    assert first == "English that is behind: 1"
    assert second.startswith(f"  docs/en/{KQ}:")
    assert ": the opening words, the Vietnamese changed on " in second


def test_programs_get_json(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(small, monkeypatch, "--format", "json")
    found = json.loads(done.stdout)
    assert (done.exit_code, found["sources"]) == (0, 2)
    assert set(found) == set(told(small))


def test_settings_that_do_not_hold_are_refused(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "archive.toml").write_text("slug = 1\n", "utf-8")
    done = run(small, monkeypatch)
    assert (done.exit_code, done.stdout, "archive.toml:1:1" in done.stderr) == (2, "", True), done.output
