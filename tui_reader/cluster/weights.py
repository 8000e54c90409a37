"""How much a word says: the logarithm of how rare it is among the stories of the window.

A background of stories is always there, so that a young library is not fooled. Weights are whole
numbers, so that sums are exact: neither the order of words nor the machine, nor saving and
restoring, changes any figure.
"""

from math import log

from tui_reader.cluster.window import DAY, Window
from tui_reader.cluster.words import is_common

BACKGROUND = 1_000
"""Stories that are counted as seen before any: what a day of twenty busy outlets brings."""
UNSEEN, COMMONPLACE = 1, 12
"""In how many of them a word was: one that we know nothing of, one that all news uses."""


class Weights(dict[str, int]):
    """The weight of each word that was asked for: 100 times the logarithm of its rarity."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self.window = window
        self.day = -1
        self.heaviest = 0
        """What a word weighs that no story has: larger windows weigh all words more."""
        self.tick()

    def __missing__(self, word: str) -> int:
        """Weigh a word."""
        seen = self.window.frequency(word) + (COMMONPLACE if is_common(word) else UNSEEN)
        weight = self[word] = self._weight(seen)
        return weight

    def tick(self) -> None:
        """Weigh anew when the window's day has changed."""
        day = self.window.clock // DAY
        if day != self.day:
            self.day = day
            self.clear()
            self.heaviest = self._weight(UNSEEN)

    def _weight(self, seen: int) -> int:
        """The weight of a word that so many stories have, the background counted."""
        return max(1, round(100 * log((self.window.total + BACKGROUND + 1) / (seen + 0.5))))
