"""What was completed: the course, class or event."""

import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from goodstanding.files.certificates.blocks import following, loosely_followed
from goodstanding.files.certificates.candidates import GUESS, LIKELY, SAID, Candidate
from goodstanding.files.certificates.cells import Cell
from goodstanding.files.certificates.dates import days
from goodstanding.files.certificates.endings import CUT, HEAD, cleaned, strays
from goodstanding.files.certificates.flow import Flow, runs_on
from goodstanding.files.certificates.hours import counted
from goodstanding.files.certificates.kinds import is_of_day, wording
from goodstanding.files.certificates.labels import Entry, fitting, has_label, rows
from goodstanding.files.certificates.mentions import mentioned
from goodstanding.files.certificates.names import is_name
from goodstanding.files.certificates.phrases import AFTER, ANCHOR, BEFORE, FILLER, HOURS
from goodstanding.files.certificates.vocabulary import SCHOOL, STOP, TRADE

_HOURS_LAST = re.compile(rf"{HOURS}\s*$", re.IGNORECASE)
"""Hours right before a title may be a part of it: "8 Hour Refresher"."""
_FILL = re.compile(rf"[\s:,—–-]*{FILLER}", re.IGNORECASE)


def titles(flow: Flow, entries: list[Entry]) -> Iterator[Candidate[str]]:
    """The candidates for the title; the rows of a table only when there is no other."""
    several = {one.at for one in listed(entries)}
    found = list(_titles(flow, [one for one in entries if one.at not in several]))
    yield from found or _titles(flow, entries)


def listed(entries: list[Entry]) -> list[Entry]:
    """The entries for titles that are rows of one table."""
    return [one for one in entries if one.kind == "title" and rows(entries, one) > 1]


def _titles(flow: Flow, entries: list[Entry]) -> Iterator[Candidate[str]]:
    claimed = {
        one.cell
        for one in entries
        if one.kind != "title"
        and one.where in _CLAIMS
        and not (is_of_day(one.kind) and _wordy(one))
    }
    yield from _labelled(flow, entries)
    yield from _told(flow, entries)
    yield from _phrased(flow, claimed)
    for text, quoted in (found := list(mentioned(flow, entries))):
        if is_title(text) and (quoted or not is_name(text)):
            lone = quoted and len({one for one, other in found if other}) == 1
            yield Candidate(text, LIKELY if lone else GUESS, doubtful=True)
    named = any(one.kind == "holder" and one.where in _CLAIMS for one in entries)
    yield from _largest(flow, claimed, named)
    yield from _headed(flow, claimed)


def _told(flow: Flow, entries: list[Entry]) -> Iterator[Candidate[str]]:
    """ "You completed", and beside it the course."""
    for entry in entries:
        if entry.kind != "completed" or entry.where not in _CLAIMS or not _wordy(entry):
            continue
        text, _ = _continued(flow, flow.cells.index(entry.cell), entry.value)
        if not has_label(entry.value) and (candidate := _title(text)):
            yield replace(candidate, weight=LIKELY, doubtful=True)


def _wordy(entry: Entry) -> bool:
    """Whether what stands at the label of a day is none: "Passed", and the course below."""
    return not days(entry.value)


def key(title: str) -> str:
    """By what two writings of a title are the same."""
    return re.sub(r"[\W_]+|\b(?:the|course|class|training)\b", "", title.casefold())


def _labelled(flow: Flow, entries: list[Entry]) -> Iterator[Candidate[str]]:
    for entry, _, only in fitting(entries, "title", _title):
        text, open_ended = entry.value, False
        if entry.cell.text.endswith(text):
            text, open_ended = _continued(flow, flow.cells.index(entry.cell), text)
            open_ended = open_ended or (entry.where == "right" and _unlabelled(flow, entry))
        if candidate := _title(text):
            vague = entry.label.strip(" :").lower() == "title"  # of a course, or of a person
            several = rows(entries, entry) > 1
            weight = GUESS if several else SAID if only and not vague else LIKELY
            open_ended = open_ended or several or STOP.search(candidate.value) is not None
            yield replace(candidate, weight=weight, doubtful=candidate.doubtful or open_ended)


