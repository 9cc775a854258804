"""Front matter: YAML between `---` lines, read from its nodes so that every key keeps its line and column.

Takes a file's text and gives a `FrontMatter`: plain strings, lists and mappings (no YAML type is ever constructed, so
nothing can be run), the place of each key, how each key and value is spelt, and what is wrong with it. Refuses nothing;
`checks` names the problems.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import yaml
from pydantic import ValidationError

from archive.content.kinds import model_for
from archive.content.kinds.base import Prose
from archive.findings import Lang, Place

Fault = Literal["missing", "syntax", "type", "anchor", "duplicate", "tag", "unknown-key", "value", "required"]
FENCE = "---"
_PLAIN_TAGS = {f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "bool", "null", "timestamp", "value")}


@dataclass(frozen=True, slots=True)
class FrontProblem:
    """One thing wrong with front matter: its kind, its place, the key and what the parser said."""

    fault: Fault
    place: Place
    key: str = ""
    detail: str = ""
    """What the parser said, in its own words."""
    why: str = ""
    """pydantic's name for what is wrong with a value: `tuple_type`, `literal_error` …."""
    given: str | None = None
    """The words that stand there; None where there are none, or a list or mapping."""


class Scalar(NamedTuple):
    """A value, or a key in quotation marks: what it decodes to, and where and how it is spelt."""

    key: str
    """Dotted, as in `FrontMatter.places`; a key's own name stands in it last."""
    text: str
    start: int
    end: int
    """Its spelling in the page's text, quotation marks included."""
    style: str
    """`"`, `'`, `|` or `>`; empty for a plain one."""
    is_key: bool = False


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A page's front matter: the data, where each key (dotted: `locators.p6.sha256`, `unknowns.0`) stands."""

    data: Mapping[str, Any] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    problems: tuple[FrontProblem, ...] = ()
    body_line: int = 1
    """The line of the file on which the body starts."""
    scalars: tuple[Scalar, ...] = ()
    """Every value, and the keys that are quoted, in their order; none where YAML cannot be read."""

    def place(self, key: str) -> Place | None:
        """Where `key` stands, or the nearest key above it."""
        while key:
            if key in self.places:
                return self.places[key]
            key = key.rpartition(".")[0]
        return None


def split(text: str) -> tuple[str | None, str, int]:
    """The YAML block (None where there is none), the body, and the line on which the body starts."""
    if not text.startswith(FENCE + "\n"):
        return None, text, 1
    end = text.find(f"\n{FENCE}\n", len(FENCE))
    if end < 0:
        if not text.rstrip("\n").endswith(f"\n{FENCE}"):
            return None, text, 1
        end = text.rindex(f"\n{FENCE}")
    block = text[len(FENCE) + 1 : end + 1]
    body = text[end + len(FENCE) + 2 :]
    return block, body, block.count("\n") + 3


def read_front(text: str, file: str, lang: Lang) -> tuple[FrontMatter, Prose | None, str]:
    """The front matter, the validated model (None where it does not hold) and the body of a page's text."""
    block, body, body_line = split(text)
    if block is None:
        missing = FrontProblem("missing", Place(file))
        return FrontMatter(problems=(missing,), body_line=body_line), None, body
    reader = _Reader(file)
    data = reader.read(block)
    model: Prose | None = None
    if isinstance(data, dict) and not any(p.fault in {"syntax", "type", "tag"} for p in reader.problems):
        try:
            model = model_for(data, lang).model_validate(data)
        except ValidationError as error:
            reader.problems.extend(_faults(error, reader, file))
    front = FrontMatter(
        data if isinstance(data, dict) else {},
        reader.places,
        tuple(reader.problems),
        body_line,
        tuple(reader.scalars),
    )
    return front, model, body


