"""Whether there is a network at all, judged by what becomes of the feeds.

Some systems say of a missing network that it can't be reached, others that they don't know the
host. A list of feeds that is old has many hosts that nobody knows, and those fail before any
other has answered: so nothing is said while a request that began in good times is under way.
"""

from collections.abc import Hashable

from tui_reader.errors import FetchError

ENOUGH = 16
"""So many feeds in a row, or all that there are, that can't be reached mean: no network."""
FEW = 4
"""Fewer hosts than this that nobody knows are more likely gone than we offline."""


class Reach:
    """What can be said of the network so far."""

    def __init__(self, feeds: int) -> None:
        """`feeds` is how many will be asked."""
        self.enough = min(ENOUGH, feeds)
        self.reached = False
        self.unreachable = 0
        """How many in a row could not be reached."""
        self.unknown = 0
        """How many hosts nobody knows, before the first that answers."""
        self._begun_well: set[Hashable] = set()

    def begins(self, feed: Hashable) -> None:
        """A feed is being asked."""
        if not self.unreachable and not self.unknown:
            self._begun_well.add(feed)

    def ends(self, feed: Hashable, error: FetchError | None = None) -> None:
        """A feed has answered, or could not be fetched."""
        self._begun_well.discard(feed)
        self.unreachable = self.unreachable + 1 if error and error.offline else 0
        self.reached = self.reached or not (error and (error.offline or error.unresolved))
        if error and error.unresolved:
            self.unknown += 1

    @property
    def offline(self) -> bool:
        """Whether nothing can be reached any more, so that no feed is to blame."""
        if self._begun_well or not self.enough:
            return False
        unknown = 0 if self.reached else self.unknown
        return self.unreachable >= self.enough or unknown >= max(FEW, self.enough)
