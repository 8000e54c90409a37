"""`open`, `mark` and `paths`: what changes something, or says where it is."""

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.cli.reading import PATIENCE, open_library, print_json
from tui_reader.errors import NotFoundError, OpenError, UsageError
from tui_reader.library import Library
from tui_reader.models import Story
from tui_reader.paths import standard_paths

if TYPE_CHECKING:
    from tui_reader.library.links import Link


def open_articles(options: argparse.Namespace) -> int:
    """Open an article of each story that was named; where nothing can open it, print the link."""
    words, outlet = with_outlet(options.stories)
    with open_library([]) as library:
        library.make_searchable()
        numbers = library.named(words)
        cap = library.config.open_cap
        if len(numbers) > cap:
            raise UsageError(f"{len(numbers):,} stories are more than `open_cap` ({cap}) allows")
        links = [library.link(url_of(library.story(number), outlet)) for number in numbers]
        for number, link in zip(numbers, links, strict=True):
            open_one(library, link)
            if not library.reads_only and library.config.read_on_open:
                library.mark_read([number])
    return 0


def with_outlet(words: Sequence[str]) -> tuple[Sequence[str], int]:
    """The words that name stories, and the number of an outlet behind them; else 1."""
    *first, last = words
    if first and last.isdecimal() and len(last) < len("2026"):
        return first, int(last)
    return words, 1


def open_one(library: Library, link: "Link") -> None:
    """Open one link outside; OpenError where nothing can."""
    if link.launch is None:
        print(link.url)
        raise OpenError("no browser to open it with: set `browser` in config.toml, or $BROWSER")
    print(f"Opening {link.host}", file=sys.stderr)
    library.launch(link)


def url_of(story: Story, number: int) -> str:
    """The link of a story's article, counted from 1; NotFoundError where there is none."""
    articles = story.articles
    if not 1 <= number <= max(1, len(articles)):
        raise NotFoundError(f"this story has {len(articles)} articles; N is from 1 to that")
    url = articles[number - 1].url if articles else story.url
    if not url:
        raise NotFoundError("this story has no link")
    return url


def mark(options: argparse.Namespace) -> int:
    """Mark the stories that ids or a query name."""
    with open_library([], patience=PATIENCE) as library:
        library.make_searchable()
        numbers = library.named(options.stories)
        if options.what in {"read", "unread"}:
            change = library.mark_read(numbers, read=options.what == "read")
        elif options.what in {"hidden", "shown"}:
            change = library.mark_hidden(numbers, hidden=options.what == "hidden")
        else:
            change = library.mark_starred(numbers, starred=options.what == "starred")
    print(change.label, file=sys.stderr)
    return 0


def tag(options: argparse.Namespace) -> int:
    """Give the stories that ids or a query name a tag, or take it away."""
    with open_library([], patience=PATIENCE) as library:
        library.make_searchable()
        numbers = library.named(options.stories)
        change = library.mark_tagged(numbers, options.tag, tagged=not options.remove)
    print(change.label, file=sys.stderr)
    return 0


def show_paths(options: argparse.Namespace) -> int:
    """Say where everything is."""
    paths = standard_paths()
    where = {
        "config": paths.config_file,
        "sources": paths.sources_file,
        "views": paths.views_file,
        "briefings": paths.briefings,
        "marks": paths.marks_file,
        "index": paths.index_file(),
    }
    if options.json:
        print_json({name: str(path) for name, path in where.items()})
    else:
        for name, path in where.items():
            print(f"{name:<10}{path}")
    return 0
