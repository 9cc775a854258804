"""Nothing that a pull request can hold makes the archive hang: each input is done with in ten seconds, or refused.

The inputs are those on which Markdown parsers are known to have hung (CommonMark's own list, Python-Markdown's), and
those that ours could: proofs with more ways than can be walked, front matter that unfolds, ledgers of any size. Each is
written as large as the caps let through, and far larger, when it must be refused in words. What the check lets through
is rendered too. Nothing is measured: an alarm ends what takes longer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import markdown
import pytest
from click.testing import CliRunner
from mkdocs.config import load_config
from tests.archives import REPOSITORY, YEAR, bare_settings, edit, make, put, staged
from tests.hanging import in_time

from archive import proof
from archive.checks.known import all_findings
from archive.cli import main
from archive.content.model import Archive
from archive.content.read import MAX_BYTES, MAX_CLAIMS, MAX_LINE, MAX_LINES, MAX_NESTING, MAX_SIGNS, SIGNS, read_archive
from archive.extending import MOST
from archive.findings import Finding, errors
from archive.fix import fixed
from archive.history import saved

PAGE = "vi/ket-qua/2015-2018/kq-02.md"
HEAD = "---\nid: kq-02\nkind: result\nperiod: 2015/2018\ntitle: Trang\n---\n"
LAST = "Bài báo ghi ông giữ chức ấy.\n{ .reason }\n"


def looked_at(root: Path, what: str) -> tuple[Archive, list[Finding]]:
    """The archive below `root`, with settings of its own, and every finding on it."""
    (root / "archive.toml").write_text(bare_settings(), "utf-8")
    with in_time(f"the check of {what}"):
        archive = read_archive(root)
        return archive, all_findings(archive, {})


def checked(root: Path, what: str) -> list[Finding]:
    """Every finding on what is below `root`."""
    return looked_at(root, what)[1]


# --- Bodies

REPEATED = {
    # CommonMark's
    "nested emphasis": "*a **a ",
    "emphasis that is closed again": "b a** a*",
    "closers of emphasis": "a_ ",
    "openers of emphasis": "_a ",
    "closers of links": "a]",
    "openers of links": "[a",
    "openers that do not match": "*a_ ",
    "openers and closers in threes": "a**b c* ",
    "openers of links, closers of emphasis": "[ a_",
    "brackets and parentheses": "[ (](",
    "images in images": "![[]()",
    "a link or emphasis": "**x [a*b**c*](d)",
    "unclosed addresses in angles": "[a](<b",
    "unclosed addresses": "[a](b",
    "comments that stay open": "<!--",
    "closing tags and comments": "</<!--",
    "processing instructions": "<?",
    "declarations": "<!X",
    "character data": "<![CDATA[",
    "the letter 0": "a\x00b ",
    "quotations": "> a\n",
    "quotations, each alone": "> a\n\n",
    "list items": "- a\n",
    "list items apart": "1. a\n\n",
    "hard breaks": "a  \n",
    "escaped line ends": "a\\\n",
    # Python-Markdown's, and its extensions'
    "ticks": "``a",
    "entities": "&amp",
    "unfinished entities": "&#x",
    "tags that stay open": "<a ",
    "attributes that stay open": "<b lang=",
    "quoted attributes that stay open": "<b lang='",
    "tags of words": "<b>",
    "blocks of HTML": "<div>\n\n",
    "footnotes": "[^1]: a\n\n",
    "marks of footnotes": "[^1]",
    "abbreviations": "*[a]: b\n\n",
    "openers of abbreviations": " *[a",
    "references": "[a]: b\n\n",
    "reference marks": "[a][b]",
    "headings": "## a\n\n",
    "headings straight under words": "a\n---\n",
    "fences that stay open": "```a\n",
    "fences of tildes": "~~~\n\n",
    "tables": "| a | b |\n|---|---|\n| c | d |\n\n",
    "bars": "|",
    "rows": "a | b\n",
    "rules of tables": "|-|-|\n",
    "definitions": "a\n: b\n\n",
    "addresses": "https://a.b/ ",
    "bare addresses": "www.a.b ",
    "mail addresses": "a@b.c ",
    "letters of a mail address": "a",
    # Ours
    "openers of attributes": "{ #",
    "attribute lists": "a\n{ #x }\n\n",
    "reasons": "{ .reason }\n\n",
    "values that stay open": 'a="',
    "quotation marks that stay open": "“",
    "straight quotation marks": '"',
    "brackets in words": "(a",
    "snippets": "--8<--",
    "signs of equality": "=",
    "old tone marks": "thoả ",
    "letters of other alphabets": "\u0430a ",
    "marks apart from their letters": "e\u0302\u0301 ",
    "marks that join nothing": "é\u0302 ",
    "letters that nobody sees": "\u200b",
    "years": "2018 ",
    "days": "9/7/2018, ",
    "months": "Tháng 7 ",
    "numbers of many parts": "1.2,3",
    "numbers in words": "10 tỷ 500 triệu ",
    "Roman numbers": "khóa X ",
    "symbols of documents": "05-CT/TU-",
    "names": "Aa Bb ",
    "sentences": "A. ",
    "empty lines": "\n",
    "no-break spaces": "a\u00a0",
}
"""What is written again and again, as often as the caps let it."""

COUNTED = {
    "days, none twice": "{day}/{month}/{year}, ",
    "figures, none twice": "{n} xã, ",
    "sentences with figures": "Có {n} xã.\n\n",
    "names, none twice": "x B{word} C{word}, ",
    "titles, none twice": "“Tên {word}” ",
    "links to nothing": "[a](b{n}.md) 5 xã {n}\n\n",
    "links to one record": "[x](../../cam-ket/2018-2020/ck-01.md) năm {n} Bx{word}\n\n",
    "links to no place": "[a](#b{n}) ",
    "headings, none twice": "## h{n}\n\n",
    "headings numbered by hand": "## a_{n}\n\n## a\n\n",
    "references and their marks": "[a{n}]: b{n}\n\n[a{n}]\n\n",
    "claims": 'Điều {word}.\n{{ #kq-02-{n} .claim source="n-bao#p1" }}\n\n',
    "claims of sources that are not there": 'Điều {word}.\n{{ #kq-02-{n} .claim source="n-baa{n}#p1" }}\n\n',
    "claims in campaigns that are not there": 'Điều {word}.\n{{ #kq-02-{n} .claim campaigns="a{n}" }}\n\n',
    "claims with gaps between": "Điều {word}.\n{{ #kq-02-{n}0 .claim }}\n\n",
    "ticks, one more each time": "e{ticks}",
}
"""The same with a number, word or day that is another each time."""


def letters(unit: str) -> tuple[int, int, int, int]:
    """Bytes, signs, line ends and claims of a text: what the caps count."""
    return len(unit.encode()), sum(map(unit.count, SIGNS)), unit.count("\n"), unit.count(".claim")


def filled(unit: str, end: str = "\n") -> str:
    """As much of it as the caps let through; lines that grow too long are ended by `end`, deep ones by a blank line."""
    parts, line, opened = [], 0, 0
    left = [MAX_BYTES * 9 // 10, MAX_SIGNS - 100, MAX_LINES - 60, MAX_CLAIMS]
    for number in count(1):
        part = counted(unit, number) if unit in COUNTED.values() else unit
        opening = sum(map(part.count, "[{("))
        if "\n\n" not in part and opened + opening > MAX_NESTING:
            part, opened, line = f"\n\n{part}", 0, 0
        elif "\n" not in part and line + len(part) > MAX_LINE:
            part, line = f"{end}{part}", 0
        opened, line = opened + opening, line + len(part)
        left = [have - taken for have, taken in zip(left, letters(part), strict=True)]
        if min(left) < 0:
            break
        parts.append(part)
    return "".join(parts)


def counted(unit: str, number: int) -> str:
    word = "".join(chr(97 + number // 26**place % 26) for place in range(4))
    day, month, year = number % 28 + 1, number // 28 % 12 + 1, 1900 + number // 336
    return unit.format(n=number, word=word, day=day, month=month, year=year, ticks="`" * number)


def deep() -> dict[str, str]:
    """Bodies that are deep rather than long, as deep as the caps let through, and such as grow from line to line."""
    return {
        "nested brackets": "[" * 40 + "a" + "]" * 40,
        "nested quotations": ("> " * 20 + "a\n\n") * 140,
        "nested lists": "".join(f"{'    ' * depth}- a\n\n" for depth in [*range(9)] * 150),
        "lists on one line": ("- " * 39 + "a\n\n") * 400,
        "quotations in lists": ("> " * 19 + "- a\n" + ">\n" * 20) * 60,
        "emphasis in quotations": (">" * 20 + "a*" * 100 + "\n") * 45,
        "numbered lists that grow": "".join(f"{number}. a\n" for number in range(3_900)),
        "wide tables": f"|{'a|' * 1_400}\n|{'-|' * 1_400}\n|{'b|' * 1_400}\n",
        "long tables": "a|b\n-|-\n" + "c|d\n" * 3_900,
        "fences of every length": "".join(f"{'`' * (number % 60 + 3)}a\n" for number in range(180)),
        "one attribute list": "a\n{ " + " ".join(f'a{n}="b"' for n in range(700)) + " }\n",
        "blanks within lines": (f"a{' ' * 990}b\n") * 230,
        "blanks at the ends of lines": (f"a{' ' * 990}\n") * 230,
        "hyphens": f"a{'-' * 7_900}\n" * 29,
        "blanks in a heading": f"## a{' ' * 990}b{' ' * 990}c\n",
    }


IN_PARAGRAPHS = ", in paragraphs"
"""The same in many short paragraphs: `make test-all` tries these too."""
BODIES: dict[str, Callable[[], str]] = {
    **{name: partial(filled, unit) for name, unit in (REPEATED | COUNTED).items()},
    **{
        f"{name}{IN_PARAGRAPHS}": partial(filled, unit, "\n\n")
        for name, unit in REPEATED.items()
        if "\n" not in unit and letters(unit)[1]
    },
    **{name: partial(str, body) for name, body in deep().items()},
}


@pytest.fixture(scope="module")
def renderer() -> dict[str, Any]:
    """The renderer's extensions, as mkdocs.yml has them."""
    pages = REPOSITORY / "build" / "pages"
    pages.mkdir(parents=True, exist_ok=True)
    config = load_config(str(REPOSITORY / "mkdocs.yml"))
    return {"extensions": config["markdown_extensions"], "extension_configs": config["mdx_configs"]}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name.endswith(IN_PARAGRAPHS) else ()) for name in BODIES]
)
def test_a_body_is_checked_and_rendered_in_time(name: str, tmp_path: Path, renderer: dict[str, Any]) -> None:
    body = BODIES[name]()
    put(tmp_path, PAGE, f"{HEAD}{body}\n")
    archive, findings = looked_at(tmp_path, name)
    page = archive.pages[0]
    assert not page.refused, f"{name} is over the cap on {page.refused}: it no longer tries what it is for"
    assert "DV000" not in {finding.code for finding in findings}, "\n".join(f.line("en") for f in findings[:5])
    told = Counter((finding.code, finding.place.path) for finding in findings)
    assert max(told.values()) <= MOST, f"{told.most_common(1)}: a rule says the same too often"
    if not any("DV001" < finding.code < "DV400" for finding in errors(findings)):
        with in_time(f"the rendering of {name}"):
            markdown.Markdown(**renderer).convert(body)


