"""A kind, a page, a part, a format and a rule are each one new module: nothing else is touched, and all else follows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType
from typing import Any, Literal

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import REPOSITORY, project, put

from archive import extending
from archive.content.kinds import KINDS, held
from archive.content.kinds.base import Common
from archive.extending import FORMATS, GENERATED, PAGE_FORMATS, PARTS, RULES
from archive.findings import Text

NEW = {
    "content/kinds/festival.py": '''"""Festivals."""

from __future__ import annotations

from typing import Annotated, Literal

from archive.content.kinds.base import Common, Edtf, Id, Relation
from archive.findings import Text


class Festival(Common):
    """A festival, on a day, with its host."""

    prefix, folder = "lh", "le-hoi"
    label, plural = Text("Lễ hội", "Festival"), Text("Các lễ hội", "Festivals")
    dated = mentioned = True
    schema_type = "Event"
    kind: Literal["festival"]
    date: Edtf
    host: Annotated[Id, Relation("organization", Text("Nơi tổ chức", "Host"))]
    """The body that held it."""
''',
    "stage/generated/greeting.py": '''"""`loi-chao/`: a greeting."""

from __future__ import annotations

from collections.abc import Iterator

from archive.content.model import Archive
from archive.context import Context
from archive.extending import generated_page
from archive.findings import Lang, Text
from archive.stage.page import StagedPage, generated

PATH = "loi-chao.md"


@generated_page(PATH)
def pages(archive: Archive, context: Context, lang: Lang) -> Iterator[StagedPage]:
    """The page, once a language."""
    yield generated(lang, PATH, Text("Lời chào", "Greeting"), "", f"<p>{len(archive.records)}</p>")
''',
    "stage/sections/farewell.py": '''"""A word at the end of every record."""

from __future__ import annotations

from archive.content.model import Archive, Page
from archive.context import Context
from archive.extending import part
from archive.stage import markup


@part(order=90, anchors=("loi-cuoi",))
def html(page: Page, archive: Archive, context: Context) -> str:
    """The word, on records alone."""
    return markup.section("Lời cuối", "loi-cuoi", "<p>Hết.</p>") if "id" in page.front.data else ""
''',
    "finish/count.py": '''"""`data/count.txt`: how many pages there are."""

from __future__ import annotations

from archive.extending import output
from archive.finish.built import Built


@output(order=46, owns=("assets/count.svg",), machines=("data/count.txt",))
def finish(built: Built) -> None:
    """Write the number."""
    built.write("data/count.txt", str(sum(1 for _ in built.public_urls())))
''',
    "checks/shouting.toml": """[DV699]