def _unlabelled(flow: Flow, entry: Entry) -> bool:
    """Whether the line below a value, among values with labels beside them, has none."""
    value = entry.cell
    below = next((one for one in flow.cells if one.top > value.middle), None)
    if not below or not below.as_large_as(value) or below.top - value.bottom > 2 * value.height:
        return False
    alone = not any(one.beside(below) and one is not below for one in flow.cells)
    return alone and abs(below.left - value.left) < 0.3 * value.height


_CLAIMS = ("right", "below")
"""Where a label of another kind takes a cell for itself."""


def _phrased(flow: Flow, claimed: set[Cell]) -> Iterator[Candidate[str]]:
    for anchor in ANCHOR.finditer(flow.text):
        start = _FILL.match(flow.text, anchor.end())
        begin = start.end() if start else anchor.end()
        begin = _word_start(flow.text, anchor.end(), begin)
        begin = _in_column(flow, anchor.end(), begin)
        if begin >= len(flow.text) or _heading(flow, anchor):
            continue
        text = flow.text[begin : flow.line_end(begin)]
        if has_label(text) and ":" in text:
            continue
        index = flow.index_at(flow.line_end(begin) - 1)
        if flow.cells[index] in claimed:
            continue
        text, open_ended = _continued(flow, index, text)
        inside = flow.text[max(begin - 1, 0)] == " "
        if candidate := _title(text, inside):
            filled = flow.text[anchor.end() : begin]
            counted = _HOURS_LAST.search(filled) is not None
            yield replace(candidate, doubtful=candidate.doubtful or counted or open_ended)


def _in_column(flow: Flow, end: int, begin: int) -> int:
    """Where a title begins to which a phrase leads that ends its line: in the phrase's column."""
    cell = flow.cell_at(end - 1)
    if begin >= len(flow.text) or flow.cell_at(begin).in_column_with(cell):
        return begin
    below = flow.below(cell)
    return begin if below is None or flow.cell_at(begin).beside(cell) else below


def _title(text: str, inside: bool = False) -> Candidate[str] | None:
    """A text as a title; doubtful when it breaks off, or may hold more of its sentence."""
    title = cleaned(text, inside)
    if not is_title(title):
        return None
    broken = runs_on(title) or title.count("(") != title.count(")") or title[0].islower()
    broken = broken or text.rstrip().endswith(":") or SCHOOL.search(title) is not None
    astray = inside and strays(text, title)
    return Candidate(title, SAID, doubtful=broken or astray)


def _heading(flow: Flow, anchor: re.Match[str]) -> bool:
    """Whether the phrase is but "Certificate of Completion" or a label."""
    cell = flow.cell_at(anchor.start())
    before = flow.text[: anchor.start()].split("\n")[-1].split("\t")[-1]
    if re.search(
        r"(?:certificate|diploma|date|record|proof|statement|letter)s?\s*(?:of)?\s*$",
        before,
        re.IGNORECASE,
    ):
        return True
    if _NOUN.match(anchor[0]) and not re.search(
        r"\b(?:for|upon|the|his|her|their|of|on|in)\s*$", before
    ):
        return True
    return has_label(cell.text) and ":" not in cell.text


_NOUN = re.compile(r"\W*(?:completion|attendance|participation)", re.IGNORECASE)


def _word_start(text: str, least: int, begin: int) -> int:
    """Fillers are taken back when they begin a title: "Training the Trainer"."""
    skipped = text[least:begin]
    for match in re.finditer(r"(?<=[\s:,])(?=[A-Z])", skipped):
        line = skipped[match.start() :]
        if "\n" not in line and "\t" not in line and text[begin : begin + 1].isupper():
            first = line.split()[0]
            before = skipped[: match.start()]
            new = before.endswith("\n") or before.rstrip()[-1:].islower()
            if new and _ARTICLE.fullmatch(line):
                return least + match.start()
            if first.istitle() and not _NOISE.fullmatch(line.strip()):
                return least + match.start()
    return begin


