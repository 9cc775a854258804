"""The commands: exit statuses 0, 1 and 2, paths, languages, formats; what is said and what is left alone."""

from __future__ import annotations

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.archives import (
    CK,
    KQ,
    PERSON,
    REASON,
    bytes_of,
    edit,
    finished,
    old_site,
    project,
    python,
    valid_files,
    withdrawn,
)
from tests.repositories import behind, repository

from archive.cli import RINGS, main


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The minimal project as the current folder."""
    monkeypatch.delenv("SITE_URL", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    root = project(tmp_path / "du an")
    monkeypatch.chdir(root)
    return root


def archive(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(main, list(arguments))


WRONG = (f"vi/{KQ}", 'claim source="n-bao#p3" }', "claim }")
STALE = (f"vi/{KQ}", "Con số 51", "Số 51")


def test_rings_of_what_nobody_needs_are_looked_for_seldom(here: Path) -> None:
    """A look goes through the whole archive, and frees next to nothing of it."""
    gc.set_threshold(700, 10, 10)
    assert archive("check").exit_code == 0
    assert gc.get_threshold() == RINGS


def test_every_command_explains_itself(here: Path) -> None:
    commands = archive("--help").stdout.split("Commands:")[1].split("\n")
    names = [line.split()[0] for line in commands if line.startswith("  ") and line.strip() and line[2] != " "]
    assert {"build", "check", "explain", "record"} <= set(names)
    for name in names:
        result = archive(name, "--help")
        assert result.exit_code == 0, name
        assert "Usage:" in result.stdout


@pytest.mark.parametrize(
    "arguments", [("khong-co",), ("check", "--khong-co"), ("build", "x"), ("explain",), ("check", "--format", "x")]
)
def test_wrong_usage_is_2(here: Path, arguments: tuple[str, ...]) -> None:
    assert archive(*arguments).exit_code == 2


@pytest.mark.parametrize("command", ["check", "build", "explain x", "record"])
def test_outside_a_project_is_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.chdir(tmp_path)
    result = archive(*command.split())
    assert result.exit_code == 2
    assert "docs/vi" in result.stderr
    assert list(tmp_path.iterdir()) == []


# --- check


def test_check_is_silent_on_a_clean_archive(here: Path) -> None:
    result = archive("check")
    assert (result.exit_code, result.stdout.strip()) == (0, "")
    assert result.stderr == "0 lỗi, 0 cảnh báo\n"
    assert archive("check", "--lang", "en").stderr == "0 errors, 0 warnings\n"
    assert archive("check", "--format", "github").stderr == ""


def test_check_names_place_code_and_cure_in_the_asked_language(here: Path) -> None:
    edit(here, WRONG)
    vi, en = archive("check"), archive("check", "--lang", "en")
    assert vi.exit_code == en.exit_code == 1
    assert f"docs/vi/{KQ}:10:1: DV601 kq-01-1 không ghi nguồn" in vi.stdout
    assert f"docs/vi/{KQ}:10:1: DV601 kq-01-1 has no source" in en.stdout


@pytest.mark.parametrize("style", ["text", "github", "sarif", "json"])
def test_check_speaks_every_format(here: Path, style: str) -> None:
    edit(here, WRONG)
    result = archive("check", "--format", style)
    assert result.exit_code == 1
    assert "DV601" in result.stdout
    if style in {"sarif", "json"}:
        json.loads(result.stdout)


@pytest.mark.parametrize(
    ("paths", "status"),
    [
        ((f"docs/vi/{KQ}",), 1),
        ((f"docs/vi/{CK}",), 0),
        (("docs",), 1),
        ((".",), 1),
        (("docs/vi/ket-qua",), 1),
        (("docs/en",), 1),  # twins are one page in two languages
        (("docs/en/cam-ket",), 0),
        (("ket-qua/2015-2018/",), 1),
        (("ket-qua/2015-2018",), 1),
        (("ket-qua",), 1),
        (("en/ket-qua/",), 1),
        (("cam-ket/2018-2020/",), 0),
        (("/ket-qua/2015-2018/",), 0),  # an address is a page's
        ((KQ,), 1),
        ((CK,), 0),
        ((f"vi/{KQ}",), 1),
        ((f"en/{KQ}",), 1),
        ((f"./docs/en/{KQ}",), 1),
        ((f"docs/vi/{KQ}:10:1",), 1),
        ((f"docs/vi/{CK}:10:1:",), 0),
        ((f"docs/vi/{KQ}:10",), 1),
        (("kq-01",), 1),
        (("kq-01-2",), 1),
        (("ck-01-1",), 0),
        (("/ket-qua/2015-2018/kq-01/",), 1),
        (("/en/ket-qua/2015-2018/kq-01/#kq-01-1",), 1),
        (("/id/kq-01-1/",), 1),
        (("/en/id/ck-01/",), 0),
        (("docs/vi/cam-ket", "kq-01"), 1),
        (("docs/assets",), 0),
        (("kq-99",), 2),
        (("a\x00b",), 2),
        (("x" * 5000,), 2),
        (("docs/vi/cam-ket", f"docs/vi/{KQ}"), 1),
        (("docs/vi/ket-qua/2015-2018/../2015-2018",), 1),
        (("docs/vi/khong-co.md",), 2),
        (("/etc",), 2),
        (("..",), 2),
    ],
)
def test_check_looks_at_the_paths_that_are_asked_for(here: Path, paths: tuple[str, ...], status: int) -> None:
    edit(here, WRONG)
    result = archive("check", *paths)
    assert result.exit_code == status, result.output
    assert ("DV601" in result.stdout) is (status == 1)


BELOW_SITE = "ket-qua/2015-2018/kq-01/"


@pytest.mark.parametrize(
    ("address", "site"),
    [
        (f"https://danvan.example/{BELOW_SITE}", ""),
        (f"http://DANVAN.example/{BELOW_SITE}?x=1#kq-01-1", ""),
        (f"https://danvan.example/en/{BELOW_SITE}", ""),
        ("https://danvan.example/id/kq-01/", "https://host.example/kho/"),
        (f"https://host.example/kho/{BELOW_SITE}", "https://host.example/kho/"),
        (f"http://127.0.0.1:8000/{BELOW_SITE}", ""),
        ("https://host.example/kho/ket-qua/2015-2018/kq-01", "https://host.example/kho/"),
        (f"http://localhost:8123/en/{BELOW_SITE}#kq-01-1", ""),
        (f"http://[::1]:8000/{BELOW_SITE}", ""),
        (f"http://localhost:8000/kho/{BELOW_SITE}", "https://host.example/kho/"),
    ],
)
def test_an_address_copied_from_the_browser_names_its_page(
    here: Path, monkeypatch: pytest.MonkeyPatch, address: str, site: str
) -> None:
    monkeypatch.setenv("SITE_URL", site)
    edit(here, WRONG)
    result = archive("check", address)
    assert "DV601" in result.stdout, result.output
    moved = archive("move", address, f"{site or 'https://danvan.example/'}ket-qua/2015-2018/moi/")
    assert "docs/vi/ket-qua/2015-2018/moi.md" in moved.stdout.splitlines(), moved.output


@pytest.mark.parametrize("address", ["https://danvan.example/", "http://127.0.0.1:8000/", "http://localhost:8000", "/"])
def test_the_sites_own_address_names_the_home_page(here: Path, address: str) -> None:
    edit(here, WRONG, ("vi/index.md", "title: Trang chủ", 'title: "Trang chủ'))
    result = archive("check", address)
    assert {line.split(":")[0] for line in result.stdout.splitlines() if line[:1] != " "} == {"docs/vi/index.md"}


@pytest.mark.parametrize(
    "address",
    [
        f"https://host.example/{BELOW_SITE}",
        f"https://host.example/khac/{BELOW_SITE}",
        f"https://khac.example/kho/{BELOW_SITE}",
        f"http://localhost/{BELOW_SITE}",
        "http://[::1/",
        "http://localhost:x/",
    ],
)
def test_an_address_of_another_site_names_nothing(here: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("SITE_URL", "https://host.example/kho/")
    result = archive("check", address)
    assert (result.exit_code, "không có gì tên là" in result.stderr) == (2, True), result.output


def test_a_name_that_is_none_is_told_with_the_nearest(here: Path) -> None:
    result = archive("check", f"docs/vi/{KQ}".replace("kq-01", "kq-1"))
    assert result.exit_code == 2
    assert f"có phải là “docs/vi/{KQ}” không?" in result.stderr, result.stderr


def test_what_elsewhere_speaks_of_a_page_is_shown_with_it(here: Path) -> None:
    (here / "published.txt").write_text(
        "id/kq-01-9/\nid/ck-01-9/\nket-qua/2015-2018/kq-02/\nid/kq-01/\nid/ck-01/\n", "utf-8"
    )
    shown = archive("check", f"docs/vi/{KQ}").stdout
    assert [line.split(" ")[0] for line in shown.splitlines()] == ["published.txt:1:1:"], shown


Spoilt = tuple[str, str, bytes | None, str]
"""A file below `docs/`, the id of its page, its bytes (none of one that is gone), and the code of what is found there."""


WHOLE, PERSONS = (valid_files()[f"vi/{path}"].encode() for path in (KQ, PERSON))
SPOILT: dict[str, Spoilt] = {
    "a value that ends nowhere": (KQ, "kq-01", WHOLE.replace(b"title: ", b'title: "'), "DV202"),
    "a colon in a value": (PERSON, "nv-mau", PERSONS.replace(b"title: ", b"title: A: "), "DV202"),
    "UTF-16": (KQ, "kq-01", WHOLE.decode().encode("utf-16"), "DV121"),
    "nothing in it": (KQ, "kq-01", b"", "DV201"),
    "nothing in it, a name that is not the id": (PERSON, "nv-mau", b"", "DV201"),
    "no first fence": (KQ, "kq-01", WHOLE.removeprefix(b"---\n"), "DV201"),
    "no id": (KQ, "kq-01", WHOLE.replace(b"id: kq-01\n", b""), "DV209"),
    "a kind that is none": (KQ, "kq-01", WHOLE.replace(b"kind: result", b"kind: resul"), "DV210"),
    "an attribute list that ends nowhere": (KQ, "kq-01-1", WHOLE.replace(b'n-bao#p3" }', b'n-bao#p3"'), "DV307"),
    "a claim of a page that cannot be read": (KQ, "kq-01-1", b"", "DV201"),
    "no Vietnamese": (KQ, "kq-01", None, "DV401"),
}  # fmt: skip


@pytest.mark.parametrize("published", [False, True])
@pytest.mark.parametrize("what", SPOILT)
def test_an_id_leads_to_its_page_where_that_cannot_be_read(here: Path, what: str, published: bool) -> None:
    path, name, content, code = SPOILT[what]
    if published:
        (here / "published.txt").write_text(f"id/{name}/\n", "utf-8")
    if content is None:
        (here / "docs/vi" / path).unlink()
    else:
        (here / "docs/vi" / path).write_bytes(content)
    for form in (name, f"/id/{name}/"):
        result = archive("check", form)
        assert result.exit_code == 1, result.output
        assert any(path in line and f" {code} " in line for line in result.stdout.splitlines()), result.stdout
    reasons = ("--reason", "a", "--reason-en", "b")
    for command, given, *rest in (
        ("explain", name),
        ("move", name, "ket-qua/2015-2018/moi"),
        ("move", f"/id/{name}/", "ket-qua/2015-2018/moi"),
        ("withdraw", name, *reasons),
    ):
        result = archive(command, given, *rest, "--lang", "en")
        assert result.exit_code == 2
        assert f"{name} cannot be read in docs/vi/{path}; `archive check {name}` tells why" in result.stderr


@pytest.mark.parametrize("committed", [False, True])
def test_a_page_that_cannot_be_read_is_found_by_what_git_has_of_it(here: Path, committed: bool) -> None:
    """Its name says nothing of its id, and its text nothing at all."""
    for lang in ("vi", "en"):
        (here / "docs" / lang / KQ).rename(here / "docs" / lang / "ket-qua/2015-2018/xa-ngheo.md")
    made = repository(here)
    (here / "docs/vi/ket-qua/2015-2018/xa-ngheo.md").write_bytes(b"")
    if committed:
        made.commit("2027-01-01")
    assert "xa-ngheo.md:1:1: DV201" in archive("check", "kq-01").stdout
    assert archive("check", "kq-02").exit_code == 2


@pytest.mark.parametrize(
    ("paths", "mended"),
    [
        ((), [f"en/{KQ}", f"vi/{CK}", f"vi/{KQ}"]),
        ((f"docs/vi/{KQ}",), [f"vi/{KQ}"]),
        (("docs/en",), [f"en/{KQ}"]),
        (("kq-01",), [f"en/{KQ}", f"vi/{KQ}"]),
        (("ck-01", f"docs/en/{KQ}:3:1"), [f"en/{KQ}", f"vi/{CK}"]),
    ],
)
def test_fix_mends_what_is_named_and_nothing_else(here: Path, paths: tuple[str, ...], mended: list[str]) -> None:
    archive("check", "--fix")
    for file in (f"vi/{KQ}", f"en/{KQ}", f"vi/{CK}"):
        path = here / "docs" / file
        path.write_text(path.read_text("utf-8").replace("\n---\n", " \n---\n", 1), "utf-8")
    before = {path: path.read_bytes() for path in sorted((here / "docs").rglob("*.md"))}
    archive("check", "--fix", *paths)
    changed = sorted(p.relative_to(here / "docs").as_posix() for p, data in before.items() if p.read_bytes() != data)
    assert changed == mended


def test_a_warning_is_shown_and_changes_no_status_unless_it_is_asked_to(here: Path) -> None:
    behind(here, STALE)
    result = archive("check")
    assert result.exit_code == 0
    assert "DV404" in result.stdout
    assert archive("check", "--strict-translations").exit_code == 1


def test_check_reads_the_renderers_settings_too(here: Path) -> None:
    (here / "mkdocs.yml").write_text("a: !!python/name:os.system\n", "utf-8")
    result = archive("check")
    assert result.exit_code == 1
    assert "mkdocs.yml:1:4: DV002" in result.stdout


def test_a_rule_is_explained_in_both_languages(here: Path) -> None:
    vi, en = archive("check", "--explain", "dv601"), archive("check", "--explain", "DV601", "--lang", "en")
    assert vi.exit_code == en.exit_code == 0
    assert "Thông tin không ghi nguồn" in vi.stdout
    assert "A claim without a source" in en.stdout
    for unknown in ("DV998", ""):
        assert archive("check", "--explain", unknown).exit_code == 2, unknown


# --- build


def test_build_tells_each_stage_and_where_the_site_is(here: Path) -> None:
    result = archive("build", "--lang", "en", "--site-dir", "ra ngoai")
    assert result.exit_code == 0, result.output
    assert result.stdout == ""
    names = [line.split()[0] for line in result.stderr.splitlines() if line.strip()]
    assert names == ["read", "check", "stage", "render", "finish", "inspect", "publish"]
    assert (here / "ra ngoai/index.html").is_file()


def test_build_with_findings_is_1_and_leaves_the_old_site(here: Path) -> None:
    old = bytes_of(old_site(here / "site"))
    edit(here, WRONG)
    result = archive("build", "--lang", "en")
    assert result.exit_code == 1
    assert "DV601" in result.stdout
    assert "Not published; the old site is as it was." in result.stderr
    assert bytes_of(here / "site") == old


def test_a_copy_for_a_folder_leaves_the_site_for_a_host_as_it_was(here: Path) -> None:
    assert archive("build").exit_code == 0
    site = bytes_of(here / "site")
    assert "_headers" in site
    assert archive("build", "--portable").exit_code == 0
    assert bytes_of(here / "site") == site
    assert "index.html" in bytes_of(here / "site-portable")
    assert "_headers" not in bytes_of(here / "site-portable")
    assert archive("build", "--portable", "--site-dir", "site").exit_code == 0
    assert bytes_of(here / "site") == bytes_of(here / "site-portable"), "the folder that was asked for"


def test_a_strict_build_stops_at_a_stale_translation(here: Path) -> None:
    behind(here, STALE)
    result = archive("build", "--strict-translations")
    assert result.exit_code == 1
    assert "DV404" in result.stdout
    assert not (here / "site").exists()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_bad_setting_or_target_is_told_in_words(here: Path, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    (here / "site").mkdir()
    (here / "site/thesis.txt").write_text("x", "utf-8")
    result = archive("build", "--lang", lang)
    assert result.exit_code == 1
    assert ("không do archive dựng" if lang == "vi" else "archive did not build") in result.stderr
    monkeypatch.setenv("SITE_URL", "nowhere")
    result = archive("build", "--lang", lang, "--site-dir", "moi")
    assert result.exit_code == 1
    assert ("SITE_URL không hợp lệ" if lang == "vi" else "SITE_URL is not valid") in result.stderr
    assert "Traceback" not in result.output
    assert not (here / "moi").exists()


def test_it_is_a_module_too(here: Path) -> None:
    status, out, err = finished(python("-m", "archive", "check", cwd=here))
    assert (status, out.strip(), err.strip()) == (0, "", "0 lỗi, 0 cảnh báo")


# --- explain and stamp


def test_explain_prints_the_tree_in_every_format(here: Path) -> None:
    assert "<- n-khac#tieu-su" in archive("explain", "bc-01-1").stdout
    assert "was Head from" in archive("explain", "bc-01-1", "--lang", "en").stdout
    assert json.loads(archive("explain", "bc-01-1", "--format", "json").stdout)["id"] == "bc-01-1"
    assert archive("explain", "bc-01-1", "--format", "dot").stdout.startswith("digraph")
    above = archive("explain", "nv-mau-2", "--used-by").stdout
    assert [line.split()[0] for line in above.splitlines() if "[inferred]" in line] == ["bc-01-2", "bc-01-1"]


def test_what_rests_on_a_claim_is_told_without_its_own_sources(here: Path) -> None:
    above = archive("explain", "nv-mau-2", "--used-by").stdout
    assert "<-" not in above
    for lang, words in (("vi", "không có gì dựa vào"), ("en", "nothing rests on it")):
        alone = archive("explain", "kq-01-1", "--used-by", "--lang", lang).stdout.splitlines()
        assert [alone[0].split()[0], alone[1].strip()] == ["kq-01-1", words]


def test_explain_of_a_record_lists_its_claims(here: Path) -> None:
    result = archive("explain", "kq-01", "--lang", "en")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines() == [
        "kq-01 Help for poor communes",
        "  kq-01-1 [reported] 51 units help poor communes.",
        "  kq-01-2 [reported] The sum is over 10 billion đồng.",
    ]
    assert [step["id"] for step in json.loads(archive("explain", "kq-01", "--format", "json").stdout)] == [
        "kq-01-1",
        "kq-01-2",
    ]
    assert archive("explain", "cd-dan-van-kheo").stdout.splitlines()[1].strip() == "không có thông tin nào"
    assert "did you mean “kq-01”?" in archive("explain", "kq01", "--lang", "en").stderr


def test_explain_of_a_withdrawn_claim_tells_what_rests_on_it(here: Path) -> None:
    edit(here, *withdrawn("nhan-vat/mau.md", "nv-mau-2"))
    result = archive("explain", "nv-mau-2")
    assert f"(withdrawn 2027-01-05: {REASON[0]})" in result.stdout
    assert "bc-01-1" in result.stdout


@pytest.mark.parametrize("name", ["bc-99-1", "kq-09", "../x", ""])
def test_explain_of_an_unknown_claim_is_2(here: Path, name: str) -> None:
    assert archive("explain", name).exit_code == 2


@pytest.mark.parametrize("arguments", [(), ("--all",), (f"docs/vi/{KQ}",)])
def test_stamp_says_what_does_its_work_today(here: Path, arguments: tuple[str, ...]) -> None:
    before = bytes_of(here)
    result = archive("stamp", *arguments, "--lang", "en")
    assert (result.exit_code, bytes_of(here)) == (2, before)
    assert 'checked="day"' in result.stderr
    assert "stamp" not in archive("--help").stdout


def test_what_cannot_be_written_down_is_said_not_traced(here: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "archive", "check", "--explain", "DV605"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "archive: " in done.stderr


@pytest.mark.parametrize("port", ["0", "99999", "x"])
def test_a_port_that_is_none_is_2(here: Path, port: str) -> None:
    assert archive("serve", "--port", port).exit_code == 2
