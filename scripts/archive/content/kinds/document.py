"""Documents, with their official texts where these are at hand."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from archive.content.kinds.base import Common, Edtf, Id, Locator, Relation, Slug
from archive.findings import Text

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

    prefix, folder = "vb", "van-ban"
    label, plural = Text("Văn bản", "Document"), Text("Văn bản", "Documents")
    factual = mentioned = has_text = True
    schema_type = "Legislation"
    dates_claims, called = ("issued",), ("number",)
    kind: Literal["document"]
    type: Literal["nghi-quyet", "chi-thi", "bao-cao", "chuong-trinh"]
    number: str | None = None
    issuer: Annotated[Id | None, Relation("organization")] = None
    signers: Annotated[tuple[Id, ...], Relation("person")] = ()
    """Who signed it, in the source's order."""
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
    def symbol(self) -> bool:
        """Whether its number has the symbol that says whose it is: `01-NQ/TU`, `05/2031/CT`."""
        return bool(self.number and "/" in self.number)

    @property
    def at_hand(self) -> bool:
        """Whether its official text is in the archive."""
        return self.status == "official" and bool(self.file)
