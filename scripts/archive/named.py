"""What somebody names on the command line: files, in every form that a command prints.

Takes a name and an `Archive`; gives files and folders relative to the project's root. Forms are: a path from the
current folder or the root; one below docs/ or docs/vi/; a finding's place (`x.md:12:3`); an
id of a record or claim, also of one that cannot be read; an address of the site. Refuses what is none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from archive.content.kinds.source import Source
from archive.content.model import Archive, page_url
from archive.environment import site_url
from archive.escaping import printable
from archive.findings import LANGS, Lang, Text
from archive.git import git
from archive.ledger import known_addresses
from archive.near import nearest
from archive.refusal import Refusal

_PLACE = re.compile(r"(?::[0-9]+){1,2}:?$")
_BELOW_DOCS = re.compile(r"^(?:docs/)?(?:vi/|en/)?")
_LOCAL = {"localhost", "127.0.0.1", "::1"}
_ID = re.compile(r"[a-z]{1,2}(?:-[a-z0-9]+)+")


def files_named(name: str, archive: Archive) -> tuple[str, ...]:
    """The file or folder of this name; both twins where the name says no language."""
    bare = _PLACE.sub("", below_site(name, archive))
    bare = bare.rstrip("/") or bare
    if path := _on_disk(bare, archive.root):
        return (path,)
    below = _BELOW_DOCS.sub("", bare)
    pair = [page.file for lang in LANGS if (page := archive.by_path.get((lang, below)))]
    if not pair:
        pair = _answering(bare, archive)
    if not bare.startswith("/"):  # which is an address, of a page alone
        pair += [found for lang in LANGS if (found := _below(lang, below, archive.root)) and found not in pair]
    if not pair and _was_published(bare, below, archive):
        return (f"docs/vi/{below}", f"docs/en/{below}", bare)
    if not pair:
        known = [*archive.records, *(page.path for page in archive.pages), *(page.file for page in archive.pages)]
        shown, near = printable(name), nearest(bare, known)
        text = Text(
            f"không có gì tên là “{shown}”" + (f"; có phải là “{near}” không?" if near else ""),
            f"nothing is called “{shown}”" + (f"; did you mean “{near}”?" if near else ""),
        )
        raise Refusal(text)
    said = [file for file in pair if bare in file] if "/" in bare and not bare.startswith("/") else []
    return tuple(said or pair)


def at_address(archive: Archive, environment: Mapping[str, str]) -> Archive:
    """The archive with its public address, by which its pages may be named; refuses a $SITE_URL that does not hold."""
    return replace(archive, site_url=site_url(environment, archive.settings.site_url))


def below_site(name: str, archive: Archive) -> str:
    """What an address names below the root of this site, or of a preview of it; any other name as it is."""
    try:
        given = urlsplit(name)
        local = given.hostname in _LOCAL and given.port is not None
    except ValueError:
        return name
    if given.scheme not in {"http", "https"}:
        return name
    for site in map(urlsplit, filter(None, (archive.site_url, archive.settings.site_url))):
        if (local or given.hostname == site.hostname) and f"{given.path}/".startswith(site.path):
            return f"/{given.path[len(site.path) :]}"
    return given.path or "/" if local else name


def id_named(name: str, archive: Archive) -> str:
    """The id that a name is, or that its address is of, where it is one of an id at all."""
    return below_site(name, archive).partition("#")[0].strip("/").removeprefix("en/").removeprefix("id/")


def _was_published(name: str, below: str, archive: Archive) -> bool:
    """Whether a recorded address is that of a page or an id of this name: what is gone can be asked for too."""
    known = set(known_addresses(archive.root))
    return f"id/{name}/" in known or (below.endswith(".md") and page_url(below, "vi") in known)


def _on_disk(name: str, root: Path) -> str:
    """The path from the root of what stands there; empty where nothing does, or outside the project."""
    top = root.resolve()
    for folder in (Path.cwd(), top):
        try:
            full = (folder / name).resolve()
            if full.exists() and full.is_relative_to(top):
                return full.relative_to(top).as_posix()
        except (OSError, ValueError):  # a name that no file can have
            continue
    return ""


def _below(lang: Lang, name: str, root: Path) -> str:
    """The path from the root of the folder, or of a file that is no page, below `docs/<lang>`; else empty."""
    found = _on_disk(f"docs/{lang}/{name}", root)
    return found if found.startswith(f"docs/{lang}/") else ""


def _answering(name: str, archive: Archive) -> list[str]:
    """The pages with this id, or at this address."""
    address = f"{name.partition('#')[0].strip('/')}/".lstrip("/")
    last = id_named(name, archive)
    record = archive.records.get(archive.homes.get(last, last))
    if record:
        return [page.file for page in (record.vi, record.en) if page]
    pages = [page.file for page in archive.pages if page.url == address]
    return pages or ([*files, last] if (files := unread(last, archive)) else [])


def hold_read(name: str, archive: Archive) -> None:
    """Refuse the id of a record or claim that stands in a file and cannot be read there."""
    name = id_named(name, archive)
    if name in archive.records or name in archive.claims or not (files := unread(name, archive)):
        return
    raise Refusal(
        Text(
            f"không đọc được {name} trong {files[0]}; `archive check {name}` cho biết vì sao",
            f"{name} cannot be read in {files[0]}; `archive check {name}` tells why",
        )
    )


def unread(name: str, archive: Archive) -> list[str]:
    """The files, twins too, on which an id stands that nothing answers to: it or its claims cannot be read there."""
    if not _ID.fullmatch(name):
        return []
    home = name.rpartition("-")[0]
    if record := archive.records.get(home):
        stands = re.search(rf"(?<![\w-]){name}(?![\w-])", record.vi.text) or _was_published(name, "", archive)
        paths = [record.vi.path] if stands else []
    else:
        paths = _bearing(name, archive) or _bearing(home, archive)
    return [f"docs/{lang}/{path}" for path in paths for lang in LANGS]


def _bearing(record_id: str, archive: Archive) -> list[str]:
    """Where the pages stand that cannot be read and bear this id: in their text, else as git has them, else by name."""
    lost = {
        page.path: page.text
        for page in archive.pages
        if page.meta is None or not archive.by_path.get(("vi", page.path))
    }
    problems = (problem.place.path for problem in archive.problems)
    lost |= {path.removeprefix("docs/vi/"): "" for path in problems if path.startswith("docs/vi/")}
    if not lost:
        return []
    line = f"^id: *[\"']?{record_id}[\"']? *$"
    names = {f"{record_id}.md", f"{record_id.partition('-')[2]}.md"}
    return (
        [path for path, text in lost.items() if re.search(line, text, re.MULTILINE)]
        or [path for path in _in_git(line, archive.root) if path in lost]
        or [path for path in lost if path.rpartition("/")[2] in names]
    )


def _in_git(line: str, root: Path) -> list[str]:
    """The pages, below `docs/vi`, that have such a line in the last commit, else where one put it in or took it out."""
    held = git(root, "grep", "-lE", line, "HEAD", "--", "docs/vi").replace("HEAD:", "")
    found = held or git(root, "log", "-1", "--format=", "--name-only", f"-G{line}", "--", "docs/vi")
    return [path.removeprefix("docs/vi/") for path in found.splitlines()]


def source_named(name: str, archive: Archive) -> Source:
    """The source of this id."""
    source = archive.source(name)
    if source is None:
        hold_read(name, archive)
        near = nearest(name, (record.id for record in archive.of_kind("source")))
        shown, hint = printable(name), f"; {near}?" if near else ""
        raise Refusal(Text(f"không có nguồn {shown}{hint}", f"no source {shown}{hint}"))
    return source


def with_twins(files: Iterable[str]) -> frozenset[str]:
    """These files and folders, and what stands at the same path in the other language."""
    found = set(files)
    for file in tuple(found):
        for lang, other in (LANGS, LANGS[::-1]):
            if file == f"docs/{lang}" or file.startswith(f"docs/{lang}/"):
                found.add(f"docs/{other}{file[len(f'docs/{lang}') :]}")
    return frozenset(found)


def within(file: str, wanted: Iterable[str]) -> bool:
    """Whether a file is one of these, or stands in one of these folders."""
    return any(way in {".", file} or file.startswith(f"{way}/") for way in wanted)
