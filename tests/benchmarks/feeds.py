"""How feeds are read, against feedparser alone: what differs, and how fast each way is.

    .venv/bin/python -m tests.benchmarks.feeds FOLDER

reads every file below the folder as a feed: by `parse_feed`, by the slow lane alone, and by
feedparser as it comes. Where the two lanes differ the exit code is 1. No part of the tests, which
have no feeds of others.
"""

import argparse
import calendar
import datetime as dt
import io
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import feedparser  # type: ignore[import-untyped]

from tui_reader.errors import ParseError
from tui_reader.models import Briefing, Feed
from tui_reader.parse.entries import feed_of
from tui_reader.parse.fastfeed import read_fast
from tui_reader.parse.feed import parse_feed
from tui_reader.parse.feedtext import document
from tui_reader.parse.html import plain
from tui_reader.parse.limits import MAX_GUID_CHARS
from tui_reader.parse.slowfeed import read_slowly
from tui_reader.parse.text import clean, letters

URL = "https://feed.example/news/feed.xml"
RUNS = 3
"""Of which the best counts: what is slower is another process."""


class Reading(NamedTuple):
    """What became of one file."""

    name: str
    lane: str
    """json, fast or slow; "" for a file that is no feed."""
    problem: str = ""
    feed: Feed = Feed()
    theirs: Any = None
    """What feedparser makes of it."""
    is_same: bool = True
    """Whether the slow lane alone says the same."""


class Cost(NamedTuple):
    """Seconds, by the way of reading, for one file."""

    entries: int
    ours: float
    slow: float
    theirs: float
    xml: float
    """Of the fast lane alone, from document to entries."""


def main() -> int:
    """Read all files, print what differs and what it cost."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.feeds", description=__doc__)
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    readings = [read(path.relative_to(folder).as_posix(), path.read_bytes()) for path in paths]
    print_lanes(readings)
    print_differences(readings)
    costs = [
        (one.lane, cost(path.read_bytes(), one)) for path, one in zip(paths, readings, strict=True)
    ]
    print_costs(costs)
    return 0 if all(one.is_same for one in readings) else 1


def read(name: str, body: bytes) -> Reading:
    """Read one file in all ways."""
    theirs = feedparser.parse(io.BytesIO(body), response_headers={"content-location": URL})
    try:
        feed = parse_feed(body, url=URL)
    except ParseError as error:
        return Reading(name, "", str(error), theirs=theirs)
    if body.lstrip()[:1] == b"{":
        return Reading(name, "json", feed=feed, theirs=theirs)
    text = document(body, "")
    lane = "slow" if read_fast(text) is None else "fast"
    is_same = feed_of(read_slowly(text), url=URL) == feed
    return Reading(name, lane, feed=feed, theirs=theirs, is_same=is_same)


def print_lanes(readings: list[Reading]) -> None:
    """How many files are feeds, which way they were read, what the others are."""
    lanes = Counter(one.lane for one in readings)
    feeds = len(readings) - lanes[""]
    entries = sum(len(one.feed.briefings) for one in readings)
    print(f"{len(readings)} files, {feeds} feeds, {entries:,} entries")
    print(f"  fast lane {lanes['fast']}, slow lane {lanes['slow']}, JSON Feed {lanes['json']}")
    for one in readings:
        if not one.lane:
            theirs = len(one.theirs.entries)
            print(f"  no feed: {one.name}: {one.problem} (feedparser: {theirs} entries)")
    different = [one.name for one in readings if not one.is_same]
    print(f"  fast and slow differ: {', '.join(different) or 'nowhere'}")


def print_differences(readings: list[Reading]) -> None:
    """Where feedparser alone says something else, file by file, and in all."""
    total: Counter[str] = Counter()
    print("\nOtherwise than feedparser alone:")
    for one in readings:
        found = Counter(differences(one))
        total += found
        for what, count in sorted(found.items()):
            print(f"  {one.name}: {what}: {count}")
    print("\nIn all:")
    for what, count in total.most_common():
        print(f"  {count:5} {what}")


def differences(one: Reading) -> Iterator[str]:
    """Name each field of each entry that differs, and why."""
    theirs, ours = list(one.theirs.entries), list(one.feed.briefings)
    if one.lane == "json":
        yield f"entries: a JSON Feed, of which feedparser has {len(theirs)}"
        return
    for entry in theirs:
        if not ours or not is_of(ours[0], entry):
            yield "entry: the same one again" if says_something(entry) else "entry: says nothing"
            continue
        briefing = ours.pop(0)
        found = {
            "title": title_differs(briefing, entry),
            "link": link_differs(briefing, entry),
            "date": date_differs(briefing, entry),
        }
        yield from (f"{field}: {why}" for field, why in found.items() if why)
    for briefing in ours:
        yield f"entry: feedparser does not have it: {briefing.title[:60]!r}"


def says_something(entry: Any) -> bool:
    """Whether there is anything to read or to open."""
    link = entry.get("link")
    return bool(entry.get("title") or entry.get("summary") or (link and link != entry.get("id")))


def is_of(briefing: Briefing, entry: Any) -> bool:
    """Whether the briefing was made of this entry; feedparser makes addresses of ids."""
    if briefing.guid:
        return clean(entry.get("id", ""), 2 * MAX_GUID_CHARS).endswith(briefing.guid)
    said = letters(plain(entry.get("title") or entry.get("summary", "")))
    return said[:40] == letters(briefing.title)[:40] if said else entry.get("link") == briefing.link


def title_differs(briefing: Briefing, entry: Any) -> str:
    """Say why the titles differ; "" where they don't."""
    title = clean(plain(entry.get("title", "")))
    if title == briefing.title:
        return ""
    if not title:
        return "it has none: the first line of its text, or its address"
    if title.startswith(briefing.title) and briefing.articles:
        return "without the outlet at its end"
    return f"other: {title[:60]!r} / {briefing.title[:60]!r}"


