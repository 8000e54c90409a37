"""What the reader did, in the order in which it can be undone; it outlives the program."""

from collections.abc import Callable
from functools import partial
from threading import RLock

from tui_reader.errors import NotFoundError, ReaderError, ReadOnlyError
from tui_reader.store.history import Deed, HistoryTable, Step

__all__ = ["History", "Step"]


class History:
    """Everything that was done and can be undone, or done again."""

    def __init__(
        self, table: Callable[[], HistoryTable] | None = None, writing: "RLock | None" = None
    ) -> None:
        """`table` says where it is written: another place once this instance does the saving.

        Without one it is forgotten when the program ends.
        """
        self._table = table or partial(lambda own: own, HistoryTable.in_memory())
        self._writing = writing or RLock()
        self._failed = 0
        """The deed that could not be undone last; the second time it is let go of."""
        self.able: dict[str, Callable[..., object]] = {}
        """Who can do which step."""

    def note(self, done: str, back: str, undo: Step, redo: Step) -> str:
        """Something was done: `done` says what, `back` what undoing it will bring back.

        Returns `done`, for who asked for it.
        """
        with self._writing:
            self._table().note(done, back, undo, redo)
        return done

    def undo(self) -> str:
        """Take back what was done last; returns what that has brought back.

        NotFoundError if there is nothing; another error of ours where it can't be taken back,
        and then what was done before it is next.
        """
        with self._writing:
            deed = self._table().to_undo()
            if deed is None:
                raise NotFoundError("Nothing to undo")
            self._do(deed, deed.undo, f"can't undo {deed.done!r}", undone=True)
            return deed.back

    def redo(self) -> str:
        """Do again what was undone last; returns what that was. Raises as `undo` does."""
        with self._writing:
            deed = self._table().to_redo()
            if deed is None:
                raise NotFoundError("Nothing to do again")
            self._do(deed, deed.redo, f"can't do {deed.done!r} again", undone=False)
            return deed.done

    def _do(self, deed: Deed, step: Step, trouble: str, *, undone: bool) -> None:
        table = self._table()
        try:
            with table.together():
                rest = self._take(step)
                table.turn(deed.number, undone=undone)
        except ReadOnlyError:  # it will be possible once the other one has ended
            raise
        except ReaderError as error:
            if isinstance(error, NotFoundError) or self._failed == deed.number:
                table.forget(deed.number)
            self._failed = deed.number
            raise ReaderError(f"{trouble}: {error}") from error
        if callable(rest):  # what has to wait until the marks are safe
            rest()

    def _take(self, step: Step) -> object:
        """Do a step; NotFoundError for one of another version, or of a damaged file."""
        if step.name not in self.able:
            raise NotFoundError("this version does not know how")
        try:
            return self.able[step.name](**step.arguments)
        except (
            TypeError,
            ValueError,
            AttributeError,
            LookupError,
        ) as error:  # it was noted otherwise
            raise NotFoundError("it was not noted as this version does") from error
