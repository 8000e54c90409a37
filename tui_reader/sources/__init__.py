"""`sources.toml`: the folders and feeds of the library; read strictly, rewritten with care.

    [[folder]]
    path = "~/news/world"
    name = "World"          # may be left out: then it is the folder's own name

    [[feed]]
    url = "https://example.org/feed.xml"
    name = "Example"        # may be left out: then it is the host of the address
    category = "Europe"
    folder = "example.org-0f1e2d3c"     # of its briefing files, where that is not the usual one
    every = 30              # minutes; this and the next two where a feed is to differ from the rest
    keep_days = 90
    keep_count = 500
    full_text = true        # fetch the texts of new articles, too

It is the user's file. What the program changes in it is one entry: all other words, comments and
blanks stay as they are. The new text is read again before it is written, and is complete on disk
before it takes the place of the old one.
"""

from tui_reader.sources.adding import Added, add_feed, add_feeds, add_folder
from tui_reader.sources.addresses import feed_address, feed_folder, with_login_of
from tui_reader.sources.changing import (
    Removed,
    move_source,
    remove_source,
    remove_sources,
    rename_source,
    replace_urls,
    restore,
)
from tui_reader.sources.reading import load_sources

__all__ = [
    "Added",
    "Removed",
    "add_feed",
    "add_feeds",
    "add_folder",
    "feed_address",
    "feed_folder",
    "load_sources",
    "move_source",
    "remove_source",
    "remove_sources",
    "rename_source",
    "replace_urls",
    "restore",
    "with_login_of",
]
