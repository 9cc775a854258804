"""Authored and generated pages, put together and written to `build/pages`.

Takes a checked `Archive`, the site's public address and the pages' dates; gives the staged pages in order of path.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from html import escape
from pathlib import Path
from typing import Any

from archive import dates
from archive.content.body import Claim
from archive.content.model import Archive, Page, Record, page_url
from archive.content.statement import Statement
from archive.context import Context
from archive.extending import GeneratedPage, generated_pages, parts
from archive.findings import LANGS, Lang
from archive.kept.asked import Asking
from archive.kept.tree import Tree, mark_of
from archive.stage import authoring, markup, report
from archive.stage.folding import folded
from archive.stage.head import head
from archive.stage.headings import names
from archive.stage.official import mixed
from archive.stage.page import Authored, Fragment, Part, StagedPage, crumbs, titled
from archive.stage.quotation import answer, quotation
from archive.stage.relations import record_at
from archive.stage.sections.proof import steps
from archive.words import said

UNSEARCHED = frozenset({"tim-kiem.md"})
"""Whoever searches is there already."""
BEHIND = said("only_english.behind")
NOINDEX = '<meta name="robots" content="noindex">'


def stage(archive: Archive, context: Context) -> tuple[StagedPage, ...]:
    """Every page of the site, complete, in order of language and path."""
    pages = (page for unit in _units(archive) for page in unit.make(archive, context))
    return tuple(sorted(pages, key=order))


Make = Callable[[Archive, Context], Iterable[StagedPage]]


@dataclass(frozen=True, slots=True)
class Unit:
    """A work that makes pages in one language: one page, all of a module, or those of one thing."""

    name: str
    lang: Lang
    make: Make
    known: Any = None
    """What is kept of it, where it would make the same again."""


def units(asking: Asking, kept: Mapping[str, Any], wanted: Collection[str] | None = None) -> list[Unit]:
    """All works that make pages, each with what was `kept` of it where all that it asked is answered as it was then.

    Where pages are `wanted`, by their files from the site's root, those that made them when they were last made.
    """
    found = []
    for unit in _units(asking.archive):
        known = kept.get(unit.name)
        if wanted is None or (known and any(_file(path, lang) in wanted for lang, path, *_ in known["pages"])):
            found.append(replace(unit, known=known if known and asking.answered(known["asked"]) else None))
    return found


def stage_units(asking: Asking, due: Iterable[Unit]) -> tuple[list[Staged], dict[str, Any]]:
    """The pages of these works, and what is to be kept of them, by their names.

    Pages whose work was answered as before are not made, unless somebody asks for them.
    """
    staged: list[Staged] = []
    keeping: dict[str, Any] = {}
    for unit in due:
        if unit.known:
            keeping[unit.name] = unit.known
            staged += made_before(asking, unit, unit.known)
            continue
        with asking.noting() as asked:
            pages = list(unit.make(asking.archive, asking.context))
        told = [[page.lang, page.path, page.digest, page.source] for page in pages]
        keeping[unit.name] = {"asked": asking.told(asked), "pages": told}
        for again, page in zip(made_before(asking, unit, keeping[unit.name]), pages, strict=True):
            again.page = page
            staged.append(again)
    return staged, keeping


def made_before(asking: Asking, unit: Unit, known: Any) -> Iterator[Staged]:
    """The pages of a work, as is known of them; they are made where somebody asks for them."""
    made = partial(unit.make, asking.archive, asking.context)
    return (Staged(lang, path, digest, origin, made) for lang, path, digest, origin in known["pages"])


@dataclass
class Staged:
    """A page that is staged, or would be as it was before: made when it is asked for."""

    lang: Lang
    path: str
    digest: str
    source: str
    """Where an editor mends it."""
    _make: Callable[[], Iterable[StagedPage]]

    @cached_property
    def page(self) -> StagedPage:
        """The page itself."""
        return next(page for page in self._make() if (page.lang, page.path) == (self.lang, self.path))

    def forget(self) -> None:
        """Let the page go: of a large archive all at once take much room."""
        vars(self).pop("page", None)

    @property
    def url(self) -> str:
        """Its address relative to the site's root."""
        return page_url(self.path, self.lang)

    @property
    def name(self) -> str:
        """Its file, from the site's root."""
        return _file(self.path, self.lang)


