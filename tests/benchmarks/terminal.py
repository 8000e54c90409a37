"""The terminal's part: bytes in, a screen and the answers to a program's questions out."""

import codecs
import re

import pyte

ESCAPE = re.compile(
    r"\x1b(?:\[([<=>?]?)([0-9;:]*)([ -/]*)([@-~])|[PX^_\]].*?(?:\x1b\\|\x07))", re.S
)
UNFINISHED = re.compile(r"\x1b(?:\[[0-?]*[ -/]*|[PX^_\]](?:[^\x07\x1b]|\x1b(?!\\))*)?$", re.S)
QUESTION = re.compile(rb"\x1b\[(?:(?P<attributes>0?c)|(?P<place>6n)|\?(?P<mode>\d+)\$p)")
SYNCHRONISED = b"2026"


class Terminal:
    """An emulated screen; `state` changes whenever a cell's character or style does."""

    def __init__(self, columns: int, rows: int) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self.screen, strict=False)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._rest = ""
        self._lines = [0] * rows

    @property
    def state(self) -> tuple[int, ...]:
        """A number for each line of the screen."""
        return tuple(self._lines)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def feed(self, output: bytes) -> None:
        """Take what a program wrote; a sequence that is cut is kept until the rest comes."""
        text = self._rest + self._decoder.decode(output)
        cut = UNFINISHED.search(text, max(0, text.rfind("\x1b")))
        text, self._rest = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
        self._stream.feed(ESCAPE.sub(_understood, text))
        for row in self.screen.dirty:
            cells = self.screen.buffer[row]
            self._lines[row] = hash(tuple(cells[x] for x in range(self.screen.columns)))
        self.screen.dirty.clear()


def answers(output: bytes) -> bytes:
    """What a modern terminal replies to the questions in a program's output."""
    reply = b""
    for question in QUESTION.finditer(output):
        if question["attributes"]:
            reply += b"\x1b[?62;22c"
        elif question["place"]:
            reply += b"\x1b[1;1R"
        else:
            known = b"2" if question["mode"] == SYNCHRONISED else b"0"
            reply += b"\x1b[?" + question["mode"] + b";" + known + b"$y"
    return reply


def _understood(sequence: re.Match[str]) -> str:
    """The escape sequence as it is if pyte knows it, else nothing in its place."""
    prefix, numbers, middle, final = sequence.groups()
    if final is None or middle or final in "tcnqpxu" or (prefix and final not in "hlJK"):
        return ""
    if prefix == "?" and numbers == "1049":  # the other screen is entered empty
        return "\x1b[0m\x1b[2J\x1b[H"
    return sequence.group()
