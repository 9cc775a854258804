"""Rules on ids and relations: DV501 to DV509."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.checks.catalogue import Problem, archive_rule, page_rule
from archive.checks.hints import meant
from archive.checks.support import unmarked
from archive.checks.unseen import odd
from archive.content.kinds import PERIODS, Campaign, Commitment, Common
from archive.content.model import Archive, Page
from archive.findings import Place, Text

_NUMBER = re.compile("[0-9]+")
_CLAIM_NUMBER = re.compile("[1-9][0-9]*")
"""Ids are plain ASCII: `²` and `７` are digits to Python, and no digits of an id."""


@archive_rule(
    "DV501",
    summary=Text("Hai trang cùng một mã (id)", "Two pages have one id"),
    why=Text(
        "Mã là địa chỉ cố định; một mã chỉ thuộc về một trang.",
        "An id is a permanent address; it belongs to one page.",
    ),
    cure=Text("đặt mã khác cho trang mới", "give the newer page another id"),
    bad="kq-05.md: id: kq-05\nkq-06.md: id: kq-05",
    good="kq-05.md: id: kq-05\nkq-06.md: id: kq-06",
)
def ids_unique(archive: Archive) -> Iterator[Problem]:
    """Every record and claim id stands once, and a claim's is no record's."""
    seen: dict[str, Place] = {}
    for page in archive.pages:
        if page.lang != "vi":
            continue
        ids = [(page.meta.id, page.key("id"))] if isinstance(page.meta, Common) else []
        ids += [(claim.id, claim.place_of("id")) for claim in page.body.claims if claim.id]
        for value, place in ids:
            if value in seen:
                yield Problem(
                    place,
                    Text(
                        f"Mã “{value}” đã có ở {seen[value]}",
                        f"The id “{value}” stands already at {seen[value]}",
                    ),
                )
            seen.setdefault(value, place)


@page_rule(
    "DV502",
    summary=Text("Mã không hợp với loại trang", "The id does not fit the kind"),
    why=Text(
        "Hai chữ đầu của mã cho biết loại: kq, ck, tt, bc, cd, vb, tc, nv, sk, n.",
        "The first letters of an id tell the kind: kq, ck, tt, bc, cd, vb, tc, nv, sk, n.",
    ),
    cure=Text("đổi mã hoặc đổi loại", "change the id or the kind"),
    bad="id: ck-06\nkind: result",
    good="id: kq-06\nkind: result",
)
def prefix_right(page: Page, archive: Archive) -> Iterator[Problem]:
    """The prefix is the kind's; numbered kinds have two digits or more."""
    if isinstance(page.meta, Common) and hasattr(page.meta, "prefix"):
        prefix, _, rest = page.meta.id.partition("-")
        if prefix != page.meta.prefix or (page.meta.numbered and not (_NUMBER.fullmatch(rest) and len(rest) >= 2)):
            shape = f"{page.meta.prefix}-{'01' if page.meta.numbered else '…'}"
            yield Problem(
                page.key("id"),
                Text(
                    f"Mã “{page.meta.id}” phải có dạng {shape}",
                    f"The id “{page.meta.id}” has the form {shape}",
                ),
            )


@page_rule(
    "DV503",
    summary=Text("Mã của thông tin không theo mã của trang", "A claim's id does not follow from its page's"),
    why=Text(
        "Mã của thông tin là mã trang, gạch nối, rồi số: kq-05-1.",
        "A claim's id is the page's id, a hyphen and a number: kq-05-1.",
    ),
    cure=Text("viết `{ #mã-trang-số .claim … }`, mã đứng đầu", "write `{ #page-id-number .claim … }`, the id first"),
    bad="{ #cau-1 .claim … }",
    good="{ #kq-05-1 .claim … }",
)
def claim_ids(page: Page, archive: Archive) -> Iterator[Problem]:
    """Id first, then `.claim`; the id is the record's with a number."""
    vi = page if page.lang == "vi" else archive.twin(page)
    record = vi.meta.id if vi and isinstance(vi.meta, Common) else ""
    for claim in page.body.claims:
        stem, _, number = claim.id.rpartition("-")
        names = [attribute.name for attribute in claim.attributes[:2]]
        if not record:
            yield Problem(
                claim.place,
                Text("Trang không có mã thì không có thông tin đánh số", "A page without an id holds no claims"),
            )
        elif any(odd(letter) == "digit" for letter in number):
            continue  # DV135 names the digit, in its place
        elif stem != record or not _CLAIM_NUMBER.fullmatch(number) or names != ["id", "."]:
            yield Problem(
                claim.place_of("id"),
                Text(
                    f"Mã “{claim.id}” phải có dạng {record}-1, đứng trước .claim",
                    f"The id “{claim.id}” has the form {record}-1 and stands before .claim",
                ),
            )


