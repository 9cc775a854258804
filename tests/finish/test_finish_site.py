"""What is done to the rendered site: permanent addresses, feeds, sitemap, the page for lost ones, policy, data."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import CK, CONTACT, KQ, REASON, corrected, load, withdrawn
from tests.finish.conftest import CHANGED, TITLE, URL, Finished
from tests.formats import table

from archive.catalogue import rules
from archive.checks.checking import check
from archive.checks.files import alias_path, aliases
from archive.content.read import read_archive
from archive.content.statement import id_url
from archive.context import Context
from archive.extending import generated_pages
from archive.findings import LANGS, Lang
from archive.finish import feeds, policy
from archive.finish.built import Built, RenderedPage
from archive.finish.not_found import absolute
from archive.finish.policy import policy_for
from archive.frame import read_frame
from archive.history.line import State
from archive.history.value import History, Wording, Words
from archive.kept.tree import Tree

HASH = re.compile("'sha256-[^']+'")
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


GONE = {"ck-01-1": "2026-11-22", "vb-chi-thi-02": "2026-11-19"}
"""What is withdrawn in this site, with its day."""


def day_of(moment: int) -> str:
    return datetime.fromtimestamp(moment, UTC).date().isoformat()


def test_awkward_words_give_a_site_without_findings(finished_site: Finished) -> None:
    assert finished_site.findings == ()


# --- Permanent addresses


def leads_to(site: Finished, name: str) -> str:
    """Where a page that leads on leads, from the site's root."""
    page = LexborHTMLParser(site.text(f"{name}index.html"))
    refresh = page.css_first("meta[http-equiv=refresh]")
    link = page.css_first("main a")
    assert refresh is not None
    assert link is not None
    way = (refresh.attributes["content"] or "").removeprefix("0; url=")
    assert link.attributes["href"] == way, "with and without following by itself"
    return urljoin(f"https://x.example/{name}", way).removeprefix("https://x.example/")


def test_every_id_leads_to_where_it_stands(finished_site: Finished) -> None:
    archive = finished_site.archive
    for record in archive.records.values():
        assert leads_to(finished_site, f"id/{record.id}/") == record.url("vi")
        assert leads_to(finished_site, f"en/id/{record.id}/") == record.url("en")
    for statement in archive.statements.values():
        for lang in LANGS:
            own = LexborHTMLParser(finished_site.text(f"{statement.url(lang)}index.html"))
            assert own.css_first("meta[http-equiv=refresh]") is None, f"{statement.id} has no page of its own"
            way = own.css_first(f'#vi-tri ~ dl a[href$="#{statement.id}"]')
            assert way is not None, f"the page of {statement.id} does not say where it stands"
            path, _, anchor = urljoin(f"/{statement.url(lang)}", way.attributes["href"] or "").partition("#")
            assert f'id="{anchor}"' in finished_site.text(f"{path[1:]}index.html")


@pytest.mark.parametrize("lang", LANGS)
def test_what_leads_on_says_where_to_and_previews_its_target(finished_site: Finished, lang: Lang) -> None:
    record = finished_site.archive.records["kq-01"]
    page = LexborHTMLParser(finished_site.text(f"{id_url(record.id, lang)}index.html"))
    metas = {
        node.attributes.get("property") or node.attributes.get("name"): node.attributes.get("content")
        for node in page.css("meta")
    }
    assert metas["og:title"] == record.title(lang)
    assert metas["description"], "a shared link has no words"
    assert metas["og:image"] == f"{URL}assets/cards/{lang}/{record.url(lang).removeprefix('en/')}card.png"
    assert metas["og:image:alt"] == record.title(lang)
    assert "robots" not in metas, "search engines would drop the target too"
    assert [node.attributes["href"] for node in page.css("link[rel=canonical]")] == [f"{URL}{record.url(lang)}"]


@pytest.mark.parametrize("prefix", ["", "en/"])
def test_a_former_address_leads_to_the_page_in_its_language(finished_site: Finished, prefix: str) -> None:
    assert leads_to(finished_site, f"{prefix}ket-qua/cu/") == f"{prefix}ket-qua/2015-2018/kq-01/"
    page = LexborHTMLParser(finished_site.text(f"{prefix}ket-qua/cu/index.html"))
    html = page.css_first("html")
    assert html is not None
    assert html.attributes["lang"] == ("en" if prefix else "vi")


