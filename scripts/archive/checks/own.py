"""Rules on what is the archive's own: its settings, archive.toml (DV012 to DV015), and the site's words (DV016).

All else leans on the settings, so where one of these rules finds something wrong with them, no other is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Unpack

from archive.content.kinds.base import Relation
from archive.content.model import Archive
from archive.extending import FOLLOWS, Problem, Spoils, Words, is_generated, rule
from archive.findings import Text
from archive.settings import FILE, Keys, SettingsFault
from archive.words import ours

_WHY = Text(
    f"{FILE} nói những gì là riêng của kho lưu trữ: tên, địa chỉ, giai đoạn, menu. Mọi trang dựa vào đó, nên điều gì không "
    "hiểu được thì bị từ chối thay vì bỏ qua.",
    f"{FILE} says what is the archive's own: names, address, periods, the menu. Every page leans on it, so what is not "
    "understood there is refused, not passed over.",
)
_FORMS = {
    "address": Text("viết https://ten-mien/duong-dan/, hoặc để trống", "write https://host/path/, or leave it empty"),
    "contact": Text("viết mailto:… hoặc https://…, hoặc để trống", "write mailto:… or https://…, or leave it empty"),
    "edit": Text("viết https://…, hoặc để trống", "write https://…, or leave it empty"),
    "folders": Text("viết chữ thường không dấu: ket-qua/2027-2030", "write it in lower case: ket-qua/2027-2030"),
    "keys": Text("viết mã của một hồ sơ, như tt-le-ky", "write a record's id, such as tt-le-ky"),
    "menu": Text(
        "mỗi mục một [[menu]] với page, vi và en khác nhau", "each entry a [[menu]] with page, vi and en of its own"
    ),
    "own_words": Text('viết "chữ" = "vì sao"', 'write "words" = "why"'),
    "shared_offices": Text('viết ["…", "…"]', 'write ["…", "…"]'),
    "unbroken": Text('viết ["…", "…"]', 'write ["…", "…"]'),
    "periods": Text("viết hai năm: 2027/2030", "write two years: 2027/2030"),
    "repository": Text("viết https://…, hoặc để trống", "write https://…, or leave it empty"),
    "slug": Text("viết chữ thường không dấu, số, gạch nối", "write lower case, digits and hyphens"),
    "time_zone": Text("viết tên như Asia/Ho_Chi_Minh", "write a name such as Asia/Ho_Chi_Minh"),
}
_PAIR = Text('viết { vi = "…", en = "…" }, không có < > { } \\ hay dấu nháy kép bên trong',
             'write { vi = "…", en = "…" }, without < > { } \\ or straight quotation marks within')  # fmt: skip


def _fault(code: str, faults: tuple[str, ...], **words: Unpack[Words]) -> None:
    """Declare the rule on faults of a kind that reading the settings found."""

    def told(archive: Archive) -> Iterator[Problem]:
        yield from (_told(fault) for fault in archive.own.faults if fault.fault in faults)

    told.__name__ = f"own_settings_{code.lower()}"
    rule(code, nearness=FOLLOWS, spoils=Spoils.ARCHIVE, **words)(told)


def _told(found: SettingsFault) -> Problem:
    words = {
        "unreadable": Text("Không đọc được {file}", "{file} cannot be read ({why})"),
        "unknown-key": Text("Khóa lạ: {key}", "An unknown key: {key}"),
        "missing": Text("Thiếu {key}", "{key} is missing"),
        "value": Text("Không dùng được giá trị của {key}", "The value of {key} cannot be used ({why})"),
    }[found.fault]
    cure = _FORMS.get(found.key.partition(".")[0], _PAIR) if found.fault in {"missing", "value"} else None
    return Problem(found.place, words.format(file=FILE, key=found.key, why=found.why), cure)


_fault(
    "DV012",
    ("unreadable",),
    summary=Text(f"Không đọc được {FILE}", f"{FILE} cannot be read"),
    why=_WHY,
    cure=Text("sửa dòng này theo TOML, hoặc lấy lại tệp từ git", "mend the line as TOML, or restore the file from git"),
    bad='slug = "cay',
    good='slug = "cay"',
)
_fault(
    "DV013",
    ("unknown-key",),
    summary=Text("Khóa lạ trong thiết lập của kho lưu trữ", "An unknown key in the archive's settings"),
    why=_WHY,
    cure=Text("xóa khóa này, hoặc sửa tên", "delete the key, or mend its name"),
    bad='ten = "…"',
    good='slug = "cay"',
)
_fault(
    "DV014",
    ("missing", "value"),
    summary=Text("Thiếu một thiết lập, hoặc giá trị không dùng được", "A setting is missing, or means nothing here"),
    why=_WHY,
    cure=_PAIR,
    bad='slug = "Kho Cây"',
    good='slug = "cay"',
)


@rule(
    "DV015",
    nearness=FOLLOWS,
    summary=Text("Thiết lập nêu một trang hay hồ sơ không có", "The settings name a page or record that is not there"),
    why=Text(
        "Menu và khung của mọi trang dẫn tới những gì thiết lập nêu tên.",
        "The menu and the frame of every page lead to what the settings name.",
    ),
    cure=Text("sửa tên, hoặc tạo trang ấy trong docs/vi", "mend the name, or make the page below docs/vi"),
    bad='[keys]\nsigning = "tt-khong-co"',
    good='[keys]\nsigning = "tt-le-ky"',
)
def own_names(archive: Archive) -> Iterator[Problem]:
    """The menu's pages, the pages with words of their own and the key records are there."""
    own = archive.settings
    pages = {f"menu.{number}.page": item.page for number, item in enumerate(own.menu)}
    pages |= {f"own_words.{path}": path for path in own.own_words}
    for key, path in pages.items() if archive.pages and not archive.own.faults else ():
        there = ("vi", path) in archive.by_path or path in archive.unwritten_lists
        if not there and not is_generated(f"{path.removesuffix('.md')}/"):
            words = Text(f"Thiết lập nêu trang không có: {path}", f"The settings name a page that is not there: {path}")
            yield Problem(archive.own.place(key), words, about=(f"docs/vi/{path}",))
    for name, record_id in own.keys:
        (kind,) = (named.kind for named in Keys.model_fields[name].metadata if isinstance(named, Relation))
        if record_id and archive.pages and getattr(archive.records.get(record_id), "kind", "") != kind:
            words = Text(
                f"Không có hồ sơ {record_id} loại {kind}", f"There is no record {record_id} of the kind {kind}"
            )
            yield Problem(archive.own.place(f"keys.{name}"), words, about=(record_id,))


