"""The proof of each inference on the page: its steps in words, down to the sources, and the same as a picture."""

from __future__ import annotations

import textwrap
from html import escape

from archive.content.body import Claim
from archive.content.model import Archive, Page, relative_url
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
    inferred = [claim for claim in page.body.claims if _declared(archive, claim).status == "inferred"]
    parts = [_proof(proof(archive, claim.id), page, archive) for claim in inferred if claim.id in archive.claims]
    return markup.section(TITLE[page.lang], "cac-buoc", "".join(parts), class_="proofs")


def _declared(archive: Archive, claim: Claim) -> Claim:
    return archive.claims.get(claim.id, claim)


def _proof(step: Step, page: Page, archive: Archive) -> str:
    """One level of the tree: a premise that is itself inferred has a proof of its own, and is a link to it."""
    lang = page.lang
    text = archive.text(step.claim.id, lang)
    title = markup.tag(
        "h3", escape(OF[lang].format(text=textwrap.shorten(text, 90, placeholder=" …"))), id=f"proof-{step.claim.id}"
    )
    items = "".join(_premise(below, archive, lang, page.url) for below in step.below)
    therefore = markup.tag("strong", escape(THEREFORE[lang]) + ":") + " " + escape(text)
    conclusion = (
        markup.note(archive, step.claim, lang, page.url)
        + markup.tag("p", therefore, class_="claim-text")
        + _reason(step.claim, archive, lang)
        + _marks(step, archive, lang, page.url, proved=True)
    )
    looks = {**markup.box_attributes(archive, step.claim), "class_": "step step--conclusion", "data_tier": None}
    items += markup.tag("li", conclusion, **looks)
    deep = any(below.below for below in step.below)
    return title + markup.tag("ol", items, class_="proof") + (_picture(step, archive, lang) if deep else "")


def _premise(step: Step, archive: Archive, lang: Lang, origin: str) -> str:
    text = markup.tag("p", escape(archive.text(step.claim.id, lang)), class_="claim-text")
    return markup.tag(
        "li",
        markup.note(archive, step.claim, lang, origin) + text + _marks(step, archive, lang, origin),
        **{**markup.box_attributes(archive, step.claim), "class_": "step"},
    )


def _reason(claim: Claim, archive: Archive, lang: Lang) -> str:
    english = archive.english.get(claim.id) if lang == "en" else None
    reason = (english or claim).reason
    if reason is None:
        return ""
    return markup.tag("p", f"<em>{escape(BECAUSE[lang])}:</em> {escape(reason.text)}", class_="step-reason")


def _marks(step: Step, archive: Archive, lang: Lang, origin: str, *, proved: bool = False) -> str:
    claim = step.claim
    # What is proved here needs no link to its proof.
    parts = [markup.chip(archive, claim, lang), "" if proved else markup.basis(archive, claim, lang, origin)]
    way = relative_url(origin, archive.claim_url(claim.id, lang))
    parts.append(markup.tag("a", escape(claim.id), href=way, class_="permalink"))
    return markup.tag("div", " ".join(part for part in parts if part), class_="claim-marks")


def _picture(step: Step, archive: Archive, lang: Lang) -> str:
    nodes = []
    for depth, found in step.walk():
        claim = found.claim
        named = [
            markup.source_words(cited, reference.locator, lang)
            for reference in claim.sources
            if (cited := archive.cited(reference.source))
        ]
        status = AGAIN[lang] if found.again else markup.status_words(archive, claim, lang)
        mark = f"{claim.id} · {named[0] if named else status}"
        look = "context" if archive.tier(claim) == "context" and claim.status == "reported" else claim.status
        nodes.append(pictures.Node(depth, archive.text(claim.id, lang), look, mark))
    title = PICTURE[lang].format(id=step.claim.id)
    return pictures.tree(nodes, title, DESCRIPTION[lang].format(n=len(nodes)), f"hinh-{step.claim.id}")
