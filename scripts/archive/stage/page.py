"""What the stage gives: a page's address, its front matter for the templates, and its parts in order.

A part is either Markdown as an editor wrote it (`Authored`) or HTML of the frame's own (`Piece`). The renderer is
given the authored Markdown alone: a piece goes to it as one line, a token, and `finish` puts the piece in its place
when what people wrote has been cleaned. So nothing that a page says can pass for a piece.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from html import escape
from typing import Any, Protocol

from archive.content.kinds import KINDS
from archive.content.model import Archive, page_url
from archive.escaping import yaml
from archive.findings import Lang, Text
from archive.kept.fingerprint import fingerprint
from archive.stage.headings import Names, of_title, second
from archive.words import said


@dataclass(frozen=True, slots=True)
class Authored:
    """Markdown as an editor wrote it, from line `line` of its file."""

    text: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML of the frame's own, every value in it escaped: a claim's box, a picture, a list."""

    text: str


Part = Authored | Fragment


@dataclass(frozen=True, slots=True)
class Tokens:
    """What stands for a page's frame while it is rendered: 128 bits each, which no text can guess.

    `opens` and `closes` stand around the page's content, `pieces` has the HTML of each token, in the page's order.
    """

    opens: str
    closes: str
    fragments: Mapping[str, str]


@dataclass(frozen=True)
class StagedPage:
    """One complete page of `build/pages/<lang>/<path>`."""

    lang: Lang
    path: str
    title: str
    summary: str
    parts: tuple[Part, ...]
    meta: Mapping[str, Any] = field(default_factory=dict)
    """Further front matter for the templates; values are JSON."""
    names: Names = field(default_factory=Names)
    """What its headings are to be called."""

    @property
    def url(self) -> str:
        """The page's address relative to the site's root."""
        return page_url(self.path, self.lang)

    @cached_property
    def digest(self) -> str:
        """What tells it from any other that was staged."""
        return fingerprint([getattr(self, each.name) for each in fields(self)])

    @property
    def file(self) -> str:
        """Where the page was written, for findings; a generated one names the file that would stand there."""
        return f"docs/{self.lang}/{self.path}"

    @property
    def source(self) -> str:
        """Where an editor mends it: a statement's own page is made from that of its record."""
        return str(self.meta.get("source", self.file))

    @property
    def body(self) -> str:
        """All parts below the title, each in its place: what a reader gets, before Markdown is rendered."""
        return "\n\n".join(part.text for part in self.parts[1:])

    def whole(self) -> str:
        """The page as one text, with every piece in its place: for people to read and compare, never rendered."""
        return self._file(self.meta, (part.text for part in self.parts))

    def tokens(self, secret: bytes) -> Tokens:
        """The page's tokens under a build's secret: the same page gives the same, so that it is not written again."""
        known: dict[bytes, Tokens] = vars(self).setdefault("_tokens", {})
        if secret not in known:
            opens, closes = (self._token(secret, end) for end in ("opens", "closes"))
            fragments = {
                self._token(secret, f"{number}\0{part.text}"): part.text
                for number, part in enumerate(self.parts)
                if isinstance(part, Fragment)
            }
            known[secret] = Tokens(opens, closes, fragments)
        return known[secret]

    def markdown(self, secret: bytes) -> str:
        """The file for the renderer: front matter (JSON values are YAML too), authored Markdown, a line a piece."""
        meta, parts = self._for_renderer(secret)
        return self._file(meta, parts)

    def front(self, secret: bytes) -> dict[str, Any]:
        """What the renderer reads in that file's front matter."""
        meta, _ = self._for_renderer(secret)
        return {key: json.loads(yaml(value)) for key, value in self._front(meta).items()}

    def below(self, secret: bytes) -> str:
        """The Markdown below it."""
        _, parts = self._for_renderer(secret)
        return _below(parts)

    def _for_renderer(self, secret: bytes) -> tuple[Mapping[str, Any], Iterable[str]]:
        tokens = self.tokens(secret)
        lines = iter(tokens.fragments)
        parts = (next(lines) if isinstance(part, Fragment) else part.text for part in self.parts)
        return {**self.meta, "opens": tokens.opens, "closes": tokens.closes}, parts

    def _token(self, secret: bytes, what: str) -> str:
        found = hmac.new(secret, f"{self.lang}/{self.path}\0{what}".encode(), hashlib.sha256)
        # A letter first, and no sign that Markdown knows.
        return f"x{found.hexdigest()[:32]}"

    def _front(self, meta: Mapping[str, Any]) -> dict[str, Any]:
        return {"title": self.title, "summary": self.summary, **meta}

    def _file(self, meta: Mapping[str, Any], parts: Iterable[str]) -> str:
        front = "\n".join(f"{key}: {yaml(value)}" for key, value in sorted(self._front(meta).items()))
        return f"---\n{front}\n---\n\n{_below(parts)}"


def _below(parts: Iterable[str]) -> str:
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


class Placed(Protocol):
    """A page as far as one must know to lead to it, whether it was made or only would be."""

    @property
    def path(self) -> str:
        """Its place below `docs/<lang>`."""

    @property
    def url(self) -> str:
        """Its address relative to the site's root."""


LONG = 56
"""Letters of a title above which it is set smaller: on a phone it would take the place of what it names."""


def titled(title: str, parts: Iterable[Part], names: Names, lang: Lang | None = None) -> tuple[Part, ...]:
    """The parts that hold something, below the page's title; `lang` where that is not in the page's language."""
    own = f' id="{escape(names.title)}"' if names.title else ""
    tongue = f' lang="{lang}"' if lang else ""
    look = ' class="long"' if len(title) > LONG else ""
    words = f"<h1{own}{tongue}{look}>{second(names.before)}{escape(title)}</h1>"
    return (Fragment(words), *(part for part in parts if part.text.strip()))


def generated(
    lang: Lang, path: str, title: Text, summary: str, html: str, meta: Mapping[str, Any] | None = None
) -> StagedPage:
    """A page that nobody wrote: all of it is the frame's."""
    names = of_title(title[lang], title.vi)
    return StagedPage(lang, path, title[lang], summary, titled(title[lang], [Fragment(html)], names), meta or {}, names)


HOME = said("page.home")


def crumbs(archive: Archive, lang: Lang, path: str) -> list[dict[str, str]]:
    """The way down to `path`: home, then every folder above it that has an index page, or a page of its name beside it."""
    if path == "index.md":
        return []
    way = [{"title": HOME[lang], "url": page_url("index.md", lang)}]
    parts = path.split("/")[:-1] if not path.endswith("/index.md") else path.split("/")[:-2]
    for depth in range(1, len(parts) + 1):
        folder = "/".join(parts[:depth])
        index = f"{folder}/index.md"
        found = archive.by_path.get((lang, index)) or archive.by_path.get((lang, f"{folder}.md"))
        if found:
            way.append({"title": found.title, "url": found.url})
        elif index in archive.unwritten_lists:
            way.append({"title": KINDS[archive.unwritten_lists[index]].plural[lang], "url": page_url(index, lang)})
    return way
