"""Rules on front matter: DV201 to DV211, DV218. Slips in its spelling are `slips`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Unpack

from archive.checks import spelling, unseen, wording
from archive.content.frontmatter import Fault, FrontProblem
from archive.content.kinds import KINDS, model_for
from archive.content.kinds.base import NOT_OPEN
from archive.content.model import Archive, Page
from archive.content.unwritten import is_placeholder
from archive.extending import Problem, Words, rule
from archive.findings import Text
from archive.near import meant
from archive.text.unseen import odd


def _known(page: Page) -> list[str]:
    """The keys that the page's kind has."""
    return list(model_for(dict(page.front.data), page.lang).model_fields)


def _faults(page: Page, fault: Fault) -> Iterator[FrontProblem]:
    return (problem for problem in page.front.problems if problem.fault == fault)


Tell = Callable[[Page, FrontProblem], Problem | None]


def _fault(code: str, fault: Fault, **words: Unpack[Words]) -> Callable[[Tell], Tell]:
    """Declare the rule on a fault of the front matter; the function below tells one, or leaves it to another rule."""

    def declared(tell: Tell) -> Tell:
        def look(page: Page, _: Archive) -> Iterator[Problem]:
            yield from filter(None, (tell(page, problem) for problem in _faults(page, fault)))

        look.__name__ = tell.__name__
        rule(code, **words)(look)
        return tell

    return declared


@_fault(
    "DV201",
    "missing",
    summary=Text("Trang không có phần đầu (front matter)", "The page has no front matter"),
    why=Text(
        "Phần đầu, giữa hai dòng `---`, cho biết tiêu đề và loại của trang.",
        "The front matter, between two `---` lines, gives the page its title and kind.",
    ),
    cure=Text(
        "thêm `---`, `title: …`, `---` vào ba dòng đầu",
        "add `---`, `title: …`, `---` as the first three lines",
    ),
    bad="Nội dung trang…",
    good="---\ntitle: Tên trang\n---\nNội dung trang…",
)
def front_missing(page: Page, _: FrontProblem) -> Problem:
    """Every page starts with front matter."""
    return Problem(*wording.missing(page))


@_fault(
    "DV202",
    "syntax",
    summary=Text("Phần đầu không đọc được", "The front matter cannot be read"),
    why=Text(
        "YAML sai cú pháp thì không biết trang này là gì.",
        "YAML that does not parse says nothing of the page.",
    ),
    cure=Text(
        "sửa dòng này; thường là thiếu dấu cách sau dấu hai chấm hoặc thiếu dấu nháy",
        "mend this line; most often a space after a colon or a quotation mark is missing",
    ),
    bad="title: Kết quả: năm 2030",
    good='title: "Kết quả: năm 2030"',
)
def front_syntax(page: Page, problem: FrontProblem) -> Problem | None:
    """YAML must parse."""
    if spelling.explains(page) or unseen.breaks_yaml(page):
        return None  # a slip or a sign that nobody sees is why: its own rule names it, in its place
    return wording.slip(page, problem) or Problem(problem.place, *wording.syntax(problem))


@_fault(
    "DV203",
    "type",
    summary=Text("Phần đầu phải là các dòng `khóa: giá trị`", "Front matter must be `key: value` lines"),
    why=Text("Danh sách hay một chữ trơ trọi không có tên gọi.", "A bare list or word has no name."),
    cure=Text("viết mỗi mục thành `khóa: giá trị`", "write each item as `key: value`"),
    bad="- tiêu đề",
    good="title: Tiêu đề",
)
def front_type(page: Page, problem: FrontProblem) -> Problem | None:
    """Front matter is a mapping with plain keys."""
    return None if spelling.explains(page) else Problem(problem.place)


def _plainly(_: Page, problem: FrontProblem) -> Problem:
    return Problem(problem.place, values={"key": problem.key, "detail": problem.detail})


