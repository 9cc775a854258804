"""archive.toml: what does not hold is a finding at its line and column, and what is one archive's own stands nowhere else."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.archives import CONTACT, REPOSITORY, edit, load

from archive.checks.checking import check
from archive.checks.known import all_findings
from archive.content.read import read_archive
from archive.findings import LANGS, Finding, errors
from archive.settings import FILE, MAX_BYTES, Settings, read_settings

OURS = (REPOSITORY / FILE).read_text("utf-8")


def found(root: Path, content: str | bytes) -> list[str]:
    (root / FILE).write_bytes(content.encode() if isinstance(content, str) else content)
    findings = check(read_archive(root))
    assert all(finding.line(lang).isprintable() for finding in findings for lang in LANGS)
    return [f"{f.place.path}:{f.place.line}:{f.place.column} {f.code}" for f in findings]


def at(text: str, words: str) -> str:
    offset = text.index(words)
    return f"{FILE}:{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


# Words of the file, what stands there instead, the code, and the words at which the finding points.
SPOILT: dict[str, tuple[str, str, str, str]] = {
    "a key that nobody knows": ('slug = "', 'slugg = "x"\nslug = "', "DV013", "slugg"),
    "a key of a table that nobody knows": ("[periods]\n", '[periods]\ncontext = "2015/2018"\n', "DV013", "context = "),
    "a table that nobody knows": ("[periods]\n", "[hooks]\nrun = 1\n\n[periods]\n", "DV013", "[hooks]"),
    "a third language": ('name = { vi = "', 'name = { fr = "x", vi = "', "DV013", "name = {"),
    "no slug": ('slug = "danvan"\n', "", "DV014", "# Những gì"),
    "no period": ('result = "2015/2018"\n', "", "DV014", "[periods]"),
    "no English name": (', en = "Nghệ An Mass-Mobilisation Archive" }', " }", "DV014", "name = {"),
    "a slug with marks": ('slug = "danvan"', 'slug = "dân vận"', "DV014", "slug = "),
    "a slug that climbs": ('slug = "danvan"', 'slug = "../x"', "DV014", "slug = "),
    "a slug that is far too long": ('slug = "danvan"', f'slug = "{"a" * 90}"', "DV014", "slug = "),
    "a number for a name": ('name = { vi = "Lưu trữ Dân vận Nghệ An"', "name = { vi = 7", "DV014", "name = {"),
    "a list for a name": ('name = { vi = "Lưu trữ Dân vận Nghệ An"', "name = { vi = []", "DV014", "name = {"),
    "a name with markup": ("Lưu trữ Dân vận Nghệ An", "<script>x</script>", "DV014", "name = {"),
    "a name with a template": ("Lưu trữ Dân vận Nghệ An", "{{ config }}", "DV014", "name = {"),
    "a name over two lines": ("Lưu trữ Dân vận Nghệ An", "a\\nb", "DV014", "name = {"),
    "a name that turns the line": ("Lưu trữ Dân vận Nghệ An", "a\\u202eb", "DV014", "name = {"),
    "a name that ends a value": ("Lưu trữ Dân vận Nghệ An", "a\\\" x", "DV014", "name = {"),
    "an address that runs": ('address = ""', 'address = "javascript:alert(1)"', "DV014", "address = "),
    "an address with markup": ('address = ""', 'address = "https://x.example/<b>/"', "DV014", "address = "),
    "an address with a password": ('address = ""', 'address = "https://a:b@x.example/"', "DV014", "address = "),
    "an address without its end": ('address = ""', 'address = "https://x.example"', "DV014", "address = "),
    "a place to edit that runs": ('edit = ""', 'edit = "data:text/html,x"', "DV014", "edit = "),
    "a repository that runs": ('repository = ""', 'repository = "javascript:x"', "DV014", "repository = "),
    "a contact that runs": (f'contact = "{CONTACT}"', 'contact = "javascript:x"', "DV014", "contact = "),
    "a contact with more in it": (f'contact = "{CONTACT}"', 'contact = "mailto:a@x.example?bcc=b@x.example"', "DV014", "contact = "),
    "a zone that nobody knows": ("Asia/Ho_Chi_Minh", "Asia/Vinh", "DV014", "time_zone"),
    "a zone that is a file": ("Asia/Ho_Chi_Minh", "../../etc/passwd", "DV014", "time_zone"),
    "a branch that is an option": ('main_branch = "main"', 'main_branch = "--upload-pack=x"', "DV014", "main_branch"),
    "a period of one year": ('result = "2015/2018"', 'result = "2015"', "DV014", 'result = "2015"'),
    "a period without end": ('result = "2015/2018"', 'result = "2015/.."', "DV014", 'result = "2015/'),
    "a period that is uncertain": ('result = "2015/2018"', 'result = "2015?/2018"', "DV014", 'result = "2015?'),
    "a period backwards": ('result = "2015/2018"', 'result = "2018/2015"', "DV014", 'result = "2018'),
    "a folder that climbs": ("ket-qua/2015-2018\"\nc", "../x\"\nc", "DV014", 'result = "../x'),
    "a folder with marks": ("ket-qua/2015-2018\"\nc", "Kết quả\"\nc", "DV014", 'result = "Kết'),
    "a key record that is no id": ('signing = "tt-ky-ket"', 'signing = "Ký kết"', "DV014", "signing = "),
    "a key record that is not there": ('signing = "tt-ky-ket"', 'signing = "tt-khac"', "DV015", "signing = "),
    "a key record of another kind": ('signing = "tt-ky-ket"', 'signing = "kq-01"', "DV015", "signing = "),
    "the home page in the menu": ('page = "chua-biet.md"', 'page = "index.md"', "DV014", "[[menu]]"),
    "a page twice in the menu": ('page = "chua-biet.md"', 'page = "nguon/index.md"', "DV014", "[[menu]]"),
    "a word twice in the menu": ('vi = "Chưa biết"', 'vi = "Nguồn"', "DV014", "[[menu]]"),
    "a zone of the machine": ("Asia/Ho_Chi_Minh", "localtime", "DV014", "time_zone"),
    "a place to edit that ends in a stroke": ('edit = ""', 'edit = "https://x.example/main/"', "DV014", "edit = "),
    "a blank in the menu": ('vi = "Chưa biết"', 'vi = " "', "DV014", 'vi = " "'),
    "a name that is far too long": ("Lưu trữ Dân vận Nghệ An", "a" * 400, "DV014", "name = {"),
    "a name of nothing": ('unbroken = ["', 'unbroken = ["", "', "DV014", "unbroken"),
    "a menu that leads out": ('page = "chua-biet.md"', 'page = "https://x.example/"', "DV014", "page = \"https"),
    "a menu that climbs": ('page = "chua-biet.md"', 'page = "../../etc/passwd.md"', "DV014", "page = \"../"),
    "a menu with markup": ('vi = "Chưa biết"', 'vi = "<b>x</b>"', "DV014", 'vi = "<b>'),
    "a menu without a word": ('vi = "Chưa biết"\n', "", "DV014", '[[menu]]\npage = "chua-biet.md"'),
    "a menu to a page that is not there": ('page = "chua-biet.md"', 'page = "khong-co.md"', "DV015", "page = \"khong"),
    "a foremost unknown without its record": ("[periods]\n", '[[foremost]]\nunknown = "x"\n\n[periods]\n', "DV014", "[[foremost]]"),
    "a foremost unknown twice": ("[periods]\n", '[[foremost]]\nrecord = "kq-01"\nunknown = "x"\n' * 2 + "\n[periods]\n", "DV014", "[[foremost]]"),
    "whom to ask with markup": ("[periods]\n", '[[foremost]]\nrecord = "kq-01"\nunknown = "x"\nask = { vi = "<b>", en = "x" }\n\n[periods]\n', "DV014", "ask = "),
    "a foremost unknown of no record": ("[periods]\n", '[[foremost]]\nrecord = "kq-77"\nunknown = "x"\n\n[periods]\n', "DV015", 'record = "kq-77"'),
    "a foremost unknown in other words": ("[periods]\n", '[[foremost]]\nrecord = "kq-01"\nunknown = "Xã nào."\n\n[periods]\n', "DV015", "unknown = "),
    "words of a page that is not there": ('[own_words."tro-nang.md"]', '[own_words."khong.md"]', "DV015", '[own_words."khong'),
}  # fmt: skip


@pytest.mark.parametrize("why", SPOILT)
def test_what_does_not_hold_is_a_finding_at_its_place(small: Path, why: str) -> None:
    old, new, code, words = SPOILT[why]
    text = (small / FILE).read_text("utf-8")
    assert old in text, f"{FILE} has no {old!r}: this line of the table is to be brought up to date"
    text = text.replace(old, new, 1)
    assert found(small, text) == [f"{at(text, words)} {code}"]


UNREADABLE: dict[str, tuple[str | bytes, str]] = {
    "a line that is no TOML": (
        OURS.replace('slug = "danvan"', 'slug = "danvan'),
        at(OURS, '"danvan"').rpartition(":")[0],
    ),
    "a key twice": (OURS.replace('slug = "danvan"\n', 'slug = "danvan"\nslug = "x"\n'), ""),
    "another encoding": (OURS.encode("utf-16"), f"{FILE}:1:1"),
    "bytes": (b"\xff\xfe\x00", f"{FILE}:1:1"),
    "too many bytes": ("#" * (MAX_BYTES + 1), f"{FILE}:1:1"),
    "very deep": ("a = " + "[" * 20_000 + "]" * 20_000, f"{FILE}:1:1"),
}


@pytest.mark.parametrize("why", UNREADABLE)
def test_what_cannot_be_read_is_one_finding(small: Path, why: str) -> None:
    content, place = UNREADABLE[why]
    (line,) = found(small, content)
    assert line.endswith(" DV012")
    assert line.startswith(place), line


MISPLACED: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "a link": lambda path: path.symlink_to(REPOSITORY / FILE),
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("why", MISPLACED)
def test_settings_that_are_no_file_are_a_finding(small: Path, why: str) -> None:
    (small / FILE).unlink()
    MISPLACED[why](small / FILE)
    assert [f"{f.place} {f.code}" for f in check(read_archive(small))] == [f"{FILE}:1:1 DV012"]


def test_while_the_settings_do_not_hold_nothing_that_leans_on_them_is_told(small: Path) -> None:
    edit(small, ("vi/index.md", "title: Trang chủ", "title: ["))
    assert found(small, OURS.replace('slug = "danvan"', 'slug = ""')) == [f"{at(OURS, 'slug = ')} DV014"]
    archive = load(small)
    assert [finding.code for finding in all_findings(archive, {})] == ["DV014"]


REACHED: dict[str, tuple[str, str, bool]] = {
    "neither": ("", "", False),
    "a letter": ("mailto:kho@host.example", "", True),
    "a page": ("https://host.example/thu", "", True),
    "a repository": ("", "https://github.com/mau/kho", True),
}


@pytest.mark.parametrize("why", REACHED)
def test_an_archive_that_nobody_can_tell_of_a_mistake_is_warned_of_it(small: Path, why: str) -> None:
    contact, repository, reached = REACHED[why]
    text = (small / FILE).read_text("utf-8").replace(f'contact = "{CONTACT}"', f'contact = "{contact}"')
    text = text.replace('repository = ""', f'repository = "{repository}"')
    assert found(small, text) == ([] if reached else [f"{at(text, 'contact = ')} DV017"])
    assert errors(check(read_archive(small))) == []


def said_of(root: Path, content: str | bytes) -> Finding:
    """The one finding on these settings, which says the same in both languages and nothing in a parser's words."""
    found(root, content)
    [finding] = check(read_archive(root))
    told = {lang: "; ".join(re.findall(r" \((.*?)\)(?:; |$)", finding.line(lang))) for lang in LANGS}
    assert bool(told["vi"]) is bool(told["en"])
    assert told["vi"] != told["en"] or not told["vi"]
    assert not told["vi"] or re.search(r"[à-ỹđ]", told["vi"]), finding.line("vi")
    assert not re.search(r"\\z|should|pattern|Input|namespace|document|_", told["en"]), finding.line("en")
    return finding