summary.vi = "Tiêu đề có dấu chấm than"
summary.en = "A title with an exclamation mark"
why.vi = "Kho lưu trữ không hô."
why.en = "The archive does not shout."
fix.vi = "bỏ dấu {sign}"
fix.en = "drop the {sign}"
bad = "title: Vui quá!"
good = "title: Vui"
""",
    "checks/shouting.py": '''"""The rule on exclamation marks: DV699."""

from __future__ import annotations

from collections.abc import Iterator

from archive.content.model import Archive, Page
from archive.extending import Need, Problem, rule
from archive.findings import Severity


@rule("DV699", needs=Need.RECORDS, severity=Severity.WARNING, sign="!")
def shouting(page: Page, _: Archive) -> Iterator[Problem]:
    """No title shouts."""
    if page.meta and "!" in page.meta.title:
        yield Problem(page.key("title"))
''',
}
"""The five new modules below `scripts/archive`, the rule with its words beside: all that is added."""

FESTIVAL = "le-hoi/hoi-trong-cay.md"
TWINS = {
    f"vi/{FESTIVAL}": "---\nid: lh-hoi-trong-cay\nkind: festival\ntitle: Hội trồng cây!\ndate: 2027-03-12\nhost: tc-ban\n---\n"
    'Ngày 12/3/2027 có hội trồng cây.\n{ #lh-hoi-trong-cay-1 .claim source="n-khac#qua" when="2027-03-12" }\n\nLời.\n',
    f"en/{FESTIVAL}": "---\ntitle: Tree festival!\n---\n"
    "A tree festival was held on 12 March 2027.\n{ #lh-hoi-trong-cay-1 .claim }\n\nWords.\n",
}


class Extended:
    """The package with the five modules in it, and a project that it builds, with a festival."""

    def __init__(self, root: Path) -> None:
        self.package = root / "engine"
        ours, others = REPOSITORY / "scripts/archive", shutil.ignore_patterns("__pycache__")
        shutil.copytree(ours, self.package / "archive", ignore=others)
        for name, text in NEW.items():
            (self.package / "archive" / name).write_text(text, "utf-8")
        self.project = project(root / "project")
        for name, text in TWINS.items():
            put(self.project, name, text)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The `archive` command of that package in the project."""
        environment = {**os.environ, "PYTHONPATH": str(self.package), "SITE_URL": "https://danvan.example/"}
        command = [sys.executable, "-m", "archive", *arguments]
        return subprocess.run(
            command, cwd=self.project, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    def ran(self, *arguments: str) -> str:
        """What a command prints that has to succeed."""
        done = self.run(*arguments)
        assert done.returncode == 0, f"archive {' '.join(arguments)}:\n{done.stdout}{done.stderr}"
        return done.stdout

    def page(self, address: str) -> LexborHTMLParser:
        """A page of the built site."""
        return LexborHTMLParser((self.project / "site" / address / "index.html").read_text("utf-8"))


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Extended:
    """Built, once."""
    made = Extended(tmp_path_factory.mktemp("extended"))
    made.ran("record")
    made.ran("build")
    return made


@pytest.fixture
def spoil(extended: Extended) -> Iterator[Callable[[str, str, str], str]]:
    """What the check prints once words of a page are others; the page is put back."""
    kept: dict[Path, str] = {}

    def check(name: str, old: str, new: str) -> str:
        path = extended.project / "docs" / name
        kept.setdefault(path, path.read_text("utf-8") if path.is_file() else "")
        assert old in kept[path], f"{name} has no {old!r}"
        put(extended.project, name, kept[path].replace(old, new, 1) if old else new)
        return extended.run("check", "--lang", "en").stdout

    yield check
    for path, text in kept.items():
        path.write_text(text, "utf-8") if text else path.unlink()


def text(tree: LexborHTMLParser, css: str) -> str:
    return " ".join(node.text(separator=" ", strip=True) for node in tree.css(css))


def test_a_kind_is_checked(spoil: Callable[[str, str, str], str]) -> None:
    vi = f"vi/{FESTIVAL}"
    assert "DV505 There is no “tc-khong”" in spoil(vi, "host: tc-ban", "host: tc-khong")
    assert "DV505 “vb-chi-thi-02” is not of kind organization" in spoil(vi, "host: tc-ban", "host: vb-chi-thi-02")
    assert "DV209 The required key “host” is missing" in spoil(vi, "host: tc-ban\n", "")
    assert "DV502" in spoil(vi, "id: lh-", "id: sk-")
    assert "DV207 Unknown key “hots”; did you mean “host”?" in spoil(vi, "host: tc-ban", "hots: tc-ban")


def test_what_is_told_of_kinds_names_the_new_one(extended: Extended) -> None:
    assert ", lh, " in extended.ran("check", "--explain", "DV502", "--lang", "en"), "a list of prefixes stands by hand"
    assert ", festival, " in extended.ran("check", "--explain", "DV210", "--lang", "en")


def test_a_kind_is_shown_and_listed(extended: Extended) -> None:
    page = extended.page("le-hoi/hoi-trong-cay")
    line = text(page, ".facts-line")
    assert "Lễ hội · lh-hoi-trong-cay" in line
    assert "12/3/2027" in line
    assert "Nơi tổ chức Ban Mẫu" in text(page, ".facts"), "its relation is not in the box"
    assert [link.attributes["href"] for link in page.css(".crumbs a")][-1:] == ["../"], "no way leads to its list"
    assert '"@type":"Event"' in (page.html or "")
    listed = extended.page("en/le-hoi")
    assert text(listed, "h1") == "Festivals"
    assert "Tree festival!" in text(listed, ".index-list")
    assert "12 March 2027" in text(listed, ".index-list")
    assert "Các lễ hội" in text(extended.page(""), ".ways"), "nobody finds the list"
    assert "Hội trồng cây!" in text(extended.page("dong-thoi-gian"), ".timeline")
    assert "Lễ hội 1" in text(extended.page("thong-ke"), "table"), "its records are not summed up"
    assert "Hội trồng cây!" in text(extended.page("to-chuc/ban"), "#co-mat-trong, #co-mat-trong ~ *")


def test_a_kind_has_its_template_and_its_schema(extended: Extended) -> None:
    extended.ran("new", "festival", "hoi-moi")
    made = [extended.project / "docs" / lang / "le-hoi/hoi-moi.md" for lang in ("vi", "en")]
    assert "host: " in made[0].read_text("utf-8")
    assert "id: lh-hoi-moi" in made[0].read_text("utf-8")
    for path in made:
        path.unlink()
    extended.ran("schema")
    schema = json.loads((extended.project / "schemas/festival.schema.json").read_text("utf-8"))
    assert schema["properties"]["host"]["description"] == "The body that held it."
    assert "host" in schema["required"]


def test_a_generated_page_is_made_recorded_kept_free_and_found(
    extended: Extended, spoil: Callable[[str, str, str], str]
) -> None:
    assert text(extended.page("loi-chao"), "h1") == "Lời chào"
    assert text(extended.page("en/loi-chao"), "h1") == "Greeting"
    recorded = (extended.project / "published.txt").read_text("utf-8").splitlines()
    assert {"loi-chao/", "en/loi-chao/", "le-hoi/", "en/le-hoi/", "id/lh-hoi-trong-cay/"} <= set(recorded)
    sitemap = (extended.project / "site/sitemap.xml").read_text("utf-8")
    assert "<loc>https://danvan.example/en/loi-chao/</loc>" in sitemap
    told = spoil("vi/loi-chao.md", "", "---\ntitle: Khác\n---\nLời.\n")
    assert "docs/vi/loi-chao.md:1:1: DV112" in told, "an editor's page may stand at its address"
    assert "DV316" not in spoil("vi/trich-dan.md", "Lời biên tập.", "Xem [lời chào](loi-chao.md).")
    assert "DV316" in spoil("vi/trich-dan.md", "Lời biên tập.", "Xem [lời chào](loi-chao-khac.md).")


def test_a_part_is_shown_and_keeps_its_ids(extended: Extended, spoil: Callable[[str, str, str], str]) -> None:
    assert text(extended.page("le-hoi/hoi-trong-cay"), "#loi-cuoi") == "Lời cuối"
    assert not extended.page("trich-dan").css("#loi-cuoi")
    told = spoil(f"vi/{FESTIVAL}", "Lời.", "## Một { #loi-cuoi }")
    assert "DV333" in told, "a heading may take an id of the part"


def test_a_format_is_written(extended: Extended, spoil: Callable[[str, str, str], str]) -> None:
    assert int((extended.project / "site/data/count.txt").read_text("utf-8")) > 10
    told = spoil("assets/count.svg", "", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    assert "docs/assets/count.svg:1:1: DV119" in told, "an asset may take its name"


def test_a_rule_is_asked_and_explained(extended: Extended) -> None:
    told = extended.ran("check", "--lang", "en").splitlines()
    title = "DV699 (warning) A title with an exclamation mark; drop the !"
    assert [line for line in told if "DV699" in line] == [
        f"docs/vi/{FESTIVAL}:4:1: {title}",
        f"docs/en/{FESTIVAL}:2:1: {title}",
    ]
    assert "The archive does not shout." in extended.ran("check", "--explain", "DV699", "--lang", "en")
    assert "Kho lưu trữ không hô." in text(extended.page("dong-gop/quy-tac/dv6"), ".rule")


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("[DV699]", "[DV698]", ""),
        ('why.en = "The', "why.en = The", "Invalid value (at line 5, column 10)"),
        ('fix.vi = "bỏ dấu {sign}"\n', "", ""),
        ('why.vi = "Kho lưu trữ không hô."', "why.vi = 5", ""),
        ('bad = "title: Vui quá!"', "bad = 5", ""),
    ],
)
def test_a_rule_without_its_words_is_refused_in_words(extended: Extended, old: str, new: str, why: str) -> None:
    path = extended.package / "archive/checks/shouting.toml"
    kept = path.read_text("utf-8")
    assert old in kept
    path.write_text(kept.replace(old, new, 1), "utf-8")
    done = extended.run("check", "--lang", "en")
    path.write_text(kept, "utf-8")
    assert done.returncode == 2
    assert "archive: the words of the rule DV699 in shouting.toml cannot be read" in done.stderr
    assert why in done.stderr
    assert "Traceback" not in done.stderr


