"""A new day: standings that change without anybody doing anything."""

from collections.abc import Iterator

from goodstanding.records.models import Organisation
from goodstanding.services.catching_up import catch_up


def companies() -> Iterator[int]:
    """Every company of this installation."""
    yield from Organisation.objects.order_by("pk").values_list("pk", flat=True)


def begin(company: int) -> None:
    """Bring a company's standings to its own today; nothing happens where they are there."""
    catch_up(company)
