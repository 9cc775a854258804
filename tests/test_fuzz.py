"""Fuzz: whatever bytes a page has, reading and checking it ends, soon, without a traceback and without a trace elsewhere.

Bounded by default; `FUZZ_SECONDS=600 pytest tests/test_fuzz.py` (`make fuzz`) goes on for that long. A failure prints
the page's bytes: they become a case in `tests/checks`.
"""

from __future__ import annotations

import os
import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from types import FrameType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown

from archive import report
from archive.catalogue import CRASH, rules
from archive.checks.checking import check
from archive.content.kinds.source import Source
from archive.content.model import Page
from archive.content.read import MAX_BYTES, MAX_LINES, MAX_SIGNS, SIGNS, index, read_archive, read_page
from archive.context import Context
from archive.expected import authored_page
from archive.findings import LANGS, Lang, errors
from archive.finish.clean import clean
from archive.finish.fill import Shown
from archive.fix import fix_tree, fixed
from archive.inspect.authored import changed_elements, changed_words
from archive.slugs import heading
from archive.stage.staging import authored

ROOT = Path(__file__).parents[1]
LONG = "FUZZ_SECONDS" in os.environ
SECONDS = float(os.environ.get("FUZZ_SECONDS", "8"))
A_FILE = 5
"""No file may take longer than this, in seconds."""
SEED = int(os.environ.get("FUZZ_SEED", "13"))

SOURCE = (
    b"---\nid: n-bao\nkind: source\ntitle: A\ntier: primary\npublisher: A\nshort: A\nheadline: A\n"
    b"read: {date: 2026-11-25, copy: stored, extent: whole}\nlocators: {p1: {about: a}}\n---\n"
)
RESULT = (
    "---\nid: kq-01\nkind: result\ntitle: Kết quả\nperiod: 2015/2018\nunknowns: [Những xã nào.]\n---\n"
    '51 xã được giúp, trên 10 tỷ đồng.\n{ #kq-01-1 .claim source="n-bao#p1" }\n\n## Đọc thế nào\n\n- một\n- hai\n\n'
    "| A | B |\n|---|---|\n| 1 | 2 |\n\n[x](../../nguon/n-bao.md#a) `mã` *b* <sub>2</sub>\n"
).encode()


