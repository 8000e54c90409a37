"""The lines of a story, made as they are needed, and where in them each article stands."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from tui_reader.tui.widgets.text_lines import Line

AHEAD = 200
"""Lines made beyond those in sight, so that the scroll bar is right for all but long texts."""


class LaidLines:
    """Lines laid out for a width; the articles go by their order on the screen."""

    def __init__(
        self,
        coming: Iterable[Line] = (),
        *,
        articles: int = 0,
        told: Callable[[int], object] = lambda _: None,
    ) -> None:
        """`articles` is how many have lines; `told` hears how many lines there are by now."""
        self.lines: list[Line] = []
        self.extent: dict[int, tuple[int, int]] = {}
        """The first and the last line of each article that has been met."""
        self._coming = iter(coming)
        self._articles = articles
        self._told = told

    def __len__(self) -> int:
        return len(self.lines)

    def make(self, count: int | None) -> bool:
        """Make lines until there are `count`, or all of them; False if there were no more."""
        known = len(self.lines)
        self.lines += islice(self._coming, None if count is None else max(0, count - known))
        for number in range(known, len(self.lines)):
            if (article := self.lines[number].article) >= 0:
                first, _ = self.extent.get(article, (number, number))
                self.extent[article] = first, number
        more = len(self.lines) != known
        if more or not known:
            self._told(len(self.lines))
        return more

    def each(self) -> Iterator[tuple[int, Line]]:
        """All lines with their numbers, made as they are asked for."""
        number = 0
        while number < len(self.lines) or self.make(number + AHEAD):
            yield number, self.lines[number]
            number += 1

    def of(self, article: int) -> tuple[int, int]:
        """The first and the last line of an article; (-1, -1) if it has none."""
        while article >= 0 and article not in self.extent and self._make_more():
            pass
        return self.extent.get(article, (-1, -1))

    @property
    def first(self) -> int:
        """The article that is shown first; -1 if there is none."""
        return next(iter(self.extent), -1)

    def beside(self, article: int, step: int) -> int:
        """The article that is shown after (1) or before (-1) another; -1: none."""
        order = list(self.extent)
        at = order.index(article) + step if article in self.extent else min(0, step)
        while at == len(order) and self._make_more():
            order = list(self.extent)
        return order[at] if 0 <= at < len(order) else -1

    def line_of(self, letters: int) -> int:
        """The line with the letter that so many letters come before."""
        for number, line in self.each():
            letters -= line.letters
            if letters < 0:
                return number
        return len(self.lines)

    def _make_more(self) -> bool:
        """Make more lines if there are articles below; False if there were none."""
        return len(self.extent) < self._articles and self.make(len(self.lines) + AHEAD)
