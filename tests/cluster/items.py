"""Invented briefings, and the stories that they end in."""

from collections.abc import Iterable

from tui_reader.cluster.grouping import Clusterer, cluster
from tui_reader.cluster.items import CAREFUL, Headline, Item, stories
from tui_reader.cluster.window import MemoryWindow
from tui_reader.cluster.wishes import Wishes

NOON = 1_700_000_000 // 86_400 * 86_400 + 43_200
HOUR = 3600

FERRY = "Ferry capsizes off Lamu island with ninety pilgrims aboard"
FERRY_TOO = "Ninety pilgrims aboard ferry that capsizes near Lamu island"
STRIKE = "Glassblowers in Murano walk out over gas subsidies"


def item(name: str, *headlines: str, hours: float = 0, outlet: str = "", link: str = "") -> Item:
    """A briefing with these headlines, some hours after noon."""
    articles = tuple(Headline(text, outlet or f"Outlet {name}", link) for text in headlines)
    return Item(name, articles, time=round(NOON + hours * HOUR))


def found(
    items: Iterable[Item], setting: str = CAREFUL, wishes: Wishes | None = None
) -> dict[str, str]:
    """The story of each briefing."""
    return stories(cluster(items, Clusterer(MemoryWindow(), setting, wishes)))
