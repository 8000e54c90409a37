"""Which briefings of the index are too old or too many, and how they leave it."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tui_reader.store.index import Index
from tui_reader.store.schema import ALL, ours


class Keeping(NamedTuple):
    """What is kept of one source."""

    path: Path
    name: str
    before: int | None
    """What came before this time (seconds since 1970) is too old; None: nothing is."""
    most: int
    """More than so many are too many; 0: none are."""
    only_vanished: bool
    """Only what has no file any more goes: the files are not ours."""


class Expired(NamedTuple):
    """A briefing that is let go of."""

    number: int
    """Of its row in the index."""
    headline: str
    source: str
    path: str
    """Its file; "" where that is gone already."""


class Expiry:
    """Finds and drops old briefings; starred ones are never old."""

    def __init__(self, index: Index) -> None:
        self.index = index

    def find(self, rules: Iterable[Keeping]) -> list[Expired]:
        """The briefings that go, each once. Costs nothing where none does."""
        roots = {path: number for number, path in self.index.roots.numbers()}
        by_root = {roots[rule.path]: rule for rule in rules if rule.path in roots}
        found = {one.number: one for one in self._too_old(by_root)}
        for root, rule in by_root.items():
            if rule.most:
                found |= {one.number: one for one in self._too_many(root, rule)}
        return list(found.values())

    def drop(self, expired: Sequence[Expired]) -> None:
        """Take briefings out; a story that has no other goes with them."""
        self.index.drop_briefings([one.number for one in expired])

    def _too_old(self, rules: dict[int, Keeping]) -> list[Expired]:
        limits = [rule.before for rule in rules.values() if rule.before is not None]
        if not limits:
            return []
        last = max(limits)
        rows = self._briefings(
            "places.view = ? AND places.at < ? AND first_seen < ?",  # the first is quick to find
            (ALL, last, last),
            "ORDER BY places.at",
        )
        return [
            Expired(number, headline, rules[root].name, os.fsdecode(path or b""))
            for number, headline, path, root, first_seen in rows
            if (rule := rules.get(root)) and rule.before is not None and first_seen < rule.before
            if path is None or not rule.only_vanished
        ]

    def _too_many(self, root: int, rule: Keeping) -> list[Expired]:
        rows = self._briefings(
            "places.view = (SELECT id FROM views WHERE kind = 'source' AND name = ?) AND root = ?",
            (str(root), root),
            "ORDER BY places.at DESC, places.story LIMIT -1 OFFSET ?",
            (rule.most,),
        )
        return [
            Expired(number, headline, rule.name, os.fsdecode(path or b""))
            for number, headline, path, _, _ in rows
        ]

    def _briefings(
        self,
        where: str,
        values: tuple[object, ...],
        order: str,
        more: tuple[object, ...] = (),
    ) -> list[tuple[int, str, bytes | None, int, int]]:
        """(number, headline, path, root, first_seen) of briefings of some unstarred stories."""
        with ours(self.index.path):
            return self.index.database.execute(
                "SELECT briefings.id, headline, path, root, first_seen FROM places"
                " JOIN stories ON stories.id = places.story AND starred = 0"
                f" JOIN briefings ON briefings.story = stories.id WHERE {where} {order}",
                (*values, *more),
            ).fetchall()
