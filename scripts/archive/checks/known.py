"""All findings on the sources of a project, and what a check of them keeps for the next one.

Takes an archive, and the environment or the folder that builds work in; gives the findings, sorted. What the last check
kept in that folder is used, where the folder is there; what keeps nothing finds the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from archive.checks.checking import check
from archive.checks.looked import Looked
from archive.content.model import Archive
from archive.environment import knowing
from archive.findings import Finding
from archive.folders import BUILD
from archive.kept import store
from archive.kept.secret import build_secret
from archive.kept.store import Kept
from archive.refusal import Refusal


def all_findings(archive: Archive, environment: Mapping[str, str]) -> list[Finding]:
    """Everything that is known to be wrong before anything is written: content, ledger and the renderer's settings.

    Refuses a $SOURCE_DATE_EPOCH, which bounds the days of withdrawals, or a $SITE_URL that does not hold.
    """
    return checked(knowing(archive, environment), archive.root / BUILD)


def checked(archive: Archive, work: Path, read: Callable[[Path], Kept] = store.read) -> list[Finding]:
    """All findings on the sources; what the last check kept in the folder `work`, where it is there, is used."""
    kept = None
    with suppress(OSError, Refusal):
        if work.is_dir() and not work.is_symlink():
            build_secret(work)
            kept = read(work / store.CHECKED)
    looked = Looked(kept.of("check") if kept else None)
    findings = check(archive, looked=looked)
    if kept:
        kept.units = {"check": looked.keeping}
        kept.save()
    return findings
