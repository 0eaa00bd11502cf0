"""Who holds the certificate: by "this certifies that", by "has completed" and by label."""

import re
from collections.abc import Iterator
from dataclasses import replace
from statistics import median

from goodstanding.files.certificates.candidates import GUESS, LIKELY, SAID, Candidate
from goodstanding.files.certificates.cells import Cell
from goodstanding.files.certificates.dates import days
from goodstanding.files.certificates.flow import Flow
from goodstanding.files.certificates.kinds import kinds_of
from goodstanding.files.certificates.labels import Entry, fitting, has_label
from goodstanding.files.certificates.phrases import AFTER, BEFORE, DEED
from goodstanding.files.certificates.vocabulary import NO_NAME, ORGANISATION

_TITLED = re.compile(r"^(?:mr|mrs|ms|miss|mx|dr)\b\.?\s+", re.IGNORECASE)
_SUFFIX = r"(?:jr|sr|ii|iii|iv|v|esq|phd|ph\.d|md|cih|csp|pe|cr|wls|crs)"
_SUFFIXED = re.compile(r"^(.+?),?\s+((?:jr|sr)\.?|i{2,3}|iv)$", re.IGNORECASE)
_CREDENTIALS = re.compile(r"(?:,\s*(?:[A-Z]{2,6}|Ph\.?D|M\.?D)\.?)+$")
_KNOWN = re.compile(
    r"(?:,\s*(?:WRT|ASD|AMRT|FSRT|OCT|CCT|RRT|UFT|HST|MTR|MWR|CDS|CIH|CSP|CMRS|PHD|MD|PE|CR|WLS))+$"
)
"""What stands behind a name that is in capitals, where a first name may stand, too."""
_PARTICLES = frozenset(
    [
        "de",
        "del",
        "de",
        "la",
        "las",
        "los",
        "da",
        "das",
        "do",
        "dos",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "ter",
        "ten",
        "te",
        "zu",
        "zur",
        "al",
        "el",
        "bin",
        "ibn",
        "ben",
        "y",
        "e",
        "af",
        "av",
        "le",
        "la",
        "st.",
        "st",
        "mac",
        "mc",
        "o'",
        "d'",
        "abu",
        "ap",
        "vander",
    ]
)
_WORD = re.compile(r"[^\W\d_]+(?:['’`ʼ.\-‐–][^\W\d_]+)*\.?,?|[“”\"(][^\W\d_]+[”\"“)]")
_OF = re.compile(
    r"\s*(?:,\s+(?:an?|the|who|with|at|employee|representing)\b|,?\s+\bof\b"
    r"|,?\s+\bfrom\b|\bemployed by\b|[(\[]|#|\bID\b|[•·|–—]|\s-\s).*$"
)


BRAND = re.compile(r"\b(?!Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|Ap|St)[A-Z][a-z]+[A-Z][a-z]")
"""Two words in one, as names of companies and programs have them: "DryLearn"."""
_TOWN = re.compile(r", (?!II|IV|JR|SR|MD|PE|CR)[A-Z]{2}$")
"""A town with its state."""
_I = re.compile(r"^(?:I|We|Yo|Je),?\s+(?:the undersigned,?\s+)?(?=[A-ZÀ-Þ])")
"""With which somebody begins who speaks for himself."""


def is_name(text: str) -> bool:
    """Whether a text has the form of a person's name."""
    words = text.split()
    if not 2 <= len(words) <= 6 or len(text) > 60 or not all(map(_WORD.fullmatch, words)):
        return False
    if _TOWN.search(text):
        return False
    bare = [word.strip('.,"“”()').lower() for word in words]
    if any(word in NO_NAME for word in bare) or ORGANISATION.search(text) or BRAND.search(text):
        return False
    main = [word for word, low in zip(words, bare, strict=True) if low not in _PARTICLES]
    if not main or not all(word[0].isupper() or word[0] in '“"(' for word in main):
        return False
    return sum(len(word) > 1 for word in bare) >= 2 or len(bare) > 2


