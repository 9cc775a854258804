"""What an editor may have meant, for the end of a message: the nearest known name. No rule stands here."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from archive.findings import Text
from archive.slugs import slug

CURLY = re.compile("[“”„‟«»‘’]")
"""Quotation marks of prose, which attribute lists do not know."""
_OTHERWISE: dict[str, tuple[str, ...]] = {
    key: tuple(names.split())
    for key, names in {
        "abstract": "trich-yeu",
        "address": "dia-chi lien-ket url link",
        "agreement": "thoa-thuan ky-ket",
        "author": "tac-gia",
        "bodies": "co-quan to-chuc don-vi",
        "campaign": "chien-dich phong-trao",
        "campaigns": "chien-dich phong-trao cac-chien-dich tags",
        "commitment": "cam-ket",
        "context": "boi-canh",
        "continues": "tiep-noi",
        "date": "ngay",
        "document": "van-ban",
        "documents": "van-ban cac-van-ban",
        "event": "su-kien",
        "from": "can-cu tu",
        "headline": "nhan-de",
        "id": "ma ma-so",
        "inferred": "suy-luan suy-ra",
        "instead": "thay-the thay-bang",
        "issued": "ngay-ban-hanh",
        "issuer": "co-quan-ban-hanh noi-ban-hanh",
        "kind": "loai kieu type",
        "locators": "cho vi-tri",
        "name": "ten ten-goi",
        "number": "so so-hieu",
        "office": "chuc-vu",
        "official": "chinh-thuc",
        "organization": "to-chuc co-quan",
        "people": "nhan-vat nguoi",
        "period": "giai-doan ky thoi-ky",
        "person": "nhan-vat nguoi",
        "published": "ngay-dang",
        "publisher": "noi-dang bao nha-xuat-ban",
        "read": "ngay-doc da-doc",
        "reason": "ly-do",
        "related": "lien-quan",
        "reported": "thuat-lai theo-bao tuong-thuat",
        "result": "ket-qua",
        "source": "nguon",
        "status": "tinh-trang trang-thai",
        "summary": "tom-tat tom-luoc mo-ta description",
        "title": "tieu-de ten ten-trang",
        "translates": "dich-tu ban-dich",
        "unknowns": "chua-biet dieu-chua-biet",
        "when": "khi-nao thoi-gian",
        "withdrawn": "da-rut rut ngay-rut",
        "withdrawn_reason": "ly-do-rut",
    }.items()
}
"""What editors write for a key or a word of the model, most often in Vietnamese; as slugs."""


def nearest(given: str, known: Iterable[str]) -> str:
    """The known name that was most likely meant: the same in other letters or another language, else a near one."""
    names = list(known)
    bare = slug(given)
    for name in names:
        if bare and bare in {slug(name), *_OTHERWISE.get(name, ())}:
            return name
    return next(iter(difflib.get_close_matches(given, names, 1)), "")


def meant(given: str, known: Iterable[str]) -> Text:
    """`; có phải là “dan-van-kheo” không?` where a known name is near to the given one, else nothing."""
    near = nearest(given, known)
    return Text(f"; có phải là “{near}” không?", f"; did you mean “{near}”?") if near else Text("", "")
