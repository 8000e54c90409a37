"""`mute` and `unmute`: what nobody needs to see."""

import argparse
import datetime as dt
import sys
from collections.abc import Sequence

from tui_reader.cli.reading import open_library, print_json
from tui_reader.errors import UsageError
from tui_reader.library import Library
from tui_reader.library.history import History
from tui_reader.library.shaping import Shaper, day_after
from tui_reader.models import View
from tui_reader.paths import standard_paths
from tui_reader.shapes import Mute
from tui_reader.tui.words import counted


def mute(options: argparse.Namespace) -> int:
    """Mute what answers a query, or list what is muted."""
    if options.list:
        return list_rules(as_json=options.json)
    if not options.query:
        raise UsageError("say what is to be muted, such as outlet:gazette; or --list")
    today = dt.datetime.now().astimezone().date()
    rule = Mute(rule_of(options.query), day_after(options.duration, today))
    shaper().mute(rule)
    with open_library([]) as library:
        library.make_searchable()
        gone = muted(library, rule.query)
    until = f" until {rule.until}" if rule.until else ""
    print(f"Muted {counted(gone, 'story')}{until}: {rule.query}", file=sys.stderr)
    return 0


def unmute(options: argparse.Namespace) -> int:
    """Let go of a rule."""
    query = rule_of(options.query)
    shaper().unmute(query)
    with open_library([]):
        print(f"No longer muted: {query}", file=sys.stderr)
    return 0


def rule_of(words: Sequence[str]) -> str:
    """The rule that was typed; `-` in front of a word is part of it."""
    return " ".join(word.strip() for word in words)


def shaper() -> Shaper:
    """Who writes the rules; who has the library open obeys them."""
    return Shaper(standard_paths().views_file, History(), lambda: 0)


def muted(library: Library, query: str) -> int:
    """How many stories a rule mutes."""
    return library.total(View(kind="muted", name=query))


def list_rules(*, as_json: bool) -> int:
    """Print the rules, with how many stories each mutes."""
    with open_library([]) as library:
        library.make_searchable()
        rules = [(one, muted(library, one.query)) for one in library.shapes.mutes]
    if as_json:
        objects = [
            {"query": one.query, "until": one.until and str(one.until), "stories": stories}
            for one, stories in rules
        ]
        print_json({"mutes": objects})
        return 0
    for one, stories in rules:
        until = f", until {one.until}" if one.until else ""
        print(f"{one.query}  [{counted(stories, 'story')}{until}]")
    return 0
