"""Golden pictures: what the README shows is what the tests compare with.

`REDRAW=1 pytest` draws them anew; look at `git diff screenshots/` before committing.
"""

import html
import os
import re
from pathlib import Path
from typing import Any

from rich.cells import cell_len
from textual.app import App

SCREENSHOTS = Path(__file__).parent.parent / "screenshots"


RUN = re.compile(r'textLength="([\d.]+)"([^>]*)>([^<]*)<')
"""A run of text, with the length that it is drawn in."""


def tidy(picture: str) -> str:
    """A picture that is the same each time, fetches nothing, and has wide characters in place.

    The number in its ids is random: a fixed word stands for it. Its font would come from a server.
    It gives a run one cell for a character, where East Asian ones take two.
    """
    picture = re.sub(r"terminal-\d+", "terminal-tui-reader", picture)
    picture = re.sub(r"@font-face \{.*?\}\s*", "", picture, flags=re.DOTALL)
    return RUN.sub(_in_cells, picture)


def _in_cells(run: re.Match[str]) -> str:
    length, attributes, escaped = run.groups()
    text = html.unescape(escaped)
    length = f"{float(length) / len(text) * cell_len(text):.1f}"
    return f'textLength="{length}"{attributes}>{escaped}<'


def check_picture(app: App[Any], name: str, tmp_path: Path) -> None:
    """Compare the app's screen with `screenshots/<name>.svg`; keep a differing one for a look."""
    drawn = tidy(app.export_screenshot())
    golden = SCREENSHOTS / f"{name}.svg"
    if os.environ.get("REDRAW") == "1":
        golden.write_text(drawn, encoding="utf-8")
    if not golden.exists() or golden.read_text(encoding="utf-8") != drawn:
        actual = tmp_path / golden.name
        actual.write_text(drawn, encoding="utf-8")
        raise AssertionError(f"{golden.name} is not what is drawn now: {actual}; see {__name__}")
