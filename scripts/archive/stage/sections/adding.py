"""The way to begin a new record: on the index of its kind, and on `dong-gop/` from kind to kind.

Nothing where no repository is set, or one that has no page for a new file.
"""

from __future__ import annotations

from html import escape

from archive.content.kinds import KINDS
from archive.content.model import Archive, Page, page_url
from archive.content.unwritten import SLUG
from archive.context import Context
from archive.extending import part
from archive.findings import LANGS, Lang
from archive.stage import markup
from archive.stage.authoring import Beginning, beginning, begun_in
from archive.stage.sections.editors import PATH
from archive.words import said

TITLE, ADD = said("adding.title"), said("adding.add")
VERSIONS = {lang: said(f"adding.{lang}") for lang in LANGS}
NUMBERED, NAMED, BOTH = said("adding.numbered"), said("adding.named"), said("adding.both")
ANCHOR, WHERE = "them-trang", "them-o-dau"


@part(order=90, anchors=(f"{ANCHOR}-*", WHERE))
def html(page: Page, archive: Archive, _: Context) -> str:
    """The links for what stands beside an index; on the page for contributors the way to each of them."""
    return _kinds(archive, page.lang) if page.path == PATH else links(archive, page.path, page.lang)


def links(archive: Archive, index: str, lang: Lang) -> str:
    """The links by which a record is begun that would stand beside an index page."""
    found = [begun for kind in begun_in(archive, index) if (begun := beginning(archive, kind))]
    return "\n\n".join(_one(begun, archive, lang) for begun in found)


def _one(begun: Beginning, archive: Archive, lang: Lang) -> str:
    """The two files of a record, and what has to be known of them."""
    model = KINDS[begun.kind]
    kind = model.label[lang][:1].lower() + model.label[lang][1:]
    named = NUMBERED[lang].format(id=begun.id) if model.numbered else NAMED[lang].format(slug=SLUG)
    both = BOTH[lang].format(branch=archive.settings.main_branch)
    heard = markup.unseen(f" ({kind})")
    ways = " ".join(markup.tag("a", escape(VERSIONS[twin][lang]) + heard, href=begun.address[twin]) for twin in LANGS)
    first = markup.tag("span", escape(ADD[lang].format(kind=kind)))
    shown = markup.tag("p", f"{first} {ways}", id=f"{ANCHOR}-{model.prefix}", class_="statement-tools")
    return shown + markup.tag("p", escape(f"{named} {both}"), class_="statement-tools")


def _kinds(archive: Archive, lang: Lang) -> str:
    """Each kind that can be begun: by a link to its index, or here where it has none yet."""
    listed, here = "", ""
    origin = page_url(PATH, lang)
    for kind, model in KINDS.items():
        begun = beginning(archive, kind)
        index = f"{archive.settings.folder(kind)}/index.md"
        if begun and (("vi", index) in archive.by_path or index in archive.unwritten_lists):
            way = f"{page_url(index, lang)}#{ANCHOR}-{model.prefix}"
            listed += markup.tag("li", markup.link(model.label[lang], origin, way))
        elif begun:
            here += _one(begun, archive, lang)
    ways = markup.tag("ul", listed, class_="index-list") if listed else ""
    return markup.section(TITLE[lang], WHERE, ways + here)
