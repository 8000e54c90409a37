"""What is known of the last three days: which stories have which words, links and briefings.

`Window` is all that clustering asks and tells, so that the answers may come from memory or from a
database: what a new briefing needs is the counts of its words, the numbers of two hundred stories
that have them, and a few of these stories. `MemoryWindow` answers from dictionaries.

How often a word occurs is taken from the beginning of the day, by the window's own clock: figures
do not flicker, the lengths of vectors hold for a day, and nothing depends on how the briefings were
split into batches.
"""

import heapq
from collections.abc import Collection, Iterable
from typing import Any, Protocol

from tui_reader.cluster.groups import Group

DAY = 86_400
SPAN = 3 * DAY
"""Seconds after its last article until a story is forgotten: its id stays, nothing joins it."""


class Window(Protocol):
    """The stories that may still grow; their numbers rise in the order of founding."""

    @property
    def clock(self) -> int:
        """The latest time of a briefing; 0 at first."""

    @property
    def total(self) -> int:
        """How many stories there were at the beginning of the day."""

    def frequency(self, word: str) -> int:
        """In how many stories the word was at the beginning of the day."""

    def having(self, word: str, limit: int) -> Collection[int]:
        """The stories that have the word; none where there are more than `limit`."""

    def group(self, number: int) -> Group:
        """A story, to be changed in place; the same object until the briefing at hand is in."""

    def story_of(self, item: str) -> int | None:
        """The story that a briefing is in."""

    def linked(self, link: str) -> int | None:
        """The story that has a link."""

    def texts_of(self, item: str) -> tuple[int, ...]:
        """The marks of the headlines that a briefing came with, to know them again."""

    def tick(self, clock: int) -> None:
        """Set the clock, which never goes back, and forget the stories it has left behind."""

    def next_number(self) -> int:
        """A number for a new story, larger than all before."""

    def put(self, group: Group, words: Iterable[str] = (), gone: Iterable[str] = ()) -> None:
        """A story is new, or was changed: these words are new in it, those are gone."""

    def enter(self, item: str, texts: tuple[int, ...], links: Iterable[str], number: int) -> None:
        """A briefing with these headlines and links is in a story now."""

    def leave(self, item: str) -> None:
        """A briefing is in no story any more; its story is changed by whoever says so."""

    def drop(self, number: int, heir: int | None = None) -> None:
        """Forget a story; its briefings and links go to the heir, if there is one."""


class MemoryWindow:
    """A window in memory, which can be saved as lists, texts and numbers, and restored."""

    def __init__(self) -> None:
        self.clock = 0
        self.total = 0
        self.numbers = 0
        self.groups: dict[int, Group] = {}
        self.postings: dict[str, set[int]] = {}
        self.before: dict[str, int] = {}
        """Of the words that changed today: how many stories had them at its beginning."""
        self.items: dict[str, tuple[int, tuple[int, ...]]] = {}
        self.links: dict[str, int] = {}
        self.ends: list[tuple[int, int]] = []
        """A heap of when stories ended, as far as was known then, and their numbers."""

    def frequency(self, word: str) -> int:
        """In how many stories the word was at the beginning of the day."""
        if word in self.before:
            return self.before[word]
        return len(self.postings.get(word, ()))

    def having(self, word: str, limit: int) -> Collection[int]:
        """The stories that have the word; none where there are more than `limit`."""
        numbers = self.postings.get(word, ())
        return numbers if len(numbers) <= limit else ()

    def group(self, number: int) -> Group:
        """A story, to be changed in place and then given to `put`."""
        return self.groups[number]

    def story_of(self, item: str) -> int | None:
        """The story that a briefing is in."""
        return self.items[item][0] if item in self.items else None

    def linked(self, link: str) -> int | None:
        """The story that has a link."""
        return self.links.get(link)

    def texts_of(self, item: str) -> tuple[int, ...]:
        """The marks of the headlines that a briefing came with, to know them again."""
        return self.items[item][1] if item in self.items else ()

    def tick(self, clock: int) -> None:
        """Set the clock, which never goes back, and forget the stories it has left behind."""
        if clock // DAY != self.clock // DAY:
            self.before.clear()
            self.total = len(self.groups)
        self.clock = clock
        while self.ends and self.ends[0][0] < clock - SPAN:
            _, number = heapq.heappop(self.ends)
            group = self.groups.get(number)
            if group is None:
                continue
            if group.last < clock - SPAN:
                self.drop(number)
            else:  # it has grown since
                heapq.heappush(self.ends, (group.last, number))

    def next_number(self) -> int:
        """A number for a new story, larger than all before."""
        self.numbers += 1
        return self.numbers

    def put(self, group: Group, words: Iterable[str] = (), gone: Iterable[str] = ()) -> None:
        """A story is new, or was changed: these words are new in it, those are gone."""
        number = group.number
        if number not in self.groups:
            self.groups[number] = group
            heapq.heappush(self.ends, (group.last, number))
        for word in words:
            numbers = self.postings.setdefault(word, set())
            self.before.setdefault(word, len(numbers))
            numbers.add(number)
        for word in gone:
            self._unindex(word, number)

    def enter(self, item: str, texts: tuple[int, ...], links: Iterable[str], number: int) -> None:
        """A briefing with these headlines and links is in a story now."""
        self.items[item] = (number, texts)
        group = self.groups[number]
        for link in links:
            if self.links.get(link) != number:
                self.links[link] = number
                group.links.append(link)

    def leave(self, item: str) -> None:
        """A briefing is in no story any more; its story is changed by whoever says so."""
        del self.items[item]

    def drop(self, number: int, heir: int | None = None) -> None:
        """Forget a story; its briefings and links go to the heir, if there is one."""
        group = self.groups.pop(number)
        for word in group.counts:
            self._unindex(word, number)
        for item in group.members:
            if heir is None:
                del self.items[item]
            else:
                self.items[item] = (heir, self.items[item][1])
        for link in group.links:
            if heir is None:
                del self.links[link]
            else:
                self.links[link] = heir

    def _unindex(self, word: str, number: int) -> None:
        """A story does not have the word any more."""
        numbers = self.postings[word]
        self.before.setdefault(word, len(numbers))
        numbers.discard(number)
        if not numbers:
            del self.postings[word]

    def save(self) -> dict[str, Any]:
        """The whole window, as lists, texts and numbers only."""
        return {
            "clock": self.clock,
            "total": self.total,
            "numbers": self.numbers,
            "before": dict(self.before),
            "groups": [group.plain() for group in self.groups.values()],
            "texts": {item: list(texts) for item, (_, texts) in self.items.items()},
        }

    @classmethod
    def restored(cls, saved: dict[str, Any]) -> "MemoryWindow":
        """The window that `save` was called on."""
        window = cls()
        for plain in saved["groups"]:
            group = Group.from_plain(plain)
            window.put(group, group.counts)
            for item in group.members:
                window.items[item] = (group.number, tuple(saved["texts"][item]))
            window.links |= dict.fromkeys(group.links, group.number)
        window.clock = saved["clock"]
        window.total = saved["total"]
        window.numbers = saved["numbers"]
        window.before = dict(saved["before"])
        return window
