"""How alike a headline and a story, or two stories, are.

A word weighs the logarithm of how rare it is among the stories of the window, together with a
background of stories that is always there, so that a young library is not fooled. By these weights
the signs are taken that speak for one event or against it; `signs` says what they amount to.

Weights are whole numbers, so that sums are exact: neither the order of words nor the machine, nor
saving and restoring, changes any figure.
"""

from collections.abc import Mapping
from itertools import islice
from math import inf, log, log2, sqrt
from typing import NamedTuple

from tui_reader.cluster.groups import IN_HEADLINE, IN_SUMMARY, Group, Kept
from tui_reader.cluster.signs import JOIN, MERGE, Signs, Ties
from tui_reader.cluster.window import DAY, Window
from tui_reader.cluster.words import Language, is_common, is_everyday

BACKGROUND = 1_000
"""Stories that are counted as seen before any: what a day of twenty busy outlets brings."""
UNSEEN, COMMONPLACE = 1, 12
"""In how many of them a word was: one that we know nothing of, one that all news uses."""
SAME_COLUMN = 20 * 3600
"""Seconds after which one outlet's same headline is its daily column, or its next report."""
RETITLED = 0.8
"""The cosine from which two headlines of one outlet are the same one."""
SAME, ENOUGH, SAME_WITHIN = 0.95, 4, 2 * DAY
"""The cosine, the shared words and the seconds with which a headline is one that the story has: a
text that several outlets print, or one article that came by two ways."""
TELLING = 2
"""Shared words that say what happened: fewer are weak evidence, whatever the window has seen."""
UNTOLD = 0.4
"""What is taken off the score where they share less."""
SURE = 5.0
"""The score of that."""
FAR = -1.0
"""The score of an article and a story below which nothing can make the story the article's."""


class Article(NamedTuple):
    """A headline as a vector: what is looked up once for all comparisons."""

    words: frozenset[str]
    """Of the headline alone."""
    weights: dict[str, int]
    """Of these words."""
    heft: int
    """All of these."""
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
    signs: Signs = Signs()


NOTHING = Likeness(-inf)


