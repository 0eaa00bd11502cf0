"""Days and hours in the ways in which certificates write them."""

from datetime import date
from decimal import Decimal
from random import Random

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty")
ORDINALS = (
    *("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"),
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)


def words(hours: Decimal) -> str:
    """Fourteen; twenty-one; three and one-half."""
    whole = int(hours)
    said = ONES[whole] if whole < 20 else TENS[whole // 10]
    if whole >= 20 and whole % 10:
        said += f"-{ONES[whole % 10]}"
    return said if hours == whole else f"{said} and one-half"


def figures(hours: Decimal, chance: Random) -> str:
    """14; 14.0; 3.5."""
    return f"{hours:.1f}" if chance.random() < 0.2 else str(hours)


def both(hours: Decimal) -> str:
    """Fourteen (14)."""
    return f"{words(hours)} ({hours})"


def counted(hours: Decimal, one: str, many: str, chance: Random) -> str:
    """14 hours; 1 hour."""
    return f"{figures(hours, chance)} {one if hours == 1 else many}"


def american(day: date) -> str:
    """03/04/2026 is the fourth of March."""
    return f"{day:%m/%d/%Y}"


def british(day: date) -> str:
    """04/03/2026 is the fourth of March."""
    return f"{day:%d/%m/%Y}"


def iso(day: date) -> str:
    """2026-03-04."""
    return day.isoformat()


def long(day: date) -> str:
    """March 4, 2026."""
    return f"{day:%B} {day.day}, {day.year}"


def short(day: date) -> str:
    """Mar 4, 2026."""
    return f"{day:%b} {day.day}, {day.year}"


def day_first(day: date) -> str:
    """4 March 2026."""
    return f"{day.day} {day:%B} {day.year}"


def slim(day: date) -> str:
    """3/4/2026 is the fourth of March."""
    return f"{day.month}/{day.day}/{day.year}"


def dashed(day: date) -> str:
    """04-Mar-2026."""
    return f"{day:%d-%b-%Y}"


def weekday(day: date) -> str:
    """Wednesday, March 4, 2026."""
    return f"{day:%A}, {long(day)}"


def nth(day: date) -> str:
    """4th day of March, 2026."""
    ending = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    return f"{day.day}{ending} day of {day:%B}, {day.year}"


def nth_in_words(day: date) -> str:
    """Fourth day of March, 2026."""
    named = ORDINALS[day.day] if day.day <= 20 else nth(day).split()[0]
    return f"{named} day of {day:%B}, {day.year}"


def span(first: date | None, last: date, way: str) -> str:
    """A range of days when there is a first one: March 3-4, 2026; 3–5 March 2026; from … to …."""
    single = {"long": long, "day_first": day_first, "american": american, "iso": iso}[way]
    if first is None:
        return single(last)
    if way == "american":
        return f"{american(first)} - {american(last)}"
    if way == "iso":
        return f"{iso(first)} to {iso(last)}"
    if first.month != last.month:
        return f"{single(first)} – {single(last)}"
    if way == "long":
        return f"{first:%B} {first.day}-{last.day}, {last.year}"
    return f"{first.day}–{last.day} {last:%B} {last.year}"
