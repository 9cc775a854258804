"""The ways to a page's source: each file and line that a link names, and each record that one begins, played to the end."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

import brotli
import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import KQ, edit, load, put, read_again, staged
from tests.drafts import RESULT, drafts

from archive.checks.checking import check
from archive.content.drafts import published
from archive.content.kinds import KINDS
from archive.content.model import Archive
from archive.content.unwritten import SLUG
from archive.findings import LANGS, Lang
from archive.stage.authoring import MOST, SIGN_IN, Beginning, beginning
from archive.stage.authoring import edit as edited
from archive.stage.sections.adding import links

HOME = "https://github.com/OWNER/NAME"
ELSEWHERE = "https://code.example/edit/main"


def told(archive: Archive, repository: str = "", edit: str = "", branch: str = "main") -> Archive:
    """The archive with the settings that say where its source is."""
    own = archive.settings.model_copy(update={"repository": repository, "edit": edit, "main_branch": branch})
    return replace(archive, own=replace(archive.own, settings=own))


def hrefs(html: str) -> list[str]:
    return [a.attributes["href"] or "" for a in LexborHTMLParser(html).css("a")]


# --- Where a page is edited

EDITED = {
    "nothing": ("", "", "main", ""),
    "GitHub": (HOME, "", "main", f"{HOME}/edit/main/docs/vi/x.md#L12"),
    "GitHub, as it is cloned": (f"{HOME}.git", "", "main", f"{HOME}/edit/main/docs/vi/x.md#L12"),
    "another branch": (HOME, "", "ban/chinh", f"{HOME}/edit/ban/chinh/docs/vi/x.md#L12"),
    "a place of its own before GitHub's": (HOME, ELSEWHERE, "main", f"{ELSEWHERE}/docs/vi/x.md#L12"),
    "a repository elsewhere": ("https://git.host.example/mau/kho", "", "main", ""),
    "a repository elsewhere, and where it is edited": ("https://git.host.example/mau/kho", ELSEWHERE, "main", f"{ELSEWHERE}/docs/vi/x.md#L12"),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITED)
def test_where_a_line_is_edited(small: Path, name: str) -> None:
    repository, place, branch, address = EDITED[name]
    settings = told(load(small), repository, place, branch).settings
    assert edited(settings, "docs/vi/x.md", 12) == address
    assert edited(settings, "docs/vi/x.md") == address.removesuffix("#L12")


@pytest.mark.parametrize("lang", LANGS)
def test_every_page_that_somebody_wrote_leads_to_its_own_file(small: Path, lang: Lang) -> None:
    pages = {name: page for name, page in staged(told(load(small), HOME)).items() if name.startswith(lang)}
    own = {name: page for name, page in pages.items() if (small / "docs" / name).is_file()}
    assert len(own) > 15
    for name, page in own.items():
        assert page.meta.get("edit") == f"{HOME}/edit/main/docs/{name}", name
        assert "made" not in page.meta, name


@pytest.mark.parametrize("lang", LANGS)
def test_a_statements_page_leads_to_its_file_and_its_line(small: Path, lang: Lang) -> None:
    archive = told(load(small), HOME)
    pages = staged(archive)
    for statement in archive.statements.values():
        page = pages[f"{lang}/id/{statement.id}.md"]
        file = f"docs/{lang}/{statement.record.vi.path}"
        assert page.meta["edit"] == f"{HOME}/edit/main/{file}"
        (way,) = (href for href in hrefs(page.body) if "/edit/" in href)
        address, _, line = way.partition("#L")
        assert address == f"{HOME}/edit/main/{file}"
        written = (small / file).read_text("utf-8").splitlines()[int(line) - 1]
        assert written.endswith(statement.text[lang]), f"{way} leads to {written!r}"


def test_a_page_that_nobody_wrote_says_so_and_has_no_such_link(small: Path) -> None:
    pages = staged(told(load(small), HOME))
    for name in ("vi/doi-chieu.md", "en/dong-thoi-gian.md", "vi/thong-ke.md", "en/nhan-vat/index.md"):
        assert "edit" not in pages[name].meta, name
        assert pages[name].meta["made"] is True, name
    assert "made" not in pages["vi/404.md"].meta, "an address that nobody is given"


NOWHERE = {"nothing": ("", ""), "a repository elsewhere": ("https://git.host.example/mau/kho", "")}


@pytest.mark.parametrize("name", NOWHERE)
def test_where_nothing_can_be_edited_no_page_has_a_word_of_it(small: Path, name: str) -> None:
    archive = load(small)
    pages = staged(told(archive, *NOWHERE[name]))
    assert not [name for name, page in pages.items() if page.meta.keys() & {"edit", "made"}]
    assert not [name for name, page in pages.items() if re.search("/edit/|/new/|them-trang|them-o-dau", page.body)]


def test_what_can_be_edited_elsewhere_cannot_be_begun_there(small: Path) -> None:
    pages = staged(told(load(small), "https://git.host.example/mau/kho", ELSEWHERE))
    assert pages[f"vi/{KQ}"].meta["edit"] == f"{ELSEWHERE}/docs/vi/{KQ}"
    assert not [name for name, page in pages.items() if re.search("/new/|them-trang|them-o-dau", page.body)]


# --- Where a record is begun


def begun(archive: Archive, kind: str) -> Beginning:
    found = beginning(archive, kind)
    assert found is not None, kind
    return found


def addresses(archive: Archive, kind: str) -> list[str]:
    return [begun(archive, kind).address[lang] for lang in LANGS]


def filled(address: str) -> tuple[str, str]:
    """The file and the text with which GitHub's page for a new file opens."""
    parts = urlsplit(address)
    assert address.isascii()
    assert (parts.scheme, parts.netloc, parts.path, parts.fragment) == (
        "https",
        "github.com",
        "/OWNER/NAME/new/main",
        "",
    )
    fields = parse_qs(parts.query, strict_parsing=True)
    assert fields.keys() == {"filename", "value"}
    ((file,), (text,)) = fields["filename"], fields["value"]
    return file, text


