"""A larger archive for the three searches: the real records and copies of them, up to 2,000 in each language.

A copy has the form of a real record and words of its own, drawn from all of the language's text as often as they stand
there: copies that are alike would be packed into next to nothing. It has a name that nothing else has.

Takes the project and the built sites; gives three folders. Ours is the real site with the index that the larger archive
gives. To build its pages (tens of thousands with those of its statements) would take an hour, so the other two get bare
pages: title, summary, statements and prose of each record, and the sentence on each statement's page. No frame, menu or
citation is in them, which favours both.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from archive.findings import LANGS, Lang, Text
from bench import builds, checking

if TYPE_CHECKING:
    from archive.content.model import Archive

RECORDS = 2000
INDEX = "search/search_index.json"
_FIRST = 1000
"""Above every claim's number, which an id could end on."""
_TOLD = re.compile(r"(title: |summary: )(?![>|])(.+)")
_PROSE = re.compile(r"[^\W\d][^:\[\]{}<>|#`]{30,}\Z")
"""A line of prose without links or marks, which no line of front matter is."""
Bare = tuple[str, str, list[str], Lang]
"""A page: its address, title, paragraphs and language."""


def make(root: Path, ours: Path, material: Path, work: Path) -> tuple[Path, Path, Path]:
    """Folders for ours, Pagefind and Material; to be run in a process of its own."""
    from archive.content.read import read_archive  # noqa: PLC0415  loaded in the child alone

    project = builds.project_copy(root, work / "project")
    multiply(project, RECORDS)
    archive = read_archive(project)
    pages = list(bare(archive))
    return (
        _ours(archive, shutil.copytree(ours, work / "ours")),
        _pagefind(pages, work / "pagefind"),
        _material(pages, shutil.copytree(material, work / "material")),
    )


def multiply(project: Path, records: int) -> None:
    """Fill the copy `project` with copies of its real records, up to so many; the same ones in every run."""
    from archive.content.read import read_archive  # noqa: PLC0415  loaded in the child alone

    archive = read_archive(project)
    drawn = Random(records)
    said = {lang: [word for page in archive.pages if page.lang == lang for word in _typed(page.text)] for lang in LANGS}
    originals = [record for kind in checking.COPIED for record in archive.of_kind(kind)]
    for number in range(_FIRST, _FIRST + records - len(archive.records)):
        record = originals[number % len(originals)]
        for page in (record.vi, record.en):
            if page:
                path = project / page.file
                text = copied(page.text.replace(record.id, f"{record.id}-{number}"), said[page.lang], number, drawn)
                path.with_name(f"{path.stem}-{number}.md").write_text(text, "utf-8")


def copied(text: str, said: Sequence[str], number: int, drawn: Random) -> str:
    """The page with as many other words in title, summary and lines of plain prose; all that has a form stays."""

    def others(words: str) -> str:
        return " ".join(drawn.choices(said, k=len(words.split())))

    def line(one: str) -> str:
        if told := _TOLD.match(one):
            return told[1] + json.dumps(f"{others(told[2])} X{number}", ensure_ascii=False)
        return others(one) if _PROSE.match(one) else one

    return "\n".join(map(line, text.split("\n")))


def _typed(text: str) -> list[str]:
    return [word for one in text.split("\n") if _PROSE.match(one) for word in one.split() if word.isalnum()]


def bare(archive: Archive) -> Iterator[Bare]:
    """The pages of records and statements, without a frame."""
    for record in archive.records.values():
        for lang in LANGS:
            page, prefix = record.page(lang), "" if lang == "vi" else "en/"
            own = [record.summary(lang), *(claim.text for claim in page.body.claims)]
            yield (
                record.url(lang),
                record.title(lang),
                [*own, *(fragment.text for fragment in page.body.fragments)],
                lang,
            )
            for statement in (s for s in archive.statements.values() if s.record.id == record.id):
                yield f"{prefix}id/{statement.id}/", statement.text[lang], [statement.id, record.title(lang)], lang


def _ours(archive: Archive, site: Path) -> Path:
    from archive.finish.search import files  # noqa: PLC0415  loaded in the child alone
    from archive.searching import Found  # noqa: PLC0415

    twins = {page.path: page for page in archive.pages if page.lang == "en"}
    found = [
        Found(
            page.url, Text(page.title, twins.get(page.path, page).title), Text(*_summaries(page, twins.get(page.path)))
        )
        for page in archive.pages
        if page.lang == "vi"
    ]
    for name, text in files(archive, found):
        (site / name).write_text(text, "utf-8")
    return site


def _summaries(*pages: object) -> tuple[str, str]:
    vi, en = (getattr(getattr(page, "meta", None), "summary", None) or "" for page in pages)
    return vi, en


def _pagefind(pages: list[Bare], site: Path) -> Path:
    for address, title, paragraphs, lang in pages:
        body = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
        (site / address).mkdir(parents=True, exist_ok=True)
        (site / address / "index.html").write_text(
            f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><title>{escape(title)}</title>'
            f"<body><h1>{escape(title)}</h1>{body}</body></html>",
            "utf-8",
        )
    return site


def _material(pages: list[Bare], site: Path) -> Path:
    """Its index alone holds the pages: they are found, and not opened."""
    known = json.loads((site / INDEX).read_text("utf-8"))
    known["docs"] = [
        {"location": address, "title": escape(title), "text": "".join(f"<p>{escape(text)}</p>" for text in paragraphs)}
        for address, title, paragraphs, _ in pages
    ]
    (site / INDEX).write_text(json.dumps(known, ensure_ascii=False, separators=(",", ":")), "utf-8")
    return site
