"""How alike a headline and a story, or two stories, are.

A word weighs the logarithm of how rare it is among the stories of the window, together with a
background of stories that is always there, so that a young library is not fooled. An article is
like a story by the mean of two cosines, with the story's closest headline and with all its words,
less a little for the time between them and for how long the story has lasted.

Weights are whole numbers, so that sums are exact: neither the order of words nor the machine, nor
saving and restoring, changes any figure.
"""

from collections.abc import Mapping
from math import log, log2, sqrt
from typing import NamedTuple

from tui_reader.cluster.groups import IN_HEADLINE, IN_SUMMARY, Group, Kept
from tui_reader.cluster.window import DAY, Window
from tui_reader.cluster.words import Language, is_common

BACKGROUND = 1_000
"""Stories that are counted as seen before any: what a day of twenty busy outlets brings."""
UNSEEN, COMMONPLACE = 1, 12
"""In how many of them a word was: one that we know nothing of, one that all news uses."""
GAP_COST = 0.3
"""For a day between an article and the nearest end of a story: most events are news for a day."""
LASTING_COST = 0.1
"""For a day since the story began: what goes on for days is another event in the same frame."""
LOOSENESS = 0.15
"""The power of two stories' cohesion that their likeness is multiplied by: what strings many events
together is like every other event of their topic, and would swallow them one by one."""
ALONE = 0.8
"""The cosine from which one shared word is enough."""
SAME_COLUMN = 20 * 3600
"""Seconds after which one outlet's same headline is its daily column, or its next report."""
RETITLED = 0.8
"""The cosine from which two headlines of one outlet are the same one."""


class Article(NamedTuple):
    """A headline as a vector: what is looked up once for all comparisons."""

    words: frozenset[str]
    """Of the headline alone."""
    squares: dict[str, int]
    """The square of each word's weight, times how much the word counts; of the summary too."""
    norm: int
    """Squared length of the headline."""
    full_norm: int
    """Squared length with the summary."""
    outlet: str
    time: int
    language: Language


class Likeness(NamedTuple):
    """How alike, and which headline was the closest."""

    score: float
    closest: Kept | None = None
    cosine: float = 0.0
    """With that headline."""


NOTHING = Likeness(0.0)


class Scales:
    """Weighs words by what the window has seen of them."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.day = -1
        self.weights: dict[str, int] = {}

    def weight(self, word: str) -> int:
        """How much a word says: 100 times the logarithm of its rarity."""
        if word not in self.weights:
            seen = self.window.frequency(word) + (COMMONPLACE if is_common(word) else UNSEEN)
            rarity = (self.window.total + BACKGROUND + 1) / (seen + 0.5)
            self.weights[word] = max(1, round(100 * log(rarity)))
        return self.weights[word]

    def tick(self) -> None:
        """Weigh anew when the window's day has changed."""
        day = self.window.clock // DAY
        if day != self.day:
            self.day = day
            self.weights.clear()

    def article(
        self, words: Mapping[str, str], summary: Mapping[str, str], outlet: str, time: int,
        language: Language,
    ) -> Article:  # fmt: skip
        """Weigh a headline, and the words that only its summary has."""
        squares = {word: IN_HEADLINE * self.weight(word) ** 2 for word in words}
        norm = full = sum(IN_HEADLINE * square for square in squares.values())
        for word in summary:
            if word not in squares:
                square = squares[word] = IN_SUMMARY * self.weight(word) ** 2
                full += IN_SUMMARY * square
        return Article(frozenset(words), squares, norm, full, outlet, time, language)

    def likeness(self, article: Article, group: Group) -> Likeness:
        """How like a story an article is."""
        if group.is_loose or not article.language.may_be(group.language):
            return NOTHING
        squares, counts = article.squares, group.counts
        shared = [word for word in squares if word in counts]
        dot = sum(squares[word] * counts[word] for word in shared)
        if not dot:
            return NOTHING
        centre = dot / sqrt(article.full_norm * group.squared(self.weight, self.day))
        closest, cosine = self._closest(article, group)
        if closest is not None and self._is_column(article, closest, cosine):
            return NOTHING
        if len(shared) < 2 and cosine < ALONE:
            return NOTHING
        score = (centre + cosine) / 2 - self.cost(group, article.time)
        return Likeness(score, closest, cosine)

    def cost(self, group: Group, time: int) -> float:
        """What time takes off."""
        return (GAP_COST * group.gap(time) + LASTING_COST * max(0, time - group.first)) / DAY

    def alike(self, one: Group, other: Group) -> float:
        """How alike two stories are, less what the time between them takes off."""
        for single, story in ((one, other), (other, one)):
            if single.size == 1 and single.headlines:
                return self.likeness(self._as_article(single), story).score
        few, many = sorted((one, other), key=lambda group: (len(group.counts), group.number))
        dot = 0
        for word, count in few.counts.items():
            if word in many.counts:
                dot += count * many.counts[word] * self.weight(word) ** 2
        if not dot:
            return 0.0
        norms = one.squared(self.weight, self.day) * other.squared(self.weight, self.day)
        gap = max(one.first - other.last, other.first - one.last, 0)
        held: float = (self.cohesion(one) * self.cohesion(other)) ** LOOSENESS
        return held * dot / sqrt(norms) - GAP_COST * gap / DAY

    def cohesion(self, group: Group) -> float:
        """How alike the articles of a story are, on average: from 0 to 1."""
        norms = [kept.squared(self.weight, self.day) for kept in group.headlines]
        if not any(norms):
            return 1.0
        mean = group.size**2 * sum(norms) / len(norms)
        return min(1.0, group.squared(self.weight, self.day) / mean)

    def _as_article(self, single: Group) -> Article:
        """A story of one article, as the article that it is."""
        kept = single.headlines[0]
        counts = single.counts
        words = dict.fromkeys(kept.words, "")
        summary = dict.fromkeys(counts, "")
        return self.article(words, summary, kept.outlet, kept.time, single.language)

    def _closest(self, article: Article, group: Group) -> tuple[Kept | None, float]:
        """The headline of a story that is closest, the youngest of equals, and its cosine."""
        closest, best, squares = None, 0.0, article.squares
        for kept in group.headlines:
            common = article.words & kept.words
            if common:
                dot = IN_HEADLINE * sum(map(squares.__getitem__, common))
                cosine = dot / sqrt(article.norm * kept.squared(self.weight, self.day))
                if cosine >= best:
                    closest, best = kept, cosine
        return closest, best

    @staticmethod
    def _is_column(article: Article, closest: Kept, cosine: float) -> bool:
        """Whether it is what its outlet prints every day under the same headline."""
        return (
            cosine >= RETITLED
            and bool(article.outlet)
            and article.outlet == closest.outlet
            and abs(article.time - closest.time) >= SAME_COLUMN
        )


def merge_margin(one: Group, other: Group) -> float:
    """How much more alike than article and story two stories have to be.

    Nothing where one of them is a single article; the larger the smaller one, the more they would
    spoil if they were two.
    """
    smaller = min(one.size, other.size)
    return 0.0 if smaller <= 1 else 0.05 + 0.03 * log2(smaller)
