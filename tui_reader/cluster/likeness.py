"""How alike a headline and a story, or two stories, are.

Words count by their `weights`. From these the signs are taken that speak for one event or against
it; `signs` says what they amount to.
"""

from collections.abc import Mapping
from itertools import islice
from math import inf, log2, sqrt
from typing import NamedTuple

from tui_reader.cluster.groups import IN_HEADLINE, IN_SUMMARY, Group, Kept
from tui_reader.cluster.signs import JOIN, MERGE, Signs, Ties
from tui_reader.cluster.weights import Weights
from tui_reader.cluster.window import DAY, Window
from tui_reader.cluster.words import Language, is_everyday

SAME_COLUMN = 20 * 3600
"""Seconds after which one outlet's same headline is its daily column, or its next report."""
RETITLED = 0.8
"""The cosine from which two headlines of one outlet are the same one."""
SAME, ENOUGH, SAME_WITHIN = 0.95, 4, 2 * DAY
"""The cosine, the shared words and the seconds with which a headline is one that the story has: a
text that several outlets print, or one article that came by two ways."""
LEAD = 3
"""Words that a headline begins with."""
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
    telling: tuple[str, ...]
    """The words of the headline that do not stand in some news every day."""
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
    """Compares articles and stories by the words of a window."""

    join, merge = JOIN, MERGE

    def __init__(self, window: Window) -> None:
        self.window = window
        self.weights = Weights(window)

    def article(
        self, words: Mapping[str, str], summary: Mapping[str, str], outlet: str, time: int,
        language: Language,
    ) -> Article:  # fmt: skip
        """Weigh a headline, and the words that only its summary has."""
        weights = {word: self.weights[word] for word in words}
        squares = {word: IN_HEADLINE * weight**2 for word, weight in weights.items()}
        norm = full = sum(IN_HEADLINE * square for square in squares.values())
        for word in summary:
            if word not in squares:
                square = squares[word] = IN_SUMMARY * self.weights[word] ** 2
                full += IN_SUMMARY * square
        heft = sum(weights.values())
        telling = tuple([word for word in words if not is_everyday(word)])
        return Article(
            frozenset(words), weights, heft, telling, squares, norm, full, outlet, time, language
        )

    def likeness(self, article: Article, group: Group) -> Likeness:
        """How like a story an article is."""
        if group.is_loose or not article.language.may_be(group.language):
            return NOTHING
        closest, best, three = self._closest(article, group)
        if closest is None or self._is_column(article, closest, best):
            return NOTHING
        squares, counts = article.squares, group.counts
        dot = sum([squares[word] * counts[word] for word in squares if word in counts])
        centre = dot / sqrt(article.full_norm * group.squared(self.weights, self.weights.day))
        signs = self._signs(article, group, closest, (centre, centre * best, three))
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
        counts, full = group.counts, IN_HEADLINE * max(1, group.size)
        shared = [
            (weight, counts[word]) for word, weight in article.weights.items() if word in counts
        ]
        covered = sum([weight * (count if count < full else full) for weight, count in shared])
        lead = [word in counts for word in islice(article.weights, LEAD)]
        return Signs(
            *cosines,
            max(shared)[0] / self.weights.heaviest,  # it was found by a word that is shared
            sum(lead) / LEAD,
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
        counts, weights = many.counts, self.weights
        dot = sum(
            [
                few.counts[word] * counts[word] * weights[word] ** 2
                for word in few.counts
                if word in counts
            ]
        )
        norms = few.squared(weights, weights.day) * many.squared(weights, weights.day)
        smaller, larger = sorted(log2(max(1, group.size)) for group in (few, many))
        return Ties(
            cosine=dot / sqrt(norms),
            centre=likeness.signs.centre,
            score=likeness.score,
            smaller=smaller,
            larger=larger,
            larger_squared=larger**2,
            age=(max(few.last, many.last) - min(few.first, many.first)) / DAY,
        )

    def _closest(self, article: Article, group: Group) -> tuple[Kept | None, float, float]:
        """The closest headline, the youngest of equals; its cosine; the mean of the best three."""
        closest, best, squares = None, 0.0, article.squares
        cosines = []
        for kept in group.headlines:
            common = article.words.intersection(kept.words)
            if common:
                dot = IN_HEADLINE * sum(map(squares.__getitem__, common))
                cosine = dot / sqrt(article.norm * kept.squared(self.weights, self.weights.day))
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
    counts = group.counts
    return len([word for word in article.telling if word in counts]) >= TELLING


def _is_same_headline(article: Article, closest: Kept, cosine: float) -> bool:
    """Whether a headline says again what the story has said, word for word."""
    return (
        cosine >= SAME
        and len(article.words.intersection(closest.words)) >= ENOUGH
        and abs(article.time - closest.time) <= SAME_WITHIN
    )
