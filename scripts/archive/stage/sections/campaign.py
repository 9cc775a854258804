"""A campaign's index: lanes for then (the results' period), next (the commitments') and later, and what else is stated of it.

Made from the records that name the campaign, of whatever kind; adding a record changes the page with no other edit.
Every live claim that belongs to the campaign stands on the page once, below a heading that is true of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from archive import dates
from archive.content.kinds.base import Common
from archive.content.kinds.campaign import Campaign
from archive.content.kinds.commitment import Commitment
from archive.content.model import Archive, Page, Record
from archive.content.statement import Statement
from archive.context import Context
from archive.extending import part
from archive.findings import Text
from archive.stage import markup
from archive.stage.relations import in_campaign, known, record_at, said_in
from archive.stage.times import Time, time_of
from archive.words import among, said

THEN, NEXT = said("campaign.then"), said("campaign.next")
NO_RESULT, NO_COMMITMENT = said("campaign.no_result"), said("campaign.no_commitment")
BESIDE, ON_OTHERS = said("campaign.beside"), said("campaign.on_others")
TIMES: dict[Time, str] = {
    "later": "ve-sau", "during": "trong-nhung-nam-ay", "before": "truoc-do", "undated": "khong-ghi-ngay",
}  # fmt: skip
"""The headings of what other sources state, in the order of the page, with their anchors."""
APART, GOES_ON = said("campaign.apart"), said("campaign.goes_on")
SOURCES = said("campaign.sources")
LANE: Time = "later"
"""The time whose statements stand beside the results and the commitments."""
GATHERED = tuple((key, relation) for key, relation in Common.relations() if relation.anchor)
"""What of its records' relations a campaign's page gathers."""
UNKNOWN = said("campaign.unknown")


@part(
    order=12,
    anchors=(
        "then",
        "next",
        "ngoai-ra",
        *TIMES.values(),
        "van-ban",
        "nhan-vat",
        "co-quan",
        "nguon",
        "chua-biet-chung",
    ),
)
def html(page: Page, archive: Archive, context: Context) -> str:
    """All parts of a campaign's page."""
    record = record_at(archive, page.path)
    if record is None or not isinstance(record.meta, Campaign):
        return ""
    slug = record.meta.slug
    # A campaign's own claims stand in its body.
    named = tuple(member for member in in_campaign(archive, slug) if member.id != record.id)
    results = tuple(member for member in named if member.kind == "result")
    commitments = tuple(member for member in named if member.kind == "commitment")
    members = (*results, *commitments)
    others = [found for member in named if member not in members for found in said_in(archive, member, slug)]
    apart = _apart(page, archive, others)
    parts = [
        _lanes(page, archive, slug, results, commitments, apart.pop(LANE, "")),
        _goes_on(page, archive, results, commitments),
        _beside(page, archive, others),
        *apart.values(),
        *_gathered(page, archive, (record, *members)),
        _sources(page, archive, slug, named),
        _unknowns(page, members),
    ]
    return "\n\n".join(part for part in parts if part)


def _lanes(
    page: Page,
    archive: Archive,
    slug: str,
    results: Sequence[Record],
    commitments: Sequence[Record],
    later: str,
) -> str:
    """What was reported, what was agreed and what came later, side by side; a lane of nothing gives its width away."""
    then = _lane(page, archive, slug, results, THEN, NO_RESULT, "result", "then")
    following = _lane(page, archive, slug, commitments, NEXT, NO_COMMITMENT, "commitment", "next")
    return markup.tag("div", then + following + later, class_="lanes")


def _lane(
    page: Page, archive: Archive, slug: str, records: Sequence[Record], title: Text, silent: Text, kind: str, name: str
) -> str:
    lang = page.lang
    content = ""
    for record in records:
        heading = markup.tag("h3", markup.link(record.title(lang), page.url, record.url(lang)))
        content += heading + markup.claim_list(archive, said_in(archive, record, slug), lang, page.url)
    content = content or markup.tag("p", escape(silent[lang]), class_="table-note")
    text = title[lang].format(period=dates.label(archive.settings.period(kind) or "", lang))
    return markup.section(text, name, content, class_=name if records else f"{name} empty")


def _goes_on(page: Page, archive: Archive, results: Iterable[Record], commitments: Iterable[Record]) -> str:
    ids = {record.id for record in results}
    lines = []
    for record in commitments:
        continues = record.meta.continues if isinstance(record.meta, Commitment) else ()
        for found in known(archive, [i for i in continues if i in ids]):
            text = GOES_ON[page.lang].format(result="{}", commitment="{}").split("{}")
            before = markup.link(found.title(page.lang), page.url, found.url(page.lang))
            after = markup.link(record.title(page.lang), page.url, record.url(page.lang))
            lines.append(markup.tag("p", f"{escape(text[0])}{before}{escape(text[1])}{after}", class_="goes-on"))
    return "".join(lines)


def _beside(page: Page, archive: Archive, statements: Iterable[Statement]) -> str:
    """What no context source states, on pages that are no results and no commitments."""
    primary = [statement for statement in statements if statement.tier == "primary"]
    listed = markup.claim_list(archive, primary, page.lang, page.url)
    note = markup.tag("p", escape(ON_OTHERS[page.lang]), class_="table-note")
    return markup.section(BESIDE[page.lang], "ngoai-ra", note + listed) if listed else ""


def _apart(page: Page, archive: Archive, statements: Iterable[Statement]) -> dict[Time, str]:
    """What other sources state, a section a time in the page's order; that they are others is said once, above the first."""
    lang, made = page.lang, dict[Time, str]()
    note = markup.tag("p", escape(archive.settings.told(APART)[lang]), class_="table-note")
    period = dates.label(archive.settings.periods.result, lang)
    context = sorted((found for found in statements if found.tier == "context"), key=_when)
    for time, anchor in TIMES.items():
        of_time = [found for found in context if time_of(archive, found) == time]
        if of_time:
            text = among("campaign.times")[time][lang].format(period=period)
            listed = markup.folded(archive, of_time, lang, page.url)
            made[time] = markup.section(text, anchor, ("" if made else note) + listed, class_="later")
    return made


def _when(statement: Statement) -> tuple[str, str]:
    when = statement.claim.when
    return dates.bounds(when)[0] if when else "", statement.id


def _gathered(page: Page, archive: Archive, records: Iterable[Record]) -> Iterator[str]:
    """What the campaign and its members name, a list a relation."""
    for key, relation in reversed(GATHERED):
        ids = dict.fromkeys(relation.id_of(name) for record in records for name in record.meta.named(key))
        listed = markup.record_links(archive, known(archive, ids), page.lang, page.url)
        yield markup.section(relation.label[page.lang] if relation.label else "", relation.anchor, listed)


def _sources(page: Page, archive: Archive, slug: str, named: Iterable[Record]) -> str:
    said = [statement for member in named for statement in said_in(archive, member, slug)]
    cited = sorted({ground.reference.source for statement in said for ground in statement.grounds})
    listed = markup.record_links(archive, known(archive, cited), page.lang, page.url, notes=False)
    return markup.section(SOURCES[page.lang], "nguon", listed)


def _unknowns(page: Page, records: Iterable[Record]) -> str:
    """What the members leave open; the campaign's own is shown by the part of that name."""
    items = ""
    for record in records:
        for text in record.unknowns(page.lang):
            where = markup.link(record.title(page.lang), page.url, record.url(page.lang))
            items += markup.tag("li", f"{escape(text)} ({where})")
    return markup.section(
        UNKNOWN[page.lang], "chua-biet-chung", markup.tag("ul", items) if items else "", class_="unknowns"
    )
