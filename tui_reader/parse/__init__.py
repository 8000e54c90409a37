"""Bytes of a briefing file → a Briefing; pure: no clock, network, database, environment.

    bytes ─decode─▶ text ─header─▶ front matter ───────────────────────────▶ Briefing
                          └──────▶ body ─html, markdown, coverage─▶ articles, text ─▲

Only ParseError leaves this package, whatever the bytes. Importing it is cheap: the parsers are
loaded by the first file, which a worker process reads.
"""

from tui_reader.errors import ParseError
from tui_reader.models import Briefing
from tui_reader.parse.limits import MAX_FILE_BYTES
from tui_reader.parse.text import clean

__all__ = ["MAX_FILE_BYTES", "SUFFIXES", "clean", "parse_file"]

SUFFIXES = frozenset({".md", ".markdown", ".html", ".txt", ".json"})
"""Names of briefing files end with one of these, in whatever case."""


def parse_file(data: bytes, name: str) -> Briefing:
    """Return what the bytes of a file say; `name` is its file name, which gives suffix and slug.

    Raises ParseError with one line of reason; a name with an unknown suffix is read as Markdown.
    """
    if len(data) > MAX_FILE_BYTES:
        raise ParseError(f"larger than {MAX_FILE_BYTES // 1_000_000} MB")
    from tui_reader.parse.briefing import read_briefing
    from tui_reader.parse.decode import decode

    try:
        return read_briefing(decode(data), name)
    except RecursionError as error:
        raise ParseError("nested too deeply") from error
