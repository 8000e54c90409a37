"""Which window of clustering is open: whoever changes stories meanwhile has to change the same."""

from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what clustering needs is imported by who groups
    from tui_reader.library.window import StoredWindow
    from tui_reader.store.index import Index


class Windows:
    """The window of a library, while somebody groups, and before and after that."""

    def __init__(self) -> None:
        self.running = Lock()
        """Held by the one who groups."""
        self.open: StoredWindow | None = None

    def of(self, index: "Index") -> "StoredWindow":
        """The one that is open, else what the index has."""
        from tui_reader.library.window import StoredWindow
        from tui_reader.store.window import WindowTable

        return self.open or StoredWindow(WindowTable(index.database, index.path))
