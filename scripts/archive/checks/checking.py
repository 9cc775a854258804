"""The check stage: all rules on the sources, run over an `Archive`; gives sorted `Finding`s, causes alone."""

from __future__ import annotations

from itertools import islice

from archive.catalogue import rules, run
from archive.checks.followups import causes
from archive.content.model import Archive
from archive.extending import MOST, Rule, Spoils
from archive.findings import Finding, Place
from archive.refusal import Refusal


def check(archive: Archive, only: tuple[Rule, ...] | None = None) -> list[Finding]:
    """All findings on the sources (or of `only` these rules), sorted, each once, without what only follows from another.

    A page over a cap is looked at by no rule on pages: its text has any size and any shape.
    """
    found: set[Finding] = set()
    pages = [page for page in archive.pages if not page.refused]
    asked = rules() if only is None else only
    if archive.own.faults and only is None:
        asked = tuple(rule for rule in asked if rule.spoils is Spoils.ARCHIVE)
    for rule in asked:
        if rule.on_page:
            for page in pages:
                found.update(run(rule, Place(page.file), islice(rule.on_page(page, archive), MOST)))
        if rule.on_archive:
            found.update(run(rule, Place("docs"), rule.on_archive(archive)))
    return causes(archive, found)


def hold_settings(archive: Archive) -> None:
    """Refuse to write by settings that do not hold: a folder or an address that is not meant could not be taken back."""
    first = tuple(rule for rule in rules() if rule.spoils is Spoils.ARCHIVE)
    for finding in check(archive, first):
        raise Refusal(finding)
