"""What speaks for and against one event, and how much each sign counts.

The figures are learned, not set: `tests.benchmarks.fit` runs the clusterer over headlines whose
stories are known, notes the signs of each article and each story near it, and finds the weights
under which a logistic curve comes closest to whether they belonged together. So a score is the
logarithm of the odds, and `chance` tells how sure we are. Signs overlap: what one says too much,
another takes back, as `best` does from `centre`. Another run gives somewhat other figures, and asks
for other bars in `grouping`.
"""

from math import exp
from operator import mul
from typing import NamedTuple


class Signs(NamedTuple):
    """Of an article and a story."""

    centre: float = 0.0
    """The cosine with all words of the story."""
    best: float = 0.0
    """The cosine with its closest headline."""
    three: float = 0.0
    """The mean cosine with its three closest."""
    rarest: float = 0.0
    """What the heaviest shared word weighs; 1 is a word never seen."""
    shared: float = 0.0
    """The logarithm of how many words the closest headline shares, and one."""
    lacking: float = 0.0
    """What the words weigh that the story does not have, counted the same way."""
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
    core: float
    """What the words weigh that are in the headlines of both, counted the same way."""
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
    centre=9.791,
    best=-6.094,
    three=3.847,
    rarest=4.119,
    shared=1.459,
    lacking=-0.140,
    covered=-3.655,
    gap=-1.332,
    age=-0.983,
    size=-0.289,
    length=-0.192,
)
JOIN = Table(-3.293, JOIN_WEIGHTS)
MERGE = Table(
    -1.117,
    Ties(
        cosine=11.243,
        centre=-7.105,
        score=0.775,
        smaller=-0.354,
        larger=0.174,
        core=-0.274,
        age=-0.186,
    ),
)


def timeless(score: float, signs: Signs) -> float:
    """The score of an article and a story, were they of one moment."""
    return score - JOIN_WEIGHTS.gap * signs.gap - JOIN_WEIGHTS.age * signs.age


def chance(score: float) -> float:
    """From 0 to 1: of so many such cases, how many are one event."""
    return round(1 / (1 + exp(-max(score, -99.0))), 3)
