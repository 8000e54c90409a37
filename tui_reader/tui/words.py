"""What the main screen says: titles, counts and empty views."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.models import Source, View

if TYPE_CHECKING:
    from tui_reader.library.loading import Loading

VIEW_NAMES = {
    "unread": "Unread",
    "today": "Today",
    "all": "All",
    "starred": "Starred",
    "problems": "Problems",
}

EMPTY = {
    "unread": "All read.\nTab, then All: every story again.",
    "today": "Nothing new today yet.",
    "starred": "No starred stories yet.\ns stars the story under the cursor.",
    "problems": "No problems: every file could be read.",
}

WELCOME = (
    "Samples. These stories and outlets are invented: your library is still empty.\n"
    "a  add a folder of briefing files          feeds and OPML: not yet"
)


def view_name(view: View) -> str:
    """What a view is called."""
    return VIEW_NAMES.get(view.kind) or ("#" + view.name if view.kind == "tag" else view.name)


def shown_path(path: str) -> str:
    """A path as one writes it: "~" for the reader's home."""
    home = str(Path.home())
    return "~" + path.removeprefix(home) if path.startswith(home + "/") else path


def title(view: View, total: int) -> str:
    """The heading of the list."""
    noun = "file" if view.kind == "problems" else "story"
    return f"{view_name(view)} · {counted(total, noun)}"


def counted(number: int, noun: str) -> str:
    """ "1 story", "2 stories"."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def empty(view: View, total: int, sources: tuple[Source, ...]) -> str:
    """What to say in an empty list; `total` is the number of stories in the whole library.

    `sources` are those that have been looked through; none while that is still going on.
    """
    if view.kind == "problems":
        return EMPTY["problems"]
    if not total and not sources:
        return "No stories yet."
    if not total:
        where = ", ".join(shown_path(str(source.path)) for source in sources)
        return f"No briefing files in\n{where}"
    return EMPTY.get(view.kind, "Nothing here.")


def loaded(loading: "Loading") -> str:
    """What a look at the sources brought, in one line."""
    if loading.stopped:
        return f"Stopped after {counted(loading.files, 'file')}; r goes on"
    parts = [counted(loading.new, "new story") if loading.new > 0 else "No new stories"]
    if loading.problems:
        parts.append(counted(loading.problems, "problem"))
    return " · ".join(parts)
