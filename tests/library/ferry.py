"""Briefings about a ferry, as several outlets tell of it."""

from pathlib import Path

from tests.briefing_files import write_briefing
from tests.library.shelf import ALL, Shelf
from tui_reader.library import Library
from tui_reader.models import Story

FERRY = "Ferry capsizes off Lamu island with ninety pilgrims aboard"
FERRY_TOO = "Ninety pilgrims aboard ferry that capsizes near Lamu island"
FERRY_LATER = "Lamu island ferry capsizes: ninety pilgrims were aboard"
STRIKE = "Glassblowers in Murano walk out over gas subsidies"


def put(shelf: Shelf, headline: str, outlet: str, hour: int = 9, folder: str = "") -> Path:
    """A briefing of one outlet, in the folder of the shelf or below it."""
    place = shelf.news / folder
    place.mkdir(exist_ok=True)
    host = outlet.replace(" ", "").lower()
    slug = f"{host}-{hour}"
    articles = [(headline, outlet, f"https://{host}.example/{slug}")]
    published = f"2026-01-08T{hour:02}:00:00Z"
    return write_briefing(place, slug=slug, title=headline, articles=articles, date=published)


def stories(library: Library) -> list[Story]:
    """All stories, the youngest first."""
    return [library.story(number) for number in library.numbers(ALL)]


def told(library: Library) -> set[tuple[str, ...]]:
    """The outlets of each story."""
    return {story.outlets for story in stories(library)}


TOGETHER = {("Coast Post", "Isle Observer"), ("Lagoon Daily",)}
APART = {("Coast Post",), ("Isle Observer",), ("Lagoon Daily",)}


def fill(shelf: Shelf) -> Shelf:
    """Two briefings about a ferry, and one about something else; they are grouped."""
    shelf.paths.config_file.unlink()
    put(shelf, FERRY, "Coast Post", 8)
    put(shelf, FERRY_TOO, "Isle Observer", 10)
    put(shelf, STRIKE, "Lagoon Daily", 9)
    return shelf
