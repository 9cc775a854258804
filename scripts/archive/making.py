"""One site on its way: staged, rendered, finished and inspected in a folder to work in.

Takes a checked archive, its context, that folder, and what the last build there kept; gives the findings on the result,
and leaves the site in `site/` below the folder. Pages that somebody waits for can be made first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from archive.beside import ENOUGH, Beside, Talk, possible
from archive.checks.later import RENDERER
from archive.checks.published import dead, hold_publishable
from archive.content.kinds.source import Source
from archive.content.model import Archive, leads_to
from archive.context import Context
from archive.expected import expected_claims
from archive.extending import Problem
from archive.findings import LANGS, Finding, Lang, Place, Text, errors
from archive.finish.built import Built, Said, Works
from archive.finish.cards import drawn_ahead, names
from archive.finish.finishing import Finishing, begin, copy_files, finish_site
from archive.folders import BUILD
from archive.frame import Frame, lay, read_frame
from archive.inspect import AuthoredPage, ExpectedClaim, inspect_site
from archive.inspect.kept import Looks
from archive.kept import store
from archive.kept.asked import Asking
from archive.kept.fingerprint import fingerprint
from archive.kept.secret import build_secret
from archive.kept.store import Kept
from archive.kept.tree import Known, Tree, files_below
from archive.listener import Listener
from archive.refusal import Refusal
from archive.render import Taker, render
from archive.room import give_back
from archive.stage.sitemap import for_frame
from archive.stage.staging import Staged, Unit, made_before, order, stage_units, units, write, write_assets

FEW = 4
"""Where fewer than one in so many pages wait, the renderer is shown a part of them."""
HOME_PAGE = "index.md"


def read_kept(work: Path, read: Callable[[Path], Kept] = store.read) -> Kept:
    """What the last build in `work` kept for this one."""
    build_secret(work)
    return read(work / store.NAME)


@dataclass(frozen=True, slots=True)
class Half:
    """What has become of a half of the pages, or of all: values that go from one process to another."""

    due: int
    """How many were rendered."""
    warnings: list[str]
    findings: list[Finding]
    keeping: dict[str, Any]
    authored: list[AuthoredPage]
    said: Mapping[str, Said]
    files: Mapping[str, Known]
    written: int
    works: Mapping[str, Any]

    def joined(self, other: Half) -> Half:
        """Both halves."""
        return Half(
            self.due + other.due,
            self.warnings + other.warnings,
            self.findings + other.findings,
            {**self.keeping, **other.keeping},
            self.authored + other.authored,
            {**self.said, **other.said},
            {**self.files, **other.files},
            self.written + other.written,
            {**self.works, **other.works},
        )


@dataclass
class Making:
    """A checked archive that becomes the site in `work/site`; what was `kept` there is used, and replaced."""

    root: Path
    archive: Archive
    context: Context
    work: Path
    kept: Kept
    engine: str = "mkdocs"
    _authored: list[AuthoredPage] = field(default_factory=list)
    """What people wrote of the pages that were made first: it is inspected with the whole site."""

    @cached_property
    def asking(self) -> Asking:
        """What notes what is asked of the archive."""
        return Asking(self.archive, self.context)

    @cached_property
    def secret(self) -> bytes:
        """What the tokens in staged pages are made with."""
        return build_secret(self.work)

    @cached_property
    def places(self) -> Mapping[str, object]:
        """The links at the foot of every page."""
        return for_frame(self.archive)

    @cached_property
    def frame(self) -> Path:
        """The folder of the frame's templates, laid there."""
        lay(self.archive, self.work / "theme")
        return self.work / "theme"

    def first(self, wanted: Collection[str]) -> list[str]:
        """Make these pages alone, by their files from the site's root; gives those that are made and right.

        Where anything is wrong none is, nor where they would not be whole yet, as after a change of the frame: making
        the whole site does that, and tells what.
        """
        if {"fingerprint": self.around} != self.kept.of("around"):
            return []
        staged = self.kept.tree("pages", self.work / "pages")
        made, keeping = stage_units(self.asking, units(self.asking, self.kept.of("stage"), wanted))
        pages = [page for page in made if page.name in wanted]
        if not pages:
            return []
        write(pages, staged, self.secret)
        self.kept.trees["pages"] = {**staged.known, **staged.files}
        built, finishing = self._begin(pages)
        waiting = tuple(finishing.waiting.values())
        if waiting and (self._rendered_from(self._few(waiting), finishing) or finishing.findings):
            return []  # nothing is kept of it: a page that could not be rendered by what is there is rendered again
        self._authored += finishing.authored
        self._keep(stage=keeping, pages=finishing.keeping, works=built.works.keeping)
        self.kept.trees["site"] = {**built.tree.known, **built.tree.files}
        return [page.name for page in pages if page.name in built.tree.files]

    def site(self, listener: Listener, *, publish: bool = False) -> list[Finding]:
        """Make all of it and look at it; gives the findings on the result."""
        made = self.made(listener, publish=publish)
        return made if isinstance(made, list) else made.inspected(listener)

    def made(self, listener: Listener, *, publish: bool = False) -> list[Finding] | Ready:
        """Make all of it; where much is due, the English half meanwhile in a process beside this one.

        Gives what the inspection is told of it, or what keeps it from being made.
        """
        works = units(self.asking, self.kept.of("stage"))
        around = {"fingerprint": self.around}
        due = len(works) if around != self.kept.of("around") else sum(unit.known is None for unit in works)
        with ExitStack() as ending:
            beside: Beside | None = None
            others: list[Unit] = []
            if due >= ENOUGH and possible():
                others = [unit for unit in works if unit.lang == "en"]
                beside = ending.enter_context(Beside(partial(self._half, others)))
            with listener.stage("stage") as said:
                own = [unit for unit in works if unit.lang != "en"] if beside else works
                pages = self._all_staged(own, others, beside, said)
            if publish and (unfit := list(hold_publishable(self.archive, pages))):
                return unfit
            with listener.stage("render") as said:
                built, made = self._all_rendered([page for page in pages if not beside or page.lang != "en"], beside)
                if made.warnings:
                    return [_render_finding(line) for line in dict.fromkeys(made.warnings)]
                said.append(Text(f"{self.engine}, {made.due} trang", f"{self.engine}, {made.due} pages"))
        give_back()
        with listener.stage("finish") as said:
            if errors(made.findings):
                return sorted(made.findings)
            try:
                formats = finish_site(built)
            except Refusal as refused:
                if refused.finding is None:
                    raise
                return sorted([*made.findings, refused.finding])
            built.tree.sweep()
            self.kept.trees["site"] = built.tree.files
            self.kept.units |= {"pages": made.keeping, "works": built.works.keeping, "around": around}
            said.append(_files_made(built, formats))
        return self._ready(built, [*self._authored, *made.authored], pages)

    def _all_staged(self, own: list[Unit], others: list[Unit], beside: Beside | None, said: list[Text]) -> list[Staged]:
        """Every page, staged and written, in order; `others` are being staged `beside`."""
        staged = self.kept.tree("pages", self.work / "pages")
        staged.look()
        pages, keeping = self._staged(own, staged)
        if beside:
            theirs, files, written = beside.receive()
            pages += (page for unit in others for page in made_before(self.asking, unit, theirs[unit.name]))
            keeping |= theirs
            staged.take(files, written)
        write_assets(self.archive.assets, self.root / "docs", staged)
        staged.sweep()
        self.kept.units["stage"], self.kept.trees["pages"] = keeping, staged.files
        count, written = len(pages), staged.written
        said.append(Text(f"{count} trang, {written} tệp đổi", f"{count} pages, {written} files changed"))
        return sorted(pages, key=order)

    def _all_rendered(self, own: list[Staged], beside: Beside | None) -> tuple[Built, Half]:
        """The site with all its pages, of which this process renders its `own`, and what has become of them."""
        if beside:
            beside.send(None)
        built, finishing = self._begin(own, look=True)
        with nullcontext() if beside else drawn_ahead(built):
            made = self._rendered(built, finishing, "vi" if beside else None)
        copy_files(built)
        if beside:
            theirs: Half = beside.receive()
            built.tree.take(theirs.files, theirs.written)
            built.pages.update(theirs.said)
            built.works.keeping.update(theirs.works)
            made = made.joined(theirs)
        return built, made

    def _half(self, others: list[Unit], talk: Talk) -> None:
        """The other half of the site, in a process of its own, which waits until all pages stand there."""
        staged = self.kept.tree("pages", self.work / "pages")
        pages, keeping = self._staged(others, staged)
        talk.send((keeping, staged.files, staged.written))
        talk.receive()
        built, finishing = self._begin(pages)
        talk.send(self._rendered(built, finishing, "en"))

    def _staged(self, due: Iterable[Unit], out: Tree) -> tuple[list[Staged], dict[str, Any]]:
        pages, keeping = stage_units(self.asking, due)
        write(pages, out, self.secret)
        return pages, keeping

    def _rendered(self, built: Built, finishing: Finishing, half: Lang | None) -> Half:
        """Have the pages that were taken rendered; what has become of them, and of a `half` what stands beside them."""
        due = len(finishing.waiting)
        warnings = self._render(finishing, few=not half)
        if half and not (warnings or finishing.findings):
            begin(built, half)
        return Half(
            due,
            warnings,
            [*finishing.findings, *([] if warnings else finishing.missing())],
            finishing.keeping,
            finishing.authored,
            built.pages,
            built.tree.files,
            built.tree.written,
            built.works.keeping,
        )

    @cached_property
    def around(self) -> str:
        """The fingerprint of all that the renderer works with beside pages."""
        own = [self.engine, self.context.site_url, self.archive.settings, self.places]
        return fingerprint([*own, *_frame_bytes(self.root, self.frame)])

    def _begin(self, pages: Iterable[Staged], *, look: bool = False) -> tuple[Built, Finishing]:
        """The site as it was left, and the pages of it that are to be rendered."""
        works = Works(self.asking, self.kept.of("works"))
        tree = self.kept.tree("site", self.work / "site")
        if look:
            tree.look()
        frame, cards = read_frame(self.frame), names(self.archive)
        built = Built(tree, self.archive, self.context, frame, self.frame, cards, works)
        finishing = Finishing(built, self.secret, self.asking, self.around, self.kept.of("pages"))
        for page in pages:
            finishing.take(page)
        return built, finishing

    def _render(self, finishing: Finishing, *, few: bool = True) -> list[str]:
        """Have the pages that wait rendered; gives the renderer's warnings.

        Where `few` wait the renderer is shown them and what they lead to, and no more: it takes a while over each file
        that it knows. Where it misses something among these, it is shown all.
        """
        waiting = dict(finishing.waiting)
        if not waiting:
            return []
        if few and len(waiting) * FEW < len(self.kept.trees["pages"]):
            if not self._rendered_from(self._few(waiting.values()), finishing):
                return []
            finishing.again(waiting)
        return self._rendered_from(self.work / "pages", finishing)

    def _rendered_from(self, docs: Path, finishing: Finishing) -> list[str]:
        taker = Taker(finishing.page, frozenset(finishing.waiting).__contains__, finishing.source)
        url, settings = self.context.site_url, self.archive.settings
        return render(self.root, self.work, docs, url, settings, taker, self.engine, self.places)

    def _few(self, pages: Iterable[Staged]) -> Path:
        """A folder with these pages, those of the menu, and whatever they lead to, each in both languages."""
        wanted = {HOME_PAGE, *(item.page for item in self.archive.settings.menu)}
        assets: set[str] = set()
        for staged in pages:
            wanted.add(staged.path)
            page = self.archive.by_path.get((staged.lang, staged.path))
            for link in page.body.links if page else ():
                folder, _, path = (
                    leads_to(page, unquote(urlsplit(link.href).path)).partition("/") if page else ("", "", "")
                )
                wanted.add(path) if folder in LANGS else assets.add(f"{folder}/{path}")
        names = {f"{lang}/{path}" for path in wanted for lang in LANGS} | assets
        all_, few = self.kept.tree("pages", self.work / "pages"), self.kept.tree("few", self.work / "few")
        for name in sorted(filter(all_.holds, names)):
            few.copy(name, all_.folder / name, all_.known[name].label)
        few.sweep()
        self.kept.trees["few"] = few.files
        return few.folder

    def _keep(self, **units: Mapping[str, object]) -> None:
        """Keep more than was kept."""
        for name, more in units.items():
            self.kept.units[name] = {**self.kept.of(name), **more}

    def _ready(self, built: Built, authored: list[AuthoredPage], pages: Iterable[Staged]) -> Ready:
        origins = {page.name: page.source for page in pages}
        origins |= {asset: f"docs/{asset}" for asset in self.archive.assets}
        return Ready(
            self.kept,
            built.tree.folder,
            built.tree.files,
            self.context.site_url,
            tuple(expected_claims(self.archive)),
            origins,
            _http_addresses(self.archive),
            built.frame,
            authored,
            list(dead(self.archive, built.site_dir)),
        )


