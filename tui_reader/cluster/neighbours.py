"""Which stories are near an article: found by its words, and then compared in full."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from tui_reader.cluster import explain
from tui_reader.cluster.groups import Group
from tui_reader.cluster.items import Evidence
from tui_reader.cluster.likeness import Likeness, Scales
from tui_reader.cluster.reading import Read

CLOSEST, FEWEST = 4, 3
"""Stories that share the most with an article, and are compared with it in full; fewer for each
article of a briefing that has several."""
MAX_POSTINGS = 200
"""Stories that are looked at for one headline: bounds the time, however large the window."""
SOME, HUB = 50, 0.1
"""A word in more stories than these, and than this part of all, finds nothing."""


class Match(NamedTuple):
    """A story near an item, and the one of its articles that is most like it."""

    likeness: Likeness
    group: Group
    read: Read

    @property
    def rank(self) -> tuple[float, int]:
        """Sorts the most alike first, and of equals the oldest."""
        return -self.likeness.score, self.group.number

    def evidence(self) -> Evidence:
        """Why the item belongs to the story."""
        return explain.by_words(self.read.article, self.read.written, self.group, self.likeness)


def matches(articles: Iterable[Read], scales: Scales, most: int = 0) -> list[Match]:
    """The stories near any of the articles, the most alike first; for each at most so many."""
    best: dict[int, Match] = {}
    told = list(articles)
    closest = most or max(FEWEST, CLOSEST // max(1, len(told)))
    for one in told:
        for group in _candidates(one, scales, closest):
            match = Match(scales.likeness(one.article, group), group, one)
            if group.number not in best or match.rank < best[group.number].rank:
                best[group.number] = match
    return sorted(best.values(), key=lambda match: match.rank)


def _candidates(one: Read, scales: Scales, most: int) -> list[Group]:
    """The stories that share the heaviest words with an article; rare words are looked up first."""
    window, squares = scales.window, one.article.squares
    shared: defaultdict[int, int] = defaultdict(int)
    budget = MAX_POSTINGS
    hub = max(SOME, int(HUB * window.total))
    for word in sorted(one.article.words, key=lambda word: (-squares[word], word)):
        numbers = window.having(word, min(hub, budget))
        budget -= len(numbers)
        square = squares[word]
        for number in numbers:
            shared[number] += square
    least = min(sorted(shared.values())[-most:], default=0)
    closest = sorted([(-square, number) for number, square in shared.items() if square >= least])
    return [window.group(number) for _, number in closest[:most]]
