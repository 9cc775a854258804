"""The rule on sentences that assert something without a source: DV613."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.checks.prose import short
from archive.content.kinds.base import Common
from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Lang, Severity, Text
from archive.text import stated

_SENTENCE = re.compile(r"(?<=[.!?…]) +")
_SHORTEST = 5
"""Words below which a sentence says too little to be told."""
_QUOTED = re.compile('[“”"?]')
_ABOUT: dict[Lang, re.Pattern[str]] = {
    "vi": re.compile(
        r"(?i)\b(?:nguồn|bài|tờ báo|trang|lưu trữ|câu|chữ|cụm từ|nhan đề|tên|con số|biên tập|bạn|chưa rõ|không rõ)\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:sources?|articles?|newspapers?|pages?|archive|sentences?|words?|phrases?|titles?|names?|numbers?"
        r"|figures?|editors?|you|not known|unknown)\b"
    ),
}
"""What a sentence speaks of that is about the source, its words, the archive or the reader, and so no fact of ours."""


@rule("DV613", needs=Need.RECORDS | Need.WORDS, after=("DV605", "DV606", "DV612"), severity=Severity.WARNING)
def asserted_with_source(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every sentence of a record's editorial words speaks of the source or the archive, links, asks or quotes."""
    vi = page if page.lang == "vi" else archive.twin(page)
    if not vi or not isinstance(vi.meta, Common) or not vi.meta.factual:
        return
    reasons = {claim.reason.place for claim in page.body.claims if claim.reason}
    linked: dict[int, list[str]] = {}
    for link in page.body.links:
        if link.text and not link.image:
            linked.setdefault(link.place.line, []).append(link.text)
    for fragment in page.body.fragments:
        if fragment.level or fragment.attributes or fragment.place in reasons:  # a claim without its dot is DV305's
            continue
        links = [text for line in range(*fragment.lines) for text in linked.get(line, ())]
        for sentence in _SENTENCE.split(fragment.text):
            if sentence.count(" ") + 1 < _SHORTEST or _QUOTED.search(sentence) or _ABOUT[page.lang].search(sentence):
                continue
            what = stated(sentence, page.lang)
            if what.figures or what.dates or what.symbols or what.impossible or any(text in sentence for text in links):
                continue
            yield Problem(
                fragment.place,
                Text(
                    f"Câu không có nguồn: “{short(sentence)}”",
                    f"A sentence without a source: “{short(sentence)}”",
                ),
            )
