"""The body of a briefing file → its articles, its readable text, its heading."""

from typing import NamedTuple

from tui_reader.parse.coverage import Coverage, quick_coverage, read_coverage
from tui_reader.parse.html import heading_of, is_html, parse_html, readable
from tui_reader.parse.limits import MAX_MARKDOWN_CHARS
from tui_reader.parse.markdown import first_heading, readable_markdown, readable_plain
from tui_reader.parse.text import clean_body


class Body(NamedTuple):
    """What follows the front matter."""

    text: str = ""
    """Readable and clean; "" where the body is nothing but a cluster."""
    heading: str = ""
    """The first heading, not yet clean."""
    coverage: Coverage | None = None


def read_body(text: str, suffix: str) -> Body:
    """Read the body as what it is: HTML, Markdown, or plain text in a `.txt` file."""
    if not text:
        return Body()
    if coverage := quick_coverage(text):
        return Body(coverage=coverage)
    if suffix == ".html" or is_html(text):
        return _read_html(text)
    if suffix == ".txt":
        return Body(text=clean_body(readable_plain(text[:MAX_MARKDOWN_CHARS])))
    text = text[:MAX_MARKDOWN_CHARS]
    return Body(text=clean_body(readable_markdown(text)), heading=first_heading(text))


def _read_html(text: str) -> Body:
    """Read a cluster, else the text of an article."""
    tree = parse_html(text)
    if tree.body is None:
        return Body()
    coverage = read_coverage(tree.body)
    if coverage is not None:
        return Body(coverage=coverage)
    return Body(text=clean_body(readable(tree.body)), heading=heading_of(tree))
