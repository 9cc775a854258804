"""Which page somebody means, and where pages may go: what the commands of editors share.

Takes a name in any form that a command prints, or a new path, and an `Archive`; gives a page with its twin, or the
path. Refuses a name that means several pages, a claim or what nobody wrote, a lone twin, a place that is taken or none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from archive import regular
from archive.checks.files import alias_path, aliases, is_filled
from archive.content.model import Archive, Page, page_url
from archive.content.read import MAX_FOLDERS
from archive.editing import own
from archive.editing.front import schema_edits
from archive.editing.links import Renamed, below_docs, hold, link_edits
from archive.editing.text import Edit
from archive.escaping import printable
from archive.extending import is_generated
from archive.findings import LANGS, Text
from archive.ledger import LEDGER, read_ledger
from archive.named import below_site, files_named, hold_read, id_named
from archive.new import address_part, hold_path_free
from archive.refusal import Refusal
from archive.settings import FILE, MAX_BYTES

_BELOW_DOCS = re.compile(r"(?:\./)?(?:docs/)?(?:(?:vi|en)/)?")


@dataclass(frozen=True, slots=True)
class Pair:
    """A page and its twin."""

    vi: Page
    en: Page

    @property
    def path(self) -> str:
        """Where both stand, below `docs/<lang>`."""
        return self.vi.path

    @property
    def both(self) -> tuple[Page, Page]:
        """The two of them, the Vietnamese first."""
        return self.vi, self.en


def holders(archive: Archive, record_id: str) -> list[Page]:
    """The Vietnamese pages that give themselves this id, those too whose front matter does not hold."""
    return [page for page in archive.pages if page.lang == "vi" and page.front.data.get("id") == record_id]


def hold_single(archive: Archive, name: str) -> None:
    """Refuse an id that two records, or claims of two, give themselves, and one that cannot be read where it stands."""
    found = holders(archive, name) or holders(archive, name.rpartition("-")[0])
    if len(found) > 1:
        record_id, paths = found[0].front.data["id"], ", ".join(page.file for page in found)
        raise Refusal(
            Text(
                f"mã {record_id} bị trùng ở {paths}; đánh số lại một trang: `archive renumber ĐƯỜNG-DẪN MÃ-MỚI`",
                f"the id {record_id} stands twice, in {paths}; renumber one of these: `archive renumber PATH NEW-ID`",
            )
        )
    hold_read(name, archive)


def pair_named(name: str, archive: Archive) -> Pair:
    """The page of this name with its twin."""
    hold_single(archive, name)
    if (claim := id_named(name, archive)) in archive.claims:
        home = archive.homes[claim]
        raise Refusal(
            Text(f"{claim} là một thông tin; ghi mã của trang: {home}", f"{claim} is a claim; name the record: {home}")
        )
    try:
        files = files_named(name, archive)
    except Refusal:
        _hold_written(name, archive)
        raise
    paths = {file[len("docs/vi/") :] for file in files if file.startswith(("docs/vi/", "docs/en/"))}
    found = {page.path for page in archive.pages if page.path in paths}
    if len(found) != 1:
        _hold_written(name, archive)
        shown = printable(name)
        raise Refusal(
            Text(
                f"“{shown}” không chỉ đúng một trang; ghi đường dẫn, mã hay địa chỉ của một trang đang có",
                f"“{shown}” names no page, or several; write the path, the id or the address of one that is there",
            )
        )
    path = found.pop()
    vi, en = (archive.by_path.get((lang, path)) for lang in LANGS)
    if vi is None or en is None:
        lang, other = LANGS[::-1] if vi is None else LANGS
        raise Refusal(
            Text(
                f"docs/{lang}/{path} không có bản cùng tên trong docs/{other}; thêm bản ấy trước",
                f"docs/{lang}/{path} has no twin in docs/{other}; add it first",
            )
        )
    return Pair(vi, en)


def _hold_written(name: str, archive: Archive) -> None:
    """Refuse a page that the build makes."""
    path = _BELOW_DOCS.sub("", below_site(name, archive).lstrip("/"), count=1)
    stem = path.removesuffix(".md").strip("/")
    made = (f"{stem}.md", f"{stem}/index.md")
    if is_generated(f"{stem}/") or any(one in archive.unwritten_lists for one in made):
        shown = printable(name)
        raise Refusal(
            Text(
                f"“{shown}” là trang do máy dựng, không ai viết, nên không sửa hay chuyển được",
                f"the page “{shown}” is made by the build: nobody wrote it, and nobody can change or move it",
            )
        )


# --- Where a page may go


def path_of(name: str, archive: Archive, *, index: bool = False) -> str:
    """The path below `docs/<lang>` that is meant by a path or an address, be anything there or not."""
    given = _BELOW_DOCS.sub("", below_site(name.strip(), archive).lstrip("/"), count=1)
    return given if given.endswith(".md") else f"{given.rstrip('/')}{'/index' if index else ''}.md"


def new_path(name: str, old: str, archive: Archive) -> str:
    """The path below `docs/<lang>` that a path or an address stands for, for the page that stands at `old`."""
    path = path_of(name, archive, index=old.endswith("/index.md"))
    *folders, last = path.removesuffix(".md").split("/")
    for part in (*folders, *([] if last == "index" and folders else [last])):
        address_part(part)
    if len(folders) >= MAX_FOLDERS:
        raise Refusal(
            Text(
                f"{path} nằm sâu quá {MAX_FOLDERS} thư mục; chọn chỗ nông hơn",
                f"{path} lies deeper than {MAX_FOLDERS} folders; choose a place further up",
            )
        )
    hold_place(archive, path, old)
    return path


def hold_place(archive: Archive, path: str, old: str) -> None:
    """Refuse a path whose address belongs to the frame, to the build, or to another page than the one at `old`."""
    stem = page_url(path, "vi").strip("/")
    if is_filled(stem) or stem.split("/")[0] in LANGS:
        raise Refusal(
            Text(
                f"{stem}/ là địa chỉ của khung trang; chọn chỗ khác",
                f"{stem}/ is the frame's own; choose another place",
            )
        )
    if path == old:
        raise Refusal(Text(f"trang đã ở {path}", f"the page is at {path} already"))
    hold_path_free(archive, path, leaving=old)
    for page in archive.pages:
        for alias, place in aliases(page):
            if page.path != old and alias_path(alias) == page_url(path, "vi"):
                raise Refusal(
                    Text(
                        f"địa chỉ {stem}/ dẫn tới {page.file} ({place}); chọn chỗ khác",
                        f"the address {stem}/ leads to {page.file} ({place}); choose another place",
                    )
                )


def recorded(archive: Archive, path: str) -> str:
    """The address of a page, where it or its twin's is recorded as published; else nothing."""
    known = set(read_ledger(archive.root))
    return next((url for lang in LANGS if (url := page_url(path, lang)) in known), "")


