"""A story as lines: headline and facts, the articles, then the texts that there are.

Lines are made one by one, so that the reader of a long text waits for its first screen only.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from tui_reader.models import BY_HAND, Article, Briefing, FullText, Story, distinct
from tui_reader.tui.widgets.ages import day
from tui_reader.tui.widgets.cells import cut, measure
from tui_reader.tui.widgets.coverage import coverage_lines, earlier_lines
from tui_reader.tui.widgets.page import Page, digits_of, number_of, wrapped
from tui_reader.tui.widgets.text_lines import BLANK, Line, text_lines

WIDEST = 100
"""Cells of a line of text: a longer one is hard to come back from."""

_LINK = re.compile(r"\[\^(\d{1,4})\]")
"""The number of a link within its text."""


def story_lines(story: Story, page: Page) -> Iterator[Line]:
    """All lines of a story."""
    yield from wrapped(story.headline, page.width, "strong")
    yield from _fact_lines(story, page)
    if story.muted:
        why = "Hidden by hand" if story.muted == BY_HAND else f"Muted by {story.muted}"
        yield from wrapped(why, page.width, "accent")
    if story.articles:
        yield BLANK
    yield from _look_lines(story, page)
    yield from _link_lines(story.more, len(story.articles), digits_of(story), page)
    yield from earlier_lines(story, page)
    yield from _texts(story, page)


def _look_lines(story: Story, page: Page) -> Iterator[Line]:
    """The articles, as the reader wants to look at them."""
    if page.look == "timeline":
        from tui_reader.tui.widgets.timeline import timeline_lines

        yield from timeline_lines(story, page)
    elif page.look == "compare":
        from tui_reader.tui.widgets.compare import compare_lines

        yield from compare_lines(story, page)
    else:
        yield from coverage_lines(story, page)


def notice_lines(title: str, paragraphs: Iterable[str], width: int) -> Iterator[Line]:
    """A plain notice: a title, and paragraphs."""
    yield from wrapped(title, width, "strong")
    for paragraph in paragraphs:
        yield BLANK
        yield from text_lines(paragraph, width)


def _fact_lines(story: Story, page: Page) -> Iterator[Line]:
    """Outlets, day, categories and authors; the tags on a line of their own if need be."""
    outlets = len(story.outlets)
    categories = distinct(name for briefing in story.briefings for name in briefing.categories)
    number = [f"{outlets} outlet{'' if outlets == 1 else 's'}"] if outlets else []
    facts = " · ".join([*number, day(story.when, page.now, year=True), *categories])
    if story.authors:
        facts += f" · by {', '.join(story.authors)}"
    tags = " ".join(f"#{tag}" for tag in story.tags)
    both = f"{facts} · {tags}" if tags else facts
    for text in (both,) if measure(both) <= page.width else (facts, tags):
        if text:
            yield from wrapped(text, page.width, "muted")


def _link_lines(links: Sequence[Article], start: int, digits: int, page: Page) -> Iterator[Line]:
    """What else can be opened, a line each: what it is, and its host; `start` is its index."""
    if links:
        yield BLANK
    for index, link in enumerate(links, start=start):
        number = number_of(index, digits)
        host = page.host_of(link.url)
        what, cells = cut(link.headline, page.width - len(number))
        rest, _ = cut(f" · {host}" if host else "", page.width - len(number) - cells)
        yield Line(((number, "muted"), (what, "text"), (rest, "muted")), index)


def _texts(story: Story, page: Page) -> Iterator[Line]:
    """What the articles and the briefings say, below a rule, each under a title if need be."""
    fetched = {text.url for text in story.texts}
    speaking = [
        briefing
        for briefing in story.briefings
        if (briefing.summary or briefing.text) and briefing.link not in fetched
    ]
    if story.texts or speaking:
        yield from (BLANK, Line((("─" * page.width, "rule"),)))
    first = len(story.articles) + len(story.more)
    for text in story.texts:
        yield from _full_text(story, text, first, page)
        first += len(text.links)
    for briefing in speaking:
        yield BLANK
        if len(story.briefings) > 1 or story.texts:
            yield from wrapped(briefing.title, page.width, "strong")
            yield BLANK
        yield from _briefing_text(briefing, page.width)


def _full_text(story: Story, text: FullText, first: int, page: Page) -> Iterator[Line]:
    """The text of an article under the name of its outlet, and what it links to."""
    outlets = {article.url: article.outlet for article in story.articles}
    yield BLANK
    yield from wrapped(outlets.get(text.url) or page.host_of(text.address), page.width, "accent")
    yield BLANK
    shown = _LINK.sub(lambda link: f" [{first + int(link[1])}]", text.text)
    yield from text_lines(shown, page.width)
    yield from _link_lines(text.links, first, digits_of(story), page)


def _briefing_text(briefing: Briefing, width: int) -> Iterator[Line]:
    """The summary, unless the text begins with it, and the text."""
    summary, text = briefing.summary.strip(), briefing.text
    if summary and not text.lstrip().startswith(summary.rstrip("….")):
        yield from text_lines(summary, width)
        if text:
            yield BLANK
    yield from text_lines(text, width)
