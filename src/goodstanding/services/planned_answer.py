"""A plan as it is kept for the pages: numbers, days and words, nothing that has to be worked out.

Credits in hundredths, production days in sixteenths, money in cents, days as ISO dates.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from goodstanding.engine.planning.given import Given
from goodstanding.engine.planning.left_out import left_out
from goodstanding.engine.planning.outlook import outlook
from goodstanding.engine.planning.plan import Enrolment
from goodstanding.engine.planning.planned import Planned
from goodstanding.engine.planning.sums import Diary, credit_of, sixteenths_of
from goodstanding.engine.standing.answer import Condition
from goodstanding.files.workbook.planning import Planning


class Known(NamedTuple):
    """The numbers of people and offerings by their rows in the workbook."""

    people: Mapping[int, int]
    offerings: Mapping[int, int]


def answer_of(reading: Planning, found: Planned, known: Known) -> dict[str, Any]:
    """All that the pages show of a plan."""
    given, solution = reading.given, found.solution
    plan = [one for one, _ in found.enrolments]
    diary = Diary(given)
    return {
        "outcome": solution.outcome.value,
        "totals": list(solution.totals) if solution.totals else None,
        "bounds": list(solution.bounds) if solution.bounds else None,
        "greedy": list(found.greedy) if found.greedy else None,
        "budget": given.settings.budget,
        "target": given.settings.year_target,
        "people": list(_people(reading, known)),
        "enrolments": [_enrolment(given, diary, one, why, known) for one, why in found.enrolments],
        "uncovered": list(_uncovered(found)),
        "away": list(_away(given, diary, plan)),
        "conflicts": list(solution.conflicts),
        "lost": list(_lost(given, plan)) if solution.totals else [],
        "left_out": [one.text for one in left_out(given)],
        "problems": [
            {"sheet": one.sheet, "severity": one.severity, "text": one.problem}
            for one in reading.problems
        ],
    }


def _people(reading: Planning, known: Known) -> Iterator[dict[str, Any]]:
    for one, row in zip(reading.given.people, reading.people_rows, strict=True):
        number = known.people.get(row) if row else None
        yield {"person": number, "name": one.name, "branch": one.branch or ""}


def _enrolment(
    given: Given, diary: Diary, one: Enrolment, why: str, known: Known
) -> dict[str, Any]:
    offering = given.offerings[one.offering]
    credit = credit_of(given, one)
    return {
        "person": one.person,
        "offering": known.offerings.get(offering.row),
        "title": offering.title,
        "kind": offering.kind,
        "on": one.on.isoformat(),
        "until": credit.earned_on.isoformat(),
        "online": offering.starts_on is None,
        "credits": credit.amount,
        "days": sixteenths_of(given, one, diary),
        "money": offering.money,
        "locked": one.locked,
        "why": why,
    }


def _uncovered(found: Planned) -> Iterator[dict[str, Any]]:
    for one in found.uncovered:
        yield {
            "person": one.short.person,
            "certification": one.short.certification,
            "deadline": one.short.deadline.isoformat(),
            "missing": one.short.missing,
            "would_help": one.would_help,
        }


def _away(given: Given, diary: Diary, plan: list[Enrolment]) -> Iterator[dict[str, Any]]:
    """Who is away on each working day, by branch."""
    away: dict[tuple[date, str], list[int]] = defaultdict(list)
    for one in plan:
        offering = given.offerings[one.offering]
        if offering.kind != "session":
            for on in filter(diary.works, diary.days(offering)):
                away[on, given.people[one.person].branch or ""].append(one.person)
    for (on, branch), people in sorted(away.items()):
        yield {"on": on.isoformat(), "branch": branch, "people": people}


def _lost(given: Given, plan: list[Enrolment]) -> Iterator[dict[str, Any]]:
    """What will not be current on the last day of the year if the plan holds."""
    for fate in outlook(given, plan):
        if fate.then.state is not Condition.CURRENT:
            yield {"person": fate.person, "certification": fate.then.certification}
