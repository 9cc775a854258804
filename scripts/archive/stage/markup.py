"""The HTML that claims, sources and dates are shown in: the same everywhere, in both languages.

Takes values of the content model and gives HTML without blank lines (so that Markdown leaves it alone). All words are
escaped here. Class names are the stylesheet's; see `theme/`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape

from archive import dates
from archive.content.body import Withdrawal
from archive.content.kinds.source import Source
from archive.content.model import Archive, Record, relative_url
from archive.content.statement import Ground, Statement
from archive.escaping import whole
from archive.findings import Lang
from archive.stage.figures import broken_figures
from archive.words import among, said

STATUS = among("markup.status")
UNCERTAIN = said("markup.uncertain")
"""Beside a date whose year no proof settles; see `dates.INFERRED` for one that has a proof."""
CONTEXT, WITHDRAWN = said("markup.context"), said("markup.withdrawn")
BECAUSE, INSTEAD, SAME = said("markup.because"), said("markup.instead"), said("markup.same")
CORRECTED, CONCLUDED = said("corrections.corrected"), said("citation.concluded")
PROOF, COPY = said("markup.proof"), said("markup.copy")
PLACE = said("markup.place")
"""What a further place of the same source is called beside the first."""
UNDATED, REST = said("markup.undated"), said("markup.rest")
FEW = 4
"""A page of as few parts needs no list of the ways to them."""
SHOWN = 5
"""As many statements of a list as are seen before it is unfolded."""
CITED = "trich-dan"
"""The part on how to cite, on every page that has one."""
EARLIER = "loi-truoc"
"""The part on former words, on a statement's own page."""
LOCATORS = (
    (re.compile(r"p([0-9]+)$"), said("markup.locators.paragraph")),
    (re.compile(r"c([0-9]+)$"), said("markup.locators.photo_caption")),
    (re.compile(r"dieu-([0-9]+)$"), said("markup.locators.article")),
    (re.compile(r"trang-([0-9]+)$"), said("markup.locators.page")),
    (re.compile(r"(title)$"), said("markup.locators.headline")),
)


def tag(name: str, text: str, **attributes: str | None) -> str:
    """An element with escaped attributes (a trailing `_` is dropped, other `_` become `-`); `text` is HTML already."""
    written = ""
    for key, value in attributes.items():
        if value is not None:
            written += f' {_named(key)}="{escape(value)}"'
    return f"<{name}{written}>{text}</{name}>"


