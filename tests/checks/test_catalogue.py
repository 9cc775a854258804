"""The catalogue: what every rule says of itself, crashes, order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from tests.archives import REPOSITORY

from archive import extending
from archive.catalogue import CRASH, explained, rules
from archive.checks import later, published
from archive.checks.checking import check
from archive.content.kinds.base import Common
from archive.content.model import Archive, Page
from archive.content.read import read_archive
from archive.extending import Problem, Rule, retired
from archive.findings import LANGS, Finding, Place, Severity, Text, errors
from archive.report import explain

Write = Callable[[str, str | bytes], None]

RULES = [rule for rule in rules() if rule is not CRASH]
RULES_BY_CODE = extending.RULES.all()
TOLD_LATER = (later.BROKEN, later.CLEANED, later.RENDERER, later.UNDRAWN, published.UNRECORDED)

SHOWN_OTHERWISE = {
    "DV105",
    "DV106",
    "DV121",
    "DV123",
    "DV124",
    "DV125",
    "DV126",
    "DV127",
    "DV128",
    "DV129",
    "DV324",
    "DV326",
}
"""Rules whose examples cannot stand in this file as they are: bytes, spaces, signs that nobody sees, sizes."""


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_a_rule_speaks_both_languages(rule: Rule) -> None:
    assert re.fullmatch(r"DV\d{3}", rule.code)
    for text in (rule.summary, rule.why, rule.fix):
        assert text.vi.strip()
        assert text.en.strip()
        assert text.vi != text.en
        assert not re.search(r"[.;:]$", text.vi) or text is rule.why
    assert rule.bad
    assert rule.good
    assert rule.bad != rule.good
    looks = [rule.on_page, rule.on_archive, rule.on_built, rule.on_authored, rule.on_site]
    looks = [look for look in looks if look]
    assert len(looks) == (rule not in TOLD_LATER), "a rule looks at one thing, or a later stage tells it"
    assert rule.name


def test_what_rules_and_hints_tell_is_of_no_archive_that_there_is() -> None:
    hints = files("archive").joinpath("templates", "hints.toml").read_text("utf-8")
    told = {rule.code: f"{rule.summary} {rule.why} {rule.fix} {rule.bad} {rule.good}" for rule in RULES}
    ids = {
        record.id
        for record in read_archive(REPOSITORY).records.values()
        if not (isinstance(record.meta, Common) and record.meta.numbered)
    }
    assert ids
    real = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(ids))})(?![\w-])")
    assert {
        code: real.findall(text) for code, text in (told | {"hints.toml": hints}).items() if real.search(text)
    } == {}


OURS = [rule for rule in RULES if "DV121" <= rule.code < "DV400" and rule.code not in SHOWN_OTHERWISE]


@pytest.mark.parametrize("rule", OURS, ids=[rule.code for rule in OURS])
def test_a_rule_finds_its_bad_example_and_not_its_good_one(rule: Rule, root: Path, write: Write) -> None:
    def codes(example: str) -> set[str]:
        write("docs/vi/trang.md", _page(rule, example))
        return {finding.code for finding in check(read_archive(root), (rule,))}

    for target in ("a", "x", "index", "ket-qua", "nguon/bao-mau", "../nguon/bao-mau", "../ket-qua/index"):
        write(
            f"docs/vi/{target}.md".replace("docs/vi/../", "docs/"), "---\ntitle: T\n---\n51 xã.\n{ #kq-01-1 .claim }\n"
        )
    write("overrides/main.html", '<main id="noi-dung">{{ page.content }}</main>\n')
    assert codes(rule.bad) == {rule.code}
    assert codes(rule.good) == set()


def _page(rule: Rule, example: str) -> str:
    if rule.code.startswith("DV2") or rule.code in {"DV308", "DV329"}:
        missing = "" if "title:" in example or not re.match(r"\w+:", example) else "title: T\n"
        missing += "title: T\n" if rule.code == "DV210" and not missing else ""
        missing += "period: 2015/2018\n" if "kind: result" in example else ""
        missing += "id: kq-01\nkind: result\n" if example.startswith("period") else ""
        return example + "\n" if "---" in example or rule.code == "DV201" else f"---\n{missing}{example}\n---\n"
    return f"---\ntitle: T\n---\n{example}\n"


def _crash(page: Page, archive: Archive) -> Iterator[Problem]:
    if page.path == "nguon/n-bao.md":
        raise KeyError("một lỗi\ntrong mã")
    yield from ()


def test_a_crash_in_a_page_rule_is_an_error_that_names_rule_and_file(root: Path) -> None:
    crashing = replace(RULES[0], name="crashing", on_page=_crash, on_archive=None)
    found = check(read_archive(root), (crashing,))
    assert [finding.code for finding in found] == ["DV000", "DV000"]
    assert [finding.place.path for finding in found] == ["docs/vi/nguon/n-bao.md", "docs/en/nguon/n-bao.md"]
    assert errors(found) == found
    assert f"{RULES[0].code} crashing" in found[0].message.vi
    assert "KeyError" in found[0].message.en


def test_a_crash_in_an_archive_rule_hides_nothing_else(root: Path, write: Write) -> None:
    def broken(archive: Archive) -> Iterator[Problem]:
        yield Problem(Place("docs/vi/index.md", 2, 3))
        raise RecursionError

    write("docs/vi/trang.md", "Lời.\n")
    crashing = replace(RULES[0], name="crashing", on_page=None, on_archive=broken)
    found = {finding.code for finding in check(read_archive(root), (*RULES, crashing))}
    assert {"DV000", RULES[0].code, "DV201"} <= found


def test_all_findings_come_in_one_run_sorted(root: Path, write: Write) -> None:
    write("docs/vi/b.md", "---\ntitle: B\nsumary: x\n---\n# Một\n\nuỷ <script> [x](javascript:y) \n")
    write("docs/vi/a.md", "Lời \u200b")
    found: list[Finding] = [f for f in check(read_archive(root)) if f.place.path in {"docs/vi/a.md", "docs/vi/b.md"}]
    places = [(finding.place, finding.code) for finding in found]
    assert places == sorted(places)
    expected = {"DV201", "DV126", "DV128", "DV207", "DV321", "DV133", "DV301", "DV311", "DV125"}
    assert expected <= {finding.code for finding in found}
    assert check(read_archive(root)) == check(read_archive(root))
    assert {f.severity for f in found if f.code in {"DV125", "DV126", "DV133"}} == {Severity.WARNING}


def test_the_valid_archive_gives_nothing(find: Callable[[], list[Finding]]) -> None:
    assert find() == []


CODE = re.compile(r"\bDV\d{3}\b")


def test_every_code_that_can_be_told_is_explained() -> None:
    sources = sorted((REPOSITORY / "scripts").rglob("*.py"))
    named = {code: path for path in sources for code in CODE.findall(path.read_text("utf-8"))}
    assert len(named) > 200, "no codes were collected: where do they stand now?"
    unknown = {code: str(path.relative_to(REPOSITORY)) for code, path in named.items() if code not in RULES_BY_CODE}
    assert unknown == {}, "a code that nobody explains: declare its rule"
    assert named.keys() >= RULES_BY_CODE.keys()
    for rule in rules():
        for lang in LANGS:
            assert explain(rule.code.lower(), lang).startswith(f"{rule.code}: {rule.title[lang]}")


def test_a_finding_is_made_by_its_rule_alone() -> None:
    made = {
        str(path.relative_to(REPOSITORY))
        for path in sorted((REPOSITORY / "scripts").rglob("*.py"))
        if re.search(r"(?<!\w)Finding\(", path.read_text("utf-8").replace("class Finding(", ""))
    }
    assert made == {"scripts/archive/extending.py"}, "a finding whose code and words no declaration holds"


def test_a_retired_code_leads_to_what_took_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    known = dict(RULES_BY_CODE)
    monkeypatch.setattr(extending.RULES, "_known", known)
    retired("DV998", now="DV601")
    retired("DV999", now="DV998")
    assert explained("dv999").code == "DV601"
    assert "DV999" not in {rule.code for rule in rules()}, "a retired rule still runs"
    assert explain("DV999", "en").startswith("DV999 is told as DV601 today.\n\nDV601: A claim without a source\n")
    assert explain("DV999", "vi").startswith("DV999 nay là DV601.\n\nDV601: ")


def test_what_a_rule_waits_for_is_a_rule() -> None:
    assert {code for rule in rules() for code in rule.after} <= RULES_BY_CODE.keys()
    assert [rule.code for rule in RULES_BY_CODE.values() if rule.now and rule.now not in RULES_BY_CODE] == []


def test_whatever_is_found_on_the_site_is_an_error() -> None:
    """A build keeps what it looked at where it found no error: a warning would be told once and never again."""
    told = [rule for rule in RULES if rule.of_site or rule in (later.BROKEN, later.CLEANED)]
    assert len(told) > 50
    assert [rule.code for rule in told if rule.severity is not Severity.ERROR] == []


def test_a_rule_takes_what_there_is_to_look_at() -> None:
    def odd(number: int) -> Iterator[Problem]:
        yield Problem(Place(str(number)))

    with pytest.raises(
        TypeError,
        match="a rule takes a Page and its Archive, the Archive, a BuiltPage and its Ground, "
        "an AuthoredPage, or the Site, not “int”",
    ):
        extending.rule("DV997")(odd)  # type: ignore[type-var]


def test_braces_in_words_are_what_they_are() -> None:
    words = replace(CRASH, summary=Text("{ #{id} .claim } {…}", "{ #{id} .claim } {…}"))
    assert words.finding(Problem(Place("a"), values={"id": "{x}"})).message.en == "{ #{x} .claim } {…}"
    assert words.title.en == "{ #… .claim } {…}"
