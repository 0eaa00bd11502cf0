"""On which day the class was completed, among all the days that a certificate names."""

import re
from collections.abc import Iterator
from datetime import date

from goodstanding.files.certificates.candidates import GUESS, LIKELY, SAID, Candidate
from goodstanding.files.certificates.cells import Cell
from goodstanding.files.certificates.dates import Day, days
from goodstanding.files.certificates.flow import Flow
from goodstanding.files.certificates.labels import Entry

_WEIGHTS = {"completed": SAID, "date": SAID, "plain": SAID, "other": GUESS, "awarded": GUESS}
_PLACES = ("inline", "led", "right", "below", "above")
_KINDS = frozenset({"never", "issued", "completed", "date", "plain", "awarded"})
_CLOCK = re.compile(r"[\s,]*(?:at\s*)?\d?\d:\d\d")
"""A time after a day: when a page was printed."""
_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_THEN = re.compile(
    r"[\s,]+(?:you|he|she|they|we) (?:have |has |had )?(?:successfully )?"
    r"(?:finished|completed|attended|passed|took|joined)\b",
    re.IGNORECASE,
)
"""What says behind a day that it was the last one of a class."""
_COMPLETED = re.compile(
    r"complet|finish|attend|participat|\bpass(?:ed|ing)\b|requirements?\b|fulfil|\btook\b"
    r"|sign-?in|roster|asisti|aprob|particip|suivi|réussi|termin",
    re.IGNORECASE,
)


def completions(flow: Flow, entries: list[Entry]) -> Iterator[Candidate[date]]:
    """Every day of the certificate with how likely it is the day of completion."""
    told = [(day, *_kind(flow, entries, day)) for day in days(flow.text)]
    told = [one for one in told if one[1] not in {"never", "issued"}]
    alone = len({day.value for day, *_ in told}) == 1
    latest = max((day.value for day, *_ in told), default=None)
    for day, kind, doubtful in told:
        rows = _rows(flow, entries, day)
        after = _COMPLETED.search(flow.text, 0, day.start) is not None
        if kind == "other" and not after and not (alone and not _LETTER.search(flow.text)):
            continue  # the day of a letter
        weight = LIKELY if alone and after and kind == "other" else _WEIGHTS[kind]
        if weight == LIKELY and _by_itself(flow, day):
            weight = SAID
        if kind == "other" and _ENDS.search(flow.text):
            doubtful = True  # it may be the day until which the certificate is valid
        if rows > 1 and not alone:
            weight = GUESS + (day.value == latest)
        yield Candidate(day.value, weight, doubtful=doubtful or day.other is not None)


def _kind(flow: Flow, entries: list[Entry], day: Day) -> tuple[str, bool]:
    """What a day is, by its label or else by the words before it; and whether that is vague."""
    cell = flow.cell_at(day.start)
    words = flow.text[day.start : day.end].split("\n")[0].split("\t")[0]
    inside = [
        entry
        for entry in entries
        if entry.cell == cell and words in entry.value and entry.kind in _KINDS
    ]
    if any(one.kind == "plain" for one in inside) and _bare_labels(entries) >= _MEMO:
        return "issued", False
    for entry in sorted(inside, key=_nearness):
        if entry.where != "led" or _WEEKDAY.sub("", entry.value).startswith(words):
            return entry.kind, entry.kind == "plain" and _signed(entries, entry)
    if _THEN.match(flow.text, day.end):
        return "completed", False
    above, _, before = f"\n{flow.text[: day.start]}".replace("\t", "\n").rpartition("\n")
    if _CLOCK.match(flow.text, day.end) and role(before) != "completed":
        return "issued", False
    if not before.strip(" ,(•·|–—-"):
        before = above.rpartition("\n")[2]
    return role(before[-90:]) or "other", False


_MEMO = frozenset({"to", "from"})
"""Labels beside which a mere "Date" is that of a letter."""


def _bare_labels(entries: list[Entry]) -> set[str]:
    return {entry.label.strip(" :").lower() for entry in entries}


def _nearness(entry: Entry) -> tuple[bool, int]:
    """What says that a day is one of completion goes before what says that it is none."""
    near = entry.where in ("inline", "led")
    return not near and entry.kind in ("issued", "never"), _PLACES.index(entry.where)