_ARTICLE = re.compile(r"(?:The|A|An)\s+")
"""By itself at the beginning of a line, an article belongs to the title."""
_NOISE = re.compile(
    r"(?:IICRC|RIA|CEC|CE)(?:[- ][Aa]pproved)?(?: (?:course|class|training|program|seminar))?"
    r"|(?:The|A|An|All|Of|In|For|The Following|Course|Class|Training|Program|Seminar)"
    r"(?: (?:Course|Class|Training|Program|Seminar|Requirements|Of|For|In|The|On"
    r"|Entitled|Titled))*[:,]?",
)


def _continued(flow: Flow, index: int, text: str) -> tuple[str, bool]:
    """A text with the lines that carry it on, and whether another may belong to it."""
    cell = flow.cells[index]
    for below in following(flow.cells, cell):
        if _frame(below.text) or CUT.search(text):
            return text, False
        if is_name(below.text) and not runs_on(text):
            return text, True
        text, cell = f"{text} {below.text}", below
    loose = loosely_followed(flow.cells, cell)
    return text, loose is not None and not _frame(loose.text) and not CUT.search(text)


def _frame(text: str) -> bool:
    if has_label(text) or BEFORE.match(text) or AFTER.match(text):
        return True
    found = days(text)
    if found and len(text) - (found[0].end - found[0].start) < 12:
        return True
    if any(counted(text)):
        return True
    return _STARTS.match(text) is not None or SCHOOL.search(text) is not None


_STARTS = re.compile(
    r"(?:on|at|from|as|with)\b|(?i:delivered|taught|provided|hosted|produced|held|conducted|presented|by\b|given|this|date|instructor|approved"
    r"|awarded|has\b|having|for (?:a|\d)|\(?\d+(?:\.\d+)?\)?[ -]*(?:\w+ )?(?:hour|hr|cec|ceh|ceu"
    r"|credit|day)|continuing education|cec|iicrc|offered|sponsored|in (?:recognition|accordance"
    r"|witness))|\W*$"
)


def is_title(text: str) -> bool:
    """Whether a text may name a course."""
    letters = sum(map(str.isalpha, text))
    if (
        text.lower().startswith(("by ", "dear "))
        or letters < 3
        or len(text) > 160
        or letters < 0.5 * len(text)
    ):
        return False
    if any(counted(text)) and (text[0].islower() or text[0] in "/|"):
        return False
    if days(text) or has_label(text) or _CALENDAR.fullmatch(text) or _STATUS.fullmatch(text):
        return False
    words = [word for word in re.split(r"\W+", text) if word]
    if "%" in text or _FUNCTION.match(text) or _POINT.match(text):
        return False
    frame = sum(STOP.fullmatch(word) is not None for word in words)
    return frame < max(1, 0.4 * len(words)) and any(
        word[0].isupper() or word[0].isdigit() for word in words
    )


_STATUS = re.compile(
    r"\W*(?:done|pass(?:ed)?|fail(?:ed)?|complete[ds]?|yes|no|none|n/a|x|attended|present|active"
    r"|current|pending|final|in progress|not started|verified|approved|satisfactory|open|closed"
    r"|(?:mm|dd|yyyy|yy|\W)+\d*)\W*",
    re.IGNORECASE,
)
"""What stands in a column of results or in an empty field, and names no course."""
_POINT = re.compile(r"[•·▪■●◦‣»›→✓✔-] ")
"""One point of a list, as of what was taught."""
_CALENDAR = re.compile(
    r"\W*(?:(?:(?:mon|tue|wed|thu|fri|sat|sun)|(?:mon|tues|wednes|thurs|fri|satur|sun)day|thurs|tues|january|february|march|april|may|june"
    r"|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec"
    r"|of|the|\d{1,4}(?:st|nd|rd|th)?)\b\W*)+",
    re.IGNORECASE,
)
"""Nothing but days and months, as a date that was cut off."""
_FUNCTION = re.compile(
    r"(?:with|by|at|on|in|of|to|from|has|is|was|and|as|held|our|your|their|we|you|he|she|they)\b"
    r"|I (?:was|am|have|attended|certify|hereby)\b"
    r"|(?:Given|Held|Awarded|Presented|Issued|Dated|Approved|Signed|Taught|Offered|Conducted"
    r"|Sponsored|Hosted|Provided|Total)\b(?: (?:at|on|in|by|for|this|to)\b|$)"
)


