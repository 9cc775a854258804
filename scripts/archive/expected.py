"""What the inspection must find on the finished pages: the archive's claims and its authors' words, as typed.

Takes the archive, and what people wrote of a page as `finish` cleaned it; gives the values that `inspect` works with.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.content.model import Archive
from archive.findings import LANGS
from archive.finish.fill import Shown
from archive.inspect.site import AuthoredPage, ExpectedClaim
from archive.stage.page import Fragment


def expected_claims(archive: Archive) -> Iterator[ExpectedClaim]:
    """Every claim in both languages, with its lines as they are typed: on its record's page, and on its own."""
    for record in archive.records.values():
        for lang in LANGS:
            page = record.page(lang)
            lines = page.text.split("\n")
            own = {claim.id for claim in page.body.claims}
            for statement in archive.statements.of(record.claims):
                claim = statement.claims[lang]
                first, last = claim.lines
                last = min((attribute.place.line for attribute in claim.attributes), default=last)
                typed = tuple((number, lines[number - 1]) for number in range(first, last)) if claim.id in own else ()
                for url in (record.url(lang), *(() if statement.merged else (statement.url(lang),))):
                    yield ExpectedClaim(claim.id, lang, url, claim.text, first, typed)


def authored_page(shown: Shown, archive: Archive) -> AuthoredPage:
    """What people wrote of a page, beside its lines."""
    page = shown.page
    written = archive.by_path.get((page.lang, page.path))
    lines: list[tuple[int, str]] = []
    tokens = iter(shown.tokens.fragments)
    for part in page.parts:
        if isinstance(part, Fragment):
            lines += [(0, ""), (0, next(tokens)), (0, "")]
        else:
            lines += [(part.line + number, line) for number, line in enumerate(part.text.split("\n"))]
    first = written.front.body_line if written else 1
    return AuthoredPage(f"{page.url}index.html", page.url, page.lang, page.path, first, shown.html, tuple(lines))
