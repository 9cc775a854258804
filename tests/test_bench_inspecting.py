"""Ours beside checkers of links: that each fault is really put in, how reports are read, and how it is told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.archives import REAL

from archive.findings import LANGS, Lang, Text
from archive.publish import MARKER
from bench import inspecting, seen
from bench.answering import answer
from bench.faults import FAULTS, Fault, Seeded, seed
from bench.figures import Spent
from bench.inspecting import Place
from bench.outcome import NotMeasuredError
from bench.seen import Checker, Report, Result

URL = "http://127.0.0.1:8000/"
PAGE = """<!doctype html><html lang="vi"><head><title>Một</title><link rel="canonical" href="{url}id/{name}/">
<link rel="alternate" hreflang="en" href="{url}en/id/{name}/"><meta property="og:image" content="{url}assets/a.png"></head>
<body><main><article><h1 class="claim" id="{name}">Lời</h1></article></main></body></html>"""
STUB = '<html lang="vi"><head><title>Chuyển</title><meta http-equiv="refresh" content="0; url=../../a/"></head></html>'
FILES = {
    "id/kq-01/index.html": STUB,
    "id/kq-01.csl.json": '[{"id": "kq-01", "title": "Một hai ba bốn"}]',
    "assets/site.0a.css": "p { color: red }",
    "feed.xml": f'<feed><link href="{URL}"/>\n<entry>\n<link href="{URL}a/"/></entry></feed>',
    "sitemap.xml": f"<urlset><url><loc>{URL}</loc></url><url><loc>{URL}a/</loc></url></urlset>",
    "data/linkset.json": f'{{"linkset": [{{"describedby": [{{"href": "{URL}id/kq-01.bib"}}]}}]}}',
    "data/claims.csv": "id,a,b\r\nkq-01-1,1,2\r\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    pages = {f"id/kq-01-{number}/index.html": PAGE.replace("{name}", f"kq-01-{number}") for number in range(40)}
    for name, text in (FILES | pages).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text.replace("{url}", URL).encode())
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_every_fault_is_put_into_a_file_of_its_own_and_nothing_else_is_changed(site: Path) -> None:
    before = files(site)
    found = seed(site, URL)
    after = files(site)
    assert [one.fault for one in found] == [*FAULTS]
    changed = {name for name in after if after[name] != before.get(name)}
    assert len({one.file for one in found}) == len(FAULTS)
    assert changed == {one.file for one in found}
    assert before.keys() <= after.keys()
    for one in found:
        assert one.fault.mark.encode() in after[one.file] or one.file == "assets/mo-coi.txt", one.fault.name.en


def test_a_mark_stands_for_one_fault_alone(site: Path) -> None:
    marks = [fault.mark for fault in FAULTS if fault.mark]
    assert not [(a, b) for a in marks for b in marks if a != b and a in b]
    whole = b"".join(files(site).values()).decode()
    assert not [mark for mark in marks if mark in whole]
    assert len({fault.name.en for fault in FAULTS}) == len({fault.name.vi for fault in FAULTS}) == len(FAULTS)
    assert not [fault for fault in FAULTS if fault.link and not fault.mark]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a link with wrong capitals", 'href="../../Id/KQ-01/"'),
        ("a redirect page that leads nowhere", 'content="0; url=../../khong-co-dich/"'),
        ("a canonical address that is not there", f'rel="canonical" href="{URL}khong-co-chinh-thuc/"'),
        ("a feed's link to nothing", f'<entry>\n<link href="{URL}khong-co-tin/"/></entry>'),
        (
            "a page in the sitemap that is not there",
            f"<url><loc>{URL}khong-co-so-do/</loc></url><url><loc>{URL}a/</loc>",
        ),
        ("a link in a JSON file to nothing", f'[{{"href": "{URL}khong-co-json.bib"}}]'),
        ("a cell of a table that is lost", "id,a,b\r\nkq-01-1,1\r\n"),
        ("a statement's words changed", ">Khác Lời</h1>"),
        ("a statement that is lost", "<article><h1>x</h1></article>"),
        ("a missing lang", "<!doctype html><html><head>"),
        ("a hreflang to another page", f'hreflang="en" href="{URL}en/"'),
        ("an empty title", "<title></title>"),
    ],
)
def test_what_a_fault_makes_of_a_file(site: Path, name: str, words: str) -> None:
    (one,) = [one for one in seed(site, URL) if one.fault.name.en == name]
    assert words in (site / one.file).read_bytes().decode()


def test_a_site_without_a_place_for_a_fault_is_refused(site: Path) -> None:
    (site / "feed.xml").write_text("<feed></feed>", "utf-8")
    with pytest.raises(NotMeasuredError, match=r"nothing to change in feed\.xml"):
        seed(site, URL)
    shutil.rmtree(site / "id/kq-01")
    with pytest.raises(NotMeasuredError, match="no place"):
        seed(site, URL)


# What they are asked, and what they said.


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "work/x").mkdir(parents=True)
    return Place(tmp_path / "site", URL, tmp_path / "project", tmp_path / "work/x")


@pytest.mark.parametrize(
    ("command", "tool"),
    [
        (inspecting.linkchecker_command, "linkchecker"),
        (inspecting.linkinator_command, "npm"),
        (inspecting.lychee_command, "lychee"),
    ],
)
def test_a_missing_tool_has_a_row_without_figures(
    monkeypatch: pytest.MonkeyPatch, place: Place, command: Callable[[Place], list[str]], tool: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(NotMeasuredError) as caught:
        command(place)
    assert caught.value.text.en == f"not measured: needs {tool}"


def test_what_each_says_is_read(place: Place) -> None:
    table = (
        "WARNING a; b\n# made by\nurlname;parentname;base;result;valid;url\n"
        f'../x/;{URL}id/a/;;404 Not Found;False;{URL}x/\n#y;{URL};;"200 OK\n(2)";True;{URL}#y\n# end\n'
    )
    assert inspecting.linkchecker_reports(table, place) == [
        Report("id/a/index.html", f"../x/ {URL}x/ 404 Not Found"),
        Report("index.html", f"#y {URL}#y 200 OK\n(2)"),
    ]
    links = [
        {"url": f"{URL}x/", "state": "BROKEN", "parent": f"{URL}id/a/"},
        {"url": f"{URL}y/", "state": "OK", "parent": URL},
    ]
    assert inspecting.linkinator_reports(f"news\n{json.dumps({'links': links})}", place) == [
        Report("id/a/index.html", f"{URL}x/")
    ]
    met = {f"{place.site}/id/a/index.html": [{"url": f"file://{place.site}/x/"}]}
    assert inspecting.lychee_reports(json.dumps({"error_map": met}), place) == [Report("id/a/index.html", f"{URL}x/")]
    ours = json.dumps(["site/id/a/index.html", "DV901 x"])
    assert inspecting.our_reports(f"{ours}\n", place) == [Report("id/a/index.html", "DV901 x")]


@pytest.mark.parametrize(
    ("asked", "state", "said"),
    [
        ("/", 200, "text/html"),
        ("/a/?x=1", 200, "text/html"),
        ("/a", 301, "/a/"),
        ("/a%20b.css", 200, "text/css"),
        ("/A/", 404, "text/html"),
        ("/b/", 404, "text/html"),
        ("/../secret", 404, "text/html"),
        ("/a/%2e%2e/%2e%2e/secret", 404, "text/html"),
    ],
)
def test_the_host_answers_as_a_host_of_files_does(tmp_path: Path, asked: str, state: int, said: str) -> None:
    (tmp_path / "secret").write_text("x", "utf-8")
    for name in ("index.html", "a/index.html", "a b.css"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(name, "utf-8")
    assert answer(tmp_path / "site", asked)[:2] == (state, said)
    assert (answer(tmp_path / "site", asked)[2] != b"") == (state == 200)


# What is told.

MARKED, PLAIN = (
    Fault(Text("một", "one"), lambda text, url: text, mark="khong-co"),
    Fault(Text("hai", "two"), lambda text, url: text, link=False),
)
SEEDED = [Seeded(MARKED, "a/index.html"), Seeded(PLAIN, "b/index.html")]
OURS, OTHER = (Checker(key, Text(key, key), lambda place: [], lambda said, place: []) for key in ("ours", "other"))
MARK, FILE, KNOWN = Report("x", "../khong-co/"), Report("b/index.html", "DV1"), Report("b/index.html", "always")


def test_a_fault_is_told_by_its_mark_or_by_its_file_and_never_by_what_is_always_said() -> None:
    nothing = Result(OURS, SEEDED).with_clean([KNOWN]).with_run(Spent(1, 1, 1), [KNOWN, Report("a/index.html", "y")])
    assert [nothing.tells(one) for one in SEEDED] == [False, False]
    all_ = nothing.with_clean([KNOWN])
    all_ = replace(all_, runs=(), told=frozenset()).with_run(Spent(1, 1, 1), [MARK, FILE, KNOWN])
    assert [all_.tells(one) for one in SEEDED] == [True, True]
    twice = Result(OURS, SEEDED).with_run(Spent(1, 1, 1), [MARK]).with_run(Spent(3, 3, 3), [MARK, FILE])
    assert [twice.tells(one) for one in SEEDED] == [True, False], "what one run alone tells does not count"
    assert twice.cost == Spent(2, 2, 2)


@pytest.mark.parametrize("lang", LANGS)
def test_the_tables_tell_what_was_found_and_no_figure_where_nothing_was_measured(lang: Lang) -> None:
    ours = Result(OURS, SEEDED).with_run(Spent(2.0, 1.0, 90), [MARK, FILE])
    other = Result(OTHER, SEEDED).with_clean([KNOWN]).with_run(Spent(5.0, 3.0, 50), [MARK, KNOWN])
    missing = Result(OTHER, SEEDED).failed(NotMeasuredError("npm").text)
    told = seen.table([ours, other, missing], lang)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in told.splitlines() if line[:1] == "|"]
    assert ["ours", "1/1 (100%)", "2/2 (100%)", "0", "2.0", "1.0×", "1.0", "1.0×", "90"] in rows
    assert ["other", "1/1 (100%)", "1/2 (50%)", "1", "5.0", "2.5×", "3.0", "3.0×", "50"] in rows
    reason = "not measured: needs npm" if lang == "en" else "chưa đo: cần npm"
    assert ["other", reason, *[""] * 7] in rows
    yes = "yes" if lang == "en" else "có"
    assert rows[-2:] == [[MARKED.name[lang], yes, yes], [PLAIN.name[lang], yes, "–"]]
    data = json.loads(seen.as_json([ours, missing], lang))
    assert [one["why"] for one in data] == [None, reason]
    assert data[0]["told"] == {MARKED.name[lang]: True, PLAIN.name[lang]: True}


def test_a_report_that_cannot_be_read_is_no_figure(tmp_path: Path) -> None:
    def broken(said: str, place: object) -> list[Report]:
        raise ValueError(said)

    checker = Checker("x", Text("x", "x"), lambda place: ["true"], broken)
    place = Place(tmp_path, URL, tmp_path, tmp_path)
    result = inspecting.looked(Result(checker, SEEDED), place, faulty=True)
    assert result.why == NotMeasuredError("x", "its report cannot be read").text
    assert inspecting.looked(result, place, faulty=True) is result


def test_a_checker_that_is_not_at_hand_is_not_asked_again(tmp_path: Path) -> None:
    def missing(place: object) -> list[str]:
        raise NotMeasuredError("npm")

    place = Place(tmp_path, URL, tmp_path, tmp_path)
    result = inspecting.looked(
        Result(Checker("x", Text("x", "x"), missing, lambda *_: []), SEEDED), place, faulty=False
    )
    assert result.why == NotMeasuredError("npm").text
    assert inspecting.looked(result, place, faulty=True) is result


def test_ours_tells_each_fault_by_the_rule_that_is_meant(real_site: Path, tmp_path: Path) -> None:
    """The real site: each kind needs a page of its own."""
    site, url = tmp_path / "site", REAL["SITE_URL"]
    shutil.copytree(real_site / "site", site)
    (site / MARKER).unlink()
    place = Place(site, url, real_site, tmp_path / "work")
    checker = inspecting.CHECKERS[0]
    before = inspecting.looked(Result(checker, []), place, faulty=False)
    assert (before.why, before.clean) == (None, frozenset()), "the site as it was built has faults"
    seeded = seed(site, url)
    found = inspecting.looked(replace(before, seeded=seeded), place, faulty=True)
    for one in seeded:
        fault = one.fault
        about = [said for said in found.told if (fault.mark in said.what if fault.mark else said.where == one.file)]
        codes = {said.what.split()[0] for said in about}
        assert found.tells(one) == bool(codes)
        assert (fault.code in codes) if fault.code else not codes, f"{fault.name.en}: {sorted(codes)}"
