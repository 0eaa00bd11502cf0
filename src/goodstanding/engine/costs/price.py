"""A price: a span of money that is known, and the names of what is not known of it."""

from typing import NamedTuple

from goodstanding.engine import wording
from goodstanding.engine.costs.figures import Figure


class Price(NamedTuple):
    """From `low` to `high` whole cents, and whatever `unknown` comes to besides."""

    low: int = 0
    high: int = 0
    unknown: tuple[str, ...] = ()

    def plus(self, other: "Price") -> "Price":
        """The sum; what is not known in both is named once."""
        unknown = tuple(dict.fromkeys((*self.unknown, *other.unknown)))
        return Price(self.low + other.low, self.high + other.high, unknown)

    def said(self) -> str:
        """The span in words: "240", "240 to 520", "at least 240", "not known"."""
        if self.unknown:
            return f"at least {wording.money(self.low)}" if self.low else "not known"
        if self.low == self.high:
            return wording.money(self.low)
        return f"{wording.money(self.low)} to {wording.money(self.high)}"


def price_of(figure: Figure) -> Price:
    """What a figure says as a price."""
    if figure.low is None or figure.high is None:
        return Price(unknown=(figure.title,))
    return Price(figure.low, figure.high)
