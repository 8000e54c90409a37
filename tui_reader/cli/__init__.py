"""Arguments → Library or ReaderApp; stdout is data, stderr is narration.

Exit codes: 0 success, 1 something could not be done, 2 wrong usage, 3 some feeds failed and the
others are fresh, 130 interrupted.
"""

import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tui_reader import __version__
from tui_reader.errors import ReaderError, StoreDamagedError, UsageError
from tui_reader.parse import clean

if TYPE_CHECKING:  # parsing options takes a tenth of the first paint: see `run`
    import argparse

    Run = Callable[[argparse.Namespace], int]
    AddArguments = Callable[[argparse.ArgumentParser], None]

EPILOG = "Without a command, tui-reader opens the screen: on the paths given, or on your library."


def run(argv: Sequence[str]) -> int:
    """Run one command line; returns the exit code."""
    try:
        try:
            return obey(argv)
        finally:
            print(end="", flush=True)  # at the end of the process it would be too late to fail
    except BrokenPipeError:  # `tui-reader list | head`: the reader has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def obey(argv: Sequence[str]) -> int:
    """Do what a command line says; what went wrong is told on stderr."""
    try:
        if names_paths_only(argv):
            from tui_reader.cli.screen import open_on

            return open_on(argv)
        options = build_parser().parse_args(with_command(argv))
        command: Run = options.run
        try:
            return command(options)
        except StoreDamagedError:  # found halfway, where the index was thought to be fresh
            from tui_reader.cli.reading import mend

            mend()
            return command(options)
    except ReaderError as error:
        print(f"tui-reader: {clean(str(error), 4096)}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except KeyboardInterrupt:
        return 130


def names_paths_only(argv: Sequence[str]) -> bool:
    """Whether the screen is to be opened, and nothing else is said: the daily case."""
    first = argv[0] if argv else ""
    return first not in COMMANDS and not any(word.startswith("-") for word in argv)


_NEGATED = re.compile(r"-(?!h$)[^-\s]")
"""A term of a query such as `-football`: after a blank it is no option to argparse."""


def with_command(argv: Sequence[str]) -> list[str]:
    """The same arguments; `read` is the command where none is named."""
    if argv and argv[0] in COMMANDS:
        return [argv[0], *(f" {word}" if _NEGATED.match(word) else word for word in argv[1:])]
    if argv and argv[0] in {"-h", "--help", "--version"}:
        return list(argv)
    return ["read", *argv]


def build_parser() -> "argparse.ArgumentParser":
    """All commands with their options."""
    import argparse

    parser = argparse.ArgumentParser(
        prog="tui-reader",
        description="A terminal news reader that shows each story with all its outlets.",
        epilog=EPILOG,
        usage="tui-reader [COMMAND] [OPTION]… [PATH|URL]…",
    )
    parser.add_argument("--version", action="version", version=f"tui-reader {__version__}")
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", required=True, prog="tui-reader"
    )
    for name, (describe, arguments) in COMMANDS.items():
        command = commands.add_parser(name, help=describe, description=describe)
        arguments(command)
    return parser


def _read(parser: "argparse.ArgumentParser") -> None:
    _paths(parser)
    parser.add_argument("--drafts", action="store_true", help="show drafts too")
    _offline(parser)
    parser.set_defaults(run=_lazily("screen", "open_screen"))


