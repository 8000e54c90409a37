"""Stories as one web page that stands alone: no script, no picture, nothing that is fetched."""

from collections.abc import Iterable
from html import escape

from tui_reader.models import Article, Briefing, Story
from tui_reader.urls import is_openable

_HEAD = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<style>
body {{ max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }}
body {{ font: 1rem/1.5 system-ui, sans-serif; }}
h2 {{ margin: 2.5rem 0 0; line-height: 1.25; }}
li {{ margin: .4rem 0; }}
.facts, cite {{ color: #666; font-style: normal; }}
@media (prefers-color-scheme: dark) {{
  body {{ background: #14171c; color: #ddd; }}
  a {{ color: #82b8ff; }}
  .facts, cite {{ color: #999; }}
}}
</style></head><body>
<h1>{title}</h1>
"""


def web_page(stories: Iterable[Story], title: str) -> str:
    """Each story with its coverage, and with what its briefings say."""
    parts = [_HEAD.format(title=escape(title))]
    parts += map(_story, stories)
    return "".join([*parts, "</body></html>\n"])


def _story(story: Story) -> str:
    outlets = len(story.outlets)
    facts = [f"{outlets} outlet{'' if outlets == 1 else 's'}"]
    facts += [f"{story.when.astimezone():%Y-%m-%d %H:%M}", *story.sources]
    facts += [f"#{tag}" for tag in story.tags]
    return "".join(
        [
            f"<article><h2>{escape(story.headline)}</h2>\n",
            f'<p class="facts">{escape(" · ".join(facts))}</p>\n<ul>\n',
            *map(_article, story.articles),
            "</ul>\n",
            *map(_body, story.briefings),
            "</article>\n",
        ]
    )


def _article(article: Article) -> str:
    headline = escape(article.headline)
    if is_openable(article.url):
        headline = f'<a href="{escape(article.url)}" rel="noopener noreferrer">{headline}</a>'
    return f"<li>{headline} <cite>{escape(article.outlet)}</cite></li>\n"


def _body(briefing: Briefing) -> str:
    """Summary and text, a paragraph each."""
    texts = (briefing.summary, briefing.text)
    paragraphs = [one for text in texts for one in text.split("\n\n") if one.strip()]
    return "".join(f"<p>{escape(one).replace(chr(10), '<br>')}</p>\n" for one in paragraphs)
