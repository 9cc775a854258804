"""The kinds of record and what their front matter holds: pydantic models, frozen, unknown keys refused.

A new kind is one new class here: its `kind`, id `prefix`, `folder` and keys. `archive new`, the checks, the JSON Schema
for editors and the generated pages follow from it.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, HttpUrl, TypeAdapter

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


Words = Annotated[str, Field(min_length=1)]
Edtf = Annotated[str, AfterValidator(_edtf), Field(description="EDTF: 2031-03-12, 2031?-03-12, 2027/2030, 2030-09/..")]
Day = Annotated[str, AfterValidator(_day), Field(description="YYYY-MM-DD")]
Address = Annotated[str, AfterValidator(_address), Field(description="public http(s) address")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
LONGEST_ID = 80
"""Letters of an id: the build names files by it, with a claim's number and an ending behind it."""
Id = Annotated[str, Field(pattern=r"^[a-z]{1,2}-[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_ID)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=LONGEST_ID)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Prose(_Frozen):
    """What every page has, in either language."""

    title: Words
    summary: str = ""
    unknowns: tuple[Words, ...] = ()


class Translation(Prose):
    """An English twin: prose alone. `translates` is the digest of the Vietnamese that it was made from."""

    translates: Sha256 | None = None
    withdrawn_reason: Words | None = None
    """Why the record was withdrawn, in English."""
    locators: dict[Slug, Words] = Field(default_factory=dict)


class Meta(Prose):
    """A plain Vietnamese page."""

    aliases: tuple[str, ...] = ()


class Common(Meta):
    """A record: a page with an id and a kind. Relations name ids; campaigns name slugs."""

    # A record of a kind that nobody knows, which the check refuses, has none of these.
    prefix: ClassVar[str] = ""
    folder: ClassVar[str] = ""
    label: ClassVar[Text] = Text("", "")
    numbered: ClassVar[bool] = False
    """Ids are `prefix-NN` rather than `prefix-slug`."""

    id: Id
    kind: str
    withdrawn: Day | None = None
    withdrawn_reason: Words | None = None
    """Why the record was withdrawn: readers see it before what was withdrawn."""
    instead: Id | None = None
    """The record of the same kind that replaces a withdrawn one."""
    campaigns: tuple[Slug, ...] = ()
    bodies: tuple[Id, ...] = ()
    people: tuple[Id, ...] = ()
    documents: tuple[Id, ...] = ()
    related: tuple[Id, ...] = ()


class Agreement(Common):
    """The agreement and its signing."""

    prefix, folder, label = "tt", "thoa-thuan", Text("Thỏa thuận", "Agreement")
    kind: Literal["agreement"]
    period: Edtf | None = None
    date: Edtf | None = None
    date_rests_on: Id | None = None
    """The inferred claim that an uncertain `date` rests on."""


class Result(Common):
    """One result: what was reported done in the first period."""

    prefix, folder, label = "kq", "ket-qua", Text("Kết quả", "Result")
    numbered = True
    kind: Literal["result"]
    period: Edtf


class Commitment(Common):
    """One commitment for the second period. `continues` names the results that the source says are to be kept up."""

    prefix, folder, label = "ck", "cam-ket", Text("Cam kết", "Commitment")
    numbered = True
    kind: Literal["commitment"]
    period: Edtf
    continues: tuple[Id, ...] = ()


class Context(Common):
    """What came before or after, or a conclusion: never part of the agreement, the results or the commitments."""

    prefix, folder, label = "bc", "boi-canh", Text("Bối cảnh", "Context")
    numbered = True
    kind: Literal["context"]
    date: Edtf | None = None
    date_rests_on: Id | None = None


class Campaign(Common):
    """A campaign: a title and a summary. A record joins it by naming its slug."""

    prefix, folder, label = "cd", "chien-dich", Text("Chiến dịch", "Campaign")
    kind: Literal["campaign"]


class Locator(_Frozen):
    """A place in a source or an official text: what stands there in a few words; a primary source's has its digest."""

    about: Words
    sha256: Sha256 | None = None


DOCUMENT_TYPES = {
    "nghi-quyet": Text("Nghị quyết", "Resolution"),
    "chi-thi": Text("Chỉ thị", "Directive"),
    "bao-cao": Text("Báo cáo", "Report"),
    "chuong-trinh": Text("Chương trình phối hợp", "Coordination programme"),
}


FILE_TYPES = {"pdf": "application/pdf", "txt": "text/plain"}
"""What the file of an official text may be, by its ending, with its media type."""


class Document(Common):
    """A document, with the fields that Vietnamese portals owe one; what no source states is left out."""

    prefix, folder, label = "vb", "van-ban", Text("Văn bản", "Document")
    kind: Literal["document"]
    type: Literal["nghi-quyet", "chi-thi", "bao-cao", "chuong-trinh"]
    number: str | None = None
    issuer: Id | None = None
    issued: Edtf | None = None
    in_force: Edtf | None = None
    abstract: str | None = None
    file: str | None = None
    """The official text, below `docs`: `assets/chuong-trinh.pdf`."""
    status: Literal["reported", "draft-reported", "official"] = "reported"
    """`official`: the text is at hand, as `file`."""
    locators: dict[Slug, Locator] = Field(default_factory=dict)
    """Places in the official text that claims cite."""

    @property
    def at_hand(self) -> bool:
        """Whether its official text is in the archive."""
        return self.status == "official" and bool(self.file)


class Organization(Common):
    """A body. Its names over time stand in claims (`name=`, `when=`)."""

    prefix, folder, label = "tc", "to-chuc", Text("Cơ quan, tổ chức", "Body")
    kind: Literal["organization"]


class Person(Common):
    """A person in a public office. Offices over time stand in claims (`office=`, `when=`)."""

    prefix, folder, label = "nv", "nhan-vat", Text("Nhân vật", "Person")
    kind: Literal["person"]


class Event(Common):
    """Something that happened on a date."""

    prefix, folder, label = "sk", "su-kien", Text("Sự kiện", "Event")
    kind: Literal["event"]
    date: Edtf
    date_rests_on: Id | None = None


class Reading(_Frozen):
    """When, how and how much of a source was read."""

    date: Day
    copy_read: Literal["stored", "live", "print"] = Field(alias="copy")
    extent: Literal["whole", "part"]


class Answer(_Frozen):
    """What became of the last try to open the address: never tried, or a day and what came back."""

    tried: Day | None = None
    result: Literal["never-tried", "ok", "moved", "unsure", "refused", "gone", "error", "no-answer"] = "never-tried"
    """`unsure`: the server answered, perhaps with another page; `refused`: it turned us away, perhaps no reader."""
    status: int | None = None
    moved_to: Address | None = None


class Source(Common):
    """A public source. What is not known of it is left out and shown as not known."""

    prefix, folder, label = "n", "nguon", Text("Nguồn", "Source")
    kind: Literal["source"]
    tier: Literal["primary", "context"]
    publisher: Words
    short: Words
    """How source marks name it: `Báo Mẫu`."""
    author: str | None = None
    photographer: str | None = None
    headline: Words
    headline_from: Literal["page", "address"] = "page"
    """Whether the headline was read on the page or only in its address."""
    language: Literal["vi", "en"] = "vi"
    published: Edtf | None = None
    address: Address | None = None
    read: Reading
    answer: Answer = Answer()
    file_sha256: Sha256 | None = None
    locators: dict[Slug, Locator]


def _subclasses(kind: type[Common]) -> list[type[Common]]:
    return [found for child in kind.__subclasses__() for found in (child, *_subclasses(child))]


KINDS: dict[str, type[Common]] = {
    kind.model_fields["kind"].annotation.__args__[0]: kind  # type: ignore[union-attr]
    for kind in _subclasses(Common)
}
"""Every kind by the name that front matter gives it."""


def model_for(data: dict[str, Any], lang: str) -> type[Prose]:
    """The model that a page's front matter is held to: its kind's, else the plain page's of its language."""
    if lang != "vi":
        return Translation
    return KINDS.get(str(data.get("kind")), Common if "kind" in data or "id" in data else Meta)
