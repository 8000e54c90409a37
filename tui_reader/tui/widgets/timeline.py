"""The second look of a story: who came first, when the others followed, and what was renamed."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence

from tui_reader.charts import sparkline
from tui_reader.models import Article, Former, Story
from tui_reader.tui.widgets.ages import day, local
from tui_reader.tui.widgets.cells import cut
from tui_reader.tui.widgets.page import Page, digits_of, number_of, wrapped
from tui_reader.tui.widgets.text_lines import BLANK, Line

COLUMNS = 60
"""The widest that the line of columns is."""

STEPS = {
    1: "hour",
    3: "3 hours",
    6: "6 hours",
    12: "12 hours",
    24: "day",
    7 * 24: "week",
    30 * 24: "30 days",
    365 * 24: "365 days",
}
"""How many hours a column may stand for, and what that is called."""


def timeline_lines(story: Story, page: Page) -> Iterator[Line]:
    """The oldest article first; those of unknown time come last."""
    timeline = _Timeline(story, page)
    timed = [(one.published, at) for at, one in enumerate(story.articles) if one.published]
    timed.sort()
    moments = [when for when, _ in timed]
    if len(moments) > 1:
        yield from columns(moments, page)
        yield BLANK
    shown = ""
    for when, index in timed:
        if (today := day(when, page.now)) != shown:
            yield Line(((today, "muted"),))
            shown = today
        yield from timeline.article(index, when, moments[0])
    if len(timed) < len(story.articles):
        yield Line((("time unknown", "muted"),))
    for index, article in enumerate(story.articles):
        if article.published is None:
            yield from timeline.article(index)


def columns(moments: Sequence[dt.datetime], page: Page) -> Iterator[Line]:
    """How many articles came when, and what a column stands for; `moments` are in order."""
    hours = [int(moment.timestamp() // 3_600) for moment in moments]
    room = min(COLUMNS, page.width)
    span = hours[-1] - hours[0] + 1
    step = next((step for step in STEPS if span <= step * room), max(STEPS))
    counts = Counter((hour - hours[0]) // step for hour in hours)
    numbers = [counts[column] for column in range((span - 1) // step + 1)]
    yield Line(((sparkline(numbers, room), "accent"),))
    yield from wrapped(f"articles per {STEPS[step]}", page.width, "muted")


def after(first: dt.datetime, when: dt.datetime) -> str:
    """How long after the first: "+5m", "+1h 20m", "+2d 3h"."""
    minutes = int((when - first).total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    parts = [(days, "d"), (hours, "h"), (minutes, "m")]
    told = [f"{number}{unit}" for number, unit in (parts[:2] if days else parts[1:]) if number]
    return f"+{' '.join(told)}" if told else "+0m"


class _Timeline:
    """The articles of a story, and what of them has been said."""

    def __init__(self, story: Story, page: Page) -> None:
        self.story = story
        self.page = page
        self.digits = digits_of(story)
        self.said = {story.headline}
        self.former: dict[str, list[Former]] = {}
        for one in story.former:
            self.former.setdefault(one.url, []).append(one)

    def article(
        self, index: int, when: dt.datetime | None = None, first: dt.datetime | None = None
    ) -> Iterator[Line]:
        """Time, outlet and how much later, the headline if it is another, and former ones."""
        article, page = self.story.articles[index], self.page
        yield self._head(index, article, when, first)
        indent = self.digits + 1
        if article.headline not in self.said:
            self.said.add(article.headline)
            yield from wrapped(article.headline, page.width, "text", article=index, indent=indent)
        for one in self.former.get(article.url, ()):
            text = f"was: {one.headline} · until {self._moment(one.until, when)}"
            yield from wrapped(text, page.width, "muted", article=index, indent=indent)

    def _head(
        self, index: int, article: Article, when: dt.datetime | None, first: dt.datetime | None
    ) -> Line:
        page = self.page
        start = number_of(index, self.digits)
        if when:
            start += f"{local(when, page.now):%H:%M} "
        star = page.star(article)
        later = ""
        if when and first:
            later = " first" if when == first else f" {after(first, when)}"
        room = page.width - len(start) - len(star[0]) - len(later)
        outlet, _ = cut(page.name(article), room)
        rest = (later, "accent" if later == " first" else "muted")
        return Line(((start, "muted"), star, (outlet, "strong"), rest), index)

    def _moment(self, when: dt.datetime, beside: dt.datetime | None) -> str:
        """The time of day, and the day where it is another than that of the article."""
        now = self.page.now
        clock, date = f"{local(when, now):%H:%M}", day(when, now)
        return clock if beside and day(beside, now) == date else f"{date} {clock}"
