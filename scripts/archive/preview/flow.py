"""One build of the preview: the flow of `archive build`, but for what is not written yet.

Takes the project's root, the environment, and the files of pages that somebody looks at; puts the site into
`.preview/shown` where one can be built, those pages first, and gives an `Outcome`, whatever happens: a refusal and a
crash are words in it. Works in `.preview/` alone, which no other build touches, so that `archive build` may run at the
same time. `.preview/docs` holds the pages that were last shown.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from archive.build import protected
from archive.checks.known import checked
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.environment import knowing, make_context
from archive.findings import Finding, Text, errors
from archive.folders import PREVIEW
from archive.kept.fingerprint import fingerprint
from archive.kept.memory import Memory
from archive.kept.store import Kept
from archive.listener import Listener
from archive.lock import BusyError
from archive.making import Making, read_kept
from archive.preview.sources import blamed, set_aside, without_spare
from archive.publish import MARKER, MARKER_TEXT, ensure_ours, heal, locked
from archive.refusal import TRACEBACK, Refusal, refusal_of
from archive.regular import at

SHOWN = f"{PREVIEW}/shown"
ROUNDS = 5
"""How often what is blamed is set aside: what leans on a page that was left out goes in the next round."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a build of the preview went."""

    findings: tuple[Finding, ...] = ()
    """All that is wrong with the sources as they are, warnings too."""
    shown: bool = False
    """Whether the preview was built from the sources as they are, but for the files of the next two."""
    left_out: tuple[str, ...] = ()
    """Pages and files of `docs/` that are not in the preview, because they have errors or lean on some that have."""
    as_before: tuple[str, ...] = ()
    """Pages that the preview shows as they were before."""
    refusal: Text | None = None
    """Why nothing was built, where that is no finding."""
    busy: bool = False
    """Whether that is because another preview of this project is being built, so that it is worth asking again."""
    whole: bool = True
    """Whether all is as it should be now: where not, it is so of the pages that were looked at."""
    beside: str = field(default="", compare=False)
    """Changes with any file that pages show and do not name by its text, such as pictures."""


Tell = Callable[[Outcome], object]


def preview(
    root: Path,
    environment: Mapping[str, str],
    memory: Memory | None = None,
    looked_at: Collection[str] = (),
    tell: Tell = lambda outcome: None,
) -> Outcome:
    """Build the preview once; never fails.

    `memory` is what this process has at hand from its last build; as soon as the pages that are looked at can be shown,
    an outcome that is not whole is told.
    """
    try:
        with locked(root / PREVIEW), at(root / PREVIEW):
            at_hand = memory or Memory()
            outcome = _build(root, environment, at_hand, looked_at, tell)
            if memory is None:
                at_hand.write()
            return outcome
    except Exception as error:
        if environment.get(TRACEBACK) and not isinstance(error, Refusal):
            traceback.print_exc()
        return Outcome(refusal=refusal_of(error).message, busy=isinstance(error, BusyError))


def _build(
    root: Path, environment: Mapping[str, str], memory: Memory, looked_at: Collection[str], tell: Tell
) -> Outcome:
    work, target = root / PREVIEW, root / SHOWN
    ensure_ours(target, protected(root))
    heal(target)
    archive = without_spare(read_archive(root, memory.parsed))
    earlier = read_archive(work, memory.parsed)
    memory.remember([*earlier.pages, *archive.pages])
    aside: frozenset[str] = frozenset()
    told: set[Finding] = set()
    early = Early(target)
    with early:
        for attempt in range(ROUNDS + 1):
            held = knowing(set_aside(archive, earlier, aside), environment)
            findings = checked(held, work, memory.read)
            if not errors(findings):
                kept = read_kept(work, memory.read)
                making = Making(root, held, make_context(held, environment), work, kept)
                if first := making.first(looked_at) if looked_at else []:
                    early.show(work / "site", kept, first)
                    tell(_shown(told.union(findings), archive, earlier, aside, kept, whole=False))
                findings += making.site(Listener())
            wrong = errors(findings)
            if not attempt or not wrong:
                # What is wrong only because something was left out is nobody's to mend.
                told.update(findings)
            if not wrong:
                show(work / "site", target, kept)
                _remember(held, work / "docs", kept)
                kept.save()
                early.stays()
                return _shown(told, archive, earlier, aside, kept)
            more = blamed(held, earlier, wrong) - aside
            if not more:
                break
            aside |= more
    return Outcome(tuple(sorted(told)))


class Early:
    """Pages that are shown before the rest is made; they are put back where it is not."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._before: dict[Path, bytes | None] = {}

    def show(self, site: Path, kept: Kept, names: Collection[str]) -> None:
        """Show these pages, by their files in the site."""
        for path in (self._target / name for name in names):
            self._before.setdefault(path, path.read_bytes() if path.is_file() else None)
        show(site, self._target, kept, names)

    def stays(self) -> None:
        """All is made: what is shown stays."""
        self._before.clear()

    def __enter__(self) -> None:
        """Nothing is shown yet."""

    def __exit__(self, *_: object) -> None:
        for path, content in self._before.items():
            with suppress(OSError):  # where a disk is full nothing can be put back either
                path.unlink(missing_ok=True)
                if content is not None:
                    path.write_bytes(content)


def show(site: Path, target: Path, kept: Kept, names: Collection[str] | None = None) -> None:
    """Have in the target what was made of the site: all of it, or these files alone. Each is replaced in whole."""
    made, tree = kept.trees["site"], kept.tree("shown", target)
    # The marker comes first, so that a preview which somebody ends halfway is known as ours by the next.
    tree.put(MARKER, MARKER_TEXT.encode())
    for name in made if names is None else names:
        tree.copy(name, site / name, made[name].label)
    if names is None:
        tree.sweep()
        kept.trees["shown"] = tree.files
    else:
        kept.trees["shown"] = {**tree.known, **tree.files}


def _shown(
    told: Collection[Finding],
    archive: Archive,
    earlier: Archive,
    aside: frozenset[str],
    kept: Kept,
    *,
    whole: bool = True,
) -> Outcome:
    former = {page.file: page.raw for page in earlier.pages if page.file in aside}
    now = {page.file: page.raw for page in archive.pages}
    left_out = aside & (now.keys() | {f"docs/{asset}" for asset in archive.assets}) - former.keys()
    as_before = {file for file, raw in former.items() if now.get(file) != raw}
    beside = fingerprint(sorted((name, known.label) for name, known in kept.trees["shown"].items() if _beside(name)))
    return Outcome(
        tuple(sorted(told)), True, tuple(sorted(left_out)), tuple(sorted(as_before)), whole=whole, beside=beside
    )


def _beside(name: str) -> bool:
    """Whether a page shows the file though its own bytes do not change with it."""
    return name.startswith("assets/") and not name.endswith((".js", ".json"))


def _remember(archive: Archive, docs: Path, kept: Kept) -> None:
    """Have the pages that are shown beside the preview, to show them again where they hold no more."""
    tree = kept.tree("docs", docs)
    for page in archive.pages:
        tree.put(f"{page.lang}/{page.path}", page.raw)
    tree.sweep()
    kept.trees["docs"] = tree.files