def _by_itself(flow: Flow, day: Day) -> bool:
    """Whether nothing else stands in the line of a day, which a sentence would say more of."""
    line = flow.text[: day.start].rpartition("\n")[2] + flow.text[day.end :].partition("\n")[0]
    return not any(map(str.isalpha, line))


def _signed(entries: list[Entry], entry: Entry) -> bool:
    """Whether a mere "Date" stands beside a signature: then it may be the day of signing."""
    return any(
        one.kind in {"other", "instructor"} and _beside(one.at, entry.at) for one in entries
    ) and entry.where in {"above", "right"}


def _rows(flow: Flow, entries: list[Entry], day: Day) -> int:
    """How many rows of a table have a day in the column of this one."""
    cell = flow.cell_at(day.start)
    heads = [one.at for one in entries if one.cell == cell and one.where == "below"]
    return max((sum(one.at is head for one in entries) for head in heads), default=0)


def _beside(one: Cell, other: Cell) -> bool:
    return one is not other and one.beside(other)


_LETTER = re.compile(
    r"^\s*(?:dear|hi|hello|sincerely|regards|subject|attn|to whom)\b|^\s*(?:re|to|from):"
    r"|memo(?:randum)?\b",
    re.IGNORECASE | re.MULTILINE,
)
_ENDS = re.compile(
    r"\b(?:expir\w*|valid (?:through|until|to)|renew by|vence|válid[oa] hasta|valable)\b",
    re.IGNORECASE,
)
_NEVER = (
    r"expir\w*|valid\w*|good|renew\w*|recertif\w*|born|birth|until|due|before|required"
    r"|copyright|©|since|est(?:ablished)?\.?|founded|edition|revis\w*|rev|start(?:s|ed|ing)"
    r"|began|begins?"
    r"|ends|closes|access|watched|next|after|accepted|reopens|not later|deadline"
    r"|beginning|enrol\w*|registered|vence|vencimiento|hasta|vigencia|valable|expire|jusqu\w*"
)
_ISSUED = (
    r"issued?|sent|charged|paid|ordered|purchased|invoiced|hired|last (?:sign|log)-?in"
    r"|e-?mailed|mailed|posted|received|updated|(?:re-?)?print(?:ed|ing|out)?|signed"
    r"|request\w*|inquir\w*|enquir\w*|wrote|asked|contacted|letter|memo(?:randum)?|dated"
    r"|witness\w*|whereof|generated|downloaded|exam\w*"
    r"|test\w*|approved|certified|emitid\w+|emisión|expedid\w+|délivré|émis|imprim\w+|impreso"
)
_DONE = (
    r"complet\w*|finish\w*|passed|attended|attending|participat\w*|held|conducted|course"
    r"|class|session|lecture|training|seminar|workshop|program|event|conference|webinar|taught|offered"
    r"|earned|fulfil\w*|closed|concluded|ending|ended|given|awarded|conferred|presented|this|visit"
    r"|taken|took|celebrad\w|impartid\w|realizad\w|completad\w|finaliz\w+|termin\w+|dado|curso"
    r"|suivie?|tenue?|terminé|achevé|organisée?|donnée?|dispensée?"
)
_ROLE = re.compile(
    rf"\b(?:(?P<never>{_NEVER})|(?P<issued>{_ISSUED})|(?P<completed>{_DONE}))\b", re.IGNORECASE
)
_ISSUED_THIS = re.compile(r"\bissued (?:this|on this)\b[^.]*$", re.IGNORECASE)
_ON = re.compile(r"(?:^|\s)(?:on(?: th(?:e|is))?|el(?: día)?|le)\s*$", re.IGNORECASE)

_OTHERWISE = re.compile(
    r"\b(?:wrote|spoke|rang|(?:tele)?phoned|called|contacted|applied)(?: to)?(?: us)? on\s*$",
    re.IGNORECASE,
)
"""What else is done on a day than to complete a class."""


def role(before: str) -> str | None:
    """What the words before a day make of it: "never", "issued", "completed"; the nearest wins."""
    if _ISSUED_THIS.search(before):
        return "awarded"
    last = "completed" if _ON.search(before) and not _OTHERWISE.search(before) else None
    for match in _ROLE.finditer(before):
        last = match.lastgroup
    return last
