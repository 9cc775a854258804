"""Drafts of several kinds for the minimal archive: pages that rest on published ones and on each other."""

from __future__ import annotations

from tests.archives import Edit

RESULT, CAMPAIGN, SOURCE = "ket-qua/2015-2018/kq-77.md", "chien-dich/hat-giong.md", "nguon/n-nhap.md"
EVENT, PLAIN, PICTURE = "su-kien/dung-nha.md", "so-tay-do-dang.md", "assets/nha-san.svg"
MARK = "draft: true\n"
PUBLIC = "nhan-vat/mau.md"
"""A published record that drafts name."""

_PAGES: tuple[tuple[str, str, str, str, str], ...] = (
    (
        SOURCE,
        "id: n-nhap\nkind: source\ntier: context\npublisher: Báo Nháp\nshort: Báo Nháp\nheadline: Bài nháp\n"
        "read: {date: 2026-11-25, copy: stored, extent: whole}\nlocators: {p1: {about: nhà sàn}}\ntitle: Báo Nháp\n",
        "Đọc một bản lưu.",
        "title: Unprinted paper\nlocators: {p1: stilt houses}\n",
        "Read in a stored copy.",
    ),
    (
        CAMPAIGN,
        "id: cd-hat-giong\nkind: campaign\naliases: [chien-dich/giong-cu]\npeople: [nv-mau]\ntitle: Hạt giống\nsummary: Một phong trào khác.\n",
        "",
        "title: Seeds of rice\nsummary: Another movement.\n",
        "",
    ),
    (
        RESULT,
        "id: kq-77\nkind: result\ncampaigns: [hat-giong, dan-van-kheo]\nbodies: [tc-ban]\nperiod: 2015/2018\n"
        "unknowns: [Ai dựng nhà sàn.]\ntitle: Dựng nhà sàn\n",
        'Nhà sàn được dựng lại.\n{ #kq-77-1 .claim source="n-bao#p3" }\n\n'
        'Nhà sàn có mái mới.\n{ #kq-77-2 .claim status="inferred" from="kq-77-1 kq-01-1" }\n\n'
        "Nhà được dựng lại thì có mái mới.\n{ .reason }\n\n"
        "![Một ngôi nhà](../../../assets/nha-san.svg)\n\nXem [việc khác](kq-01.md).",
        "title: Stilt houses rebuilt\nunknowns: [Who rebuilt the stilt houses.]\n",
        "Stilt houses were rebuilt.\n{ #kq-77-1 .claim }\n\nStilt houses have new roofs.\n{ #kq-77-2 .claim }\n\n"
        "A house that is rebuilt has a new roof.\n{ .reason }\n\n"
        "![A house](../../../assets/nha-san.svg)\n\nSee [something else](kq-01.md).",
    ),
    (
        EVENT,
        "id: sk-dung-nha\nkind: event\ndate: 2024-02-17\ncampaigns: [hat-giong]\nrelated: [kq-77]\ntitle: Ngày dựng nhà\n",
        'Ngày 17/2/2024, nhà sàn được dựng lại.\n{ #sk-dung-nha-1 .claim source="n-nhap#p1" when="2024-02-17" }',
        "title: The day of building\n",
        "On 17 February 2024, stilt houses were rebuilt.\n{ #sk-dung-nha-1 .claim }",
    ),
    (PLAIN, "title: Ghi chép viết dở\n", "Xem [nhà sàn](ket-qua/2015-2018/kq-77.md#kq-77-1).",
     "title: Notes half written\n", "See [stilt houses](ket-qua/2015-2018/kq-77.md#kq-77-1)."),
)  # fmt: skip
WORDS = ("báo nháp", "bài nháp", "nha-san", "nhà sàn", "stilt", "kq-77", "hat-giong", "hạt giống", "giong-cu", "seeds of rice", "n-nhap",
         "unprinted", "dung-nha", "do-dang", "half written", "2024-02-17", 'class="notice notice--draft"')  # fmt: skip
"""What these pages alone say, their ids and their addresses, in lower case."""


def drafts(*, mark: str = MARK) -> tuple[Edit, ...]:
    """Every kind of draft, and a picture that only one of them shows."""
    edits: list[Edit] = [(PICTURE, "", '<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h7v7z"/></svg>\n')]
    for path, front, body, english, words in _PAGES:
        edits.append((f"vi/{path}", "", f"---\n{front}{mark}---\n{body}\n"))
        edits.append((f"en/{path}", "", f"---\n{english}---\n{words}\n"))
    return tuple(edits)


def draft(path: str) -> Edit:
    """A page that becomes a draft."""
    return f"vi/{path}", "title: ", f"{MARK}title: "
