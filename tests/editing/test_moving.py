"""`archive move`: twins at another place, and everything that named the old one leads to the new one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.archives import (
    BODY,
    CAMPAIGN,
    CK,
    KQ,
    PERSON,
    PROGRAMME,
    SIGNING,
    bytes_of,
    edit,
    programme,
    put,
    read_again,
    real,
    remove,
)
from tests.editing.editors import insert, links, next_steps, record_published, refuses, run, text, wrong

from archive.content.read import read_archive
from archive.editing.changes import carry_out, hindrances
from archive.editing.moving import move

NEW = "ket-qua/xa-ngheo.md"
OLD_FORMS = (
    KQ,
    f"docs/vi/{KQ}",
    f"docs/en/{KQ}",
    f"en/{KQ}",
    f"docs/vi/{KQ}:10:1",
    "kq-01",
    "/ket-qua/2015-2018/kq-01/",
    "/ket-qua/2015-2018/kq-01/#kq-01-2",
    "en/ket-qua/2015-2018/kq-01/",
    "id/kq-01/",
)
NEW_FORMS = (
    NEW,
    f"docs/vi/{NEW}",
    f"./docs/vi/{NEW}",
    f"docs/en/{NEW}",
    f"vi/{NEW}",
    "ket-qua/xa-ngheo",
    "/ket-qua/xa-ngheo/",
    "https://danvan.example/ket-qua/xa-ngheo/",
)


@pytest.mark.parametrize(("old", "new"), [*((old, NEW) for old in OLD_FORMS), *((KQ, new) for new in NEW_FORMS)])
def test_a_page_is_named_in_every_form(small: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    moved = {name: text(small, f"{name}/{KQ}").replace("../../", "../") for name in ("vi", "en")}
    done = run(small, monkeypatch, "move", old, new)
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines() == [f"docs/{lang}/{path}" for path in (KQ, NEW) for lang in ("vi", "en")]
    told = "the page is at ket-qua/xa-ngheo/ now; ket-qua/2015-2018/kq-01/ was never published and is not kept"
    assert done.stderr == next_steps("kq-01", told)
    assert {name: text(small, f"{name}/{NEW}") for name in ("vi", "en")} == moved
    assert not any((small / "docs" / lang / KQ).exists() for lang in ("vi", "en"))


MOVED = {
    "vi": "trang nay ở ket-qua/xa-ngheo/; địa chỉ cũ ket-qua/2015-2018/kq-01/ dẫn tới đó (aliases)",
    "en": "the page is at ket-qua/xa-ngheo/ now; its old address ket-qua/2015-2018/kq-01/ leads there (aliases)",
}


@pytest.mark.parametrize("lang", MOVED)
@pytest.mark.parametrize("by_hand", [False, True])
def test_where_the_page_is_and_what_its_old_address_does_is_told(
    small: Path, monkeypatch: pytest.MonkeyPatch, lang: str, by_hand: bool
) -> None:
    record_published(small, "ket-qua/2015-2018/kq-01/", "en/ket-qua/2015-2018/kq-01/")
    if by_hand:
        for tongue in ("vi", "en"):
            (small / "docs" / tongue / KQ).rename(small / "docs" / tongue / NEW)
    done = run(small, monkeypatch, "move", "--lang", lang, KQ, NEW)
    assert done.exit_code == 0, done.output
    told, last = done.stderr.splitlines()
    assert told == MOVED[lang]
    assert "`archive check kq-01`" in last
    for command in ("`git add -A`", "`git diff --cached`", "`git commit`"):
        assert command in last
    assert "ket-qua/2015-2018/kq-01" in text(small, f"vi/{NEW}").partition("aliases:")[2]


def test_a_page_that_is_no_record_is_named_by_its_file(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = run(small, monkeypatch, "move", "thuat-ngu.md", "tu-ngu.md")
    assert done.exit_code == 0, done.output
    told = "the page is at tu-ngu/ now; thuat-ngu/ was never published and is not kept"
    assert done.stderr == next_steps("docs/vi/tu-ngu.md", told)


def test_links_of_every_form_follow_and_examples_stay(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = "../ket-qua/2015-2018/kq-01.md"
    words = (
        f"[một]({here}) [hai](<{here}#kq-01-1>) [ba]( {here} ) [bốn](./{here}#kq-01-2) [năm](../../vi/{here[3:]})"
        f' [sáu]({here} "tên") [bảy][b] [tám](../to-chuc/ban.md) ![hình](../../assets/hinh.svg) `[x]({here})`\n\n'
        f"[b]: {here}#kq-01-1\n\n```\n[x]({here})\n```\n"
    )
    edit(small, (f"vi/{SIGNING}", "Nguyễn Văn Mẫu, Trưởng", f"{words}\nNguyễn Văn Mẫu, Trưởng"))
    before = links(small)[f"vi/{SIGNING}"]
    assert len(before) == 9, before
    done = run(small, monkeypatch, "move", "kq-01", "ket-qua/xa-ngheo")
    assert done.exit_code == 0, done.output
    new = "../ket-qua/xa-ngheo.md"
    expected = (
        f"[một]({new}) [hai](<{new}#kq-01-1>) [ba]( {new} ) [bốn]({new}#kq-01-2) [năm]({new})"
        f' [sáu]({new} "tên") [bảy][b] [tám](../to-chuc/ban.md) ![hình](../../assets/hinh.svg) `[x]({here})`\n\n'
        f"[b]: {new}#kq-01-1\n\n```\n[x]({here})\n```\n"
    )
    assert expected in text(small, f"vi/{SIGNING}")
    assert links(small)[f"vi/{SIGNING}"] == [
        (target.replace("2015-2018/kq-01", "xa-ngheo"), anchor) for target, anchor in before
    ]


def test_the_glossary_meets_its_words_where_the_page_is(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(small, ("vi/thuat-ngu.md", "met: index.md", f"met: '{KQ}'"))
    assert run(small, monkeypatch, "move", KQ, NEW).exit_code == 0
    assert f"met: {NEW}" in text(small, "vi/thuat-ngu.md")
    assert not wrong(read_archive(small))


def test_what_the_page_itself_names_stays_what_it_was(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = (
        "[đây](kq-01.md#kq-01-1) [trên](#kq-01-2) [mục](index.md) ![hình](../../../assets/hinh.svg)"
        " [ngoài](https://nguon.example/a/../b)\n\nCon số 51"
    )
    edit(small, (f"vi/{KQ}", "Con số 51", own))
    insert(small, f"vi/{KQ}", "kind", "# chú thích")
    for lang in ("vi", "en"):
        path = small / "docs" / lang / KQ
        schema = "# yaml-language-server: $schema=../../../../schemas/result.schema.json"
        path.write_text(path.read_text("utf-8").replace("---\n", f"---\n{schema}\n", 1), "utf-8")
    before = links(small)
    done = run(small, monkeypatch, "move", KQ, "x/y/z/ten-moi")
    assert done.exit_code == 0, done.output
    moved = text(small, "vi/x/y/z/ten-moi.md")
    assert moved.startswith("---\n# yaml-language-server: $schema=../../../../../schemas/result.schema.json\n")
    assert (
        "[đây](ten-moi.md#kq-01-1) [trên](#kq-01-2) [mục](../../../ket-qua/2015-2018/index.md)"
        " ![hình](../../../../assets/hinh.svg) [ngoài](https://nguon.example/a/../b)" in moved
    )
    after = {name.replace("x/y/z/ten-moi.md", KQ): [(t.replace("x/y/z/ten-moi.md", KQ), a) for t, a in found]
             for name, found in links(small).items()}  # fmt: skip
    assert after == before


FRONT = {
    "none": ("", "aliases: [ket-qua/2015-2018/kq-01]\n"),
    "in brackets": ("aliases: [cu, 'cu-hon']\n", "aliases: [cu, 'cu-hon', ket-qua/2015-2018/kq-01]\n"),
    "on lines": ("aliases:\n  - cu  # vì sao\n", "aliases:\n  - cu  # vì sao\n  - ket-qua/2015-2018/kq-01\n"),
    "empty": ("aliases: [ ]\n", "aliases: [ket-qua/2015-2018/kq-01]\n"),
    "back": ("aliases: [cu, ket-qua/xa-ngheo]\n", "aliases: [cu, ket-qua/2015-2018/kq-01]\n"),
    "back, from lines": ("aliases:\n- ket-qua/xa-ngheo\n", "aliases:\n- ket-qua/2015-2018/kq-01\n"),
}


@pytest.mark.parametrize("form", FRONT)
@pytest.mark.parametrize("address", ["ket-qua/2015-2018/kq-01/", "en/ket-qua/2015-2018/kq-01/"])
def test_a_published_address_becomes_an_alias(
    small: Path, monkeypatch: pytest.MonkeyPatch, form: str, address: str
) -> None:
    old, new = FRONT[form]
    if old:
        insert(small, f"vi/{KQ}", "campaigns", old.rstrip("\n"))
    record_published(small, address)
    before = text(small, f"vi/{KQ}")
    done = run(small, monkeypatch, "move", "kq-01", "ket-qua/xa-ngheo")
    assert done.exit_code == 0, done.output
    # A new key stands behind those that its kind has before it.
    last = "title: Giúp xã nghèo\n"
    wanted = before.replace(old, new, 1) if old else before.replace(last, last + new, 1)
    assert text(small, f"vi/{NEW}") == wanted.replace("../../", "../")
    assert "alias" not in text(small, f"en/{NEW}")


BACK = {
    "the only one": ("aliases: [ket-qua/xa-ngheo]\n", ""),
    "the only one, on lines": ("aliases: [\n  ket-qua/xa-ngheo\n]\n", ""),
    "the first": ("aliases: [ket-qua/xa-ngheo, cu]\n", "aliases: [cu]\n"),
    "the last": ("aliases: [cu, ket-qua/xa-ngheo]\n", "aliases: [cu]\n"),
    "on a line": ("aliases:\n  - ket-qua/xa-ngheo\n  - cu\n", "aliases:\n  - cu\n"),
    "another's": ("aliases: [cu]\n", "aliases: [cu]\n"),
}


@pytest.mark.parametrize("form", BACK)
def test_an_address_that_was_never_published_leaves_no_alias(
    small: Path, monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    old, new = BACK[form]
    insert(small, f"vi/{KQ}", "campaigns", old.rstrip("\n"))
    before = text(small, f"vi/{KQ}")
    record_published(small, "ket-qua/2015-2018/kq-02/")
    done = run(small, monkeypatch, "move", "kq-01", "ket-qua/xa-ngheo")
    assert done.exit_code == 0, done.output
    assert text(small, f"vi/{NEW}") == before.replace(old, new, 1).replace("../../", "../")


def test_settings_that_name_the_page_follow(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toml = small / "archive.toml"
    note = f'# "{KQ}" đứng đây\n'
    toml.write_text(
        toml.read_text("utf-8").replace(
            "[[menu]]", f'{note}[[menu]]\npage = \'{KQ}\'\nvi = "A"\nen = "B"\n\n[[menu]]', 1
        )
        + f'\n[own_words."{KQ}"]\n"MIT" = "why"\n',
        "utf-8",
    )
    before = toml.read_text("utf-8")
    done = run(small, monkeypatch, "move", "kq-01", "ket-qua/xa-ngheo")
    assert done.exit_code == 0, done.output
    assert "archive.toml" in done.stdout.splitlines()
    after = before.replace(KQ, NEW).replace(f'# "{NEW}"', f'# "{KQ}"')
    assert toml.read_text("utf-8") == after


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_line_ends_and_the_mark_of_byte_order_stay(
    small: Path, monkeypatch: pytest.MonkeyPatch, end: str, mark: str
) -> None:
    record_published(small, "ket-qua/2015-2018/kq-01/")
    edit(
        small,
        (
            f"vi/{SIGNING}",
            "Nguyễn Văn Mẫu, Trưởng",
            "Xem\n[kết quả](../ket-qua/2015-2018/kq-01.md).\n\nNguyễn Văn Mẫu, Trưởng",
        ),
    )
    for name in (KQ, SIGNING):
        put(small, f"vi/{name}", mark + text(small, f"vi/{name}").replace("\n", end))
    before = {name: text(small, f"vi/{name}") for name in (KQ, SIGNING)}
    done = run(small, monkeypatch, "move", KQ, NEW)
    assert done.exit_code == 0, done.output
    last = f"title: Giúp xã nghèo{end}"
    alias = f"{last}aliases: [ket-qua/2015-2018/kq-01]{end}"
    assert text(small, f"vi/{NEW}") == before[KQ].replace(last, alias, 1).replace("../../", "../")
    assert text(small, f"vi/{SIGNING}") == before[SIGNING].replace("2015-2018/kq-01", "xa-ngheo")


@pytest.mark.parametrize("form", ["docs/vi/ket-qua/2015-2018/kq-01.md", "/ket-qua/2015-2018/kq-01/"])
def test_what_follows_a_move_by_hand_follows(small: Path, monkeypatch: pytest.MonkeyPatch, form: str) -> None:
    edit(
        small,
        (
            f"vi/{SIGNING}",
            "Nguyễn Văn Mẫu, Trưởng",
            "[x](../ket-qua/2015-2018/kq-01.md#kq-01-1)\n\nNguyễn Văn Mẫu, Trưởng",
        ),
    )
    edit(small, (f"vi/{KQ}", "Con số 51", "[Đây](kq-01.md#kq-01-2), ![hình](../../../assets/hinh.svg). Con số 51"))
    toml = small / "archive.toml"
    toml.write_text(toml.read_text("utf-8") + f'\n[own_words."{KQ}"]\n"MIT" = "why"\n', "utf-8")
    record_published(small, "ket-qua/2015-2018/kq-01/", "en/ket-qua/2015-2018/kq-01/", "id/kq-01/")
    sound, before = wrong(read_archive(small)), links(small)
    for lang in ("vi", "en"):
        (small / f"docs/{lang}/{KQ}").rename(small / f"docs/{lang}/{NEW}")
    assert wrong(read_archive(small))["DV801"], "what the command is told to mend"
    done = run(small, monkeypatch, "move", form, f"docs/vi/{NEW}")
    assert done.exit_code == 0, done.output
    assert wrong(read_archive(small)) == sound
    assert links(small) == {name.replace(KQ, NEW): [(target.replace(KQ, NEW), anchor) for target, anchor in found]
                            for name, found in before.items()}  # fmt: skip
    again = bytes_of(small)
    assert run(small, monkeypatch, "move", form, f"docs/vi/{NEW}").stdout == "", "there is nothing left to do"
    assert bytes_of(small) == again


@pytest.mark.parametrize("published", [True, False])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_where_one_of_the_two_files_was_moved_by_hand_the_other_follows(
    small: Path, monkeypatch: pytest.MonkeyPatch, lang: str, published: bool
) -> None:
    edit(small, (f"vi/{KQ}", "Con số 51", "[Đây](kq-01.md#kq-01-2), ![hình](../../../assets/hinh.svg). Con số 51"))
    if published:
        record_published(small, "ket-qua/2015-2018/kq-01/", "en/ket-qua/2015-2018/kq-01/", "id/kq-01/")
    toml = small / "archive.toml"
    toml.write_text(toml.read_text("utf-8") + f'\n[own_words."{KQ}"]\n"MIT" = "why"\n', "utf-8")
    sound, before = wrong(read_archive(small)), links(small)
    (small / f"docs/{lang}/{KQ}").rename(small / f"docs/{lang}/{NEW}")
    done = run(small, monkeypatch, "move", KQ, NEW)
    assert done.exit_code == 0, done.output
    assert wrong(read_archive(small)) == sound
    assert links(small) == {name.replace(KQ, NEW): [(target.replace(KQ, NEW), anchor) for target, anchor in found]
                            for name, found in before.items()}  # fmt: skip
    assert ("aliases: [ket-qua/2015-2018/kq-01]" in text(small, f"vi/{NEW}")) is published
    assert not any((small / "docs" / tongue / KQ).exists() for tongue in ("vi", "en"))


REFUSED = {
    "a page of its name": ((KQ, CK), f"docs/vi/{CK} is there already"),
    "a folder's page": ((KQ, "chien-dich"), "docs/vi/chien-dich/index.md is there already"),
    "a page of the folder": ((KQ, "trich-dan/index.md"), "docs/vi/trich-dan.md is there already"),
    "a page in English alone": ((KQ, "mot-minh"), "docs/en/mot-minh.md is there already"),
    "an alias": ((KQ, "da-dung"), f"the address da-dung/ leads to docs/vi/{PERSON}"),
    "its own place": ((KQ, KQ), f"the page is at {KQ} already"),
    "marks": ((KQ, "kết-quả/x"), "“kết-quả” cannot be an address"),
    "upper case": ((KQ, "X.md"), "“X” cannot be an address"),
    "up": ((KQ, "../x"), "“..” cannot be an address"),
    "nothing": ((KQ, ""), "“” cannot be an address"),
    "a device": ((KQ, "ket-qua/con"), "“con” cannot be an address"),
    "too long": ((KQ, "a" * 101), "cannot be an address"),
    "the home page": ((KQ, "index.md"), "“index” cannot be an address"),
    "too deep": ((KQ, "/".join("abcdefghijkl") + "/x"), "lies deeper than 12 folders"),
    "a generated page": ((KQ, "chua-biet"), "chua-biet/ is the frame's own"),
    "below a generated page": ((KQ, "dong-gop/quy-tac/x"), "dong-gop/quy-tac/x/ is the frame's own"),
    "the ids' folder": ((KQ, "id/kq-09"), "id/kq-09/ is the frame's own"),
    "a language's folder": ((KQ, "vi/vi/x"), "vi/x/ is the frame's own"),
    "a claim": (("kq-01-2", NEW), "kq-01-2 is a claim; name the record: kq-01"),
    "a claim's address": (("https://danvan.example/en/id/kq-01-2/", NEW), "kq-01-2 is a claim; name the record: kq-01"),
    "no page": (("kq-09", NEW), "nothing is called “kq-09”"),
    "a generated page, from": (("dong-thoi-gian/", NEW), "“dong-thoi-gian/” is made by the build"),
    "a list nobody wrote, from": (("docs/vi/su-kien/index.md", NEW), "is made by the build"),
    "a folder": (("docs/vi/ket-qua", NEW), "names no page, or several"),
    "an asset": (("docs/assets/hinh.svg", NEW), "names no page, or several"),
    "a page that is gone": (("kq-07", NEW), "names no page, or several"),
    "the home page, from": (("index.md", NEW), "the home page has no other place"),
    "a lone twin": (("docs/en/mot-minh.md", NEW), "docs/en/mot-minh.md has no twin in docs/vi"),
    "a lone Vietnamese page": (("docs/vi/le-loi.md", NEW), "docs/vi/le-loi.md has no twin in docs/en"),
    "an id that stands twice": (("tc-ban", NEW), "the id tc-ban stands twice"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_moved_is_told_and_nothing_is_written(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    put(small, "en/mot-minh.md", "---\ntitle: Alone\n---\nWords.\n")
    put(small, "vi/le-loi.md", "---\ntitle: Lẻ loi\n---\nLời.\n")
    put(small, "vi/su-kien/mot.md", "---\nid: sk-mot\nkind: event\ntitle: Một\ndate: 2018-01-01\n---\nLời.\n")
    put(small, "vi/to-chuc/ban-2.md", text(small, f"vi/{BODY}"))
    insert(small, f"vi/{PERSON}", "bodies", "aliases: [da-dung]")
    record_published(small, "id/kq-07/", "ket-qua/2015-2018/kq-07/")
    arguments, words = REFUSED[name]
    refuses(small, monkeypatch, words, "move", *arguments)


HINDERED = {
    "a campaign has its slug as name": ((CAMPAIGN, "chien-dich/khac"), "docs/vi/chien-dich/khac.md:3:1: DV507"),
    "the frame links the page": (("tim-kiem.md", "tim"), "DV011"),
    "a language's folder, deeper": ((KQ, "ket-qua/en/x"), "docs/vi/ket-qua/en/x.md:1:1: DV110"),
}


@pytest.mark.parametrize("name", HINDERED)
def test_a_new_error_hinders_it_and_nothing_is_written(small: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    arguments, words = HINDERED[name]
    if words.startswith("docs/vi/chien-dich"):
        words = words.replace(":3:1:", ":2:1:")
    refuses(small, monkeypatch, words, "move", *arguments, status=1)


def test_an_error_that_is_there_already_hinders_nothing(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    edit(
        small,
        (f"vi/{KQ}", 'claim source="n-bao#p3" }', "claim }"),
        (f"vi/{KQ}", "Con số 51", "[Mất](mat.md). Con số 51"),
    )
    before = wrong(read_archive(small))
    assert before, "the archive has no error to begin with"
    assert run(small, monkeypatch, "move", "kq-01", "ket-qua/xa-ngheo").exit_code == 0
    assert wrong(read_archive(small)) == before


def test_front_matter_that_cannot_take_an_alias_is_told(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record_published(small, "thuat-ngu/")
    put(small, "vi/thuat-ngu.md", "---\n{title: Thuật ngữ}\n---\nLời.\n")
    refuses(small, monkeypatch, "write each key on a line of its own", "move", "thuat-ngu.md", "tu-ngu")
    put(small, "vi/thuat-ngu.md", "---\ntitle: Thuật ngữ\naliases:\n  - |\n    cu\nsummary: Lời\n---\nLời.\n")
    refuses(small, monkeypatch, "write each key on a line of its own", "move", "thuat-ngu.md", "tu-ngu")
    put(small, "vi/thuat-ngu.md", "---\ntitle: [\n---\nLời.\n")
    refuses(small, monkeypatch, "run `archive check docs/vi/thuat-ngu.md`", "move", "thuat-ngu.md", "tu-ngu")


def test_no_page_moves_by_settings_that_do_not_hold(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "archive.toml").write_text("schema = \n", "utf-8")
    refuses(small, monkeypatch, "archive.toml:1:10", "move", KQ, NEW)


def test_every_page_can_move_and_every_link_leads_where_it_led(small: Path) -> None:
    edit(small, *programme(official=True))
    record_published(small, *(page.url for page in read_archive(small).pages if page.url and page.url != "en/"))
    fixed = {"index.md", "nguon/index.md", "trich-dan.md", "tro-nang.md", "tim-kiem.md", CAMPAIGN}
    paths = [page.path for page in read_archive(small).pages if page.lang == "vi" and page.path not in fixed]
    assert {KQ, CK, PERSON, SIGNING, PROGRAMME} <= set(paths)
    sound, before, names = wrong(read_archive(small)), links(small), dict[str, str]()
    for number, path in enumerate(paths):
        archive = read_archive(small)
        # One up, two down: every relative path changes.
        new = f"moi/{'sau/' if number % 2 else ''}trang-{number}.md"
        plan = move(archive, path, new)
        assert hindrances(plan) == [], path
        carry_out(plan)
        names |= {f"{lang}/{path}": f"{lang}/{new}" for lang in ("vi", "en")}
    wanted = {names.get(name, name): [(names.get(target, target), anchor) for target, anchor in found]
              for name, found in before.items()}  # fmt: skip
    assert links(small) == wanted
    assert wrong(read_archive(small)) == sound, "with all old addresses as aliases"


REAL = [
    # Those that most is linked with, and one that is no record; each is checked as a whole before and after it moves.
    ("tt-ky-ket", "n-bao-nghe-an", "gioi-thieu.md"),
    pytest.param(
        ("kq-05", "ck-04", "bc-01", "nv-thai-thanh-quy", "tc-ban-dan-van", "vb-chi-thi-02", "thoa-thuan/index.md"),
        marks=pytest.mark.slow,
    ),
]


@pytest.mark.parametrize("moved", REAL, ids=["some", "the rest"])
def test_the_real_pages_of_every_kind_move(tmp_path: Path, moved: tuple[str, ...]) -> None:
    root = real(tmp_path)
    sound, before, names = wrong(read_again(root)), links(root), dict[str, str]()
    for name in moved:
        archive = read_again(root)
        record = archive.records.get(name)
        path = record.vi.path if record else name
        new = f"moi/{path.replace('/', '-')}"
        plan = move(archive, name, new)
        assert hindrances(plan) == [], name
        carry_out(plan)
        names |= {f"{lang}/{path}": f"{lang}/{new}" for lang in ("vi", "en")}
    wanted = {names.get(name, name): [(names.get(target, target), anchor) for target, anchor in found]
              for name, found in before.items()}  # fmt: skip
    assert links(root) == wanted
    assert wrong(read_again(root)) == sound


def test_an_empty_folder_goes_with_its_last_page(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(small / "docs/vi/nhan-vat/x", ignore_errors=True)
    assert run(small, monkeypatch, "move", PERSON, "mau").exit_code == 0
    assert not (small / "docs/vi/nhan-vat").exists()
    assert (small / "docs/vi").is_dir()
    assert "docs/vi/mau.md" not in bytes_of(small / "docs/en")
    remove(small, "vi/mau.md", "en/mau.md")
