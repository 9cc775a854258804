"""`du-lieu/`: what can be taken away, what its columns mean, under which licence, and how changes are followed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from archive import dates
from archive.content.model import Archive, page_url, relative_url
from archive.context import Context
from archive.data.columns import COLUMNS, Column
from archive.data.downloads import downloads
from archive.data.files import File
from archive.data.linked import PAGE, SUMMARY, TITLE, dataset
from archive.extending import generated_page
from archive.findings import LANGS, Lang
from archive.stage import markup
from archive.stage.generated.statuses import TITLES, group, status_url
from archive.stage.head import head
from archive.stage.page import StagedPage, generated
from archive.stage.structured import FEEDS, LICENCE, SCHEMA, script
from archive.words import among, said

WORDS, GOT = among("data"), said("columns.from")
FEED_NAMES = {lang: said(f"data.feed_{lang}") for lang in LANGS}


@generated_page(PAGE, title=TITLE, also=said("data.also"), column="data")
def pages(archive: Archive, context: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    url, files = page_url(PAGE, lang), downloads(archive, context)
    parts = [
        markup.tag("p", escape(SUMMARY[lang]), class_="lead"),
        _downloads(files, lang, url),
        _section("cite", "trich-dan", [_citation(archive, context, lang, url)], lang, ("licence", "one")),
        _section("statuses", "tinh-trang", [_statuses(archive, lang, url)], lang),
        _section("dictionary", "tu-dien", [_dictionary(lang)], lang, ("about_table",)),
        _section("sealed", "an-ban", [_sealed(lang)], lang),
        _section("feeds", "ban-tin", [_feeds(lang, url)], lang, ("feeds_what",)),
    ]
    told = head(archive, context, TITLE[lang], url, lang, None) + script(_described(archive, context, files, lang))
    yield generated(lang, PAGE, TITLE, SUMMARY[lang], "\n\n".join(parts), {"head": told})


def _section(name: str, anchor: str, html: Iterable[str], lang: Lang, words: Iterable[str] = ()) -> str:
    """A part of the page: its words, then what is made from the data."""
    told = (markup.tag("p", escape(WORDS[key][lang])) for key in words)
    return markup.section(WORDS[name][lang], anchor, "".join([*told, *html]))


def _downloads(files: Iterable[File], lang: Lang, url: str) -> str:
    items = "".join(markup.tag("li", _download(file, lang, url)) for file in files)
    listed = markup.tag("ul", items, class_="index-list")
    return _section("downloads", "tai-ve", [listed, markup.tag("p", escape(WORDS["hashes"][lang]))], lang)


def _download(file: File, lang: Lang, url: str) -> str:
    name = file.name.rpartition("/")[2]
    way = markup.tag("a", escape(name), href=relative_url(url, file.name), type=file.media)
    holds = escape(WORDS["holds"][lang].format(rows=file.rows, size=size(len(file.content), lang)))
    return f"{way} {markup.tag('span', f'{escape(_sentence(file.about[lang]))} {holds}', class_='index-note')}"


def size(count: int, lang: Lang) -> str:
    """A number of bytes as people say it, in thousands: `812 byte`, `4,2 kB`, `96 kB`."""
    if count < 1000:
        return f"{count} byte" if lang == "vi" else f"{count} bytes"
    # At the edges what is rounded up has the longer unit, or no decimal: never `1000 kB` or `10,0 kB`.
    value, unit = (count / 1000, "kB") if count < 999_500 else (count / 1_000_000, "MB")
    written = f"{value:.1f}" if value < 9.95 else f"{value:.0f}"
    return f"{written.replace('.', ',') if lang == 'vi' else written} {unit}"


def _citation(archive: Archive, context: Context, lang: Lang, url: str) -> str:
    version = f", {WORDS['version'][lang].format(day=dates.label(context.newest, lang))}" if context.newest else ""
    named = f"{archive.settings.name[lang]}. {TITLE[lang]}{version}. "
    return markup.tag("p", escape(named) + markup.link(context.absolute(url), url, url), class_="citation")


def _statuses(archive: Archive, lang: Lang, url: str) -> str:
    counts = Counter(group(statement) for statement in archive.statements.values())
    items = (
        markup.tag(
            "li", f"{markup.link(archive.settings.told(title)[lang], url, status_url(name, lang))} ({counts[name]})"
        )
        for name, title in TITLES.items()
    )
    return markup.tag("ul", "".join(items))


def _dictionary(lang: Lang) -> str:
    """A list, since four columns of words are too narrow to read on a phone."""
    return markup.tag("dl", "".join(_entry(column, lang) for column in COLUMNS))


def _entry(column: Column, lang: Lang) -> str:
    kind = column.type.label[lang].format(values=", ".join(column.values))
    name = markup.tag("code", escape(column.name)) + " " + markup.tag("small", escape(kind))
    got = markup.tag("small", escape(f"{GOT[lang]} {column.got[lang]}."))
    return markup.tag("dt", name, id=f"cot-{column.name.replace('_', '-')}") + markup.tag(
        "dd", markup.tag("p", f"{escape(_sentence(column.means[lang]))} {got}")
    )


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _sealed(lang: Lang) -> str:
    folder, name = WORDS["folder"][lang], WORDS["edition"][lang]
    commands = {"verify": f"archive verify {folder}", "rebuild": "--rebuild", "seal": f"archive seal {name}"}
    shown = {key: markup.tag("code", escape(command)) for key, command in commands.items()}
    told = (escape(WORDS[key][lang]).format(**shown) for key in ("sealed_what", "sealed_check", "sealed_made"))
    return "".join(markup.tag("p", words) for words in told)


def _feeds(lang: Lang, url: str) -> str:
    items = (
        markup.tag(
            "li",
            markup.tag(
                "a",
                escape(FEED_NAMES[of][lang]),
                href=relative_url(url, FEEDS[of]),
                hreflang=of,
                type="application/atom+xml",
            ),
        )
        for of in LANGS
    )
    return markup.tag("ul", "".join(items))


def _described(archive: Archive, context: Context, files: Iterable[File], lang: Lang) -> dict[str, Any]:
    """The data as a `Dataset` of schema.org, each file with its address, type, size and digest."""
    given = [
        {
            "@type": "DataDownload",
            "name": file.about[lang],
            "contentUrl": context.absolute(file.name),
            "encodingFormat": file.media,
            "contentSize": str(len(file.content)),
            "sha256": file.sha256,
            "license": LICENCE,
        }
        for file in files
    ]
    return {"@context": SCHEMA, **dataset(archive, context, lang), "distribution": given}
