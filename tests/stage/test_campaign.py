"""A campaign's page holds every live claim of every record that names the campaign, once, below a heading that is true."""

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
    OTHER,
    PAPER,
    PERSON,
    REPOSITORY,
    SIGNING,
    YEAR,
    load,
    put,
    staged,
)
from tests.stage.test_staging import html

from archive.content.kinds import KINDS
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.findings import LANGS
from archive.stage.page import StagedPage

EVENT = "su-kien/mau.md"
PLACES = {
    "agreement": SIGNING,
    "result": KQ,
    "commitment": CK,
    "context": YEAR,
    "document": DOCUMENT,
    "organization": BODY,
    "person": PERSON,
    "event": EVENT,
    "source": PAPER,
    "campaign": "chien-dich/khac.md",
}
"""A record of every kind; what the minimal archive lacks is written by the test."""


def shown(page: StagedPage) -> list[str]:
    """Every claim of the page: those that it lists, and its own (a listed one is a box too)."""
    tree = html(page)
    return [node.text() for node in tree.css(".claim-box .permalink")]


def wanted(archive: Archive, slug: str) -> set[str]:
    """The claims that belong to a campaign: reckoned from front matter and attributes alone."""
    return {
        claim.id
        for record in archive.records.values()
        if slug in record.meta.campaigns and not record.meta.withdrawn
        for claim in record.claims
        if not claim.withdrawn and (claim.campaigns is None or slug in claim.campaigns)
    }


def missing(archive: Archive, only: str = "") -> list[str]:
    """`page: claim` for every claim that does not stand once on its campaign's page, and every one that has no place there."""
    pages = staged(archive)
    wrong = []
    for campaign in archive.of_kind("campaign"):
        slug = campaign.id.removeprefix("cd-")
        for lang in LANGS if not only or slug == only else ():
            found = shown(pages[f"{lang}/{campaign.vi.path}"])
            right = wanted(archive, slug)
            odd = sorted(set(found) ^ right) + sorted({claim for claim in found if found.count(claim) > 1})
            wrong += [f"{lang}/{campaign.vi.path}: {claim}" for claim in odd]
    return wrong


def test_the_real_campaigns_hold_all_their_claims() -> None:
    archive = read_archive(REPOSITORY)
    counted = sum(len(wanted(archive, record.id.removeprefix("cd-"))) for record in archive.of_kind("campaign"))
    assert counted > 50, "the real content has hardly a claim in a campaign: is it read?"
    assert missing(archive) == [], "claims that stand nowhere, or more than once, on their campaign's page"


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_of_any_kind_brings_its_claims(small: Path, kind: str) -> None:
    path = PLACES[kind]
    if kind == "event":
        body = 'Ngày 9/5/2016 có một buổi họp.\n{ #sk-mau-1 .claim source="n-khac#qua" when="2016-05-09" }\n'
        put(small, f"vi/{path}", f"---\nid: sk-mau\nkind: event\ndate: 2016-05-09\ntitle: Họp\n---\n{body}")
        put(
            small,
            f"en/{path}",
            "---\ntitle: A meeting\n---\nThere was a meeting on 9 May 2016.\n{ #sk-mau-1 .claim }\n",
        )
    elif kind == "campaign":
        put(small, f"vi/{path}", "---\nid: cd-khac\nkind: campaign\ntitle: Việc khác\n---\n"
            'Việc khác nối với phong trào.\n{ #cd-khac-1 .claim source="n-bao#p3" }\n')  # fmt: skip
        put(small, f"en/{path}", "---\ntitle: Another\n---\nAnother thing is tied to it.\n{ #cd-khac-1 .claim }\n")
    elif kind == "source":
        (small / "docs/vi" / path).open("a").write('Báo Mẫu là một tờ báo.\n{ #n-bao-1 .claim source="n-bao#p1" }\n')
        (small / "docs/en" / path).open("a").write("The Sample Paper is a newspaper.\n{ #n-bao-1 .claim }\n")
    text = (small / "docs/vi" / path).read_text("utf-8")
    if "campaigns:" not in text:
        put(small, f"vi/{path}", text.replace(f"kind: {kind}\n", f"kind: {kind}\ncampaigns: [dan-van-kheo]\n"))
    archive = load(small)
    own = {claim.id for record in archive.records.values() if record.vi.path == path for claim in record.claims}
    assert own
    assert own <= wanted(archive, "dan-van-kheo"), "the test's own record is not in the campaign"
    assert missing(archive, "dan-van-kheo") == []


