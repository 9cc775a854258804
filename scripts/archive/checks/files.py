"""Rules on files and addresses: DV101 to DV112, DV114.

They look at names, types and sizes, before anyone reads a word: what is refused here would end up on the site as it
is, or could not be checked out on another machine.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from itertools import chain

from archive import regular, slugs
from archive.checks.prose import at, short
from archive.content.kinds.base import Meta
from archive.content.model import Archive, Page, page_url
from archive.content.read import (
    BLANKS,
    MAX_BLANKS,
    MAX_BYTES,
    MAX_CLAIMS,
    MAX_FOLDERS,
    MAX_LINE,
    MAX_LINES,
    MAX_NESTING,
    MAX_SIGNS,
    SIGNS,
)
from archive.extending import Problem, Spoils, is_generated, rule
from archive.findings import LANGS, Lang, Place, Text
from archive.folders import FILLED, RESULTS
from archive.ledger import LEDGER, MOST_BYTES
from archive.media.kinds import by_ending
from archive.stage.sections.accessibility import MOST_BYTES as RESULTS_BYTES

BESIDE = {LEDGER: MOST_BYTES, RESULTS: RESULTS_BYTES}
"""Files beside docs/ whose words a build takes up, and how many bytes each may have."""
_RESTORE = Text("khôi phục tệp từ git", "restore the file from git")
_COPY = re.compile(r"(?: ?\([0-9]+\)| - Copy| copy| - Bản sao)\.md$")
"""How systems name what is downloaded or copied once more."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*", re.ASCII)
_ALIAS = re.compile(r"/?(?:[a-z0-9][a-z0-9_-]*/)*(?:[a-z0-9][a-z0-9_-]*(?:\.md)?)?", re.ASCII)


def is_filled(stem: str) -> bool:
    """Whether the build fills this address: `chua-biet`, `id/kq-01`."""
    return is_generated(f"{stem}/") or stem.partition("/")[0] in FILLED


def alias_path(alias: str) -> str:
    """An alias as an address relative to the site's root, as `page_url` gives it."""
    path = alias.strip("/")
    return page_url(path if path.endswith(".md") else f"{path}.md", "vi") if path else ""


def aliases(page: Page) -> Iterator[tuple[str, Place]]:
    """The aliases of a Vietnamese page with the place of each."""
    if isinstance(page.meta, Meta):
        for index, alias in enumerate(page.meta.aliases):
            yield alias, page.key(f"aliases.{index}")


@rule("DV101")
def symlink(archive: Archive) -> Iterator[Problem]:
    """No symbolic links under docs/, nor among what is read beside it."""
    for problem in archive.problems:
        if problem.why == "symlink":
            yield Problem(problem.place)
    for name in BESIDE:
        if (archive.root / name).is_symlink():
            yield Problem(Place(name))


@rule("DV102")
def special_file(archive: Archive) -> Iterator[Problem]:
    """No devices, pipes or sockets, and nothing that cannot be read."""
    for problem in archive.problems:
        if problem.why == "special":
            detail = f": {problem.detail}" if problem.detail else ""
            yield Problem(problem.place, Text(f"Không phải tệp thường{detail}", f"This is not a regular file{detail}"))
    for asset in archive.assets:
        path = archive.root / "docs" / asset
        if path.exists() and not os.access(path, os.R_OK):
            yield Problem(Place(f"docs/{asset}"), Text("Không có quyền đọc tệp này", "This file may not be read"))
    for name, most in BESIDE.items():
        path = archive.root / name
        try:
            if os.path.lexists(path) and not path.is_symlink():
                data = regular.read(path, most)
                if name.endswith(".json"):
                    json.loads(data)
                else:
                    data.decode("utf-8")
        except json.JSONDecodeError as error:
            said = Text(f"Tệp này không phải JSON ({error.msg})", f"This file is no JSON ({error.msg})")
            yield Problem(Place(name, error.lineno, error.colno), said, _RESTORE)
        except UnicodeDecodeError:
            yield Problem(Place(name), Text("Tệp này không phải UTF-8", "This file is not UTF-8"), _RESTORE)
        except OSError as error:
            why = error.strerror
            yield Problem(
                Place(name), Text(f"Không đọc được tệp này ({why})", f"This file cannot be read ({why})"), _RESTORE
            )