def cleaned(text: str) -> str:
    """A name without address, company, credentials and marks; "Last, First" turned round."""
    text = _I.sub("", text.strip(" :,;_*~\t-–—"))
    text = _OF.sub("", _TITLED.sub("", text)).strip(" :,;_*~\t")
    text = (_KNOWN if text.isupper() else _CREDENTIALS).sub("", text)
    last, comma, first = text.partition(",")
    if comma and first.strip() and not re.fullmatch(rf"\s*{_SUFFIX}\.?", first, re.IGNORECASE):
        turned = f"{first.strip()} {last.strip()}"
        return turned if is_name(turned) and "," not in first else text
    return text


def key(name: str) -> str:
    """By what two writings of a name are the same."""
    return re.sub(r"[\s.,]+", " ", name).strip().casefold()


def holders(flow: Flow, entries: list[Entry]) -> list[list[Candidate[str]]]:
    """The candidates for the holder, one list for each person that is named together."""
    together = _together(flow)
    if len(together) > 1:
        return [[Candidate(name, SAID)] for name in together]
    others = {
        key(cleaned(entry.value))
        for entry in entries
        if entry.kind != "holder" and entry.where in {"inline", "right"}
    }
    found = [*_phrased(flow), *_labelled(entries)] or list(_lone(flow, entries))
    own = [one for one in found if key(one.value) not in others]
    doubted = [replace(one, doubtful=True) for one in found]
    return [[one for one in own if one.weight >= SAID] or own or doubted]


def _together(flow: Flow) -> list[str]:
    """Several names between "this certifies that" and "have completed"."""
    for before in BEFORE.finditer(flow.text):
        after = AFTER.search(flow.text, before.end())
        if not after:
            continue
        inside = flow.text[before.end() : after.start()]
        names = [cleaned(part) for part in re.split(r"[\n\t;]|,?\s+(?:and|&)\s+|,\s", inside)]
        names = [name for name in names if name]
        plural = re.match(r"have", after[0], re.IGNORECASE) is not None
        if len(names) > 1 and all(map(is_name, names)) and (plural or _alike(flow, before, after)):
            return list(dict.fromkeys(names))
    return []