@cache
def _named(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def unseen(text: str) -> str:
    """Words that are heard and not seen: for what the eye reads from the place where something stands."""
    return tag("span", escape(text), class_="unseen")


def link(text: str, origin: str, target: str, **attributes: str | None) -> str:
    """A link from the page at `origin` to `target` (both relative to the site's root); `text` is plain text."""
    return tag("a", escape(text), href=relative_url(origin, target), **attributes)


def stopped(words: str) -> str:
    """Words as a sentence: with a full stop, unless they end in what ends one already."""
    return words if words.endswith((".", "?", "!", "…")) else f"{words}."


def locator_words(locator: str, lang: Lang) -> str:
    """A locator for readers: `p6` gives `đoạn 6`; a context source's own locators say nothing to a reader."""
    for pattern, text in LOCATORS:
        match = pattern.match(locator)
        if match:
            return text[lang].format(n=match.group(1))
    return ""


def source_words(record: Record, locator: str, lang: Lang) -> str:
    """How a source mark names its source: `Báo Mẫu, đoạn 6`; a context source with its date; a document by its title."""
    return ", ".join(_source_parts(record, locator, lang))


def _source_parts(record: Record, locator: str, lang: Lang) -> list[str]:
    source = record.meta
    parts = [source.short if isinstance(source, Source) else record.title(lang), locator_words(locator, lang)]
    if isinstance(source, Source) and source.tier == "context":
        known = source.published
        doubt = "?" if known and dates.uncertain(known) else ""
        parts.append(dates.label(known, lang) + doubt if known else UNDATED[lang])
    return [part for part in parts if part]


def source_marks(statement: Statement, lang: Lang, origin: str) -> str:
    """The links from a statement to the locators that it rests on."""
    return ground_marks(statement.grounds, statement.id, lang, origin)


def ground_marks(grounds: Iterable[Ground], name: str, lang: Lang, origin: str, between: str = " ") -> str:
    """The links from what is called `name` to the locators that it rests on; those of the same words are numbered."""
    named: dict[str, list[Ground]] = {}
    for ground in grounds:
        named.setdefault(ground_words(ground, lang), []).append(ground)
    parts = []
    for text, found in named.items():
        for number, ground in enumerate(found, 1):
            record, locator = ground.record, ground.reference.locator
            if record is None:
                parts.append(escape(text))
                continue
            shown = source_name(record, locator, lang) if number == 1 else escape(PLACE[lang].format(n=number))
            # By ear a mark is one of a list of links, where many have its words: it says for what it is.
            heard = unseen(f" ({name})")
            way = relative_url(origin, f"{record.url(lang)}#{locator}")
            title = ground.about(lang) if len(found) > 1 else None
            parts.append(tag("a", shown + heard, href=way, class_="source-mark", title=title))
    return between.join(parts)


def ground_words(ground: Ground, lang: Lang) -> str:
    """How a mark names the place that a statement rests on; the bare reference where no such source is declared."""
    return source_words(ground.record, ground.reference.locator, lang) if ground.record else str(ground.reference)


def source_name(record: Record, locator: str, lang: Lang) -> str:
    """The words of a source mark as HTML: the short name of a source is Vietnamese on every page."""
    name, *rest = _source_parts(record, locator, lang)
    return ", ".join([vietnamese(name, lang) if isinstance(record.meta, Source) else escape(name), *map(escape, rest)])


def vietnamese(text: str, lang: Lang) -> str:
    """Vietnamese words as HTML; on an English page marked as Vietnamese, so that a screen reader says them rightly."""
    return tag("span", escape(text), lang="vi") if lang == "en" else escape(text)


def title_lang(record: Record, lang: Lang) -> Lang | None:
    """`vi` where a record's title is Vietnamese on an English page too: a person's name."""
    return "vi" if lang == "en" and record.title("en") == record.title("vi") else None


def status_word(archive: Archive, status: str, lang: Lang) -> str:
    """The word of a status; how what the primary source reports is called is the archive's own."""
    return (archive.settings.source.status if status == "reported" else STATUS[status])[lang]


def chip(statement: Statement, lang: Lang) -> str:
    """The word that says how sure a statement is."""
    words = escape(statement.word[lang])
    if statement.look == "context":
        # One word for the eye, which has the line beside it and the source's name behind; both for the ear.
        words = escape(CONTEXT[lang]) + unseen(f", {statement.word[lang].lower()}")
    return tag("span", words, class_=f"chip chip--{statement.look}")


def permalink(statement: Statement, lang: Lang, origin: str) -> str:
    """The id of a statement as the link to its own page, on one line."""
    return link(statement.id, origin, statement.url(lang), class_="permalink")


def number(statement: Statement, lang: Lang, origin: str) -> str:
    """The permalink in the margin of the record's own page: the number for the eye, the whole id for the ear and a copy."""
    record, _, last = statement.id.rpartition("-")
    words = tag("span", escape(f"{record}-")) + escape(last)
    # Of the two parts, one out of sight, browsers make a name with a blank in it.
    way = relative_url(origin, statement.url(lang))
    return tag("a", words, href=way, class_="permalink number", aria_label=statement.id)


def basis(statement: Statement, lang: Lang, origin: str) -> str:
    """What a statement rests on, as links: its sources, or for an inference the proof."""
    if statement.status == "inferred":
        name = f"{PROOF[lang]}: {statement.id}"
        way = f"{statement.record.url(lang)}#proof-{statement.id}"
        return link(PROOF[lang], origin, way, class_="source-mark", aria_label=name)
    return source_marks(statement, lang, origin)


def marks(statement: Statement, lang: Lang, origin: str, *, numbered: bool = False) -> str:
    """The line below a statement: chip, source, and the way to its own page where no number in the margin is that."""
    parts = [chip(statement, lang), basis(statement, lang, origin)]
    if statement.correction:
        chip_words = CORRECTED[lang].format(day=dates.label(statement.correction.day, lang))
        heard = f"{chip_words} {statement.id}"
        target = f"{statement.url(lang)}#{EARLIER}" if statement.former(lang) else statement.url(lang)
        parts.append(link(chip_words, origin, target, class_="corrected", aria_label=heard))
    if not numbered:
        parts.append(permalink(statement, lang, origin))
    return tag("div", " ".join(parts), class_="claim-marks")


def status_line(statement: Statement, lang: Lang) -> str:
    """How sure a statement is and from what, in one line of text: `Đã thuật: Báo Mẫu, đoạn 6`; a withdrawal before it."""
    named = dict.fromkeys(ground_words(ground, lang) for ground in statement.grounds)
    words = statement.word[lang]
    if named:
        words = f"{words}: {'; '.join(named)}"
    elif statement.premises:
        words = f"{words} {CONCLUDED[lang].format(ids=', '.join(statement.premises))}"
    return ". ".join([withdrawn_on(statement.withdrawal, lang), words] if statement.withdrawal else [words])


def claim(statement: Statement, lang: Lang, name: str = "p", words: str = "") -> str:
    """A statement where it stands: its words in the element that has its id, and says to programs what it rests on."""
    return tag(
        name,
        words or sentence(statement, lang),
        class_="claim",
        id=statement.id,
        data_status=statement.status,
        data_source=" ".join(str(ground.reference) for ground in statement.grounds) or None,
        data_from=" ".join(statement.claim.premises) or None,
    )


def statement_link(statement: Statement, lang: Lang, origin: str) -> str:
    """A statement's sentence as the link to its own page, how sure it is before it and its id behind."""
    words = f"{sentence(statement, lang)} {tag('small', escape(statement.id), class_='nb')}"
    return f"{chip(statement, lang)} {tag('a', words, href=relative_url(origin, statement.url(lang)))}"


def jumps(ways: Iterable[tuple[str, str]], label: str) -> str:
    """The way to each part of a long page: words as HTML, and the id that they lead to; nothing for a page of a few parts."""
    links = [tag("a", words, href=f"#{anchor}") for words, anchor in ways]
    return tag("nav", " ".join(links), class_="letters", aria_label=label) if len(links) > FEW else ""


def sentence(statement: Statement, lang: Lang) -> str:
    """A statement's words as HTML: no line breaks between a figure and its unit."""
    text, states = statement.text[lang], statement.record.page(lang).states
    return whole(text, broken_figures(text, lang, states))


def withdrawn_on(withdrawal: Withdrawal, lang: Lang) -> str:
    """`Đã rút 5/1/2027`."""
    return WITHDRAWN[lang].format(day=dates.label(withdrawal.day, lang))


def told(archive: Archive, withdrawal: Withdrawal, lang: Lang, origin: str) -> str:
    """That something was withdrawn: on which day, why, and the way to what replaces it."""
    parts = [tag("span", escape(withdrawn_on(withdrawal, lang)), class_="chip chip--withdrawn")]
    if withdrawal.because[lang]:
        parts.append(escape(f"{BECAUSE[lang]} {stopped(withdrawal.because[lang])}"))
    other = withdrawal.successor or ""
    if other in archive.statements:
        label = SAME if withdrawal.same_as else INSTEAD
        parts.append(f"{escape(label[lang])} {permalink(archive.statements[other], lang, origin)}.")
    elif other in archive.records:
        record = archive.records[other]
        parts.append(f"{escape(INSTEAD[lang])} {link(record.title(lang), origin, record.url(lang))}.")
    return " ".join(parts)


def merged_into(statement: Statement, lang: Lang) -> str:
    """`Đã rút 5/1/2027. Cùng nội dung với: kq-05-2.`; nothing of a statement that no other says for it."""
    gone = statement.withdrawal
    return f"{withdrawn_on(gone, lang)}. {SAME[lang]} {statement.merged}." if gone and statement.merged else ""


def note(archive: Archive, statement: Statement, lang: Lang, origin: str) -> str:
    """What stands above a statement's words where it was withdrawn: readers know it before they read on."""
    if statement.withdrawal is None:
        return ""
    return tag("p", told(archive, statement.withdrawal, lang, origin), class_="withdrawal")


def group(statement: Statement) -> dict[str, str | None]:
    """What makes one thing by ear of a statement's box: the words, what they rest on and the ways from them, by its id."""
    return {"role": "group", "aria_label": statement.id}


def box_attributes(statement: Statement, above: Statement | None = None) -> dict[str, str | None]:
    """The attributes that the look of a statement's box hangs on; `above` is the statement whose box ends where it begins."""
    return {
        "class_": "claim-box",
        "data_status": statement.status,
        "data_tier": statement.tier,
        "data_withdrawn": statement.withdrawal.day if statement.withdrawal else None,
        "data_joined": "" if above and _places(above) == _places(statement) != () else None,
    }


def _places(statement: Statement) -> tuple[str, ...]:
    """The places that a statement rests on: of two that rest on the same, one line says that they belong together."""
    return tuple(str(ground.reference) for ground in statement.grounds)


def claim_list(archive: Archive, statements: Iterable[Statement], lang: Lang, origin: str) -> str:
    """Statements away from home: the same look, each with a link to its own page."""
    shown = list(statements)
    items = [
        tag(
            "div",
            note(archive, statement, lang, origin)
            + tag("p", sentence(statement, lang), class_="claim-text")
            + marks(statement, lang, origin),
            **box_attributes(statement, above),
            **group(statement),
        )
        for above, statement in zip([None, *shown], shown, strict=False)
    ]
    # The box within its item: an item of a list that were a group would be none of the list's.
    return tag("ul", "".join(tag("li", item) for item in items), class_="claim-list") if items else ""


def folded(archive: Archive, statements: Sequence[Statement], lang: Lang, origin: str) -> str:
    """Statements away from home, those behind the first `SHOWN` folded: they open without a script, and in print."""
    if len(statements) <= SHOWN + 2:
        return claim_list(archive, statements, lang, origin)
    first, rest = statements[:SHOWN], statements[SHOWN:]
    summary = tag("summary", escape(REST[lang].format(n=len(rest))))
    return claim_list(archive, first, lang, origin) + tag(
        "details", summary + claim_list(archive, rest, lang, origin), class_="fold"
    )


def record_link(archive: Archive, record: Record, lang: Lang, origin: str) -> str:
    """A record's title as a link; what was withdrawn says so before it, and is struck through."""
    look = "withdrawn" if record.withdrawal else None
    way = link(record.title(lang), origin, record.url(lang), class_=look, lang=title_lang(record, lang))
    if not record.withdrawal:
        return way
    return f"{tag('span', told(archive, record.withdrawal, lang, origin), class_='withdrawal')} {way}"


def record_links(
    archive: Archive,
    records: Iterable[Record],
    lang: Lang,
    origin: str,
    *,
    notes: bool = True,
    behind: Mapping[str, str] | None = None,
) -> str:
    """A list of records: each title as a link, its summary beside it; `behind` has further words, by the record's id."""
    items = []
    for record in records:
        summary = record.summary(lang) if notes else ""
        text = record_link(archive, record, lang, origin)
        if behind and behind.get(record.id):
            text += " " + tag("small", escape(behind[record.id]))
        items.append(tag("li", text + (" " + tag("span", escape(summary), class_="index-note") if summary else "")))
    return tag("ul", "".join(items), class_="index-list") if items else ""


def dated(archive: Archive, date: str, rests_on: str | None, lang: Lang, origin: str) -> str:
    """A date in words; where its year is inferred, marked so, with a link to the proof, else as uncertain."""
    text = escape(dates.label(date, lang))
    if not dates.uncertain(date):
        return text
    if not rests_on or rests_on not in archive.claims:
        return f"{text} ({UNCERTAIN[lang]})"
    way = relative_url(origin, f"{archive.record_of(rests_on).url(lang)}#proof-{rests_on}")
    return f"{text} {tag('a', escape(f'({dates.INFERRED[lang]})'), href=way, class_='inferred-date')}"


def section(title: str, anchor: str, content: str, *, class_: str | None = None) -> str:
    """A titled part of a page; `content` is HTML. Empty content gives nothing."""
    if not content:
        return ""
    return tag("section", tag("h2", escape(title), id=anchor) + content, class_=class_)


def written(text: str, **attributes: str | None) -> str:
    """A text as it is written in a file, line by line."""
    # Line ends as references: a blank line would end the block of HTML.
    return tag("pre", tag("code", escape(text.rstrip()).replace("\n", "&#10;")), **attributes)
