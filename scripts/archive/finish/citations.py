"""`/id/<id>.bib`, `.ris`, `.csl.json`, `.txt`, and below `/en/`: how a record or a statement is cited, in every form.

BibTeX (biblatex's `@online`) and RIS (Clarivate's 2001 form) in UTF-8 without BOM, CSL-JSON 1.0, and a text with the
forms of APA, Chicago and Wikipedia: each made from one `Citation`, so that all say the same. Every value goes through
its format's own escaping, whatever it holds: `_tex` or `_uri` for BibTeX, `one_line` for RIS (a tag is one only at the
start of a line) and for the text, `json` for CSL, `_wiki` for a template of Wikipedia.

None of them names a day of access: nobody has opened the address on the day of a build. The text says how to add one.
"""

from __future__ import annotations

import json
import re
from functools import partial
from urllib.parse import quote

from archive.content.model import Archive
from archive.content.statement import id_folder
from archive.context import Context
from archive.dates import MONTHS
from archive.escaping import one_line, within_quotes
from archive.extending import output
from archive.findings import LANGS, Lang
from archive.finish.built import Built
from archive.stage.citation import Citation, of_record, of_statement
from archive.stage.markup import stopped
from archive.words import among, said

FORMS = among("citation.forms")
UNDATED = said("citation.undated")


def begin(built: Built, lang: Lang) -> None:
    """Write four files for every record and statement, in one language."""
    for name in (*built.archive.records, *built.archive.statements):
        built.files(f"citation {lang} {name}", partial(files, name, lang))


@output(order=40, begin=begin)
def finish(built: Built) -> None:
    """Write them in each language."""
    for lang in LANGS:
        begin(built, lang)


def files(name: str, lang: Lang, archive: Archive, context: Context) -> dict[str, str | bytes]:
    """The files of what has this id, by their places in the site."""
    found = citation(archive, context, name, lang)
    place = f"{id_folder(lang)}{name}"
    return {
        f"{place}.bib": bibtex(found),
        f"{place}.ris": ris(found),
        f"{place}.csl.json": csl_json(found),
        f"{place}.txt": text(found),
    }


def citation(archive: Archive, context: Context, name: str, lang: Lang) -> Citation:
    """How a record or a statement is cited, at the address that resolves for good."""
    record = archive.records.get(name)
    if record:
        return of_record(record, archive.settings, context, lang)
    return of_statement(archive.statements[name], archive.settings, context, lang)


_TEX = str.maketrans(
    {
        # Braces as words: a parser of BibTeX counts `{` and `}` before TeX is asked what a backslash before them means.
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "%&#_$"},
    }
)
_LIGATURE = re.compile(r"([-`',<>])(?=\1)|([?!])(?=`)")
"""Pairs of letters that TeX sets as one other letter: `--` as a dash."""
_NOT_KEY = re.compile(r"[^A-Za-z0-9-]+")
_URI_MARKS = "%/:?#[]@!$&'()*+,;=~"


def _tex(value: str) -> str:
    """Words that TeX sets as they are: one line, braces balanced."""
    return _LIGATURE.sub(r"\g<0>{}", one_line(value).translate(_TEX))


def _uri(value: str) -> str:
    """An address: biblatex takes it as it stands, so what is no letter of a URI is written in per cents."""
    return quote(value, safe=_URI_MARKS, errors="replace")


