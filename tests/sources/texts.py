"""What the tests of `sources.toml` share: files as people write them, and where feeds are kept."""

from pathlib import Path

import pytest

from tui_reader.errors import ConfigError
from tui_reader.sources import load_sources

BRIEFINGS = Path("/data/briefings")
"""Nothing is ever written there by what is tested here."""

WRITTEN_BY_HAND = """\
# My sources

[[folder]]   # the first
path = "~/world"
name = 'World'

# relative to this file
[[folder]]
path = "near/../near"
"""

FEEDS_BY_HAND = """\
# Mine
[[feed]]
url = "https://isle.example/feed.xml"   # the ferry
category = 'Isles'

# the reef, twice an hour
[[feed]]
name = "Reef"
url = "https://reef.example/rss"
every = 30
# no more than that
keep_days = 90
keep_count = 500
full_text = true

[[folder]]
path = "~/world"
"""


def names(file: Path) -> list[str]:
    """The sources that a file says, by name."""
    return [source.name for source in load_sources(file, BRIEFINGS)]


def complaint(file: Path, text: str) -> str:
    """What is said against this text, without the file's name in front."""
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_sources(file, BRIEFINGS)
    message = str(caught.value)
    assert message.isprintable(), "one line, and nothing that acts on a terminal"
    return message.removeprefix("~/config/sources.toml").removeprefix(", ")
