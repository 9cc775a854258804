"""The whole flow, once: read, check, stage, render, finish, inspect, publish.

Takes the project's root, the target folder and the environment; tells each stage to a listener; gives the findings.
`site/` is touched by the last stage alone, and only where no stage before it found an error.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from archive.checks.checking import check
from archive.checks.later import RENDERER
from archive.checks.looked import Looked
from archive.checks.published import dead, hold_publishable
from archive.checks.stale import STALE
from archive.content.drafts import published, unpublished_files
from archive.content.kinds.source import Source
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.context import Context
from archive.environment import knowing, make_context
from archive.expected import authored_page, expected_claims
from archive.extending import Problem
from archive.findings import Finding, Place, Severity, Text, errors
from archive.finish.built import Built, Works
from archive.finish.cards import names
from archive.finish.finishing import Finishing, finish_site, of_theme
from archive.folders import BUILD, KEPT, PREVIEW, holding
from archive.frame import lay, read_frame
from archive.inspect import inspect_site
from archive.inspect.kept import Looks
from archive.kept import store
from archive.kept.asked import Asking
from archive.kept.fingerprint import fingerprint
from archive.kept.secret import build_secret
from archive.kept.store import Kept
from archive.kept.tree import files_below
from archive.mainline import PUBLISHING, hold_committed, hold_on_main, public_address
from archive.publish import ensure_ours, heal, locked, publish
from archive.refusal import Refusal
from archive.regular import at
from archive.render import Taker, render
from archive.sources import digest
from archive.stage.sitemap import for_frame
from archive.stage.staging import stage_anew, write


@dataclass(frozen=True, slots=True)
class StageReport:
    """A stage that is done: its name, what it dealt with, and how long it took in seconds."""

    name: str
    text: Text
    seconds: float


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for."""

    site_dir: Path
    strict_translations: bool = False
    portable: bool = False
    engine: str = "mkdocs"
    publish: bool = False
    """Made for readers: refused where an address is not recorded yet."""


@dataclass
class Listener:
    """Is told when a stage starts and when it is done; the command line prints, tests collect."""

    started: Callable[[str], None] = lambda name: None
    done: Callable[[StageReport], None] = lambda report: None
    reports: list[StageReport] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[list[Text]]:
        """Times a stage; what it appends to the list is what it says of itself."""
        self.started(name)
        begin = time.perf_counter()
        text: list[Text] = []
        yield text
        report = StageReport(name, text[-1] if text else Text("", ""), time.perf_counter() - begin)
        self.reports.append(report)
        self.done(report)


def build(root: Path, options: Options, environment: Mapping[str, str], listener: Listener) -> list[Finding]:
    """Build the site into `options.site_dir`; gives every finding. Where one is an error nothing was published.

    Refuses a target that is not ours to write, or cannot be written, and an environment that does not hold.
    """
    work = root / BUILD
    with locked(work), at(work):
        _refuse_inside(root, options.site_dir)
        ensure_ours(options.site_dir, protected(root))
        heal(options.site_dir)
        with listener.stage("read") as said:
            archive = knowing(read_archive(root), environment)
            said.append(Text(f"{len(archive.pages)} trang, {len(archive.claims)} thông tin",
                             f"{len(archive.pages)} pages, {len(archive.claims)} claims"))  # fmt: skip
        with listener.stage("check") as said:
            findings = checked(archive, work)
            if options.strict_translations:
                findings = [replace(f, severity=Severity.ERROR) if f.code == STALE else f for f in findings]
            said.append(_count(findings))
        if errors(findings):
            return findings
        if options.publish:
            hold_on_main(archive, PUBLISHING, unknown=False)
            hold_committed(archive)
            public_address(environment, archive.settings.site_url)
        sources = digest(root, unpublished_files(archive))
        archive = published(archive)
        context = make_context(archive, environment, portable=options.portable, sources=sources)
        kept = read_kept(work)
        findings += make_site(
            root, archive, context, work, listener, options.engine, publish=options.publish, kept=kept
        )
        if not errors(findings):
            with listener.stage("publish") as said:
                publish_kept(work / "site", options.site_dir, kept)
                said.append(Text(str(options.site_dir), str(options.site_dir)))
    return findings


def publish_kept(built: Path, target: Path, kept: Kept) -> None:
    """Publish what was built; what stands there and is the same is not copied again."""
    name = f"published {target.resolve()}"
    before = kept.trees.get(name, {})
    kept.trees = {own: files for own, files in kept.trees.items() if own in {"pages", "site"}}
    kept.trees[name] = publish(built, target, kept.trees.get("site", {}), before)
    kept.save()


def all_findings(archive: Archive, environment: Mapping[str, str]) -> list[Finding]:
    """Everything that is known to be wrong before anything is written: content, ledger and the renderer's settings.

    Refuses a $SOURCE_DATE_EPOCH, which bounds the days of withdrawals, or a $SITE_URL that does not hold.
    """
    return checked(knowing(archive, environment), archive.root / BUILD)


def checked(archive: Archive, work: Path) -> list[Finding]:
    """All findings on the sources; what the last check kept in the folder `work`, where it is there, is used."""
    kept = None
    with suppress(OSError, Refusal):
        if work.is_dir() and not work.is_symlink():
            build_secret(work)
            kept = store.read(work / store.CHECKED)
    looked = Looked(kept.of("check") if kept else None)
    findings = check(archive, looked=looked)
    if kept:
        kept.units = {"check": looked.keeping}
        kept.save()
    return findings


