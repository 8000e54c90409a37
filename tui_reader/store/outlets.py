"""What the index can count of outlets: who reports what, first or alone, and together with whom.

The outlets of a story stand in one text, which is taken apart here: that is as quick as SQLite is,
and a renamed outlet is counted once in a story that has both of its names. Who has told the same
stories is found by a bit for each story: a story of 500 outlets costs no more than 500.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.models import OutletRules
from tui_reader.store.schema import ours

MAX_OUTLETS = 1_000
"""Those with most stories: more than anybody looks through."""
MAX_COMPARED = 200
"""Outlets of which it is told, all at once, with whom they overlap."""
MAX_PARTNERS = 500
"""Those among which these are looked for."""
MAX_OVERLAPS = 5


class Overlap(NamedTuple):
    """How many stories an outlet shares with another one."""

    name: str
    stories: int


class OutletCount(NamedTuple):
    """What one outlet reported."""

    name: str
    stories: int = 0
    read: int = 0
    alone: int = 0
    """Stories that no other outlet has."""
    first: int = 0
    """Stories of several outlets that it was the first to report."""
    contested: int = 0
    """Stories of several outlets of which it is known who was first."""


class _Told(NamedTuple):
    """One story."""

    outlets: tuple[str, ...]
    first_by: str
    read: int


class OutletFigures:
    """Counts over the stories that are in views, from a moment on."""

    def __init__(
        self, database: sqlite3.Connection, path: Path, rules: OutletRules, first: int | None
    ) -> None:
        """`first` in seconds since 1970; None for all stories."""
        self.database = database
        self.path = path
        self.rules = rules
        self.first = first

    def outlets(self) -> list[OutletCount]:
        """The outlets with most stories, the largest first."""
        stories, read, alone, first, contested = (Counter[str]() for _ in range(5))
        for story in self._stories():
            stories.update(story.outlets)
            if story.read:
                read.update(story.outlets)
            if len(story.outlets) == 1:
                alone.update(story.outlets)
            elif story.first_by:
                contested.update(story.outlets)
                first[story.first_by] += 1
        names = sorted(stories, key=lambda name: (-stories[name], name))[:MAX_OUTLETS]
        return [
            OutletCount(name, *(kind[name] for kind in (stories, read, alone, first, contested)))
            for name in names
        ]

    def overlaps(self, name: str) -> list[Overlap]:
        """With which outlets one shares most stories."""
        shared = Counter[str]()
        for story in self._stories(self._names(name)):
            shared.update(story.outlets)
        del shared[name]
        return _largest(shared)

    def all_overlaps(self, names: Sequence[str]) -> dict[str, list[Overlap]]:
        """The same of the first of some outlets, among the first of them."""
        told = self._bits(names[:MAX_PARTNERS])
        return {
            name: _largest(
                {other: (told[name] & told[other]).bit_count() for other in told if other != name}
            )
            for name in names[:MAX_COMPARED]
        }

    def _bits(self, names: Sequence[str]) -> dict[str, int]:
        """For each outlet a number whose bits are the stories that it shares."""
        places: dict[str, list[int]] = {name: [] for name in names}
        shared = (story.outlets for story in self._stories() if len(story.outlets) > 1)
        total = 0
        for total, outlets in enumerate(shared, start=1):
            for name in places.keys() & outlets:
                places[name].append(total)
        return {name: _number(found, total + 1) for name, found in places.items()}

    def _names(self, name: str) -> list[str]:
        """All names that an outlet has in articles, as they stand in the text of a story."""
        names = [old for old, shown in self.rules.renamed.items() if shown == name]
        return [json.dumps(one, ensure_ascii=False) for one in (name, *names)]

    def _stories(self, names: Sequence[str] = ()) -> Iterator[_Told]:
        """The stories, or those of an outlet with these names."""
        named = " OR ".join(f"instr(outlets, ?{nth})" for nth in range(2, len(names) + 2))
        statement = (
            "SELECT outlets, first_by, read FROM stories"
            f" WHERE hidden = 0 AND at >= ?1 AND ({named or 'true'})"
        )
        with ours(self.path):
            rows = self.database.execute(statement, (self.first or 0, *names)).fetchall()
        renamed = self.rules.renamed
        for text, first, read in rows:
            outlets = tuple(json.loads(text))
            shown = self.rules.shown(outlets) if renamed else outlets
            yield _Told(shown, renamed.get(first, first), read)


def _number(places: Sequence[int], size: int) -> int:
    """The number with these bits."""
    content = bytearray(size // 8 + 1)
    for place in places:
        content[place // 8] |= 1 << place % 8
    return int.from_bytes(content, "little")


def _largest(shared: Mapping[str, int]) -> list[Overlap]:
    found = sorted(shared.items(), key=lambda one: (-one[1], one[0]))
    return [Overlap(*one) for one in found[:MAX_OVERLAPS] if one[1]]
