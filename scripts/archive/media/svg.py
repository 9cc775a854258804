"""SVG: drawings and nothing else, read by an XML parser that knows no document type, no entities and no instructions.

Takes bytes; gives the faults of a drawing, the first one that the parser meets, or all that its elements have. Held to
lists of elements and attributes, to values without CSS, to references within the file, and to caps: a kilobyte of
elements that stand for each other ten times over keeps a browser busy for ever.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from archive.findings import Text
from archive.media.kinds import MAX_SIDE, Fault, Format, Size

NAMESPACE = "http://www.w3.org/2000/svg"
_XLINK, _XML = "http://www.w3.org/1999/xlink", "http://www.w3.org/XML/1998/namespace"

MAX_ELEMENTS = 5_000
MAX_DRAWN = 20_000
"""Elements that are drawn once every reference is followed."""
MAX_DEPTH = 32
MAX_CHAIN = 6
"""References that lead to a reference."""
MAX_NUMBER = 1_000_000.0

WORDED = frozenset({"title", "desc", "text", "tspan"})
"""Elements that hold words."""
ELEMENTS = WORDED | {
    "svg", "g", "defs", "symbol", "use", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
    "linearGradient", "radialGradient", "stop", "clipPath",
}  # fmt: skip
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*", re.ASCII)
_FRAGMENT = re.compile(r"#([A-Za-z_][A-Za-z0-9_.-]*)", re.ASCII)
_NUMBERS = re.compile(r"[-+.,%\s0-9eEa-z]*", re.ASCII)
_PATH = re.compile(r"[-+.,\s0-9eEMmZzLlHhVvCcSsQqTtAa]*", re.ASCII)
_FUNCTIONS = re.compile(r"[-+.,()\s0-9eE]|matrix|translate|scale|rotate|skewX|skewY")
_PAINT = re.compile(r"#[0-9A-Fa-f]{3,8}|[A-Za-z]+|rgb\([0-9.,%\s]*\)|url\(#([A-Za-z_][A-Za-z0-9_.-]*)\)", re.ASCII)
_WORD = re.compile(r"[A-Za-z0-9 -]*", re.ASCII)
_FAMILY = re.compile(r"[A-Za-z0-9 ,'_-]*", re.ASCII)
_NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?", re.ASCII)


def _transform(value: str) -> bool:
    return not _FUNCTIONS.sub("", value)


def _words(value: str) -> bool:
    return all(letter.isprintable() or letter in "\n\t\u00a0" for letter in value)


_FORMS: dict[Callable[[str], object], str] = {
    _NUMBERS.fullmatch: (
        "x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy width height viewBox points offset opacity fill-opacity "
        "stroke-opacity stop-opacity stroke-width stroke-miterlimit stroke-dasharray stroke-dashoffset font-size "
        "letter-spacing rotate textLength version"
    ),
    _PATH.fullmatch: "d",
    _transform: "transform gradientTransform",
    _PAINT.fullmatch: "fill stroke color stop-color clip-path",
    _FRAGMENT.fullmatch: "href",
    _NAME.fullmatch: "id",
    _FAMILY.fullmatch: "font-family",
    _words: "aria-label aria-labelledby lang",
    _WORD.fullmatch: (
        "fill-rule clip-rule stroke-linecap stroke-linejoin font-weight font-style text-anchor dominant-baseline "
        "preserveAspectRatio gradientUnits spreadMethod clipPathUnits vector-effect shape-rendering visibility display "
        "role focusable aria-hidden paint-order baseProfile"
    ),
}
ATTRIBUTES = {name: form for form, names in _FORMS.items() for name in names.split()}
"""Every attribute that may stand there, and what its value must look like."""
_COUNTED = (_NUMBERS.fullmatch, _PATH.fullmatch, _transform)
_SPACE = {f"{_XLINK} href": "href", f"{_XML} lang": "lang", f"{_XML} space": "space"}


@dataclass(slots=True)
class _Element:
    name: str
    line: int
    column: int
    id: str = ""
    targets: list[str] = field(default_factory=list)
    children: list[_Element] = field(default_factory=list)


class _RefusedError(Exception):
    """The parser met what ends the reading."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


