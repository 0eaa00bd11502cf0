"""What is not well is said with its remedy, and nothing about anybody."""

import smtplib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from django_q.models import OrmQ, Schedule
from pytest_django.fixtures import Settings

from company import company
from goodstanding.records.models import Outcome, Pause, Standing
from goodstanding.services import mailing, outcomes, verifying
from goodstanding.services.health import Line, State, beat, lines, troubles
from goodstanding.services.health.storage import LEAST_FREE, LITTLE_FREE, _disk
from records.cast import lay_out, run, unguarded

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 11, 22, 4, 30, tzinfo=UTC)


def line(name: str, home: Path) -> Line | None:
    return next((one for one in lines(home) if one.name == name), None)


def test_a_new_installation_is_well_but_for_its_worker(tmp_path: Path) -> None:
    assert list(troubles(tmp_path)) == ["worker"]
    beat()
    assert troubles(tmp_path) == {}
    ill = {one.name for one in lines(tmp_path) if one.state is State.ILL}
    assert ill <= {"journal"}  # the tests' PostgreSQL does not wait for its disk


def test_whatever_is_not_good_has_a_remedy(tmp_path: Path) -> None:
    company()
    Pause.objects.create(name="outgoing", since=timezone.now(), why="It was restored.")
    found = lines(tmp_path)
    assert all(bool(one.remedy) == (one.state is not State.GOOD) for one in found)
    assert all(one.told.endswith(".") for one in found)


def test_the_database_and_its_journal(tmp_path: Path) -> None:
    told = line("journal", tmp_path)
    assert told is not None
    assert told.told.startswith("SQLite" if connection.vendor == "sqlite" else "PostgreSQL")


def test_a_data_folder_that_is_gone(tmp_path: Path) -> None:
    beat()
    assert list(troubles(tmp_path / "gone")) == ["files"]


@pytest.mark.parametrize(
    ("free", "state"),
    [
        (LEAST_FREE - 1, State.ILL),
        (LEAST_FREE, State.LOOK),
        (LITTLE_FREE, State.GOOD),
    ],
)
def test_the_disk(free: int, state: State) -> None:
    assert [one.state for one in _disk(free)] == [state]


def test_a_job_that_nobody_takes(tmp_path: Path) -> None:
    Schedule.objects.all().delete()
    OrmQ.objects.create(key="x", payload="", lock=timezone.now() - timedelta(minutes=20))
    told = line("queue", tmp_path)
    assert told is not None
    assert (told.state, told.told.startswith("1 job waiting, the oldest since ")) == (
        State.ILL,
        True,
    )


def test_backups(tmp_path: Path) -> None:
    assert line("backup", tmp_path) is None
    with time_machine.travel(NIGHT, tick=False):
        company()
        fresh = line("backup", tmp_path)
    with time_machine.travel(NIGHT + timedelta(days=2), tick=False):
        none = line("backup", tmp_path)
        with outcomes.outcome(outcomes.BACKUP) as telling:
            telling.told = "2 MB."
        made = line("backup", tmp_path)
        with outcomes.outcome(outcomes.BACKUP) as telling:
            telling.good, telling.told = False, "The folder is gone."
        failed = line("backup", tmp_path)
    states = [one and (one.state, one.told) for one in (fresh, none, made, failed)]
    assert states == [
        (State.GOOD, "Not yet; it comes with the night."),
        (State.ILL, "There is none."),
        (State.GOOD, "2026-11-24 04:30 UTC: 2 MB."),
        (State.ILL, "2026-11-24 04:30 UTC: It failed. The folder is gone."),
    ]


def test_mail_that_cannot_be_sent(tmp_path: Path, settings: Settings) -> None:
    settings.EMAIL_URL = "smtp://mail.example"
    well = line("mail", tmp_path)
    refused = smtplib.SMTPRecipientsRefused({"maria@cascade.example": (550, b"no")})
    mailing.failed(tmp_path, refused)
    ill = line("mail", tmp_path)
    mailing.went(tmp_path)
    again = line("mail", tmp_path)
    assert [one and one.state for one in (well, ill, again)] == [
        *(State.GOOD, State.ILL, State.GOOD),
    ]
    assert ill is not None
    assert "(SMTPRecipientsRefused)" in ill.told
    assert "maria" not in ill.told


def test_every_night_the_record_is_verified_once(tmp_path: Path) -> None:
    with time_machine.travel(NIGHT, tick=False):
        assert not verifying.is_due(timezone.now())  # nothing is on record
        one = lay_out()
        assert verifying.is_due(timezone.now())
        verifying.verify_if_due()
        assert not verifying.is_due(timezone.now())
        told = line("verify", tmp_path)
        assert told == Line(
            "verify",
            "Last verified",
            "2026-11-22 04:30 UTC: What is on record of 1 company is as it was written.",
        )
    with time_machine.travel(NIGHT + timedelta(hours=23), tick=False):
        assert not verifying.is_due(timezone.now())
    with time_machine.travel(NIGHT + timedelta(days=1), tick=False):
        with unguarded():
            run("UPDATE records_entry SET verb = 'x' WHERE seq = 5")
        Standing.objects.of(one).filter(certification="WRT").update(label="Good standing")
        verifying.verify_if_due()
        told = line("verify", tmp_path)
        assert told is not None
        assert told.state is State.ILL
        assert told.told.endswith("What is on record of 1 company differs in 2 places.")
        assert Outcome.objects.get(name=outcomes.VERIFY).good is False