def _alike(flow: Flow, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether the lines between two phrases have one size."""
    first, last = flow.index_at(before.end()), flow.index_at(max(after.start() - 1, 0))
    inside = flow.cells[first : last + 1]
    return len(inside) > 1 and all(cell.as_large_as(inside[0]) for cell in inside)


def _phrased(flow: Flow) -> Iterator[Candidate[str]]:
    for match in BEFORE.finditer(flow.text):
        if candidate := _named(_until_stop(flow, match.end()), SAID):
            yield candidate
    for match in AFTER.finditer(flow.text):
        line = flow.text[match.start() : flow.line_end(match.start())]
        if has_label(line) and (":" in line or not re.fullmatch(r"\w+", line)):
            continue
        if kinds_of(line) and flow.text[flow.line_end(match.start()) :][:1] == "\t":
            continue  # "Attended", and beside it how long
        before = flow.text[: match.start()].rstrip(" ,\n\t")
        line = re.split(r"[\n\t]|\bthat\b", before)[-1]
        certain = DEED.search(flow.text[match.start() : match.start() + 60])
        if candidate := _named(line, SAID if certain else LIKELY):
            yield candidate


def _until_stop(flow: Flow, start: int) -> str:
    """The line that begins at a place, or the next when nothing is left of it."""
    rest = flow.text[start:].lstrip()
    line = re.split(r"[\n\t]", rest, maxsplit=1)[0]
    day = next(iter(days(line)), None) if _WHEN.match(line) else None
    line = line[day.end :].lstrip(" ,") if day else line
    after = AFTER.search(line)
    line = line[: after.start()] if after else line
    return _led(line) or line


def _led(line: str) -> str:
    """The name with which a sentence begins: its words up to the first one in small letters."""
    words = line.split(" ")
    for count, word in enumerate(words):
        plain = word.lower().strip(",.")
        if count and words[count - 1].endswith(",") and plain in NO_NAME:
            return " ".join(words[:count]).rstrip(",")
        if word[:1].islower() and plain not in _PARTICLES:
            return " ".join(words[:count]).rstrip(" ,;:") if 1 < count < 7 else ""
        if word.endswith((";", ":")) or (word.endswith(".") and len(word) > _INITIAL):
            return ""
    return ""


_WHEN = re.compile(r"(?:on|as of)\b[^A-Z]*[A-Z\d]", re.IGNORECASE)
_INITIAL = 4


def _named(text: str, weight: int) -> Candidate[str] | None:
    name = cleaned(text)
    turned = "," in text and name.split(" ")[0] not in text.split(",")[0]
    broken = name.endswith(".") and not _SUFFIXED.match(name)
    return Candidate(name, weight, doubtful=turned or broken) if is_name(name) else None


def _lone(flow: Flow, entries: list[Entry]) -> Iterator[Candidate[str]]:
    """A name that stands by itself in the upper part and belongs to nobody who teaches or signs."""
    if any("holder" in kinds_of(cell.text) for cell in flow.cells):
        return  # what a label asks for was left out
    others = {entry.cell for entry in entries if entry.kind != "holder"}
    low = max((cell.bottom for cell in flow.cells), default=0.0)
    usual = median(cell.height for cell in flow.cells) if flow.cells else 0.0
    lone = [
        cell
        for cell in flow.cells
        if (cell.bottom < 0.6 * low or cell.height > _LARGE * usual)
        and cell not in others
        and is_name(cell.text)
    ]
    headed = len(lone) > 1 and lone[0] is flow.cells[0]  # "Two-Ton Lifting" heads its paper
    for cell in lone[headed:]:
        yield Candidate(cell.text, GUESS)


_LARGE = 1.6


def labelled(entries: list[Entry]) -> list[Entry]:
    """The labels that a name follows."""
    return [entry for entry, _, _ in fitting(entries, "holder", _labelled_name)]


def _labelled(entries: list[Entry]) -> Iterator[Candidate[str]]:
    given, family = _part_of(entries, "given"), _part_of(entries, "family")
    if given and family and (candidate := _named(f"{given} {family}", SAID)):
        yield candidate
    for entry, candidate, only in fitting(entries, "holder", _labelled_name):
        vague = entry.where == "above" and _VAGUE.fullmatch(entry.label) is not None
        yield replace(candidate, weight=SAID if only and not vague else LIKELY)


def _labelled_name(text: str) -> Candidate[str] | None:
    name = cleaned(text)
    if name.islower() and is_name(name.title()):  # as it was typed into a form
        return Candidate(name, SAID, doubtful=True)
    return Candidate(name, SAID) if is_name(name) else None


def _part_of(entries: list[Entry], kind: str) -> str:
    return next((one.value for one in entries if one.kind == kind), "")


_VAGUE = re.compile(r"\W*(?:print(?:ed)?\s*)?names?\W*(?:\(print(?:ed)?\))?\W*", re.IGNORECASE)
"""A caption that may stand under the name of whoever signed."""


def roster(flow: Flow) -> list[Cell]:
    """The cells of names that stand under each other below "Attendees" or "Name"."""
    for cell in flow.cells:
        if _ROSTER.fullmatch(cell.text):
            found = _column(flow.cells, cell)
            if len(found) > 1:
                return found
    return []


_ROSTER = re.compile(
    r"(?:(?:list of |names? of )?(?:attendees?|participants?|students?|technicians?|employees?)"
    r"(?: names?)?|(?:full )?names?|(?:attendance )?roster|the following(?: \w+)*)\s*:?",
    re.IGNORECASE,
)


def listed(cell: Cell) -> str:
    """The name in a cell of a list, without its running number."""
    return cleaned(re.sub(r"^\d+[.)]?\s+", "", cell.text))


def _column(cells: tuple[Cell, ...], head: Cell) -> list[Cell]:
    found: list[Cell] = []
    last = head
    for cell in cells:
        if cell.top <= head.top or not cell.in_column_with(head) or cell.beside(head):
            continue
        far = cell.top - last.bottom > 3 * cell.height
        if far or has_label(cell.text) or not is_name(listed(cell)):
            break
        found.append(cell)
        last = cell
    return found
