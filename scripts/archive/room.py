"""Memory that a stage worked with and no later one needs, given back between the stages of a large build.

Texts are compared again and again by the checks, so what was worked out of many thousands of them is kept at hand
there; of a large archive that is as much as all its pages. What leads to itself in a ring goes when somebody looks for
it. And what the C library holds free in pieces is given back to the system where it can be told to (glibc): else the
next stage would ask for more.
"""

from __future__ import annotations

import ctypes
import gc
import resource
import sys
from functools import _lru_cache_wrapper

LARGE = 288 * 1024
"""KiB that the process has taken at most, from which on room is dearer than the time of this."""
_MANY = 1_000
"""Answers from which on a memory is given back; smaller ones are of what all stages ask."""


def give_back() -> None:
    """Forget what can be worked out again, and give back what is free, where much is taken."""
    if _taken() < LARGE:
        return
    for name, module in [*sys.modules.items()]:
        if name.startswith("archive."):
            for value in vars(module).values():
                if isinstance(value, _lru_cache_wrapper) and value.cache_info().currsize > _MANY:
                    value.cache_clear()
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim:
        trim(0)


def _taken() -> int:
    """The most that this process has taken, in KiB."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // 1024 if sys.platform == "darwin" else most
