"""What a certificate really says: beside it a reading is right, wrong or silent."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any


@dataclass(frozen=True, slots=True)
class Truth:
    """One person's certificate on a page, from 1; None is what the certificate does not say."""

    page: int
    holder: str | None
    title: str | None
    provider: str | None
    completed_on: date | None
    hours: Decimal | None
    number: str | None

    def plain(self) -> dict[str, Any]:
        """As JSON takes it: days as YYYY-MM-DD, hours as text."""
        day, hours = self.completed_on, self.hours
        return asdict(self) | {
            "completed_on": day.isoformat() if day else None,
            "hours": str(hours) if hours is not None else None,
        }


def from_plain(plain: dict[str, Any]) -> Truth:
    """A truth as `plain` wrote it."""
    day, hours = plain["completed_on"], plain["hours"]
    return Truth(
        **plain
        | {
            "completed_on": date.fromisoformat(day) if day else None,
            "hours": Decimal(hours) if hours is not None else None,
        }
    )
