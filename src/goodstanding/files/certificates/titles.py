"""What was completed: the course, class or event."""

import re
from collections.abc import Iterator
from dataclasses import replace

from goodstanding.files.certificates.blocks import following, loosely_followed
from goodstanding.files.certificates.candidates import GUESS, LIKELY, SAID, Candidate
from goodstanding.files.certificates.cells import Cell
from goodstanding.files.certificates.dates import days
from goodstanding.files.certificates.flow import Flow, runs_on
from goodstanding.files.certificates.hours import counted
from goodstanding.files.certificates.kinds import wording
from goodstanding.files.certificates.labels import Entry, fitting, has_label
from goodstanding.files.certificates.names import is_name
from goodstanding.files.certificates.phrases import AFTER, ANCHOR, BEFORE, FILLER, HOURS
from goodstanding.files.certificates.vocabulary import SCHOOL, STOP, TRADE

_HOURS_LAST = re.compile(rf"{HOURS}\s*$", re.IGNORECASE)
"""Hours right before a title may be a part of it: "8 Hour Refresher"."""
_FILL = re.compile(rf"[\s:,—–-]*{FILLER}", re.IGNORECASE)
_CUT = re.compile(
    r"(?:[,;.]?\s+(?:"
    r"(?:(?:which|that|and) (?:was|is|were|has|have|is hereby) |and (?:earned|received"
    r"|awarded|has))"
    r"|(?:(?:which )?(?:was )?(?:held|conducted|presented|given|taught|offered|provided|sponsored"
    r"|hosted|delivered|administered|completed|dated|instructed|issued|led)\b)"
    r"|on (?=(?:this\b|the \d|\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul"
    r"|aug|sep|oct|nov|dec))"
    r"|(?:from|between|during|dated|ending|beginning) (?=\w+ \d|\d)"
    r"|this \d|this (?:\w+ )?day|at (?=[A-Z])|in (?=[A-Z][\w. ]+,)|by (?=[A-Z])"
    r"|(?:for|with|and|earning|totaling|totalling|consisting of|worth|comprising|carrying)"
    r"(?: a total of| an award of| credit of)? (?=\(?\d|one|two|three|four|five|six"
    r"|seven|eight|nine|ten"
    r"|eleven|twelve|thir|four|fif|six|seven|eigh|nine|twen))"
    r"|\s*[-–—|•·(\[,;]\s*(?=\(?\d+(?:\.\d+)?[\s-]*(?:\w+\s)?(?:hours?|hrs?|cecs?|cehs?"
    r"|ceus?|credits?|ce)\b)"
    r"|\s+\d+(?:\.\d+)?[\s-]*(?:hours?|hrs?|cecs?|cehs?|ceus?|credits?|ce)\b"
    r"|,\s+(?:an?|our|the|one|consisting|totall?ing|comprising|worth|earning)\s+(?=[a-z\d])"
    r"|\s+(?:held|conducted|presented|sponsored|offered)\s*$|\s+on\s*$"
    r").*$",
    re.DOTALL,
)
_TAIL = re.compile(
    r"\s+(?:training |certification |continuing education |online |approved )*"
    r"(?:course|class|seminar|program|workshop|training|webinar|session)$"
)
_HEAD = re.compile(
    r"^(?:certificate|diploma)\s*of\s*(?:completion|training|attendance|achievement|participation)"
    r"\s*(?:in|for|:|-|–|—)\s*",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^(?:the\s+)?(?:iicrc[- ]approved\s+)?(?:course|class|training|program|seminar)"
    r"\s*(?:entitled|titled|called|in|of|:)?\s*(?=[A-Z“\"])"
)


def titles(flow: Flow, entries: list[Entry]) -> Iterator[Candidate[str]]:
    """The candidates for the title."""
    claimed = {one.cell for one in entries if one.kind != "title" and one.where in _CLAIMS}
    yield from _labelled(flow, entries)
    yield from _phrased(flow, claimed)
    yield from _headed(flow, claimed)


def key(title: str) -> str:
    """By what two writings of a title are the same."""
    return re.sub(r"[\W_]+|\b(?:the|course|class|training)\b", "", title.casefold())


def _labelled(flow: Flow, entries: list[Entry]) -> Iterator[Candidate[str]]:
    for entry, _, only in fitting(entries, "title", _title):
        text, open_ended = entry.value, False
        if entry.cell.text.endswith(text):
            text, open_ended = _continued(flow, flow.cells.index(entry.cell), text)
        if candidate := _title(text):
            vague = entry.label.strip(" :").lower() == "title"  # of a course, or of a person
            weight = SAID if only and not vague else LIKELY
            yield replace(candidate, weight=weight, doubtful=candidate.doubtful or open_ended)


_CLAIMS = ("right", "below")
"""Where a label of another kind takes a cell for itself."""