class _Reader:
    """Turns YAML nodes into strings, lists and mappings, noting places and faults on the way."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.places: dict[str, Place] = {}
        self.values: dict[str, Place] = {}
        """Where the value of a key stands, which is what a faulty value's finding points at."""
        self.problems: list[FrontProblem] = []
        self.scalars: list[Scalar] = []

    def read(self, block: str) -> Any:
        try:
            if "&" in block or "*" in block:
                self._refuse_anchors(block)
            if self.problems:
                return None  # a few lines of aliases grow into more values than there is time for
            node = yaml.compose(block, Loader=yaml.CSafeLoader)
            if isinstance(node, yaml.MappingNode):
                return self._value(node, "")
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            place = self._place(mark) if mark else Place(self.file)
            self.problems.append(FrontProblem("syntax", place, detail=str(error.problem or error.context or "")))
            return None
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            self.problems.append(FrontProblem("syntax", Place(self.file), detail=type(error).__name__))
            return None
        self.problems.append(FrontProblem("type", Place(self.file, 2)))
        return None

    def _refuse_anchors(self, block: str) -> None:
        for event in yaml.parse(block, Loader=yaml.CSafeLoader):
            anchor = getattr(event, "anchor", None)
            if anchor:
                self.problems.append(FrontProblem("anchor", self._place(event.start_mark), detail=str(anchor)))

    def _place(self, mark: Any) -> Place:
        return Place(self.file, mark.line + 2, mark.column + 1)

    def _value(self, node: yaml.Node, path: str) -> Any:
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return self._sequence(node, path)
        if node.tag not in _PLAIN_TAGS:
            self.problems.append(FrontProblem("tag", self._place(node.start_mark), path, node.tag))
        if isinstance(node, yaml.ScalarNode):
            self._spelt(node, path)
        return None if node.tag.endswith(":null") else str(node.value)

    def _spelt(self, node: yaml.ScalarNode, path: str, *, is_key: bool = False) -> None:
        start, end = node.start_mark.index + len(FENCE) + 1, node.end_mark.index + len(FENCE) + 1
        self.scalars.append(Scalar(path, str(node.value), start, end, node.style or "", is_key))

    def _sequence(self, node: yaml.SequenceNode, path: str) -> list[Any]:
        if node.tag != "tag:yaml.org,2002:seq":
            self.problems.append(FrontProblem("tag", self._place(node.start_mark), path, node.tag))
        values = []
        for index, item in enumerate(node.value):
            child = f"{path}.{index}"
            self.places[child] = self._place(item.start_mark)
            values.append(self._value(item, child))
        return values

    def _mapping(self, node: yaml.MappingNode, path: str) -> dict[str, Any]:
        if node.tag != "tag:yaml.org,2002:map":
            self.problems.append(FrontProblem("tag", self._place(node.start_mark), path, node.tag))
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = self._place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(FrontProblem("type", place, path))
                continue
            key = str(key_node.value)
            child = f"{path}.{key}" if path else key
            if key in values:
                self.problems.append(FrontProblem("duplicate", place, child))
                continue
            self.places[child] = place
            if key_node.style:
                self._spelt(key_node, child, is_key=True)
            self.values[child] = self._place(value_node.start_mark)
            values[key] = self._value(value_node, child)
        return values


def _faults(error: ValidationError, reader: _Reader, file: str) -> Iterator[FrontProblem]:
    front = FrontMatter(places=reader.places)
    for item in error.errors(include_url=False):
        parts = [str(part) for part in item["loc"] if part != "[key]"]
        key = ".".join(parts)
        place = front.place(key) or Place(file)
        if item["type"] == "extra_forbidden":
            yield FrontProblem("unknown-key", place, key)
        elif item["type"] == "missing":
            yield FrontProblem("required", place if len(parts) > 1 else Place(file), key)
        else:
            given = item["input"] if isinstance(item["input"], str) else None
            # A key without a value has none to point at, and a faulty key is itself the fault.
            bare = item["input"] is None or "[key]" in item["loc"]
            at = place if bare else reader.values.get(key, place)
            yield FrontProblem("value", at, key, str(item["msg"]), item["type"], given)
