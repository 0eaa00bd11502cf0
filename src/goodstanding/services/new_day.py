"""A new day: standings that change without anybody doing anything."""

from collections.abc import Iterator

from goodstanding.records.models import Organisation
from goodstanding.records.standings import roll_forward
from goodstanding.services.clock import today_in


def companies() -> Iterator[int]:
    """Every company of this installation."""
    yield from Organisation.objects.order_by("pk").values_list("pk", flat=True)


def begin(company: int) -> None:
    """Bring a company's standings to its own today; nothing happens where they are there."""
    organisation = Organisation.objects.filter(pk=company).first()
    if organisation is not None:
        roll_forward(organisation, today_in(organisation))
