"""The proof of each inference on the page: its steps in words, down to the sources, and the same as a picture."""

from __future__ import annotations

from html import escape

from archive.content.model import Archive, Claim, Page, relative_url
from archive.findings import Lang, Text
from archive.proof import Step, proof
from archive.stage import markup, pictures
from archive.stage.context import Context

ORDER = 20
TITLE = Text("Các bước suy luận", "The proof, step by step")
OF = Text("Vì sao có {id}", "Why {id} holds")
THEREFORE = Text("Vậy", "Therefore")
BECAUSE = Text("Lý do", "Why")
PICTURE = Text("Hình: {id} dựa vào những gì", "Picture: what {id} rests on")
DESCRIPTION = Text(
    "Cây suy luận gồm {n} thông tin; ở trên là kết luận, bên dưới thụt vào là căn cứ. Nội dung như các bước viết ở trên.",
    "A tree of {n} statements; the conclusion on top, what it rests on indented below. It says what the steps above say.",
)


def html(page: Page, archive: Archive, context: Context) -> str:
    """One proof for every inferred claim of the page."""
    inferred = [claim for claim in page.body.claims if _declared(archive, claim).status == "inferred"]
    parts = [_proof(proof(archive, claim.id), page, archive) for claim in inferred if claim.id in archive.claims]
    return markup.section(TITLE[page.lang], "cac-buoc", "".join(parts), class_="proofs")


def _declared(archive: Archive, claim: Claim) -> Claim:
    return archive.claims.get(claim.id, claim)


def _proof(step: Step, page: Page, archive: Archive) -> str:
    lang = page.lang
    title = markup.tag("h3", escape(OF[lang].format(id=step.claim.id)), id=f"proof-{step.claim.id}")
    return title + _steps(step, archive, lang, page.url) + _picture(step, archive, lang)


def _steps(step: Step, archive: Archive, lang: Lang, origin: str) -> str:
    items = "".join(_premise(below, archive, lang, origin) for below in step.below)
    words = markup.tag("strong", escape(THEREFORE[lang]) + ":") + " " + escape(archive.words(step.claim.id, lang))
    conclusion = markup.tag("p", words) + _reason(step.claim, archive, lang) + _marks(step, archive, lang, origin)
    items += markup.tag("li", conclusion, class_="step step--conclusion", data_status=step.claim.status)
    return markup.tag("ol", items, class_="proof")


def _premise(step: Step, archive: Archive, lang: Lang, origin: str) -> str:
    if step.below:
        inner = _steps(step, archive, lang, origin)
        return markup.tag("li", inner, class_="step step--nested", data_status=step.claim.status)
    words = markup.tag("p", escape(archive.words(step.claim.id, lang)))
    return markup.tag(
        "li",
        words + _marks(step, archive, lang, origin),
        class_="step",
        data_status=step.claim.status,
        data_tier=archive.tier(step.claim),
    )


def _reason(claim: Claim, archive: Archive, lang: Lang) -> str:
    english = archive.english.get(claim.id) if lang == "en" else None
    reason = (english or claim).reason
    if reason is None:
        return ""
    return markup.tag("p", f"<em>{escape(BECAUSE[lang])}:</em> {escape(reason.words)}", class_="step-reason")


def _marks(step: Step, archive: Archive, lang: Lang, origin: str) -> str:
    claim = step.claim
    parts = [markup.chip(claim.status, lang)]
    parts += [markup.source_mark(archive, reference, lang, origin) for reference in claim.sources]
    way = relative_url(origin, archive.claim_url(claim.id, lang))
    parts.append(markup.tag("a", escape(claim.id), href=way, class_="permalink"))
    return markup.tag("div", " ".join(parts), class_="claim-marks")


def _picture(step: Step, archive: Archive, lang: Lang) -> str:
    nodes = []
    for depth, found in step.walk():
        claim = found.claim
        mark = f"{claim.id} · {markup.STATUS[claim.status][lang]}"
        nodes.append(pictures.Node(depth, archive.words(claim.id, lang), claim.status, mark))
        for reference in claim.sources:
            source = archive.source(reference.source)
            words = markup.source_words(source, reference.locator, lang) if source else str(reference)
            nodes.append(pictures.Node(depth + 1, words, "source"))
    title = PICTURE[lang].format(id=step.claim.id)
    count = sum(1 for _ in step.walk())
    return pictures.tree(nodes, title, DESCRIPTION[lang].format(n=count), f"hinh-{step.claim.id}")
