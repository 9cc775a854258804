"""What no line breaks within: names, amounts and spans of years, wherever they stand as words."""

from __future__ import annotations

import pytest
from tests.finish.conftest import Finished

from archive.finish.prose import prose
from archive.finish.unbroken import holding, names

HOLD = holding(("Nghệ An", "Trần Thị A & B", "lt; b", "39; x"))


def held(words: str) -> str:
    """Words as they come out."""
    return f'<span class="nb">{words}</span>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tỉnh Nghệ An, năm 2018", f"tỉnh {held('Nghệ An')}, năm 2018"),
        ("Nghệ Anh; xNghệ An", "Nghệ Anh; xNghệ An"),
        ("of Trần Thị A &amp; B.", f"of {held('Trần Thị A &amp; B')}."),
        ("2018–2020, 2012-2015", f"{held('2018–2020')}, {held('2012-2015')}"),
        ("12018–2020; 2018–20201; 1/2018-2020", "12018–2020; 2018–20201; 1/2018-2020"),
        ("trên 10 tỷ đồng; 1,5 triệu", f"trên {held('10 tỷ đồng')}; {held('1,5 triệu')}"),
        ("over 10 billion đồng", f"over {held('10 billion đồng')}"),
        ("10 tỷlệ", "10 tỷlệ"),
        ("a &lt; b &#39; x", "a &lt; b &#39; x"),
    ],
)
def test_what_is_held(text: str, found: str) -> None:
    assert HOLD(text) == found


def test_only_the_text_of_a_page_is_changed() -> None:
    page = (
        '<html><title>Nghệ An</title><body data-x="Nghệ An"><h2>{}</h2><code>Nghệ An</code><svg><text>Nghệ An</text></svg>'
        '<p><span class="nb">Nghệ An</span> {}</p></body></html>'
    )
    once = prose(page.format("Nghệ An", "Nghệ An"), HOLD, '<span class="nb">'.__eq__, [' class="nb"'])
    assert once == page.format(held("Nghệ An"), held("Nghệ An"))
    assert prose(once, HOLD, '<span class="nb">'.__eq__, [' class="nb"']) == once


@pytest.mark.parametrize("lang", ["", "en/"])
def test_names_are_held_in_lists_and_headings(finished_site: Finished, lang: str) -> None:
    known = names(finished_site.archive)
    assert any(" " in name for name in known)
    home = (finished_site.folder / lang / "index.html").read_text("utf-8")
    shown = [name for name in known if name in home.partition("<main")[2]]
    assert shown, f"the home page names none of {known}"
    bare = prose(
        home,
        lambda text: "".join(f"|{name}|" for name in shown if name in text) or text,
        '<span class="nb">'.__eq__,
        [' class="nb"'],
    )
    assert not [name for name in shown if f"|{name}|" in bare], "a name may break"
