"""Rules on the renderer's settings, mkdocs.yml: DV001, DV002, DV004 to DV009.

The file is code: a tag, a hook, a plugin or an option of one runs commands or publishes any file of the machine. So it is
held to what is plainly known here: keys, plugins, Markdown extensions, their options, and the values of each. What is
not known is a finding at its line and column. A new setting is a new field of a model below, and a reviewed one.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from archive import regular
from archive.checks.catalogue import Problem, archive_rule
from archive.checks.files import PAGES
from archive.content.model import Archive
from archive.escaping import printable
from archive.findings import Place, Text

FILE = "mkdocs.yml"
MAX_BYTES = 64 * 1024
MAX_DEPTH = 12
_YAML = "tag:yaml.org,2002:"
_PLAIN = {_YAML + name for name in ("str", "bool", "null", "int", "float", "timestamp", "map", "seq", "merge", "value")}


class Code(Enum):
    """The one piece of code that the settings may name by a tag: how headings get their ids."""

    SLUGS = "tag:yaml.org,2002:python/name:archive.slugs.heading"


# --- What is known


class _Known(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _printable(words: str) -> str:
    # Templates put these words into pages as they are.
    if not words.isprintable() or set(words) & set('<>{}"`\\'):
        raise ValueError("a line of plain words")
    return words


Words = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_printable)]
PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+(/[a-z0-9_-]+)*\.md\z")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/\z")]
Yes = Literal[True]
No = Literal[False]


class _Nothing(_Known):
    """An extension without options."""


class _Theme(_Known):
    name: Literal["material"]
    custom_dir: Literal["overrides"]
    language: Literal["vi"]
    font: No
    favicon: Literal["assets/favicon.svg"]


class _Vietnamese(_Known):
    locale: Literal["vi"]
    name: Words
    default: Yes
    build: Yes


class _English(_Known):
    locale: Literal["en"]
    name: Words
    build: Yes
    site_name: Words
    site_description: Words
    nav_translations: dict[Words, Words]


class _I18n(_Known):
    docs_structure: Literal["folder"]
    fallback_to_default: Yes
    languages: Annotated[tuple[_Vietnamese, _English], Field(strict=False)]


class _Plugins(_Known):
    i18n: _I18n


class _Magiclink(_Known):
    hide_protocol: Yes


class _Toc(_Known):
    permalink: No
    slugify: Literal[Code.SLUGS]


class _Extensions(_Known):
    attr_list: _Nothing
    tables: _Nothing
    magiclink: _Magiclink = Field(alias="pymdownx.magiclink")
    toc: _Toc


class _Validation(_Known):
    omitted_files: Literal["ignore"]
    absolute_links: Literal["warn"]
    unrecognized_links: Literal["warn"]
    anchors: Literal["ignore"]


class _Settings(_Known):
    site_name: Words
    site_url: Address
    site_description: Words
    docs_dir: Literal["build/pages"]
    site_dir: Literal["build/site"]
    use_directory_urls: Yes
    strict: Yes
    theme: _Theme
    plugins: _Plugins
    nav: list[Annotated[dict[Words, PagePath], Field(min_length=1, max_length=1)]]
    markdown_extensions: _Extensions
    validation: _Validation


# --- Reading

Found = tuple[str, Problem]
Menu = tuple[tuple[str, Place], ...]
"""The pages that the menu names, each with its place."""
_NAMED = {"plugins": "DV005", "markdown_extensions": "DV006"}
"""Lists of names, each alone or with its options, and the rule on what is not known among them."""
Way = tuple[str | int, ...]
_COLLECTIONS = {f"{_YAML}map", f"{_YAML}seq"}
_MENU = Text("sửa đường dẫn, hoặc tạo trang ấy trong docs/vi", "mend the path, or make the page below docs/vi")
_QUOTE = Text("đặt trong ngoặc kép thẳng, không kèm thẻ kiểu", "put it in straight quotation marks, without a tag")
_RESTORE = Text("lấy lại giá trị cũ từ git", "restore what stood there from git")
_EXPECTED = {"True": "true", "False": "false", repr(Code.SLUGS): "!!python/name:archive.slugs.heading"}
"""How YAML spells what pydantic expects."""


class _Other:
    """Stands for a value that the renderer would read as no word: a number, a date, `No`, what a tag makes of it."""


class _Reader:
    """Turns nodes into plain values, and keeps the place of each key and value."""

    def __init__(self) -> None:
        self.keys: dict[Way, Any] = {}
        self.values: dict[Way, Any] = {}
        self.words: dict[Way, str] = {}
        self.found: list[Found] = []

    def value(self, node: yaml.Node, way: Way) -> Any:
        if len(way) > MAX_DEPTH:
            raise RecursionError
        self.values[way] = node.start_mark
        if not isinstance(node, yaml.ScalarNode) and node.tag not in _COLLECTIONS:
            return _Other()
        if isinstance(node, yaml.MappingNode):
            return self._pairs(node.value, way)
        if isinstance(node, yaml.SequenceNode):
            if len(way) == 1 and way[0] in _NAMED:
                return self._names(node, way)
            return [self.value(item, (*way, number)) for number, item in enumerate(node.value)]
        if node.tag == f"{_YAML}bool" and node.value in {"true", "false"}:
            return node.value == "true"
        if node.tag == f"{_YAML}null":
            return None
        if node.tag == Code.SLUGS.value and not node.value:
            return Code.SLUGS
        if node.tag != f"{_YAML}str":
            return _Other()
        self.words[way] = str(node.value)
        return self.words[way]

    def _names(self, node: yaml.SequenceNode, way: Way) -> dict[str, Any]:
        """A list of names as one mapping, names without options with an empty one."""
        empty = yaml.MappingNode(f"{_YAML}map", [])
        pairs: list[tuple[yaml.Node, yaml.Node]] = []
        for item in node.value:
            if isinstance(item, yaml.MappingNode):
                pairs.extend(item.value)
            else:
                empty.start_mark = item.start_mark
                pairs.append((item, empty))
        return self._pairs(pairs, way)

    def _pairs(self, pairs: list[tuple[yaml.Node, yaml.Node]], way: Way) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, node in pairs:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else ""
            if name in values:
                words = Text(f"“{printable(name)}” được ghi hai lần", f"“{printable(name)}” stands twice")
                self.found.append(("DV008", Problem(_place(key.start_mark), words)))
                continue
            if isinstance(key, yaml.ScalarNode) and key.tag != f"{_YAML}str":
                # The renderer would publish `No` as “False”.
                words = Text(f"“{printable(name)}” không được đọc như chữ", f"“{printable(name)}” is not read as words")
                self.found.append(("DV007", Problem(_place(key.start_mark), words, _QUOTE)))
            self.keys[*way, name] = key.start_mark
            values[name] = self.value(node, (*way, name))
        return values

    def faults(self, error: ValidationError) -> Iterator[Found]:
        for item in error.errors(include_url=False):
            way = tuple(part for part in item["loc"] if part != "[key]")
            name = printable(".".join(map(str, way)))
            near = next((way[:n] for n in range(len(way), 0, -1) if way[:n] in self.values), ())
            at = self.keys.get(near) or self.values.get(near)
            if item["type"] == "extra_forbidden":
                code = _NAMED.get(str(way[0]), "DV004") if len(way) > 1 else "DV004"
                words = Text(f"Thiết lập lạ: {name}", f"An unknown setting: {name}")
                yield code, Problem(_place(at), words)
                continue
            code = _NAMED.get(str(way[0]), "DV007")
            expected = _EXPECTED.get(given := str(item.get("ctx", {}).get("expected", "")), given.strip("'"))
            if item["type"] == "missing":
                words = Text(f"Thiếu thiết lập {name}", f"The setting {name} is missing")
            else:
                words = Text(f"Giá trị lạ của {name}", f"An unknown value of {name}")
                at = at if item["loc"][-1] == "[key]" else self.values.get(near) or at
            cure = Text(f"viết {expected}", f"write {expected}") if expected else _RESTORE
            yield code, Problem(_place(at), words, cure)


def _place(mark: Any) -> Place:
    return Place(FILE, mark.line + 1, mark.column + 1) if mark else Place(FILE)


def problems(root: Path) -> tuple[Found, ...]:
    """Everything wrong with `root/mkdocs.yml`, with the code of each; never fails."""
    try:
        raw = regular.read(root / FILE, MAX_BYTES)
    except OSError as error:
        return (_unreadable(str(error.strerror)),)
    return _read(raw)[0]


def _menu(root: Path) -> Menu:
    """The pages that the menu of valid settings names; none of others."""
    try:
        return _read(regular.read(root / FILE, MAX_BYTES))[1]
    except OSError:
        return ()


@lru_cache(maxsize=8)
def _read(raw: bytes) -> tuple[tuple[Found, ...], Menu]:
    reader = _Reader()
    found = _problems(raw, reader)
    if found:
        return found, ()
    ways = [(way, mark) for way, mark in reader.values.items() if len(way) == 3 and way[0] == "nav"]
    return found, tuple((reader.words[way], _place(mark)) for way, mark in ways if way in reader.words)


def _problems(raw: bytes, reader: _Reader) -> tuple[Found, ...]:
    try:
        text = raw.decode("utf-8")
        outside = tuple(_outside(text))
        if outside:
            return outside  # What else stands there follows from it.
        node = yaml.compose(text, Loader=yaml.CSafeLoader)
        data = reader.value(node, ()) if isinstance(node, yaml.MappingNode) and node.tag in _COLLECTIONS else None
    except yaml.MarkedYAMLError as error:
        return (_unreadable(str(error.problem or error.context), error.problem_mark or error.context_mark),)
    except RecursionError:
        return (_unreadable(f"> {MAX_DEPTH}"),)
    except (yaml.YAMLError, ValueError) as error:
        return (_unreadable(type(error).__name__),)
    if data is None:
        return (_unreadable("no mapping"),)
    try:
        _Settings.model_validate(data)
    except ValidationError as error:
        return (*reader.found, *reader.faults(error))
    return tuple(reader.found)


def _outside(text: str) -> Iterator[Found]:
    """Tags that name code, and what stands for something elsewhere."""
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        tag, anchor = getattr(event, "tag", None), getattr(event, "anchor", None)
        # Another file's tags would not be seen here.
        tag = "INHERIT" if getattr(event, "value", None) == "INHERIT" else tag
        if tag and tag != Code.SLUGS.value and tag not in _PLAIN:
            words = Text(f"Thẻ kiểu lạ trong thiết lập: {tag!a}", f"An unknown tag in the settings: {tag!a}")
            yield "DV002", Problem(_place(event.start_mark), words)
        if anchor or getattr(event, "value", None) == "<<":
            yield "DV009", Problem(_place(event.start_mark))


def _unreadable(why: str, mark: Any = None) -> Found:
    words = Text(f"Không đọc được thiết lập ({why!a})", f"The settings cannot be read ({why!a})")
    return "DV001", Problem(_place(mark), words)


def _of(code: str, archive: Archive) -> Iterator[Problem]:
    yield from (problem for found, problem in problems(archive.root) if found == code)


# --- The rules

_CODE = Text(
    "mkdocs.yml là mã: một thẻ, một phần mở rộng hay một tùy chọn lạ có thể chạy lệnh trên máy dựng trang, hoặc đưa tệp bất "
    "kỳ của máy ấy lên trang. Vì vậy chỉ những gì đã biết rõ mới được phép.",
    "mkdocs.yml is code: an unknown tag, extension or option can run commands on the machine that builds the site, or "
    "publish any file of it. So only what is plainly known may stand there.",
)


@archive_rule(
    "DV001",
    summary=Text("Không đọc được thiết lập của bộ dựng trang", "The renderer's settings cannot be read"),
    why=Text(
        "Không có mkdocs.yml đọc được (YAML, UTF-8) thì không biết trang sẽ được dựng thế nào.",
        "Without an mkdocs.yml that can be read (YAML, UTF-8) nobody knows how the site would be built.",
    ),
    cure=Text("lấy lại tệp mkdocs.yml từ git", "restore mkdocs.yml from git"),
    bad="site_name: [",
    good="site_name: Lưu trữ",
)
def settings_unreadable(archive: Archive) -> Iterator[Problem]:
    """The settings are there: a mapping in YAML, in UTF-8."""
    yield from _of("DV001", archive)


@archive_rule(
    "DV002",
    summary=Text("Thẻ kiểu lạ trong thiết lập", "An unknown tag in the settings"),
    why=_CODE,
    cure=Text(
        "xóa thẻ này; thiết lập là mã, thẻ có thể chạy lệnh",
        "delete it; settings are code, and a tag can run commands",
    ),
    bad="x: !!python/object/apply:os.system [ls]",
    good="slugify: !!python/name:archive.slugs.heading",
)
def settings_tag(archive: Archive) -> Iterator[Problem]:
    """The settings hold the one tag that they need, and take in no other file."""
    yield from _of("DV002", archive)


@archive_rule(
    "DV004",
    summary=Text("Thiết lập lạ", "An unknown setting"),
    why=_CODE,
    cure=Text("xóa dòng này", "delete this line"),
    bad="hooks: [docs/assets/x.txt]",
    good="strict: true",
)
def settings_key(archive: Archive) -> Iterator[Problem]:
    """The settings hold known keys alone."""
    yield from _of("DV004", archive)


@archive_rule(
    "DV005",
    summary=Text("Plugin lạ, hoặc tùy chọn lạ của plugin", "An unknown plugin, or an unknown option of one"),
    why=_CODE,
    cure=Text("xóa plugin hoặc tùy chọn này", "delete the plugin or the option"),
    bad="plugins: [i18n, macros]",
    good="plugins: [i18n]",
)
def settings_plugin(archive: Archive) -> Iterator[Problem]:
    """The settings name known plugins, with known options."""
    yield from _of("DV005", archive)


@archive_rule(
    "DV006",
    summary=Text(
        "Phần mở rộng Markdown lạ, hoặc tùy chọn lạ của nó",
        "An unknown Markdown extension, or an unknown option of one",
    ),
    why=_CODE,
    cure=Text("xóa phần mở rộng hoặc tùy chọn này", "delete the extension or the option"),
    bad="pymdownx.snippets: {base_path: [/]}",
    good="pymdownx.magiclink: {hide_protocol: true}",
)
def settings_extension(archive: Archive) -> Iterator[Problem]:
    """The settings name known Markdown extensions, with known options."""
    yield from _of("DV006", archive)


@archive_rule(
    "DV007",
    summary=Text("Giá trị lạ, hoặc thiếu một thiết lập", "An unknown value, or a setting that is missing"),
    why=_CODE,
    cure=_RESTORE,
    bad="theme: {name: material, custom_dir: docs/assets}",
    good="theme: {name: material, custom_dir: overrides}",
)
def settings_value(archive: Archive) -> Iterator[Problem]:
    """Each setting has a known value, and none is missing; the menu names pages that are there."""
    yield from _of("DV007", archive)
    for path, place in _menu(archive.root) if archive.pages else ():
        if ("vi", path) not in archive.by_path and path.removesuffix(".md") not in PAGES:
            words = Text(
                f"Trình đơn dẫn tới trang không có: {path}", f"The menu leads to a page that is not there: {path}"
            )
            yield Problem(place, words, _MENU, about=(f"docs/vi/{path}",))


@archive_rule(
    "DV008",
    summary=Text("Một thiết lập được ghi hai lần", "A setting stands twice"),
    why=Text(
        "Chỉ lần ghi sau có hiệu lực, nên người duyệt dễ nhìn nhầm sang lần trước.",
        "Only the later one counts, and whoever reviews the file may look at the first.",
    ),
    cure=Text("xóa một trong hai", "delete one of the two"),
    bad="strict: true\nstrict: false",
    good="strict: true",
)
def settings_twice(archive: Archive) -> Iterator[Problem]:
    """Every setting stands once."""
    yield from _of("DV008", archive)


@archive_rule(
    "DV009",
    summary=Text("Thiết lập dùng neo hoặc bí danh của YAML", "The settings use an anchor or alias of YAML"),
    why=Text(
        "&neo, *bí danh và << chép giá trị từ chỗ khác tới, nên một dòng không còn nói hết điều nó làm.",
        "&anchor, *alias and << bring values from elsewhere, so that a line no longer says all that it does.",
    ),
    cure=Text("viết giá trị ra tại chỗ", "write the value where it is used"),
    bad="a: &x [1]\nb: *x",
    good="b: [1]",
)
def settings_alias(archive: Archive) -> Iterator[Problem]:
    """The settings stand there as they are."""
    yield from _of("DV009", archive)
