"""What the main screen says: titles, counts and empty views."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui_reader.library import host_of
from tui_reader.models import BY_HAND, Row, Source, Story, View

if TYPE_CHECKING:
    from tui_reader.library import Library
    from tui_reader.library.fulltext import Texts
    from tui_reader.library.loading import Loading
    from tui_reader.library.refreshing import Refreshed, RefreshProgress
    from tui_reader.library.subscribing import Imported

VIEW_NAMES = {
    "unread": "Unread",
    "today": "Today",
    "all": "All",
    "starred": "Starred",
    "alone": "Only one outlet",
    "missed": "Many outlets, none of mine",
    "problems": "Problems",
    "muted": "Muted",
}

EMPTY = {
    "unread": "All read.\nTab, then All: every story again.",
    "today": "Nothing new today yet.",
    "starred": "No starred stories yet.\ns stars the story under the cursor.",
    "search": "Nothing found.\nesc goes back to where you were.",
    "problems": "No problems: every file could be read.",
}

WELCOME = (
    "Samples. These stories and outlets are invented: your library is empty.\n"
    "a  add a feed, a site or a folder    F  well-known feeds    i  import OPML"
)

MOST_NOTICES = 4
"""More would cover the screen: a thousand feeds may have moved at the same time."""

NOT_OURS = "What was opened by name is no part of the library; a adds to it"
OFFLINE = "Offline: nothing can be fetched now; all that is here can be read"


def view_name(view: View) -> str:
    """What a view is called."""
    marks = {"tag": "#", "search": "/"}
    if view.kind == "muted" and view.name:
        return "Hidden by hand" if view.name == BY_HAND else f"Muted: {view.name}"
    return VIEW_NAMES.get(view.kind) or marks.get(view.kind, "") + view.name


def shown_path(path: str) -> str:
    """A path as one writes it: "~" for the reader's home."""
    home = str(Path.home())
    return "~" + path.removeprefix(home) if path.startswith(home + "/") else path


def title(view: View, total: int) -> str:
    """The heading of the list."""
    count = f"{total:,}" if view.kind == "problems" else counted(total, "story")
    return f"{view_name(view)} · {count}"


def counted(number: int, noun: str) -> str:
    """ "1 story", "2 stories"."""
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{number:,} {noun if number == 1 else plural}"


def row_line(row: Row) -> str:
    """A story in one line: headline and the first outlets."""
    more = f" +{len(row.outlets) - 2}" if len(row.outlets) > 2 else ""
    return f"{row.headline} · {', '.join(row.outlets[:2])}{more}"


def mark_question(number: int, starred: int, where: str) -> str:
    """Whether so many stories are to be marked read; those that are dear are told apart."""
    dear = f" {starred:,} of them {'is' if starred == 1 else 'are'} starred." if starred else ""
    return f"Mark {counted(number, 'story')} {where} read?{dear} u would undo it."


def empty(view: View, total: int, sources: tuple[Source, ...]) -> str:
    """What to say in an empty list; `total` is the number of stories in the whole library.

    `sources` are those that have been looked through; none while that is still going on.
    """
    if view.kind == "problems":
        return EMPTY["problems"]
    if not total and not sources:
        return "No stories yet."
    if not total and any(source.url for source in sources):
        return "No stories yet.\nR fetches your feeds."
    if not total:
        where = ", ".join(shown_path(str(source.path)) for source in sources)
        return f"No briefing files in\n{where}"
    return EMPTY.get(view.kind, "Nothing here.")


def loaded(loading: "Loading") -> str:
    """What a look at the sources brought, in one line."""
    if loading.stopped:
        return f"Stopped after {counted(loading.files, 'file')}; r goes on"
    parts = [counted(loading.new, "new story") if loading.new > 0 else "No new stories"]
    if loading.joined:
        parts.append(f"{loading.joined:,} joined others")
    if loading.problems:
        parts.append(counted(loading.problems, "problem"))
    return " · ".join(parts)


def fetching(progress: "RefreshProgress") -> str:
    """What a refresh is doing."""
    doing = "Fetching texts" if progress.of_texts else "Refreshing"
    hosts = ", ".join(progress.hosts[:2])
    more = f" +{len(progress.hosts) - 2}" if len(progress.hosts) > 2 else ""
    return f"{doing} · esc stops · {hosts}{more}" if hosts else f"{doing} · esc stops"


def refreshed(result: "Refreshed") -> str:
    """What a refresh brought, in one line."""
    if result.offline and not result.written:
        return OFFLINE
    what = counted(result.new, "new story") if result.new else counted(result.written, "briefing")
    feeds = counted(result.asked, "feed")
    is_news = result.new or result.written
    parts = [
        f"{what} from {result.fresh} of {feeds}" if is_news else f"No new stories from {feeds}"
    ]
    if result.joined:
        parts.append(f"{result.joined:,} joined others")
    if result.stopped:
        parts.append(f"stopped after {len(result.results)}")
    if result.offline:
        parts.append("then offline")
    if texts := sum(1 for one in result.texts if one.status == "new"):
        parts.append(counted(texts, "text"))
    if result.failed:
        parts.append(counted(len(result.failed), "problem"))
    return " · ".join(parts)


def first_of(notices: Sequence[str]) -> list[str]:
    """The first of some notices, and how many more there are."""
    more = len(notices) - MOST_NOTICES
    return [*notices[:MOST_NOTICES], *([f"… and {more:,} more of that kind"] if more > 0 else [])]


def fetching_texts(stories: Sequence[Story], url: str) -> str:
    """Whose text is being fetched."""
    whose = host_of(url) if len(stories) == 1 else counted(len(stories), "story")
    return f"Fetching the text of {whose} … · esc stops"


def texts(done: "Texts") -> str:
    """What a round of fetching texts brought, in one line."""
    if done.offline and not done.results:
        return OFFLINE
    new, known, renewed = (done.count(status) for status in ("new", "known", "renewed"))
    parts = [f"Fetched {counted(new, 'text')}" if new else "No new texts"]
    if renewed:
        parts = [f"Fetched {counted(renewed, 'text')} again"]
    if known:
        parts.append(f"{known:,} there already")
    if done.stopped or done.offline:
        parts.append("then offline" if done.offline else "stopped")
    if done.failed:
        parts.append(counted(len(done.failed), "problem"))
    return " · ".join(parts)


def facts(library: "Library") -> str:
    """The right end of the bottom line."""
    now = library.clock()
    told = ["network off"] if library.offline else []
    if any(source.url for source in library.sources):
        told.append(last_refreshed(library.last_refreshed(), now))
    else:
        told.append(f"looked at {now.astimezone():%H:%M}")
    return " · ".join([*told, "? help"])


def last_refreshed(when: dt.datetime | None, now: dt.datetime) -> str:
    """When the feeds were refreshed last: the time of day, or the day if that is another."""
    if when is None:
        return "never refreshed"
    local = when.astimezone()
    is_today = local.date() == now.astimezone().date()
    return f"refreshed {local:%H:%M}" if is_today else f"refreshed {local.day} {local:%b}"


def added(sources: Sequence[Source]) -> str:
    """What was added, and how that is taken back."""
    what = sources[0].name if len(sources) == 1 else counted(len(sources), "feed")
    return f"Added {what} · u undoes it"


def imported(done: "Imported") -> str:
    """What a list of feeds brought."""
    parts = [f"Added {counted(done.added, 'feed')}"]
    if done.known:
        parts.append(f"{done.known:,} there already")
    if done.skipped:
        parts.append(f"{len(done.skipped):,} skipped")
    return " · ".join(parts) + (" · R fetches them, u undoes it" if done.added else "")
