"""Stories as plain text: wrapped to the width of the terminal, styled only on a terminal."""

import datetime as dt
import os
import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from tui_reader.library import host_of
from tui_reader.models import Article, Briefing, FullText, Story
from tui_reader.parse.markdown import FENCE

if TYPE_CHECKING:  # imported by whoever has something to tell
    from tui_reader.library.fulltext import TextProgress
    from tui_reader.library.loading import Progress
    from tui_reader.library.refreshing import RefreshProgress

MAX_WIDTH = 100


def print_row(story: Story, now: dt.datetime) -> None:
    """A story in one line: id, marks, headline, outlets."""
    mark = "*" if story.starred else "+" if story.new_outlets else " " if story.read else "o"
    names = ", ".join(story.outlets[:3])
    more = f" +{len(story.outlets) - 3}" if len(story.outlets) > 3 else ""
    facts = [f"{names}{more}", day(story.when, now)]
    print(f"{story.id[:8]} {mark} {story.headline}  [{', '.join(filter(None, facts))}]")


def day(when: dt.datetime, now: dt.datetime) -> str:
    """The time of day for today, else the day."""
    local, today = when.astimezone(), now.astimezone().date()
    return f"{local:%H:%M}" if local.date() == today else f"{local:%Y-%m-%d}"


def counted(outlets: int) -> str:
    """ "1 outlet", "2 outlets"."""
    return f"{outlets} outlet{'' if outlets == 1 else 's'}"


def print_story(story: Story) -> None:
    """A story with its coverage and what its briefings say."""
    print(bold(wrapped(story.headline)))
    print(f"{counted(len(story.outlets))} · {story.when.astimezone():%Y-%m-%d %H:%M} · {story.id}")
    print_coverage(story.articles)
    for text in story.texts:
        print_text(text)
    for briefing in story.briefings:
        print_body(briefing)


def print_text(text: FullText) -> None:
    """The text of an article, and where its links lead."""
    print()
    print(bold(wrapped(f"{host_of(text.address)}: {text.title}")))
    print_lines(text.text.replace("[^", "["))
    for number, link in enumerate(text.links, start=1):
        print(f"[{number}] {link.url}")
    print()


def print_briefing(briefing: Briefing) -> None:
    """A briefing, readably."""
    print(bold(wrapped(briefing.title)))
    facts = [counted(len(briefing.outlets))]
    facts += [str(briefing.date)] if briefing.date else []
    facts += [*briefing.categories, *(f"#{tag}" for tag in briefing.tags)]
    facts += ["draft"] if briefing.draft else []
    print(wrapped(" · ".join(facts)))
    print_coverage(briefing.articles)
    print_body(briefing)


def print_coverage(articles: tuple[Article, ...]) -> None:
    """The coverage, numbered as on the screen."""
    for number, article in enumerate(articles, start=1):
        indent = " " * 4
        print()
        print(wrapped(f"{number:>2}  {article.outlet or host_of(article.url)}", indent))
        print(wrapped(indent + article.headline, indent))
        print(indent + article.url)


def print_body(briefing: Briefing) -> None:
    """Summary and text, where the briefing has them."""
    for text in filter(None, (briefing.summary, briefing.text)):
        print_lines(text)


def print_lines(text: str) -> None:
    """Paragraphs, and a blank line below them; code stays as it is."""
    is_code = False
    for line in text.split("\n"):
        is_code = is_code != (line == FENCE)
        print(line if is_code or not line else wrapped(line))
    print()


def wrapped(text: str, indent: str = "") -> str:
    """Text broken into lines that fit; words too long to fit (links) are left whole."""
    width = min(MAX_WIDTH, shutil.get_terminal_size().columns)
    return textwrap.fill(
        text, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def bold(text: str) -> str:
    """Bold on a terminal that wants it."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return text if plain or not sys.stdout.isatty() else f"\033[1m{text}\033[0m"


def narrate(progress: "RefreshProgress | TextProgress | Progress") -> None:
    """How far it has come, on a terminal; a log file has no use for it."""
    if sys.stderr.isatty():
        end = "\r" if progress.done < progress.total else "\r\033[K"
        print(f"\r\033[K{progress.done}/{progress.total}", end=end, file=sys.stderr, flush=True)
