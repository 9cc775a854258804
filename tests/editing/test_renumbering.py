"""`archive renumber`: an unpublished record under another id, wherever it is named; one of two that share an id."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.archives import (
    BODY,
    CAMPAIGN,
    CK,
    DOCUMENT,
    KQ,
    LATER,
    PAPER,
    PERSON,
    SIGNING,
    YEAR,
    bytes_of,
    edit,
    put,
    read_again,
    real,
)  # fmt: skip
from tests.editing.editors import insert, links, next_steps, record_published, refuses, run, text, wrong

from archive.checks.known import all_findings
from archive.content.read import read_archive
from archive.editing.changes import carry_out, hindrances
from archive.editing.renumbering import renumber
from archive.findings import LANGS, Text, errors
from archive.starter import start

SECOND = "ket-qua/2015-2018/kq-01-b.md"
OTHER = "ket-qua/2015-2018/viec-khac.md"


def whole(root: Path) -> str:
    """Every page and the settings, with their places."""
    files = {name: data for name, data in bytes_of(root / "docs").items() if name.endswith(".md")}
    files["archive.toml"] = (root / "archive.toml").read_bytes()
    return "\n".join(f"== {name}\n{data.decode()}" for name, data in sorted(files.items()))


CHANGED = {
    "kq-01": ("kq-08", KQ, "ket-qua/2015-2018/kq-08.md"),
    "ck-01": ("ck-12", CK, "cam-ket/2018-2020/ck-12.md"),
    "bc-01": ("bc-07", YEAR, YEAR),
    "bc-02": ("bc-99", LATER, LATER),
    "tt-ky-ket": ("tt-le-ky", SIGNING, "thoa-thuan/le-ky.md"),
    "nv-mau": ("nv-nguyen-van-mau", PERSON, "nhan-vat/nguyen-van-mau.md"),
    "tc-ban": ("tc-ban-mau", BODY, "to-chuc/ban-mau.md"),
    "vb-chi-thi-02": ("vb-chi-thi-03", DOCUMENT, "van-ban/chi-thi-03.md"),
    "n-bao": ("n-bao-mau", PAPER, "nguon/n-bao-mau.md"),
    "cd-dan-van-kheo": ("cd-kheo", CAMPAIGN, "chien-dich/kheo.md"),
}
"""Each record of the minimal archive, by old and new id, with its old and new path."""


def name_everywhere(root: Path) -> None:
    """Name records in words, in code, in comments and beside claims of other records too."""
    edit(
        root,
        (f"vi/{LATER}", '{ #bc-02-1 .claim source="n-khac#qua"', '{ #bc-02-1 .claim campaigns="dan-van-kheo" source="n-khac#qua"'),
        (f"vi/{KQ}", "Con số 51", "Mã `kq-01-2`, tức kq-01. [Ngay trên](kq-01.md#kq-01-1). Con số 51"),
        (f"vi/{CK}", "---\nHai bên", "---\nXem [kq-01](../../ket-qua/2015-2018/kq-01.md#kq-01-2).\n\n```\nkq-01-1\n```\n\nHai bên"),
    )  # fmt: skip
    insert(root, f"vi/{KQ}", "kind", "# Mỗi câu một thông tin: { #kq-01-1 .claim }")


def test_quotations_and_what_names_statements_follow(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for lang in ("vi", "en"):
        put(small, f"{lang}/{BODY}", f"{text(small, f'{lang}/{BODY}')}\n{{{{ kq-01-1 }}}}\n\n{{{{kq-01-2}}}}\n")
    edit(
        small,
        (f"vi/{LATER}", "#bc-02-1 .claim", '#bc-02-1 .claim answer="kq-01-2"'),
        (f"vi/{CK}", "#ck-01-1 .claim", '#ck-01-1 .claim withdrawn="2027-01-05" reason="Trùng." same_as="kq-01-1"'),
        (f"en/{CK}", "#ck-01-1 .claim", '#ck-01-1 .claim reason="Said twice."'),
    )
    done = run(small, monkeypatch, "renumber", "kq-01", "kq-08")
    assert done.exit_code == 0, done.output
    archive = read_archive(small)
    for lang in LANGS:
        assert [quote.id for quote in archive.by_path[lang, BODY].body.quotes] == ["kq-08-1", "kq-08-2"]
    assert (archive.claims["bc-02-1"].answer, archive.claims["ck-01-1"].same_as) == ("kq-08-2", "kq-08-1")


@pytest.mark.parametrize("old", CHANGED)
def test_a_record_has_another_id_wherever_it_is_named(small: Path, monkeypatch: pytest.MonkeyPatch, old: str) -> None:
    new, path, new_path = CHANGED[old]
    name_everywhere(small)
    sound, before, led = wrong(read_archive(small)), whole(small), links(small)
    done = run(small, monkeypatch, "renumber", old, new)
    assert done.exit_code == 0, done.output
    bare = re.escape(old.removeprefix("cd-")) if old.startswith("cd-") else ""
    wanted = before.replace(f"== vi/{path}", f"== vi/{new_path}").replace(f"== en/{path}", f"== en/{new_path}")
    wanted = wanted.replace(f'"{path}"', f'"{new_path}"')
    wanted = re.sub(rf"(?<![\w-]){re.escape(old)}(?!-[0-9]{{2}})(?![a-z])(?!-[a-z])", new, wanted)
    # A campaign is named by its slug, in front matter and beside claims.
    wanted = re.sub(rf'(?<=campaigns: \[){bare}|(?<=campaigns="){bare}', "kheo", wanted) if bare else wanted
    assert sorted(whole(small).split("== ")) == sorted(wanted.split("== "))
    names = {f"{lang}/{path}": f"{lang}/{new_path}" for lang in ("vi", "en")}
    followed = {
        names.get(name, name): [(names.get(t, t), re.sub(rf"^{old}(?=-)", new, anchor)) for t, anchor in found]
        for name, found in led.items()
    }
    assert links(small) == followed
    assert wrong(read_archive(small)) == sound
    address = new_path.removesuffix(".md")
    told = f"the page is at {address}/ and id/{new}/ now; {old} was never published and is not kept"
    assert done.stderr == next_steps(new, told)


COMMAND = "archive renumber kq-01 kq-07"


@pytest.mark.parametrize("doubled", [False, True], ids=["", "one of two"])
def test_what_a_page_says_of_its_own_is_no_name(small: Path, monkeypatch: pytest.MonkeyPatch, doubled: bool) -> None:
    """A command in a guide, with made-up arguments; what a guide says of the record follows."""
    for lang in ("vi", "en"):
        put(small, f"{lang}/huong-dan.md", f"---\ntitle: Trang\n---\n```sh\n{COMMAND}\n```\n\nMã `kq-01-1`.\n")
    settings = small / "archive.toml"
    own = f'\n[own_words."huong-dan.md"]\n"{COMMAND}" = "a command, with made-up arguments"\n'
    settings.write_text(settings.read_text("utf-8") + own, "utf-8")
    if doubled:
        second(small)
    done = run(small, monkeypatch, "renumber", f"docs/vi/{KQ}" if doubled else "kq-01", "kq-08")
    assert done.exit_code == 0, done.output
    followed = "kq-01-1" if doubled else "kq-08-1"
    for lang in ("vi", "en"):
        assert text(small, f"{lang}/huong-dan.md").endswith(f"```sh\n{COMMAND}\n```\n\nMã `{followed}`.\n")
    told = [line.partition(" ")[0] for line in done.stderr.splitlines() if "may mean" in line and "huong-dan" in line]
    assert told == ([f"docs/{lang}/huong-dan.md:8:5:" for lang in ("en", "vi")] if doubled else [])


def test_a_record_whose_id_is_like_a_claims_is_another_one(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for lang in ("vi", "en"):
        put(small, f"{lang}/nguon/n-bao-2.md", text(small, f"{lang}/nguon/n-khac.md").replace("n-khac", "n-bao-2"))
    edit(small, (f"vi/{LATER}", 'source="n-khac#qua"', 'source="n-khac#qua n-bao-2#qua"'))
    other = text(small, "vi/nguon/n-bao-2.md")
    done = run(small, monkeypatch, "renumber", "n-bao", "n-bao-mau")
    assert done.exit_code == 0, done.output
    assert text(small, "vi/nguon/n-bao-2.md") == other
    assert 'source="n-khac#qua n-bao-2#qua"' in text(small, f"vi/{LATER}")


def second(root: Path) -> None:
    """What a merge of two branches leaves: another result that has the number kq-01, with an inference of its own."""
    front = "---\nid: kq-01\nkind: result\nperiod: 2015/2018\nrelated: [ck-01]\ntitle: Việc khác\n---\n"
    body = 'Việc khác.\n{ #kq-01-1 .claim source="n-bao#p1" }\n\nSuy ra.\n{ #kq-01-2 .claim status="inferred" from="kq-01-1" }\n\nVì thế.\n{ .reason }\n'
    put(root, f"vi/{SECOND}", front + body)
    english = "---\ntitle: Another\n---\nAnother.\n{ #kq-01-1 .claim }\n\nInferred.\n{ #kq-01-2 .claim }\n\nSo it is.\n{ .reason }\n"
    put(root, f"en/{SECOND}", english)


@pytest.mark.parametrize("published", [False, True], ids=["", "the other one is published"])
@pytest.mark.parametrize("name", [f"docs/vi/{SECOND}", f"docs/en/{SECOND}", SECOND, "/ket-qua/2015-2018/kq-01-b/"])
def test_of_two_records_with_one_id_the_named_one_changes(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str, published: bool
) -> None:
    second(small)
    edit(small, (f"vi/{YEAR}", "Chỉ có một ngày", "[Xem](../ket-qua/2015-2018/kq-01-b.md#kq-01-2). Chỉ có một ngày"))
    record_published(small, *(["id/kq-01/", "id/kq-01-1/", "ket-qua/2015-2018/kq-01/"] if published else []))
    others = {path: text(small, f"vi/{path}") for path in (KQ, CK)}
    sound = wrong(read_archive(small))
    assert sound["DV501"]
    done = run(small, monkeypatch, "renumber", name, "kq-08")
    assert done.exit_code == 0, done.output
    new = "ket-qua/2015-2018/kq-08-b.md"
    assert done.stdout.splitlines() == [
        f"docs/vi/{YEAR}", *(f"docs/{lang}/{path}" for path in (SECOND, new) for lang in ("vi", "en"))
    ]  # fmt: skip
    vi = text(small, f"vi/{new}")
    assert "kq-01" not in vi + text(small, f"en/{new}")
    assert '{ #kq-08-2 .claim status="inferred" from="kq-08-1" }' in vi
    assert "[Xem](../ket-qua/2015-2018/kq-08-b.md#kq-08-2)" in text(small, f"vi/{YEAR}"), "its path says which page"
    assert {path: text(small, f"vi/{path}") for path in (KQ, CK)} == others
    ambiguous = [line for line in done.stderr.splitlines() if "may mean either page" in line]
    assert ambiguous == [
        f"docs/vi/{CK}:6:13: kq-01 may mean either page; where it is the one renumbered now, write kq-08"
    ]
    told = f"the page is at ket-qua/2015-2018/kq-08-b/ and id/kq-08/ now; kq-01 is that of docs/vi/{KQ}"
    assert done.stderr == "\n".join([*ambiguous, next_steps("kq-08", told)])
    assert not wrong(read_archive(small))["DV501"]


def test_the_page_whose_address_is_published_keeps_the_id(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    second(small)
    record_published(small, "id/kq-01/", "en/ket-qua/2015-2018/kq-01/")
    refuses(
        small, monkeypatch, "en/ket-qua/2015-2018/kq-01/ was published", "renumber", f"docs/vi/{KQ}", "kq-08"
    )  # fmt: skip


FILES = {
    "kq-01.md": "kq-08.md", "kq-01-giup-xa.md": "kq-08-giup-xa.md", "giup-xa.md": "giup-xa.md", "kq-011.md": "kq-011.md",
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_file_follows_where_its_name_begins_with_the_id(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for lang in ("vi", "en"):
        (small / "docs" / lang / KQ).rename(small / "docs" / lang / "ket-qua/2015-2018" / name)
    done = run(small, monkeypatch, "renumber", "kq-01", "kq-08")
    assert done.exit_code == 0, done.output
    for lang in ("vi", "en"):
        there = {path.name for path in (small / "docs" / lang / "ket-qua/2015-2018").iterdir()} - {"index.md"}
        assert there == {FILES[name]}


REFUSED = {
    "twice": (("kq-01", "kq-08"), f"the id kq-01 stands twice, in docs/vi/{SECOND}, docs/vi/{KQ}"),
    "twice, by a claim": (("kq-01-1", "kq-08"), "the id kq-01 stands twice"),
    "no such id": (("kq-09", "kq-08"), "nothing is called “kq-09”"),
    "a claim": (("ck-01-1", "ck-08"), "ck-01-1 is a claim; name the record: ck-01"),
    "a plain page": (("thuat-ngu.md", "kq-08"), "docs/vi/thuat-ngu.md is no record"),
    "a lone twin": (("docs/vi/le.md", "kq-08"), "docs/vi/le.md has no twin in docs/en"),
    "a generated page": (("chua-biet/", "kq-08"), "“chua-biet/” is made by the build"),
    "another kind": (("ck-01", "kq-08"), "the new id must have the form ck-08"),
    "one digit": (("ck-01", "ck-8"), "the new id must have the form ck-08"),
    "a zero too many": (("ck-01", "ck-008"), "the new id must have the form ck-08"),
    "no number": (("ck-01", "ck-00"), "a number is from 1 to 99"),
    "a number that `new` gives to nobody": (("ck-01", "ck-100"), "a number is from 1 to 99"),
    "a larger one": (("ck-01", "ck-1000"), "a number is from 1 to 99"),
    "words": (("ck-01", "ck-tam"), "the new id must have the form ck-08"),
    "no slug": (("tc-ban", "tc-Ban"), "“Ban” cannot be an address"),
    "no prefix": (("tc-ban", "ban"), "the new id must have the form tc-…"),
    "too long": (("tc-ban", f"tc-{'a' * 80}"), "the new id must have the form tc-…"),
    "the same": (("ck-01", "ck-01"), "the page has the id ck-01 already"),
    "taken": (("bc-01", "bc-02"), f"the id bc-02 stands in docs/vi/{LATER}"),
    "taken by a page that does not hold": (("ck-01", "ck-05"), "the id ck-05 stands in docs/vi/hong.md"),
    "a claim's": (("tc-khac", "tc-ban-1"), f"tc-ban-1 is a claim in docs/vi/{BODY}"),
    "a file is there": (("tt-ky-ket", "tt-co-san"), "docs/vi/thoa-thuan/co-san.md is there already"),
    "an alias": (("tt-ky-ket", "tt-da-dung"), f"the address thoa-thuan/da-dung/ leads to docs/vi/{PERSON}"),
    "published": (("nv-mau", "nv-khac"), "the id nv-mau was published (id/nv-mau/ in published.txt)"),
    "its address published": (("vb-chi-thi-02", "vb-chi-thi-03"), "van-ban/chi-thi-02/ was published"),
    "the new one published": (("ck-01", "ck-07"), "the id ck-07 was published"),
    "the new one published in English": (("ck-01", "ck-06"), "the id ck-06 was published"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_renumbered_is_told_and_nothing_is_written(
    small: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    second(small)
    insert(small, f"vi/{PERSON}", "bodies", "aliases: [thoa-thuan/da-dung]")
    put(small, "vi/le.md", "---\nid: bc-09\nkind: context\ntitle: Lẻ\n---\nLời.\n")
    put(small, "vi/hong.md", "---\nid: ck-05\nkind: commitment\n---\nLời.\n")
    for lang in ("vi", "en"):
        put(small, f"{lang}/thoa-thuan/co-san.md", "---\ntitle: Có sẵn\n---\nLời.\n")
        put(small, f"{lang}/to-chuc/khac.md", "---\nid: tc-khac\nkind: organization\ntitle: Khác\n---\nLời.\n")
    record_published(small, "id/nv-mau/", "van-ban/chi-thi-02/", "id/ck-07/", "en/id/ck-06/")
    arguments, words = REFUSED[name]
    refuses(small, monkeypatch, words, "renumber", *arguments)


def test_a_new_error_hinders_it_and_nothing_is_written(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the longer id a line is longer than any may be."""
    insert(small, f"vi/{SIGNING}", "kind", f"# {'a ' * 3990} tc-ban")
    assert not wrong(read_archive(small))
    words = f"docs/vi/{SIGNING}:3:8001: DV105"
    refuses(small, monkeypatch, words, "renumber", "tc-ban", f"tc-ban-{'mau' * 9}", status=1)


