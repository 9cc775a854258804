"""Rules on inferences: DV701 to DV712. A conclusion is a proof that a reader can follow down to reported claims."""

from __future__ import annotations

from collections.abc import Iterator

from archive import dates
from archive.checks.withdrawals import standing
from archive.content import premises
from archive.content.body import Claim
from archive.content.kinds.base import Common
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Text
from archive.text import dates as dates_in

MAX_PREMISES = 30
MAX_DEPTH = 12
MAX_STEPS = 100
"""Caps far above honest use: premises a claim, inferences upon inferences, claims a proof. What a reader is shown of a
proof, in words and as a picture, grows with them."""


def _inferred(page: Page) -> Iterator[Claim]:
    return (claim for claim in page.body.claims if page.lang == "vi" and claim.status == "inferred")


@rule("DV701", needs=Need.RECORDS)
def premises_given(page: Page, _: Archive) -> Iterator[Problem]:
    """`from=` names at least one claim."""
    for claim in _inferred(page):
        if not claim.premises:
            yield Problem(claim.place_of("status"), Text(f"{claim.id} không nêu căn cứ", f"{claim.id} has no premises"))


@rule("DV702", needs=Need.RECORDS)
def premises_exist(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every premise is a claim."""
    for claim in _inferred(page):
        for premise in claim.premises:
            if premise.rstrip(",;") in archive.claims and premise not in archive.claims:
                yield Problem(claim.place_of("from"), *_COMMA)
            elif premise not in archive.claims:
                yield Problem(
                    claim.place_of("from"),
                    Text(
                        f"{claim.id}: không có căn cứ “{premise}”",
                        f"{claim.id}: there is no premise “{premise}”",
                    ),
                    about=(premise,),
                )


_COMMA = (
    Text("Dấu phẩy giữa các căn cứ", "A comma between premises"),
    Text('cách nhau bằng dấu cách: from="kq-05-1 kq-05-2"', 'put a space between them: from="kq-05-1 kq-05-2"'),
)


@rule("DV703", needs=Need.RECORDS)
def no_circle(page: Page, archive: Archive) -> Iterator[Problem]:
    """No claim is reached from itself through premises."""
    for claim in _inferred(page):
        if claim.id in archive.circles:
            way = " → ".join(_way_round(claim.id, archive))
            yield Problem(claim.place_of("from"), Text(f"Vòng tròn: {way}", f"A circle: {way}"))


def _way_round(start: str, archive: Archive) -> list[str]:
    """A shortest way from a claim back to itself; of a circle that is too long for a message, its ends."""
    round_ = archive.circles[start]
    inner = [premise for premise in archive.claims[start].premises if premise in round_]
    if len(round_) > MAX_DEPTH:
        return [start, inner[0], "…", start]
    ways, met = [[start]], {start}
    for way in ways:
        for premise in archive.claims[way[-1]].premises:
            if premise == start:
                return [*way, start]
            if premise in round_ and premise not in met:
                met.add(premise)
                ways.append([*way, premise])
    return [start]


@rule("DV704", needs=Need.RECORDS)
def premises_live(page: Page, archive: Archive) -> Iterator[Problem]:
    """No live inference rests on a withdrawn claim or record."""
    for claim in _inferred(page):
        if claim.withdrawn or (isinstance(page.meta, Common) and page.meta.withdrawn):
            continue
        for premise in claim.premises:
            found = archive.claims.get(premise)
            if found and (found.withdrawn or archive.record_of(premise).meta.withdrawn):
                stands = standing(premise, archive)
                meant = Text(f"ghi {stands} thay cho {premise}", f"write {stands} in place of {premise}")
                yield Problem(
                    claim.place_of("from"),
                    Text(
                        f"{claim.id}: căn cứ {premise} đã rút",
                        f"{claim.id}: the premise {premise} is withdrawn",
                    ),
                    meant if found.same_as and stands != premise else None,
                )


@rule("DV705", needs=Need.RECORDS)
def reason_given(page: Page, archive: Archive) -> Iterator[Problem]:
    """A `.reason` paragraph follows every inferred claim, in both languages."""
    for claim in page.body.claims:
        declared = archive.claims.get(claim.id, claim)
        # One thing at a time: first the premises (DV701), then the reason, then its translation.
        first = (
            not declared.premises or (page.lang == "en" and declared.reason is None) or _misspelt_reason(page, claim)
        )
        if declared.status == "inferred" and claim.reason is None and not first:
            yield Problem(claim.place, Text(f"{claim.id} không nêu lý do", f"{claim.id} has no written reason"))


def _misspelt_reason(page: Page, claim: Claim) -> bool:
    """Whether the words behind a claim have `.reason` in another spelling: DV305 or DV307 names it."""
    fragment = page.body.behind(claim)
    if fragment is None:
        return False
    marked = any(a.name in {".", "reason", "reson"} for a in fragment.attributes)
    return marked or fragment.text.endswith(".reason")


@rule("DV706", needs=Need.RECORDS)
def chain_grounded(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every premise leads to some claim with a source."""
    for claim in _inferred(page):
        for premise in claim.premises:
            if premise in archive.claims and premise not in archive.grounded:
                yield Problem(
                    claim.place_of("from"),
                    Text(
                        f"{claim.id}: căn cứ {premise} không dẫn tới nguồn nào",
                        f"{claim.id}: the premise {premise} leads to no source",
                    ),
                )


@rule("DV707", needs=Need.RECORDS)
def date_proved(page: Page, archive: Archive) -> Iterator[Problem]:
    """An uncertain `date` names an inferred claim that states the same date."""
    date = getattr(page.meta, "date", None)
    if not date or not dates.uncertain(date):
        return
    rests_on = getattr(page.meta, "date_rests_on", None)
    claim = archive.claims.get(rests_on) if rests_on else None
    if rests_on is None:
        yield Problem(page.key("date"))
    elif claim and claim.status in {"reported", "official"}:
        yield Problem(page.key("date_rests_on"), Text(f"{rests_on} không phải suy luận", f"{rests_on} is no inference"))
    elif claim and claim.withdrawn:
        yield Problem(page.key("date_rests_on"), Text(f"{rests_on} đã rút", f"{rests_on} is withdrawn"))
    elif claim and date.replace("?", "") not in dates_in(claim.text, "vi"):
        text = Text(f"{rests_on} không kết luận ngày {date}", f"{rests_on} does not conclude {date}")
        fix = Text("sửa `date` theo kết luận ấy", "write `date` as that claim concludes it")
        yield Problem(page.key("date"), text, fix)


@rule("DV708", needs=Need.RECORDS)
def not_both(page: Page, _: Archive) -> Iterator[Problem]:
    """`from` goes with `inferred`, `source` with the others."""
    for claim in page.body.claims:
        if page.lang == "vi" and claim.status == "inferred" and claim.sources and claim.premises:
            yield Problem(claim.place_of("source"))
        elif page.lang == "vi" and claim.status in {"reported", "official"} and claim.premises:
            yield Problem(claim.place_of("from"))


@rule("DV709", needs=Need.RECORDS)
def reason_placed(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every reason follows an inferred claim."""
    reasons = {
        claim.reason.place
        for claim in page.body.claims
        if claim.reason and archive.claims.get(claim.id, claim).status not in {"reported", "official"}
    }
    for fragment in page.body.fragments:
        if any(a.name == "." and a.value == "reason" for a in fragment.attributes) and fragment.place not in reasons:
            yield Problem(fragment.place)


@rule("DV710", needs=Need.RECORDS, most=MAX_PREMISES)
def premises_few(page: Page, _: Archive) -> Iterator[Problem]:
    """Premises stay under the cap."""
    for claim in _inferred(page):
        if len(claim.premises) > MAX_PREMISES:
            text = Text(
                f"{claim.id} có {len(claim.premises)} căn cứ; nhiều nhất là {MAX_PREMISES}",
                f"{claim.id} has {len(claim.premises)} premises; the most is {MAX_PREMISES}",
            )
            yield Problem(claim.place_of("from"), text)


@rule("DV711", needs=Need.RECORDS, most=MAX_DEPTH)
def chain_short(archive: Archive) -> Iterator[Problem]:
    """Proofs stay under the cap on depth; of a longer chain the first claim beyond it is named."""
    for name, depth in premises.depths(archive.claims).items():
        if depth == MAX_DEPTH + 1 and name not in archive.circles:
            text = Text(
                f"{name} dựa trên {MAX_DEPTH} tầng suy luận",
                f"{name} stands on {MAX_DEPTH} inferences, one upon another",
            )
            yield Problem(archive.claims[name].place_of("from"), text)


@rule("DV712", needs=Need.RECORDS, most=MAX_STEPS)
def proof_short(archive: Archive) -> Iterator[Problem]:
    """Proofs stay under the cap on claims; of what rests on one another the first that is over it is named."""
    for name in sorted(premises.too_many(archive.claims, MAX_STEPS)):
        text = Text(
            f"{name} dựa vào hơn {MAX_STEPS - 1} thông tin", f"{name} rests on more than {MAX_STEPS - 1} claims"
        )
        yield Problem(archive.claims[name].place_of("from"), text)
