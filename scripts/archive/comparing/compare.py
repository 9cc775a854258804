"""Two archives held against each other: gives `Changes`.

Takes two archives, each of which lies where its `root` says, for the addresses that it has published; of the newer one
the past is asked, where it is known, for English that was left behind. Drafts are left aside, as readers never meet
them, but for a list of those that are new or another. Refuses nothing: what cannot be read on one side is named, and
nothing is said of it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain

from archive import regular
from archive.checks.published import aliases_of, answers
from archive.checks.stale import Behind, behind
from archive.comparing.facets import between, flat
from archive.comparing.pages import pages, terms, unread
from archive.comparing.statements import statements
from archive.comparing.value import Addresses, Changes, Draft, Facet, Figure, FileChange
from archive.content.drafts import published
from archive.content.kinds import KINDS
from archive.content.kinds.base import Common
from archive.content.model import Archive, page_url
from archive.content.read import MAX_ASSET
from archive.content.statement import id_url
from archive.content.terms import sourced
from archive.extending import is_generated
from archive.findings import LANGS, Text
from archive.history.units import units
from archive.ledger import is_address, known_addresses
from archive.settings import FILE
from archive.stage.generated.statistics import UNKNOWNS
from archive.stage.generated.statuses import TITLES, group

_PAGES, _TERMS, _FILES = Text("Trang", "Pages"), Text("Thuật ngữ", "Glossary terms"), Text("Tệp kèm theo", "Assets")
_DRAFTS = Text("Bản nháp", "Drafts")


def compare(old: Archive, new: Archive) -> Changes:
    """All that a reader would notice between the two, and what an editor has to see to."""
    files = {**unread(old), **unread(new)}
    names = {*files.values()}
    before, after = published(old), published(new)
    own = old.own.faults or new.own.faults
    said, stood = tuple(statements(before, after, names)), tuple(pages(before, after, (old, new), names))
    words = tuple(terms(before, after, names))
    told = {*(change.page for change in said), *(change.path for change in stood), *_paths(old, new, files)}
    told |= {page.path for page in after.pages if words and sourced(page)}
    return Changes(
        said,
        stood,
        words,
        () if own else tuple(_settings(before, after)),
        tuple(_files(before, after)),
        tuple(_drafts(old, new)),
        () if names or own else tuple(_figures(old, new, before, after)),
        _addresses(before, after, _unknown((before, after), names)),
        tuple(_stale(old, new)),
        tuple(sorted({*files, *([FILE] if own else [])})),
        tuple(_otherwise(before, after, told)),
    )


def _paths(old: Archive, new: Archive, files: Collection[str]) -> Iterator[str]:
    """The paths of the pages that these files are."""
    return (page.path for archive in (old, new) for page in archive.pages if page.file in files)


def _otherwise(old: Archive, new: Archive, told: Collection[str]) -> Iterator[str]:
    """The files of pages that stand on both sides, are others than they were, and are not at a path that is told of."""
    for page in new.pages:
        was = old.by_path.get((page.lang, page.path))
        if was is not None and was.raw != page.raw and page.path not in told:
            yield page.file


def _settings(old: Archive, new: Archive) -> Iterator[Facet]:
    before, after = (flat(archive.settings.model_dump(mode="json")) for archive in (old, new))
    return between(before, after)


def _files(old: Archive, new: Archive) -> Iterator[FileChange]:
    before, after = {*old.assets}, {*new.assets}
    for path in sorted(before | after):
        if path not in before:
            yield FileChange(path, "added")
        elif path not in after:
            yield FileChange(path, "gone")
        elif _digest(old, path) != _digest(new, path):
            yield FileChange(path, "changed")


def _digest(archive: Archive, path: str) -> str:
    with suppress(OSError):
        return hashlib.sha256(regular.read(archive.root / "docs" / path, MAX_ASSET)).hexdigest()
    return ""


def _drafts(old: Archive, new: Archive) -> Iterator[Draft]:
    for path in sorted(new.drafts):
        said = [[page.raw for lang in LANGS if (page := side.by_path.get((lang, path)))] for side in (old, new)]
        if said[0] != said[1]:
            title = [page.title if (page := new.by_path.get((lang, path))) else path for lang in LANGS]
            yield Draft(path, Text(*title), not said[0])


def _figures(old: Archive, new: Archive, before: Archive, after: Archive) -> Iterator[Figure]:
    sides = [_counted(archive, whole) for archive, whole in ((before, old), (after, new))]
    for what in dict.fromkeys(chain(*sides)):
        one, other = (side.get(what, 0) for side in sides)
        if one != other:
            yield Figure(what, one, other)


def _counted(archive: Archive, whole: Archive) -> Mapping[Text, int]:
    """How many there are of each: what the site's page of figures counts, and what editors do."""
    live = [record for record in archive.records.values() if not record.meta.withdrawn]
    groups = Counter(group(statement) for statement in archive.statements.values())
    kinds = Counter(record.kind for record in live)
    found = {archive.settings.told(title): groups[name] for name, title in TITLES.items()}
    found |= {kind.plural: kinds[name] for name, kind in KINDS.items()}
    found[_PAGES] = sum(1 for page in archive.pages if page.lang == "vi")
    found[UNKNOWNS] = sum(len(record.unknowns("vi")) for record in live)
    found[_TERMS], found[_FILES], found[_DRAFTS] = len(archive.terms), len(archive.assets), len(whole.drafts)
    return found


