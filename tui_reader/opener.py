"""Opens a checked URL in a program outside: never through a shell, never with our terminal.

What opens it, the first that there is:

    `browser` of config.toml → $BROWSER → WSL: wslview, rundll32 → macOS: open
    → with a desktop: xdg-open, gio, a browser we know → nothing: the face shows and copies it

A text browser is only started where somebody asked for it by name; it gets the terminal, which
the face has put aside. `webbrowser` of the standard library would start one over our screen,
ignore `$BROWSER` with arguments, and call it a success when the opener failed.
"""

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from tui_reader.config import IN_TERMINAL, URL_WORD, checked_browser
from tui_reader.errors import ConfigError, OpenError
from tui_reader.urls import checked_url

TEXT_BROWSERS = frozenset(
    {"browsh", "carbonyl", "chawan", "cha", "edbrowse", "elinks", "felinks", "links", "links2"}
    | {"lynx", "offpunk", "retawq", "w3m", "www-browser"}
)
"""Programs that need the terminal; others say so with `terminal:` before the command."""

WSL = (("wslview",), ("rundll32.exe", "url.dll,FileProtocolHandler"))
"""Not explorer.exe, which ends with status 1 when all went well; not cmd.exe, a shell."""
MACOS = (("open",),)
DESKTOP = (
    ("xdg-open",),
    ("gio", "open"),
    ("x-www-browser",),
    ("firefox",),
    ("chromium",),
    ("google-chrome",),
)

PATIENCE = 1.0
"""Seconds: an opener that fails does so at once."""
STATUS_INTERRUPTED = 130
"""What shells make of ctrl+c: the usual way out of some text browsers."""


class Launch(NamedTuple):
    """What is to be started."""

    argv: tuple[str, ...]
    """The program, by its path where it was found, and its arguments; a checked URL among them."""
    in_terminal: bool
    """It needs the terminal: `run_in_terminal`, else `launch`."""


def plan(
    url: str, *, browser: str = "", environ: Mapping[str, str], platform: str
) -> Launch | None:
    """Return how the URL would be opened, or None where there is nothing to open it with.

    `browser` is the command of the configuration, `platform` as `sys.platform`. Only what is
    installed is chosen, but for the configured one: that it is missing, its user must hear.
    Raises UrlError where the URL must not be opened, and ConfigError for a senseless command.
    """
    url = checked_url(url)
    path = environ.get("PATH", os.defpath)
    if words := checked_browser(browser):
        return _filled(words, url, path) or _as_typed(words, url)
    commands = [*_of_environment(environ.get("BROWSER", "")), *_of_system(environ, platform)]
    launches = (_filled(words, url, path) for words in commands)
    return next((found for found in launches if found), None)


def launch(what: Launch) -> None:
    """Start a program outside the terminal; returns once it is done, or still runs after 1 s.

    Raises OpenError where it is not installed or fails at once.
    """
    from subprocess import DEVNULL, Popen, TimeoutExpired
    from threading import Thread

    with _our_errors(what):
        process = Popen(
            what.argv, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
        )
    try:
        status = process.wait(timeout=PATIENCE)
    except TimeoutExpired:
        Thread(target=process.wait, name="opener", daemon=True).start()  # or a zombie would stay
        return
    _check(what, status)


def run_in_terminal(what: Launch) -> None:
    """Run a program in this terminal and wait for its end; the face has put its screen aside.

    Raises OpenError, and nothing else, where it is not installed or fails.
    """
    from subprocess import run

    with _our_errors(what), _interrupts_are_the_programs():
        status = run(what.argv, check=False).returncode
    if status not in {-signal.SIGINT, STATUS_INTERRUPTED}:
        _check(what, status)


def _of_environment(browsers: str) -> Iterator[tuple[str, ...]]:
    """The commands of `$BROWSER`, separated by colons; those that make no sense are left out."""
    for entry in browsers.split(":"):
        try:
            yield checked_browser(entry.strip().removesuffix("&").replace("%s", URL_WORD))
        except ConfigError:
            continue


def _of_system(environ: Mapping[str, str], platform: str) -> tuple[tuple[str, ...], ...]:
    """The commands that suit the system, best first; none without a desktop."""
    if "WSL_DISTRO_NAME" in environ or "WSL_INTEROP" in environ:
        commands = WSL + (DESKTOP if _has_desktop(environ) else ())
    elif platform == "darwin":
        commands = MACOS
    else:
        commands = DESKTOP if _has_desktop(environ) else ()
    return tuple((*words, URL_WORD) for words in commands)


def _has_desktop(environ: Mapping[str, str]) -> bool:
    return bool(environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY"))


def _filled(words: tuple[str, ...], url: str, path: str) -> Launch | None:
    """The launch of an installed program, found along the search path; else None."""
    import shutil

    launch = _as_typed(words, url) if words else None
    program = shutil.which(launch.argv[0], path=path) if launch else None
    if launch is None or program is None:
        return None
    return Launch(argv=(program, *launch.argv[1:]), in_terminal=launch.in_terminal)


def _as_typed(words: tuple[str, ...], url: str) -> Launch:
    """The launch of a command with the URL in its place; whether it is installed is not asked."""
    in_terminal = words[0] == IN_TERMINAL
    program, *rest = words[1:] if in_terminal else words
    program = os.path.expanduser(program)  # noqa: PTH111  (Path would raise for unknown homes)
    argv = (program, *(word.replace(URL_WORD, url) for word in rest))
    return Launch(argv=argv, in_terminal=in_terminal or Path(program).name in TEXT_BROWSERS)


@contextmanager
def _our_errors(what: Launch) -> Iterator[None]:
    """What the system says against starting a program becomes an OpenError."""
    name = Path(what.argv[0]).name
    try:
        yield
    except FileNotFoundError as error:
        hint = "install it, or change `browser` in config.toml"
        raise OpenError(f"{name} is not installed; {hint}") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the user's command
        reason = error.strerror if isinstance(error, OSError) else "its command has a NUL in it"
        raise OpenError(f"{name} can't be started: {reason}") from error


def _check(what: Launch, status: int) -> None:
    """Raise OpenError for a status that means failure."""
    if status == 0:
        return
    end = f"was ended by signal {-status}" if status < 0 else f"ended with status {status}"
    hint = "set `browser` in config.toml, or copy the link"
    raise OpenError(f"{Path(what.argv[0]).name} {end}: {hint}")


@contextmanager
def _interrupts_are_the_programs() -> Iterator[None]:
    """Let ctrl+c reach only the program in the terminal, where it would end us too.

    A handler that does nothing, rather than SIG_IGN, which the program would inherit.
    """
    try:
        before = signal.signal(signal.SIGINT, lambda *_: None)
    except ValueError:  # not the main thread: others handle signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before or signal.SIG_DFL)