def link_differs(briefing: Briefing, entry: Any) -> str:
    """Say why the links differ; "" where they don't."""
    link = clean(entry.get("link", ""), 9000)
    if link == briefing.link:
        return ""
    if not briefing.link and link == clean(entry.get("id", ""), 9000):
        return "none: an id that is no address is no link"
    if not link and briefing.link == briefing.guid:
        return "the id, which is an address"
    return f"other: {link!r} / {briefing.link!r}"


def date_differs(briefing: Briefing, entry: Any) -> str:
    """Say why the dates differ; "" where they don't."""
    parsed = entry.get("published_parsed") or dict.get(entry, "updated_parsed")
    moment = dt.datetime.fromtimestamp(calendar.timegm(parsed), dt.UTC) if parsed else None
    if moment == briefing.published:
        return ""
    if moment and briefing.date == moment.date() and briefing.published is None:
        return "a day without a time of day is no midnight"
    raw = entry.get("published") or dict.get(entry, "updated")
    return f"other: {raw!r}: {moment} / {briefing.published}"


def cost(body: bytes, one: Reading) -> Cost:
    """Measure all ways of reading one file."""
    if one.lane not in {"fast", "slow"}:
        return Cost(0, 0, 0, 0, 0)
    text = document(body, "")
    return Cost(
        entries=len(one.theirs.entries),
        ours=seconds(lambda: parse_feed(body, url=URL)),
        slow=seconds(lambda: feed_of(read_slowly(document(body, "")), url=URL)),
        theirs=seconds(lambda: feedparser.parse(io.BytesIO(body))),
        xml=seconds(lambda: read_fast(text)),
    )


def seconds(do: Callable[[], object]) -> float:
    """The CPU time of the best of some runs."""
    taken = []
    for _ in range(RUNS):
        start = time.process_time()
        do()
        taken.append(time.process_time() - start)
    return min(taken)


def print_costs(costs: list[tuple[str, Cost]]) -> None:
    """What an entry takes, by lane; the feeds that go the slow way are those that are odd."""
    print("\nµs an entry, CPU (feedparser alone: defaults, and no briefings made):")
    for lane in ("fast", "slow"):
        found = [one for which, one in costs if which == lane]
        entries = max(1, sum(one.entries for one in found))
        ours, slow, theirs, xml = (
            sum(figures) * 1e6 / entries
            for figures in zip(*(one[1:] for one in found), strict=True)
        )
        print(f"  {len(found)} feeds of the {lane} lane, {entries:,} entries:")
        print(f"    parse_feed {ours:.0f}, of which XML {xml:.0f}")
        print(f"    slow lane {slow:.0f}, feedparser alone {theirs:.0f}")


if __name__ == "__main__":
    sys.exit(main())
