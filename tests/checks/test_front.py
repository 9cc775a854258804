"""Front matter: one bad input a line, with its code, line and column."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Expect = Callable[[str, str | bytes, str], None]

RESULT = "id: kq-09\nkind: result\ntitle: Kết quả\nperiod: 2015/2018\n"


def _with(line: str) -> str:
    """A result with one more line, on line 6."""
    return f"---\n{RESULT}{line}\n---\n"


SOURCE = (
    "id: n-hai\nkind: source\ntitle: A\ntier: context\npublisher: A\nshort: A\nheadline: A\n"
    "read: {date: 2026-11-25, copy: stored, extent: whole}\nlocators: {}\n"
)

BAD: list[tuple[str, str, str, str]] = [
    ("no front matter", "docs/vi/a.md", "Lời.\n", "DV201 1:1"),
    ("empty file", "docs/vi/a.md", "", "DV201 1:1"),
    ("not closed", "docs/vi/a.md", "---\ntitle: A\n", "DV201 3:1"),
    ("a blank line above", "docs/vi/a.md", "\n---\ntitle: A\n---\n", "DV201 1:1"),
    ("colon in a value", "docs/vi/a.md", "---\ntitle: Kết quả: 2018\n---\n", "DV202 2:15"),
    ("quotation not closed", "docs/vi/a.md", '---\ntitle: "A\n---\n', "DV202 2:8"),
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
    ("no-break space in a key", "docs/vi/a.md", "---\ntitle: A\nghi\u00a0chu: x\n---\n", "DV207 3:1"),
    ("no-break space in a key with marks", "docs/vi/a.md", "---\ntitle: A\nGhi\u00a0chú: x\n---\n", "DV207 3:1"),
    ("no-break space in a quoted key", "docs/vi/a.md", '---\n"ti\u00a0tle": A\n---\n', "DV207 2:1"),
    ("unseen sign in a key", "docs/vi/a.md", "---\ntitle: A\nghi\u200bchu: x\n---\n", "DV128 3:4"),
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
    ("period with a hyphen", "docs/vi/a.md", f"---\n{RESULT.replace('2015/2018', '2015-2018')}---\n", "DV208 5:9"),
    ("day of a month that has none", "docs/vi/a.md", _with("withdrawn: 2018-02-30"), "DV208 6:12"),
    ("list expected", "docs/vi/a.md", _with("campaigns: dan-van-kheo"), "DV208 6:12"),
    ("slug with marks", "docs/vi/a.md", _with("campaigns: [dan-van-kheo, khéo]"), "DV208 6:27"),
    ("id in capitals", "docs/vi/a.md", f"---\n{RESULT.replace('kq-09', 'KQ-09')}---\n", "DV208 2:5"),
    ("no day", "docs/en/a.md", "---\ntitle: A\nchecked: 2027-01\n---\n", "DV208 3:10"),
    ("a key of former days", "docs/en/a.md", "---\ntitle: A\ntranslates: abc\n---\n", "DV207 3:1"),
    (
        "address that is none",
        "docs/vi/nguon/n-hai.md",
        (
            "---\nid: n-hai\nkind: source\ntitle: A\ntier: context\npublisher: A\nshort: A\nheadline: A\naddress: bao\n"
            "read: {date: 2026-11-25, copy: stored, extent: whole}\nlocators: {}\n---\n"
        ),
        "DV208 9:10",
    ),
    *(
        (name, "docs/vi/nguon/n-hai.md", f"---\n{SOURCE}{line}\n---\n", expected)
        for name, line, expected in [
            ("address of this machine", "address: http://127.0.0.1/", "DV218 11:10"),
            ("address of a network at home", "address: http://192.168.1.9/bai", "DV218 11:10"),
            ("address of a cloud's own data", "address: http://169.254.169.254/latest/", "DV218 11:10"),
            ("address as one number", "address: http://2130706433/", "DV218 11:10"),
            ("address in hexadecimal", "address: https://0x7f.1/bai", "DV218 11:10"),
            ("address of IPv6", 'address: "http://[::ffff:7f00:1]/"', "DV218 11:10"),
            ("local name", "address: http://may-chu.local/bai", "DV218 11:10"),
            ("name of one word", "address: http://intranet/bai", "DV218 11:10"),
            ("address with a sign-in", "address: https://ten:mat-khau@bao.example/", "DV218 11:10"),
            ("address with a name before it", "address: https://bao.example@10.0.0.1/", "DV218 11:10"),
            ("moved to this machine", "answer: {result: moved, moved_to: http://localhost/}", "DV218 11:35"),
            ("moved with a sign-in", "answer: {result: moved, moved_to: http://a@bao.example/}", "DV218 11:35"),
            ("address of a file", "address: file:///etc/passwd", "DV208 11:10"),
            ("address without its slashes", "address: http:bao.example/bai", "DV208 11:10"),
            ("address with a slash too many", "address: http:///bao.example/bai", "DV208 11:10"),
            ("a result that nobody knows", "answer: {result: perhaps}", "DV208 11:18"),
        ]
    ),
    ("empty title", "docs/vi/a.md", "---\ntitle: ''\n---\n", "DV208 2:8"),
    ("title of a no-break space", "docs/vi/a.md", "---\ntitle: \u00a0\n---\n", "DV125 2:7, DV208 2:8"),
    (
        "id of a no-break space",
        "docs/vi/a.md",
        "---\nid: \u00a0\nkind: result\ntitle: A\nperiod: 2015/2018\n---\n",
        "DV125 2:4, DV208 2:5",
    ),
    ("title of a quoted no-break space", "docs/vi/a.md", '---\ntitle: "\u00a0"\n---\n', "DV213 2:9"),
    ("item of a no-break space", "docs/vi/a.md", "---\ntitle: A\nunknowns: [\u00a0, b]\n---\n", "DV216 3:12"),
    ("no title", "docs/vi/a.md", "---\nsummary: A\n---\n", "DV209 1:1"),
    ("no period", "docs/vi/a.md", "---\nid: kq-09\nkind: result\ntitle: A\n---\n", "DV209 1:1"),
    ("title of nothing", "docs/vi/a.md", "---\ntitle:\n---\n", "DV208 2:1"),
    (
        "full-width digit in an id",
        "docs/vi/a.md",
        "---\n" + RESULT.replace("09", "0\uff19") + "---\n",
        "DV135 2:9",
    ),
    ("full-width digits in a day", "docs/vi/a.md", _with("withdrawn: 201\uff18-07-09"), "DV135 6:15"),
    (
        "locator with a sign",
        "docs/en/nguon/n-bao.md",
        "---\ntitle: A\nlocators: {p1: một, 'p1*b*': hai}\n---\n",
        "DV208 3:21",
    ),
    ("unknown kind", "docs/vi/a.md", "---\nid: kq-09\nkind: ket-qua\ntitle: A\n---\n", "DV210 3:1"),
    (
        "unknown kind with keys of its own",
        "docs/vi/a.md",
        f"---\n{RESULT.replace('result', 'reslt')}---\n",
        "DV210 3:1",
    ),
    ("the name of the id misspelt", "docs/vi/a.md", f"---\n{RESULT.replace('id:', 'idd:')}---\n", "DV207 2:1"),
    ("a first-level heading where there is no front matter", "docs/vi/a.md", "# Tên\n\nLời.\n", "DV201 1:1"),
    ("the template's title", "docs/vi/a.md", "---\ntitle: Trang (chưa viết)\n---\n", "DV211 2:1"),
    ("the template's summary", "docs/en/a.md", "---\ntitle: A\nsummary: Not yet written.\n---\n", "DV211 3:1"),
    (
        "the template's value in a list",
        "docs/vi/a.md",
        "---\ntitle: A\nunknowns: [B, (chưa điền)]\n---\n",
        "DV211 3:15",
    ),
    ("the template's body", "docs/en/a.md", "---\ntitle: A\n---\nThis page is not yet written.\n", "DV211 4:1"),
    ("id without a kind", "docs/vi/a.md", "---\nid: kq-09\ntitle: A\n---\n", "DV209 1:1"),
]

GOOD = [
    *(
        ("docs/vi/nguon/n-hai.md", f"---\n{SOURCE}address: {address}\n---")
        for address in (
            "http://bao.example/bai",
            "https://bao.example/bai_(hai)!",
            "https://bao.example/'bai'...",
            "https://127.0.0.1.bao.example/",
            "http://bao.example:8080/bai",
            "http://1.1.1.1/",
        )
    ),
    *(
        ("docs/vi/nguon/n-hai.md", f"---\n{SOURCE}answer: {{tried: 2026-12-01, result: {result}}}\n---")
        for result in ("never-tried", "ok", "unsure", "refused", "gone", "error", "no-answer")
    ),
    (
        "docs/vi/nguon/n-hai.md",
        f"---\n{SOURCE}answer: {{tried: 2026-12-01, result: moved, status: 200, moved_to: https://a.vn/x...}}\n---",
    ),
    ("docs/vi/a.md", _with("# lời nhắn\nsummary: 'Có: dấu hai chấm'")),
    ("docs/vi/a.md", _with("unknowns:\n  - Một\n  - Hai & ba * bốn")),
    ("docs/vi/a.md", "---\ntitle: 2018\nsummary: true\n---\n"),
    ("docs/vi/a.md", "---\ntitle: A\n---"),
    ("docs/vi/a.md", "---\ntitle: Điều chưa viết\n---\nSách này chưa viết về năm ấy.\n"),
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


@pytest.mark.parametrize(
    ("front", "vi", "en"),
    [
        (RESULT.replace("2015/2018", "2015-2018"), "viết 2015/2018", "write 2015/2018"),
        (RESULT.replace("2015/2018", "2015 đến 2018"), "viết 2015/2018", "write 2015/2018"),
        (RESULT.replace("2015/2018", "bao giờ"), "2030-09/..", "2030-09/.."),
        (f"{RESULT}withdrawn: 5/1/2027\n", "viết 2027-01-05", "write 2027-01-05"),
        (f"{RESULT}withdrawn: 2027-01\n", "viết năm-tháng-ngày", "write year-month-day"),
        (f"{RESULT}campaigns: giup-xa-ngheo\n", "viết trong ngoặc vuông: [giup-xa-ngheo]", "in brackets: [giup-xa-ngheo]"),
        (f"{RESULT}unknowns:\n", "phải là một danh sách", "must be a list"),
        (f"{RESULT}campaigns: [khéo]\n", "chữ thường không dấu", "lower case without marks"),
        (SOURCE.replace("stored", "stord"), "họn một trong: stored, live, print", "hoose one of: stored, live, print"),
        (SOURCE.replace("{}", "[]"), "viết {khóa: giá trị", "write {key: value"),
        (f"{SOURCE}address: bao\n", "http:// hoặc https://", "http:// or https://"),
        (f"{SOURCE}address: http:bao.example\n", "http:// hoặc https://", "http:// or https://"),
        (f"{SOURCE}address: http://a:b@bao.example\n", "không kèm tên đăng nhập", "without a sign-in"),
        (f"{SOURCE}answer: {{status: x}}\n", "không phải một số", "is no number"),
        (f"{SOURCE}file_sha256: x\n", "không phải mã băm", "no SHA-256 digest"),
        ("title: [a]\n", "viết lời sau dấu hai chấm", "words after the colon"),
        ("title: ''\n", "để trống", "is empty"),
        (RESULT.replace("result", "reslt"), "có phải là “result” không?", "did you mean “result”?"),
        ("title: Kết quả: 2018\n", "đặt cả giá trị trong ngoặc kép", "the whole value in quotation marks"),
        ('title: "A\n', "mở mà không đóng", "not closed"),
        ("title:\n\t- A\n", "phím Tab", "a tab"),
        ("title: A\nsummary: [a, b\n", "có dấu ] ở cuối", "with the ] at the end"),
        ("title: {a\n", "có dấu } ở cuối", "with the } at the end"),
        ('title: "a" b\n', "đóng quá sớm", "closed too early"),
        ("title: a\nunknowns: [a, , b]\n", "bỏ dấu phẩy thừa", "drop the extra comma"),
        ("- a\nb: c\n", "không thuộc danh sách ở trên", "no part of the list above"),
        ("title: - b\n", "mỗi mục một dòng", "a line “- …” for each"),
        (' a: b\nc: d\n', "bắt đầu mọi khóa ở đầu dòng", "every key at the line's start"),
        ('title: "a\\q"\n', "bỏ dấu \\", "drop the \\"),
        ("title: !e!x a\n", "bắt đầu bằng dấu !", "starts with !"),
        ("title: |a\n", "bắt đầu bằng |", "starts with |"),
    ],
)  # fmt: skip
def test_parsers_are_put_into_words_in_both_languages(
    write: Callable[[str, str], None],
    find: Callable[[], list],  # type: ignore[type-arg]
    front: str,
    vi: str,
    en: str,
) -> None:
    write("docs/vi/a.md", f"---\n{front}---\n")
    finding = next(f for f in find() if f.place.path == "docs/vi/a.md")
    assert vi in finding.line("vi")
    assert en in finding.line("en")
    for words in ("Input should", "String should", "Value error", "expected", "found "):
        assert words not in finding.line("vi"), "a parser's own words reach the editor"