# --- Feeds and sitemap


@pytest.mark.parametrize(("name", "lang", "prefix"), [("feed.xml", "vi", ""), ("en/feed.xml", "en", "en/")])
def test_a_feed_is_well_formed_atom_newest_first(finished_site: Finished, name: str, lang: str, prefix: str) -> None:
    feed = ElementTree.fromstring(finished_site.text(name))
    assert feed.tag == f"{ATOM}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == lang
    for needed in ("id", "title", "updated", "author"):
        assert feed.find(f"{ATOM}{needed}") is not None, needed
    entries = feed.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True) != []
    assert days[0] == "2026-11-22T10:30:00Z" == feed.findtext(f"{ATOM}updated")
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries]
    assert len(set(ids)) == len(ids) == len(CHANGED) + len(GONE)
    for entry in entries:
        link = entry.find(f"{ATOM}link")
        assert link is not None
        path = (link.get("href") or "").removeprefix(URL)
        assert path.startswith("en/") is (lang == "en")
        assert (finished_site.folder / path / "index.html").is_file(), path
    if lang == "vi":
        assert TITLE in [entry.findtext(f"{ATOM}title") for entry in entries]


@pytest.mark.parametrize(
    ("moment", "first"),
    [("2026-11-22T10:30:01Z", True), ("2026-11-22T10:29:59Z", False), ("2019-01-01T00:00:00Z", False)],
)
def test_a_feed_puts_entries_of_every_sort_in_one_order(
    finished_site: Finished, monkeypatch: pytest.MonkeyPatch, moment: str, first: bool
) -> None:
    entry = feeds.Entry(f"{URL}dinh-chinh/#kq-01-1", "Sửa <kq-01-1>", moment, f"{URL}dinh-chinh/", "Vì sao & thế nào")
    monkeypatch.setattr(feeds, "SORTS", (*feeds.SORTS, lambda _, lang: [entry] if lang == "vi" else []))
    built = Built(Tree(finished_site.folder), finished_site.archive, finished_site.context)
    vi, en = (ElementTree.fromstring(feeds.feed(built, lang)) for lang in LANGS)
    entries = vi.findall(f"{ATOM}entry")
    assert len(entries) == len(CHANGED) + len(GONE) + 1 == len(en.findall(f"{ATOM}entry")) + 1
    times = [found.findtext(f"{ATOM}updated") or "" for found in entries]
    assert times == sorted(times, reverse=True)
    assert vi.findtext(f"{ATOM}updated") == times[0]
    (added,) = (found for found in entries if found.findtext(f"{ATOM}id") == entry.id)
    assert (entries[0] is added) is first
    assert (added.findtext(f"{ATOM}title"), added.findtext(f"{ATOM}summary")) == (entry.title, entry.summary)


@pytest.mark.parametrize("lang", LANGS)
def test_a_feed_tells_what_was_withdrawn_and_why(finished_site: Finished, lang: Lang) -> None:
    feed = ElementTree.fromstring(finished_site.text("feed.xml" if lang == "vi" else "en/feed.xml"))
    told = {entry.findtext(f"{ATOM}title"): entry for entry in feed.findall(f"{ATOM}entry")}
    for name, day in GONE.items():
        entry = told[{"vi": f"Đã rút: {name}", "en": f"Withdrawn: {name}"}[lang]]
        assert entry.findtext(f"{ATOM}updated") == f"{day}T00:00:00Z"
        assert REASON[LANGS.index(lang)] in (entry.findtext(f"{ATOM}summary") or "")


