"""What is one archive's own: `archive.toml` at its root, read once into frozen typed values and handed on.

Takes a project's root; gives `Settings`, or `SettingsFault`s with line and column where they do not hold: what is not
TOML, an unknown key, a value that is missing or means nothing here. Nothing in it is run, and templates may print every
word of it as it stands. All else of a build is the engine's, the same for every archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from archive import dates, regular, toml
from archive.content.kinds import KINDS
from archive.content.kinds.base import Edtf, Id, Relation, Sha256, Slug
from archive.escaping import printable
from archive.findings import LANGS, Place, Text
from archive.refusal import refusal_of

FILE = "archive.toml"
_CONTACT = r"^(|mailto:[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+|https?://[A-Za-z0-9.-]+(/[A-Za-z0-9._~/-]*)?)\z"
MAX_BYTES = 64 * 1024
_FORMS = {
    "address": Text("viết https://ten-mien/duong-dan/, hoặc để trống", "write https://host/path/, or leave it empty"),
    "contact": Text("viết mailto:… hoặc https://…, hoặc để trống", "write mailto:… or https://…, or leave it empty"),
    "edit": Text("viết https://…, hoặc để trống", "write https://…, or leave it empty"),
    "foremost": Text(
        "mỗi điều một [[foremost]] với record, unknown và ask = { vi, en }",
        "each a [[foremost]] with record, unknown and ask = { vi, en }",
    ),
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
    "slug": Text(
        "viết chữ thường không dấu, số, gạch nối, nhiều nhất 40 chữ", "write lower case, digits and hyphens, 40 at most"
    ),
    "time_zone": Text("viết tên như Asia/Ho_Chi_Minh", "write a name such as Asia/Ho_Chi_Minh"),
}
_PAIR = Text('viết { vi = "…", en = "…" }, không có < > { } \\ hay dấu nháy kép bên trong',
             'write { vi = "…", en = "…" }, without < > { } \\ or straight quotation marks within')  # fmt: skip
"""How a setting is written, by its key; a pair of words where none is named."""
_WHY = {
    "string_type": Text("phải là chữ trong dấu nháy", "no words in quotation marks"),
    "string_too_short": Text("để trống", "empty"),
    "string_too_long": Text("quá dài", "too long"),
    "tuple_type": Text("phải là một danh sách […]", "no list […]"),
}
"""Why a value does not hold, by pydantic's name of the fault."""
_OTHER = Text("không đúng dạng", "not of the right form")
_NOTHING = Text("", "")


class UnfitError(ValueError):
    """A value does not hold, for a reason with words in both languages."""

    def __init__(self, vi: str, en: str) -> None:
        super().__init__(en)
        self.why = Text(vi, en)


def _printable(text: str) -> str:
    # Templates, bags and the renderer put these words where they go as they are.
    if not text.isprintable() or not text.strip() or len(text) > 300 or set(text) & set('<>{}"`\\'):
        raise UnfitError(
            'phải là một dòng lời thường, nhiều nhất 300 chữ, không có < > { } \\ ` hay dấu nháy kép "',
            'no line of plain words, of 300 letters at most, without < > { } \\ ` or the quotation mark "',
        )
    return text


def _pair(text: Text) -> Text:
    return Text(*(_printable(text[lang]) for lang in LANGS))


def _zone(name: str) -> str:
    try:
        if name.count("/") > 2 or name.startswith(("posix", "right", "localtime")):
            raise ValueError(name)
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UnfitError("không có múi giờ nào tên như thế", "no time zone of that name") from error
    return name


def _menu(items: tuple[MenuItem, ...]) -> tuple[MenuItem, ...]:
    # The renderer knows an entry by its Vietnamese words, and the header has the home page already.
    columns = (["index.md", *(item.page for item in items)], [item.vi for item in items], [item.en for item in items])
    if any(len(set(values)) < len(values) for values in columns):
        raise UnfitError(
            "hai mục trùng trang hay trùng chữ, hoặc có trang chủ", "two entries are alike, or the home page is one"
        )
    return items


def _foremost(items: tuple[Foremost, ...]) -> tuple[Foremost, ...]:
    if len({(item.record, item.unknown) for item in items}) < len(items):
        raise UnfitError("một điều ghi hai lần", "an unknown stands twice")
    return items


