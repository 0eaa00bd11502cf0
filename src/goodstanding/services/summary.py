"""The numbers of a whole company or branch, counted once for each state of its record.

Two numbers stand side by side, both of the credentials that people who work here hold (ended
ones and those not issued yet are not counted):

- **by our papers**: current, and no call for action: what is posted, submitted, earned and
  planned reaches what the cycle requires, or is on the rule's pace. The labels Good standing,
  Awaiting, Submit certificates, Covered by plan and On pace.
- **by the body's record**: the same asked of posted credits alone. A credential is in the first
  number and not in this one while its certificates lie in a drawer, are on their way to the
  body, or are still a plan.

**Between the two** are the credits, submitted, earned or planned, of the credentials that are in
the first number only. Credits of one body are one pool for a person, so a person's largest sum
with a body counts, and once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from goodstanding.engine.rules.model import Catalogue
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Branch, Organisation, Person, Tally
from goodstanding.records.tally import adds
from goodstanding.services.forecast import Month, ahead
from goodstanding.services.fresh import Overdue, Row, here, overdue, rows, state_of
from goodstanding.services.remembered import Remembered


@dataclass(frozen=True, slots=True)
class Numbers:
    """The two numbers, of `held`; `between` in hundredths; `bodies` that are concerned."""

    held: int
    on_paper: int
    on_record: int
    between: int
    bodies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that is counted for a company, a branch or a certification.

    `labels`, `certifications` and `attention` count people; `things` counts what needs a person:
    a person with one label at one body is one thing. `branches` are (number, name, people).
    """

    people: int
    left: int
    branches: tuple[tuple[int, str, int], ...]
    numbers: Numbers
    labels: dict[str, int]
    certifications: dict[str, int]
    attention: int
    things: int
    ahead: tuple[Month, ...]
    overdue: Overdue


_SUMMARIES: Remembered[Summary] = Remembered(200, lambda made: not made.overdue.more)


def summary_of(
    organisation: Organisation,
    on: date,
    branch: int | None = None,
    certification: str | None = None,
) -> Summary:
    """The numbers as they are today; counted anew only after the record has changed."""
    return _SUMMARIES.get(
        (state_of(organisation, on), branch, certification),
        lambda: _counted(organisation, on, branch, certification),
    )


def _counted(
    organisation: Organisation, on: date, branch: int | None, certification: str | None
) -> Summary:
    # the sums first: what is judged between the two is then counted twice, not lost
    kept = Tally.objects.get(organisation=organisation).counts if branch is None else None
    corrected = overdue(organisation, on)
    catalogue = catalogue_of(organisation)
    if kept is not None and not corrected.more:
        every = _as_corrected(Counter(kept), corrected, catalogue, on)
    else:
        every = _added_up(rows(organisation, on, corrected, branch), catalogue, on)
    some = every
    if certification is not None:
        held = rows(organisation, on, corrected, branch, certification)
        some = _added_up(held, catalogue, on)
    people, left, branches = _people(organisation, on, branch)
    return Summary(
        people=people if certification is None else some[f"certification {certification}"],
        left=left,
        branches=branches,
        numbers=_numbers(some),
        labels=_named(some, "label "),
        certifications=_named(every, "certification "),
        attention=some["attention"],
        things=some["things"],
        ahead=ahead(some, on),
        overdue=corrected,
    )


def _as_corrected(
    sums: Counter[str], corrected: Overdue, catalogue: Catalogue, on: date
) -> Counter[str]:
    for number, added in corrected.counted.items():
        sums.subtract(added)
        sums.update(adds(corrected.rows[number], catalogue, on))
    return sums


def _added_up(some: Iterable[Row], catalogue: Catalogue, on: date) -> Counter[str]:
    of_each: dict[int, list[Row]] = defaultdict(list)
    for row in some:
        of_each[row.person].append(row)
    sums: Counter[str] = Counter()
    for held in of_each.values():
        sums.update(adds(held, catalogue, on))
    return sums


def _numbers(sums: Counter[str]) -> Numbers:
    return Numbers(
        held=sums["held"],
        on_paper=sums["on paper"],
        on_record=sums["on record"],
        between=sums["between"],
        bodies=tuple(sorted(_named(sums, "body "))),
    )


def _named(sums: Counter[str], what: str) -> dict[str, int]:
    """The sums whose names begin so, the greatest first."""
    found = [(name.removeprefix(what), n) for name, n in sums.items() if name.startswith(what)]
    return {name: n for name, n in sorted(found, key=lambda one: (-one[1], one[0])) if n}


def _people(
    organisation: Organisation, on: date, branch: int | None
) -> tuple[int, int, tuple[tuple[int, str, int], ...]]:
    """How many work here, how many have left, and the branches with how many each."""
    people = Person.objects.of(organisation).order_by()
    counted = people.values_list("branch").annotate(
        now=Count("pk", filter=here(on)), gone=Count("pk", filter=~here(on))
    )
    working = {number: (now, gone) for number, now, gone in counted}
    named = Branch.objects.of(organisation).order_by("name").values_list("pk", "name")
    branches = tuple((number, name, working.get(number, (0, 0))[0]) for number, name in named)
    asked = working.values() if branch is None else [working.get(branch, (0, 0))]
    return sum(now for now, _ in asked), sum(gone for _, gone in asked), branches
