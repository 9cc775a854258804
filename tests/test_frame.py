"""The frame's scripts are constants: known before content is read, the only ones that run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from tests.archives import REPOSITORY

from archive.frame import CARRY, read_frame
from archive.settings import SettingsError

TEMPLATES = sorted((REPOSITORY / "overrides").rglob("*.html"))


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
    "code", "base_url", "config.site_name", "config.site_url", "top", "path", "page.canonical_url", "item.title",
    "meta.record", "meta.updated", "meta.updated_words", "'article' if path else 'website'",
    "config.site_url }}{{ top }}{{ path",
}  # fmt: skip
"""Values that nobody writes in a page: the settings', the addresses', ids and days."""


def test_the_frame_has_two_scripts_and_one_file() -> None:
    frame = read_frame(REPOSITORY / "overrides")
    assert CARRY in frame.scripts
    assert len(frame.scripts) == 2
    (file,) = frame.files
    assert re.fullmatch(r"assets/site\.[0-9a-f]{8}\.js", file)


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
    with pytest.raises(SettingsError) as refused:
        read_frame(tmp_path)
    assert "partials/a.html" in refused.value.message.vi
