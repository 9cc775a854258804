"""The proof of each inference on the page: its steps in words, down to the sources, and the same as a picture."""

from __future__ import annotations

import textwrap
from html import escape

from archive.content.model import Archive, Page
from archive.content.statement import Statement
from archive.context import Context
from archive.extending import part
from archive.findings import Lang
from archive.proof import AGAIN, Step, proof
from archive.stage import markup, pictures
from archive.words import said

TITLE, OF, THEREFORE = said("proof.title"), said("proof.of"), said("proof.therefore")
BECAUSE, PICTURE, DESCRIPTION = said("proof.because"), said("proof.picture"), said("proof.description")


@part(order=20, anchors=("cac-buoc", "proof-*", "hinh-*"))
def html(page: Page, archive: Archive, context: Context) -> str:
    """One proof for every inferred claim of the page."""
    own = archive.statements.known(claim.id for claim in page.body.claims)
    inferred = (statement for statement in own if statement.status == "inferred")
    parts = [_proof(proof(archive, statement.id), page, archive) for statement in inferred]
    return markup.section(TITLE[page.lang], "cac-buoc", "".join(parts), class_="proofs")


def _proof(step: Step, page: Page, archive: Archive) -> str:
    """One level of the tree: a premise that is itself inferred has a proof of its own, and is a link to it."""
    lang = page.lang
    statement, text = step.statement, step.statement.text[lang]
    title = markup.tag(
        "h3", escape(OF[lang].format(text=textwrap.shorten(text, 90, placeholder=" …"))), id=f"proof-{statement.id}"
    )
    items = premises(step, archive, lang, page.url)
    therefore = markup.tag("strong", escape(THEREFORE[lang]) + ":") + " " + markup.sentence(statement, lang)
    conclusion = (
        markup.note(archive, statement, lang, page.url)
        + markup.tag("p", therefore, class_="claim-text")
        + reason(statement, lang)
        + _marks(statement, lang, page.url, proved=True)
    )
    looks = {**markup.box_attributes(statement), "class_": "step step--conclusion", "data_tier": None}
    items += markup.tag("li", conclusion, **looks)
    deep = any(below.below for below in step.below)
    return title + markup.tag("ol", items, class_="proof") + (_picture(step, lang) if deep else "")


def premises(step: Step, archive: Archive, lang: Lang, origin: str) -> str:
    """What a conclusion rests on, as items of a list."""
    return "".join(_premise(below.statement, archive, lang, origin) for below in step.below)


def _premise(statement: Statement, archive: Archive, lang: Lang, origin: str) -> str:
    text = markup.tag("p", markup.sentence(statement, lang), class_="claim-text")
    return markup.tag(
        "li",
        markup.note(archive, statement, lang, origin) + text + _marks(statement, lang, origin),
        **{**markup.box_attributes(statement), "class_": "step"},
    )


def reason(statement: Statement, lang: Lang) -> str:
    """Why a conclusion follows, in the words written beside it."""
    said = statement.claims[lang].reason
    if said is None:
        return ""
    return markup.tag("p", f"<em>{escape(BECAUSE[lang])}:</em> {escape(said.text)}", class_="step-reason")


def _marks(statement: Statement, lang: Lang, origin: str, *, proved: bool = False) -> str:
    # What is proved here needs no link to its proof.
    parts = [markup.chip(statement, lang), "" if proved else markup.basis(statement, lang, origin)]
    parts.append(markup.permalink(statement, lang, origin))
    return markup.tag("div", " ".join(part for part in parts if part), class_="claim-marks")


def _picture(step: Step, lang: Lang) -> str:
    nodes = []
    for depth, found in step.walk():
        statement = found.statement
        named = [markup.ground_words(ground, lang) for ground in statement.grounds if ground.record]
        status = AGAIN[lang] if found.again else statement.word[lang]
        mark = f"{statement.id} · {named[0] if named else status}"
        nodes.append(pictures.Node(depth, statement.text[lang], statement.look, mark))
    title = PICTURE[lang].format(id=step.statement.id)
    return pictures.tree(nodes, title, DESCRIPTION[lang].format(n=len(nodes)), f"hinh-{step.statement.id}")
