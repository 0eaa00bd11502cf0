"""A plan on paper: each person's year, who is away when, who stays short, and what it costs."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from rich.text import Text

from goodstanding.cli.show.paper import Paper, left, right, widest
from goodstanding.cli.show.problems import show_problems
from goodstanding.engine import credits
from goodstanding.engine.planning.given import Given
from goodstanding.engine.planning.outlook import outlook
from goodstanding.engine.planning.plan import Enrolment, Outcome
from goodstanding.engine.planning.planned import Planned, Uncovered
from goodstanding.engine.planning.relaxed import RULES, Without, difference
from goodstanding.engine.planning.sums import Diary
from goodstanding.engine.standing.answer import Condition
from goodstanding.engine.wording import counted, day, joined, money, possessive, short_day
from goodstanding.files.workbook.problem import Problem


def show_plan(
    title: str,
    given: Given,
    found: Planned,
    problems: Sequence[Problem],
    without: Sequence[Without] | None = None,
) -> None:
    """Write the plan to standard output, and what its rules cost where that is known."""
    paper = Paper()
    paper.title(f"{title}: plan of {given.year}", given.on)
    people = {one.person for one, _ in found.enrolments}
    enrolments = counted(len(found.enrolments), "enrolment")
    paper.line(f"{enrolments} of {counted(len(people), 'person', 'people')}", "dim")
    if found.solution.conflicts:
        _show_conflicts(paper, found.solution.conflicts)
    else:
        _show_people(paper, given, found)
        _show_away(paper, given, [one for one, _ in found.enrolments])
        _show_uncovered(paper, given, found.uncovered)
        _show_totals(paper, found)
        _show_prices(paper, found, without or ())
    show_problems(paper, problems)
    paper.line()
    for sentence in _conclusion(given, found):
        paper.prose(sentence)


def _show_conflicts(paper: Paper, conflicts: Sequence[str]) -> None:
    paper.section("What is booked breaks rules")
    for conflict in conflicts:
        paper.prose(Text.assemble(("✕ ", "bold red"), conflict), hanging=2)


def _show_people(paper: Paper, given: Given, found: Planned) -> None:
    own: dict[int, list[tuple[Enrolment, str]]] = defaultdict(list)
    for one, why in found.enrolments:
        own[one.person].append((one, why))
    if own:
        paper.section("Who attends what")
    for place, person in enumerate(sorted(own)):
        if place:
            paper.line()
        employee = given.people[person]
        about = "  ".join(filter(None, (employee.id, employee.branch)))
        paper.line(Text.assemble((employee.name, "bold"), (f"  {about}", "dim")))
        for one, why in own[person]:
            _show_enrolment(paper, given, one, why)


def _show_enrolment(paper: Paper, given: Given, one: Enrolment, why: str) -> None:
    offering = given.offerings[one.offering]
    when = short_day(one.on)
    if offering.starts_on is None:
        when = f"by {when}"
    elif offering.ends_on not in (None, one.on):
        when = f"{when} to {short_day(offering.ends_on or one.on)}"
    paper.prose(Text(f"{when}  {offering.title}"), indent=2, hanging=2)
    paper.prose(Text(why, "dim"), indent=4)


def _show_away(paper: Paper, given: Given, plan: Sequence[Enrolment]) -> None:
    diary = Diary(given)
    away: dict[tuple[date, str], list[str]] = defaultdict(list)
    for one in plan:
        offering, employee = given.offerings[one.offering], given.people[one.person]
        if offering.kind != "session":
            for on in filter(diary.works, diary.days(offering)):
                away[on, employee.branch or "no branch"].append(employee.name)
    if away:
        paper.section("Who is away")
    for (on, branch), names in sorted(away.items()):
        paper.prose(Text(f"{short_day(on)}  {branch}: {', '.join(names)}"), hanging=2)


def _show_uncovered(paper: Paper, given: Given, uncovered: Sequence[Uncovered]) -> None:
    if uncovered:
        paper.section("Who stays short")
    for one in uncovered:
        short = one.short
        who = possessive(given.people[short.person].name)
        lacks = f"{who} {short.certification}, due {day(short.deadline)}, lacks"
        said = Text.assemble(("! ", "bold yellow"), f"{lacks} {credits.show(short.missing)}")
        paper.prose(said, hanging=2)
        paper.prose(Text(one.would_help), indent=2)


def _show_totals(paper: Paper, found: Planned) -> None:
    paper.section("Totals")
    totals, greedy = found.solution.totals, found.greedy
    if totals is None or greedy is None:
        return
    cells: list[tuple[str, ...]] = [("", "Plan", "Proven least", "By hand")]
    bounds = found.solution.bounds or (None,) * len(totals)
    for place, name in enumerate(_NAMES):
        cells.append((name, *(_shown(some, place) for some in (totals, bounds, greedy))))
    widths = [widest(column) for column in zip(*cells, strict=True)]
    for row, (name, *numbers) in enumerate(cells):
        columns = [right(cell, width) for cell, width in zip(numbers, widths[1:], strict=True)]
        paper.line(Text("  ".join([left(name, widths[0]), *columns]), "" if row else "dim"))


def _show_prices(paper: Paper, found: Planned, without: Sequence[Without]) -> None:
    totals = found.solution.totals
    if not without or totals is None:
        return
    paper.section("What each rule costs")
    for one in without:
        words = f"{RULES[one.rule]}: {difference(totals, one.totals)}"
        paper.prose(Text(words if one.proven else f"{words} It may cost more."), hanging=2)


_NAMES = (
    "Credits missing before deadlines",
    "Credits missing to the target",
    "Production days",
    "Money",
)


def _shown(totals: Sequence[int | None], place: int) -> str:
    amount = totals[place]
    if amount is None:
        return "–"
    if place == 2:
        return f"{amount / 16:,.4f}".rstrip("0").rstrip(".")
    return money(amount) if place == 3 else credits.show(amount)


def _conclusion(given: Given, found: Planned) -> Iterator[Text]:
    if found.solution.outcome is Outcome.INFEASIBLE:
        yield Text("There is no plan while what is booked breaks rules.", "bold")
        return
    proven = found.solution.outcome is Outcome.OPTIMAL
    yield Text("No plan is better." if proven else "A better plan may exist.", "bold")
    plan = [one for one, _ in found.enrolments]
    lost = [
        f"{possessive(given.people[fate.person].name)} {fate.then.certification}"
        for fate in outlook(given, plan)
        if fate.then.state is not Condition.CURRENT
    ]
    last = day(date(given.year, 12, 31))
    if lost:
        yield Text(f"If the plan holds, these are not current on {last}: {joined(lost)}.")
    else:
        yield Text(f"If the plan holds, nothing that is current now has lapsed on {last}.")