@rule(
    "DV016",
    nearness=FOLLOWS,
    summary=Text("Lời của trang web không dùng được", "The site's words cannot be used"),
    why=Text(
        "Mọi câu của khung trang nằm trong words/vi.toml và words/en.toml. Thiếu một câu, hay mất chỗ {…} của một giá trị, thì "
        "trang nói sai hoặc nói thiếu.",
        "Every sentence of the frame stands in words/vi.toml and words/en.toml. Where one is missing, or has lost the {…} of a "
        "value, a page says too little or something wrong.",
    ),
    cure=Text("viết câu ấy ở cả hai tệp, với cùng các chỗ {…}", "write it in both files, with the same {…}"),
    bad='vi.toml: keeper = "Người giữ: {keeper}"\nen.toml: keeper = "Kept"',
    good='vi.toml: keeper = "Người giữ: {keeper}"\nen.toml: keeper = "Kept by {keeper}"',
)
def site_words(_: Archive) -> Iterator[Problem]:
    """Both files can be read and have the same keys, each with words and the same values in braces."""
    said = {
        "unreadable": Text("Không đọc được tệp lời này: {about}", "The words cannot be read: {about}"),
        "alone": Text("Chỉ một ngôn ngữ có {about}", "One language alone has {about}"),
        "braces": Text("Các chỗ {{…}} của {about} khác bản kia", "The {{…}} of {about} differ from the other language"),
        "words": Text("{about} không phải là một câu", "{about} is no line of words, or a brace is left open"),
    }
    for fault in ours().faults:
        yield Problem(fault.place, said[fault.fault].format(about=fault.about))
