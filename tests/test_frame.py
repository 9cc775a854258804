"""The frame's scripts are constants: known before content is read, the only ones that run."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser
from tests.archives import CONTACT, REPOSITORY, project

from archive.build import Options, build
from archive.content.read import read_archive
from archive.findings import Text
from archive.frame import CARRY, SCRIPT_WORDS, THEME, lay, read_frame
from archive.listener import Listener
from archive.refusal import Refusal

TEMPLATES = sorted(THEME.rglob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=[path.name for path in TEMPLATES])
def test_no_template_has_a_variable_in_a_script_or_a_handler(path: Path) -> None:
    text = path.read_text("utf-8")
    for attributes, code in re.findall(r"(?is)<script\b([^>]*)>(.*?)</script", text):
        if "src=" in attributes:
            assert not code.strip(), f"{path.name}: a script with an address has no text of its own"
        else:
            assert not attributes.strip(), f"{path.name}: {attributes}"
            assert not re.search(r"\{[{%#]", code), f"{path.name}: a script with a variable in it"
    assert not re.search(r"(?i)<[a-z][^>]*\son[a-z]+\s*=", text), f"{path.name}: an inline handler"
    assert not re.search(r"(?i)<[a-z][^>]*\sstyle\s*=", text), f"{path.name}: an inline style"
    assert "javascript:" not in text.lower(), path.name


def test_the_templates_take_every_value_as_text() -> None:
    raw = {"page.content", 'meta.head or ""'}
    """HTML already: the content, which is cleaned between its tokens, and the stage's own metadata."""
    for path in TEMPLATES:
        for value in re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", path.read_text("utf-8")):
            named = value in raw or value.startswith(("w.", "meta.opens", "meta.closes"))
            safe = value.endswith(("| e", "| url", "| upper")) or re.fullmatch(r"[\w.]+ ~ .*|.*\| e", value)
            assert named or safe or value in KNOWN, f"{path.name}: {{{{ {value} }}}} is not escaped"


KNOWN = {
    "code", "other", "base_url", "config.site_name", "config.site_url", "top", "path", "page.canonical_url", "item.title",
    "meta.record", "meta.report", "meta.updated", "meta.updated_words", "'article' if path else 'website'", '"en_GB" if code == "en" else "vi_VN"',
    'w.keeper | replace("{keeper}", own.keeper[code] | e)',
    "config.site_url }}{{ top }}{{ path",
}  # fmt: skip
"""Values that nobody writes in a page: the settings', the addresses', ids and days."""


def test_the_frame_has_two_scripts_and_two_files(tmp_path: Path) -> None:
    lay(read_archive(REPOSITORY), tmp_path)
    frame = read_frame(tmp_path)
    assert CARRY in frame.scripts
    assert len(frame.scripts) == 2
    search, own = sorted(frame.files)
    assert re.fullmatch(r"assets/search\.[0-9a-f]{8}\.js", search)
    assert f'load("{search}")' in (tmp_path / "assets/archive.js").read_text("utf-8"), "the search cannot be opened"
    assert re.fullmatch(r"assets/site\.[0-9a-f]{8}\.js", own)


@pytest.mark.parametrize(
    "script",
    [
        "<script>x('{{ page.title }}')</script>",
        "<script>{% if a %}x(){% endif %}</script>",
        "<script>{# x #}x()</script>",
        "<SCRIPT TYPE=module>x()</SCRIPT >",
        "<script nonce='x'>x()</script>",
    ],
)
def test_a_script_that_is_no_constant_is_refused(tmp_path: Path, script: str) -> None:
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials/a.html").write_text(f"<p>{script}</p>", "utf-8")
    with pytest.raises(Refusal) as refused:
        read_frame(tmp_path)
    assert "partials/a.html" in refused.value.message.vi


def links_of(root: Path, *warned: str) -> dict[str, str]:
    """The links of the foot of the home page, by their words; the build warns of nothing but this."""
    assert [finding.code for finding in build(root, Options(root / "site"), {}, Listener())] == [*warned]
    tree = LexborHTMLParser((root / "site/en/index.html").read_text("utf-8"))
    return {link.text(): link.attributes["href"] or "" for link in tree.css(".foot a")} | {
        "": tree.css(".foot")[0].text()
    }


def test_what_is_not_set_up_has_no_link_and_what_is_has_one(tmp_path: Path) -> None:
    root = project(tmp_path)
    text = (root / "archive.toml").read_text("utf-8").replace(f'contact = "{CONTACT}"', 'contact = ""')
    (root / "archive.toml").write_text(text, "utf-8")
    before = links_of(root, "DV017")
    assert not {"Edit this page", "Report a mistake, contact", "Source repository"} & before.keys()
    assert "The keeper of this archive has not been named yet. This is not the official page of any body." in before[""]
    for name, value in (
        ("contact", "mailto:ai@kho.example"), ("repository", "https://ma.example/kho"), ("edit", "https://ma.example/kho/edit/main")
    ):  # fmt: skip
        text = text.replace(f'{name} = ""', f'{name} = "{value}"')
    text = text.replace("[description]", '[keeper]\nvi = "Nhóm Mẫu & bạn"\nen = "Sample & Friends"\n\n[description]', 1)
    (root / "archive.toml").write_text(text, "utf-8")
    after = links_of(root)
    assert after["Edit this page"] == "https://ma.example/kho/edit/main/docs/en/index.md"
    assert after["Report a mistake, contact"] == "mailto:ai@kho.example"
    assert after["Source repository"] == "https://ma.example/kho"
    assert "Kept by Sample & Friends. This is not the official page of any body." in after[""]


def test_no_word_ends_or_opens_anything_in_the_script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = 'a`b "c" \\ </script> ${d} // @slug@'
    monkeypatch.setitem(SCRIPT_WORDS, "words", {"copied": Text(odd, odd)})
    lay(read_archive(REPOSITORY), tmp_path)
    script = (tmp_path / "assets/archive.js").read_text("utf-8")
    read_frame(tmp_path)
    (words,) = re.findall(r"const words = \{vi:\{copied:(\".*?\")\},en:", script)
    assert json.loads(words) == odd
    assert "`" not in words


def test_what_is_put_in_is_not_looked_at_again(small: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    text = (small / "archive.toml").read_text("utf-8")
    (small / "archive.toml").write_text(text.replace("Lưu trữ Dân vận Nghệ An", "Lưu @words@ @slug@"), "utf-8")
    out = tmp_path_factory.mktemp("frame")
    lay(read_archive(small), out)
    assert json.loads((out / "assets/site.webmanifest").read_text("utf-8"))["name"] == "Lưu @words@ @slug@"
