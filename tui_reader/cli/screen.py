"""`tui-reader [read] [PATH]…`: open the screen."""

import argparse
import sys

from tui_reader.config import load_config
from tui_reader.errors import ReaderError
from tui_reader.library import Library
from tui_reader.paths import standard_paths


def open_screen(options: argparse.Namespace) -> int:
    """Run the app until the reader leaves; a crash is an exit code too."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):  # Textual draws on stderr
        raise ReaderError(
            "the screen needs a terminal; `tui-reader list` and `tui-reader show` work without"
        )
    paths = standard_paths()
    config = load_config(paths.config_file)
    if options.drafts:
        config = config._replace(drafts=True)
    folders: list[str] = options.paths
    while True:
        with Library.open(paths, config=config, folders=folders) as library:
            from tui_reader.tui.app import RESTART, ReaderApp

            app = ReaderApp(library)
            app.run()
        if app.return_code != RESTART:
            return app.return_code or 0
        folders = []
