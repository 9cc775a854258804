"""`archive renumber`: another id for a record that was never published, with its claims, files and all naming them.

Takes an `Archive`, an id or a page, and the new id; gives a `Plan`. Where two records have one id, the page that is
named gets the new one, with its twin: what other pages mean by the old id nobody can say, so these places are told and
left. A page's own words, such as a command with made-up arguments, name no record and are left too. Refuses an id that
was published, is taken, or is none of the kind; and one that stands twice, where no page is named by its path.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from archive.checks.prose import at
from archive.content.kinds.base import LONGEST_ID, Common
from archive.content.kinds.campaign import Campaign
from archive.content.model import Archive, Page, page_url
from archive.content.statement import id_url
from archive.editing import front
from archive.editing.changes import Plan, plan
from archive.editing.links import address_spans
from archive.editing.pages import (
    Pair,
    following,
    hold_address_unpublished,
    hold_links,
    hold_place,
    holders,
    pair_named,
)
from archive.editing.text import Edit, line_start, offset
from archive.findings import Text
from archive.new import address_part, hold_number, hold_unpublished
from archive.refusal import Refusal

_SLUGS = re.compile(r"(?<=\bcampaigns=)(\"[^\"]*\"|'[^']*'|[^ =}]+)")
"""The value of the one attribute of a claim in which records stand without their prefix."""


@dataclass(frozen=True, slots=True)
class Names:
    """A record's old and new id, by which its claims are named too, and its kind's prefix."""

    old: str
    new: str
    prefix: str
    records: Collection[str]
    """All ids of records: `n-bao-2` may be one, and no claim of `n-bao`."""

    def found(self, text: str) -> Iterator[re.Match[str]]:
        """Where the record or one of its claims is named, as a word; in a path no record is named."""
        pattern = rf"(?<![\w/.-]){re.escape(self.old)}(-[1-9][0-9]{{0,3}})?(?![\w/-]|\.\w)"
        return (match for match in re.finditer(pattern, text) if match[0] == self.old or match[0] not in self.records)

    def changed(self, name: str) -> str:
        """The new name of the record, or of a claim of its."""
        return f"{self.new}{name[len(self.old) :]}"

    def slug(self, name: str) -> str:
        """The new name of a campaign that is named without its prefix."""
        return self.new[len(self.prefix) + 1 :] if f"{self.prefix}-{name}" == self.old else name


def renumber(archive: Archive, old: str, new: str) -> Plan:
    """The plan of a new id."""
    pair = pair_named(old, archive)
    meta = pair.vi.meta
    if not isinstance(meta, Common) or not meta.prefix:
        raise Refusal(
            Text(f"{pair.vi.file} không phải hồ sơ có mã", f"{pair.vi.file} is no record: it has no id that can change")
        )
    names = Names(meta.id, new, meta.prefix, archive.records)
    doubled = len(holders(archive, names.old)) > 1
    _hold_new(archive, meta, new)
    hold_address_unpublished(archive, pair)
    if not doubled:
        hold_unpublished(archive, names.old)
    hold_unpublished(archive, new)
    path = _path(pair, names)
    if path != pair.path:
        hold_place(archive, path, pair.path)
    stem = f"{names.old}-"
    claims = [claim.id for page in pair.both for claim in page.body.claims if claim.id.startswith(stem)]
    anchors = {name: names.changed(name) for name in claims}
    follows, renamed = following(archive, pair, path, anchors, {} if doubled else {names.old: new})
    edits = {file: list(found) for file, found in follows.edits.items()}
    for page in archive.pages:
        if page.path == pair.path or not doubled:
            edits[page.file] += _named(page, names, archive.settings.own_words.get(page.path, ()))
    made = plan(archive, edits, follows.moves, follows.settings)
    hold_links(archive, made.after, renamed)
    notes = tuple(_ambiguous(made.after, names, path)) if doubled else ()
    return replace(made, notes=notes, name=new, told=(_told(made.after, names, path),))


def _told(after: Archive, names: Names, path: str) -> Text:
    """Where the record is found now, and what became of its old id."""
    own, address = id_url(names.new, "vi"), page_url(path, "vi")
    others = ", ".join(page.file for page in holders(after, names.old))
    left = (
        Text(f"{names.old} là của {others}", f"{names.old} is that of {others}")
        if others
        else Text(
            f"{names.old} chưa từng công bố nên không giữ lại", f"{names.old} was never published and is not kept"
        )
    )
    return Text(f"trang nay ở {address} và {own}; {left.vi}", f"the page is at {address} and {own} now; {left.en}")


def _hold_new(archive: Archive, meta: Common, new: str) -> None:
    """Refuse a new id that is none of the kind, or that some page has."""
    rest = new.removeprefix(f"{meta.prefix}-")
    shape = f"{meta.prefix}-{'08' if meta.numbered else '…'}"
    numbered = re.fullmatch("[0-9]{2}|[1-9][0-9]{2,}", rest) if meta.numbered else None
    fits = rest != new and len(new) <= LONGEST_ID and (numbered or not meta.numbered)
    if not fits:
        raise Refusal(Text(f"mã mới phải có dạng {shape}", f"the new id must have the form {shape}"))
    if numbered:
        hold_number(int(rest))
    address_part(rest)
    if new == meta.id:
        raise Refusal(Text(f"trang đã mang mã {new}", f"the page has the id {new} already"))
    taken = dict(archive.ids_given)
    if new in taken:
        raise Refusal(Text(f"mã {new} đã có ở {taken[new]}", f"the id {new} stands in {taken[new]}"))
    if new in archive.claims:
        home = archive.record_of(new).vi.file
        raise Refusal(Text(f"{new} là một thông tin ở {home}", f"{new} is a claim in {home}"))


def _path(pair: Pair, names: Names) -> str:
    """The path below `docs/<lang>`, with the new id where the file's name begins with the old one, whole or bare."""
    folder, slash, name = pair.path.rpartition("/")
    stem = name.removesuffix(".md")
    for ahead in ("", f"{names.prefix}-"):
        old, new = names.old.removeprefix(ahead), names.new.removeprefix(ahead)
        if stem == old or (not ahead and stem.startswith(f"{old}-")):
            return f"{folder}{slash}{new}{stem[len(old) :]}.md"
    return pair.path


