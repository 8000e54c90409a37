"""What the reader decided: never undone by the program."""

from collections import defaultdict
from collections.abc import Iterable

from tui_reader.cluster.groups import Group
from tui_reader.cluster.window import Window


class Wishes:
    """Which briefings are never, and which are always, in one story; where both, never.

    A story may be named by its founder: the founder is always in it.
    """

    def __init__(
        self,
        apart: Iterable[tuple[str, str]] = (),
        together: Iterable[tuple[str, str]] = (),
    ) -> None:
        self._apart = _partners(apart)
        self._together = _partners(together)

    def friends(self, item: str) -> list[str]:
        """The briefings that this one belongs to, sorted, as a set has no order."""
        return sorted(self._together.get(item, ()))

    def bar(self, item: str, group: Group, window: Window) -> bool:
        """Whether the briefing must not join the story."""
        others = self._apart.get(item)
        if not others:
            return False
        return any(window.story_of(other) == group.number for other in others)

    @property
    def has_apart(self) -> bool:
        """Whether anything was taken apart."""
        return bool(self._apart)

    def parted(self, some: Iterable[str], others: Iterable[str]) -> bool:
        """Whether a briefing of these must not be in one story with one of those."""
        theirs = set(others)
        return any(not theirs.isdisjoint(self._apart.get(item, ())) for item in some)

    def part(self, one: Group, other: Group, window: Window) -> bool:
        """Whether the two stories must not become one."""
        return any(
            window.story_of(item) == one.number and self.bar(item, other, window)
            for item in self._apart
        )


def _partners(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """Whom each is paired with, from pairs in any order."""
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for one, other in pairs:
        if one != other:
            partners[one].add(other)
            partners[other].add(one)
    return dict(partners)
