"""What would cover a cycle that stays short: one small change, tried before it is named.

Everything else of the plan stays as it is: its enrolments are taken as booked, then one thing is
changed and the one person's choices are made anew. What is said has been found to cover the
cycle; it need not be the only way.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from goodstanding.engine import credits
from goodstanding.engine.planning.beside import Beside, beside
from goodstanding.engine.planning.building import build, full_days
from goodstanding.engine.planning.explain import Short
from goodstanding.engine.planning.given import Given, Offering
from goodstanding.engine.planning.plan import Enrolment
from goodstanding.engine.planning.problem import Option
from goodstanding.engine.planning.settings import MostOut
from goodstanding.engine.wording import amount, body_of, called, counted, day, joined, money


class Cover(NamedTuple):
    """The cheapest options that cover a cycle, and their money."""

    options: tuple[Option, ...]
    money: int


class Case(NamedTuple):
    """A short cycle, what is given beside the rest of the plan, and the person's place in it."""

    short: Short
    given: Given
    person: int


def would_help(given: Given, plan: Sequence[Enrolment], short: Short) -> str:
    """A change that covers a short cycle, in a sentence."""
    rest: Beside = beside(given, plan, short.person)
    case = Case(short, rest.given, rest.person)
    change = next((text for try_it in _CHANGES if (text := try_it(case))), None)
    more = _before_the_year(case) or _one_more_online(case)
    found = [text for text in (change, more) if text]
    if not found:
        return (
            "No day is left on which credits would count in time: ask the body for more time, or "
            "plan for a re-test."
        )
    text = ", or ".join(found)
    return f"{text[0].upper()}{text[1:]}."


def plainly(given: Given, short: Short) -> str:
    """What covers a short cycle, without looking for a way to it."""
    missing = amount(short.missing, body_of(short.certification, given.catalogue).unit)
    return f"{missing} more, earned by {day(short.last)}."


def _covered(case: Case, given: Given) -> Cover | None:
    """The cheapest cover of the cycle under changed words, if there is one."""
    problem = build(given)
    person = next(one for one in problem.people if one.place == case.person)
    found = [
        place
        for place, demand in enumerate(person.demands)
        if (demand.certification, demand.deadline)
        == (case.short.certification, case.short.deadline)
    ]
    if not found:
        return Cover((), 0)
    place = found[0]
    useful = {
        option.offering: (option, gain)
        for option in person.options
        if (gain := dict(option.counts).get(place))
        and problem.offerings[option.offering].seats != 0
    }
    cover = _cheapest(list(useful.values()), person.demands[place].need)
    if cover is None or (problem.budget is not None and cover.money > problem.budget):
        return None
    return cover


def _cheapest(useful: list[tuple[Option, int]], need: int) -> Cover | None:
    """The least money for so much, no two on one day; for each amount the best, day by day."""
    online = [one for one in useful if not one[0].days]
    dated = sorted((one for one in useful if one[0].days), key=lambda one: one[0].days[-1])
    first: dict[int, Cover] = {0: Cover((), 0)}
    for option, gain in online:
        _add(first, dict(first), option, gain, need)
    behind = [first]
    for place, (option, gain) in enumerate(dated):
        best = dict(behind[-1])
        free = sum(other.days[-1] < option.days[0] for other, _ in dated[:place])
        _add(best, behind[free], option, gain, need)
        behind.append(best)
    return behind[-1].get(need)


def _add(
    best: dict[int, Cover], before: dict[int, Cover], option: Option, gain: int, need: int
) -> None:
    for reached, cover in before.items():
        then = min(need, reached + gain)
        more = Cover((*cover.options, option), cover.money + option.money)
        if then not in best or more.money < best[then].money:
            best[then] = more


def _smaller_margin(case: Case) -> str | None:
    settings, missing = case.given.settings, case.short.missing
    if missing > settings.margin:
        return None
    left = credits.show(settings.margin - missing)
    return (
        f"only the margin is missing: a margin of {left} instead of {credits.show(settings.margin)}"
    )


def _one_more_away(case: Case) -> str | None:
    settings = replace(case.given.settings, max_out=MostOut(None, len(case.given.people)))
    days = _days_gained(case, replace(case.given, settings=settings))
    branch = case.given.people[case.person].branch
    of = f" of {branch}" if branch else ""
    return f"let one more{of} be away on {_listed(days)}" if days else None


