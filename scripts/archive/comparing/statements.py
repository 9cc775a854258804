"""Statements of two archives held against each other, by their ids.

Takes the two archives as they are published, and the pages that cannot be read; gives a `StatementChange` for each that
is not what it was, in the order of pages and of their text. What has another id and says the same has moved. Refuses
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from archive.comparing.facets import facet
from archive.comparing.value import Facet, StatementChange, StatementEvent
from archive.content.body import Claim
from archive.content.markdown import NO_CAMPAIGN
from archive.content.model import Archive
from archive.findings import LANGS, Lang, Text

INSTEAD, SAME = Text("câu thay thế", "replaced by"), Text("cùng nội dung với", "says the same as")
_PROSE: tuple[tuple[Text, Callable[[Claim], str | None]], ...] = (
    (Text("câu", "words"), lambda claim: claim.text),
    (Text("vì sao kết luận", "why it is concluded"), lambda claim: claim.reason.text if claim.reason else None),
    (Text("chức vụ", "office"), lambda claim: claim.office),
    (Text("tên gọi", "name"), lambda claim: claim.name),
    (Text("lý do", "reason"), lambda claim: claim.because),
)
"""What each language says by itself."""
_VALUES: tuple[tuple[Text, Callable[[Claim], str | None]], ...] = (
    (Text("nguồn", "source"), lambda claim: " ".join(map(str, claim.sources))),
    (Text("tình trạng", "status"), lambda claim: claim.status),
    (Text("tiền đề", "premises"), lambda claim: " ".join(claim.premises)),
    (Text("thời gian", "time"), lambda claim: claim.when),
    (Text("ngày đính chính", "day of the correction"), lambda claim: claim.corrected),
    (Text("ngày rút", "day of the withdrawal"), lambda claim: claim.withdrawn),
    (INSTEAD, lambda claim: claim.instead),
    (SAME, lambda claim: claim.same_as),
    (Text("lời đáp", "answer"), lambda claim: claim.answer),
    (
        Text("phong trào, lĩnh vực", "movements, fields"),
        lambda claim: NO_CAMPAIGN if claim.campaigns == () else " ".join(claim.campaigns or ()),
    ),
)
"""What no translation changes."""
_CHECKED = Text("ngày so hai bản", "day on which the two were compared")
DEFAULT = "reported"


def statements(old: Archive, new: Archive, unread: Collection[str]) -> Iterator[StatementChange]:
    """What became of each statement; `unread` are the ids and paths of pages of which nothing is known."""
    names = {side: _ids(archive, unread) for side, archive in (("old", old), ("new", new))}
    gone = [name for name in names["old"] if name not in new.claims]
    came = [name for name in names["new"] if name not in old.claims]
    moved = _moved(old, new, gone, came)
    for name in names["new"]:
        if name in old.claims or name in moved:
            was = moved.get(name, name)
            facets = tuple(_facets(old, new, was, name, unread))
            change = StatementChange(
                _event(old, new, was, name),
                name,
                _path(new, name),
                facets,
                was if was != name else "",
                _into(new, name),
            )
            if facets or change.event != "changed":
                yield change
        else:
            facets = tuple(_facets(None, new, name, name, unread))
            yield StatementChange("added", name, _path(new, name), facets, into=_into(new, name))
    left = {*moved.values()}
    for name in gone:
        if name not in left:
            yield StatementChange(
                "gone", name, _path(old, name), tuple(_facets(old, None, name, name, unread, new.settings.withheld))
            )


def _ids(archive: Archive, unread: Collection[str]) -> list[str]:
    records = sorted(archive.records.values(), key=lambda record: record.vi.path)
    kept = (record for record in records if not {record.id, record.vi.path} & {*unread})
    # A claim's id on another record's page is its first home's alone, as in the archive's own tables.
    return [claim.id for record in kept for claim in record.claims if archive.homes.get(claim.id) == record.id]


def _path(archive: Archive, name: str) -> str:
    return archive.record_of(name).vi.path


def _moved(old: Archive, new: Archive, gone: Collection[str], came: Collection[str]) -> Mapping[str, str]:
    """What came, with the id that the same words had; words that stand twice say nothing of whence they are."""
    said: dict[str, list[str]] = {}
    for name in gone:
        said.setdefault(old.claims[name].text, []).append(name)
    pairs: dict[str, list[str]] = {}
    for name in came:
        found = said.get(new.claims[name].text, [])
        if len(found) == 1:
            pairs.setdefault(found[0], []).append(name)
    return {names[0]: was for was, names in pairs.items() if len(names) == 1}


def _event(old: Archive, new: Archive, was: str, name: str) -> StatementEvent:
    before, after = old.claims[was], new.claims[name]
    if after.withdrawn and not before.withdrawn:
        return "merged" if after.same_as else "withdrawn"
    if before.withdrawn and not after.withdrawn:
        return "restored"
    return "moved" if was != name or old.homes[was] != new.homes[name] else "changed"


def _into(archive: Archive, name: str) -> str:
    withdrawal = archive.withdrawal(archive.claims[name]) if archive.claims[name].withdrawn else None
    return (withdrawal.successor if withdrawal else None) or ""


def _facets(
    old: Archive | None,
    new: Archive | None,
    was: str,
    name: str,
    unread: Collection[str],
    withheld: Collection[str] = (),
) -> Iterator[Facet]:
    before, after = (_claims(archive, id_) for archive, id_ in ((old, was), (new, name)))
    withheld = new.settings.withheld if new else withheld
    twins = {f"en/{_path(archive, id_)}" for archive, id_ in ((old, was), (new, name)) if archive}
    langs: list[Lang] = [lang for lang in LANGS if lang == "vi" or not twins & {*unread}]
    for what, read in _PROSE:
        for lang in langs:
            yield from facet(what, *_pair(read, before[lang], after[lang]), lang, withheld=withheld)
    for what, read in _VALUES:
        one, other = _pair(read, before["vi"], after["vi"])
        if (one, other) not in {("", DEFAULT), (DEFAULT, "")}:
            yield from facet(what, one, other, prose=False)
    if "en" in langs:
        yield from facet(_CHECKED, *_pair(lambda claim: claim.checked, before["en"], after["en"]), "en", prose=False)


def _claims(archive: Archive | None, name: str) -> Mapping[Lang, Claim | None]:
    return {"vi": archive.claims.get(name), "en": archive.english.get(name)} if archive else {"vi": None, "en": None}


def _pair(read: Callable[[Claim], str | None], before: Claim | None, after: Claim | None) -> tuple[str, str]:
    one, other = ((read(claim) or "") if claim else "" for claim in (before, after))
    return one, other
