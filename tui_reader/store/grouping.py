"""Which briefings make one story: what waits to be grouped, and how stories join and part.

Nothing here decides: `library.clustering` does, and the reader. Whatever they decide, every
briefing keeps its own mark, so that all of it can be taken back.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui_reader.models import Mark
from tui_reader.store.index import Index
from tui_reader.store.notes import note
from tui_reader.store.parts import united
from tui_reader.store.schema import SETTING, ours
from tui_reader.store.stories import facts_of_briefings


class Waiting(NamedTuple):
    """A briefing that nobody has looked for a story for."""

    at: int
    """Its time: seconds since 1970."""
    identity: str
    content: str
    """Its record as JSON."""
    is_part: bool
    """Whether its story has others."""


class Grouping:
    """Joins and parts the stories of an index; all that changes it inside its transactions."""

    def __init__(self, index: Index, now: dt.datetime | None) -> None:
        """`now` is when outlets join that have not been in a story before; None: none has."""
        self.index = index
        self.database = index.database
        self.now = now
        self._touched: dict[int, None] = {}
        """Stories that have to be made anew of what their briefings say."""

    # What waits --------------------------------------------------------------------------------

    def count(self) -> int:
        """How many briefings wait."""
        with ours(self.index.path):
            row = self.database.execute("SELECT count(*) FROM unclustered").fetchone()
        return int(row[0])

    def oldest(self) -> int | None:
        """The time of the oldest that waits."""
        with ours(self.index.path):
            row = self.database.execute("SELECT min(at) FROM unclustered").fetchone()
        return None if row[0] is None else int(row[0])

    def since(self, at: int, most: int) -> int:
        """How many stories are not older than a time; counted up to so many."""
        with ours(self.index.path):
            row = self.database.execute(
                "SELECT count(*) FROM (SELECT 1 FROM places WHERE view = 1 AND at >= ? LIMIT ?)",
                (at, most),
            ).fetchone()
        return int(row[0])

    def waiting(self, after: tuple[int, str], most: int) -> list[Waiting]:
        """The next that wait, in the order of their times and identities."""
        with ours(self.index.path):
            rows = self.database.execute(
                "SELECT unclustered.at, unclustered.identity, content, parts.identity IS NOT NULL"
                " FROM unclustered"
                " LEFT JOIN parts ON parts.identity = unclustered.identity"
                " LEFT JOIN stories ON stories.identity = unclustered.identity"
                " LEFT JOIN briefings ON briefings.id = (SELECT min(id) FROM briefings"
                " WHERE story = coalesce(stories.id, parts.story)"
                " AND identity = unclustered.identity)"
                " WHERE (unclustered.at, unclustered.identity) > (?, ?)"
                " ORDER BY unclustered.at, unclustered.identity LIMIT ?",
                (*after, most),
            ).fetchall()
        return [Waiting(at, name, content or "", bool(part)) for at, name, content, part in rows]

    def done(self, waiting: Iterable[Waiting]) -> None:
        """These do not wait any more."""
        self.database.executemany(
            "DELETE FROM unclustered WHERE at = ? AND identity = ?",
            [(one.at, one.identity) for one in waiting],
        )

    def wait_again(self, since: int = 0) -> None:
        """Have all briefings that are not older than a time looked at again, each in its turn."""
        several = (
            "(SELECT story FROM briefings WHERE story IS NOT NULL GROUP BY story"
            " HAVING count(*) > 1 UNION SELECT story FROM parts)"
        )
        self.database.execute(
            "INSERT OR IGNORE INTO unclustered SELECT at, identity FROM stories"
            f" WHERE at >= ? AND id NOT IN {several}",
            (since,),
        )
        rows = self.database.execute(  # each of several has a time of its own, a copy too
            "SELECT briefings.identity, root, content,"
            " coalesce(parts.first_seen, stories.first_seen) FROM stories"
            " JOIN briefings ON briefings.story = stories.id"
            " LEFT JOIN parts ON parts.identity = briefings.identity"
            f" WHERE at >= ? AND stories.id IN {several}",
            (since,),
        )
        for identity, root, content, first_seen in rows.fetchall():
            mark = Mark(identity, dt.datetime.fromtimestamp(first_seen, dt.UTC))
            at = facts_of_briefings([(root, content)], mark).at
            self.database.execute("INSERT OR IGNORE INTO unclustered VALUES (?, ?)", (at, identity))

    # How they were made ------------------------------------------------------------------------

    def setting(self) -> str:
        """How the stories were made; "" where they never were."""
        return self.index.noted(SETTING) or ""

    def begin_anew(self, setting: str) -> None:
        """Make stories in another way: whatever was joined is parted, and looked at again."""
        stories = self.database.execute("SELECT DISTINCT story FROM parts").fetchall()
        for (story,) in stories:
            for part in self.index.stories.parts.of(story)[1:]:
                self.part([part.key])
        self.settle()
        self.wait_again()
        note(self.database, SETTING, setting)

    # Joining and parting -----------------------------------------------------------------------

    def join(self, kept: str, gone: str, evidence: str = "") -> bool:
        """Make one story of two, which any of their briefings name; whether they were two.

        `evidence` is noted for the founder of the story that goes.
        """
        number, lost = map(self.index.stories.number, (kept, gone))
        if number is None or lost is None or number == lost:
            return False
        parts = self.index.stories.parts
        for story in (number, lost):
            parts.put(story, self.index.stories.marked(story))
        moved = [part.key for part in parts.of(lost)]
        parts.keep_earlier(moved[0])
        self.database.execute("UPDATE briefings SET story = ? WHERE story = ?", (number, lost))
        parts.move(moved, number)
        parts.reason(moved[0], evidence)
        self.index.stories.drop(lost)
        self._touched.pop(lost, None)
        self._touched[number] = None
        return True

    def follow(self, identity: str, earlier: str) -> None:
        """Note that the story of a briefing goes on with another one, unless that is known."""
        self.database.execute(
            "UPDATE stories SET earlier = ? WHERE id = ? AND earlier = ''",
            (earlier, self.index.stories.number(identity)),
        )

    def part(self, identities: Sequence[str]) -> bool:
        """Take briefings of one story out of it: the first of them founds another.

        The founder of the story they are in is not among them. Whether they were in one.
        """
        stories = self.index.stories
        number = stories.number(identities[0])
        if number is None or stories.marked(number).key in identities:
            return False
        told = self._told(number, identities)
        if not told:
            return False
        marks = map(stories.copy_of, identities)  # of these alone: a story may have thousands
        facts = facts_of_briefings(told, united(identities[0], marks))
        new = stories.insert(facts)
        stories.parts.restore_earlier(identities[0])
        self.database.executemany(
            "UPDATE briefings SET story = ? WHERE story = ? AND identity = ?",
            [(new, number, identity) for identity in identities],
        )
        stories.parts.move(identities, new)
        stories.parts.reason(identities[0], "")
        stories.parts.tidy(new)
        self._touched[number] = None
        return True

    def evidence(self, identity: str) -> str:
        """Why a briefing is in its story, as JSON; "" where it founded it."""
        return self.index.stories.parts.evidence(identity)

    def age(self, identity: str) -> tuple[int, str]:
        """Sorts briefings by when they appeared, the oldest first."""
        stories = self.index.stories
        number = stories.number(identity)
        told = [] if number is None else self._told(number, [identity])
        at = facts_of_briefings(told, stories.copy_of(identity)).at if told else 0
        return at, identity

    def _told(self, number: int, identities: Sequence[str]) -> list[tuple[int, str]]:
        """(number of the source, content) of some briefings of a story, in this order."""
        found = []
        for identity in identities:
            found += self.database.execute(
                "SELECT root, content FROM briefings WHERE story = ? AND identity = ? ORDER BY id",
                (number, identity),
            ).fetchall()
        return found

    def members(self, identity: str) -> list[str]:
        """The briefings of the story that this one is in, the founder first."""
        number = self.index.stories.number(identity)
        if number is None:
            return []
        parts = self.index.stories.parts.of(number)
        return [part.key for part in parts] or [self.index.stories.marked(number).key]

    def settle(self) -> list[int]:
        """Make the stories that were touched what their briefings say; their numbers."""
        touched, self._touched = [*self._touched], {}
        for number in touched:
            self._settle(number)
        self.database.executemany(
            "INSERT OR IGNORE INTO unsearched VALUES (?)", [(number,) for number in touched]
        )
        return touched

    def _settle(self, number: int) -> None:
        stories = self.index.stories
        parts = stories.parts.of(number) or [stories.marked(number)]
        mark = united(stories.marked(number).key, parts)
        self.index.briefings.refresh_or_drop(number, mark, self.now)
        self.database.execute(
            "UPDATE stories SET first_seen = ? WHERE id = ?",
            (int(mark.first_seen.timestamp()), number),
        )
        stories.parts.tidy(number)
