"""`dong-gop/quy-tac/`: the catalogue of rules, with a page a family below it, from the same data as `archive check --explain`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import escape

from archive import allowed
from archive.catalogue import explained, rules
from archive.content.model import Archive, page_url
from archive.context import Context
from archive.extending import RULES, Rule, generated_page
from archive.findings import Lang, Severity
from archive.stage import markup
from archive.stage.page import HOME, StagedPage, generated
from archive.words import said

PATH = "dong-gop/quy-tac.md"
TITLE, SUMMARY = said("rules.title"), said("rules.summary")
SEVERITY = {
    Severity.ERROR: said("rules.severity_error"),
    Severity.WARNING: said("rules.severity_warning"),
}
BAD, GOOD = said("rules.bad"), said("rules.good")
FIX, MAY = said("rules.fix"), said("rules.may")
MAY_NOTE, MARKDOWN, TAGS = said("rules.may_note"), said("rules.markdown"), said("rules.tags")
ATTRIBUTES, EVERY, SCHEMES = said("rules.attributes"), said("rules.every"), said("rules.schemes")
FAMILY, RETIRED = said("rules.family"), said("rules.retired")
SITE, SITE_NOTE = said("rules.site"), said("rules.site_note")
_TYPED = re.compile("`([^`]+)`")


@generated_page(PATH, title=TITLE, searched=False)
def pages(archive: Archive, _: Context, lang: Lang) -> Iterator[StagedPage]:
    """The list of all rules, and a page a family (`DV3`) with reasons and examples; once a language."""
    families: dict[str, list[Rule]] = {}
    for code, rule in RULES.all().items():
        families.setdefault(code[:3], []).append(rule)
    origin = page_url(PATH, lang)
    lead = markup.tag("p", escape(SUMMARY[lang]), class_="lead")
    in_short = [_in_short(rule, lang, origin) for rule in rules() if not rule.of_site]
    listed = [_allowed(lang), *in_short, _on_site(lang, origin)]
    yield generated(lang, PATH, TITLE, SUMMARY[lang], "\n\n".join([lead, *listed]))
    way = [
        {"title": HOME[lang], "url": page_url("index.md", lang)},
        {"title": TITLE[lang], "url": origin},
    ]
    for family, members in families.items():
        title = FAMILY.format(family=family)
        parts = [
            _retired(rule, lang, page_url(_path(family), lang)) if rule.now else _in_full(rule, lang)
            for rule in members
        ]
        yield generated(lang, _path(family), title, "", "\n\n".join(parts), {"crumbs": way})


def _allowed(lang: Lang) -> str:
    """The list of `archive.allowed`, as an editor reads it."""
    common = frozenset.intersection(*(allowed.ATTRIBUTES[name] for name in allowed.INLINE))
    own = [
        f"{attribute} ({', '.join(sorted(tag for tag in allowed.INLINE if attribute in allowed.ATTRIBUTES[tag]))})"
        for attribute in sorted({a for tag in allowed.INLINE for a in allowed.ATTRIBUTES[tag]} - common)
    ]
    lines = (
        MARKDOWN[lang],
        TAGS[lang].format(tags=", ".join(sorted(allowed.INLINE))),
        ATTRIBUTES[lang].format(attributes="; ".join([f"{', '.join(sorted(common))} ({EVERY[lang]})", *own])),
        SCHEMES[lang].format(schemes=", ".join(f"{scheme}:" for scheme in sorted(allowed.SCHEMES))),
    )
    items = "".join(markup.tag("li", escape(line)) for line in lines)
    note = markup.tag("p", escape(MAY_NOTE[lang]))
    return markup.section(MAY[lang], "duoc-viet", note + markup.tag("ul", items))


def _path(family: str) -> str:
    return f"{PATH.removesuffix('.md')}/{family.lower()}.md"


def _in_short(rule: Rule, lang: Lang, origin: str) -> str:
    # The code itself is the way to reasons and examples: no other link of the page is called the same.
    code = markup.link(rule.code, origin, _address(rule, lang))
    # A line each: how to mend it stands with the reasons, and in every finding.
    return _title(rule, code, lang)


def _in_full(rule: Rule, lang: Lang) -> str:
    parts = [
        _title(rule, rule.code, lang),
        markup.tag("p", escape(SEVERITY[rule.severity][lang])),
        markup.tag("p", _words(rule.why[lang])),
        markup.tag("p", f"{escape(FIX[lang])}: {_words(rule.advice[lang])}."),
    ]
    parts += [_example(text[lang], code) for text, code in ((BAD, rule.bad), (GOOD, rule.good)) if code]
    return markup.tag("section", "".join(parts), class_="rule")


def _retired(rule: Rule, lang: Lang, origin: str) -> str:
    """Where a retired rule's findings are told today; its anchor stays."""
    target = _address(explained(rule.now), lang)
    title = markup.tag("h2", RETIRED[lang].format(code=rule.code), id=rule.code.lower())
    return markup.tag(
        "section", title + markup.tag("p", markup.link(explained(rule.now).code, origin, target)), class_="rule"
    )


def _on_site(lang: Lang, origin: str) -> str:
    """The way to the rules on the finished site, which an editor's words seldom break: a link a family."""
    codes = [rule.code for rule in rules() if rule.of_site]
    families = {code[:3]: [other for other in codes if other[:3] == code[:3]] for code in codes}
    links = " ".join(
        markup.link(f"{of_family[0]}–{of_family[-1]}", origin, page_url(_path(family), lang))
        for family, of_family in families.items()
    )
    return markup.section(SITE[lang], "trang-da-dung", markup.tag("p", f"{escape(SITE_NOTE[lang])} {links}"))


def _address(rule: Rule, lang: Lang) -> str:
    return f"{page_url(_path(rule.code[:3]), lang)}#{rule.code.lower()}"


def _words(text: str) -> str:
    """What the catalogue says, as HTML: what is typed letter by letter stands in it between grave accents."""
    return _TYPED.sub(r"<code>\1</code>", escape(text))


def _title(rule: Rule, code: str, lang: Lang) -> str:
    return markup.tag("h2", f"{code} {_words(rule.title[lang])}", id=rule.code.lower())


def _example(text: str, code: str) -> str:
    shown = code
    if not unicodedata.is_normalized("NFC", code):
        # Parted letters look like whole ones: their marks are shown by themselves.
        shown = "".join(f"◌{letter}" if unicodedata.combining(letter) else letter for letter in code)
    return markup.tag("p", f"{escape(text)}:") + markup.written(shown)
