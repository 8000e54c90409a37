"""Links are opened by a program of the reader's choice, with the URL in one argument."""

import os
import signal
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tui_reader.errors import ConfigError, OpenError, UrlError
from tui_reader.opener import Launch, launch, plan, run_in_terminal

URL = "https://daily.example/a?b=1&c=2;d"
Program = Callable[..., Path]


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """The folder that the search path consists of."""
    folder = tmp_path / "bin"
    folder.mkdir()
    return folder


@pytest.fixture
def program(programs: Path) -> Program:
    """Make a program: it writes its arguments to `<name>.args`, one a line, then runs `script`."""

    def make(name: str, script: str = "exit 0") -> Path:
        path = programs / name
        record = f"printf '%s\\n' \"$@\" > '{programs}/{name}.part'"
        path.write_text(f"#!/bin/sh\n{record}\nmv '{path}.part' '{path}.args'\n{script}\n")
        path.chmod(stat.S_IRWXU)
        return path

    return make


def args_of(path: Path) -> list[str]:
    """The arguments that a program was started with; waits for it up to five seconds."""
    record = path.with_name(f"{path.name}.args")
    end = time.monotonic() + 5
    while not record.exists() and time.monotonic() < end:
        time.sleep(0.01)
    return record.read_text().splitlines()


def planned(programs: Path, *, browser: str = "", platform: str = "linux", **env: str) -> list[str]:
    """The argv of the plan for `URL`, the program by its name; [] where there is none."""
    environ = {"PATH": str(programs), **env}
    found = plan(URL, browser=browser, environ=environ, platform=platform)
    return [Path(found.argv[0]).name, *found.argv[1:]] if found else []


@pytest.mark.parametrize(
    ("browser", "argv"),
    [
        ("reader", ["reader", URL]),
        ("reader {url}", ["reader", URL]),
        ("reader {url} --new", ["reader", URL, "--new"]),
        ("reader --url={url} -x", ["reader", f"--url={URL}", "-x"]),
        ("reader 'a b' \"c;d\" $HOME", ["reader", "a b", "c;d", "$HOME", URL]),
        ("missing {url}", ["missing", URL]),
    ],
)
def test_the_configured_browser_comes_first(
    programs: Path, program: Program, browser: str, argv: list[str]
) -> None:
    """Its words are split before the URL is put in; it is taken even where it is missing."""
    for name in ("reader", "other", "xdg-open"):
        program(name)
    assert planned(programs, browser=browser, BROWSER="other", DISPLAY=":0") == argv


@pytest.mark.parametrize(
    "browser",
    [
        "reader {title}",
        "reader x{url}",
        "reader {url}x",
        "sh -c 'reader {url}'",
        "reader 'unbalanced",
        "{url}",
        "terminal:",
    ],
)
def test_a_senseless_command_is_refused(programs: Path, browser: str) -> None:
    """It is a ConfigError, before anything is started."""
    with pytest.raises(ConfigError):
        planned(programs, browser=browser)


@pytest.mark.parametrize(
    ("value", "argv"),
    [
        ("other", ["other", URL]),
        ("other %s", ["other", URL]),
        ("other %s &", ["other", URL]),
        ("other --new&", ["other", "--new", URL]),
        ("other --to=%s", ["other", "--to=" + URL]),
        ("missing:other:reader", ["other", URL]),
        ("::other", ["other", URL]),
        ("sh -c 'reader %s':other", ["other", URL]),
        ("'unbalanced:other", ["other", URL]),
        ("missing", ["xdg-open", URL]),
    ],
)
def test_the_environment_names_the_next(
    programs: Path, program: Program, value: str, argv: list[str]
) -> None:
    """`$BROWSER` is a list; what is not installed or makes no sense is passed over."""
    for name in ("reader", "other", "xdg-open", "sh"):
        program(name)
    assert planned(programs, BROWSER=value, DISPLAY=":0") == argv


