"""The index is what people wrote, in both languages, as values that a script takes; nothing of the frame, nothing withheld."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from tests.archives import bytes_of

from archive.findings import LANGS, Lang, Text
from archive.finish import search


def value(site: Path, name: str) -> Any:
    """What one of the index's files sets."""
    text = (site / "search" / name).read_text("utf-8")
    left, _, right = text.partition("=")
    assert left in ("self.archiveIndex", "self.archiveProse")
    return json.loads(right)


@pytest.fixture(scope="module", params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    found: Lang = request.param
    return found


@pytest.fixture(scope="module")
def index(real_site: Path, lang: Lang) -> dict[str, Any]:
    return dict(value(real_site / "site", f"{lang}.js"))


SENTENCE = Text(
    "51 đơn vị trong Đảng bộ Khối thường xuyên giúp các xã nghèo.",
    "51 units of the Bloc's Party organisation regularly helped poor communes.",
)


def test_a_statement_stands_with_its_status_and_its_page(index: dict[str, Any], lang: Lang) -> None:
    found = {row[0]: row for row in index["statements"]}
    _, status, page, withdrawn, core, sentence, *merged = found["kq-05-2"]
    assert sentence == SENTENCE[lang]
    assert index["statuses"][status] == ["reported", {"vi": "Theo báo", "en": "Reported"}[lang]]
    assert LANGS[index["tongue"]] == lang
    assert index["pages"][page][1] == "kq-05"
    assert (withdrawn, core) == (0, 1)
    assert merged == ["tc-dang-bo-khoi-2"], "whoever asks for the id of a merged one is to find the one that stays"
    assert "tc-dang-bo-khoi-2" not in found, "a merged statement has no page to land on"


def test_pages_stand_once_with_title_and_summary(index: dict[str, Any], lang: Lang) -> None:
    rows = {row[0]: row for row in index["pages"]}
    assert len(rows) == len(index["pages"])
    _, name, kind, title, summary, *names = rows["nguon/n-tccs-2019/"]
    assert (name, kind) == ("n-tccs-2019", "source")
    assert title.startswith({"vi": "Tạp chí Cộng sản", "en": "Communist Review"}[lang])
    assert summary
    assert "Tạp chí Cộng sản" in names, "a source is looked for by its publisher"
    assert {"Cải cách hành chính", "Administrative reform"} <= {*map(str, rows["chien-dich/cai-cach-hanh-chinh/"])}, (
        "no other title"
    )
    assert {"trich-dan/", "du-lieu/", "tra-cuu/", "thuat-ngu/"} <= rows.keys()
    left_out = [
        url for url in rows if url.startswith(("id/", "en/", "tim-kiem", "dong-gop/quy-tac", "404", "du-lieu/b"))
    ]
    assert not left_out, f"these would stand among the results: {left_out}"


OTHER_WORDS = [
    ("thong-ke/", "thống kê", "statistics"),
    ("du-lieu/", "bảng tính", "spreadsheet"),
    ("trich-dan/", "ghi nguồn", "how to cite"),
    ("boi-canh/nam-ky-ket/", "năm ký kết", "the year of the signing"),
]
"""Pages, written and made, with other words by which readers look for them."""


@pytest.mark.parametrize(("url", "vi", "en"), OTHER_WORDS)
def test_other_words_for_a_page_find_it_and_stand_in_the_list_from_a_to_z(
    real_site: Path, index: dict[str, Any], url: str, vi: str, en: str
) -> None:
    """By them the page is found; whoever has no script finds them under their letter."""
    names = next(row[5:] for row in index["pages"] if row[0] == url)
    assert {vi, en} <= {*names}
    for words, page in ((vi, "tra-cuu"), (en, "en/tra-cuu")):
        html = (real_site / "site" / page / "index.html").read_text("utf-8")
        assert f'href="../{url}">{words} <small>' in html, f"{words} does not lead to {url} in {page}/"


def test_prose_has_what_people_wrote_and_nothing_of_the_frame(
    real_site: Path, index: dict[str, Any], lang: Lang
) -> None:
    rows = {url: pieces for url, *pieces in value(real_site / "site", f"{lang}-prose.js")}
    assert rows.keys() <= {row[0] for row in index["pages"]}
    words = " ".join(rows["ket-qua/2015-2018/kq-05/"])
    assert {"vi": "tặng quà", "en": "gifts"}[lang] in words
    for own in {"vi": ("Trích dẫn", "Chép", "Theo báo"), "en": ("Cite", "Copy", "Reported")}[lang]:
        assert own not in words, f"{own} stands on every page: whoever asks for it would find them all"
    assert SENTENCE[lang] not in words, "a statement would be found twice"


def test_the_rest_is_how_sources_were_read_and_what_is_said_to_editors(
    real_site: Path, index: dict[str, Any], lang: Lang
) -> None:
    """It is loaded where the index and the prose have nothing: what it has stands in neither."""
    site = real_site / "site"
    prose, rest = ({url: pieces for url, *pieces in value(site, f"{lang}-{name}.js")} for name in ("prose", "rest"))
    assert not prose.keys() & rest.keys()
    assert rest.keys() <= {row[0] for row in index["pages"]}
    assert {url.split("/")[0] for url in rest} == {"nguon", "dong-gop"}
    assert "nguon/n-bao-nghe-an/" in prose, "what the archive rests on is no matter of the rest"
    headline = "Building models of smart mass mobilization in the people's interests, practical lessons learnt"
    assert any(headline in pieces for pieces in rest.values()), "a headline is looked for"


def test_the_same_pages_give_the_same_bytes(real_site: Path, tmp_path: Path) -> None:
    """The order in which a file system lists them says nothing: a copy made in another order is asked."""
    site = real_site / "site"
    paths = sorted((path for path in site.rglob("index.html")), reverse=True)
    for path in paths:
        target = tmp_path / path.relative_to(site)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    assert {name: data for name, data in bytes_of(site / "search").items() if data} == bytes_of(site / "search")
    assert {path.name for path in (site / "search").iterdir()} == {
        f"{lang}{part}.js" for lang in LANGS for part in ("", "-prose", "-rest")
    }
    assert not (site / "search/search_index.json").exists(), "an index of the theme's is published"


@pytest.mark.parametrize(
    "words", ["</script><script>alert(1)</script>", "\u2028\u2029", '"};alert(1);//', "\\", "`${1}`"]
)
def test_any_words_are_words(words: str) -> None:
    text = search.script("archiveIndex", {"pages": [words]})
    assert json.loads(text.partition("=")[2]) == {"pages": [words]}
    assert text.count("\n") == 1
    assert not {"\u2028", "\u2029"} & {*text}
