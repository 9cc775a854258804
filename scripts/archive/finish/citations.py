"""`/id/<id>.bib`, `.ris`, `.csl.json`: how reference managers cite a record or a claim.

BibTeX (biblatex's `@online`) and RIS (Clarivate's 2001 form) in UTF-8 without BOM, and CSL-JSON 1.0: each made from one
`Reference`, so that all three say the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from archive.finish.built import Built
from archive.stage import markup
from archive.stage.citation import SITE

ORDER = 40


@dataclass(frozen=True, slots=True)
class Reference:
    """What is cited: an id, its title, the note that says what it rests on, its address and its day (ISO)."""

    id: str
    title: str
    note: str
    address: str
    day: str
    container: str
    language: str = "vi"


def finish(built: Built) -> None:
    """Write three files for every record and claim."""
    for reference in references(built):
        built.write(f"id/{reference.id}.bib", bibtex(reference))
        built.write(f"id/{reference.id}.ris", ris(reference))
        built.write(f"id/{reference.id}.csl.json", csl_json(reference))


def references(built: Built) -> list[Reference]:
    """What can be cited: every record and every claim, in Vietnamese, the language that counts."""
    archive, context = built.archive, built.context
    found = []
    for record in archive.records.values():
        day = context.updated(record.vi.path)
        address = context.absolute(record.url("vi"))
        found.append(Reference(record.id, record.title("vi"), record.meta.label.vi, address, day, SITE.vi))
        for claim in record.claims:
            sources = []
            for cited in claim.sources:
                source = archive.source(cited.source)
                if source:
                    sources.append(markup.source_words(source, cited.locator, "vi"))
            status = markup.STATUS[claim.status].vi
            note = f"{status}: {'; '.join(sources)}" if sources else status
            if claim.withdrawn:
                note += f" ({markup.WITHDRAWN.vi.lower()} {claim.withdrawn})"
            where = context.absolute(archive.claim_url(claim.id, "vi"))
            found.append(Reference(claim.id, claim.words, note, where, day, SITE.vi))
    return found


_BIBTEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{mark: f"\\{mark}" for mark in "{}%&#_$"},
    }
)


def bibtex(reference: Reference) -> str:
    """A biblatex `@online` entry; the organisation is braced, so that no name is cut in two."""
    year = reference.day[:4]
    fields = {
        "title": "{" + reference.title.translate(_BIBTEX) + "}",
        "organization": "{" + reference.container.translate(_BIBTEX) + "}",
        "date": reference.day,
        "year": year,
        "url": reference.address,
        "note": f"{reference.id}. {reference.note}".translate(_BIBTEX),
        "langid": "vietnamese",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@online{{{reference.id},\n{lines}\n}}\n"


def ris(reference: Reference) -> str:
    """An `ELEC` entry; lines end in CR LF, the last is `ER`."""
    lines = [
        ("TY", "ELEC"),
        ("ID", reference.id),
        ("TI", reference.title),
        ("T2", reference.container),
        ("PB", reference.container),
        ("PY", reference.day[:4]),
        ("DA", reference.day.replace("-", "/")),
        ("UR", reference.address),
        ("N1", f"{reference.id}. {reference.note}"),
        ("LA", reference.language),
        ("ER", ""),
    ]
    return "".join(f"{name}  - {value}\r\n" for name, value in lines)


def csl_json(reference: Reference) -> str:
    """A list of one CSL item of type `webpage`."""
    item = {
        "id": reference.id,
        "type": "webpage",
        "title": reference.title,
        "container-title": reference.container,
        "publisher": reference.container,
        "issued": {"date-parts": [[int(part) for part in reference.day.split("-")]]},
        "URL": reference.address,
        "note": f"{reference.id}. {reference.note}",
        "language": reference.language,
    }
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"
