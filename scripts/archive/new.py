"""New records: a twin pair of files, filled from a template, that states nothing.

`archive check` names each place of it that is still to be written, and nothing else.

Takes an `Archive`, a kind and a slug; gives a `Pair`, whose front matter is that of `blank`. Refuses an unknown kind, a
slug that is none, and an id or path that is taken.
"""

from __future__ import annotations

import contextlib
import difflib
import os
import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path, PurePosixPath
from string import Template

from archive import regular, slugs
from archive.blank import Blank
from archive.content.kinds import KINDS
from archive.content.kinds.base import Common
from archive.content.model import Archive
from archive.content.unwritten import BODY
from archive.findings import LANGS, Text
from archive.ledger import LEDGER, known_addresses, read_ledger
from archive.near import hints
from archive.refusal import Refusal

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST = 99


@dataclass(frozen=True, slots=True)
class Pair:
    """A new record's id, its path below `docs/<lang>/`, and the text of each twin."""

    id: str
    path: str
    vi: str
    en: str


def make(archive: Archive, kind: str, slug: str, today: str, number: int | None = None) -> Pair:
    """The twin pair of a new record; `slug` may be empty for a numbered kind, whose id is `number` or the next one."""
    model = _model(kind, archive)
    record_id, path = _named(archive, model, slug, number)
    _must_be_free(archive, record_id, path)
    up = "../" * len(PurePosixPath("docs/vi", path).parent.parts)
    new = Blank(kind, record_id, today, archive.settings.period(kind))
    vi, en = (
        _template(f"record.{lang}.md").substitute(
            schema=f"{up}schemas/{kind if lang == 'vi' else 'translation'}.schema.json",
            front="\n".join(new.front(lang)),
            note=new.note(lang),
            body=BODY[lang],
        )
        for lang in LANGS
    )
    return Pair(record_id, path, vi, en)


def write(pair: Pair, root: Path) -> tuple[Path, Path]:
    """Write both files, or neither; never over a file that is there."""
    vi, en = (root / "docs" / lang / pair.path for lang in LANGS)
    with contextlib.ExitStack() as undo:
        for path, text in ((vi, pair.vi), (en, pair.en)):
            regular.folder(root, path.parent)
            undo.callback(_drop_empty, path.parent)
            with regular.at(path), path.open("x", encoding="utf-8", newline="\n") as file:
                undo.callback(path.unlink, missing_ok=True)
                file.write(text)
        undo.pop_all()
    return vi, en


def _drop_empty(folder: Path) -> None:
    with contextlib.suppress(OSError):
        folder.rmdir()


def _model(kind: str, archive: Archive) -> type[Common]:
    if kind in KINDS:
        return KINDS[kind]
    names: dict[str, str] = {name: name for name in KINDS}
    for name, model in KINDS.items():
        names |= {slugs.slug(label): name for label in (model.label.vi, model.label.en, model.plural.en)}
        names |= {model.prefix: name, slugs.slug(archive.settings.folder(name)): name}
        names |= dict.fromkeys(hints()["otherwise"].get(name, "").split(), name)
    given = slugs.slug(kind)
    near = names.get(given) or next((names[found] for found in difflib.get_close_matches(given, list(names), 1)), "")
    hint = Text(f"; có phải là {near} không?", f"; did you mean {near}?") if near else Text(".", ".")
    known = ", ".join(KINDS)
    raise Refusal(
        Text(f"không có loại “{kind}”{hint.vi} Các loại: {known}", f"no kind “{kind}”{hint.en} Kinds: {known}")
    )


def _name(model: type[Common]) -> str:
    return next(name for name, found in KINDS.items() if found is model)


def _named(archive: Archive, model: type[Common], slug: str, number: int | None) -> tuple[str, str]:
    """The id, and the path below `docs/<lang>/`."""
    slug = slug.strip()
    if number is not None and not model.numbered:
        raise Refusal(
            Text(
                f"loại {_name(model)} không đánh số: bỏ --number, ghi SLUG",
                f"records of the kind {_name(model)} have no numbers: leave --number out, write a SLUG",
            )
        )
    if model.numbered:
        if re.fullmatch(rf"{model.prefix}-[0-9]+", slug):
            raise Refusal(
                Text(
                    f"số của “{slug}” do máy đặt: bỏ trống chỗ này, hoặc ghi số ấy ở --number",
                    f"the number of “{slug}” is given, not chosen: leave it out, or ask for it by --number",
                )
            )
        record_id = _next(archive, model) if number is None else _asked(archive, model, number)
        name = record_id if slug in {"", "-"} else address_part(slug)
    else:
        if slug in {"", "-"}:
            raise Refusal(
                Text(
                    f"thiếu SLUG: `archive new {_name(model)} ten-khong-dau`",
                    f"SLUG is missing: `archive new {_name(model)} name-without-marks`",
                )
            )
        bare = address_part(slug.removeprefix(f"{model.prefix}-"))
        record_id = f"{model.prefix}-{bare}"
        # Sources are cited by id, so their files are found by it.
        name = record_id if model.file_is_id else bare
    return record_id, f"{archive.settings.folder(_name(model))}/{name}.md"


