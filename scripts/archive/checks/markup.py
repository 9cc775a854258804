"""Rules on Markdown and HTML: DV301 to DV339.

Two parsers see each page, ours and the renderer's. Where they could part, these rules look at the text itself and let
through only what both read alike: what is not plainly allowed is refused, however it is spelled.
"""

from __future__ import annotations

import html
import posixpath
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from archive.checks.addresses import addresses, is_of_source
from archive.checks.catalogue import Problem, page_rule
from archive.checks.files import is_generated
from archive.checks.letters import at
from archive.content.model import Archive, Attribute, Claim, Link, Page, Parting
from archive.findings import LANGS, Lang, Place, Text

TAGS = frozenset(
    {
        "abbr", "b", "bdi", "br", "cite", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span",
        "strong", "sub", "sup", "time", "u", "wbr",
    }
)  # fmt: skip
"""Raw HTML that an editor may write: words within a line. `inspect` holds the finished pages to the same."""

ATTRIBUTES = {"lang": frozenset(TAGS), "title": frozenset({"abbr", "dfn"}), "datetime": frozenset({"time"})}
"""Their attributes, and on which tags."""

FILLED = ("<div data-search-page></div>",)
"""Empty places, letter for letter, that the site's own script fills."""

CLAIM_KEYS = frozenset({"id", "source", "status", "from", "when", "office", "name", "withdrawn", "campaigns"})
PROSE_KEYS = (
    "title",
    "summary",
    "unknowns",
    "headline",
    "short",
    "publisher",
    "author",
    "photographer",
    "abstract",
)
MAX_CELLS = 2_000
MAX_HEADINGS = 200
SCHEMES = frozenset({"https", "mailto"})