def test_whatever_is_repeated_without_end_is_refused_in_words(tmp_path: Path) -> None:
    for number, unit in enumerate(REPEATED.values()):
        put(tmp_path, f"vi/a{number}.md", f"{HEAD}{unit * (1_200_000 // len(unit))}\n")
    put(tmp_path, "vi/b1.md", f"{HEAD}{'[' * 50_000}a{']' * 50_000}\n")
    put(tmp_path, "vi/b2.md", f"{HEAD}{'> ' * 50_000}a\n")
    put(tmp_path, "vi/b3.md", f"{HEAD}{'a' * 300_000}\n")
    put(tmp_path, "vi/b4.md", HEAD + f"a{' ' * 7_900}\n" * 30)
    put(
        tmp_path,
        "vi/b5.md",
        HEAD + "".join(f'A.\n{{ #kq-02-{n} .claim source="n-bao#p1" }}\n\n' for n in range(20_000)),
    )
    put(tmp_path, "vi/b6.md", "---\n" + "".join(f"k{n}: v\n" for n in range(100_000)) + "---\n")
    findings = checked(tmp_path, "pages without end")
    own = [finding for finding in findings if finding.place.path.startswith("docs/")]  # not that there is no home page
    assert len({finding.place.path for finding in own}) == len(REPEATED) + 6
    assert {finding.code for finding in own} <= {"DV104", "DV105", "DV106"}, "a refused page is looked at"


