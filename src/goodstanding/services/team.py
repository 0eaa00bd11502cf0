"""The team, a page of people at a time.

Whoever is shown is judged afresh by the engine, and is not shown when the fresh answer does not
match what was asked for: a stale number cannot be seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from goodstanding.engine.rules.model import Catalogue
from goodstanding.engine.standing.answer import Standing as Answer
from goodstanding.records.catalogues import catalogue_of
from goodstanding.records.models import Organisation
from goodstanding.records.standings import judged
from goodstanding.services.lineup import ATTENTION, LEFT, PAGE, Lineup, Question, Somebody
from goodstanding.services.summary import Summary, summary_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A person with what the engine says of each credential; `keys` name the credentials."""

    who: Somebody
    keys: tuple[UUID, ...]
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Team:
    """A page of the team. `total`: how many people match on all pages."""

    summary: Summary
    people: tuple[Shown, ...]
    total: int
    catalogue: Catalogue

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // PAGE))


def team(organisation: Organisation, question: Question, on: date) -> Team:
    """A page of the people who match, in their order."""
    catalogue = catalogue_of(organisation)
    summary = summary_of(organisation, on, question.branch, question.certification)
    lineup = Lineup(organisation, question, on, summary.overdue)
    people = lineup.from_place((question.page - 1) * PAGE)
    shown = judge_shown(organisation, people, on, catalogue)
    matching = tuple(one for one in shown if _matches(one, question))
    return Team(summary, matching, _total(lineup, question, summary), catalogue)


def judge_shown(
    organisation: Organisation, people: Sequence[Somebody], on: date, catalogue: Catalogue
) -> tuple[Shown, ...]:
    """Some people with their answers of today, in one question."""
    fresh = judged(organisation, [one.number for one in people], on, catalogue)
    return tuple(
        Shown(
            one,
            tuple(fact.key for fact in fresh[one.number].record.credentials),
            fresh[one.number].answers,
        )
        for one in people
    )


def _matches(shown: Shown, question: Question) -> bool:
    if not (question.kinds or question.certification):
        return True
    return any(question.wants(one.certification, one.kind.name.lower()) for one in shown.answers)


def _total(lineup: Lineup, question: Question, summary: Summary) -> int:
    """How many match; what the summary has counted is not counted again."""
    if question.name or (question.label == LEFT and question.certification):
        return lineup.count()
    counted = {"": summary.people, LEFT: summary.left, ATTENTION: summary.attention}
    return counted.get(question.label, summary.labels.get(question.label, 0))
