"""Labels as they stand on forms and certificates, and the values that belong to them.

"Course: Applied Structural Drying" carries its value; "Date of completion" finds it to its
right, below, or, as a caption under a line, above. Where most labels of a paper have theirs is
where the others have it, too.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from goodstanding.files.certificates.cells import Cell
from goodstanding.files.certificates.dates import days
from goodstanding.files.certificates.kinds import ASIDE, kinds_of
from goodstanding.files.certificates.words import TOKEN, meanings

T = TypeVar("T")
_MOST = 9
_WITHIN = re.compile(r"[\s\-/().'’&]*")
"""What may stand between two words of one label."""
_COLON = re.compile(r"(?:\(s\))?[.)]?\s*[:：]\s*(?!//)")
_FIGURE = re.compile(r"[.)]?\s*[:#]?\s*(?=[\w-]{0,8}\d)")
_APART = re.compile(r"^$|[\s|•·;,/–—(-]$")
_EDGES = " \t|•·;,–—-("


@dataclass(frozen=True, slots=True)
class Entry:
    """A label with what may be its value.

    `where` is "inline" (after a colon), "led" (in one line without one), "right", "below" or
    "above".
    """

    kind: str
    label: str
    value: str
    where: str
    cell: Cell
    """The cell that holds the value."""
    at: Cell
    """The cell that holds the label."""


def entries(cells: tuple[Cell, ...]) -> list[Entry]:
    """Every label of a page with each of the places in which its value may stand."""
    found: list[Entry] = []
    values: set[Cell] = set()
    for cell in cells:
        if cell in values:
            continue
        inline = list(_inline(cell))
        found += [entry for entry in inline if entry.value]
        if inline and not inline[-1].value:
            around = _around(cells, cell, inline[-1].kind, inline[-1].label, colon=True)
            values.update(entry.cell for entry in around if entry.where == "right")
            found += around
        elif not inline:
            found += _bare(cells, cell)
    return _oriented(found)


def _bare(cells: tuple[Cell, ...], cell: Cell) -> list[Entry]:
    """A cell that is a label, or begins with one, without a colon."""
    kinds = kinds_of(cell.text)
    if kinds:
        return [one for kind in kinds for one in _around(cells, cell, kind, cell.text, colon=False)]
    return list(_led(cell))


def has_label(text: str) -> bool:
    """Whether a text begins with a label and its colon, or is one."""
    if kinds_of(text):
        return True
    first = next(_spans(text), None)
    return first is not None and first[0] == 0


def _inline(cell: Cell) -> Iterator[Entry]:
    """ "Course: ASD Date: 3 March 2026" holds two labels, each with its value."""
    spans = list(_spans(cell.text))
    for index, (start, stop, begin) in enumerate(spans):
        end = spans[index + 1][0] if index + 1 < len(spans) else len(cell.text)
        label = cell.text[start:stop]
        kinds = kinds_of(label)
        if _TITLED.search(cell.text[:start]) and not index and set(kinds) <= _NOUNS:
            continue  # "Ladder Training: Fit and Care"
        for kind in kinds:
            yield Entry(kind, label, cell.text[begin:end].strip(_EDGES), "inline", cell, cell)


_TITLED = re.compile(r"\w $")
_NOUNS = frozenset({"title", "provider", "holder"})
"""Kinds of labels that are words of titles, too."""


def _spans(text: str) -> Iterator[tuple[int, int, int]]:
    """Where labels begin and end in a text, and their values begin."""
    words = list(TOKEN.finditer(text))
    free = 0
    for index, word in enumerate(words):
        mark = _COLON.match(text, word.end()) or _numbering(text, word)
        if (
            mark
            and (start := _start(text, words[max(index + 1 - _MOST, 0) : index + 1], free)) >= 0
        ):
            yield start, word.end(), mark.end()
            free = mark.end()


def _numbering(text: str, word: re.Match[str]) -> re.Match[str] | None:
    """ "No. 123" needs no colon."""
    known = meanings(word[0])
    if known is None or "number" not in known[-1]:
        return None
    return _FIGURE.match(text, word.end())


def _start(text: str, words: list[re.Match[str]], free: int) -> int:
    """Where the longest label begins whose last word is given; -1 when there is none."""
    best = -1
    end = words[-1].end()
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        following = words[index + 1].start() if index + 1 < len(words) else end
        gap = text[word.end() : following] if index + 1 < len(words) else ""
        if word.start() < free or meanings(word[0]) is None or not _WITHIN.fullmatch(gap):
            break
        label = text[word.start() : end]
        closed = label.count("(") == label.count(")") or text[end : end + 1] == ")"
        if closed and _APART.search(text[: word.start()][-1:]) and kinds_of(label):
            best = word.start()
    return best


def _led(cell: Cell) -> Iterator[Entry]:
    """ "Contact hours 14", "Student Ana Ruiz": a label and its value that have run together."""
    words = list(TOKEN.finditer(cell.text))[:_MOST]
    for word in reversed(words[:-1] if len(words) > 1 else words):
        label, rest = cell.text[: word.end()], ASIDE.sub("", cell.text[word.end() :])
        kinds = kinds_of(label)
        value = rest.strip(f"{_EDGES}.")
        if kinds and value and rest[:1].isspace():
            what = label.startswith("What") and value[0].isupper()
            for kind in kinds if what else filter(_LED.__contains__, kinds):
                yield Entry(kind, label, value, "led", cell, cell)
            return


def _around(
    cells: tuple[Cell, ...], cell: Cell, kind: str, label: str, *, colon: bool
) -> list[Entry]:
    """What stands beside, below and above a label and is none."""
    found = []
    right = next((one for one in cells if one.left >= cell.right - 2 and one.beside(cell)), None)
    larger = right is not None and not colon and _heads(cell, right)
    if right and not larger and _is_value(right, colon) and _reaches(cells, cell, right):
        found.append(Entry(kind, label, right.text, "right", right, cell))
        if colon:
            return found
    below = _beyond(cells, cell, kind, 1)
    above = None if colon else _beyond(cells, cell, kind, -1)
    if below and _is_value(below, colon=False) and not _heads(cell, below):
        found.append(Entry(kind, label, below.text, "below", below, cell))
        found += _further(cells, found[-1])
    if above and _is_value(above, colon=False) and not _heads(cell, above):
        found.append(Entry(kind, label, above.text, "above", above, cell))
    return found


def _reaches(cells: tuple[Cell, ...], label: Cell, value: Cell) -> bool:
    """Whether a label is near enough, or the value one of several that end at one place, as where
    dots lead to them."""
    if value.left - label.right < 25 * label.height:
        return True
    flush = [one for one in cells if abs(one.right - value.right) < 0.6 * value.height]
    return len(flush) >= _COLUMN


_COLUMN = 4


def _further(cells: tuple[Cell, ...], first: Entry) -> Iterator[Entry]:
    """What stands in the further rows of a table: then its first row is one of several."""
    value, head = first.cell, first.at
    if not any(one.beside(head) and one is not head and kinds_of(one.text) for one in cells):
        return
    for _ in range(_MOST_ROWS):
        below = _nearest(cells, value, 1)
        if not below or abs(below.left - value.left) > value.height or has_label(below.text):
            return
        if _PHRASE.match(below.text):
            return
        across = [one for one in cells if one.beside(value) and one is not value]
        under = [one for one in cells if one.beside(below) and one is not below]
        if any(kinds_of(one.text) for one in under):
            return  # the captions of further values
        if not any(abs(one.left - other.left) < value.height for one in across for other in under):
            return
        yield Entry(first.kind, first.label, below.text, "below", below, head)
        value = below


def rows(found: list[Entry], entry: Entry) -> int:
    """How many rows of a table stand below the heading of an entry."""
    return len({one.cell for one in found if one.at is entry.at and one.where == "below"})


_MOST_ROWS = 12
_PHRASE = re.compile(r"[a-zà-þ]+ ")
"""A sentence goes on, and no table."""


def _is_value(cell: Cell, colon: bool) -> bool:
    """Behind a colon may stand what elsewhere is a label: "Status: Completed"."""
    return next(_spans(cell.text), None) is None if colon else not has_label(cell.text)


def _heads(label: Cell, value: Cell) -> bool:
    """Whether a label is set so much larger that it is a heading."""
    return label.height > (1.7 if label.seen else 1.35) * value.height


def _beyond(cells: tuple[Cell, ...], cell: Cell, kind: str, way: int) -> Cell | None:
    """The next cell in the column; the same label in another language is passed over."""
    near = _nearest(cells, cell, way)
    if near and kind in kinds_of(near.text):
        return _nearest(cells, near, way)
    return near


def _nearest(cells: tuple[Cell, ...], cell: Cell, way: int) -> Cell | None:
    """The next cell below (1) or above (-1) in the same column, when it is near."""
    top, bottom, height = cell.top, cell.bottom, cell.height
    near = [
        one
        for one in cells
        # the cheapest question first: a page full of labels asks it of every pair of cells
        if way * (one.top + one.bottom - top - bottom) > 0
        and way * (one.middle - cell.middle) < 2.2 * max(height, one.height) + height
        and one.in_column_with(cell)
        and not one.beside(cell)
    ]
    return min(near, key=lambda one: abs(one.middle - cell.middle), default=None)


def _oriented(found: list[Entry]) -> list[Entry]:
    """Without the values that stand where this paper has none, for labels that have another."""
    fits = {(one.at, one.where) for one in found if one.where in _WAYS and _fits(one)}
    ways = Counter(where for _, where in fits)
    (way, often), *others = (*ways.most_common(), ("", 0))
    if often < 2 or any(2 * count > often for _, count in others):
        return [entry for entry in found if not _farther(entry, found)]
    told = {(entry.at, entry.kind) for entry in found if entry.where == way}
    headed = {
        (entry.at, entry.kind)
        for entry in found
        if entry.where == way and entry.kind in _FORMED and not _fits(entry)
    }
    return [
        entry
        for entry in found
        if entry.where not in _WAYS
        or entry.where == way
        or entry.kind in _WARNING
        or (((entry.at, entry.kind) in headed or _names(entry)) and _fits(entry))
        or not (often >= _PLAIN or (entry.at, entry.kind) in told)
    ]


def _names(entry: Entry) -> bool:
    """Whether a name stands beside its label: no other column begins with one."""
    return entry.kind == "holder" and entry.where == "right"


_NAME = re.compile(
    r"[^\W\d_a-z][\w'’.-]+(?:,? (?:(?:de|del|la|las|da|di|du|le|van|von|der|den|y|af|av|al) )*"
    r"[^\W\d_a-z][\w'’.-]*){1,3}"
)
_PLAIN = 3
"""Values that show where all values of a paper stand."""
_WAYS = ("right", "below", "above")


def _farther(entry: Entry, found: list[Entry]) -> bool:
    """Whether a caption has something clearly nearer above it than below, or the other way."""
    if entry.where not in {"below", "above"}:
        return False
    gaps = [
        _gap(one)
        for one in found
        if one.at is entry.at and one.where in {"below", "above"} and one.where != entry.where
    ]
    return bool(gaps) and _gap(entry) >= 1.6 * min(gaps)


def _gap(entry: Entry) -> float:
    apart = max(entry.cell.top - entry.at.bottom, entry.at.top - entry.cell.bottom)
    return max(apart, 0.1 * entry.at.height)


_LED = ("completed", "date", "plain", "awarded", "issued", "never", "hours", "holder")
_WARNING = ("issued", "never")
"""What is near such a label is no day of completion, wherever this paper has its values."""
_OF_DAYS = ("completed", "date", "plain", "awarded", "issued", "never")


_FORMED = (*_OF_DAYS, "hours", "holder", "number")
"""Kinds of labels whose values have a form of their own."""


def _fits(entry: Entry) -> bool:
    """Whether a value has a form that only its kind of label asks for."""
    if entry.kind in _OF_DAYS:
        return bool(days(entry.value))
    if entry.kind == "holder":
        return _NAME.fullmatch(entry.value) is not None
    if entry.kind == "hours":
        return re.match(r"\W*\d", entry.value) is not None and not days(entry.value)
    if entry.kind in {"number", "foreign"}:
        return re.fullmatch(r"[\w./#-]*\d[\w./-]*", entry.value) is not None
    return False


def fitting(
    found: list[Entry], kind: str, read: Callable[[str], T | None]
) -> Iterator[tuple[Entry, T, bool]]:
    """The entries of a kind whose value has its form, and whether no other of the label has it."""
    values = [(one, read(one.value)) for one in found if one.kind == kind]
    fits = [(one, value) for one, value in values if value is not None]
    for one, value in fits:
        near = {other.cell for other, _ in fits if other.at is one.at and other.label == one.label}
        yield one, value, one.where == "inline" or (len(near) == 1 and one.where != "led")
