"""The one small language of search, views, muting and the command line; pure.

    ceasefire "security guarantees" -football outlet:guardian outlets:>=3 is:unread since:3d

All terms have to hold; `-` in front of one means that it must not. A word stands for all words
that begin so, words in quotes for exactly these, one after the other. Accents and case do not
matter. What a field may say is in `query.terms`, how a text is read in `query.reading`.
"""

from tui_reader.query.reading import read_query
from tui_reader.query.terms import FIELDS, Query, Term

__all__ = ["FIELDS", "Query", "Term", "read_query"]