def _file(path: str, lang: Lang) -> str:
    return f"{page_url(path, lang)}index.html"


def order(page: StagedPage | Staged) -> tuple[str, str]:
    """What pages are sorted by."""
    return page.lang, page.path


def _units(archive: Archive) -> Iterator[Unit]:
    """Every work by a name of its own."""
    for page in archive.pages:
        yield Unit(page.file, page.lang, partial(_written, (page.lang, page.path)))
    for source in generated_pages():
        for lang in LANGS:
            names = source.each(archive) if source.each else [""]
            for name in names:
                yield Unit(f"{source.name} {lang} {name}", lang, partial(_generated, source, lang, name))


def _written(at: tuple[Lang, str], archive: Archive, context: Context) -> Iterator[StagedPage]:
    yield authored(archive.by_path[at], archive, context)


def _made_by(source: GeneratedPage, archive: Archive, context: Context, lang: Lang, name: str) -> Iterator[StagedPage]:
    if source.page_of:
        yield from source.page_of(archive, context, lang, name)
    elif source.pages:
        yield from source.pages(archive, context, lang)


def _generated(
    source: GeneratedPage, lang: Lang, name: str, archive: Archive, context: Context
) -> Iterator[StagedPage]:
    for page in _made_by(source, archive, context, lang, name):
        meta = {
            "crumbs": crumbs(archive, page.lang, page.path),
            **_updated(context.newest, lang),
            "generated": True,
            **_searched(source.searched),
            **_also(source.others(lang) if page.path == source.path else ()),
            **_mixed(archive, None),
            **({} if "head" in page.meta else {"head": _head(source, page, archive, context)}),
        }
        told = _reported(page.title, page.url, archive, context, lang) if source.listed else {}
        file = page.meta.get("source")
        edited = _edited(str(file), archive) if file else _made(source, archive)
        yield replace(page, meta={**meta, **told, **edited, **page.meta})


def _head(source: GeneratedPage, page: StagedPage, archive: Archive, context: Context) -> str:
    return head(archive, context, page.title, page.url, page.lang, None) if source.listed else NOINDEX


def _updated(day: str, lang: str) -> dict[str, str]:
    """The page's day, for programs and for readers; nothing where it is not known."""
    return {"updated": day, "updated_words": dates.label(day, "en" if lang == "en" else "vi")} if day else {}


def _reported(title: str, url: str, archive: Archive, context: Context, lang: Lang) -> dict[str, str]:
    """The link by which a reader reports a mistake on the page, where the archive can be told of one."""
    way = report.link(archive.settings, report.of_page(title, url, context), lang)
    return {"report": way} if way else {}


def _edited(file: str, archive: Archive) -> dict[str, str]:
    """The address at which the page's file is edited, where the archive says where that is."""
    way = authoring.edit(archive.settings, file)
    return {"edit": way} if way else {}


def _made(source: GeneratedPage, archive: Archive) -> dict[str, bool]:
    """That no file is the page's, where other pages have a link to theirs."""
    return {"made": True} if source.listed and authoring.edit(archive.settings, "") else {}


def _searched(searched: bool) -> dict[str, bool]:
    return {} if searched else {"unsearched": True}


def _also(words: Sequence[str]) -> dict[str, str]:
    """What else the page is looked for by: the search takes it from the page's head."""
    return {"keywords": ", ".join(words)} if words else {}


def _mixed(archive: Archive, record: Record | None) -> dict[str, bool]:
    return {"official": True} if mixed(archive, record) else {}


