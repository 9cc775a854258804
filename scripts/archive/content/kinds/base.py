"""What every kind of record is made of: pydantic models, frozen, unknown keys refused.

Here stand the types of values, what each page and record has, and what a kind says of itself; each kind is a module
beside this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, TypeAdapter
from pydantic_core import PydanticCustomError

from archive import dates
from archive.findings import Text
from archive.public import is_open

_NO_ADDRESS = re.compile(r"[\s<>\"\\^`{|}\x00-\x1f\x7f]")
"""What RFC 3986 has no place for; the parser would mend it in silence, and the value as written would be published."""
_WHOLE = re.compile(r"https?://[^/?#]", re.IGNORECASE)
"""How an address starts that means the same on every page: the parser takes `http:host` and `http:///host` too."""
NOT_WHOLE, NOT_OPEN = "not a full address", "an address that is not open to everybody"
"""What is said of an address that its own check refuses, beside the sign that no address holds."""


def _edtf(value: str) -> str:
    if not dates.valid(value):
        raise ValueError("not an EDTF date")
    return value


def _day(value: str) -> str:
    if not dates.is_day(value):
        raise ValueError("not a day (YYYY-MM-DD)")
    return value


def _address(value: str) -> str:
    if _NO_ADDRESS.search(value):
        raise ValueError("a sign that no address holds")
    read = TypeAdapter(HttpUrl).validate_python(value)
    if not _WHOLE.match(value):
        raise ValueError(NOT_WHOLE)
    if not is_open(read):
        raise ValueError(NOT_OPEN)
    return value


def _flag(value: object) -> object:
    # The parser takes `yes`, `on` and `1` too: other words for one thing.
    if value in ("true", "false"):
        return value == "true"
    raise PydanticCustomError("bool_parsing", "neither true nor false")


Words = Annotated[str, Field(min_length=1)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Edtf = Annotated[
    str, AfterValidator(_edtf), Field(description="EDTF: 2031-03-12, 2031?-03-12, 2027/2030, 2030-09/.., 2030-09/")
]
Day = Annotated[str, AfterValidator(_day), Field(description="YYYY-MM-DD")]
Address = Annotated[str, AfterValidator(_address), Field(description="public http(s) address")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
LONGEST_ID = 80
"""Letters of an id: the build names files by it, with a claim's number and an ending behind it."""
Id = Annotated[str, Field(pattern=r"^[a-z]{1,2}-[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_ID)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_ID)]


class Frozen(BaseModel):
    """Values that are refused where a key is unknown, and never change."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True)


class Prose(Frozen):
    """What every page has, in either language."""

    title: Words
    also: tuple[Words, ...] = ()
    """Other words by which readers look for the page: `[thống kê, số liệu]`."""
    summary: str = ""
    unknowns: tuple[Words, ...] = ()


class Entry(Frozen):
    """A word of the glossary, in one language."""

    term: Words
    also: tuple[Words, ...] = ()
    """Other forms of it."""
    abbr: tuple[Words, ...] = ()
    """What it is shortened to: `[UBND]`."""
    meaning: Words | None = None
    """What it means, in one plain sentence."""


class VietnameseEntry(Entry):
    """A word of the glossary, in Vietnamese: here stands what no translation changes."""

    source: Words | None = None
    """The places in which the abbreviation stands, as a claim names them: `n-bao-mau#p6 n-trang-mau#p1`."""
    meaning_source: Words | None = None
    """The places in which the meaning stands, named likewise; without one the archive says it in its own words."""
    met: Words | None = None
    """A page on which it is met, as a path below the folder of a language: `ket-qua/2027-2030/kq-05.md`."""


class Translation(Prose):
    """An English twin: prose alone."""

    checked: Day | None = None
    """The day on which all but the claims was last held against the Vietnamese."""
    withdrawn_reason: Words | None = None
    """Why the record was withdrawn, in English."""
    locators: dict[Slug, Words] = Field(default_factory=dict)
    terms: dict[Slug, Entry] = Field(default_factory=dict)
    """The words of a glossary, by the names that the Vietnamese page gives them."""


class Meta(Prose):
    """What every Vietnamese page has."""

    draft: Flag = False
    """Checked and previewed like any other page, with its translation, and not published."""
    aliases: tuple[str, ...] = ()


class Plain(Meta):
    """A plain Vietnamese page, which is no record."""

    terms: dict[Slug, VietnameseEntry] = Field(default_factory=dict)
    """The words of a glossary: `{uy-ban: {term: Ủy ban, met: to-chuc/uy-ban.md}}`."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What the ids of a key stand for: stated once, in the annotation of the key."""

    kind: str | None = None
    """The kind of the records that may be named; any, where none is said."""
    label: Text | None = None
    """Above the named records, in a record's box; none where a part of its own shows them."""
    prefix: str = ""
    """Of their ids, where they are named without it."""
    claims: bool = False
    """A claim is named, and by it the record on which it stands."""
    anchor: str = ""
    """On a campaign's page, the part that gathers what its records name so; none where there is no such part."""

    def id_of(self, name: str) -> str:
        """The id of the record that `name` stands for."""
        return name.rpartition("-")[0] if self.claims else f"{self.prefix}{name}"


RestsOn = Annotated[Id | None, Relation(claims=True)]


class Common(Meta):
    """A record: a page with an id and a kind. Relations name ids; campaigns name slugs."""

    # What a kind says of itself. A record of a kind that nobody knows, which the check refuses, says nothing.
    prefix: ClassVar[str] = ""
    folder: ClassVar[str] = ""
    """Where its pages stand, below `docs/<lang>`; `archive.toml` may name another place."""
    label: ClassVar[Text] = Text("", "")
    plural: ClassVar[Text] = Text("", "")
    """The title of the list of all its records, where nobody wrote that page."""
    numbered: ClassVar[bool] = False
    """Ids are `prefix-NN` rather than `prefix-slug`."""
    file_is_id: ClassVar[bool] = False
    """Files are named by the whole id, by which they are cited."""
    opens_with_claim: ClassVar[bool] = True
    """A new page shows how a claim is written."""
    primary: ClassVar[bool] = False
    """Rests on the primary source alone; its figures are the archive's."""
    factual: ClassVar[bool] = False
    """Its pages state facts alone, where others weigh and explain: each sentence has its source."""
    dated: ClassVar[bool] = False
    """Its date stands on the timeline; where its year is our conclusion, the register says so."""
    mentioned: ClassVar[bool] = False
    """Its pages list who names them."""
    has_text: ClassVar[bool] = False
    """There is an official text of it somewhere; its pages say whether that is at hand."""
    gathers: ClassVar[bool] = False
    """Its page is made of what names it, whatever that rests on, and has no box of its own."""
    over_time: ClassVar[bool] = False
    """Its offices or names over time stand in claims."""
    is_work: ClassVar[bool] = False
    """A line of work: a result, or a commitment that may keep one up."""
    dates_claims: ClassVar[tuple[str, ...]] = ()
    """The keys that date what its claims state, where a claim says no time of its own: the first that is filled."""
    called: ClassVar[tuple[str, ...]] = ()
    """The keys by whose values it is looked for, beside its title."""
    schema_type: ClassVar[str] = "CreativeWork"
    """What it is to schema.org."""

    id: Id
    kind: str
    withdrawn: Day | None = None
    withdrawn_reason: Words | None = None
    """Why the record was withdrawn: readers see it before what was withdrawn."""
    instead: Id | None = None
    """The record of the same kind that replaces a withdrawn one."""
    campaigns: Annotated[
        tuple[Slug, ...], Relation("campaign", Text("Phong trào, lĩnh vực", "Movements and fields"), prefix="cd-")
    ] = ()
    bodies: Annotated[
        tuple[Id, ...], Relation("organization", Text("Cơ quan, tổ chức", "Bodies"), anchor="co-quan")
    ] = ()
    people: Annotated[tuple[Id, ...], Relation("person", Text("Nhân vật", "People"), anchor="nhan-vat")] = ()
    documents: Annotated[tuple[Id, ...], Relation("document", Text("Văn bản", "Documents"), anchor="van-ban")] = ()
    related: Annotated[tuple[Id, ...], Relation(label=Text("Xem thêm", "See also"))] = ()

    @classmethod
    def relations(cls) -> Iterator[tuple[str, Relation]]:
        """Every key that names records or claims, in order of the keys."""
        for name, field in cls.model_fields.items():
            yield from ((name, relation) for relation in field.metadata if isinstance(relation, Relation))

    def named(self, key: str) -> tuple[str, ...]:
        """What one of these keys names, as it is written."""
        value = getattr(self, key)
        return (value,) if isinstance(value, str) else value or ()

    def related_ids(self) -> tuple[str, ...]:
        """The ids of all records that it names, be it by slug or by a claim that stands on them."""
        return tuple(relation.id_of(name) for key, relation in self.relations() for name in self.named(key))


class Locator(Frozen):
    """A place in a source or an official text: what stands there in a few words; a primary source's has its digest."""

    about: Words
    sha256: Sha256 | None = None
