"""How a statement or a record is cited in one language: one frozen value, made once, from which every form renders.

Takes a `Statement` or a `Record` with the archive's settings and the `Context`; gives a `Citation`, its line of plain
text and the HTML that shows it. The files of reference managers and the forms of style manuals are made of the same
value in `finish`. What a statement says is the archive's own restating: no form puts it between quotation marks; the
title of a page may have them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from archive import dates
from archive.content.body import Withdrawal
from archive.content.kinds.document import Document
from archive.content.model import Record, relative_url
from archive.content.statement import Ground, Statement, id_folder, id_url
from archive.context import Context
from archive.escaping import whole, within_quotes
from archive.findings import Lang
from archive.settings import Settings
from archive.stage import markup
from archive.stage.figures import broken_figures
from archive.words import said

FORMATS = (("bib", "BibTeX"), ("ris", "RIS"), ("csl.json", "CSL-JSON"))
"""What reference managers read."""
FILES = (*FORMATS, ("txt", "APA, Chicago, Wikipedia"))
"""All that can be had of a citation, by ending."""
DIGITS = 32
"""How much of a digest stands in a citation: 128 bits, which nobody meets by chance."""
VERSION, INSTEAD, AT_HAND = said("citation.version"), said("citation.instead"), said("citation.at_hand")
SAME = said("citation.same")
ON_PAGE = said("citation.on_page")
UNOFFICIAL = said("only_english.cited_unofficial").en
"""What an English citation says of its words: the Vietnamese page is the one that counts."""

_HELD = re.compile(
    r"SHA-256|(?<![\w-])[a-z]++(?:-[a-z0-9]+)*-[0-9]++(?![\w-])|(?<![^\W\d_])[^\W\d_]++ [0-9]++(?=[;.)])"
)
"""`kq-05-2`; `đoạn 6`."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A statement or a record as it is cited in one language."""

    id: str
    lang: Lang
    words: str
    """The sentence without its full stop, or the title of a record's page."""
    genre: str
    """How sure a statement is (`Đã thuật`), or what kind a record is of (`Kết quả`)."""
    sure: str
    """How sure, in small letters, where nobody may take it for a report: `suy luận`; else empty."""
    rests: str
    """What it rests on: the sources down to the place in each, or the premises; empty for a record."""
    ended: str
    """`đã rút 5/1/2027`; empty for what counts."""
    because: str
    """Why it was withdrawn, and what replaces it; empty for what counts."""
    more: str
    """What a record's citation says besides: that the official text is there."""
    page: str
    """The title of the page that a statement stands on; empty for a record, which is the page."""
    site: str
    day: str
    """The day (ISO) since which it says what it says; empty where that is not known."""
    digest: str
    """SHA-256 (hex) of the sentence in this language; empty for a record."""
    sentence: str
    """The sentence as published, which the digest is of; empty for a record."""
    address: str
    """The whole permanent address."""

    @property
    def title(self) -> str:
        """The words, and in brackets what most styles, which print a title and no note, would leave out."""
        status = "; ".join(part for part in (self.ended, self.sure) if part)
        return f"{self.words} [{status}]" if status else self.words

    @property
    def basis(self) -> str:
        """The status and what it rests on: `Đã thuật: Báo Mẫu, đoạn 6`."""
        return f"{self.genre}{self.rests}"

    @property
    def gone(self) -> str:
        """`đã rút 5/1/2027: lý do; thay bằng kq-05-3`; empty for what counts."""
        return f"{self.ended}: {self.because}" if self.because else self.ended

    @property
    def unofficial(self) -> str:
        """That the words are a translation which does not count, in English alone."""
        return UNOFFICIAL if self.lang == "en" else ""

    @property
    def version(self) -> str:
        """`bản ngày 20/11/2026`; empty where the day is not known."""
        return VERSION[self.lang].format(day=dates.label(self.day, self.lang)) if self.day else ""

    @property
    def mark(self) -> str:
        """The beginning of the digest, by which it is settled later what was cited."""
        return f"SHA-256 {self.digest[:DIGITS]}" if self.digest else ""

    @property
    def note(self) -> str:
        """All that stands beside a title in a file: what became of it, what it rests on, where, since when, its digest."""
        on = ON_PAGE[self.lang].format(title=within_quotes(self.page)) if self.page else ""
        parts = (self.gone, self.basis, self.more, on, self.unofficial, self.version, self.mark)
        return f"{self.id}. {'; '.join(part for part in parts if part)}"

    @property
    def line(self) -> str:
        """One line of plain text, which ends in the address; what was withdrawn says so before its words."""
        front = f"[{self.gone}] " if self.gone else ""
        if self.digest:
            cited = f"{self.words} [{self.sure}]" if self.sure else self.words
            cited = f"{markup.stopped(cited)} {self.page}, {self.id}"
        else:
            cited = f"“{within_quotes(self.words)}”, {self.id}"
        # An inference whose premises nobody names has said all there is to say.
        basis = self.basis if self.digest and (self.rests or not self.sure) else ""
        told = "; ".join(part for part in (basis, self.more, self.unofficial) if part)
        site = ", ".join(part for part in (self.site, self.version, self.mark) if part)
        return f"{front}{cited}{f' ({told})' if told else ''}. {site}. {self.address}"


