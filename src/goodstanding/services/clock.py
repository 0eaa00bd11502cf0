"""What day it is or was where a company is: the one place where faces read the clock."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

from goodstanding.records.models import Organisation


def today_in(organisation: Organisation) -> date:
    """The day that it is where the company is."""
    return today_at(organisation.time_zone)


def day_in(organisation: Organisation, at: datetime) -> date:
    """The day that it was where the company is."""
    return at.astimezone(ZoneInfo(organisation.time_zone)).date()


def today_at(time_zone: str) -> date:
    """The day that it is in a time zone."""
    return timezone.now().astimezone(ZoneInfo(time_zone)).date()