@pytest.mark.parametrize(
    ("env", "platform", "installed", "argv"),
    [
        ({"WSL_DISTRO_NAME": "D"}, "linux", "wslview rundll32.exe", ["wslview"]),
        (
            {"WSL_INTEROP": "/run/x"},
            "linux",
            "rundll32.exe xdg-open",
            ["rundll32.exe", "url.dll,FileProtocolHandler"],
        ),
        ({"WSL_DISTRO_NAME": "D", "DISPLAY": ":0"}, "linux", "xdg-open", ["xdg-open"]),
        ({"WSL_DISTRO_NAME": "D"}, "linux", "xdg-open", []),
        ({}, "darwin", "open xdg-open", ["open"]),
        ({"DISPLAY": ":0"}, "linux", "gio xdg-open open", ["xdg-open"]),
        ({"WAYLAND_DISPLAY": "w"}, "linux", "gio firefox", ["gio", "open"]),
        ({"DISPLAY": ":0"}, "freebsd14", "firefox w3m", ["firefox"]),
        ({"DISPLAY": ":0"}, "linux", "w3m lynx", []),
        ({"DISPLAY": ""}, "linux", "xdg-open w3m", []),
        ({"SSH_CONNECTION": "x"}, "linux", "xdg-open w3m", []),
    ],
)
def test_then_what_the_system_has(
    programs: Path,
    program: Program,
    env: dict[str, str],
    platform: str,
    installed: str,
    argv: list[str],
) -> None:
    """A desktop's opener with a desktop only, and never a text browser unasked."""
    for name in installed.split():
        program(name)
    assert planned(programs, platform=platform, **env) == (argv and [*argv, URL])


@pytest.mark.parametrize(
    ("browser", "env", "in_terminal"),
    [
        ("w3m {url}", {}, True),
        ("/opt/bin/lynx", {}, True),
        ("terminal: reader {url}", {}, True),
        ("reader w3m", {}, False),
        ("", {"BROWSER": "w3m"}, True),
        ("", {"BROWSER": "reader"}, False),
    ],
)
def test_text_browsers_get_the_terminal(
    programs: Path, program: Program, browser: str, env: dict[str, str], in_terminal: bool
) -> None:
    """Known ones by their name, all others by `terminal:`."""
    program("w3m")
    program("reader")
    found = plan(URL, browser=browser, environ={"PATH": str(programs), **env}, platform="linux")
    assert found is not None
    assert found.in_terminal is in_terminal
    assert "terminal:" not in found.argv