def make_site(
    root: Path,
    archive: Archive,
    context: Context,
    work: Path,
    listener: Listener,
    engine: str = "mkdocs",
    *,
    publish: bool = False,
    kept: Kept | None = None,
) -> list[Finding]:
    """Stage, render, finish and inspect a checked archive into `work/site`; gives the findings on the result.

    What the last build there `kept` is used, and replaced.
    """
    secret = build_secret(work)
    kept = kept or read_kept(work)
    asking = Asking(archive, context)
    with listener.stage("stage") as said:
        pages, kept.units["stage"] = stage_anew(asking, kept.of("stage"))
        staged = kept.tree("pages", work / "pages")
        changed = write(pages, archive.assets, root / "docs", staged, secret)
        kept.trees["pages"] = staged.files
        lay(archive, work / "theme")
        said.append(Text(f"{len(pages)} trang, {changed} tệp đổi", f"{len(pages)} pages, {changed} files changed"))
    if publish and (unfit := list(hold_publishable(archive, pages))):
        return unfit
    frame, places = work / "theme", for_frame(archive)
    works = Works(asking, kept.of("works"))
    built = Built(kept.tree("site", work / "site"), archive, context, read_frame(frame), frame, names(archive), works)
    with listener.stage("render") as said:
        around = fingerprint([engine, context.site_url, archive.settings, places, *_frame_bytes(root, frame)])
        finishing = Finishing(built, secret, asking, around, kept.of("pages"))
        for page in pages:
            finishing.take(page)
        due = frozenset(finishing.waiting)
        taker = Taker(finishing.page, built.copy, of_theme, due.__contains__)
        warnings = render(root, work, context.site_url, archive.settings, taker, engine, places)
        if warnings:
            return [_render_finding(line) for line in dict.fromkeys(warnings)]
        said.append(Text(f"{engine}, {len(due)} trang", f"{engine}, {len(due)} pages"))
    with listener.stage("finish") as said:
        findings = [*finishing.findings, *finishing.missing()]
        if errors(findings):
            return sorted(findings)
        try:
            formats = finish_site(built)
        except Refusal as refused:
            if refused.finding is None:
                raise
            return sorted([*findings, refused.finding])
        built.tree.sweep()
        kept.trees["site"], kept.units["pages"] = built.tree.files, finishing.keeping
        kept.units["works"] = works.keeping
        said.append(_files_made(built, formats))
    with listener.stage("inspect") as said:
        origins = {f"{page.url}index.html": page.source for page in pages}
        origins |= {asset: f"docs/{asset}" for asset in archive.assets}
        looks = Looks(built.tree.files, kept.of("inspect"))
        findings = inspect_site(
            built.site_dir,
            context.site_url,
            expected_claims(archive),
            origins,
            _http_addresses(archive),
            built.frame,
            [authored_page(found, archive) for found in finishing.shown],
            looks,
        )
        kept.units["inspect"] = looks.keeping
        findings = sorted([*findings, *dead(archive, built.site_dir)])
        count = sum(1 for _ in built.site_dir.rglob("*.html"))
        said.append(Text(f"{count} tệp HTML", f"{count} HTML files"))
    return findings


def read_kept(work: Path) -> Kept:
    """What the last build in `work` kept for this one."""
    build_secret(work)
    return store.read(work / store.NAME)


def _refuse_inside(root: Path, target: Path) -> None:
    """A site within the sources would be read as one of them by the next build."""
    name = holding(root, target, KEPT)
    if name:
        raise Refusal(
            Text(
                f"Không đặt trang web trong {name}/; chọn một thư mục khác cho --site-dir",
                f"The site cannot stand within {name}/; choose another folder for --site-dir",
            )
        )


def protected(root: Path) -> list[Path]:
    """What no site may replace: what people keep, and where builds work."""
    work = (root / name / part for name in (BUILD, PREVIEW) for part in ("", "pages", "site", "docs"))
    return [*(root / name for name in KEPT), root / "mkdocs.yml", *work]


def _frame_bytes(root: Path, frame: Path) -> Iterator[tuple[str, bytes]]:
    """What the renderer works with beside pages: its settings, and the frame's files."""
    yield "mkdocs.yml", (root / "mkdocs.yml").read_bytes()
    for name in sorted(files_below(frame)):
        yield name, (frame / name).read_bytes()


def _files_made(built: Built, formats: list[str]) -> Text:
    """How many files the site has, a page and a statement, and how many were written."""
    named = (found[1] for name in built.tree.files if (found := re.search(r"(?:^|/)id/([a-z0-9-]+)", name)))
    of_statements = sum(1 for name in named if name in built.archive.statements)
    rest, written = len(built.tree.files) - of_statements, built.tree.written
    a_page = f"{rest / max(1, len(built.archive.pages)):.1f}"
    a_statement = f"{of_statements / max(1, len(built.archive.statements)):.1f}"
    made = ", ".join(formats)
    return Text(
        f"{made}: {len(built.tree.files)} tệp ({a_page} một trang, {a_statement} một thông tin), ghi {written}",
        f"{made}: {len(built.tree.files)} files ({a_page} a page, {a_statement} a statement), {written} written",
    )


def _count(findings: list[Finding]) -> Text:
    wrong = len(errors(findings))
    return Text(f"{wrong} lỗi, {len(findings) - wrong} cảnh báo", f"{wrong} errors, {len(findings) - wrong} warnings")


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
