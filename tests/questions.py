"""The questions that readers bring, `questions.toml`: who asks what, which page answers, how near it is, what it must say.

The table's head says what its keys mean. A key that is unknown, missing or of another type ends the reading there.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from archive.content.kinds.base import Frozen
from archive.findings import Lang

TABLE = Path(__file__).with_suffix(".toml")


class Question(Frozen):
    """One question, and what answers it."""

    asks: Literal["citizen", "journalist", "researcher"]
    known: Literal["whole", "part", "no"]
    vi: str
    en: str
    page: str
    """The address below the language's home page."""
    clicks: int = Field(ge=0, le=3)
    by: Mapping[Lang, tuple[str, ...]] = Field(default_factory=dict)
    """What a link to the page says that a reader would follow with this question; nothing for the home page."""
    words: Mapping[Lang, tuple[str, ...]]

    def text(self, lang: Lang) -> str:
        """The question in one language."""
        return {"vi": self.vi, "en": self.en}[lang]


QUESTIONS = {name: Question.model_validate(given) for name, given in tomllib.loads(TABLE.read_text("utf-8")).items()}
"""The table, in order."""
