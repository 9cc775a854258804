"""What a build takes from outside: address, epoch, days. Nothing built by the clock; no failure without git or ledger."""

from __future__ import annotations

import json
import string
import time
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo

import pytest
import tinycss2
from tests.archives import KQ, PAPER, Edit, corrected, edit, make, withdrawn
from tests.repositories import repository

from archive import environment
from archive.checks.checking import check
from archive.content.model import Archive
from archive.content.read import read_archive
from archive.context import FIXED_EPOCH
from archive.history.line import State
from archive.refusal import Refusal

HERE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, "https://danvan.example/"),
        ("", "https://danvan.example/"),
        ("https://host.example", "https://host.example/"),
        ("https://host.example/a/b", "https://host.example/a/b/"),
        ("https://host.example/a/b/", "https://host.example/a/b/"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/"),
        ("https://Host.EXAMPLE:65535/A/", "https://host.example:65535/A/"),
        ("https://xn--lu-tr-8wa.example/~a/b_c.d-e", "https://xn--lu-tr-8wa.example/~a/b_c.d-e/"),
        ("https://[2001:db8::1]:8080/", "https://[2001:db8::1]:8080/"),
        ("http://localhost", "http://localhost/"),
    ],
)
def test_the_public_address(given: str | None, expected: str) -> None:
    assert environment.site_url({} if given is None else {"SITE_URL": given}, "https://danvan.example/") == expected


ADDRESSES = {
    "an unfinished address of IPv6": "https://[x/",
    "an address of IPv4 in brackets": "http://[1.2.3.4]/",
    "a space in the host": "http://x y/",
    "no scheme": "host.example",
    "no host": "/a/b/",
    "another scheme": "file:///srv",
    "a scheme that runs": "javascript:alert(1)//h.example/",
    "a host that is missing": "https:///a",
    "a query": "https://h/?q",
    "an empty query": "https://h/?",
    "a fragment": "https://h/#f",
    "an empty fragment": "https://h/#",
    "an element": "https://x.example/<script>/",
    "a double quote": 'https://x.example/a"onload="x/',
    "a single quote": "https://x.example/a'b/",
    "a backtick": "https://x.example/a`b/",
    "a backslash": "https://x.example\\\\y.example/",
    "a backslash in the path": "https://x.example/a\\b/",
    "an ampersand": "https://x.example/a&amp;b/",
    "braces of BibTeX and templates": "https://x.example/{{7*7}}/",
    "a bracket of CSS": "https://x.example/a)b/",
    "a semicolon": "https://x.example/a;b/",
    "a comma": "https://x.example/a,b/",
    "a star": "https://x.example/*/",
    "a space in the path": "https://x.example/a b/",
    "a last space": "https://x.example/ ",
    "a line break": "https://x.example/\n",
    "a line break inside": "https://x.example/a\r\nb/",
    "a tab in the scheme": "ht\ttps://x.example/",
    "an escape sequence": "https://x.example/\x1b[2J/",
    "a sign that turns the line": "https://x.example/\u202egnp/",
    "a letter in disguise": "https://ex\u0430mple.example/",
    "letters beyond ASCII in the host": "https://lưu-trữ.example/",
    "a full-width dot": "https://x\uff0eexample/",
    "letters beyond ASCII in the path": "https://x.example/lưu/",
    "a digit beyond ASCII": "https://x.example:8\u0660/",
    "a port of letters": "https://x.example:http/",
    "an empty port": "https://x.example:/",
    "port nought": "https://x.example:0/",
    "a port too high": "https://x.example:65536/",
    "a port of many digits": "https://x.example:" + "9" * 5_000 + "/",
    "an empty label": "https://a..example/",
    "a last dot": "https://x.example./",
    "a hyphen first": "https://-x.example/",
    "an underscore in the host": "https://a_b.example/",
    "a label too long": f"https://{'a' * 64}.example/",
    "a host too long": f"https://{'a.' * 130}example/",
    "numbers that are no address": "https://1.2.3.999/",
    "an address in short": "https://127.1/",
    "brackets around a name": "https://[x.example]/",
    "a zone": "https://[fe80::1%25eth0]/",
    "an empty segment": "https://x.example/a//b/",
    "a way up": "https://x.example/a/../b/",
    "an escaped way up": "https://x.example/%2e%2e/",
    "an escaped slash": "https://x.example/a%2fb/",
    "an escaped quote": "https://x.example/a%22b/",
    "half an escape": "https://x.example/a%f/",
    "an escaped letter": "https://x.example/l%C6%B0u/",
    "escapes of no text": "https://x.example/%ff%fe/",
    "an escaped sign that turns the line": "https://x.example/%E2%80%AE/",
    "an escaped control": "https://x.example/%C2%85/",
}


