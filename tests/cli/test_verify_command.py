"""`goodstanding verify`: what it says, and how it ends."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.db import connection

from cli.cast import run
from goodstanding.records import guards
from goodstanding.records.models import Standing
from goodstanding.records.verify import checkpoint
from records.cast import lay_out, unguarded
from records.cast import run as execute

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 11, 22, 19, tzinfo=UTC), tick=False):
        yield


def test_nothing_to_verify() -> None:
    result = run("verify")
    assert (result.exit_code, result.stdout) == (0, "There is no company here yet.\n")


def test_everything_is_as_it_was_written() -> None:
    one, other = lay_out(), lay_out("Delta Restoration")
    result = run("verify")
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "Cascade Restoration: everything is as it was written.",
        str(checkpoint(one)),
        "Delta Restoration: everything is as it was written.",
        str(checkpoint(other)),
    ]


def test_differences_are_listed_and_no_checkpoint_is_given() -> None:
    lay_out()
    with unguarded():
        execute("UPDATE records_entry SET verb = 'x' WHERE seq = 5")
    result = run("verify")
    assert (result.exit_code, result.stdout) == (
        1,
        "Cascade Restoration: Entry 5 is not as it was written.\n",
    )


def test_guards_that_are_gone_are_a_difference() -> None:
    lay_out()
    guards.drop(connection)
    result = run("verify")
    guards.create(connection)
    assert result.exit_code == 1
    assert "The database: The trigger" in result.stdout


def test_a_standing_that_waits_for_the_worker_is_named_only() -> None:
    lay_out()
    with time_machine.travel(datetime(2027, 1, 22, 19, tzinfo=UTC), tick=False):
        result = run("verify")
    assert result.exit_code == 0
    assert "Cascade Restoration: 1 person has not been judged since" in result.stdout
    assert "everything is as it was written" in result.stdout


def test_one_company() -> None:
    one = lay_out()
    lay_out("Delta Restoration")
    Standing.objects.of(one).update(label="Good standing")
    assert run("verify", "--organisation", "delta restoration").exit_code == 0
    assert run("verify", "--organisation", "Cascade Restoration").exit_code == 1
    unknown = run("verify", "--organisation", "Nobody")
    assert (unknown.exit_code, "There is no company “Nobody”" in unknown.stderr) == (2, True)


def test_a_checkpoint_as_text_and_as_a_file(tmp_path: Path) -> None:
    one = lay_out()
    file = tmp_path / "checkpoints.txt"
    file.write_text(run("verify").stdout, "utf-8")
    kept = str(checkpoint(one))
    assert run("verify", "--checkpoint", kept).exit_code == 0
    assert run("verify", "--checkpoint", str(file)).exit_code == 0
    other = kept.replace("entry 12", "entry 11")
    for given in (other, kept.replace("entry 12", "entry 99")):
        result = run("verify", "--checkpoint", kept, "--checkpoint", given)
        assert (result.exit_code, "checkpoint" in result.stdout) == (1, True)


def test_a_checkpoint_of_a_company_that_is_gone() -> None:
    one = lay_out()
    gone = str(checkpoint(one)).replace(f"company {one.pk}", "company 77")
    result = run("verify", "--checkpoint", gone)
    assert result.exit_code == 1
    assert "There is no company 77 any more" in result.stdout


def test_what_is_no_checkpoint_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("nothing\n", "utf-8")
    for given in ("goodstanding checkpoint 9", str(tmp_path / "none.txt"), str(empty)):
        result = run("verify", "--checkpoint", given)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "checkpoint" in result.stderr
