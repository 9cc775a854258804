"""The check stage: all rules on the sources, run over an `Archive`; gives sorted `Finding`s, causes alone.

Drafts are checked with the rest. Where that holds, what is published without them is looked at once more by itself: a
figure that only a draft supports, or a menu that names one, is found there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import Any

from archive.beside import in_two
from archive.catalogue import rules, run
from archive.checks.followups import causes
from archive.checks.looked import Looked
from archive.content.drafts import published
from archive.content.model import Archive, Page
from archive.extending import MOST, Rule, Spoils
from archive.findings import LANGS, Finding, Place, Text, errors
from archive.refusal import Refusal
from archive.settings import FILE as SETTINGS


def check(archive: Archive, only: tuple[Rule, ...] | None = None, looked: Looked | None = None) -> list[Finding]:
    """All findings on the sources (or of `only` these rules), sorted, each once, without what only follows from another.

    What was `looked` at before, and has not changed, is not looked at again.
    """
    found = causes(archive, _told(archive, only, looked))
    if not archive.drafts or errors(found):
        return found
    rest = published(archive)
    alone = {*causes(rest, _told(rest, only))}.difference(found)
    return sorted([*found, *map(_without_drafts, alone)])


def everything(archive: Archive) -> set[Finding]:
    """What every rule finds, those findings too that only follow from another, with drafts and without."""
    found = _told(archive, None)
    alone = _told(published(archive), None) - found if archive.drafts else set[Finding]()
    return found | set(map(_without_drafts, alone))


_LEFT_ASIDE = Text(" (không kể bản nháp)", " (drafts left aside)")
_PUBLISH_IT = Text(
    "; hoặc bỏ `draft: true` ở bản nháp có điều ấy", "; or drop `draft: true` from the draft that has it"
)


def _without_drafts(finding: Finding) -> Finding:
    """A finding on what is published by itself; who reads the sources would not see why."""
    message, fix = (
        Text(*(words[lang] + more[lang] for lang in LANGS))
        for words, more in ((finding.message, _LEFT_ASIDE), (finding.fix, _PUBLISH_IT))
    )
    return replace(finding, message=message, fix=fix)


def _told(archive: Archive, only: tuple[Rule, ...] | None, looked: Looked | None = None) -> set[Finding]:
    """What each rule finds. A page over a cap is looked at by no rule on pages: its text has any size and any shape."""
    found: set[Finding] = set()
    pages = [page for page in archive.pages if not page.refused]
    looked = Looked() if looked is None or only is not None or archive.own.faults else looked
    asked = rules() if only is None else only
    if archive.own.faults and only is None:
        asked = _on_settings()
    items = [*(rule for rule in asked if rule.on_archive), *looked.due(pages, archive)]
    for told, keeping in in_two(partial(_on_all, asked, archive, looked), items):
        found |= told
        looked.keeping |= keeping
    return found


def _on_all(
    asked: Sequence[Rule], archive: Archive, looked: Looked, items: Sequence[Rule | Page]
) -> tuple[set[Finding], dict[str, Any]]:
    """What these rules find on the archive and all rules on these pages; what is to be kept of pages without findings."""
    found: set[Finding] = set()
    keeping: dict[str, Any] = {}
    on_pages = [rule for rule in asked if rule.on_page]
    for item in items:
        if isinstance(item, Rule):
            found.update(_on_archive(item, archive))
            continue
        with looked.at(item, archive) as look:
            look.found.update(one for rule in on_pages for one in _on_page(rule, item, look.archive))
        found |= look.found
        keeping |= look.keeping
    return found, keeping


def _on_archive(rule: Rule, archive: Archive) -> Iterator[Finding]:
    if rule.on_archive:
        yield from run(rule, Place("docs"), rule.on_archive(archive))


def _on_page(rule: Rule, page: Page, archive: Archive) -> Iterator[Finding]:
    if rule.on_page:
        yield from run(rule, Place(page.file), islice(rule.on_page(page, archive), MOST))


def hold_settings(archive: Archive) -> None:
    """Refuse to write by settings that do not hold: a folder or an address that is not meant could not be taken back."""
    for finding in check(archive, _on_settings()):
        if finding.place.path == SETTINGS:
            raise Refusal(finding)


def _on_settings() -> tuple[Rule, ...]:
    """The rules on settings, and those on why a file, be it theirs, cannot be read: these lean on no setting."""
    return tuple(rule for rule in rules() if rule.spoils in {Spoils.ARCHIVE, Spoils.FILE})