class Scales:
    """Weighs words by what the window has seen of them."""

    join, merge = JOIN, MERGE

    def __init__(self, window: Window) -> None:
        self.window = window
        self.day = -1
        self.weights: dict[str, int] = {}
        self.heaviest = self._weight(UNSEEN)
        """What a word weighs that no story has: larger windows weigh all words more."""

    def weight(self, word: str) -> int:
        """How much a word says: 100 times the logarithm of its rarity."""
        if word not in self.weights:
            seen = self.window.frequency(word) + (COMMONPLACE if is_common(word) else UNSEEN)
            self.weights[word] = self._weight(seen)
        return self.weights[word]

    def _weight(self, seen: int) -> int:
        """The weight of a word that so many stories have, the background counted."""
        return max(1, round(100 * log((self.window.total + BACKGROUND + 1) / (seen + 0.5))))

    def tick(self) -> None:
        """Weigh anew when the window's day has changed."""
        day = self.window.clock // DAY
        if day != self.day:
            self.day = day
            self.weights.clear()
            self.heaviest = self._weight(UNSEEN)

    def article(
        self, words: Mapping[str, str], summary: Mapping[str, str], outlet: str, time: int,
        language: Language,
    ) -> Article:  # fmt: skip
        """Weigh a headline, and the words that only its summary has."""
        weights = {word: self.weight(word) for word in words}
        squares = {word: IN_HEADLINE * weight**2 for word, weight in weights.items()}
        norm = full = sum(IN_HEADLINE * square for square in squares.values())
        for word in summary:
            if word not in squares:
                square = squares[word] = IN_SUMMARY * self.weight(word) ** 2
                full += IN_SUMMARY * square
        heft = sum(weights.values())
        return Article(
            frozenset(words), weights, heft, squares, norm, full, outlet, time, language
        )  # fmt: skip

    def likeness(self, article: Article, group: Group) -> Likeness:
        """How like a story an article is."""
        if group.is_loose or not article.language.may_be(group.language):
            return NOTHING
        closest, best, three = self._closest(article, group)
        if closest is None or self._is_column(article, closest, best):
            return NOTHING
        squares, counts = article.squares, group.counts
        dot = sum([squares[word] * counts[word] for word in squares if word in counts])
        centre = dot / sqrt(article.full_norm * group.squared(self.weight, self.day))
        signs = self._signs(article, group, closest, (centre, best, three))
        score = self.join.score(signs)
        if not _tells_enough(article, group):
            score = round(score - UNTOLD, 3)
        if _is_same_headline(article, closest, best):
            score = max(score, SURE)
        return Likeness(score, closest, signs)

    def _signs(
        self, article: Article, group: Group, closest: Kept, cosines: tuple[float, float, float]
    ) -> Signs:
        """All signs, of which the cosines are known."""
        rarest = covered = held = 0
        counts, full = group.counts, IN_HEADLINE * max(1, group.size)
        for word, weight in article.weights.items():
            if word in counts:
                count = counts[word]
                held += weight
                covered += weight * (count if count < full else full)
                rarest = max(rarest, weight)
        return Signs(
            *cosines,
            rarest / self.heaviest,
            log(1 + len(article.words & closest.words)),
            (article.heft - held) / self.heaviest,
            covered / (full * article.heft),
            gap=group.gap(article.time) / DAY,
            age=max(0, article.time - group.first) / DAY,
            size=log2(max(1, group.size)),
            length=min(len(article.words), len(closest.words)),
        )

    def ties(self, home: Group, other: Group, likeness: Likeness) -> Ties | None:
        """What ties two stories, when an article that is so like the other has come home."""
        if likeness.score < FAR or not home.language.may_be(other.language):
            return None
        few, many = sorted((home, other), key=lambda group: (len(group.counts), group.number))
        dot = core = 0
        sizes = max(1, few.size), max(1, many.size)
        most_few, most_many = IN_HEADLINE * sizes[0], IN_HEADLINE * sizes[1]
        for word, count in few.counts.items():
            if word in many.counts:
                there, weight = many.counts[word], self.weight(word)
                dot += count * there * weight**2
                core += weight * min(count, most_few) * min(there, most_many)
        norms = few.squared(self.weight, self.day) * many.squared(self.weight, self.day)
        return Ties(
            cosine=dot / sqrt(norms),
            centre=likeness.signs.centre,
            score=likeness.score,
            smaller=log2(min(sizes)),
            larger=log2(max(sizes)),
            core=core / (self.heaviest * most_few * most_many),
            age=(max(few.last, many.last) - min(few.first, many.first)) / DAY,
        )

    def _closest(self, article: Article, group: Group) -> tuple[Kept | None, float, float]:
        """The closest headline, the youngest of equals; its cosine; the mean of the best three."""
        closest, best, squares = None, 0.0, article.squares
        cosines = []
        for kept in group.headlines:
            common = article.words & kept.words
            if common:
                dot = IN_HEADLINE * sum(map(squares.__getitem__, common))
                cosine = dot / sqrt(article.norm * kept.squared(self.weight, self.day))
                cosines.append(cosine)
                if cosine >= best:
                    closest, best = kept, cosine
        three = sum(sorted(cosines)[-3:]) / max(1, min(3, len(group.headlines)))
        return closest, best, three

    @staticmethod
    def _is_column(article: Article, closest: Kept, cosine: float) -> bool:
        """Whether it is what its outlet prints every day under the same headline."""
        return (
            cosine >= RETITLED
            and bool(article.outlet)
            and article.outlet == closest.outlet
            and abs(article.time - closest.time) >= SAME_COLUMN
        )


def _tells_enough(article: Article, group: Group) -> bool:
    """Whether the two share more than what stands in some news every day."""
    telling = (word for word in article.words if word in group.counts and not is_everyday(word))
    return len(list(islice(telling, TELLING))) == TELLING


def _is_same_headline(article: Article, closest: Kept, cosine: float) -> bool:
    """Whether a headline says again what the story has said, word for word."""
    return (
        cosine >= SAME
        and len(article.words & closest.words) >= ENOUGH
        and abs(article.time - closest.time) <= SAME_WITHIN
    )
