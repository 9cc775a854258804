"""Three searches over the same content, side by side: ours, plain Pagefind, and Material's as it comes.

Takes the project, our built site and Material's; gives a `Search` of each. Pagefind indexes a copy of our site with no
setting at all. Nothing is written but in the temporary folder. What is missing is told in the place of its figures.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from selectolax.lexbor import LexborHTMLParser

from archive.findings import LANGS, Lang, Text
from bench import larger
from bench.builds import alone
from bench.engines import ASKING_PAGEFIND, MATERIAL, OURS, PAGEFIND, Engine, answers, costs
from bench.outcome import NotMeasuredError, Search
from bench.relevance import Relevance, below, judge

if TYPE_CHECKING:
    from tests.queries import Query

T = TypeVar("T")
Places = dict[str, frozenset[str]]
ASK = Text("chưa đo: thêm --large", "not measured: add --large")


def searches(
    root: Path, ours: Path, material: Path, work: Path, *, large: bool, tell: Callable[[Text], None]
) -> tuple[Search, ...] | Text:
    """All that is told of the three, the first being ours."""
    tell(Text("tìm kiếm: hỏi ba công cụ", "search: ask the three"))
    try:
        queries = table()
    except NotMeasuredError as missing:
        return missing.text
    where = alone(places, root, ours)
    sites: list[tuple[Engine, Path | Text]] = [
        (OURS, ours),
        (PAGEFIND, attempt(lambda: pagefind(shutil.copytree(ours, work / "pagefind")))),
        (MATERIAL, material),
    ]
    many: dict[str, Path | Text] = {}
    if large:
        tell(Text(f"tìm kiếm: {larger.RECORDS} bản ghi", f"search: {larger.RECORDS} records"))
        folders = alone(larger.make, root, ours, material, work / "larger")
        many = {engine.name.en: folder for engine, folder in zip((OURS, PAGEFIND, MATERIAL), folders, strict=True)}
        many[PAGEFIND.name.en] = attempt(lambda: pagefind(folders[1]))
    relevance = [
        site if isinstance(site, Text) else attempt(found_by, engine, site, queries, where) for engine, site in sites
    ]
    tell(Text("tìm kiếm: cân và bấm giờ", "search: weigh and time"))
    real, at_large = costs(sites), costs([(engine, many.get(engine.name.en, ASK)) for engine, _ in sites])
    return tuple(
        Search(engine.name, found, cost, large_cost)
        for (engine, _), found, cost, large_cost in zip(sites, relevance, real, at_large, strict=True)
    )


def found_by(engine: Engine, site: Path, queries: Sequence[Query], where: Places) -> dict[Lang, Relevance]:
    """How well a search answers the table, in each language."""
    found: dict[Lang, Relevance] = {}
    for lang in LANGS:
        own = [query for query in queries if query.lang == lang]
        found[lang] = judge(own, answers(engine, site, lang, [query.text for query in own]), where)
    return found


def attempt(work: Callable[..., T], *given: object) -> T | Text:
    """What `work` gives, or why it is not known."""
    try:
        return work(*given)
    except NotMeasuredError as missing:
        return missing.text


def table() -> Sequence[Query]:
    """The relevance table, which stands among the tests of this archive's content."""
    try:
        from tests.queries import QUERIES  # noqa: PLC0415  only where the tests are
    except ImportError:
        raise NotMeasuredError("tests/queries.py") from None
    return QUERIES


def pagefind(site: Path) -> Path:
    """Index a folder with Pagefind as it comes, and put the pages beside it from which it is asked."""
    if importlib.util.find_spec("pagefind") is None:
        raise NotMeasuredError("pagefind")
    done = subprocess.run(
        [sys.executable, "-m", "pagefind", "--site", str(site)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise NotMeasuredError("pagefind", (done.stderr or done.stdout).strip().splitlines()[-1])
    for lang in LANGS:
        (site / PAGEFIND.home[lang]).write_text(ASKING_PAGEFIND.format(lang=lang), "utf-8")
    return site


def places(root: Path, site: Path) -> Places:
    """Where each record, statement and entry of the glossary is found, by its id; to be run in a process of its own."""
    from archive.content.read import read_archive  # noqa: PLC0415  loaded in the child alone

    archive = read_archive(root)
    found = {record.id: frozenset({record.url("vi"), f"id/{record.id}/"}) for record in archive.records.values()}
    for term in archive.terms:
        found[term.anchor] = frozenset({term.url("vi"), term.url("vi").partition("#")[0]})
    shown = {
        below(path.parent.relative_to(site).as_posix().removeprefix(".") + "/"): text
        for path in site.rglob("index.html")
        if (text := words(path)) and path.parent.relative_to(site).parts[:1] != ("en",)
    }
    for id_, statement in archive.statements.items():
        sentence = " ".join(statement.text.vi.split())
        own = {f"id/{id_}/", f"{statement.record.url('vi')}#{id_}"}
        found[id_] = frozenset(own | {address for address, text in shown.items() if sentence in text})
    return found


def words(path: Path) -> str:
    """What a page shows, its spaces alike."""
    body = LexborHTMLParser(path.read_text("utf-8")).body
    return " ".join(body.text().split()) if body else ""
