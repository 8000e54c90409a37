"""`tui-reader [read] [PATH]…`: open the screen."""

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui_reader.config import load_config
from tui_reader.errors import ReaderError
from tui_reader.library import Library
from tui_reader.paths import standard_paths

if TYPE_CHECKING:
    import argparse

    from tui_reader.fetch import Fetched


def open_screen(options: "argparse.Namespace") -> int:
    """Run the app as the options say."""
    return open_on(options.paths, drafts=options.drafts, offline=options.offline)


def open_on(folders: Sequence[str], *, drafts: bool = False, offline: bool = False) -> int:
    """Run the app until the reader leaves; a crash is an exit code too."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):  # Textual draws on stderr
        raise ReaderError(
            "the screen needs a terminal; `tui-reader list` and `tui-reader show` work without"
        )
    gc.disable()  # until the first paint: what is imported stays, and looking at it is in vain
    paths = standard_paths()
    config = load_config(paths.config_file)
    if drafts:
        config = config._replace(drafts=True)
    told: str | None = None
    looked: dict[str, Fetched] = {}
    while True:
        with Library.open(paths, config=config, folders=folders) as library:
            library.offline, library.looked = offline, looked
            library.notices += filter(None, [told])
            from tui_reader.tui.app import RESTART, ReaderApp

            app = ReaderApp(library)
            told, looked = app.run(), library.looked
        if app.return_code != RESTART:
            return app.return_code or 0
        folders = ()