_fault(
    "DV204",
    "anchor",
    summary=Text("Không dùng neo (&) và bí danh (*) của YAML", "YAML anchors (&) and aliases (*) are refused"),
    why=Text(
        "Vài dòng có bí danh có thể nở ra hàng triệu giá trị.",
        "A few lines of aliases can grow into millions of values.",
    ),
    cure=Text("viết lại giá trị ở chỗ cần dùng", "write the value out where it is needed"),
    bad="campaigns: &a [trong-cay]\nrelated: *a",
    good="campaigns: [trong-cay]",
)(_plainly)
_fault(
    "DV205",
    "duplicate",
    summary=Text("Khóa “{key}” xuất hiện hai lần", "The key “{key}” stands twice"),
    why=Text("Không biết giá trị nào được tính.", "Nobody can tell which value counts."),
    cure=Text("giữ lại một dòng", "keep one of the lines"),
    bad="title: Một\ntitle: Hai",
    good="title: Một",
)(_plainly)
_fault(
    "DV206",
    "tag",
    summary=Text("Không dùng thẻ kiểu của YAML ({detail})", "YAML tags are refused ({detail})"),
    why=Text("Thẻ kiểu có thể khiến máy chạy lệnh.", "A tag can make a machine run code."),
    cure=Text("xóa thẻ, chỉ để lại giá trị", "delete the tag, keep the value"),
    bad='title: !!python/object/apply:os.system ["ls"]',
    good="title: Tên trang",
)(_plainly)


@_fault(
    "DV207",
    "unknown-key",
    summary=Text("Khóa lạ", "Unknown key"),
    why=Text(
        "Một khóa viết sai sẽ bị bỏ qua trong im lặng, nên khóa lạ bị từ chối. Ở trang tiếng Anh, những gì bản dịch "
        "không đổi (loại, kỳ, quan hệ) chỉ ghi ở trang tiếng Việt.",
        "A misspelt key would be ignored in silence, so unknown ones are refused. What no translation changes (kind, "
        "period, relations) stands in the Vietnamese page alone.",
    ),
    cure=Text("sửa tên khóa hoặc xóa dòng này", "mend the key's name or delete the line"),
    bad="tilte: Tên trang",
    good="title: Tên trang",
)
def front_unknown_key(page: Page, problem: FrontProblem) -> Problem | None:
    """Every key is one of the kind's."""
    if page.lang == "vi" and _kind_unknown(page):
        return None  # nobody can tell which keys an unknown kind has: DV210 speaks of the kind
    if problem.key in spelling.keys(page) or any(map(odd, problem.key)):
        return None  # its own rule names the slip, or the odd letter
    key = problem.key.rpartition(".")[2]
    if page.lang == "en" and key in _KEPT:
        return Problem(problem.place, *_vietnamese_alone(key))
    hint = meant(key, _known(page))
    return Problem(problem.place, Text(f"Khóa lạ “{problem.key}”{hint.vi}", f"Unknown key “{problem.key}”{hint.en}"))


_KEPT = frozenset(name for model in KINDS.values() for name in model.model_fields)
"""What no translation changes, with what it does: every key of a Vietnamese page."""


def _vietnamese_alone(key: str) -> tuple[Text, Text]:
    return (
        Text(f"“{key}” chỉ ghi ở trang tiếng Việt", f"“{key}” stands in the Vietnamese page alone"),
        Text("xóa dòng này", "delete the line"),
    )


@_fault(
    "DV208",
    "value",
    summary=Text("Giá trị không hợp lệ", "The value does not hold"),
    why=Text(
        "Mỗi khóa có một dạng giá trị: ngày viết theo EDTF, mã viết thường không dấu, danh sách trong ngoặc vuông.",
        "Each key takes one form of value: dates as EDTF, ids in lower case without marks, lists in brackets.",
    ),
    cure=Text("sửa giá trị cho đúng dạng", "write the value in its form"),
    bad="period: 2027-2030",
    good="period: 2027/2030",
)
def front_value(page: Page, problem: FrontProblem) -> Problem | None:
    """Values have their types; dates are EDTF."""
    if problem.key in spelling.keys(page) or any(map(odd, problem.given or "")):
        return None  # a slip made this value of what was written, or an odd letter stands in it: its own rule says so
    if NOT_OPEN in problem.detail:
        return None  # DV218 speaks of it
    return Problem(problem.place, *wording.value(problem))