def indexes(archive: Archive) -> dict[str, tuple[str, list[str]]]:
    """Every link on a page of the site by which a record is begun: by its kind's prefix the page, and its addresses."""
    found = {}
    for name, page in staged(archive).items():
        for shown in LexborHTMLParser(page.body).css("p[id^=them-trang-]"):
            found[(shown.attributes["id"] or "").rpartition("-")[2], name[:2]] = (name, hrefs(shown.html or ""))
    return {f"{lang}/{prefix}": value for (prefix, lang), value in found.items()}


@pytest.mark.parametrize("lang", LANGS)
def test_the_index_of_each_kind_begins_one_in_both_languages(small: Path, lang: Lang) -> None:
    archive = told(load(small), HOME)
    found = indexes(archive)
    for kind, model in KINDS.items():
        index = f"{archive.settings.folder(kind)}/index.md"
        if ("vi", index) not in archive.by_path and index not in archive.unwritten_lists:
            continue
        page, links = found.pop(f"{lang}/{model.prefix}")
        assert page == f"{lang}/{index}", f"{kind} is begun where nobody looks for it"
        assert links == [begun(archive, kind).address[twin] for twin in LANGS]
    assert not [name for name in found if name.startswith(lang)]


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_link_begins_is_held_back_for_what_is_to_be_filled_in_alone(small: Path, kind: str) -> None:
    before = check(load(small))
    assert before == []
    for address in addresses(told(read_again(small), HOME), kind):
        file, text = filled(address)
        assert not (small / file).exists(), f"{file} is taken"
        put(small, file.removeprefix("docs/"), text)
    archive = read_again(small)
    found = check(archive)
    codes = {finding.code for finding in found}
    # No date states nothing, and a result or commitment has a claim.
    more = {"source": {"DV208"}, "event": {"DV208"}, "result": {"DV509"}, "commitment": {"DV509"}}.get(kind, set())
    assert codes == {"DV211", *more}, [finding.line("en") for finding in found]
    named = {str(finding.place) for finding in found if SLUG in finding.line("en")}
    if KINDS[kind].numbered:
        assert not named
    else:
        assert {name.partition(":")[0].split("/")[1] for name in named} == set(LANGS), "one twin may keep its name"


def test_a_page_that_is_written_but_not_named_is_still_held_back(small: Path) -> None:
    fine = load(small)
    text = {lang: (small / "docs" / lang / "nhan-vat/mau.md").read_text("utf-8") for lang in LANGS}
    for lang in LANGS:
        put(small, f"{lang}/nhan-vat/{SLUG}.md", text[lang].replace("nv-mau", f"nv-{SLUG}"))
    assert check(fine) == []
    found = [f"{finding.place} {finding.code}" for finding in check(read_again(small)) if finding.code == "DV211"]
    assert found == [
        f"docs/vi/nhan-vat/{SLUG}.md:1:1 DV211",
        f"docs/vi/nhan-vat/{SLUG}.md:2:1 DV211",
        f"docs/en/nhan-vat/{SLUG}.md:1:1 DV211",
    ]


def test_the_number_is_the_next_and_a_drafts_is_not_given_again(small: Path) -> None:
    assert begun(told(load(small), HOME), "result").id == "kq-02"
    archive = load(small, *drafts())
    assert f"vi/{RESULT}" in {f"{page.lang}/{page.path}" for page in archive.pages}
    shown = published(told(archive, HOME))
    assert "kq-77" not in shown.records
    assert begun(shown, "result").id == "kq-78"


