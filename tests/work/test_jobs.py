"""The background: its schedule, and what its jobs do."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from django_q.models import Schedule

from company import actor, company, held, person
from goodstanding.records.models import Fact, Heartbeat, Standing
from goodstanding.work import jobs, schedule

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def test_the_schedule_is_written_anew_at_every_start() -> None:
    Schedule.objects.create(name="gone", func="goodstanding.work.jobs.gone")
    schedule.write(NOW - timedelta(days=400))
    schedule.write(NOW)
    rows = Schedule.objects.order_by("name").values_list("name", "func", "minutes", "next_run")
    assert list(rows) == [
        ("answers", "goodstanding.work.jobs.fetch_answers", 5, NOW),
        ("backup", "goodstanding.work.jobs.back_up", 5, NOW),
        ("certificates", "goodstanding.work.jobs.read_certificates", 1, NOW),
        ("heartbeat", "goodstanding.work.jobs.beat", 1, NOW),
        ("imports", "goodstanding.work.jobs.finish_imports", 1, NOW),
        ("letters", "goodstanding.work.jobs.send_letters", 1, NOW),
        ("new day", "goodstanding.work.jobs.begin_days", 15, NOW),
        ("old sessions", "goodstanding.work.jobs.forget_sessions", 1440, NOW),
        ("plans", "goodstanding.work.jobs.make_plans", 1, NOW),
        ("restore drill", "goodstanding.work.jobs.hold_drill", 60, NOW),
        ("standings", "goodstanding.work.jobs.catch_up_all", 1, NOW),
        ("statistics", "goodstanding.work.jobs.gather_statistics", 60, NOW),
        ("verify", "goodstanding.work.jobs.verify", 30, NOW),
    ]


def test_every_job_of_the_schedule_exists() -> None:
    names = [one.job.rpartition(".")[2] for one in schedule.REGULARS]
    assert [callable(getattr(jobs, name)) for name in names] == [True] * len(names)


def test_the_heart_beats() -> None:
    for hour in (1, 2):
        with time_machine.travel(NOW + timedelta(hours=hour), tick=False):
            jobs.beat()
    assert list(Heartbeat.objects.values_list("name", "at")) == [
        ("worker", NOW + timedelta(hours=2))
    ]


def test_standings_follow_each_companys_own_day() -> None:
    denver = company("Denver")
    by = actor(denver)
    maria = person(by)
    held(by, maria, "WRT", issued_on=date(2022, 11, 23))  # the last day is 22 November 2026
    rows = Standing.objects.of(denver)
    seen = [rows.get().state]
    for now in (datetime(2026, 11, 23, 6, 59, tzinfo=UTC), datetime(2026, 11, 23, 7, tzinfo=UTC)):
        with time_machine.travel(now, tick=False):
            jobs.begin_days()
            jobs.begin_days()  # again, without harm
        seen.append(rows.get().state)
    assert seen == ["current", "current", "lapsed"]


def test_a_company_that_fails_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    broken, sound = company("Broken"), company("Sound")
    by = actor(sound)
    held(by, person(by), "WRT", issued_on=date(2022, 11, 23))
    type(broken).objects.filter(pk=broken.pk).update(time_zone="Nowhere/Land")
    with time_machine.travel(datetime(2026, 11, 25, tzinfo=UTC), tick=False):
        jobs.begin_days()
    assert Standing.objects.of(sound).get().state == "lapsed"
    assert f"The standings of company {broken.pk} could not be brought to today." in caplog.text


def test_old_sessions_are_forgotten() -> None:
    day = timedelta(days=1)
    Session.objects.create(session_key="old", session_data="", expire_date=timezone.now() - day)
    Session.objects.create(session_key="new", session_data="", expire_date=timezone.now() + day)
    jobs.forget_sessions()
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL gathers them by itself")
def test_some_facts_of_many_are_looked_up_by_their_keys() -> None:
    by = actor(company("Denver"))
    for number in range(30):
        held(by, person(by, f"Ann {number}"), "WRT", issued_on=date(2022, 11, 23))
    some = Fact.objects.of(by.organisation)[:4].values_list("key", flat=True)
    asked = Fact.objects.of(by.organisation).filter(superseded_seq=None, key__in=list(some))
    assert "one_live_version" not in asked.explain()
    jobs.gather_statistics()
    assert "one_live_version" in asked.explain()
