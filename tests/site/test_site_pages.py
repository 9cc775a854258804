"""The built site: every page in both languages, claims with their marks, the year as inferred, nothing from outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from tests.archives import finished, python
from tests.site.conftest import BuiltSite

from archive.content.kinds.source import Source
from archive.findings import LANGS
from archive.stage import markup

pytestmark = pytest.mark.xdist_group("site")
BASE = "https://x.example/"


def links(url: str, page: LexborHTMLParser) -> set[str]:
    """The pages of the site that a page's `<a>` lead to, by address."""
    ways = (urljoin(BASE + url, a.attributes.get("href") or "") for a in page.css("a[href]"))
    return {way.removeprefix(BASE).partition("#")[0] for way in ways if way.startswith(BASE)}


def test_every_page_stands_in_both_languages_and_says_which(site: BuiltSite) -> None:
    readers = site.readers
    assert len(readers) >= 2 * 60
    for url, page in readers.items():
        lang = "en" if url.startswith("en/") else "vi"
        assert page.root is not None
        html = page.css_first("html")
        assert html is not None
        assert html.attributes.get("lang") == lang, url
        bare = url.removeprefix("en/")
        twin = bare if lang == "en" else f"en/{bare}"
        assert twin in readers, f"{url} has no twin"
        alternates = {n.attributes["hreflang"]: n.attributes["href"] for n in page.css("link[rel=alternate][hreflang]")}
        assert alternates == {
            "vi": site.url + bare, "en": f"{site.url}en/{bare}", "x-default": site.url + bare,
        }, url  # fmt: skip


def test_every_authored_page_is_published(site: BuiltSite) -> None:
    assert {page.url for page in site.archive.pages} <= set(site.pages)


def test_generated_pages_are_published(site: BuiltSite) -> None:
    for name in (
        "doi-chieu",
        "dong-thoi-gian",
        "chua-biet",
        "thong-ke",
        "dong-gop/quy-tac",
        "dong-gop/mau",
        "du-lieu",
        "du-lieu/da-rut",
    ):
        assert {f"{name}/", f"en/{name}/"} <= set(site.readers)


def test_every_page_has_one_h1_a_title_and_a_description(site: BuiltSite) -> None:
    for url, page in site.readers.items():
        if page.css_first("meta[http-equiv=refresh]"):
            continue
        assert len(page.css("h1")) == 1, url
        title = page.css_first("title")
        description = page.css_first("meta[name=description]")
        assert title is not None
        assert description is not None
        assert title.text().strip(), url
        assert (description.attributes["content"] or "").strip(), url


def test_every_claim_is_shown_once_on_its_page_with_its_marks(site: BuiltSite) -> None:
    assert len(site.archive.claims) > 100
    for record in site.archive.records.values():
        for lang in ("vi", "en"):
            url = record.url("vi" if lang == "vi" else "en")
            page = site.pages[url]
            shown = [node.attributes["id"] for node in page.css("p.claim")]
            assert shown == [claim.id for claim in record.claims], url
            for node in page.css("p.claim"):
                box = node.parent
                assert box is not None
                marks = box.css_first(".claim-marks")
                assert marks is not None, f"{url}: {node.attributes['id']} has no marks"
                assert marks.css_first(".chip") is not None, url
                assert box.css_first(".permalink") is not None, url
                assert marks.css_first(".source-mark") is not None, f"{url}: {node.attributes['id']} names no source"


def test_one_fact_has_one_home(site: BuiltSite) -> None:
    """A duplicate's address leads to the statement that stays, its citations and its old anchor stay where they were."""
    merged = [statement for statement in site.archive.statements.values() if statement.merged]
    assert len(merged) >= 4, "no duplicate is told any more"
    for statement in merged:
        other = site.archive.statements[statement.merged or ""]
        for lang in LANGS:
            page = site.pages[statement.url(lang)]
            refresh, preview = page.css_first("meta[http-equiv=refresh]"), page.css_first('meta[property="og:title"]')
            assert refresh is not None, f"{statement.url(lang)} does not lead on"
            assert preview is not None
            way = (refresh.attributes["content"] or "").removeprefix("0; url=")
            assert urljoin(BASE + statement.url(lang), way) == BASE + other.url(lang)
            assert preview.attributes["content"] == other.text[lang]
            told = page.css_first("main p")
            assert told is not None
            for part in (statement.id, markup.SAME[lang], other.id):
                assert part in told.text(), f"{statement.url(lang)} does not say that it was withdrawn, and for what"
            for ending in ("bib", "ris", "csl.json", "txt"):
                assert (site.folder / f"{statement.url(lang)[:-1]}.{ending}").is_file(), (
                    f"a citation of {statement.id} is gone"
                )
            home = site.pages[statement.record.url(lang)]
            assert home.css_first(f"#{statement.id}") is not None, "its old anchor is gone"
            # Where the one that stays is at home on the same page, it stands there itself.
            shown = home.css_first(f'figure.quoted a[href$="id/{other.id}/"], #{other.id}')
            assert shown is not None, f"{statement.record.url(lang)} does not show {other.id} in its place"


