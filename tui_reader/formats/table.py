"""Stories as CSV: a row for each article, for spreadsheets and scripts."""

import csv
import io
from collections.abc import Iterable

from tui_reader.models import Article, Story
from tui_reader.records import iso

COLUMNS = (
    *("story", "headline", "outlet", "article", "url", "published"),
    *("story_time", "read", "starred", "tags", "sources"),
)

_FORMULA = (*"=+-@＝＋－＠", "\t", "\r")
"""How a cell begins that a spreadsheet would run, some in wide letters, too: CWE-1236."""


def csv_table(stories: Iterable[Story]) -> str:
    """A heading, and a row for each article; a story without any has a row as well."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")  # as RFC 4180 has it
    writer.writerow(COLUMNS)
    for story in stories:
        for article in story.articles or (Article(headline="", outlet="", url=story.url),):
            writer.writerow(map(_harmless, _row(story, article)))
    return out.getvalue()


def _row(story: Story, article: Article) -> tuple[str, ...]:
    return (
        story.id,
        story.headline,
        article.outlet,
        article.headline,
        article.url,
        iso(article.published) or "",
        iso(story.when) or "",
        str(int(story.read)),
        str(int(story.starred)),
        " ".join(story.tags),
        ", ".join(story.sources),
    )


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
