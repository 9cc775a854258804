"""Front matter: one bad input a line, with its code, line and column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Expect = Callable[[str, str | bytes, str], None]

RESULT = "id: kq-09\nkind: result\ntitle: Kết quả\nperiod: 2015/2018\n"


def _with(line: str) -> str:
    """A result with one more line, on line 6."""
    return f"---\n{RESULT}{line}\n---\n"


BAD: list[tuple[str, str, str, str]] = [
    ("no front matter", "docs/vi/a.md", "Lời.\n", "DV201 1:1"),
    ("empty file", "docs/vi/a.md", "", "DV201 1:1"),
    ("not closed", "docs/vi/a.md", "---\ntitle: A\n", "DV201 1:1"),
    ("a blank line above", "docs/vi/a.md", "\n---\ntitle: A\n---\n", "DV201 1:1, DV327 3:1"),
    ("colon in a value", "docs/vi/a.md", "---\ntitle: Kết quả: 2018\n---\n", "DV202 2:15"),
    ("quotation not closed", "docs/vi/a.md", '---\ntitle: "A\n---\n', "DV202 3:1"),
    ("tab", "docs/vi/a.md", "---\ntitle:\n\t- A\n---\n", "DV202 3:1"),
    ("list", "docs/vi/a.md", "---\n- A\n---\n", "DV203 2:1"),
    ("bare word", "docs/vi/a.md", "---\nA\n---\n", "DV203 2:1"),
    ("nothing", "docs/vi/a.md", "---\n\n---\n", "DV203 2:1"),
    ("list as a key", "docs/vi/a.md", "---\ntitle: A\n? [a]\n: b\n---\n", "DV203 3:3"),
    ("anchor", "docs/vi/a.md", "---\ntitle: &a A\n---\n", "DV204 2:8"),
    ("anchor and alias", "docs/vi/a.md", "---\ntitle: &a A\nsummary: *a\n---\n", "DV204 2:8, DV204 3:10"),
    ("key twice", "docs/vi/a.md", "---\ntitle: A\ntitle: B\n---\n", "DV205 3:1"),
    (
        "nested key twice",
        "docs/vi/nguon/n-hai.md",
        (
            "---\nid: n-hai\nkind: source\ntitle: A\ntier: context\npublisher: A\nshort: A\nheadline: A\n"
            "read: {date: 2026-11-25, copy: stored, extent: whole}\nlocators:\n  p1: {about: a}\n  p1: {about: b}\n---\n"
        ),
        "DV205 12:3",
    ),
    ("tag that runs code", "docs/vi/a.md", "---\ntitle: !!python/object/apply:os.system ['ls']\n---\n", "DV206 2:8"),
    ("tag of ours", "docs/vi/a.md", "---\ntitle: !x A\n---\n", "DV206 2:8"),
    ("misspelt key", "docs/vi/a.md", "---\ntitle: A\nsumary: B\n---\n", "DV207 3:1"),
    ("key of another kind", "docs/vi/a.md", _with("tier: primary"), "DV207 6:1"),
    ("period in the English twin", "docs/en/a.md", "---\ntitle: A\nperiod: 2015/2018\n---\n", "DV207 3:1"),
    (
        "unknown key within a key",
        "docs/vi/nguon/n-hai.md",
        (
            "---\nid: n-hai\nkind: source\ntitle: A\ntier: context\npublisher: A\nshort: A\nheadline: A\n"
            "read: {date: 2026-11-25, copy: stored, extent: whole, x: y}\nlocators: {}\n---\n"
        ),
        "DV207 9:55",
    ),
    ("period with a hyphen", "docs/vi/a.md", f"---\n{RESULT.replace('2015/2018', '2015-2018')}---\n", "DV208 5:1"),
    ("day of a month that has none", "docs/vi/a.md", _with("withdrawn: 2018-02-30"), "DV208 6:1"),
    ("list expected", "docs/vi/a.md", _with("campaigns: dan-van-kheo"), "DV208 6:1"),
    ("slug with marks", "docs/vi/a.md", _with("campaigns: [dan-van-kheo, khéo]"), "DV208 6:27"),
    ("id in capitals", "docs/vi/a.md", f"---\n{RESULT.replace('kq-09', 'KQ-09')}---\n", "DV208 2:1"),
    ("digest too short", "docs/en/a.md", "---\ntitle: A\ntranslates: abc\n---\n", "DV208 3:1"),
    (
        "address that is none",
        "docs/vi/nguon/n-hai.md",
        (
            "---\nid: n-hai\nkind: source\ntitle: A\ntier: context\npublisher: A\nshort: A\nheadline: A\naddress: bao\n"
            "read: {date: 2026-11-25, copy: stored, extent: whole}\nlocators: {}\n---\n"
        ),
        "DV208 9:1",
    ),
    ("empty title", "docs/vi/a.md", "---\ntitle: ''\n---\n", "DV208 2:1"),
    ("no title", "docs/vi/a.md", "---\nsummary: A\n---\n", "DV209 1:1"),
    ("no period", "docs/vi/a.md", "---\nid: kq-09\nkind: result\ntitle: A\n---\n", "DV209 1:1"),
    ("title of nothing", "docs/vi/a.md", "---\ntitle:\n---\n", "DV208 2:1"),
    ("unknown kind", "docs/vi/a.md", "---\nid: kq-09\nkind: ket-qua\ntitle: A\n---\n", "DV210 3:1"),
    ("id without a kind", "docs/vi/a.md", "---\nid: kq-09\ntitle: A\n---\n", "DV209 1:1, DV210 1:1"),
]

GOOD = [
    ("docs/vi/a.md", _with("# lời nhắn\nsummary: 'Có: dấu hai chấm'")),
    ("docs/vi/a.md", _with("unknowns:\n  - Một\n  - Hai & ba * bốn")),
    ("docs/vi/a.md", "---\ntitle: 2018\nsummary: true\n---\n"),
    ("docs/vi/a.md", "---\ntitle: A\n---"),
]


@pytest.mark.parametrize(("name", "file", "content", "expected"), BAD, ids=[case[0] for case in BAD])
def test_bad_front_matter_has_its_code_and_place(
    expect: Expect, name: str, file: str, content: str, expected: str
) -> None:
    expect(file, content, expected)


@pytest.mark.parametrize(("file", "content"), GOOD)
def test_good_front_matter_gives_nothing(expect: Expect, file: str, content: str) -> None:
    expect(file, content if content.endswith("\n") else content + "\n", "")


def test_a_misspelt_key_is_answered_with_the_right_one(
    write: Callable[[str, str], None],
    find: Callable[[], list],  # type: ignore[type-arg]
) -> None:
    write("docs/vi/a.md", "---\ntitle: A\nsumary: B\n---\n")
    assert "“summary”" in find()[0].message.en