def test_a_context_claim_names_its_publisher_wherever_it_is_shown(site: BuiltSite) -> None:
    for url, page in site.readers.items():
        for marks in page.css(".claim-marks"):
            ids = [node.text() for node in marks.css(".permalink")]
            claim = site.archive.claims.get(ids[0]) if ids else None
            for reference in claim.sources if claim else ():
                source = site.archive.source(reference.source)
                assert isinstance(source, Source)
                if source.tier == "context":
                    assert source.short in marks.text(), f"{url}: {ids[0]} does not name {source.short}"


YEAR = re.compile(r"\b0?9/0?7/2018\b|\b9 July 2018\b|\bJuly 9, 2018\b")


def dates_on(node: LexborNode) -> Iterator[LexborNode]:
    """Every text node that holds the signing's full date."""
    for child in node.traverse(include_text=True):
        if child.tag == "-text" and YEAR.search(child.text_content or ""):
            yield child


def excused(node: LexborNode) -> bool:
    """In the words of an inference, of its reason, of its steps and pictures, which say what they are; in code and scripts."""
    at: LexborNode | None = node
    while at is not None:
        classes = set((at.attributes.get("class") or "").split()) if at.tag not in {"-text", "#document"} else set()
        if at.tag in {"script", "svg", "figure", "pre", "style"} or at.attributes.get("data-status") == "inferred":
            return True
        if classes & {"step", "reason", "citation", "proofs"}:
            return True
        if "step-reason" in (at.attributes.get("class") or ""):  # why something is inferred, below what it says
            return True
        if at.tag == "li" and at.css_first(".chip--inferred") is not None:
            return True
        at = at.parent
    return False


def test_the_year_of_the_signing_is_marked_as_inferred_wherever_it_is_shown(site: BuiltSite) -> None:
    marked = 0
    for url, page in site.readers.items():
        if page.body is None or page.css_first("meta[http-equiv=refresh]"):
            continue
        for node in dates_on(page.body):
            if excused(node):
                continue
            around = node.parent
            words = around.text() if around else ""
            assert re.search(r"suy luận|infer", words), f"{url} shows the date as if it were printed: {words[:120]}"
            marked += 1
    assert marked >= 10


def test_labels_made_from_the_event_lead_to_the_proof(site: BuiltSite) -> None:
    for lang, prefix in (("vi", ""), ("en", "en/")):
        for name in ("", "thoa-thuan/ky-ket/", "dong-thoi-gian/"):
            found = site.pages[prefix + name].css("a.inferred-date")
            assert found, f"{prefix}{name} has no marked date"
            for node in found:
                way = urljoin(BASE + prefix + name, node.attributes["href"] or "")
                assert way == f"{BASE}{prefix}boi-canh/nam-ky-ket/#proof-bc-01-1"
                assert node.text() == ("(năm do suy luận)" if lang == "vi" else "(year inferred)")


def test_the_signings_claim_prints_the_date_as_the_article_does(site: BuiltSite) -> None:
    claim = site.pages["thoa-thuan/ky-ket/"].css_first("#tt-ky-ket-1")
    assert claim is not None
    assert "9/7" in claim.text()
    assert "2018/" not in claim.text()
    assert "9/7/2018" not in claim.text()


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_the_proof_of_the_year_is_two_clicks_from_home(site: BuiltSite, prefix: str) -> None:
    proof = f"{prefix}boi-canh/nam-ky-ket/"
    first = links(prefix, site.pages[prefix])
    assert proof in first or any(proof in links(url, site.pages[url]) for url in first if url in site.pages)


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_every_step_of_the_proof_ends_at_a_source(site: BuiltSite, prefix: str) -> None:
    page = site.pages[f"{prefix}boi-canh/nam-ky-ket/"]
    assert page.css_first("#proof-bc-01-1") is not None
    steps = page.css("ul.proof > li")
    assert len(steps) >= 8
    for step in steps:
        ways = [a.attributes["href"] or "" for a in step.css("li > a, .claim-marks a.source-mark")]
        assert ways, f"a step leads nowhere: {step.text()[:80]}"
        for href in ways:
            target, _, anchor = urljoin(BASE + f"{prefix}boi-canh/nam-ky-ket/", href).removeprefix(BASE).partition("#")
            there = site.pages[target]
            assert not anchor or there.css_first(f"[id='{anchor}']") is not None, f"{href} leads nowhere"