def _period(period: str) -> str:
    first, last = dates.bounds(period)
    if "/" not in period or first == dates.FIRST or last == dates.LAST or dates.uncertain(period):
        raise UnfitError("không phải từ năm này tới năm kia", "not from one year to another")
    return period


Words = Annotated[str, StringConstraints(min_length=1, max_length=300), AfterValidator(_printable)]
Pair = Annotated[Text, AfterValidator(_pair)]
PagePath = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+(/[a-z0-9_-]+)*\.md\z")]
Folder = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*\z")]
Period = Annotated[Edtf, AfterValidator(_period)]
Branch = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._/-]*\z", max_length=100)]
RepositoryUrl = Annotated[str, StringConstraints(pattern=r"^(https?://[A-Za-z0-9.-]+(/[A-Za-z0-9._~-]+)*)?\z")]
SiteUrl = Annotated[str, StringConstraints(pattern=r"^(https?://[a-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~-]+)*/)?\z")]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ByKind(_Frozen):
    """A value for the results and one for the commitments."""

    result: Period
    commitment: Period


class Folders(_Frozen):
    """Where the pages of each numbered kind stand, below `docs/<lang>`."""

    result: Folder
    commitment: Folder
    context: Folder = "boi-canh"


class Keys(_Frozen):
    """The records that parts of the frame name; a part whose record is not named is not shown."""

    signing: Annotated[Id | None, Relation("agreement")] = None
    """Its date is what "before" and "later" are reckoned from."""
    agreement: Annotated[Id | None, Relation("agreement")] = None
    document: Annotated[Id | None, Relation("document")] = None
    """The agreement's own text."""
    source: Annotated[Id | None, Relation("source")] = None
    """The primary source."""


class SourceWords(_Frozen):
    """How the primary source is spoken of, within the sentences of the frame."""

    status: Pair
    """The word beside a statement: `As reported`."""
    as_told: Pair
    """After "restated": `from the report`."""
    kind: Pair
    """What kind of source it is, in general: `press reports`."""
    one: Pair
    """One such source: `one newsletter`."""
    named: Pair
    """The source itself: `the newsletter on the signing`."""


class MenuItem(_Frozen):
    """An entry of the menu: a page below `docs/vi`, and what it is called."""

    page: PagePath
    vi: Words
    en: Words


class Foremost(_Frozen):
    """One of the unknowns that matter most: the record, its words in Vietnamese, and who may know."""

    record: Annotated[Id, Relation()]
    unknown: Annotated[str, StringConstraints(min_length=1, max_length=500)]
    """The unknown as the record's Vietnamese page has it, letter by letter."""
    ask: Pair | None = None
    """Who may know; only what public sources support, no address of anybody."""


class Settings(_Frozen):
    """What is this archive's own."""

    slug: Annotated[Slug, Field(max_length=40)]
    """In the names of editions, in what a reader's browser stores, in what the archive calls itself to other hosts."""
    name: Pair
    short_name: Pair
    description: Pair
    address: SiteUrl = ""
    """Where the site is published; empty: nobody's address, a reserved name."""
    time_zone: Annotated[str, AfterValidator(_zone)] = "Asia/Ho_Chi_Minh"
    """In which days are told."""
    main_branch: Branch = "main"
    keeper: Pair | None = None
    """Who keeps the archive; nobody is named where nobody is known."""
    contact: Annotated[str, StringConstraints(pattern=_CONTACT)] = ""
    """Where readers write to: `mailto:` or an address of the web; empty: no link."""
    repository: RepositoryUrl = ""
    edit: RepositoryUrl = ""
    """Where a file of the repository is edited: its path is put behind it; GitHub's own page needs no word here."""
    periods: ByKind
    folders: Folders
    keys: Keys = Keys()
    source: SourceWords
    shared_offices: tuple[Words, ...] = ()
    """What the office begins with that several people hold at once."""
    unbroken: tuple[Words, ...] = ()
    """Names that no line is broken in."""
    understood: tuple[Words, ...] = ()
    """What readers add to what they look for without looking for less: the place that all of it is about."""
    menu: Annotated[tuple[MenuItem, ...], AfterValidator(_menu)] = ()
    foremost: Annotated[tuple[Foremost, ...], AfterValidator(_foremost)] = ()
    """The unknowns that stand first in the register, in their order."""
    withheld: tuple[Sha256, ...] = ()
    """Digests of former wordings of statements that are not shown again: a private name that slipped in."""
    own_words: Mapping[str, Mapping[str, Words]] = Field(default_factory=dict)
    """Words in which a page speaks of the site itself, which no claim can support: page, words, why."""

    @property
    def site_url(self) -> str:
        """The public address: the archive's, else a reserved name (RFC 2606)."""
        return self.address or f"https://{self.slug}.example/"

    @property
    def zone(self) -> ZoneInfo:
        """The time zone in which days are told."""
        return ZoneInfo(self.time_zone)

    def told(self, text: Text) -> Text:
        """A sentence of the frame with what the primary source is called in it."""
        return text.format(**dict(self.source))

    def period(self, kind: str) -> str | None:
        """The period (EDTF) that every record of a kind belongs to; None where the kind has none."""
        return getattr(self.periods, kind, None)

    def folder(self, kind: str) -> str:
        """Where the pages of a kind stand, below `docs/<lang>`."""
        return getattr(self.folders, kind, None) or KINDS[kind].folder


