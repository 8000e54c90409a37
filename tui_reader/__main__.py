"""`python -m tui_reader`, and the command `tui-reader`."""

import io
import sys


def main() -> None:
    """Run the command line and end with its exit code."""
    from tui_reader.cli import run

    if isinstance(sys.stdout, io.TextIOWrapper):  # what the terminal can't show is replaced
        sys.stdout.reconfigure(errors="replace")
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
