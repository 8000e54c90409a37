"""The quick reader of `sources.toml`: the law is that nobody can tell who has read a file."""

import time
import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui_reader.sources.quick import quick_tables

PLAIN = """\
# mine

[[feed]]
url = "https://isle.example/feed.xml"
every = 30
full_text = true

[[folder]]
path = "~/news"
[[feed]]
name = "Reef – [ciao] # 'x' ="
"""

CHARACTERS = st.text(
    st.sampled_from("ab_=#\"'\\[]. \t\r\n\x00\x0b\x7f\x85\u2028é0179-+"), max_size=9
)
VALUES = st.one_of(
    CHARACTERS.map(lambda text: f'"{text}"'),
    st.sampled_from(
        ["0", "7", "30", "007", "999999999", "1_000", "-1", "1.5", "true", "false", "truely", '""']
    ),
)
LINES = st.one_of(
    st.sampled_from(["", " ", "[[feed]]", "[[folder]]", "[feed]", "[[a-b]]", " [[feed]]", "# é"]),
    st.builds(
        "{} = {}".format, st.sampled_from(["url", "name", "every", "a.b", "x-y", "Ä"]), VALUES
    ),
    st.builds("#{}".format, CHARACTERS),
    st.builds("{}={}".format, st.just("url"), VALUES),
    CHARACTERS,
)
FILES = st.builds(
    lambda lines, end: "\n".join(lines) + end,
    st.lists(LINES, max_size=12),
    st.sampled_from(["\n", ""]),
)


@example(text=PLAIN)
@example(text='[[feed]]\nname = "a"\nname = "b"\n')
@example(text='name = "a"\n')
@given(text=FILES)
def test_what_is_read_quickly_is_read_rightly(text: str) -> None:
    """What is refused by TOML is not read; all else says the same."""
    tables = quick_tables(text)
    if tables is not None:
        assert tables == tomllib.loads(text)


def test_the_plain_form_is_read_quickly() -> None:
    """Comments and blank lines too."""
    assert quick_tables(PLAIN) == tomllib.loads(PLAIN)


@pytest.mark.parametrize(
    "line", ["[folder]", "name = 'b'", 'name="b"', 'name = "\\n"', "every = 1.5", "x = []", "\r"]
)
def test_any_other_form_is_left_to_the_parser(line: str) -> None:
    """What is not sure is not guessed."""
    assert quick_tables(f"{PLAIN}{line}\n") is None


def test_a_long_line_takes_no_longer() -> None:
    """A megabyte without a line break is given up at once."""
    start = time.perf_counter()
    for piece in ("a", "#", '"', "[", "a = "):
        quick_tables(piece * 1_000_000)
    assert time.perf_counter() - start < 1
