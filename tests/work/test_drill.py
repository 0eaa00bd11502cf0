"""The nightly backup and the weekly drill, as the worker does them, on a place of their own."""

from collections.abc import Callable
from pathlib import Path

import pytest

from company import company
from goodstanding.files.backups import keys
from goodstanding.services import outcomes
from goodstanding.work import jobs
from places import Place

pytestmark = pytest.mark.usefixtures("elsewhere")
WELL = "The newest backup was restored into an empty place and verified."


@pytest.fixture(scope="module")
def source(
    elsewhere: None,  # noqa: ARG001 - comes before
    tmp_path_factory: pytest.TempPathFactory,
) -> Place:
    made = Place(tmp_path_factory.mktemp("source") / "home")
    made.done("migrate")
    made.do(company)
    return made


@pytest.fixture
def place(source: Place, tmp_path: Path) -> Place:
    return source.copied(tmp_path / "home")


def told(place: Place, name: str) -> tuple[bool | None, str]:
    def look() -> tuple[bool | None, str]:
        found = outcomes.last(name)
        return (found.good, found.told) if found else (None, "")

    return place.do(look)


def test_a_backup_is_made_restored_and_forgotten(place: Place) -> None:
    public, _ = keys.make()
    place.do(jobs.hold_drill)
    assert told(place, outcomes.DRILL) == (None, "")  # there is nothing to restore yet
    twice: tuple[Callable[[], None], ...] = (jobs.back_up, jobs.back_up)
    with place.entered(BACKUP_KEY=public):
        for job in twice:
            job()
        jobs.hold_drill()
        jobs.hold_drill()
    (made,) = (place.home / "backups").iterdir()
    good, words = told(place, outcomes.BACKUP)
    assert (
        good,
        words.startswith(made.name),
        "kB, encrypted; read again before it was encrypted." in words,
    ) == (
        True,
        True,
        True,
    )
    assert told(place, outcomes.DRILL) == (True, WELL)
    assert list(place.home.glob("drill-*")) == []


def test_a_backup_that_is_damaged_is_found_out(place: Place) -> None:
    place.do(jobs.back_up)
    (made,) = (place.home / "backups").iterdir()
    made.write_bytes(made.read_bytes()[:-1])
    place.do(jobs.hold_drill)
    good, words = told(place, outcomes.DRILL)
    assert (good, words.startswith(f"Error: {made.name} is not whole")) == (False, True)
