"""The one function of the package: what goes in, what may come out, what it costs to import."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.errors import ParseError
from tui_reader.models import Briefing
from tui_reader.parse import MAX_FILE_BYTES, SUFFIXES, parse_file
from tui_reader.records import WRITTEN_BY

NAMES = st.sampled_from([f"name{suffix}" for suffix in sorted(SUFFIXES)] + ["name", ".md", ""])
PIECES = st.sampled_from(
    [
        *(
            "---\n",
            "+++\n",
            "---\\n",
            "{",
            "}",
            '"title": "x",',
            "title: ",
            "link: https://x.example/",
        ),
        *(
            "date: 2026-01-08\n",
            "tags:\n- a\n",
            "\n",
            "\x00",
            "\x1b",
            "é",
            "&nbsp;",
            "<ol><li>",
            "</li>",
        ),
        *(
            "<a href='https://x.example/'>",
            "</a>",
            "<font>",
            "</font>",
            "<p>",
            "# ",
            "[a](b)",
            "```\n",
        ),
        *(
            "&a *a",
            "!!x ",
            "{{< x >}}",
            "[",
            "]",
            "- ",
            "? ",
            '"',
            "'",
            "\t",
            "...",
            "summary: x\n",
        ),
    ]
)


def _read(data: bytes, name: str) -> Briefing | str:
    """Return the briefing, or the reason why it is none."""
    try:
        return parse_file(data, name)
    except ParseError as error:
        return str(error)


def _is_reason(text: str) -> bool:
    """Whether it fits a row of the problems view."""
    return text.isprintable() and 0 < len(text) < 600


@settings(deadline=None)  # a busy machine is no failure
@given(data=st.binary(max_size=300), name=NAMES)
def test_bytes_are_a_briefing_or_a_reason(data: bytes, name: str) -> None:
    """Nothing else leaves the package, whatever the bytes."""
    result = _read(data, name)
    assert isinstance(result, Briefing) or _is_reason(result)


@settings(deadline=None)  # a busy machine is no failure
@given(pieces=st.lists(PIECES, max_size=25), name=NAMES)
def test_fragments_are_a_briefing_or_a_reason(pieces: list[str], name: str) -> None:
    """Likewise for what looks nearly like a briefing file; and it always has a title and a key."""
    result = _read("".join(pieces).encode(), name)
    if isinstance(result, str):
        assert _is_reason(result)
    else:
        assert result.title
        assert result.key
        assert result.published is None or result.published.utcoffset() is not None


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", "\ufeff \u3000".encode()])
@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_an_empty_file_is_no_briefing(data: bytes, suffix: str) -> None:
    """Nor is white space."""
    with pytest.raises(ParseError, match=r"^empty file$"):
        parse_file(data, f"x{suffix}")


def test_a_file_that_is_too_large_is_not_read() -> None:
    """One byte less is."""
    with pytest.raises(ParseError, match="larger than 5 MB"):
        parse_file(b"x" * (MAX_FILE_BYTES + 1), "x.txt")
    assert parse_file(b"x" * MAX_FILE_BYTES, "x.txt").title


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b'{"version": "https://jsonfeed.org/version/1.1", "title": "x"}', "a JSON feed"),
        (b'{"name": "package"}', 'JSON without a "title"'),
        (b'[{"title": "x"}]', "not one object"),
        (b"title: x", "JSON, line 1"),
    ],
)
def test_other_json_is_no_briefing(data: bytes, reason: str) -> None:
    """A folder may have settings and feeds in it."""
    with pytest.raises(ParseError, match=reason):
        parse_file(data, "x.json")


def test_line_ends_of_all_systems_are_read() -> None:
    """Also those of very old ones."""
    for end in ("\n", "\r\n", "\r"):
        briefing = parse_file(end.join(["---", "title: x", "---", "a", "", "b"]).encode(), "x.md")
        assert (briefing.title, briefing.text) == ("x", "a\n\nb")


def test_the_result_depends_on_nothing_but_the_file() -> None:
    """Read twice it is equal."""
    data = b"---\ntitle: x\ndate: 10:30\n---\ntext"
    assert parse_file(data, "x.md") == parse_file(data, "x.md")


def test_the_import_is_cheap() -> None:
    """The screen imports the package for `clean`, and must not wait for parsers it never uses."""
    heavy = "{'yaml', 'frontmatter', 'selectolax', 'tomllib', 'json', 'email'}"
    code = f"import sys, tui_reader.parse; print({heavy} & set(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "set()"


def test_a_time_outside_of_all_years_in_a_file_of_ours_costs_nothing() -> None:
    """A file that says that we wrote it may be anybody's."""
    text = (
        f"---\nwritten_by: {WRITTEN_BY}\ntitle: Ferry\nkey: isle.example/1\n"
        "published: '9999-12-31T23:59:59-14:00'\n---\n\nLate.\n"
    )
    assert parse_file(text.encode(), "ferry.md").title == "Ferry"
