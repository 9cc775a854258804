"""The read stage: every file under `docs/`, read once and parsed once.

Takes the project's root and gives an `Archive`. Symbolic links are never followed, devices never opened; what is over a
cap is not parsed. Refuses nothing: what is wrong is kept in the values, with its place, for `checks` to name.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from archive.content import markdown
from archive.content.body import Body
from archive.content.frontmatter import FrontMatter, read_front
from archive.content.kinds.base import Common, Meta, Translation
from archive.content.model import Archive, Page, Record, Unreadable
from archive.findings import LANGS, Lang, Place
from archive.settings import NOTHING_READ, Own, read_settings

MAX_BYTES = 256 * 1024
MAX_LINE = 8_000
MAX_NESTING = 40
MAX_FOLDERS = 12
MAX_LINES = 4_000
MAX_SIGNS = 6_000
MAX_CLAIMS = 500
MAX_BLANKS = 1_000
"""Caps far above honest use, met before any parser is: bytes a page, letters a line, brackets or quotes opened in a
row, folders within folders, lines a page, signs of Markdown a page and blanks in a row (parsers grow slow with the
square of both), and claims a page. What is over a cap is refused, and nothing more is asked of it."""
MAX_ASSET = 32 * MAX_BYTES
"""Bytes of any file: what is larger is not even opened."""
SIGNS = "[](){}<>*_`|#\\&~!@/"


class Raw(NamedTuple):
    """A page as it stands in its file; it follows from these alone."""

    raw: bytes
    path: str
    lang: Lang
    file: str


def parse(raws: Iterable[Raw]) -> list[Page]:
    """The pages of these files."""
    return [read_page(*raw) for raw in raws]


def read_archive(
    root: Path,
    parsed: Mapping[tuple[str, bytes], Page] = {},
    parse: Callable[[Sequence[Raw]], Sequence[Page]] = parse,
) -> Archive:
    """Everything under `root/docs`, indexed by path and by id.

    Pages that were `parsed` before, by their files and bytes, are not parsed again; the others are all at once.
    """
    raws: list[Raw] = []
    problems: list[Unreadable] = []
    assets: list[str] = []
    docs = root / "docs"
    if docs.is_symlink():
        return index(root, (), (Unreadable(Place("docs"), "symlink"),), own=read_settings(root))
    for path in _walk(docs, root, problems):
        relative = path.relative_to(docs).as_posix()
        lang, _, rest = relative.partition("/")
        if lang == "assets":
            assets.append(relative_to(path, docs))
        elif lang in LANGS and rest.endswith(".md"):
            file = relative_to(path, root)
            try:
                raws.append(Raw(path.read_bytes(), relative_to(path, docs / lang), lang, file))
            except OSError as error:
                problems.append(Unreadable(Place(file), "special", error.strerror or ""))
        else:
            problems.append(Unreadable(Place(relative_to(path, root)), "type"))
    known = {(raw.file, raw.raw): parsed.get((raw.file, raw.raw)) for raw in raws}
    new = [raw for raw in raws if known[raw.file, raw.raw] is None]
    known |= {(page.file, page.raw): page for page in parse(new)}
    pages = tuple(page for raw in raws if (page := known[raw.file, raw.raw]))
    return index(root, pages, tuple(problems), tuple(assets), own=read_settings(root))


def relative_to(path: Path, root: Path) -> str:
    """`path` as findings name it: from the root, with `/`; undecodable bytes in a name are shown escaped."""
    return path.relative_to(root).as_posix().encode("utf-8", "backslashreplace").decode("utf-8")


def _walk(folder: Path, root: Path, problems: list[Unreadable], depth: int = 0) -> Iterator[Path]:
    """Regular files below `folder`, sorted; links, devices and unreadable things become problems."""
    if depth > MAX_FOLDERS:
        problems.append(Unreadable(Place(relative_to(folder, root)), "folder", str(MAX_FOLDERS)))
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        if folder.exists():
            problems.append(Unreadable(Place(relative_to(folder, root)), "special", error.strerror or ""))
        return
    for entry in entries:
        path = Path(entry.path)
        mode = entry.stat(follow_symlinks=False).st_mode
        if stat.S_ISLNK(mode):
            problems.append(Unreadable(Place(relative_to(path, root)), "symlink"))
        elif stat.S_ISDIR(mode):
            yield from _walk(path, root, problems, depth + 1)
        elif stat.S_ISREG(mode):
            if entry.stat(follow_symlinks=False).st_size > MAX_ASSET:
                problems.append(Unreadable(Place(relative_to(path, root)), "size"))
            else:
                yield path
        else:
            problems.append(Unreadable(Place(relative_to(path, root)), "special"))


def read_page(raw: bytes, path: str, lang: Lang, file: str) -> Page:
    """A page from its bytes; never fails."""
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    refused = _refusal(raw, text)
    if refused:
        return Page(lang, path, file, raw, text, FrontMatter(), None, Body(), refused)
    front, model, body = read_front(text, file, lang)
    meta = model if isinstance(model, Meta | Translation) else None
    return Page(lang, path, file, raw, text, front, meta, markdown.parse(body, file, front.body_line))


BLANKS = re.compile(rf"(?<![^\S\n])[^\S\n]{{{MAX_BLANKS + 1}}}")
_MARKS = re.compile(rf"^[ >\t*+-]{{{MAX_NESTING}}}", re.MULTILINE)


def _refusal(raw: bytes, text: str) -> str:
    """The cap that the file is over, or nothing."""
    if len(raw) > MAX_BYTES:
        return "bytes"
    if len(text) > MAX_LINES and text.count("\n") > MAX_LINES:
        return "lines"
    if len(text) > MAX_SIGNS and sum(map(text.count, SIGNS)) > MAX_SIGNS:
        return "signs"
    if text.count(".claim") > MAX_CLAIMS:
        return "claims"
    if any(len(line) > MAX_LINE for line in text.split("\n")):
        return "line"
    if BLANKS.search(text):
        return "blanks"
    if _nesting(text) > MAX_NESTING:
        return "nesting"
    return ""


def _nesting(text: str) -> int:
    """The most brackets, quotation or list marks opened in one paragraph: an upper bound of any parser's depth."""
    if sum(map(text.count, "[{(")) <= MAX_NESTING and not _MARKS.search(text):
        return 0  # no letter for letter search where nothing could be too deep
    deepest = depth = 0
    for line in text.split("\n"):
        if not line.strip():
            depth = 0
            continue
        marks = len(line) - len(line.lstrip(" >\t-*+"))
        for letter in line:
            if letter in "[{(":
                depth += 1
                deepest = max(deepest, depth)
            elif letter in "]})" and depth:
                depth -= 1
        deepest = max(deepest, marks if ">" in line[:marks] or "\t" in line[:marks] else marks // 2)
    return deepest


def index(
    root: Path,
    pages: tuple[Page, ...],
    problems: tuple[Unreadable, ...] = (),
    assets: tuple[str, ...] = (),
    own: Own = NOTHING_READ,
) -> Archive:
    """An `Archive` of these pages. Of two pages with one id the first in order is indexed; checks name the second."""
    by_path = {(page.lang, page.path): page for page in pages}
    records: dict[str, Record] = {}
    homes: dict[str, str] = {}
    for page in pages:
        if page.lang != "vi" or not isinstance(page.meta, Common) or page.meta.id in records:
            continue
        record = Record(page.meta.id, page, by_path.get(("en", page.path)), page.meta)
        records[record.id] = record
        for claim in record.claims:
            homes.setdefault(claim.id, record.id)
    return Archive(root, pages, problems, assets, by_path, records, homes, own)
