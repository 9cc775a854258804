"""`/id/<id>.bib`, `.ris`, `.csl.json`, and below `/en/`: how reference managers cite a record or a claim.

BibTeX (biblatex's `@online`) and RIS (Clarivate's 2001 form) in UTF-8 without BOM, and CSL-JSON 1.0: each made from one
`Reference`, so that all three say the same. Every value goes through its format's own escaping, whatever it holds:
`_tex` or `_uri` for BibTeX, `one_line` for RIS (a tag is one only at the start of a line), `json` for CSL.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from urllib.parse import quote

from archive.content.body import Withdrawal
from archive.content.statement import id_folder
from archive.escaping import one_line
from archive.extending import output
from archive.findings import LANGS, Lang
from archive.finish.built import Built
from archive.stage.citation import UNOFFICIAL, gone, gone_on, permanent, rests_on


@dataclass(frozen=True, slots=True)
class Reference:
    """What is cited: an id, its title, the note that says what it rests on, its address and its day (ISO).

    `page` is the title of the page that a claim stands on; empty for a page itself.
    """

    id: str
    title: str
    note: str
    address: str
    day: str
    container: str
    language: Lang = "vi"
    page: str = ""


@output(order=40)
def finish(built: Built) -> None:
    """Write three files for every record and claim, in each language."""
    for lang in LANGS:
        for reference in references(built, lang):
            place = f"{id_folder(lang)}{reference.id}"
            built.write(f"{place}.bib", bibtex(reference))
            built.write(f"{place}.ris", ris(reference))
            built.write(f"{place}.csl.json", csl_json(reference))


def references(built: Built, lang: Lang) -> list[Reference]:
    """What can be cited: every record and every claim, at the address that resolves for good."""
    archive, context = built.archive, built.context
    found = []
    for record in archive.records.values():
        day = context.updated(record.vi.path)

        def cited(
            name: str, title: str, withdrawal: Withdrawal | None, rests: str, page: str = "", day: str = day
        ) -> Reference:
            ended = gone_on(withdrawal, lang)
            parts = (gone(withdrawal, lang), rests, UNOFFICIAL if lang == "en" else "")
            # Most styles print a title and no note: what was withdrawn must not be cited as if it stood.
            return Reference(
                name,
                f"{title} [{ended}]" if ended else title,
                "; ".join(part for part in parts if part),
                permanent(context, name, lang),
                day,
                archive.settings.name[lang],
                lang,
                page,
            )

        title = record.title(lang)
        found.append(cited(record.id, title, record.withdrawal, record.meta.label[lang]))
        for claim in record.claims:
            rests = rests_on(archive, claim, lang)
            found.append(cited(claim.id, archive.text(claim.id, lang), archive.withdrawal(claim), rests, title))
    return found


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


def bibtex(reference: Reference) -> str:
    """A biblatex `@online` entry; the organisation is braced, so that no name is cut in two."""
    addon = {"titleaddon": _tex(f"{reference.page}, {reference.id}")} if reference.page else {}
    fields = {
        "title": f"{{{_tex(reference.title)}}}",
        **addon,
        "organization": f"{{{_tex(reference.container)}}}",
        **({"date": _tex(reference.day), "year": _tex(reference.day[:4])} if reference.day else {}),
        "url": _uri(reference.address),
        "note": _tex(f"{reference.id}. {reference.note}"),
        "langid": _tex("vietnamese" if reference.language == "vi" else "english"),
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@online{{{_NOT_KEY.sub('-', reference.id)},\n{lines}\n}}\n"


def ris(reference: Reference) -> str:
    """An `ELEC` entry; a value is one line, lines end in CR LF, the last is `ER`."""
    lines = [
        ("TY", "ELEC"),
        ("ID", reference.id),
        ("TI", reference.title),
        ("T2", reference.page or reference.container),
        ("PB", reference.container),
        *((("PY", reference.day[:4]), ("DA", reference.day.replace("-", "/"))) if reference.day else ()),
        ("UR", reference.address),
        ("N1", f"{reference.id}. {reference.note}"),
        ("LA", reference.language),
        ("ER", ""),
    ]
    return "".join(f"{name}  - {one_line(value)}\r\n" for name, value in lines)


def csl_json(reference: Reference) -> str:
    """A list of one CSL item of type `webpage`."""
    item = {
        "id": reference.id,
        "type": "webpage",
        "title": reference.title,
        "container-title": reference.page or reference.container,
        "publisher": reference.container,
        **({"issued": {"date-parts": [[int(p) for p in reference.day.split("-")]]}} if reference.day else {}),
        "URL": reference.address,
        "note": f"{reference.id}. {reference.note}",
        "language": reference.language,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