@pytest.mark.parametrize(
    ("when", "anchor", "vi", "en"),
    [
        ("2024-01-26", "ve-sau", "Về sau", "Later"),
        ("2018-07-10", "ve-sau", "Về sau", "Later"),
        ("2018-08/..", "ve-sau", "Về sau", "Later"),
        ("2018-07-09", "trong-nhung-nam-ay", "Trong những năm 2015–2018", "In the years 2015–2018"),
        ("2018?-07-09", "trong-nhung-nam-ay", "Trong những năm 2015–2018", "In the years 2015–2018"),
        ("2018", "trong-nhung-nam-ay", "Trong những năm 2015–2018", "In the years 2015–2018"),
        ("2010/..", "trong-nhung-nam-ay", "Trong những năm 2015–2018", "In the years 2015–2018"),
        ("2015-01-01", "trong-nhung-nam-ay", "Trong những năm 2015–2018", "In the years 2015–2018"),
        ("2014-12-31", "truoc-do", "Trước đó", "Before"),
        ("../2009", "truoc-do", "Trước đó", "Before"),
        ("", "khong-ghi-ngay", "Không ghi thời điểm", "No date given"),
    ],
)
def test_what_other_sources_state_stands_below_a_heading_that_is_true(
    small: Path, when: str, anchor: str, vi: str, en: str
) -> None:
    pages = staged(load(small, (f"vi/{LATER}", ' when="2024-01-26"', f' when="{when}"' if when else "")))
    for lang, title in (("vi", vi), ("en", en)):
        tree = html(pages[f"{lang}/{CAMPAIGN}"])
        sections = {(s.css("h2")[0].attributes["id"], s.css("h2")[0].text()) for s in tree.css("section.later")}
        assert sections == {(anchor, title)}, f"when={when!r} ({lang})"
        assert [node.text() for node in tree.css("section.later .permalink")] == ["bc-02-1"]


def test_without_a_signing_the_years_themselves_are_the_bound(small: Path) -> None:
    edits = [(f"vi/{SIGNING}", "date: 2018?-07-09\ndate_rests_on: bc-01-1\n", "")]
    edits.append((f"vi/{LATER}", 'when="2024-01-26"', 'when="2018-12-31"'))
    tree = html(staged(load(small, *edits))[f"vi/{CAMPAIGN}"])
    assert tree.css_first("#trong-nhung-nam-ay") is not None
    assert tree.css_first("#ve-sau") is None


def test_what_the_primary_source_states_elsewhere_is_not_said_to_come_from_others(small: Path) -> None:
    change = (f"vi/{DOCUMENT}", "kind: document\n", "kind: document\ncampaigns: [dan-van-kheo]\n")
    tree = html(staged(load(small, change))[f"vi/{CAMPAIGN}"])
    title = tree.css_first("h2#ngoai-ra")
    assert title is not None
    assert title.parent is not None
    assert [node.text() for node in title.parent.css(".permalink")] == ["vb-chi-thi-02-1"]
    assert "Theo các nguồn khác" not in title.parent.text()


def test_a_claim_that_names_other_campaigns_alone_stays_away(small: Path) -> None:
    other = "---\nid: cd-khac\nkind: campaign\ntitle: Việc khác\n---\n"
    put(small, "vi/chien-dich/khac.md", other)
    put(small, "en/chien-dich/khac.md", "---\ntitle: Another\n---\n")
    edits = [(f"vi/{KQ}", "campaigns: [dan-van-kheo]", "campaigns: [dan-van-kheo, khac]")]
    edits.append((f"vi/{KQ}", 'claim source="n-bao#p3" }', 'claim source="n-bao#p3" campaigns="khac" }'))
    archive = load(small, *edits)
    assert "kq-01-1" not in wanted(archive, "dan-van-kheo")
    assert missing(archive) == []
    assert shown(staged(archive)["vi/chien-dich/khac.md"]) == ["kq-01-1", "kq-01-2"]


def test_a_claim_that_names_none_belongs_to_no_campaign_of_its_record(small: Path) -> None:
    archive = load(small, (f"vi/{KQ}", 'claim source="n-bao#p3" }', 'claim source="n-bao#p3" campaigns="none" }'))
    assert "kq-01-1" not in shown(staged(archive)[f"vi/{CAMPAIGN}"]), "it belongs to no campaign and is shown in one"
    assert "kq-01-2" in shown(staged(archive)[f"vi/{CAMPAIGN}"])
    assert missing(archive) == []


@pytest.mark.parametrize("kind", ["context claim", "context record", "result claim"])
def test_what_is_withdrawn_leaves_the_page(small: Path, kind: str) -> None:
    edits = {
        "context claim": (f"vi/{LATER}", 'source="n-khac#qua"', 'source="n-khac#qua" withdrawn="2027-01-05"'),
        "context record": (f"vi/{LATER}", "kind: context", "kind: context\nwithdrawn: 2027-01-05"),
        "result claim": (f"vi/{KQ}", 'claim source="n-bao#p3" }', 'claim source="n-bao#p3" withdrawn="2027-01-05" }'),
    }
    archive = load(small, edits[kind])
    gone = "kq-01-1" if kind.startswith("result") else "bc-02-1"
    assert gone not in shown(staged(archive)[f"vi/{CAMPAIGN}"])
    assert missing(archive) == []


def test_sources_of_all_its_claims_are_listed(small: Path) -> None:
    tree = html(staged(load(small, (f"vi/{LATER}", ' when="2024-01-26"', "")))[f"vi/{CAMPAIGN}"])
    listed = tree.css_first("h2#nguon")
    assert listed is not None
    assert listed.parent is not None
    for name, path in (("Báo Mẫu", PAPER), ("Báo Khác", OTHER)):
        assert name in listed.parent.text(), f"{path} is cited by a claim of the page and not listed"
