"""Figures as they stand in a cell. Pure."""

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
