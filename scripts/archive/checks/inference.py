"""Rules on inferences: DV701 to DV712. A conclusion is a proof that a reader can follow down to reported claims."""

from __future__ import annotations

from collections.abc import Iterator

from archive import dates
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


@rule(
    "DV701",
    needs=Need.RECORDS,
    summary=Text("Suy luận không nêu căn cứ", "An inference without premises"),
    why=Text("Kết luận của ta phải cho thấy nó rút ra từ đâu.", "A conclusion of ours shows what it is drawn from."),
    cure=Text('thêm from="mã mã …", các thông tin làm căn cứ', 'add from="id id …", the claims it rests on'),
    bad='{ #bc-01-1 .claim status="inferred" }',
    good='{ #bc-01-1 .claim status="inferred" from="tt-le-ky-1 bc-01-2" }',
)
def premises_given(page: Page, _: Archive) -> Iterator[Problem]:
    """`from=` names at least one claim."""
    for claim in _inferred(page):
        if not claim.premises:
            yield Problem(claim.place_of("status"), Text(f"{claim.id} không nêu căn cứ", f"{claim.id} has no premises"))


@rule(
    "DV702",
    needs=Need.RECORDS,
    summary=Text("Căn cứ không có", "A premise that is not there"),
    why=Text("Căn cứ là mã của thông tin đang có trong lưu trữ.", "A premise is the id of a claim in the archive."),
    cure=Text("sửa mã trong `from=`", "mend the id in `from=`"),
    bad='from="tt-le-ky-99"',
    good='from="tt-le-ky-1"',
)
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


@rule(
    "DV703",
    needs=Need.RECORDS,
    summary=Text("Suy luận đi vòng tròn", "An inference goes round in a circle"),
    why=Text("Một kết luận không thể là căn cứ của chính nó.", "A conclusion cannot be its own premise."),
    cure=Text("bỏ căn cứ khép vòng", "drop the premise that closes the circle"),
    bad='bc-01-1: from="bc-01-2"\nbc-01-2: from="bc-01-1"',
    good='bc-01-1: from="bc-01-2"\nbc-01-2: from="tt-le-ky-1"',
)
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


@rule(
    "DV704",
    needs=Need.RECORDS,
    summary=Text("Căn cứ đã rút", "A premise is withdrawn"),
    why=Text("Thông tin đã rút thì điều suy từ nó cũng đổ.", "What rests on a withdrawn claim falls with it."),
    cure=Text(
        "rút luôn kết luận này, hoặc thay căn cứ khác",
        "withdraw the conclusion too, or give it another premise",
    ),
    bad='from="nv-a-2"   (nv-a-2: withdrawn="2032-01-05")',
    good='from="nv-a-3"',
)
def premises_live(page: Page, archive: Archive) -> Iterator[Problem]:
    """No live inference rests on a withdrawn claim or record."""
    for claim in _inferred(page):
        if claim.withdrawn or (isinstance(page.meta, Common) and page.meta.withdrawn):
            continue
        for premise in claim.premises:
            found = archive.claims.get(premise)
            if found and (found.withdrawn or archive.record_of(premise).meta.withdrawn):
                yield Problem(
                    claim.place_of("from"),
                    Text(
                        f"{claim.id}: căn cứ {premise} đã rút",
                        f"{claim.id}: the premise {premise} is withdrawn",
                    ),
                )


@rule(
    "DV705",
    needs=Need.RECORDS,
    summary=Text("Suy luận không nêu lý do", "An inference without its written reason"),
    why=Text(
        "Người đọc cần biết vì sao từ căn cứ ra được kết luận.",
        "A reader needs to know why the conclusion follows.",
    ),
    cure=Text(
        "thêm ngay sau đó một đoạn, dòng dưới ghi { .reason }",
        "add a paragraph right after it, with { .reason } on its next line",
    ),
    bad='{ #bc-01-1 .claim status="inferred" from="…" }',
    good='{ #bc-01-1 .claim status="inferred" from="…" }\n\nVì chỉ có một ngày như thế.\n{ .reason }',
)
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
    piece = page.body.behind(claim)
    if piece is None:
        return False
    marked = any(a.name in {".", "reason", "reson"} for a in piece.attributes)
    return marked or piece.words.endswith(".reason")