def test_english_pages_say_that_they_are_unofficial(site: BuiltSite) -> None:
    for url, page in site.readers.items():
        body = page.body.text() if page.body else ""
        if page.css_first("meta[http-equiv=refresh]") is None:
            assert ("unofficial translation" in body.lower()) is url.startswith("en/"), url


REQUESTS = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "video": "src",
            "audio": "src", "embed": "src", "object": "data", "use": "href", "image": "href"}  # fmt: skip
QUIET = {"canonical", "alternate", "license", "author", "describedby", "cite-as", "type", "item", "linkset"}
"""What a `<link>` may say without a browser fetching it."""


def test_no_page_asks_anything_of_another_host(site: BuiltSite) -> None:
    for url, page in site.pages.items():
        for tag, attribute in REQUESTS.items():
            for node in page.css(f"{tag}[{attribute}]"):
                if tag == "link" and set((node.attributes.get("rel") or "").split()) <= QUIET:
                    continue
                value = node.attributes[attribute] or ""
                assert not re.match(r"(?:[a-z]+:)?//", value, re.IGNORECASE), f"{url}: <{tag}> asks {value}"
    for path in site.folder.rglob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(?:https?:)?//|@import", path.read_text("utf-8")), path


def test_the_campaigns_show_every_record_that_names_them(site: BuiltSite) -> None:
    campaigns = list(site.archive.of_kind("campaign"))
    assert len(campaigns) >= 8
    for campaign in campaigns:
        slug = campaign.id.removeprefix("cd-")
        members = [r for r in site.archive.records.values() if slug in r.meta.campaigns and not r.meta.withdrawn]
        for prefix in ("", "en/"):
            page = site.pages[f"{prefix}chien-dich/{slug}/"]
            shown = {node.text() for node in page.css(".permalink")}
            for member in members:
                wanted = {c.id for c in member.live_claims if c.campaigns is None or slug in c.campaigns}
                assert wanted <= shown, f"{prefix}chien-dich/{slug}/ lacks {sorted(wanted - shown)}"


def test_the_figures_page_takes_no_figure_of_another_source(site: BuiltSite) -> None:
    for prefix in ("", "en/"):
        page = site.pages[f"{prefix}thong-ke/"]
        ids = {node.text() for node in page.css("table .permalink")}
        assert ids
        assert {site.archive.tier(site.archive.claims[i]) for i in ids} == {"primary"}
        assert {site.archive.record_of(i).kind for i in ids} <= {"agreement", "result", "commitment"}
        first = [row.css("th")[0].text() for row in page.css("#con-so ~ table tbody tr")]
        assert sorted(first) == (["51", "over 10 billion đồng"] if prefix else ["51", "trên 10 tỷ đồng"])


def test_every_unknown_stands_in_the_register(site: BuiltSite) -> None:
    for lang, prefix in (("vi", ""), ("en", "en/")):
        page = site.pages[f"{prefix}chua-biet/"]
        words = page.body.text() if page.body else ""
        for record in site.archive.records.values():
            for unknown in record.unknowns("vi" if lang == "vi" else "en"):
                assert unknown in words, f"{prefix}chua-biet/ lacks: {unknown}"


def test_explaining_the_year_prints_the_tree_with_all_its_sources(site: BuiltSite) -> None:
    status, out, err = finished(python("-m", "archive", "explain", "bc-01-1", cwd=site.root))
    assert status == 0, err
    ends = set(re.findall(r"<- (\S+)", out))
    seen: set[str] = set()
    wanted: set[str] = set()
    stack = ["bc-01-1"]
    while stack:
        claim = site.archive.claims[stack.pop()]
        seen.add(claim.id)
        wanted |= {str(reference) for reference in claim.sources}
        stack += [premise for premise in claim.premises if premise not in seen]
    assert ends == wanted
    assert {"n-bao-nghe-an#p1", "n-bao-nghe-an#p2"} <= ends
    assert len({end.partition("#")[0] for end in ends}) >= 5, "the year rests on more than one source"
    assert all(f"{claim} [" in out for claim in seen)


def test_days_are_written_as_people_do(site: BuiltSite) -> None:
    seen = 0
    for url, page in site.readers.items():
        for node in page.css("time"):
            seen += 1
            assert not re.search(r"\d{4}-\d{2}-\d{2}", node.text()), f"{url}: {node.text()}"
    assert seen >= len(site.readers), "a page does not say when it was last changed"
