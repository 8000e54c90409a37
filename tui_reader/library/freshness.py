"""Whether the index is still what a look at the files would make of it, found out in no time.

A command that is called every few seconds, by a prompt or a status bar, need not look at 100,000
files each time. Folders tell by their own time when a file comes, goes or is replaced, and the
youngest files, which somebody may still be writing, are asked; only what is changed in place in an
old file is seen by a look alone, and so a look is good for a minute at most.
"""

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from tui_reader.models import Source

LOOKED = "looked"
"""A note in the index: what the last look saw."""
SECONDS = 60
MOST = 3_000
"""More folders and files are not asked one by one."""
SETTLED_NS = 1_000_000_000
"""What changed in the second before a look may have changed again in the same tick of
the clock: that look is no proof."""


def looked(
    seen: Mapping[str, int], begun: dt.datetime, sources: Sequence[Source], change: int
) -> str:
    """What to note of a look: when it began, at what, for which sources and marks."""
    last = int(begun.timestamp() * 1e9) - SETTLED_NS
    good = len(seen) <= MOST and all(changed < last for changed in seen.values())
    return json.dumps(
        {
            "at": begun.timestamp(),
            "seen": seen if good else {},
            "sources": _written(sources),
            "change": change,
        }
    )


def is_fresh(note: str | None, now: dt.datetime, sources: Sequence[Source], change: int) -> bool:
    """Whether a look now would find nothing new, as far as that can be told."""
    with suppress(ValueError, TypeError, KeyError, OSError):
        look = json.loads(note or "{}")
        return (
            0 <= now.timestamp() - look["at"] < SECONDS
            and bool(look["seen"])
            and look["sources"] == _written(sources)
            and look["change"] == change
            and all(Path(path).stat().st_mtime_ns == at for path, at in look["seen"].items())
        )
    return False


def _written(sources: Sequence[Source]) -> str:
    """What tells these sources from others; their passwords are nothing for an index."""
    return blake2b(repr(tuple(sources)).encode("utf-8", "replace"), digest_size=16).hexdigest()
