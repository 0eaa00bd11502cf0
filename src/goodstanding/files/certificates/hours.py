"""How many hours of training a certificate speaks of."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from goodstanding.files.certificates.candidates import LIKELY, SAID, Candidate
from goodstanding.files.certificates.flow import Flow
from goodstanding.files.certificates.labels import Entry, fitting

MOST = 200
_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: number for number, word in enumerate(_ONES, 1)} | {
    word: 10 * number for number, word in enumerate(_TENS, 2)
}
_WORD = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[-\s]?(?:{'|'.join(_ONES[:9])}))?"
    rf"|{'|'.join(sorted(_ONES, key=len, reverse=True))})(?:\s+and\s+(?:a|one)[-\s]half)?"
)
_DIGITS = r"\d{1,3}(?:[.,]\d{1,2}(?!\d)|\s?[½¼¾])?"
_NUMBER = (
    rf"(?P<number>(?<![\d.,/:$-])(?<!(?-i:[A-Z])){_DIGITS}|\b{_WORD}\b)"
    rf"(?:\s*\(\s*(?P<again>{_DIGITS})\s*\))?"
)
_CREDIT = (
    r"(?:cecs?|cehs?|ces?|pdhs?|cpes?|(?:iicrc|ria|continuing education|contact|credit|clock"
    r"|ce|cec|ceh|class(?:room)?|instruction(?:al)?|training|course|education(?:al)?|approved|total"
    r"|professional development|of|continuing ed)"
    r"(?: (?:iicrc|ria|continuing education|contact|credit|cec|ceh|ce|training|instruction(?:al)?"
    r"|education(?:al)?|approved))*"
    r" (?:hours?|hrs?|credits?(?: hours?)?|cecs?|cehs?)|credits?(?: hours?)?"
    r"|(?:hours?|hrs?\.?) of (?:iicrc |ria |approved |classroom |formal |live )*"
    r"(?:continuing|instruction|training|education|credit|cec|class|course|study|attendance))"
)
_UNIT = (
    rf"(?P<unit>(?P<ceu>ceus?\b|continuing education units?)|(?P<credit>{_CREDIT}\b)"
    rf"|(?P<hours>hours?|hrs?\b|h\b|horas?|heures?))"
)
_AMOUNT = re.compile(rf"{_NUMBER} {_UNIT}".replace(" ", r"[\x20-]*"), re.IGNORECASE)
_BARE = re.compile(
    rf"^(?!.*%)\W*{_NUMBER}(?: {_UNIT}.*)?\W*$".replace(" ", r"[\x20-]*"), re.IGNORECASE
)
_REQUIRED = re.compile(
    r"(?:requir\w*|minimum|at least|(?<!adds )up to|every|maximum|within|per|exceed\w*"
    r"|additional|must|needs?|out of|another|first|after|less than|more than|before|24/)"
    r"[^\w\n]*(?:\w+[^\w\n]+){0,2}$",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"^\W*(?:per|every|each|a year|annual\w*|before|after|notice|prior|(?:are|is) "
    r"required|required)\b",
    re.IGNORECASE,
)


_CLOCKED = re.compile(
    r"\b(\d{1,2})\s*(?:h|hrs?|hours?|horas?|heures?)\.?,?\s*(?:and |y |et )?"
    r"(\d{1,2})\s*m(?:in(?:ute|uto)?s?)?\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"^\W*(?:(\d{1,2}):(\d\d)|(\d{2,3})\s*min(?:ute|uto)?s?)(?:\s*h\w*)?\W*$", re.IGNORECASE
)


_LABEL = re.compile(r"[\x20]*(?:credited|earned|awarded|granted|completed)?[\x20]*:", re.IGNORECASE)
"""What stands behind "8 | Hours credited: 16": those hours are the label of another number."""


_MINUTES = re.compile(r"(?<![\d.,:/$-])(\d{2,3})[ -]?min(?:ute|uto)?s?\b(?! (?:late|early|break))")


_HALF = re.compile(
    r"\b(?:half an hour|(?:a|one)[- ]half hour|(?P<more>an hour and a half))\b", re.IGNORECASE
)


def _decimal(text: str) -> str:
    """ "1 h 30 min" and "90 minutes" as 1.5 hours."""
    text = _HALF.sub(lambda match: "1.5 hours" if match["more"] else "0.5 hours", text)
    text = _CLOCKED.sub(lambda match: f"{_in_hours(match[1], match[2])} hours", text)
    return _MINUTES.sub(lambda match: f"{_in_hours(0, match[1])} hours", text)


def _lasting(text: str) -> str:
    """ "1:30" and "90 minutes" as hours, where a label says that something lasts."""
    match = _LASTING.match(text)
    if not match:
        return _decimal(text)
    return f"{_in_hours(match[1] or 0, match[2] or match[3])} hours"


def _in_hours(hours: str | int, minutes: str) -> Decimal:
    return (int(hours) + (Decimal(minutes) / 60).quantize(Decimal("0.01"))).normalize() + 0


def amounts(flow: Flow, entries: list[Entry]) -> list[Candidate[Decimal]]:
    """Every number of hours, credits or units with how likely it is the one that was earned."""
    found = [*_added_up(entries), *_labelled(entries), *counted(_decimal(flow.text))]
    return _summed(found, set(_totals(flow, entries)))


def _added_up(entries: list[Entry]) -> Iterator[Candidate[Decimal]]:
    """ "General 2, Ethics 1, TOTAL 3" behind a label of hours."""
    for entry in entries:
        match = _SUMMED.search(entry.value) if entry.kind == "hours" else None
        if match:
            yield Candidate(Decimal(match[1]), SAID + 1)


_SUMMED = re.compile(r"\btotal\W{1,3}(\d{1,3}(?:\.\d{1,2})?)\W*$", re.IGNORECASE)


def _totals(flow: Flow, entries: list[Entry]) -> Iterator[Decimal]:
    for match in _AMOUNT.finditer(flow.text):
        value = _value(match)
        if value and _TOTAL.search(flow.text[max(match.start() - 40, 0) : match.start()]):
            yield value
    for _, match, _ in fitting(
        [one for one in entries if _SUM.search(one.label)], "hours", _BARE.match
    ):
        if value := _value(match):
            yield value


def _labelled(entries: list[Entry]) -> Iterator[Candidate[Decimal]]:
    for entry, match, only in fitting(entries, "hours", lambda text: _BARE.match(_lasting(text))):
        if (value := _value(match)) is None:
            continue
        in_units = bool(match["ceu"]) or (
            re.search(r"ceu|unit", entry.label, re.IGNORECASE) is not None and not match["unit"]
        )
        yield _candidate(value, SAID if only else LIKELY, in_units)


def counted(text: str) -> Iterator[Candidate[Decimal]]:
    """Every number that is followed by what it counts."""
    for match in _AMOUNT.finditer(text):
        value = _value(match)
        before = text[max(match.start() - 40, 0) : match.start()]
        if value is None or _REQUIRED.search(before) or _RATE.match(text, match.end()):
            continue
        if _RATE.match(text[match.end() : match.end() + 30]) or _LABEL.match(text, match.end()):
            continue
        earned = re.search(r"ce[ch]?s?\b|continuing|credit|contact", match["unit"], re.IGNORECASE)
        yield _candidate(value, SAID + 1 if earned else SAID, bool(match["ceu"]))


_SUM = re.compile(r"\b(?:total|adds up|credited|earned|awarded|granted)\b", re.IGNORECASE)
_TOTAL = re.compile(r"\b(?:total\W*(?:\w+\W+){0,4}|adds up to\W*)$", re.IGNORECASE)


def _summed(found: list[Candidate[Decimal]], totals: set[Decimal]) -> list[Candidate[Decimal]]:
    """ "2 CECs, 3 CECs, total 5 CECs": what a total adds up does not contradict it."""
    totals = totals or _adding_up(found)
    others = [one.value for one in found if one.value not in totals]
    read_twice = [*totals, *(2 * total for total in totals)]  # by its column, and by its unit
    if len(totals) == 1 and len(others) > 1 and sum(others) in read_twice:
        return [one for one in found if one.value in totals]
    apart = len(totals) > 0 and any(value not in totals for value in others)
    return [
        replace(one, weight=one.weight + 2 * (one.value in totals), doubtful=one.doubtful or apart)
        for one in found
    ]


def _adding_up(found: list[Candidate[Decimal]]) -> set[Decimal]:
    """The last number of several, when it is all those before it added up."""
    values = [one.value for one in found]
    while len(values) > 1 and values[-1] == values[-2]:  # "240 min = 4 h"
        values.pop()
    for start in range(len(values) - _FEW):
        *parts, last = values[start:]
        if sum(parts) == last:
            return {last}
    return set()


_FEW = 2


def _candidate(value: Decimal, weight: int, in_units: bool) -> Candidate[Decimal]:
    """A unit is ten hours by its definition, but "14 CEUs" is said where 14 hours are meant."""
    if in_units:
        hours = value * 10 if value < 5 else value
        return Candidate(hours.normalize() + 0, weight, doubtful=True)
    return Candidate(value, weight, doubtful=value > 80)


def _value(match: re.Match[str]) -> Decimal | None:
    value = number(match["number"])
    if match["again"]:
        again = number(match["again"])
        if again != value:
            return None
    return value if value is not None and 0 < value <= MOST else None


def number(text: str) -> Decimal | None:
    """A number in digits or English words; None when it is neither."""
    text = text.strip().lower()
    if text[0].isdigit():
        halves = {"½": "0.5", "¼": "0.25", "¾": "0.75"}
        part = Decimal(halves.get(text[-1], "0"))
        return Decimal(text.rstrip("½¼¾ ").replace(",", ".")) + part
    half = re.search(r"\s+and\s+(?:a|one)[-\s]half$", text)
    words = re.split(r"[-\s]+", text[: half.start()] if half else text)
    if not all(word in _WORDS for word in words):
        words = _split(words[0])
    return Decimal(sum(_WORDS[word] for word in words)) + (Decimal("0.5") if half else 0)


def _split(word: str) -> list[str]:
    """ "twentyone", as it stands when a picture's blank was not seen."""
    for tens in _TENS:
        if word.startswith(tens) and word[len(tens) :] in _WORDS:
            return [tens, word[len(tens) :]]
    return []
