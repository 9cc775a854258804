"""Rules on the words of the glossary: DV420 to DV424. That its sources and their places exist is DV602 and DV603."""

from __future__ import annotations

from collections.abc import Iterator

from archive.content.model import Archive, Page
from archive.content.terms import entries, sourced
from archive.extending import NEAREST, Need, Problem, rule
from archive.findings import Severity, Text
from archive.near import meant, nearest


@rule("DV420", needs=Need.PAIR, nearness=NEAREST)
def terms_alike(page: Page, archive: Archive) -> Iterator[Problem]:
    """Same words, by name, in the same order."""
    twin = archive.twin(page)
    if page.lang != "en" or twin is None or twin.meta is None or page.meta is None:
        return
    ours, theirs = list(entries(page)), list(sourced(twin))
    for name in (name for name in theirs if name not in ours):
        text = Text(f"Bản tiếng Anh thiếu thuật ngữ “{name}”", f"The English lacks the term “{name}”")
        yield Problem(page.key("terms"), text, Text("dịch thuật ngữ ấy ở đây", "translate that term here"))
    for name in (name for name in ours if name not in theirs):
        hint = meant(name, [other for other in theirs if other not in ours])
        text = Text(
            f"Bản tiếng Việt không có thuật ngữ “{name}”{hint.vi}", f"The Vietnamese has no term “{name}”{hint.en}"
        )
        yield Problem(page.key(f"terms.{name}"), text)
    if sorted(ours) == sorted(theirs) and ours != theirs:
        moved = next(name for name, other in zip(ours, theirs, strict=True) if name != other)
        text = Text("Thứ tự khác bản tiếng Việt", "The order differs from the Vietnamese")
        yield Problem(page.key(f"terms.{moved}"), text)


@rule("DV421", needs=Need.PAIR)
def abbreviation_alone(archive: Archive) -> Iterator[Problem]:
    """An abbreviation stands for one word, however it is spelled."""
    seen: dict[str, str] = {}
    for page in sorted(archive.pages, key=lambda page: page.lang != "vi"):
        for name, entry in entries(page).items():
            owner = f"{page.path}#{name}"
            for number, short in enumerate(entry.abbr):
                first = seen.setdefault(short.casefold(), owner)
                if first != owner:
                    other = first.rpartition("#")[2]
                    text = Text(
                        f"“{short}” đã là chữ viết tắt của “{other}”", f"“{short}” stands for “{other}” already"
                    )
                    yield Problem(page.key(f"terms.{name}.abbr.{number}"), text)


@rule("DV422", needs=Need.RECORDS)
def met_known(page: Page, archive: Archive) -> Iterator[Problem]:
    """The page on which a word is met is there."""
    for name, entry in sourced(page).items():
        if entry.met and ("vi", entry.met) not in archive.by_path:
            near = nearest(entry.met, [other.path for other in archive.pages if other.lang == "vi"])
            hint = Text(f"; có phải là “{near}” không?", f"; did you mean “{near}”?") if near else Text("", "")
            text = Text(
                f"Không có trang docs/vi/{entry.met}{hint.vi}", f"There is no page docs/vi/{entry.met}{hint.en}"
            )
            yield Problem(page.key(f"terms.{name}.met"), text, about=(f"docs/vi/{entry.met}",))


@rule("DV423", needs=Need.PAIR)
def source_given(page: Page, archive: Archive) -> Iterator[Problem]:
    """Abbreviations say from where they are: in the Vietnamese, for both languages."""
    vi = page if page.lang == "vi" else archive.twin(page)
    from_where = sourced(vi) if vi else {}
    for name, entry in entries(page).items():
        if entry.abbr and not (name in from_where and from_where[name].source):
            if page.lang == "en" and (name not in from_where or from_where[name].abbr):
                continue  # DV420 names the one, the Vietnamese page the other
            text = Text(f"Chữ viết tắt của “{name}” không ghi nguồn", f"The abbreviation of “{name}” has no source")
            yield Problem(page.key(f"terms.{name}.abbr"), text)


@rule("DV424", severity=Severity.WARNING, needs=Need.PAIR)
def meaning_given(page: Page, archive: Archive) -> Iterator[Problem]:
    """Every word says what it means, in each language."""
    vi = page if page.lang == "vi" else archive.twin(page)
    known = sourced(vi) if vi else {}
    for name, entry in entries(page).items():
        if name in known and not entry.meaning:
            text = Text(f"Thuật ngữ “{name}” không ghi nghĩa", f"The term “{name}” has no meaning")
            yield Problem(page.key(f"terms.{name}.term"), text)
