"""Days, amounts and money in templates, worded by the engine."""

from datetime import date, datetime
from typing import Any

from django import template

from goodstanding.engine import credits, days, wording
from goodstanding.services.certificates import found

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """A day in full."""
    return wording.day(value) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """A day for a column."""
    return wording.short_day(value) if value else ""


@register.filter
def amount(hundredths: int | None) -> str:
    """An amount of credits without its unit."""
    return "" if hundredths is None else credits.show(hundredths)


@register.filter
def great_amount(hundredths: int) -> str:
    """An amount of credits that may go into thousands: "49,131.5"."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole:,}{credits.show(rest)[1:]}"


@register.filter
def production_days(sixteenths: int | None) -> str:
    """Production days: "18.75"."""
    if sixteenths is None:
        return "–"
    return f"{sixteenths / 16:,.4f}".rstrip("0").rstrip(".")


@register.filter
def money(cents: int | None) -> str:
    """An amount of money in whole units, or with cents where there are any."""
    if cents is None:
        return ""
    return f"{cents // 100:,}" if cents % 100 == 0 else f"{cents / 100:,.2f}"


@register.filter
def article(noun: str) -> str:
    """A noun with its article: "an owner"."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


@register.filter
def counted(number: int, noun: str = "") -> str:
    """A number of things: "1 thing", "2,000 things"; the number alone without a noun."""
    return wording.counted(number, noun) if noun else f"{number:,}"


@register.filter
def people(number: int) -> str:
    """A number of people."""
    return wording.counted(number, "person", "people")


@register.filter
def s(hundredths: int) -> str:
    """The ending of the plural behind an amount."""
    return "" if hundredths == 100 else "s"


@register.filter
def weekday(value: date) -> str:
    """A day with its name: "Sunday, 22 November 2026"."""
    return f"{_WEEKDAYS[value.weekday()]}, {wording.day(value)}"


@register.filter
def day_before(value: date) -> str:
    """The day before, in full."""
    return wording.day(days.before(value))


@register.filter
def iso(value: date | datetime) -> str:
    """A day or an instant as machines write it."""
    return value.isoformat()


@register.filter(expects_localtime=True)
def stamp(value: datetime) -> str:
    """An instant, where the company is: "22 Nov 2026, 14:05"."""
    return f"{wording.short_day(value.date())}, {value:%H:%M}"


@register.filter
def day_read(said: dict[str, Any]) -> date | None:
    """The day of completion that was read of a certificate."""
    return found.day(said)


@register.filter
def amount_read(said: dict[str, Any]) -> int | None:
    """The hours that were read of a certificate, in hundredths."""
    return found.amount(said)


@register.filter
def first_name(name: str) -> str:
    """What people call somebody."""
    return wording.first_name(name)


@register.filter
def whose(name: str) -> str:
    """Somebody's first name as an owner."""
    return wording.possessive(wording.first_name(name))


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
