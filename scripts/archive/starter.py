"""Another archive: a skeleton that checks and builds at once, and the engine that both share.

Takes the folder to make and what the archive is called. What is each archive's own comes from `skeleton/`, a made-up
agreement marked as an example, with the names put in; all else is copied from this checkout, so that what both share
has one home. Refuses a folder that holds something, names that no setting can be, and an engine that
stands in no checkout. Nothing is left half-written: all of it is made aside and put in place by one rename.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path, PurePosixPath

from pydantic import ValidationError

from archive import regular, slugs
from archive.edition import leaves_out
from archive.escaping import printable
from archive.findings import LANGS, Text
from archive.refusal import Refusal
from archive.settings import FILE, UNSET, Settings, faults_in, form
from archive.words import ours

PACKAGE = Path(__file__).resolve().parent
ENGINE = PACKAGE.parents[1]
SKELETON = PACKAGE / "skeleton"
SHARED = (
    "scripts", "schemas", "hosting", ".github", ".githooks", ".ci", "Makefile", "mkdocs.yml", "pyproject.toml",
    "requirements.lock", "requirements-test.lock", ".gitignore", ".gitattributes", "ARCHITECTURE.md", "CONTRIBUTING.md",
    "HOSTING.md", "CHANGES.md",
)  # fmt: skip
"""What every archive has alike: the engine, and all that sets it up, tries it and publishes with it."""
_RUN = (".ci/run", ".githooks/pre-commit")
"""The files that are run by themselves."""
_TOKEN = re.compile(rb"@(?:slug|name_vi|name_en|short_vi|short_en)@")


def start(out: Path, slug: str, name: Text) -> None:
    """Make the archive of this slug and name in `out`, which is missing or empty."""
    own = {"slug": slug, "name": asdict(name), "short_name": asdict(name)}
    try:
        Settings.model_validate({**UNSET.model_dump(), **own})
    except ValidationError as error:
        text = _unfit({fault.key: fault.why for fault in faults_in(error, {})}, slug, name)
        raise Refusal(Text(f"tên không dùng được: {text.vi}", f"names that no setting can be: {text.en}")) from error
    for fault in ours().faults:
        raise Refusal(
            Text(
                f"lời của bộ máy không dùng được ở {fault.place}; sửa tệp ấy trước",
                f"the engine's words cannot be used at {fault.place}; mend that file first",
            )
        )
    if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
        raise Refusal(Text(f"{out} đã có gì đó; chọn thư mục khác", f"{out} holds something; choose another folder"))
    out = out.absolute()
    out.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}.new-", dir=out.parent))
    try:
        _write(aside, [*_shared(), *_own(slug, name)])
        aside.chmod(0o755)
        if not out.exists():
            aside.rename(out)
        for child in list(aside.iterdir()) if aside.exists() else ():
            child.rename(out / child.name)  # a folder that somebody stands in stays the same one
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _unfit(why: Mapping[str, Text], slug: str, name: Text) -> Text:
    """Which of the given names cannot be, and how they are written."""
    told = []
    if "slug" in why:
        how, better = form("slug"), slugs.slug(slug)
        such = Text(f", như {better}", f", such as {better}") if better not in {"", slug} else Text("", "")
        told.append(Text(*(f"slug “{printable(slug)}” (--slug): {how[lang]}{such[lang]}" for lang in LANGS)))
    if "name" in why:
        given = " ".join(f"“{printable(name[lang])}”" for lang in LANGS)
        told.append(Text(*(f"name {given} (--name): {why['name'][lang]}" for lang in LANGS)))
    return Text(*("; ".join(text[lang] for text in told) for lang in LANGS))


def renew(root: Path) -> int:
    """Bring what the archive at `root` shares up to this engine; gives how many files were written."""
    if not (root / FILE).is_file():
        raise Refusal(Text(f"{root} không có {FILE}: không phải kho lưu trữ", f"{root} has no {FILE}: no archive"))
    places = [root / name for name in SHARED]
    if any(place.is_symlink() or (place.is_dir() and regular.irregular(place)) for place in places):
        raise Refusal(Text("có liên kết trong bộ máy cũ; xóa nó", "a link stands in the old engine; delete it"))
    if root.resolve() == ENGINE:
        raise Refusal(Text("đây chính là bộ máy này", "this is the engine itself"))
    shared = dict(_shared())
    files = {root / name: content for name, content in shared.items()}
    changed = {path: content for path, content in files.items() if not path.is_file() or path.read_bytes() != content}
    for path in changed:
        regular.folder(root, path.parent)
    regular.replace_whole(changed)
    for name in _RUN:
        (root / name).chmod(0o755)
    # What this engine has no more goes.
    engine = ((name.removeprefix("scripts/"), shared[name]) for name in shared if name.startswith("scripts/"))
    regular.sync(root / "scripts", engine)
    return len(changed)


def _shared() -> Iterator[tuple[str, bytes]]:
    """The engine's files by their names from an archive's root."""
    for name in SHARED:
        place = ENGINE / name
        if place.is_file():
            yield name, place.read_bytes()
        elif place.is_dir():
            yield from _files(place, PurePosixPath(name))
        else:
            raise Refusal(Text(f"thiếu {name}: cần cả kho mã", f"this engine stands in no checkout: {name} is missing"))


def _own(slug: str, name: Text) -> Iterator[tuple[str, bytes]]:
    """The skeleton's files with the archive's names in them."""
    told = {"@slug@": slug, "@name_vi@": name.vi, "@name_en@": name.en, "@short_vi@": name.vi, "@short_en@": name.en}
    for file, content in _files(SKELETON, PurePosixPath()):
        named = file in {FILE, "README.md", "LICENSE"}
        yield file, _TOKEN.sub(lambda found: told[found[0].decode()].encode(), content) if named else content


def _files(folder: Path, below: PurePosixPath) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        name = PurePosixPath(path.relative_to(folder))
        if path.is_file() and not path.is_symlink() and not leaves_out(name):
            yield (below / name).as_posix(), path.read_bytes()


def _write(root: Path, files: list[tuple[str, bytes]]) -> None:
    for name, content in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        if name in _RUN:
            path.chmod(0o755)
