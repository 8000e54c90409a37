"""`outlets`: who reports how much, first, alone, and together with whom, on stdout."""

import argparse
from collections.abc import Sequence
from typing import Any

from tui_reader.charts import bar
from tui_reader.cli.figures import NAME_CELLS, cell
from tui_reader.cli.plain import bold
from tui_reader.cli.reading import open_library, print_json
from tui_reader.library.outlets import OutletUse, Overlap

BAR_CELLS = 20


def outlets(options: argparse.Namespace) -> int:
    """Print the outlets of the library, those with most stories first."""
    with open_library([]) as library:
        library.make_searchable()  # who was first is known of stories whose words are
        found = library.outlets(options.days)
        names = [one.name for one in found]
        overlaps = library.all_overlaps(names, options.days) if options.json else {}
    if options.json:
        print_json({"outlets": [_json(one, overlaps.get(one.name)) for one in found]})
    else:
        print_outlets(found)
    return 0


def print_outlets(found: Sequence[OutletUse]) -> None:
    """The same as the screen shows."""
    heading = f"{'Outlets':<{NAME_CELLS}} {'stories':>7} {'':<{BAR_CELLS}}"
    print(bold(f"{heading} {'read':>5} {'first':>6} {'alone':>6}"))
    most = max((one.told.stories for one in found), default=1)
    for one in found:
        told = one.told
        facts = f"{told.stories:>7,} {bar(told.stories / most, BAR_CELLS)}"
        facts += f" {told.read / told.stories:>5.0%}"
        facts += f" {f'{one.share_first:.0%}' if told.contested else '–':>6} {told.alone:>6,}"
        marks = [*(["preferred"] if one.preferred else []), *(["muted"] if one.muted else [])]
        print(f"{cell(one.name)} {facts}  {', '.join(marks)}".rstrip())


def _json(one: OutletUse, overlaps: Sequence[Overlap] | None) -> dict[str, Any]:
    """An outlet in the documented form."""
    return {
        **one.told._asdict(),
        "preferred": one.preferred,
        "muted": one.muted,
        "names": list(one.names),
        "overlaps": None if overlaps is None else [other._asdict() for other in overlaps],
    }
