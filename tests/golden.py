"""Golden pictures: what the README shows is what the tests compare with.

`REDRAW=1 pytest` draws them anew; look at `git diff screenshots/` before committing.
"""

import os
import re
from pathlib import Path

from textual.app import App

SCREENSHOTS = Path(__file__).parent.parent / "screenshots"


def check_picture(app: App[object], name: str, tmp_path: Path) -> None:
    """Compare the app's screen with `screenshots/<name>.svg`; a differing one is kept for a look.

    The number in the ids of an exported picture is random: a fixed word stands for it.
    """
    drawn = re.sub(r"terminal-\d+", "terminal-tui-reader", app.export_screenshot())
    golden = SCREENSHOTS / f"{name}.svg"
    if os.environ.get("REDRAW") == "1":
        golden.write_text(drawn, encoding="utf-8")
    if not golden.exists() or golden.read_text(encoding="utf-8") != drawn:
        actual = tmp_path / golden.name
        actual.write_text(drawn, encoding="utf-8")
        raise AssertionError(f"{golden.name} is not what is drawn now: {actual}; see {__name__}")
