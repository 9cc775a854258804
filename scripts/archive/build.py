"""The whole flow, once: read, check, stage, render, finish, inspect, publish.

Takes the project's root, the target folder and the environment; tells each stage to a listener; gives the findings.
`site/` is touched by the last stage alone, and only where no stage before it found an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from archive.checks.known import checked
from archive.checks.stale import STALE
from archive.content.drafts import published, unpublished_files
from archive.environment import knowing, make_context
from archive.findings import Finding, Severity, Text, errors
from archive.folders import BUILD, KEPT, PREVIEW, holding
from archive.kept.parsed import read_known
from archive.kept.store import Kept
from archive.kept.tree import Known
from archive.listener import Listener
from archive.mainline import PUBLISHING, hold_committed, hold_on_main, public_address
from archive.making import Making, read_kept
from archive.publish import ensure_ours, heal, locked, publish
from archive.refusal import Refusal
from archive.regular import at
from archive.room import give_back
from archive.sources import digest
from archive.spare import SPARE, Spare

_GONE = Known("", "")
"""A file of the site that its second folder has not."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a build is asked for."""

    site_dir: Path
    strict_translations: bool = False
    portable: bool = False
    engine: str = "mkdocs"
    publish: bool = False
    """Made for readers: refused where an address is not recorded yet."""


def build(root: Path, options: Options, environment: Mapping[str, str], listener: Listener) -> list[Finding]:
    """Build the site into `options.site_dir`; gives every finding. Where one is an error nothing was published.

    Refuses a target that is not ours to write, or cannot be written, and an environment that does not hold.
    """
    work = root / BUILD
    with locked(work) as stands, at(work):
        _refuse_inside(root, options.site_dir)
        ensure_ours(options.site_dir, protected(root))
        heal(options.site_dir)
        with listener.stage("read") as said:
            archive = knowing(read_known(root, work), environment)
            said.append(Text(f"{len(archive.pages)} trang, {len(archive.claims)} thông tin",
                             f"{len(archive.pages)} pages, {len(archive.claims)} claims"))  # fmt: skip
        with listener.stage("check") as said:
            findings = checked(archive, work)
            if options.strict_translations:
                findings = [replace(f, severity=Severity.ERROR) if f.code == STALE else f for f in findings]
            said.append(_count(findings))
        if errors(findings):
            return findings
        give_back()
        if options.publish:
            hold_on_main(archive, PUBLISHING, unknown=False)
            hold_committed(archive)
            public_address(environment, archive.settings.site_url)
        sources = digest(root, unpublished_files(archive))
        archive = published(archive)
        context = make_context(archive, environment, portable=options.portable, sources=sources)
        kept = replace(read_kept(work), stands=stands)
        made = Making(root, archive, context, work, kept, options.engine).made(listener, publish=options.publish)
        del archive, context  # of a large archive they take as much room as the inspection
        give_back()
        findings += made if isinstance(made, list) else made.inspected(listener)
        if not errors(findings):
            with listener.stage("publish") as said:
                publish_kept(work / "site", options.site_dir, kept)
                said.append(Text(str(options.site_dir), str(options.site_dir)))
    return findings


def publish_kept(built: Path, target: Path, kept: Kept) -> None:
    """Publish what was built; what stands there and is the same is not copied again."""
    place = target.resolve()
    published, second = f"published {place}", f"spare {place}"
    before, other = kept.trees.get(published, {}), kept.trees.get(second)
    there = {} if other is None else {**before, **other}
    left = {name: known for name, known in there.items() if known.label}
    spare = Spare(built.with_name(SPARE), left)
    now = publish(built, target, kept.trees.get("site", {}), before, spare)
    kept.trees = {own: files for own, files in kept.trees.items() if own in {"pages", "few", "site"}}
    kept.trees[published] = now
    if spare.known:  # by what it has otherwise than the site
        names = {*now, *spare.known}
        told = {name: spare.known.get(name, _GONE) for name in names if now.get(name) != spare.known.get(name)}
        kept.trees[second] = told
    kept.save()


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
    work = (root / name / part for name in (BUILD, PREVIEW) for part in ("", "pages", "few", "site", "docs", SPARE))
    return [*(root / name for name in KEPT), root / "mkdocs.yml", *work]


def _count(findings: list[Finding]) -> Text:
    wrong = len(errors(findings))
    return Text(f"{wrong} lỗi, {len(findings) - wrong} cảnh báo", f"{wrong} errors, {len(findings) - wrong} warnings")
