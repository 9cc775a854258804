"""What the documents say can be done: every command in them is there and runs, every path is there."""

from __future__ import annotations

import posixpath
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from tests.archives import KQ, REPOSITORY, real
from tests.repositories import repository

from archive.cli import main
from archive.extending import is_generated
from archive.findings import LANGS

DOCUMENTS = (
    "README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "HOSTING.md", "BENCHMARK.md", "CHANGES.md",
    "scripts/archive/skeleton/README.md", *sorted(
        path.relative_to(REPOSITORY).as_posix()
        for docs in (REPOSITORY / "docs", REPOSITORY / "scripts/archive/skeleton/docs")
        for path in (*docs.glob("*/dong-gop.md"), *docs.glob("*/dong-gop/*.md"))
    ),
)  # fmt: skip
STARTS = (
    "make",
    "archive",
    ".venv/bin/archive",
    "python",
    "python3",
    "sudo",
    "sh",
    "cd",
    "grep",
    "$EDITOR",
    "git",
    "mkdocs",
    "nginx",
)
ELSEWHERE = {
    "sudo": "puts files on a host",
    "$EDITOR": "opens an editor",
    "python3 -m http.server": "serves until it is stopped",
    "python3 tools/footprint.py": "installs from the package index; `make footprint` names it",
    "grep -ri": "searches what an editor wrote",
    "nginx": "a service of the host",
    "sh tools/install.sh": "installs packages of the system",
    "git": "what an editor does with a change",
    "curl": "asks a host that is on the web",
}
"""Commands that no test runs, by how they begin, and why."""
LONG = {"serve": "runs until it is stopped", "check-external": "asks the network"}
"""Our own commands that are held to their `--help`."""
NAMES = {
    "kq-05": "kq-01", "kq-05-3": "kq-01-1", "kq-07": "kq-01", "docs/vi/ket-qua/2027-2030/kq-07-b.md": f"docs/vi/{KQ}", "kq-09": "kq-01", "ĐƯỜNG-DẪN-TRANG": KQ, "TRANG": KQ, "PAGE": KQ, "PATH": KQ, "CODE": "DV605", "LOẠI": "result", "KIND": "result",
    "ket-qua/2015-2018/kq-06.md": KQ, "2026-11-25": "v1", "dist/danvan-2026-11-25": "dist/danvan-v1", "../trong-cay": "other/trong-cay",
    "DIR": "other/trong-cay", "FILE": "copy.txt", "TỆP": "copy.txt", "source/ban-tin-mau.txt": "copy.txt",
    "n-bao-mau": "n-bao", "ID": "kq-01-1", "DIGEST": "0" * 64,
}  # fmt: skip
"""What stands in a document for a name, and a name of the minimal archive."""