@rule("DV103")
def file_type(archive: Archive) -> Iterator[Problem]:
    """Pages are .md files, assets are of a known type."""
    for problem in archive.problems:
        if problem.why == "type":
            page = problem.place.path.endswith(".md")
            stem = problem.place.path.rpartition("/")[2].partition(".")[0].lower()
            # The page that it was meant to be is not missing.
            alone = (one for one in archive.pages if archive.twin(one) is None and one.path.endswith(f"{stem}.md"))
            about = tuple(f"docs/{'en' if one.lang == 'vi' else 'vi'}/{one.path}" for one in alone)
            misspelt = problem.place.path.lower().endswith((".md", ".md.txt", ".markdown"))
            message, fix = _ELSEWHERE if page else _ENDING if misspelt else (None, None)
            yield Problem(problem.place, message, fix, about=about)
    for asset in archive.assets:
        if asset.rpartition(".")[2].lower() not in by_ending():
            yield Problem(Place(f"docs/{asset}"))


_ENDING = (
    Text("Đuôi tệp của trang phải là .md", "The name of a page ends in .md"),
    Text("đổi tên tệp", "rename the file"),
)
_ELSEWHERE = (
    Text("Trang phải nằm trong docs/vi hoặc docs/en", "Pages stand below docs/vi or docs/en"),
    Text("chuyển tệp vào đó", "move the file there"),
)


@rule("DV104")
def too_large(archive: Archive) -> Iterator[Problem]:
    """Files stay under the caps on bytes, lines, signs of Markdown and claims."""
    cap = MAX_BYTES // 1024
    text = Text(f"Tệp quá lớn (giới hạn {cap} KB)", f"The file is too large (the cap is {cap} KB)")
    for problem in archive.problems:
        if problem.why == "size":
            yield Problem(problem.place, Text("Tệp quá lớn", "The file is too large"))
    for page in archive.pages:
        if page.refused == "bytes":
            yield Problem(Place(page.file), text)
        elif page.refused == "lines":
            lines = Text(f"Tệp dài quá {MAX_LINES} dòng", f"The file is longer than {MAX_LINES} lines")
            yield Problem(Place(page.file, MAX_LINES + 1), lines)
        elif page.refused == "signs":
            signs = Text(
                f"Quá {MAX_SIGNS} dấu của Markdown ({SIGNS})", f"More than {MAX_SIGNS} signs of Markdown ({SIGNS})"
            )
            yield Problem(Place(page.file), signs)
        elif page.refused == "claims":
            yield Problem(Place(page.file), Text(f"Quá {MAX_CLAIMS} thông tin", f"More than {MAX_CLAIMS} claims"))


@rule("DV105", most=MAX_LINE)
def long_line(archive: Archive) -> Iterator[Problem]:
    """Lines stay under the caps on letters and on blanks in a row."""
    for page in archive.pages:
        for number, line in enumerate(page.text.split("\n"), 1) if page.refused == "line" else ():
            if len(line) > MAX_LINE:
                yield Problem(Place(page.file, number, MAX_LINE + 1))
        found = BLANKS.search(page.text) if page.refused == "blanks" else None
        if found:
            yield Problem(at(page, found.start()), *_TOO_BLANK)


_TOO_BLANK = (
    Text(f"Quá {MAX_BLANKS} dấu cách liền nhau", f"More than {MAX_BLANKS} blanks in a row"),
    Text("xóa bớt dấu cách", "delete them"),
)


@rule("DV106", most=MAX_NESTING)
def deep_nesting(archive: Archive) -> Iterator[Problem]:
    """Brackets, quotations and lists stay under the cap on depth."""
    for page in archive.pages:
        if page.refused == "nesting":
            yield Problem(_deepest(page))


def _deepest(page: Page) -> Place:
    """The line on which the most is open: the one an editor will look for."""
    most, found, depth = 0, 1, 0
    for number, line in enumerate(page.text.split("\n"), 1):
        depth = depth + sum(map(line.count, "[{(")) - sum(map(line.count, ")}]")) if line.strip() else 0
        here = max(depth, sum(map(line.count, "[{(")), len(line) - len(line.lstrip(" >\t-*+")))
        if here > most:
            most, found = here, number
    return Place(page.file, found)


@rule("DV107", spoils=Spoils.FILE, most=slugs.LONGEST)
def forbidden_name(archive: Archive) -> Iterator[Problem]:
    """Names are plain ASCII that every system takes, and those of pages have no dot."""
    pages = {page.file for page in archive.pages}
    # What is no page and no asset has to go: DV103 says so.
    strange = {problem.place.path for problem in archive.problems if problem.why == "type"}
    for file in sorted(set(_files(archive)) - strange):
        for part in file.split("/")[1:]:
            stem = part.removesuffix(".md")
            if (
                (file in pages and "." in stem)
                or not _NAME.fullmatch(part)
                or not slugs.portable(part)
                or part.endswith(".")
                or part == "README.md"
            ):
                text = Text(f"Tên “{short(part)}” không dùng được", f"The name “{short(part)}” cannot be used")
                yield Problem(Place(file), text, _better(part, file), about=(file,) if file in pages else ())
                break