_FILLED_STARTS = tuple(place.removesuffix("</div>") for place in FILLED)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_PLAIN_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)((?:[ ]+[A-Za-z-]+(?:=\"[^\"<>{}`\n]*\")?)*)[ ]*/?>")
_NAME = re.compile(r"</?\s*([A-Za-z][^\s/>]*)?")
_ATTRIBUTE = re.compile(r"([A-Za-z-]+)(?:=\"[^\"]*\")?")
_AUTOLINK = re.compile(r"<(?:https?://|mailto:)[^<>\s]*>", re.IGNORECASE)
_TICKS = re.compile(r"(?<![\\`])(`+)(?!`)([^`\n]+)\1(?!`)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_DESTINATION = re.compile(r"\]\s?\(\s*<?")
_DEFINITION = re.compile(r"^[ ]{0,3}(?:>[ ]?)*\[[^\]\n]+\]:[ ]*\n?[ ]*<?", re.MULTILINE)
_RAW_ADDRESS = re.compile(
    r"[\s/\"'](?:href|src|srcset|action|formaction|poster|data|cite|background|xlink:href)\s*=\s*[\"']?",
    re.IGNORECASE,
)
_ANGLE = re.compile(r"<(?=[A-Za-z][A-Za-z0-9+.-]{1,31}:|[a-z]*&)", re.IGNORECASE)
_SIGNS = {")": re.compile(r"[()]|\n\n"), ">": re.compile(r">|\n\n"), "\n": re.compile(r"\n")}
_DEEPEST = 32
"""CommonMark's own limit on brackets within an address."""
_UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_BRACE = re.compile(r"\{[^{}\n]*\}?")
_PROSE_MARKUP = re.compile(
    r"\]\s*[\[(]|!\[|<[A-Za-z/!?]|\{:?[ ]*(?:[#.]|[\w-]+=)|`|https?://|javascript:", re.IGNORECASE
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_SNIPPET = re.compile(r"-{1,}8<-{1,}")
_BARE = re.compile(r"https?://|\bwww\.|[\w.+-]+@[\w-]+\.\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Text:
    """A page's text with what is code in it, to both parsers."""

    page: Page
    body: int
    """Where the body starts."""
    code: tuple[tuple[int, int], ...]

    def is_code(self, offset: int) -> bool:
        index = bisect_right(self.code, (offset, len(self.page.text))) - 1
        return index >= 0 and self.code[index][0] <= offset < self.code[index][1]


def _read(page: Page) -> _Text:
    lines = page.text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    first = min(page.front.body_line - 1, len(lines))
    body = starts[first]
    spans = [(starts[start - 1], starts[end - 1]) for start, end in page.body.code]
    if "`" in page.text:
        coded = {n for start, end in page.body.code for n in range(start - 1, end - 1)}
        loose = [n for n in range(first, len(lines)) if n not in coded and "`" in lines[n]]
        # An odd tick may open code on one line and close it on another; then nothing is taken for code within lines.
        odd = any(lines[n].count("`") % 2 and not lines[n].startswith("```") for n in loose)
        for n in () if odd else loose:
            for match in _TICKS.finditer(lines[n]):
                spans.append((starts[n] + match.start(2), starts[n] + match.end(2)))
    return _Text(page, body, tuple(sorted(spans)))


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:60]}…"


# Raw HTML


@page_rule(
    "DV301",
    summary=Text("Thẻ HTML không được dùng", "This HTML tag is refused"),
    why=Text(
        "Mã HTML viết thẳng sẽ lên trang nguyên vẹn: script, iframe, form hay style có thể chạy lệnh, gọi ra ngoài, đổi "
        f"cả trang. Chỉ dùng được: {', '.join(sorted(TAGS))}.",
        "Raw HTML is published as it stands: script, iframe, form or style can run code, call other places, change the "
        f"page. Allowed are: {', '.join(sorted(TAGS))}.",
    ),
    cure=Text(
        "viết bằng Markdown; dấu “<” trong lời văn thì viết `&lt;`",
        "write it in Markdown; a plain “<” is `&lt;`",
    ),
    bad="Lời <script>alert(1)</script>",
    good="Lời **đậm**, H<sub>2</sub>O",
)
def html_tag(page: Page, _: Archive) -> Iterator[Problem]:
    """Tags are on the list, and none stands in front matter."""
    for offset, name, attributes in _tags(page):
        if attributes is None:
            shown = f"<{_short(name)}>"
            yield Problem(
                at(page, offset),
                Text(f"Thẻ HTML {shown} không được dùng", f"The HTML tag {shown} is refused"),
            )


def _tags(page: Page) -> Iterator[tuple[int, str, str | None]]:
    """Position, name and attributes of what looks like a tag to any parser; None where it is not an allowed one."""
    if page.refused or "<" not in page.text or not _TAG.search(page.text):
        return
    text = _read(page)
    for match in _TAG.finditer(page.text):
        start = match.start()
        if text.is_code(start) or (start >= text.body and _AUTOLINK.match(page.text, start)):
            continue
        if page.text.startswith("</div>", start) and page.text[:start].endswith(_FILLED_STARTS):
            continue
        if page.text.startswith(FILLED, start):
            continue
        plain = _PLAIN_TAG.match(page.text, start)
        if plain and start >= text.body and plain[1].lower() in TAGS:
            yield start, plain[1].lower(), plain[2]
            continue
        name = _NAME.match(page.text, start)
        found = (name[1] if name and name[1] else page.text[start + 1 : start + 4].split("\n")[0]).lower()
        # An allowed name in a spelling that is not: its attributes are at fault.
        loose = start >= text.body and found in TAGS and ">" in page.text[start : start + 2_000]
        yield start, found, "?" if loose else None


@page_rule(
    "DV302",
    summary=Text("Thuộc tính HTML không được dùng", "This HTML attribute is refused"),
    why=Text(
        "onclick, style, class hay id viết thẳng sẽ chạy lệnh hoặc phá giao diện. Chỉ dùng được lang; title ở abbr, dfn; "
        'datetime ở time; viết dạng tên="giá trị".',
        "onclick, style, class or id in raw HTML run code or break the layout. Allowed are lang; title on abbr and dfn; "
        'datetime on time; written as name="value".',
    ),
    cure=Text("xóa thuộc tính này", "delete the attribute"),
    bad='<span onclick="x()">chữ</span>',
    good='<span lang="en">words</span>',
)
def html_attribute(page: Page, _: Archive) -> Iterator[Problem]:
    """Attributes of allowed tags are on the list."""
    for offset, name, attributes in _tags(page):
        if attributes == "?":
            yield Problem(at(page, offset))
            continue
        for attribute in _ATTRIBUTE.finditer(attributes or ""):
            if name not in ATTRIBUTES.get(attribute[1].lower(), ()):
                column = page.text.index(attribute[0], offset + 1 + len(name))
                words = Text(
                    f"Thuộc tính {attribute[1]} không được dùng ở thẻ {name}",
                    f"The attribute {attribute[1]} is refused on {name}",
                )
                yield Problem(at(page, column), words)


@page_rule(
    "DV303",
    summary=Text("Cả một khối HTML", "A whole block of HTML"),
    why=Text(
        "Chữ trong khối HTML không được đọc như Markdown, nên không quy tắc nào về nguồn kiểm tra được nó.",
        "Words in a block of HTML are not read as Markdown, so no rule on sources can check them.",
    ),
    cure=Text("viết bằng Markdown, thẻ chỉ đặt giữa dòng", "write it in Markdown, with tags inside a line alone"),
    bad="<span>\n51 xã nghèo\n</span>",
    good="Giúp <b>51</b> xã nghèo",
)
def html_block(page: Page, _: Archive) -> Iterator[Problem]:
    """HTML stands inside a line of words."""
    for found in page.body.html:
        name = _NAME.match(found.code.lstrip())
        # A tag that is refused is named by DV301 already.
        if (
            found.block
            and found.code.strip() not in FILLED
            and (name is None or not name[1] or name[1].lower() in TAGS)
        ):
            yield Problem(found.place)


# Attribute lists


@page_rule(
    "DV304",
    summary=Text("Khóa lạ trong thuộc tính của điều ghi nhận", "Unknown key in a claim's attributes"),
    why=Text(
        f"Một điều ghi nhận chỉ có: {', '.join(sorted(CLAIM_KEYS))} và .claim; mọi thứ khác sẽ lên trang thành mã HTML.",
        f"A claim has {', '.join(sorted(CLAIM_KEYS))} and .claim; anything else would be published as HTML.",
    ),
    cure=Text("sửa tên khóa hoặc xóa đi", "mend the key or delete it"),
    bad='51 xã.\n{ #kq-01-1 .claim source="n-a#p1" onclick="x()" }',
    good='51 xã.\n{ #kq-01-1 .claim source="n-a#p1" }',
)
def claim_attribute(page: Page, _: Archive) -> Iterator[Problem]:
    """Claims carry their own keys alone, each once."""
    for claim in page.body.claims:
        met: set[str] = set()
        for attribute in claim.attributes:
            key = f".{attribute.value}" if attribute.name == "." else attribute.name
            if key in met:
                words = Text(f"Khóa “{key}” xuất hiện hai lần", f"The key “{key}” stands twice")
                yield Problem(attribute.place, words)
            elif key not in CLAIM_KEYS and key != ".claim":
                words = Text(f"Khóa lạ “{key}” ở điều ghi nhận", f"Unknown key “{key}” on a claim")
                yield Problem(attribute.place, words)
            met.add(key)


@page_rule(
    "DV305",
    summary=Text("Thuộc tính không được dùng ở đây", "This attribute is refused here"),
    why=Text(
        "Ngoài điều ghi nhận, chỉ tiêu đề được có #id và đoạn lý do được có .reason; onclick hay style ở đây sẽ chạy "
        "trên trang.",
        "Besides claims, a heading may have its #id and a reason its .reason; onclick or style here would run on the "
        "page.",
    ),
    cure=Text("xóa thuộc tính này", "delete the attribute"),
    bad='Lời biên tập.\n{ style="color:red" }',
    good="## Tiêu đề { #tieu-de }",
)
def other_attribute(page: Page, _: Archive) -> Iterator[Problem]:
    """Attributes elsewhere: ids on headings, `.reason` on reasons."""
    for piece in page.body.pieces:
        for attribute in piece.attributes:
            if piece.level:
                fine = attribute.name == "id" and bool(_ID.fullmatch(attribute.value or ""))
            else:
                fine = attribute.name == "." and attribute.value == "reason"
            if not fine:
                yield Problem(attribute.place, _refused(attribute))


def _refused(attribute: Attribute) -> Text:
    sign = {"id": "#", ".": "."}.get(attribute.name)
    shown = f"{sign}{attribute.value}" if sign else attribute.name
    return Text(f"Thuộc tính {_short(shown)} không được dùng ở đây", f"The attribute {_short(shown)} is refused here")


@page_rule(
    "DV306",
    summary=Text("Thuộc tính đặt giữa dòng", "An attribute list inside a line"),
    why=Text(
        "Máy dựng trang gắn thuộc tính này vào chữ đứng trước nó (onclick, style …); bộ kiểm tra thì chỉ thấy chữ.",
        "The renderer puts it on the words before it (onclick, style …), where the checker sees text alone.",
    ),
    cure=Text("xóa phần { … }", "delete the { … }"),
    bad="[Nguồn](a.md){ onclick=x() }",
    good="[Nguồn](a.md)",
)
def inline_attributes(page: Page, _: Archive) -> Iterator[Problem]:
    """No braces inside a line of words."""
    for place, shown in _stray(page):
        if not shown:
            yield Problem(place)


@page_rule(
    "DV307",
    summary=Text("Thuộc tính sẽ hiện thành chữ trên trang", "The attribute list would be shown as text"),
    why=Text(
        "Thuộc tính phải đứng một mình trên đúng một dòng, ngay dưới đoạn của nó, không cách dòng trống.",
        "It stands alone on one line, straight under its paragraph, with no blank line between.",
    ),
    cure=Text("đặt { … } trên một dòng riêng, ngay dưới đoạn văn", "put { … } on a line of its own, under the text"),
    bad="- 51 xã. { #kq-01-1 .claim }",
    good='- 51 xã.\n  { #kq-01-1 .claim source="n-a#p1" }',
)
def shown_attributes(page: Page, _: Archive) -> Iterator[Problem]:
    """No attribute list after a blank line, over two lines or behind the words."""
    reasons = {
        "blank": Text("có dòng trống ở trên", "there is a blank line above"),
        "split": Text("bị ngắt thành nhiều dòng", "it is broken over several lines"),
        "behind": Text("nằm cùng dòng với chữ", "it stands on the line of the words"),
        "form": Text("viết không đúng dạng { #id .claim khóa=… }", "it has not the form { #id .claim key=… }"),
    }
    for place, shown in _stray(page):
        if shown:
            why = reasons[shown]
            yield Problem(
                place,
                Text(
                    f"Thuộc tính sẽ hiện thành chữ trên trang: {why.vi}",
                    f"The attribute list would be shown as text: {why.en}",
                ),
            )


def _stray(page: Page) -> Iterator[tuple[Place, str]]:
    """Braces that are no attribute list of a claim, heading or paragraph: where, and why they would be shown."""
    first = page.front.body_line
    if page.refused or "{" not in page.text:
        return
    known = {a.place.line for claim in page.body.claims for a in claim.attributes}
    known |= {a.place.line for piece in page.body.pieces for a in piece.attributes}
    lines = page.text.split("\n")
    strange = [n for n in range(first, len(lines) + 1) if "{" in lines[n - 1] and _braces(lines[n - 1], n in known)]
    if not strange:
        return
    text = _read(page)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    for number in strange:
        line = lines[number - 1]
        for brace in _BRACE.finditer(line):
            if not text.is_code(starts[number - 1] + brace.start()):
                above = lines[number - 2].strip(" >") if number > first else ""
                yield Place(page.file, number, brace.start() + 1), _shown(line, brace, above)
                if number in known:
                    break


def _braces(line: str, known: bool) -> int:
    """How many braces of the line are not accounted for."""
    return line.count("{") - known


def _shown(line: str, brace: re.Match[str], above: str) -> str:
    alone = not line[: brace.start()].strip(" >-*+")
    if not brace.group().endswith("}"):
        return "split"
    if alone:
        return "form" if above else "blank"
    behind = not line[brace.end() :].strip()
    return "behind" if behind and line[brace.start() - 1] in " \t" else ""


@page_rule(
    "DV308",
    summary=Text("Phần đầu chỉ viết lời thường", "Front matter holds plain words"),
    why=Text(
        "Tiêu đề, tóm tắt và các điều chưa biết hiện ở nhiều nơi (danh mục, trích dẫn, bản tin), nơi không có liên kết "
        "hay mã.",
        "Title, summary and unknowns appear in lists, citations and feeds, where there are no links and no markup.",
    ),
    cure=Text("viết lại bằng lời thường", "write it in plain words"),
    bad='summary: "[Nguồn](javascript:x)"',
    good="summary: Theo Báo Nghệ An.",
)
def front_prose(page: Page, _: Archive) -> Iterator[Problem]:
    """No links, code or attribute lists in the front matter's prose. Tags are DV301's."""
    for key in PROSE_KEYS:
        value = page.front.data.get(key)
        for index, words in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(words, str) and (found := _PROSE_MARKUP.search(words)) and not found[0].startswith("<"):
                yield Problem(page.key(f"{key}.{index}" if isinstance(value, list) else key))


# Addresses


def _plain(address: str) -> str:
    """An address as a browser would understand it: entities, escapes, case and unseen characters undone."""
    text = _ESCAPE.sub(r"\1", html.unescape(html.unescape(address)))
    return _UNSEEN.sub("", unquote(text) if "%" in text else text).lower()


def _addresses(page: Page) -> Iterator[tuple[str, int]]:
    """Every address that any parser could make of the page's text, with its position."""
    source = page.text
    if "](" in source or "]:" in source or "] (" in source or "]\n(" in source:
        for match in _DESTINATION.finditer(source):
            yield _until(source, match.end(), ")"), match.end()
        for match in _DEFINITION.finditer(source):
            yield _until(source, match.end(), "\n"), match.end()
    if "<" in source:
        for match in _ANGLE.finditer(source):
            yield _until(source, match.end(), ">"), match.end()
        for match in _RAW_ADDRESS.finditer(source):
            yield _until(source, match.end(), ">"), match.end()


def _until(source: str, start: int, end: str) -> str:
    """What follows, up to a closing sign; a bracket within brackets belongs to it."""
    depth = 0
    stop = min(len(source), start + 2_000)
    for match in _SIGNS[end].finditer(source, start, stop):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")" and depth:
            depth -= 1
        else:
            return source[start : match.start()]
        if depth > _DEEPEST:
            break
    return source[start:stop]


def _found(page: Page) -> Iterator[tuple[str, Place]]:
    """Plain addresses with their places, each once; links that only the parser sees come last."""
    if page.refused or not (page.body.links or "[" in page.text or "<" in page.text):
        return
    text: _Text | None = None
    met: set[str] = set()
    for address, offset in _addresses(page):
        text = text or _read(page)
        if not text.is_code(offset):
            plain = _plain(address)
            met.add(plain)
            yield plain, at(page, offset)
    for link in page.body.links:
        plain = _plain(link.href)
        if not any(known.startswith(plain) for known in met):
            met.add(plain)
            yield plain, link.place


@page_rule(
    "DV311",
    summary=Text("Địa chỉ thuộc loại bị cấm", "An address of a kind that is refused"),
    why=Text(
        "javascript:, vbscript: và data: chạy mã khi người đọc bấm vào, dù viết hoa, ngắt dòng hay giấu trong mã ký tự. "
        "Chỉ dùng địa chỉ trong kho, https: và mailto:.",
        "javascript:, vbscript: and data: run code when a reader clicks, however they are spelled. Addresses are within "
        "the archive, https: or mailto:.",
    ),
    cure=Text("thay bằng liên kết tới một trang .md", "link to an .md page instead"),
    bad="[Xem](java&#115;cript:alert(1))",
    good="[Xem](ket-qua.md)",
)
def scheme(page: Page, _: Archive) -> Iterator[Problem]:
    """Links lead within the archive, to https: or to mailto:."""
    for plain, place in _found(page):
        found = _SCHEME.match(plain)
        if found and found[1] not in SCHEMES and found[1] != "http":
            kind = found[1]
            yield Problem(place, Text(f"Địa chỉ loại {kind}: bị cấm", f"Addresses of the kind {kind}: are refused"))


@page_rule(
    "DV312",
    summary=Text("Địa chỉ không ghi giao thức (//…)", "An address without its protocol (//…)"),
    why=Text(
        "Trông như đường dẫn trong trang mà lại dẫn sang máy chủ khác.",
        "It looks like a path of this site, and leads to another host.",
    ),
    cure=Text("viết đủ https://…", "write https://… in full"),
    bad="[Xem](//vi-du.example/a)",
    good="[Xem](ket-qua.md)",
)
def protocol_relative(page: Page, _: Archive) -> Iterator[Problem]:
    """No `//host`, with slashes of either kind."""
    for plain, place in _found(page):
        if plain.replace("\\", "/").startswith("//"):
            yield Problem(place)


@page_rule(
    "DV313",
    summary=Text("Địa chỉ http: không mã hóa", "An http: address, which is not encrypted"),
    why=Text(
        "Nội dung qua http: (cả www. viết trơ, ftp:) có thể bị sửa trên đường đi. Chỉ địa chỉ ghi trong hồ sơ nguồn được giữ nguyên.",
        "What comes over http: (a bare www. and ftp: too) can be changed on its way. Only the address in a source's own record stays as it is.",
    ),
    cure=Text("đổi thành https:, hoặc dẫn tới hồ sơ nguồn", "make it https:, or link to the source's record"),
    bad="[Xem](http://vi-du.example/a)",
    good="[Xem](https://vi-du.example/a)",
)
def insecure(page: Page, archive: Archive) -> Iterator[Problem]:
    """No http: address but a source's own."""
    met: set[str] = set()
    for address, offset in addresses(page):
        if not address.lower().startswith("https:"):
            met.add(address.lower())
            if not is_of_source(address, archive):
                yield Problem(at(page, offset))
    for plain, place in _found(page):
        if plain.startswith("http:") and not any(plain.startswith(known) for known in met):
            yield Problem(place)


def _inner(page: Page) -> Iterator[tuple[Link, str, str]]:
    """Links within the archive: the link, its path and its anchor."""
    for link in page.body.links:
        plain = _plain(link.href)
        if plain and not _SCHEME.match(plain) and not plain.replace("\\", "/").startswith("//"):
            path, _, anchor = unquote(link.href).partition("#")
            yield link, path.partition("?")[0], anchor


def _target(page: Page, path: str) -> str:
    """Where a relative path leads, relative to `docs/`; climbing out gives a path that starts with `..`."""
    folder = posixpath.dirname(f"{page.lang}/{page.path}")
    return posixpath.normpath(posixpath.join(folder, path)) if path else f"{page.lang}/{page.path}"


def _is_asset(target: str) -> bool:
    return target.startswith("assets/")


@page_rule(
    "DV314",
    summary=Text("Đường dẫn tính từ gốc trang web", "A path from the site's root"),
    why=Text(
        "Trang có thể nằm dưới một thư mục con của máy chủ; khi đó đường dẫn bắt đầu bằng “/” dẫn sai chỗ.",
        "The site may lie below a folder of its host, where a path that starts with “/” leads elsewhere.",
    ),
    cure=Text("viết đường dẫn tương đối tới tệp .md", "write the relative path of the .md file"),
    bad="[Xem](/ket-qua/)",
    good="[Xem](../ket-qua/index.md)",
)
def rooted_path(page: Page, _: Archive) -> Iterator[Problem]:
    """Links within the archive are relative."""
    for link, path, _anchor in _inner(page):
        if path.startswith(("/", "\\")):
            yield Problem(link.place)


@page_rule(
    "DV315",
    summary=Text("Liên kết tới tệp không phải trang hay hình", "A link to a file that is no page and no asset"),
    why=Text(
        "Chỉ trang .md và tệp trong docs/assets được công bố; tệp khác thì không có ở đó, hoặc không nên có.",
        "Only .md pages and files in docs/assets are published; another file is not there, or should not be.",
    ),
    cure=Text("dẫn tới một trang .md hoặc một tệp trong assets", "link to an .md page or a file in assets"),
    bad="[Xem](../../pyproject.toml)",
    good="[Xem](ket-qua.md)",
)
def foreign_file(page: Page, _: Archive) -> Iterator[Problem]:
    """Links lead to pages and assets, and stay below docs/."""
    for link, path, _anchor in _inner(page):
        target = _target(page, path)
        inside = target.split("/")[0] in LANGS or _is_asset(target)
        if path and not path.startswith(("/", "\\")) and not (inside and (path.endswith(".md") or _is_asset(target))):
            words = Text(
                f"“{_short(path)}” không phải trang .md hay tệp trong assets",
                f"“{_short(path)}” is no .md page and no asset",
            )
            yield Problem(link.place, words)


@page_rule(
    "DV316",
    summary=Text("Liên kết tới trang hoặc tệp không có", "A link to a page or file that does not exist"),
    why=Text("Người đọc bấm vào sẽ gặp trang 404.", "A reader who follows it meets a 404."),
    cure=Text("sửa đường dẫn, hoặc tạo trang ấy", "mend the path, or make the page"),
    bad="[Xem](khong-co.md)",
    good="[Xem](ket-qua.md)",
)
def missing_target(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every linked page and asset is there."""
    for link, path, _anchor in _inner(page):
        target = _target(page, path)
        lang = _lang(target)
        if lang and path.endswith(".md"):
            fine = (lang, target[3:]) in archive.by_path or is_generated(target[3:].removesuffix(".md"))
        else:
            fine = not _is_asset(target) or target in archive.assets
        if not fine:
            words = Text(f"Không có tệp docs/{_short(target)}", f"There is no file docs/{_short(target)}")
            yield Problem(link.place, words)


def _lang(target: str) -> Lang | None:
    return next((lang for lang in LANGS if target.startswith(f"{lang}/")), None)


@page_rule(
    "DV317",
    summary=Text("Liên kết tới một chỗ không có trong trang", "A link to a place that the page does not have"),
    why=Text(
        "Trang mở ra ở đầu trang chứ không ở điều được dẫn.",
        "The page opens at its top, not at what was meant.",
    ),
    cure=Text(
        "dùng id của điều ghi nhận, hoặc id của tiêu đề ở trang ấy",
        "use the id of a claim or heading on that page",
    ),
    bad="[Xem](ket-qua.md#khong-co)",
    good="[Xem](ket-qua.md#kq-01-1)",
)
def missing_anchor(page: Page, archive: Archive) -> Iterator[Problem]:
    """Anchors are ids of claims or headings."""
    for link, path, anchor in _inner(page):
        target = _target(page, path)
        lang = _lang(target)
        found = archive.by_path.get((lang, target[3:])) if lang and anchor else None
        if found and all(known.id != anchor for known in found.body.anchors):
            words = Text(f"Trang {found.file} không có #{anchor}", f"{found.file} has no #{anchor}")
            yield Problem(link.place, words)


@page_rule(
    "DV318",
    summary=Text("Hình không nằm trong docs/assets", "The image is not in docs/assets"),
    why=Text(
        "Hình từ máy chủ khác cho máy ấy biết ai đang đọc, và mất lúc nào không hay.",
        "An image on another host tells that host who reads, and disappears without notice.",
    ),
    cure=Text("chép hình vào docs/assets", "put the image in docs/assets"),
    bad="![Ảnh](https://vi-du.example/a.png)",
    good="![Ảnh lễ ký](../assets/a.png)",
)
def remote_image(page: Page, _: Archive) -> Iterator[Problem]:
    """Images are assets."""
    for link in page.body.links:
        if link.image and (_SCHEME.match(_plain(link.href)) or not _is_asset(_target(page, unquote(link.href)))):
            yield Problem(link.place)


@page_rule(
    "DV319",
    summary=Text("Hình thiếu lời mô tả, hoặc liên kết thiếu chữ", "An image without words, or a link without"),
    why=Text(
        "Người dùng trình đọc màn hình chỉ có lời mô tả này.",
        "Readers who use a screen reader have these words alone.",
    ),
    cure=Text("viết lời trong ngoặc vuông", "write words between the brackets"),
    bad="![](../assets/a.png)",
    good="![Lễ ký kết](../assets/a.png)",
)
def missing_words(page: Page, _: Archive) -> Iterator[Problem]:
    """Images have alt text, links have words."""
    for link in page.body.links:
        if not link.words.strip():
            words = Text("Hình thiếu lời mô tả", "The image has no alt text")
            yield Problem(link.place, words if link.image else Text("Liên kết thiếu chữ", "The link has no words"))


# Headings and tables


@page_rule(
    "DV321",
    summary=Text("Tiêu đề cấp một trong thân bài", "A first-level heading in the body"),
    why=Text(
        "Tiêu đề của trang (`title`) đã là h1; mỗi trang chỉ có một.",
        "The page's `title` is its h1, the only one.",
    ),
    cure=Text("bắt đầu từ `##`", "start at `##`"),
    bad="# Kết quả",
    good="## Kết quả",
)
def first_level(page: Page, _: Archive) -> Iterator[Problem]:
    """Bodies start at h2."""
    for piece in page.body.pieces:
        if piece.level == 1:
            yield Problem(piece.place)


@page_rule(
    "DV322",
    summary=Text("Bỏ qua một cấp tiêu đề", "A heading level is skipped"),
    why=Text(
        "Mục lục và trình đọc màn hình dựa vào thứ bậc này.",
        "Contents and screen readers rest on the levels.",
    ),
    cure=Text("dùng cấp kế tiếp", "use the next level"),
    bad="## Một\n\n#### Hai",
    good="## Một\n\n### Hai",
)
def skipped_level(page: Page, _: Archive) -> Iterator[Problem]:
    """Levels go down one at a time."""
    last = 1
    for piece in page.body.pieces:
        if piece.level:
            if piece.level > last + 1:
                words = Text(
                    f"Sau h{last} phải là h{last + 1}, không phải h{piece.level}",
                    f"After h{last} comes h{last + 1}, not h{piece.level}",
                )
                yield Problem(piece.place, words)
            last = piece.level


@page_rule(
    "DV323",
    summary=Text("Tiêu đề không có chữ", "A heading without words"),
    why=Text("Mục lục sẽ có một dòng trống.", "The contents would have an empty line."),
    cure=Text("viết tiêu đề hoặc xóa dòng này", "write the heading or delete the line"),
    bad="##",
    good="## Kết quả",
)
def empty_heading(page: Page, _: Archive) -> Iterator[Problem]:
    """Headings have words."""
    for piece in page.body.pieces:
        if piece.level and not piece.words:
            yield Problem(piece.place)


@page_rule(
    "DV324",
    summary=Text(f"Quá {MAX_HEADINGS} tiêu đề", f"More than {MAX_HEADINGS} headings"),
    why=Text("Mục lục dài như vậy không ai dùng được.", "Nobody can use contents of that length."),
    cure=Text("tách thành nhiều trang", "split it into several pages"),
    bad="## 1\n## 2\n… ## 201",
    good="## 1\n## 2",
)
def too_many_headings(page: Page, _: Archive) -> Iterator[Problem]:
    """Headings stay under the cap."""
    headings = [piece for piece in page.body.pieces if piece.level]
    if len(headings) > MAX_HEADINGS:
        yield Problem(headings[MAX_HEADINGS].place)


@page_rule(
    "DV325",
    summary=Text("Ô đầu cột của bảng bị trống", "An empty header cell in a table"),
    why=Text(
        "Không có tên cột thì không hiểu được con số bên dưới.",
        "Without it nobody knows what the column holds.",
    ),
    cure=Text("viết tên cột", "name the column"),
    bad="| Năm |  |\n|---|---|\n| 2018 | 51 |",
    good="| Năm | Số xã |\n|---|---|\n| 2018 | 51 |",
)
def empty_header(page: Page, _: Archive) -> Iterator[Problem]:
    """Every column has a name."""
    for table in page.body.tables:
        line = page.text.split("\n")[table.place.line - 1]
        for index, words in enumerate(table.headers):
            if not words.strip():
                yield Problem(Place(page.file, table.place.line, _cell(line, index) + 1))


def _cell(line: str, index: int) -> int:
    """Where the cell `index` of a table's row starts."""
    bars = [match.start() for match in re.finditer(r"(?<!\\)\|", line)]
    starts = [bar + 1 for bar in bars] if line.lstrip(" >").startswith("|") else [0, *(bar + 1 for bar in bars)]
    return starts[min(index, len(starts) - 1)] if starts else 0


@page_rule(
    "DV326",
    summary=Text(f"Bảng có quá {MAX_CELLS} ô", f"A table of more than {MAX_CELLS} cells"),
    why=Text("Bảng lớn như vậy là dữ liệu, không phải để đọc.", "A table of that size is data, not reading."),
    cure=Text("tách bảng", "split the table"),
    bad="| … 2001 ô / cells |",
    good="| … 20 ô / cells |",
)
def too_many_cells(page: Page, _: Archive) -> Iterator[Problem]:
    """Tables stay under the cap."""
    for table in page.body.tables:
        if table.cells + len(table.headers) > MAX_CELLS:
            yield Problem(table.place)


# Where the two parsers part

_DOUBTS: dict[Parting, tuple[Text, Text]] = {
    "list": (
        Text("Danh sách hoặc trích dẫn nằm sát dưới một dòng chữ", "A list or quotation straight under a line of text"),
        Text("thêm một dòng trống ở trên", "leave a blank line above it"),
    ),
    "list-indent": (
        Text("Phần trong mục danh sách thụt chưa đủ", "What belongs to a list item is not indented enough"),
        Text("thụt vào bốn dấu cách cho mỗi tầng", "indent it by four spaces for each level"),
    ),
    "list-mark": (
        Text("Danh sách đánh số kiểu “1)”", "A list numbered as “1)”"),
        Text("viết “1.”", "write “1.”"),
    ),
    "table": (
        Text("Bảng nằm sát dưới một dòng chữ", "A table straight under a line of text"),
        Text("thêm một dòng trống ở trên bảng", "leave a blank line above the table"),
    ),
    "heading": (
        Text("Tiêu đề viết không rõ", "A heading that is not plainly one"),
        Text(
            "viết “## Tiêu đề” ở đầu dòng, có dấu cách; dấu # trong lời thì viết `\\#`",
            "write “## Heading” at the line's start, with a space; a plain # is `\\#`",
        ),
    ),
    "fence": (
        Text("Khối mã mở hoặc đóng không rõ", "A code block that is not plainly opened and closed"),
        Text(
            "mở và đóng bằng ``` ở đầu dòng, hai bên như nhau",
            "open and close it with ``` at the line's start, both alike",
        ),
    ),
    "break": (
        Text("Dấu “\\” ở cuối dòng sẽ hiện trên trang", "The “\\” at the line's end would be shown"),
        Text("xóa dấu này; xuống đoạn bằng một dòng trống", "delete it; a new paragraph needs a blank line"),
    ),
    "reference": (
        Text("Địa chỉ “[x]: …” nằm sát dưới một dòng chữ", "An address “[x]: …” straight under a line of text"),
        Text("thêm một dòng trống ở trên", "leave a blank line above it"),
    ),
    "footnote": (
        Text("Chú thích hoặc chữ viết tắt ([^1]:, *[A]:)", "A footnote or abbreviation ([^1]:, *[A]:)"),
        Text(
            "viết vào lời, hoặc thành một điều ghi nhận có nguồn",
            "write it in the text, or as a claim with a source",
        ),
    ),
}

_BROKEN_LINK = (
    Text("Liên kết ngắt dòng hoặc không đóng ngoặc", "A link that is broken over lines or not closed"),
    Text("viết [chữ](địa-chỉ.md) trên một dòng", "write [words](address.md) on one line"),
)


@page_rule(
    "DV327",
    summary=Text("Hai bộ đọc Markdown hiểu khác nhau", "Two readers of Markdown would differ"),
    why=Text(
        "Bộ kiểm tra và bộ dựng trang phải thấy cùng một trang; nếu không, trang đã kiểm tra không phải trang công bố.",
        "The checker and the renderer must see the same page, or the checked one is not the published one.",
    ),
    cure=Text("viết theo cách cả hai đều hiểu", "write it as both read it"),
    bad="Các xã:\n- xã A",
    good="Các xã:\n\n- xã A",
)
def parsers_part(page: Page, _: Archive) -> Iterator[Problem]:
    """Nothing that our parser and the renderer's read in two ways."""
    for doubt in page.body.doubts:
        yield Problem(doubt.place, *_DOUBTS[doubt.why])
    text: _Text | None = None
    for match in _DESTINATION.finditer(page.text) if "](" in page.text and not page.refused else ():
        if "\n" in _until(page.text, match.end(), ")"):
            text = text or _read(page)
            if not text.is_code(match.start()):
                yield Problem(at(page, match.start()), *_BROKEN_LINK)


@page_rule(
    "DV328",
    summary=Text("Lệnh chèn tệp (--8<--)", "A snippet (--8<--)"),
    why=Text(
        "Lệnh này chép nội dung của tệp bất kỳ trên máy dựng trang vào bài.",
        "It copies any file of the machine that builds the site into the page.",
    ),
    cure=Text("viết nội dung vào trang", "write the text into the page"),
    bad='--8<-- "pyproject.toml"',
    good="Nội dung viết ngay tại đây.",
)
def snippet(page: Page, _: Archive) -> Iterator[Problem]:
    """No snippets, in any part of the file."""
    for match in _SNIPPET.finditer(page.text) if "8<" in page.text and not page.refused else ():
        yield Problem(at(page, match.start()))


@page_rule(
    "DV329",
    summary=Text("Phần đầu chọn khuôn trang (template)", "The front matter chooses a template"),
    why=Text(
        "Khuôn trang là mã; chọn sai thì máy dựng trang dừng giữa chừng.",
        "A template is code; a wrong one stops the build half-way.",
    ),
    cure=Text("xóa dòng này", "delete the line"),
    bad="template: main.html",
    good="title: Tên trang",
)
def template(page: Page, _: Archive) -> Iterator[Problem]:
    """No `template:` in front matter."""
    if "template" in page.front.data:
        yield Problem(page.key("template"))


# Claims


@page_rule(
    "DV330",
    summary=Text("Điều ghi nhận có liên kết, hình hoặc mã", "A claim with a link, an image or code in it"),
    why=Text(
        "Lời của một điều ghi nhận được trích nguyên văn ở nhiều nơi; nguồn của nó nằm ở thuộc tính source.",
        "A claim's words are cited in many places as they stand; its source is in its `source` attribute.",
    ),
    cure=Text("chỉ giữ lời; đưa liên kết ra đoạn khác", "keep the words; move the link to another paragraph"),
    bad='Theo [báo](a.md), 51 xã.\n{ #kq-01-1 .claim source="n-a#p1" }',
    good='51 xã được giúp.\n{ #kq-01-1 .claim source="n-a#p1" }',
)
def plain_claim(page: Page, _: Archive) -> Iterator[Problem]:
    """Claims are plain words."""
    if not page.body.claims:
        return
    inner: Sequence[Place] = [link.place for link in page.body.links] + [found.place for found in page.body.html]
    for claim in page.body.claims:
        for place in inner:
            if claim.lines[0] <= place.line < claim.lines[1]:
                yield Problem(place)
        if "." in claim.words and _BARE.search(claim.words):
            yield Problem(_bare(page, claim))


def _bare(page: Page, claim: Claim) -> Place:
    lines = page.text.split("\n")
    for number in range(claim.lines[0], claim.lines[1]):
        if found := _BARE.search(lines[number - 1]):
            return Place(page.file, number, found.start() + 1)
    return claim.place


@page_rule(
    "DV332",
    summary=Text("Điều ghi nhận phải là một đoạn hoặc một mục danh sách", "A claim is a paragraph or a list item"),
    why=Text(
        "Tiêu đề và ô của bảng không phải là câu để trích dẫn.", "Headings and table cells are no statements to cite."
    ),
    cure=Text("viết thành một đoạn riêng", "write it as a paragraph of its own"),
    bad="## 51 xã { #kq-01-1 .claim }",
    good='51 xã.\n{ #kq-01-1 .claim source="n-a#p1" }',
)
def claim_block(page: Page, _: Archive) -> Iterator[Problem]:
    """No claims in headings or tables."""
    if page.body.claims:
        lines = page.text.split("\n")
        for claim in page.body.claims:
            if lines[claim.lines[0] - 1].lstrip(" >*+-").startswith(("#", "|")):
                yield Problem(claim.place)


@page_rule(
    "DV331",
    summary=Text("Một id dùng hai lần trong trang", "An id used twice on a page"),
    why=Text("Liên kết tới id ấy chỉ mở được chỗ đầu tiên.", "A link to it opens the first place alone."),
    cure=Text("đổi một trong hai", "change one of them"),
    bad="## Một { #a }\n\n## Hai { #a }",
    good="## Một { #a }\n\n## Hai { #b }",
)
def repeated_id(page: Page, _: Archive) -> Iterator[Problem]:
    """Every id stands once on its page."""
    met: set[str] = set()
    for anchor in page.body.anchors:
        if anchor.id in met:
            yield Problem(anchor.place, Text(f"#{anchor.id} đã có ở trên", f"#{anchor.id} stands above already"))
        met.add(anchor.id)