def authored(page: Page, archive: Archive, context: Context) -> StagedPage:
    """A page as an editor wrote it, its claims in their boxes, with the sections that belong to its kind."""
    before: list[Part] = []
    after: list[Part] = []
    for part in (part for part in parts() if not part.within):
        (before if part.order < 0 else after).append(Fragment(part.html(page, archive, context)))
    called = names(page, archive)
    record = record_at(archive, page.path)
    tongue = markup.title_lang(record, page.lang) if record else None
    shown = titled(page.title, [*before, *_body(page, archive, context), *after], called, tongue)
    summary = page.meta.summary if page.meta else ""
    meta = {
        "crumbs": crumbs(archive, page.lang, page.path),
        **_updated(context.updated(page.path), page.lang),
        "source": page.file,
        **_searched(page.path not in UNSEARCHED),
        **_also(page.meta.also if page.meta else ()),
        "head": head(archive, context, page.title, page.url, page.lang, record),
        **_mixed(archive, record),
        **_reported(page.title, page.url, archive, context, page.lang),
        **_edited(page.file, archive),
    }
    if record:
        meta |= {"kind": record.kind, "record": record.id}
    return StagedPage(page.lang, page.path, page.title, summary, shown, meta, called)


def _body(page: Page, archive: Archive, context: Context) -> Iterator[Part]:
    """The body in order: Markdown as it is written, and between it what the frame puts in its place or beside it."""
    lines = page.text.split("\n")
    at = page.front.body_line
    for start, end, shown in sorted(_pieces(page, archive, context), key=lambda piece: piece[:2]):
        yield Authored("\n".join(lines[at - 1 : start - 1]), at)
        yield Fragment(shown)
        at = end
    yield Authored("\n".join(lines[at - 1 :]), at)


def _pieces(page: Page, archive: Archive, context: Context) -> Iterator[tuple[int, int, str]]:
    """From which line to before which each piece stands.

    Boxes in the place of statements, their steps behind the reason, quotations, what folds a section around it.
    """
    told, lines = steps(page, archive), page.text.split("\n")
    above: tuple[int, Statement] | None = None
    for claim in page.body.claims:
        start, end = claim.lines
        near = above and not "".join(lines[above[0] - 1 : start - 1]).strip()
        yield start, end, _box(claim, page, archive, context, above[1] if above and near else None)
        statement = archive.statements[claim.id]
        above = None if statement.answer or told.get(claim.id) else (end, statement)
        behind = (claim.reason or claim).lines[1]
        if told.get(claim.id):
            yield behind, behind, told[claim.id]
    for quote in page.body.quotes:
        yield *quote.lines, quotation(archive, quote.id, page.lang, page.url)
    for section in folded(page, archive):
        (start, head), end = section.heading, section.end
        yield start, start, '<details class="fold"><summary>'
        yield head, head, "</summary>"
        yield end, end, "</details>"


def _box(claim: Claim, page: Page, archive: Archive, context: Context, above: Statement | None) -> str:
    statement = archive.statements[claim.id]
    line = markup.marks(statement, page.lang, page.url, numbered=True)
    note = markup.note(archive, statement, page.lang, page.url) + _behind(claim, page, context)
    text = markup.claim(statement, page.lang)
    said = answer(archive, statement.answer or "", page.lang, page.url)
    own = markup.number(statement, page.lang, page.url)
    looks = {**markup.box_attributes(statement, above), **markup.group(statement)}
    return markup.tag("div", own + note + text + line, **looks) + said


def _behind(claim: Claim, page: Page, context: Context) -> str:
    """What a reader of the English is told where the Vietnamese words have changed since."""
    day = context.stale.get(page.path, {}).get(claim.id) if page.lang == "en" else None
    words = BEHIND.en.format(day=dates.label(day, "en")) if day else ""
    return markup.tag("p", escape(words), class_="notice notice--stale") if words else ""


def write_assets(assets: Iterable[str], docs: Path, out: Tree) -> None:
    """Have the assets in `out`."""
    for asset in assets:
        out.copy(asset, docs / asset, f"copy {mark_of(docs / asset)}")


def write(pages: Iterable[Staged], out: Tree, secret: bytes) -> None:
    """Have the pages in `out`; one that is there as it should be is not written."""
    for page in pages:
        out.make(f"{page.lang}/{page.path}", page.digest, partial(_markdown, page, secret))


def _markdown(staged: Staged, secret: bytes) -> bytes:
    return staged.page.markdown(secret).encode()
