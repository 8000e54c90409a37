"""`export`: stories as files or as one text, and the feeds as OPML."""

import argparse
import sys
from array import array
from pathlib import Path

from tui_reader.cli.reading import open_library, view_named
from tui_reader.cli.subscribing import export_opml
from tui_reader.errors import UsageError
from tui_reader.library import Library
from tui_reader.library.exporting import FILES, as_text
from tui_reader.library.exporting import export as write
from tui_reader.parse import clean
from tui_reader.tui import words


def export(options: argparse.Namespace) -> int:
    """Write stories in the form that was asked for, or the feeds as OPML."""
    form, to = options.format, options.to
    if form == "opml":
        return export_opml(to)
    if form == FILES and to is None:
        raise UsageError("name the folder for the briefing files, by --to")
    title = " ".join(options.stories) or options.view
    with open_library([]) as library:
        stories = map(library.story, wanted(library, options))
        if to is None:
            print(as_text(stories, form, title), end="")
            return 0
        written = write(stories, Path(to).expanduser(), form, title)
    what = "file" if form == FILES else "story"
    print(f"Wrote {words.counted(written, what)} to {clean(to, 4096)}", file=sys.stderr)
    return 0


def wanted(library: Library, options: argparse.Namespace) -> "array[int]":
    """The stories that ids or a query name, else those of the view."""
    library.make_searchable()
    if not options.stories:
        return library.numbers(view_named(options.view))
    return library.named(options.stories)
