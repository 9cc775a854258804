"""Authored pages as staged, and how they are written: claims in boxes, notices, proofs, lists, files on disk."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from mkdocs.utils.meta import get_data
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.archives import (
    CAMPAIGN,
    CK,
    DAY,
    DOCUMENT,
    KQ,
    LATER,
    OTHER,
    PAPER,
    PERSON,
    SIGNING,
    YEAR,
    edit,
    load,
    put,
    staged,
    withdrawn,
)

from archive.content.read import read_archive
from archive.context import Context
from archive.kept.tree import Known, Tree
from archive.stage.page import StagedPage
from archive.stage.staging import Staged, stage, write, write_assets

NEW_RESULT = (
    "---\nid: kq-02\nkind: result\ncampaigns: [dan-van-kheo]\nperiod: 2015/2018\ntitle: Việc mới\n---\n"
    'Phong trào có thêm một việc mới.\n{ #kq-02-1 .claim source="n-bao#p3" }\n'
)
NEW_TWIN = "---\ntitle: A new thing\n---\nThe movement has a new thing.\n{ #kq-02-1 .claim }\n"


def html(page: StagedPage) -> LexborHTMLParser:
    """The page's Markdown, of which the HTML is what these tests look at."""
    return LexborHTMLParser(page.whole())


def box(page: StagedPage, claim: str) -> LexborNode:
    """The box of a claim on its own page."""
    found = html(page).css_first(f"p.claim#{claim}")
    assert found is not None, f"{page.path} has no claim {claim}"
    assert found.parent is not None
    return found.parent


def listed(page: StagedPage, where: str = "") -> list[str]:
    """The claims that a page lists, by their permalinks."""
    return [node.text() for node in html(page).css(f"{where} .claim-list .permalink".strip())]


def test_a_page_that_is_asked_for_alone_is_the_page_of_the_whole_site(small: Path) -> None:
    """Tests ask for one page so."""
    archive = load(small)
    whole = dict(staged(archive))
    assert len(whole) > 100
    assert [name for name, page in whole.items() if staged(archive)[name] != page] == []


def test_adding_one_record_changes_its_campaigns_page_with_no_other_edit(small: Path) -> None:
    before = staged(load(small))
    put(small, "vi/ket-qua/2015-2018/kq-02.md", NEW_RESULT)
    put(small, "en/ket-qua/2015-2018/kq-02.md", NEW_TWIN)
    after = staged(read_archive(small))
    for lang, words in (("vi", "Phong trào có thêm một việc mới."), ("en", "The movement has a new thing.")):
        name = f"{lang}/{CAMPAIGN}"
        assert words not in before[name].body
        assert words in after[name].body
        assert listed(after[name], "section.then") == ["kq-01-1", "kq-01-2", "kq-02-1"]
        assert "kq-02" in after[f"{lang}/ket-qua/2015-2018/index.md"].body
        assert after[f"{lang}/{LATER}"] == before[f"{lang}/{LATER}"], "a record of another folder has changed"


def test_a_record_that_leaves_the_campaign_leaves_its_page(small: Path) -> None:
    page = staged(load(small, (f"vi/{KQ}", "campaigns: [dan-van-kheo]\n", "")))[f"vi/{CAMPAIGN}"]
    assert listed(page) == ["ck-01-1", "bc-02-1"]
    assert "Phần kết quả được thuật lại không nêu việc này." in page.body


def test_a_campaign_shows_then_next_later_and_what_goes_on(small: Path) -> None:
    page = staged(load(small))[f"vi/{CAMPAIGN}"]
    assert listed(page, "section.then") == ["kq-01-1", "kq-01-2"]
    assert listed(page, "section.next") == ["ck-01-1"]
    assert listed(page, "section.later") == ["bc-02-1"]
    tree = html(page)
    assert [node.text() for node in tree.css(".goes-on")] == [
        "Tiếp tục ở phần chương trình, theo lời nguồn: Giúp xã nghèo → Tiếp tục phong trào"
    ]
    assert {node.attributes["data-tier"] for node in tree.css("section.later [data-tier]")} == {"context"}
    sources = tree.css_first("h2#nguon")
    assert sources is not None
    assert sources.parent is not None
    assert sources.parent.text().replace("Nguồn", "", 1) == "Báo MẫuBáo Khác"