@rule(
    "DV706",
    needs=Need.RECORDS,
    summary=Text("Chuỗi suy luận không dẫn tới nguồn nào", "The chain nowhere ends in a reported claim"),
    why=Text("Suy luận phải kết thúc ở những điều mà một nguồn nói.", "An inference ends in what some source says."),
    cure=Text("thêm một căn cứ có nguồn", "add a premise that has a source"),
    bad='bc-01-1: from="bc-01-2"; bc-01-2: status="inferred", không căn cứ',
    good='bc-01-1: from="bc-01-2"; bc-01-2: source="…"',
)
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


@rule(
    "DV707",
    needs=Need.RECORDS,
    summary=Text(
        "Ngày có năm không chắc mà không dẫn tới suy luận",
        "A date with an uncertain year leads to no inference",
    ),
    why=Text(
        "Năm do ta suy ra thì nhãn ngày phải dẫn tới các bước suy luận.",
        "Where the year is our conclusion, every label leads to the proof.",
    ),
    cure=Text("thêm `date_rests_on:` là mã của kết luận", "add `date_rests_on:` with the conclusion's id"),
    bad="date: 2031?-03-12",
    good="date: 2031?-03-12\ndate_rests_on: bc-01-1",
)
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
    elif claim and date.replace("?", "") not in dates_in(claim.words, "vi"):
        words = Text(f"{rests_on} không kết luận ngày {date}", f"{rests_on} does not conclude {date}")
        cure = Text("sửa `date` theo kết luận ấy", "write `date` as that claim concludes it")
        yield Problem(page.key("date"), words, cure)


@rule(
    "DV708",
    needs=Need.RECORDS,
    summary=Text("Căn cứ và nguồn lẫn nhau", "Premises and sources are mixed"),
    why=Text(
        "Thông tin thuật lại có nguồn; suy luận có căn cứ. Một thông tin không có cả hai.",
        "A reported claim has sources, an inference has premises; no claim has both.",
    ),
    cure=Text(
        'bỏ `from=` hoặc đặt status="inferred" và bỏ `source=`',
        'drop `from=`, or set status="inferred" and drop `source=`',
    ),
    bad='{ #kq-05-1 .claim source="n-bao-mau#p6" from="kq-05-2" }',
    good='{ #kq-05-1 .claim source="n-bao-mau#p6" }',
)
def not_both(page: Page, _: Archive) -> Iterator[Problem]:
    """`from` goes with `inferred`, `source` with the others."""
    for claim in page.body.claims:
        if page.lang == "vi" and claim.status == "inferred" and claim.sources and claim.premises:
            yield Problem(claim.place_of("source"))
        elif page.lang == "vi" and claim.status in {"reported", "official"} and claim.premises:
            yield Problem(claim.place_of("from"))


