"""One build of the preview: the flow of `archive build`, but for what is not written yet.

Takes the project's root and the environment; puts the site into `.preview/shown` where one can be built, and gives an
`Outcome`, whatever happens: a refusal and a crash are words in it. Works in `.preview/` alone, which no other build
touches, so that `archive build` may run at the same time. `.preview/docs` holds the pages that were last shown.
"""

from __future__ import annotations

import shutil
import traceback
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from archive.build import Listener, checked, make_site, protected, publish_kept, read_kept
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.environment import knowing, make_context
from archive.findings import Finding, Text, errors
from archive.folders import PREVIEW
from archive.preview.sources import blamed, set_aside, without_spare
from archive.publish import BusyError, ensure_ours, heal, locked
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


def preview(root: Path, environment: Mapping[str, str]) -> Outcome:
    """Build the preview once; never fails."""
    try:
        with locked(root / PREVIEW), at(root / PREVIEW):
            return _build(root, environment)
    except Exception as error:
        if environment.get(TRACEBACK) and not isinstance(error, Refusal):
            traceback.print_exc()
        return Outcome(refusal=refusal_of(error).message, busy=isinstance(error, BusyError))


def _build(root: Path, environment: Mapping[str, str]) -> Outcome:
    work, target = root / PREVIEW, root / SHOWN
    ensure_ours(target, protected(root))
    heal(target)
    archive, earlier = without_spare(read_archive(root)), read_archive(work)
    aside: frozenset[str] = frozenset()
    told: set[Finding] = set()
    for attempt in range(ROUNDS + 1):
        kept = knowing(set_aside(archive, earlier, aside), environment)
        findings = checked(kept, work)
        if not errors(findings):
            known = read_kept(work)
            findings += make_site(root, kept, make_context(kept, environment), work, Listener(), kept=known)
        wrong = errors(findings)
        if not attempt or not wrong:
            # What is wrong only because something was left out is nobody's to mend.
            told.update(findings)
        if not wrong:
            publish_kept(work / "site", target, known)
            _remember(kept, work / "docs")
            return _shown(told, archive, earlier, aside)
        more = blamed(kept, earlier, wrong) - aside
        if not more:
            break
        aside |= more
    return Outcome(tuple(sorted(told)))


def _shown(told: set[Finding], archive: Archive, earlier: Archive, aside: frozenset[str]) -> Outcome:
    former = {page.file: page.raw for page in earlier.pages if page.file in aside}
    now = {page.file: page.raw for page in archive.pages}
    left_out = aside & (now.keys() | {f"docs/{asset}" for asset in archive.assets}) - former.keys()
    as_before = {file for file, raw in former.items() if now.get(file) != raw}
    return Outcome(tuple(sorted(told)), True, tuple(sorted(left_out)), tuple(sorted(as_before)))


def _remember(archive: Archive, docs: Path) -> None:
    shutil.rmtree(docs, ignore_errors=True)
    for page in archive.pages:
        path = docs / page.lang / page.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(page.raw)