def test_what_is_found_is_what_stands_in_its_package() -> None:
    """Every module of the four packages that declares something is found, and declares no more than it should."""
    package = REPOSITORY / "scripts/archive"
    for registry, folder, sign in (
        (PARTS, "stage/sections", r"@part\("),
        (GENERATED, "stage/generated", r"@(generated_page|page_of_each)\("),
        (FORMATS, "finish", r"@output\("),
        (PAGE_FORMATS, "finish", r"@page_output\("),
    ):
        names = [
            path.stem for path in sorted((package / folder).glob("*.py")) if re.search(sign, path.read_text("utf-8"))
        ]
        assert list(registry.all()) == names
    assert len(RULES.all()) > 200


ROW = re.compile(r"\| (?P<what>[^|]+) \| (?P<write>[^|]+) \| (?P<test>[^|]+) \|")
CODE = re.compile(r"`([^`]+)`")


def rows() -> list[tuple[str, str, str]]:
    """The table of ARCHITECTURE.md: what is added, what is written for it, and what tries it."""
    table = (
        (REPOSITORY / "ARCHITECTURE.md")
        .read_text("utf-8")
        .partition("## Where a new thing goes")[2]
        .partition("\n## ")[0]
    )
    return [
        (m["what"], m["write"], m["test"]) for m in map(ROW.fullmatch, table.splitlines()) if m and "`" in m["write"]
    ]


