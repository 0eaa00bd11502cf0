"""When a backup is due, and what is told of it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django_q.models import OrmQ

from company import actor, company
from goodstanding.records.models import Entry, Outcome
from goodstanding.services import leases, outcomes, regular_backups
from goodstanding.services.access import Forbidden, Role
from goodstanding.services.regular_backups import ask, is_due, make_if_due, shown

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def went(began_at: datetime, good: bool | None = True) -> None:
    ended = None if good is None else began_at + timedelta(seconds=5)
    values = {"began_at": began_at, "ended_at": ended, "good": good}
    Outcome.objects.update_or_create(name=outcomes.BACKUP, defaults=values)


def test_every_night_at_three() -> None:
    assert not is_due(NOON)  # there is nothing to lose
    company()
    assert is_due(NOON)
    went(NOON)
    night = NOON + 15 * HOUR
    assert [is_due(night - timedelta(minutes=1)), is_due(night)] == [False, True]
    went(night)
    assert [is_due(night + HOUR), is_due(night + 24 * HOUR)] == [False, True]


def test_again_an_hour_after_one_that_failed_or_when_one_was_killed() -> None:
    company()
    went(NOON, good=False)
    assert [is_due(NOON + timedelta(minutes=59)), is_due(NOON + HOUR)] == [False, True]
    went(NOON, good=None)
    late = NOON + regular_backups.LASTS
    assert [is_due(late - timedelta(seconds=1)), is_due(late)] == [False, True]


def test_when_an_owner_asks_and_it_stays_out_of_the_journal() -> None:
    organisation = company()
    owner, entries = actor(organisation), Entry.objects.of(organisation).count()
    with time_machine.travel(NOON, tick=False):
        went(NOON - HOUR)
        assert (is_due(NOON), shown().asked_at) == (False, None)
        ask(by=owner)
        assert (is_due(NOON), shown().asked_at) == (True, NOON)
        assert OrmQ.objects.count() == 1
        went(NOON + HOUR, good=None)
        assert shown().asked_at is None
    assert Entry.objects.of(organisation).count() == entries


@pytest.mark.parametrize("role", list(Role)[1:])
def test_nobody_else_asks(role: Role) -> None:
    with pytest.raises(Forbidden):
        ask(by=actor(company(), role))


def test_one_at_a_time(tmp_path: Path, settings: Iterator[None]) -> None:
    settings.BACKUP_FOLDER = tmp_path  # type: ignore[attr-defined] # of pytest-django
    company()
    with leases.held(outcomes.BACKUP, HOUR):
        make_if_due()
    assert (outcomes.last(outcomes.BACKUP), list(tmp_path.iterdir())) == (None, [])


def test_one_that_cannot_be_made_is_told(
    tmp_path: Path, settings: Iterator[None], caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    settings.BACKUP_FOLDER = tmp_path / "file"  # type: ignore[attr-defined] # of pytest-django
    company()
    make_if_due()
    last = shown().last
    assert last is not None
    assert (last.good, last.told) == (False, "It could not be made: File exists")
    assert "The backup failed" in caplog.text