def test_a_feed_tells_a_correction_with_old_words_and_new(small: Path) -> None:
    archive = load(small, *corrected(KQ, "kq-01-1", "2026-11-26"))
    now = archive.statements["kq-01-1"].text
    said = (
        Wording(0, "2026-11-25", Words("Lời <cũ>."), Words(withheld="ab" * 32)),
        Wording(1, "2026-11-26", Words(now.vi), Words(now.en)),
    )
    known = replace(archive, history=History(State.KNOWN, wordings={"kq-01-1": said}))
    built = Built(Tree(small), known, Context(URL))
    [entry], [english] = (list(feeds.corrections(built, lang)) for lang in LANGS)
    assert (entry.id, entry.title) == (f"{URL}id/kq-01-1/#corrected-2026-11-26", "Đính chính: kq-01-1")
    assert entry.summary == f"Lý do: {REASON[0]} Lời cũ: Lời <cũ>. Lời mới: {now.vi}"
    assert english.summary == f"Reason: {REASON[1]} Now: {now.en}", "words that are not shown again stand in no feed"


@pytest.mark.parametrize(("lang", "words"), [("vi", "Thay bằng: kq-01-2."), ("en", "Replaced by: kq-01-2.")])
def test_a_feed_names_what_replaces_the_withdrawn(small: Path, lang: Lang, words: str) -> None:
    archive = load(small, *withdrawn(KQ, "kq-01-1", instead="kq-01-2"))
    [entry] = feeds.corrections(Built(Tree(small), archive, Context(URL)), lang)
    assert entry.summary.endswith(words), entry.summary


def test_the_sitemap_lists_exactly_the_pages_with_their_own_days(finished_site: Finished) -> None:
    root = ElementTree.fromstring(finished_site.text("sitemap.xml"))
    listed = {(url.findtext(f"{MAP}loc") or "").removeprefix(URL): url.findtext(f"{MAP}lastmod") for url in root}
    pages = {
        path.relative_to(finished_site.folder).as_posix().removesuffix("index.html")
        for path in finished_site.folder.rglob("index.html")
        if 'http-equiv="refresh"' not in path.read_text("utf-8")
    }
    assert set(listed) == pages
    assert "ket-qua/cu/" not in listed
    assert {"id/kq-01-2/", "en/id/kq-01-2/"} <= listed.keys()
    assert not {"id/kq-01/", "en/id/kq-01/"} & listed.keys(), "what only leads on is listed"
    for prefix in ("", "en/"):
        assert listed[f"{prefix}ket-qua/2015-2018/kq-01/"] == day_of(CHANGED[KQ])
        assert listed[f"{prefix}cam-ket/2018-2020/ck-01/"] == day_of(CHANGED[CK])
        assert listed[prefix] == day_of(CHANGED["index.md"])
        assert listed[f"{prefix}chua-biet/"] == day_of(max(CHANGED.values()))
    for url in root:
        ways = {
            link.get("hreflang"): (link.get("href") or "").removeprefix(URL) for link in url.findall(f"{XHTML}link")
        }
        bare = (url.findtext(f"{MAP}loc") or "").removeprefix(URL).removeprefix("en/")
        assert ways == {"vi": bare, "en": f"en/{bare}", "x-default": bare}
    assert not (finished_site.folder / "sitemap.xml.gz").exists()


# --- The page for lost addresses


def test_there_is_one_page_for_lost_addresses_whose_links_are_paths(finished_site: Finished) -> None:
    # Not by part of a name: a digest in one may hold any figures.
    named = [*finished_site.folder.rglob("404"), *finished_site.folder.rglob("404.*")]
    assert [path.relative_to(finished_site.folder).as_posix() for path in named] == ["404.html"]
    page = LexborHTMLParser(finished_site.text("404.html"))
    for node in page.css("[href], [src]"):
        value = node.attributes.get("href") or node.attributes.get("src") or ""
        if not value.startswith(("#", "https://creativecommons.org/", CONTACT)):
            assert value.startswith("/a/b/"), value
            assert (finished_site.folder / value.removeprefix("/a/b/").partition("#")[0]).exists(), value
    assert "host.example" not in re.sub(r"<script.*?</script>", "", finished_site.text("404.html"), flags=re.DOTALL)