def _unknown(archives: Iterable[Archive], unread: Collection[str]) -> set[str]:
    """The addresses of pages that cannot be read on one side: of these nobody can say that they are new or gone."""
    found: set[str] = set()
    for archive in archives:
        pages = [page for page in archive.pages if {page.path, f"en/{page.path}"} & {*unread}]
        records = [one for one in archive.records.values() if {one.id, one.vi.path} & {*unread}]
        names = [name for one in records for name in (one.id, *(claim.id for claim in one.claims))]
        paths = [*(page.path for page in pages), *(one.vi.path for one in records)]
        found |= {page_url(path, lang) for path in paths for lang in LANGS}
        found |= {id_url(name, lang) for name in names for lang in LANGS}
    return found


def _addresses(old: Archive, new: Archive, unknown: Collection[str]) -> Addresses:
    before, after = answers(old), answers(new)
    recorded = {line for archive in (old, new) for line in known_addresses(archive.root) if is_address(line)}
    recorded |= new.history.ledger.keys()
    led = [_led(archive) for archive in (old, new)]
    lost = {address for address in before - after if not is_generated(address.removeprefix("en/"))} - {*unknown}
    return Addresses(
        tuple(sorted(after - before - led[1].keys() - {*unknown})),
        tuple(sorted((one, to) for one, to in led[1].items() if one in before and led[0].get(one) != to)),
        tuple(sorted(lost & recorded)),
        tuple(sorted(lost - recorded)),
    )


def _led(archive: Archive) -> Mapping[str, str]:
    """Every address that leads a reader on, and where to: aliases, records' ids, statements that say the same."""
    found = {**aliases_of(archive)}
    for lang in LANGS:
        found |= {id_url(name, lang): record.url(lang) for name, record in archive.records.items()}
        merged = (one for one in archive.claims.values() if one.withdrawn and one.same_as in archive.claims)
        found |= {id_url(one.id, lang): id_url(str(one.same_as), lang) for one in merged}
    return found


def _stale(old: Archive, new: Archive) -> Iterator[Behind]:
    """What of the English is behind, where its Vietnamese says another thing than it did."""
    for page in new.pages:
        if page.lang == "en" and page.path in new.history.stale:
            then, now = (_said(archive, page.path, new) for archive in (old, new))
            yield from (one for one in behind(page, new) if then.get(one.unit) != now.get(one.unit))


def _said(archive: Archive, path: str, new: Archive) -> Mapping[str, str]:
    """The digests of the Vietnamese units of the page that stands at a path of the newer archive."""
    page = new.by_path.get(("vi", path))
    record = archive.records.get(page.meta.id) if page and isinstance(page.meta, Common) else None
    found = record.vi if record else archive.by_path.get(("vi", path))
    return {name: unit.digest for name, unit in units(found).items()} if found else {}
