"""`archive move`: a page and its twin at another address, the old one kept, every link leading where it led.

Takes an `Archive`, the page's name and the new path or address; gives a `Plan`. The old address becomes an alias where
it was ever published. Where somebody has moved the files of a published page by hand, or one file of any page, what was
to go with them follows. Refuses what `pages` refuses, and to move the home page.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from archive.checks.files import alias_path
from archive.content.kinds.base import Common
from archive.content.model import Archive, Page, page_url
from archive.editing import front
from archive.editing.changes import Plan, plan
from archive.editing.links import Renamed, below_docs, link_edits, links_left_behind
from archive.editing.pages import (
    Pair,
    following,
    hold_links,
    new_path,
    pair_named,
    path_of,
    recorded,
    renamed_settings,
)
from archive.editing.text import Edit
from archive.findings import LANGS, Text
from archive.refusal import Refusal


def move(archive: Archive, old: str, new: str) -> Plan:
    """The plan of a move."""
    was, there = path_of(old, archive), path_of(new, archive)
    if was not in {page.path for page in archive.pages} and recorded(archive, was):
        if any(page.path == there for page in archive.pages):
            return _catch_up(archive, was, there, pair_named(f"docs/vi/{there}", archive))
    elif half := _half_moved(archive, was, there):
        return _catch_up(archive, was, there, half)
    pair = pair_named(old, archive)
    if pair.path == "index.md":
        raise Refusal(Text("trang chủ không chuyển đi đâu được", "the home page has no other place"))
    path = new_path(new, pair.path, archive)
    aliases = _aliases(archive, pair.vi, pair.path, path)
    follows, renamed = following(archive, pair, path, {}, {})
    edits = dict(follows.edits)
    edits[pair.vi.file] = [*edits[pair.vi.file], *aliases.edits]
    made = plan(archive, edits, follows.moves, follows.settings)
    hold_links(archive, made.after, renamed)
    front.hold(made.after.by_path["vi", path], aliases.data)
    return _telling(made, pair, pair.path, path)


def _half_moved(archive: Archive, old: str, path: str) -> Pair | None:
    """The pair of which one file alone was moved by hand; the home page is none."""
    found = {lang: [at for at in (old, path) if (lang, at) in archive.by_path] for lang in LANGS}
    if sorted(found.values()) != sorted([[old], [path]]) or old == "index.md":
        return None
    vi, en = (archive.by_path[lang, found[lang][0]] for lang in LANGS)
    return Pair(vi, en)


def _catch_up(archive: Archive, old: str, path: str, pair: Pair) -> Plan:
    """The plan of what follows where the files moved already: links to the old place, the page's own, the alias.

    So too where one of the two files did: the other one goes with them.
    """
    renamed = Renamed({f"{lang}/{old}": f"{lang}/{path}" for lang in LANGS}, {})
    aliases = _aliases(archive, pair.vi, old, path)
    edits = {page.file: list(link_edits(page, renamed)) for page in archive.pages}
    known = {*map(renamed.place, map(below_docs, archive.pages)), *archive.assets}
    moves = {page.file: f"docs/{page.lang}/{path}" for page in pair.both if page.path == old}
    for page in pair.both:
        if page.file in moves:
            own = front.schema_edits(page, moves[page.file])
        else:
            own = links_left_behind(page, f"{page.lang}/{old}", known)
        edits[page.file] = [*edits[page.file], *own]
    edits[pair.vi.file] = [*edits[pair.vi.file], *aliases.edits]
    made = plan(archive, edits, moves, renamed_settings(archive, {old: path}, {}))
    front.hold(made.after.by_path["vi", path], aliases.data)
    return _telling(made, pair, old, path)


def _telling(made: Plan, pair: Pair, old: str, path: str) -> Plan:
    """The plan with where readers find the page, and what its old address does."""
    former, address = page_url(old, "vi"), page_url(path, "vi")
    said = Text(f"trang nay ở {address}", f"the page is at {address} now")
    if former == address:
        told = said
    elif recorded(made.before, old):
        told = Text(
            f"{said.vi}; địa chỉ cũ {former} dẫn tới đó (aliases)",
            f"{said.en}; its old address {former} leads there (aliases)",
        )
    else:
        told = Text(
            f"{said.vi}; {former} chưa từng công bố nên không giữ lại",
            f"{said.en}; {former} was never published and is not kept",
        )
    name = pair.vi.meta.id if isinstance(pair.vi.meta, Common) else f"docs/vi/{path}"
    return replace(made, name=name, told=(told,))


@dataclass(frozen=True, slots=True)
class _Aliases:
    """The edits of a page's aliases, and its front matter with them."""

    edits: tuple[Edit, ...]
    data: dict[str, Any]


def _aliases(archive: Archive, page: Page, old: str, path: str) -> _Aliases:
    """The old address put in where it was published; the new one taken out, where the page comes back to it."""
    there = [scalar.text for scalar in front.items(page, "aliases")]
    address = page_url(path, "vi")
    back = [alias for alias in there if alias_path(alias) == address]
    former = page_url(old, "vi")
    parted = former != address and former.strip("/") not in there and recorded(archive, old)
    added = former.strip("/") if parted else ""
    if not back and not added:
        return _Aliases((), dict(page.front.data))
    front.hold_readable(page)
    if back and added:
        # In its place: an edit within a list and one at its end might touch.
        found = next(one for one in front.items(page, "aliases") if one.text == back[0])
        edit, values = front.exchanged(found, added), [added if alias == back[0] else alias for alias in there]
    elif back:
        edit, values = front.item_taken(page, "aliases", back[0]), [alias for alias in there if alias != back[0]]
    else:
        edit, values = front.item_added(page, "aliases", front.spelt(added)), [*there, added]
    return _Aliases((edit,), front.with_items(page.front.data, "aliases", values))