@rule(
    "DV709",
    needs=Need.RECORDS,
    summary=Text("Đoạn lý do đứng lẻ", "A reason that belongs to no inference"),
    why=Text(
        "Đoạn { .reason } giải thích suy luận ngay trước nó.",
        "A { .reason } paragraph explains the inference right before it.",
    ),
    cure=Text(
        "chuyển nó ra ngay sau suy luận, hoặc bỏ { .reason }",
        "move it right after the inference, or drop { .reason }",
    ),
    bad='{ #kq-05-1 .claim source="…" }\n\nVì thế.\n{ .reason }',
    good='{ #bc-01-1 .claim status="inferred" from="…" }\n\nVì thế.\n{ .reason }',
)
def reason_placed(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every reason follows an inferred claim."""
    reasons = {
        claim.reason.place
        for claim in page.body.claims
        if claim.reason and archive.claims.get(claim.id, claim).status not in {"reported", "official"}
    }
    for piece in page.body.pieces:
        if any(a.name == "." and a.value == "reason" for a in piece.attributes) and piece.place not in reasons:
            yield Problem(piece.place)


@rule(
    "DV710",
    needs=Need.RECORDS,
    summary=Text(f"Quá {MAX_PREMISES} căn cứ", f"More than {MAX_PREMISES} premises"),
    why=Text(
        "Không ai theo được một kết luận rút ra cùng lúc từ ngần ấy điều.",
        "Nobody can follow a conclusion that is drawn from so much at once.",
    ),
    cure=Text(
        "gộp các căn cứ thành vài kết luận trung gian, hoặc bỏ bớt",
        "put premises together into a few conclusions on the way, or drop some",
    ),
    bad='from="kq-01-1 kq-01-2 … (31 mã / 31 ids)"',
    good='from="kq-01-1 bc-01-2"',
)
def premises_few(page: Page, _: Archive) -> Iterator[Problem]:
    """Premises stay under the cap."""
    for claim in _inferred(page):
        if len(claim.premises) > MAX_PREMISES:
            words = Text(
                f"{claim.id} có {len(claim.premises)} căn cứ; nhiều nhất là {MAX_PREMISES}",
                f"{claim.id} has {len(claim.premises)} premises; the most is {MAX_PREMISES}",
            )
            yield Problem(claim.place_of("from"), words)


@rule(
    "DV711",
    needs=Need.RECORDS,
    summary=Text(
        f"Suy luận nối nhau quá {MAX_DEPTH} tầng", f"Inferences stand on each other more than {MAX_DEPTH} deep"
    ),
    why=Text(
        "Chuỗi suy luận dài như vậy không ai kiểm lại được, và không vẽ được trên màn hình hẹp.",
        "Nobody can follow so long a chain, and no narrow screen can show it.",
    ),
    cure=Text("rút ngắn chuỗi: dẫn thẳng tới các thông tin có nguồn", "shorten the chain: name the reported claims"),
    bad='bc-13-1: from="bc-12-1"; bc-12-1: from="bc-11-1"; … (13 tầng / 13 deep)',
    good='bc-13-1: from="tt-le-ky-1 bc-12-1"',
)
def chain_short(archive: Archive) -> Iterator[Problem]:
    """Proofs stay under the cap on depth; of a longer chain the first claim beyond it is named."""
    for name, depth in premises.depths(archive.claims).items():
        if depth == MAX_DEPTH + 1 and name not in archive.circles:
            words = Text(
                f"{name} dựa trên {MAX_DEPTH} tầng suy luận",
                f"{name} stands on {MAX_DEPTH} inferences, one upon another",
            )
            yield Problem(archive.claims[name].place_of("from"), words)


@rule(
    "DV712",
    needs=Need.RECORDS,
    summary=Text(f"Chứng minh dài quá {MAX_STEPS} thông tin", f"A proof of more than {MAX_STEPS} claims"),
    why=Text(
        "Người đọc phải xem được cả chứng minh, bằng lời và bằng hình, trên một trang.",
        "A reader sees the whole proof, in words and as a picture, on one page.",
    ),
    cure=Text(
        "chỉ giữ những căn cứ cần cho kết luận này",
        "keep only the premises that this conclusion needs",
    ),
    bad='from="bc-01-1 bc-02-1 …"   (đi tới 101 thông tin / reaches 101 claims)',
    good='from="bc-01-1 bc-02-1"',
)
def proof_short(archive: Archive) -> Iterator[Problem]:
    """Proofs stay under the cap on claims; of what rests on one another the first that is over it is named."""
    for name in sorted(premises.too_many(archive.claims, MAX_STEPS)):
        words = Text(
            f"{name} dựa vào hơn {MAX_STEPS - 1} thông tin", f"{name} rests on more than {MAX_STEPS - 1} claims"
        )
        yield Problem(archive.claims[name].place_of("from"), words)
