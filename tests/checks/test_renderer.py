"""mkdocs.yml is code: what is not plainly known in it is a finding at its line and column."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from tests.archives import REPOSITORY

from archive.catalogue import rules
from archive.checks.checking import check
from archive.checks.renderer import FILE, KNOWN, MAX_BYTES
from archive.content.read import index
from archive.findings import Finding

OURS = (REPOSITORY / FILE).read_text("utf-8")
NAV, THEME, EXTENSIONS = "validation:\n", "theme:\n", "markdown_extensions:\n"
PLUGINS = "plugins:\n"
RULES = tuple(rule for rule in rules() if "DV001" <= rule.code < "DV010")


def found(root: Path, content: str | bytes) -> list[Finding]:
    (root / FILE).write_bytes(content.encode() if isinstance(content, str) else content)
    return check(index(root, ()), RULES)


def at(text: str, words: str) -> str:
    """Line and column of words that stand once in a text, or of the last ones."""
    offset = text.rindex(words)
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


# Words of the file, what stands there instead, and the findings: code and the words that each points at.
SPOILT: dict[str, tuple[str, str, list[tuple[str, str]]]] = {
    "hooks": (NAV, "hooks: [docs/assets/x.txt]\n" + NAV, [("DV004", "hooks")]),
    "scripts from elsewhere": (NAV, "extra_javascript: [https://x.example/x.js]\n" + NAV, [("DV004", "extra_javascript")]),
    "style from elsewhere": (NAV, "extra_css: [//x.example/x.css]\n" + NAV, [("DV004", "extra_css")]),
    "templates": (NAV, "extra_templates: [x.html]\n" + NAV, [("DV004", "extra_templates")]),
    "values for templates": (NAV, "extra: {homepage: 'javascript:alert(1)'}\n" + NAV, [("DV004", "extra:")]),
    "an address to edit at": (NAV, "edit_uri: 'javascript:alert(1)//'\n" + NAV, [("DV004", "edit_uri")]),
    "a repository": (NAV, "repo_url: 'data:text/html,x'\n" + NAV, [("DV004", "repo_url")]),
    "pages left out": (NAV, "exclude_docs: '*'\n" + NAV, [("DV004", "exclude_docs")]),
    "pages out of the menu": (NAV, "not_in_nav: '*'\n" + NAV, [("DV004", "not_in_nav")]),
    "drafts": (NAV, "draft_docs: '*'\n" + NAV, [("DV004", "draft_docs")]),
    "an address of the preview": (NAV, "dev_addr: 0.0.0.0:8000\n" + NAV, [("DV004", "dev_addr")]),
    "more folders to watch": (NAV, "watch: [/]\n" + NAV, [("DV004", "watch")]),
    "words on the licence": (NAV, "copyright: <script>x</script>\n" + NAV, [("DV004", "copyright")]),
    "Markdown's own options": (NAV, "mdx_configs: {}\n" + NAV, [("DV004", "mdx_configs")]),
    "a key in another letter case": ("strict: true", "Strict: true", [("DV004", "Strict"), ("DV007", "site_name: archive")]),
    "a key that turns the line": (NAV, '"a\\u202eb\\e[2J": 1\n' + NAV, [("DV004", '"a\\u202e')]),
    "a key that is no word": (NAV, "? [a, b]\n: c\n" + NAV, [("DV004", "[a, b]")]),
    "another file": (NAV, "INHERIT: docs/assets/x.txt\n" + NAV, [("DV002", "INHERIT")]),
    "another file, by a quoted name": (NAV, '"INHERIT": docs/assets/x.txt\n' + NAV, [("DV002", '"INHERIT"')]),
    "a variable": ("site_name: archive", "site_name: !ENV HOME # archive", [("DV002", "!ENV")]),
    "a command": (NAV, "x: !!python/object/apply:os.system [ls]\n" + NAV, [("DV002", "!!python/object/apply")]),
    "a command as a key": (NAV, "? !!python/name:os.system x\n: y\n" + NAV, [("DV002", "!!python/name:os.system")]),
    "a command of another spelling": (NAV, "x: !<tag:yaml.org,2002:python/name:os.system>\n" + NAV, [("DV002", "!<tag")]),
    "a command by a directive": (
        "# The renderer",
        "%TAG !p! tag:yaml.org,2002:python/\n---\nx: !p!name:os.system\n# The renderer",
        [("DV002", "!p!name:os")],
    ),
    "another function": ("archive.slugs.heading", "os.system", [("DV002", "!!python/name:os.system")]),
    "a tuple": (NAV, "x: !!python/tuple [1]\n" + NAV, [("DV002", "!!python/tuple")]),
    "a path that is relative": (NAV, "x: !relative\n" + NAV, [("DV002", "!relative")]),
    "a set": (NAV, "x: !!set {a}\n" + NAV, [("DV002", "!!set")]),
    "our tag elsewhere": (
        "site_name: archive",
        "site_name: !!python/name:archive.slugs.heading\n#",
        [("DV007", "!!python/name:archive.slugs.heading\n#")],
    ),
    "another theme": ("name: material", "name: readthedocs", [("DV007", "readthedocs")]),
    "a theme from elsewhere": ("  font: false", "  custom_dir: docs/assets\n  font: false", [("DV004", "custom_dir")]),
    "a menu": (NAV, "nav: [x.md]\n" + NAV, [("DV004", "nav")]),
    "an address": (NAV, "site_url: https://x.example/\n" + NAV, [("DV004", "site_url")]),
    "a theme in one word": ("theme:\n  name: material\n", "theme: material\nx:\n  name: material\n", [("DV007", "material\nx"), ("DV004", "x:\n")]),
    "the theme's features": ("  font: false", "  features: [navigation.instant]\n  font: false", [("DV004", "features")]),
    "static templates": ("  font: false", "  static_templates: [x.html]\n  font: false", [("DV004", "static_templates")]),
    "fonts from elsewhere": ("font: false", "font: {text: Roboto}", [("DV007", "{text: Roboto}")]),
    "fonts as words": ("font: false", 'font: "false"', [("DV007", '"false"')]),
    "fonts by default": ("  font: false\n", "", [("DV007", THEME)]),
    "an icon from elsewhere": ("assets/favicon.svg", "//x.example/x.svg", [("DV007", "//x.example/x.svg")]),
    "another folder of pages": ("docs_dir: build/pages", "docs_dir: /etc", [("DV007", "/etc")]),
    "another folder for the site": ("site_dir: build/site", "site_dir: ..", [("DV007", "..\n")]),
    "no strictness": ("strict: true", "strict: false", [("DV007", "false\n\ntheme")]),
    "no strictness at all": ("strict: true\n", "", [("DV007", "site_name: archive")]),
    "a name with markup": ("site_name: archive", "site_name: <script>x</script> #", [("DV007", "<script>")]),
    "a name with a template": ("site_name: archive", "site_name: '{{ config }}' #", [("DV007", "'{{")]),
    "a name over two lines": ("site_name: archive", 'site_name: "a\\nb" #', [("DV007", '"a\\nb"')]),
    "a name that turns the line": ("site_name: archive", 'site_name: "a\\u202eb" #', [("DV007", '"a\\u202e')]),
    "a name that is a list": ("site_name: archive", "site_name: [a] #", [("DV007", "[a]")]),
    "another plugin": (PLUGINS, PLUGINS + "  - macros\n", [("DV005", "macros")]),
    "another plugin with options": (PLUGINS, PLUGINS + "  - exec: {command: ls}\n", [("DV005", "exec")]),
    "the search of the theme": (PLUGINS, PLUGINS + "  - search\n", [("DV005", "search")]),
    "no plugin": ("  - i18n:\n", "  - x:\n", [("DV005", PLUGINS), ("DV005", "x:\n")]),
    "another option of a plugin": ("      docs_structure", "      admonition_translations: {}\n      docs_structure", [("DV005", "admonition")]),
    "another value of a plugin": ("docs_structure: folder", "docs_structure: suffix", [("DV005", "suffix")]),
    "an option of a language": ("          default: true", "          default: true\n          theme: {custom_dir: /}", [("DV005", "theme: {custom")]),
    "a third language": ("      languages:\n", "      languages:\n        - {locale: fr, name: Français, build: true}\n", [("DV005", "- {locale: fr")]),
    "one language alone": ("        - locale: en", "        # - locale: en\n      x:\n        - locale: en", [("DV005", "x:\n        - locale: en"), ("DV005", "languages:")]),
    "plugins that are no list": (PLUGINS, "plugins: none\nx:\n", [("DV005", "none"), ("DV004", "x:\n  - i18n")]),
    "snippets of any file": (EXTENSIONS, EXTENSIONS + "  - pymdownx.snippets: {base_path: [/]}\n", [("DV006", "pymdownx.snippets")]),
    "Markdown within HTML": (EXTENSIONS, EXTENSIONS + "  - md_in_html\n", [("DV006", "md_in_html")]),
    "footnotes": (EXTENSIONS, EXTENSIONS + "  - footnotes\n", [("DV006", "footnotes")]),
    "snippets": (EXTENSIONS, EXTENSIONS + "  - pymdownx.snippets\n", [("DV006", "pymdownx.snippets")]),
    "code that runs": (EXTENSIONS, EXTENSIONS + "  - markdown_exec\n", [("DV006", "markdown_exec")]),
    "an extension of the project's own": (EXTENSIONS, EXTENSIONS + "  - docs.assets.x\n", [("DV006", "docs.assets.x")]),
    "a known extension's unknown option": ("hide_protocol: true", "hide_protocol: true\n      repo_url_shortener: true", [("DV006", "repo_url_shortener")]),
    "an option where there is none": ("  - tables\n", "  - tables: {use_align_attribute: true}\n", [("DV006", "use_align")]),
    "another value of an extension": ("permalink: false", "permalink: '<script>'", [("DV006", "'<script>'")]),
    "an extension that is missing": ("  - attr_list\n", "", [("DV006", EXTENSIONS)]),
    "another slug": ("slugify: !!python/name:archive.slugs.heading", "slugify: archive.slugs.heading", [("DV006", "archive.slugs.heading")]),
    "a name that YAML takes for a date": ("site_name: archive", "site_name: 2018-01-01 #", [("DV007", "2018-01-01")]),
    "a name that YAML takes for a number": ("site_name: archive", "site_name: 1_000 #", [("DV007", "1_000")]),
    "a name that YAML takes for a number of another base": ("site_name: archive", "site_name: 12:30:45 #", [("DV007", "12:30:45")]),
    "a name that YAML takes for yes": ("site_name: archive", "site_name: Yes #", [("DV007", "Yes")]),
    "a name of a tag": ("site_name: archive", "site_name: !!int x #", [("DV007", "!!int")]),
    "a value behind our tag": ("archive.slugs.heading", "archive.slugs.heading x", [("DV006", "!!python/name")]),
    "a mapping behind our tag": ("  - toc:\n      permalink", "  - toc: !!python/name:archive.slugs.heading\n      permalink", [("DV006", "!!python/name:archive.slugs.heading\n      permalink")]),
    "links that are not checked": ("absolute_links: warn", "absolute_links: ignore", [("DV007", "ignore\n  unrecognized")]),
    "more to validate": ("  omitted_files: ignore", "  nav: {}\n  omitted_files: ignore", [("DV004", "nav: {}")]),
    "a key twice": ("strict: true", "strict: true\nstrict: false", [("DV008", "strict: false")]),
    "a key twice, one of them quoted": ("strict: true", 'strict: true\n"strict": false', [("DV008", '"strict"')]),
    "a key twice further in": ("  font: false", "  font: false\n  font: true", [("DV008", "font: true")]),
    "an extension twice": ("  - tables\n", "  - tables\n  - tables\n", [("DV008", "tables\n  - pymdownx")]),
    "an anchor": ("site_dir: build/site", "site_dir: &x build/site", [("DV009", "&x")]),
    "an alias": ("site_dir: build/site", "site_dir: &x build/site\ny: *x", [("DV009", "&x"), ("DV009", "*x")]),
    "values brought in": ("  font: false", "  <<: {font: false}\n  font: false", [("DV009", "<<")]),
}  # fmt: skip


@pytest.mark.parametrize("why", SPOILT)
def test_what_is_not_plainly_known_is_a_finding_at_its_place(tmp_path: Path, why: str) -> None:
    old, new, expected = SPOILT[why]
    assert old in OURS, f"{FILE} has no {old!r}: this line of the table is to be brought up to date"
    text = OURS.replace(old, new, 1)
    result = found(tmp_path, text)
    shown = [f"{finding.place.line}:{finding.place.column} {finding.code}" for finding in result]
    wanted = sorted(f"{at(text, words)} {code}" for code, words in expected)
    assert sorted(shown) == wanted, f"{why}: {[finding.line('en') for finding in result]}"
    assert {finding.place.path for finding in result} == {FILE}
    assert all(finding.line("vi").isprintable() and finding.line("en").isprintable() for finding in result)


UNREADABLE: dict[str, str | bytes] = {
    "nothing": "",
    "a comment": "# x\n",
    "a list": "- a\n- b\n",
    "words": "site_name\n",
    "null": "~\n",
    "no YAML": "a: [\n",
    "tabs": "a:\n\t- b\n",
    "two documents": OURS + "---\n" + OURS,
    "another encoding": "site_name: Lưu".encode("utf-16"),
    "bytes": b"\xff\xfe\x00",
    "an old encoding": "site_name: Nghệ".encode("cp1258", "replace") + b"\xd0",
    "a control": b"a: \x00",
    "very deep lists": "a: " + "[" * 900 + "]" * 900,
    "far too deep lists": "[" * 60_000,
    "too many bytes": "# " + "x" * MAX_BYTES,
}


@pytest.mark.parametrize("why", UNREADABLE)
def test_settings_that_cannot_be_read_are_one_finding(tmp_path: Path, why: str) -> None:
    result = found(tmp_path, UNREADABLE[why])
    assert [finding.code for finding in result] == ["DV001"], [finding.line("en") for finding in result]
    assert result[0].message.vi.isprintable()


MISPLACED: dict[str, Callable[[Path], object]] = {
    "missing": lambda path: None,
    "a link": lambda path: path.symlink_to(REPOSITORY / FILE),
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo,
}


@pytest.mark.parametrize("why", MISPLACED)
def test_settings_that_are_no_file_are_a_finding(tmp_path: Path, why: str) -> None:
    MISPLACED[why](tmp_path / FILE)
    assert [str(finding.place) for finding in check(index(tmp_path, ()), RULES)] == ["mkdocs.yml:1:1"]


def test_the_projects_own_settings_hold(tmp_path: Path) -> None:
    assert [finding.line("en") for finding in found(tmp_path, OURS)] == []


def test_what_is_known_is_what_the_file_says() -> None:
    """Each known setting stands in the project's own file, so none is known for nothing."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor(
        "tag:yaml.org,2002:python/name:", lambda _, name, __: f"tag:yaml.org,2002:python/name:{name}"
    )
    said = yaml.load(OURS, Loader)
    for name in ("plugins", "markdown_extensions"):
        said[name] = {
            k: v for item in said[name] for k, v in (item.items() if isinstance(item, dict) else [(item, None)])
        }
    assert said == KNOWN
