"""`stats`: what arrives, what is read, and which sources never are, on stdout."""

import argparse
from typing import TYPE_CHECKING, Any

from tui_reader.charts import bar, sparkline
from tui_reader.cli.plain import bold
from tui_reader.cli.reading import open_library, print_json
from tui_reader.records import iso

if TYPE_CHECKING:
    from tui_reader.library.statistics import SourceUse, Statistics

NAME_CELLS = 28


def stats(options: argparse.Namespace) -> int:
    """Print the figures of the library."""
    with open_library([]) as library:
        if query := " ".join(options.query):
            library.make_searchable()
        figures = library.statistics(max(1, options.days), query)
    if options.json:
        print_json(statistics_json(figures))
    else:
        print_statistics(figures)
    return 0


def print_statistics(figures: "Statistics") -> None:
    """The same as the screen shows."""
    share = figures.read / figures.stories if figures.stories else 0
    stories = f"{figures.stories:,} {'story' if figures.stories == 1 else 'stories'}"
    print(f"{stories} · {share:.0%} read · {figures.starred:,} starred")
    days = figures.days
    for name, numbers in (
        ("stories", [day.stories for day in days]),
        ("outlets", [day.outlets for day in days]),
        ("sources", [day.sources for day in days]),
    ):
        print(f"{name:<8} {sparkline(numbers)}  today {numbers[-1]:,}, most {max(numbers):,}")
    print(bold(f"\n{'Outlets':<{NAME_CELLS}} {'stories':>7}"))
    most = max((one.stories for one in figures.outlets), default=1)
    for outlet in figures.outlets:
        print(f"{cell(outlet.name)} {outlet.stories:>7,} {bar(outlet.stories / most, 20)}".rstrip())
    print(bold(f"\n{'Sources':<{NAME_CELLS}} {'a day':>7} {'read':>5}"))
    for source in figures.sources:
        facts = f"{source.per_day:>7.1f} {source.share_read:>5.0%} {sparkline(source.days)}"
        print(f"{cell(source.name)} {facts} {source.failing}".rstrip())
    if figures.never_read:
        print(f"\nNever read: {', '.join(figures.never_read)}")


def cell(text: str) -> str:
    """A name in the first column."""
    shown = text if len(text) <= NAME_CELLS else text[: NAME_CELLS - 1] + "…"
    return f"{shown:<{NAME_CELLS}}"


def statistics_json(figures: "Statistics") -> dict[str, Any]:
    """The figures in the documented form."""
    return {
        "stories": figures.stories,
        "read": figures.read,
        "starred": figures.starred,
        "days": [{**day._asdict(), "date": day.date.isoformat()} for day in figures.days],
        "outlets": [outlet._asdict() for outlet in figures.outlets],
        "sources": [_source_json(source) for source in figures.sources],
    }


def _source_json(source: "SourceUse") -> dict[str, Any]:
    return {
        "name": source.name,
        "stories": source.stories,
        "read": source.read,
        "per_day": round(source.per_day, 2),
        "newest": iso(source.newest),
        "fetched": iso(source.worked),
        "failing": source.failing or None,
        "never_read": source.is_never_read,
    }