@pytest.mark.parametrize("why", ADDRESSES)
def test_an_address_that_does_not_hold(why: str) -> None:
    given = ADDRESSES[why]
    with pytest.raises(Refusal) as caught:
        environment.site_url({"SITE_URL": given})
    for words in (caught.value.message.vi, caught.value.message.en):
        assert "SITE_URL" in words
        assert words.isprintable(), f"{why}: the message acts on the terminal: {words!r}"
        if given.isprintable():
            assert given in words


def test_an_address_that_holds_is_the_same_words_in_every_format() -> None:
    """Each letter of ASCII and some beyond it, at every place of an address: what passes needs no escaping anywhere."""
    taken = set()
    for letter in [*map(chr, range(0x250)), "\u2028", "\u202e", "\ufeff", "\U0001f600", "%C3%A9", "%0A", "%3C"]:
        for pattern in (
            "https://h{}h.example/",
            "https://h.example{}/",
            "https://h.example:8{}/",
            "https://h.example/a{}b/",
        ):
            given = pattern.format(letter)
            try:
                address = environment.site_url({"SITE_URL": given})
            except Refusal:
                continue
            taken.add(letter)
            assert address == escape(address) == quoteattr(address)[1:-1] == json.loads(f'"{address}"'), given
            assert tinycss2.parse_one_component_value(f"url({address})").value == address, given
            assert address.isascii()
            assert not set(address) & set("{}\\\"'`;,#$ "), given
    assert taken == {*string.ascii_letters, *string.digits, *"-._~/"}, "other letters pass than were meant to"


def test_a_password_in_the_address_is_refused_and_not_shown() -> None:
    for given in ("https://user:hidden@host.example/", "https://hidden@host.example/", "https://a@b:hidden@c/"):
        with pytest.raises(Refusal) as caught:
            environment.site_url({"SITE_URL": given})
        assert "hidden" not in caught.value.message.vi + caught.value.message.en + str(caught.value)


@pytest.mark.parametrize("given", ["soon", "-1", "1.5", "1e9", " 12", "²", "٢", "１２", "1_0"])
def test_an_epoch_that_is_no_number_of_seconds(tmp_path: Path, given: str) -> None:
    with pytest.raises(Refusal) as caught:
        environment.source_date_epoch(read_archive(tmp_path), {"SOURCE_DATE_EPOCH": given})
    assert given in caught.value.message.en


def test_the_epoch_comes_from_the_environment_or_git_or_is_fixed(tmp_path: Path) -> None:
    root = make(tmp_path)
    assert environment.source_date_epoch(knowing(root), {}) == FIXED_EPOCH
    repository(root, "2020-02-03")
    assert environment.day_of(environment.source_date_epoch(knowing(root), {}), HERE) == "2020-02-03"
    assert environment.source_date_epoch(knowing(root), {"SOURCE_DATE_EPOCH": "86400"}) == 86400


def test_without_history_no_page_has_a_day_and_what_must_have_one_takes_the_epoch(small: Path) -> None:
    context = environment.make_context(knowing(small), {"SOURCE_DATE_EPOCH": "1543104000"})
    assert (context.changed, context.newest, context.updated(KQ)) == ({}, "", "")
    assert context.moment(KQ) == context.moment() == "2018-11-25T00:00:00Z"
    assert environment.make_context(knowing(small), {}) == environment.make_context(knowing(small), {})


def test_a_repository_around_the_project_is_not_its_own(tmp_path: Path) -> None:
    root = make(tmp_path / "copy")
    repository(tmp_path)
    archive = knowing(root)
    assert archive.history.state is State.FAILING
    assert str(tmp_path) in str(archive.history.why)
    assert environment.source_date_epoch(archive, {}) == FIXED_EPOCH
    assert [finding.code for finding in check(archive)] == ["DV805"]