def bibtex(citation: Citation) -> str:
    """A biblatex `@online` entry; names of bodies are braced, so that none is cut in two.

    `langid` is what biblatex hyphenates by, `language` what Zotero and citation-js read.
    """
    fields = {
        "author": f"{{{_tex(citation.site)}}}",
        "title": f"{{{_tex(citation.title)}}}",
        "type": _tex(citation.genre),
        "organization": f"{{{_tex(citation.site)}}}",
        **({"date": _tex(citation.day), "year": _tex(citation.day[:4])} if citation.day else {}),
        "url": _uri(citation.address),
        "language": citation.lang,
        "langid": "vietnamese" if citation.lang == "vi" else "english",
        **({"abstract": _tex(citation.sentence)} if citation.sentence else {}),
        "note": _tex(citation.note),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@online{{{_NOT_KEY.sub('-', citation.id)},\n{lines}\n}}\n"


def ris(citation: Citation) -> str:
    """An `ELEC` entry; a value is one line, lines end in CR LF, the last is `ER`.

    Two spaces and a hyphen end a tag, to some readers wherever they stand: in a value no space follows another.
    """
    lines = [
        ("TY", "ELEC"),
        ("ID", citation.id),
        ("AU", citation.site),
        ("TI", citation.title),
        ("T2", citation.site),
        ("M3", citation.genre),
        *((("PY", citation.day[:4]), ("DA", citation.day.replace("-", "/"))) if citation.day else ()),
        ("UR", citation.address),
        *((("AB", citation.sentence),) if citation.sentence else ()),
        ("N1", citation.note),
        ("LA", citation.lang),
        ("ER", ""),
    ]
    return "".join(f"{name}  - {' '.join(one_line(value).split())}\r\n" for name, value in lines)


def csl_json(citation: Citation) -> str:
    """A list of one CSL item of type `webpage`."""
    item = {
        "id": citation.id,
        "type": "webpage",
        "author": [{"literal": citation.site}],
        "title": citation.title,
        "container-title": citation.site,
        "genre": citation.genre,
        **({"issued": {"date-parts": [[int(p) for p in citation.day.split("-")]]}} if citation.day else {}),
        "URL": citation.address,
        "language": citation.lang,
        **({"abstract": citation.sentence} if citation.sentence else {}),
        "note": citation.note,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def text(citation: Citation) -> str:
    """Every form that people copy, each one line below its heading; no value can be more than its line."""
    parts = {
        "line": citation.line,
        "apa": apa(citation),
        "chicago": chicago(citation),
        "wikipedia": wikipedia(citation),
        **({"digest": citation.digest} if citation.digest else {}),
        "accessed": FORMS["add"][citation.lang],
    }
    return "\n".join(f"{FORMS[name][citation.lang]}\n{one_line(words)}\n" for name, words in parts.items())


def apa(citation: Citation) -> str:
    """An entry of APA 7: a group as author, which is not repeated as the site; what it is in square brackets.

    A page that says since when it says so needs no day of retrieval there.
    """
    described = (citation.gone, citation.basis, citation.more, citation.unofficial, citation.mark)
    about = _capital("; ".join(part for part in described if part))
    return f"{citation.site}. ({_apa_day(citation)}). {citation.words} ({citation.id}) [{about}]. {citation.address}"


def _apa_day(citation: Citation) -> str:
    if not citation.day:
        return UNDATED[citation.lang]
    year, month, day = citation.day.split("-")
    name = str(int(month)) if citation.lang == "vi" else MONTHS.split("|")[int(month) - 1]
    return FORMS["apa_day"][citation.lang].format(year=year, month=name, day=int(day))


def chicago(citation: Citation) -> str:
    """An entry of a bibliography by Chicago 17: a page's title between quotation marks, our own words without."""
    if citation.digest:
        named, where = citation.title, _quoted(citation.page, citation)
    else:
        named, where = "", _quoted(citation.words, citation, citation.ended)
    version = citation.version or UNDATED[citation.lang]
    told = (citation.because, citation.basis, citation.more, citation.unofficial, version, citation.mark)
    sentences = (citation.site, named, where, *map(_capital, told), citation.address)
    return " ".join(stopped(part) for part in sentences if part)


def _quoted(title: str, citation: Citation, status: str = "") -> str:
    """The title of a page as each language sets it, with what was cited of it: in English the comma stands within."""
    within = "," if citation.lang == "en" and not title.endswith(("?", "!")) else ""
    mark = "" if citation.lang == "en" else ","
    return f"“{within_quotes(title)}{within}”{mark} {citation.id}{f' [{status}]' if status else ''}"


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


_WIKI = re.compile(r"[&<>|{}\[\]'~_]|:(?=//)|^[*#:;=-]")
"""What means something to MediaWiki within a template, a link or a footnote, or where one begins."""


def _wiki(value: str) -> str:
    """Words that MediaWiki shows as they are: each such mark as the entity that means the letter alone."""
    return _WIKI.sub(lambda found: f"&#{ord(found.group())};", one_line(value))


def wikipedia(citation: Citation) -> str:
    """A footnote: the template for pages of the web, with what it has no place for before and behind it.

    The template puts a title between quotation marks, so it gets that of the page; a statement's words stand before it.
    The Vietnamese Wikipedia's takes its own names beside the English ones, and days as ISO writes them.
    """
    vi = citation.lang == "vi"
    status = "; ".join(part for part in (citation.ended, citation.sure) if part)
    named = ", ".join(part for part in (citation.page or citation.words, citation.id) if part)
    values = {
        "tiêu đề" if vi else "title": _wiki(f"{named} [{status}]" if status else named),
        "url": quote(citation.address, safe="%/:?#@!$&()*+,;=~", errors="replace"),
        "website": _wiki(citation.site),
        "ngày" if vi else "date": citation.day,
        "ngôn ngữ" if vi else "language": citation.lang,
    }
    name = "chú thích web" if vi else "cite web"
    filled = " ".join(f"|{key}={value}" for key, value in values.items() if value)
    before = f"{stopped(_wiki(citation.title))} " if citation.digest else ""
    parts = (citation.gone, citation.basis, citation.more, citation.unofficial, citation.mark)
    behind = _wiki(stopped(_capital("; ".join(part for part in parts if part))))
    return f"<ref>{before}{{{{{name} {filled}}}}} {behind}</ref>"