def test_what_came_before_stands_apart_from_what_came_later(small: Path) -> None:
    page = staged(load(small, (f"vi/{LATER}", 'when="2024-01-26"', 'when="2009-05"')))[f"vi/{CAMPAIGN}"]
    assert html(page).css_first("#truoc-do") is not None
    assert html(page).css_first("#ve-sau") is None


@pytest.mark.parametrize("where", ["claim", "record"])
def test_what_is_withdrawn_leaves_lists_but_stays_on_its_page(small: Path, where: str) -> None:
    pages = staged(load(small, *withdrawn(KQ, "kq-01-1" if where == "claim" else "")))
    own = pages[f"vi/{KQ}"]
    assert "51 đơn vị giúp các xã nghèo." in box(own, "kq-01-1").text()
    if where == "claim":
        assert "Đã rút 5/1/2027" in box(own, "kq-01-1").text()
        assert box(own, "kq-01-1").attributes["data-withdrawn"] == "2027-01-05"
    else:
        assert html(own).css_first(".notice--withdrawn") is not None
    for lang, day in (("vi", "Đã rút 5/1/2027"), ("en", "Withdrawn 5 January 2027")):
        marked = box(pages[f"{lang}/{KQ}"], "kq-01-1")
        assert marked.css_first(".chip--withdrawn") is not None, lang
        assert day in marked.text(), lang
        citation = html(pages[f"{lang}/id/kq-01-1.md"]).css_first(".citation")
        assert citation is not None
        assert day.lower()[:6] in citation.text(), "its citation would pass for one that stands"
    for name in (f"vi/{CAMPAIGN}", f"vi/{PAPER}", "vi/thong-ke.md", "vi/index.md"):
        assert "kq-01-1" not in listed(pages[name]), f"{name} still lists the withdrawn claim"
        assert "51 đơn vị giúp các xã nghèo." not in pages[name].body, f"{name} still states the withdrawn claim"


@pytest.mark.parametrize(
    ("lang", "mark", "undated"),
    [("vi", "Báo Khác, 20/3/2020", "Báo Khác, không rõ ngày"), ("en", "Báo Khác, 20 March 2020", "Báo Khác, undated")],
)
def test_a_context_claim_names_publisher_and_date_wherever_it_is_shown(
    small: Path, lang: str, mark: str, undated: str
) -> None:
    pages = staged(load(small))
    for name in (LATER, CAMPAIGN, OTHER, "dong-thoi-gian.md"):
        tree = html(pages[f"{lang}/{name}"])
        links = [a for a in tree.css(".permalink") if a.text() == "bc-02-1"]
        assert links, f"{name} does not show bc-02-1"
        for link in links:
            assert link.parent is not None
            # In the margin of its own page the link stands beside the marks, elsewhere among them.
            marks = link.parent.css_first(".claim-marks") or link.parent
            assert mark in marks.text(), f"{name}: {marks.text()}"
            chips = [(chip.text(), chip.attributes["class"]) for chip in marks.css(".chip")]
            words = {"vi": "Bối cảnh, theo nguồn", "en": "Context, reported"}[lang]
            assert chips == [(words, "chip chip--context")], f"{name}: it looks otherwise here"
    pages = staged(load(small, (f"vi/{OTHER}", "published: 2020-03-20\n", "")))
    assert undated in box(pages[f"{lang}/{LATER}"], "bc-02-1").text()


