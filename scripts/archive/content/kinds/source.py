"""Public sources."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from archive.content.kinds.base import Address, Common, Day, Edtf, Frozen, Locator, Sha256, Slug, Words
from archive.findings import Text


class Reading(Frozen):
    """When, how and how much of a source was read."""

    date: Day
    copy_read: Literal["stored", "live", "print"] = Field(alias="copy")
    extent: Literal["whole", "part"]


class Answer(Frozen):
    """What became of the last try to open the address: never tried, or a day and what came back."""

    tried: Day | None = None
    result: Literal["never-tried", "ok", "moved", "unsure", "refused", "gone", "error", "no-answer"] = "never-tried"
    """`unsure`: the server answered, perhaps with another page; `refused`: it turned us away, perhaps no reader."""
    status: int | None = None
    moved_to: Address | None = None


class SavedCopy(Frozen):
    """A copy of a source that is kept elsewhere, such as in a web archive."""

    address: Address
    """Where the copy can be read."""
    date: Day
    """The day on which it was made."""
    sha256: Sha256 | None = None
    """Of the copy's bytes, where they were taken down."""


class Source(Common):
    """A public source. What is not known of it is left out and shown as not known."""

    prefix, folder = "n", "nguon"
    label, plural = Text("Nguồn", "Source"), Text("Nguồn", "Sources")
    file_is_id, opens_with_claim = True, False
    called = ("headline", "publisher", "author")
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
    translation: Literal["machine"] | None = None
    """Whether the page reads as a machine's translation of another, which was not at hand."""
    published: Edtf | None = None
    address: Address | None = None
    read: Reading
    answer: Answer = Answer()
    archived: tuple[SavedCopy, ...] = ()
    """Copies kept elsewhere: `{address: …, date: 2031-03-15}`."""
    file_sha256: Sha256 | None = None
    locators: dict[Slug, Locator]

    @property
    def cited(self) -> str:
        """Who published it, under which headline, and who wrote it and took its pictures: a line each."""
        return f"{self.publisher}\n{self.headline}\n{self.author or ''}\n{self.photographer or ''}"