_UNKNOWN = Text("?", "?")
UNSET = Settings(
    slug="archive",
    name=_UNKNOWN,
    short_name=_UNKNOWN,
    description=_UNKNOWN,
    periods=ByKind(result="1900/1901", commitment="1901/1902"),
    folders=Folders(result="ket-qua", commitment="cam-ket"),
    source=SourceWords(status=_UNKNOWN, as_told=_UNKNOWN, kind=_UNKNOWN, one=_UNKNOWN, named=_UNKNOWN),
)
"""What stands where the file does not hold: a build never gets this far."""


@dataclass(frozen=True, slots=True)
class SettingsFault:
    """One thing wrong with the file: what kind, where, the key, and what was expected."""

    fault: Literal["unreadable", "unknown-key", "missing", "value"]
    place: Place
    key: str = ""
    why: Text = _NOTHING


@dataclass(frozen=True, slots=True)
class Own:
    """The settings as read, with the place of each key (`menu.0.page`) and everything wrong with them."""

    settings: Settings = UNSET
    places: toml.Places = field(default_factory=dict)
    faults: tuple[SettingsFault, ...] = ()

    def place(self, key: str) -> Place:
        """Where `key` stands, or the nearest key above it."""
        return toml.place_of(key, self.places, FILE)


NOTHING_READ = Own()
"""The settings of what is no archive of its own."""


def read_settings(root: Path) -> Own:
    """The settings of the archive at `root`; never fails."""
    try:
        return settings_from(regular.read(root / FILE, MAX_BYTES))
    except OSError as error:
        error.filename = FILE
        return Own(faults=(SettingsFault("unreadable", Place(FILE), why=refusal_of(error).message),))


def settings_from(raw: bytes) -> Own:
    """The settings that the file's bytes hold; never fails."""
    try:
        data, places = toml.read(raw.decode("utf-8").replace("\r\n", "\n"), FILE)
    except toml.TomlError as error:
        return Own(faults=(SettingsFault("unreadable", error.place, why=error.why),))
    except ValueError:
        return Own(faults=(SettingsFault("unreadable", Place(FILE), why=toml.NO_UTF8),))
    try:
        return Own(Settings.model_validate(data), places)
    except ValidationError as error:
        return Own(places=places, faults=tuple(faults_in(error, places)))


def faults_in(error: ValidationError, places: toml.Places) -> Iterator[SettingsFault]:
    """What pydantic found wrong with the values."""
    for item in error.errors(include_url=False):
        key = ".".join(str(part) for part in item["loc"] if part != "[key]")
        named, place = printable(key), toml.place_of(key, places, FILE)
        if item["type"] in {"extra_forbidden", "unexpected_keyword_argument"}:
            yield SettingsFault("unknown-key", place, named)
        elif item["type"] == "missing":
            yield SettingsFault("missing", place, named)
        else:
            given = item.get("ctx", {}).get("error")
            why = given.why if isinstance(given, UnfitError) else _WHY.get(item["type"], _OTHER)
            yield SettingsFault("value", place, named, why)


def form(key: str) -> Text:
    """How the setting of this key is written."""
    return _FORMS.get(key.partition(".")[0], _PAIR)