@pytest.mark.parametrize("given", ["99999999999999", "253402300800", "9" * 5_000, "-1", "1e9", "x", "1\n"])
def test_a_moment_that_no_date_can_hold(small: Path, given: str) -> None:
    with pytest.raises(Refusal, match="SOURCE_DATE_EPOCH"):
        environment.source_date_epoch(read_archive(small), {"SOURCE_DATE_EPOCH": given})


@pytest.mark.parametrize("zone", ["Asia/Ho_Chi_Minh", "America/Los_Angeles"])
def test_a_day_is_that_of_utc_wherever_the_build_runs(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert [environment.day_of(n) for n in (1543103999, 1543104000)] == ["2018-11-24", "2018-11-25"]
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Ho_Chi_Minh", "2026-11-28"), ("UTC", "2026-11-27"), ("America/Lima", "2026-11-27")]
)
def test_days_are_those_of_the_archives_time_zone(small: Path, zone: str, day: str) -> None:
    """At 22:38 in UTC it is the next day in Việt Nam."""
    edit_settings(small, "Asia/Ho_Chi_Minh", zone)
    repository(small, "2026-11-27T22:38:00+0000")
    archive = knowing(small)
    context = environment.make_context(archive, {})
    assert {context.newest, *map(context.updated, context.changed)} == {day}
    assert context.moment() == "2026-11-27T22:38:00Z", "a moment is the same everywhere"
    assert environment.today(archive) == datetime.now(ZoneInfo(zone)).date().isoformat()


TODAY, TOMORROW = datetime(2031, 3, 10, 9, tzinfo=UTC), "2031-03-11"
"""Where a day comes first (UTC+14) the eleventh begins an hour after this moment."""
MARK = "{ #kq-01-1 .claim"
DAYS = {
    "a claim withdrawn": ("DV621", withdrawn(KQ, "kq-01-1", TOMORROW)),
    "a record withdrawn": ("DV621", withdrawn(KQ, "", TOMORROW)),
    "a claim corrected": ("DV621", corrected(KQ, "kq-01-1", TOMORROW)),
    "a claim checked": ("DV403", ((f"en/{KQ}", MARK, f'{MARK} checked="{TOMORROW}"'),)),
    "a page checked": ("DV403", ((f"en/{KQ}", "title: ", f"checked: {TOMORROW}\ntitle: "),)),
    "a copy made": (
        "DV617",
        ((f"vi/{PAPER}", "locators:", f"archived: [{{address: 'https://a.example/1', date: {TOMORROW}}}]\nlocators:"),),
    ),
}


@pytest.mark.parametrize(("code", "edits"), DAYS.values(), ids=DAYS)
@pytest.mark.parametrize("committed", ["", "2020-02-03"], ids=["no repository", "not committed"])
def test_a_day_to_come_is_refused_before_it_is_committed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, committed: str, code: str, edits: tuple[Edit, ...]
) -> None:
    root = make(tmp_path)
    if committed:
        repository(root, committed)
    edit(root, *edits)
    for days, expected in ((0, [code]), (1, [])):
        monkeypatch.setattr(environment, "now", lambda days=days: TODAY + timedelta(days=days))
        found = [finding.code for finding in check(knowing(root)) if finding.code in {"DV621", "DV403", "DV617"}]
        assert found == expected


def test_no_page_says_another_day_tomorrow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a build takes from outside is the same, whatever the clock says."""
    root = make(tmp_path)
    repository(root, "2020-02-03")
    edit(root, (f"vi/{KQ}", "title: ", "title: Sửa "))
    contexts = []
    for days in (0, 1):
        monkeypatch.setattr(environment, "now", lambda days=days: TODAY + timedelta(days=days))
        contexts.append(environment.make_context(knowing(root), {}))
    assert contexts[0] == contexts[1]


def knowing(root: Path) -> Archive:
    return environment.knowing(read_archive(root), {})


def edit_settings(root: Path, old: str, new: str) -> None:
    path = root / "archive.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
