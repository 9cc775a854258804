"""`dong-gop/quy-tac/`: the catalogue of rules, from the same data as `archive check --explain`."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from archive.checks.catalogue import Rule, rules
from archive.content.model import Archive
from archive.findings import Lang, Severity, Text
from archive.stage import markup
from archive.stage.page import StagedPage

PATH = "dong-gop/quy-tac.md"
TITLE = Text("Quy tắc kiểm tra", "The rules of the checker")
SUMMARY = Text(
    "Mọi quy tắc mà bài viết phải qua trước khi lên trang, kèm ví dụ sai, ví dụ đúng và cách sửa.",
    "Every rule that a text passes before it is published, with a bad and a good example and the cure.",
)
SEVERITY = {
    Severity.ERROR: Text("lỗi: chặn việc xuất bản", "error: stops publication"),
    Severity.WARNING: Text("cảnh báo", "warning"),
}
BAD, GOOD = Text("Sai", "Bad"), Text("Đúng", "Good")
CURE = Text("Cách sửa", "Cure")


def pages(archive: Archive, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    parts = [markup.tag("p", escape(SUMMARY[lang]), class_="lead")]
    parts += [_rule(rule, lang) for rule in rules()]
    yield StagedPage(lang, PATH, TITLE[lang], SUMMARY[lang], "\n\n".join(parts))


def _rule(rule: Rule, lang: Lang) -> str:
    title = markup.tag("h2", f"{rule.code} {escape(_plain(rule.summary[lang]))}", id=rule.code.lower())
    parts = [
        title,
        markup.tag("p", escape(SEVERITY[rule.severity][lang])),
        markup.tag("p", escape(rule.why[lang])),
        markup.tag("p", f"{escape(CURE[lang])}: {escape(rule.cure[lang])}."),
    ]
    parts += [_example(words[lang], code) for words, code in ((BAD, rule.bad), (GOOD, rule.good)) if code]
    return markup.tag("section", "".join(parts), class_="rule")


def _plain(summary: str) -> str:
    return summary.replace("{", "").replace("}", "")


def _example(words: str, code: str) -> str:
    # Line ends as references: a blank line would end the block of HTML.
    written = escape(code).replace("\n", "&#10;")
    return markup.tag("p", f"{escape(words)}:") + markup.tag("pre", markup.tag("code", written), tabindex="0")
