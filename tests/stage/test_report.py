"""Telling the archive of a mistake: by a form, by a letter, or not at all; and that whoever is named may answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser
from tests.archives import BODY, KQ, PERSON, REPOSITORY, load, staged, withdrawn

from archive.content.model import Archive
from archive.context import Context
from archive.findings import LANGS, Lang
from archive.settings import Settings
from archive.stage.report import FORMS, MOST, Reported, link, of_page, of_statement, report_address

GITHUB = "https://github.com/mau/kho-mau"
MAIL = "mailto:kho@host.example"
PAGE = Reported("Giúp xã nghèo", "https://host.example/ket-qua/")
CONTEXT = Context("https://host.example/a/", 0)


def settings(archive: Archive, contact: str = "", repository: str = "") -> Settings:
    return archive.settings.model_copy(update={"contact": contact, "repository": repository})


def reported(archive: Archive, lang: Lang) -> Reported:
    return of_statement(archive.statements["kq-01-2"], CONTEXT, lang)


@pytest.mark.parametrize("lang", LANGS)
def test_a_form_is_filled_in_with_the_statement(small: Path, lang: Lang) -> None:
    archive = load(small)
    way = report_address(settings(archive, MAIL, GITHUB), reported(archive, lang), lang)
    address, fields = urlsplit(way), parse_qs(urlsplit(way).query)
    assert way.isascii()
    assert (address.scheme, address.netloc, address.path) == ("https", "github.com", "/mau/kho-mau/issues/new")
    words, source, prefix, title = {
        "vi": ("Số tiền là trên 10 tỷ đồng.", "Báo Mẫu, đoạn 3; Báo Mẫu, đoạn 1", "", "Báo lỗi: kq-01-2"),
        "en": ("The sum is over 10 billion đồng.", "Báo Mẫu, paragraph 3; Báo Mẫu, paragraph 1", "en/", "Possible mistake: kq-01-2"),
    }[lang]  # fmt: skip
    assert fields == {
        "template": [FORMS[lang]],
        "title": [title],
        "statement": ["kq-01-2"],
        "words": [words],
        "source": [source],
        "address": [f"https://host.example/a/{prefix}id/kq-01-2/"],
    }


def test_a_letter_is_begun_with_the_statement(small: Path) -> None:
    archive = load(small)
    way = report_address(settings(archive, MAIL), reported(archive, "vi"), "vi")
    assert way.isascii()
    assert "+" not in way, "a letter shows it as it is"
    head, _, rest = way.partition("?")
    subject, _, body = rest.partition("&body=")
    assert (head, unquote(subject)) == (MAIL, "subject=Báo lỗi: kq-01-2")
    assert unquote(body).split("\r\n") == [
        "Câu trên trang: Số tiền là trên 10 tỷ đồng.",
        "Nguồn ghi cạnh câu: Báo Mẫu, đoạn 3; Báo Mẫu, đoạn 1",
        "Địa chỉ: https://host.example/a/id/kq-01-2/",
        "",
        "Sai ở đâu, và căn cứ vào đâu:",
        "",
    ]


WAYS = {
    "nothing": ("", "", ""),
    "a page for writing": ("https://host.example/thu", "", "https://host.example/thu"),
    "a repository elsewhere": ("", "https://git.host.example/mau/kho", "https://git.host.example/mau/kho"),
    "a page before such a repository": ("https://host.example/thu", "https://git.host.example/mau", "https://host.example/thu"),
    "no repository of anybody": ("", "https://github.com/mau", "https://github.com/mau"),
    "a name that only ends alike": ("", "https://notgithub.com/mau/kho", "https://notgithub.com/mau/kho"),
}  # fmt: skip


@pytest.mark.parametrize("name", WAYS)
def test_what_takes_no_fields_is_given_as_it_is(small: Path, name: str) -> None:
    contact, repository, way = WAYS[name]
    own = settings(load(small), contact, repository)
    assert report_address(own, PAGE, "vi") == way
    assert link(own, PAGE, "vi") == (f'<a href="{way}" class="report">Báo lỗi ở trang này</a>' if way else "")


def test_the_end_of_a_repositorys_name_is_no_part_of_its_page(small: Path) -> None:
    way = report_address(settings(load(small), "", f"{GITHUB}.git"), PAGE, "en")
    assert way.startswith(f"{GITHUB}/issues/new?template=report-a-statement.yml&")


@pytest.mark.parametrize("contact", [MAIL, ""])
@pytest.mark.parametrize("lang", LANGS)
def test_long_words_are_cut_where_a_word_ends(small: Path, contact: str, lang: Lang) -> None:
    own = settings(load(small), contact, "" if contact else GITHUB)
    for words, source in ((400, 3), (400, 400), (1, 400), (190, 1)):
        long = Reported("kq-01-2", "https://host.example/id/kq-01-2/", "nghĩa " * words, "nguồn " * source)
        way = report_address(own, long, lang)
        assert len(way) <= MOST < 2000
        said = unquote(way)
        assert "https://host.example/id/kq-01-2/" in said
        assert "kq-01-2" in said
        told = said.replace("\r\n", " ").replace("&", " ").replace("=", " ").split()
        assert {word for word in told if word.startswith(("ngh", "ngu"))} <= {"nghĩa", "nguồn"}
    cut = report_address(own, replace(long, words="nghĩa " * 400), lang)
    assert len(cut) > MOST - 40, "cut more than is needed"
    assert "…" in unquote(cut)


def test_a_page_is_reported_by_its_title(small: Path) -> None:
    found = of_page("Giúp xã nghèo", "en/ket-qua/", CONTEXT)
    assert (found.name, found.address) == ("Giúp xã nghèo", "https://host.example/a/en/ket-qua/")


# --- The forms


def form(lang: Lang) -> dict[str, object]:
    text = (REPOSITORY / ".github/ISSUE_TEMPLATE" / FORMS[lang]).read_text("utf-8")
    data = yaml.safe_load(text)
    assert isinstance(data, dict)
    return data


TOP = {"name", "description", "title", "labels", "assignees", "body", "projects", "type"}
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
}


@pytest.mark.parametrize("lang", LANGS)
def test_a_form_is_one_that_github_takes(lang: Lang) -> None:
    data = form(lang)
    assert data.keys() <= TOP
    assert all(isinstance(data[key], str) and data[key] for key in ("name", "description"))
    body = data["body"]
    assert isinstance(body, list)
    ids = [part["id"] for part in body if part["type"] != "markdown"]
    assert len(ids) == len(set(ids))
    for part in body:
        assert part.keys() <= {"type", "id", "attributes", "validations"}
        assert part["attributes"].keys() <= ATTRIBUTES[part["type"]]
        assert all(isinstance(value, str) for value in part["attributes"].values())
        assert part.get("validations", {}).keys() <= {"required"}
        assert ("label" in part["attributes"]) is (part["type"] != "markdown")
    labels = [part["attributes"]["label"] for part in body if part["type"] != "markdown"]
    assert len(labels) == len(set(labels))


@pytest.mark.parametrize("lang", LANGS)
def test_every_field_that_a_link_fills_in_is_in_the_form(small: Path, lang: Lang) -> None:
    archive = load(small)
    way = report_address(settings(archive, "", GITHUB), reported(archive, lang), lang)
    filled = parse_qs(urlsplit(way).query).keys() - {"template", "title"}
    body = form(lang)["body"]
    assert isinstance(body, list)
    assert filled == {"statement", "words", "source", "address"}
    assert filled <= {part.get("id") for part in body}


def test_both_forms_ask_the_same() -> None:
    def asked(lang: Lang) -> list[tuple[object, ...]]:
        body = form(lang)["body"]
        assert isinstance(body, list)
        return [(part["type"], part.get("id"), part.get("validations")) for part in body]

    assert asked("vi") == asked("en")


def test_the_chooser_of_forms_can_be_read_and_leads_nowhere_else() -> None:
    text = (REPOSITORY / ".github/ISSUE_TEMPLATE/config.yml").read_text("utf-8")
    assert yaml.safe_load(text) == {"blank_issues_enabled": True}


# --- Whoever is named may answer


ANSWERED = {
    "a letter": (MAIL, GITHUB, "mailto:kho@host.example?subject="),
    "a page for writing": ("https://host.example/thu", GITHUB, "https://host.example/thu"),
    "an issue": ("", GITHUB, f"{GITHUB}/issues/new?title="),
    "a repository elsewhere": ("", "https://git.host.example/mau", "https://git.host.example/mau"),
    "none": ("", "", ""),
}


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ANSWERED)
@pytest.mark.parametrize("path", [PERSON, BODY])
def test_who_is_named_is_told_how_to_answer(small: Path, name: str, lang: Lang, path: str) -> None:
    contact, repository, way = ANSWERED[name]
    archive = load(small)
    archive = replace(archive, own=replace(archive.own, settings=settings(archive, contact, repository)))
    shown = LexborHTMLParser(staged(archive)[f"{lang}/{path}"].body).css_first("section.reply")
    assert shown is not None
    text = shown.text()
    assert {"vi": "đều có thể trả lời", "en": "may reply"}[lang] in text
    *links, past = [a.attributes["href"] or "" for a in shown.css("a")]
    assert [link.startswith(way) for link in links] == ([True] if way else [])
    assert past == "../../dinh-chinh/"
    later = {"vi": "chưa có địa chỉ nhận thư", "en": "no address for letters yet"}[lang]
    assert (later in text) is not bool(way)


def test_other_pages_and_withdrawn_ones_say_nothing_of_answers(small: Path) -> None:
    pages = staged(load(small, *withdrawn(BODY, "")))
    assert 'id="tra-loi"' in pages[f"vi/{PERSON}"].body
    assert 'id="tra-loi"' not in pages[f"vi/{BODY}"].body
    assert 'id="tra-loi"' not in pages[f"vi/{KQ}"].body
