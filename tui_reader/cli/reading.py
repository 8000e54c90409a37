"""`list`, `show` and `problems`: what the library, a folder or a file says, on stdout."""

import argparse
import json
import os
import sys
import time
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from tui_reader.cli.plain import narrate, print_briefing, print_row, print_story
from tui_reader.config import Config, load_config
from tui_reader.errors import BusyError, NotFoundError, StoreError
from tui_reader.formats import LineFormat, briefing_object, export_json, story_object
from tui_reader.library import Library
from tui_reader.library.choosing import is_address
from tui_reader.library.once import Reading, read_once
from tui_reader.models import VIEW_KINDS, View
from tui_reader.parse import SUFFIXES, clean
from tui_reader.paths import standard_paths
from tui_reader.shapes import load_sound_shapes

PATIENCE = 2.0
"""Seconds to wait for another instance that is soon done."""
LOOK_SECONDS = 0.05


@contextmanager
def open_library(
    folders: list[str],
    *,
    drafts: bool = False,
    look: bool = True,
    surely: bool = False,
    offline: bool = False,
    patience: float = 0.0,
) -> Iterator[Library]:
    """The library, or some folders and feeds, up to date; what went wrong goes to stderr.

    Without `look` its files are not looked at: for those who do not read. They are not looked at
    either, unless it is `surely` wanted, where that was just done and nothing tells of a change.
    """
    paths = standard_paths()
    config: Config = load_config(paths.config_file)
    if drafts:
        config = config._replace(drafts=True)
    with Library.open(paths, config=config, folders=folders) as library:
        library.offline, library.patience = offline, patience
        if look and (surely or not library.is_fresh()):
            bring_up_to_date(library)
        tell_notices(library)
        yield library
        tell_notices(library)


def mend() -> None:
    """Read the whole index; where it is damaged it is built anew."""
    with open_library([], look=False) as library:
        bring_up_to_date(library)


def bring_up_to_date(library: Library) -> None:
    """Take in what there is; where nothing can be written it is shown as it was left."""
    try:
        fetch_named(library)
        library.load(narrate)
        if library.repair():
            library.load(narrate)
        wait_for_first_look(library)
    except StoreError as error:
        library.notices.append(str(error))
    if library.samples:
        library.notices.append("the library is empty: these are samples")


def wait_for_first_look(library: Library) -> None:
    """Wait for another instance that begins the index; BusyError if that takes it too long."""
    end = time.monotonic() + PATIENCE
    while library.is_begun():
        if time.monotonic() > end:
            raise BusyError("another tui-reader reads the library for the first time; try again")
        time.sleep(LOOK_SECONDS)


def tell_notices(library: Library) -> None:
    """What happened meanwhile goes to stderr."""
    for notice in library.notices:
        print(f"tui-reader: {clean(notice, 4096)}", file=sys.stderr)
    library.notices.clear()


def fetch_named(library: Library) -> None:
    """Fetch the feeds that were named instead of the library; those that can't be had are told."""
    if not library.scope or not any(source.url for source in library.sources):
        return
    result = library.refresh(by_hand=True)
    if result.offline:
        library.notices.append("offline: nothing is fetched")
    library.notices += [f"{failed.source.name}: {failed.problem}" for failed in result.failed]


def list_stories(options: argparse.Namespace) -> int:
    """Print the stories of a view, in the order of the screen."""
    view = view_named(options.view)
    places = [word for word in options.words if names_place(word)]
    query = " ".join(word for word in options.words if word not in places)
    with open_library(places, drafts=options.drafts, offline=options.offline) as library:
        if places and not any(source.path.exists() for source in library.sources):
            return 1  # none of the feeds could be had, now or earlier: that was told
        numbers = listed(library, view, query)[: options.limit]
        print_stories(library, numbers, as_json=options.json, line=options.format)
    return 0


def listed(library: Library, view: View, query: str) -> "array[int]":
    """The stories of a view, or those of them that answer a query, in the order of that."""
    if query or view.kind == "saved" or library.shapes.mutes:
        library.make_searchable()
    numbers = library.numbers(view)
    if not numbers and view.kind in {"source", "category", "tag"}:
        raise NotFoundError(no_such_view(library, view))
    if not query:
        return numbers
    inside, found = set(numbers), library.numbers(View(kind="search", name=query))
    return array("q", (number for number in found if number in inside))