def _better(part: str, file: str) -> Text | None:
    """The fix that proposes a name; none where nothing is left of the given one that every system can hold."""
    if copied := _COPY.search(part):
        original = f"{part[: copied.start()]}.md"
        return Text(
            f"nếu đây là bản tải về trùng của {original} thì giữ một bản, xóa bản kia; nếu là trang mới thì đặt tên khác",
            f"where it is a downloaded duplicate of {original} keep one of them; where it is a new page give it another name",
        )
    if part.lower() == "readme.md":
        return Text("đổi tên thành index.md", "rename it index.md")
    stem, dot, ending = part.rpartition(".") if part == file.rpartition("/")[2] else (part, "", "")
    name = f"{slugs.slug(stem)}{dot}{ending.lower()}"
    if not slugs.slug(stem) or name == part or not slugs.portable(name):
        return None
    return Text(f"đổi tên thành {name}", f"rename it {name}")


def _files(archive: Archive) -> Iterator[str]:
    unread = (problem.place.path for problem in archive.problems)
    return chain((page.file for page in archive.pages), (f"docs/{asset}" for asset in archive.assets), unread)


@rule("DV108")
def case_collision(archive: Archive) -> Iterator[Problem]:
    """No two paths that only case tells apart, folders too."""
    met: dict[str, str] = {}
    for file in sorted(_files(archive)):
        parts = file.split("/")
        for depth in range(1, len(parts) + 1):
            path = "/".join(parts[:depth])
            known = met.setdefault(path.casefold(), path)
            if known != path:
                text = Text(f"Trùng với {known} nếu không kể hoa thường", f"The same as {known} but for its case")
                yield Problem(Place(file), text)
                break


@rule("DV109")
def address_collision(archive: Archive) -> Iterator[Problem]:
    """Every page and alias has an address of its own."""
    met: dict[str, str] = {}
    for page in archive.pages:
        known = met.setdefault(page.url.lower(), page.file)
        if known != page.file and known.lower() != page.file.lower():
            yield Problem(Place(page.file), _taken(known), about=(page.file,))
    for page in archive.pages:
        for alias, place in aliases(page):
            if not alias.strip("/"):
                continue
            known = met.setdefault(alias_path(alias).lower(), f"{place} ({alias})")
            if known != f"{place} ({alias})":
                yield Problem(place, _taken(known))


def _taken(known: str) -> Text:
    return Text(f"Địa chỉ này đã thuộc về {known}", f"This address already belongs to {known}")


@rule("DV110")
def language_folder(page: Page, _: Archive) -> Iterator[Problem]:
    """No folder inside a language's tree is named vi or en."""
    if any(part in LANGS for part in page.path.lower().removesuffix(".md").split("/")):
        yield Problem(Place(page.file))


@rule("DV111", most=slugs.LONGEST)
def alias_form(page: Page, _: Archive) -> Iterator[Problem]:
    """Aliases are plain paths below the site's root."""
    for alias, place in aliases(page):
        if not _ALIAS.fullmatch(alias) or not alias.strip("/") or not all(map(slugs.portable, alias.split("/"))):
            shown = short(alias)
            yield Problem(
                place, Text(f"“{shown}” không phải địa chỉ trong trang", f"“{shown}” is no address within the site")
            )


@rule("DV112")
def generated_address(page: Page, _: Archive) -> Iterator[Problem]:
    """Authors leave the build's own addresses alone."""
    if is_filled(_stem(page.url, page.lang).lower()):
        yield Problem(Place(page.file), about=(page.file,))
    for alias, place in aliases(page):
        stem = alias_path(alias).strip("/").lower()
        if is_filled(stem) or stem.split("/")[0] in LANGS:
            yield Problem(place)


def _stem(url: str, lang: Lang) -> str:
    return (url if lang == "vi" else url.removeprefix("en/")).strip("/")


@rule("DV114", most=MAX_FOLDERS)
def deep_folder(archive: Archive) -> Iterator[Problem]:
    """Folders stay under the cap on depth."""
    for problem in archive.problems:
        if problem.why == "folder":
            yield Problem(problem.place)
