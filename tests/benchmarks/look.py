"""`python -m tests.benchmarks.look FOLDER`: seconds of a first and of a second look at it."""

import sys
import time

from tui_reader.library import Library
from tui_reader.paths import standard_paths


def main() -> None:
    """Take in what is new, twice; the second time nothing is."""
    with Library.open(standard_paths(), folders=sys.argv[1:]) as library:
        for _ in range(2):
            begun = time.monotonic()
            library.load()
            print(time.monotonic() - begun)


if __name__ == "__main__":
    main()
