"""What `archive check --fix` mends: what is safe, and nothing else.

Takes a page's bytes and gives them in NFC, with LF line ends and one at the end, without BOM and white space at lines'
ends, with straight quotation marks and plain spaces where YAML and attribute lists need them, and with the front
matter's keys in their kind's order, comments kept above their keys. Twice is the same as once. No rule asks for
that order: it is made in pages that somebody names, so that what is found on one page changes no other.
Refuses nothing: what is no UTF-8, or has front matter that cannot be read, keeps what could not be mended.
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from archive import regular
from archive.checks.letters import TRAILING
from archive.checks.spelling import STRAIGHTENED, straightened
from archive.content.frontmatter import FENCE, FrontMatter, read_front, split
from archive.content.kinds import model_for
from archive.content.read import MAX_BYTES, read_page, relative_to
from archive.findings import LANGS, Lang
from archive.named import within

_MODELINE = "# yaml-language-server:"
_FIRST = ("id", "kind", "title", "draft", "summary")
_LAST = "unknowns"


def fixed(data: bytes, lang: Lang, *, keys: bool = True) -> bytes:
    """The bytes of a page, mended; the order of its keys too, unless `keys` is false."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return data
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text)
    text = "\n".join(line.rstrip(TRAILING) for line in text.split("\n"))
    if text and not text.endswith("\n"):
        text += "\n"
    text = straight(text, lang)
    return (ordered(text, lang) if keys else text).encode("utf-8")


def straight(text: str, lang: Lang) -> str:
    """The text with plain spaces and straight quotation marks in its front matter and attribute lists.

    Read again afterwards: front matter that would lose a key, or have one fault more, stays as it was.
    """
    if text.isascii() or not STRAIGHTENED.search(text):
        return text
    page = read_page(text.encode("utf-8"), "", lang, "")
    if page.refused:
        return text
    lines = text.split("\n")
    first = page.front.body_line - 1
    code = {number - 1 for start, end in page.body.code for number in range(start, end)}
    body = [line if n in code else straightened(line, front=False) for n, line in enumerate(lines[first:], first)]
    head = [straightened(line, front=True) for line in lines[:first]]
    mended = "\n".join([*head, *body])
    again, _, _ = read_front(mended, "", lang)
    kept = again.body_line == page.front.body_line and set(page.front.data) <= set(again.data)
    return mended if kept and len(again.problems) <= len(page.front.problems) else "\n".join([*lines[:first], *body])


def ordered(text: str, lang: Lang) -> str:
    """The text with its front matter's keys in the order of the kind's fields; as it was where that is not safe."""
    block, _, body_line = split(text)
    if not block:
        return text
    front, _, _ = read_front(text, "", lang)
    if any(problem.fault not in {"value", "required", "unknown-key"} for problem in front.problems):
        return text
    lines = text.split("\n")
    head = lines[1 : body_line - 2]
    chunks, rest = _chunks(head, front)
    order = {name: rank for rank, name in enumerate(key_order(dict(front.data), lang))}
    names = sorted(chunks, key=lambda name: order.get(name, len(order)))
    if names == list(chunks):
        return text
    first = next(iter(chunks))
    top = [line for line in chunks[first] if line.startswith(_MODELINE)]
    kept = {**chunks, first: [line for line in chunks[first] if line not in top]}
    moved = [line for name in names for line in kept[name]]
    mended = "\n".join([FENCE, *top, *moved, *rest, *lines[body_line - 2 :]])
    again, _, _ = read_front(mended, "", lang)
    return mended if again.data == front.data and not _new_faults(front, again) else text


def key_order(data: dict[str, Any], lang: Lang) -> list[str]:
    """The order of a kind's keys: what names the page, the kind's fields as the model has them, what is not known."""
    fields = list(model_for(data, lang).model_fields)
    if lang != "vi":
        return fields
    first = [name for name in _FIRST if name in fields]
    return [*first, *(name for name in fields if name not in {*first, _LAST}), _LAST]


def _new_faults(before: FrontMatter, after: FrontMatter) -> bool:
    return sorted(p.fault for p in before.problems) != sorted(p.fault for p in after.problems)


def _chunks(head: Sequence[str], front: FrontMatter) -> tuple[Mapping[str, Sequence[str]], Sequence[str]]:
    """The lines of each top-level key with the comments above it, and the comments behind the last."""
    starts = sorted((place.line - 2, key) for key, place in front.places.items() if key in front.data)
    bounds = [_with_comments(head, line) for line, _ in starts]
    end = _with_comments(head, len(head))
    if len(set(bounds)) < len(bounds) or (bounds and bounds[0] > 0):
        return {}, ()
    chunks = {key: head[first:last] for (_, key), first, last in zip(starts, bounds, [*bounds[1:], end], strict=True)}
    return chunks, head[end:]


def _with_comments(head: Sequence[str], line: int) -> int:
    """The first of the comment lines straight above `line`; blank lines among them go with them."""
    while line and (head[line - 1].startswith("#") or not head[line - 1]):
        line -= 1
    return line


def fix_tree(root: Path, named: Collection[str] = ()) -> list[str]:
    """Mend the pages among these files and folders, each written whole or not at all; the changed files, sorted.

    Where none is named, all pages are looked at, and what no rule finds anything wrong with stays as it is.
    """
    changed = []
    for lang in LANGS:
        for path in _pages(root / "docs" / lang):
            if named and not within(relative_to(path, root), named):
                continue
            data = path.read_bytes()
            mended = fixed(data, lang, keys=bool(named))
            if mended != data:
                regular.replace_whole({path: mended})
                changed.append(relative_to(path, root))
    return sorted(changed)


def _pages(folder: Path) -> Iterator[Path]:
    """Pages below `folder`; links are not followed, devices and files over the cap are left alone."""
    if folder.is_symlink() or folder.parent.is_symlink():
        return
    for place, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        for name in sorted(files):
            path = Path(place, name)
            if name.endswith(".md") and _is_plain(path):
                yield path


def _is_plain(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_size <= MAX_BYTES and os.access(path, os.R_OK)