def commands(document: str) -> Iterator[str]:
    """Every command of a document: lines of its shell blocks, and inline code that begins like one."""
    text = (REPOSITORY / document).read_text("utf-8")
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            bare = re.sub(r"\s+#.*$", "", line).strip()
            yield from filter(None, (part.strip() for part in bare.split("&&")))
    for code in re.findall(r"(?<!`)`([^`\n]+(?:\n[^`\n]+)?)`(?!`)", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        first = re.sub(r"^(?:[A-Z_]+=\S+ +)+", "", " ".join(code.split())).split()
        if first and (first[0] in STARTS) and len(first) > 1:
            yield " ".join(code.split())


ALL = sorted({(document, command) for document in DOCUMENTS for command in commands(document)})


def parted(command: str) -> tuple[dict[str, str], list[str]]:
    """Variables before a command, and its words."""
    words = shlex.split(command)
    variables = {}
    while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
        name, _, value = words.pop(0).partition("=")
        variables[name] = value
    return variables, words


def ours(words: list[str]) -> tuple[click.Command, list[str]] | None:
    """The command of ours that these words run, with its arguments."""
    if words[0] not in {"archive", ".venv/bin/archive"} or len(words) < 2 or words[1].startswith("--"):
        return None
    found = main.get_command(click.Context(main), words[1])
    return (found, words[2:]) if found else None


@pytest.mark.parametrize(("document", "command"), ALL)
def test_every_command_that_a_document_names_is_there(document: str, command: str) -> None:
    _, words = parted(command)
    if any(command.startswith(start) for start in ELSEWHERE):
        return
    if words[0] == "make":
        for target in (word for word in words[1:] if "=" not in word):
            makefiles = "".join((REPOSITORY / name).read_text("utf-8") for name in ("Makefile", "tools/tools.mk"))
            assert re.search(rf"(?m)^{re.escape(target)}:", makefiles), f"{document}: `{command}`: no target {target}"
        return
    if words[1:2] == ["-m"] and words[2] in {"bench", "bench.growth", "bench.inspecting"}:
        asked = [word for word in words[3:] if word.startswith("--")]
        module = words[2].partition(".")[2] or "__main__"
        text = (REPOSITORY / f"tools/bench/{module}.py").read_text("utf-8")
        assert all(f'"{option}"' in text or option == "--help" for option in asked), f"{document}: `{command}`"
        return
    if words[0] in {"archive", ".venv/bin/archive"} and words[1:2] == ["--help"]:
        assert CliRunner().invoke(main, ["--help"]).exit_code == 0
        return
    found = ours(words)
    assert found, f"{document}: `{command}`: no command of ours, and nobody says how it is tried"
    known = {option for parameter in found[0].params for option in parameter.opts} | {"--help"}
    unknown = [word for word in found[1] if word.startswith("--") and word not in known]
    assert not unknown, f"{document}: `{command}`: no option {unknown}"


EDITING = ("move", "withdraw", "new", "renumber")
UNMADE = {"docs/vi/ket-qua/2027-2030/kq-07-b.md", "ten-nguon"}
"""Arguments that stand for what nobody has made in this archive, beside those in capitals."""


GUIDES = ("CONTRIBUTING.md", *(f"docs/{lang}/dong-gop/may-tinh.md" for lang in LANGS))


def edits_in(document: str) -> tuple[tuple[str, ...], ...]:
    """The commands of a guide that change pages, as they are printed and in that order."""
    told = (parted(command)[1] for command in commands(document))
    whole = (words for words in told if words[0].endswith("archive") and words[1] in EDITING and len(words) > 2)
    return tuple(tuple(words) for words in whole if not UNMADE & {*words} and not any(map(str.isupper, words)))


@pytest.mark.parametrize("typed", sorted({edits_in(document) for document in GUIDES}), ids=str)
def test_what_an_editor_is_told_to_type_can_be_typed_here(
    typed: tuple[tuple[str, ...], ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On the real content; guides that tell the same are tried once."""
    monkeypatch.chdir(real(tmp_path))
    documents = [document for document in GUIDES if edits_in(document) == typed]
    assert {words[1] for words in typed} == {*EDITING}, documents
    for words in typed:
        done = CliRunner().invoke(main, words[1:])
        assert done.exit_code == 0, f"{documents}: `{shlex.join(words)}`\n{done.output}"


RUN = sorted(
    {
        command
        for _, command in ALL
        if parted(command)[1][0] in {"archive", ".venv/bin/archive"} and ours(parted(command)[1])
    }
)


@pytest.mark.parametrize("command", RUN)
def test_every_command_of_ours_runs_as_it_is_written(
    small_project: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    variables, words = parted(command)
    monkeypatch.chdir(small_project)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    arguments = [NAMES.get(word, word) for word in words[1:]]
    if arguments[0] in LONG:
        assert CliRunner().invoke(main, [arguments[0], "--help"]).exit_code == 0
        return
    if "--publish" in arguments and "SITE_URL" not in variables:
        monkeypatch.setenv("SITE_URL", "https://luu-tru.vn/")
    prepare(small_project, arguments)
    result = CliRunner().invoke(main, [arguments[0], *more(arguments[0], arguments[1:])])
    assert result.exit_code in STATUS.get(arguments[0], {0}), f"`{command}`: {result.output}"
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception


STATUS = {"verify-source": {1}, "verify-claim": {1}, "verify": {0, 1}}
"""The copy at hand is not the paper's, and says so; nor has a statement said what an example's digest is of; an edition
is looked for where none was made."""


def more(name: str, arguments: list[str]) -> list[str]:
    """What a document leaves to the reader: the name of a page, a bag, a kind."""
    needed = {
        "new": ["result"],
        "explain": ["bc-01-1"],
        "init": ["other/trong-cay"],
        "seal": ["v1"],
        "verify-source": ["copy.txt"],
        "digest": ["copy.txt"],
        "move": ["kq-01", "ket-qua/ten-moi"],
        "withdraw": ["kq-01-2", "--reason", "Nhầm.", "--reason-en", "A mistake."],
        "renumber": ["kq-01", "kq-08"],
    }
    positional = [word for word in arguments if not word.startswith("--")]
    return arguments if positional or name not in needed else [*arguments, *needed[name]]


def prepare(root: Path, arguments: list[str]) -> None:
    """What a command needs to be there."""
    if arguments[0] in {"verify-source", "digest"}:
        (root / "copy.txt").write_text("Một bản khác.\n", "utf-8")
    if arguments[0] == "verify":
        (root / "dist/danvan-v1").mkdir(parents=True)
    if arguments[0] == "diff":
        repository(root).commit("2026-12-01")
    if "--publish" in arguments:
        assert CliRunner().invoke(main, ["record"]).exit_code == 0
        repository(root)
    if "--renew" in arguments:
        assert CliRunner().invoke(main, ["init", "other/trong-cay"]).exit_code == 0


PLACEHOLDER = re.compile(r"[…<>{}*]|\b(?:TRANG|PATH|DIR|tên-tệp|ma-)\b")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_a_document_names_is_there(document: str) -> None:
    text = (REPOSITORY / document).read_text("utf-8")
    here = REPOSITORY / document
    links = [
        link
        for link in re.findall(r"\]\(([^)\s]+)\)", text)
        if "://" not in link and not link.startswith(("#", "mailto:"))
    ]
    missing = [link for link in links if not (here.parent / link.partition("#")[0]).exists() and not made(here, link)]
    places = ("docs/", "scripts/", "tests/", "tools/", "hosting/", "schemas/", "overrides/", "screenshots/", ".github/")
    for code in re.findall(r"(?<!`)`([^`\n]+)`(?!`)", text):
        for word in code.split():
            path = word.strip(".,;:)(")
            if path.startswith(places) and not PLACEHOLDER.search(path):
                root = here.parent if "skeleton" in document and (here.parent / path).exists() else REPOSITORY
                known = (root / path).exists() or any(
                    (REPOSITORY / "scripts/archive" / path).parent.glob(Path(path).name)
                )
                missing += [] if known or path in MADE else [path]
    # The modules' table names them from the package, `*` for all of a folder.
    if document == "ARCHITECTURE.md":
        for row in re.findall(r"(?m)^\| (`[^|]+`) \|", text.partition("## The modules")[2].partition("\n## ")[0]):
            for name in re.findall(r"`([a-z_/*]+)`", row):
                found = [
                    *(REPOSITORY / "scripts/archive").glob(f"{name}.py"),
                    *(REPOSITORY / "scripts/archive").glob(name),
                ]
                missing += [] if found else [f"the module {name}"]
    assert not missing, f"{document} names what is not there: {missing}"


def made(page: Path, link: str) -> bool:
    """Whether a link of a page below `docs/<lang>/` leads to one that nobody writes."""
    way = posixpath.normpath((page.parent / link.partition("#")[0]).as_posix()).partition("/docs/")[2]
    return is_generated(way.partition("/")[2].removesuffix(".md") + "/")


MADE = {"docs/vi/ket-qua/2027-2030/kq-07-b.md", "docs/assets", "docs/assets/x.pdf", "overrides/"}
"""What is there once an editor or a build has made it."""


def test_every_module_stands_in_the_table() -> None:
    package = REPOSITORY / "scripts/archive"
    text = (REPOSITORY / "ARCHITECTURE.md").read_text("utf-8").partition("## The modules")[2].partition("\n## ")[0]
    named = {name for row in re.findall(r"(?m)^\| (`[^|]+`) \|", text) for name in re.findall(r"`([a-z_/*]+)`", row)}
    modules = {
        path.relative_to(package).with_suffix("").as_posix()
        for path in package.rglob("*.py")
        if "skeleton" not in path.parts
    }
    told = re.findall(r"`([a-z_]+)`", text)
    missing = [
        module for module in sorted(modules)
        if not module.endswith("__") and module not in named and module.partition("/")[0] not in named
        and f"{module.rpartition('/')[0]}/*" not in named and f"{module.partition('/')[0]}/*" not in named and module.rpartition("/")[2] not in told
    ]  # fmt: skip
    assert not missing, f"ARCHITECTURE.md has no line for {missing}"


def test_the_collection_sees_commands_and_is_not_empty() -> None:
    assert len(ALL) > 40
    assert {command.split()[0] for _, command in ALL} >= {"make", ".venv/bin/archive", "archive"}
    assert {"README.md", "CONTRIBUTING.md", "scripts/archive/skeleton/README.md"} <= {document for document, _ in ALL}
    assert {f"docs/{lang}/dong-gop/may-tinh.md" for lang in ("vi", "en")} <= {document for document, _ in ALL}


PICTURES = sorted((REPOSITORY / "docs/assets/huong-dan").iterdir())


def test_the_guides_show_few_small_pictures_each_with_words_in_its_language() -> None:
    assert 0 < len(PICTURES) <= 4
    shown: dict[str, list[str]] = {"vi": [], "en": []}
    for lang, names in shown.items():
        for page in sorted((REPOSITORY / f"docs/{lang}/dong-gop").glob("*.md")):
            for words, name in re.findall(
                r"!\[([^]]*)\]\(\.\./\.\./assets/huong-dan/([^)]+)\)", page.read_text("utf-8")
            ):
                assert len(words) > 40, f"{page.name}: {name} is not told to who does not see it"
                names.append(name)
        assert all(name.endswith(f"-{lang}.png") for name in names), f"{lang}: {names}"
    assert sorted(shown["vi"] + shown["en"]) == [path.name for path in PICTURES], (
        "pictures that no guide shows, or lack"
    )
    heavy = [path.name for path in PICTURES if path.stat().st_size >= 40_000]
    assert not heavy, f"`make guide-pictures` made these too large: {heavy}"