def search(options: argparse.Namespace) -> int:
    """Print the stories that answer a query."""
    with open_library([]) as library:
        library.make_searchable()
        numbers = library.numbers(View(kind="search", name=" ".join(options.query)))
        shown = numbers[: options.limit]
        print_stories(library, shown, as_json=options.json, line=options.format)
    return 0


def count(options: argparse.Namespace) -> int:
    """Print how many stories answer a query, as the library was last left: no file is looked at."""
    query = " ".join(options.query) or "is:unread"
    with Library.open(standard_paths()) as library:
        if options.query and not library.samples:
            library.make_searchable()
        total = 0 if library.samples else library.total(View(kind="search", name=query))
    print(total)
    return 0


def print_stories(
    library: Library, numbers: "array[int]", *, as_json: bool, line: str = ""
) -> None:
    """Stories as JSON, or a line each: ours, or of the form that was asked for."""
    stories = library.stories(numbers)
    if as_json:
        print_json({"stories": [story_object(story) for story in stories]})
    elif line:
        form = LineFormat(line)
        for story in stories:
            print(form.of(story))
    else:
        for story in stories:
            print_row(story, library.clock())


def view_named(text: str) -> View:
    """ "tag:ukraine" as a view; NotFoundError for a word that is none."""
    kind, _, name = text.partition(":")
    if kind in VIEW_KINDS and kind not in {"problems", "saved"}:
        return View(kind=kind, name=name)
    saved = [view.name for view in load_sound_shapes(standard_paths().views_file).views]
    name = name if kind == "view" else text
    if name not in saved:
        raise NotFoundError(
            f"no view {text!r}; use all, unread, today, starred, muted, source:NAME,"
            f" category:NAME, tag:NAME, or one of yours: {', '.join(saved[:20]) or 'none yet'}"
        )
    return View(kind="saved", name=name)


def no_such_view(library: Library, view: View) -> str:
    """What there is instead of a source, category or tag that has no stories."""
    known = [count.view.name for count in library.counts() if count.view.kind == view.kind]
    return f"no {view.kind} {view.name!r}; there are: {', '.join(known[:20]) or 'none'}"


def show(options: argparse.Namespace) -> int:
    """Print a file, a folder or a feed, or the stories that ids or a query name."""
    target, *more = options.target
    if more or not names_place(target):
        return show_stories(options.target, as_json=options.json)
    reading = read_once(target)
    if options.json:
        print_json(reading_json(reading))
        return 0
    for number, briefing in enumerate(reading.briefings):
        if number:
            print()
        print_briefing(briefing)
    for problem in reading.problems:
        print(f"tui-reader: {problem.path}: {problem.reason}", file=sys.stderr)
    if reading.status == "ignored":
        print(f"tui-reader: {reading.target}: {reading.problem}", file=sys.stderr)
    return 0


def names_place(target: str) -> bool:
    """Whether this is a file, a folder or an address, rather than an id or a query."""
    if "/" in target or target.endswith(tuple(SUFFIXES)) or is_address(target):
        return True
    return os.path.exists(target)  # noqa: PTH110  (Path raises for long ids)


def show_stories(words: Sequence[str], *, as_json: bool) -> int:
    """Print stories of the library with all that they say."""
    with open_library([]) as library:
        library.make_searchable()
        stories = [library.story(number) for number in library.named(words)]
    if as_json:
        print(export_json(stories), end="")
        return 0
    for number, story in enumerate(stories):
        if number:
            print()
        print_story(story)
    return 0


def problems(options: argparse.Namespace) -> int:
    """Print the files that could not be used."""
    with open_library(options.paths, surely=True) as library:
        found = [library.problem(number) for number in library.numbers(View(kind="problems"))]
    if options.json:
        print_json({"problems": [{"path": one.path, "reason": one.reason} for one in found]})
    else:
        for one in found:
            print(f"{one.path}: {one.reason}")
    return 0


def reading_json(reading: Reading) -> dict[str, Any]:
    """A file or folder that was read once, in the documented form."""
    return {
        "target": reading.target,
        "status": reading.status,
        "problem": reading.problem,
        "briefings": [briefing_object(briefing) for briefing in reading.briefings],
        "problems": [{"path": one.path, "reason": one.reason} for one in reading.problems],
    }


def print_json(value: dict[str, Any]) -> None:
    """One JSON value on stdout."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()
