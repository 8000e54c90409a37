"""What the window keeps of a story: how often each word, the last headlines, since when, how many.

A group is changed in place by the one clusterer that holds it; `plain` and `from_plain` turn it
into lists and back, which any store can keep.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from tui_reader.cluster.words import Language

MAX_WORDS = 400
"""Different words of one story; what a huge story says beyond them is not about its event."""
MAX_HEADLINES = 40
"""Kept of one story, the youngest: what a new article is compared with one by one."""
LARGE, CORE = 50, 4
"""From how many articles a story is looked at again: one in so many has to share a word."""
IN_HEADLINE, IN_SUMMARY = 2, 1
"""How much a word counts: a summary wanders more than a headline."""


class Kept:
    """A headline that is kept: its words, whose it is, and when."""

    __slots__ = ("day", "item", "norm", "outlet", "place", "time", "words")

    def __init__(self, words: Iterable[str], outlet: str, item: str, place: int, time: int) -> None:
        self.words = tuple(sorted(words))  # of a few, a tuple takes a fifth of what a set does
        self.outlet = outlet
        self.item = item
        self.place = place
        self.time = time
        self.norm = 0
        self.day = -1

    def squared(self, weights: Mapping[str, int], day: int) -> int:
        """The squared length of its vector, as words weigh that day."""
        if self.day != day:
            self.norm = sum([(IN_HEADLINE * weights[word]) ** 2 for word in self.words])
            self.day = day
        return self.norm


class Group:
    """A story as the window knows it."""

    __slots__ = (
        "counts", "day", "first", "headlines", "id", "language", "last", "links", "members",
        "norm", "number", "size",
    )  # fmt: skip

    def __init__(self, identity: str, number: int, time: int, language: Language) -> None:
        self.id = identity
        self.number = number
        self.first = self.last = time
        self.language = language
        self.size = 0
        self.counts: dict[str, int] = {}
        self.headlines: list[Kept] = []
        self.members: list[str] = []
        self.links: list[str] = []
        self.norm = 0
        self.day = -1

    def squared(self, weights: Mapping[str, int], day: int) -> int:
        """The squared length of its vector, as words weigh that day."""
        if self.day != day:
            self.norm = sum([(count * weights[word]) ** 2 for word, count in self.counts.items()])
            self.day = day
        return self.norm

    @property
    def is_loose(self) -> bool:
        """Whether it is large and has no word that at least a quarter of its headlines share.

        Such a story has chained on from one event to the next: nothing joins it any more.
        """
        if self.size < LARGE:
            return False
        return max(self.counts.values(), default=0) * CORE < IN_HEADLINE * self.size

    def hear(self, language: Language) -> None:
        """Learn the language from a later article, where the founder did not tell."""
        if self.language.may_be(language) and not self.language.name:
            self.language = language

    def gap(self, time: int) -> int:
        """Seconds from the story to a moment; 0 while it lasts."""
        return max(time - self.last, self.first - time, 0)

    def absorb(self, counts: dict[str, int]) -> list[str]:
        """Add words with how much they count; returns those that are new to the story."""
        new = []
        for word, count in counts.items():
            if word in self.counts:
                self.counts[word] += count
            elif len(self.counts) < MAX_WORDS:
                self.counts[word] = count
                new.append(word)
        self.day = -1
        return new

    def keep(self, headlines: list[Kept]) -> None:
        """Keep these headlines too, the same words of the same outlet once, the youngest last."""
        both = sorted(self.headlines + headlines, key=lambda one: one.time)
        each = {(one.words, one.outlet): one for one in both}
        self.headlines = list(each.values())[-MAX_HEADLINES:]

    def release(self, item: str, counts: dict[str, int]) -> list[str]:
        """Take a briefing's words out again; returns those that the story has no more."""
        gone = []
        for word, count in counts.items():
            left = self.counts.get(word, 0) - count
            if left > 0:
                self.counts[word] = left
            elif self.counts.pop(word, None) is not None:
                gone.append(word)
        self.members.remove(item)
        self.headlines = [one for one in self.headlines if one.item != item]
        self.day = -1
        return gone

    def plain(self) -> list[Any]:
        """As lists, texts and numbers only."""
        kept = [
            [list(one.words), one.outlet, one.item, one.place, one.time] for one in self.headlines
        ]
        return [
            self.id, self.number, self.first, self.last, self.size,
            list(self.language), self.counts, kept, self.members, self.links,
        ]  # fmt: skip

    @classmethod
    def from_plain(cls, plain: list[Any]) -> "Group":
        """Out of what `plain` gave."""
        identity, number, first, last, size, language, counts, kept, members, links = plain
        group = cls(identity, number, first, Language(*language))
        group.last = last
        group.size = size
        group.counts = dict(counts)
        group.headlines = [Kept(words, *rest) for words, *rest in kept]
        group.members = list(members)
        group.links = list(links)
        return group