def address_part(words: str) -> str:
    """`words`, which can be a file's or folder's name in an address; refused where they cannot."""
    if _SLUG.fullmatch(words) and words != "index" and slugs.portable(words):
        return words
    better = slugs.slug(words)
    hint = Text(f"; viết {better}", f"; write {better}") if better and better != words else Text("", "")
    raise Refusal(
        Text(
            f"“{words}” không dùng làm địa chỉ được (chữ thường không dấu, số, gạch nối, không quá dài, không "
            f"phải tên thiết bị của Windows như con, aux){hint.vi}",
            f"“{words}” cannot be an address (lower case without marks, digits, hyphens, not too long, no "
            f"device of Windows such as con, aux){hint.en}",
        )
    )


def next_id(archive: Archive, model: type[Common]) -> str:
    """The id after the highest: a number that was ever given is not given again. Empty where none is left."""
    number = max(archive.next_number(model.prefix), max(_published(archive, model), default=0) + 1)
    return f"{model.prefix}-{number:02}" if number <= _MOST else ""


def _published(archive: Archive, model: type[Common]) -> set[int]:
    """The numbers under which something of the kind was ever published."""
    address = re.compile(rf"(?:en/)?id/{model.prefix}-([0-9]{{1,9}})(?:-[0-9]+)?/")
    return {int(found[1]) for line in known_addresses(archive.root) if (found := address.fullmatch(line))}


def _next(archive: Archive, model: type[Common]) -> str:
    free = next_id(archive, model)
    if free:
        return free
    taken, published = {*dict(archive.ids_given), *archive.set_aside}, _published(archive, model)
    left = next((n for n in range(1, _MOST + 1) if n not in published and f"{model.prefix}-{n:02}" not in taken), 0)
    hint = (
        Text(
            f" sau số đã cấp; chọn một số còn trống: --number {left}",
            f" above the given ones; take a free one: --number {left}",
        )
        if left
        else Text("", "")
    )
    raise Refusal(Text(f"hết số cho {model.prefix}-{hint.vi}", f"no number is left for {model.prefix}-{hint.en}"))


def _asked(archive: Archive, model: type[Common], number: int) -> str:
    """The id of a number that was asked for, which was never published under another text."""
    record_id = f"{model.prefix}-{number:02}"
    hold_number(number)
    # Who has it now is told before that it was published.
    if record_id not in dict(archive.ids_given):
        hold_unpublished(archive, record_id)
    return record_id


def hold_number(number: int) -> None:
    """Refuse a number that no record has: after the highest there is none to give any more."""
    if not 1 <= number <= _MOST:
        raise Refusal(Text(f"số phải từ 1 đến {_MOST}", f"a number is from 1 to {_MOST}"))


def hold_unpublished(archive: Archive, record_id: str) -> None:
    """Refuse an id under which something was ever published."""
    known = read_ledger(archive.root)
    if any(f"{prefix}id/{record_id}/" in known for prefix in ("", "en/")):
        raise Refusal(
            Text(
                f"mã {record_id} đã công bố (id/{record_id}/ trong {LEDGER}): địa chỉ đã công bố luôn dẫn tới đúng nội "
                "dung cũ, nên mã ấy không đổi và không dùng lại",
                f"the id {record_id} was published (id/{record_id}/ in {LEDGER}): a published address leads to what it "
                "always led to, so that id is neither changed nor given again",
            )
        )


def _must_be_free(archive: Archive, record_id: str, path: str) -> None:
    taken = dict(archive.ids_given)
    if record_id in taken:
        raise Refusal(
            Text(f"mã {record_id} đã có ở {taken[record_id]}", f"the id {record_id} stands in {taken[record_id]}")
        )
    hold_path_free(archive, path)


def hold_path_free(archive: Archive, path: str, leaving: str = "") -> None:
    """Refuse a path at whose address a page stands in either language, but for the page that is `leaving` its own."""
    stem = path.removesuffix(".md").removesuffix("/index")
    for lang in LANGS:
        for other in (f"{stem}.md", f"{stem}/index.md"):
            file = f"docs/{lang}/{other}"
            if other != leaving and os.path.lexists(archive.root / file):
                raise Refusal(Text(f"đã có {file}", f"{file} is there already"))


# --- The text


def _template(name: str) -> Template:
    return Template(files("archive").joinpath("templates", name).read_text("utf-8"))
