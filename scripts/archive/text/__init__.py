"""How two texts are compared for what they state.

Takes plain text, Vietnamese or English, without markup. Gives its normal form, the digest of a paragraph, and
the figures, dates, document symbols, quoted titles and proper names that it states; which of them stand in no
text that is to support it (`missing_…`), and which in one of two twins alone (`differences`).
Refuses nothing: any string has an answer, and it takes time in proportion to the string's length.
"""

from archive.text.differences import (
    Difference,
    differences,
    missing_dates,
    missing_figures,
    missing_names,
    missing_quotes,
    missing_symbols,
)
from archive.text.facts import Stated, dates, figures, impossible_dates, said, stated
from archive.text.form import normal, paragraph_digest, seen, spaced, words_of
from archive.text.naming import Name, names, quoted
from archive.text.numbers import Figure
from archive.text.worded import spelled

__all__ = [
    "Difference",
    "Figure",
    "Name",
    "Stated",
    "dates",
    "differences",
    "figures",
    "impossible_dates",
    "missing_dates",
    "missing_figures",
    "missing_names",
    "missing_quotes",
    "missing_symbols",
    "names",
    "normal",
    "paragraph_digest",
    "quoted",
    "said",
    "seen",
    "spaced",
    "spelled",
    "stated",
    "words_of",
]