@page_rule(
    "DV504",
    summary=Text("Thiếu một số trong dãy thông tin", "A number is missing from the claims"),
    why=Text(
        "Địa chỉ đã công bố không được mất: thông tin bị bỏ thì rút bằng `withdrawn=`, không xóa.",
        "A published address never dies: a claim is withdrawn with `withdrawn=`, never deleted.",
    ),
    cure=Text(
        'đưa thông tin ấy trở lại, thêm withdrawn="ngày" reason="lý do" vào thuộc tính của nó',
        'put the claim back, with withdrawn="day" reason="why" among its attributes',
    ),
    bad="kq-05-1, kq-05-3",
    good='kq-05-1, kq-05-2 (withdrawn="2027-01-05" reason="…"), kq-05-3',
)
def numbers_whole(page: Page, archive: Archive) -> Iterator[Problem]:
    """The numbers are 1 to n, in any order."""
    if page.lang != "vi" or not isinstance(page.meta, Common):
        return
    numbers = {
        int(n) for claim in page.body.claims if _CLAIM_NUMBER.fullmatch(n := claim.id.rpartition("-")[2]) and len(n) < 5
    }
    for missing in sorted(set(range(1, max(numbers, default=0))) - numbers)[:20]:
        name = f"{page.meta.id}-{missing}"
        if name not in unmarked(page):
            yield Problem(Place(page.file), Text(f"Thiếu {name}", f"{name} is missing"))


RELATIONS = {"bodies": "organization", "people": "person", "documents": "document"}


