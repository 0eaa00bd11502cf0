"""The paper that answers are written on: its width, its inks, and how lines are laid out.

Colours are those of the reader's own terminal, so that they can be read on light and on dark;
every one of them only repeats what a word and a symbol say.
"""

import shutil
import sys
from collections.abc import Iterable
from datetime import date

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from goodstanding.cli.harmless import harmless
from goodstanding.engine.standing.answer import Label, Standing
from goodstanding.engine.wording import day, possessive

_WIDTH_OF_A_FILE = 100
_NARROWEST = 40
_WIDEST = 160

SYMBOLS = {
    Label.LAPSED: ("✕", "bold red"),
    Label.LAPSED_AWAITING: ("✕", "bold red"),
    Label.CHECK: ("?", "bold"),
    Label.DUE_SOON: ("!", "bold yellow"),
    Label.BEHIND: ("↓", "yellow"),
    Label.SUBMIT: ("↑", "blue"),
    Label.AWAITING: ("…", "magenta"),
    Label.PLANNED: ("○", "cyan"),
    Label.ON_PACE: ("–", ""),
    Label.GOOD: ("✓", "green"),
    Label.NOT_YET_ISSUED: (" ", "dim"),
    Label.ENDED: (" ", "dim"),
}
"""The symbol and the ink of each label, the most urgent first."""

URGENCY = {label: place for place, label in enumerate(SYMBOLS)}
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Paper:
    """Standard output, written line by line."""

    def __init__(self) -> None:
        self._console = _Pipe(
            file=sys.stdout, width=_width(), highlight=False, markup=False, emoji=False
        )
        self.width = min(max(self._console.width, _NARROWEST), _WIDEST)

    def line(self, text: Text | str = "", style: str = "") -> None:
        """Write one line; what does not fit the width goes on below it, further in."""
        text = Text.assemble(text)
        text.plain = harmless(text.plain)
        text.stylize(style)
        text.rstrip()
        for part in self._fitting(text):
            part.rstrip()
            self._console.print(part, soft_wrap=True)

    def _fitting(self, text: Text) -> list[Text]:
        if text.cell_len <= self.width:
            return [text]
        indent = len(text.plain) - len(text.plain.lstrip())
        parts = self.folded(text[indent:], self.width - indent, hanging=2)
        return [Text(" " * indent) + part for part in parts]

    def prose(self, text: Text, indent: int = 0, hanging: int = 0) -> None:
        """Write text over as many lines as it takes; `hanging` indents all but the first more."""
        for line in self.folded(text, self.width - indent, hanging):
            self.line(Text(" " * indent) + line)

    def folded(self, text: Text, width: int, hanging: int = 0) -> list[Text]:
        """Text as lines of at most a width."""
        first, *rest = text.wrap(self._console, width) or [Text()]
        if not rest:
            return [first]
        behind = text[len(first.plain) :]
        behind = behind[len(behind.plain) - len(behind.plain.lstrip()) :]
        folded = behind.wrap(self._console, width - hanging)
        return [first, *(Text(" " * hanging) + line for line in folded)]

    def title(self, left: str, on: date) -> None:
        """The first line: what was looked at, and the day."""
        weekday = f"{_WEEKDAYS[on.weekday()]}, " if cell_len(left) + 30 < self.width else ""
        self.spread(Text(left, "bold"), Text(f"{weekday}{day(on)}", "dim"))

    def spread(self, left: Text, right: Text) -> None:
        """One thing at each edge; where both do not fit, the left one is folded above."""
        gap = self.width - left.cell_len - right.cell_len
        if gap >= 2 or not right:
            self.prose(Text.assemble(left, " " * max(gap, 0), right), hanging=2)
            return
        self.prose(left, hanging=2)
        self.line(Text(" " * (self.width - right.cell_len)) + right)

    def section(self, name: str) -> None:
        """A heading with a hairline to the edge."""
        rule = "─" * (self.width - cell_len(name) - 1)
        self.line()
        self.line(Text.assemble((name, "bold"), " ", (rule, "dim")))

    def hairline(self) -> None:
        """A line across the paper."""
        self.line("─" * self.width, "dim")


class _Pipe(Console):
    """A console that leaves a reader who has gone away to the command, as JSON and CSV do."""

    def on_broken_pipe(self) -> None:
        """Pass the error on; it is being handled where this is called."""
        raise BrokenPipeError


def left(text: str, width: int) -> str:
    """Text at the left of a column, cut to its width."""
    cut = _cut(harmless(text), width)
    return cut + " " * (width - cell_len(cut))


def right(text: str, width: int) -> str:
    """Text at the right of a column."""
    cut = _cut(harmless(text), width)
    return " " * (width - cell_len(cut)) + cut


def widest(texts: Iterable[str]) -> int:
    """The width of the column that these need."""
    return max(map(cell_len, texts), default=0)


def urgency(standing: Standing) -> tuple[int, int]:
    """The place of a credential among those that need a person; the smallest comes first."""
    return URGENCY[standing.kind], standing.days_left or 0


def owned(name: str, certification: str) -> str:
    """A credential by its owner."""
    return f"{possessive(name)} {certification}"


def _cut(text: str, width: int) -> str:
    if cell_len(text) <= width:
        return text
    cut = Text(text)
    cut.truncate(width, overflow="ellipsis")
    return cut.plain


def _width() -> int | None:
    if sys.stdout.isatty():
        return None
    return shutil.get_terminal_size((_WIDTH_OF_A_FILE, 0)).columns
