"""`refresh` and `expire`: what cron asks for."""

import argparse
import sys
from typing import Any

from tui_reader.cli.reading import open_library, print_json
from tui_reader.errors import NotFoundError, ReaderError
from tui_reader.library import Library
from tui_reader.library.refreshing import Refreshed, RefreshProgress
from tui_reader.tui import words
from tui_reader.urls import without_feed_scheme, without_user

SOME_FAILED = 3
"""The exit code where some feeds could not be refreshed, and the others were."""


def refresh(options: argparse.Namespace) -> int:
    """Fetch the feeds of the library, or some of them."""
    with open_library([], look=False) as library:
        library.offline = options.offline
        names = [wanted(library, one) for one in options.only]
        if not any(source.url for source in library.sources):
            raise NotFoundError("there is no feed in the library; `tui-reader add URL` adds one")
        result = library.refresh(names, by_hand=not options.due, told=narrate)
    if options.json:
        print_json(refreshed_json(result))
    for failed in result.failed:
        print(f"tui-reader: {failed.source.name}: {failed.problem}", file=sys.stderr)
    print(words.refreshed(result), file=sys.stderr)
    if result.offline or (result.failed and len(result.failed) == len(result.results)):
        return 1
    return SOME_FAILED if result.failed else 0


def wanted(library: Library, name: str) -> str:
    """The name of a feed, which may be given by its address; NotFoundError if there is none."""
    bare = without_user(without_feed_scheme(name))
    for source in library.sources:
        if source.url and (name == source.name or bare == without_user(source.url)):
            return source.name
    raise NotFoundError(f"no feed {bare!r}; `tui-reader list --sources` shows them")


def narrate(progress: RefreshProgress) -> None:
    """How far it has come, on a terminal; a log file has no use for it."""
    if sys.stderr.isatty():
        end = "\r" if progress.done < progress.total else "\r\033[K"
        print(f"\r\033[K{progress.done}/{progress.total}", end=end, file=sys.stderr, flush=True)


def refreshed_json(result: Refreshed) -> dict[str, Any]:
    """What a refresh brought, in the documented form."""
    return {
        "asked": result.asked,
        "new": result.new,
        "offline": result.offline,
        "feeds": [
            {
                "name": one.source.name,
                "url": without_user(one.source.url),
                "status": one.status,
                "written": one.written,
                "problem": one.problem or None,
                "moved_to": one.moved_to or None,
            }
            for one in result.results
        ],
    }


def expire(options: argparse.Namespace) -> int:
    """Let go of what the rules for keeping say."""
    with open_library([], look=False) as library:
        if not library.builds:
            raise ReaderError("another tui-reader has the library open, and does this itself")
        expired = library.expire(dry_run=options.dry_run)
    if options.json:
        listed = [{"headline": one.headline, "source": one.source} for one in expired]
        print_json({"expired": listed, "dry_run": options.dry_run})
    elif options.dry_run:
        for one in expired:
            print(f"{one.source}: {one.headline}")
    verb = "Would let go of" if options.dry_run else "Let go of"
    print(f"{verb} {words.counted(len(expired), 'briefing')}", file=sys.stderr)
    return 0