@pytest.mark.parametrize(("what", "write", "test"), rows(), ids=[what for what, _, _ in rows()])
def test_where_a_new_thing_goes_is_true(what: str, write: str, test: str) -> None:
    """Every folder, file and name of the line is there, and what is there already was written so."""
    package = REPOSITORY / "scripts/archive"
    named = CODE.findall(write)
    places = [name for name in named if "/" in name or name.endswith((".py", ".toml"))]
    assert places or "beside" in write, f"{what}: no place is named"
    for place in places:
        assert (package / place).exists() or (REPOSITORY / place).exists(), f"{what}: {place} is not there"
    for folder in (package / place for place in places if place.endswith("/") and (package / place).is_dir()):
        modules = [path.read_text("utf-8") for path in folder.rglob("*.py") if path.stem != "__init__"]
        # No code has been retired yet.
        for name in (name for name in named if name not in {*places, "retired"}):
            sign = {"Common": "(Common)", "Relation": "Relation("}.get(name, name)
            assert any(
                re.search(rf"{re.escape(sign)}\b" if sign[-1].isalnum() else re.escape(sign), text) for text in modules
            ), f"{what}: no module of {folder.name}/ has {name}"
    for name in (name.strip("@") for name in named if name.startswith("@")):
        assert callable(getattr(extending, name)), f"{what}: @{name} is nowhere"
    for path in (path for path in CODE.findall(test) if path.startswith("tests/")):
        assert (REPOSITORY / path).exists(), f"{what}: {path} is not there"


def test_the_table_tells_of_every_decorator() -> None:
    named = {name.strip("@") for _, write, _ in rows() for name in CODE.findall(write)}
    offered = {
        name
        for name, value in vars(extending).items()
        if callable(value)
        and not name.startswith("_")
        and getattr(value, "__module__", "") == "archive.extending"
        and isinstance(value, FunctionType)
        and value.__doc__
        and value.__doc__.startswith("Declare")
    }
    assert offered == {
        "rule",
        "part",
        "generated_page",
        "page_of_each",
        "page_output",
        "output",
        "told_later",
        "retired",
    }
    assert offered <= named, f"ARCHITECTURE.md does not say how to use {sorted(offered - named)}"


RIGHT = {"prefix": "zz", "folder": "thu", "label": "Thử", "plural": "Các thử", "kind": "broken"}


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"prefix": ""}, "Broken says its kind"),
        ({"folder": ""}, "Broken says its kind"),
        ({"label": ""}, "Broken says its kind"),
        ({"plural": ""}, "Broken says its kind"),
        ({"kind": "event"}, "Broken and Event share a kind, a prefix or a folder"),
        ({"prefix": "sk"}, "Broken and Event share a kind, a prefix or a folder"),
        ({"folder": "su-kien"}, "Broken and Event share a kind, a prefix or a folder"),
    ],
)
def test_a_kind_says_what_it_must_and_shares_nothing(wrong: dict[str, str], told: str) -> None:
    known = tuple(KINDS.values())
    with pytest.raises(ValueError, match=told):
        held((*known, broken(**RIGHT | wrong)))
    assert list(held((*known, broken(**RIGHT)))) == sorted([*KINDS, "broken"])


def broken(*, prefix: str, folder: str, label: str, plural: str, kind: str) -> type[Common]:
    """A kind of these words."""
    said = {"prefix": prefix, "folder": folder, "label": Text(label, label), "plural": Text(plural, plural)}
    of_kind: Any = Literal
    return type("Broken", (Common,), {**said, "__module__": __name__, "__annotations__": {"kind": of_kind[kind]}})
