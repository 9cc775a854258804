"""Rules on front matter: DV201 to DV211, DV218. Slips in its spelling are `slips`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from archive.checks import spelling, unseen, wording
from archive.content.frontmatter import Fault, FrontProblem
from archive.content.kinds import KINDS, model_for
from archive.content.kinds.base import NOT_OPEN, VietnameseEntry
from archive.content.model import Archive, Page
from archive.content.unwritten import SLUG, is_placeholder, is_unnamed
from archive.extending import Need, Problem, rule
from archive.findings import Place, Text
from archive.near import meant
from archive.text.unseen import odd


def _known(page: Page) -> list[str]:
    """The keys that the page's kind has."""
    return list(model_for(dict(page.front.data), page.lang).model_fields)


def _faults(page: Page, fault: Fault) -> Iterator[FrontProblem]:
    return (problem for problem in page.front.problems if problem.fault == fault)


Tell = Callable[[Page, FrontProblem], Problem | None]


def _fault(code: str, fault: Fault) -> Callable[[Tell], Tell]:
    """Declare the rule on a fault of the front matter; the function below tells one, or leaves it to another rule."""

    def declared(tell: Tell) -> Tell:
        def look(page: Page, _: Archive) -> Iterator[Problem]:
            yield from filter(None, (tell(page, problem) for problem in _faults(page, fault)))

        look.__name__ = tell.__name__
        rule(code)(look)
        return tell

    return declared


@_fault("DV201", "missing")
def front_missing(page: Page, _: FrontProblem) -> Problem:
    """Every page starts with front matter."""
    return Problem(*wording.missing(page))


@_fault("DV202", "syntax")
def front_syntax(page: Page, problem: FrontProblem) -> Problem | None:
    """YAML must parse."""
    if spelling.explains(page) or unseen.breaks_yaml(page):
        return None  # a slip or a sign that nobody sees is why: its own rule names it, in its place
    return wording.slip(page, problem) or Problem(problem.place, *wording.syntax(problem))


@_fault("DV203", "type")
def front_type(page: Page, problem: FrontProblem) -> Problem | None:
    """Front matter is a mapping with plain keys."""
    return None if spelling.explains(page) else Problem(problem.place)


def _plainly(_: Page, problem: FrontProblem) -> Problem:
    return Problem(problem.place, values={"key": problem.key, "detail": problem.detail})


_fault("DV204", "anchor")(_plainly)
_fault("DV205", "duplicate")(_plainly)
_fault("DV206", "tag")(_plainly)


@_fault("DV207", "unknown-key")
def front_unknown_key(page: Page, problem: FrontProblem) -> Problem | None:
    """Every key is one of the kind's."""
    if page.lang == "vi" and _kind_unknown(page):
        return None  # nobody can tell which keys an unknown kind has: DV210 speaks of the kind
    if problem.key in spelling.keys(page) or any(map(odd, problem.key)):
        return None  # its own rule names the slip, or the odd letter
    key = problem.key.rpartition(".")[2]
    if page.lang == "en" and key in _KEPT:
        return Problem(problem.place, *_vietnamese_alone(key))
    if page.lang == "en" and key == "translates":
        return Problem(problem.place, *_FORMER)
    hint = meant(key, _known(page))
    return Problem(problem.place, Text(f"Khóa lạ “{problem.key}”{hint.vi}", f"Unknown key “{problem.key}”{hint.en}"))


_KEPT = frozenset(name for model in KINDS.values() for name in model.model_fields) | VietnameseEntry.model_fields.keys()
"""What no translation changes, with what it does: every key of a Vietnamese page."""


_FORMER = (
    Text("Khóa “translates” không còn dùng", "The key “translates” is no longer used"),
    Text(
        "xóa dòng này: bản dịch nào đã cũ thì đọc từ lịch sử của git",
        "delete the line: which translations are behind is read from git's history",
    ),
)


def _vietnamese_alone(key: str) -> tuple[Text, Text]:
    return (
        Text(f"“{key}” chỉ ghi ở trang tiếng Việt", f"“{key}” stands in the Vietnamese page alone"),
        Text("xóa dòng này", "delete the line"),
    )