@_fault(
    "DV218",
    "value",
    summary=Text("Địa chỉ không mở ra cho mọi người", "An address that is not open to everybody"),
    why=Text(
        "Địa chỉ của nguồn được đăng lên trang, và `archive check-external` hỏi lại từng địa chỉ. Máy trong mạng riêng "
        "(127.0.0.1, 10.…, localhost, .local, dù viết cách nào) hay địa chỉ kèm tên đăng nhập thì người đọc không mở "
        "được, còn máy hỏi thì chạm vào chỗ không phải của mọi người.",
        "A source's address is published, and `archive check-external` asks for each of them. No reader can open a "
        "machine of a private network (127.0.0.1, 10.…, localhost, .local, however it is spelt) or an address with a "
        "sign-in, and whoever asks for it touches what is not everybody's.",
    ),
    cure=Text(
        "ghi địa chỉ công khai của trang, không kèm tên đăng nhập; không có thì xóa dòng này",
        "write the page's public address, without a sign-in; where there is none, delete the line",
    ),
    bad="id: n-bao-mau\nkind: source\naddress: http://10.0.0.5/bai",
    good="id: n-bao-mau\nkind: source\naddress: https://bao-mau.example/bai",
)
def address_open(_: Page, problem: FrontProblem) -> Problem | None:
    """Addresses are public ones: no private network, local name or sign-in."""
    words = Text(
        f"Địa chỉ của “{problem.key}” không mở ra cho mọi người",
        f"The address of “{problem.key}” is not open to everybody",
    )
    return Problem(problem.place, words) if NOT_OPEN in problem.detail else None


@_fault(
    "DV209",
    "required",
    summary=Text("Thiếu khóa bắt buộc", "A required key is missing"),
    why=Text("Thiếu khóa này thì trang không lập được.", "Without it the page cannot be made."),
    cure=Text("thêm khóa vào phần đầu", "add the key to the front matter"),
    bad="---\nsummary: …\n---",
    good="---\ntitle: Tên trang\nsummary: …\n---",
)
def front_required(page: Page, problem: FrontProblem) -> Problem | None:
    """Required keys are there."""
    strange = (found.key for found in _faults(page, "unknown-key"))
    if any(f"“{problem.key}”" in meant(key, _known(page)).en for key in strange):
        return None  # the key stands there misspelt: DV207 says so
    words = Text(f"Thiếu khóa bắt buộc “{problem.key}”", f"The required key “{problem.key}” is missing")
    return Problem(problem.place, words, _own_id(page) if problem.key == "id" else None)


def _own_id(page: Page) -> Text | None:
    """The cure for a page without its id, where its claims have that in theirs."""
    stems = {claim.id.rpartition("-")[0] for claim in page.body.claims} - {""}
    name = stems.pop() if len(stems) == 1 else ""
    return (
        Text(f"thêm dòng `id: {name}` vào phần đầu", f"add a line `id: {name}` to the front matter") if name else None
    )


@rule(
    "DV210",
    summary=Text("Loại trang lạ", "Unknown kind"),
    why=Text("Trang có mã (id) phải thuộc một loại đã biết.", "A page with an id is of a known kind."),
    cure=Text(f"chọn một trong: {', '.join(KINDS)}", f"choose one of: {', '.join(KINDS)}"),
    bad="id: kq-09\nkind: ket-qua",
    good="id: kq-09\nkind: result",
)
def front_kind(page: Page, _: Archive) -> Iterator[Problem]:
    """`kind` is one of the kinds."""
    if page.lang == "vi" and _kind_unknown(page) and "kind" in page.front.data:
        kind = str(page.front.data["kind"] or "?")
        hint = meant(kind, KINDS)
        yield Problem(page.key("kind"), Text(f"Loại trang lạ: “{kind}”{hint.vi}", f"Unknown kind: “{kind}”{hint.en}"))


def _kind_unknown(page: Page) -> bool:
    data = page.front.data
    return ("kind" in data or "id" in data) and str(data.get("kind")) not in KINDS


@rule(
    "DV211",
    summary=Text("Trang chưa viết xong", "The page is not written yet"),
    why=Text(
        "Lời của khuôn mẫu do `archive new` đặt vào mà còn lại thì sẽ lên trang như lời của kho tư liệu.",
        "What `archive new` put there as a placeholder would be published as words of the archive.",
    ),
    cure=Text("viết nội dung thay cho lời mẫu", "write what belongs there in place of the template's words"),
    bad='title: "Kết quả kq-09 (chưa viết)"',
    good="title: Trồng cây ven đường",
)
def not_written(page: Page, _: Archive) -> Iterator[Problem]:
    """No placeholder of the templates is left, in front matter or body."""
    faulty = {problem.key for problem in page.front.problems}
    for key, words in _front_words(page.front.data):
        if key not in faulty and is_placeholder(words):
            yield Problem(page.key(key), _unwritten(words))
    for piece in page.body.pieces:
        if is_placeholder(piece.words):
            yield Problem(piece.place, _unwritten(piece.words))


def _unwritten(words: str) -> Text:
    return Text(f"Còn lời mẫu “{words}”", f"The template's “{words}” is left")


def _front_words(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _front_words(item, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _front_words(item, f"{key}.{number}")
