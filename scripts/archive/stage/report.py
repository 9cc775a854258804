"""Telling the archive of a mistake: a form or a letter in which the statement, its words and its source stand already.

Takes the archive's settings and what is reported; gives an address, or nothing where the archive has set no way to be
told. Long words are cut at the end of a word: an address of 2,000 letters or more is not opened everywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from html import escape
from urllib.parse import quote, urlencode, urlsplit

from archive.content.statement import Statement
from archive.context import Context
from archive.findings import Lang, Text
from archive.settings import Settings
from archive.stage import markup
from archive.words import said

MOST = 1_999
"""Letters of an address."""
FORMS = Text("bao-sai-cau.yml", "report-a-statement.yml")
"""The issue forms in `.github/ISSUE_TEMPLATE`; the names below are the ids of their fields."""
STATEMENT, PAGE = said("report.statement"), said("report.page")
SUBJECT = said("report.subject")
WORDS, SOURCE, ADDRESS, WRONG = (said(f"report.{name}") for name in ("words", "source", "address", "wrong"))
_GITHUB = frozenset({"github.com", "www.github.com"})


@dataclass(frozen=True, slots=True)
class Reported:
    """What a report is about, in one language; what does not apply is empty."""

    name: str
    """A statement's id, or a page's title."""
    address: str
    """The whole address at which it stands."""
    words: str = ""
    source: str = ""
    label: Text = PAGE
    """What the link says."""


def of_statement(statement: Statement, context: Context, lang: Lang) -> Reported:
    """A report of a statement: its words, and the places that they are from."""
    source = "; ".join(markup.ground_words(ground, lang) for ground in statement.grounds)
    address = context.absolute(statement.url(lang))
    return Reported(statement.id, address, statement.text[lang], source, STATEMENT)


def of_page(title: str, url: str, context: Context) -> Reported:
    """A report of a page, whose address is relative to the site's root."""
    return Reported(title, context.absolute(url))


def link(settings: Settings, reported: Reported, lang: Lang) -> str:
    """The link by which a reader reports it, as HTML; nothing where the archive has set no way to be told."""
    way = report_address(settings, reported, lang)
    label = reported.label[lang]
    # By ear it is one of a list of links: it says of which statement it is.
    heard = f"{label} {reported.name}" if reported.words else None
    return markup.tag("a", escape(label), href=way, class_="report", aria_label=heard) if way else ""


def report_address(settings: Settings, reported: Reported, lang: Lang) -> str:
    """Where to: the form of a repository on GitHub, a letter, else the contact's or the repository's own page."""
    issue = new_issue(settings.repository)
    if issue:
        return _fitting(reported, lambda told: _filled(issue, told, lang))
    if settings.contact.startswith("mailto:"):
        return _fitting(reported, lambda told: _letter(settings.contact, told, lang))
    return settings.contact or settings.repository


def new_issue(repository: str) -> str:
    """The address of a new issue; empty where the repository is not one of GitHub's."""
    home = github(repository)
    return f"{home}/issues/new" if home else ""


def github(repository: str) -> str:
    """The address of a repository of GitHub's, as all its pages begin; empty where it is none."""
    parts = urlsplit(repository)
    names = [name for name in parts.path.removesuffix(".git").split("/") if name]
    if parts.hostname not in _GITHUB or len(names) != 2:
        return ""
    return f"https://github.com/{'/'.join(names)}"


def _filled(issue: str, told: Reported, lang: Lang) -> str:
    fields = {
        "template": FORMS[lang],
        "title": SUBJECT[lang].format(name=told.name),
        "statement": told.name,
        "words": told.words,
        "source": told.source,
        "address": told.address,
    }
    return with_fields(issue, {name: value for name, value in fields.items() if value})


def _letter(contact: str, told: Reported, lang: Lang) -> str:
    """A letter to be sent (RFC 6068): what it is about, then room for what is wrong."""
    lines = [(WORDS, told.words), (SOURCE, told.source), (ADDRESS, told.address)]
    body = [f"{label[lang]} {value}" for label, value in lines if value]
    fields = {"subject": SUBJECT[lang].format(name=told.name), "body": "\r\n".join((*body, "", WRONG[lang], ""))}
    return with_fields(contact, fields)


def with_fields(address: str, fields: Mapping[str, str]) -> str:
    """An address with fields filled in; a space is %20, since a letter's would show `+` as it is."""
    return f"{address}?{urlencode(fields, quote_via=quote, safe='')}"


_CUTS: tuple[Callable[[Reported, int], Reported], ...] = (
    lambda told, most: replace(told, words=_first(told.words, most)),
    lambda told, most: replace(told, source=_first(told.source, most)),
    lambda told, most: replace(told, name=_first(told.name, most)),
)


def _fitting(reported: Reported, made: Callable[[Reported], str]) -> str:
    """The address with as many of the words, then of the source, then of the name, as there is room for."""
    for cut in _CUTS:
        if len(made(reported)) <= MOST:
            break
        whole = reported
        most = bisect_left(range(MOST), True, key=lambda n: len(made(cut(whole, n + 1))) > MOST)
        reported = cut(whole, most)
    return made(reported)


def _first(text: str, most: int) -> str:
    """The first words of a text, as many as are asked for."""
    words = text.split()
    return text if len(words) <= most else " ".join([*words[:most], "…"])
