"""What each inference of a page rests on, told where the inference stands: behind the words that say why it follows.

A premise that is a statement of the page, or was told with an earlier inference, is a link with its id and first words:
a proof is told once. What is itself a step of another inference of the page is folded; the picture of a proved date
stands behind the steps of its conclusion.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from html import escape

from archive.content.model import Archive, Page, relative_url
from archive.content.statement import Statement
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.stage import markup, proof_window
from archive.words import among, numbered, said

RESTS, BECAUSE = among("proof.rests"), said("proof.because")
SHORT = 80
"""Letters of a statement that stands elsewhere on the page."""


@part(order=20, anchors=("proof-*", "hinh-ngay-*"), within=True)
def html(page: Page, archive: Archive, context: Context) -> str:
    """Every proof of the page; the stage puts each in its place."""
    return "".join(steps(page, archive).values())


def steps(page: Page, archive: Archive) -> dict[str, str]:
    """The steps of each inference of the page, by its id, and the picture of its date where it proves one."""
    own = archive.statements.known(claim.id for claim in page.body.claims)
    inferred = [statement for statement in own if statement.status == "inferred"]
    inner = {name for statement in inferred for name in statement.premises}
    shown = {statement.id: f"#{statement.id}" for statement in own}
    found = {}
    for statement in inferred:
        told = _steps(statement, archive, page, shown, folded=statement.id in inner)
        found[statement.id] = told + proof_window.html(statement, page, archive)
    return found


def _steps(statement: Statement, archive: Archive, page: Page, shown: dict[str, str], *, folded: bool) -> str:
    """A list that opens by a link into it: its name stands on the list, within what is folded."""
    lang, below = page.lang, archive.statements.known(statement.premises)
    items = ""
    for premise in below:
        if premise.id in shown:
            items += _item(premise, archive, lang, page.url, _short(premise, lang, shown[premise.id]))
        else:
            items += premises([premise], archive, lang, page.url)
            shown[premise.id] = relative_url(page.url, premise.url(lang))
    if not items:
        return ""
    words = escape(numbered(RESTS, len(below))[lang]) + markup.unseen(f" ({statement.id})")
    told = markup.tag("summary", words) + markup.tag("ul", items, class_="proof", id=f"proof-{statement.id}")
    return markup.tag("details", told, class_="fold", open=None if folded else "")


def premises(below: Iterable[Statement], archive: Archive, lang: Lang, origin: str) -> str:
    """Premises as items of a list: the sentence, how sure it is, where it is from."""
    return "".join(
        _item(
            one,
            archive,
            lang,
            origin,
            markup.tag("p", markup.sentence(one, lang), class_="claim-text") + _marks(one, lang, origin),
        )
        for one in below
    )


def short_premises(below: Iterable[Statement], archive: Archive, lang: Lang, origin: str) -> str:
    """The same as links to where each statement stands."""
    ways = ((one, relative_url(origin, one.url(lang))) for one in below)
    return "".join(_item(one, archive, lang, origin, _short(one, lang, way)) for one, way in ways)


def _item(statement: Statement, archive: Archive, lang: Lang, origin: str, content: str) -> str:
    note = markup.note(archive, statement, lang, origin)
    return markup.tag("li", note + content, **{**markup.box_attributes(statement), "class_": "step"})


def _short(statement: Statement, lang: Lang, way: str) -> str:
    """The id and the first words of a statement as one link."""
    words = escape(textwrap.shorten(statement.text[lang], SHORT, placeholder=" …"))
    look = "withdrawn" if statement.withdrawal else None
    return markup.tag("a", f"{markup.tag('small', statement.id, class_='nb')} {words}", href=way, class_=look)


def reason(statement: Statement, lang: Lang) -> str:
    """Why a conclusion follows, in the words written beside it."""
    said = statement.claims[lang].reason
    if said is None:
        return ""
    return markup.tag("p", f"<em>{escape(BECAUSE[lang])}:</em> {escape(said.text)}", class_="step-reason")


def _marks(statement: Statement, lang: Lang, origin: str) -> str:
    parts = (markup.chip(statement, lang), markup.basis(statement, lang, origin))
    return markup.tag("div", " ".join((*parts, markup.permalink(statement, lang, origin))), class_="claim-marks")