# --- Front matter

FRONT = {
    "lists in lists": "a: " + "[\n\n" * 1_300,
    "lists in lists, all closed": "a: " + "[\n\n" * 900 + "]\n\n" * 900,
    "mappings in mappings": "".join(f"{' ' * depth}a:\n" for depth in range(79)),
    "sequences in sequences": "- " * 39 + "a",
    "keys": "".join(f"k{n}: v\n" for n in range(3_900)),
    "one key": "a: b\n" * 3_900,
    "keys that are mappings": "? a\n\n" * 1_900,
    "aliases of aliases": "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 200)),
    "anchors": "".join(f"a{n}: &b{n} x\n" for n in range(3_900)),
    "huge numbers": "a: " + "9" * 7_900,
    "numbers of digits by sixties": "a: " + "1:" * 3_900,
    "tags": "a: !!x y\n" * 1_500,
    "a quotation that stays open": 'a: "' + "x\n" * 3_900,
    "escapes": 'a: "' + "\\x61" * 1_900 + '"',
    "a value of many lines": "a:" + "\n  b" * 3_900,
    "unknowns": "title: x\nunknowns:\n" + "- a\n" * 3_900,
    "relations to nothing": "id: kq-01\nkind: result\nperiod: 2015/2018\ntitle: x\nbodies:\n"
    + "".join(f"- tc-{n}\n" for n in range(3_900)),
    "campaigns that are not there": "id: kq-01\nkind: result\nperiod: 2015/2018\ntitle: x\ncampaigns:\n"
    + "".join(f"- a{n}\n" for n in range(3_900)),
    "aliases of addresses": "title: x\naliases:\n" + "".join(f"- a{n}/\n" for n in range(3_900)),
    "locators": "id: n-a\nkind: source\nlocators:\n" + "".join(f"  p{n}: {{about: x}}\n" for n in range(2_800)),
}


