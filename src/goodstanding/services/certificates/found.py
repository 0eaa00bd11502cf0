"""What was read of a certificate, as its row keeps it and as pages and verbs use it."""

from datetime import date
from decimal import Decimal
from typing import Any

from goodstanding.files.certificates.found import Certificate

FIELDS = ("holder", "title", "provider", "completed_on", "hours", "number")


def as_json(certificate: Certificate) -> dict[str, Any]:
    """What was read, as JSON: each value as text, with whether it is sure."""
    read = {name: getattr(certificate, name) for name in FIELDS}
    return {
        name: {"value": str(one.value), "sure": one.sure}
        for name, one in read.items()
        if one is not None
    }


def value(found: dict[str, Any], name: str) -> str:
    """A value as text, "" where it was not found."""
    return str(found.get(name, {}).get("value", ""))


def is_sure(found: dict[str, Any], name: str) -> bool:
    """Whether a value is certain."""
    return bool(found.get(name, {}).get("sure"))


def day(found: dict[str, Any]) -> date | None:
    """The day of completion."""
    text = value(found, "completed_on")
    return date.fromisoformat(text) if text else None


def amount(found: dict[str, Any]) -> int | None:
    """The hours in hundredths; None where they were not found or are finer than that."""
    text = value(found, "hours")
    if not text:
        return None
    hundredths = Decimal(text) * 100
    return int(hundredths) if hundredths == int(hundredths) else None
