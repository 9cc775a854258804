"""Pages are not parsed again by the next process; what is kept of them is values, whoever wrote the file."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.archives import KQ, edit, make

from archive import beside
from archive.content import read
from archive.content.model import Page
from archive.content.read import Raw, read_archive
from archive.folders import BUILD
from archive.kept import held, parsed
from archive.kept.fingerprint import fingerprint
from archive.kept.parsed import NAME, read_known
from archive.kept.secret import SECRET, owner

Seen = list[str]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project in whose folder for builds a process has worked."""
    made = make(tmp_path)
    (made / BUILD).mkdir()
    read_known(made, made / BUILD)
    return made


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """The files of the pages that are parsed."""
    found: Seen = []

    def noted(raws: Iterable[Raw]) -> list[Page]:
        given = list(raws)
        found.extend(raw.file for raw in given)
        return read.parse(given)

    monkeypatch.setattr(parsed, "parse", noted)
    return found


def test_the_next_process_parses_nothing_where_nothing_changed(root: Path, seen: Seen) -> None:
    before = (root / BUILD / NAME).stat()
    assert read_known(root, root / BUILD) == read_archive(root)
    assert seen == []
    assert (root / BUILD / NAME).stat() == before, "the file is written again"


def test_what_changed_is_parsed_and_kept(root: Path, seen: Seen) -> None:
    edit(root, (f"vi/{KQ}", "51 đơn vị giúp", "51 đơn vị cùng giúp"))
    (root / "docs/en" / KQ).unlink()
    for due in ([f"docs/vi/{KQ}"], []):
        seen.clear()
        assert read_known(root, root / BUILD) == read_archive(root)
        assert seen == due


def test_two_processes_make_the_same_of_many_pages(root: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch) -> None:
    one = (root / BUILD / NAME).read_bytes()
    (root / BUILD / NAME).unlink()
    for module in (beside, parsed):
        monkeypatch.setattr(module, "ENOUGH", 2)
    monkeypatch.setattr(beside, "possible", lambda: True)
    whole = read_archive(root)
    assert read_known(root, root / BUILD) == whole
    assert 0 < len(seen) < len(whole.pages), "one process did it all"
    assert len((root / BUILD / NAME).read_bytes()) == len(one)
    seen.clear()
    assert read_known(root, root / BUILD) == whole
    assert seen == []


def test_what_claims_state_is_kept_with_their_pages(root: Path) -> None:
    [page] = [page for page in read_known(root, root / BUILD).pages if page.file == f"docs/vi/{KQ}"]
    [facts] = [facts for words, facts in vars(page)["facts"].items() if words.startswith("51 đơn vị")]
    assert [str(figure) for figure in facts.figures] == ["51"]
    [worded] = [words for text, words in vars(page)["worded"].items() if text.startswith("51 đơn vị")]
    assert worded.startswith(" 51 đơn vị ")


def test_the_digests_of_claims_are_kept_and_right(root: Path) -> None:
    """What is kept is taken for the claim's own: it must be what a fresh one would have."""
    kept, fresh = (read_known(root, root / BUILD), read_archive(root))
    assert kept.claims
    for name, claim in kept.claims.items():
        assert "_fingerprint" in vars(claim), f"{name} is told anew in every process"
        assert fingerprint(claim) == fingerprint(fresh.claims[name])
        assert fingerprint(claim) != fingerprint(replace(claim, text=f"{claim.text}!"))


def _rewritten(work: Path, change: Callable[[list[bytes]], list[bytes]]) -> None:
    """The file as somebody would write it who could do all that a build can."""
    held.write(work / NAME, owner(work), change([*held.read(work / NAME)]))


class _Harm:
    """Runs a command wherever it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, (f"touch {self.mark}",)


def _folder(work: Path) -> None:
    (work / NAME).unlink()
    (work / NAME).mkdir()


SPOILT: dict[str, Callable[[Path], object]] = {
    "one letter": lambda work: (work / NAME).write_bytes((work / NAME).read_bytes().replace(b"docs", b"dosc", 1)),
    "cut short": lambda work: _rewritten(work, lambda data: [*data[1:], data[0][:-9]]),
    "no part": lambda work: _rewritten(work, lambda data: [*data, b"x"]),
    "no pages": lambda work: _rewritten(work, lambda data: [*data, pickle.dumps([1, 2])]),
    "no list": lambda work: _rewritten(work, lambda data: [*data, pickle.dumps(5)]),
    "a command": lambda work: _rewritten(work, lambda data: [*data, pickle.dumps([_Harm(work / "harmed")])]),
    "a function of ours": lambda work: _rewritten(work, lambda data: [*data, pickle.dumps([read_archive])]),
    "a class of others": lambda work: _rewritten(work, lambda data: [*data, pickle.dumps([Path])]),
    "another secret": lambda work: (work / SECRET).unlink(),
    "a folder": _folder,
}


@pytest.mark.parametrize("spoil", SPOILT.values(), ids=SPOILT)
def test_what_does_not_hold_is_parsed_anew(root: Path, seen: Seen, spoil: Callable[[Path], object]) -> None:
    whole = read_archive(root)
    spoil(root / BUILD)
    assert read_known(root, root / BUILD) == whole
    assert len(seen) == len(whole.pages)
    assert not (root / BUILD / "harmed").exists(), "what the file named was run"


def test_without_the_folder_nothing_is_kept(root: Path, seen: Seen) -> None:
    shutil.rmtree(root / BUILD)
    assert read_known(root, root / BUILD) == read_archive(root)
    assert not (root / BUILD).exists()


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(root: Path) -> None:
    (root / BUILD / NAME).unlink()
    os.mkfifo(root / BUILD / f"{NAME}.new")
    assert read_known(root, root / BUILD) == read_archive(root)