@dataclass
class Ready:
    """A site that is made, and what the inspection is told of it: values alone, behind which the archive may go."""

    kept: Kept
    folder: Path
    files: Mapping[str, Known]
    site_url: str
    claims: Iterable[ExpectedClaim]
    origins: Mapping[str, str]
    http_allowed: frozenset[str]
    frame: Frame
    authored: list[AuthoredPage]
    """What people wrote of each page; they go when they have been looked at."""
    found: list[Finding]
    """What is wrong with it already."""

    def inspected(self, listener: Listener) -> list[Finding]:
        """Have it looked at; gives the findings on it."""
        with listener.stage("inspect") as said:
            looks = Looks(self.files, self.kept.of("inspect"))
            authored = (self.authored.pop() for _ in range(len(self.authored)))
            told = (self.claims, self.origins, self.http_allowed, self.frame, authored, looks)
            found = inspect_site(self.folder, self.site_url, *told)
            self.kept.units["inspect"] = looks.keeping
            count = sum(name.endswith(".html") for name in self.files)
            said.append(Text(f"{count} tệp HTML", f"{count} HTML files"))
            return sorted([*found, *self.found])


def _frame_bytes(root: Path, frame: Path) -> Iterator[tuple[str, bytes]]:
    """What the renderer works with beside pages: its settings, and the frame's files."""
    yield "mkdocs.yml", (root / "mkdocs.yml").read_bytes()
    for name in sorted(files_below(frame)):
        yield name, (frame / name).read_bytes()


