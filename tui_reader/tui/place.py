"""Where the reader is, as it is kept for the next start."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from tui_reader.models import VIEW_KINDS, View
from tui_reader.tui.arrangement import SHARES
from tui_reader.tui.widgets.page import LOOKS


class Place(NamedTuple):
    """What is on the screen, and how it is divided."""

    view: View
    story: str
    """The id of the story under the cursor, or ""."""
    share: int
    """What part of the room the list has, in per cent."""
    sources: bool
    """Whether the sources pane is shown."""
    look: str = LOOKS[0]
    """How a story is looked at."""

    def record(self) -> dict[str, Any]:
        """The place as JSON can hold it."""
        return self._asdict() | {"view": list(self.view)}


def place_from(record: Mapping[str, object], otherwise: Place) -> Place:
    """A place that was kept; what makes no sense in it is as in `otherwise`."""
    found: dict[str, Any] = {}
    match record.get("view"):
        case [str(kind), str(name)] if kind in VIEW_KINDS:
            found["view"] = View(kind=kind, name=name)
    match record.get("share"):
        case int(share) if share in SHARES:
            found["share"] = share
    if isinstance(story := record.get("story"), str):
        found["story"] = story
    if isinstance(sources := record.get("sources"), bool):
        found["sources"] = sources
    if (look := record.get("look")) in LOOKS:
        found["look"] = look
    return otherwise._replace(**found)