class TooSlow(BaseException):
    """Not an `Exception`: no rule's safety net may catch it."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Stop what takes longer."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def exercise(raw: bytes, path: str = "ket-qua/2015-2018/kq-01.md", lang: Lang = "vi") -> None:
    """Read, check, report and mend one page among others."""
    try:
        with limit(A_FILE):
            other: Lang = "en" if lang == "vi" else "vi"
            pages: list[Page] = [
                read_page(raw, path, lang, f"docs/{lang}/{path}"),
                read_page(RESULT, path, other, f"docs/{other}/{path}"),
                read_page(SOURCE, "nguon/n-bao.md", "vi", "docs/vi/nguon/n-bao.md"),
            ]
            findings = check(index(ROOT / "khong-co", tuple(pages)))
            assert CRASH.code not in {finding.code for finding in findings}, findings
            for finding in findings:
                assert finding.place.line >= 1
                assert finding.place.column >= 1
            lines = pages[0].text.split("\n")
            written = report.text(findings, "vi", lines=lambda _: lines)
            assert all(letter == "\n" or letter.isprintable() for letter in written)
            for form in ("github", "json"):
                report.report(findings, form, "en").encode("utf-8")
            once = fixed(raw, lang)
            assert fixed(once, lang) == once
    except BaseException:
        print(f"\nexercise({raw!r}, {path!r}, {lang!r})")
        raise


# Made pages

_WORDS = st.sampled_from(
    [
        "51 xã", "Đảng ủy", "uỷ", "2018", "10 tỷ đồng", "<script>", "</", "<b", "<!--", "&#106;", "&", "javascript:", "[",
        "](", ")", "![", "[x](a.md)", "[x][r]", "{", "}", "{ #kq-01-1 .claim", "{ .reason }", "`", "```", "~~~", "*", "_",
        "**", "\\", "|", "|---|", "#", "##", ">", "-", "- ", "1. ", "1) ", "---", "===", "\t", "  ", "    ", "\n", "\n\n",
        "\r\n", "\u202e", "\u200b", "\u0301", "\x00", "\ufeff", "http://", "https://x.example/(a", "//", "www.", "@",
        "[^1]:", "*[A]:", "[r]: ", "--8<--", 'source="n-bao#p1"', 'from="kq-01-1"', "status=inferred", "when=2017/..",
    ]
)  # fmt: skip
_BODY = st.lists(_WORDS | st.text(max_size=6), max_size=40).map("".join)
_KEY = st.sampled_from([*Source.model_fields, "period", "date", "translates", "template", "x"])
_SCALAR = st.sampled_from(
    [
        "kq-01", "result", "source", "A", "'", '"', "[", "]", "{", "}", "[a, b]", "{a: b}", "&a", "*a", "!!python/x y", "|",
        ">", "2018", "2018?-07-09", "2015/2018", "0000", "9999-99-99", "..", "null", "~", "true", "- a", "? b", "%", "@",
        "https://x.example/", "../..", "kq-01-1", "n-bao", "\x00", "\t", "# x", ": :",
    ]
)  # fmt: skip
_FRONT = st.lists(st.tuples(_KEY, _SCALAR | st.text(max_size=8)), max_size=8).map(
    lambda pairs: "".join(f"{key}: {value}\n" for key, value in pairs)
)
_GOOD = st.sampled_from(["id: kq-01\nkind: result\ntitle: A\nperiod: 2018\n", "title: A\n", ""])
_PAGES = st.builds(lambda good, front, body: f"---\n{good}{front}---\n{body}", _GOOD, _FRONT, _BODY)


@settings(
    max_examples=max(150, int(SECONDS * 12)),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(_PAGES, st.sampled_from(LANGS))
def test_made_pages(text: str, lang: Lang) -> None:
    exercise(text.encode("utf-8", "surrogatepass"), lang=lang)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes) -> None:
    exercise(raw)


# What passes is published as it was read

_RENDERER = Markdown(
    extensions=["attr_list", "tables", "pymdownx.magiclink", "toc", "fenced_code"],
    extension_configs={"pymdownx.magiclink": {"hide_protocol": True}, "toc": {"slugify": heading}},
)
"""The extensions of mkdocs.yml, and those that MkDocs adds."""
_SYNTAX = tuple(rule for rule in rules() if "DV100" < rule.code < "DV400" or rule.code == "DV503")
_TOKENS = [
    "51 xã ", "a", "b ", "\n", "\n", "\n\n", "\n\n", "<", "<b>", "</b>", "<i onclick=x>", "<script>", "</", "<!--", "-->",
    "<br>", "&#106;avascript:x", "javascript:x", "[", "]", "(", ")", "](", "![", "[x](chua-biet.md)", "[x](", "[r]",
    "[r]: x\n", "{", "}", "{ #trang-1 .claim }", "\n{ #trang-1 .claim }\n", "{ .reason }", "{ onclick=x }", "{: .a}", "`",
    "``", "```", "```\n", "\n```\n", "~~~\n", "*", "_", "**", "\\", "|", "|---|\n", "| a |\n", "#", "## ", "\n## A\n",
    "> ", "- ", "\n- ", "    ", "  ", "\t", "1. ", "\n1. ", "2. ", "51. ", "\n51. ", "* ", "+ ", "0", "7", "---\n", "===\n", "www.", "@a.example", "<https://schema.org/>",
    "<javascript:x>", "[^1]", "*[A]: b\n", "<span", 'lang="en"', ">", '"', "'", "=", "x onclick=y", "&lt;script&gt;", "&",
    "<a@b.example>", "![x](../assets/a.png)", "(javascript:x)", "[a]", "<div", "markdown=1", "<b\n", ":", ";", "\n> ",
]  # fmt: skip


def apart(body: str) -> str | None:
    """How the page that is published differs from the one that was read; empty where it does not, None if refused."""
    page = read_page(f"---\ntitle: A\n---\n{body}\n".encode(), "trang.md", "vi", "docs/vi/trang.md")
    archive = index(ROOT / "khong-co", (page,), (), ("assets/a.png",))
    if errors(check(archive, _SYNTAX)):
        return None
    staged = authored(page, archive, Context("https://danvan.example/"))
    tokens = staged.tokens(b"")
    _RENDERER.reset()
    content = _RENDERER.convert(staged.markdown(b"").split("---\n", 2)[2])
    cleaned = clean(content)
    if cleaned.losses:
        return f"{cleaned.losses[0]} was cleaned away"
    if re.findall("<p>(x[0-9a-f]{32})</p>", cleaned.html) != list(tokens.fragments):
        return "a piece lost its place"
    shown = Shown(staged, _as_mkdocs(cleaned.html), tokens)
    written = authored_page(shown, archive)
    hits = [*changed_words(written), *changed_elements(written)]
    return f"line {hits[0].place.line}: {dict(hits[0].values)}" if hits else ""


def _as_mkdocs(html: str) -> str:
    """Links to pages as MkDocs writes them, from `trang/`."""
    html = re.sub(r'href="([a-z-]+)\.md', lambda found: f'href="../{found[1]}/', html)
    return re.sub(r'src="\.\./assets', 'src="../assets', html)


def test_what_passes_is_published_as_it_was_read() -> None:
    chance = random.Random(SEED)
    end = time.monotonic() + SECONDS / 3
    passed = 0
    while time.monotonic() < end:
        body = "".join(chance.choice(_TOKENS) for _ in range(chance.randint(1, 9)))
        found = apart(body)
        passed += found == ""
        assert not found, f"apart({body!r}): {found}"
    assert passed > 10


# Real pages, changed


def _flip(raw: bytes, chance: random.Random) -> bytes:
    data = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return bytes(data)


def _cut(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    del lines[chance.randrange(len(lines)) :: chance.randint(1, 5)]
    return b"\n".join(lines)


def _chop(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw) + 1)
    return raw[:start] + raw[start + chance.randint(1, 40) :]


def _double(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    for _ in range(chance.randint(1, 4)):
        lines.insert(chance.randrange(len(lines)) + 1, chance.choice(lines))
    return b"\n".join(lines)


def _nest(raw: bytes, chance: random.Random) -> bytes:
    mark = chance.choice([b"[", b"(", b"{", b"> ", b"- ", b"*", b"`", b"<b", b"![", b"](", b"&", b"    ", b"|", b"\\"])
    start = chance.randrange(len(raw) + 1)
    return raw[:start] + mark * chance.choice([2, 39, 41, 500, 5_000]) + raw[start:]


def _shuffle(raw: bytes, chance: random.Random) -> bytes:
    lines = raw.split(b"\n")
    chance.shuffle(lines)
    return b"\n".join(lines)


def _swap(raw: bytes, chance: random.Random) -> bytes:
    old, new = chance.choice(
        [
            (b"source=", b"from="), (b".claim", b".reason"), (b"---\n", b""), (b"\n", b"\r\n"), (b": ", b":"), (b" ", b""),
            (b"\n\n", b"\n"), (b"#", b"##"), (b"{", b"{{"), (b"\n", b"\n\n"), (b"id: ", b"id: [x] # "), (b"]", b""),
            (b"1", b"2"), (b"20", b"99"), (b'"', b""), (b"from=\"", b"from=\"kq-01-1 "), (b"-1", b"-2"),
        ]
    )  # fmt: skip
    return raw.replace(old, new)


MUTATIONS: list[Callable[[bytes, random.Random], bytes]] = [_flip, _cut, _chop, _double, _nest, _shuffle, _swap]


def _real() -> list[tuple[bytes, str, Lang]]:
    found = [(page.raw, page.path, page.lang) for page in read_archive(ROOT).pages]
    return found or [(RESULT, "ket-qua/2015-2018/kq-01.md", "vi"), (SOURCE, "nguon/n-bao.md", "vi")]


def test_real_pages_changed() -> None:
    chance = random.Random(SEED)
    real = _real()
    end = time.monotonic() + SECONDS / 2
    done = 0
    while time.monotonic() < end:
        raw, path, lang = chance.choice(real)
        for _ in range(chance.randint(1, 3)):
            raw = chance.choice(MUTATIONS)(raw, chance)
        exercise(raw, path, lang)
        done += 1
    assert done > 10


MARKS = [
    "[",
    "(",
    "{",
    "> ",
    "- ",
    "*",
    "_",
    "`",
    "<",
    "<b ",
    "![",
    "](",
    "&",
    "|",
    "\\",
    "#",
    "1. ",
    "{ #a }",
    "[x](",
    "<!--",
    "\u0301",
    "**a *",
    "[a][",
    "http://",
    "a@",
    "{a:",
    "---\n",
    "| a |\n",
    "- a\n",
    "> a\n",
    "`a\n",
    "&#x6a;",
]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("times", [39, 7_000])
def test_much_of_the_same(mark: str, times: int) -> None:
    exercise(f"---\ntitle: A\n---\n{mark * times}\n".encode())
    exercise(f"---\ntitle: {mark * times}\n---\n".encode())


@pytest.mark.parametrize("mark", MARKS if LONG else ["[x](", "> ", "`a\n", "&#x6a;"])
def test_as_much_as_a_page_may_hold(mark: str) -> None:
    rows = (mark * 38 + "\n", mark + "\n", mark * 1_000 + "\n", mark + "a\n\n")
    for row in rows if LONG else rows[:1]:
        signs = sum(map(row.count, SIGNS))
        most = (
            MAX_BYTES // len(row.encode()),
            MAX_LINES // row.count("\n"),
            MAX_SIGNS // signs if signs else MAX_LINES,
        )
        exercise(f"---\ntitle: A\n---\n{row * (min(most) - 1)}".encode())
        exercise(f"---\ntitle: A\n---\n{row * MAX_LINES}".encode()[:MAX_BYTES])


def _tree(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_nothing_is_written_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    outside.mkdir()
    (outside / "x.md").write_bytes(b"a ")
    monkeypatch.chdir(outside)
    chance = random.Random(SEED)
    for number, (raw, path, lang) in enumerate(chance.sample(real := _real(), min(len(real), 40))):
        file = root / "docs" / lang / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(MUTATIONS[number % len(MUTATIONS)](raw, chance))
    (root / "docs/vi").mkdir(parents=True, exist_ok=True)
    (root / "docs/vi/ra-ngoai.md").symlink_to(outside / "x.md")
    before, away = _tree(root), _tree(outside)
    assert CRASH.code not in {finding.code for finding in check(read_archive(root))}
    assert _tree(root) == before
    fix_tree(root)
    assert set(_tree(root)) == set(before)
    assert _tree(outside) == away
