"""Pieces of sentences: names, days, amounts and bodies as people write them."""

from datetime import date

from goodstanding.engine import credits
from goodstanding.engine.rules.model import Body, Catalogue

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def day(value: date) -> str:
    """A day in full: "10 January 2027"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def short_day(value: date) -> str:
    """A day for a column: "10 Jan 2027"."""
    return f"{value.day} {MONTHS[value.month - 1][:3]} {value.year}"


def days(count: int) -> str:
    """A number of days: "1 day", "48 days"."""
    return counted(count, "day")


def counted(count: int, noun: str, plural: str = "") -> str:
    """A number of things: "1 credential", "2,000 credentials", "2 people"."""
    return f"{count:,} {noun if count == 1 else plural or noun + 's'}"


def amount(hundredths: int, unit: str) -> str:
    """An amount in the body's own unit: "1 CEC", "3.5 CECs"."""
    return f"{credits.show(hundredths)} {unit if hundredths == 100 else unit + 's'}"


def money(cents: int) -> str:
    """An amount of money: "9,600", "420.50"."""
    whole, rest = divmod(cents, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def first_name(name: str) -> str:
    """The first name of "Maria Lopez" or of "Lopez, Maria"."""
    _, comma, behind = name.partition(",")
    words = (behind if comma and behind.strip() else name).split()
    return words[0].rstrip(",") if words else name


def called(name: str) -> str:
    """A whole name in the order in which it is spoken, also of "Lopez, Maria"."""
    last, comma, first = name.partition(",")
    return f"{first.strip()} {last.strip()}" if comma and first.strip() else name


def possessive(name: str) -> str:
    """The name as an owner, also when it ends in s: "Maria's", "Marcus's"."""
    return f"{name}'s"


def joined(parts: list[str]) -> str:
    """Parts of an enumeration: "a", "a and b", "a, b and c"."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def body_of(certification: str, catalogue: Catalogue) -> Body:
    """The body that awards a certification."""
    return catalogue.bodies[catalogue.certifications[certification].body]
