"""A larger archive of the real one's make: every record again and again, with ids, addresses and words of its own.

A copy of the archive keeps its mix: kinds, statements, premises, campaigns, sources of context, both languages. In it
records name one another as the real ones do; all copies rest on the one primary source, and stand in its lists. What is
the same for any size (plain pages, the primary source, what `archive.toml` names) is not copied.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from archive.findings import LANGS

if TYPE_CHECKING:
    from archive.content.model import Archive, Record

_LINK = re.compile(r"(?<=\]\()([^)\s#]+\.md)")
_CLAIM_END = re.compile(r"(?<=[^\s|])(?=\n *\{:? ?#)")
_TITLE = re.compile(r"(?m)^(title|headline): *(.*)$")
_NUMBERED = re.compile(r"([a-z]+)-([0-9]{2,3})\Z")
_LETTERS = "bcdghklmrp"
"""Instead of figures; without n, since `bn` behind a figure would be billions."""


def grow(project: Path, copies: int) -> int:
    """Add so many copies of all records to the copy `project`; gives the number of pages of both languages."""
    from archive.checks.checking import check  # noqa: PLC0415  loaded in the child alone
    from archive.content.read import read_archive  # noqa: PLC0415
    from archive.findings import errors  # noqa: PLC0415

    archive = read_archive(project)
    records = copied(archive)
    wrong = {""}
    while copies and wrong:  # what tells of one thing alone is not copied: a first copy shows which records do
        made = _again(records, project, 1)
        found = errors(check(read_archive(project)))
        told = {name for finding in found for name in (finding.place.path, *finding.about)}
        wrong = {
            id_
            for id_, files in made.items()
            if told & {_id(id_, 1), *(file.relative_to(project).as_posix() for file in files)}
        }
        records = [record for record in records if record.id not in wrong]
        for file in (file for files in made.values() for file in files):
            file.unlink()
    for number in range(1, copies + 1):
        _again(records, project, number)
    return len(read_archive(project).pages)


def copied(archive: Archive) -> list[Record]:
    """The records that may be copied."""
    own = {*filter(None, archive.settings.keys.model_dump().values())}
    found = (record for _, record in sorted(archive.records.items()) if record.id not in own)
    # Two people do not hold one office on one day.
    return [one for one in found if one.kind != "person" and getattr(one.meta, "tier", "") != "primary" and one.en]


def _again(records: list[Record], project: Path, number: int) -> dict[str, list[Path]]:
    """Write copies of these records; gives their files, by the id of what each is a copy of."""
    made: dict[str, list[Path]] = {}
    ids = {record.id: _id(record.id, number) for record in records}
    slugs = {record.id.partition("-")[2]: _id(record.id, number).partition("-")[2]
             for record in records if record.kind == "campaign"}  # fmt: skip
    paths = {record.vi.path: _path(record, ids[record.id], number) for record in records}
    named = re.compile(
        rf"(?<![\w/-])(?:{'|'.join(map(re.escape, sorted(ids, key=len, reverse=True)))})(?![a-z0-9]|-[a-z])"
    )
    for record in records:
        for lang in LANGS:
            page = record.page(lang)
            front, mark, body = page.text[4:].partition("\n---\n")
            front = _TITLE.sub(lambda found: f"{found[1]}: {_titled(found[2], number)}", front)
            front = re.sub(r"(?m)^aliases:.*\n(?:[ -].*\n)*", "", f"{front}\n").rstrip("\n")
            front = re.sub(r"(?m)^campaigns:.*$", lambda found: _slugged(found[0], slugs), front)
            front = _met(front, paths)
            front = re.sub(r"https?://[^\s\"',}]+", lambda found: f"{found[0]}{_further(found[0], number)}", front)
            body = re.sub(r'campaigns="[^"]*"', lambda found: _slugged(found[0], slugs), body)
            body = _claims_apart(body, number)
            parts = _LINK.split(f"---\n{front}{mark}{body}")
            text = "".join(
                _led(part, page.path, paths) if at % 2 else named.sub(lambda found: ids[found[0]], part)
                for at, part in enumerate(parts)
            )
            path = project / "docs" / lang / paths[record.vi.path]
            path.write_text(text, "utf-8")
            made.setdefault(record.id, []).append(path)
    return made


def _id(id_: str, number: int) -> str:
    numbered = _NUMBERED.fullmatch(id_)
    return f"{numbered[1]}-{100 * number + int(numbered[2])}" if numbered else f"{id_}-b{number}"


def _path(record: Record, id_: str, number: int) -> str:
    folder, _, name = record.vi.path.rpartition("/")
    stem = name.removesuffix(".md")
    return posixpath.join(folder, f"{id_ if stem == record.id else f'{stem}-b{number}'}.md")


def _further(address: str, number: int) -> str:
    return f"{'&' if '?' in address else '?'}b={number}"


def _titled(title: str, number: int) -> str:
    quoted = title.endswith(('"', "'"))
    return f"{title[:-1]} b{_spelt(number)}{title[-1]}" if quoted else f"{title} b{_spelt(number)}"


def _slugged(words: str, slugs: Mapping[str, str]) -> str:
    return re.sub(r"[a-z0-9]+(?:-[a-z0-9]+)+", lambda found: slugs.get(found[0], found[0]), words)


def _led(link: str, path: str, paths: Mapping[str, str]) -> str:
    """A link of the page at `path`, to the copy of what it led to."""
    there = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
    return link.removesuffix(posixpath.basename(link)) + posixpath.basename(paths[there]) if there in paths else link


def _met(front: str, paths: Mapping[str, str]) -> str:
    return re.sub(r"(?<=met: )[\w/-]+\.md", lambda found: paths.get(found[0], found[0]), front)


def _claims_apart(body: str, number: int) -> str:
    """The body with words behind each claim that make another one of it, and state nothing."""
    first, *others = _CLAIM_END.split(body)
    return "".join([first, *(f" {_own_words(number, at)}{other}" for at, other in enumerate(others))])


def _own_words(number: int, claim: int) -> str:
    own = f"{_spelt(number)}{_spelt(claim)}"
    return " ".join(f"{letter}{other}{own}" for letter in _LETTERS for other in _LETTERS[:4])


def _spelt(number: int) -> str:
    """A number in letters: a figure would be one that no source has."""
    return "".join(_LETTERS[int(digit)] for digit in str(number))
