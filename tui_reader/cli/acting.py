"""`open`, `mark` and `paths`: what changes something, or says where it is."""

import argparse
import sys

from tui_reader.cli.reading import open_library, print_json
from tui_reader.errors import NotFoundError, OpenError
from tui_reader.models import Story
from tui_reader.paths import standard_paths


def open_article(options: argparse.Namespace) -> int:
    """Open one article of a story; where nothing can open it, print the link."""
    with open_library([]) as library:
        story = library.story(library.find(options.story))
        link = library.link(url_of(story, options.outlet))
        if link.launch is None:
            print(link.url)
            raise OpenError("no browser to open it with: set `browser` in config.toml, or $BROWSER")
        print(f"Opening {link.host}", file=sys.stderr)
        library.launch(link)
        if not library.reads_only and library.config.read_on_open:
            library.mark_read([story.number])
    return 0


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
    """Mark stories by their ids."""
    with open_library([]) as library:
        numbers = [library.find(story) for story in options.stories]
        if options.what in {"read", "unread"}:
            change = library.mark_read(numbers, read=options.what == "read")
        else:
            change = library.mark_starred(numbers, starred=options.what == "starred")
    print(change.label, file=sys.stderr)
    return 0


def show_paths(options: argparse.Namespace) -> int:
    """Say where everything is."""
    paths = standard_paths()
    where = {
        "config": paths.config_file,
        "sources": paths.sources_file,
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