def test_a_kind_whose_numbers_are_given_out_is_not_begun(small: Path) -> None:
    edit(small, (f"vi/{KQ}", "id: kq-01", "id: kq-99"))
    archive = told(read_again(small), HOME)
    assert beginning(archive, "result") is None
    assert beginning(archive, "commitment") is not None


LONGEST = "https://github.com/" + "o" * 39 + "/" + "n" * 100


@pytest.mark.parametrize("kind", KINDS)
def test_an_address_is_answered_even_to_whoever_has_to_sign_in_first(small: Path, kind: str) -> None:
    archive = told(load(small), LONGEST, branch="b" * 100)
    for address in addresses(archive, kind):
        assert len(SIGN_IN + quote(address, safe="")) <= MOST < 8_191
        assert "&value=" in address, "nothing of the skeleton is left"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_too_long_loses_its_comments_first(small: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    archive = told(load(small), HOME)

    def within(most: int) -> list[str]:
        monkeypatch.setattr("archive.stage.authoring.MOST", most)
        address = begun(archive, kind).address.vi
        assert len(SIGN_IN + quote(address, safe="")) <= most
        return filled(address)[1].split("\n")

    whole = within(50_000)
    assert any(line.startswith("# unknowns:") for line in whole)
    assert not [line for line in whole if line.startswith("# withdrawn")], "it is begun long before it is withdrawn"
    length = len(SIGN_IN + quote(begun(archive, kind).address.vi, safe=""))
    bare = [line for line in whole if not re.match("# [a-z_0-9]+:", line)]
    for most in range(length - 1, length - 900, -150):
        cut = within(most)
        gone = [line for line in whole if line not in cut]
        assert gone
        assert all(line.startswith("# ") for line in gone), gone
        asked = [line for line in bare if not line.startswith("#")]
        assert [line for line in asked if line not in cut] == [], "what has to be filled in is gone"
        # What is said of a key that has to be there stays above it.
        for above, line in pairwise(whole):
            if re.match("[a-z_]+: ", line) and above.startswith("# "):
                assert above in cut, f"{line} is not explained any more"


@pytest.mark.parametrize("lang", LANGS)
def test_the_words_beside_the_links_say_what_to_do(small: Path, lang: Lang) -> None:
    pages = staged(told(load(small), HOME, branch="chinh"))
    shown = LexborHTMLParser(pages[f"{lang}/ket-qua/2015-2018/index.md"].body)
    words = " ".join(part.text() for part in shown.css("p.statement-tools"))
    expected = {
        "vi": ("Thêm kết quả:", "bản tiếng Việt", "bản tiếng Anh", "kq-02", "cùng một nhánh", "thay “chinh”"),
        "en": (
            "Add a new result:",
            "Vietnamese version",
            "English version",
            "kq-02",
            "one branch",
            "in place of “chinh”",
        ),
    }[lang]
    assert [said for said in expected if said not in words] == [], words
    unnamed = LexborHTMLParser(pages[f"{lang}/nguon/index.md"].body)
    assert SLUG in " ".join(part.text() for part in unnamed.css("p.statement-tools"))


WEIGHT = 2_000
"""Bytes, brotli, that an index may gain by the links: no page of the site may cost more than 10,000."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_links_cost_little(small: Path, kind: str) -> None:
    archive = told(load(small), HOME)
    index = f"{archive.settings.folder(kind)}/index.md"
    for lang in LANGS:
        html = links(archive, index, lang)
        assert html
        assert len(brotli.compress(html.encode())) <= WEIGHT, "fewer comments have to do"


@pytest.mark.parametrize("lang", LANGS)
def test_the_page_for_contributors_leads_to_each_index(small: Path, lang: Lang) -> None:
    page = "---\ntitle: {}\n---\n{}\n"
    archive = load(
        small,
        ("vi/dong-gop.md", "", page.format("Đóng góp", "Lời biên tập.")),
        ("en/dong-gop.md", "", page.format("Contribute", "Editorial words.")),
    )
    assert "them-o-dau" not in staged(archive)[f"{lang}/dong-gop.md"].body
    pages = staged(told(archive, HOME))
    section = LexborHTMLParser(pages[f"{lang}/dong-gop.md"].body).css_first("section:has(#them-o-dau)")
    assert section is not None
    ways = hrefs(section.html or "")
    assert "../ket-qua/2015-2018/#them-trang-kq" in ways
    for way in (way for way in ways if "#" in way):
        path, _, anchor = way.removeprefix("../").partition("#")
        assert f'id="{anchor}"' in pages[f"{lang}/{path}index.md"].body, way
    # No event is in the archive, so its list is not there yet.
    assert any("su-kien" in way for way in ways if way.startswith(HOME))
