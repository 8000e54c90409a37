"""Writes briefing files in the form in which the folder generators of the wild write them.

YAML front matter with eleven keys, then one line of HTML: a list of links for a cluster, one
link for a lone article, or whatever body is given.
"""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Link = tuple[str, str, str]
"""Headline, outlet and url of one article."""

DEFAULT_ARTICLES: tuple[Link, ...] = (
    ("Harbour opens early", "The Harbour Gazette", "https://harbourgazette.example/harbour"),
    ("Boats out before dawn", "Isle Observer", "https://isleobserver.example/boats"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefingFile:
    """One briefing file; what is None is made from the articles, as the generators do."""

    title: str | None = None
    """Default: headline and outlet of the first article, joined by " - "."""
    slug: str | None = None
    """Default: made from the title; also the name of the file."""
    date: str = "2026-01-08"
    """Written unquoted: a day, or a day and a time."""
    articles: tuple[Link, ...] | list[Link] = DEFAULT_ARTICLES
    description: str | None = None
    """Also the summary. Default: headlines and outlets in one string, cut, as in the wild."""
    categories: tuple[str, ...] = ("World",)
    tags: tuple[str, ...] = ("harbour",)
    draft: bool = False
    source: str = "https://news.example/rss/topics/world"
    image: str = ""
    link: str | None = None
    body: str | None = None
    """HTML after the front matter. Default: the list of the articles."""

    def name(self) -> str:
        """The slug, given or made."""
        return self.slug if self.slug is not None else _slug(self.heading())

    def heading(self) -> str:
        """The title, given or made."""
        if self.title is not None:
            return self.title
        return f"{self.articles[0][0]} - {self.articles[0][1]}" if self.articles else ""

    def text(self) -> str:
        """The whole file."""
        summary = _blurb(self.articles) if self.description is None else self.description
        first_url = self.articles[0][2] if self.articles else ""
        lines = [
            "---",
            f"title: {_quoted(self.heading())}",
            f"date: {self.date}",
            f"description: {_quoted(summary)}",
            f"summary: {_quoted(summary)}",
            f"slug: {_quoted(self.name())}",
            f"image: '{self.image}'",
            f"link: '{first_url if self.link is None else self.link}'",
            f"source: '{self.source}'",
            *_list("categories", self.categories),
            *_list("tags", self.tags),
            "",
            f"draft: {str(self.draft).lower()}",
            "---",
            coverage_html(self.articles) if self.body is None else self.body,
        ]
        return "\n".join(lines) + "\n"

    def write(self, folder: Path) -> Path:
        """Put it into the folder, which is made if need be, and say where."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.name()}.md"
        path.write_text(self.text(), encoding="utf-8")
        return path


def write_briefing(folder: Path, **fields: Any) -> Path:
    """Write one `BriefingFile` with these fields into the folder, and say where."""
    return BriefingFile(**fields).write(folder)


def coverage_html(articles: tuple[Link, ...] | list[Link]) -> str:
    """A cluster as one line of HTML; a single article stands without a list."""
    links = [
        f'<a href="{html.escape(url)}" target="_blank">{html.escape(headline, quote=False)}</a>'
        f'&nbsp;&nbsp;<font color="#6f6f6f">{html.escape(outlet, quote=False)}</font>'
        for headline, outlet, url in articles
    ]
    if len(links) < 2:
        return "".join(links)
    return f"<ol>{''.join(f'<li>{link}</li>' for link in links)}</ol>"


def _blurb(articles: tuple[Link, ...] | list[Link]) -> str:
    """Everything glued together and cut, literal entities and all: what real files say."""
    glued = "".join(f"{headline}&nbsp;&nbsp;{outlet}" for headline, outlet, _ in articles)
    return glued if len(glued) <= 500 else glued[:500] + "..."


def _list(key: str, values: tuple[str, ...]) -> list[str]:
    return [f"{key}:", *(f"- '{value}'" for value in values)]


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:200]
