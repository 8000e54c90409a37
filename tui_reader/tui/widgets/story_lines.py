"""A story as lines: headline and facts, the coverage, then the texts that there are.

Lines are made one by one, so that the reader of a long text waits for its first screen only.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tui_reader.models import BY_HAND, Article, Briefing, FullText, Story, distinct
from tui_reader.tui.widgets.ages import age, day
from tui_reader.tui.widgets.cells import cut, measure, wrap
from tui_reader.tui.widgets.text_lines import BLANK, Line, text_lines

WIDEST = 100
"""Cells of a line of text: a longer one is hard to come back from."""

_LINK = re.compile(r"\[\^(\d{1,4})\]")
"""The number of a link within its text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Where lines go: their width, and what the moment and the addresses look like."""

    width: int
    now: dt.datetime
    host_of: Callable[[str], str]


def story_lines(story: Story, page: Page) -> Iterator[Line]:
    """All lines of a story."""
    yield from _wrapped(story.headline, page.width, "strong")
    yield from _fact_lines(story, page)
    if story.muted:
        why = "Hidden by hand" if story.muted == BY_HAND else f"Muted by {story.muted}"
        yield from _wrapped(why, page.width, "accent")
    if story.articles:
        yield BLANK
    for index, article in enumerate(story.articles):
        yield from _article_lines(story, index, article, page)
    yield from _link_lines(story, story.more, len(story.articles), page)
    yield from _texts(story, page)


def notice_lines(title: str, paragraphs: Iterable[str], width: int) -> Iterator[Line]:
    """A plain notice: a title, and paragraphs."""
    yield from _wrapped(title, width, "strong")
    for paragraph in paragraphs:
        yield BLANK
        yield from text_lines(paragraph, width)


def _wrapped(
    text: str, width: int, part: str, *, article: int = -1, indent: int = 0
) -> Iterator[Line]:
    for line in wrap(text, width - indent):
        yield Line(((" " * indent + line, part),), article)


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
            yield from _wrapped(text, page.width, "muted")


def _article_lines(story: Story, index: int, article: Article, page: Page) -> Iterator[Line]:
    """Number, outlet, age and host, then the headline below the outlet."""
    number = _number(story, index)
    indent = len(number)
    new = "new " if article.outlet in story.new_outlets else ""
    host = page.host_of(article.url)
    outlet, cells = cut(article.outlet or host or "—", page.width - indent - len(new) - 1)
    facts = [age(article.published, page.now)] if article.published else []
    facts += [host] if host not in ("", outlet) else []
    meta = cut("".join(f" · {fact}" for fact in facts), page.width - indent - cells - len(new) - 1)
    spans = [
        (number, "muted"),
        (outlet, "strong"),
        (f" {new}".rstrip(), "accent"),
        (meta[0], "muted"),
    ]
    yield Line(tuple(spans), index)
    if article.headline == story.headline:
        same, _ = cut(article.headline, page.width - indent)
        yield Line(((" " * indent + same, "muted"),), index)
    else:
        yield from _wrapped(article.headline, page.width, "text", article=index, indent=indent)


def _link_lines(story: Story, links: Sequence[Article], start: int, page: Page) -> Iterator[Line]:
    """What else can be opened, a line each: what it is, and its host; `start` is its index."""
    if links:
        yield BLANK
    for index, link in enumerate(links, start=start):
        number = _number(story, index)
        host = page.host_of(link.url)
        what, cells = cut(link.headline, page.width - len(number))
        rest, _ = cut(f" · {host}" if host else "", page.width - len(number) - cells)
        yield Line(((number, "muted"), (what, "text"), (rest, "muted")), index)


def _number(story: Story, index: int) -> str:
    """The number by which something is opened."""
    return f"{index + 1:>{len(str(len(story.links)))}} "


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
            yield from _wrapped(briefing.title, page.width, "strong")
            yield BLANK
        yield from _briefing_text(briefing, page.width)


def _full_text(story: Story, text: FullText, first: int, page: Page) -> Iterator[Line]:
    """The text of an article under the name of its outlet, and what it links to."""
    outlets = {article.url: article.outlet for article in story.articles}
    yield BLANK
    yield from _wrapped(outlets.get(text.url) or page.host_of(text.address), page.width, "accent")
    yield BLANK
    shown = _LINK.sub(lambda link: f" [{first + int(link[1])}]", text.text)
    yield from text_lines(shown, page.width)
    yield from _link_lines(story, text.links, first, page)


def _briefing_text(briefing: Briefing, width: int) -> Iterator[Line]:
    """The summary, unless the text begins with it, and the text."""
    summary, text = briefing.summary.strip(), briefing.text
    if summary and not text.lstrip().startswith(summary.rstrip("….")):
        yield from text_lines(summary, width)
        if text:
            yield BLANK
    yield from text_lines(text, width)


def article_spans(lines: Sequence[Line], start: int = 0) -> Iterator[tuple[int, int]]:
    """The article and the number of each line from `start` on that belongs to one."""
    for number in range(start, len(lines)):
        if (article := lines[number].article) >= 0:
            yield article, number