@pytest.mark.parametrize("why", [why for why, case in SPOILT.items() if case[2] == "DV014"])
def test_a_value_that_does_not_hold_is_told_in_an_editors_words(small: Path, why: str) -> None:
    old, new, *_ = SPOILT[why]
    said_of(small, (small / FILE).read_text("utf-8").replace(old, new, 1))


@pytest.mark.parametrize("why", UNREADABLE)
def test_settings_that_cannot_be_read_are_told_in_an_editors_words(small: Path, why: str) -> None:
    said_of(small, UNREADABLE[why][0])


@pytest.mark.parametrize("why", MISPLACED)
def test_settings_that_are_no_file_are_told_in_an_editors_words(small: Path, why: str) -> None:
    (small / FILE).unlink()
    MISPLACED[why](small / FILE)
    [finding] = check(read_archive(small))
    assert FILE in finding.line("vi")
    assert not re.search(r"[A-Z][a-z]+ [a-z]+ [a-z]+|errno", finding.line("vi").partition("DV012 ")[2]), finding.line(
        "vi"
    )


SLIPS = {
    "slug = cay": "words in straight quotation marks",
    "slug = “cay”": "words in straight quotation marks",
    "draft = True": "words in straight quotation marks",
    'slug = "cay': "a quotation mark is opened and not closed",
    'slug = "cay\nname = "x"': "a quotation mark is opened and not closed",
    "slug = 'cay": "a quotation mark is opened and not closed",
    'slug "cay"': "the = behind the key is missing",
    '[periods\nresult = "x"': "the ] at the end of the line is missing",
    '[[menu]\npage = "x"': "the ]] at the end of the line is missing",
    'unbroken = ["a" "b"]': "a [ is not closed, or a comma is missing",
    'name = { vi = "a" en = "b" }': "a { is not closed, or a comma is missing",
    'slug = "a"\nslug = "b"': "a key or table stands twice",
    "[keys]\n[keys]": "a key or table stands twice",
    'name = { vi = "a", vi = "b" }': "a key or table stands twice",
    'slug = "cay" x': "something stands behind the value",
    'slug = "c\\y"': "a \\ stands within quotation marks",
    'slug = "c\\u12"': "a \\ stands within quotation marks",
    'slug = "c\x01"': "a sign that nobody sees",
    "tên = 1": "or the key has marks",
    "= 1": "the line does not begin with a key in plain letters",
    "[keys.]": "the line does not begin with a key in plain letters",
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_in_toml_is_told_in_an_editors_words(small: Path, slip: str) -> None:
    assert SLIPS[slip] in said_of(small, f"{slip}\n").line("en")


def test_the_message_says_what_to_write(small: Path) -> None:
    (small / FILE).write_text(OURS.replace("Asia/Ho_Chi_Minh", "Asia/Vinh"), "utf-8")
    [finding] = check(read_archive(small))
    assert "time_zone" in finding.line("vi")
    assert "viết tên như Asia/Ho_Chi_Minh" in finding.line("vi")


def test_values_are_frozen_and_handed_on() -> None:
    own = read_settings(REPOSITORY).settings
    assert isinstance(own, Settings)
    with pytest.raises(ValueError, match="frozen"):
        own.slug = "other"
    assert read_archive(REPOSITORY).settings == own
    assert own.site_url == f"https://{own.slug}.example/", "no address is known: a reserved name stands there"


# --- Nothing of it stands anywhere else

ONE_WORD = re.compile(r"[A-Za-z]+")
"""A word of everyday English, such as `Reported`, names no archive."""


def own_values() -> dict[str, str]:
    """What is this archive's own by its value: names, slug, periods, key records, words for the source, offices."""
    data = tomllib.loads(OURS)
    values: dict[str, str] = {"slug": data["slug"]}
    for key in ("name", "short_name", "description"):
        values |= {f"{key}.{lang}": words for lang, words in data[key].items()}
    values |= {f"periods.{kind}": period for kind, period in data["periods"].items()}
    values |= {f"folders.{kind}": data["folders"][kind] for kind in ("result", "commitment")}
    values |= {f"keys.{key}": record for key, record in data["keys"].items()}
    values |= {f"source.{key}.{lang}": words for key, pair in data["source"].items() for lang, words in pair.items()}
    values |= {f"shared_offices.{n}": words for n, words in enumerate(data["shared_offices"]) if " " in words}
    values |= {f"unbroken.{n}": words for n, words in enumerate(data["unbroken"])}
    values |= {key: data[key] for key in ("address", "contact", "repository", "edit") if data[key]}
    for kind in ("result", "commitment"):
        first, _, last = data["periods"][kind].partition("/")
        values |= {f"periods.{kind} with {mark}": f"{first}{mark}{last}" for mark in "-–"}
    return {key: words for key, words in values.items() if not (key.startswith("source") and is_common(words))}


def is_common(words: str) -> bool:
    """Whether words are said of any source: `báo chí`, `press reports`, `theo báo` within a sentence."""
    return words in {"báo chí", "theo báo", "một bài báo", "press reports"} or bool(ONE_WORD.fullmatch(words))


ENGINE = ("scripts", "tools/install.sh", "hosting", ".github", "schemas", "Makefile", "mkdocs.yml", "pyproject.toml")
SHARED = ("ARCHITECTURE.md", "CONTRIBUTING.md", "HOSTING.md", "CHANGES.md")


def test_what_is_the_archives_own_stands_nowhere_in_the_engine() -> None:
    told = {key: re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE) for key, words in own_values().items()}
    places = [
        path for name in (*ENGINE, *SHARED) for path in [REPOSITORY / name, *sorted((REPOSITORY / name).rglob("*"))]
    ]
    files = [path for path in places if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".ttf"]
    assert len(files) > 200
    faults = [
        f"{path.relative_to(REPOSITORY)}: {key} of {FILE}"
        for path in files
        for key, pattern in told.items()
        if "egg-info" not in str(path) and pattern.search(path.read_text("utf-8", "replace"))
    ]
    assert not faults, "an archive's own value stands in what all archives share:\n" + "\n".join(faults)


@pytest.mark.parametrize("key", sorted(own_values()))
def test_each_value_would_be_found(key: str) -> None:
    """The search sees the value where a sentence of the frame has it, in other letters too."""
    words = own_values()[key]
    assert re.search(rf"(?<!\w){re.escape(words)}(?!\w)", f"Theo “{words.upper()}”, xem thêm.", re.IGNORECASE)
