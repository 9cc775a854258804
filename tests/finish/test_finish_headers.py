"""The table of headers, the file made from it, and that what it says twice means the same to every host."""

from __future__ import annotations

import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser
from tests.archives import load
from tests.finish.conftest import Finished

from archive.context import Context
from archive.finish import headers
from archive.finish.built import Built
from archive.finish.headers import ALWAYS, REFERRER, RULES, Rule, headers_of
from archive.kept.tree import Tree

POLICY = "Content-Security-Policy"
EVERYWHERE = {
    "Content-Security-Policy": "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Frame-Options": "DENY",
}


def directives(policy: str) -> dict[str, str]:
    """A policy's directives with their values."""
    return {name: value for name, _, value in (part.strip().partition(" ") for part in policy.split(";"))}


def parsed(text: str) -> list[Rule]:
    """`_headers` as both hosts document it: an address at the margin, its headers below it, indented."""
    found: list[Rule] = []
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        if line.startswith("/"):
            found.append(Rule(line, {}))
            continue
        assert line.startswith("  "), line
        name, colon, value = line.strip().partition(": ")
        assert colon, line
        assert name not in found[-1].headers, f"{name} twice for {found[-1].pattern}"
        found[-1] = Rule(found[-1].pattern, {**found[-1].headers, name: value})
    return found


def files(site: Finished) -> list[str]:
    """Every file's address."""
    return [f"/{path.relative_to(site.folder).as_posix()}" for path in site.folder.rglob("*") if path.is_file()]


def test_the_file_says_the_table(finished_site: Finished) -> None:
    text = finished_site.text("_headers")
    assert parsed(text) == list(RULES)
    assert (finished_site.folder / ".nojekyll").read_bytes() == b""
    # What Cloudflare Pages takes.
    assert len(RULES) <= 100
    assert max(map(len, text.splitlines())) <= 2000
    assert [rule.pattern for rule in RULES if rule.pattern.count("*") > 1] == []


def test_pages_have_what_holds_everywhere(finished_site: Finished) -> None:
    page = headers_of("/thoa-thuan/")
    assert {name: page.get(name) for name in EVERYWHERE} == EVERYWHERE
    assert page.keys() - EVERYWHERE.keys() == {"Permissions-Policy", "Cache-Control"}
    permissions = dict(part.split("=") for part in page["Permissions-Policy"].split(", "))
    assert [name for name, who in permissions.items() if who != "()"] == ["clipboard-write"]
    assert {"camera", "microphone", "geolocation", "payment", "usb", "clipboard-read"} <= permissions.keys()
    for address in files(finished_site):
        missing = {name: value for name, value in EVERYWHERE.items() if name not in headers_of(address)}
        assert not missing, f"{address} lacks {missing}"


def test_a_header_said_twice_means_the_same_whether_the_later_counts_or_both_are_joined(
    finished_site: Finished,
) -> None:
    for address in files(finished_site):
        said: dict[str, list[str]] = {}
        for rule in RULES:
            for name, value in rule.headers.items() if rule.fits(address) else ():
                said.setdefault(name, []).append(value)
        for name, values in said.items():
            assert name == POLICY or len(values) == 1, f"{address}: {name} is said {len(values)} times: {values}"
        first, *later = said[POLICY]
        for policy in later:
            assert directives(policy).items() >= directives(first).items(), (
                f"{address}: {policy} loses a part of {first}"
            )


def test_drawings_have_a_whole_policy_of_their_own() -> None:
    rest = directives(ALWAYS)
    assert directives(headers_of("/assets/a/hinh.svg")[POLICY]) == {"default-src": "'none'", "sandbox": "", **rest}
    # A browser shows no PDF under such a policy, so that one stands for drawings alone.
    assert headers_of("/assets/van-ban.pdf")[POLICY] == ALWAYS


def test_only_what_is_meant_for_programs_is_open_to_other_sites(finished_site: Finished) -> None:
    opened = {address for address in files(finished_site) if "Access-Control-Allow-Origin" in headers_of(address)}
    assert {"/data/archive.json", "/data/claims.csv", "/id/kq-01.csl.json", "/en/id/kq-01.bib", "/feed.xml"} <= opened
    assert {a for a in opened if not a.removeprefix("/en").startswith(("/data/", "/id/", "/feed.xml"))} == set()


def test_only_names_that_hold_a_digest_are_kept_without_asking(finished_site: Finished) -> None:
    for address in files(finished_site):
        kept = "immutable" in headers_of(address)["Cache-Control"]
        digest = re.search(r"\.[0-9a-f]{8}\.(css|js)$", address)
        assert kept is bool(digest), address


def test_pages_say_the_same_of_the_referrer_where_there_are_no_headers(finished_site: Finished) -> None:
    for path in finished_site.folder.rglob("*.html"):
        page = LexborHTMLParser(path.read_text("utf-8"))
        if page.css_first("meta[http-equiv=refresh]") is None:
            said = [node.attributes["content"] for node in page.css("meta[name=referrer]")]
            assert said == [REFERRER], f"{path}: overrides/partials/head.html and finish/headers.py differ"


def test_a_policy_in_a_header_takes_nothing_that_pages_need(finished_site: Finished) -> None:
    """Both policies apply: the header's may only repeat the page's own, but for what a page cannot say."""
    page = LexborHTMLParser(finished_site.text("index.html")).css_first("meta[http-equiv=Content-Security-Policy]")
    assert page is not None
    own = directives(page.attributes["content"] or "")
    header = directives(headers_of("/index.html")[POLICY])
    assert header.pop("frame-ancestors") == "'none'"
    assert "frame-ancestors" not in own, "browsers take no notice of it in a page"
    assert {name: own.get(name) for name in header} == header


def test_a_portable_copy_has_no_host(small: Path, tmp_path: Path) -> None:
    archive = load(small)
    for portable in (True, False):
        site = tmp_path / f"site-{portable}"
        site.mkdir()
        headers.finish(Built(Tree(site), archive, Context("https://danvan.example/", portable=portable)))
        assert sorted(path.name for path in site.iterdir()) == ([] if portable else [".nojekyll", "_headers"])