@_fault("DV208", "value")
def front_value(page: Page, problem: FrontProblem) -> Problem | None:
    """Values have their types; dates are EDTF."""
    if problem.key in spelling.keys(page) or any(map(odd, problem.given or "")):
        return None  # a slip made this value of what was written, or an odd letter stands in it: its own rule says so
    if NOT_OPEN in problem.detail:
        return None  # DV218 speaks of it
    return Problem(problem.place, *wording.value(problem))


@_fault("DV218", "value")
def address_open(_: Page, problem: FrontProblem) -> Problem | None:
    """Addresses are public ones: no private network, local name or sign-in."""
    text = Text(
        f"Địa chỉ của “{problem.key}” không mở ra cho mọi người",
        f"The address of “{problem.key}” is not open to everybody",
    )
    return Problem(problem.place, text) if NOT_OPEN in problem.detail else None


@_fault("DV209", "required")
def front_required(page: Page, problem: FrontProblem) -> Problem | None:
    """Required keys are there."""
    strange = (found.key for found in _faults(page, "unknown-key"))
    if any(f"“{problem.key}”" in meant(key, _known(page)).en for key in strange):
        return None  # the key stands there misspelt: DV207 says so
    text = Text(f"Thiếu khóa bắt buộc “{problem.key}”", f"The required key “{problem.key}” is missing")
    return Problem(problem.place, text, _own_id(page) if problem.key == "id" else None)


def _own_id(page: Page) -> Text | None:
    """The fix for a page without its id, where its claims have that in theirs."""
    stems = {claim.id.rpartition("-")[0] for claim in page.body.claims} - {""}
    name = stems.pop() if len(stems) == 1 else ""
    return (
        Text(f"thêm dòng `id: {name}` vào phần đầu", f"add a line `id: {name}` to the front matter") if name else None
    )


@rule("DV210", kinds=", ".join(KINDS))
def front_kind(page: Page, _: Archive) -> Iterator[Problem]:
    """`kind` is one of the kinds."""
    if page.lang == "vi" and _kind_unknown(page) and "kind" in page.front.data:
        kind = str(page.front.data["kind"] or "?")
        hint = meant(kind, KINDS)
        yield Problem(page.key("kind"), Text(f"Loại trang lạ: “{kind}”{hint.vi}", f"Unknown kind: “{kind}”{hint.en}"))


def _kind_unknown(page: Page) -> bool:
    data = page.front.data
    return ("kind" in data or "id" in data) and str(data.get("kind")) not in KINDS


@rule("DV211", needs=Need.BODY)
def not_written(page: Page, _: Archive) -> Iterator[Problem]:
    """No placeholder of the templates is left, in front matter or body."""
    faulty = {problem.key for problem in page.front.problems}
    for key, text in _front_words(page.front.data):
        if key not in faulty and is_placeholder(text):
            yield Problem(page.key(key), _unwritten(text))
    for fragment in page.body.fragments:
        if is_placeholder(fragment.text):
            yield Problem(fragment.place, _unwritten(fragment.text))
    if is_unnamed(PurePosixPath(page.path).stem):
        unnamed = Text(f"Trang chưa được đặt tên: {page.file}", f"The page has no name yet: {page.file}")
        yield Problem(Place(page.file), unnamed, _NAME_FILE)
    if page.lang == "vi" and is_unnamed(str(page.front.data.get("id"))):
        yield Problem(page.key("id"), _unwritten(str(page.front.data["id"])), _NAME_ID)


_NAME_FILE = Text(
    f"đặt tên không dấu thay cho {SLUG}, cho cả hai tệp như nhau",
    f"put a name without marks in place of {SLUG}, the same for both files",
)
_NAME_ID = Text(
    f"đặt tên không dấu thay cho {SLUG}, như ở tên tệp",
    f"put the file's name, without marks, in place of {SLUG}",
)


def _unwritten(text: str) -> Text:
    return Text(f"Còn lời mẫu “{text}”", f"The template's “{text}” is left")


def _front_words(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _front_words(item, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _front_words(item, f"{key}.{number}")
