"""Libraries of any size: briefing files that are invented, seed-shaped, and always the same."""

import base64
import datetime as dt
import os
import random
import sys
import tempfile
from pathlib import Path

from tests.briefing_files import BriefingFile, Link

VERSION = 1
"""To be raised when the files change, so that no old ones are used again."""

NEWEST = dt.datetime(2026, 1, 8, 12, 0, tzinfo=dt.UTC)
SPAN = 3 * 365 * 24 * 3600
"""Seconds over which a library's briefings are spread, whatever their number."""

CATEGORIES = ("World", "Science", "Technology", "Culture", "Sport")
OUTLETS = (
    *("The Harbour Gazette", "Isle Observer", "Meridian Wire", "Vale Radio", "Lantern Post"),
    *("Quayside Review", "Tidewater Science", "The Brinehaven Courier", "Oar & Whistle"),
    *("Switchboard Weekly", "Heron Valley News - Sunday", "Le Phare du Matin", "灯台新報"),
)
VERBS = ("backs", "delays", "finds", "halts", "maps", "mends", "opens", "praises", "saves", "wins")
NOUNS = """
anchor archive balloon barge bay beacon bell bridge buoy canal captain chart choir clock coast
council crew current dawn deck dock dune engine ferry festival fleet fog garden guild gull harbour
island jetty keeper kite lamp lantern league library lighthouse map mast mayor meadow mill moon
museum oar orchard pier pilot play port puffin quarry quay railway raft regatta reef river rope
rudder sail school ship shore signal snow sponge station storm summit theatre tide tower town
treaty tunnel valley vessel village warden wave weather wharf whistle winter workshop
"""
STRANGE = ("Brume-sur-Mer", "Łódka", "Señal", "Õhtu", "港", "등대", "🚀")
"""Names with accents, and with characters that are two cells wide: in one headline of twenty."""


def newest_headline(count: int) -> str:
    """The headline at the top of a library of that size: the sign that the list is painted."""
    return f"Lamp {count} lit"


def library(count: int) -> Path:
    """A folder with that many briefing files; written once, and kept below the temporary folder."""
    cache = Path(tempfile.gettempdir()) / f"tui-reader-benchmarks-{os.getuid()}-{VERSION}"
    folder = cache / str(count)
    if not folder.exists():
        print(f"writing {count:,} briefing files to {folder}", file=sys.stderr)
        cache.mkdir(mode=0o700, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(dir=cache))
        for number in range(count):
            _briefing(number, count).write(unfinished)
        unfinished.rename(folder)
    return folder


def _briefing(number: int, count: int) -> BriefingFile:
    """Number 0 is the newest."""
    chance = random.Random(f"{VERSION} {number}")  # noqa: S311 (repeatable on purpose)
    articles = [_article(chance) for _ in range(chance.choice((5, 5, 5, 5, 4, 3, 2, 1)))]
    if number == 0:
        articles[0] = (newest_headline(count), *articles[0][1:])
    when = NEWEST - dt.timedelta(seconds=number * SPAN // count)
    return BriefingFile(
        slug=f"{when:%Y-%m-%d}-{number:06}",
        date=f"{when:%Y-%m-%dT%H:%M:%SZ}",
        articles=articles,
        categories=(chance.choice(CATEGORIES),),
        tags=tuple(chance.sample(NOUNS.split(), 5)),
    )


def _article(chance: random.Random) -> Link:
    words = chance.choices(NOUNS.split(), k=chance.randint(5, 9))
    words.insert(1, chance.choice(VERBS))
    if chance.random() < 0.05:
        words.insert(chance.randrange(len(words)), chance.choice(STRANGE))
    headline = " ".join(words)
    token = base64.urlsafe_b64encode(chance.randbytes(chance.randint(110, 160))).decode()
    url = f"https://news.example/rss/articles/{token.rstrip('=')}?oc=5"
    return (headline[0].upper() + headline[1:], chance.choice(OUTLETS), url)
