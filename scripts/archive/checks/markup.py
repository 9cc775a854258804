"""Rules on raw HTML and attribute lists: DV301 to DV307.

Two parsers see each page, ours and the renderer's. Where they could part, these rules look at the text itself and let
through only what both read alike: what is not plainly allowed is refused, however it is spelled.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain

from archive.allowed import ATTRIBUTES, INLINE
from archive.checks.identity import CLAIM_ID, CLAIM_KEYS, hashless
from archive.checks.prose import CURLY, PageText, at, page_text, short
from archive.checks.values import decoded
from archive.content.body import Attribute, Fragment
from archive.content.markdown import QUOTE
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, Spoils, rule
from archive.findings import Place, Text
from archive.near import meant, nearest

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_PLAIN_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)((?:[ ]+[A-Za-z-]+(?:=\"[^\"<>{}`\n]*\")?)*)[ ]*/?>")
_CLOSES = re.compile(r"(?:<|\\x3[cC]|\\u003[cC]|\\U0000003[cC])(?:/|\\x2[fF]|\\/)")
_NAME = re.compile(r"</?\s*([A-Za-z][^\s/>]*)?")
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)(?:=\"[^\"]*\")?")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]*>", re.IGNORECASE)
_BRACE = re.compile(r"\{[^{}\n]*\}?")
_DIGITS = re.compile(r"[0-9]+")
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OF_CLAIMS = CLAIM_KEYS - {"id", "reason"}
_BARE_LIST = re.compile(r"(?<![\w.])\.(?:claim|reason)\b|\bsource=[\"“]")
"""What stands in attribute lists alone."""
_WHOLE_LIST = re.compile(r"\{:?[ ]*[#.][^{}]*\}")
_ESCAPED_LIST = re.compile(r"\\\{|\{[ ]*\\#")
_DOUBLED_LIST = re.compile(r"\{{2,}:?[ ]*[#.]|\{:?[ ]*[#.][^{}\n]*\}\}")
_NAMED = re.compile(r"(?<![\w-])[a-z]{1,2}(?:-[a-z0-9]+)*-[0-9]+(?![\w-])")


@rule("DV301", needs=Need.BODY, tags=", ".join(sorted(INLINE)))
def html_tag(page: Page, _: Archive) -> Iterator[Problem]:
    """Tags are on the list, and none stands in front matter."""
    opened: Counter[str] = Counter()
    for offset, name, attributes in chain(_tags(page), _decoded_tags(page)):
        if attributes is None:
            # One element is one finding, not one for each of its tags.
            if name and _CLOSES.match(page.text, offset) and opened[name]:
                opened[name] -= 1
                continue
            opened[name] += 1
            shown = f"<{short(name)}>"
            yield Problem(
                at(page, offset),
                Text(f"Thẻ HTML {shown} không được dùng", f"The HTML tag {shown} is refused"),
            )


def _tags(page: Page) -> Iterator[tuple[int, str, str | None]]:
    """Position, name and attributes of what looks like a tag to any parser; None where it is not an allowed one."""
    if "<" not in page.text or not _TAG.search(page.text):
        return
    text = page_text(page)
    for match in _TAG.finditer(page.text):
        start = match.start()
        if text.is_code(start) or (start >= text.body and _AUTOLINK.match(page.text, start)):
            continue
        plain = _PLAIN_TAG.match(page.text, start)
        if plain and start >= text.body and plain[1].lower() in INLINE:
            yield start, plain[1].lower(), plain[2]
            continue
        name = _NAME.match(page.text, start)
        found = (name[1] if name and name[1] else page.text[start + 1 : start + 4].split("\n")[0]).lower()
        # An allowed name in a spelling that is not: its attributes are at fault.
        loose = start >= text.body and found in INLINE and page.text.find(">", start, start + 2_000) >= 0
        yield start, found, "?" if loose else None


def _decoded_tags(page: Page) -> Iterator[tuple[int, str, str | None]]:
    """Tags that a value of the front matter decodes to; nobody may write one there, however it is spelt."""
    for reading in decoded(page):
        if reading.key:
            for match in _TAG.finditer(reading.text):
                name = _NAME.match(reading.text, match.start())
                if reading.fresh(match.start(), match.start() + 2):
                    shown = name[1] if name and name[1] else reading.text[match.start() + 1 : match.start() + 4]
                    yield reading.at(match.start()), shown.lower(), None


@rule("DV302", needs=Need.BODY)
def html_attribute(page: Page, _: Archive) -> Iterator[Problem]:
    """Attributes of allowed tags are on the list."""
    for offset, name, attributes in _tags(page):
        if attributes == "?":
            yield Problem(at(page, offset))
            continue
        for attribute in _ATTRIBUTE.finditer(attributes or ""):
            if attribute[1].lower() not in ATTRIBUTES[name]:
                column = page.text.index(attribute[0], offset + 1 + len(name))
                words = Text(
                    f"Thuộc tính {attribute[1]} không được dùng ở thẻ {name}",
                    f"The attribute {attribute[1]} is refused on {name}",
                )
                yield Problem(at(page, column), words)


@rule("DV303", needs=Need.BODY)
def html_block(page: Page, _: Archive) -> Iterator[Problem]:
    """HTML stands inside a line of words."""
    for found in page.body.html:
        name = _NAME.match(found.code.lstrip())
        # A tag that is refused is named by DV301 already.
        if found.block and (name is None or not name[1] or name[1].lower() in INLINE):
            yield Problem(found.place)


# Attribute lists


@rule("DV304", needs=Need.BODY, keys=", ".join(sorted(CLAIM_KEYS)))
def claim_attribute(page: Page, _: Archive) -> Iterator[Problem]:
    """Claims carry their own keys alone, each once."""
    for claim in page.body.claims:
        met: set[str] = set()
        if quoted := _misquoted(claim.attributes):
            yield quoted
            continue
        bare = hashless(claim)
        for attribute in claim.attributes:
            key = f".{attribute.value}" if attribute.name == "." else attribute.name
            if attribute == bare:
                words = Text(f"Thiếu dấu # trước {key}", f"The # before {key} is missing")
                yield Problem(attribute.place, words, Text(f"viết #{key}", f"write #{key}"), about=(key,))
            elif key in met:
                words = Text(f"Khóa “{key}” xuất hiện hai lần", f"The key “{key}” stands twice")
                yield Problem(attribute.place, words)
            elif not attribute.value and _REFERENCE.fullmatch(key):
                words = Text("Thiếu ngoặc kép quanh các nguồn", "The quotation marks around the sources are missing")
                yield Problem(attribute.place, words, _QUOTE_SOURCES)
            elif key not in CLAIM_KEYS and key != ".claim":
                hint = meant(key, CLAIM_KEYS)
                words = Text(f"Khóa lạ “{key}” ở một thông tin{hint.vi}", f"Unknown key “{key}” on a claim{hint.en}")
                yield Problem(attribute.place, words)
            met.add(key)


@rule("DV305", needs=Need.BODY)
def other_attribute(page: Page, _: Archive) -> Iterator[Problem]:
    """Attributes elsewhere: ids on headings, `.reason` on reasons."""
    for fragment in page.body.fragments:
        if unclaimed := _unclaimed(fragment):
            yield unclaimed
            continue
        if quoted := _misquoted(fragment.attributes):
            yield quoted
            continue
        for attribute in fragment.attributes:
            if fragment.level:
                fine = attribute.name == "id" and bool(_ID.fullmatch(attribute.value or ""))
                said = {digits.lstrip("0") for digits in _DIGITS.findall(fragment.text)}
                loose = [n for n in _DIGITS.findall(attribute.value or "") if n.lstrip("0") not in said] if fine else []
                if loose:
                    words = Text(
                        f"Mã của tiêu đề nêu số {short(loose[0])} mà tiêu đề không có",
                        f"The heading's id states {short(loose[0])}, which its words do not",
                    )
                    yield Problem(attribute.place, words, _NO_NUMBER, about=(f"{page.file}#{attribute.value}",))
            else:
                fine = attribute.name == "." and attribute.value == "reason" and not fragment.nested
            if not fine:
                misspelt = attribute.name == "." and nearest(attribute.value or "", ("reason",))
                yield Problem(attribute.place, _refused(attribute), _REASON if misspelt else None)


_REFERENCE = re.compile(r"n-[a-z0-9-]+(?:#[a-z0-9-]+)?")
_QUOTE_SOURCES = Text('viết source="n-a#p1 n-b#p2"', 'write source="n-a#p1 n-b#p2"')
_NO_NUMBER = Text("bỏ số ấy khỏi mã", "take the number out of the id")
_REASON = Text(
    "viết .reason, nếu đây là lý do của suy luận ở trên", "write .reason, where it is the reason of the inference above"
)
_NO_DOT = Text("Thiếu dấu chấm trước claim", "The dot before claim is missing")
_NOT_CLAIM = Text("Thuộc tính này thiếu .claim", "This attribute list lacks .claim")
_CLAIM = Text("viết `.claim` ngay sau mã: { #mã .claim … }", "write `.claim` right after the id: { #id .claim … }")


def _unclaimed(fragment: Fragment) -> Problem | None:
    """A paragraph that was meant to be a claim: its attribute list says so, but for `.claim` itself."""
    if fragment.level:
        return None
    about = tuple(a.value for a in fragment.attributes if a.name == "id" and a.value)
    for attribute in fragment.attributes:
        if attribute.name == "claim":
            return Problem(attribute.place, _NO_DOT, Text("viết .claim", "write .claim"), about)
        if attribute.name == "." and nearest(attribute.value or "", ("claim", "reason")) == "claim":
            shown = attribute.value
            words = Text(f"“.{shown}” không phải “.claim”", f"“.{shown}” is not “.claim”")
            return Problem(attribute.place, words, Text("viết .claim", "write .claim"), about)
    marks = {attribute.name for attribute in fragment.attributes}
    if about and (marks & _OF_CLAIMS or marks == {"id"}) and CLAIM_ID.fullmatch(about[0]):
        return Problem(fragment.attributes[0].place, _NOT_CLAIM, _CLAIM, about)
    return None


def _misquoted(attributes: Iterable[Attribute]) -> Problem | None:
    """Quotation marks of prose, or one that is not closed: what is between them is not read as one value."""
    for attribute in attributes:
        if '"' in (attribute.value or ""):
            return Problem(
                attribute.place,
                Text("Dấu ngoặc kép mở mà không đóng", "A quotation mark is opened and not closed"),
                Text('viết khóa="giá trị"', 'write key="value"'),
            )
        if CURLY.search(f"{attribute.name}{(attribute.value or '')[:1]}"):
            return Problem(
                attribute.place,
                Text("Ngoặc kép cong trong thuộc tính", "Curly quotation marks in an attribute list"),
                Text('dùng ngoặc thẳng "…"', 'use straight quotation marks "…"'),
            )
    return None


def _refused(attribute: Attribute) -> Text:
    sign = {"id": "#", ".": "."}.get(attribute.name)
    shown = f"{sign}{attribute.value}" if sign else attribute.name
    return Text(f"Thuộc tính {short(shown)} không được dùng ở đây", f"The attribute {short(shown)} is refused here")


@rule("DV306", needs=Need.BODY)
def inline_attributes(page: Page, _: Archive) -> Iterator[Problem]:
    """No braces inside a line of words."""
    for place, shown in _stray(page):
        if not shown:
            yield Problem(place)


@rule("DV307", needs=Need.BODY, after=("DV327",), spoils=Spoils.LINE)
def shown_attributes(page: Page, _: Archive) -> Iterator[Problem]:
    """No attribute list after a blank line, over two lines or behind the words."""
    reasons = {
        "blank": Text("có dòng trống ở trên", "there is a blank line above"),
        "split": Text("bị ngắt thành nhiều dòng", "it is broken over several lines"),
        "behind": Text("nằm cùng dòng với chữ", "it stands on the line of the words"),
        "form": Text("viết không đúng dạng { #id .claim khóa=… }", "it is not written as { #id .claim key=… }"),
        "doubled": Text("dấu { hay } bị gõ hai lần", "a { or } is typed twice"),
        "open": Text("thiếu dấu } ở cuối", "the } at its end is missing"),
        "bare": Text("thiếu dấu { và } bao quanh", "the { and } around it are missing"),
        "below": Text("thiếu dòng trống bên dưới", "there is no blank line below"),
        "escaped": Text("có dấu \\ trước { hay #", "there is a \\ before { or #"),
    }
    lines = page.text.split("\n")
    for place, shown in (*_stray(page), *_bare_lists(page)):
        if shown:
            why = reasons[shown]
            yield Problem(
                place,
                Text(
                    f"Thuộc tính sẽ hiện thành chữ trên trang: {why.vi}",
                    f"The attribute list would be shown as text: {why.en}",
                ),
                _CURES.get(shown),
                about=(*_NAMED.findall(lines[place.line - 1])[:1], *_around(page, place.line)),
            )


_CURES = {
    "doubled": Text("viết { #mã .claim … }, mỗi dấu một lần", "write { #id .claim … }, each brace once"),
    "below": Text("thêm một dòng trống giữa hai thông tin", "leave a blank line between two claims"),
    "escaped": Text("bỏ các dấu \\ trong dòng này", "delete every \\ in this line"),
}


def _around(page: Page, line: int) -> list[str]:
    """The claims that have swallowed the line."""
    return [claim.id for claim in page.body.claims if claim.id and claim.lines[0] <= line < claim.lines[1]]


def _bare_lists(page: Page) -> Iterator[tuple[Place, str]]:
    """Lines that are an attribute list but for its braces."""
    if not any(mark in page.text for mark in (".claim", ".reason", "source=")):
        return
    text: PageText | None = None
    above = ""
    position = 0
    for number, line in enumerate(page.text.split("\n"), 1):
        # A line that goes on with a list of the line above is that one's.
        goes_on = "{" in above and "}" not in above
        found = _BARE_LIST.search(line) if number >= page.front.body_line and "{" not in line and not goes_on else None
        above = line
        if found:
            text = text or page_text(page)
            if not text.is_code(position + found.start()):
                yield Place(page.file, number, len(line) - len(line.lstrip()) + 1), "bare"
        position += len(line) + 1


def _stray(page: Page) -> Iterator[tuple[Place, str]]:
    """Braces that are no attribute list of a claim, heading or paragraph: where, and why they would be shown."""
    first = page.front.body_line
    if "{" not in page.text:
        return
    # What is a quotation, or would be one elsewhere, is DV640's.
    written = QUOTE.sub(lambda quote: "x" * len(quote[0]), page.text) if "{{" in page.text else page.text
    known = {a.place.line for claim in page.body.claims for a in claim.attributes}
    known |= {a.place.line for fragment in page.body.fragments for a in fragment.attributes}
    lines = written.split("\n")
    strange = [n for n in range(first, len(lines) + 1) if "{" in lines[n - 1] and _braces(lines[n - 1], n in known)]
    if not strange:
        return
    text = page_text(page)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for number in strange:
        line = lines[number - 1]
        for brace in _BRACE.finditer(line):
            if not text.is_code(starts[number - 1] + brace.start()) and not line[: brace.start()].endswith("{"):
                above = lines[number - 2].strip(" >") if number > first else ""
                below = lines[number] if number < len(lines) else ""
                yield Place(page.file, number, brace.start() + 1), _shown(line, brace, above, below)
                if number in known:
                    break


def _braces(line: str, known: bool) -> int:
    """How many braces of the line are not accounted for."""
    return line.count("{") - known


def _shown(line: str, brace: re.Match[str], above: str, below: str) -> str:
    alone = not line[: brace.start()].strip(" >-*+")
    if _DOUBLED_LIST.match(line, brace.start()):
        return "doubled"
    if not brace.group().endswith("}"):
        return "split" if "}" in below else "open"
    if _ESCAPED_LIST.search(line):
        return "escaped"
    if alone and above and below.strip() and _WHOLE_LIST.fullmatch(line.strip(" >-*+")):
        return "below"
    if alone:
        return "form" if above else "blank"
    behind = not line[brace.end() :].strip()
    return "behind" if behind and line[brace.start() - 1] in " \t" else ""