def _fewer_on_duty(case: Case) -> str | None:
    settings = replace(case.given.settings, on_duty=0)
    days = _days_gained(case, replace(case.given, settings=settings))
    who = called(case.given.people[case.person].name)
    return f"do without {who} on duty on {_listed(days)}" if days else None


def _days_gained(case: Case, changed: Given) -> list[date]:
    """The days on which the change lets the person be away, of those that cover the cycle."""
    cover = _covered(case, changed)
    if cover is None:
        return []
    gained = full_days(case.given, case.person) - full_days(changed, case.person)
    return sorted({on for option in cover.options for on in option.away if on in gained})


def _listed(days: list[date]) -> str:
    more = [counted(len(days) - 3, "other day")] if len(days) > 3 else []
    return joined([*map(day, days[:3]), *more])


def _one_more_seat(case: Case) -> str | None:
    full = {place for place, one in enumerate(build(case.given).offerings) if one.seats == 0}
    offerings = tuple(
        replace(one, seats=None) if place in full else one
        for place, one in enumerate(case.given.offerings)
    )
    titles = _titles_gained(case, replace(case.given, offerings=offerings), full)
    return f"one more seat in {titles}" if titles else None


def _approved(case: Case) -> str | None:
    waiting = {place for place, one in enumerate(case.given.offerings) if not one.approved}
    offerings = tuple(replace(one, approved=True) for one in case.given.offerings)
    titles = _titles_gained(case, replace(case.given, offerings=offerings), waiting)
    return f"have {titles} approved by the body" if titles else None


def _titles_gained(case: Case, changed: Given, places: set[int]) -> str | None:
    cover = _covered(case, changed)
    used = sorted({o.offering for o in cover.options} & places) if cover else []
    return joined([f"“{case.given.offerings[place].title}”" for place in used]) or None


def _larger_budget(case: Case) -> str | None:
    budget = case.given.settings.budget
    settings = replace(case.given.settings, budget=None)
    cover = _covered(case, replace(case.given, settings=settings))
    if budget is None or cover is None:
        return None
    spent = sum(case.given.offerings[b.offering].money for b in case.given.bookings)
    return f"raise the budget by {money(cover.money + spent - budget)}"


def _quicker_submission(case: Case) -> str | None:
    settings = replace(case.given.settings, submit_days=0)
    cover = _covered(case, replace(case.given, settings=settings))
    if cover is None:
        return None
    usual = counted(case.given.settings.submit_days, "day")
    if not cover.options:
        return f"submit sooner than {usual} before the deadline what is planned late"
    ends = max(case.given.offerings[o.offering].ends_on or o.on for o in cover.options)
    left = (case.short.deadline - ends).days
    return f"submit what is earned by {day(ends)} within {counted(left, 'day')}, not {usual}"


def _before_the_year(case: Case) -> str | None:
    """What no plan of the year can choose, but still counts: credits before it begins."""
    short, given = case.short, case.given
    if not max(given.on, short.start) < short.last < date(given.year, 1, 1):
        return None
    missing = amount(short.missing, body_of(short.certification, given.catalogue).unit)
    return f"earn {missing} by {day(short.last)}, before the year begins"


def _one_more_online(case: Case) -> str | None:
    """Online credits that are not on offer yet, as late as they still count."""
    for days in (case.given.settings.submit_days, 0):
        body = body_of(case.short.certification, case.given.catalogue)
        more = Offering("One more", credits=case.short.missing, price=0, body=body.code)
        given = replace(
            case.given,
            offerings=(*case.given.offerings, more),
            settings=replace(case.given.settings, submit_days=days),
        )
        cover = _covered(case, given)
        if cover and (by := _last_day(cover, len(case.given.offerings))):
            hurry = "" if days else " and submit them at once"
            missing = amount(case.short.missing, body.unit)
            return f"add online courses of {missing} to be done by {day(by)}{hurry}"
    return None


def _last_day(cover: Cover, offering: int) -> date | None:
    return next((o.latest for o in cover.options if o.offering == offering), None)


_CHANGES: tuple[Callable[[Case], str | None], ...] = (
    _smaller_margin,
    _one_more_away,
    _fewer_on_duty,
    _one_more_seat,
    _larger_budget,
    _approved,
    _quicker_submission,
)
