"""The rule on headings whose id the frame uses itself: DV333."""

from __future__ import annotations

import re
from collections.abc import Iterator

from archive.checks.catalogue import Problem, archive_rule
from archive.content.model import Archive
from archive.findings import Text

_ID = re.compile(r'\sid="([a-z][a-z0-9-]*)"')


@archive_rule(
    "DV333",
    summary=Text("Mã của tiêu đề trùng với mã của khung trang", "The heading's id is one of the frame's own"),
    why=Text(
        "Khung trang tự thêm những phần có mã riêng (nội dung, tóm lược, trích dẫn, điều chưa biết …). Hai chỗ cùng một mã "
        "thì liên kết chỉ mở được chỗ đầu tiên.",
        "The frame adds parts with ids of their own (noi-dung, tom-luoc, trich-dan, chua-biet …). Where two places have one "
        "id, a link opens the first alone.",
    ),
    cure=Text(
        "đặt tiêu đề khác, hoặc cho nó một mã riêng: `## Tiêu đề { #ma-rieng }`",
        "choose other words, or give the heading an id of its own: `## Heading { #own-id }`",
    ),
    bad="## Nội dung",
    good="## Nội dung { #noi-dung-bai-bao }",
)
def frame_ids(archive: Archive) -> Iterator[Problem]:
    """No heading has an id that the frame gives to a part of the same page."""
    # The parts are made by the stage, which is loaded for this alone.
    from archive.stage.anchors import clashes  # noqa: PLC0415

    templates = sorted((archive.root / "overrides").rglob("*.html"))
    everywhere = {name for path in templates for name in _ID.findall(path.read_text("utf-8", "replace"))}
    for page in archive.pages:
        try:
            found = list(clashes(page, archive, everywhere))
        except Exception:  # what the frame adds is known where the content holds: other rules say where it does not
            continue
        for heading in found:
            words = Text(
                f"Mã #{heading.id} của tiêu đề trùng với mã của khung trang",
                f"The heading's id #{heading.id} is one of the frame's own",
            )
            yield Problem(heading.place, words)
