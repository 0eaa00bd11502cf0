"""Days as certificates write them, and which of them is the day of completion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

_MONTHS = (
    "jan(?:uary|vier)?|ene(?:ro)?",
    "feb(?:ruary|rero)?|f[ée]v(?:rier)?",
    "mar(?:ch|zo|s)?",
    "apr(?:il)?|abr(?:il)?|avr(?:il)?",
    "may(?:o)?|mai",
    "june?|junio|juin",
    "july?|julio|juil(?:let)?",
    "aug(?:ust)?|ago(?:sto)?|ao[uû]t",
    "sep(?:t(?:ember|iembre|embre)?)?|setiembre",
    "oct(?:ober|ubre|obre)?",
    "nov(?:ember|iembre|embre)?",
    "dec(?:ember)?|dic(?:iembre)?|d[ée]c(?:embre)?",
)
"""In English, Spanish and French."""
_MONTH = rf"(?P<{{0}}>{'|'.join(_MONTHS)})\.?"
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
    "twenty-first",
    "twenty-second",
    "twenty-third",
    "twenty-fourth",
    "twenty-fifth",
    "twenty-sixth",
    "twenty-seventh",
    "twenty-eighth",
    "twenty-ninth",
    "thirtieth",
    "thirty-first",
]
_PLAIN_ORDINALS = [word.replace("-", "") for word in _ORDINALS]
_ORDINAL = "|".join(
    sorted((word.replace("-", r"[-\s]?") for word in _ORDINALS), key=len, reverse=True)
)
_DAY = rf"(?P<{{0}}>\d{{{{1,2}}}}(?!\d)|{_ORDINAL})(?:\s?(?:st|nd|rd|th|er|º|°)(?!\w))?"
_TWENTIES = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_SPELT = (
    r"(?:two\s*thousand(?:\s*and)?|twenty)[-\s]*(?P<{0}_ten>twenty|thirty)"
    rf"(?:[-\s]*(?P<{{0}}_one>{'|'.join(_TWENTIES[1:])}))?\b"
)
_YEAR = rf"(?P<{{0}}>(?:19|20)\d\d(?!\d)|['’]\d\d(?!\d)|{_SPELT})"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s*)?"
_TO = (
    r"\s*(?:-|–|—|−|~|\bto\b|\bthrough\b|\bthru\b|\buntil\b|\bal?\b|\bau\b|\by\b|\bet\b|and|&|,|/|\+)"
    r"\s*(?:and\s*)?"
)
_AND = rf"(?:{_TO}{_WEEKDAY}\d{{1,2}}(?!\d)(?:\s?(?:st|nd|rd|th)\b)?)*"


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


_MONTH_FIRST = _pattern(
    rf"\b{_MONTH.format('month')}\s*(?P<more>\d{{1,2}}(?!\d)(?:\s?(?:st|nd|rd|th)\b)?{_AND}{_TO}"
    rf"(?:{_WEEKDAY}))?{_DAY.format('day')}\s*[,.]?\s*(?:of\s*)?{_YEAR.format('year')}"
)
_MONTH_TO_MONTH = _pattern(
    rf"\b{_MONTH.format('from')}\s*\d{{1,2}}(?!\d)(?:\s?(?:st|nd|rd|th)\b)?{_TO}{_WEEKDAY}"
    rf"{_MONTH.format('month')}\s*{_DAY.format('day')}\s*[,.]?\s*{_YEAR.format('year')}"
)
_DAY_FIRST = _pattern(
    rf"(?<![\d/.])(?:\d{{1,2}}(?!\d)(?:\s?(?:st|nd|rd|th)\b)?(?:\s*{_MONTH.format('from')})?{_TO})*"
    rf"{_DAY.format('day')}[\s,.\-–/]*(?:(?:day\s*)?of\s*(?:the\s*month\s*(?:of\s*)?)?"
    rf"|(?:días\s*del\s*mes\s*)?de\s+)?{_MONTH.format('month')}[\s,.\-–/]*(?:del?\s+(?:año\s+)?|in\s*the\s*year\s*(?:of\s*our\s*lord\s*)?,?\s*"
    rf"|A\.?D\.?\s*)?"
    rf"(?P<year>(?:19|20)\d\d(?!\d)|(?<=[-/])\d\d(?!\d)|(?<=\d[A-Z]{{3}})\d\d(?!\d)|['’]\d\d(?!\d)"
    rf"|{_SPELT.format('year')})"
)
_ISO = _pattern(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)"
)
_YEAR_FIRST = _pattern(
    rf"(?<!\d)(?P<year>(?:19|20)\d\d)[\s,./-]+{_MONTH.format('month')}[\s./-]+(?P<day>\d\d?)(?!\d)"
)
_NUMBERS = _pattern(
    r"(?<![\d/.-])(?:\d{1,2}[/.-]\d{1,2}\s*(?:-|–|—|to|through|thru|&|and)\s*)?"
    r"(?P<one>\d{1,2})(?P<mark>\s?[/.\-]\s?)(?:\d{1,2}\s?[-–]\s?(?=\d{1,2}/))?(?P<two>\d{1,2})(?P=mark)"
    r"(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])"
)
_BOXED = _pattern(
    r"(?<![\d/.-] )(?<!\d)(?P<one>\d\d) (?P<two>\d\d) (?P<year>(?:19|20)\d\d)(?! ?\d)"
)
"""As the boxes of a form part it."""
_BETWEEN = _pattern(rf"(?:{_TO})\s*{_WEEKDAY}")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or the last of several, in a text; `other` is what it is read with days first."""

    value: date
    start: int
    end: int
    other: date | None = None
    """The other reading of 03/04/2026; None when there is but one."""


