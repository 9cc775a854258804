"""Rules on what is the archive's own: its settings, archive.toml (DV012 to DV015, DV017), and the site's words (DV016).

All else leans on the settings, so where one of these rules finds something wrong with them, no other is asked.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from archive.checks.files import is_filled
from archive.content.kinds.base import Relation
from archive.content.model import Archive
from archive.extending import FOLLOWS, Problem, Spoils, is_generated, rule
from archive.findings import LANGS, Severity, Text
from archive.settings import FILE, Keys, SettingsFault, form
from archive.words import ours

_NO_MORE = Text("bỏ mục [[foremost]] này", "take this [[foremost]] out")


def _fault(code: str, faults: tuple[str, ...]) -> None:
    """Declare the rule on faults of a kind that reading the settings found."""

    def told(archive: Archive) -> Iterator[Problem]:
        yield from (_told(fault) for fault in archive.own.faults if fault.fault in faults)

    told.__name__ = f"own_settings_{code.lower()}"
    rule(code, nearness=FOLLOWS, spoils=Spoils.ARCHIVE)(told)


def _told(found: SettingsFault) -> Problem:
    text = {
        "unreadable": Text("Không đọc được {file} ({why})", "{file} cannot be read ({why})"),
        "unknown-key": Text("Khóa lạ: {key}", "An unknown key: {key}"),
        "missing": Text("Thiếu {key}", "{key} is missing"),
        "value": Text("Không dùng được giá trị của {key} ({why})", "The value of {key} cannot be used ({why})"),
    }[found.fault]
    fix = form(found.key) if found.fault in {"missing", "value"} else None
    return Problem(found.place, text.format(file=FILE, key=found.key, why=found.why), fix)


_fault("DV012", ("unreadable",))
_fault("DV013", ("unknown-key",))
_fault("DV014", ("missing", "value"))


@rule("DV015", nearness=FOLLOWS)
def own_names(archive: Archive) -> Iterator[Problem]:
    """The menu's pages, the pages with words of their own, the key records and the foremost unknowns are there."""
    own = archive.settings
    pages = {f"menu.{number}.page": item.page for number, item in enumerate(own.menu)}
    pages |= {f"own_words.{path}": path for path in own.own_words}
    for key, path in pages.items() if archive.pages and not archive.own.faults else ():
        there = ("vi", path) in archive.by_path or path in archive.unwritten_lists
        if not there and not is_generated(f"{path.removesuffix('.md')}/"):
            text = Text(f"Thiết lập nêu trang không có: {path}", f"The settings name a page that is not there: {path}")
            yield Problem(archive.own.place(key), text, about=(f"docs/vi/{path}",))
    for name, folder in own.folders:
        if is_filled(folder) or folder.partition("/")[0] in LANGS:
            text = Text(f"Thư mục do bộ dựng trang dùng: {folder}", f"A folder that the build itself fills: {folder}")
            yield Problem(
                archive.own.place(f"folders.{name}"), text, Text("chọn thư mục khác", "choose another folder")
            )
    for name, record_id in own.keys:
        (kind,) = (named.kind for named in Keys.model_fields[name].metadata if isinstance(named, Relation))
        if record_id and archive.pages and getattr(archive.records.get(record_id), "kind", "") != kind:
            text = Text(f"Không có hồ sơ {record_id} loại {kind}", f"There is no record {record_id} of the kind {kind}")
            yield Problem(archive.own.place(f"keys.{name}"), text, about=(record_id,))
    yield from _foremost(archive)


@rule("DV017", nearness=FOLLOWS, severity=Severity.WARNING)
def can_be_told(archive: Archive) -> Iterator[Problem]:
    """Readers can tell the archive of a mistake."""
    own = archive.own
    if not (own.faults or own.settings.contact or own.settings.repository):
        yield Problem(own.place("contact"))


@rule("DV016", nearness=FOLLOWS)
def site_words(_: Archive) -> Iterator[Problem]:
    """Both files can be read and have the same keys, each with words and the same values in braces."""
    said = {
        "unmerged": Text("Còn sót dấu xung đột của git", "A conflict mark of git is left"),
        "unreadable": Text("Không đọc được tệp lời này: {about}", "The words cannot be read: {about}"),
        "alone": Text("Chỉ một ngôn ngữ có {about}", "One language alone has {about}"),
        "braces": Text("Các chỗ {{…}} của {about} khác bản kia", "The {{…}} of {about} differ from the other language"),
        "words": Text("{about} không phải là một câu", "{about} is no line of words, or a brace is left open"),
    }
    for fault in ours().faults:
        yield Problem(fault.place, said[fault.fault].format(about=fault.about))


def _foremost(archive: Archive) -> Iterator[Problem]:
    """Each unknown that is to stand first is one that its record has, letter by letter; DV122 tells of loose marks."""
    for number, item in enumerate(archive.settings.foremost if archive.pages else ()):
        record, place = archive.records.get(item.record), archive.own.place(f"foremost.{number}.unknown")
        if record is None:
            text = Text(f"Không có hồ sơ {item.record}", f"There is no record {item.record}")
            fix = Text("viết mã của một hồ sơ", "write a record's id")
            yield Problem(archive.own.place(f"foremost.{number}.record"), text, fix, about=(item.record,))
        elif record.meta.withdrawn:
            text = Text(f"Hồ sơ {item.record} đã rút", f"The record {item.record} is withdrawn")
            yield Problem(archive.own.place(f"foremost.{number}.record"), text, _NO_MORE)
        elif item.unknown not in {unicodedata.normalize("NFC", words) for words in record.unknowns("vi")}:
            listed = " · ".join(record.unknowns("vi"))
            fix = Text(f"chép đúng một điều của hồ sơ: {listed}", f"copy one of the record's: {listed}")
            yield Problem(
                place,
                Text(
                    f"Hồ sơ {item.record} không có điều chưa biết này", f"The record {item.record} has no such unknown"
                ),
                fix if listed else _NO_MORE,
            )
