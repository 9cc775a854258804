"""The changes put into words, in one language: an `Outline` of parts, items and lines.

Takes a `Comparison`. Parts that have nothing are left out; what a reader meets first stands first. Refuses nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from archive import report
from archive.checks.stale import STALE
from archive.comparing.spans import TONGUES, Item, Line, Outline, Part, Span, code, facet_line, own, quoted, theirs
from archive.comparing.statements import INSTEAD, SAME
from archive.comparing.value import (
    Addresses,
    Changes,
    Comparison,
    HeadingChange,
    PageChange,
    StatementChange,
    TermChange,
)
from archive.findings import LANGS, Finding, Lang, Severity, Text

FINDINGS = 10
"""Findings that are shown."""
_TITLE = Text("Bạn đọc sẽ thấy gì khác", "What readers would notice")
_BETWEEN = Text("So", "Between"), Text("với", "and")
_NOTHING = Text(
    "Trong docs/ và archive.toml không có gì khác mà bạn đọc thấy được. Mã, mẫu trang và lời của khung trang "
    "không được so ở đây.",
    "Nothing in docs/ or archive.toml that a reader would notice. Code, templates and the words of the frame "
    "are not compared here.",
)
_STATEMENTS, _PAGES = Text("Thông tin", "Statements"), Text("Trang", "Pages")
_CHECK = Text("Kết quả kiểm tra", "Check")

_STATEMENT = {
    "added": Text("mới", "new"),
    "changed": Text("sửa", "changed"),
    "moved": Text("chuyển", "moved"),
    "merged": Text("gộp", "merged"),
    "withdrawn": Text("rút", "withdrawn"),
    "restored": Text("phục hồi", "restored"),
    "gone": Text("bỏ", "taken out"),
}
_PAGE = {
    "added": Text("mới", "new"),
    "published": Text("bản nháp nay công bố", "draft now published"),
    "moved": Text("chuyển", "moved"),
    "withdrawn": Text("rút", "withdrawn"),
    "restored": Text("phục hồi", "restored"),
    "unpublished": Text("trở lại là bản nháp", "a draft again"),
    "gone": Text("bỏ", "taken out"),
    "changed": Text("sửa", "changed"),
}
_HEADING = {
    "added": Text("thêm lời", "words added"),
    "changed": Text("sửa lời", "words changed"),
    "gone": Text("bỏ lời", "words taken out"),
}
_OPENING = Text("phần mở đầu", "the opening")
_PROSE = Text("lời biên tập", "editorial words")
_HOLDS = Text("số thông tin: {n}", "statements: {n}")


def outline(comparison: Comparison, lang: Lang) -> Outline:
    """All that is told of a comparison."""
    changes = comparison.changes
    names = (own(_BETWEEN[0][lang]), code(comparison.old[lang]), own(_BETWEEN[1][lang]), code(comparison.new[lang]))
    lead: list[Line] = [(*names, own("."))]
    counted = " ".join(f"{line}." for line in _counted(comparison, lang))
    lead += [(own(_NOTHING[lang]),)] if changes.none else []
    lead += [(own(counted),)] if counted else []
    return Outline(_TITLE[lang], tuple(lead), tuple(part for part in _parts(comparison, lang) if part.items))


def _counted(comparison: Comparison, lang: Lang) -> Iterator[str]:
    """In a line each: what became of how many statements and pages, and what the check finds."""
    statements: Counter[str] = Counter(change.event for change in comparison.changes.statements)
    pages: Counter[str] = Counter(
        event for change in comparison.changes.pages for event in (change.events or ("changed",))
    )
    for title, words, counts in ((_STATEMENTS, _STATEMENT, statements), (_PAGES, _PAGE, pages)):
        told = [f"{counts[event]} {text[lang]}" for event, text in words.items() if counts[event]]
        if told:
            yield f"{title[lang]}: {', '.join(told)}"
    yield f"{_CHECK[lang]}: {report.summary(comparison.findings, lang)}"


def _parts(comparison: Comparison, lang: Lang) -> Iterator[Part]:
    changes = comparison.changes
    yield _addresses_dead(changes.addresses, lang)
    # What has to be mended before anything of it is published stands before what readers would notice.
    failing = any(finding.severity is Severity.ERROR for finding in comparison.findings)
    if failing:
        yield _found(comparison.findings, lang)
    yield Part(_STATEMENTS[lang], tuple(_statement(change, lang) for change in changes.statements))
    yield Part(_PAGES[lang], tuple(_page(change, lang) for change in changes.pages))
    yield Part(Text("Thuật ngữ", "Glossary terms")[lang], tuple(_term(change, lang) for change in changes.terms))
    yield Part(
        Text("Tệp kèm theo", "Assets")[lang],
        tuple(Item((_event(_STATEMENT[one.event], lang), code(f"docs/{one.path}"))) for one in changes.files),
    )
    yield Part(
        Text("Cài đặt (archive.toml)", "Settings (archive.toml)")[lang],
        tuple(Item(facet_line(facet, lang)) for facet in changes.settings),
    )
    yield _drafts(changes, lang)
    yield Part(
        Text("Số lượng", "Figures")[lang],
        tuple(
            Item((theirs(one.what[lang]), own(f": {one.before} → {one.after} ({one.after - one.before:+})")))
            for one in changes.figures
        ),
    )
    yield from _addresses(changes.addresses, lang)
    yield _stale(changes, lang)
    yield Part(
        Text(
            "Tệp khác đi ở chỗ không kể trên (cách trình bày, tiêu đề, ghi chú, thứ tự)",
            "Files that changed in ways not told above (layout, headings, comments, order)",
        )[lang],
        tuple(Item((code(file),)) for file in changes.otherwise),
    )
    yield Part(
        Text("Không so được (tệp có lỗi, đọc không được)", "Not compared (files with errors, which cannot be read)")[
            lang
        ],
        tuple(Item((code(file),)) for file in changes.unread),
        urgent=True,
    )
    if not failing:
        yield _found(comparison.findings, lang)


def _event(text: Text, lang: Lang) -> Span:
    return Span(text[lang][:1].upper() + text[lang][1:], "event")


def _statement(change: StatementChange, lang: Lang) -> Item:
    head = [_event(_STATEMENT[change.event], lang)]
    head += [code(change.was), own("→")] if change.was else []
    head.append(code(change.id))
    if change.into:
        into = Text("vào", "into") if change.event == "merged" else Text("nay xem", "now see")
        head += [own(into[lang]), code(change.into)]
    told = (facet for facet in change.facets if not (facet.what in {INSTEAD, SAME} and facet.after == change.into))
    body = (facet_line(facet, lang, new=change.event == "added") for facet in told)
    return Item((*head, own("·"), code(f"docs/vi/{change.page}")), tuple(body))


def _page(change: PageChange, lang: Lang) -> Item:
    events = change.events or ("changed",)
    head = [_event(_PAGE[events[0]], lang), *(own(f"+ {_PAGE[event][lang]}") for event in events[1:])]
    head += [code(f"docs/vi/{change.was}"), own("→")] if change.was else []
    head += [code(f"docs/vi/{change.path}"), *quoted(change.title[lang])]
    if change.events and change.statements:
        head.append(own(f"· {_HOLDS[lang].format(n=change.statements)}"))
    new = bool({"added", "published"} & {*events})
    # What a page that is gone said is told by its title alone; its statements stand in their own part.
    body = [facet_line(facet, lang, new=new) for facet in change.facets]
    return Item(tuple(head), (*body, *_headings(change.headings, lang)))


def _headings(changes: Sequence[HeadingChange], lang: Lang) -> Iterator[Line]:
    for tongue in LANGS:
        for event, words in _HEADING.items():
            named = [change.heading for change in changes if change.lang == tongue and change.event == event]
            if named:
                told = [quoted(name)[0] if name else own(_OPENING[lang]) for name in named]
                label = f"{_PROSE[lang]} ({TONGUES[tongue][lang]}), {words[lang]}:"
                yield (own(label), *_between(told))


def _between(spans: Iterable[Span]) -> Iterator[Span]:
    for number, span in enumerate(spans):
        if number:
            yield own(",")
        yield span


def _term(change: TermChange, lang: Lang) -> Item:
    body = (facet_line(facet, lang, new=change.event == "added") for facet in change.facets)
    return Item((_event(_STATEMENT[change.event], lang), code(change.name)), tuple(body))


def _drafts(changes: Changes, lang: Lang) -> Part:
    title = Text("Bản nháp (bạn đọc chưa thấy)", "Drafts (readers do not see them yet)")
    events = {True: _PAGE["added"], False: _PAGE["changed"]}
    items = (
        Item((_event(events[draft.new], lang), code(f"docs/vi/{draft.path}"), *quoted(draft.title[lang])))
        for draft in changes.drafts
    )
    return Part(title[lang], tuple(items))


def _addresses_dead(addresses: Addresses, lang: Lang) -> Part:
    title = Text("Địa chỉ đã công bố sẽ chết: lỗi DV801", "Published addresses that would die: error DV801")
    return Part(title[lang], tuple(_address(*pair, lang) for pair in _paired(addresses.dead)), urgent=True)


def _addresses(addresses: Addresses, lang: Lang) -> Iterator[Part]:
    new = Text("Địa chỉ mới", "New addresses")
    onward = Text("Địa chỉ dẫn tiếp", "Addresses that lead on")
    dropped = Text("Địa chỉ chưa công bố, nay bỏ", "Addresses dropped before they were published")
    yield Part(new[lang], tuple(_address(*pair, lang) for pair in _paired(addresses.new)))
    targets = dict(addresses.onward)
    pairs = _paired(targets)
    yield Part(onward[lang], tuple(_address(one, both, lang, targets[one]) for one, both in pairs))
    yield Part(dropped[lang], tuple(_address(*pair, lang) for pair in _paired(addresses.dropped)))


def _paired(addresses: Iterable[str]) -> list[tuple[str, bool]]:
    """Each address once, and whether its English one is there too."""
    every = {*addresses}
    return [(one, f"en/{one}" in every) for one in sorted(every) if not (one.startswith("en/") and one[3:] in every)]


def _address(address: str, both: bool, lang: Lang, to: str | None = None) -> Item:
    way = [own("→"), code(f"/{to}")] if to is not None else []
    more = [own(Text("(và bản tiếng Anh)", "(and its English one)")[lang])] if both else []
    return Item((code(f"/{address}"), *way, *more))


def _stale(changes: Changes, lang: Lang) -> Part:
    title = Text("Bản tiếng Anh cần xem lại", "English that was left behind")
    paste = Text("nếu vẫn đúng thì ghi", "where it still holds write")
    beside = Text("cạnh mã của câu", "beside its id"), Text("ở phần đầu tệp", "in the front matter")
    items = (
        Item(
            (code(str(one.place)), theirs(one.what[lang]), own("·"), own(paste[lang]), code(one.mark),
             own(beside[0 if one.statement else 1][lang]))
        )
        for one in changes.stale
    )  # fmt: skip
    return Part(title[lang], tuple(items), urgent=True)


def _found(findings: Sequence[Finding], lang: Lang) -> Part:
    # What is stale in this very change is told by itself; what was before is told when all else is.
    ordered = sorted(findings, key=lambda one: (one.severity is not Severity.ERROR, one.code == STALE, one))
    items = [Item(_finding(finding, lang)) for finding in ordered[:FINDINGS]]
    if left := len(ordered) - FINDINGS:
        more = Text(f"… và {left} chỗ nữa; xem đủ bằng", f"… and {left} more; all of them:")
        at_host = Text(", hoặc ở thẻ Checks của yêu cầu hợp nhất", ", or under the pull request's Checks")
        items += [Item((own(more[lang]), code("archive check"), own(at_host[lang])))] if left > 0 else []
    title = f"{_CHECK[lang]}: {report.summary(ordered, lang)}"
    return Part(title, tuple(items), count=0, urgent=True)


def _finding(finding: Finding, lang: Lang) -> Line:
    severity = Text("lỗi", "error") if finding.severity is Severity.ERROR else Text("cảnh báo", "warning")
    return (_event(severity, lang), code(str(finding.place)), own(f": {finding.code}"), theirs(finding.text(lang)))