@pytest.mark.parametrize("name", FRONT)
def test_front_matter_is_read_in_time(name: str, tmp_path: Path) -> None:
    text = f"---\n{FRONT[name]}\n---\nLời.\n"
    put(tmp_path, "vi/x.md", text)
    archive, findings = looked_at(tmp_path, name)
    assert findings
    assert not archive.pages[0].refused, f"{name} is over a cap: it no longer tries what it is for"
    assert "DV000" not in {finding.code for finding in findings}
    with in_time(f"the mending of {name}"):
        fixed(text.encode(), "vi")


# --- Proofs


def claims(premises: list[list[str]], record: str, first: int = 1) -> str:
    """Inferred claims, numbered from `first`, with these premises."""
    return "".join(
        f'Điều {number}.\n{{ #{record}-{number} .claim status="inferred" from="{" ".join(names)}" }}\n\n'
        for number, names in enumerate(premises, first)
    )


def diamonds(number: int) -> str:
    """Inferred claims behind bc-01-2, each from the two before it."""
    return claims([[f"bc-01-{n - 1}", f"bc-01-{n - 2}"] for n in range(3, number + 3)], "bc-01", 3)


@pytest.mark.parametrize("number", [34, 60])
def test_diamonds_are_refused_and_shown_in_time(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path)
    edit(
        tmp_path,
        (f"vi/{YEAR}", 'from="tt-ky-ket-1 bc-01-2"', 'from="tt-ky-ket-1"'),
        (f"vi/{YEAR}", LAST, f"{LAST}\n{diamonds(number)}"),
    )
    assert "DV711" in {finding.code for finding in checked(tmp_path, "diamonds")}
    archive = read_archive(tmp_path)
    top = f"bc-01-{number + 2}"
    with in_time("the proof of diamonds"):
        step = proof.proof(archive, top)
        opened = [found.statement.id for _, found in step.walk() if not found.again]
        assert len(opened) == len(set(opened)), "a claim is opened twice"
        assert {archive.tier(claim) for claim in archive.claims.values()} == {"primary", "context"}
        assert f"bc-01-{number}" in proof.as_dot(step, proof.used_by(archive, "bc-01-2"))
    with in_time("the stage of diamonds"):
        assert staged(archive)
    monkeypatch.chdir(tmp_path)
    for style in ("text", "json", "dot"):
        for more in ((), ("--used-by",)):
            with in_time(f"archive explain --format {style} of diamonds"):
                shown = CliRunner().invoke(main, ["explain", top, "--format", style, *more])
            assert shown.exit_code == 0, shown.output[:300]


