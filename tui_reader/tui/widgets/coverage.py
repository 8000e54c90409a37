"""The first look of a story: its outlets, each with its headlines."""

from collections.abc import Iterator

from tui_reader.models import Article, Story
from tui_reader.tui.widgets.ages import age, day
from tui_reader.tui.widgets.cells import cut, measure, wrap
from tui_reader.tui.widgets.page import Page, digits_of, number_of, wrapped
from tui_reader.tui.widgets.text_lines import BLANK, Line


def coverage_lines(story: Story, page: Page) -> Iterator[Line]:
    """Outlet by outlet, in the order of the story; muted ones share a line, and keep numbers."""
    coverage = _Coverage(story, page)
    folds = folded(story, page) > 0
    muted = []
    for indices in coverage.groups():
        outlet = story.articles[indices[0]].outlet
        if folds and outlet in page.rules.muted:
            muted.append(outlet)
            continue
        yield from coverage.first(indices[0])
        for index in indices[1:]:
            yield from coverage.further(index)
    if muted:
        count = f"{len(muted)} muted outlet{'' if len(muted) == 1 else 's'}"
        yield from wrapped(f"{count}: {', '.join(muted)}", page.width, "muted")


def earlier_lines(story: Story, page: Page) -> Iterator[Line]:
    """The stories of the days before, numbered after the links: there they are gone to."""
    if story.earlier:
        yield BLANK
    digits = digits_of(story)
    for index, row in enumerate(story.earlier, start=len(story.links)):
        number = number_of(index, digits)
        head = f"Earlier in this story · {day(row.when, page.now)}"
        yield Line(((number, "muted"), (head, "muted")), index)
        indent = len(number)
        yield from wrapped(row.headline, page.width, "text", article=index, indent=indent)


def folded(story: Story, page: Page) -> int:
    """How many articles have no line of their own: those of muted outlets, unless all are."""
    muted = sum(article.outlet in page.rules.muted for article in story.articles)
    return muted if muted < len(story.articles) else 0


class _Coverage:
    """The articles of a story, and what of them has been said."""

    def __init__(self, story: Story, page: Page) -> None:
        self.story = story
        self.page = page
        self.digits = digits_of(story)
        self.new = frozenset(story.new_outlets)
        self.said = {story.headline}

    def groups(self) -> list[list[int]]:
        """The articles of each outlet; those without a name are on their own."""
        found: dict[str | int, list[int]] = {}
        for index, article in enumerate(self.story.articles):
            found.setdefault(article.outlet or index, []).append(index)
        return list(found.values())

    def first(self, index: int) -> Iterator[Line]:
        """Number, outlet, age and host, then the headline below the outlet."""
        article, page = self.story.articles[index], self.page
        number = number_of(index, self.digits)
        new = "new " if article.outlet in self.new else ""
        star = page.star(article)
        host = page.host_of(article.url)
        room = page.width - len(number) - len(star[0]) - len(new) - 1
        outlet, cells = cut(page.name(article), room)
        facts = self._age(article) + (f" · {host}" if host not in ("", outlet) else "")
        spans = (
            (number, "muted"),
            star,
            (outlet, "strong"),
            (f" {new}".rstrip(), "accent"),
            (cut(facts, room - cells)[0], "muted"),
        )
        yield Line(spans, index)
        yield from self._headline(index, " " * len(number), "")

    def further(self, index: int) -> Iterator[Line]:
        """Another article of the outlet: its number before the headline, its age behind it."""
        number = number_of(index, self.digits)
        yield from self._headline(index, number, self._age(self.story.articles[index]))

    def _headline(self, index: int, start: str, end: str) -> Iterator[Line]:
        """A headline that was said before takes no more than a line, and stands back."""
        headline = self.story.articles[index].headline
        width, indent = self.page.width, len(start)
        room = width - indent
        if headline in self.said:
            same, _ = cut(headline, room - len(end))
            yield Line(((start, "muted"), (same + end, "muted")), index)
            return
        self.said.add(headline)
        *lines, last = wrap(headline, room)
        for line in lines:
            yield Line(((start, "muted"), (line, "text")), index)
            start = " " * indent
        fits = measure(last) + len(end) <= room
        yield Line(((start, "muted"), (last, "text"), (end if fits else "", "muted")), index)

    def _age(self, article: Article) -> str:
        return f" · {age(article.published, self.page.now)}" if article.published else ""