REAL = [
    # A number, a name and a slug, each named on many pages; each is checked as a whole before and after.
    {"bc-01": "bc-19", "tt-ky-ket": "tt-le-ky", "cd-diem-sang": "cd-sang"},
    pytest.param(
        {
            "kq-04": "kq-09", "ck-04": "ck-09", "nv-thai-thanh-quy": "nv-quy", "tc-ban-dan-van": "tc-ban",
            "vb-chi-thi-02": "vb-chi-thi-2", "n-bna-2024": "n-bna-nam-2024",
        },
        marks=pytest.mark.slow,
    ),
]  # fmt: skip


@pytest.mark.parametrize("ids", REAL, ids=["some", "the rest"])
def test_real_records_of_every_kind_are_renumbered(tmp_path: Path, ids: dict[str, str]) -> None:
    root = real(tmp_path)
    record_published(root)
    sound = wrong(read_again(root))
    claims = len(read_again(root).claims)
    for old, new in ids.items():
        plan = renumber(read_again(root), old, new)
        assert hindrances(plan) == [], old
        carry_out(plan)
    archive = read_again(root)
    assert set(ids.values()) <= set(archive.records)
    assert not set(ids) & set(archive.records)
    assert len(archive.claims) == claims
    assert wrong(archive) == sound


def test_a_new_archive_can_be_edited_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "khac"
    start(root, "khac", Text("Kho khác", "Other Archive"))
    record = read_archive(root).records["kq-01"].vi.path
    assert not errors(all_findings(read_archive(root), {}))
    for arguments in (
        ("renumber", "kq-01", "kq-08"),
        ("move", "kq-08", "viec/dau-tien"),
        ("move", "viec/dau-tien", record),
        ("withdraw", "bc-02-1", "--reason", "Ví dụ đã đổi.", "--reason-en", "The example has changed."),
        ("withdraw", "kq-02", "--reason", "Ví dụ đã đổi.", "--reason-en", "The example has changed."),
    ):
        done = run(root, monkeypatch, *arguments)
        assert done.exit_code == 0, done.output
    assert not errors(all_findings(read_archive(root), {}))
