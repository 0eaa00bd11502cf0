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
from typing import Any

from django.db.models import Count, QuerySet

from goodstanding.engine.days import add_months, after, whole_years
from goodstanding.engine.rules.model import Catalogue, Kind, version_on
from goodstanding.engine.standing.answer import Label
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Branch, Organisation, Person
from goodstanding.records.standings import needs_attention
from goodstanding.services.forecast import Month, ahead
from goodstanding.services.fresh import Overdue, Row, here, overdue, rows, state_of
from goodstanding.services.remembered import Remembered

ON_PAPER = frozenset(
    label.name.lower()
    for label in (Label.GOOD, Label.AWAITING, Label.SUBMIT, Label.PLANNED, Label.ON_PACE)
)
_NOT_HELD = {"ended", "not_yet_issued"}


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
    catalogue = catalogue_of(organisation)
    corrected = overdue(organisation, on)
    every = list(rows(organisation, on, corrected, branch))
    some = [r for r in every if r.certification == certification] if certification else every
    people, left, branches = _people(organisation, on, branch)
    urgent = set(needs_attention())
    return Summary(
        people=len({row.person for row in some}) if certification else people,
        left=left,
        branches=branches,
        numbers=numbers(some, catalogue, on),
        labels=_people_by(some, "kind"),
        certifications=_people_by(every, "certification"),
        attention=len({row.person for row in some if row.kind in urgent}),
        things=len(
            {(row.person, row.kind, _body(row, catalogue)) for row in some if row.kind in urgent}
        ),
        ahead=ahead(some, on),
        overdue=corrected,
    )


def numbers(some: Iterable[Row], catalogue: Catalogue, on: date) -> Numbers:
    """The two numbers and what is between them; see above for what they mean."""
    held = on_paper = on_record = 0
    between: dict[tuple[int, str], int] = defaultdict(int)
    bodies = set()
    for row in some:
        if row.kind in _NOT_HELD:
            continue
        held += 1
        body = _body(row, catalogue)
        bodies.add(body)
        if row.kind not in ON_PAPER:
            continue
        on_paper += 1
        if _on_record(row, catalogue, on):
            on_record += 1
            continue
        promised = (row.submitted or 0) + (row.earned or 0) + (row.planned or 0)
        between[row.person, body] = max(between[row.person, body], promised)
    return Numbers(held, on_paper, on_record, sum(between.values()), tuple(sorted(bodies)))


def _on_record(row: Row, catalogue: Catalogue, on: date) -> bool:
    """Whether posted credits alone keep it on course."""
    if row.kind == "good":
        return True
    certification = catalogue.certifications[row.certification]
    posted, required, deadline = row.posted or 0, row.required or 0, row.deadline
    if certification.kind is not Kind.CREDITS or deadline is None:
        return False  # a planned renewal of a card
    months = version_on(certification.rules, deadline).months
    years = max(0, whole_years(add_months(after(deadline), -months), on))
    soon = (deadline - on).days <= 90
    return not soon and posted * months >= required * 12 * years


def _people_by(some: Iterable[Row], name: str) -> dict[str, int]:
    pairs = {(getattr(row, name), row.person) for row in some}
    return dict(Counter(value for value, _ in pairs).most_common())


def _people(
    organisation: Organisation, on: date, branch: int | None
) -> tuple[int, int, tuple[tuple[int, str, int], ...]]:
    """How many work here, how many have left, and the branches with how many each."""
    everybody = Person.objects.of(organisation)
    working, gone = _by_branch(everybody.filter(here(on))), _by_branch(everybody.exclude(here(on)))
    named = Branch.objects.of(organisation).order_by("name").values_list("pk", "name")
    branches = tuple((number, name, working[number]) for number, name in named)
    if branch is None:
        return working.total(), gone.total(), branches
    return working[branch], gone[branch], branches


def _by_branch(people: QuerySet[Any]) -> Counter[int | None]:
    rows = people.order_by().values_list("branch_id").annotate(Count("pk"))
    return Counter(dict(rows))


def _body(row: Row, catalogue: Catalogue) -> str:
    return catalogue.certifications[row.certification].body
