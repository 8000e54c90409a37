"""Feeds of any size: invented, and always the same."""

import datetime as dt
import html
import random

from tests.benchmarks.corpus import NEWEST, NOUNS, VERBS

WORDS = NOUNS.split()


def feed(number: int, items: int) -> bytes:
    """An RSS feed; each item has 1–2 kB of HTML, a guid, a date, an author and categories."""
    chance = random.Random(f"feed {number}")  # noqa: S311 (repeatable on purpose)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0"><channel>'
        f"<title>Harbour wire {number}</title><link>https://wire{number}.example/</link>"
        f"<description>Invented news, {number}</description>"
    ]
    parts += [_item(chance, number, item) for item in range(items)]
    return ("\n".join(parts) + "\n</channel></rss>\n").encode()


def _item(chance: random.Random, number: int, item: int) -> str:
    title = _sentence(chance, 5, 10)
    link = f"https://wire{number}.example/2026/{item:04}/{title.lower().replace(' ', '-')}"
    when = NEWEST - dt.timedelta(minutes=item * 17 + number)
    body = "".join(f"<p>{_sentence(chance, 20, 60)}.</p>" for _ in range(chance.randint(4, 6)))
    body += f'<ul><li><a href="{link}">{_sentence(chance, 3, 6)}</a></li></ul>'
    return (
        f"<item><title>{title}</title><link>{link}</link>"
        f'<guid isPermaLink="false">wire-{number}-{item}</guid>'
        f"<pubDate>{when:%a, %d %b %Y %H:%M:%S} +0000</pubDate>"
        f"<author>desk@wire{number}.example (Night desk)</author>"
        f"<category>{chance.choice(WORDS)}</category><category>{chance.choice(WORDS)}</category>"
        f"<description>{html.escape(body)}</description></item>"
    )


def _sentence(chance: random.Random, fewest: int, most: int) -> str:
    words = chance.choices(WORDS, k=chance.randint(fewest, most))
    words.insert(1, chance.choice(VERBS))
    return " ".join(words).capitalize()
