"""`add`, `remove`, `list --sources`, `import` and `export`: what the library is made of."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_reader.cli.reading import open_library, print_json
from tui_reader.errors import ReaderError, UsageError
from tui_reader.library.choosing import is_address, is_there
from tui_reader.library.history import History
from tui_reader.library.subscribing import Listed, Subscriptions
from tui_reader.parse import clean
from tui_reader.paths import standard_paths
from tui_reader.tui import words
from tui_reader.urls import without_user

if TYPE_CHECKING:
    from tui_reader.fetch import Fetched

MAX_SKIPPED = 20
"""Lines about what was left out of a list: more help nobody."""


def subscriptions() -> Subscriptions:
    """Who changes the sources."""
    return Subscriptions(standard_paths(), History())


def add(options: argparse.Namespace) -> int:
    """Add a feed, a site or a folder to the library."""
    if options.google_news is not None:
        return add_feed(google_news(options), options, options.google_news)
    if options.target is None:
        raise UsageError("name a folder, or the address of a feed or a site")
    if is_address(options.target) or looks_like_site(options.target):
        return add_found(options)
    source = subscriptions().add_folder(options.target, options.name)
    print(f"Added {source.name}: {clean(str(source.path), 4096)}", file=sys.stderr)
    return 0


def looks_like_site(target: str) -> bool:
    """Whether this is no path that is there, and may be the name of a host."""
    host, _, port = target.partition("/")[0].partition(":")
    return (
        (port.isdecimal() or "." in host.strip("."))
        and not target.startswith(".")
        and not is_there(target)
    )


def google_news(options: argparse.Namespace) -> str:
    """The address of a search on Google News."""
    from tui_reader.google_news import search

    return search(options.google_news, options.lang, options.country)


def add_found(options: argparse.Namespace) -> int:
    """Find the feed that an address leads to; where there are several, offer them."""
    from tui_reader.library.looking import look_at, preview

    found = look_at(options.target)
    if len(found.candidates) > 1 and options.feed is None:
        print("This site has several feeds; choose one by --feed N:", file=sys.stderr)
        for number, candidate in enumerate(found.candidates, start=1):
            print(f"{number:>3}  {candidate.title or '(no title)'}  {candidate.url}")
        return 1
    number = 1 if options.feed is None else options.feed
    if not 1 <= number <= len(found.candidates):
        raise UsageError(f"--feed is from 1 to {len(found.candidates)}")
    candidate, shown = found.candidates[number - 1], found.preview
    if number > 1:
        shown = preview(candidate.url, named_by=found.page)
    return add_feed(candidate.url, options, candidate.title or shown.title, shown.fetched)


def add_feed(
    url: str, options: argparse.Namespace, title: str, looked: "Fetched | None" = None
) -> int:
    """Keep a feed, and take in what a look at it has found; without one it is fetched."""
    source = subscriptions().add_feed(url, options.name, options.category, clean(title))
    print(f"Added {source.name}: {without_user(source.url)}", file=sys.stderr)
    with open_library([], look=False) as library:
        library.looked = {source.url: looked} if looked else {}
        result = library.refresh([source.name], by_hand=True)
    for failed in result.failed:
        print(f"tui-reader: {failed.source.name}: {failed.problem}", file=sys.stderr)
    print(words.refreshed(result), file=sys.stderr)
    return 0


def remove(options: argparse.Namespace) -> int:
    """Remove a source from the library."""
    source = subscriptions().remove(options.source)
    where = without_user(source.url) or clean(str(source.path), 4096)
    print(f"Removed {source.name}: {where}", file=sys.stderr)
    return 0


def list_sources(options: argparse.Namespace) -> int:
    """Print the sources of the library, with how their feeds fare."""
    if options.words:
        raise UsageError("--sources lists those of the library; leave the paths out")
    listed = subscriptions().listed()
    if options.json:
        print_json({"sources": [source_json(one) for one in listed]})
        return 0
    for source, failing in listed:
        trouble = f"  ! {failing}" if failing else ""
        where = without_user(source.url) or clean(str(source.path), 4096)
        category = f"  [{source.category}]" if source.category else ""
        print(f"{source.name}{category}  {where}{trouble}")
    return 0


def source_json(listed: Listed) -> dict[str, Any]:
    """A source in the documented form."""
    source, failing = listed
    return {
        "name": source.name,
        "kind": "feed" if source.url else "folder",
        "url": without_user(source.url) or None,
        "path": clean(str(source.path), 4096),
        "category": source.category or None,
        "failing": failing or None,
    }


def import_feeds(options: argparse.Namespace) -> int:
    """Add the feeds of an OPML file."""
    done = subscriptions().import_opml(options.file)
    for what, reason in done.skipped[:MAX_SKIPPED]:
        print(f"tui-reader: skipped {clean(what) or 'an entry'}: {reason}", file=sys.stderr)
    if len(done.skipped) > MAX_SKIPPED:
        print(f"tui-reader: and {len(done.skipped) - MAX_SKIPPED:,} more", file=sys.stderr)
    print(words.imported(done).partition(" · R ")[0], file=sys.stderr)
    return 0


def export_opml(file: str | None) -> int:
    """Print the feeds as OPML, or write them to a file."""
    text = subscriptions().export_opml()
    if file is None:
        print(text, end="")
        return 0
    try:
        Path(file).expanduser().write_text(text, encoding="utf-8")
    except (OSError, ValueError, RuntimeError) as error:
        raise ReaderError(f"{clean(file, 4096)}: can't be written") from error
    print(f"Wrote {clean(file, 4096)}", file=sys.stderr)
    return 0