def hold_address_unpublished(archive: Archive, pair: Pair) -> None:
    """Refuse a page whose address was published."""
    if address := recorded(archive, pair.path):
        raise Refusal(
            Text(
                f"{address} đã công bố ({LEDGER}), nên mã của trang ấy không đổi nữa",
                f"{address} was published ({LEDGER}), so the id of that page changes no more",
            )
        )


# --- What follows from a page that has another place


@dataclass(frozen=True, slots=True)
class Following:
    """What a new place asks of all files: edits by file, which files move, old and new settings where they change."""

    edits: Mapping[str, list[Edit]]
    moves: Mapping[str, str]
    settings: tuple[str, str] | None


def following(
    archive: Archive, pair: Pair, path: str, anchors: Mapping[str, str], records: Mapping[str, str]
) -> tuple[Following, Renamed]:
    """What follows where the pair stands at `path`, its ids named by `anchors`, and key records by `records`."""
    places = {below_docs(page): f"{page.lang}/{path}" for page in pair.both}
    renamed = Renamed(places, anchors)
    edits = {page.file: list(link_edits(page, renamed)) for page in archive.pages}
    moves = {}
    if path != pair.path:
        moves = {page.file: f"docs/{page.lang}/{path}" for page in pair.both}
        for page in pair.both:
            edits[page.file] += schema_edits(page, moves[page.file])
    return Following(edits, moves, renamed_settings(archive, {pair.path: path}, records)), renamed


def renamed_settings(archive: Archive, pages: Mapping[str, str], records: Mapping[str, str]) -> tuple[str, str] | None:
    """The text of the settings, and that with these new names; None where they name none of the old ones."""
    old = regular.read(archive.root / FILE, MAX_BYTES).decode("utf-8")
    new = own.renamed(old, pages, records)
    return (old, new) if new != old else None


def hold_links(before: Archive, after: Archive, renamed: Renamed) -> None:
    """Refuse where a link of any page would lead elsewhere."""
    now = {below_docs(page): page for page in after.pages}
    for page in before.pages:
        hold(page, now[renamed.place(below_docs(page))], renamed)