def test_a_claim_shows_number_status_source_and_permalink(small: Path) -> None:
    pages = staged(load(small))
    found = box(pages[f"vi/{KQ}"], "kq-01-2")
    words = found.text()
    assert "Theo báo" in words
    assert "Báo Mẫu, đoạn 3" in words
    assert "Báo Mẫu, đoạn 1" in words
    hrefs = [a.attributes["href"] for a in found.css(".source-mark, .permalink")]
    assert hrefs == ["../../../id/kq-01-2/", "../../../nguon/n-bao/#p3", "../../../nguon/n-bao/#p1"]
    number = found.css_first(".number")
    assert number is not None
    assert (number.text(), number.text(deep=False)) == ("kq-01-2", "2"), "the eye sees the number, a copy has the id"
    for lang, folder in (("vi", "id"), ("en", "en/id")):
        there = staged(load(small), Context("https://host.example/a/"))
        own = html(there[f"{lang}/id/kq-01-2.md"])
        way = own.css_first(".citation a")
        assert way is not None
        assert (way.text(), way.attributes["href"]) == (f"https://host.example/a/{folder}/kq-01-2/", "./")
        assert next(a.attributes["href"] for a in own.css(".citation-files a")) == "../kq-01-2.bib"
    claim = found.css_first("p.claim")
    assert claim is not None
    assert claim.attributes["data-source"] == "n-bao#p3 n-bao#p1"
    assert "{ #" not in pages[f"vi/{KQ}"].body, "an attribute list is left in the page"


@pytest.mark.parametrize(
    ("lang", "date"), [("vi", "9/7/2018 (năm do suy luận)"), ("en", "9 July 2018 (year inferred)")]
)
def test_the_signings_date_is_marked_as_inferred_wherever_it_is_shown(small: Path, lang: str, date: str) -> None:
    pages = staged(load(small))
    full = date.split(" (", maxsplit=1)[0]
    shown = 0
    for name, page in pages.items():
        if not name.startswith(f"{lang}/") or name == f"{lang}/{YEAR}":
            continue
        tree = LexborHTMLParser("".join(part.text for part in page.parts))
        marked = tree.css("a.inferred-date")
        for mark in marked:
            assert "#proof-bc-01-1" in (mark.attributes["href"] or ""), f"{name}: the mark leads elsewhere"
            assert mark.parent is not None
            assert date in mark.parent.text(), name
        for picture in tree.css("svg"):
            picture.decompose()
        for quiet in tree.css(".citation, .claim, .claim-text, .twin, .step, .step-reason, .statements, ul a, pre"):
            quiet.decompose()
        body = tree.body.text() if tree.body else ""
        assert body.count(full) == len(marked), f"{name} shows the date without its mark"
        shown += len(marked)
    assert shown >= 5, "signing, person, body, home, timeline"


def leads_to_sources(page: LexborHTMLParser, claim: str, seen: frozenset[str] = frozenset()) -> set[str]:
    """The sources that a proof's steps end in, by following its links on the page; a step that leads nowhere is a fault."""
    assert claim not in seen, f"the proof of {claim} leads back to itself"
    ends: set[str] = set()
    for step in page.css(f"#proof-{claim} > li"):
        ways = [a.attributes["href"] or "" for a in step.css(".source-mark, li > a")]
        assert ways, f"a step of {claim} leads nowhere: {step.text()}"
        for way in ways:
            assert not way.startswith("#") or page.css_first(way), f"{way} stands nowhere"
            ends |= leads_to_sources(page, way[1:], seen | {claim}) if way.startswith("#") else {way}
    return ends


def test_a_proof_shows_every_step_down_to_the_sources(small: Path) -> None:
    pages = staged(load(small))
    for lang, words in (
        ("vi", ("Chiều 9/7 diễn ra lễ ký kết.", "Lễ ký kết diễn ra khi ông là Trưởng Ban.")),
        ("en", ("took place on the afternoon of 9 July.", "The signing took place while he was Head")),
    ):
        tree = html(pages[f"{lang}/{YEAR}"])
        lists = [node.attributes["id"] for node in tree.css("ul.proof")]
        assert lists == ["proof-bc-01-1", "proof-bc-01-2"]
        for part in words:
            assert part in tree.css("#proof-bc-01-1")[0].text()
        assert leads_to_sources(tree, "bc-01-1") == {
            f"../../nguon/n-{name}" for name in ("bao/#p1", "bao/#p2", "khac/#tieu-su")
        }
    assert "bc-01-2" in html(pages[f"vi/{SIGNING}"]).css("#lam-can-cu ~ ul")[0].text()


