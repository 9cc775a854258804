"""The words of the glossary, DV420 to DV424: the same in both languages, abbreviations from a source, each with a meaning."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import KQ, edit, found, load, make, shown, withdrawn
from tests.checks.tables import Case, run, uncovered

from archive.content.read import read_archive
from archive.findings import LANGS

V, E = "vi/thuat-ngu.md", "en/thuat-ngu.md"
POOR = "  giup-xa-ngheo: {term: giúp các xã nghèo, met: index.md, meaning: một việc chung}\n"
SOURCE = ", source: n-bao#p3"
ENGLISH_POOR = "  giup-xa-ngheo: {term: help poor communes, also: [help for poor communes], meaning: common work}\n"
ENGLISH_BODY = "  ubnd: {term: People's Committee, meaning: where common work is seen to}"


def added(vi: str, en: str) -> tuple[tuple[str, str, str], ...]:
    """Another word with a meaning, before those that are there."""
    new = (f"terms:\n  them: {{{word}, meaning: {meaning}}}\n" for word, meaning in ((vi, "nghĩa"), (en, "sense")))
    return ((V, "terms:\n", next(new)), (E, "terms:\n", next(new)))


CASES = [
    Case("nothing changed", ()),
    Case("another word", added("term: lễ ký", "term: signing")),
    Case("DV420 not translated", ((E, ENGLISH_POOR, ""),), "en/thuat-ngu.md:3:1 DV420"),
    Case("DV420 nothing translated", ((E, f"terms:\n{ENGLISH_POOR}{ENGLISH_BODY}\n", ""),), "en/thuat-ngu.md:1:1 DV420, en/thuat-ngu.md:1:1 DV420"),
    Case("DV420 in English alone", ((V, POOR, ""),), "en/thuat-ngu.md:4:3 DV420"),
    Case("DV420 on a page that has no words in Vietnamese", ((f"en/{KQ}", "title:", "terms: {le: {term: signing}}\ntitle:"),), f"en/{KQ}:2:9 DV420"),
    Case("DV420 another order", ((E, ENGLISH_POOR, ""), (E, ENGLISH_BODY, f"{ENGLISH_BODY}\n{ENGLISH_POOR.rstrip()}")), "en/thuat-ngu.md:4:3 DV420"),
    Case("DV421 one abbreviation for two words", added("term: lễ ký, abbr: [HĐ, UBND], source: n-bao#p1", "term: signing"), "vi/thuat-ngu.md:6:40 DV421"),
    Case("DV421 in small letters, and in the other language", added("term: lễ ký, source: n-bao#p1", "term: signing, abbr: [Ubnd]"), "en/thuat-ngu.md:4:32 DV421"),
    Case("one abbreviation in both languages", ((E, ENGLISH_BODY, "  ubnd: {term: People's Committee, abbr: [UBND, PC], meaning: where common work is seen to}"),)),
    Case("DV422 no such page", ((V, "met: index.md", "met: ket-qua/2015-2018/kq-02.md"),), "vi/thuat-ngu.md:4:44 DV422"),
    Case("DV422 an address in place of a path", ((V, "met: index.md", "met: ket-qua/2015-2018/kq-01/"),), "vi/thuat-ngu.md:4:44 DV422"),
    Case("DV423 an abbreviation", ((V, SOURCE, ""),), "vi/thuat-ngu.md:5:33 DV423, en/thuat-ngu.md:5:10 DV605"),
    Case("DV424 no meaning in Vietnamese", ((V, ", meaning: một việc chung", ""),), "vi/thuat-ngu.md:4:19 DV424"),
    Case("DV424 no meaning in English", ((E, ", meaning: common work", ""),), "en/thuat-ngu.md:4:19 DV424"),
    Case("DV424 a source of a meaning that is not there", ((V, ", meaning: một việc chung", ", meaning_source: n-bao#p1"),), "vi/thuat-ngu.md:4:19 DV424"),
    Case("a meaning with its source", ((V, "meaning: một việc chung", "meaning: một việc chung, meaning_source: n-bao#p1 n-khac#qua"),)),
    Case("DV602 a meaning from a source that is not there", ((V, "meaning: một việc chung", "meaning: một việc chung, meaning_source: n-bau#p1"),), "vi/thuat-ngu.md:4:84 DV602"),
    Case("DV603 a meaning from a place that the source does not list", ((V, "meaning: một việc chung", "meaning: một việc chung, meaning_source: n-bao#p9"),), "vi/thuat-ngu.md:4:84 DV603"),
    Case("DV605 a figure in a meaning of our own", ((V, "một việc chung", "việc của 70 xã"), (E, "common work", "work of 70 communes")), "vi/thuat-ngu.md:4:59 DV605, en/thuat-ngu.md:4:77 DV605"),
    Case("DV605 a figure in a meaning, with a source for the abbreviation alone", ((V, "nơi lo việc chung", "nơi của 70 xã"), (E, "where common work is seen to", "of 70 communes")), "vi/thuat-ngu.md:5:65 DV605, en/thuat-ngu.md:5:36 DV605"),
    Case("a figure in a meaning that has a source", ((V, "một việc chung", "việc của 70 xã, meaning_source: n-bao#p1"), (E, "common work", "work of 70 communes"))),
    # What holds for a claim's sources and for editorial words
    Case("DV602 a source that is not there", ((V, "n-bao#p3", "n-bau#p3"),), "vi/thuat-ngu.md:5:47 DV602"),
    Case("DV602 a blank beside the sign", ((V, SOURCE, ", source: 'n-bao #p3'"),), "vi/thuat-ngu.md:5:47 DV602"),
    Case("DV603 a place that the source does not list", ((V, "n-bao#p3", "n-bao#p9"),), "vi/thuat-ngu.md:5:47 DV603"),
    Case("DV605 a figure without a source", added("term: 70 xã", "term: 70 communes"), "vi/thuat-ngu.md:4:10 DV605, en/thuat-ngu.md:4:10 DV605"),
    Case("a figure of the page on which it is met", added(f"term: 51 đơn vị, met: {KQ}", "term: 51 units")),
    Case("a figure with a source", added("term: 70 xã, source: n-bao#p1", "term: 70 communes")),
    Case("DV412 English in the Vietnamese", added("term: this is a part of the page that was forgotten by the editors", "term: part"), "vi/thuat-ngu.md:4:10 DV412"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_found_and_where(case: Case, small: Path) -> None:
    run(case, small)


def test_a_link_to_a_word_leads_to_one_that_is_there(small: Path) -> None:
    for anchor, told in (("tn-ubnd", []), ("tn-uban", ["DV317", "DV317"])):
        root = small / anchor
        make(root)
        for lang in LANGS:
            edit(root, (f"{lang}/{KQ}", "../../cam-ket/2018-2020/ck-01.md", f"../../thuat-ngu.md#{anchor}"))
        assert [finding.code for finding in found(read_archive(root), "DV3")] == told


def test_every_rule_has_a_case() -> None:
    assert not uncovered(CASES, "DV42")


MEANT_BY_OTHER = (V, "meaning: một việc chung", "meaning: một việc chung, meaning_source: n-khac#qua")


def test_a_withdrawn_source_holds_no_word(small: Path) -> None:
    edit(small, (V, "n-bao#p3", "n-bao#p3 n-khac#qua"), MEANT_BY_OTHER, *withdrawn("nguon/n-khac.md", ""))
    codes = shown(found(load(small)))
    assert "vi/thuat-ngu.md:5:47 DV624" in codes
    assert "vi/thuat-ngu.md:4:84 DV624" in codes


def test_a_draft_holds_no_word_and_none_is_met_there(small: Path) -> None:
    edit(small, (V, "n-bao#p3", "n-bao#p3 n-khac#qua"), MEANT_BY_OTHER, (V, "met: index.md", f"met: {KQ}"))
    edit(small, *((f"vi/{path}", "kind:", "draft: true\nkind:") for path in ("nguon/n-khac.md", KQ)))
    codes = shown(found(load(small)))
    assert "vi/thuat-ngu.md:5:47 DV628" in codes
    assert "vi/thuat-ngu.md:4:44 DV628" in codes
    assert any(
        code.startswith("vi/thuat-ngu.md:4:") and code.endswith("DV628") and ":44 " not in code for code in codes
    )
