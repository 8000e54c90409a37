"""What speaks for and against one event, and how much each sign counts.

The figures are learned, not set: `tests.benchmarks.fit` runs the clusterer over headlines whose
stories are known, notes the signs of each article and each story near it, and finds the weights
under which a logistic curve comes closest to whether they belonged together. So a score is the
logarithm of the odds, and `chance` tells how sure we are. Signs overlap: what one says too much,
another takes back, as `twice` does from `centre`. Another run gives somewhat other figures, and
asks for other bars in `grouping`.
"""

from math import exp
from operator import mul
from typing import NamedTuple


class Signs(NamedTuple):
    """Of an article and a story."""

    centre: float = 0.0
    """The cosine with all words of the story."""
    twice: float = 0.0
    """That, times the cosine with its closest headline: what both say counts but once."""
    three: float = 0.0
    """The mean cosine with its three closest."""
    rarest: float = 0.0
    """What the heaviest shared word weighs; 1 is a word never seen."""
    lead: float = 0.0
    """Which part of the three words that a headline begins with are in the story: they name the
    topic, and what follows is what this outlet makes of it."""
    covered: float = 0.0
    """Which part of its weight the article shares with an average headline of the story."""
    gap: float = 0.0
    """Days between the two."""
    age: float = 0.0
    """Days since the story began."""
    size: float = 0.0
    """How often the story has doubled."""
    length: float = 0.0
    """Words of the shorter headline."""


class Ties(NamedTuple):
    """Of two stories, of which an article has just joined or founded the one."""

    cosine: float
    centre: float
    """The cosine of the article with the other story."""
    score: float
    """Of the article and the other story."""
    smaller: float
    """How often the smaller of the two has doubled."""
    larger: float
    larger_squared: float
    """Its square: a story of a few wavers more than one of two or of a hundred."""
    age: float
    """Days from the beginning of the older to the end of the younger."""


class Table(NamedTuple):
    """What each sign counts, and what there is to begin with."""

    base: float
    weights: Signs | Ties

    def score(self, signs: Signs | Ties) -> float:
        """What the signs amount to: above 0 it is rather one event."""
        total: float = sum(map(mul, self.weights, signs), self.base)
        return round(total, 3)


JOIN_WEIGHTS = Signs(
    centre=11.446,
    twice=-7.323,
    three=3.145,
    rarest=2.562,
    lead=1.383,
    covered=-2.754,
    gap=-0.623,
    age=-1.615,
    size=-0.194,
    length=-0.084,
)
JOIN = Table(-3.898, JOIN_WEIGHTS)
MERGE = Table(
    -0.180,
    Ties(
        cosine=8.980,
        centre=-5.018,
        score=0.686,
        smaller=-0.267,
        larger=-0.430,
        larger_squared=0.092,
        age=-2.256,
    ),
)


def timeless(score: float, signs: Signs) -> float:
    """The score of an article and a story, were they of one moment."""
    return score - JOIN_WEIGHTS.gap * signs.gap - JOIN_WEIGHTS.age * signs.age


def chance(score: float) -> float:
    """From 0 to 1: of so many such cases, how many are one event."""
    return round(1 / (1 + exp(-max(score, -99.0))), 3)
