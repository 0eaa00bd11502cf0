"""What is on offer to a company's people, and the figures that prices are made from."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Count

from goodstanding.engine.costs.figures import Figures
from goodstanding.engine.costs.keeping import Choice
from goodstanding.engine.planning.given import Offering as OnOffer
from goodstanding.engine.rules.model import Catalogue
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Enrolment, Offering, Organisation
from goodstanding.services.costs import figures_of
from goodstanding.services.enrolments import FREE


class Market(NamedTuple):
    """What prices of a company's people are made from: figures, what is on offer with its titles
    and numbers, and the rules."""

    figures: Figures
    offerings: tuple[OnOffer, ...]
    numbers: tuple[int, ...]
    catalogue: Catalogue

    def title(self, one: Choice) -> str:
        """The title of something that was chosen."""
        return self.offerings[one.key].title

    def number(self, one: Choice) -> int:
        """Its number among the company's offerings."""
        return self.numbers[one.key]


def market(organisation: Organisation, on: date) -> Market:
    """The figures, and the offerings that are still to come."""
    every = Offering.objects.of(organisation).order_by("starts_on", "place", "pk")
    left = [one for one in every if one.starts_on is None or one.starts_on > on]
    taken: dict[int, int] = {}
    if any(one.seats is not None for one in left):
        places = Enrolment.objects.of(organisation).exclude(state__in=FREE).order_by()
        found = places.values_list("offering").annotate(count=Count("pk"))
        taken = dict(found)
    return Market(
        figures_of(organisation),
        tuple(on_offer(one, taken.get(one.pk, 0)) for one in left),
        tuple(one.pk for one in left),
        catalogue_of(organisation),
    )


def on_offer(one: Offering, taken: int) -> OnOffer:
    """An offering as the engine takes it; its seats are those that are free."""
    days = one.production_days
    return OnOffer(
        title=one.title,
        kind=one.kind or "course",
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        credits=one.amount,
        price=one.price,
        travel=one.travel,
        seats=None if one.seats is None else max(0, one.seats - taken),
        production_days=Decimal(days) if days else None,
        body=one.body or "IICRC",
        approved=one.approved is True,
        requires=tuple(one.requires),
        obtains=one.obtains or None,
    )
