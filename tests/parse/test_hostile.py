"""Input that is made to take long, or much, ends soon: with a reason, or as a briefing."""

import contextlib
import time

import pytest

from tui_reader.errors import ParseError
from tui_reader.parse import MAX_FILE_BYTES, parse_file

SECONDS = 5.0
"""Ten times what the slowest takes on a slow machine; quadratic ones would take minutes."""


MARKUP = [
    *("<a", "<a>", '<a href="', "<!--", "<![CDATA[", "<div>", "<b>", "<ul><li>", "<blockquote>"),
    *("<table><a>", "<p><a href=x>y", "<p><b a=1>", "<x", "&#", "&nbsp;", "&am...", "<li>", "</p>"),
]
MARKS = [
    *("[", "](", "[a](", "![", "[a](b(", "[a][", "**a ", " **a", "_a", "`", "{{<", "<style", "\\"),
    *("```\n", "# ", "> ", "- - ", "<!-- -->", "a\n\n", "a\u0301", "\u0301", "\n", "{:", "[a]:"),
]
NUMBERS = range(20_000)
ITEM = "<li><a href=http://{host}/{number}>h{number}</a> <font>o{number}</font></li>"
LARGE = {
    "attributes": "<p>x</p><a " + " ".join(f"x{number}" for number in NUMBERS) + ">",
    "quoted attributes": "<p>x</p><a " + " ".join(f'x{number}=">"' for number in NUMBERS) + ">",
    "formatting": "".join(f"<p><font a={number}><b a={number}>" for number in NUMBERS),
    "links": "".join(ITEM.format(host="h.example", number=number) for number in NUMBERS),
    "one host": "".join(ITEM.format(host="h.example", number=n) for n in NUMBERS[:1_900]),
    "stories": "".join(
        ITEM.format(host="news.google.com/stories", number=n) for n in NUMBERS[:1_900]
    ),
    "items in items": "<ul><li><a href=h:x>y</a>" * 900 + "z" * 1_000_000,
    "one long line": "*a* _b_ [c](d) <b>e</b> &amp; " * 100_000,
    "blanks": " " * 4_000_000 + "x",
}
BODIES = {repr(piece): piece * 50_000 for piece in MARKUP + MARKS} | LARGE
"""By name: what was measured to hurt parsers."""


@pytest.mark.parametrize("body", list(BODIES.values()), ids=list(BODIES))
def test_a_hostile_body_is_read_soon(body: str) -> None:
    """In time that does not grow with the square of its length."""
    start = time.perf_counter()
    briefing = parse_file(f"---\ntitle: x\n---\n{body}"[:MAX_FILE_BYTES].encode(), "x.md")
    assert time.perf_counter() - start < SECONDS
    assert briefing.title == "x"
    assert len(briefing.articles) <= 500


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("a: " + "[" * 40_000, "nested too deeply"),
        ("a:\n" + "? " * 30_000, "a key must be text"),
        ("- " * 30_000, "nested too deeply"),
        ("a: &a [x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(100)), "anchors"),
        ("<<: [*a, *a]", "aliases"),
        ("".join(f"<<: {{k{n}: v}}\n" for n in range(4_000)), "too many keys"),
        ("a: '" + "''" * 30_000, "never closed"),
        ("a: |\n" + " x\n" * 30_000, "longer than"),
    ],
)
def test_a_hostile_header_is_refused_soon(header: str, reason: str) -> None:
    """The process neither dies nor grows; the reason is one line."""
    start = time.perf_counter()
    with pytest.raises(ParseError, match=reason):
        parse_file(f"---\n{header}\n---\nbody".encode(), "x.md")
    assert time.perf_counter() - start < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        *("---\n" + "a: b\n" * 900_000, "---" + "\n" * 1_000_000 + "x", "-" * 1_000_000),
        *("---\n" + "---   x\n" * 100_000, "+++\n" * 100_000, "{" * 1_000_000, "\ufeff" * 100_000),
    ],
    ids=["open", "blank lines", "dashes", "rules", "pluses", "braces", "marks"],
)
def test_a_hostile_beginning_is_passed_soon(text: str) -> None:
    """Where front matter might begin, and does not, or does not end."""
    start = time.perf_counter()
    with contextlib.suppress(ParseError):
        assert parse_file(text.encode(), "x.md").title
    assert time.perf_counter() - start < SECONDS