def test_a_program_may_lie_in_the_home_folder(
    programs: Path, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`~` before the program is the home folder."""
    monkeypatch.setenv("HOME", str(programs))
    path = program("reader")
    found = plan(URL, browser="~/reader", environ={"PATH": ""}, platform="linux")
    assert found == Launch(argv=(str(path), URL), in_terminal=False)


@pytest.mark.parametrize(
    "url",
    ["--version", "file:///etc/passwd", "javascript:x", "https://-x/", "https://u@a.example/", ""],
)
def test_what_must_not_be_opened_gets_no_plan(programs: Path, program: Program, url: str) -> None:
    """No command line is ever made of it."""
    program("reader")
    with pytest.raises(UrlError):
        plan(url, browser="reader", environ={"PATH": str(programs)}, platform="linux")


def test_a_hostile_url_arrives_as_one_harmless_argument(programs: Path, program: Program) -> None:
    """Blanks, quotes, substitutions and newlines are escapes by then; nothing is run by them."""
    path = program("reader")
    hostile = "https://daily.example/a b'\"$(touch x)`touch y`\n--flag|z"
    found = plan(hostile, browser=f"{path} -- {{url}}", environ={}, platform="linux")
    assert found is not None
    launch(found)
    safe = "https://daily.example/a%20b%27%22%24(touch%20x)%60touch%20y%60%0A--flag%7Cz"
    assert args_of(path) == ["--", safe]
    assert sorted(file.name for file in programs.iterdir()) == ["reader", "reader.args"]


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux's /proc")
def test_an_opener_is_detached(program: Program) -> None:
    """It can't read from the terminal, and a signal to our session does not reach it."""
    script = 'readlink /proc/$$/fd/0 > "$0.stdin"; cut -d" " -f1,6 /proc/$$/stat > "$0.session"'
    path = program("reader", script)
    launch(Launch(argv=(str(path), URL), in_terminal=False))
    process, session = path.with_name("reader.session").read_text().split()
    assert process == session
    assert path.with_name("reader.stdin").read_text() == "/dev/null\n"


def test_nothing_of_an_opener_is_printed(
    program: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    """Its noise would be drawn over the screen."""
    path = program("reader", "echo noise; echo noise >&2")
    launch(Launch(argv=(str(path), URL), in_terminal=False))
    assert args_of(path) == [URL]
    assert capfd.readouterr() == ("", "")


def test_an_opener_that_fails_at_once_is_named(program: Program) -> None:
    """With its status, and what to do next; without the URL."""
    path = program("reader", "exit 3")
    with pytest.raises(OpenError, match=r"^reader ended with status 3: set `browser`") as caught:
        launch(Launch(argv=(str(path), URL), in_terminal=False))
    assert "example" not in str(caught.value)


def test_an_opener_that_is_killed_is_named(program: Program) -> None:
    """With the signal's number."""
    path = program("reader", "kill -9 $$")
    with pytest.raises(OpenError, match=r"^reader was ended by signal 9"):
        launch(Launch(argv=(str(path), URL), in_terminal=False))


def test_an_opener_that_stays_is_left_alone_and_reaped(
    program: Program, programs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a moment we go on; when it ends later, no zombie remains."""
    monkeypatch.setattr("tui_reader.opener.PATIENCE", 0.05)
    path = program("reader", 'echo $$ > "$0.pid"; while [ ! -e "$0.end" ]; do sleep 0.02; done')
    launch(Launch(argv=(str(path), URL), in_terminal=False))
    args_of(path)
    waiting = [thread for thread in threading.enumerate() if thread.name == "opener"]
    assert len(waiting) == 1
    assert waiting[0].daemon
    (programs / "reader.end").touch()
    waiting[0].join(timeout=5)
    process = int((programs / "reader.pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


@pytest.mark.parametrize("start", [launch, run_in_terminal])
def test_what_cannot_be_started_is_an_open_error(
    tmp_path: Path, start: Callable[[Launch], None]
) -> None:
    """Missing, not executable, no program at all, a NUL: one line each, with the name."""
    plain = tmp_path / "plain"
    plain.write_text("no program")
    with pytest.raises(OpenError, match=r"^missing is not installed; .*`browser`"):
        start(Launch(argv=(str(tmp_path / "missing"), URL), in_terminal=False))
    with pytest.raises(OpenError, match=r"^plain can't be started: Permission denied"):
        start(Launch(argv=(str(plain), URL), in_terminal=False))
    plain.chmod(stat.S_IRWXU)
    with pytest.raises(OpenError, match=r"^plain can't be started: Exec format error"):
        start(Launch(argv=(str(plain), URL), in_terminal=False))
    with pytest.raises(OpenError, match=r"^reader can't be started"):
        start(Launch(argv=("reader", "a\0b"), in_terminal=False))


def test_a_text_browser_has_our_terminal(
    program: Program, capfd: pytest.CaptureFixture[str]
) -> None:
    """What it writes is seen, and we wait for its end."""
    path = program("w3m", "echo page")
    run_in_terminal(Launch(argv=(str(path), URL), in_terminal=True))
    assert args_of(path) == [URL]
    assert capfd.readouterr().out == "page\n"


def test_a_text_browser_that_fails_is_named(program: Program) -> None:
    """As any opener."""
    path = program("w3m", "exit 1")
    with pytest.raises(OpenError, match=r"^w3m ended with status 1"):
        run_in_terminal(Launch(argv=(str(path), URL), in_terminal=True))


def test_ctrl_c_in_a_text_browser_ends_only_that(program: Program) -> None:
    """The signal reaches both of us; we ignore it, it does not, and that is no failure."""
    before = signal.getsignal(signal.SIGINT)
    path = program("w3m", "kill -INT $PPID; sleep 0.1; kill -INT $$")
    run_in_terminal(Launch(argv=(str(path), URL), in_terminal=True))
    assert args_of(path) == [URL]
    assert signal.getsignal(signal.SIGINT) is before


def test_a_text_browser_may_be_run_from_another_thread(program: Program) -> None:
    """There, signals are not ours to handle."""
    path = program("w3m")
    what = Launch(argv=(str(path), URL), in_terminal=True)
    thread = threading.Thread(target=run_in_terminal, args=(what,))
    thread.start()
    thread.join(timeout=5)
    assert args_of(path) == [URL]
