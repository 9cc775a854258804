"""Seal an edition: the published site, what rebuilds it and a record of both, as one BagIt 1.0 folder (RFC 8493).

Takes the project's root, the edition's name, the folder to put it in and the environment; gives `OUT/<slug>-EDITION/`:

    data/site/      the published bytes, built from data/source/
    data/source/    what a rebuild needs; its history.json holds what git knew of the past
    data/edition.json   see `Edition`
    bagit.txt, bag-info.txt, manifest-sha512.txt, tagmanifest-sha512.txt

The same sources, address and SOURCE_DATE_EPOCH give the same bytes. Refuses an edition that exists,
an address that is nobody's (RFC 2606, RFC 6761), and sources that are not plain files; findings are given back and
nothing is written. The folder is made aside, checked, and renamed: it is there whole or not at all.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.metadata
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import bagit

from archive.build import Options, build
from archive.checks.checking import check, hold_settings
from archive.content.drafts import published, unpublished_files
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.edition import RENDERER, SOURCES, Counts, Edition, leaves_out, unfit
from archive.environment import knowing, source_date_epoch
from archive.escaping import printable
from archive.findings import Finding, Text, errors
from archive.folders import BUILD, KEPT, PORTABLE, PREVIEW, SITE, holding
from archive.git import git
from archive.history import saved
from archive.listener import Listener
from archive.mainline import SEALING, hold_on_main, public_address
from archive.rebuild import PACKAGE, installed
from archive.refusal import Refusal
from archive.regular import at
from archive.tag_files import ALGORITHM, BAGIT, RECORD
from archive.verify import examine

_EXISTS = Text(
    "{bag} đã có; một ấn bản không bao giờ bị thay, hãy chọn tên khác",
    "{bag} exists; an edition is never replaced, choose another name",
)
_DESCRIPTION = (
    "{vi}, ấn bản {edition}: trang đã công bố tại {site_url} (data/site) và mọi thứ cần để dựng lại "
    "từng byte (data/source; data/edition.json ghi cách dựng). / {en}, edition {edition}: "
    "the site as published at {site_url} (data/site) and what rebuilds it byte for byte (data/source; "
    "data/edition.json says how)."
)


@dataclass(frozen=True, slots=True)
class Sealed:
    """The outcome: the bag where it was made, the findings of its build, and the record it holds."""

    bag: Path
    findings: list[Finding]
    edition: Edition | None = None
    """None: a finding is an error, and nothing was written."""


def seal(root: Path, name: str, out: Path, environment: Mapping[str, str], listener: Listener) -> Sealed:
    """Make `out/<slug>-<name>/`; `name` matches `edition.NAME`.

    Refuses what the module says, an environment that does not hold, and what `build` refuses.
    """
    archive = knowing(read_archive(root), environment)
    hold_settings(archive)
    bag = out / f"{archive.settings.slug}-{name}"
    address = public_address(environment, archive.settings.site_url)
    epoch = source_date_epoch(archive, environment)
    _refuse_target(root, bag)
    hold_on_main(archive, SEALING, unknown=True)
    findings = check(archive)
    if errors(findings):
        return Sealed(bag, findings)
    # An edition is public for ever: what is not published yet has no place among its sources either.
    drafts = {root / name for name in unpublished_files(archive)}
    archive = published(archive)
    out.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{bag.name}.new-", dir=out))
    try:
        with at(bag):
            _copy_sources(root, aside / "source", drafts)
            if archive.history.known:
                (aside / "source" / saved.FILE).write_bytes(saved.written(archive))
        settings = {"SITE_URL": address, "SOURCE_DATE_EPOCH": str(epoch)}
        findings = build(aside / "source", Options(aside / "site"), settings, listener)
        if errors(findings):
            return Sealed(bag, findings)
        with at(bag), listener.stage("seal") as said:
            shutil.rmtree(aside / "source" / BUILD)
            content = aside / "bag"
            content.mkdir()
            for part in ("site", "source"):
                (aside / part).rename(content / part)
            edition = _record(root, name, address, epoch, archive, content)
            _write_json(content / RECORD.name, edition.model_dump())
            _bag(content, edition, archive.settings.name)
            _settle(content, epoch)
            found = examine(content).problems
            if found:
                raise Refusal(found[0].message)
            _put(content, bag)
            said.append(Text(str(bag), str(bag)))
        return Sealed(bag, findings, edition)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _refuse_target(root: Path, bag: Path) -> None:
    if os.path.lexists(bag):
        raise Refusal(_EXISTS.format(bag=bag))
    if bag.parent.is_symlink():
        raise Refusal(
            Text(
                f"{bag.parent} là liên kết tượng trưng nên không bị đụng tới; hãy chỉ thẳng thư mục thật",
                f"{bag.parent} is a symbolic link and was left alone; name the real folder instead",
            )
        )
    name = holding(root, bag, (*KEPT, BUILD, PREVIEW, SITE, PORTABLE))
    if name:
        raise Refusal(
            Text(
                f"Không đặt ấn bản trong {name}/; chọn một thư mục khác cho --out",
                f"An edition cannot stand within {name}/; choose another folder for --out",
            )
        )


def _copy_sources(root: Path, goal: Path, aside: Collection[Path]) -> None:
    """Copy what an edition packs but for the files of `aside`."""
    goal.mkdir()
    for name in SOURCES:
        if os.path.lexists(root / name):
            _copy(root / name, goal / name, aside)
    # The code that builds this edition, wherever it was installed from.
    shutil.rmtree(goal / "scripts" / PACKAGE.name, ignore_errors=True)
    _copy(PACKAGE, goal / "scripts" / PACKAGE.name)


def _copy(path: Path, goal: Path, aside: Collection[Path] = ()) -> None:
    """Copy a file or a folder but for `aside`: plain files, whose names the library that reads bags can read back."""
    if leaves_out(PurePosixPath(path.name)) or path in aside:
        return
    if path.is_symlink() or not (path.is_dir() or path.is_file()):
        raise Refusal(
            Text(
                f"{path} không phải tệp thường nên không được niêm phong; hãy thay bằng tệp thật",
                f"{path} is not a plain file and is not sealed; put a real file in its place",
            )
        )
    reason = unfit(path.name)
    if reason is not None:
        shown = printable(str(path))
        raise Refusal(Text(f"{shown}: {reason.vi}; hãy đổi tên", f"{shown}: {reason.en}; rename it"))
    goal.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file():
        shutil.copyfile(path, goal)
        return
    for entry in sorted(path.iterdir()):  # a folder with nothing in it stands in no list, and is not made
        _copy(entry, goal / entry.name, aside)


def _record(root: Path, name: str, address: str, epoch: int, archive: Archive, content: Path) -> Edition:
    commit = git(root, "rev-parse", "--verify", "HEAD").strip()
    counts = Counts(
        pages=len(archive.pages),
        records=len(archive.records),
        claims=len(archive.claims),
        site_files=sum(1 for _ in _files(content / "site")),
        source_files=sum(1 for _ in _files(content / "source")),
    )
    return Edition(
        archive=archive.settings.slug,
        time_zone=archive.settings.time_zone,
        edition=name,
        site_url=address,
        source_date_epoch=epoch,
        commit=commit or None,
        changed_since_commit=bool(commit and git(root, "status", "--porcelain", "--", *SOURCES).strip()),
        python=platform.python_version(),
        packages=installed(RENDERER),
        counts=counts,
    )


def _bag(content: Path, edition: Edition, named: Text) -> None:
    """Make a folder a bag; the library writes version 0.97, and the list of tag files in the disk's order."""
    told = {"edition": edition.edition, "site_url": edition.site_url}
    described = _DESCRIPTION.format(vi=named.vi, en=named.en, **told)
    info = {
        "Bag-Group-Identifier": edition.archive,
        "Bag-Software-Agent": f"archive seal, bagit {importlib.metadata.version('bagit')}",
        "Bagging-Date": edition.day,
        "External-Description": described,
        "External-Identifier": edition.identifier,
    }
    bagit.make_bag(str(content), info, checksums=[ALGORITHM])
    (content / "bagit.txt").write_bytes(BAGIT)
    tags = sorted(path for path in content.iterdir() if path.is_file() and not path.name.startswith("tagmanifest-"))
    lines = [f"{hashlib.new(ALGORITHM, path.read_bytes()).hexdigest()}  {path.name}\n" for path in tags]
    (content / f"tagmanifest-{ALGORITHM}.txt").write_text("".join(lines), "utf-8")


def _settle(content: Path, epoch: int) -> None:
    """One mode and one time for all, so that a packed edition has the same bytes too."""
    for folder, _, names in os.walk(content, topdown=False):
        for name in names:
            path = Path(folder, name)
            path.chmod(0o644)
            os.utime(path, (epoch, epoch))
        Path(folder).chmod(0o755)
        os.utime(folder, (epoch, epoch))


def _put(content: Path, bag: Path) -> None:
    # rename(2) replaces nothing but an empty folder: of two that seal one edition at once, the second is refused.
    try:
        if not os.path.lexists(bag):
            content.rename(bag)
            return
    except OSError as error:
        if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
            raise
    raise Refusal(_EXISTS.format(bag=bag))


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _write_json(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