def of_statement(statement: Statement, settings: Settings, context: Context, lang: Lang) -> Citation:
    """The citation of a statement."""
    text = statement.text[lang]
    genre = statement.word[lang]
    ended, because = _gone(statement.withdrawal, lang)
    return Citation(
        id=statement.id,
        lang=lang,
        # Dots that say "and so on" belong to the words.
        words=text if text.endswith("..") else text.removesuffix("."),
        genre=genre,
        sure=_small(genre) if statement.status != "reported" else "",
        rests=_rests(statement, lang),
        ended=ended,
        because=because,
        more="",
        page=statement.record.title(lang),
        site=settings.name[lang],
        day=statement.day or context.updated(statement.record.vi.path),
        digest=statement.digest[lang],
        sentence=text,
        address=context.absolute(statement.url(lang)),
    )


def of_record(record: Record, settings: Settings, context: Context, lang: Lang) -> Citation:
    """The citation of a record's page."""
    ended, because = _gone(record.withdrawal, lang)
    official = isinstance(record.meta, Document) and record.meta.at_hand
    return Citation(
        id=record.id,
        lang=lang,
        words=record.title(lang),
        genre=record.meta.label[lang],
        sure="",
        rests="",
        ended=ended,
        because=because,
        more=AT_HAND[lang] if official else "",
        page="",
        site=settings.name[lang],
        day=context.updated(record.vi.path),
        digest="",
        sentence="",
        address=context.absolute(id_url(record.id, lang)),
    )


def _rests(statement: Statement, lang: Lang) -> str:
    """`: Báo Mẫu, đoạn 6`: the sources, each down to the place in it; of an inference ` từ kq-05-1`, its premises."""
    named = dict.fromkeys(_ground(ground, lang) for ground in statement.grounds if ground.record)
    if named:
        return f": {'; '.join(named)}"
    return f" {markup.CONCLUDED[lang].format(ids=', '.join(statement.premises))}" if statement.premises else ""


def _ground(ground: Ground, lang: Lang) -> str:
    words = markup.ground_words(ground, lang)
    # A locator without a number is told by what stands there.
    about = "" if markup.locator_words(ground.reference.locator, lang) else ground.about(lang)
    return f"{words} ({about})" if about else words


def _gone(withdrawal: Withdrawal | None, lang: Lang) -> tuple[str, str]:
    """That something was withdrawn, for a title, which has no room for more; why, and what replaces it."""
    if withdrawal is None:
        return "", ""
    other = SAME if withdrawal.same_as else INSTEAD
    instead = other[lang].format(id=withdrawal.successor) if withdrawal.successor else ""
    because = "; ".join(part for part in (withdrawal.because[lang].rstrip("."), instead) if part)
    return _small(markup.withdrawn_on(withdrawal, lang)), because


def _small(words: str) -> str:
    return words[:1].lower() + words[1:]


def shown_citation(citation: Citation, origin: str) -> str:
    """A citation with its address as a link (relative, so that it works from any host), its files, and a button that copies."""
    name, lang = citation.id, citation.lang
    words, _, address = citation.line.rpartition(" ")
    way = markup.link(address, origin, id_url(name, lang))
    # By ear each of them is one of a list, where no two may be called the same.
    heard = markup.unseen(f" {name}")
    button = markup.tag("button", escape(markup.COPY[lang]), type="button", class_="copy", hidden="")
    files = " ".join(
        markup.tag("a", title + heard, href=relative_url(origin, f"{id_folder(lang)}{name}.{ending}"))
        for ending, title in FILES
    )
    text = markup.tag("p", f"{whole(words, _unbroken(words, lang))} {way}", class_="citation")
    return text + markup.tag("p", f"{files} {button}", class_="citation-files")


def _unbroken(words: str, lang: Lang) -> set[str]:
    """What no line of a citation breaks within: ids, figures with their units, the number of a place in a source."""
    return {found.group() for found in _HELD.finditer(words)} | set(broken_figures(words, lang))