def test_a_chain_of_ten_thousand_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make(tmp_path)
    each, pages = MAX_CLAIMS, 20
    before = "bc-01-1"
    for page in range(10, 10 + pages):
        names = [[before], *([f"bc-{page}-{number}"] for number in range(1, each))]
        before = f"bc-{page}-{each}"
        body = claims(names, f"bc-{page}")
        put(tmp_path, f"vi/boi-canh/bc-{page}.md", f"---\nid: bc-{page}\nkind: context\ntitle: X\n---\n{body}")
    with in_time("reading ten thousand claims"):
        archive = read_archive(tmp_path)
    with in_time("the check of ten thousand claims in a chain"):
        findings = all_findings(archive, {})
    assert [finding.code for finding in findings if finding.code in {"DV703", "DV706", "DV711"}] == ["DV711"]
    assert "DV000" not in {finding.code for finding in findings}
    with in_time("the proof of ten thousand claims"):
        assert {archive.tier(claim) for claim in archive.claims.values()} == {"primary", "context"}
        step = proof.proof(archive, before)
        assert sum(1 for _ in step.walk()) > each * pages
        assert step.references
        for shown in (step, proof.used_by(archive, "tt-ky-ket-1")):
            assert before in proof.as_text(shown, "vi")
            assert before in proof.as_uses(shown, "en")
            assert before in proof.as_json(shown)
            assert before in proof.as_dot(shown)


def test_a_circle_of_ten_thousand_is_told_in_a_few_words(tmp_path: Path) -> None:
    each, pages = MAX_CLAIMS, 20
    before = f"bc-{9 + pages}-{each}"
    for page in range(10, 10 + pages):
        names = [[before], *([f"bc-{page}-{number}"] for number in range(1, each))]
        before = f"bc-{page}-{each}"
        put(
            tmp_path,
            f"vi/bc-{page}.md",
            f"---\nid: bc-{page}\nkind: context\ntitle: X\n---\n{claims(names, f'bc-{page}')}",
        )
    findings = checked(tmp_path, "ten thousand claims in a circle")
    circles = [finding for finding in findings if finding.code == "DV703"]
    assert circles
    assert max(len(finding.message.vi) for finding in circles) < 100
    archive = read_archive(tmp_path)
    with in_time("the proof within a circle"):
        assert sum(1 for _ in proof.proof(archive, before).walk()) == each * pages


def test_claims_that_all_rest_on_each_other_are_checked_in_time(tmp_path: Path) -> None:
    """As many premises as a line holds, on as many claims as a page holds."""
    number = 250
    names = [[f"bc-10-{n}" for n in range(max(1, at - 40), min(number, at + 40))] for at in range(1, number)]
    put(tmp_path, "vi/bc-10.md", f"---\nid: bc-10\nkind: context\ntitle: X\n---\n{claims(names, 'bc-10')}")
    findings = checked(tmp_path, "claims that rest on each other")
    assert not read_archive(tmp_path).pages[0].refused
    assert {"DV703", "DV710"} <= {finding.code for finding in findings}


# --- What machines keep


def test_a_long_ledger_of_addresses_is_compared_in_time(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "published.txt").write_text("".join(f"a{n}/\n" for n in range(200_000)), "utf-8")
    findings = checked(tmp_path, "200,000 published addresses")
    assert sum(finding.code == "DV801" for finding in findings) == MOST


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 100_000, "[" * 100_000 + "]" * 100_000, '{"format": ' + "9" * 100_000 + "}", '{"pages": {"a": 1}}'],
    ids=["lists", "mappings", "closed lists", "a number", "entries"],
)  # fmt: skip
def test_a_saved_history_that_cannot_be_read_is_as_none(text: str, tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "history.json").write_text(text, "utf-8")
    with in_time("history.json"):
        assert saved.read(read_archive(tmp_path)) is None
