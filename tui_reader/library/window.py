"""The window of clustering, in the index: it outlives the program, and start-up pays nothing.

What is asked for is read once and kept at hand; what is changed is written by `flush`. It answers
as `cluster.window.MemoryWindow` does.
"""

import heapq
import json
from collections.abc import Collection, Iterable

from tui_reader.cluster.groups import Group
from tui_reader.cluster.window import DAY, SPAN
from tui_reader.errors import StoreDamagedError
from tui_reader.store.window import State, WindowTable, Word

Item = tuple[int, tuple[int, ...]]
"""The story of a briefing, and the marks of its headlines."""


class StoredWindow:
    """A `cluster.window.Window` over the tables of an index."""

    def __init__(self, table: WindowTable) -> None:
        self.table = table
        state = table.state()
        self.clock = state.clock
        self.total = state.total
        self.size = state.size
        self.numbers = state.numbers
        self._is_new = not state.numbers
        """Whether there is nothing to be read; all that is changed stays at hand."""
        self._words: dict[str, set[int]] = {}
        self._before: dict[str, int] = {}
        """Of words that changed today: in how many stories they were at its beginning."""
        self._groups: dict[int, Group] = {}
        self._items: dict[str, Item | None] = {}
        self._links: dict[str, int | None] = {}
        self._ends: list[tuple[int, int]] = []
        """A heap of when stories ended that were changed here, as far as was known then."""
        self._changed: tuple[set[str], set[int], set[str], set[str]] = set(), set(), set(), set()
        """Words, stories, briefings and links that are to be written."""

    # What is asked -----------------------------------------------------------------------------

    def frequency(self, word: str) -> int:
        """In how many stories the word was at the beginning of the day."""
        numbers = self._having(word)
        return self._before.get(word, len(numbers))

    def having(self, word: str, limit: int) -> Collection[int]:
        """The stories that have the word; none where there are more than `limit`."""
        numbers = self._having(word)
        return numbers if len(numbers) <= limit else ()

    def _having(self, word: str) -> set[int]:
        if word not in self._words:
            found = None if self._is_new else self.table.word(word)
            self._words[word] = set(found.stories) if found else set()
            if found and found.day == self.clock // DAY:
                self._before[word] = found.before
        return self._words[word]

    def group(self, number: int) -> Group:
        """A story, to be changed in place and then given to `put`."""
        if number not in self._groups:
            try:
                self._groups[number] = Group.from_plain(json.loads(self.table.story(number) or ""))
            except (ValueError, TypeError) as error:
                raise StoreDamagedError(self.table.path, "the window makes no sense") from error
        return self._groups[number]

    def story_of(self, item: str) -> int | None:
        """The story that a briefing is in."""
        found = self._item(item)
        return found[0] if found else None

    def texts_of(self, item: str) -> tuple[int, ...]:
        """The marks of the headlines that a briefing came with, to know them again."""
        found = self._item(item)
        return found[1] if found else ()

    def _item(self, item: str) -> Item | None:
        if item not in self._items:
            self._items[item] = None if self._is_new else self.table.item(item)
        return self._items[item]

    def linked(self, link: str) -> int | None:
        """The story that has a link."""
        if link not in self._links:
            self._links[link] = None if self._is_new else self.table.link(link)
        return self._links[link]

    # What is told ------------------------------------------------------------------------------

    def tick(self, clock: int) -> None:
        """Set the clock, which never goes back, and forget the stories it has left behind."""
        if clock // DAY != self.clock // DAY:
            self._before.clear()
            self.total = self.size
        self.clock = clock
        for number in self._ended(clock - SPAN):
            self.drop(number)

    def _ended(self, before: int) -> list[int]:
        """The stories whose last article is older than that."""
        _, changed, _, _ = self._changed
        found = [] if self._is_new else self.table.ended(before)
        found = [number for number in found if number not in changed]
        while self._ends and self._ends[0][0] < before:
            _, number = heapq.heappop(self._ends)
            group = self._groups.get(number)
            if group is None:
                continue
            if group.last < before:
                found.append(number)
            else:  # it has grown since
                heapq.heappush(self._ends, (group.last, number))
        return [*dict.fromkeys(found)]

    def next_number(self) -> int:
        """A number for a new story, larger than all before."""
        self.numbers += 1
        return self.numbers

    def put(self, group: Group, words: Iterable[str] = (), gone: Iterable[str] = ()) -> None:
        """A story is new, or was changed: these words are new in it, those are gone."""
        number = group.number
        if number not in self._groups:
            self.size += 1
            self._groups[number] = group
        _, changed, _, _ = self._changed
        if number not in changed:
            changed.add(number)
            heapq.heappush(self._ends, (group.last, number))
        for word in words:
            self._change(word).add(number)
        for word in gone:
            self._change(word).discard(number)

    def _change(self, word: str) -> set[int]:
        """The stories of a word, which are about to change."""
        numbers = self._having(word)
        self._before.setdefault(word, len(numbers))
        self._changed[0].add(word)
        return numbers

    def enter(self, item: str, texts: tuple[int, ...], links: Iterable[str], number: int) -> None:
        """A briefing with these headlines and links is in a story now."""
        self._place(item, (number, texts))
        group = self.group(number)
        for link in links:
            if self.linked(link) != number:
                self._tie(link, number)
                group.links.append(link)

    def leave(self, item: str) -> None:
        """A briefing is in no story any more; its story is changed by whoever says so."""
        self._place(item, None)

    def drop(self, number: int, heir: int | None = None) -> None:
        """Forget a story; its briefings and links go to the heir, if there is one."""
        group = self.group(number)
        for word in group.counts:
            self._change(word).discard(number)
        for item in group.members:
            self._place(item, None if heir is None else (heir, self.texts_of(item)))
        for link in group.links:
            self._tie(link, heir)
        del self._groups[number]
        self._changed[1].add(number)
        self.size -= 1

    def _place(self, item: str, found: Item | None) -> None:
        self._items[item] = found
        self._changed[2].add(item)

    def _tie(self, link: str, number: int | None) -> None:
        self._links[link] = number
        self._changed[3].add(link)

    # Keeping -----------------------------------------------------------------------------------

    def flush(self) -> None:
        """Write what has changed; inside a transaction of the caller."""
        words, stories, items, links = self._changed
        day, groups = self.clock // DAY, self._groups
        self.table.forget(
            [number for number in stories if number not in groups],
            [item for item in items if self._items[item] is None],
            [link for link in links if self._links[link] is None],
        )
        self.table.write(
            State(self.clock, self.total, self.size, self.numbers),
            (self._written(word, day) for word in words),
            (
                (number, groups[number].last, json.dumps(groups[number].plain()))
                for number in stories
                if number in groups
            ),
            ((item, *found) for item in items if (found := self._items[item])),
            ((link, number) for link in links if (number := self._links[link]) is not None),
        )
        self.table.forget_words(day)
        self._changed = set(), set(), set(), set()

    def _written(self, word: str, day: int) -> Word:
        """A word as it is kept."""
        numbers = frozenset(self._words[word])
        is_todays = word in self._before
        return Word(word, numbers, self._before.get(word, 0), day if is_todays else -1)