def test_a_proof_is_told_once_where_its_statement_stands(small: Path) -> None:
    """The inner proof is folded, and what stands on the page, or was told, is a link of a few words."""
    second = ('from="tt-ky-ket-2 nv-mau-2"', 'from="tt-ky-ket-1 tt-ky-ket-2 nv-mau-2"')
    page = html(staged(load(small, (f"vi/{YEAR}", *second)))[f"vi/{YEAR}"])
    body = page.body
    assert body is not None
    order = [node.attributes["id"] for node in body.css("[id]") if (node.attributes["id"] or "").endswith(("-1", "-2"))]
    assert [name for name in order if "bc-01" in (name or "") and "hinh" not in (name or "")] == [
        "bc-01-1", "proof-bc-01-1", "bc-01-2", "proof-bc-01-2",
    ]  # fmt: skip
    assert [("open" in node.attributes) for node in body.css("details:has(> .proof)")] == [True, False]
    assert [a.attributes["href"] for a in body.css(".proof > li > a")] == ["#bc-01-2", "../../id/tt-ky-ket-1/"]
    alone = html(staged(load(small, (f"vi/{YEAR}", "tt-ky-ket-1 bc-01-2", "tt-ky-ket-1")))[f"vi/{YEAR}"])
    assert ["open" in node.attributes for node in alone.css("details:has(> .proof)")] == [True, True]
    words = "Chiều 9/7 diễn ra lễ ký kết."
    assert sum(words in node.text() for node in body.css(".proof > li > p")) == 1, "told twice in full"


def test_what_stands_beside_the_proof_of_a_date_is_folded_under_its_headings(small: Path) -> None:
    """From the first section with other statements behind the last step on; all before it, and on other pages, stays open."""
    for lang, head, line in (
        (
            "vi",
            "Nền",
            'Ngày 5/2/2024, 17 suất quà được trao.\n{ #bc-01-4 .claim source="n-khac#qua" when="2024-02-05" }',
        ),
        ("en", "Ground", "On 5 February 2024, 17 gifts were given.\n{ #bc-01-4 .claim }"),
    ):
        path = small / "docs" / lang / YEAR
        front, _, rest = path.read_text("utf-8").rpartition("---\n")
        path.write_text(f"{front}---\n## {head}\n\n{line}\n\n## {head} 2\n\n{rest.lstrip()}", "utf-8")
    more = (
        "\n## Có thể sai ở đâu\n\nMột lời.\n\n## Cách khác\n\n"
        'Cũng vậy.\n{ #bc-01-3 .claim status="inferred" from="nv-mau-2" }\n\nVì thế.\n{ .reason }\n\n## Điều khớp\n\nHai lời.\n'
    )
    english = (
        "\n## Where it may be wrong\n\nA word.\n\n## Another way\n\n"
        "So too.\n{ #bc-01-3 .claim }\n\nHence.\n{ .reason }\n\n## What agrees\n\nTwo words.\n"
    )
    for lang, text in (("vi", more), ("en", english)):
        path = small / "docs" / lang / YEAR
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    proved = "kind: context\ndate: 2018?-07-09\ndate_rests_on: bc-01-1\nrelated: [tt-ky-ket]"
    archive = load(small, (f"vi/{YEAR}", "kind: context\nrelated: [tt-ky-ket]", proved))
    for lang, heads in (("vi", ["Cách khác", "Điều khớp"]), ("en", ["Another way", "What agrees"])):
        page = staged(archive)[f"{lang}/{YEAR}"]
        found = [re.findall(r"## (.+)", part) for part in page.body.split('<details class="fold"><summary>\n')[1:]]
        assert [names[0] for names in found if names] == heads
        assert page.body.count("<details") == page.body.count("</details>")
        folded = page.body.partition('<details class="fold"><summary>\n')[2]
        assert 'id="bc-01-3"' in folded
        assert not {'id="bc-01-2"', 'id="bc-01-4"'} & {*re.findall('id="[^"]+"', folded)}, (
            "what stands before is folded"
        )


