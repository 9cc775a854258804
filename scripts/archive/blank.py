"""The front matter of a record that is not written yet, and what stands beside it for whoever writes it.

Takes a kind, an id, the day and the kind's period; gives the lines of each language. They follow from the kind's model,
in the order that `archive check --fix` keeps: required keys with a placeholder, all others as comments that hold once
the sign before them is taken away and their places are filled in as the example beside them shows. What an English twin
has to say again stands in both, alike. States nothing: the checks name every placeholder that is left (DV211, DV208).
"""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from string import Template
from types import UnionType
from typing import Any

from archive.content.kinds import KINDS
from archive.content.kinds.base import Common, Prose, Translation
from archive.content.kinds.document import DOCUMENT_TYPES
from archive.content.unwritten import FILL_IN, SUMMARY, UNWRITTEN
from archive.findings import Lang, Text
from archive.fix import key_order
from archive.near import hints

_BLANK = Text(FILL_IN, f"({UNWRITTEN.en})")
_EXAMPLE = Text("Ví dụ", "Example")
_ALWAYS = frozenset({"title", "summary"})
"""What both twins of every record say."""
_OWN = frozenset({"also", "checked"})
"""What an English twin of every record may say, whatever its Vietnamese says."""
_SAID_AGAIN = frozenset({"unknowns", "withdrawn_reason", "locators"})
"""What an English twin says again where its Vietnamese does."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A record to be: its kind, its id, the day on which it is begun, and the kind's period where that has one."""

    kind: str
    id: str
    today: str
    period: str | None

    @property
    def model(self) -> type[Common]:
        """The kind's model."""
        return KINDS[self.kind]

    def front(self, lang: Lang) -> Iterator[str]:
        """The lines of the front matter."""
        model: type[Prose] = self.model if lang == "vi" else Translation
        said = hints()["keys" if lang == "vi" else "english"]
        for name in key_order({"kind": self.kind}, lang):
            if not self._belongs(name, lang):
                continue
            hint = said.get(name, "")
            example = self.example(name, lang)
            note = " ".join([*hint.split(), *([f"{_EXAMPLE[lang]}: {example}"] if example else [])])
            value = self._value(name, model.model_fields[name].annotation, lang)
            # On a line of its own: behind a value a comment is refused (DV214).
            yield from [f"# {note}"] if note else []
            sign = "" if name in _ALWAYS or self._required(name) else "# "
            yield f"{sign}{name}: {value}"

    def example(self, name: str, lang: Lang) -> str:
        """What the key may hold, in its form; nothing where none is known."""
        given = hints()["examples" if lang == "vi" else "english_examples"].get(name, "")
        another = f"{self.model.prefix}-{'01' if self.model.numbered else 'trang-khac'}"
        return Template(given).substitute(another=another)

    def note(self, lang: Lang) -> str:
        """What stands below the keys: how the page's body is written."""
        notes = hints()["notes" if lang == "vi" else "english_notes"]
        claims = ("claim",) if self.model.opens_with_claim else ()
        words = "\n".join(notes[name].strip("\n") for name in (*claims, self.kind) if name in notes)
        return "\n".join(f"# {line}" for line in Template(words).substitute(id=self.id).splitlines())

    def _belongs(self, name: str, lang: Lang) -> bool:
        """Whether a file of this kind and language may have the key."""
        said = name in _OWN or (name in _SAID_AGAIN and name in self.model.model_fields)
        return lang == "vi" or name in _ALWAYS or said

    def _required(self, name: str) -> bool:
        found = self.model.model_fields.get(name)
        return found is not None and found.is_required()

    def _value(self, name: str, annotation: Any, lang: Lang) -> str:
        """A value that states nothing; where only a choice holds, its hint says to choose.

        No date holds and states nothing: an event's stays a finding until it is filled in.
        """
        known = {
            "id": self.id,
            "kind": self.kind,
            "title": json.dumps(f"{self.model.label[lang]} {self.id} ({UNWRITTEN[lang]})", ensure_ascii=False),
            "summary": json.dumps(SUMMARY[lang], ensure_ascii=False),
            "period": self.period if self._required("period") else None,
            "read": f'{{date: "{self.today}", copy: stored, extent: part}}',
            "tier": "context",
            "type": next((type_ for type_ in DOCUMENT_TYPES if self.id.partition("-")[2].startswith(type_)), None),
            "draft": "true",
        }
        form = hints()["forms" if lang == "vi" else "english_forms"].get(name)
        blank = json.dumps(_BLANK[lang], ensure_ascii=False)
        return known.get(name) or (Template(form).substitute(blank=blank) if form else _shape(annotation, blank))


def _shape(annotation: Any, blank: str) -> str:
    """An empty place of a key, in the form that its type has: a list, one of several words, or a word."""
    origin, inner = typing.get_origin(annotation), typing.get_args(annotation)
    if origin in {typing.Union, UnionType, typing.Annotated}:
        return _shape(inner[0], blank)
    if origin is typing.Literal:
        return str(inner[0])
    if origin is dict:
        return "{}"
    return f"[{blank}]" if origin is tuple else blank