def _phrased(flow: Flow, claimed: set[Cell]) -> Iterator[Candidate[str]]:
    for anchor in ANCHOR.finditer(flow.text):
        start = _FILL.match(flow.text, anchor.end())
        begin = start.end() if start else anchor.end()
        begin = _word_start(flow.text, anchor.end(), begin)
        if begin >= len(flow.text) or _heading(flow, anchor):
            continue
        text = flow.text[begin : flow.line_end(begin)]
        if has_label(text) and ":" in text:
            continue
        index = flow.index_at(flow.line_end(begin) - 1)
        if flow.cells[index] in claimed:
            continue
        text, open_ended = _continued(flow, index, text)
        if candidate := _title(text):
            counted = _HOURS_LAST.search(flow.text[anchor.end() : begin]) is not None
            yield replace(candidate, doubtful=candidate.doubtful or counted or open_ended)


def _title(text: str) -> Candidate[str] | None:
    """A text as a title; one that breaks off is doubtful."""
    title = cleaned(text)
    if not is_title(title):
        return None
    broken = runs_on(title) or title.count("(") != title.count(")") or title[0].islower()
    return Candidate(title, SAID, doubtful=broken)


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
        r"\b(?:for|upon|the|his|her|their|of|on)\s*$", before
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
            if skipped[: match.start()].endswith("\n") and _ARTICLE.fullmatch(line):
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
        if _frame(below.text) or _CUT.search(text):
            return text, False
        if is_name(below.text) and not runs_on(text):
            return text, True
        text, cell = f"{text} {below.text}", below
    loose = loosely_followed(flow.cells, cell)
    return text, loose is not None and not _frame(loose.text) and not _CUT.search(text)


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
    r"(?:on\b|held|conducted|presented|at\b|by\b|from|given|this|date|instructor|approved|awarded"
    r"|has\b|having|with\b|for (?:a|\d)|\(?\d+(?:\.\d+)?\)?[ -]*(?:\w+ )?(?:hour|hr|cec"
    r"|ceh|ceu|credit|day)"
    r"|continuing education|cec|iicrc|offered|sponsored|as\b|in (?:recognition"
    r"|accordance|witness)|\W*$)",
    re.IGNORECASE,
)


_BEFORE_DAY = re.compile(r"(?:[\s,(–—-]+(?:on|from|held|dated|this|completed|the))*[\s,(–—-]*$")
_QUOTED = re.compile(r"(?:^|(?<=[\s(,:]))[“\"«„]\s*([^“”\"«»]{3,}?)\s*[”\"»“]")
_SENTENCE = re.compile(r"(?<=[a-z)\]”\"])[.!]\s+(?=[A-Z])|^\s*[.;]")


def cleaned(text: str) -> str:
    """A title without quotation marks, what follows it in a sentence, and "course" at its end."""
    quoted = _QUOTED.search(text)
    text = quoted[1] if quoted else _SENTENCE.split(text, maxsplit=1)[0]
    text = _HEAD.sub("", text.strip(" :;*~\t"))
    text = _BACK.sub("", text)
    text = _CUT.sub("", f" {text}").strip()
    found = days(text)
    if found:
        text = _BEFORE_DAY.sub("", text[: found[0].start]) or text
    text = re.sub(r"^(?:the|a|an)\s+(?=[A-Z])", "", text)
    text = _TAIL.sub("", text.strip(' :,;.*~\t-–—“”"'))
    return text.strip(' :,;.*~\t-–—“”"')


def is_title(text: str) -> bool:
    """Whether a text may name a course."""
    letters = sum(map(str.isalpha, text))
    if (
        text.lower().startswith("by ")
        or letters < 3
        or len(text) > 160
        or letters < 0.5 * len(text)
    ):
        return False
    if any(counted(text)) and not re.match(r"\w+\W+[A-Za-z]", text.lstrip("/ ")):
        return False
    if days(text) or has_label(text) or _CALENDAR.fullmatch(text):
        return False
    words = [word for word in re.split(r"\W+", text) if word]
    if "%" in text or _FUNCTION.match(text):
        return False
    frame = sum(STOP.fullmatch(word) is not None for word in words)
    return frame < max(1, 0.4 * len(words)) and any(
        word[0].isupper() or word[0].isdigit() for word in words
    )


_CALENDAR = re.compile(
    r"\W*(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)\W*",
    re.IGNORECASE,
)
_FUNCTION = re.compile(r"(?:with|by|at|on|in|of|to|from|has|is|was|and|as|held|our|your|their)\b")


def _headed(flow: Flow, claimed: set[Cell]) -> Iterator[Candidate[str]]:
    """ "Certificate of Completion in Mold Remediation", or a lone large line that is no frame."""
    for cell in flow.cells:
        if _HEAD.match(cell.text):
            title = cleaned(cell.text)
            if title and is_title(title):
                yield Candidate(title, LIKELY)
    for cell in _large(flow):
        if cell in claimed:
            continue
        title = cleaned(cell.text)
        if (
            is_title(title)
            and not STOP.search(title)
            and TRADE.search(title)
            and not wording(title)
        ):
            yield Candidate(title, GUESS)


def _large(flow: Flow) -> list[Cell]:
    sizes = sorted((cell.height for cell in flow.cells), reverse=True)
    least = sizes[min(4, len(sizes) - 1)] if sizes else 0
    return [
        cell
        for cell in flow.cells
        if cell.height >= least and not _frame(cell.text) and len(cell.text) > 6
    ]
