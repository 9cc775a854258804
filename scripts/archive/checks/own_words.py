"""The words in which the site speaks of itself: its licences, formats, standards and buttons.

No claim can support them, so each stands here with its page, exactly as it is written there, and the reason. They are
looked over where they stand in full and nowhere else: `CC BY 4.0` excuses no other 4.0. A test tells which entry is no
longer needed.
"""

from __future__ import annotations

OWN_WORDS: dict[str, dict[str, str]] = {
    "gioi-thieu.md": {
        "CC BY 4.0": "the licence of the site's words and data",
        "MIT": "the licence of the site's code",
    },
    "nguon/n-bao-nghe-an.md": {
        "SHA-256": "how the digests of this source are made",
        "Unicode NFC": "a step in making a digest by hand",
        "UTF-8": "a step in making a digest by hand",
        "archive verify-source TỆP": "the command that checks a copy, with the word for its argument",
        "archive verify-source FILE": "the same command on the English page",
    },
    "trich-dan.md": {
        "“Trích dẫn”": "the button under each claim, as it is written on it",
        "“Cite”": "the same button on the English page",
        "RIS": "a format in which citations can be downloaded",
        "CSL-JSON": "a format in which citations can be downloaded",
    },
    "tro-nang.md": {
        "WCAG 2.2": "the standard that the site is to meet",
        "AA": "the level of that standard",
        "JavaScript": "what the pages can be read without",
    },
}
"""By page, from `docs/<lang>`: the words, and why no claim is asked for them."""
