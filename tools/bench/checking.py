"""What checking costs, a page on one core, over many pages made from the real records in a temporary folder.

The yardstick is a bare parse of the same text with the same parsers, measured in the same process.
"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

from archive.content.frontmatter import split
from bench.outcome import CheckCost

COPIED = ("organization", "document")
"""Kinds whose ids take any name (the numbered ones end at 99), and of which many alike contradict nothing."""
_END_OF_CLAIM = re.compile(r"\n(?= *\{ #)")
_FIRST = 1000
"""Above every claim's number, which an id could end on."""


def multiply(project: Path, pages: int) -> int:
    """Fill the copy `project` with copies of its real records, up to `pages` pages of both languages; gives the number.

    Each copy is a record of its own: its id stands in the place of the original's, and each
    claim ends on words of its own.
    """
    from archive.content.read import read_archive  # noqa: PLC0415  loaded in the child alone

    archive = read_archive(project)
    originals = [record for kind in COPIED for record in archive.of_kind(kind)]
    missing = max(0, (pages - len(archive.pages)) // 2)
    for number in range(_FIRST, _FIRST + missing):
        record = originals[number % len(originals)]
        for page in (record.vi, record.en):
            if page:
                path = project / page.file
                path.with_name(f"{path.stem}-{number}.md").write_text(copied(page.text, record.id, number), "utf-8")
    return len(read_archive(project).pages)


def copied(text: str, id_: str, number: int) -> str:
    """The text of a record's copy, which has an id and words of its own."""
    return _END_OF_CLAIM.sub(f" {_own_words(number)}\n", text.replace(id_, f"{id_}-{number}"))


def _own_words(number: int) -> str:
    """Words that make of a claim another one, and state nothing: no other claim is near to it then."""
    return " ".join(f"{letter}{number}" for letter in "bcdghklmnp")


def check_cost(project: Path) -> CheckCost:
    """The cost of checking `project`, in processor time on one core; to be run in a process of its own."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    from archive.catalogue import rules  # noqa: PLC0415  loading is not part of the cost
    from archive.checks.checking import check  # noqa: PLC0415  loading is not part of the cost
    from archive.content.read import read_archive  # noqa: PLC0415

    rules()
    start = time.process_time()
    archive = read_archive(project)
    read = time.process_time()
    check(archive)
    checked = time.process_time()
    parser = MarkdownIt("commonmark").enable("table")
    for page in archive.pages:
        block, body, *_ = split(page.text)
        yaml.load(block or "", Loader=yaml.CSafeLoader)
        parser.parse(body)
    parsed = time.process_time()
    each = 1000 / len(archive.pages)
    return CheckCost(len(archive.pages), (read - start) * each, (checked - read) * each, (parsed - checked) * each)
