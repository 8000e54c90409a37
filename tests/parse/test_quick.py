"""The quick way of reading: nobody can tell from the result that the parsers had no part in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.briefing_files import BriefingFile
from tui_reader.errors import ParseError
from tui_reader.parse import body, coverage, header
from tui_reader.parse.briefing import read_briefing
from tui_reader.parse.decode import decode
from tui_reader.parse.html import parse_html
from tui_reader.parse.quick import quick_cluster, quick_yaml
from tui_reader.parse.yaml_events import read_yaml
from tui_reader.paths import samples_folder

FIXTURES = Path(__file__).parent.parent / "data" / "briefings"
FILES = sorted(
    path
    for path in (*FIXTURES.iterdir(), *samples_folder().iterdir())
    if not path.name.endswith(".expected.json")
)

_SCALARS = st.one_of(
    st.text("ab'\"\\ :#-&*!|>%@`\té1.\x85\u2028", max_size=12),
    st.sampled_from(["'a'", '"a"', "null", "~", "true", "2026-01-08", "10:20", "''", '""', "a: b"]),
)
_LINES = st.one_of(
    st.builds("{}: {}".format, st.sampled_from(["title", "tags", "null", "yes", "a"]), _SCALARS),
    st.builds("{}:".format, st.sampled_from(["title", "tags", "Tags"])),
    st.builds("{}- {}".format, st.sampled_from(["", "  ", "   "]), _SCALARS),
    st.sampled_from(["", "  ", "---", "...", "- - a", "? a", "  b: c", "-", "a", "#"]),
)


def slowly(text: str, name: str, monkeypatch: pytest.MonkeyPatch) -> object:
    """What the parsers say."""
    with monkeypatch.context() as patch:
        patch.setattr(header, "quick_yaml", lambda _: None)
        patch.setattr(coverage, "quick_cluster", lambda _: None)
        return quickly(text, name)


def quickly(text: str, name: str) -> object:
    """The briefing, or the reason why there is none."""
    try:
        return read_briefing(text, name)
    except ParseError as error:
        return str(error)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_both_ways_say_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fixture and every sample."""
    text = decode(path.read_bytes())
    assert quickly(text, path.name) == slowly(text, path.name, monkeypatch)


@given(st.lists(_LINES, max_size=6).map("\n".join))
def test_the_quick_yaml_is_yaml(text: str) -> None:
    """Where the pattern reads front matter, the parser reads the same from it."""
    found = quick_yaml(text)
    if found is not None and found != {}:
        assert read_yaml(text) == found


@given(
    st.lists(
        st.tuples(st.text("a&;<>'\" é\xa0#39ampq", max_size=8), st.text("a&; .", max_size=6)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["", "x", "<p>y</p>", "&nbsp;"]),
)
def test_the_quick_cluster_is_the_cluster(items: list[tuple[str, str]], more: str) -> None:
    """Where the pattern reads a cluster, the parser finds the same coverage."""
    text = "".join(
        f'<li><a href="https://a.example/{number}" target="_blank">{headline}</a>'
        f'&nbsp;&nbsp;<font color="#6f6f6f">{outlet}</font></li>'
        for number, (headline, outlet) in enumerate(items)
    )
    text = f"<ol>{text}</ol>{more}"
    found = coverage.quick_coverage(text)
    tree = parse_html(text)
    if found is not None:
        assert tree.body is not None
        assert coverage.read_coverage(tree.body) == found


def test_what_generators_write_is_read_quickly() -> None:
    """The two patterns match the shape that they are there for."""
    text = BriefingFile().text()
    _, head, rest = text.split("---\n", 2)
    assert quick_yaml(head)
    assert quick_cluster(rest.strip())
    assert body.read_body(rest.strip(), ".md").coverage