def days(text: str) -> list[Day]:
    """Every day that a text names, ranges as their last day, in the order of the text."""
    found: list[Day] = []
    for pattern in (_MONTH_TO_MONTH, _MONTH_FIRST, _DAY_FIRST, _YEAR_FIRST, _ISO, _NUMBERS, _BOXED):
        for match in pattern.finditer(text):
            taken = any(day.start < match.end() and match.start() < day.end for day in found)
            if not taken and (day := _day(match)):
                found.append(day)
    return _ranges(_settled(sorted(found, key=lambda day: day.start), text), text)


def _day(match: re.Match[str]) -> Day | None:
    groups = match.groupdict()
    year = _year(groups)
    if "one" in groups:
        return _numeric(match, year, int(groups["one"]), int(groups["two"]))
    month = groups["month"]
    number = int(month) if month.isdigit() else _month(month)
    value = _valid(year, number, _number(groups["day"]))
    return Day(value, *match.span()) if value else None


def _month(text: str) -> int:
    return next(
        number
        for number, names in enumerate(_MONTHS, 1)
        if re.fullmatch(names, text, re.IGNORECASE)
    )


def _year(groups: dict[str, str]) -> int:
    if ten := groups.get("year_ten"):
        one = _TWENTIES.index((groups["year_one"] or "").lower())
        return 2000 + (20 if ten.lower() == "twenty" else 30) + one
    digits = groups["year"].strip("'’")
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def _number(text: str) -> int:
    if text.isdigit():
        return int(text)
    return _PLAIN_ORDINALS.index(re.sub(r"[-\s]+", "", text.lower())) + 1


def _numeric(match: re.Match[str], year: int, one: int, two: int) -> Day | None:
    month_first, day_first = _valid(year, one, two), _valid(year, two, one)
    if month_first and day_first and month_first != day_first:
        return Day(month_first, *match.span(), other=day_first)
    value = month_first or day_first
    return Day(value, *match.span()) if value else None


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if 1980 <= found.year <= 2099 else None


def _settled(found: list[Day], text: str) -> list[Day]:
    """03/04/2026 is certain when that day, or its anniversary, stands there in words, too.

    Else it is read as the rest of the paper is written; months come first when nothing tells.
    """
    plain = {near for day in found if day.other is None for near in _anniversaries(day.value)}
    days_first = _DAYS_FIRST.search(text) is not None and _MONTHS_FIRST.search(text) is None
    if (said := _SAID.search(text)) is not None:
        days_first = said[0][0] in "dD"
    settled = []
    for day in found:
        if day.other and day.value in plain and day.other not in plain:
            settled.append(replace(day, other=None))
        elif day.other and day.other in plain and day.value not in plain:
            known = None if days_first else day.value  # another day may happen to be that one
            settled.append(replace(day, value=day.other, other=known))
        elif day.other and days_first:
            settled.append(replace(day, value=day.other, other=day.value))
        else:
            settled.append(day)
    return settled


def _anniversaries(day: date) -> Iterator[date]:
    """The day, and from which days on it ends some whole years."""
    yield day
    for years in range(1, 6):
        if earlier := _valid(day.year - years, day.month, day.day):
            yield earlier
            yield earlier + timedelta(days=1)


_DAYS_FIRST = _pattern(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH.format('month')}\s+\d{{4}}|\b(?:united kingdom|england"
    r"|scotland|wales|ireland|australia|new zealand|south africa|gbp|vat|pty)\b|£|€"
    r"|(?<![\d/])(?:1[3-9]|2\d|3[01])[/.-]\d{1,2}[/.-]\d{2,4}"
)
_MONTHS_FIRST = _pattern(
    rf"\b{_MONTH.format('month')}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,2}}/(?:1[3-9]|2\d|3[01])/\d{{2,4}}"
)
_SAID = _pattern(r"\b(?:dd\s?[/.\s-]\s?mm|mm\s?[/.\s-]\s?dd)\b")
"""The paper itself says which comes first."""


def _ranges(found: list[Day], text: str) -> list[Day]:
    """ "3/3/2026 – 3/5/2026" is one range with its last day."""
    joined: list[Day] = []
    for day in found:
        before = joined[-1] if joined else None
        if before and _BETWEEN.fullmatch(text, before.end, day.start):
            joined[-1] = _range(before, day)
        else:
            joined.append(day)
    return joined


def _range(first: Day, last: Day) -> Day:
    """Two days as one range; 2/3/2026 – 2/4/2026 is a class of two days, not of a month."""
    ends = {
        end
        for begin in (first.value, first.other)
        for end in (last.value, last.other)
        if begin and end and 0 <= (end - begin).days <= _LONGEST
    }
    if len(ends) == 1:
        return Day(ends.pop(), first.start, last.end)
    latest = max(first, last, key=lambda one: one.value)
    return replace(latest, start=first.start, end=last.end)


_LONGEST = 14
"""Days that a class takes at most when its dates can be read in two ways."""
