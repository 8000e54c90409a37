"""Floor: an empty Textual app with one line on it.

    python -m tests.benchmarks.floor_empty SIGN [MODULE]…

shows SIGN, after importing the modules: those of Textual that our program has loaded when it
paints, so that the floor has the imports and only lacks what we do with them.
"""

import importlib
import sys

from textual.app import App, ComposeResult
from textual.widgets import Static


class Empty(App[None]):
    """One line."""

    def compose(self) -> ComposeResult:
        yield Static(sys.argv[1], markup=False)


if __name__ == "__main__":
    for module in sys.argv[2:]:
        importlib.import_module(module)
    Empty().run()
