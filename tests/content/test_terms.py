"""The words of the glossary as values: what stands in both files, put together, and what does not hold left empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import KQ, edit, load

from archive.content.body import Reference
from archive.content.terms import Term
from archive.findings import LANGS, Text
from archive.kept.fingerprint import fingerprint

V, E = "vi/thuat-ngu.md", "en/thuat-ngu.md"


def term(root: Path, slug: str) -> Term:
    return next(term for term in load(root).terms if term.slug == slug)


def test_a_word_says_what_both_files_say_of_it(small: Path) -> None:
    edit(
        small,
        (V, "n-bao#p3", "n-bao#p3 n-khac#qua"),
        (V, "abbr: [UBND]", "also: [ủy ban], abbr: [UBND]"),
        (V, "meaning: nơi lo việc chung", "meaning: nơi xã làm việc, meaning_source: n-bao#p1 n-bao#p3"),
        (
            E,
            "People's Committee, meaning: where common work is seen to",
            "People's Committee, also: [the committee], abbr: [PC, UBND], meaning: an office",
        ),
    )
    found = term(small, "ubnd")
    assert found.path == "thuat-ngu.md"
    assert found.term == Text("Ủy ban nhân dân", "People's Committee")
    assert found.also == {"vi": ("ủy ban",), "en": ("the committee",)}
    assert found.abbr == ("UBND", "PC")
    assert found.meaning == Text("nơi xã làm việc", "an office")
    assert found.meant_by == (Reference("n-bao", "p1"), Reference("n-bao", "p3"))
    assert found.references == (Reference("n-bao", "p3"), Reference("n-khac", "qua"))
    assert found.rests_on == (Reference("n-bao", "p1"), Reference("n-bao", "p3"), Reference("n-khac", "qua"))
    assert found.met is None
    assert [found.url(lang) for lang in LANGS] == ["thuat-ngu/#tn-ubnd", "en/thuat-ngu/#tn-ubnd"]


def test_words_are_in_the_order_of_the_vietnamese_file(small: Path) -> None:
    assert [term.slug for term in load(small).terms] == ["giup-xa-ngheo", "ubnd"]
    edit(small, (V, "terms:\n", "terms:\n  le-ky: {term: lễ ký}\n"))
    assert [term.slug for term in load(small).terms] == ["le-ky", "giup-xa-ngheo", "ubnd"]


def test_what_is_left_out_is_empty(small: Path) -> None:
    edit(small, (V, ", meaning: một việc chung", ""), (E, ", meaning: common work", ""))
    found = term(small, "giup-xa-ngheo")
    assert found.met == "index.md"
    assert (found.abbr, found.meaning, found.rests_on) == ((), Text("", ""), ())


@pytest.mark.parametrize(
    ("name", "old", "new", "english"),
    [
        (E, "  ubnd: {term: People's Committee, meaning: where common work is seen to}", "", "Ủy ban nhân dân"),
        (E, "terms:", "term:", "Ủy ban nhân dân"),
        (V, "met: index.md", "met: khong-co.md", "People's Committee"),
    ],
    ids=["not translated", "the English does not hold", "a page that is not there"],
)
def test_what_does_not_hold_is_no_crash(small: Path, name: str, old: str, new: str, english: str) -> None:
    edit(small, (name, old, new))
    assert term(small, "ubnd").term == Text("Ủy ban nhân dân", english)
    assert name == E or term(small, "giup-xa-ngheo").met is None


def test_a_page_on_any_path_may_have_words_and_a_record_has_none(small: Path) -> None:
    edit(small, (f"vi/{KQ}", "kind: result", "kind: result\nterms: {le: {term: lễ ký}}"))
    edit(small, ("vi/trich-dan.md", "title:", "terms: {le: {term: lễ ký}}\ntitle:"))
    archive = load(small)
    assert [problem.key for problem in archive.by_path["vi", KQ].front.problems] == ["terms"]
    assert [term.url("vi") for term in archive.terms][-1] == "trich-dan/#tn-le"


def test_a_word_is_the_same_whatever_the_pages_say_that_it_stands_on_and_is_met_on(small: Path) -> None:
    """Every page asks for all words: one that had its pages in it would have all pages looked at for any word on them."""
    before = fingerprint(load(small).terms)
    for page in ("index.md", "thuat-ngu.md"):
        file = small / "docs/vi" / page
        file.write_text(f"{file.read_text('utf-8')}\nThêm.\n", "utf-8")
    assert fingerprint(load(small).terms) == before
    edit(small, (V, "met: index.md", "met: thuat-ngu.md"))
    assert fingerprint(load(small).terms) != before