def test_english_pages_are_marked_as_unofficial_and_stale_ones_as_stale(small: Path) -> None:
    behind = {KQ: {"kq-01-2": "2027-01-05"}}
    pages = staged(load(small), Context("https://danvan.example/", changed={"index.md": DAY}, stale=behind))
    for name, page in pages.items():
        marks = html(page).css(".notice--translation, .notice--stale")
        if name == f"en/{KQ}":
            box = marks.pop().parent
            assert box is not None
            assert "changed on 5 January 2027" in box.text(), "the statement itself does not say that it is behind"
            assert box.css_first("#kq-01-2") is not None
        if name == "en/id/kq-01-2.md":
            assert "changed on 5 January 2027" in marks.pop().text(), "its own page does not say that it is behind"
        authored = "source" in page.meta and "statement" not in page.meta
        assert len(marks) == (1 if authored and page.lang == "en" else 0), name
        if marks:
            stale = name == f"en/{KQ}"
            assert ("Unofficial translation." in marks[0].text()) is not stale, name
            assert ("has changed since this translation" in marks[0].text()) is stale, name
            assert marks[0].css_first("a[hreflang=vi]") is not None


def test_agreement_and_documents_say_that_the_official_text_is_not_at_hand(small: Path) -> None:
    pages = staged(load(small))
    with_notice = {name for name, page in pages.items() if html(page).css_first(".notice--status")}
    assert with_notice == {f"{lang}/{path}" for lang in ("vi", "en") for path in (SIGNING, DOCUMENT)}


def test_offices_over_time_are_a_table_of_the_dated_claims(small: Path) -> None:
    for lang, office in (("vi", "Trưởng Ban"), ("en", "Head of the Commission")):
        table = html(staged(load(small))[f"{lang}/{PERSON}"]).css("#chuc-vu ~ table tr")
        rows = [[cell.text() for cell in row.css("th, td")] for row in table[1:]]
        assert [row[1] for row in rows] == [office, office]
        assert rows[0][0] == ("9/2017–9/2018" if lang == "vi" else "September 2017–September 2018")
        assert "2018 (" in rows[1][0]


@pytest.mark.parametrize("field", ["title", "summary", "unknowns", "claim"])
def test_what_editors_write_is_escaped(small: Path, field: str) -> None:
    hostile = '<b>&"x'
    edits = {
        "title": ("title: Giúp xã nghèo", f"title: '{hostile}'"),
        "summary": ("kind: result", f"kind: result\nsummary: '{hostile}'"),
        "unknowns": ("[Những xã nào được giúp.]", f"['{hostile}']"),
        "claim": ("51 đơn vị giúp các xã nghèo.", r'51 \<b>&amp;"x'),
    }
    pages = staged(load(small, (f"vi/{KQ}", *edits[field])))
    for name, page in pages.items():
        assert "<b>" not in page.body, name
        # In front matter, for templates that escape it, words stand as they are; in HTML for the head they do not.
        assert "<b>" not in str(page.meta.get("head", "")), name
    assert sum("&lt;b&gt;" in page.body for page in pages.values()) >= 1


def test_front_matter_is_yaml_that_says_what_the_page_is(small: Path) -> None:
    for name, page in staged(load(small)).items():
        text = page.whole()
        front = yaml.safe_load(text.split("---\n")[1])
        assert front["title"] == page.title, name
        assert front["updated"] == "2026-11-25" or name == "vi/404.md", name
        assert LexborHTMLParser(text).css("h1")[0].text() == page.title, f"{name}: one h1"
        assert len(LexborHTMLParser(text).css("h1")) == 1, f"{name}: one h1"