def _named(page: Page, names: Names, own_words: Iterable[str]) -> Iterator[Edit]:
    """Every place of a page that names the record or its claims: ids, relations, attributes, comments and words.

    Links are edited by their address.
    """
    for match in _naming(page, names, own_words):
        yield Edit(*match.span(), names.changed(match[0]))
    if names.prefix != Campaign.prefix:
        return
    for scalar in page.front.scalars:
        if scalar.key.startswith("campaigns.") and (new := names.slug(scalar.text)) != scalar.text:
            yield front.exchanged(scalar, new)
    for claim in page.body.claims:
        if claim.campaigns:
            place = claim.place_of("campaigns")
            value = _SLUGS.search(page.text, offset(page, place), line_start(page, place.line + 1))
            if value:
                yield Edit(*value.span(), re.sub(r"[a-z0-9-]+", lambda slug: names.slug(slug[0]), value[0]))


def _naming(page: Page, names: Names, own_words: Iterable[str]) -> Iterator[re.Match[str]]:
    """Where a page names the record or its claims, but for addresses and the page's own words."""
    others: list[tuple[int, int]] | None = None
    for match in names.found(page.text):
        if others is None:
            own = (found.span() for words in own_words for found in re.finditer(re.escape(words), page.text))
            others = [*address_spans(page), *own]
        if not any(first <= match.start() < last for first, last in others):
            yield match


def _ambiguous(after: Archive, names: Names, path: str) -> Iterator[Text]:
    """The places where other pages name the id that two had, for the editor to look at."""
    pair = {path, *(page.path for page in holders(after, names.old))}
    for page in after.pages:
        own_words = after.settings.own_words.get(page.path, ())
        for match in _naming(page, names, own_words) if page.path not in pair else ():
            place, name, new = at(page, match.start()), match[0], names.changed(match[0])
            yield Text(
                f"{place}: chưa rõ {name} là của trang nào; nếu của trang vừa đánh số lại thì viết {new}",
                f"{place}: {name} may mean either page; where it is the one renumbered now, write {new}",
            )
