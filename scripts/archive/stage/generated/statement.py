"""`id/<id>/`: the page of each statement, its permanent address: what it says, from what, and what became of it.

One page a statement and language; of a statement that said the same as another, none: its address leads to the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from archive import dates
from archive.content.model import Archive, Page, relative_url
from archive.content.statement import Former, Statement
from archive.context import Context
from archive.extending import page_of_each
from archive.findings import Lang
from archive.stage import authoring, finding, markup, quotation, report, tables
from archive.stage.citation import DIGITS, of_statement, shown_citation
from archive.stage.generated.statistics import doubts
from archive.stage.head import statement_head
from archive.stage.page import Fragment, StagedPage, crumbs
from archive.stage.relations import proof_of
from archive.stage.sections.proof import premises, reason, short_premises
from archive.stage.wording import changes
from archive.text import paragraph_digest
from archive.words import among, said

MEANING, STATUSES = among("statement.meaning"), said("statement.statuses")
BASIS, PROOF, WHOLE_PROOF = said("statement.basis"), said("statement.proof"), said("statement.whole_proof")
RESTING, PLACE, CAMPAIGN, TIME = (said(f"statement.{name}") for name in ("resting", "place", "campaign", "time"))
QUOTED, REPLY, ABSORBED = said("statement.quoted"), said("statement.reply"), said("statement.absorbed")
STRUCK = said("statement.struck")
EARLIER, DAYS, WITHHELD = said("statement.earlier"), said("statement.days"), said("statement.withheld")
CITED, DIGEST = said("statement.cited"), said("statement.digest")
SHARE, SHARED, EDIT = said("statement.share"), said("statement.shared"), said("statement.edit")
BEHIND, UNOFFICIAL = said("only_english.behind"), said("only_english.unofficial")
MOST_STEPS = 5
"""Of more steps each is a link: what it rests on stands on its own page."""
ABOUT = "gioi-thieu.md"
"""The page that says what the statuses mean."""


def each(archive: Archive) -> Iterator[str]:
    """The ids of the statements that have a page, in order."""
    return (name for name, statement in sorted(archive.statements.items()) if not statement.merged)


@page_of_each(each, searched=False)
def page_of(archive: Archive, context: Context, lang: Lang, name: str) -> Iterator[StagedPage]:
    """The page of a statement in a language."""
    quoting = [page for page in archive.quoting.get(name, ()) if page.lang == lang]
    yield _page(archive.statements[name], archive, context, lang, quoting)


def _page(statement: Statement, archive: Archive, context: Context, lang: Lang, quoting: Iterable[Page]) -> StagedPage:
    origin, record = statement.url(lang), statement.record
    parts = [
        _statement(statement, archive, context, lang, origin),
        quotation.answer(archive, statement.answer or "", lang, origin),
        _basis(statement, archive, lang, origin),
        _resting(statement, archive, lang, origin),
        _place(statement, archive, lang, origin, quoting),
        _earlier(statement, lang),
        _absorbed(statement, archive, lang),
        _cited(statement, archive, context, lang, origin),
    ]
    way = [*crumbs(archive, lang, record.vi.path), {"title": record.title(lang), "url": record.url(lang)}]
    meta = {
        "crumbs": way,
        "source": record.page(lang).file,
        "statement": statement.id,
        "head": statement_head(archive, context, statement, lang),
        "report": "",  # that of the statement stands with it
        **({"updated": statement.day, "updated_words": dates.label(statement.day, lang)} if statement.day else {}),
    }
    shown = tuple(Fragment(part) for part in parts if part)
    summary = markup.status_line(statement, lang)
    return StagedPage(lang, f"id/{statement.id}.md", _title(statement, lang), summary, shown, meta)


def _title(statement: Statement, lang: Lang) -> str:
    """The sentence; one that was withdrawn says so first, since a preview or a tab may show nothing else."""
    gone = statement.withdrawal
    return f"{markup.withdrawn_on(gone, lang)}: {statement.text[lang]}" if gone else statement.text[lang]


def _statement(statement: Statement, archive: Archive, context: Context, lang: Lang, origin: str) -> str:
    """The sentence in both languages, with how sure it is and what that means."""
    other: Lang = "en" if lang == "vi" else "vi"
    twin = markup.tag("p", _words(statement, other), lang=other, class_="twin")
    head = markup.claim(statement, lang, "h1", _words(statement, lang))
    about = archive.by_path.get((lang, ABOUT))
    more = f" {markup.link(STATUSES[lang], origin, about.url)}." if about else ""
    own = markup.tag("span", escape(statement.id), class_="own-id")
    means = markup.tag(
        "p", f"{markup.chip(statement, lang)} {own}<br>{escape(MEANING[statement.look][lang])}{more}", class_="means"
    ) + doubts(statement, lang, origin)
    behind = _behind(statement, context, lang)
    note = markup.note(archive, statement, lang, origin) + _correction(statement, lang)
    looks = {**markup.box_attributes(statement), **markup.group(statement), "class_": "claim-box statement"}
    return markup.tag("div", note + head + twin + behind + means, **looks)


def _words(statement: Statement, lang: Lang) -> str:
    """The sentence, struck where it was withdrawn."""
    words = markup.sentence(statement, lang)
    return markup.tag("s", words) if statement.withdrawal else words


def _correction(statement: Statement, lang: Lang) -> str:
    """That its words were wrong, until when and why."""
    if statement.correction is None:
        return ""
    day = markup.CORRECTED[lang].format(day=dates.label(statement.correction.day, lang))
    chip = markup.tag("span", escape(day), class_="chip chip--corrected")
    because = f"{markup.BECAUSE[lang]} {markup.stopped(statement.correction.because[lang])}"
    return markup.tag("p", f"{chip} {escape(because)}", class_="withdrawal")


def _behind(statement: Statement, context: Context, lang: Lang) -> str:
    """What a reader of the English is told of it: a translation, and whether the Vietnamese has changed since."""
    if lang == "vi":
        return ""
    day = context.stale.get(statement.record.vi.path, {}).get(statement.id)
    if day:
        return markup.tag("p", escape(BEHIND.en.format(day=dates.label(day, "en"))), class_="notice notice--stale")
    return markup.tag("p", escape(UNOFFICIAL.en), class_="table-note")


def _basis(statement: Statement, archive: Archive, lang: Lang, origin: str) -> str:
    """From what it is known: the places in its sources, or the steps of its proof."""
    if statement.status != "inferred":
        found = finding.grounds(statement, archive, lang, origin)
        return markup.section(BASIS[lang], "can-cu", found, class_="basis")
    below = archive.statements.known(statement.premises)
    whole = markup.link(WHOLE_PROOF[lang], origin, f"{statement.record.url(lang)}#proof-{statement.id}")
    told = premises if len(below) < MOST_STEPS else short_premises
    steps = markup.tag("ul", told(below, archive, lang, origin), class_="proof")
    content = steps + reason(statement, lang) + markup.tag("p", whole)
    return markup.section(PROOF[lang], "can-cu", content, class_="basis")


def _resting(statement: Statement, archive: Archive, lang: Lang, origin: str) -> str:
    """What is concluded from it."""
    found = archive.statements.known(statement.conclusions)
    items = "".join(markup.tag("li", markup.statement_link(other, lang, origin)) for other in found)
    return markup.section(RESTING[lang], "lam-can-cu", markup.tag("ul", items) if items else "")


def _place(statement: Statement, archive: Archive, lang: Lang, origin: str, quoting: Iterable[Page]) -> str:
    """Where it stands in the record, of what time it is, and to which campaigns it belongs, which pages quote it."""
    record, claim = statement.record, statement.claim
    tongue = markup.title_lang(record, lang)
    # By ear it is another link than the one of these words in the path above.
    text = escape(record.title(lang)) + markup.unseen(f" ({statement.id})")
    way = markup.tag("a", text, href=relative_url(origin, statement.place(lang)), lang=tongue)
    rows = [(record.meta.label[lang], way)]
    if claim.when:
        rows.append((TIME[lang], markup.dated(archive, claim.when, proof_of(archive, claim.when), lang, origin)))
    slugs = record.meta.campaigns if claim.campaigns is None else claim.campaigns
    campaigns = [found for slug in slugs if (found := archive.campaign(slug))]
    if campaigns:
        rows.append(
            (CAMPAIGN[lang], ", ".join(markup.record_link(archive, found, lang, origin) for found in campaigns))
        )
    quoted = ", ".join(markup.link(page.title, origin, page.url) for page in quoting)
    rows += [(QUOTED[lang], quoted)] if quoted else []
    answered = " ".join(markup.permalink(s, lang, origin) for s in archive.statements.known(statement.replies_to))
    rows += [(REPLY[lang], answered)] if answered else []
    terms = "".join(markup.tag("div", markup.tag("dt", escape(k)) + markup.tag("dd", v)) for k, v in rows)
    return markup.section(PLACE[lang], "vi-tri", markup.tag("dl", terms), class_="place")


def _earlier(statement: Statement, lang: Lang) -> str:
    """What it said before, word by word against what it said next."""
    former = statement.former(lang)
    following = [*(found.words.text for found in former[1:]), statement.text[lang]]
    rows = (_former(found, after, lang) for found, after in zip(former, following, strict=True)) if former else ()
    content = "".join(rows)
    shown = markup.tag("p", escape(STRUCK[lang]), class_="table-note") + markup.tag("dl", content) if content else ""
    return markup.section(EARLIER[lang], markup.EARLIER, shown, class_="earlier")


def _former(former: Former, after: str, lang: Lang) -> str:
    days = DAYS[lang].format(start=dates.label(former.start, lang), end=dates.label(former.end, lang))
    if former.words.withheld:
        words = escape(WITHHELD[lang].format(digest=former.words.withheld))
    else:
        words = changes(former.words.text, after) if after else escape(former.words.text) or tables.NOTHING
        words += _digest(former.words.text) if former.words.text else ""
    return markup.tag("dt", escape(days)) + markup.tag("dd", words)


def _digest(words: str) -> str:
    """By which a citation of these words is told, as long as citations have it: who has an old one finds them.

    That it is the beginning of a digest alone is said by what follows it.
    """
    shown = markup.tag("code", paragraph_digest(words)[:DIGITS])
    return " " + markup.tag("span", f"SHA-256 {shown}…", class_="digest")


def _absorbed(statement: Statement, archive: Archive, lang: Lang) -> str:
    """The statements that said the same and lead here: when each was withdrawn, and what it said."""
    rows = ""
    for other in archive.statements.known(statement.absorbed):
        gone = f" · {markup.withdrawn_on(other.withdrawal, lang)}" if other.withdrawal else ""
        words = markup.tag("s", markup.sentence(other, lang)) + _digest(other.text[lang])
        rows += markup.tag("dt", markup.tag("span", other.id, class_="nb") + escape(gone)) + markup.tag("dd", words)
    return markup.section(ABSORBED[lang], "gop", markup.tag("dl", rows) if rows else "", class_="earlier")


def _cited(statement: Statement, archive: Archive, context: Context, lang: Lang, origin: str) -> str:
    """How to cite it, its digest, and what else can be done with it."""
    line = shown_citation(of_statement(statement, archive.settings, context, lang), origin)
    digest = markup.tag("p", f"{escape(DIGEST[lang])} {markup.tag('code', statement.digest[lang])}", class_="digest")
    return markup.section(
        CITED[lang], markup.CITED, line + digest + _tools(statement, archive, context, lang), class_="cite-page"
    )


def _tools(statement: Statement, archive: Archive, context: Context, lang: Lang) -> str:
    share = markup.tag("button", escape(SHARE[lang]), type="button", class_="share", hidden="", data_done=SHARED[lang])
    ways = [share, report.link(archive.settings, report.of_statement(statement, context, lang), lang)]
    way = authoring.edit(archive.settings, statement.record.page(lang).file, statement.claims[lang].place.line)
    ways.append(markup.tag("a", escape(EDIT[lang]), href=way) if way else "")
    return markup.tag("p", " ".join(way for way in ways if way), class_="statement-tools")