@pytest.mark.parametrize(
    ("base", "relative", "expected"),
    [
        ("/a/b/", "../", "/a/b/"),
        ("/a/b/", "..", "/a/b/"),
        ("/a/b/", ".", "/a/b/404/"),
        ("/a/b/", "../assets/x.css", "/a/b/assets/x.css"),
        ("/a/b/", "../en/", "/a/b/en/"),
        ("/", "../", "/"),
        ("/", "../thoa-thuan/", "/thoa-thuan/"),
        ("/", "../thoa-thuan/#muc", "/thoa-thuan/#muc"),
    ],
)
def test_a_relative_link_becomes_a_path(base: str, relative: str, expected: str) -> None:
    assert absolute(base, relative) == expected


# --- Policy


def scripts(html: str) -> list[str]:
    """The inline scripts that a browser would run, as it reads them."""
    found = LexborHTMLParser(html).css("script:not([src])")
    return [node.text() for node in found if not (node.attributes.get("type") or "").startswith("application/")]


def test_every_pages_policy_allows_exactly_its_own_inline_scripts(finished_site: Finished) -> None:
    inline = 0
    for path in finished_site.folder.rglob("*.html"):
        html = path.read_text("utf-8")
        metas = LexborHTMLParser(html).css("meta[http-equiv=Content-Security-Policy]")
        assert len(metas) == 1, path
        policy = metas[0].attributes["content"] or ""
        allowed = set(re.findall(r"'sha256-([^']+)'", policy))
        needed = {base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in scripts(html) if s.strip()}
        assert allowed == needed, path
        inline += len(needed)
        assert "unsafe-inline" not in policy
        assert "default-src 'none'" in policy
        assert html.index("Content-Security-Policy") < html.index("<link"), f"{path}: the policy comes too late"
        assert not re.search(r"<[^>]+\s(?:on\w+|style)=", html), (
            f"{path}: the policy would stop an inline handler or style"
        )
    assert inline > 40


def test_a_changed_script_is_no_longer_allowed() -> None:
    assert policy_for(["a()"]) != policy_for(["b()"])
    assert "sha256" not in policy_for([])


def test_a_page_is_given_the_hashes_of_the_frames_scripts_alone(finished_site: Finished) -> None:
    known = {
        hash_
        for script in read_frame(finished_site.folder.parent / "theme").scripts
        for hash_ in HASH.findall(policy_for([script]))
    }
    for path in finished_site.folder.rglob("*.html"):
        assert set(HASH.findall(path.read_text("utf-8"))) <= known, path


# --- Data


def test_the_dataset_holds_what_the_model_holds(finished_site: Finished) -> None:
    archive = finished_site.archive
    data = json.loads(finished_site.text("data/archive.json"))
    assert data["edition"] == "2026-11-22"
    records = {record["id"]: record for record in data["records"]}
    assert set(records) == set(archive.records)
    for record in archive.records.values():
        plain = records[record.id]
        assert plain["title"] == {"vi": record.title("vi"), "en": record.title("en")}
        assert plain["kind"] == record.kind
        assert plain["unknowns"]["vi"] == list(record.unknowns("vi"))
        assert [claim["id"] for claim in plain["claims"]] == [claim.id for claim in record.claims]
        for claim, row in zip(record.claims, plain["claims"], strict=True):
            assert row["words"] == {"vi": claim.text, "en": archive.text(claim.id, "en")}
            assert row.get("sources", []) == [str(reference) for reference in claim.sources]
            assert row.get("premises", []) == list(claim.premises)
            assert row["tier"] == archive.tier(claim)
    because = {"vi": REASON[0], "en": REASON[1]}
    for name, day, instead in (("vb-chi-thi-02", "2026-11-19", None), ("ck-01-1", "2026-11-22", "kq-01-2")):
        gone = records.get(name) or records["ck-01"]["claims"][0]
        assert (gone["withdrawn"], gone["withdrawn_because"], gone.get("instead")) == (day, because, instead), name
    gone = records["vb-chi-thi-02"]["claims"][0]
    assert (gone["withdrawn"], gone["withdrawn_because"]) == ("2026-11-19", because), "withdrawn with its record"
    standing = records["kq-01"], records["kq-01"]["claims"][0]
    assert not any("withdrawn" in key or key == "instead" for plain in standing for key in plain)
    assert records["kq-01"]["changed"] == day_of(CHANGED[KQ])


