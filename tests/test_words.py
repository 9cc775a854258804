"""The words of the frame: the same keys and places for values in both languages, each used, each fault told at its line."""

from __future__ import annotations

import ast
import re
import shutil
from pathlib import Path
from string import Formatter

import pytest
from tests.archives import REPOSITORY, finished, project, python

from archive.catalogue import rules
from archive.findings import LANGS, Text
from archive.finish.styles import SCRIPTS
from archive.words import FOLDER, ours, read_words, said

PACKAGE = REPOSITORY / "scripts/archive"


def named(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


def test_both_languages_have_the_same_keys_with_the_same_places_for_values() -> None:
    words = ours()
    assert words.faults == ()
    assert len(words.texts) > 300
    for key, text in words.texts.items():
        assert text.en, f"{key} has no English words"
        assert bool(text.vi) is not key.startswith("only_english."), (
            f"{key}: Vietnamese words are missing, or not expected"
        )
        if text.vi:
            assert named(text.vi) == named(text.en), key


def keys_in_code() -> dict[str, str]:
    """Every key that the code asks for, with a file that does; one that is put together has `*` in it."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text("utf-8")
        if "from archive.words import" not in text:  # a function of the same name is another one
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in {"said", "among"} and node.args:
                argument = node.args[0]
                if getattr(node.func, "id", "") == "among" and isinstance(argument, ast.Constant):
                    found[f"{argument.value!s}.*"] = path.name
                    continue
                if isinstance(argument, ast.Constant):
                    found[str(argument.value)] = path.name
                elif isinstance(argument, ast.JoinedStr):
                    parts = (v.value if isinstance(v, ast.Constant) else "*" for v in argument.values)
                    found["".join(map(str, parts))] = path.name
    theme = "".join(path.read_text("utf-8") for path in sorted((PACKAGE / "theme").rglob("*.html")))
    script = (PACKAGE / "theme/assets/archive.js").read_text("utf-8")
    found |= {f"frame.{key}": "the templates" for key in re.findall(r"\bw\.([a-z_]+)", theme)}
    found |= {f"script.{key}": "archive.js" for key in re.findall(r"\bwords\.([a-z_]+)", script)}
    search = "".join((PACKAGE / "theme/assets" / name).read_text("utf-8") for name in SCRIPTS["search"])
    asked = re.findall(r'(?<![.\w])(?:words|tongue)\.([a-z_]+)|each\("([a-z_]+)"\)', search)
    found |= {f"searching.{one or other}": "the search" for one, other in asked}
    listed = re.findall(r'\[((?:"[a-z_]+", )+"[a-z_]+")\]\.map\(\(key\) => tongue\[key\]', search)
    found |= {f"searching.{key}": "the search" for keys in listed for key in re.findall("[a-z_]+", keys)}
    found |= {f"searching.{key}": "the search" for key in re.findall(r'\["([a-z]+)", 1e\d\]', search)}
    return found


def test_every_key_that_is_asked_for_is_there_and_every_key_is_asked_for() -> None:
    known = ours().texts.keys()
    asked = keys_in_code()
    patterns = {key: re.compile(re.escape(key).replace(r"\*", ".+")) for key in asked}
    missing = {key: asked[key] for key, pattern in patterns.items() if not any(map(pattern.fullmatch, known))}
    assert not missing, "words that the code asks for and no file has"
    unused = [key for key in known if not any(pattern.fullmatch(key) for pattern in patterns.values())]
    assert not unused, "words that nothing asks for"


PROSE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
ALLOWED = {"figures.py", "not_found.py"}
"""What is looked for in claims, and the languages' own names."""


@pytest.mark.parametrize("folder", ["stage", "theme"])
def test_no_sentence_of_the_frame_stands_in_code(folder: str) -> None:
    """A string with Vietnamese letters in what makes pages is a sentence that an editor could not mend."""
    found = []
    for path in sorted((PACKAGE / folder).rglob("*")):
        text = path.read_text("utf-8") if path.suffix in {".py", ".html", ".js", ".webmanifest"} else ""
        if path.suffix == ".py" and path.name not in ALLOWED:
            tree = ast.parse(text)
            docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            strings = [
                n.value
                for n in ast.walk(tree)
                if isinstance(n, ast.Constant) and isinstance(n.value, str) and len(n.value) > 1 and id(n) not in docs
            ]
            found += [f"{path.name}: {words}" for words in strings if PROSE.search(words)]
        elif path.suffix != ".py":
            bare = re.sub(r"(?s)\{#.*?#\}|^\s*//[^\n]*", "", text, flags=re.MULTILINE)
            found += [
                f"{path.name}: {line.strip()}"
                for line in bare.splitlines()
                if PROSE.search(re.sub(r'"[^"\s]{1,4}"|/\^?đ/', "", line))
            ]
    assert not found, "these belong into words/vi.toml and words/en.toml"


# --- What an editor can do to the files

CASES = {
    "a quotation mark is lost": ("vi", 'skip = "Đến nội dung"', 'skip = "Đến nội dung', "unreadable", "skip"),
    "a key of one language alone": ("en", 'skip = "Skip', 'more = "More"\nskip = "Skip', "alone", "more"),
    "a key is lost": ("en", 'skip = "Skip to content"\n', "", "alone", "skip"),
    "a value is lost": ("en", 'keeper = "Kept by {keeper}."', 'keeper = "Kept."', "braces", "keeper"),
    "a value is misspelt": ("en", 'keeper = "Kept by {keeper}."', 'keeper = "Kept by {keper}."', "braces", "keeper"),
    "a brace is left open": ("vi", "trữ: {keeper}.", "trữ: {keeper.", "words", "keeper"),
    "a brace with more in it": ("vi", "trữ: {keeper}.", "trữ: {keeper.__class__}.", "words", "keeper"),
    "a sentence is emptied": ("vi", 'skip = "Đến nội dung"', 'skip = ""', "words", "skip"),
    "an English sentence is emptied": ("en", 'skip = "Skip to content"', 'skip = " "', "words", "skip"),
    "a sign that nobody sees": ("vi", "Đến nội dung", "Đến\\u202e nội dung", "words", "skip"),
    "a line end": ("vi", "Đến nội dung", "Đến\\nnội dung", "words", "skip"),
    "a number in place of words": ("vi", 'skip = "Đến nội dung"', "skip = 7", "words", "skip"),
    "a list in place of words": ("vi", 'skip = "Đến nội dung"', "skip = []", "words", "skip"),
}  # fmt: skip


@pytest.mark.parametrize("why", CASES)
def test_what_an_editor_breaks_is_told_at_its_line(tmp_path: Path, why: str) -> None:
    lang, old, new, fault, key = CASES[why]
    folder = tmp_path / "words"
    shutil.copytree(FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    file = folder / f"{lang}.toml"
    text = file.read_text("utf-8")
    assert old in text, why
    file.write_text(text.replace(old, new, 1), "utf-8")
    found = read_words(folder)
    first = found.faults[0]
    assert first.fault == fault, found.faults
    line = (folder / Path(first.place.path).name).read_text("utf-8").split("\n")[first.place.line - 1]
    assert key.rpartition(".")[2] in line, f"{first.place} is not where the fault stands: {line}"
    assert set(found.texts) >= (set() if fault == "unreadable" else {"frame.menu"})


def test_broken_words_stop_a_build_with_a_finding(tmp_path: Path) -> None:
    """As an editor's change in the engine of a project does."""
    root = project(tmp_path)
    shutil.copytree(PACKAGE, root / "scripts/archive", ignore=shutil.ignore_patterns("__pycache__"))
    file = root / "scripts/archive/words/vi.toml"
    file.write_text(file.read_text("utf-8").replace('skip = "Đến nội dung"', 'skip = "Đến nội dung', 1), "utf-8")
    status, out, err = finished(
        python("-m", "archive", "check", "--lang", "en", cwd=root, PYTHONPATH=str(root / "scripts"))
    )
    assert status == 1, out + err
    assert re.match(r"scripts/archive/words/vi\.toml:[0-9]+:[0-9]+: DV016 ", out), out
    assert "cannot be read: a quotation mark is opened and not closed" in out
    assert "Traceback" not in out + err


def test_the_rule_is_in_the_catalogue() -> None:
    assert any(rule.code == "DV016" for rule in rules())
    with pytest.raises(KeyError):
        said("frame.nothing")
    assert {lang: said("frame.search")[lang] for lang in LANGS} == {"vi": "Tìm", "en": "Search"}


def test_a_place_that_nothing_fills_is_named() -> None:
    with pytest.raises(LookupError, match=r"nothing fills \{days\} in “Changed on \{days\}”: mend words/vi\.toml"):
        Text("Đổi ngày {day}", "Changed on {days}").format(day="12/3")