def _headed(flow: Flow, claimed: set[Cell]) -> Iterator[Candidate[str]]:
    """ "Certificate of Completion in Mold Remediation", or a lone large line that is no frame."""
    for cell in flow.cells:
        if HEAD.match(cell.text):
            title = cleaned(cell.text)
            if title and is_title(title):
                yield Candidate(title, LIKELY)
    for cell in _large(flow):
        if cell in claimed:
            continue
        title = cleaned(_GREETED.sub("", cell.text))
        if (
            is_title(title)
            and not STOP.search(title)
            and TRADE.search(title)
            and _stands(title)
            and not wording(title)
        ):
            yield Candidate(title, GUESS)


def _largest(flow: Flow, claimed: set[Cell], named: bool) -> Iterator[Candidate[str]]:
    """The line in the largest letters of all, where it is none that frames a certificate. It may
    look like somebody's name where a label says what the holder's is."""
    usual = median(cell.height for cell in flow.cells) if flow.cells else 0.0
    largest = max((cell.height for cell in flow.cells), default=0.0)
    low = max((cell.bottom for cell in flow.cells), default=0.0)
    text = ""
    for index, cell in enumerate(flow.cells):
        outstanding = 1.35 if cell.seen else 1.5
        if cell in claimed or cell.height < max(0.9 * largest, outstanding * usual):
            continue
        if text.endswith(cell.text):
            continue
        text, _ = _continued(flow, index, cell.text)
        title = cleaned(_GREETED.sub("", text))
        stopped = STOP.search(_COUNTED.sub("", title)) or _FRAMED.search(title)
        signed = is_name(title) and not (named and cell.bottom < _UPPER * low)
        framed = stopped is not None or signed
        if not framed and not SCHOOL.search(title) and is_title(title) and _stands(title):
            yield Candidate(title, GUESS)


_GREETED = re.compile(
    r"^[^:]*\b(?:you|your|we|our|proof|receipt|certificate)\b[^:]*:\s+", re.IGNORECASE
)
"""What a mail says before the title: "You did it: Odor Control"."""
_UPPER = 0.6
"""Below that part of a page somebody signs."""
_COUNTED = re.compile(r"\d+[ -]hours?\b", re.IGNORECASE)


def _stands(title: str) -> bool:
    """Whether most of its longer words have a capital, as in titles; initials are none."""
    words = [word for word in re.findall(r"[^\W\d_]+", title) if len(word) > 3]
    return len(title) > 5 and 2 * sum(word[0].isupper() for word in words) >= len(words)


_FRAMED = re.compile(
    r"\b(?:certificates?|attainment|competence|award|thanks?|thank|welcome|form|diploma|transcript"
    r"|history|achievement|appreciation|excellence|well done|bravo|cheers)\b|!$",
    re.IGNORECASE,
)
"""Words of what stands over a certificate, and of no course."""


def _large(flow: Flow) -> list[Cell]:
    sizes = sorted((cell.height for cell in flow.cells), reverse=True)
    least = sizes[min(4, len(sizes) - 1)] if sizes else 0
    return [
        cell
        for cell in flow.cells
        if cell.height >= least and not _frame(cell.text) and len(cell.text) > 6
    ]
