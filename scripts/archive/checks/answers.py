"""Rules on answers: DV632. Who is named in a statement may answer, and `answer=` names the statement that says what.

That statement stands on a page of its own choice with the source in which the answer was published, of either tier: it
is shown beside the one that it answers, and supports nothing there.
"""

from __future__ import annotations

from collections.abc import Iterator

from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Text
from archive.near import meant


@rule("DV632", needs=Need.RECORDS)
def answered_rightly(page: Page, archive: Archive) -> Iterator[Problem]:
    """`answer` names another claim that has a source, is not withdrawn, and is not answered by this one in turn."""
    for claim in page.body.claims if page.lang == "vi" else ():
        if claim.answer is not None and (wrong := _cannot_answer(claim.id, claim.answer, archive)):
            yield Problem(claim.place_of("answer"), wrong, about=(claim.answer,))


def _cannot_answer(answered: str, name: str, archive: Archive) -> Text | None:
    if name == answered:
        return Text(f"{name} không thể trả lời chính nó", f"{name} cannot answer itself")
    claim = archive.claims.get(name)
    if claim is None:
        hint = meant(name, archive.claims)
        return Text(f"Không có thông tin “{name}”{hint.vi}", f"There is no claim “{name}”{hint.en}")
    if archive.withdrawal(claim):
        return Text(f"{name} đã rút", f"{name} is withdrawn")
    if not claim.sources:
        return Text(f"{name} không dẫn nguồn nào", f"{name} cites no source")
    if answered in _answers(name, archive):
        return Text(f"{name} được {answered} trả lời rồi", f"{name} is answered by {answered} already")
    return None


def _answers(name: str, archive: Archive) -> tuple[str, ...]:
    """What answers a claim, what answers that, and so on, each once."""
    met: dict[str, None] = {}
    at: str | None = name
    while (claim := archive.claims.get(at or "")) and (at := claim.answer) and at not in met:
        met[at] = None
    return tuple(met)
