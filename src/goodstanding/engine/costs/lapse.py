"""The price of a lapse, by stages, against the price of keeping the credential.

Who lapses for credits is sent an invoice at first, after some months must be reinstated, and is
reckoned to sit the course and its examination again (`retest-months`: from when on; the default
is at once). Which stage it has come to depends on how many months it has been lapsed. All prices
are of one person and one credential; the money that exposed jobs put at risk is added where it
is known.
"""

from collections.abc import Iterable
from datetime import date
from enum import Enum
from typing import NamedTuple

from goodstanding.engine.costs.figures import Figures
from goodstanding.engine.costs.keeping import Choice
from goodstanding.engine.costs.price import Price, price_of
from goodstanding.engine.days import add_months

HOURS = 800
"""Hundredths of a credit in one production day."""


class Held(NamedTuple):
    """A credential: what it still needs, in hundredths, and since when it is lapsed (None: it is
    not). `day_cost`: what a day of the holder costs in cents (None: as anybody's). `exposed`: the
    money of jobs done while it was lapsed (None: not known)."""

    certification: str
    need: int
    lapsed_on: date | None = None
    day_cost: int | None = None
    exposed: int | None = None


class Part(NamedTuple):
    """One line of a price."""

    title: str
    price: Price


class Stage(NamedTuple):
    """What is to be paid once it has been lapsed for so many months."""

    name: str
    since: int
    parts: tuple[Part, ...]

    @property
    def price(self) -> Price:
        """Everything of the stage."""
        return total(part.price for part in self.parts)


class Keeping(NamedTuple):
    """What earning the missing credits costs; `chosen` None: by the price of online credits, as
    nothing on the list covers them."""

    price: Price
    chosen: tuple[Choice, ...] | None


class Verdict(Enum):
    """How keeping and lapsing compare."""

    NOTHING_MISSING = "Nothing is missing: keeping it costs nothing more."
    CHEAPER = "Keeping it is cheaper."
    DEARER = "Keeping it is not cheaper by these figures."
    OPEN = "Which of the two is cheaper cannot be told from these figures."
    LAPSED = "It has lapsed already."


class LapsePrice(NamedTuple):
    """Everything about one credential; `at` is the place of the stage that holds now (or would,
    if it lapsed tomorrow)."""

    held: Held
    stages: tuple[Stage, ...]
    at: int
    keeping: Keeping | None
    verdict: Verdict

    @property
    def stage(self) -> Stage:
        """The stage that holds."""
        return self.stages[self.at]


def total(prices: Iterable[Price]) -> Price:
    """The sum of some prices."""
    whole = Price()
    for one in prices:
        whole = whole.plus(one)
    return whole


def lapse_price(
    held: Held,
    figures: Figures,
    chosen: tuple[Choice, ...] | None,
    on: date,
    stages: tuple[Stage, ...] = (),
) -> LapsePrice:
    """What it costs if this credential lapses (or has lapsed), and what keeping it costs.

    `chosen`: the cheapest choices that cover what it needs; None: nothing on the list does.
    `stages`: where they are known.
    """
    stages = stages or stages_of(held, figures)
    months = months_lapsed(held.lapsed_on, on) if held.lapsed_on else 0
    # a later stage takes the place of the ones before it, also where it begins sooner
    at = max((n for n, stage in enumerate(stages) if stage.since <= months), default=0)
    if held.lapsed_on:
        return LapsePrice(held, stages, at, None, Verdict.LAPSED)
    kept = _keeping(held, figures, chosen)
    return LapsePrice(held, stages, at, kept, _verdict(held, kept.price, stages[at].price))


def stages_of(held: Held, figures: Figures) -> tuple[Stage, ...]:
    """What its lapse costs by stages; of whose day costs as much it is the same."""
    code = held.certification
    own = figures[f"reinstatement-{code}"]
    again = own if own.low is not None else figures["reinstatement"]
    retest = (
        Part("Course", price_of(figures[f"tuition-{code}"])),
        Part("Examination", price_of(figures[f"exam-{code}"])),
        Part("Days away", _away(held, figures)),
    )
    stages = (
        ("Invoice", 0, (Part("Invoice", price_of(figures["invoice"])),)),
        ("Reinstatement", _whole(figures, "reinstatement-months"), (Part("Fee", price_of(again)),)),
        ("Re-test", _whole(figures, "retest-months"), retest),
    )
    return tuple(Stage(name, since, (*parts, *_jobs(held))) for name, since, parts in stages)


def day_price(day_cost: int | None, figures: Figures) -> Price:
    """What a day away costs of somebody: his own figure, else everybody's."""
    return price_of(figures["day"]) if day_cost is None else Price(day_cost, day_cost)


def months_lapsed(since: date, on: date) -> int:
    """The whole months since the first day of a lapse."""
    months = (on.year - since.year) * 12 + on.month - since.month
    return max(0, months if add_months(since, months) <= on else months - 1)


def _keeping(held: Held, figures: Figures, chosen: tuple[Choice, ...] | None) -> Keeping:
    """What was chosen; without a choice so many online credits."""
    if not held.need:
        return Keeping(Price(), ())
    if chosen is not None:
        return Keeping(total(Price(*one.span) for one in chosen), chosen)
    bought = _share(price_of(figures["credit"]), held.need, 100)
    away = _share(day_price(held.day_cost, figures), held.need, HOURS)
    return Keeping(bought.plus(away), None)


def _whole(figures: Figures, name: str) -> int:
    """A number of months; what a company does not know is as it is shipped."""
    known = figures[name].low
    return known if known is not None else figures.shipped(name).low or 0


def _jobs(held: Held) -> tuple[Part, ...]:
    if held.exposed is None:
        return ()
    return (Part("Jobs at risk", Price(held.exposed, held.exposed)),)


def _away(held: Held, figures: Figures) -> Price:
    days = figures[f"days-{held.certification}"]
    if days.low is None or days.high is None:
        return Price(unknown=(days.title,))
    one = day_price(held.day_cost, figures)
    return Price(one.low * days.low, one.high * days.high, one.unknown)


def _share(price: Price, count: int, of: int) -> Price:
    """So many parts of a price, rounded up to whole cents."""
    return Price(-(-price.low * count // of), -(-price.high * count // of), price.unknown)


def _verdict(held: Held, kept: Price, lapsed: Price) -> Verdict:
    if not held.need:
        return Verdict.NOTHING_MISSING
    if not kept.unknown and kept.high < lapsed.low:
        return Verdict.CHEAPER
    if not lapsed.unknown and kept.low >= lapsed.high:
        return Verdict.DEARER
    return Verdict.OPEN