@page_rule(
    "DV505",
    summary=Text("Quan hệ tới một trang không có", "A relation to a page that is not there"),
    why=Text(
        "Chiến dịch, cơ quan, nhân vật, văn bản được nêu phải có trang.",
        "Campaigns, bodies, people and documents named have a page.",
    ),
    cure=Text(
        "sửa mã, hoặc tạo trang còn thiếu (`archive new`)",
        "mend the id, or make the missing page (`archive new`)",
    ),
    bad="campaigns: [dan-van-khoe]",
    good="campaigns: [dan-van-kheo]",
)
def relations_exist(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every related id and campaign exists, and is of the right kind."""
    if not isinstance(page.meta, Common):
        return
    for number, slug in enumerate(page.meta.campaigns):
        if archive.campaign(slug) is None:
            hint = meant(slug, (record.id.removeprefix("cd-") for record in archive.of_kind("campaign")))
            yield Problem(
                page.key(f"campaigns.{number}"),
                Text(f"Không có chiến dịch “{slug}”{hint.vi}", f"There is no campaign “{slug}”{hint.en}"),
            )
    for claim in page.body.claims:
        for slug in claim.campaigns:
            if slug not in page.meta.campaigns:
                yield Problem(
                    claim.place_of("campaigns"),
                    Text(
                        f"{claim.id}: chiến dịch “{slug}” không có trong `campaigns` của trang",
                        f"{claim.id}: the campaign “{slug}” is not among the page's `campaigns`",
                    ),
                )
    for name in ("bodies", "people", "documents", "related", "continues", "issuer", "date_rests_on"):
        named = getattr(page.meta, name, None) or ()
        for number, other in enumerate((named,) if isinstance(named, str) else named):
            kind = "organization" if name == "issuer" else "result" if name == "continues" else RELATIONS.get(name)
            key = name if isinstance(named, str) else f"{name}.{number}"
            known = archive.claims if name == "date_rests_on" else archive.records
            if other not in known:
                right = [i for i in known if kind is None or archive.records[i].kind == kind]
                hint = meant(other, right)
                yield Problem(page.key(key), Text(f"Không có “{other}”{hint.vi}", f"There is no “{other}”{hint.en}"))
            elif kind and archive.records[other].kind != kind:
                yield Problem(
                    page.key(key),
                    Text(f"“{other}” không phải loại {kind}", f"“{other}” is not of kind {kind}"),
                )


@page_rule(
    "DV506",
    summary=Text("Giai đoạn lạ", "Unknown period"),
    why=Text(
        "Kết quả thuộc giai đoạn 2015/2018, cam kết thuộc 2018/2020.",
        "Results belong to 2015/2018, commitments to 2018/2020.",
    ),
    cure=Text("sửa `period`", "mend `period`"),
    bad="kind: result\nperiod: 2018/2020",
    good="kind: result\nperiod: 2015/2018",
)
def period_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """A result's and a commitment's period is that of its kind."""
    period = getattr(page.meta, "period", None)
    kind = getattr(page.meta, "kind", "")
    if period and kind in PERIODS and period != PERIODS[kind]:
        yield Problem(
            page.key("period"),
            Text(
                f"Giai đoạn “{period}” phải là {PERIODS[kind]}",
                f"The period “{period}” must be {PERIODS[kind]}",
            ),
        )


@page_rule(
    "DV507",
    summary=Text("Trang chiến dịch không mang tên của chiến dịch", "A campaign's page does not have its slug as name"),
    why=Text("Địa chỉ của chiến dịch là /chien-dich/<slug>/.", "A campaign's address is /chien-dich/<slug>/."),
    cure=Text("đặt tên tệp là <slug>.md, mã là cd-<slug>", "name the file <slug>.md and the id cd-<slug>"),
    bad="chien-dich/kheo.md: id: cd-dan-van-kheo",
    good="chien-dich/dan-van-kheo.md: id: cd-dan-van-kheo",
)
def campaign_named(page: Page, archive: Archive) -> Iterator[Problem]:
    """`chien-dich/<slug>.md` has the id `cd-<slug>`."""
    if isinstance(page.meta, Campaign) and page.path != f"chien-dich/{page.meta.id.removeprefix('cd-')}.md":
        yield Problem(page.key("id"))


@page_rule(
    "DV508",
    summary=Text("Tiếp nối chính mình hay nối sai chiều", "A record relates to itself"),
    why=Text("Một trang không thể là trang liên quan của chính nó.", "A page cannot be its own relation."),
    cure=Text("bỏ mã này khỏi danh sách", "drop the id from the list"),
    bad="id: ck-04\nrelated: [ck-04]",
    good="id: ck-04\nrelated: [kq-03]",
)
def not_itself(page: Page, archive: Archive) -> Iterator[Problem]:
    """No relation to oneself."""
    if isinstance(page.meta, Common):
        continues = page.meta.continues if isinstance(page.meta, Commitment) else ()
        for name, ids in (("related", page.meta.related), ("continues", continues)):
            for number, other in enumerate(ids):
                if other == page.meta.id:
                    yield Problem(page.key(f"{name}.{number}"))


@page_rule(
    "DV509",
    summary=Text("Kết quả hay cam kết không có thông tin nào", "A result or commitment without any claim"),
    why=Text(
        "Một kết quả hay cam kết là những gì nguồn nói; không có thông tin nào thì trang không nói gì.",
        "A result or commitment is what a source says; without a claim the page says nothing.",
    ),
    cure=Text(
        "viết ít nhất một thông tin có nguồn, hoặc rút trang bằng `withdrawn: ngày` và `withdrawn_reason: lý do`",
        "write at least one claim with its source, or withdraw the page with `withdrawn: day` and `withdrawn_reason: why`",
    ),
    bad="Lời biên tập.",
    good='51 đơn vị giúp các xã nghèo.\n{ #kq-05-1 .claim source="n-bao-nghe-an#p6" }',
)
def claims_given(page: Page, _: Archive) -> Iterator[Problem]:
    """A result or commitment that is not withdrawn has a claim."""
    meta = page.meta
    if (
        isinstance(meta, Common)
        and meta.kind in PERIODS
        and not meta.withdrawn
        and not (page.body.claims or unmarked(page))
    ):
        yield Problem(page.key("id"), Text(f"{meta.id} không có thông tin nào", f"{meta.id} has no claim"))
