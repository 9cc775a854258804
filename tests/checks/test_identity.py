"""Ids, relations and folders, DV501 to DV509 and DV515, and what is said twice, DV512 to DV514: what each rule finds, where, and what it lets pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.archives import (
    BODY,
    CAMPAIGN,
    CK,
    DOCUMENT,
    KQ,
    LATER,
    PAPER,
    PERSON,
    SIGNING,
    edit,
    found,
    load,
    put,
    remove,
    shown,
    valid_files,
    withdrawn,
)
from tests.checks.tables import Case, run, uncovered

from archive.checks.copies import Index
from archive.content.read import read_archive

VI = {path: f"vi/{path}" for path in (BODY, CAMPAIGN, CK, DOCUMENT, KQ, LATER, PERSON, SIGNING)}
SECOND = (
    "---\nid: {id}\nkind: result\nperiod: 2015/2018\ntitle: Việc khác\n---\n"
    'Một việc khác.\n{{ #{claim} .claim source="n-bao#p3" }}\n'
)
TWIN = "---\ntitle: Another\n---\nAnother thing.\n{{ #{claim} .claim }}\n"


def second(record: str, claim: str, path: str = "ket-qua/2015-2018/kq-02.md") -> tuple[tuple[str, str, str], ...]:
    """A second result, in both languages."""
    return (
        (f"vi/{path}", "", SECOND.format(id=record, claim=claim)),
        (f"en/{path}", "", TWIN.format(claim=claim)),
    )


def saying(words: str, *more: str, title: str = "Việc khác", record: str = "kq-02") -> tuple[tuple[str, str, str], ...]:
    """A second result that says these words, one claim each, in English nothing that matters."""
    path = f"ket-qua/2015-2018/{record}.md"
    each = list(enumerate((words, *more), 1))
    vi = "\n\n".join(f'{text}\n{{ #{record}-{n} .claim source="n-bao#p3" }}' for n, text in each)
    en = "\n\n".join(f"{text}\n{{ #{record}-{n} .claim }}" for n, text in each)
    front = f"id: {record}\nkind: result\nperiod: 2015/2018\ntitle: {title}"
    return (f"vi/{path}", "", f"---\n{front}\n---\n{vi}\n"), (f"en/{path}", "", f"---\ntitle: Another\n---\n{en}\n")


FIRST, SUM = "51 đơn vị giúp các xã nghèo.", "Số tiền là trên 10 tỷ đồng."
LONG = "Hai bên thường xuyên gặp nhau để bàn việc giúp các xã nghèo ở miền núi."
COPY = "vi/ket-qua/2015-2018/kq-02.md"
EDITORIAL = "Con số 51 không nói mỗi đơn vị góp bao nhiêu."

TWICE = [
    Case("DV512 the words of another record's claim", saying(FIRST), f"{COPY}:7:1 DV512"),
    Case("DV512 in other letters and marks", saying("51 ĐƠN VỊ, giúp các xã nghèo"), f"{COPY}:7:1 DV512"),
    Case("DV512 twice on one page", saying(LONG, LONG), f"{COPY}:10:1 DV512"),
    Case("one of the two is withdrawn", (*saying(FIRST), (COPY, "n-bao#p3\"", "n-bao#p3\" withdrawn=\"2027-01-05\""))),
    Case("its record is withdrawn", (*saying(FIRST), (COPY, "kind: result", "kind: result\nwithdrawn: 2027-01-05"))),
    Case("DV513 one word more", saying(LONG, LONG.replace("để bàn", "để cùng bàn")), f"{COPY}:10:1 DV513"),
    Case("DV513 another order", saying(LONG, "Để bàn việc giúp các xã nghèo ở miền núi, hai bên thường xuyên gặp nhau."), f"{COPY}:10:1 DV513"),
    Case("DV513 in editorial words", ((VI[KQ], EDITORIAL, "Có 51 đơn vị giúp các xã nghèo.\n\n"),), "vi/ket-qua/2015-2018/kq-01.md:16:1 DV513"),
    Case("DV513 a claim without its attributes, in English", ((f"en/{KQ}", "The figure 51 does not say what each unit gave.", "So 51 units help poor communes.\n\n"),), "en/ket-qua/2015-2018/kq-01.md:11:1 DV513"),
    Case("another figure", saying("10 tỷ đồng thuộc về việc giúp các xã nghèo ở miền núi.", "51 đồng thuộc về việc giúp các xã nghèo ở miền núi.")),
    Case("a denial", saying(LONG, LONG.replace("thường xuyên", "không thường xuyên"))),
    Case("another name", saying("Chỉ có Nguyễn Văn Mẫu giúp các xã nghèo ở đó.", "Chỉ có Trần Văn Mẫu giúp các xã nghèo ở đó.")),
    Case("another title", saying("Nhiều xã nghèo tham gia phong trào thi đua “Một”.", "Nhiều xã nghèo tham gia phong trào thi đua “Hai”.")),
    Case("other words", saying(LONG, "Hai bên ít gặp nhau, và bàn về việc khác hẳn ở miền xuôi.")),
    Case("DV514 a record copied whole", saying(FIRST, SUM, title="Giúp xã nghèo"), f"{COPY}:2:1 DV514"),
    Case("the same title, another claim", saying(LONG, title="Giúp xã nghèo")),
    Case(
        "DV514 a source copied whole",
        tuple((f"{lang}/nguon/n-hai.md", "", valid_files()[f"{lang}/{PAPER}"].replace("id: n-bao\n", "id: n-hai\n")) for lang in ("vi", "en")),
        "vi/nguon/n-hai.md:2:1 DV514",
    ),
]  # fmt: skip


CASES = [
    Case("nothing changed", ()),
    Case("another result", second("kq-02", "kq-02-1")),
    Case(
        "DV501 one id on two pages",
        second("kq-01", "kq-01-3"),
        "vi/ket-qua/2015-2018/kq-02.md:2:1 DV501",
    ),
    Case(
        "DV501 one claim id twice",
        ((f"vi/{KQ}", "#kq-01-2", "#kq-01-1"), (f"en/{KQ}", "#kq-01-2", "#kq-01-1")),
        "vi/ket-qua/2015-2018/kq-01.md:14:7 DV501",
    ),
    Case(
        "DV501 a claim with a record's id",
        (
            ("vi/to-chuc/khac.md", "", "---\nid: tc-ban-1\nkind: organization\ntitle: Ban Mẫu\n---\nLời biên tập.\n"),
            ("en/to-chuc/khac.md", "", "---\ntitle: Sample Commission\n---\nEditorial words.\n"),
        ),
        "vi/to-chuc/khac.md:2:1 DV501",
    ),
    Case("DV502 the prefix of another kind", second("ck-02", "ck-02-1"), "vi/ket-qua/2015-2018/kq-02.md:2:1 DV502"),
    Case("DV502 a numbered kind with one digit", second("kq-2", "kq-2-1"), "vi/ket-qua/2015-2018/kq-02.md:2:1 DV502"),
    Case("DV502 a numbered kind with a slug", second("kq-hai", "kq-hai-1"), "vi/ket-qua/2015-2018/kq-02.md:2:1 DV502"),
    Case(
        "DV503 a claim of another record",
        second("kq-02", "kq-03-1"),
        "vi/ket-qua/2015-2018/kq-02.md:8:3 DV503, en/ket-qua/2015-2018/kq-02.md:5:3 DV503",
    ),
    Case(
        "DV503 a number that is a power",
        second("kq-02", "kq-02-²"),
        "vi/ket-qua/2015-2018/kq-02.md:8:3 DV503, en/ket-qua/2015-2018/kq-02.md:5:3 DV503",
    ),
    # DV135 names the digit in its place, so it is said once.
    Case("a full-width digit in a claim's id", second("kq-02", "kq-02-\uff17")),
    Case("an Arabic digit in a claim's id", second("kq-02", "kq-02-\u0661")),
    Case(
        "DV503 a number with a nought",
        second("kq-02", "kq-02-01"),
        "vi/ket-qua/2015-2018/kq-02.md:8:3 DV503, en/ket-qua/2015-2018/kq-02.md:5:3 DV503",
    ),
    Case(
        "DV503 the class before the id",
        ((f"vi/{CK}", "#ck-01-1 .claim", ".claim #ck-01-1"),),
        "vi/cam-ket/2018-2020/ck-01.md:10:10 DV503",
    ),
    Case(
        "DV503 a claim on a page without id",
        (
            ("vi/trich-dan.md", "Lời biên tập.", 'Lời.\n{ #x-1 .claim source="n-bao#p1" }'),
            ("en/trich-dan.md", "Editorial words.", "Words.\n{ #x-1 .claim }"),
        ),
        "vi/trich-dan.md:4:1 DV503, en/trich-dan.md:4:1 DV503",
    ),
    Case(
        "DV504 a claim deleted",
        (
            (f"vi/{KQ}", '51 đơn vị giúp các xã nghèo.\n{ #kq-01-1 .claim source="n-bao#p3" }\n', "51 đơn vị.\n"),
            (f"en/{KQ}", "51 units help poor communes.\n{ #kq-01-1 .claim }\n", "51 units.\n"),
        ),
        "vi/ket-qua/2015-2018/kq-01.md:10:1 DV504",
    ),
    Case(
        "numbers in any order",
        (
            (f"vi/{SIGNING}", "#tt-ky-ket-1", "#tt-ky-ket-9"),
            (f"vi/{SIGNING}", "#tt-ky-ket-2", "#tt-ky-ket-1"),
            (f"vi/{SIGNING}", "#tt-ky-ket-9", "#tt-ky-ket-2"),
            (f"en/{SIGNING}", "#tt-ky-ket-1", "#tt-ky-ket-9"),
            (f"en/{SIGNING}", "#tt-ky-ket-2", "#tt-ky-ket-1"),
            (f"en/{SIGNING}", "#tt-ky-ket-9", "#tt-ky-ket-2"),
        ),
    ),
    Case(
        "a claim withdrawn, not deleted",
        withdrawn(KQ, "kq-01-1"),
    ),
    Case(
        "DV505 no such campaign",
        ((f"vi/{KQ}", "[dan-van-kheo]", "[dan-van-kheo, dan-van-khoe]"),),
        "vi/ket-qua/2015-2018/kq-01.md:4:27 DV505",
    ),
    Case("DV505 no such body", ((f"vi/{KQ}", "[tc-ban]", "[tc-khac]"),), "vi/ket-qua/2015-2018/kq-01.md:5:10 DV505"),
    Case(
        "DV505 a person among bodies",
        ((f"vi/{KQ}", "[tc-ban]", "[nv-mau]"),),
        "vi/ket-qua/2015-2018/kq-01.md:5:10 DV505",
    ),
    Case(
        "DV505 no such issuer",
        ((f"vi/{DOCUMENT}", "issuer: tc-ban", "issuer: tc-khac"),),
        "vi/van-ban/chi-thi-02.md:6:1 DV505",
    ),
    Case(
        "DV505 a person issues",
        ((f"vi/{DOCUMENT}", "issuer: tc-ban", "issuer: nv-mau"),),
        "vi/van-ban/chi-thi-02.md:6:1 DV505",
    ),
    Case(
        "DV505 continues a commitment",
        ((f"vi/{CK}", "[kq-01]", "[tt-ky-ket]"),),
        "vi/cam-ket/2018-2020/ck-01.md:6:13 DV505",
    ),
    Case(
        "DV505 the date rests on nothing",
        ((f"vi/{SIGNING}", "date_rests_on: bc-01-1", "date_rests_on: bc-01-9"),),
        "vi/thoa-thuan/ky-ket.md:8:1 DV505",
    ),
    Case(
        "DV506 a result of the next period",
        ((f"vi/{KQ}", "2015/2018", "2018/2020"),),
        "vi/ket-qua/2015-2018/kq-01.md:6:1 DV506",
    ),
    Case(
        "DV506 a commitment of the period before",
        ((f"vi/{CK}", "2018/2020", "2015/2018"),),
        "vi/cam-ket/2018-2020/ck-01.md:5:1 DV506",
    ),
    Case("an agreement has its own period", ((f"vi/{SIGNING}", "2018/2020", "2015/2018"),)),
    Case(
        "DV507 another name than the slug",
        (
            (f"vi/{CAMPAIGN}", "cd-dan-van-kheo", "cd-kheo"),
            (f"vi/{KQ}", "[dan-van-kheo]", "[kheo]"),
            (f"vi/{CK}", "[dan-van-kheo]", "[kheo]"),
            (f"vi/{LATER}", "[dan-van-kheo]", "[kheo]"),
        ),
        "vi/chien-dich/dan-van-kheo.md:2:1 DV507",
    ),
    Case(
        "DV508 related to itself",
        ((f"vi/{PERSON}", "bodies: [tc-ban]", "related: [tt-ky-ket, nv-mau]"),),
        "vi/nhan-vat/mau.md:4:22 DV508",
    ),
    Case(
        "DV509 a commitment without a claim",
        (
            (f"vi/{CK}", 'Hai bên tiếp tục giúp các xã nghèo.\n{ #ck-01-1 .claim source="n-bao#p3" }', "Lời biên tập."),
            (f"en/{CK}", "The two sides keep up the help for poor communes.\n{ #ck-01-1 .claim }", "Ours."),
        ),
        "vi/cam-ket/2018-2020/ck-01.md:2:1 DV509",
    ),
    Case(
        "a withdrawn one needs none",
        (
            (f"vi/{CK}", 'Hai bên tiếp tục giúp các xã nghèo.\n{ #ck-01-1 .claim source="n-bao#p3" }', "Lời biên tập."),
            (f"en/{CK}", "The two sides keep up the help for poor communes.\n{ #ck-01-1 .claim }", "Ours."),
            *withdrawn(CK, ""),
        ),
    ),
    Case(
        "a claim without its dot is DV305's alone",
        ((f"vi/{CK}", ".claim", "claim"),),
    ),
    Case(
        "DV515 a result in another folder",
        second("kq-02", "kq-02-1", "ket-qua/kq-02.md"),
        "vi/ket-qua/kq-02.md:1:1 DV515",
    ),
    Case("a result in a folder of its own below", second("kq-02", "kq-02-1", "ket-qua/2015-2018/xa/kq-02.md")),
    Case("related to another", ((f"vi/{PERSON}", "bodies: [tc-ban]", "related: [tt-ky-ket]"),)),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_is_found_and_where(case: Case, small: Path) -> None:
    run(case, small)


def test_every_rule_of_the_hundred_has_a_case() -> None:
    assert uncovered([*CASES, *TWICE], "DV5") == set()


@pytest.mark.parametrize("case", TWICE, ids=str)
def test_what_is_said_twice(case: Case, small: Path) -> None:
    result = shown(found(load(small, *case.edits), "DV5"))
    assert result == case.findings, f"{case.name}: {result}"


def test_of_two_pages_with_one_id_the_message_names_the_first(small: Path) -> None:
    put(small, "vi/ket-qua/2015-2018/kq-00.md", SECOND.format(id="kq-01", claim="kq-01-3"))
    finding = next(f for f in found(read_archive(small), "DV5") if f.code == "DV501")
    assert finding.place.path == "docs/vi/ket-qua/2015-2018/kq-00.md", "the copy is the one whose file has another name"
    assert "docs/vi/ket-qua/2015-2018/kq-01.md:2:1" in finding.message.en


def test_a_campaign_that_is_removed_is_missed_by_each_record_that_names_it(small: Path) -> None:
    remove(small, f"vi/{CAMPAIGN}", f"en/{CAMPAIGN}")
    edit(small)
    names = [item.split(":")[0] for item in shown(found(read_archive(small), "DV5"))]
    assert names == [f"vi/{LATER}", f"vi/{CK}", f"vi/{KQ}"]


@pytest.mark.parametrize(
    ("file", "old", "new", "meant"),
    [
        (KQ, "[dan-van-kheo]", "[dan-van-khoe]", "dan-van-kheo"),
        (KQ, "[tc-ban]", "[tc-bann]", "tc-ban"),
        (CK, "[kq-01]", "[kq-10]", "kq-01"),
        (SIGNING, "date_rests_on: bc-01-1", "date_rests_on: bc-01-11", "bc-01-1"),
    ],
)
def test_an_unknown_id_is_answered_with_the_nearest(small: Path, file: str, old: str, new: str, meant: str) -> None:
    edit(small, (f"vi/{file}", old, new))
    finding = next(f for f in found(read_archive(small), "DV5") if f.code == "DV505")
    assert f"có phải là “{meant}” không?" in finding.message.vi
    assert f"did you mean “{meant}”?" in finding.message.en


def test_a_copy_is_named_with_the_first(small: Path) -> None:
    [finding] = found(load(small, *saying(FIRST)), "DV5")
    assert finding.message.vi == "kq-02-1 trùng lời với kq-01-1"
    assert finding.message.en == "kq-02-1 has the same words as kq-01-1"


def test_many_near_texts_are_not_held_to_each_other() -> None:
    # The same words throughout, and other names in each: all are candidates, and none is near.
    words = ["so", *(letter * 3 for letter in "abcdefghij")]
    texts = {
        f"t-{n}": " ".join(word.title() if i and n >> (i - 1) & 1 else word for i, word in enumerate(words))
        for n in range(400)
    }
    index = Index("en", texts)
    held = 0

    class Counted(dict[str, frozenset[str]]):
        def __getitem__(self, key: str) -> frozenset[str]:
            nonlocal held
            held += 1
            return super().__getitem__(key)

    index._words = Counted(index._words)
    for name, text in texts.items():
        index.near(text, but=name)
    assert held < 120 * len(texts), "the cost of looking for near texts grows with the square of their number"
