"""A plan: what a command would make of the archive's files, held to the check, then carried out whole or not at all.

Takes an `Archive` and edits of its pages; gives a `Plan` with the archive as it would be, the errors that it would have
and has not now, and carries it out. Refuses, with everything put back, what the system does not let be
written, and files that somebody has changed since they were read.
"""

from __future__ import annotations

import contextlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from archive import regular
from archive.checks.checking import everything
from archive.checks.followups import causes
from archive.content.model import Archive
from archive.content.read import MAX_ASSET, index, read_page
from archive.editing.text import Edit, edited
from archive.findings import Finding, Place, Text, errors
from archive.refusal import Refusal
from archive.settings import FILE, settings_from


@dataclass(frozen=True)
class Plan:
    """What is to be written, and nothing is yet. Files are named from the project's root."""

    before: Archive
    files: Mapping[str, bytes]
    """The new bytes of each file that changes, by its new name."""
    moves: Mapping[str, str] = field(default_factory=dict)
    """Each file that moves, and where to."""
    notes: tuple[Text, ...] = ()
    """What was left for the editor to see to."""
    settings: bytes = b""
    """The bytes of `archive.toml` that its new ones were made of."""
    name: str = ""
    """What `archive check` is asked of next: an id, or a page that is no record."""
    told: tuple[Text, ...] = ()
    """What readers find afterwards, and where."""
    cure: Callable[[list[Finding]], Text | None] = lambda _: None
    """What is to be done where these errors hinder it and their places are right as they stand in the files."""

    @cached_property
    def after(self) -> Archive:
        """The archive as it would be read again."""
        langs = {page.file: page.lang for page in self.before.pages}
        langs |= {new: langs[old] for old, new in self.moves.items()}
        kept = {page.file: page for page in self.before.pages if page.file not in self.moves}
        for file, data in self.files.items():
            if file in langs:
                kept[file] = read_page(data, file[len("docs/vi/") :], langs[file], file)
        # In the order in which folders are read.
        pages = tuple(kept[file] for file in sorted(kept, key=lambda file: file.split("/")))
        own = settings_from(self.files[FILE]) if FILE in self.files else self.before.own
        again = index(self.before.root, pages, self.before.problems, self.before.assets, own)
        return replace(again, latest=self.before.latest, history=self.before.history, site_url=self.before.site_url)

    @property
    def changed(self) -> list[str]:
        """Every file that is another one afterwards: written, moved away, or both."""
        return sorted({*self.files, *self.moves}, key=Place)


def plan(
    archive: Archive,
    edits: Mapping[str, Iterable[Edit]],
    moves: Mapping[str, str] | None = None,
    settings: tuple[str, str] | None = None,
    notes: tuple[Text, ...] = (),
) -> Plan:
    """The plan of these edits by file, the moves, the settings (old and new); what would stay is left out."""
    moves = moves or {}
    files: dict[str, bytes] = {}
    for page in archive.pages:
        data = edited(page, edits.get(page.file, ()))
        if data != page.raw:
            files[moves.get(page.file, page.file)] = data
        elif page.file in moves:
            files[moves[page.file]] = page.raw
    if settings is not None:
        files[FILE] = settings[1].encode("utf-8")
    return Plan(archive, files, moves, notes, settings[0].encode("utf-8") if settings else b"")


def hindrances(of: Plan) -> list[Finding]:
    """The errors that the archive would have and has not now: causes first, as the check tells them.

    Errors are counted by file and rule: where they stand, and which ids they name, may change with the plan. What
    only follows from another error is counted too, since with that error it comes to light without being new.
    """
    raw = everything(of.after)
    known = Counter(_sort(finding, of.moves) for finding in errors(list(everything(of.before))))
    new = Counter(_sort(finding) for finding in errors(list(raw))) - known
    wrong = sorted(finding for finding in errors(list(raw)) if _sort(finding) in new)
    first = set(causes(of.after, raw))
    return [finding for finding in wrong if finding in first] or wrong


def _sort(finding: Finding, moves: Mapping[str, str] | None = None) -> tuple[str, str]:
    file = finding.place.path
    return finding.code, (moves or {}).get(file, file)


def carry_out(of: Plan) -> None:
    """Write everything, or nothing: whatever ends the work, Ctrl-C too, every file is put back as it was."""
    root = of.before.root
    _hold_unchanged(of)
    with ExitStack() as undo:
        for old, new in of.moves.items():
            source, target = root / old, root / new
            _have_folder(root, target.parent, undo)
            if os.path.lexists(target):
                raise Refusal(Text(f"đã có {new}; chọn chỗ khác", f"{new} is there already; choose another place"))
            undo.callback(_put_back, source, target)
            with regular.at(target):
                source.rename(target)
        regular.replace_whole({root / name: data for name, data in of.files.items()})
        undo.pop_all()
    for old in of.moves:
        _drop_empty((root / old).parent, root / "docs")


def _hold_unchanged(of: Plan) -> None:
    read = {page.file: page.raw for page in of.before.pages} | {FILE: of.settings}
    back = {new: old for old, new in of.moves.items()}
    for name in of.files:
        file = back.get(name, name)
        if file in read and regular.read(of.before.root / file, MAX_ASSET) != read[file]:
            raise Refusal(
                Text(
                    f"{file} vừa đổi trong lúc chạy; không ghi gì, hãy chạy lại",
                    f"{file} has just been changed; nothing is written, run again",
                )
            )


def _have_folder(root: Path, folder: Path, undo: ExitStack) -> None:
    """The folder, with those above it that are missing; all that were made are taken away again by `undo`."""
    missing = [one for one in (folder, *folder.parents) if not os.path.lexists(one)]
    for one in reversed(missing):
        undo.callback(_rmdir, one)
    regular.folder(root, folder)


def _put_back(source: Path, target: Path) -> None:
    if os.path.lexists(target) and not os.path.lexists(source):
        target.rename(source)


def _rmdir(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _drop_empty(folder: Path, top: Path) -> None:
    """Folders in which nothing is left go; git keeps none either."""
    while folder.parent not in {top, folder}:
        try:
            folder.rmdir()
        except OSError:
            return
        folder = folder.parent
