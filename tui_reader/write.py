"""Briefing → briefing file, in the form that generators write and that Hugo publishes; pure.

    ---
    title: 'Lamp at Gull Point lit again'
    …
    ---
    <ol><li><a href="…">Headline</a>&nbsp;&nbsp;<font color="…">Outlet</font></li>…</ol>
    <p>Text …</p>

`written_by` tells our own reader (`parse.written`) that every string stands for itself: there is
nothing to guess about outlets in titles or tags in summaries. The law, for every briefing:
reading what was written gives the briefing that was written.
"""

import datetime as dt
import html
import re

from tui_reader.models import Article, Briefing
from tui_reader.records import WRITTEN_BY

MAX_NAME = 80
"""Characters of a file's name before the part that makes it unique."""

_NO_NAME = re.compile(r"[^a-z0-9]+")


def briefing_file(briefing: Briefing, *, key: str = "") -> str:
    """The text of a briefing file; `key` is the identity that its reader would find by itself.

    Where that is another than the briefing's own, the file says it.
    """
    header = "\n".join(_header(briefing, key))
    return f"---\n{header}\n---\n{_body(briefing)}\n"


def file_name(briefing: Briefing, identity: str) -> str:
    """A name that people can read, and that is the same for as long as the identity is."""
    readable = _NO_NAME.sub("-", briefing.slug.lower())[:MAX_NAME].strip("-")
    return f"{readable or 'briefing'}-{identity}.md"


def _header(briefing: Briefing, key: str) -> list[str]:
    """The lines of the front matter; a field that has nothing to say has no line."""
    texts = {
        "title": briefing.title,
        "date": _iso(briefing.date),
        "published": _iso(briefing.published),
        "description": briefing.summary,
        "summary": briefing.summary,
        "slug": briefing.slug,
        "image": briefing.image,
        "link": briefing.link,
        "source": briefing.source,
        "guid": briefing.guid,
        "key": briefing.key if briefing.key != key else "",
    }
    lists = {
        "categories": briefing.categories,
        "tags": briefing.tags,
        "authors": briefing.authors,
    }
    lines = [f"{name}: {_quoted(text)}" for name, text in texts.items() if text]
    for name, items in lists.items():
        if items:
            lines += [f"{name}:", *(f"- {_quoted(item)}" for item in items)]
    draft = "true" if briefing.draft else "false"
    return [*lines, "", f"draft: {draft}", f"written_by: {_quoted(WRITTEN_BY)}"]


def _body(briefing: Briefing) -> str:
    """The coverage, the text, and the links that belong to neither."""
    parts = []
    if len(briefing.articles) == 1:
        parts.append(_article(briefing.articles[0]))
    elif briefing.articles:
        items = "".join(f"<li>{_article(article)}</li>" for article in briefing.articles)
        parts.append(f"<ol>{items}</ol>")
    if briefing.full_coverage:
        parts.append(
            f'<strong><a href="{_escaped(briefing.full_coverage)}">Full coverage</a></strong>'
        )
    if briefing.text:
        parts += [_paragraph(paragraph) for paragraph in briefing.text.split("\n\n")]
    for enclosure in briefing.enclosures:
        kind = _escaped(enclosure.type)
        parts.append(
            f'<p><a href="{_escaped(enclosure.url)}" rel="enclosure" type="{kind}">'
            f"{kind or 'File'}</a></p>"
        )
    if briefing.comments:
        parts.append(f'<p><a href="{_escaped(briefing.comments)}" rel="comments">Comments</a></p>')
    return "\n".join(parts)


def _article(article: Article) -> str:
    """One outlet's piece: link, outlet, and the time where it is known."""
    text = f'<a href="{_escaped(article.url)}" target="_blank">{_escaped(article.headline)}</a>'
    if article.outlet:
        text += f'&nbsp;&nbsp;<font color="#6f6f6f">{_escaped(article.outlet)}</font>'
    if article.published:
        text += f'<time datetime="{_iso(article.published)}"></time>'
    return text


def _paragraph(text: str) -> str:
    """Lines that follow each other without a blank one between them."""
    return f"<p>{_escaped(text).replace(chr(10), f'<br>{chr(10)}')}</p>"


def _escaped(text: str) -> str:
    """Text as it stands in HTML, in quotes or not."""
    return html.escape(text)


def _quoted(text: str) -> str:
    """A line as YAML: in single quotes nothing but the quote itself has a meaning."""
    return "'" + text.replace("'", "''") + "'"


def _iso(moment: dt.date | None) -> str:
    """ISO 8601, or ""."""
    return "" if moment is None else moment.isoformat()
