"""Drafts as the rules see them: what published pages may not rest on or lead to, and what cannot become a draft."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.archives import BODY, CK, DOCUMENT, KQ, LATER, OTHER, PERSON, SIGNING, YEAR, Edit, load, shown, withdrawn
from tests.checks.tables import Case, run
from tests.drafts import CAMPAIGN as SEEDS
from tests.drafts import EVENT, PLAIN, RESULT, draft, drafts

from archive.catalogue import rules
from archive.checks.checking import check

LINKED = ("Lời biên tập.", "Xem [bài]({}).")
ENGLISH = ("Editorial words.", "See the [page]({}).")
CASES = [
    Case("drafts rest on published pages and on each other", drafts()),
    Case("a source of a claim", (*drafts(), (f"vi/{LATER}", "n-khac#qua", "n-nhap#p1")), f"vi/{LATER}:8:19 DV628"),
    Case("one of two sources", (*drafts(), (f"vi/{LATER}", "n-khac#qua", "n-khac#qua n-nhap#p1")), f"vi/{LATER}:8:19 DV628"),
    Case("a premise", (*drafts(), (f"vi/{YEAR}", 'from="tt-ky-ket-1 bc-01-2"', 'from="tt-ky-ket-1 bc-01-2 kq-77-1"')), f"vi/{YEAR}:8:37 DV628"),
    Case("what replaces a claim", (*drafts(), *withdrawn(KQ, "kq-01-2", instead="kq-77-1")), f"vi/{KQ}:14:76 DV628"),
    Case("what says the same", (*drafts(), *withdrawn(KQ, "kq-01-2", same_as="kq-77-1")), f"vi/{KQ}:14:76 DV628"),
    Case("an answer", (*drafts(), (f"vi/{KQ}", "#kq-01-1 .claim", '#kq-01-1 .claim answer="kq-77-1"')), f"vi/{KQ}:11:19 DV628"),
    Case("a quotation", (*drafts(), ("vi/boi-canh/index.md", LINKED[0], "{{ kq-77-1 }}"), ("en/boi-canh/index.md", ENGLISH[0], "{{ kq-77-1 }}")), "vi/boi-canh/index.md:4:1 DV628"),
    Case("what replaces a record", (*drafts(), *withdrawn(CK, "", instead="ck-77"), *(
        ("vi/cam-ket/2018-2020/ck-77.md", "", "---\nid: ck-77\nkind: commitment\nperiod: 2018/2020\ntitle: Việc\ndraft: true\n---\nHai bên làm việc khác.\n{ #ck-77-1 .claim source=\"n-bao#p3\" }\n"),
        ("en/cam-ket/2018-2020/ck-77.md", "", "---\ntitle: Work\n---\nThe two sides do other work.\n{ #ck-77-1 .claim }\n"))), f"vi/{CK}:9:1 DV628"),
    Case("a campaign", (*drafts(), (f"vi/{CK}", "campaigns: [dan-van-kheo]", "campaigns: [dan-van-kheo, hat-giong]")), f"vi/{CK}:4:27 DV628"),
    Case("a result that goes on", (*drafts(), (f"vi/{CK}", "continues: [kq-01]", "continues: [kq-01, kq-77]")), f"vi/{CK}:6:20 DV628"),
    Case("a related record", (*drafts(), (f"vi/{YEAR}", "related: [tt-ky-ket]", "related: [sk-dung-nha]")), f"vi/{YEAR}:4:11 DV628"),
    Case("a body", (draft(BODY),), f"vi/{KQ}:5:10 DV628, vi/{PERSON}:4:10 DV628, vi/{SIGNING}:4:10 DV628, vi/{DOCUMENT}:6:1 DV628"),
    Case("the conclusion under a date", (*drafts(), draft(YEAR)), f"vi/{SIGNING}:8:1 DV628"),
    Case("a link", (*drafts(), ("vi/boi-canh/index.md", LINKED[0], LINKED[1].format("../su-kien/dung-nha.md"))), "vi/boi-canh/index.md:4:11 DV628"),
    Case("a link to a claim", (*drafts(), ("vi/index.md", LINKED[0], LINKED[1].format(f"{RESULT}#kq-77-1"))), "vi/index.md:4:11 DV628"),
    Case("an English link", (*drafts(), ("en/index.md", ENGLISH[0], ENGLISH[1].format(RESULT)), ("vi/index.md", LINKED[0], LINKED[1].format(KQ))), "en/index.md:4:16 DV628"),
    Case("a link to a plain page", (*drafts(), ("vi/index.md", LINKED[0], LINKED[1].format(PLAIN))), "vi/index.md:4:11 DV628"),
    Case("a link in a reason", (*drafts(), (f"vi/{YEAR}", "một ngày 9/7 như thế.", f"một ngày 9/7 như [thế](../{PLAIN}).")), f"vi/{YEAR}:10:31 DV628"),
    Case("a link to a list that is made while its page is a draft", (draft("boi-canh/index.md"), ("vi/index.md", LINKED[0], LINKED[1].format("boi-canh/index.md")))),
    Case("a heading of a page in whose place a list is made", (draft("boi-canh/index.md"), ("vi/boi-canh/index.md", "Lời biên tập.", "## Đọc\n\nLời."), ("en/boi-canh/index.md", "Editorial words.", "## Reading\n\nWords."),
        ("vi/index.md", LINKED[0], LINKED[1].format("boi-canh/index.md#doc"))), "vi/index.md:4:11 DV628"),
    Case("the home page", (draft("index.md"),), "vi/index.md:2:1 DV628"),
    Case("a figure that only a draft of the folder supports", (*drafts(), (f"vi/{RESULT}", "Nhà sàn được", "73 nhà sàn được"), (f"en/{RESULT}", "Stilt houses were", "73 stilt houses were"),
        ("vi/ket-qua/2015-2018/index.md", "Lời biên tập.", "Có 73 nhà."), ("en/ket-qua/2015-2018/index.md", "Editorial words.", "There are 73 houses.")),
        "vi/ket-qua/2015-2018/index.md:4:1 DV605, en/ket-qua/2015-2018/index.md:4:1 DV605"),
    Case("`draft: false` is no draft", (*drafts(mark="draft: false\n"), (f"vi/{LATER}", "n-khac#qua", "n-nhap#p1"))),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=str)
def test_what_rests_on_a_draft_is_found_where_it_stands(case: Case, small: Path) -> None:
    run(case, small)


def test_what_is_said_names_the_draft_and_both_ways_out(small: Path) -> None:
    load(small, *drafts(), (f"vi/{LATER}", "n-khac#qua", "n-nhap#p1"))
    [finding] = check(load(small))
    assert finding.line("vi").endswith(
        "n-nhap là bản nháp, chưa công bố; bỏ `draft: true` của trang ấy, hoặc bỏ nguồn này"
    )
    assert finding.line("en").endswith(
        "n-nhap is a draft, which is not published; drop its page's `draft: true`, or this source"
    )


SETTINGS = {
    "a menu": ('page = "thoa-thuan/index.md"', f'page = "{PLAIN}"', "DV015"),
    "the key source": ('source = "n-bao"', 'source = "n-nhap"', "DV015"),
    "words of a page": ("[source]\n", f'[own_words."{PLAIN}"]\n"40 trang" = "vì sao"\n\n[source]\n', "DV015"),
}


@pytest.mark.parametrize("what", SETTINGS)
def test_settings_that_name_a_draft_are_told_why(small: Path, what: str) -> None:
    old, new, code = SETTINGS[what]
    load(small, *drafts())
    assert check(load(small)) == []
    text = (small / "archive.toml").read_text("utf-8")
    assert old in text
    (small / "archive.toml").write_text(text.replace(old, new, 1), "utf-8")
    [finding] = check(load(small))
    assert (finding.place.path, finding.code) == ("archive.toml", code)
    assert "(không kể bản nháp)" in finding.message.vi
    assert "bỏ `draft: true`" in finding.fix.vi


def test_a_template_that_links_a_draft_is_found(small: Path) -> None:
    found = check(load(small, draft("tim-kiem.md")))
    assert {finding.code for finding in found} == {"DV011"}
    assert all("(drafts left aside)" in finding.message.en for finding in found)


RECORDED: dict[str, tuple[str, str, bool]] = {
    "its address": (EVENT, "su-kien/dung-nha/", True),
    "its English address": (EVENT, "en/su-kien/dung-nha/", True),
    "its id": (RESULT, "id/kq-77/", True),
    "the id of a claim": (RESULT, "en/id/kq-77-2/", True),
    "an old address": (SEEDS, "chien-dich/giong-cu/", True),
    "a plain page's address": (PLAIN, "so-tay-do-dang/", True),
    "another's": (EVENT, "nhan-vat/mau/", False),
}


@pytest.mark.parametrize("what", RECORDED)
def test_what_was_published_cannot_become_a_draft(small: Path, what: str) -> None:
    path, address, wrong = RECORDED[what]
    (small / "published.txt").write_text(f"{address}\n", "utf-8")
    found = check(load(small, *drafts()))
    line = (small / "docs/vi" / path).read_text("utf-8").split("\n").index("draft: true") + 1
    assert shown(found) == ([f"vi/{path}:{line}:1 DV806"] if wrong else [])
    if wrong:
        assert f"Trang đã công bố không thể thành bản nháp (/{address}" in found[0].message.vi


def test_a_published_record_that_becomes_a_draft_is_the_cause_of_what_rested_on_it(small: Path) -> None:
    (small / "published.txt").write_text("id/n-khac/\nnguon/n-khac/\n", "utf-8")
    assert shown(check(load(small, draft(OTHER)))) == [f"vi/{OTHER}:13:1 DV806"]


def test_a_list_that_was_made_may_be_written_as_a_draft(small: Path) -> None:
    (small / "published.txt").write_text("boi-canh/\nen/boi-canh/\n", "utf-8")
    assert shown(check(load(small, draft("boi-canh/index.md")))) == []


FRONT: dict[str, tuple[str, str, str]] = {
    "yes": ("yes", "DV208 3:8", "“yes”, không phải true hay false"),
    "capitals": ("True", "DV208 3:8", "“True”, không phải true hay false"),
    "nothing": ("", "DV208 3:1", "để trống, không phải true hay false"),
    "a list": ("[true]", "DV208 3:8", "không phải true hay false"),
    "words in Vietnamese": ("đúng", "DV208 3:8", "“đúng”, không phải true hay false"),
    "true": ("true", "", ""),
    "false": ("false", "", ""),
}


@pytest.mark.parametrize("what", FRONT)
def test_the_key_is_true_or_false(small: Path, what: str) -> None:
    value, expected, words = FRONT[what]
    edits: tuple[Edit, ...] = (
        ("vi/moi.md", "", f"---\ntitle: Mới\ndraft: {value}\n---\nLời.\n".replace(": \n", ":\n")),
        ("en/moi.md", "", "---\ntitle: New\n---\nWords.\n"),
    )
    found = check(load(small, *edits), tuple(rule for rule in rules() if rule.code < "DV300"))
    assert [f"{f.code} {f.place.line}:{f.place.column}" for f in found] == ([expected] if expected else [])
    assert all(words in finding.message.vi and "viết true" in finding.fix.vi for finding in found)


def test_the_key_stands_in_the_vietnamese_page_alone(small: Path) -> None:
    [finding] = check(load(small, *drafts(), (f"en/{PLAIN}", "title: ", "draft: true\ntitle: ")))
    assert (finding.code, finding.place.path) == ("DV207", f"docs/en/{PLAIN}")
    assert re.search("“draft” chỉ ghi ở trang tiếng Việt; xóa dòng này", finding.line("vi"))


def test_a_draft_with_an_error_has_it(small: Path) -> None:
    found = check(load(small, *drafts(), (f"vi/{EVENT}", ' source="n-nhap#p1"', "")))
    assert [(finding.code, finding.place.path) for finding in found] == [("DV601", f"docs/vi/{EVENT}")]
