"""tui-reader: a terminal news reader that shows each story with all its outlets."""

__version__ = "0.1.0"