class _Reader:
    """Builds the tree of a drawing from the parser's events, and keeps the faults on the way."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate("utf-8", " ")
        self.parser.buffer_text = True
        self.faults: list[Fault] = []
        self.open: list[_Element] = []
        self.root: _Element | None = None
        self.size: Size | None = None
        self.count = 0
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = lambda _: self.open.pop()
        self.parser.CharacterDataHandler = self._text
        self.parser.XmlDeclHandler = self._declaration
        refused = {
            "StartDoctypeDeclHandler": Text("Khai báo kiểu tài liệu (DOCTYPE)", "A document type (DOCTYPE)"),
            "ProcessingInstructionHandler": Text("Chỉ thị xử lý (<?…?>)", "A processing instruction (<?…?>)"),
            "StartCdataSectionHandler": Text("Đoạn CDATA", "A CDATA section"),
        }
        for handler, text in refused.items():
            setattr(self.parser, handler, _refuses(text))

    def say(self, vi: str, en: str) -> None:
        self.faults.append(Fault(Text(vi, en), *self._place()))

    def _place(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in {"utf-8", "utf8"}:
            raise _RefusedError(Text(f"Bảng mã {encoding}, không phải UTF-8", f"The encoding {encoding}, not UTF-8"))

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MAX_ELEMENTS:
            raise _RefusedError(Text(f"Quá {MAX_ELEMENTS} phần tử", f"More than {MAX_ELEMENTS} elements"))
        if len(self.open) >= MAX_DEPTH:
            raise _RefusedError(Text(f"Lồng nhau quá {MAX_DEPTH} tầng", f"Nested more than {MAX_DEPTH} deep"))
        space, _, name = full.rpartition(" ")
        element = _Element(name, *self._place())
        if space != NAMESPACE or name not in ELEMENTS:
            self.say(f"Phần tử không được phép: {name!a}", f"An element that is not allowed: {name!a}")
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
            if name != "svg":
                self.say("Phần tử gốc không phải <svg>", "The outermost element is not <svg>")
        self.open.append(element)
        for key, value in attributes.items():
            self._attribute(element, _SPACE.get(key, key), value)
        if element is self.root:
            self.size = _pixels(attributes)

    def _attribute(self, element: _Element, name: str, value: str) -> None:
        form = ATTRIBUTES.get(name)
        if name == "space" and value in {"preserve", "default"}:
            return
        if form is None:
            self.say(f"Thuộc tính không được phép: {name!a}", f"An attribute that is not allowed: {name!a}")
        elif not form(value):
            self.say(
                f"Giá trị không được phép của {name}: {value[:60]!a}",
                f"A value that {name} may not have: {value[:60]!a}",
            )
        elif form in _COUNTED and _too_large(name, value):
            self.say(f"Con số quá lớn ở {name}", f"Too large a number in {name}")
        if name == "id":
            element.id = value
        element.targets += [target for target in _FRAGMENT.findall(value) if "url(" in value or name == "href"]

    def _text(self, text: str) -> None:
        within = self.open[-1].name if self.open else ""
        if text.strip() and within in ELEMENTS - WORDED:
            self.say("Chữ ở nơi không phải chữ của hình", "Words where a drawing has none")
        elif not _words(text):
            self.say("Ký tự không nhìn thấy trong chữ", "A letter that nobody sees among the words")


def _refuses(text: Text) -> object:
    def refuse(*_: object) -> None:
        raise _RefusedError(text)

    return refuse


def _too_large(name: str, value: str) -> bool:
    most = MAX_SIDE if name in {"width", "height", "viewBox"} else MAX_NUMBER
    numbers = [float(number) for number in _NUMBER.findall(value)]
    # A line cut into dashes of no length has no end.
    return any(number > most for number in numbers) or (name == "stroke-dasharray" and any(n < 0.1 for n in numbers))


def _pixels(attributes: dict[str, str]) -> Size | None:
    sides = [_NUMBER.match(attributes.get(name, "")) for name in ("width", "height")]
    box = _NUMBER.findall(attributes.get("viewBox", ""))
    if all(sides):
        width, height = (float(side[0]) for side in sides if side)
    elif len(box) == 4:
        width, height = float(box[2]), float(box[3])
    else:
        return None
    return round(min(width, MAX_NUMBER)), round(min(height, MAX_NUMBER))


def faults(data: bytes) -> Iterator[Fault]:
    """What a drawing may not hold."""
    yield from _read(data).faults


def size(data: bytes) -> Size | None:
    """The pixels that the drawing asks for: its width and height, else its view box."""
    return _read(data).size


def _read(data: bytes) -> _Reader:
    reader = _Reader()
    # The parser goes by such signs before it goes by what it was told, and so do browsers.
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        text = Text("Tệp không phải UTF-8 không có BOM", "The file is not UTF-8 without a byte order mark")
        reader.faults.append(Fault(text))
        return reader
    try:
        reader.parser.Parse(data, True)
    except _RefusedError as refused:
        reader.say(refused.message.vi, refused.message.en)
    except expat.ExpatError as error:
        why = expat.errors.messages.get(error.code, str(error.code))
        text = Text(f"Không phải XML hợp lệ ({why})", f"Not well-formed XML ({why})")
        reader.faults.append(Fault(text, error.lineno, error.offset + 1))
    else:
        reader.faults.extend(_references(reader.root))
    return reader


def _references(root: _Element | None) -> Iterator[Fault]:
    """References that lead nowhere, in circles, too far, or to too much."""
    named: dict[str, _Element] = {}
    elements = [root] if root else []
    for element in elements:
        elements.extend(element.children)
        if element.id and named.setdefault(element.id, element) is not element:
            yield Fault(
                Text(f"Hai phần tử mang id “{element.id}”", f"Two elements have the id “{element.id}”"),
                element.line,
                element.column,
            )
    drawn: dict[int, tuple[int, int]] = {}
    for element in reversed(elements):
        for target in element.targets:
            if target not in named:
                text = Text(f"“#{target}” không có trong hình", f"“#{target}” is not in the drawing")
                yield Fault(text, element.line, element.column)
        total, steps = _drawn(element, named, drawn, 0)
        if total > MAX_DRAWN or steps > MAX_CHAIN:
            text = Text(
                f"Tham chiếu thành vòng, nối quá {MAX_CHAIN} lần, hoặc vẽ quá {MAX_DRAWN} phần tử",
                f"References that go in a circle, over more than {MAX_CHAIN} steps, or draw over {MAX_DRAWN} elements",
            )
            yield Fault(text, element.line, element.column)
            return


def _drawn(
    element: _Element, named: dict[str, _Element], known: dict[int, tuple[int, int]], chain: int
) -> tuple[int, int]:
    """How many elements are drawn for this one, and over how many references in a row the longest way from it goes.

    Over the cap where its references do not end in time, as those in a circle: `chain` of them led here.
    """
    if chain > MAX_CHAIN:
        return MAX_DRAWN + 1, 0
    if id(element) not in known:
        within = [_drawn(child, named, known, chain) for child in element.children]
        behind = [_drawn(named[target], named, known, chain + 1) for target in element.targets if target in named]
        total = 1 + sum(count for count, _ in (*within, *behind))
        steps = max((*(steps for _, steps in within), *(steps + 1 for _, steps in behind)), default=0)
        known[id(element)] = min(total, MAX_DRAWN + 1), steps
    return known[id(element)]


def _begins(start: bytes) -> bool:
    return start.lstrip().startswith((b"<svg", b"<?xml"))


FORMATS = (Format("SVG", ("svg",), _begins, size, faults, most=512 * 1024, drawn=True),)