def _list(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument(
        "words",
        metavar="PATH|URL|QUERY",
        nargs="*",
        help="folders, files or feeds instead of the library; what else is said is looked for",
    )
    parser.add_argument(
        "--view",
        default="all",
        help="all (default), unread, today, starred, alone (only one outlet), missed (many outlets,"
        " none preferred), muted, source:NAME, category:NAME, tag:NAME, or a view of yours",
    )
    parser.add_argument("--limit", type=_count, metavar="N", help="at most so many stories")
    parser.add_argument("--drafts", action="store_true", help="list drafts too")
    _format(parser)
    parser.add_argument(
        "--sources",
        dest="run",
        action="store_const",
        const=_lazily("subscribing", "list_sources"),
        default=_lazily("reading", "list_stories"),
        help="list the sources instead",
    )
    _offline(parser)
    _json(parser)


def _search(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("query", metavar="QUERY", nargs="+", help="what to look for: see README")
    parser.add_argument("--limit", type=_count, metavar="N", help="at most so many stories")
    _format(parser)
    _json(parser)
    parser.set_defaults(run=_lazily("reading", "search"))


def _counting(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument(
        "query", metavar="QUERY", nargs="*", help="what to count (default: is:unread)"
    )
    parser.set_defaults(run=_lazily("reading", "count"))


def _count(text: str) -> int:
    if not text.strip().isdecimal():
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(f"{text.strip()!r} is no whole number, such as 10")
    return int(text)


def _show(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument(
        "target",
        metavar="TARGET",
        nargs="+",
        help="a file, a folder, a feed, the ids of stories, or a query",
    )
    _json(parser)
    parser.set_defaults(run=_lazily("reading", "show"))


def _why(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument(
        "story", metavar="ID|QUERY", nargs="+", help="the ids of stories, or a query"
    )
    _json(parser)
    parser.set_defaults(run=_lazily("explaining", "why"))


def _problems(parser: "argparse.ArgumentParser") -> None:
    _paths(parser)
    _json(parser)
    parser.set_defaults(run=_lazily("reading", "problems"))


def _open(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument(
        "stories",
        metavar="ID|QUERY",
        nargs="+",
        help="ids of stories, or a query; a number behind it: which outlet (default: 1)",
    )
    parser.set_defaults(run=_lazily("acting", "open_articles"))


def _mark(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("stories", metavar="ID|QUERY", nargs="+", help="ids of stories, or a query")
    what = parser.add_mutually_exclusive_group(required=True)
    for flag in ("read", "unread", "starred", "unstarred", "hidden", "shown"):
        what.add_argument(f"--{flag}", dest="what", action="store_const", const=flag)
    parser.set_defaults(run=_lazily("acting", "mark"))


def _mute(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("query", metavar="QUERY", nargs="*", help="what nobody needs to see")
    parser.add_argument(
        "--for",
        dest="duration",
        default="",
        metavar="TIME",
        help="7d, 2w or 3m (default: for good)",
    )
    parser.add_argument("--list", action="store_true", help="list what is muted instead")
    _json(parser)
    parser.set_defaults(run=_lazily("shaping", "mute"))


def _unmute(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("query", metavar="QUERY", nargs="+", help="a rule, as `mute --list` has it")
    parser.set_defaults(run=_lazily("shaping", "unmute"))


def _stats(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("query", metavar="QUERY", nargs="*", help="only the stories that answer it")
    parser.add_argument(
        "--days", type=_count, default=30, metavar="N", help="the last N days (default: 30)"
    )
    _json(parser)
    parser.set_defaults(run=_lazily("figures", "stats"))


def _outlets(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument(
        "--days",
        type=_count,
        default=30,
        metavar="N",
        help="of the last N days (default: 30); 0 for all",
    )
    _json(parser)
    parser.set_defaults(run=_lazily("outlets", "outlets"))


def _tag(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("tag", metavar="TAG", help="the tag")
    parser.add_argument("stories", metavar="ID|QUERY", nargs="+", help="ids of stories, or a query")
    parser.add_argument("--remove", action="store_true", help="take the tag away")
    parser.set_defaults(run=_lazily("acting", "tag"))


def _add(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument(
        "target", metavar="TARGET", nargs="?", help="a feed, a site, a folder, or one file"
    )
    parser.add_argument("--name", default="", help="what it is called (default: its own name)")
    parser.add_argument("--category", default="", help="under which a feed is put")
    parser.add_argument(
        "--feed", type=int, metavar="N", help="which feed, where a site has several"
    )
    parser.add_argument("--google-news", metavar="WORDS", help="a search on Google News")
    parser.add_argument("--lang", default="en", help="its language (default: en)")
    parser.add_argument("--country", default="US", help="its country (default: US)")
    parser.set_defaults(run=_lazily("subscribing", "add"))


def _remove(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("source", metavar="SOURCE", help="the name, path or address of a source")
    parser.set_defaults(run=_lazily("subscribing", "remove"))


def _refresh(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument(
        "--only", metavar="FEED", nargs="+", default=[], help="these feeds, by name or address"
    )
    parser.add_argument(
        "--due", action="store_true", help="only feeds whose interval is over: for cron"
    )
    parser.add_argument(
        "--full-text", action="store_true", help="then fetch the texts of articles, to read offline"
    )
    parser.add_argument(
        "--view", default="", help="of which stories: starred (default), or a view as in `list`"
    )
    parser.add_argument("--limit", type=_count, metavar="N", help="at most so many texts")
    _offline(parser)
    _json(parser)
    parser.set_defaults(run=_lazily("refreshing", "refresh"))


def _expire(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("--dry-run", action="store_true", help="only say what it would be")
    _json(parser)
    parser.set_defaults(run=_lazily("refreshing", "expire"))


def _import(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("file", metavar="FILE", help="an OPML file, or a list of addresses")
    parser.set_defaults(run=_lazily("subscribing", "import_feeds"))


def _export(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("stories", metavar="ID|QUERY", nargs="*", help="ids of stories, or a query")
    parser.add_argument("--view", default="all", help="a view instead, as in `list`")
    parser.add_argument(
        "--format",
        choices=("md", "html", "json", "csv", "opml"),
        default="md",
        help="briefing files (md, the default), one web page, JSON, CSV; or the feeds as OPML",
    )
    parser.add_argument(
        "--to", metavar="PATH", help="the folder for md, else a file (default: stdout)"
    )
    parser.set_defaults(run=_lazily("exporting", "export"))


def _where(parser: "argparse.ArgumentParser") -> None:
    _json(parser)
    parser.set_defaults(run=_lazily("acting", "show_paths"))


COMMANDS: "dict[str, tuple[str, AddArguments]]" = {
    "read": ("open the screen (this is what happens without a command)", _read),
    "list": ("list the stories of the library, or of some folders", _list),
    "search": ("list the stories that answer a query", _search),
    "count": ("print how many stories there are, as the library was last left", _counting),
    "show": ("print a file, a folder or a feed, storing nothing, or stories of the library", _show),
    "why": ("print what put the briefings of a story together", _why),
    "open": ("open an article of a story in the browser", _open),
    "mark": ("mark stories read, starred or hidden, or take that back", _mark),
    "tag": ("give stories a tag, or take it away", _tag),
    "mute": ("take what answers a query out of all views, for a time or for good", _mute),
    "unmute": ("bring it back", _unmute),
    "stats": ("print what arrives, what is read, and what never is", _stats),
    "outlets": ("print who reports how much, first, alone, and with whom", _outlets),
    "problems": ("list the files that could not be used, with the reasons", _problems),
    "refresh": ("fetch the feeds of the library", _refresh),
    "add": ("add a feed, a site or a folder to the library", _add),
    "remove": ("remove a source from the library; its files and marks stay", _remove),
    "import": ("add the feeds of an OPML file", _import),
    "export": (
        "write stories as briefing files, a page, JSON or CSV; or the feeds as OPML",
        _export,
    ),
    "expire": ("let go of what is older, or more, than is to be kept", _expire),
    "paths": ("print where the configuration, the marks and the index are", _where),
}


def _paths(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument(
        "paths",
        metavar="PATH|URL",
        nargs="*",
        help="folders, files or feeds instead of the library",
    )


def _offline(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("--offline", action="store_true", help="use no network")


def _json(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument("--json", action="store_true", help="print JSON, in a form that is stable")


def _format(parser: "argparse.ArgumentParser") -> None:
    parser.add_argument(
        "--format",
        default="",
        metavar="LINE",
        help="a line for each story, such as '{outlets} {headline} {url}': see README",
    )


def _lazily(module: str, function: str) -> "Run":
    """A command that is imported when it runs: `--help` has to wait for none of them."""

    def command(options: "argparse.Namespace") -> int:
        from importlib import import_module

        run: Run = getattr(import_module(f"tui_reader.cli.{module}"), function)
        return run(options)

    return command