def test_json_ld_of_a_record_names_its_claims(small: Path) -> None:
    page = staged(load(small), Context("https://host.example/a/"))[f"en/{KQ}"]
    script = LexborHTMLParser(page.meta["head"]).css_first("script")
    assert script is not None
    data = json.loads(script.text())
    assert data["url"] == "https://host.example/a/en/ket-qua/2015-2018/kq-01/"
    assert "https://host.example/a/id/kq-01/" in script.text()
    names = [f"kq-01-{n}" for n in (1, 2)]
    assert [part["@id"] for part in data["hasPart"]] == [f"https://host.example/a/id/{name}/" for name in names]
    assert {part["@type"] for part in data["hasPart"]} == {"Claim"}
    assert [(work["@id"], work["@type"]) for work in data["citation"]] == [
        ("https://host.example/a/id/n-bao/", "NewsArticle")
    ], "what the statements stand in is named once"


# --- Files on disk


def files(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Every file with its time and bytes."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes()) for path in found}


def put_out(root: Path, out: Path, known: Mapping[str, Known] = {}) -> Tree:
    """The folder, filled with what is staged of the archive, and what was known of it before."""
    archive, tree = read_archive(root), Tree(out, known)
    pages = stage(archive, Context("https://danvan.example/"))
    staged = [Staged(page.lang, page.path, page.digest, page.source, lambda: pages) for page in pages]
    write(staged, tree, b"a secret of this test")
    write_assets(archive.assets, root / "docs", tree)
    tree.sweep()
    return tree


def test_writing_touches_what_changed_alone(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "build" / "pages"
    first = put_out(small, out)
    assert first.written == len(files(out)) > 30
    before = files(out)
    again = put_out(small, out, first.files)
    assert again.written == 0
    assert files(out) == before
    (out / "vi/index.md").write_text("somebody's words", "utf-8")
    mended = put_out(small, out, again.files)
    assert mended.written == 1, "a file that somebody touched is not written anew"
    assert {name: data for name, (_, data) in files(out).items()} == {name: data for name, (_, data) in before.items()}
    before = files(out)
    edit(small, (f"vi/{DOCUMENT}", "nêu làm ví dụ", "nêu làm một ví dụ"))
    changed = put_out(small, out, mended.files)
    after = files(out)
    touched = {name for name in after if after[name] != before[name]}
    assert len(touched) == changed.written
    assert {f"vi/{DOCUMENT}", f"vi/{PAPER}"} <= touched
    assert f"vi/{CK}" not in touched


def test_writing_removes_what_is_no_longer_staged(small: Path, tmp_path: Path) -> None:
    out = tmp_path / "build" / "pages"
    put(small, "vi/su-kien/mot/trang.md", "---\ntitle: Trang\n---\nLời.\n")
    put(small, "assets/tam.svg", "<svg/>")
    put_out(small, out)
    (out / "vi" / "la.md").write_text("left by hand", "utf-8")
    assert (out / "vi/su-kien/mot/trang.md").is_file()
    (small / "docs/vi/su-kien/mot/trang.md").unlink()
    (small / "docs/assets/tam.svg").unlink()
    put_out(small, out)
    assert not (out / "vi/su-kien").exists(), "an empty folder is left"
    assert not (out / "assets/tam.svg").exists()
    assert not (out / "vi/la.md").exists()
    assert (out / "assets/hinh.svg").is_file()


def test_what_the_renderer_is_given_is_what_stands_in_the_file(small: Path) -> None:
    archive = load(small)
    for page in stage(archive, Context("https://host.example/a/")):
        at_hand = (page.below(b"secret").lstrip("\n"), page.front(b"secret"))
        assert get_data(page.markdown(b"secret")) == at_hand, f"{page.lang}/{page.path}"
