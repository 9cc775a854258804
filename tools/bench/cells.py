"""Figures as they stand in a cell, and cells as they stand in a table. Pure."""

from __future__ import annotations

from bench.outcome import ratio


def kb(size: int) -> str:
    """Bytes as kilobytes of 1,000, with one decimal."""
    return f"{size / 1000:.1f}"


def times(value: float, yardstick: float) -> str:
    """`value` as a multiple: `2.4×`."""
    found = ratio(value, yardstick)
    return "–" if found is None else f"{found:.1f}×"


def share(part: int, whole: int) -> str:
    """A part of a whole: `236/238 (99%)`, rounded down, so that 100% is all."""
    return f"{part}/{whole} ({100 * part // whole}%)" if whole else "–"


def aligned(rows: list[list[str]]) -> str:
    """A Markdown table with its columns in line; the first row is its head."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])