def test_the_table_of_claims_says_what_the_dataset_says(finished_site: Finished) -> None:
    rows = {row["id"]: row for row in table((finished_site.folder / "data/claims.csv").read_bytes())}
    data = json.loads(finished_site.text("data/archive.json"))
    claims = {claim["id"]: (record, claim) for record in data["records"] for claim in record["claims"]}
    assert set(rows) == set(claims) == set(finished_site.archive.claims)
    for name, (record, claim) in claims.items():
        row = rows[name]
        assert (row["vi"], row["en"]) == (claim["words"]["vi"], claim["words"]["en"])
        assert row["sources"].split() == claim.get("sources", [])
        assert row["premises"].split() == claim.get("premises", [])
        assert (row["record"], row["kind"], row["status"]) == (record["id"], record["kind"], claim["status"])
        because = claim.get("withdrawn_because", {"vi": "", "en": ""})
        assert (row["withdrawn_because_vi"], row["withdrawn_because_en"]) == (because["vi"], because["en"]), name
        assert (row["withdrawn"], row["instead"]) == (claim.get("withdrawn", ""), claim.get("instead", "")), name
        assert (row["url"], row["place"]) == (f"{URL}id/{name}/", f"{record['url']['vi']}#{name}")
        assert (row["url"], row["place"]) == (claim["url"]["vi"], claim["place"]["vi"])
        assert (row["digest_vi"], row["digest_en"]) == (claim["digest"]["vi"], claim["digest"]["en"])
        said = (claim.get("when", ""), claim.get("when_from", ""), claim.get("changed", ""))
        assert (row["when"], row["when_from"], row["changed"]) == said, name


def test_a_portable_copy_has_no_policy(small: Path) -> None:
    page = RenderedPage("index.html", '<!doctype html><meta charset="utf-8"><title>x</title>')
    for portable in (True, False):
        built = Built(Tree(small), read_archive(small), Context("https://danvan.example/", portable=portable))
        made = policy.finish(page, policy.given(built)(page.name))
        assert ("Content-Security-Policy" in made.html) is not portable


def test_whatever_a_build_puts_beside_the_assets_is_refused_as_an_asset(finished_site: Finished) -> None:
    """The frame's names come from the templates and the formats: a new one that forgets to say so is seen here."""
    folder = finished_site.folder / "assets"
    made = {f"assets/{path.relative_to(folder).as_posix()}" for path in folder.rglob("*") if path.is_file()}
    made -= set(finished_site.archive.assets)
    assert {"assets/favicon.svg", "assets/icon-192.png", "assets/cards/vi/card.png"} <= made
    chosen = tuple(rule for rule in rules() if rule.code == "DV119")
    shadowing = replace(finished_site.archive, assets=tuple(sorted({*made, *finished_site.archive.assets})))
    named = {finding.place.path.removeprefix("docs/") for finding in check(shadowing, chosen)}
    assert named == made, f"not refused as assets: {sorted(made - named)}; refused in vain: {sorted(named - made)}"


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_whatever_a_build_puts_beside_the_pages_is_refused_as_a_page(finished_site: Finished, lang: Lang) -> None:
    """A page or alias of such a name would be written where the build writes something else."""
    folder = finished_site.folder / ("en" if lang == "en" else "")
    archive = finished_site.archive
    pages = {page.path.partition("/")[0].removesuffix(".md") for page in archive.pages}
    pages |= {alias_path(alias).partition("/")[0] for page in archive.pages for alias, _ in aliases(page)}
    pages |= {
        page.path.partition("/")[0] for page in generated_pages() if "/" in page.path
    }  # a folder that pages may share
    made = {path.name for path in folder.iterdir()} - pages - {"index.html", "en"}
    assert made >= ({"feed.xml", "id"} if lang == "en" else {"feed.xml", "id", "assets", "search", "404.html"})
    chosen = tuple(rule for rule in rules() if rule.code in {"DV107", "DV112"})
    page = archive.by_path["vi", "index.md"]
    for name in sorted(made):
        rival = replace(page, lang=lang, path=f"{name}.md", file=f"docs/{lang}/{name}.md")
        assert check(replace(archive, pages=(rival,)), chosen), f"nothing keeps a page off the address of {name}"
