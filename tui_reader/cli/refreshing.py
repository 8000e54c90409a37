"""`refresh` and `expire`: what cron asks for."""

import argparse
import sys
from typing import Any

from tui_reader.cli.plain import narrate
from tui_reader.cli.reading import open_library, print_json, view_named
from tui_reader.errors import NotFoundError, ReaderError, UsageError
from tui_reader.library import Library
from tui_reader.library.fulltext import Texts
from tui_reader.library.refreshing import Refreshed
from tui_reader.models import View
from tui_reader.tui import words
from tui_reader.urls import without_feed_scheme, without_user

SOME_FAILED = 3
"""The exit code where some feeds could not be refreshed, and the others were."""


def refresh(options: argparse.Namespace) -> int:
    """Fetch the feeds of the library, or some of them, and texts of articles if they are wanted."""
    if not options.full_text and (options.view or options.limit is not None):
        raise UsageError("--view and --limit are about texts: say --full-text, too")
    view = view_named(options.view or "starred")
    with open_library([], look=options.full_text) as library:
        library.offline = options.offline
        names = [wanted(library, one) for one in options.only]
        has_feeds = any(source.url for source in library.sources)
        if not has_feeds and not options.full_text:
            raise NotFoundError("there is no feed in the library; `tui-reader add URL` adds one")
        result = library.refresh(names, by_hand=not options.due, told=narrate)
        texts = fetch_texts(library, view, options.limit) if options.full_text else None
    if options.json:
        print_json(refreshed_json(result) | ({"texts": texts_json(texts)} if texts else {}))
    for failed in result.failed:
        print(f"tui-reader: {failed.source.name}: {failed.problem}", file=sys.stderr)
    if has_feeds:
        print(words.refreshed(result), file=sys.stderr)
    for line in result.noticed:
        print(line, file=sys.stderr)
    codes = [code_of(result.offline, len(result.failed), len(result.results))]
    if texts:
        print(words.texts(texts), file=sys.stderr)
        codes.append(code_of(texts.offline, len(texts.failed), len(texts.results)))
    return next((code for code in (1, SOME_FAILED) if code in codes), 0)


def code_of(offline: bool, failed: int, asked: int) -> int:
    """The exit code for so many failures among what was asked for."""
    if offline or (failed and failed == asked):
        return 1
    return SOME_FAILED if failed else 0


def fetch_texts(library: Library, view: View, limit: int | None) -> Texts:
    """Fetch the texts of a view's stories; those that can't be had are told."""
    numbers = library.numbers(view)[:limit]
    texts = library.fetch_texts(list(library.stories(numbers)), told=narrate)
    for failed in texts.failed:
        print(f"tui-reader: {failed.headline}: {failed.problem}", file=sys.stderr)
    return texts


def texts_json(texts: Texts) -> dict[str, Any]:
    """What a round of fetching texts brought, in the documented form."""
    return {
        "new": texts.count("new"),
        "known": texts.count("known"),
        "failed": [
            {"headline": one.headline, "url": one.url, "problem": one.problem}
            for one in texts.failed
        ],
        "offline": texts.offline,
    }


def wanted(library: Library, name: str) -> str:
    """The name of a feed, which may be given by its address; NotFoundError if there is none."""
    bare = without_user(without_feed_scheme(name))
    for source in library.sources:
        if source.url and (name == source.name or bare == without_user(source.url)):
            return source.name
    raise NotFoundError(f"no feed {bare!r}; `tui-reader list --sources` shows them")


def refreshed_json(result: Refreshed) -> dict[str, Any]:
    """What a refresh brought, in the documented form."""
    return {
        "asked": result.asked,
        "new": result.new,
        "joined": result.joined,
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