def _files_made(built: Built, formats: list[str]) -> Text:
    """How many files the site has, a page and a statement, and how many were written."""
    below = (name for name in built.tree.files if "id/" in name)
    named = (found[1] for name in below if (found := re.search(r"(?:^|/)id/([a-z0-9-]+)", name)))
    of_statements = sum(1 for name in named if name in built.archive.statements)
    rest, written = len(built.tree.files) - of_statements, built.tree.written
    a_page = f"{rest / max(1, len(built.archive.pages)):.1f}"
    a_statement = f"{of_statements / max(1, len(built.archive.statements)):.1f}"
    made = ", ".join(formats)
    return Text(
        f"{made}: {len(built.tree.files)} tệp ({a_page} một trang, {a_statement} một thông tin), ghi {written}",
        f"{made}: {len(built.tree.files)} files ({a_page} a page, {a_statement} a statement), {written} written",
    )


def _render_finding(line: str) -> Finding:
    """A renderer's warning names a staged page where it names one at all; it has no line numbers."""
    named = re.search(r"Doc file '((?:vi|en)/[^']+)'", line)
    place = Place(f"docs/{named[1]}" if named else f"{BUILD}/pages")
    return RENDERER.finding(Problem(place, values={"line": line}))


def _http_addresses(archive: Archive) -> frozenset[str]:
    """The addresses of source records and of their copies, some of which have no other than `http:`."""
    metas = [record.meta for record in archive.of_kind("source") if isinstance(record.meta, Source)]
    own = (meta.address for meta in metas if meta.address)
    return frozenset([*own, *(copy.address for meta in metas for copy in meta.archived)])
